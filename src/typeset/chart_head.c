/*
 * Above the plot: the unit of the value axis, and a legend when there are several series, in the
 * order of the data. Both share a row when there is room; else the legend has rows of its own.
 */
#include "chart.h"

#include <huibao/base.h>

#define SWATCH (STYLE_UNIT * 18)
#define SWATCH_LINE (STYLE_UNIT * 26) /* room for its dashes */
#define SWATCH_GAP (STYLE_UNIT * 4)
#define ENTRY_GAP (STYLE_UNIT * 14)
#define BELOW (STYLE_UNIT * 7) /* from the head to the plot */
#define LINE_WIDTH (STYLE_UNIT * 3 / 2)

struct head {
    struct chart *chart;
    struct chart_text entries[CHART_SERIES_MOST];
    struct chart_text unit;
    size_t count;   /* of entries */
    int32_t column; /* of a legend in several rows: every entry as wide; 0: one row */
    bool shared;    /* the legend's only row is the unit's */
};

static void head_unit(struct head *head)
{
    struct chart *chart = head->chart;
    const char *name = chart->unit.name;
    bool off = chart->off_zero;
    if (!name && !off)
        return;
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_LEFT};
    const char *text =
        arena_printf(chart->c->scratch, "（%s%s%s%s）", name ? "单位：" : "", name ? name : "",
                     name && off ? "，" : "", off ? "纵轴不从0开始" : "");
    head->unit = typeset_chart_text(chart, text, &face, chart->width);
}

static int32_t swatch_width(const struct chart *chart)
{
    return chart->kind == MODEL_CHART_LINE ? SWATCH_LINE : SWATCH;
}

static int32_t entry_width(const struct head *head, size_t i)
{
    return head->column ? head->column
                        : swatch_width(head->chart) + SWATCH_GAP + head->entries[i].width;
}

/* Entries of the row that begins with `first`; its width. */
static size_t head_row(const struct head *head, size_t first, int32_t *ret_width)
{
    size_t end = first + 1;
    int32_t width = entry_width(head, first);
    while (end < head->count && width + ENTRY_GAP + entry_width(head, end) <= head->chart->width)
        width += ENTRY_GAP + entry_width(head, end++);
    *ret_width = width;
    return end;
}

/* Entries that take several rows stand below one another. */
static void head_columns(struct head *head)
{
    int32_t width = 0;
    int32_t widest = 0;
    if (head->count == 0 || head_row(head, 0, &width) == head->count)
        return;
    for (size_t i = 0; i < head->count; i++)
        widest = entry_width(head, i) > widest ? entry_width(head, i) : widest;
    head->column = widest;
}

static void head_entry(const struct head *head, size_t series, int32_t x, int32_t y)
{
    struct chart *chart = head->chart;
    int32_t middle = y + chart->size / 2;
    if (chart->kind == MODEL_CHART_LINE) {
        struct chart_trace trace = typeset_chart_trace(series);
        struct page_point ends[] = {{x, middle}, {x + SWATCH_LINE, middle}};
        struct page_path look = {
            .line_width = LINE_WIDTH, .line_color = trace.color, .dash = trace.dash};
        typeset_chart_polyline(chart, ends, 2, &look);
        typeset_chart_marker(chart, (struct page_point){x + SWATCH_LINE / 2, middle}, &trace);
    } else {
        struct chart_look look = typeset_chart_look(series);
        int32_t half = chart->size * 3 / 8;
        struct chart_box box = {x, middle - half, x + SWATCH, middle + half};
        typeset_chart_area(chart, &box, &look);
    }
    typeset_chart_put(chart, &head->entries[series], x + swatch_width(chart) + SWATCH_GAP, y);
}

/* Rows of the legend from y on; where they end. */
static int32_t head_legend(const struct head *head, int32_t y, bool paint)
{
    const struct chart *chart = head->chart;
    int32_t pitch = typeset_chart_pitch(chart, chart->size);
    int32_t widest = 0;
    for (size_t first = 0; first < head->count;) {
        int32_t width = 0;
        size_t end = head_row(head, first, &width);
        widest = width > widest ? width : widest;
        int32_t x = chart->left;
        if (head->shared && chart->kind != MODEL_CHART_BAR)
            x = chart->left + chart->width - width;
        else if (!head->shared)
            x = chart->left + (chart->width - widest) / 2;
        int32_t height = chart->size;
        for (size_t i = first; i < end; i++) {
            if (paint)
                head_entry(head, i, x, y);
            x += entry_width(head, i) + ENTRY_GAP;
            height = head->entries[i].height > height ? head->entries[i].height : height;
        }
        y += height - chart->size + pitch;
        first = end;
    }
    return y;
}

int32_t typeset_chart_head(struct chart *chart, bool legend, bool paint)
{
    struct head head = {.chart = chart, .count = legend && chart->series > 1 ? chart->series : 0};
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_LEFT};
    bool lying = chart->kind == MODEL_CHART_BAR;
    int32_t pitch = typeset_chart_pitch(chart, chart->size);
    int32_t y = 0;
    head_unit(&head);
    for (size_t i = 0; i < head.count; i++)
        head.entries[i] = typeset_chart_text(chart, chart->model->series[i].title, &face,
                                             chart->width - swatch_width(chart) - SWATCH_GAP);
    head_columns(&head);
    int32_t row = 0;
    head.shared = head.count > 0 && head.unit.lines > 0 && head_row(&head, 0, &row) == head.count &&
                  row + head.unit.width + ENTRY_GAP <= chart->width;
    int32_t after = head_legend(&head, y, paint && !head.shared);
    if (head.shared)
        head_legend(&head, y, paint);
    else
        y = after;
    /* The unit stands where the value axis is: above its line, or above its far end. */
    if (head.unit.lines && paint)
        typeset_chart_put(chart, &head.unit,
                          chart->left + (lying ? chart->width - head.unit.width : 0), y);
    y = head.unit.lines && !head.shared ? y + pitch : after;
    return y > 0 ? y - (pitch - chart->size) + BELOW : 0;
}
