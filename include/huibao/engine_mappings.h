/*
 * engine_mappings: what the columns of a source's files hold, saved under a name by an import
 * (engine_import's `as`); a part of engine's contract.
 */
#ifndef HUIBAO_ENGINE_MAPPINGS_H
#define HUIBAO_ENGINE_MAPPINGS_H

#include <huibao/engine.h>

struct engine_mapping_column {
    const char *title, *field; /* field NULL: the column is left out */
};
struct engine_mapping {      /* one entry of `huibao mappings` */
    const char *name, *kind; /* the kind in Chinese */
    const char *saved_at;    /* 2026-11-03 08:30:00, in China */
    const struct engine_mapping_column *columns;
    size_t column_count;
};
/* By name; a name may stand for several kinds. NULL with diagnostics. */
const struct engine_mapping *engine_mappings(struct engine *engine, struct arena *arena,
                                             size_t *ret_count, struct diags *diags);
/* For all its kinds; a name that was never saved is told with the nearest. */
bool engine_mapping_delete(struct engine *engine, const char *name, struct diags *diags);

#endif
