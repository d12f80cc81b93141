/* Keeping the record of renders. */
#ifndef ENGINE_RENDERS_H
#define ENGINE_RENDERS_H

#include <huibao/engine_renders.h>

#include "engine_state.h"
#include "printed.h"

struct render_state { /* a composed report */
    const struct report *report;
    struct frame *frame;
    const struct model *model;
    const char *style; /* the name of the one used */
    enum engine_purpose purpose;
    const char *about; /* for the log: monthly 春晖社区 2026-10; NULL: it gets no entry */
};

/* Every parameter as JSON: {"社区":"春晖社区","期":"2026-10"}. */
const char *renders_arguments(struct arena *arena, const struct render_state *state);
/* Whether the report's period is over. */
bool renders_closed(const struct engine *engine, const struct render_state *state);
const char *renders_definition_hash(struct arena *arena, const struct report *report);
/* Of the dictionary and the shared sections. */
const char *renders_dictionary_hash(struct arena *arena, const struct engine *engine);

/* A closed period whose figures differ from those of its last render: a warning names them. */
void renders_tell_revision(struct engine *engine, const struct render_state *state,
                           struct diags *diags);
/* Adds to the record and to the log; a database that cannot be written is a note. The files of
   `paths`, NULL-terminated, are kept under `names`. Its number, or 0. */
int64_t renders_add(struct engine *engine, const struct render_state *state,
                    const char *const *paths, const char *const *names, struct diags *diags);
/* Takes one out again whose files did not get their names. */
void renders_drop(struct engine *engine, int64_t id, const char *about, struct diags *diags);

#endif
