/* The parts of a `table` block: table.c reads it, columns.c its columns, form.c what is around. */
#ifndef DEFINE_TABLE_PARTS_H
#define DEFINE_TABLE_PARTS_H

#include <huibao/define_table.h>

#include "reader.h"

/* A column of the data, or none for NULL. */
struct define_source source_read(struct reader *reader, const struct yaml *node);
/* The tree of columns and its leaves. */
void columns_read(struct reader *reader, const struct yaml *list, struct define_table *table);
struct define_form *form_read(struct reader *reader, const struct yaml *map);
struct define_cross *cross_read(struct reader *reader, const struct yaml *map);

#endif
