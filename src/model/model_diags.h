/* model's catalogue of diagnostics: mistakes in the text of a model. */
#ifndef MODEL_DIAGS_H
#define MODEL_DIAGS_H

#include <huibao/base.h>

#define MODEL_DIAGS(X)                                                                             \
    X(MOD001, ERROR, INPUT, "这不是文档模型：第一行应是“model 1”，而不是“{1}”")                    \
    X(MOD002, ERROR, INPUT, "不认识的行首词“{1}”")                                                 \
    X(MOD003, ERROR, INPUT, "“{1}”不能写在这里：{2}")                                              \
    X(MOD004, ERROR, INPUT, "{1}“{2}”不对：应为{3}")                                               \
    X(MOD005, ERROR, INPUT, "这一行有 {1} 格，而表格“{2}”有 {3} 列")                               \
    X(MOD006, ERROR, INPUT, "这一行含有不能读的字节：{1}")                                         \
    X(MOD007, ERROR, INPUT, "不认识的转义“\\{1}”")                                                 \
    X(MOD008, ERROR, INPUT, "“{1}”写了两次")                                                       \
    X(MOD009, ERROR, INPUT, "列“{1}”的占比对象是第 {2} 列，而表格“{3}”只有 {4} 列")                \
    X(MOD010, ERROR, INPUT, "表头“{1}”不对：{2}")                                                  \
    X(MOD011, ERROR, INPUT, "单元格“{1}”的合并不对：{2}")                                          \
    X(MOD012, ERROR, INPUT, "数列“{1}”有 {2} 个点，而图“{3}”有 {4} 个类别")                        \
    X(MOD013, ERROR, INPUT, "图“{1}”不对：{2}")
MODEL_DIAGS(DIAG_DECLARE)

#endif
