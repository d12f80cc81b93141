/* Columns and bars, side by side or stacked. They stand on zero, whatever the data. */
#include "chart.h"

#include <math.h>

#include <huibao/base.h>

#define SHARE_ONE 56   /* of a category's band, in per cent: one bar */
#define SHARE_GROUP 80 /* … and several side by side */
#define BAR_MOST (STYLE_UNIT * 36)
#define BAR_LEAST (STYLE_UNIT * 3 / 2) /* thinner ones are lines */
#define VALUE_GAP (STYLE_UNIT * 3)

/* The slice of a category's band that bar `slot` of `slots` takes, as a box of full length. */
static struct chart_box bar_slice(const struct chart *chart, const struct chart_plot *plot,
                                  size_t category, size_t slot)
{
    size_t slots = chart->model->stacked ? 1 : chart->series;
    int32_t from = typeset_chart_across(chart, plot, category, 0, 1);
    int32_t band = typeset_chart_across(chart, plot, category, 1, 1) - from;
    int64_t group = (int64_t)band * (slots > 1 ? SHARE_GROUP : SHARE_ONE) / 100;
    int64_t most = (int64_t)BAR_MOST * (int64_t)slots;
    group = group < most ? group : most;
    int32_t start = from + (int32_t)((band - group) / 2);
    int32_t a = start + (int32_t)(group * (int64_t)slot / (int64_t)slots);
    int32_t b = start + (int32_t)(group * (int64_t)(slot + 1) / (int64_t)slots);
    if (plot->lying)
        return (struct chart_box){plot->box.left, a, plot->box.right, b};
    return (struct chart_box){a, plot->box.top, b, plot->box.bottom};
}

/* Cut to what reaches from one value to another. */
static struct chart_box bar_between(const struct chart_plot *plot, const struct chart_box *slice,
                                    double from, double to)
{
    struct chart_box box = *slice;
    int32_t a = typeset_chart_along(plot, from);
    int32_t b = typeset_chart_along(plot, to);
    if (plot->lying) {
        box.left = a < b ? a : b;
        box.right = a < b ? b : a;
    } else {
        box.top = a < b ? a : b;
        box.bottom = a < b ? b : a;
    }
    return box;
}

static size_t bars_of_category(const struct chart *chart, const struct chart_plot *plot,
                               size_t category, struct chart_bar *bars)
{
    double above = 0;
    double below = 0;
    size_t count = 0;
    for (size_t s = 0; s < chart->series; s++) {
        double value = chart_value(chart, s, category);
        if (isnan(value))
            continue;
        bool stacked = chart->model->stacked;
        struct chart_box slice = bar_slice(chart, plot, category, stacked ? 0 : s);
        double *base = value < 0 ? &below : &above;
        double from = stacked ? *base : 0;
        *base += value;
        bars[count++] = (struct chart_bar){
            s, category, bar_between(plot, &slice, from, from + value), value < 0};
    }
    return count;
}

/* Room that numbers beyond the longest bar take. */
static int32_t bars_numbers_width(struct chart *chart)
{
    int32_t widest = 0;
    if (!chart->model->labels || chart->model->stacked || chart->kind != MODEL_CHART_BAR ||
        chart->series * chart->categories > CHART_VALUES_MOST)
        return 0;
    for (size_t s = 0; s < chart->series; s++) {
        for (size_t i = 0; i < chart->categories; i++) {
            if (isnan(chart_value(chart, s, i)))
                continue;
            int32_t width =
                typeset_chart_width(chart, typeset_chart_number(chart, s, i), chart->size);
            widest = width > widest ? width : widest;
        }
    }
    return widest + VALUE_GAP;
}

bool typeset_chart_bars(struct chart *chart)
{
    struct chart_plot plot = {0};
    if (!typeset_chart_axes(chart, bars_numbers_width(chart), &plot))
        return false;
    struct chart_box slice = bar_slice(chart, &plot, 0, 0);
    if ((plot.lying ? slice.bottom - slice.top : slice.right - slice.left) < BAR_LEAST)
        return false;
    struct chart_bar *bars =
        arena_array(chart->c->scratch, chart->series * chart->categories, sizeof *bars);
    size_t count = 0;
    for (size_t i = 0; i < chart->categories; i++)
        count += bars_of_category(chart, &plot, i, &bars[count]);
    for (size_t i = 0; i < count; i++) {
        struct chart_look look = typeset_chart_look(bars[i].series);
        if (bars[i].box.right > bars[i].box.left && bars[i].box.bottom > bars[i].box.top)
            typeset_chart_area(chart, &bars[i].box, &look);
    }
    typeset_chart_axis_lines(chart, &plot);
    if (chart->model->labels)
        typeset_chart_bar_values(chart, &plot, bars, count);
    return true;
}
