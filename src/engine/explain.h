/* What the files of explaining share. */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include <huibao/define.h>
#include <huibao/define_table.h>
#include <huibao/engine_trace.h>
#include <huibao/frame_trace.h>

#include "engine_state.h"

/* explain_source.c: a trace in words, with its parts and records. */
struct engine_source *explain_source(struct arena *arena, struct frame *frame,
                                     const struct frame_trace *trace,
                                     const struct engine_question *question);
/* A value as it is, without any format. */
const char *explain_value(struct arena *arena, struct value value);

/* explain_uses.c: where a composed report prints what the trace is of. */
void explain_uses(struct arena *arena, const struct report *report, const struct model *model,
                  const struct frame_trace *trace, struct engine_answer *answer);

/* explain_printed.c: a cell that a table makes of others. */
struct explain_asked {
    const struct report *report;
    struct frame *frame;
    const struct model *model; /* NULL: the report cannot be composed */
    const struct engine_question *question;
    const char *dataset, *column; /* of the data, or the title of a column of the table */
    size_t row;                   /* of the data, when it is one */
    bool has_row;
};
/* The column of the data's tables with this title; NULL: none has it, or different ones. */
const struct define_column *explain_column(const struct define_block *blocks, const char *dataset,
                                           const char *title);
/* False when it is no such cell. */
bool explain_printed(struct arena *arena, const struct explain_asked *asked,
                     struct engine_answer *ret_answer);

#endif
