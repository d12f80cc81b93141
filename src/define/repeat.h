/* What stands in {{#each …}} and {{#list …}}. */
#ifndef DEFINE_REPEAT_H
#define DEFINE_REPEAT_H

#include "tag.h"

/* The data and its options; NULL when there is no such data, which was reported. */
struct define_each *repeat_each(struct reader *reader, const struct excerpt *inside,
                                const struct tag *tag);
/* The lead and its options. */
struct define_list *repeat_list(struct reader *reader, const struct excerpt *inside);
/* A block's each parts nothing: its rows are paragraphs. */
void repeat_check_block(struct reader *reader, const struct tag *tag);
/* Only paragraphs can be items of a list. */
void repeat_check_items(struct reader *reader, const struct define_block *blocks);

#endif
