/* Mappings of columns around an import: taken from the database before, saved after. */
#ifndef ENGINE_MAPPINGS_H
#define ENGINE_MAPPINGS_H

#include "engine_state.h"

struct import_options;
struct import_result;

/* Fills in the columns from what was saved as import->as, when none are said. False with diagnostics. */
bool mapping_take(struct engine *engine, const struct store_kind *kind,
                  const struct engine_import *import, struct import_options *options,
                  struct diags *diags);
/* After the file was imported: keeps what was said as import->as. What it held is imported all the same
   when that fails (ENG046). */
bool mapping_keep(struct engine *engine, const struct store_kind *kind,
                  const struct engine_import *import, const struct import_result *result,
                  struct diags *diags);

#endif
