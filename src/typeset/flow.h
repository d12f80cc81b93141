/*
 * The document as a row of lines on the grid, and what pagination knows of them.
 *   typeset.c fills the flow block by block; page.c cuts it into pages and paints them.
 */
#ifndef TYPESET_FLOW_H
#define TYPESET_FLOW_H

#include <huibao/model.h>
#include <huibao/page.h>
#include <huibao/style.h>

#include "para.h"

struct world;
struct table_layout;

enum flow_kind { FLOW_BLANK, FLOW_LINE, FLOW_TABLE, FLOW_FIGURE };

struct flow_figure {               /* a drawing on whole grid lines, never split */
    int rows;                      /* at most a page's */
    const struct page_item *items; /* absolute x; y from the em box's top of its first line */
    size_t item_count;
};

struct flow_entry {
    enum flow_kind kind;
    bool may_break;          /* a page may begin here */
    int rows;                /* grid lines: BLANK any number, LINE 1 */
    int32_t drop;            /* LINE: baseline below the grid's, for type of another size */
    struct page_item *items; /* LINE: runs with absolute x and baseline 0 */
    size_t item_count;
    int bookmark_level; /* 0: none */
    const char *bookmark;
    struct table_layout *table;
    const struct flow_figure *figures; /* FIGURE: highest first; the first that fits is taken */
    size_t figure_count;
};

/* Everything one call of typeset_model works with. */
struct composer {
    const struct model *model;
    const struct style *style;     /* of the section being composed */
    const struct style *landscape; /* `style` on a sheet lying on its side */
    struct fonts *fonts;
    const struct world *world;
    struct diags *diags;
    struct arena *scratch;
    struct shaper *shaper;
    struct para *para;
    struct pages *pages;
    int roles[STYLE_ELEMENT_COUNT];
    struct flow_entry *entries;
    size_t count, capacity;
    int keep; /* lines that must still follow the last heading on its page */
};

/* ---- grid (grid.c) ---- */

/* Top of a line's slot: halfway between the em boxes; the 版心's edges for the first and last. */
int32_t typeset_grid_top(const struct style *style, int line);
/* First line ≥ `from` whose slot begins at or below y. */
int typeset_grid_line_at(const struct style *style, int from, int32_t y);
/* Square of a type size: the grid's pitch for body size, else the size. */
int32_t typeset_grid_zi(const struct style *style, int32_t size);
/* How far below the grid's baseline type of another size stands, its em box in the slot's middle. */
int32_t typeset_grid_drop(const struct style *style, int32_t size);

/* ---- blocks (block.c, title.c, signature.c) ---- */

struct flow_entry *typeset_flow_add(struct composer *c, enum flow_kind kind, int rows);
/* One composed line; `left` is where the measure begins. */
struct flow_entry *typeset_flow_line(struct composer *c, const struct para_line *line, int32_t left,
                                     int32_t drop);
void typeset_para_begin(struct composer *c, enum style_element element);
void typeset_title(struct composer *c);
void typeset_salutation(struct composer *c);
void typeset_block(struct composer *c, const struct model_block *block);
void typeset_signature(struct composer *c);
/* Notes on number rules given up and words broken in the paragraph just fitted. */
void typeset_note_fit(struct composer *c, const struct fit_report *report, const char *file,
                      long line);

/* ---- pages (page.c) ---- */

void typeset_paginate(struct composer *c);
/* Copies runs onto a page at a baseline. */
void typeset_page_put(struct composer *c, size_t page, const struct page_item *items, size_t count,
                      int32_t baseline);

#endif
