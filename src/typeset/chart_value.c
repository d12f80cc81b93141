/*
 * Numbers at columns and bars: beyond the bar's end, or inside it, or a little further out; in
 * smaller type when too many would be lost; what has no place without touching is left out, and told.
 */
#include "chart.h"

#include <string.h>

#include <huibao/base.h>

#define APART (STYLE_UNIT * 5 / 2)
#define INSIDE (STYLE_UNIT) /* a number's box within a bar is so much smaller */
#define OUTLINE (STYLE_UNIT / 2)
#define SIDE (STYLE_UNIT * 3 / 4) /* in a number's box left and right of it */
#define BLANK (STYLE_UNIT * 3)    /* further out, without grid lines */

static const int32_t sizes[] = {INT32_MAX, STYLE_UNIT * 9, STYLE_UNIT * 15 / 2}; /* at most */

struct values {
    struct chart *chart;
    const struct chart_plot *plot;
    struct chart_space bars, numbers;
    int32_t size;
    enum { PASS_COUNT, PASS_BLANKS, PASS_TEXTS } pass;
};

static struct chart_box box_at(int32_t x, int32_t y, int32_t width, int32_t height)
{
    return (struct chart_box){x - width / 2, y - height / 2, x - width / 2 + width,
                              y - height / 2 + height};
}

/* Beyond the end of a bar: so many quarters of the number's width aside, of its height further out. */
static const struct value_spot {
    int aside, further;
} spots[] = {{0, 0}, {-1, 0}, {1, 0}, {0, 1}};

static struct chart_box value_beyond(const struct values *v, const struct chart_bar *bar,
                                     int32_t width, const struct value_spot *spot)
{
    int32_t height = typeset_chart_digits(v->size);
    int32_t x = (bar->box.left + bar->box.right) / 2;
    int32_t y = (bar->box.top + bar->box.bottom) / 2;
    int32_t out = APART + height / 2 + spot->further * (height + STYLE_UNIT);
    if (v->plot->lying)
        x = bar->negative ? bar->box.left - APART - width / 2 : bar->box.right + APART + width / 2;
    else
        y = bar->negative ? bar->box.bottom + out : bar->box.top - out;
    return box_at(x + spot->aside * width / 4, y, width, height);
}

/* Inside the bar: at its end, or in the middle of a part of a stack. */
static bool value_inside(const struct values *v, const struct chart_bar *bar, int32_t width,
                         struct chart_box *ret_box)
{
    int32_t height = typeset_chart_digits(v->size);
    int32_t x = (bar->box.left + bar->box.right) / 2;
    int32_t y = (bar->box.top + bar->box.bottom) / 2;
    if (bar->box.right - bar->box.left < width + INSIDE ||
        bar->box.bottom - bar->box.top < height + INSIDE)
        return false;
    if (!v->chart->model->stacked && v->plot->lying)
        x = bar->negative ? bar->box.left + APART + width / 2 : bar->box.right - APART - width / 2;
    else if (!v->chart->model->stacked)
        y = bar->negative ? bar->box.bottom - APART - height / 2
                          : bar->box.top + APART + height / 2;
    *ret_box = box_at(x, y, width, height);
    return true;
}

static void value_put(struct values *v, const struct chart_bar *bar, const char *number,
                      const struct chart_box *box, bool inside)
{
    struct chart *chart = v->chart;
    struct chart_look look = typeset_chart_look(bar->series);
    bool dark = inside && typeset_chart_ground(&look) == CHART_GROUND_DARK;
    struct chart_face face = {v->size, dark ? CHART_WHITE : CHART_BLACK, STYLE_LEFT};
    struct chart_text text = typeset_chart_text(chart, number, &face, chart->width);
    typeset_chart_put_number(chart, &text, box->left + SIDE, (box->top + box->bottom) / 2);
}

/* Grid lines and patterns end well before a number: 18—15 is not what 18 and 15 should look like. */
static void value_blank(struct values *v, const struct chart_bar *bar, const struct chart_box *box,
                        bool inside)
{
    struct chart_look look = typeset_chart_look(bar->series);
    struct chart_box wide = *box;
    wide.left -= BLANK;
    wide.right += BLANK;
    if (!inside)
        typeset_chart_blank(v->chart, typeset_chart_is_free(&v->bars, &wide) ? &wide : box);
    else if (typeset_chart_ground(&look) == CHART_GROUND_BUSY)
        typeset_chart_blank(v->chart, box);
}

/* A part of a stack that has no height has no number. */
static bool value_is_wanted(const struct values *v, const struct chart_bar *bar)
{
    return !v->chart->model->stacked || chart_value(v->chart, bar->series, bar->category) != 0;
}

/* Finds a place for one number; false: there is none. */
static bool value_find(struct values *v, const struct chart_bar *bar, int32_t width,
                       struct chart_box *ret_box, bool *ret_inside)
{
    size_t tries = v->chart->model->stacked ? 0 : v->plot->lying ? 1 : BASE_COUNT(spots);
    for (size_t i = 0; i < tries; i++) {
        *ret_inside = false;
        *ret_box = value_beyond(v, bar, width, &spots[i]);
        if (typeset_chart_is_free(&v->bars, ret_box) && typeset_chart_is_free(&v->numbers, ret_box))
            return true;
    }
    *ret_inside = true;
    return value_inside(v, bar, width, ret_box) && typeset_chart_is_free(&v->numbers, ret_box);
}

static bool value_place(struct values *v, const struct chart_bar *bar)
{
    const char *number = typeset_chart_number(v->chart, bar->series, bar->category);
    int32_t width = typeset_chart_width(v->chart, number, v->size) + 2 * SIDE;
    struct chart_box box = {0};
    bool inside = false;
    if (!value_find(v, bar, width, &box, &inside))
        return false;
    typeset_chart_take(&v->numbers, &box);
    if (v->pass == PASS_BLANKS)
        value_blank(v, bar, &box, inside);
    if (v->pass == PASS_TEXTS)
        value_put(v, bar, number, &box, inside);
    return true;
}

static size_t values_lost(struct values *v, const struct chart_bar *bars, size_t count)
{
    size_t lost = 0;
    v->numbers.count = 0;
    for (size_t i = 0; i < count; i++)
        lost += value_is_wanted(v, &bars[i]) && !value_place(v, &bars[i]);
    return lost;
}

void typeset_chart_bar_values(struct chart *chart, const struct chart_plot *plot,
                              const struct chart_bar *bars, size_t count)
{
    struct values v = {.chart = chart, .plot = plot, .size = chart->size};
    if (count > CHART_VALUES_MOST) {
        chart->losses.values += count;
        return;
    }
    /* From the axis to the drawing's edge, and above the highest point. */
    v.bars.arena = v.numbers.arena = chart->c->scratch;
    v.bars.bounds = (struct chart_box){
        plot->box.left + STYLE_UNIT / 2, plot->box.top - CHART_ABOVE(chart->size),
        chart->left + chart->width, plot->box.bottom - STYLE_UNIT / 2};
    if (plot->lying)
        v.bars.bounds.top = plot->box.top;
    v.numbers.bounds = v.bars.bounds;
    for (size_t i = 0; i < count; i++) {
        const struct chart_box *bar = &bars[i].box;
        struct chart_box outer = {bar->left - OUTLINE, bar->top - OUTLINE, bar->right + OUTLINE,
                                  bar->bottom + OUTLINE};
        typeset_chart_take(&v.bars, &outer);
    }
    int32_t best = chart->size;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < BASE_COUNT(sizes) && least > 0; i++) {
        v.size = sizes[i] < chart->size ? sizes[i] : chart->size;
        size_t lost = values_lost(&v, bars, count);
        best = lost < least ? v.size : best;
        least = lost < least ? lost : least;
    }
    chart->losses.values += least;
    if (least * CHART_LOST_PART > count) {
        chart->losses.values += count - least; /* a few numbers here and there mislead */
        return;
    }
    v.size = best;
    v.pass = PASS_BLANKS;
    values_lost(&v, bars, count);
    v.pass = PASS_TEXTS;
    values_lost(&v, bars, count);
}
