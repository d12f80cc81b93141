/* A running text while it is put together: words of the author's that meet become one span. */
#ifndef COMPOSE_SPANS_H
#define COMPOSE_SPANS_H

#include "composer.h"

struct spans {
    struct arena *arena;
    struct model_span *items;
    size_t count, capacity;
    struct buf words; /* the author's, until the next value */
};

void spans_words(struct spans *spans, const char *words);
void spans_value(struct spans *spans, struct model_span span);
void spans_text(struct spans *spans, const struct model_text *text);
/* The text; the builder is empty afterwards. */
struct model_text spans_finish(struct spans *spans);

#endif
