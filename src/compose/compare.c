/*
 * Comparing with the previous period or the same period last year. A rate is said only where it
 * means something: from a base that is positive, not small, and to a value that is positive too.
 * Everything else is a difference. Both are made from the numbers as printed.
 */
#include "compare.h"

#include <math.h>
#include <string.h>

#include <huibao/base.h>

#include "printed.h"

/* Enough to tell two printed numbers (at most 6 decimals) apart. */
#define SAME 1e-9

static const char *number_words(struct arena *arena, struct value number,
                                const struct value_format *format, int decimals, const char *unit)
{
    struct value_format printed = value_format_printed(format, decimals);
    if (!printed.unit)
        printed.unit = unit;
    return value_show(arena, number, &printed);
}

static const char *difference_words(struct arena *arena, const struct comparison *c, double change,
                                    int decimals, struct value *ret_number)
{
    bool points = c->format.style == VALUE_STYLE_PERCENT;
    struct value_format format = c->format;
    if (points)
        format.style = VALUE_STYLE_DECIMAL;
    struct value_format fixed = {VALUE_STYLE_DECIMAL, decimals, NULL};
    struct value size = value_printed(value_real(fabs(change)), &fixed, decimals);
    *ret_number = value_printed(value_real(change), &fixed, decimals);
    const char *verb = points ? (change > 0 ? "上升" : "下降") : (change > 0 ? "增加" : "减少");
    return arena_printf(
        arena, "较%s%s%s", c->word, verb,
        number_words(arena, size, &format, decimals, points ? "个百分点" : c->unit));
}

const char *compare_words(struct arena *arena, const struct comparison *c, struct value *ret_number)
{
    *ret_number = value_null();
    if (c->now.kind == VALUE_NULL)
        return "—";
    if (c->before.kind == VALUE_NULL)
        return arena_printf(arena, "%s无可比数据", c->word);
    int decimals = printed_decimals(&c->format);
    if (decimals < 0) {
        int first = printed_natural_decimals(arena, c->now, 6);
        int second = printed_natural_decimals(arena, c->before, 6);
        decimals = first > second ? first : second;
    }
    double now = value_as_real(value_printed(c->now, &c->format, decimals));
    double before = value_as_real(value_printed(c->before, &c->format, decimals));
    double change = now - before;
    if (fabs(change) < SAME) {
        *ret_number = value_integer(0);
        return arena_printf(arena, "与%s持平", c->word);
    }
    if (c->format.style == VALUE_STYLE_PERCENT)
        return difference_words(arena, c, change, decimals, ret_number);
    if (c->difference)
        return difference_words(arena, c, change, decimals, ret_number);
    if (fabs(before) < SAME)
        return arena_printf(arena, "%s为零", c->word);
    struct value rate = value_round(value_real(100.0 * change / before), c->rate_decimals);
    if (before < 0 || now < SAME || value_as_real(c->before) < c->base ||
        fabs(value_as_real(rate)) < SAME)
        return difference_words(arena, c, change, decimals, ret_number);
    *ret_number = rate;
    struct value_format per_cent = {VALUE_STYLE_PERCENT, c->rate_decimals, NULL};
    return arena_printf(arena, "较%s%s%s", c->word, change > 0 ? "增长" : "下降",
                        value_show(arena, value_real(fabs(value_as_real(rate))), &per_cent));
}

const char *compare_measured(struct arena *arena, struct value number,
                             const struct value_format *format, const char *unit)
{
    const char *text = value_show(arena, number, format);
    size_t length = format->unit ? strlen(format->unit) : 0, tail = unit ? strlen(unit) : 0;
    bool said = format->style == VALUE_STYLE_PERCENT || format->style == VALUE_STYLE_CAPITAL ||
                format->style == VALUE_STYLE_AT_LEAST ||
                (length >= tail && tail && strcmp(format->unit + length - tail, unit) == 0);
    bool put = value_is_number(number) && unit && !said;
    return put ? arena_printf(arena, "%s%s", text, unit) : text;
}

const char *compare_change_words(struct arena *arena, struct value change,
                                 const struct value_format *format, const char *unit,
                                 struct value *ret_number)
{
    if (change.kind == VALUE_NULL)
        return "—";
    bool points = format->style == VALUE_STYLE_PERCENT || (unit && strcmp(unit, "%") == 0);
    int decimals = printed_decimals(format);
    *ret_number = decimals < 0 ? change : value_printed(change, format, decimals);
    double number = value_as_real(*ret_number);
    if (fabs(number) < SAME)
        return "持平";
    struct value size = change.kind == VALUE_INTEGER && change.integer > INT64_MIN
                            ? value_integer(change.integer < 0 ? -change.integer : change.integer)
                            : value_real(fabs(value_as_real(change)));
    struct value_format shown = *format;
    if (format->style == VALUE_STYLE_PERCENT)
        shown = (struct value_format){VALUE_STYLE_DECIMAL, decimals, NULL};
    const char *verb = points ? (number > 0 ? "上升" : "下降") : (number > 0 ? "增加" : "减少");
    return arena_printf(arena, "%s%s", verb,
                        compare_measured(arena, size, &shown, points ? "个百分点" : unit));
}
