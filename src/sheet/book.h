/*
 * A book from the inside. book.c dispatches; package.c, parts.c and strings.c read an XLSX package,
 * rows.c its sheets, xls.c and biff.c an old file; cell.c and formats.c turn cells into text.
 */
#ifndef SHEET_BOOK_H
#define SHEET_BOOK_H

#include <huibao/base.h>
#include <huibao/sheet.h>

#include "sheet_diags.h"

enum {
    SHEET_COLUMNS_MOST = 1024,
    SHEET_ROWS_MOST = 1048576,
    SHEET_MERGES_MOST = 200000,
};

struct zip;
struct biff;

enum format_shows { SHOWS_OTHER, SHOWS_DATE, SHOWS_PERCENT }; /* of a number, what matters here */

struct book_sheet {
    const char *name;
    const char *part;     /* XLSX: its part */
    const char *relation; /* XLSX: r:id */
    bool hidden;
};

struct sheet_book {
    struct arena *arena;
    const char *path;
    struct zip *zip;   /* XLSX */
    struct biff *biff; /* XLS: its records (biff.c) */
    struct book_sheet *sheets;
    size_t count, capacity;
    bool date1904;
    enum format_shows *formats; /* per cell format (xf) */
    size_t format_count, format_capacity;
    size_t strings_most; /* bytes */
    struct buf strings;  /* all shared strings, each with a NUL */
    uint32_t *offsets;
    size_t string_count, string_capacity;
    int64_t done, total;
};

void book_tell_locked(const struct sheet_book *book, struct diags *diags); /* SHT003: a password */

/* ---- texts that cells share (strings.c) ---- */

void strings_open(struct sheet_book *book); /* before the first: they end with the book */
/* Where the next begins, its bytes and a NUL to be appended to book->strings; false: too much. */
bool strings_begin(struct sheet_book *book);
void strings_tell(const struct sheet_book *book, struct diags *diags); /* SHT011 */

/* ---- XML parts (parts.c) ---- */

struct part_handlers { /* names are without their namespace; any may be NULL */
    void (*start)(void *context, const char *name, const char *const *attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, int length);
};
struct part_reading {
    const struct part_handlers *handlers;
    void *context;
    const bool *stopped; /* set by a handler: no more; or NULL */
};
/* False with a diagnostic when the part is damaged; a part that is not there is one when `must`. */
bool part_read(struct sheet_book *book, const char *part, bool must,
               const struct part_reading *reading, struct diags *diags);
const char *part_attribute(const char *const *attributes, const char *name); /* or NULL */

/* ---- the package (package.c, strings.c, formats.c) ---- */

bool package_open(struct sheet_book *book, struct diags *diags);
bool package_read_strings(struct sheet_book *book, const char *part, struct diags *diags);
bool package_read_formats(struct sheet_book *book, const char *part, struct diags *diags);
/* A date: y, m, d, h outside quotes and brackets; a percentage: % there. */
enum format_shows format_shows(const char *code);
enum format_shows format_builtin_shows(long id);

/* A row being gathered. */
struct gather {
    struct arena *arena;
    struct buf text; /* cells, each with a NUL */
    size_t *offsets; /* per column; SIZE_MAX: empty */
    const char **cells;
    size_t capacity, count;
};
void gather_clear(struct gather *gather);
/* Where the text of a column begins: append to gather->text, then gather_end. */
void gather_begin(struct gather *gather, size_t column);
void gather_end(struct gather *gather);
/* The cells, "" for empty ones; the count goes up to the last that is not. */
struct sheet_row gather_row(struct gather *gather, long line);
void gather_done(struct gather *gather);

/* ---- rows (rows.c, merges.c) ---- */

bool package_read_rows(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                       struct diags *diags);

struct merge {        /* a cell merged downwards */
    long first, last; /* rows */
    size_t column;    /* from 0 */
};
/* The sheet's downward merges, by first row; false with a diagnostic. */
bool package_read_merges(struct sheet_book *book, const char *part, struct arena *arena,
                         struct merge **ret_merges, size_t *ret_count, struct diags *diags);
void merges_sort(struct merge *merges, size_t count); /* by first row */

/* A sheet's merges on their way down: each row that is covered gets the cell. */
struct merge_fill {
    struct arena *arena;
    struct merge *merges;
    size_t count, next;
    struct merge_down *downs; /* per column */
};
void merges_begin(struct merge_fill *fill, struct arena *arena, struct merge *merges, size_t count);
void merges_fill(struct merge_fill *fill, struct gather *gather, long row);

/* ---- cells (cell.c) ---- */

/* B12 → column 1 and row 12 (row 0 when there is none); false when it is no reference. */
bool cell_reference(const char *text, size_t *ret_column, long *ret_row);
/* A number as written in the file, to the text that a CSV file would have. */
void cell_put_number(struct buf *out, const char *written);
void cell_put_real(struct buf *out, double number);
/* 0.356 as 35.6%, which is what its format shows. */
void cell_put_percent(struct buf *out, double number);
/* A serial day number as a date, a date and time, or a time; as a number when it is none. */
void cell_put_date(struct buf *out, double serial, bool date1904);

/* ---- old files (xls.c) ---- */

bool xls_read_rows(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                   struct diags *diags);

#endif
