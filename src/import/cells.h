/* A cell on its way from text to value: what cells.c and dates.c share. */
#ifndef IMPORT_CELLS_H
#define IMPORT_CELLS_H

#include "private.h"

struct cell {
    struct import_run *run;
    const struct store_field *field;
    const struct place *place;
    const char *text; /* trimmed; half-width where that is harmless */
};

/* Says what is wrong with the cell, masked; true when it was kept, and may get a hint. */
bool cell_add(const struct cell *cell, const struct diag_kind *kind);
void cell_hint(const struct cell *cell, const char *text);
/* Steps over the first of these marks (NULL ends) that stands at the cursor. */
bool cell_skip_any(const char **cursor, const char *const *marks);

/* ---- dates.c ---- */
bool cell_read_date(const struct cell *cell, struct value *ret_value);
bool cell_read_period(const struct cell *cell, struct value *ret_value);

#endif
