/* One field of a line. */
#ifndef CSV_FIELD_H
#define CSV_FIELD_H

struct buf;
struct model_cell;
struct value_format;

/* What stands behind a cell's number in print (万元, %, or ""); NULL when it holds none. */
const char *csv_field_unit(const struct model_cell *cell);
/* Text as text: guarded where it would be a formula, quoted where it must be. */
void csv_field_text(struct buf *out, const char *text);
/* A cell, of a column whose numbers have `unit` behind them. */
void csv_field_cell(struct buf *out, const struct model_cell *cell,
                    const struct value_format *format, const char *unit);

#endif
