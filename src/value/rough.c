#include "rough.h"

#include <huibao/base.h>
#include <inttypes.h>
#include <math.h>

/* Where a value lies between two round numbers. */
struct between {
    int64_t below, above; /* above = below + step */
    double part;          /* of the step that is beyond `below`, 0 … 1 */
};

/* 9, 12, 213, 1234, 56789 → steps of 1, 10, 10, 100, 1000. */
static int usual_zeros(int64_t whole)
{
    int digits = 1;
    for (; whole >= 10; whole /= 10)
        digits++;
    return digits == 1 ? 0 : digits == 2 ? 1 : digits - 2;
}

/* False when there is nothing to round: a round number already, a small, negative or huge one. */
static bool find_between(struct value value, int zeros, struct between *ret_between)
{
    double real = value_as_real(value);
    if (!(real >= 1 && real < 9e15)) /* whole numbers beyond are not held */
        return false;
    int64_t whole = value.kind == VALUE_INTEGER ? value.integer : (int64_t)real, step = 1;
    double fraction = value.kind == VALUE_INTEGER ? 0 : real - (double)whole;
    for (int i = zeros < 0 ? usual_zeros(whole) : zeros; i > 0; i--)
        step *= 10;
    int64_t below = whole / step * step;
    *ret_between =
        (struct between){below, below + step, ((double)(whole - below) + fraction) / (double)step};
    return ret_between->part > 0;
}

/* 210; from 10,000 on in 万 or 亿 when that takes one decimal at most: 5.6万, 12万. */
static const char *show_round(struct arena *arena, int64_t number)
{
    static const struct {
        int64_t unit;
        const char *word;
    } units[] = {{100000000, "亿"}, {10000, "万"}};
    for (size_t i = 0; i < BASE_COUNT(units); i++) {
        int64_t tenth = units[i].unit / 10;
        if (number < units[i].unit || number % tenth != 0)
            continue;
        int decimal = (int)(number / tenth % 10);
        return arena_printf(arena, decimal ? "%" PRId64 ".%d%s" : "%" PRId64 "%.0d%s",
                            number / units[i].unit, decimal, units[i].word);
    }
    return arena_printf(arena, "%" PRId64, number);
}

/* 概数: 余 in the lower half of a step, 近 in its last fifth, 约 between. */
static enum value_style choose(const struct between *between, enum value_style style)
{
    bool close = between->part >= 0.8;
    if (style == VALUE_STYLE_NEARLY || style == VALUE_STYLE_ROUGH) {
        if (close)
            return VALUE_STYLE_NEARLY;
        style = style == VALUE_STYLE_ROUGH && between->part < 0.5 ? VALUE_STYLE_OVER
                                                                  : VALUE_STYLE_ABOUT;
    }
    return style;
}

/* As it is, with the measure word of 以上. */
static const char *show_exact(struct arena *arena, struct value value, const char *unit)
{
    const struct value_format plain = {VALUE_STYLE_PLAIN, -1, unit};
    double real = value_as_real(value);
    if (real >= 10000 && real < 9e15 && real == floor(real))
        return arena_printf(arena, "%s%s", show_round(arena, (int64_t)real), unit ? unit : "");
    return value_show(arena, value, &plain);
}

const char *value_rough(struct arena *arena, struct value value, const struct value_format *format)
{
    struct between between = {0};
    if (!find_between(value, format->decimals, &between))
        return show_exact(arena, value, format->unit);
    enum value_style style = choose(&between, format->style);
    if (style == VALUE_STYLE_OVER && between.below % 10 != 0) /* never 213余 */
        style = VALUE_STYLE_ABOUT;
    const char *below = show_round(arena, between.below), *above = show_round(arena, between.above);
    bool down = style == VALUE_STYLE_OVER || style == VALUE_STYLE_AT_LEAST ||
                (style == VALUE_STYLE_ABOUT && between.part < 0.5);
    if (down && between.below == 0) /* 0余 says nothing */
        return show_exact(arena, value, format->unit);
    if (style == VALUE_STYLE_OVER)
        return arena_printf(arena, "%s余", below);
    if (style == VALUE_STYLE_AT_LEAST)
        return arena_printf(arena, "%s%s以上", below, format->unit ? format->unit : "");
    const char *word = style == VALUE_STYLE_NEARLY  ? "近"
                       : style == VALUE_STYLE_BELOW ? "不到"
                                                    : "约";
    return arena_printf(arena, "%s%s", word, down ? below : above);
}
