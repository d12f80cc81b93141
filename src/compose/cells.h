/* Columns of data as they are printed, for tables and charts alike. */
#ifndef COMPOSE_CELLS_H
#define COMPOSE_CELLS_H

#include "composer.h"

/* The index of a column of the data, or −1. */
int cells_find(const struct frame_table *data, const char *name);
/* The same; a column that the data does not have is told, with the nearest there is. */
int cells_find_or_tell(struct composer *composer, const struct frame_table *data,
                       const struct define_dataset *dataset, const char *name,
                       const struct place *place);
/*
 * How a column is printed: in the format given, else in that of the indicator of its name, and with
 * uniform decimals: the format's, or those of the number that has most.
 */
struct value_format cells_format(struct composer *composer, const struct frame_table *data,
                                 size_t column, const struct define_format *given);
/* Whether the format can show the value; if not, that is told. */
bool cells_fit(struct composer *composer, struct value value, const struct value_format *format,
               const char *title, const struct place *place);
/* A value as printed; one that the format cannot show is told and printed as missing. */
struct model_cell cells_make(struct composer *composer, struct value value,
                             const struct value_format *format, const char *title,
                             const struct place *place);

#endif
