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

enum flow_kind {
    FLOW_BLANK,
    FLOW_LINE,
    FLOW_TABLE,
    FLOW_FIGURE,
    FLOW_FOOT, /* a figure at the bottom of a portrait page, y upwards from the 版心's edge */
    FLOW_SHEET /* what follows begins on a new page, portrait or landscape */
};

struct flow_figure {               /* a drawing on whole grid lines, never split */
    int rows;                      /* at most a page's */
    const struct page_item *items; /* absolute x; y from the em box's top of its first line */
    size_t item_count;
};

struct flow_tight { /* a paragraph in one line fewer: closer set than it would be by itself */
    struct flow_entry *lines; /* as many as it has, the last one of no height */
    size_t count;
    int64_t cost; /* what it looks worse by */
};

struct flow_entry {
    enum flow_kind kind;
    bool may_break; /* a page may begin here */
    bool after_all; /* not on a page whose wide tables are still to come */
    int rows;       /* grid lines: BLANK any number, LINE 1, or as its element is pitched */
    int need;       /* grid lines that must be left for it, if more than `rows` */
    int32_t drop;   /* LINE: baseline below the grid's, for type of another size */
    struct page_item *items; /* LINE: runs with absolute x and baseline 0 */
    size_t item_count;
    int bookmark_level; /* 0: none */
    const char *bookmark;
    int listed;               /* the line of the 目录 it is (from 1), */
    int names;                /* and the one that names it; 0: none */
    struct flow_tight *tight; /* of a paragraph's first line, or NULL */
    bool tail; /* 附件说明, 署名 and the like, which come with the body's last lines */
    struct table_layout *table;
    const struct flow_figure *figures; /* FIGURE: highest first; the first that fits is taken */
    size_t figure_count;
    const struct style *sheet; /* SHEET: of the pages that follow */
};

/* Everything one call of typeset_model works with. */
struct composer {
    const struct model *model;
    const struct style *style;     /* of the sheet that is composed for or painted on */
    const struct style *portrait;  /* the document's, */
    const struct style *landscape; /* on a sheet lying on its side */
    const struct style *first;     /* of the first page; NULL: as the others */
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
    int keep;  /* lines that must still follow the last heading on its page */
    int after; /* blank lines that the last element wants below it */
    const struct model_block *attachment; /* the one being composed, or NULL */
    struct contents *contents;            /* or NULL */
    size_t head_first, head_end;          /* the entries of its label and title */
};

/* ---- grid (grid.c) ---- */

/* Top of a line's slot: halfway between the em boxes; the 版心's edges for the first and last. */
int32_t typeset_grid_top(const struct style *style, int line);
/* First line ≥ `from` whose slot begins at or below y. */
int typeset_grid_line_at(const struct style *style, int from, int32_t y);
int32_t typeset_grid_pitch(const struct style *style);
/* Top of a line's em box, from the paper's top; and the first line whose em box is below a y. */
int32_t typeset_grid_em_top(const struct style *style, int line);
int typeset_grid_line_below(const struct style *style, int32_t y);
/* Square of a type size: the grid's pitch for body size, else the size. */
int32_t typeset_grid_zi(const struct style *style, int32_t size);
/* How far below the grid's baseline type of another size stands, its em box in the slot's middle. */
int32_t typeset_grid_drop(const struct style *style, int32_t size);

/* ---- flow (flow.c) ---- */

struct flow_entry *typeset_flow_add(struct composer *c, enum flow_kind kind, int rows);
/* One composed line; `left` is where the measure begins. */
struct flow_entry *typeset_flow_line(struct composer *c, const struct para_line *line, int32_t left,
                                     int32_t drop);
/* The blank lines due between what stands last in the flow and an element. */
void typeset_flow_space(struct composer *c, enum style_element element);
/* Whether a page may begin at entry `first`, or at the blank lines above it. */
void typeset_flow_may_break(struct composer *c, size_t first, bool may_break);
/* Sets the lines from entry `first` on at the line pitch of their element, if it has its own: what
   follows them is on the grid again. */
void typeset_flow_pitch(struct composer *c, enum style_element element, size_t first);
/* The next entry begins a new page of this sheet; c->style is set to it. */
void typeset_flow_sheet(struct composer *c, const struct style *sheet);
/*
 * Lines of text that follow a table or figure go before it, at most `room` and as far as a page may
 * end after them: it begins the next page. Headings, other tables and the end of the body stay
 * behind it. False: there are none.
 */
bool typeset_flow_defer(struct composer *c, size_t entry, int room);
/* Grid lines of the entries from `first` on. */
int typeset_flow_rows(const struct composer *c, size_t first);
void typeset_para_begin(struct composer *c, enum style_element element);

/* ---- blocks (block.c, front.c, signature.c) ---- */

/* The flow of everything but the pages' own furniture, in the order of the document. */
void typeset_title(struct composer *c);
#define TITLE_KEEP 2 /* lines of what follows that stay with a title */
/* Larger type hangs from the top of its slot, so that the first line stays in the 版心. */
int32_t typeset_title_drop(const struct style *style, int32_t size);
/* Balanced centred lines of large type, kept together; the first's entry, or NULL. */
struct flow_entry *typeset_title_flow(struct composer *c, enum style_element element,
                                      const char *text, const struct shape_source *source);
void typeset_salutation(struct composer *c);
int typeset_heading_level(const struct model_block *block); /* 1–4 */
void typeset_block(struct composer *c, const struct model_block *block);
void typeset_paragraph(struct composer *c, enum style_element element,
                       const struct model_text *text, const struct shape_source *source);
/* Notes on number rules given up and words broken in the paragraph just fitted. */
void typeset_note_fit(struct composer *c, const struct fit_report *report, const char *file,
                      long line);

/* ---- paragraphs in one line fewer (tight.c) ---- */

/* Composes the paragraph that was just fitted and flowed so, where little speaks against it. */
void typeset_tight_add(struct composer *c, const struct fit_shape *shape,
                       const struct fit_report *report, int32_t drop);
/* The paragraph that entry `at` is put into can no longer be exchanged as a whole. */
void typeset_tight_forget(struct composer *c, size_t at);
/* Puts the tight lines in place of the others, or these back. */
void typeset_tight_swap(struct composer *c, size_t first);

/* ---- pages (page.c, furniture.c) ---- */

void typeset_paginate(struct composer *c);
/* Copies items onto a page, lower by `down`: runs to their baseline. */
void typeset_page_put(struct composer *c, size_t page, const struct page_item *items, size_t count,
                      int32_t down);
/* The page number, where c->style, the page's, has it. */
void typeset_page_number(struct composer *c, size_t page);
/* The model's stamp in the upper margin (stamp.c). */
void typeset_stamp(struct composer *c, size_t page);

#endif
