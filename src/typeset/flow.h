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

enum flow_kind { FLOW_BLANK, FLOW_LINE, FLOW_TABLE };

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
};

/* Everything one call of typeset_model works with. */
struct composer {
    const struct model *model;
    const struct style *style;
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

/* ---- tables (table_width.c, table.c, table_paint.c) ---- */

struct table_column {
    int32_t x, width;       /* from the 版心's left edge */
    int32_t natural, least; /* contents and padding */
    int32_t before, after;  /* DECIMAL: widest part before and from the point on; RIGHT: before */
};

struct table_piece { /* a row, or the part of one that a page holds */
    uint32_t row;
    uint16_t first_line, lines;
    bool split;
    int32_t height;
};

struct table_layout {
    const struct model_table *table;
    const struct model_block *block;
    int32_t head_size, cell_size, note_size;
    int32_t padding; /* left and right of each cell */
    struct table_column *columns;
    struct table_piece *pieces;
    size_t piece_count, piece_capacity;
    const char *caption, *continued, *unit, *note; /* as printed; NULL: none */
    int caption_lines, continued_lines;
    int32_t unit_height, head_height, note_height;
    int tail_lines; /* grid lines that must follow on the same page (signature) */
};

struct table_fragment {
    size_t first, end;  /* pieces */
    int line, line_end; /* grid lines it takes */
    int32_t air;        /* above it, of what is left up to the next grid line */
};

/* Columns solved within the 版心; false with a diagnostic when they cannot be. */
bool typeset_table_solve(struct composer *c, struct table_layout *layout);
/* NULL with a diagnostic. */
struct table_layout *typeset_table(struct composer *c, const struct model_block *block);
/* What of the table, from piece `first` on, can stand from grid line `line` on; false: it
   starts on the next page. */
bool typeset_table_fit(const struct composer *c, const struct table_layout *layout, size_t first,
                       int line, struct table_fragment *ret_fragment);
void typeset_table_paint(struct composer *c, const struct table_layout *layout,
                         const struct table_fragment *fragment, size_t page);
/* Composes one cell's text into c->para within `width`. */
struct fit_report typeset_table_cell(struct composer *c, const struct table_layout *layout,
                                     const char *text, enum style_element element, int32_t width,
                                     size_t row);
/* Bytes of a number before its decimal point or first sign after the digits. */
size_t typeset_table_point(const char *text);
int32_t typeset_table_line_pitch(const struct composer *c, enum style_element element,
                                 int32_t size);
int32_t typeset_table_size(const struct table_layout *layout, enum style_element element);
/* Composes caption, unit or note across the 版心 into c->para. */
void typeset_table_text(struct composer *c, const struct table_layout *layout, const char *text,
                        enum style_element element);

/* ---- pages (page.c) ---- */

void typeset_paginate(struct composer *c);
/* Copies runs onto a page at a baseline. */
void typeset_page_put(struct composer *c, size_t page, const struct page_item *items, size_t count,
                      int32_t baseline);

#endif
