/*
 * Numbers of a chart. An axis of large numbers counts in 万, 亿 or 万亿, which its title says; all
 * its numbers have the same decimals. Numbers at their points are what the tables print, without the
 * unit, unless the axis divides them.
 */
#include "chart.h"

#include <math.h>
#include <string.h>

#include <huibao/base.h>

#define DIGITS 4 /* that count in the largest of reals that declare no decimals */

static const struct {
    const char *word;
    int power;
    double from; /* the largest number printed from which on the axis counts so */
} myriads[] = {{"万亿", 12, 1e12}, {"亿", 8, 1e8}, {"万", 4, 1e5}};

/* 万元 is 元 and 4. */
static const char *unit_bare(const char *unit, int *ret_power)
{
    for (size_t i = 0; i < BASE_COUNT(myriads); i++) {
        size_t length = strlen(myriads[i].word);
        if (strncmp(unit, myriads[i].word, length) == 0) {
            *ret_power = myriads[i].power;
            return unit + length;
        }
    }
    *ret_power = 0;
    return unit;
}

static bool unit_is_rate(const char *unit)
{
    return strncmp(unit, "%", 1) == 0 || strncmp(unit, "％", 3) == 0 ||
           strncmp(unit, "‰", 3) == 0 || strstr(unit, "百分") != NULL;
}

static const char *unit_named(const struct chart *chart, const char *bare, int power)
{
    const char *word = "";
    for (size_t i = 0; i < BASE_COUNT(myriads); i++)
        if (myriads[i].power == power)
            word = myriads[i].word;
    const char *name = arena_printf(chart->c->scratch, "%s%s", word, bare);
    return *name ? name : NULL;
}

/* What all series append to their numbers; NULL when they differ. */
static const char *series_unit(const struct chart *chart)
{
    const struct model_series *series = chart->model->series;
    const char *unit = series[0].format.style == VALUE_STYLE_PERCENT ? "%" : series[0].format.unit;
    for (size_t i = 1; i < chart->series && unit; i++) {
        const struct value_format *format = &series[i].format;
        const char *other = format->style == VALUE_STYLE_PERCENT ? "%" : format->unit;
        if (!other || strcmp(unit, other) != 0)
            unit = NULL;
    }
    return unit;
}

/* Decimals that show a real as it is, up to a limit. */
static int real_decimals(double value, int limit)
{
    int decimals = 0;
    double scaled = fabs(value);
    while (decimals < limit && fabs(scaled - round(scaled)) > 1e-9 * fmax(1, scaled)) {
        scaled *= 10;
        decimals++;
    }
    return decimals;
}

/* Declared decimals, or what the points have; −1: nothing but integers. */
static int point_decimals(const struct chart *chart, double largest)
{
    int decimals = -1;
    int limit = largest > 0 ? DIGITS - 1 - (int)floor(log10(largest)) : 1;
    limit = limit < 1 ? 1 : limit;
    for (size_t s = 0; s < chart->series; s++) {
        const struct value_format *format = &chart->model->series[s].format;
        int own = format->decimals;
        if (own < 0 && format->style == VALUE_STYLE_PERCENT)
            own = 1;
        else if (own < 0 && (format->style == VALUE_STYLE_DECIMAL ||
                             format->style == VALUE_STYLE_WAN || format->style == VALUE_STYLE_YI))
            own = 2;
        bool plain = own < 0 && format->style != VALUE_STYLE_INTEGER;
        for (size_t i = 0; plain && i < chart->categories; i++) {
            double value = chart_value(chart, s, i);
            int needs = isnan(value) ? -1 : real_decimals(value, limit);
            own = needs > 0 && needs > own ? needs : own;
        }
        decimals = own > decimals ? own : decimals;
    }
    return decimals;
}

/* Three or four digits that count: 12.35万, 123.5万. */
static int divided_decimals(double most)
{
    int digits = most >= 1 ? (int)floor(log10(most)) + 1 : 1;
    return digits >= 4 ? 0 : digits == 3 ? 1 : 2;
}

static bool all_whole(const struct chart *chart)
{
    for (size_t i = 0; i < chart->series * chart->categories; i++)
        if (!isnan(chart->values[i]) && chart->values[i] != floor(chart->values[i]))
            return false;
    return true;
}

void typeset_chart_units(struct chart *chart)
{
    struct chart_unit *unit = &chart->unit;
    const struct value_format *format = &chart->model->series[0].format;
    double largest = fmax(fabs(chart->least), fabs(chart->most));
    const char *given = chart->model->unit ? chart->model->unit : series_unit(chart);
    int has = 0;
    const char *bare = unit_bare(given ? given : "", &has);
    unit->decimals = point_decimals(chart, largest);
    unit->whole = unit->decimals <= 0 && all_whole(chart);
    unit->grouped = format->style == VALUE_STYLE_GROUPED;
    unit->power = 0;
    if (format->style == VALUE_STYLE_WAN || format->style == VALUE_STYLE_YI) {
        unit->power = format->style == VALUE_STYLE_WAN ? 4 : 8;
        has = 0; /* the numbers are in the bare unit */
    } else if (!(given && unit_is_rate(given))) {
        for (size_t i = BASE_COUNT(myriads); i-- > 0;)
            if (largest >= myriads[i].from && has + myriads[i].power <= 12)
                unit->power = myriads[i].power;
        if (unit->power)
            unit->decimals = divided_decimals(largest / pow(10, unit->power));
    }
    unit->name = unit_named(chart, bare, has + unit->power);
    unit->number = unit->name ? unit->name : "";
}

/* Digits of n × 10^exponent, exactly. */
const char *typeset_chart_tick_text(const struct chart *chart, const struct chart_scale *scale,
                                    int64_t k)
{
    struct arena *arena = chart->c->scratch;
    int64_t count = k * scale->step;
    int exponent = scale->exponent - chart->unit.power;
    int decimals = exponent < 0 ? -exponent : 0;
    uint64_t digits = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
    char *text = arena_printf(arena, "%0*llu", decimals + 1, (unsigned long long)digits);
    size_t length = strlen(text);
    struct buf out = {0};
    buf_puts(&out, count < 0 ? "-" : "");
    size_t zeros = exponent > 0 && count != 0 ? (size_t)exponent : 0;
    size_t whole = length - (size_t)decimals + zeros;
    for (size_t i = 0; i < length + zeros; i++) {
        if (i == whole)
            buf_putc(&out, '.');
        else if (chart->unit.grouped && i > 0 && i < whole && (whole - i) % 3 == 0)
            buf_putc(&out, ',');
        buf_putc(&out, i < length ? text[i] : '0');
    }
    char *copy = buf_copy(&out, arena);
    buf_done(&out);
    return copy;
}

static const char *number_shown(const struct chart *chart, struct value value)
{
    struct value_format format = {.style = VALUE_STYLE_DECIMAL, .decimals = chart->unit.decimals};
    if (chart->unit.power) {
        value = value_real(value_as_real(value) / pow(10, chart->unit.power));
        format.decimals = chart->unit.decimals < 0 ? 0 : chart->unit.decimals;
    }
    if (format.decimals < 0)
        format = (struct value_format){.style = VALUE_STYLE_INTEGER, .decimals = -1};
    if (chart->unit.grouped)
        format = (struct value_format){.style = VALUE_STYLE_GROUPED,
                                       .decimals = format.decimals < 0 ? 0 : format.decimals};
    return value_show(chart->c->scratch, value, &format);
}

const char *typeset_chart_number(const struct chart *chart, size_t series, size_t category)
{
    struct value value = chart->model->series[series].points[category].value;
    return number_shown(chart, value_is_number(value) ? value : value_null());
}

const char *typeset_chart_sum(const struct chart *chart, double value)
{
    return number_shown(chart, value_real(value));
}
