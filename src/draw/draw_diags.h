/* The catalogue of the draw room: code, severity, class, text. */
#ifndef DRAW_DIAGS_H
#define DRAW_DIAGS_H

#include <huibao/base.h>

#define DRAW_DIAGS(X)                                                                              \
    X(DRW001, ERROR, OUTSIDE, "画不出“{1}”：{2}")                                                  \
    X(DRW002, ERROR, USAGE, "图片的分辨率{1}不能用，应在{2}到{3}之间")                             \
    X(DRW003, ERROR, USAGE, "没有第{1}页，共{2}页")                                                \
    X(DRW004, ERROR, OUTSIDE, "图片“{1}”有{2}×{3}点，超过上限{4}点")

DRAW_DIAGS(DIAG_DECLARE)

#endif
