/*
 * csv: a model's table, as CSV for machines.
 *
 * Owns      RFC 4180: commas, CRLF, quotes where a field needs them; UTF-8, with a BOM on request.
 * Content   one line of titles (heads joined with _, the unit in brackets), then the rows. Numbers are
 *           as printed, without separators of thousands and unit; dates as 2026-10-01, no more of
 *           them than is printed; nothing for a missing value. What a reader of a page sees from the
 *           place of a row is a field here: the group, the kind of row (明细, 小计, 合计), the level
 *           of a 其中 row; each column only in tables that have such rows. A cell over several rows
 *           stands in each of them.
 * Safety    a text that a spreadsheet would take for a formula (= + - @, a tab or CR, their full-width
 *           forms, also behind spaces) begins with '. Numbers stay numbers.
 * Failure   false when the disk refuses; the outfile keeps the reason and tells it when committed.
 * Limits    none; memory does not grow with the rows.
 */
#ifndef HUIBAO_CSV_H
#define HUIBAO_CSV_H

#include <stdbool.h>

struct model_table;
struct outfile;

bool csv_table_write(const struct model_table *table, bool bom, struct outfile *file);

#endif
