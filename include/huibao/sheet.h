/*
 * sheet: spreadsheet files (XLSX, XLS) as rows of text.
 *
 * Owns      opening the package (libzip), reading its parts as a stream (expat), old binary files
 *           (libgsf), shared strings, number formats that are dates, merged cells.
 * Protocol  sheet_open, then sheet_read of any sheet, any number of times; sheet_close.
 * Lifetime  names live as long as the book; a row's texts until its callback returns.
 * Failure   diagnostics SHT… with the cell's place (line = row, column from 1).
 * Limits    a package that unpacks to more than it could honestly hold, document type declarations
 *           and entities, more than 1,024 columns or too much shared text are refused. Memory
 *           grows with the shared strings only; an XLS sheet is held whole.
 */
#ifndef HUIBAO_SHEET_H
#define HUIBAO_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diags;
struct diag_kind;
struct sheet_book;

/*
 * A row that holds anything. Cells are texts as a CSV file would have them: numbers in full without
 * separators, percentages as 35.6%, dates as 2026-01-05 (with 08:30:00 behind when there is a time),
 * 是/否 for logical values, #N/A and the like for errors, "" for nothing. A cell merged downwards stands in every row it covers.
 */
struct sheet_row {
    long line; /* its number in the sheet, from 1 */
    const char *const *cells;
    size_t count; /* up to the last cell that is not empty */
    bool hidden;  /* by hand, or by a filter */
};
typedef bool sheet_on_row(void *context, const struct sheet_row *row); /* false: no more rows */

/* Whether a file that begins so is a package or a compound file, and so for sheet_open. */
bool sheet_recognises(const char *bytes, size_t length);
/* NULL with a diagnostic. At most `max_text_bytes` of texts that cells share are held. */
struct sheet_book *sheet_open(const char *path, size_t max_text_bytes, struct diags *diags);
void sheet_close(struct sheet_book *book);               /* NULL is allowed */
const char *sheet_format(const struct sheet_book *book); /* XLSX or XLS */
size_t sheet_count(const struct sheet_book *book);
const char *sheet_name(const struct sheet_book *book, size_t index);
bool sheet_is_hidden(const struct sheet_book *book, size_t index);
/* False with diagnostics: the file is damaged, or formulas without a value (all of them are told). */
bool sheet_read(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                struct diags *diags);
/* How far the reading has come, in bytes of the unpacked sheet. */
void sheet_progress(const struct sheet_book *book, int64_t *ret_done, int64_t *ret_total);
const struct diag_kind *const *sheet_diags(size_t *ret_count);

#endif
