/*
 * A table being made. table.c fills its columns, table_rows.c arranges its rows, table_sums.c makes
 * shares and totals of what is printed, table_heads.c the heads and the form, table_cross.c a
 * crosstab's data and columns.
 */
#ifndef COMPOSE_TABLE_H
#define COMPOSE_TABLE_H

#include <huibao/define_table.h>

#include "composer.h"

#define TABLE_ROW_NUMBER "序号"

struct making {
    struct composer *composer;
    const struct define_table *define;
    const struct frame_table *data; /* a row of it is a row of the table */
    const struct define_column *const *leaves;
    const struct table_cross *cross; /* or NULL */
    struct model_table *table;
    struct model_column *columns;
    struct model_cell *cells; /* of the data: data->row_count × column_count */
    struct model_row *rows;
    struct model_cell **row_cells; /* of rows, to be filled */
    bool totalled;
};

/* The data's cell of a column of the table. */
struct model_cell *table_cell(struct making *making, size_t row, size_t column);
/* The number of a row of the data, from 1, for messages. */
char *table_row_name(struct making *making, size_t row);

/* table_rows.c: data rows, those of groups, and those of totals, whose cells are empty yet. */
void table_arrange(struct making *making);
/* table_rows.c: equal values below one another become one cell; after shares and totals. */
void table_merge(struct making *making);

/* table_sums.c */
void table_share(struct making *making, size_t column);
void table_row_sums(struct making *making, size_t column); /* of a crosstab: the last column */
void table_totals(struct making *making);

/* table_formula.c: columns with a formula: of the data; then of subtotals and totals, which are there
 * by now. */
void table_formula_data(struct making *making, size_t column);
void table_formula_totals(struct making *making, size_t column);

/* table_heads.c */
void table_heads(struct making *making);
void table_ids(struct making *making);
const struct model_form *table_form(struct composer *composer, const struct define_form *define);

/* table_cross.c */
struct table_cross {
    struct frame_table data; /* a row per value of `rows`, a column per one of `columns` */
    const struct define_column **leaves; /* the rows' own, those of the data, and their sum */
    size_t leaf_count;
    struct value_format format; /* of all their cells */
};
/* NULL with diagnostics when it cannot be made. */
const struct table_cross *table_cross(struct composer *composer, const struct define_table *define,
                                      const struct frame_table *data);

#endif
