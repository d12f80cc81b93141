/*
 * Shapes of a chart and its palette. Series differ in lightness first and in pattern next, so that a
 * copy in black and white tells them apart; neighbours in the order differ most. Lines differ in
 * dash, marker and whether the marker is hollow.
 */
#include "chart.h"

#include <string.h>

#include <huibao/base.h>

#define BLUE 0x152C54u
#define PALE 0xA9BBD8u
#define SLATE 0x3A4658u
#define CHARCOAL 0x404040u
#define AZURE 0x2F5597u
#define GREY 0x7F7F7Fu
#define DARK 64   /* of 255: white type shows on it, even halftoned */
#define LIGHT 160 /* black type does */
#define OUTLINE (STYLE_UNIT * 2 / 5)
#define MARKER (STYLE_UNIT * 27 / 10) /* half its width */
#define MARKER_LINE (STYLE_UNIT * 9 / 10)

static const struct chart_look looks[CHART_SERIES_MOST] = {
    {PAGE_FILL_SOLID, BLUE},      {PAGE_FILL_SOLID, PALE},     {PAGE_FILL_SLASH, BLUE},
    {PAGE_FILL_SOLID, GREY},      {PAGE_FILL_DOTS, BLUE},      {PAGE_FILL_CROSS, SLATE},
    {PAGE_FILL_SOLID, 0xE3E8F0},  {PAGE_FILL_BACKSLASH, GREY}, {PAGE_FILL_SOLID, 0x4A6FA5},
    {PAGE_FILL_HORIZONTAL, BLUE}, {PAGE_FILL_SOLID, 0xC8C8C8}, {PAGE_FILL_VERTICAL, SLATE},
};

enum marker { MARKER_CIRCLE, MARKER_SQUARE, MARKER_TRIANGLE, MARKER_DIAMOND, MARKER_FUNNEL };

static const struct chart_trace traces[CHART_SERIES_MOST] = {
    {BLUE, 0, MARKER_CIRCLE, false},     {CHARCOAL, 4096, MARKER_SQUARE, true},
    {AZURE, 0, MARKER_TRIANGLE, false},  {SLATE, 2048, MARKER_DIAMOND, true},
    {CHARCOAL, 0, MARKER_SQUARE, false}, {BLUE, 4096, MARKER_CIRCLE, true},
    {SLATE, 0, MARKER_FUNNEL, true},     {AZURE, 2048, MARKER_DIAMOND, false},
    {BLUE, 8192, MARKER_TRIANGLE, true}, {CHARCOAL, 2048, MARKER_CIRCLE, false},
    {SLATE, 8192, MARKER_SQUARE, false}, {AZURE, 4096, MARKER_FUNNEL, false},
};

struct chart_look typeset_chart_look(size_t series)
{
    return looks[series % CHART_SERIES_MOST];
}

struct chart_trace typeset_chart_trace(size_t series)
{
    return traces[series % CHART_SERIES_MOST];
}

enum chart_ground typeset_chart_ground(const struct chart_look *look)
{
    uint32_t grey = (299 * (look->color >> 16 & 255) + 587 * (look->color >> 8 & 255) +
                     114 * (look->color & 255)) /
                    1000;
    if (look->fill != PAGE_FILL_SOLID || (grey >= DARK && grey < LIGHT))
        return CHART_GROUND_BUSY;
    return grey < DARK ? CHART_GROUND_DARK : CHART_GROUND_LIGHT;
}

struct page_item *typeset_chart_add(struct chart *chart, enum page_item_kind kind)
{
    if (chart->item_count == chart->item_capacity)
        chart->items = arena_grow(chart->c->scratch, chart->items, chart->item_count,
                                  &chart->item_capacity, sizeof *chart->items);
    struct page_item *item = &chart->items[chart->item_count++];
    *item = (struct page_item){.kind = kind};
    return item;
}

void typeset_chart_rule(struct chart *chart, const struct chart_box *ends, int32_t width,
                        uint32_t color)
{
    typeset_chart_add(chart, PAGE_RULE)->rule =
        (struct page_rule){ends->left, ends->top, ends->right, ends->bottom, width, color};
}

void typeset_chart_blank(struct chart *chart, const struct chart_box *box)
{
    typeset_chart_add(chart, PAGE_BOX)->box = (struct page_box){
        box->left, box->top, box->right - box->left, box->bottom - box->top, CHART_WHITE};
}

/* A path through the points, closed when it has an area. */
static void path_add(struct chart *chart, const struct page_point *points, size_t count,
                     const struct page_path *look)
{
    struct arena *arena = chart->c->pages->arena;
    bool closed = look->fill != PAGE_FILL_NONE;
    uint8_t *steps = arena_alloc(arena, count + 1);
    memset(steps, PAGE_LINE, count);
    steps[0] = PAGE_MOVE;
    steps[count] = PAGE_CLOSE;
    struct page_point *own = arena_array(arena, count, sizeof *own);
    memcpy(own, points, count * sizeof *own);
    struct page_path *path = &typeset_chart_add(chart, PAGE_PATH)->path;
    *path = *look;
    path->steps = steps;
    path->step_count = count + (closed ? 1 : 0);
    path->points = own;
    path->point_count = count;
}

void typeset_chart_polyline(struct chart *chart, const struct page_point *points, size_t count,
                            const struct page_path *look)
{
    if (count > 1)
        path_add(chart, points, count, look);
}

void typeset_chart_area(struct chart *chart, const struct chart_box *box,
                        const struct chart_look *look)
{
    struct page_point corners[] = {{box->left, box->top},
                                   {box->right, box->top},
                                   {box->right, box->bottom},
                                   {box->left, box->bottom}};
    struct page_path path = {.fill = look->fill,
                             .color = look->color,
                             .line_width = OUTLINE,
                             .line_color = look->fill == PAGE_FILL_SOLID &&
                                                   typeset_chart_ground(look) == CHART_GROUND_DARK
                                               ? look->color
                                               : CHART_BLACK};
    path_add(chart, corners, BASE_COUNT(corners), &path);
}

static void marker_circle(struct chart *chart, struct page_point at, const struct page_path *look)
{
    static const uint8_t steps[] = {PAGE_MOVE,  PAGE_CURVE, PAGE_CURVE,
                                    PAGE_CURVE, PAGE_CURVE, PAGE_CLOSE};
    enum { R = MARKER, K = MARKER * 5523 / 10000 }; /* a quarter of a circle as a Bézier curve */
    static const struct page_point round[] = {{R, 0},  {R, K},  {K, R},   {0, R},   {-K, R},
                                              {-R, K}, {-R, 0}, {-R, -K}, {-K, -R}, {0, -R},
                                              {K, -R}, {R, -K}, {R, 0}};
    struct page_point *points =
        arena_array(chart->c->pages->arena, BASE_COUNT(round), sizeof *round);
    for (size_t i = 0; i < BASE_COUNT(round); i++)
        points[i] = (struct page_point){at.x + round[i].x, at.y + round[i].y};
    struct page_path *path = &typeset_chart_add(chart, PAGE_PATH)->path;
    *path = *look;
    path->steps = steps;
    path->step_count = BASE_COUNT(steps);
    path->points = points;
    path->point_count = BASE_COUNT(round);
}

void typeset_chart_marker(struct chart *chart, struct page_point at,
                          const struct chart_trace *trace)
{
    enum { M = MARKER, W = MARKER * 12 / 10, S = MARKER * 9 / 10 };
    static const struct page_point shapes[][4] = {
        [MARKER_SQUARE] = {{-S, -S}, {S, -S}, {S, S}, {-S, S}},
        [MARKER_TRIANGLE] = {{0, -W}, {W, S}, {-W, S}, {0, -W}},
        [MARKER_DIAMOND] = {{0, -W}, {W, 0}, {0, W}, {-W, 0}},
        [MARKER_FUNNEL] = {{0, W}, {W, -S}, {-W, -S}, {0, W}},
    };
    struct page_path look = {.fill = PAGE_FILL_SOLID,
                             .color = trace->hollow ? CHART_WHITE : trace->color,
                             .line_width = MARKER_LINE,
                             .line_color = trace->color};
    if (trace->marker == MARKER_CIRCLE) {
        marker_circle(chart, at, &look);
        return;
    }
    struct page_point points[4];
    for (size_t i = 0; i < 4; i++)
        points[i] = (struct page_point){at.x + shapes[trace->marker][i].x,
                                        at.y + shapes[trace->marker][i].y};
    path_add(chart, points, 4, &look);
}
