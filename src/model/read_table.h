/* A table being read: read_table.c fills what is above the rows, read_rows.c the rows. */
#ifndef MODEL_READ_TABLE_H
#define MODEL_READ_TABLE_H

#include "read.h"

#define MODEL_MOST_COLUMNS 1000000

struct model_cover { /* what an earlier row's span leaves to cover of a column */
    uint32_t rows;
    const char *text; /* of the spanning cell */
    long line;
};

struct model_table_reading {
    struct model_table *table;
    long line;
    struct model_form *form;
    struct model_pair *form_heads, *form_feet;
    size_t form_head_capacity, form_foot_capacity;
    struct model_head *heads;
    long *head_lines;
    size_t head_capacity, head_line_capacity;
    struct model_column *columns;
    size_t column_capacity;
    struct model_cover *covers; /* one per column, from the first row on */
    struct model_field *fields; /* the row at hand's, for places */
    struct model_row *rows;
    size_t row_capacity;
    struct model_detail *detail; /* where rows go, from the line `detail` on; or NULL */
};

void model_read_detail(struct model_reader *reader, struct model_field rest);

void model_read_row(struct model_reader *reader, struct model_field rest);
void model_read_group(struct model_reader *reader, struct model_field rest);
void model_read_subtotal(struct model_reader *reader, struct model_field rest);
void model_read_total(struct model_reader *reader, struct model_field rest);
/* A span must not leave the table at the bottom. */
void model_rows_finish(struct model_reader *reader);

#endif
