/* A dataset's query at work: run.c keeps its rows, stream.c hands them on. */
#ifndef FRAME_FETCH_H
#define FRAME_FETCH_H

#include "personal.h"
#include "state.h"

struct fetch {
    struct frame *frame;
    const struct define_dataset *dataset;
    struct frame_table
        *table; /* its columns; row_count is that of the rows before the one at hand */
    struct query query;
    sqlite3_stmt *statement;
    struct personal personal;
};

/*
 * Prepares and binds the query of fetch->dataset at a step, and finds the columns. What is missing among
 * them is told and *ret_complete false: the rows may be looked at all the same.
 */
bool fetch_begin(struct fetch *fetch, struct step step, bool *ret_complete, struct diags *diags);
void fetch_end(struct fetch *fetch);
/*
 * A cell of the row at hand: the value as it is, and as it is printed. False after a diagnostic. Texts are
 * the arena's.
 */
struct fetched {
    struct value key, value;
};
bool fetch_cell(struct fetch *fetch, struct arena *arena, size_t column, struct fetched *ret_cell,
                struct diags *diags);
/* Whether no more rows have come than a dataset may yield (FRM036). */
bool fetch_row_count_fits(const struct fetch *fetch, struct diags *diags);

#endif
