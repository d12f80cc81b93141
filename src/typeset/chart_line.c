/*
 * Lines: one per series, broken where a value is missing. They are named at their right ends when
 * the ends are far enough apart, else in a legend.
 */
#include "chart.h"

#include <math.h>
#include <stdlib.h>

#include <huibao/base.h>

#define LINE_WIDTH (STYLE_UNIT * 3 / 2)
#define MARKER_ROOM (STYLE_UNIT * 9) /* between points, for a marker on each */
#define MARKER_HALF (STYLE_UNIT * 7 / 2)
#define NAME_GAP (STYLE_UNIT * 8) /* from the last point to the line's name */
#define NAMED_MOST 6
#define NAME_SHARE 22 /* of the width, in per cent */
#define APART (STYLE_UNIT * 4)
#define SIDE STYLE_UNIT

static const int32_t sizes[] = {INT32_MAX, STYLE_UNIT * 9, STYLE_UNIT * 15 / 2}; /* at most */

static struct page_point line_point(const struct chart *chart, const struct chart_plot *plot,
                                    size_t series, size_t category)
{
    return (struct page_point){typeset_chart_across(chart, plot, category, 1, 2),
                               typeset_chart_along(plot, chart_value(chart, series, category))};
}

static bool has_point(const struct chart *chart, size_t series, size_t category)
{
    return category < chart->categories && !isnan(chart_value(chart, series, category));
}

/* ---- names at the ends ---- */

struct line_end {
    size_t series;
    struct chart_slot slot;
};

static int compare_ends(const void *a, const void *b)
{
    const struct line_end *one = a, *other = b;
    if (one->slot.wish != other->slot.wish)
        return one->slot.wish < other->slot.wish ? -1 : 1;
    return (one->series > other->series) - (one->series < other->series);
}

/* Room for the names right of the plot; 0: they are better in a legend. */
static int32_t names_room(struct chart *chart)
{
    int32_t widest = 0;
    if (chart->series < 2 || chart->series > NAMED_MOST)
        return 0;
    for (size_t s = 0; s < chart->series; s++) {
        if (!has_point(chart, s, chart->categories - 1))
            return 0;
        int32_t width = typeset_chart_width(chart, chart->model->series[s].title, chart->size);
        widest = width > widest ? width : widest;
    }
    return widest <= chart->width * NAME_SHARE / 100 ? widest + NAME_GAP : 0;
}

/* False: two lines end too near to one another for their names to say which is which. */
static bool names_at_ends(struct chart *chart, const struct chart_plot *plot, bool paint)
{
    struct line_end ends[NAMED_MOST];
    struct chart_slot slots[NAMED_MOST];
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_LEFT};
    size_t last = chart->categories - 1;
    for (size_t s = 0; s < chart->series; s++)
        ends[s] = (struct line_end){
            s, {.wish = line_point(chart, plot, s, last).y, .height = chart->size}};
    qsort(ends, chart->series, sizeof *ends, compare_ends);
    for (size_t i = 0; i < chart->series; i++)
        slots[i] = ends[i].slot;
    typeset_chart_spread(slots, chart->series, plot->box.top - chart->size,
                         plot->box.bottom + chart->size / 4);
    for (size_t i = 0; i < chart->series; i++)
        if (abs(slots[i].top + chart->size / 2 - slots[i].wish) > chart->size / 3)
            return false;
    for (size_t i = 0; paint && i < chart->series; i++) {
        struct chart_text text = typeset_chart_text(
            chart, chart->model->series[ends[i].series].title, &face, chart->width);
        int32_t x = line_point(chart, plot, ends[i].series, last).x + NAME_GAP;
        struct chart_box box = {x - SIDE, slots[i].top, x + text.width + SIDE,
                                slots[i].top + text.height};
        typeset_chart_blank(chart, &box);
        typeset_chart_put(chart, &text, x, slots[i].top);
    }
    return true;
}

/* ---- lines and markers ---- */

static void line_draw(struct chart *chart, const struct chart_plot *plot, size_t series)
{
    struct chart_trace trace = typeset_chart_trace(series);
    struct page_path look = {
        .line_width = LINE_WIDTH, .line_color = trace.color, .dash = trace.dash};
    struct page_point *points = arena_array(chart->c->scratch, chart->categories, sizeof *points);
    size_t count = 0;
    for (size_t i = 0; i <= chart->categories; i++) {
        if (has_point(chart, series, i)) {
            points[count++] = line_point(chart, plot, series, i);
            continue;
        }
        typeset_chart_polyline(chart, points, count, &look);
        count = 0;
    }
}

static void line_markers(struct chart *chart, const struct chart_plot *plot, size_t series)
{
    struct chart_trace trace = typeset_chart_trace(series);
    int32_t band = (plot->box.right - plot->box.left) / (int32_t)chart->categories;
    size_t every = (size_t)(MARKER_ROOM / (band > 0 ? band : 1)) + 1;
    for (size_t i = 0; i < chart->categories; i++) {
        bool alone =
            !has_point(chart, series, i + 1) && !(i > 0 && has_point(chart, series, i - 1));
        if (has_point(chart, series, i) && (i % every == 0 || alone))
            typeset_chart_marker(chart, line_point(chart, plot, series, i), &trace);
    }
}

/* ---- numbers at the points ---- */

struct numbers {
    struct chart *chart;
    const struct chart_plot *plot;
    struct chart_space space;
    size_t drawn; /* obstacles that are lines and markers */
    int32_t size;
    bool paint;
};

/* How many points the line has. */
static size_t numbers_take_line(struct numbers *n, size_t series)
{
    size_t points = 0;
    const struct chart *chart = n->chart;
    for (size_t i = 0; i < chart->categories; i++) {
        if (!has_point(chart, series, i))
            continue;
        struct page_point at = line_point(chart, n->plot, series, i);
        struct chart_box marker = {at.x - MARKER_HALF, at.y - MARKER_HALF, at.x + MARKER_HALF,
                                   at.y + MARKER_HALF};
        typeset_chart_take(&n->space, &marker);
        points++;
        if (!has_point(chart, series, i + 1))
            continue;
        struct page_point next = line_point(chart, n->plot, series, i + 1);
        struct chart_box ends = {at.x, at.y, next.x, next.y};
        typeset_chart_take_line(&n->space, &ends);
    }
    return points;
}

/* The lowest line's numbers are better below it, the highest one's above; others' by their valleys. */
static bool is_better_below(const struct chart *chart, size_t series, size_t category)
{
    double value = chart_value(chart, series, category);
    bool lowest = true;
    bool highest = true;
    for (size_t s = 0; s < chart->series; s++) {
        double other = chart_value(chart, s, category);
        if (s == series || isnan(other))
            continue;
        lowest = lowest && (value < other || (value == other && series > s));
        highest = highest && (value > other || (value == other && series < s));
    }
    if (lowest != highest)
        return lowest;
    double sides = 0;
    if (category > 0 && has_point(chart, series, category - 1))
        sides += chart_value(chart, series, category - 1) - value;
    if (has_point(chart, series, category + 1))
        sides += chart_value(chart, series, category + 1) - value;
    return sides > 0;
}

/* Where a number may stand, the best first: on the better side or the other, so many quarters of its
   width beside the point, near it or further out. */
static const struct number_spot {
    bool other;
    int shift, far;
} spots[] = {{false, 0, 0},  {false, 2, 0}, {false, -2, 0}, {true, 0, 0},
             {false, 0, 1},  {true, 2, 0},  {true, -2, 0},  {false, 2, 1},
             {false, -2, 1}, {true, 0, 1},  {false, 3, 0},  {false, -3, 0}};

static struct chart_box spot_box(const struct numbers *n, const struct number_spot *spot,
                                 struct page_point at, int32_t width, bool below)
{
    int32_t height = typeset_chart_digits(n->size);
    int32_t away = APART + spot->far * height;
    int32_t x = at.x - width / 2 + spot->shift * width / 4;
    int32_t y = below == spot->other ? at.y - away - height : at.y + away;
    return (struct chart_box){x, y, x + width, y + height};
}

/* With a little air, for numbers one above the other. */
static void number_take(struct numbers *n, const struct chart_box *box)
{
    struct chart_box taken = *box;
    taken.top -= n->size / 10;
    taken.bottom += n->size / 10;
    typeset_chart_take(&n->space, &taken);
}

static bool number_place(struct numbers *n, size_t series, size_t category)
{
    struct chart *chart = n->chart;
    const char *number = typeset_chart_number(chart, series, category);
    struct page_point at = line_point(chart, n->plot, series, category);
    int32_t width = typeset_chart_width(chart, number, n->size) + 2 * SIDE;
    bool below = is_better_below(chart, series, category);
    for (size_t k = 0; k < BASE_COUNT(spots); k++) {
        struct chart_box box = spot_box(n, &spots[k], at, width, below);
        if (!typeset_chart_is_free(&n->space, &box))
            continue;
        number_take(n, &box);
        if (!n->paint)
            return true;
        struct chart_face face = {n->size, CHART_BLACK, STYLE_LEFT};
        struct chart_text text = typeset_chart_text(chart, number, &face, chart->width);
        typeset_chart_blank(chart, &box);
        typeset_chart_put_number(chart, &text, box.left + SIDE, (box.top + box.bottom) / 2);
        return true;
    }
    return false;
}

static size_t numbers_lost(struct numbers *n)
{
    size_t lost = 0;
    n->space.count = n->drawn;
    for (size_t s = 0; s < n->chart->series; s++)
        for (size_t i = 0; i < n->chart->categories; i++)
            lost += has_point(n->chart, s, i) && !number_place(n, s, i);
    return lost;
}

static void line_numbers(struct chart *chart, const struct chart_plot *plot, bool named)
{
    /* Names at the ends begin here. */
    int32_t right = typeset_chart_across(chart, plot, chart->categories - 1, 1, 2) + NAME_GAP;
    right = named && right < plot->box.right ? right : plot->box.right;
    struct numbers n = {.chart = chart, .plot = plot, .space = {.arena = chart->c->scratch}};
    if (chart->series * chart->categories > CHART_VALUES_MOST) {
        chart->losses.values += chart->series * chart->categories;
        return;
    }
    n.space.bounds = (struct chart_box){plot->box.left + STYLE_UNIT / 2,
                                        plot->box.top - CHART_ABOVE(chart->size), right,
                                        plot->box.bottom - STYLE_UNIT / 2};
    size_t points = 0;
    for (size_t s = 0; s < chart->series; s++)
        points += numbers_take_line(&n, s);
    n.drawn = n.space.count;
    int32_t best = chart->size;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < BASE_COUNT(sizes) && least > 0; i++) {
        n.size = sizes[i] < chart->size ? sizes[i] : chart->size;
        size_t lost = numbers_lost(&n);
        best = lost < least ? n.size : best;
        least = lost < least ? lost : least;
    }
    chart->losses.values += least;
    if (least * CHART_LOST_PART > points) {
        chart->losses.values += points - least;
        return;
    }
    n.size = best;
    n.paint = true;
    numbers_lost(&n);
}

bool typeset_chart_lines(struct chart *chart)
{
    struct chart_plot plot = {0};
    size_t before = chart->item_count;
    int32_t room = names_room(chart);
    if (!typeset_chart_axes(chart, room, &plot))
        return false;
    if (room && !names_at_ends(chart, &plot, false)) {
        chart->item_count = before;
        room = 0;
        if (!typeset_chart_axes(chart, 0, &plot))
            return false;
    }
    typeset_chart_axis_lines(chart, &plot);
    for (size_t s = 0; s < chart->series; s++)
        line_draw(chart, &plot, s);
    if (chart->model->labels)
        line_numbers(chart, &plot, room > 0);
    for (size_t s = 0; s < chart->series; s++)
        line_markers(chart, &plot, s);
    if (room)
        names_at_ends(chart, &plot, true);
    return true;
}
