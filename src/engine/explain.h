/* What the files of explaining share. */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include <huibao/define.h>
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

#endif
