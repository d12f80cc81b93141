/* The body of a report: Markdown's blocks and the block conditions around them. */
#ifndef DEFINE_BODY_H
#define DEFINE_BODY_H

#include "reader.h"

enum { BODY_BLOCKS_MAX = 10000, BODY_DEPTH_MAX = 32 };

/* Reads the source from `start` to its end; the first block, or NULL. */
struct define_block *body_read(struct reader *reader, size_t start);
/*
 * Whether each block belongs to the body or to one attachment, whatever the conditions are: after a
 * condition that may have begun an attachment only another attachment may come.
 */
void order_check(struct reader *reader, const struct define_block *blocks);
/* A chart block from the YAML between its fences. */
struct define_chart *chart_read(struct reader *reader, const struct excerpt *inside,
                                const struct place *place);
/* A table block from the YAML between its fences. */
struct define_table *table_read(struct reader *reader, const struct excerpt *inside,
                                const struct place *place);

#endif
