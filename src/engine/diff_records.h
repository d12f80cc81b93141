/* The records behind a figure that differs. */
#ifndef ENGINE_DIFF_RECORDS_H
#define ENGINE_DIFF_RECORDS_H

#include <huibao/define.h>
#include <huibao/engine_renders.h>
#include <huibao/frame.h>

struct diff_side {
    const struct report *report;
    struct frame *frame;
    int64_t since; /* the last batch that the other side knew, when it has no frame */
};

/* Fills in figure->come and ->gone where the figure counts records. before NULL: it was a render. Personal
   data is masked; what is written belongs to the arena. */
void diff_records(struct arena *arena, struct diff_side *before, struct diff_side *after,
                  struct engine_figure *figure);

#endif
