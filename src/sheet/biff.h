/* What biff.c finds in an old workbook beside what libfreexl gives. */
#ifndef SHEET_BIFF_H
#define SHEET_BIFF_H

#include "book.h"

struct biff_cell {
    long row; /* from 1 */
    size_t column;
    const char *text;
};

struct biff_cells {
    struct biff_cell *cells; /* by row and column */
    size_t count, capacity;
    struct merge *merges; /* as package_read_merges gives them */
    size_t merge_count, merge_capacity;
};

/* Marks the sheets that are hidden; false when the file is not what libfreexl took it for. Closed
   with biff_close in either case. */
bool biff_open(struct sheet_book *book);
/* Formulas by their results, logical and error values, dates and percentages, merged cells of a
   sheet; false when it is damaged. */
bool biff_read_cells(struct sheet_book *book, size_t index, struct arena *arena,
                     struct biff_cells *ret_cells);
void biff_close(struct sheet_book *book);

#endif
