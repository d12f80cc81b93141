/* 算式 of a column: over other columns of the table, as they are printed. */
#ifndef DEFINE_COLUMN_EXPR_H
#define DEFINE_COLUMN_EXPR_H

#include <huibao/define_table.h>

#include "reader.h"

/* Its text; NULL after a diagnostic. */
const struct define_expr *column_expr_read(struct reader *reader, const struct yaml *node);
/*
 * When all columns are read: the formula's terms, and whether 合计: 同式 can be. `values` leads from
 * the data's columns to those of the table that print them.
 */
void column_expr_check(struct reader *reader, struct names *values, struct define_column *column);

#endif
