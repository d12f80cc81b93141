/*
 * Category names under an upright plot. They never touch, and none is cut short: one line; 2026年1月
 * as 1月 with the year below where it begins; two lines; every k-th of a row of periods; smaller type.
 */
#include "chart.h"

#include <string.h>

#include <huibao/base.h>

#define LINES_MOST 2

static const int32_t sizes[] = {INT32_MAX, STYLE_UNIT * 9, STYLE_UNIT * 15 / 2}; /* at most */

/* Bytes of a leading year with its 年, when more follows. */
static size_t year_bytes(const char *name)
{
    size_t digits = strspn(name, "0123456789");
    size_t bytes = digits + strlen("年");
    bool year = digits == 4 && strncmp(name + digits, "年", strlen("年")) == 0 && name[bytes];
    return year ? bytes : 0;
}

static bool all_have_years(const struct chart *chart)
{
    for (size_t i = 0; i < chart->categories; i++)
        if (!year_bytes(chart->model->categories[i]))
            return false;
    return true;
}

/* A text of nothing but digits and the words and marks of dates, with a digit or 第 in it. */
static bool is_period(const char *name)
{
    static const char parts[] = "年月日季度第周旬号时点分上中下半初末一二三四五六七八九十〇零—–～至"
                                "０１２３４５６７８９－";
    const char *cursor = name, *end = name + strlen(name);
    bool counted = strstr(name, "第") != NULL;
    while (cursor < end) {
        const char *from = cursor;
        uint32_t codepoint = 0;
        if (!text_next(&cursor, end, &codepoint))
            return false;
        char bytes[5] = {0};
        memcpy(bytes, from, (size_t)(cursor - from));
        counted = counted || (codepoint >= '0' && codepoint <= '9') || strstr("年月季", bytes);
        if (codepoint < 0x80 ? !strchr("0123456789-/.:~ Qq", (int)codepoint)
                             : !strstr(parts, bytes))
            return false;
    }
    return counted;
}

static bool all_are_periods(const struct chart *chart)
{
    for (size_t i = 0; i < chart->categories; i++)
        if (!is_period(chart->model->categories[i]))
            return false;
    return true;
}

static int32_t band_middle(const struct chart *chart, const struct chart_box *plot, size_t i)
{
    int64_t span = plot->right - plot->left;
    return plot->left + (int32_t)(span * (int64_t)(2 * i + 1) / (int64_t)(2 * chart->categories));
}

/* The names as set so; false: two would touch, one leaves the drawing or is broken badly. */
static bool names_try(struct chart *chart, const struct chart_box *plot, struct chart_names *names)
{
    struct chart_face face = {names->size, CHART_BLACK, STYLE_CENTER};
    int32_t gap = names->size / 2;
    int32_t before = chart->left - gap;
    int32_t year_before = before;
    names->height = 0;
    for (size_t i = 0; i < chart->categories; i += names->every) {
        const char *name = chart->model->categories[i];
        size_t year = names->years ? year_bytes(name) : 0;
        int32_t middle = band_middle(chart, plot, i);
        struct chart_text text = typeset_chart_text(chart, name + year, &face, names->measure);
        int32_t left = middle - text.width / 2;
        if (text.broken || text.lines > LINES_MOST || left < before + gap ||
            left + text.width > chart->left + chart->width)
            return false;
        before = left + text.width;
        names->height = text.height > names->height ? text.height : names->height;
        bool begins = year && (i == 0 || strncmp(name, chart->model->categories[i - names->every],
                                                 year) != 0);
        if (!begins)
            continue;
        char *digits = arena_strndup(chart->c->scratch, name, year);
        int32_t width = typeset_chart_width(chart, digits, names->size);
        if (middle - width / 2 < year_before + gap)
            return false;
        year_before = middle + width / 2;
    }
    if (names->years)
        names->height += typeset_chart_pitch(chart, names->size);
    return year_before <= chart->left + chart->width;
}

/* The next wider step a person would take: months by quarters and years, years by fives and tens. */
static size_t every_next(const struct chart *chart, size_t every)
{
    static const size_t months[] = {2, 3, 6, 12}, years[] = {2, 5, 10};
    const char *name = chart->model->categories[0];
    size_t length = strlen(name);
    bool month = length > 3 && strcmp(name + length - 3, "月") == 0;
    bool year = length > 3 && strcmp(name + length - 3, "年") == 0;
    if (!month && !year)
        return every + 1;
    const size_t *steps = month ? months : years;
    size_t count = month ? BASE_COUNT(months) : BASE_COUNT(years);
    for (size_t i = 0; i < count; i++)
        if (steps[i] > every)
            return steps[i];
    return every + steps[count - 1];
}

static bool names_size(struct chart *chart, const struct chart_box *plot, bool skip,
                       struct chart_names *names)
{
    int32_t band = (plot->right - plot->left) / (int32_t)chart->categories;
    bool years = all_have_years(chart);
    names->every = 1;
    names->years = false;
    names->measure = chart->width;
    if (names_try(chart, plot, names) && names->height <= names->size)
        return true;
    names->years = years;
    if (years && names_try(chart, plot, names))
        return true;
    names->years = false;
    names->measure = band - names->size / 2;
    if (!skip && names->measure >= 2 * names->size && names_try(chart, plot, names))
        return true;
    names->years = years;
    for (size_t every = 2; skip && every <= chart->categories; every = every_next(chart, every)) {
        names->every = every;
        names->measure = band * (int32_t)every - names->size / 2;
        if (names_try(chart, plot, names) && names->height <= 3 * names->size)
            return true;
    }
    return false;
}

bool typeset_chart_names(struct chart *chart, const struct chart_box *plot,
                         struct chart_names *ret_names)
{
    bool periods = all_are_periods(chart);
    chart->losses.every = 0;
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        struct chart_names names = {.size = sizes[i] < chart->size ? sizes[i] : chart->size};
        if (names_size(chart, plot, periods, &names)) {
            *ret_names = names;
            return true;
        }
    }
    /* Names of things in a row that has no room for them: a line may still name some. */
    struct chart_names names = {.size = chart->size};
    if (chart->kind == MODEL_CHART_LINE && names_size(chart, plot, true, &names)) {
        chart->losses.every = names.every;
        *ret_names = names;
        return true;
    }
    return false;
}

void typeset_chart_names_put(struct chart *chart, const struct chart_plot *plot,
                             const struct chart_names *names)
{
    struct chart_face face = {names->size, CHART_BLACK, STYLE_CENTER};
    int32_t top = plot->box.bottom + chart->size / 2;
    for (size_t i = 0; i < chart->categories; i += names->every) {
        const char *name = chart->model->categories[i];
        size_t year = names->years ? year_bytes(name) : 0;
        int32_t middle = band_middle(chart, &plot->box, i);
        struct chart_text text = typeset_chart_text(chart, name + year, &face, names->measure);
        typeset_chart_put(chart, &text, middle - text.width / 2, top);
        if (!year ||
            (i > 0 && strncmp(name, chart->model->categories[i - names->every], year) == 0))
            continue;
        char *digits = arena_strndup(chart->c->scratch, name, year);
        struct chart_text below = typeset_chart_text(chart, digits, &face, chart->width);
        typeset_chart_put(chart, &below, middle - below.width / 2,
                          top + names->height - names->size);
    }
}
