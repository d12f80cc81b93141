/* Control tags that come in pairs: what belongs to what, and how the author would write it. */
#ifndef DEFINE_PAIRS_H
#define DEFINE_PAIRS_H

#include "tag.h"

/* Whether the tag (an else, an end) may follow within what `open` opened. */
bool pair_fits(const struct tag *open, const struct tag *tag);
bool pair_ends(const struct tag *tag); /* an end, not an else */
/* {{/if}} for {{#if …}}, {{/如果}} for {{#如果 …}}. */
const char *pair_end(const struct tag *open);
/* {{#if}} for {{/if}} and {{else}}. */
const char *pair_open(const struct tag *tag);
/* Tells the parts of the scope what a tag opens, turns or closes. */
void pair_follow(struct scope *scope, const struct tag *tag);
/* Reports an else that comes after another one, or has a condition where there can be none. */
void pair_check_else(struct reader *reader, const struct tag *open, const struct tag *tag,
                     bool after_else);

#endif
