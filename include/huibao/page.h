/*
 * page: the display list, between typeset and draw.
 *
 * Owns      glyph runs with their text and clusters, rules, boxes, bookmarks and links at absolute
 *           positions, the document's metadata, and the text dump of it all.
 * Protocol  built by typeset through page_add_…, then read-only.
 * Lifetime  everything belongs to the pages' arena.
 * Units     Pango units, 1/1024 pt, from the paper's top left corner, y downwards.
 */
#ifndef HUIBAO_PAGE_H
#define HUIBAO_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct fonts;

struct page_glyph {
    uint32_t glyph;
    int32_t x; /* absolute; the pen's position */
};

struct page_cluster { /* how much text and how many glyphs belong together */
    uint16_t bytes;
    uint16_t glyphs;
};

enum page_item_kind { PAGE_RUN, PAGE_RULE, PAGE_BOX, PAGE_LINK, PAGE_PATH };

struct page_run { /* one face, one size, one baseline */
    int face;
    int32_t size;
    uint32_t color; /* 0xRRGGBB */
    int32_t y;      /* baseline */
    bool turned;    /* by 90° clockwise: the pen runs down the page, the glyphs' x and `end` are
                       distances from the paper's top, and y is the baseline's distance from its left */
    int32_t end;    /* x up to which the run's last cluster reaches: the next run on the line starts
                       there, so that no gap is mistaken for a space when text is extracted */
    const char *text; /* UTF-8 of all clusters */
    const struct page_cluster *clusters;
    size_t cluster_count;
    const struct page_glyph *glyphs;
    size_t glyph_count;
    const struct page_line *line; /* of a line's first run, when lines were measured; else NULL */
};

/* Where the glue of a composed line stands, in the order in which it gives (CLREQ 3.6.3). */
enum page_glue {
    PAGE_GLUE_SPACE,    /* a space between words */
    PAGE_GLUE_DOT,      /* beside · and ／ */
    PAGE_GLUE_BRACKET,  /* the blank half of a bracket or quotation mark */
    PAGE_GLUE_COMMA,    /* of ， 、 ； ： */
    PAGE_GLUE_HANLATIN, /* between Han and Latin letters or digits */
    PAGE_GLUE_STOP,     /* the blank half of 。 ？ ！ */
    PAGE_GLUE_OTHER,    /* between two squares: nothing, until a line is stretched */
    PAGE_GLUE_COUNT
};

enum page_relaxed { PAGE_RELAXED_NONE, PAGE_RELAXED_NUMBER, PAGE_RELAXED_WORD };

struct page_line {       /* how a line was composed; its x and baseline are its first run's */
    const char *element; /* 正文, 标题, 表格 … */
    const char *table;   /* its name; NULL: none */
    size_t row;          /* of the table, from 1; 0: none */
    const char *file;    /* the definition, and the line in it; NULL and 0: not known */
    long file_line;
    const char *text;        /* of all its runs */
    int32_t lead;            /* from the line's left edge to its first glyph's pen */
    int32_t measure;         /* what there was to fill, without the indent */
    int32_t natural, width;  /* before and after adjustment */
    struct page_adjusted {   /* by kind of glue: how many, and what all of them gained */
        int32_t units, gaps; /* units < 0: they gave way */
    } adjusted[PAGE_GLUE_COUNT];
    bool last;                 /* of its paragraph */
    enum page_relaxed relaxed; /* what its end parts: a number from its unit, a word */
};

struct page_rule { /* a straight line, its centre from (x0, y0) to (x1, y1) */
    int32_t x0, y0, x1, y1, width;
    uint32_t color;
};

struct page_box { /* a filled rectangle */
    int32_t x, y, width, height;
    uint32_t color;
};

struct page_point {
    int32_t x, y;
};

enum page_step { PAGE_MOVE, PAGE_LINE, PAGE_CURVE, PAGE_CLOSE }; /* take 1, 1, 3 and no points */
enum page_fill { /* patterns tell areas apart in black and white; `color` on white */
                 PAGE_FILL_NONE,
                 PAGE_FILL_SOLID,
                 PAGE_FILL_SLASH,
                 PAGE_FILL_BACKSLASH,
                 PAGE_FILL_CROSS,
                 PAGE_FILL_HORIZONTAL,
                 PAGE_FILL_VERTICAL,
                 PAGE_FILL_DOTS
};

struct page_path {        /* a shape, filled, then stroked */
    const uint8_t *steps; /* enum page_step */
    size_t step_count;
    const struct page_point *points;
    size_t point_count;
    enum page_fill fill;
    uint32_t color;     /* of the fill */
    int32_t line_width; /* 0: not stroked */
    uint32_t line_color;
    int32_t dash; /* length of dashes and of their gaps; 0: solid */
};

struct page_link {
    int32_t x, y, width, height;
    size_t page; /* target, from 0 */
    int32_t target_y;
};

struct page_item {
    enum page_item_kind kind;
    union {
        struct page_run run;
        struct page_rule rule;
        struct page_box box;
        struct page_link link;
        struct page_path path;
    };
};

struct page {
    int32_t width, height;
    const char *label; /* page number as printed: 1 */
    struct page_item *items;
    size_t item_count, item_capacity;
};

struct page_bookmark {
    int level; /* 1 is the top */
    const char *title;
    size_t page; /* from 0 */
    int32_t y;
};

struct pages {
    struct arena *arena;
    const char *title, *author, *subject; /* metadata; NULL: none */
    int64_t created;                      /* seconds since the epoch */
    struct page *pages;
    size_t count, capacity;
    struct page_bookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
};

struct pages *pages_new(void);
void pages_free(struct pages *pages); /* NULL is allowed */
struct page *pages_add(struct pages *pages, int32_t width,
                       int32_t height); /* valid until the next add */
struct page_item *page_add(struct pages *pages, struct page *page, enum page_item_kind kind);
/* Moves an item of any kind; arrays it refers to are copied into the arena first. */
void page_item_move(struct arena *arena, struct page_item *item, int32_t dx, int32_t dy);
void pages_bookmark(struct pages *pages, int level, const char *title, size_t page, int32_t y);
/* A text of everything: one line per item, positions in units; faces by name. */
void pages_dump(const struct pages *pages, const struct fonts *fonts, struct buf *out);
/* The measured lines in reading order: one text line each, or as one JSON object (lengths are units
   in both). Nothing when they were not measured. */
void pages_dump_lines(const struct pages *pages, struct buf *out);
void pages_dump_lines_json(const struct pages *pages, struct buf *out);

#endif
