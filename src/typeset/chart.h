/*
 * Charts: what stands on the slot of one figure, and the steps that put it there.
 *   chart.c       the block into a figure of the flow: data, height, caption, note, diagnostics
 *   chart_scale.c ticks of a value axis           chart_number.c  units and numbers as printed
 *   chart_text.c  texts of a chart, shaped        chart_space.c   what is taken, for labels
 *   chart_ink.c   shapes and the palette          chart_head.c    unit and legend above the plot
 *   chart_name.c  categories under their axis     chart_axis.c    axes and grid
 *   chart_bars.c  columns and bars                chart_value.c   numbers at the bars
 *   chart_line.c  lines and their numbers         chart_pie.c     sectors and their labels
 * All lengths are Pango units; x is the page's, y is from the top of the figure's slot.
 */
#ifndef TYPESET_CHART_H
#define TYPESET_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/page.h>

#include "flow.h"

#define CHART_SERIES_MOST 12
#define CHART_NAME_SHARE 38 /* most of the width that names of bars take, in per cent */
#define CHART_ABOVE(size) ((size)*4 / 3) /* above the plot, for the highest points' numbers */
#define CHART_BLACK 0x000000u
#define CHART_WHITE 0xFFFFFFu
#define CHART_GRID 0xC8C8C8u

struct chart_box {
    int32_t left, top, right, bottom;
};

/* ---- chart_scale.c: no type, no page ---- */

/* Tick k, first ≤ k ≤ last, stands for k × step × 10^exponent; step is 1, 2, 5 or 25. */
struct chart_scale {
    int64_t first, last, step;
    int exponent;
};

struct chart_wish {
    double least, most; /* of the data */
    bool zero;          /* the axis holds zero */
    bool whole;         /* ticks at integers only */
    int ticks;          /* how many would be best, 3 to 8 */
};

struct chart_scale typeset_chart_scale(const struct chart_wish *wish);
double typeset_chart_tick(const struct chart_scale *scale, int64_t k);

/* ---- the chart ---- */

struct chart_unit {
    int power;          /* numbers are printed divided by 10^power */
    int decimals;       /* of numbers at their points, when divided or real; −1: as they are */
    bool grouped;       /* 1,234 */
    bool whole;         /* counts */
    const char *name;   /* 万元; NULL: none */
    const char *number; /* of a sector's label, appended to its number; "" */
};

struct chart_losses {   /* what could not be drawn as asked */
    size_t values;      /* numbers left out */
    size_t every;       /* names printed: one of so many, of names that are no periods */
    const char *broken; /* a name with a word longer than its column; NULL: none */
};

struct chart {
    struct composer *c;
    const struct model_block *block;
    const struct model_chart *model;
    enum model_chart_kind kind; /* as drawn */
    size_t categories, series;
    double *values; /* [series][categories]; NaN: none */
    struct chart_unit unit;
    double least, most; /* of what is drawn; stacks added up */
    bool off_zero;      /* the value axis does not hold zero */
    int32_t size;       /* of type */
    int32_t left, width, height;
    struct page_item *items;
    size_t item_count, item_capacity;
    struct chart_losses losses;
};

static inline double chart_value(const struct chart *chart, size_t series, size_t category)
{
    return chart->values[series * chart->categories + category];
}

/* NULL: no block is wanted, or a diagnostic said why. */
void typeset_chart(struct composer *c, const struct model_block *block);

/* ---- chart_number.c ---- */

void typeset_chart_units(struct chart *chart);
/* Texts live in the scratch arena. */
const char *typeset_chart_tick_text(const struct chart *chart, const struct chart_scale *scale,
                                    int64_t k);
const char *typeset_chart_number(const struct chart *chart, size_t series, size_t category);
/* A number that is no point, such as a sum, as points are printed. */
const char *typeset_chart_sum(const struct chart *chart, double value);

/* ---- chart_text.c ---- */

struct chart_text { /* lines from (0, 0) at the block's top left; em boxes make its height */
    struct page_item *items;
    size_t count, lines;
    int32_t width, height;
    bool broken; /* a word or number was cut to fit */
};

struct chart_face {
    int32_t size;
    uint32_t color;
    enum style_align align;
};

int32_t typeset_chart_width(struct chart *chart, const char *text, int32_t size);
/* Set within `measure` in as few, even lines as it takes. */
struct chart_text typeset_chart_text(struct chart *chart, const char *text,
                                     const struct chart_face *face, int32_t measure);
/* Moves the text's runs into the drawing; it can be put once. */
void typeset_chart_put(struct chart *chart, const struct chart_text *text, int32_t x, int32_t y);
int32_t typeset_chart_digits(int32_t size); /* height of the box a number takes */
/* A number of one line whose digits have their middle at that height. */
void typeset_chart_put_number(struct chart *chart, const struct chart_text *text, int32_t x,
                              int32_t middle);
int32_t typeset_chart_pitch(const struct chart *chart, int32_t size);

/* ---- chart_ink.c ---- */

struct chart_look { /* of areas */
    enum page_fill fill;
    uint32_t color;
};

struct chart_trace { /* of lines */
    uint32_t color;
    int32_t dash;
    uint8_t marker; /* shapes in turn */
    bool hollow;
};

struct chart_look typeset_chart_look(size_t series);
struct chart_trace typeset_chart_trace(size_t series);
enum chart_ground { CHART_GROUND_DARK, CHART_GROUND_LIGHT, CHART_GROUND_BUSY }; /* for type on it */
enum chart_ground typeset_chart_ground(const struct chart_look *look);
struct page_item *typeset_chart_add(struct chart *chart, enum page_item_kind kind);
void typeset_chart_rule(struct chart *chart, const struct chart_box *ends, int32_t width,
                        uint32_t color);
void typeset_chart_area(struct chart *chart, const struct chart_box *box,
                        const struct chart_look *look);
void typeset_chart_polyline(struct chart *chart, const struct page_point *points, size_t count,
                            const struct page_path *look);
void typeset_chart_marker(struct chart *chart, struct page_point at,
                          const struct chart_trace *trace);
/* White below a text that stands on grid lines. */
void typeset_chart_blank(struct chart *chart, const struct chart_box *box);

/* ---- chart_space.c ---- */

struct chart_obstacle {
    bool line; /* from (left, top) to (right, bottom), which need not be in order */
    struct chart_box box;
};

struct chart_space {
    struct arena *arena;
    struct chart_box bounds;
    struct chart_obstacle *taken;
    size_t count, capacity;
};

void typeset_chart_take(struct chart_space *space, const struct chart_box *box);
void typeset_chart_take_line(struct chart_space *space, const struct chart_box *ends);
bool typeset_chart_is_free(const struct chart_space *space, const struct chart_box *box);

struct chart_slot {
    int32_t wish, height; /* where its middle would be best */
    int32_t top;          /* where it is put */
};

/* Puts slots in the order of their wishes one below the other, as near to them as they can be;
   false: they are higher than the room. */
bool typeset_chart_spread(struct chart_slot *slots, size_t count, int32_t top, int32_t bottom);

/* ---- the plot: chart_head.c, chart_name.c, chart_axis.c ---- */

struct chart_plot {
    struct chart_box box;
    bool lying; /* values run to the right, categories down */
    struct chart_scale scale;
};

struct chart_names { /* how categories are printed under an upright plot */
    int32_t size;
    size_t every; /* the first and each so many after it */
    bool years;   /* 2026年1月 as 1月, the year below where it begins */
    int32_t measure, height;
};

/* Unit and legend at the top; how high they are. `legend` false: lines named at their ends. */
int32_t typeset_chart_head(struct chart *chart, bool legend, bool paint);
bool typeset_chart_names(struct chart *chart, const struct chart_box *plot,
                         struct chart_names *ret_names);
void typeset_chart_names_put(struct chart *chart, const struct chart_plot *plot,
                             const struct chart_names *names);
/* The plot within the drawing, `after` left free at its right; axes, grid and names painted. */
bool typeset_chart_axes(struct chart *chart, int32_t after, struct chart_plot *ret_plot);
/* The two axes, over what was drawn within them. */
void typeset_chart_axis_lines(struct chart *chart, const struct chart_plot *plot);
/* Where a value stands along the value axis. */
int32_t typeset_chart_along(const struct chart_plot *plot, double value);
/* Where the part `part` of `parts` of a category's band begins across it. */
int32_t typeset_chart_across(const struct chart *chart, const struct chart_plot *plot,
                             size_t category, int part, int parts);

/* ---- the kinds ---- */

struct chart_bar {
    size_t series, category;
    struct chart_box box;
    bool negative;
};

#define CHART_VALUES_MOST 600 /* numbers at points; more cannot be read */
#define CHART_LOST_PART 4     /* when more than this part of them has no place, none is printed */

/* Each false: it cannot be drawn within chart->height. */
bool typeset_chart_bars(struct chart *chart);
void typeset_chart_bar_values(struct chart *chart, const struct chart_plot *plot,
                              const struct chart_bar *bars, size_t count);
bool typeset_chart_lines(struct chart *chart);
bool typeset_chart_sectors(struct chart *chart);

#endif
