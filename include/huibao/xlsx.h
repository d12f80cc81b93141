/*
 * xlsx: a model's tables and charts, into a workbook.
 *
 * Owns      libxlsxwriter: one sheet per table and chart with title, head, borders, number formats, SUM
 *           formulas whose cached result is the printed total, and print set-up; of several sheets
 *           the first is 目录, with links. Text is always written as text: a cell that begins with
 *           = is never a formula.
 * Failure   diagnostics XLS…; nothing half-written (outfile).
 * Output    the same model and time give the same bytes.
 * Limits    Excel's 1,048,576 rows per sheet: a longer table goes on on others (a note says so). Its
 *           16,384 columns and the 32,767 characters of a cell are errors.
 */
#ifndef HUIBAO_XLSX_H
#define HUIBAO_XLSX_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct model;
struct world;
struct diag_kind;

bool xlsx_write(const struct model *model, const char *path, const struct world *world,
                struct diags *diags);
const struct diag_kind *const *xlsx_diags(size_t *ret_count);

#endif
