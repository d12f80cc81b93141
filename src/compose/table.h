/*
 * A table being made. table.c fills its columns, table_rows.c arranges its rows, table_sums.c makes
 * shares and totals of what is printed, table_heads.c the heads and the form, table_cross.c a
 * crosstab's data and columns, table_detail.c a 明细表, whose rows are on disk.
 */
#ifndef COMPOSE_TABLE_H
#define COMPOSE_TABLE_H

#include <huibao/define_table.h>

#include "composer.h"

#define TABLE_ROW_NUMBER "序号"

struct table_kinds { /* of the values in a column */
    bool text, date, number;
};

struct making {
    struct composer *composer;
    const struct define_table *define;
    const struct frame_table *data; /* a row of it is a row of the table */
    const struct define_column *const *leaves;
    const struct table_cross *cross; /* or NULL */
    struct model_table *table;
    struct model_column *columns;
    struct table_kinds *kinds; /* one per column */
    struct model_cell *cells;  /* of the data: data->row_count × column_count */
    struct model_row *rows;
    struct model_cell **row_cells; /* of rows, to be filled */
    bool totalled;
};

/* The block of a definition in the model, with its place. */
struct model_block *table_block(struct composer *composer, const struct define_block *block,
                                enum model_block_kind kind);
void table_empty(struct composer *composer,
                 const struct define_block *block); /* no row: a sentence */
/* Its name, caption, unit, note, form: what is no column and no row. */
void table_surround(struct making *making);
bool table_is_totalled(const struct making *making);
bool table_is_row_number(const struct making *making, const struct define_column *column);
void table_column_set(struct making *making, size_t index);   /* as the definition says */
void table_column_align(struct making *making, size_t index); /* by the kinds of its values */
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
void table_detail_totals(
    struct making *making); /* of the rows on disk, in the last row of the tree */

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

/* table_detail.c: a table whose rows are on disk, and the sentence that says so in print. NULL when there is
 * none: after a diagnostic, or without rows. */
const struct model_table *table_detail(struct composer *composer, const struct define_block *block);

#endif
