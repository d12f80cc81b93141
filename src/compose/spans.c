#include "spans.h"

static void push(struct spans *spans, struct model_span span)
{
    spans->items = arena_grow(spans->arena, spans->items, spans->count, &spans->capacity,
                              sizeof *spans->items);
    spans->items[spans->count++] = span;
}

static void flush(struct spans *spans)
{
    if (spans->words.length)
        push(spans, (struct model_span){.text = compose_clean(spans->arena, spans->words.data)});
    buf_clear(&spans->words);
}

void spans_words(struct spans *spans, const char *words)
{
    buf_puts(&spans->words, words);
}

void spans_value(struct spans *spans, struct model_span span)
{
    flush(spans);
    push(spans, span);
}

void spans_text(struct spans *spans, const struct model_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (text->spans[i].source)
            spans_value(spans, text->spans[i]);
        else
            spans_words(spans, text->spans[i].text);
    }
}

struct model_text spans_finish(struct spans *spans)
{
    flush(spans);
    buf_done(&spans->words);
    struct model_text text = {.spans = spans->items, .count = spans->count};
    *spans = (struct spans){.arena = spans->arena};
    return text;
}
