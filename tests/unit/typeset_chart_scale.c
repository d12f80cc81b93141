/* Ticks of a value axis, and the numbers at them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "chart.h"
#include "tap.h"
#include "typeset_testing.h"

/* The ticks as they would be printed without a divisor, separated by spaces. */
static const char *ticks(struct arena *arena, double least, double most, bool zero, bool whole)
{
    struct composer c = {.scratch = arena};
    struct chart chart = {.c = &c};
    struct chart_wish wish = {least, most, zero, whole, 6};
    struct chart_scale scale = typeset_chart_scale(&wish);
    struct buf out = {0};
    for (int64_t k = scale.first; k <= scale.last; k++) {
        buf_puts(&out, k > scale.first ? " " : "");
        buf_puts(&out, typeset_chart_tick_text(&chart, &scale, k));
    }
    const char *copy = buf_copy(&out, arena);
    buf_done(&out);
    return copy;
}

TEST(scales_a_person_would_choose)
{
    struct arena *arena = arena_new();
    CHECK_STR(ticks(arena, 15, 30, true, true), "0 5 10 15 20 25 30");
    CHECK_STR(ticks(arena, 0, 96, true, true), "0 20 40 60 80 100");
    CHECK_STR(ticks(arena, 0, 1234, true, true), "0 250 500 750 1000 1250");
    CHECK_STR(ticks(arena, 0, 1, true, true), "0 1 2");
    CHECK_STR(ticks(arena, 0, 3, true, true), "0 1 2 3");
    CHECK_STR(ticks(arena, 0, 0, true, true), "0 1 2");
    CHECK_STR(ticks(arena, 7, 7, false, true), "0 1 2 3 4 5 6 7");
    CHECK_STR(ticks(arena, -15, 12, true, true), "-15 -10 -5 0 5 10 15");
    CHECK_STR(ticks(arena, -8, -3, true, true), "-8 -6 -4 -2 0");
    CHECK_STR(ticks(arena, 0.00012, 0.0003, true, false),
              "0.00000 0.00005 0.00010 0.00015 0.00020 0.00025 0.00030");
    CHECK_STR(ticks(arena, 94.2, 98.2, false, false), "94 95 96 97 98 99");
    CHECK_STR(ticks(arena, 0, 0.9, true, false), "0.0 0.2 0.4 0.6 0.8 1.0");
    CHECK_STR(ticks(arena, 0, 1e12, true, true),
              "0 200000000000 400000000000 600000000000 800000000000 1000000000000");
    arena_free(arena);
}

static double any_number(unsigned *seed)
{
    double digits = (double)(rand_r(seed) % 200001 - 100000);
    return digits * pow(10, rand_r(seed) % 16 - 8);
}

static bool check_texts(struct arena *arena, const struct chart_scale *scale)
{
    struct composer c = {.scratch = arena};
    struct chart chart = {.c = &c};
    const char *before = "";
    size_t decimals = SIZE_MAX;
    for (int64_t k = scale->first; k <= scale->last; k++) {
        const char *text = typeset_chart_tick_text(&chart, scale, k);
        const char *point = strchr(text, '.');
        size_t own = point ? strlen(point) : 0;
        double value = typeset_chart_tick(scale, k);
        if (strcmp(text, before) == 0 || (decimals != SIZE_MAX && own != decimals) ||
            fabs(strtod(text, NULL) - value) > fabs(value) * 1e-12)
            return false;
        before = text;
        decimals = own;
    }
    return true;
}

TEST(scales_of_any_data)
{
    unsigned seed = 20261103;
    struct arena *arena = arena_new();
    for (int n = 0; n < 20000; n++) {
        double a = any_number(&seed), b = any_number(&seed);
        struct chart_wish wish = {.least = fmin(a, b),
                                  .most = fmax(a, b),
                                  .zero = n % 2,
                                  .whole = n % 3 == 0,
                                  .ticks = 3 + rand_r(&seed) % 5};
        struct chart_scale scale = typeset_chart_scale(&wish);
        int64_t count = scale.last - scale.first + 1;
        double first = typeset_chart_tick(&scale, scale.first);
        double last = typeset_chart_tick(&scale, scale.last);
        bool good = count >= 3 && count <= 8 && first <= wish.least && last >= wish.most;
        good = good && (!wish.zero || (scale.first <= 0 && scale.last >= 0));
        good = good && (!wish.whole || scale.exponent >= 0);
        good = good && check_texts(arena, &scale);
        /* More than a third of the axis is used, unless three ticks are more than there are integers. */
        double low = wish.zero ? fmin(wish.least, 0) : wish.least;
        double high = wish.zero ? fmax(wish.most, 0) : wish.most;
        good = good && ((high - low) * 3 > last - first || (wish.whole && count == 3));
        if (!CHECK(good)) {
            printf("# %.17g … %.17g: %lld ticks from %g to %g\n", wish.least, wish.most,
                   (long long)count, first, last);
            break;
        }
    }
    arena_free(arena);
}

TEST(scales_of_equal_and_extreme_data)
{
    static const double values[] = {1, -1, 0, 1e-14, -1e-14, 9.9e14, -9.9e14, 123456789.125};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(values); i++) {
        struct chart_wish wish = {values[i], values[i], false, false, 6};
        struct chart_scale scale = typeset_chart_scale(&wish);
        CHECK(scale.last - scale.first >= 2 && scale.last - scale.first < 8);
        CHECK(typeset_chart_tick(&scale, scale.first) <= values[i]);
        CHECK(typeset_chart_tick(&scale, scale.last) >= values[i]);
        CHECK(check_texts(arena, &scale));
    }
    arena_free(arena);
}

/* ---- units ---- */

#define PLAIN                                                                                      \
    {                                                                                              \
        VALUE_STYLE_PLAIN, -1, NULL                                                                \
    }

struct case_unit {
    const char *unit;
    struct value_format format;
    double values[3];
    const char *name, *top, *points; /* the axis' unit, its last tick, the numbers at the points */
};

static void check_unit(const struct case_unit *want)
{
    struct arena *arena = arena_new();
    struct composer c = {.scratch = arena};
    struct model_cell cells[3] = {0};
    struct model_series series = {.title = "甲", .format = want->format, .points = cells};
    struct model_chart model = {
        .unit = want->unit, .category_count = 3, .series = &series, .series_count = 1};
    double values[3];
    struct chart chart = {.c = &c, .model = &model, .categories = 3, .series = 1, .values = values};
    for (size_t i = 0; i < 3; i++) {
        double value = want->values[i];
        cells[i].value = value == floor(value) ? value_integer((int64_t)value) : value_real(value);
        values[i] = value;
        chart.most = fmax(chart.most, value);
        chart.least = fmin(chart.least, value);
    }
    typeset_chart_units(&chart);
    struct chart_wish wish = {chart.least, chart.most, true, chart.unit.whole, 6};
    struct chart_scale scale = typeset_chart_scale(&wish);
    CHECK_STR(chart.unit.name ? chart.unit.name : "", want->name);
    CHECK_STR(typeset_chart_tick_text(&chart, &scale, scale.last), want->top);
    CHECK_STR(arena_printf(arena, "%s %s %s", typeset_chart_number(&chart, 0, 0),
                           typeset_chart_number(&chart, 0, 1), typeset_chart_number(&chart, 0, 2)),
              want->points);
    arena_free(arena);
}

TEST(units_of_axes)
{
    static const struct case_unit cases[] = {
        {"件", PLAIN, {3, 0, 12}, "件", "12", "3 0 12"},
        {NULL, {VALUE_STYLE_INTEGER, -1, "户"}, {3, 40, 12}, "户", "40", "3 40 12"},
        {NULL, PLAIN, {3, 40, 12}, "", "40", "3 40 12"},
        {"人", {VALUE_STYLE_GROUPED, 0, NULL}, {1234, 99999, 5}, "人", "100,000", "1,234 99,999 5"},
        {"人", PLAIN, {99999, 5, 0}, "人", "100000", "99999 5 0"},
        {"人", PLAIN, {100000, 23456, 0}, "万人", "10", "10.00 2.35 0.00"},
        {"元", PLAIN, {123456789, 23456000, 0}, "亿元", "1.25", "1.23 0.23 0.00"},
        {"元", PLAIN, {1e12, 4.5e11, 0}, "万亿元", "1.0", "1.00 0.45 0.00"},
        {NULL, PLAIN, {450000, 20000, 0}, "万", "50", "45.00 2.00 0.00"},
        /* The numbers are in 万元 already. */
        {"万元", PLAIN, {35.5, 20.25, 3}, "万元", "40", "35.50 20.25 3.00"},
        {"万元", PLAIN, {450000, 20000, 0}, "亿元", "50", "45.00 2.00 0.00"},
        /* The format divides 元, whatever their size. */
        {"万元", {VALUE_STYLE_WAN, 1, "万元"}, {35500, 20250, 3000}, "万元", "4", "3.6 2.0 0.3"},
        {NULL, {VALUE_STYLE_WAN, -1, "万元"}, {35500, 20250, 3000}, "万元", "4", "3.55 2.03 0.30"},
        {NULL, {VALUE_STYLE_YI, 1, "亿元"}, {3.5e8, 2e8, 3e7}, "亿元", "3.5", "3.5 2.0 0.3"},
        {NULL, {VALUE_STYLE_PERCENT, 1, NULL}, {95.5, 96, 0}, "%", "100", "95.5 96.0 0.0"},
        {"%", PLAIN, {200000, 1, 0}, "%", "200000", "200000 1 0"},
        {"件", PLAIN, {33.333333333333336, 1, 2}, "件", "35", "33.33 1.00 2.00"},
        {NULL, PLAIN, {0.0003, 0.00012, 0.00027}, "", "0.00030", "0.00030 0.00012 0.00027"},
        {"人", PLAIN, {-5, 3, -12}, "人", "5", "-5 3 -12"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        check_unit(&cases[i]);
}
