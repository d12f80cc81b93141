/* Running text: the author's words, values in their formats, comparisons, conditions. */
#include <string.h>

#include <huibao/define_repeat.h>

#include "compare.h"
#include "compose_diags.h"
#include "composer.h"
#include "printed.h"
#include "spans.h"

const char *compose_clean(struct arena *arena, const char *text)
{
    char *clean = arena_strdup(arena, text);
    for (char *c = clean; *c; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = ' ';
    }
    return clean;
}

/* ---- values ---- */

/* A column of a row is printed as in tables: as the indicator of its name, with few decimals. */
static struct value_format column_format(struct composer *composer, const char *name,
                                         struct value value)
{
    const struct dictionary *dictionary = composer->report->dictionary;
    const struct define_indicator *indicator =
        dictionary ? define_indicator_find(dictionary, name) : NULL;
    struct value_format format = {VALUE_STYLE_PLAIN, -1, NULL};
    if (indicator && value_format_fits(&indicator->format, value.kind))
        format = indicator->format;
    if (value_is_number(value) && printed_decimals(&format) < 0)
        format.decimals =
            printed_natural_decimals(composer->arena, value, PRINTED_NATURAL_DECIMALS);
    return format;
}

static struct value_format format_of(struct composer *composer, const struct define_inline *inl,
                                     const struct frame_scalar *scalar)
{
    if (inl->format.given)
        return inl->format.value;
    if (inl->name.each)
        return column_format(composer, inl->name.name, scalar->value);
    if (scalar->indicator)
        return scalar->indicator->format;
    return (struct value_format){VALUE_STYLE_PLAIN, -1, NULL};
}

/* |增减 and |带单位, with the unit of the indicator of that name. */
static const char *show_manner(struct composer *composer, const struct define_inline *inl,
                               struct value value, struct value_format *format,
                               struct value *ret_value)
{
    const struct dictionary *dictionary = composer->report->dictionary;
    const struct define_indicator *indicator =
        dictionary ? define_indicator_find(dictionary, inl->name.name) : NULL;
    const char *unit = indicator ? indicator->unit : NULL;
    bool number = value.kind == VALUE_NULL || value_is_number(value);
    if (!number) {
        diag_add(composer->diags, &CMP002, &inl->place,
                 DIAG_ARGS(inl->name.name, printed_kind(composer->arena, value)));
        return "—";
    }
    if (inl->format.difference)
        return compare_change_words(composer->arena, value, format, unit, ret_value);
    if (format->style == VALUE_STYLE_AT_LEAST && !format->unit)
        format->unit = unit;
    return compare_measured(composer->arena, value, format, unit);
}

/* What stands for a value that is not there: — unless the indicator of that name says 缺值. */
static const char *missing_words(struct composer *composer, const struct define_inline *inl)
{
    const struct dictionary *dictionary = composer->report->dictionary;
    const struct define_indicator *indicator =
        dictionary ? define_indicator_find(dictionary, inl->name.name) : NULL;
    return indicator && indicator->missing ? indicator->missing : "—";
}

static const char *show(struct composer *composer, const struct define_inline *inl,
                        const struct frame_scalar *scalar, struct value *ret_value)
{
    struct arena *arena = composer->arena;
    struct value_format format = format_of(composer, inl, scalar);
    struct value value = scalar->value;
    if (value.kind == VALUE_NULL)
        return compose_clean(arena, missing_words(composer, inl));
    if (scalar->is_period && format.style == VALUE_STYLE_PLAIN)
        return period_show(arena, scalar->period);
    if (!value_format_fits(&format, value.kind)) {
        diag_add(composer->diags, &CMP002, &inl->place,
                 DIAG_ARGS(inl->name.name, printed_kind(arena, value)));
        return "—";
    }
    int decimals = printed_decimals(&format);
    if (decimals >= 0)
        *ret_value = value_printed(value, &format, decimals);
    if (inl->format.difference || inl->format.measured)
        return compose_clean(arena, show_manner(composer, inl, value, &format, ret_value));
    return compose_clean(arena, value_show(arena, value, &format));
}

/* A missing value prints —, unless the indicator must have one. */
static void require(struct composer *composer, const struct define_inline *inl,
                    const struct frame_scalar *scalar)
{
    if (scalar->value.kind == VALUE_NULL && scalar->indicator && scalar->indicator->required)
        diag_add(composer->diags, &CMP001, &inl->place, DIAG_ARGS(inl->name.name));
}

/* 受理, 上期.受理; of a row: 纠纷分类.件数 */
static const char *source_of(struct composer *composer, const struct define_name *name)
{
    static const char *const prefixes[] = {
        [DEFINE_CURRENT] = "", [DEFINE_PREVIOUS] = "上期.", [DEFINE_LAST_YEAR] = "同期."};
    if (name->each)
        return arena_printf(composer->arena, "%s.%s", name->each->data->name, name->name);
    return arena_printf(composer->arena, "%s%s", prefixes[name->shift], name->name);
}

/* |占比: 35.7%, or — when the rows add up to nothing. */
static void add_share(struct composer *composer, struct spans *spans,
                      const struct define_inline *inl)
{
    struct value_format format = {VALUE_STYLE_PERCENT, 1, NULL};
    if (inl->format.given)
        format = inl->format.value;
    int decimals = printed_decimals(&format);
    double share = 0;
    struct frame_scalar scalar;
    struct model_span span = {
        .value = value_null(), .text = "—", .row = compose_each_row(composer, inl->name.each)};
    if (!frame_scalar(composer->frame, &inl->name, &scalar, composer->diags))
        return;
    if (scalar.value.kind != VALUE_NULL && !value_is_number(scalar.value)) {
        diag_add(composer->diags, &CMP002, &inl->place,
                 DIAG_ARGS(inl->name.name, printed_kind(composer->arena, scalar.value)));
        return;
    }
    span.source = arena_printf(composer->arena, "%s|占比", source_of(composer, &inl->name));
    if (compose_each_share(composer, inl, decimals, &share)) {
        span.value = value_real(share);
        span.text = value_show(composer->arena, span.value, &format);
    }
    spans_value(spans, span);
}

static void add_value(struct composer *composer, struct spans *spans,
                      const struct define_inline *inl)
{
    struct frame_scalar scalar;
    if (!frame_scalar(composer->frame, &inl->name, &scalar, composer->diags))
        return;
    require(composer, inl, &scalar);
    struct model_span span = {.value = scalar.value,
                              .row = compose_each_row(composer, inl->name.each)};
    span.source = source_of(composer, &inl->name);
    span.text = show(composer, inl, &scalar, &span.value);
    if (span.value.kind == VALUE_TEXT)
        span.value.text = arena_strdup(composer->arena, span.value.text);
    spans_value(spans, span);
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
        .difference = inl->format.difference,
    };
    if (now.indicator) {
        comparison.format = now.indicator->format;
        comparison.unit = now.indicator->unit;
        comparison.base = now.indicator->base;
    }
    if (inl->format.given && inl->format.value.decimals >= 0)
        comparison.rate_decimals = inl->format.value.decimals;
    struct model_span span = {0};
    span.text = compare_words(composer->arena, &comparison, &span.value);
    if (now.value.kind == VALUE_NULL)
        span.text = compose_clean(composer->arena, missing_words(composer, inl));
    span.source =
        arena_printf(composer->arena, "%s|%s", inl->name.name, previous ? "环比" : "同比");
    spans_value(spans, span);
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
                        const struct define_inline *inl);

/* A、B和C */
static void add_each(struct composer *composer, struct spans *spans,
                     const struct define_inline *inl)
{
    size_t count = 0;
    const struct model_text *texts = compose_each_texts(composer, inl, &count);
    const char *between = inl->each->separator ? inl->each->separator : "";
    const char *last = inl->each->last_separator ? inl->each->last_separator : between;
    for (size_t i = 0; i < count; i++) {
        spans_words(spans, i == 0 ? "" : i + 1 == count ? last : between);
        spans_text(spans, &texts[i]);
    }
    const struct define_branch *otherwise = inl->branches->next;
    if (count == 0 && otherwise)
        add_inlines(composer, spans, otherwise->inlines);
}

static void add_inlines(struct composer *composer, struct spans *spans,
                        const struct define_inline *inl)
{
    for (; inl; inl = inl->next) {
        switch (inl->kind) {
        case DEFINE_INLINE_TEXT:
            spans_words(spans, inl->text);
            break;
        case DEFINE_INLINE_VALUE:
            if (inl->format.comparison == DEFINE_SHOW)
                (inl->format.share ? add_share : add_value)(composer, spans, inl);
            else
                add_comparison(composer, spans, inl);
            break;
        case DEFINE_INLINE_IF: {
            const struct define_branch *branch = compose_branch(composer, inl->branches);
            if (branch)
                add_inlines(composer, spans, branch->inlines);
            break;
        }
        case DEFINE_INLINE_EACH:
            add_each(composer, spans, inl);
            break;
        }
    }
}

struct model_text compose_text(struct composer *composer, const struct define_inline *inlines)
{
    struct spans spans = {.arena = composer->arena};
    add_inlines(composer, &spans, inlines);
    return spans_finish(&spans);
}
