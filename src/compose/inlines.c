/* Running text: the author's words, values in their formats, comparisons, conditions. */
#include <string.h>

#include "compare.h"
#include "compose_diags.h"
#include "composer.h"
#include "printed.h"

struct spans {
    struct model_span *items;
    size_t count, capacity;
    struct buf words; /* the author's, until the next value */
};

const char *compose_clean(struct arena *arena, const char *text)
{
    char *clean = arena_strdup(arena, text);
    for (char *c = clean; *c; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = ' ';
    }
    return clean;
}

static void push(struct composer *composer, struct spans *spans, struct model_span span)
{
    spans->items = arena_grow(composer->arena, spans->items, spans->count, &spans->capacity,
                              sizeof *spans->items);
    spans->items[spans->count++] = span;
}

/* The author's words on both sides of an if are one span. */
static void flush_words(struct composer *composer, struct spans *spans)
{
    if (spans->words.length)
        push(composer, spans,
             (struct model_span){.text = compose_clean(composer->arena, spans->words.data)});
    buf_clear(&spans->words);
}

static void add_span(struct composer *composer, struct spans *spans, struct model_span span)
{
    flush_words(composer, spans);
    push(composer, spans, span);
}

/* ---- values ---- */

static struct value_format format_of(const struct define_format *format,
                                     const struct frame_scalar *scalar)
{
    if (format->given)
        return format->value;
    if (scalar->indicator)
        return scalar->indicator->format;
    return (struct value_format){VALUE_STYLE_PLAIN, -1, NULL};
}

static const char *show(struct composer *composer, const struct define_inline *inl,
                        const struct frame_scalar *scalar, struct value *ret_value)
{
    struct arena *arena = composer->arena;
    struct value_format format = format_of(&inl->format, scalar);
    struct value value = scalar->value;
    if (scalar->is_period && format.style == VALUE_STYLE_PLAIN)
        return period_show(arena, scalar->period);
    if (!value_format_fits(&format, value.kind)) {
        diag_add(composer->diags, &CMP002, &inl->place,
                 DIAG_ARGS(inl->name.name, printed_kind(arena, value)));
        return "—";
    }
    int decimals = printed_decimals(&format);
    if (decimals >= 0)
        *ret_value = printed_value(value, &format, decimals);
    return compose_clean(arena, value_show(arena, value, &format));
}

/* A missing value prints —, unless the indicator must have one. */
static void require(struct composer *composer, const struct define_inline *inl,
                    const struct frame_scalar *scalar)
{
    if (scalar->value.kind == VALUE_NULL && scalar->indicator && scalar->indicator->required)
        diag_add(composer->diags, &CMP001, &inl->place, DIAG_ARGS(inl->name.name));
}

static void add_value(struct composer *composer, struct spans *spans,
                      const struct define_inline *inl)
{
    struct frame_scalar scalar;
    if (!frame_scalar(composer->frame, &inl->name, &scalar, composer->diags))
        return;
    require(composer, inl, &scalar);
    struct model_span span = {.value = scalar.value};
    span.source = arena_printf(composer->arena, "%s%s",
                               inl->name.shift == DEFINE_PREVIOUS    ? "上期."
                               : inl->name.shift == DEFINE_LAST_YEAR ? "同期."
                                                                     : "",
                               inl->name.name);
    span.text = show(composer, inl, &scalar, &span.value);
    if (span.value.kind == VALUE_TEXT)
        span.value.text = arena_strdup(composer->arena, span.value.text);
    add_span(composer, spans, span);
}

/* ---- comparisons ---- */

static bool comparable(struct composer *composer, const struct define_inline *inl,
                       struct value value)
{
    if (value.kind == VALUE_NULL || value_is_number(value))
        return true;
    const char *what = inl->format.comparison == DEFINE_MOM ? "环比" : "同比";
    diag_add(composer->diags, &CMP003, &inl->place,
             DIAG_ARGS(inl->name.name, printed_kind(composer->arena, value), what));
    return false;
}

static const char *neighbour_word(const struct frame *frame, enum define_comparison comparison)
{
    struct period period = {PERIOD_MONTH, 0};
    frame_period(frame, DEFINE_CURRENT, &period);
    if (frame_is_partial(frame))
        return comparison == DEFINE_MOM ? period_previous_part_word(period.kind)
                                        : period_last_year_part_word(period.kind);
    return comparison == DEFINE_MOM ? period_previous_word(period.kind)
                                    : period_last_year_word(period.kind);
}

static void add_comparison(struct composer *composer, struct spans *spans,
                           const struct define_inline *inl)
{
    bool previous = inl->format.comparison == DEFINE_MOM;
    struct define_name earlier = inl->name;
    earlier.shift = previous ? DEFINE_PREVIOUS : DEFINE_LAST_YEAR;
    struct frame_scalar now, before;
    bool good = frame_scalar(composer->frame, &inl->name, &now, composer->diags);
    good = frame_scalar(composer->frame, &earlier, &before, composer->diags) && good;
    if (!good || !comparable(composer, inl, now.value) || !comparable(composer, inl, before.value))
        return;
    require(composer, inl, &now);
    struct comparison comparison = {
        .now = now.value,
        .before = before.value,
        .format = {VALUE_STYLE_PLAIN, -1, NULL},
        .word = neighbour_word(composer->frame, inl->format.comparison),
        .rate_decimals = 1,
    };
    if (now.indicator) {
        comparison.format = now.indicator->format;
        comparison.unit = now.indicator->unit;
        comparison.base = now.indicator->base;
    }
    if (inl->format.given && inl->format.value.decimals >= 0)
        comparison.rate_decimals = inl->format.value.decimals;
    struct model_span span;
    span.text = compare_words(composer->arena, &comparison, &span.value);
    span.source =
        arena_printf(composer->arena, "%s|%s", inl->name.name, previous ? "环比" : "同比");
    add_span(composer, spans, span);
}

/* ---- lists ---- */

const struct define_branch *compose_branch(struct composer *composer,
                                           const struct define_branch *branches)
{
    for (; branches; branches = branches->next) {
        bool holds = true;
        if (branches->condition &&
            !frame_condition(composer->frame, branches->condition, &holds, composer->diags))
            return NULL;
        if (holds)
            return branches;
    }
    return NULL;
}

static void add_inlines(struct composer *composer, struct spans *spans,
                        const struct define_inline *inl)
{
    for (; inl; inl = inl->next) {
        switch (inl->kind) {
        case DEFINE_INLINE_TEXT:
            buf_puts(&spans->words, inl->text);
            break;
        case DEFINE_INLINE_VALUE:
            if (inl->format.comparison == DEFINE_SHOW)
                add_value(composer, spans, inl);
            else
                add_comparison(composer, spans, inl);
            break;
        case DEFINE_INLINE_IF: {
            const struct define_branch *branch = compose_branch(composer, inl->branches);
            if (branch)
                add_inlines(composer, spans, branch->inlines);
            break;
        }
        }
    }
}

struct model_text compose_text(struct composer *composer, const struct define_inline *inlines)
{
    struct spans spans = {0};
    add_inlines(composer, &spans, inlines);
    flush_words(composer, &spans);
    buf_done(&spans.words);
    return (struct model_text){.spans = spans.items, .count = spans.count};
}
