/*
 * One paragraph on its way from text to lines, and the steps that act on it, in order:
 *   shape (text → items) · breaks (penalties) · gaps (boxes and glue) · fit (lines) · line (runs).
 * All lengths are Pango units. A paragraph is reused: typeset_para_reset() keeps its memory.
 */
#ifndef TYPESET_PARA_H
#define TYPESET_PARA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "class.h"

struct arena;
struct diags;
struct fonts;
struct style;
struct page_item;

/* Compression and stretch, in the order in which they are used up (CLREQ 3.6.3, 3.6.4). */
enum shrink_class {
    SHRINK_SPACE,
    SHRINK_DOT,
    SHRINK_BRACKET,
    SHRINK_COMMA,
    SHRINK_HANLATIN,
    SHRINK_STOP,
    SHRINK_COUNT,
    SHRINK_NONE = SHRINK_COUNT
};
enum stretch_class { STRETCH_SPACE, STRETCH_HANLATIN, STRETCH_COUNT, STRETCH_NONE = STRETCH_COUNT };

#define PENALTY_NEVER INT32_MAX
/* Inside what is longer than a line: after a sign; twice that between two letters, four times
   between marks. */
#define PENALTY_EMERGENCY 2500000
/* Number rules, when obeying leaves the line too loose, the weakest first. */
#define PENALTY_FIRM 300000  /* inside a number, a unit, an ordinal */
#define PENALTY_UNIT 200000  /* between a number and its unit */
#define PENALTY_RELAX 150000 /* in a range, 〔2026〕|3号, 2.3个|百分点 */
#define PENALTY_COUNT 600    /* between one Chinese numeral and its measure word: 两个 */
#define PENALTY_DATE 300     /* between the parts of a date */
#define PENALTY_URL 250      /* at a URL's own break points, after a hyphen */

struct para_glyph {
    uint32_t glyph;
    int32_t dx; /* pen, from the item's pen */
};

/* One cluster: it is never broken inside. Its box is ink-bearing width; glue follows it. */
struct para_item {
    uint32_t codepoint; /* its first */
    uint32_t text;      /* offset in para->text */
    uint32_t glyph;     /* offset in para->glyphs */
    uint16_t bytes;
    uint16_t glyph_count;
    uint16_t face;
    int32_t size; /* the paragraph's, but of an ideograph from a fallback face (fonts_fit) */
    int32_t
        raise; /* its baseline above the line's; likewise, and of a mark drawn too high or low */
    uint8_t class;  /* enum typeset_class */
    bool wide;      /* stands on the square grid, from the Han face */
    bool stretches; /* the glue takes part in the last, general stretch */
    uint8_t shrink_class, stretch_class;
    int32_t advance; /* as the face has it */
    int32_t join;    /* DASH, ELLIPSIS: from this pen to the next one of the kind beside it */
    int32_t box;     /* width without the blank halves of marks */
    int32_t pen;     /* of the first glyph, from the box's left */
    int32_t gap;     /* natural glue after it */
    int32_t shrink, stretch; /* how much the glue may give and take in its classes */
    int32_t penalty;         /* of breaking after it */
};

struct para_line {
    size_t first, end; /* items [first, end) */
    int32_t natural;   /* width before adjustment */
    int32_t width;     /* after it */
    int32_t indent;    /* of its left edge */
    int32_t measure;   /* what there was to fill from there */
};

/* Where a text comes from, for diagnostics and measurements. */
struct shape_source {
    const char *what; /* 正文, 标题, 表格 … */
    const char *name; /* of the table, or NULL */
    size_t row;       /* of the table, from 1; 0: none */
    const char *file;
    long line;
};

/* Sums over the items before index k, so that any line is judged in constant time. */
struct para_sum {
    int64_t width, solid; /* solid: boxes that are not marks, for 孤字 */
    int64_t shrink[SHRINK_COUNT], stretch[STRETCH_COUNT];
    int64_t gaps; /* glues in the general stretch */
};

struct para {
    struct arena *arena; /* owns the arrays, which only grow */
    int32_t size;        /* type size */
    int32_t zi;          /* width of a square: the grid's pitch for body text, else the size */
    uint32_t color;      /* 0xRRGGBB */
    enum style_breaking breaking;
    bool measured;              /* lines say how they were composed (struct page_line) */
    struct shape_source source; /* of its first text */
    char *text;
    size_t text_length, text_capacity;
    struct para_item *items;
    size_t count, capacity;
    struct para_glyph *glyphs;
    size_t glyph_count, glyph_capacity;
    struct para_line *lines;
    size_t line_count, line_capacity;
    struct para_sum *sums;
    size_t sum_capacity;
    uint64_t weighed;       /* lines looked at by the last fit: the work it took */
    struct fit_node *nodes; /* scratch of fit.c */
    size_t node_capacity;
    struct title_node *title_nodes; /* scratch of title.c */
    size_t title_node_capacity;
    struct title_place *title_places;
    size_t title_place_capacity;
    uint8_t *bonds;
    size_t bond_capacity;
    struct word *words; /* scratch of bonds.c */
    size_t word_capacity;
    struct word_breaker *breaker; /* NULL until a title has several lines */
    int32_t *xs;                  /* scratch: positions of one line's boxes */
    size_t x_capacity;
    struct page_item *runs; /* of the last line made into runs */
    size_t run_capacity;
};

struct para *typeset_para_new(struct arena *arena);
void typeset_para_reset(struct para *para, int32_t size, int32_t zi, enum style_breaking breaking);
/* Room for `count` elements of `size` bytes; keeps the contents. */
void *typeset_para_room(struct para *para, void *items, size_t count, size_t *capacity,
                        size_t size);

/* ---- shape (shape.c) ---- */

struct shaper;
struct shaper *typeset_shaper_new(struct arena *arena, struct fonts *fonts, struct diags *diags);
/* Appends shaped text in a role; a character that cannot be set is a diagnostic. */
void typeset_shape(struct shaper *shaper, struct para *para, int role, const char *text,
                   const struct shape_source *source);
/* The one note about characters of fallback faces. */
void typeset_shaper_report(struct shaper *shaper);
/* Middle of the ink of 国 above the baseline, for centring text between rules. */
int32_t typeset_shape_han_middle(struct shaper *shaper, int role, int32_t size);
/* … of a digit: numbers in the middle of a bar, beside a tick. */
int32_t typeset_shape_digit_middle(struct shaper *shaper, int role, int32_t size);
/* Middle of a dash's ink above the baseline (page numbers hang from it). */
int32_t typeset_shape_dash_middle(struct shaper *shaper, int role, int32_t size);

/* ---- break, gap, fit, justify ---- */

void typeset_break(struct para *para);
void typeset_break_numbers(struct para *para);
void typeset_gap(struct para *para);
/* break + gap + sums: everything that does not depend on the measure. */
void typeset_para_prepare(struct para *para);
/* Natural widths only, for what stands on one line without adjustment; may be prepared after. */
void typeset_para_measure(struct para *para);

struct fit_shape {
    int32_t measure;
    int32_t indent;    /* of the first line */
    int32_t hang;      /* of the others */
    bool justify;      /* false: ragged, lines of natural width */
    int32_t min_last;  /* solid width the last line should hold */
    int64_t per_line;  /* cost of each line, above the usual: fewer lines */
    int32_t open_most; /* ‰ em; a line whose gaps would open further is left short; 0: the usual */
};

struct fit_report { /* what had to be given up; item indices, or SIZE_MAX */
    size_t relaxed, emergency;
    int64_t cost; /* of all lines, without per_line */
};

/* Chooses all lines of a paragraph at once (least total cost); fills para->lines. */
void typeset_fit(struct para *para, const struct fit_shape *shape, struct fit_report *ret_report);
int32_t typeset_fit_natural(const struct para *para, size_t first, size_t end);
int64_t typeset_fit_min(const struct para *para, size_t first, size_t end);
/* Widest stretch of items between two breaks that a table cell may use (not inside a date). */
int32_t typeset_fit_unbreakable(const struct para *para);
/* Balanced lines for titles: title.c. */
void typeset_title_fit(struct para *para, int32_t measure);

/*
 * Widths of the line's glues after adjustment: gaps[k] follows item first + k. The line is brought
 * to `target` exactly if its glue can; returns the width reached.
 */
int32_t typeset_justify(const struct para *para, size_t first, size_t end, int32_t target,
                        int32_t *gaps);

/* ---- line (line.c) ---- */

/* The line's runs with absolute x and baseline 0: valid until the next call, their text and glyphs
   as long as `arena`. */
const struct page_item *typeset_line_runs(struct para *para, const struct para_line *line,
                                          int32_t left, struct arena *arena, size_t *ret_count);

#endif
