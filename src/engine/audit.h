/* The explanations of a report's checks, on their way from the store to compose. */
#ifndef ENGINE_AUDIT_INTERNAL_H
#define ENGINE_AUDIT_INTERNAL_H

#include "engine_state.h"

struct compose_task;

/* Fills the task's explanations: those that stand for the frame's community and period. */
bool audit_explanations(struct engine *engine, const struct report *report, struct frame *frame,
                        struct arena *arena, struct compose_task *task, struct diags *diags);

#endif
