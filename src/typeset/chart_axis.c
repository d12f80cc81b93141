/*
 * The plot of columns, bars and lines within the drawing: what stands around it takes its room
 * first, the plot gets the rest. Thin axes, grid lines at the ticks, no frame.
 */
#include "chart.h"

#include <math.h>

#include <huibao/base.h>

#define TICK_GAP (STYLE_UNIT * 5)   /* between a tick's number and the axis */
#define TICK_ROOM (STYLE_UNIT * 34) /* of height, for each tick that would be best */
#define AXIS_WIDTH (STYLE_UNIT * 11 / 20)
#define GRID_WIDTH (STYLE_UNIT * 2 / 5)
#define END_GAP (STYLE_UNIT * 6) /* plot to the drawing's right edge */
#define PLOT_LEAST (STYLE_UNIT * 60)

int32_t typeset_chart_along(const struct chart_plot *plot, double value)
{
    double first = typeset_chart_tick(&plot->scale, plot->scale.first);
    double last = typeset_chart_tick(&plot->scale, plot->scale.last);
    double part = (value - first) / (last - first);
    if (plot->lying)
        return plot->box.left + (int32_t)lround(part * (plot->box.right - plot->box.left));
    return plot->box.bottom - (int32_t)lround(part * (plot->box.bottom - plot->box.top));
}

int32_t typeset_chart_across(const struct chart *chart, const struct chart_plot *plot,
                             size_t category, int part, int parts)
{
    int32_t from = plot->lying ? plot->box.top : plot->box.left;
    int32_t to = plot->lying ? plot->box.bottom : plot->box.right;
    int64_t place = (int64_t)category * parts + part;
    return from + (int32_t)((to - from) * place / ((int64_t)chart->categories * parts));
}

static struct chart_scale axis_scale(const struct chart *chart, int32_t room)
{
    int ticks = room / TICK_ROOM + 1;
    double range = chart->off_zero ? chart->most - chart->least : 0;
    struct chart_wish wish = {.least = chart->least - range / 10, /* off the axis' foot */
                              .most = chart->most,
                              .zero = !chart->off_zero,
                              .whole = chart->unit.whole,
                              .ticks = ticks < 3   ? 3
                                       : ticks > 7 ? 7
                                                   : ticks};
    return typeset_chart_scale(&wish);
}

static int32_t axis_numbers_width(struct chart *chart, const struct chart_scale *scale)
{
    int32_t widest = 0;
    for (int64_t k = scale->first; k <= scale->last; k++) {
        int32_t width =
            typeset_chart_width(chart, typeset_chart_tick_text(chart, scale, k), chart->size);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void axis_tick(struct chart *chart, const struct chart_plot *plot, int64_t k)
{
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_LEFT};
    const char *number = typeset_chart_tick_text(chart, &plot->scale, k);
    int32_t at = typeset_chart_along(plot, typeset_chart_tick(&plot->scale, k));
    struct chart_box line = {plot->box.left, at, plot->box.right, at};
    if (plot->lying)
        line = (struct chart_box){at, plot->box.top, at, plot->box.bottom};
    if (k != 0 && k != plot->scale.first)
        typeset_chart_rule(chart, &line, GRID_WIDTH, CHART_GRID);
    struct chart_text text = typeset_chart_text(chart, number, &face, chart->width);
    if (plot->lying)
        typeset_chart_put(chart, &text, at - text.width / 2, plot->box.bottom + chart->size / 3);
    else
        typeset_chart_put_number(chart, &text, plot->box.left - TICK_GAP - text.width, at);
}

/* The value axis that does not begin at zero is broken near its foot. */
static void axis_break(struct chart *chart, const struct chart_plot *plot)
{
    enum { REACH = STYLE_UNIT * 3, TOOTH = STYLE_UNIT * 5 / 2 };
    int32_t x = plot->box.left;
    int32_t y = plot->box.bottom - STYLE_UNIT * 6;
    struct page_point points[] = {
        {x, y}, {x + REACH, y - TOOTH / 2}, {x - REACH, y - 3 * TOOTH / 2}, {x, y - 2 * TOOTH}};
    struct chart_box gap = {x - STYLE_UNIT, y - 2 * TOOTH, x + STYLE_UNIT, y};
    struct page_path look = {.line_width = AXIS_WIDTH, .line_color = CHART_BLACK};
    typeset_chart_blank(chart, &gap);
    typeset_chart_polyline(chart, points, BASE_COUNT(points), &look);
}

static void axis_ticks(struct chart *chart, const struct chart_plot *plot)
{
    for (int64_t k = plot->scale.first; k <= plot->scale.last; k++)
        axis_tick(chart, plot, k);
}

void typeset_chart_axis_lines(struct chart *chart, const struct chart_plot *plot)
{
    const struct chart_box *box = &plot->box;
    const struct chart_scale *scale = &plot->scale;
    bool holds_zero = scale->first <= 0 && scale->last >= 0;
    int32_t base =
        typeset_chart_along(plot, holds_zero ? 0 : typeset_chart_tick(scale, scale->first));
    struct chart_box values = {box->left, box->top, box->left, box->bottom};
    struct chart_box names = {box->left, base, box->right, base};
    if (plot->lying) {
        values = (struct chart_box){base, box->top, base, box->bottom};
        names = (struct chart_box){box->left, box->bottom, box->right, box->bottom};
    }
    typeset_chart_rule(chart, &values, AXIS_WIDTH, CHART_BLACK);
    typeset_chart_rule(chart, &names, AXIS_WIDTH, CHART_BLACK);
    if (!holds_zero)
        axis_break(chart, plot);
}

static bool axes_upright(struct chart *chart, int32_t after, struct chart_plot *plot)
{
    struct chart_names names = {.size = chart->size};
    struct chart_box *box = &plot->box;
    /* Room for the numbers on the highest points, and half a tick's number. */
    box->top += chart->model->labels ? CHART_ABOVE(chart->size) : chart->size / 3;
    box->bottom = chart->height - 2 * chart->size; /* about; the names take what they need below */
    plot->scale = axis_scale(chart, box->bottom - box->top);
    box->left += axis_numbers_width(chart, &plot->scale) + TICK_GAP;
    box->right -= after > END_GAP ? after : END_GAP;
    if (box->right - box->left < PLOT_LEAST || !typeset_chart_names(chart, box, &names))
        return false;
    box->bottom = chart->height - names.height - chart->size / 2;
    if (box->bottom - box->top < PLOT_LEAST)
        return false;
    axis_ticks(chart, plot);
    typeset_chart_names_put(chart, plot, &names);
    return true;
}

/* Names of bars: a column as wide as it must be, long ones in several lines. */
static bool axes_bar_names(struct chart *chart, struct chart_plot *plot, bool paint)
{
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_RIGHT};
    int32_t most = chart->width * CHART_NAME_SHARE / 100;
    int32_t widest = 0;
    bool fits = true;
    for (size_t i = 0; i < chart->categories; i++) {
        struct chart_text text =
            typeset_chart_text(chart, chart->model->categories[i], &face, most);
        widest = text.width > widest ? text.width : widest;
        int32_t top = typeset_chart_across(chart, plot, i, 0, 1);
        int32_t bottom = typeset_chart_across(chart, plot, i, 1, 1);
        fits = fits && text.height <= bottom - top;
        if (text.broken)
            chart->losses.broken = chart->model->categories[i];
        if (paint)
            typeset_chart_put(chart, &text, plot->box.left - TICK_GAP - text.width,
                              (top + bottom - text.height) / 2);
    }
    if (!paint)
        plot->box.left += widest + TICK_GAP;
    return fits;
}

/* As many ticks as have room side by side. */
static struct chart_scale axes_bar_scale(struct chart *chart, const struct chart_box *box)
{
    struct chart_scale scale = {0};
    for (int ticks = 7; ticks >= 3; ticks--) {
        scale = axis_scale(chart, (ticks - 1) * TICK_ROOM);
        int32_t count = (int32_t)(scale.last - scale.first + 1);
        int32_t each = axis_numbers_width(chart, &scale) + chart->size;
        if (each * (count - 1) <= box->right - box->left)
            break;
    }
    return scale;
}

static bool axes_lying(struct chart *chart, int32_t after, struct chart_plot *plot)
{
    struct chart_box *box = &plot->box;
    box->bottom = chart->height - chart->size - chart->size / 3;
    if (box->bottom - box->top < PLOT_LEAST / 2 || !axes_bar_names(chart, plot, false))
        return false;
    box->right -= after > END_GAP ? after : END_GAP;
    if (box->right - box->left < PLOT_LEAST)
        return false;
    plot->scale = axes_bar_scale(chart, box);
    /* Half of the last number hangs over. */
    int32_t half =
        typeset_chart_width(chart, typeset_chart_tick_text(chart, &plot->scale, plot->scale.last),
                            chart->size) /
        2;
    if (half > chart->left + chart->width - box->right)
        box->right = chart->left + chart->width - half;
    axis_ticks(chart, plot);
    axes_bar_names(chart, plot, true);
    return true;
}

bool typeset_chart_axes(struct chart *chart, int32_t after, struct chart_plot *plot)
{
    bool legend = chart->kind != MODEL_CHART_LINE || after == 0;
    plot->lying = chart->kind == MODEL_CHART_BAR;
    plot->box = (struct chart_box){chart->left, typeset_chart_head(chart, legend, true),
                                   chart->left + chart->width, chart->height};
    return plot->lying ? axes_lying(chart, after, plot) : axes_upright(chart, after, plot);
}
