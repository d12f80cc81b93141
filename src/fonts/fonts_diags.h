/* The catalogue of the fonts room: code, severity, class, text. */
#ifndef FONTS_DIAGS_H
#define FONTS_DIAGS_H

#include <huibao/base.h>

#define FONTS_DIAGS(X)                                                                             \
    X(FNT001, ERROR, OUTSIDE, "找不到字体文件夹“{1}”")                                             \
    X(FNT002, ERROR, OUTSIDE, "字体“{1}”没有可用的字体文件，找过：{2}")                            \
    X(FNT003, WARNING, OUTSIDE, "字体文件已跳过：{1}")                                             \
    X(FNT004, NOTE, OUTSIDE, "缺少字体文件“{1}”，“{2}”改用“{3}”")                                  \
    X(FNT005, WARNING, OUTSIDE, "认不出字体文件“{1}”该用作哪种字体，没有使用")                     \
    X(FNT006, ERROR, OUTSIDE, "通用规范汉字表应有{1}个不同的字，文件里有{2}个")                    \
    X(FNT007, ERROR, OUTSIDE, "字体文件夹“{1}”里没有字体文件")

FONTS_DIAGS(DIAG_DECLARE)

#endif
