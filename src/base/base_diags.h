/* The base room's catalogue: what can go wrong with files. */
#ifndef BASE_DIAGS_H
#define BASE_DIAGS_H

#include <huibao/base.h>

#define BASE_DIAGS(X)                                                                              \
    X(BAS001, ERROR, OUTSIDE, "打不开文件“{1}”：{2}")                                              \
    X(BAS002, ERROR, INPUT, "“{1}”是文件夹，不是文件")                                             \
    X(BAS003, ERROR, INPUT, "“{1}”不是普通文件，不能读取")                                         \
    X(BAS004, ERROR, INPUT, "文件“{1}”有 {2} 字节，超过上限 {3} 字节")                             \
    X(BAS005, ERROR, OUTSIDE, "读取文件“{1}”时出错：{2}")                                          \
    X(BAS006, ERROR, OUTSIDE, "不能在“{1}”处写文件：{2}")                                          \
    X(BAS007, ERROR, OUTSIDE, "写文件“{1}”没有成功：{2}")                                          \
    X(BAS008, ERROR, OUTSIDE, "不能建立文件夹“{1}”：{2}")                                          \
    X(BAS009, ERROR, OUTSIDE, "打不开文件夹“{1}”：{2}")                                            \
    X(BAS010, ERROR, OUTSIDE, "写文件夹“{1}”没有成功：{2}")                                        \
    X(BAS011, ERROR, INPUT, "“{1}”已经有了，没有覆盖")                                             \
    X(BAS012, ERROR, OUTSIDE, "不能监视 {1} 的改动")                                               \
    X(BAS013, ERROR, OUTSIDE, "在“{1}”里写临时文件没有成功：{2}")

BASE_DIAGS(DIAG_DECLARE)

#endif
