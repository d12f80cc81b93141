/* The catalogue of STY codes: 00x finding and values, 01x styles that cannot be. */
#ifndef STYLE_DIAGS_H
#define STYLE_DIAGS_H

#include <huibao/base.h>

#define STYLE_DIAGS(X)                                                                             \
    X(STY001, ERROR, INPUT, "没有叫“{1}”的版式")                                                   \
    X(STY002, ERROR, INPUT, "版式互相基于，没有起点：{1}")                                         \
    X(STY003, ERROR, INPUT, "“{1}”要写{2}，这里是“{3}”")                                           \
    X(STY004, ERROR, INPUT, "“{1}”要在 {2} 到 {3} 之间，这里是 {4}")                               \
    X(STY005, ERROR, INPUT, "没有“{1}”这种字体，可用的有：{2}")                                    \
    X(STY006, ERROR, INPUT, "版式“{1}”的文件有错误，用不了")                                       \
    X(STY007, ERROR, INPUT, "{1}的“{2}”不由版式定")                                                \
    X(STY010, ERROR, INPUT, "{1}和{2}不能同时写")                                                  \
    X(STY011, ERROR, INPUT, "版心超出纸张：{1}")                                                   \
    X(STY012, ERROR, INPUT, "每行 {1} 字排不下：版心宽 {2}，{3} 的字最多 {4} 个")                  \
    X(STY013, ERROR, INPUT, "每页 {1} 行排不下：版心高 {2}，{3} 的行最多 {4} 行")                  \
    X(STY014, ERROR, INPUT, "{1}的行距 {2} 小于字号 {3}，上下行会重叠")                            \
    X(STY015, ERROR, INPUT, "{1} {2} 字太多：每行只有 {3} 字")                                     \
    X(STY016, ERROR, INPUT, "页码落在纸外：版心下 {1}，而纸只剩 {2}")                              \
    X(STY017, ERROR, INPUT, "表格行高 {1} 容不下表格文字的{2} {3}")

STYLE_DIAGS(DIAG_DECLARE)

#endif
