/*
 * How charts look in Excel: the faces every Chinese Excel and WPS has, and areas and lines that are
 * told apart by lightness, pattern, dash and marker, in the order and the colours of the page's own.
 */
#include "chart.h"
#include "text.h"

#include <huibao/base.h>

#define BLUE 0x152C54
#define PALE 0xA9BBD8
#define SLATE 0x3A4658
#define GREY 0x7F7F7F
#define STEEL 0x4A6FA5
#define AZURE 0x2F5597
#define WHITE 0xFFFFFF
#define DARK 0x404040
#define LIGHT 0xBFBFBF

struct area {
    uint8_t pattern; /* LXW_CHART_PATTERN_NONE: solid */
    lxw_color_t color;
    bool dark; /* numbers on it are white */
};

static const struct area areas[] = {
    {LXW_CHART_PATTERN_NONE, BLUE, true},
    {LXW_CHART_PATTERN_NONE, PALE, false},
    {LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, BLUE, false},
    {LXW_CHART_PATTERN_NONE, GREY, true},
    {LXW_CHART_PATTERN_PERCENT_20, BLUE, false},
    {LXW_CHART_PATTERN_OUTLINED_DIAMOND, SLATE, false},
    {LXW_CHART_PATTERN_NONE, 0xE3E8F0, false},
    {LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL, GREY, false},
    {LXW_CHART_PATTERN_NONE, STEEL, true},
    {LXW_CHART_PATTERN_NARROW_HORIZONTAL, BLUE, false},
    {LXW_CHART_PATTERN_NONE, 0xC8C8C8, false},
    {LXW_CHART_PATTERN_NARROW_VERTICAL, SLATE, false},
};

struct trace {
    lxw_color_t color;
    uint8_t dash, marker;
    bool hollow;
};

static const struct trace traces[] = {
    {BLUE, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_CIRCLE, false},
    {DARK, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_SQUARE, true},
    {AZURE, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_TRIANGLE, false},
    {SLATE, LXW_CHART_LINE_DASH_SQUARE_DOT, LXW_CHART_MARKER_DIAMOND, true},
    {DARK, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_SQUARE, false},
    {BLUE, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_CIRCLE, true},
    {SLATE, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_TRIANGLE, true},
    {AZURE, LXW_CHART_LINE_DASH_SQUARE_DOT, LXW_CHART_MARKER_DIAMOND, false},
    {BLUE, LXW_CHART_LINE_DASH_LONG_DASH, LXW_CHART_MARKER_TRIANGLE, true},
    {DARK, LXW_CHART_LINE_DASH_SQUARE_DOT, LXW_CHART_MARKER_CIRCLE, false},
    {SLATE, LXW_CHART_LINE_DASH_LONG_DASH, LXW_CHART_MARKER_SQUARE, false},
    {AZURE, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_DIAMOND, true},
};

/* Not bold, which titles would be of themselves. The library's structs are not const; it copies. */
static lxw_chart_font face(struct arena *arena, const char *name, double size)
{
    return (lxw_chart_font){
        .name = arena_strdup(arena, name), .size = size, .bold = LXW_EXPLICIT_FALSE};
}

/* ---- texts ---- */

void xlsx_chart_look_texts(struct arena *arena, lxw_chart *drawing, const struct model_chart *chart,
                           double title_size)
{
    lxw_chart_font title = face(arena, "黑体", title_size), small = face(arena, "宋体", 10);
    bool round = chart->kind == MODEL_CHART_PIE || chart->kind == MODEL_CHART_RING;
    chart_title_set_name_font(drawing, &title);
    chart_legend_set_font(drawing, &small);
    chart_legend_set_position(drawing, round                     ? LXW_CHART_LEGEND_RIGHT
                                       : chart->series_count > 1 ? LXW_CHART_LEGEND_BOTTOM
                                                                 : LXW_CHART_LEGEND_NONE);
    lxw_chart_line none = {.none = 1};
    chart_chartarea_set_line(drawing, &none);
    if (chart->kind == MODEL_CHART_RING)
        chart_set_hole_size(drawing, 55);
}

/* ---- axes ---- */

enum { ALL_NAMED = 50 }; /* categories: the height is made for their names */

static bool has_negative(const struct model_chart *chart)
{
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t c = 0; c < chart->category_count; c++)
            if (value_as_real(chart->series[s].points[c].value) < 0)
                return true;
    return false;
}

void xlsx_chart_look_axes(struct arena *arena, lxw_chart *drawing, const struct model_chart *chart,
                          const struct xlsx_axis *axis)
{
    bool lying = chart->kind == MODEL_CHART_BAR;
    lxw_chart_axis *names = lying ? drawing->y_axis : drawing->x_axis;
    lxw_chart_axis *numbers = lying ? drawing->x_axis : drawing->y_axis;
    lxw_chart_font small = face(arena, "宋体", 10);
    lxw_chart_line line = {.color = DARK, .width = 0.75}, grid = {.color = LIGHT, .width = 0.5};
    chart_axis_set_num_font(names, &small);
    chart_axis_set_num_font(numbers, &small);
    if (chart->category_count <= ALL_NAMED)
        chart_axis_set_interval_unit(names, 1); /* programs leave out every second name */
    chart_axis_set_line(names, &line);
    chart_axis_set_line(numbers, &line);
    chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(numbers, LXW_TRUE);
    chart_axis_major_gridlines_set_line(numbers, &grid);
    chart_axis_set_num_format(numbers, axis->number_format);
    if (has_negative(chart)) /* the names below the bars, not across them */
        chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (axis->unit) {
        lxw_chart_font upright = small;
        upright.rotation = 360;
        chart_axis_set_name(numbers, axis->unit);
        chart_axis_set_name_font(numbers, &upright);
    }
    if (lying) { /* the first at the top, the numbers below */
        chart_axis_set_reverse(names);
        chart_axis_set_crossing_max(names);
    }
    if (chart->kind != MODEL_CHART_LINE)
        chart_set_series_gap(drawing, 70);
    if (chart->stacked)
        chart_set_series_overlap(drawing, 100);
}

/* ---- series ---- */

void xlsx_chart_look_area(lxw_chart_series *series, size_t index)
{
    const struct area *area = &areas[index % BASE_COUNT(areas)];
    lxw_chart_line outline = {.color = DARK, .width = 0.5};
    lxw_chart_fill fill = {.color = area->color};
    lxw_chart_pattern pattern = {.fg_color = area->color, .bg_color = WHITE, .type = area->pattern};
    chart_series_set_line(series, &outline);
    if (area->pattern == LXW_CHART_PATTERN_NONE)
        chart_series_set_fill(series, &fill);
    else
        chart_series_set_pattern(series, &pattern);
}

void xlsx_chart_look_line(lxw_chart_series *series, size_t index)
{
    const struct trace *trace = &traces[index % BASE_COUNT(traces)];
    lxw_chart_line line = {.color = trace->color, .width = 1.75, .dash_type = trace->dash};
    lxw_chart_line edge = {.color = trace->color, .width = 1};
    lxw_chart_fill inside = {.color = trace->hollow ? WHITE : trace->color};
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, trace->marker);
    chart_series_set_marker_size(series, 7);
    chart_series_set_marker_line(series, &edge);
    chart_series_set_marker_fill(series, &inside);
}

void xlsx_chart_look_sectors(struct arena *arena, lxw_chart_series *series, size_t count)
{
    lxw_chart_line edge = {.color = DARK, .width = 0.5};
    lxw_chart_fill fills[BASE_COUNT(areas)];
    lxw_chart_pattern patterns[BASE_COUNT(areas)];
    lxw_chart_point looks[BASE_COUNT(areas)];
    for (size_t i = 0; i < BASE_COUNT(areas); i++) {
        bool solid = areas[i].pattern == LXW_CHART_PATTERN_NONE;
        fills[i] = (lxw_chart_fill){.color = areas[i].color};
        patterns[i] = (lxw_chart_pattern){
            .fg_color = areas[i].color, .bg_color = WHITE, .type = areas[i].pattern};
        looks[i] = (lxw_chart_point){.line = &edge,
                                     .fill = solid ? &fills[i] : NULL,
                                     .pattern = solid ? NULL : &patterns[i]};
    }
    lxw_chart_point **points = arena_array(arena, count + 1, sizeof *points);
    for (size_t i = 0; i < count; i++)
        points[i] = &looks[i % BASE_COUNT(areas)];
    chart_series_set_points(series, points);
}

void xlsx_chart_look_labels(struct arena *arena, lxw_chart_series *series,
                            const struct model_chart *chart, size_t index)
{
    const struct area *area = &areas[index % BASE_COUNT(areas)];
    lxw_chart_font font = face(arena, "宋体", 10);
    lxw_chart_fill paper = {.color = WHITE};
    bool patterned = area->pattern != LXW_CHART_PATTERN_NONE;
    chart_series_set_labels(series);
    if (chart->stacked)
        chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_CENTER);
    else if (chart->kind == MODEL_CHART_LINE)
        chart_series_set_labels_position(series, index % 2 ? LXW_CHART_LABEL_POSITION_BELOW
                                                           : LXW_CHART_LABEL_POSITION_ABOVE);
    else if (chart->kind != MODEL_CHART_RING)
        chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
    if (chart->stacked && area->dark)
        font.color = WHITE;
    else if (chart->kind == MODEL_CHART_RING || (chart->stacked && patterned))
        chart_series_set_labels_fill(series, &paper);
    chart_series_set_labels_font(series, &font);
}
