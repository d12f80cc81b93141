/* What the files of explaining share. */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include <huibao/define.h>
#include <huibao/define_table.h>
#include <huibao/engine_trace.h>
#include <huibao/frame_trace.h>

#include "engine_state.h"
#include "explain_names.h"

/* explain_source.c: a trace in words, with its parts and records. */
struct engine_source *explain_source(struct arena *arena, struct frame *frame,
                                     const struct frame_trace *trace,
                                     const struct engine_question *question);
/* A value as it is, without any format. */
const char *explain_value(struct arena *arena, struct value value);

/* explain_uses.c: where a composed report prints what the trace is of. */
void explain_uses(struct arena *arena, const struct report *report, const struct model *model,
                  const struct frame_trace *trace, struct engine_answer *answer);

struct model_block;
struct model_chart;

struct explain_asked {
    const struct report *report;
    struct frame *frame;
    const struct engine_question *question;
};

struct explain_place { /* a printed cell */
    const struct explain_grid *grid;
    size_t row, column; /* of its model; the row is no group's head */
};

/* explain_printed.c: a cell that a table makes of others, */
bool explain_is_made(const struct explain_place *place);
const struct engine_source *explain_made(struct arena *arena, const struct explain_asked *asked,
                                         const struct explain_place *place);
/* and one of its data; NULL: it shows none. */
const struct frame_trace *explain_trace(const struct explain_asked *asked,
                                        const struct explain_place *place);
/* explain_chart.c: the chart that is called so (图1, its caption, its data), */
struct explain_words {                /* 表.列[行] */
    const char *table, *column, *row; /* row: as asked for, or NULL */
};
const struct model_block *explain_chart_find(struct arena *arena, const struct model *model,
                                             const char *name);
const char *explain_chart_name(struct arena *arena, const struct model_chart *chart);
/* a point of it by its words; false after a diagnostic, */
bool explain_chart(struct arena *arena, const struct explain_asked *asked,
                   const struct model_block *block, const struct explain_words *words,
                   struct engine_answer *ret_answer, struct diags *diags);
/* what a point is asked for by, and the cell of the data it draws; NULL: none. */
const char *explain_point_name(struct arena *arena, const struct model_chart *chart, size_t series,
                               size_t category);
const struct frame_trace *explain_point(const struct explain_asked *asked,
                                        const struct model_block *block, size_t series,
                                        size_t category);
/*
 * explain_compared.c: the word of a name like 调解受理|环比, and what stands before it; NULL: it has none.
 * What it is made of are one value or two: of the word's shift, unless that is none.
 */
const char *explain_way(struct arena *arena, const char *name, const char **ret_value);
enum define_shift explain_way_shift(const char *way);
const struct engine_source *explain_compared(struct arena *arena, const struct explain_asked *asked,
                                             const struct model *model, const char *way,
                                             const struct frame_trace *const traces[2]);
/* Where a cell stands, as the one use of the answer. */
void explain_where(struct arena *arena, const struct explain_place *place,
                   struct engine_answer *answer);

#endif
