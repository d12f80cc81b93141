/* The last objects of cairo's PDF, put right. */
#ifndef DRAW_TAIL_H
#define DRAW_TAIL_H

#include <huibao/base.h>

void draw_tail_mend(struct buf *pdf, const char *xmp);

#endif
