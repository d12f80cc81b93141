/*
 * Pies and rings: from twelve o'clock clockwise in the order of the data. Names stand outside at the
 * ends of thin leaders, in a column on either side, apart from each other; shares add up to 100.0%.
 * The only real numbers in the geometry of a page are here, rounded once for each point.
 */
#include "chart.h"

#include <math.h>
#include <string.h>

#include <huibao/base.h>

#define HOLE_SHARE 58 /* of a ring's radius, in per cent */
#define RADIUS_LEAST (STYLE_UNIT * 36)
#define ELBOW (STYLE_UNIT * 8)  /* rim to the leader's bend */
#define REACH (STYLE_UNIT * 24) /* rim to the names */
#define TOUCH (STYLE_UNIT * 3)  /* leader to name */
#define LEADER_WIDTH (STYLE_UNIT / 2)
#define SHARE_DECIMALS 1
#define TURN 6.283185307179586
#define ARC_MOST (TURN / 8) /* longest arc drawn as one curve */

static const int32_t sizes[] = {INT32_MAX, STYLE_UNIT * 9, STYLE_UNIT * 15 / 2}; /* at most */

struct sector { /* of a value above zero: the others are not drawn */
    size_t category;
    double from, to; /* turned clockwise from twelve o'clock */
    const char *name, *number;
    struct chart_text name_text, number_text; /* number: no lines when it follows the name */
    int32_t width;
    bool right;
    int32_t top; /* of its label */
};

struct pie {
    struct chart *chart;
    struct sector *sectors;
    size_t count;
    struct page_point middle;
    int32_t radius, hole;
    double total;
    int32_t size;
};

static struct page_point pie_point(const struct pie *pie, double angle, double radius)
{
    return (struct page_point){pie->middle.x + (int32_t)lround(radius * sin(angle)),
                               pie->middle.y - (int32_t)lround(radius * cos(angle))};
}

/* ---- data ---- */

static const char *sector_number(const struct pie *pie, size_t category, double share)
{
    struct chart *chart = pie->chart;
    struct value_format format = {.style = VALUE_STYLE_PERCENT, .decimals = SHARE_DECIMALS};
    const char *percent = value_show(chart->c->scratch, value_real(share), &format);
    if (!chart->model->labels || strcmp(chart->unit.number, "%") == 0)
        return percent;
    return arena_printf(chart->c->scratch, "%s%s（%s）", typeset_chart_number(chart, 0, category),
                        chart->unit.number, percent);
}

static void pie_sectors(struct pie *pie)
{
    struct chart *chart = pie->chart;
    struct arena *arena = chart->c->scratch;
    double *parts = arena_array(arena, chart->categories, sizeof *parts);
    double *shares = arena_array(arena, chart->categories, sizeof *shares);
    for (size_t i = 0; i < chart->categories; i++) {
        double value = chart_value(chart, 0, i);
        if (!(value > 0))
            continue;
        pie->total += value;
        pie->sectors[pie->count] = (struct sector){.category = i};
        parts[pie->count++] = value;
    }
    for (size_t i = 0; i < pie->count; i++)
        parts[i] = parts[i] / pie->total * 100;
    value_round_parts(arena, parts, pie->count, 100, SHARE_DECIMALS, shares);
    double before = 0;
    for (size_t i = 0; i < pie->count; i++) {
        struct sector *sector = &pie->sectors[i];
        sector->from = before / 100 * TURN;
        before += parts[i];
        sector->to = before / 100 * TURN;
        sector->name = chart->model->categories[sector->category];
        sector->number = sector_number(pie, sector->category, shares[i]);
        sector->right = sector->from + sector->to < TURN;
    }
}

/* ---- names ---- */

enum layout { ONE_LINE, TWO_LINES, AS_FITS };

/* Name and number in one line, or the number in a line of its own below the name. */
static bool sector_text(struct pie *pie, struct sector *sector, int32_t measure, enum layout layout)
{
    struct chart *chart = pie->chart;
    struct chart_face face = {pie->size, CHART_BLACK, sector->right ? STYLE_LEFT : STYLE_RIGHT};
    const char *whole = arena_printf(chart->c->scratch, "%s %s", sector->name, sector->number);
    sector->number_text = (struct chart_text){0};
    sector->name_text = typeset_chart_text(chart, whole, &face, measure);
    if (layout == ONE_LINE && sector->name_text.lines > 1)
        return false;
    if (layout == TWO_LINES || sector->name_text.lines > 1) {
        sector->name_text = typeset_chart_text(chart, sector->name, &face, measure);
        sector->number_text = typeset_chart_text(chart, sector->number, &face, measure);
    }
    sector->width = sector->name_text.width > sector->number_text.width ? sector->name_text.width
                                                                        : sector->number_text.width;
    return !sector->name_text.broken && !sector->number_text.broken;
}

static int32_t sector_height(const struct pie *pie, const struct sector *sector)
{
    size_t lines = sector->name_text.lines + sector->number_text.lines;
    return pie->size +
           (int32_t)(lines ? lines - 1 : 0) * typeset_chart_pitch(pie->chart, pie->size);
}

/* The labels of one side, from the top down; false: they are higher than the drawing. */
static bool pie_side(struct pie *pie, bool right)
{
    struct arena *arena = pie->chart->c->scratch;
    struct chart_slot *slots = arena_array(arena, pie->count + 1, sizeof *slots);
    size_t *order = arena_array(arena, pie->count + 1, sizeof *order);
    int32_t gap = pie->size / 4;
    size_t count = 0;
    for (size_t k = 0; k < pie->count; k++) {
        size_t i = right ? k : pie->count - 1 - k;
        const struct sector *sector = &pie->sectors[i];
        if (sector->right != right)
            continue;
        double angle = (sector->from + sector->to) / 2;
        slots[count] = (struct chart_slot){.wish = pie_point(pie, angle, pie->radius + ELBOW).y,
                                           .height = sector_height(pie, sector) + gap};
        order[count++] = i;
    }
    if (!typeset_chart_spread(slots, count, 0, pie->chart->height + gap))
        return false;
    for (size_t k = 0; k < count; k++)
        pie->sectors[order[k]].top = slots[k].top;
    return true;
}

/* All labels alike; false: some do not fit so. */
static bool pie_texts(struct pie *pie, enum layout layout)
{
    const struct chart *chart = pie->chart;
    int32_t measure = chart->width / 2 - pie->radius - REACH;
    for (size_t i = 0; i < pie->count; i++)
        if (!sector_text(pie, &pie->sectors[i], measure, layout))
            return false;
    return pie_side(pie, true) && pie_side(pie, false);
}

static void sector_label(struct pie *pie, const struct sector *sector)
{
    struct chart *chart = pie->chart;
    int32_t away = pie->radius + REACH;
    int32_t pitch = typeset_chart_pitch(chart, pie->size);
    double angle = (sector->from + sector->to) / 2;
    int32_t x = pie->middle.x + (sector->right ? away : -away);
    int32_t y = sector->top + sector_height(pie, sector) / 2;
    int32_t stub = sector->right ? -TOUCH : TOUCH;
    struct page_point leader[] = {pie_point(pie, angle, pie->radius),
                                  pie_point(pie, angle, pie->radius + ELBOW),
                                  {x + 2 * stub, y},
                                  {x + stub, y}};
    struct page_path look = {.line_width = LEADER_WIDTH, .line_color = CHART_BLACK};
    typeset_chart_polyline(chart, leader, BASE_COUNT(leader), &look);
    typeset_chart_put(chart, &sector->name_text, sector->right ? x : x - sector->name_text.width,
                      sector->top);
    typeset_chart_put(chart, &sector->number_text,
                      sector->right ? x : x - sector->number_text.width,
                      sector->top + (int32_t)sector->name_text.lines * pitch);
}

/* ---- sectors ---- */

struct trail { /* a path in the making */
    uint8_t *steps;
    struct page_point *points;
    size_t step_count, point_count;
};

static void trail_add(struct trail *trail, enum page_step step, struct page_point point)
{
    trail->steps[trail->step_count++] = (uint8_t)step;
    trail->points[trail->point_count++] = point;
}

/* An arc in curves that stray less than 1/10000 of the radius from it. */
static void trail_arc(struct trail *trail, const struct pie *pie, int32_t radius, double from,
                      double to)
{
    int curves = (int)ceil(fabs(to - from) / ARC_MOST);
    for (int i = 0; i < curves; i++) {
        double a = from + (to - from) * i / curves;
        double b = from + (to - from) * (i + 1) / curves;
        double k = 4.0 / 3 * tan((b - a) / 4);
        double reach = radius * sqrt(1 + k * k);
        double turn = atan(k);
        trail->points[trail->point_count++] = pie_point(pie, a + turn, reach);
        trail->points[trail->point_count++] = pie_point(pie, b - turn, reach);
        trail_add(trail, PAGE_CURVE, pie_point(pie, b, radius));
    }
}

static void sector_draw(struct pie *pie, const struct sector *sector, struct chart_look look)
{
    enum { STEPS_MOST = 24, POINTS_MOST = 64 };
    struct arena *arena = pie->chart->c->pages->arena;
    bool whole = sector->to - sector->from > TURN * 0.999999;
    struct trail trail = {.steps = arena_alloc(arena, STEPS_MOST),
                          .points = arena_array(arena, POINTS_MOST, sizeof *trail.points)};
    trail_add(&trail, PAGE_MOVE, pie_point(pie, sector->from, pie->radius));
    trail_arc(&trail, pie, pie->radius, sector->from, sector->to);
    if (whole && pie->hole)
        trail.steps[trail.step_count++] = PAGE_CLOSE;
    if (pie->hole) {
        trail_add(&trail, whole ? PAGE_MOVE : PAGE_LINE, pie_point(pie, sector->to, pie->hole));
        trail_arc(&trail, pie, pie->hole, sector->to, sector->from);
    } else if (!whole) {
        trail_add(&trail, PAGE_LINE, pie->middle);
    }
    trail.steps[trail.step_count++] = PAGE_CLOSE;
    struct page_path *path = &typeset_chart_add(pie->chart, PAGE_PATH)->path;
    *path = (struct page_path){.steps = trail.steps,
                               .step_count = trail.step_count,
                               .points = trail.points,
                               .point_count = trail.point_count,
                               .fill = look.fill,
                               .color = look.color,
                               .line_width = LEADER_WIDTH,
                               .line_color = CHART_BLACK};
}

/* The last sector lies beside the first. */
static struct chart_look sector_look(const struct pie *pie, size_t i)
{
    bool closes = i > 0 && i + 1 == pie->count && i % CHART_SERIES_MOST == 0;
    return typeset_chart_look(closes ? CHART_SERIES_MOST / 2 : i);
}

static void ring_total(struct pie *pie)
{
    struct chart *chart = pie->chart;
    struct chart_face face = {chart->size, CHART_BLACK, STYLE_CENTER};
    const char *sum = arena_printf(chart->c->scratch, "%s%s", typeset_chart_sum(chart, pie->total),
                                   chart->unit.number);
    struct chart_text lines[] = {typeset_chart_text(chart, "合计", &face, pie->hole * 2),
                                 typeset_chart_text(chart, sum, &face, pie->hole * 7 / 4)};
    int32_t pitch = typeset_chart_pitch(chart, chart->size);
    int32_t y = pie->middle.y - (pitch + lines[1].height) / 2;
    typeset_chart_put(chart, &lines[0], pie->middle.x - lines[0].width / 2, y);
    typeset_chart_put(chart, &lines[1], pie->middle.x - lines[1].width / 2, y + pitch);
}

static bool pie_place(struct pie *pie, int share)
{
    const struct chart *chart = pie->chart;
    int32_t most = chart->width * share / 100;
    pie->radius = chart->height / 2 - ELBOW - chart->size / 2;
    pie->radius = pie->radius < most ? pie->radius : most;
    pie->hole = chart->kind == MODEL_CHART_RING ? pie->radius * HOLE_SHARE / 100 : 0;
    pie->middle = (struct page_point){chart->left + chart->width / 2, chart->height / 2};
    return pie->radius >= RADIUS_LEAST;
}

/* A smaller circle and then smaller type, to have every label in one line; then two lines. */
static bool pie_fit(struct pie *pie)
{
    static const struct {
        enum layout layout;
        int share; /* of the width that the radius may take, in per cent */
        int size;
    } tries[] = {{ONE_LINE, 20, 0},  {ONE_LINE, 18, 0},  {ONE_LINE, 16, 0},
                 {ONE_LINE, 18, 1},  {TWO_LINES, 19, 0}, {AS_FITS, 19, 0},
                 {TWO_LINES, 19, 1}, {AS_FITS, 18, 1},   {AS_FITS, 16, 2}};
    for (size_t i = 0; i < BASE_COUNT(tries); i++) {
        int32_t size = sizes[tries[i].size];
        pie->size = size < pie->chart->size ? size : pie->chart->size;
        if (pie_place(pie, tries[i].share) && pie_texts(pie, tries[i].layout))
            return true;
    }
    return false;
}

bool typeset_chart_sectors(struct chart *chart)
{
    struct pie pie = {.chart = chart};
    pie.sectors = arena_array(chart->c->scratch, chart->categories, sizeof *pie.sectors);
    pie_sectors(&pie);
    if (!pie_fit(&pie))
        return false;
    for (size_t i = 0; i < pie.count; i++)
        sector_draw(&pie, &pie.sectors[i], sector_look(&pie, i));
    for (size_t i = 0; i < pie.count; i++)
        sector_label(&pie, &pie.sectors[i]);
    if (pie.hole)
        ring_total(&pie);
    return true;
}
