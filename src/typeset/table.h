/*
 * A table on its way from the model to pages: table.c composes it whole, page.c asks what fits and
 * has the parts painted.
 *   table_cell.c   one cell's text            table_head.c   the grid of the head
 *   table_width.c  columns                    table_span.c   cells over several rows
 *   table_split.c  what a page takes          table_carry.c  过次页 and 承前页
 *   table_form.c   表号 … 填表人 around it    table_paint.c  one page's part
 *   table_balance.c  widths traded for height
 * Lengths are Pango units; x is from the table's left edge.
 */
#ifndef TYPESET_TABLE_H
#define TYPESET_TABLE_H

#include <huibao/model.h>
#include <huibao/style.h>

#include "para.h"

struct composer;
struct table_carry;
struct table_form;

enum table_width { WANT_NATURAL, WANT_WISH, WANT_BODY, WANT_LEAST, WANT_RIGID, WANT_COUNT };

struct table_want { /* widths of contents, by enum table_width, the widest first */
    int32_t of[WANT_COUNT];
};

struct table_column {
    int32_t x, width; /* with padding */
    struct table_want want;
    int32_t declared;      /* of its contents; 0: not */
    int32_t before, after; /* DECIMAL: widest part before and from the point on; else before */
    bool number;           /* RIGHT or DECIMAL */
    bool wraps;            /* some cell may be wider than it */
    bool shares;           /* scratch of table_width.c */
};

struct table_head_cell {
    const char *title;
    size_t first, end;    /* columns */
    int level, end_level; /* rows of the head */
};

struct table_span { /* a cell over several rows */
    uint32_t row, end_row;
    uint16_t column, end_column;
    uint16_t lines;   /* of its text */
    uint16_t printed; /* of them, on the pages painted so far */
    bool runs_on;     /* too high to be repeated: on the next page its text goes on */
};

struct table_row { /* while heights are found */
    uint16_t lines;
    int32_t extra; /* for a cell over several rows */
};

struct table_piece { /* a row, or the part of one that a page holds */
    uint32_t row;
    uint16_t first_line, lines;
    bool split;
    uint8_t bound; /* to the piece before: 0 not, the more the firmer */
    int32_t height;
    uint32_t group; /* its group's row, from 1; 0: none, or it is that row */
};

struct table_layout {
    const struct model_table *table;
    const struct model_block *block;
    const struct style *style; /* of the pages it stands on; c->style may be another by then */
    bool landscape; /* its sheet is not that of the section around it: it gets pages of its own,
                            behind the page its place in the text has come to (page.c) */
    int32_t left, width; /* from the 版心's left edge */
    int32_t head_size, cell_size, note_size, form_size;
    int32_t padding; /* left and right of each cell */
    bool framed;     /* thin rules between the columns */
    bool ruled;      /* and between the rows */
    bool wraps;      /* some column does */
    bool merges;     /* some cell covers others */
    struct table_column *columns;
    int32_t *sample;               /* natural widths of texts: [row / stride][column] */
    struct table_head_cell *heads; /* titles of columns too */
    size_t head_count;
    uint32_t *head_grid; /* [level][column]: index in heads */
    int levels;
    int32_t *level_heights;
    int32_t head_height, ids_height;
    struct table_span *spans; /* by column, then row */
    size_t span_count;
    size_t *column_spans; /* where a column's spans begin; one more for the end */
    struct table_piece *pieces;
    size_t piece_count, piece_capacity;
    const char *caption, *continued, *unit, *note; /* as printed; NULL: none */
    int caption_lines, continued_lines;
    int32_t group_height;             /* of a group's name where it goes on */
    int32_t opening_height;           /* between caption and head, where the table begins */
    int32_t unit_height;              /* where it goes on */
    int32_t foot_height, note_height; /* below it */
    struct table_form *form;          /* or NULL */
    struct table_carry *carry;        /* or NULL */
    int32_t *rule_from;               /* room for the pen's */
    bool *rule_parted;
    int tail_lines; /* grid lines that must follow on the same page (signature) */
};

struct table_fragment {
    size_t first, end;  /* pieces */
    int line, line_end; /* grid lines it takes */
    int32_t air;        /* above it, of what is left up to the next grid line */
};

/* ---- for pagination ---- */

/* NULL with a diagnostic. */
struct table_layout *typeset_table(struct composer *c, const struct model_block *block);
/* What of the table, from piece `first` on, can stand from grid line `line` on; false: it
   starts on the next page. */
bool typeset_table_fit(const struct table_layout *layout, size_t first, int line,
                       struct table_fragment *ret_fragment);
void typeset_table_paint(struct composer *c, const struct table_layout *layout,
                         const struct table_fragment *fragment, size_t page);

/* ---- cells (table_cell.c) ---- */

enum { SLOT_CENTER = -1, SLOT_LEFT = -2 };

struct table_slot { /* where a text stands */
    const char *text;
    enum style_element element;
    int32_t x, width, y, height; /* without padding */
    int32_t indent;              /* of the text, at the left */
    int column;                  /* whose alignment it has, or one of the above */
    size_t row;                  /* from 1; 0: of the head */
    size_t first_line, lines;    /* what of it is printed; lines 0: all */
};

/* Composes the slot's text into c->para. */
struct fit_report typeset_table_cell(struct composer *c, const struct table_layout *layout,
                                     const struct table_slot *slot);
/* The slot of a cell of the body over so many columns; its y, height and lines are left open. */
struct table_slot typeset_table_slot(const struct table_layout *layout, size_t row, size_t column,
                                     size_t columns);
/* Measures it on one line; typeset_para_prepare() finds where it may break. */
void typeset_table_shape(struct composer *c, const struct table_layout *layout, const char *text,
                         enum style_element element, size_t row);
/* Composes caption, unit or note across the table into c->para. */
void typeset_table_text(struct composer *c, const struct table_layout *layout, const char *text,
                        enum style_element element);
/* Bytes of a number before its decimal point or first sign after the digits. */
size_t typeset_table_point(const char *text);
/* Width of the prepared paragraph's items that begin before byte `bytes`. */
int32_t typeset_table_before(const struct para *para, size_t bytes);
int32_t typeset_table_line_pitch(const struct table_layout *layout, enum style_element element,
                                 int32_t size);
int32_t typeset_table_size(const struct table_layout *layout, enum style_element element);
/* Height of a row of `lines` lines: the same for all one-line rows of a size, wherever they are. */
int32_t typeset_table_row_height(const struct table_layout *layout, enum style_element element,
                                 size_t lines);
/* The name of a group over all columns. */
struct table_slot typeset_table_group(const struct table_layout *layout, size_t row);
/* The same where the group goes on on the next page: （续） behind it. */
struct table_slot typeset_table_group_on(struct composer *c, const struct table_layout *layout,
                                         size_t row);
/* The text of the first column of a row moves by this. */
int32_t typeset_table_indent(const struct table_layout *layout, size_t row, size_t column);
/* From the left of column `first` to the right of the one before `end`, without padding. */
int32_t typeset_table_inner(const struct table_layout *layout, size_t first, size_t end);
/* ---- head (table_head.c) ---- */

void typeset_table_heads(struct composer *c, struct table_layout *layout);
void typeset_table_head_measure(struct composer *c, struct table_layout *layout);
/* The cell of the head that stands at a level of a column. */
const struct table_head_cell *typeset_table_head(const struct table_layout *layout, int level,
                                                 size_t column);

/* ---- columns (table_width.c) ---- */

/* Columns solved within the 版心, in type of their size; false: least widths exceed it. */
bool typeset_table_solve(struct composer *c, struct table_layout *layout);
/* Least width of the first so many columns, with padding. */
int64_t typeset_table_least(const struct table_layout *layout, size_t columns);
/* Notes the declared widths that could not be kept. */
void typeset_table_note_widths(struct composer *c, const struct table_layout *layout);
/* The column has room for this number, aligned with its others; `row` from 1. */
void typeset_table_measure_number(struct composer *c, struct table_layout *layout, size_t index,
                                  const char *text, size_t row);

/* ---- widths traded for height (table_balance.c) ---- */

size_t typeset_table_sample_stride(const struct table_layout *layout);
/* Remembers a cell's natural width, if its row is in the sample. */
void typeset_table_sample(struct table_layout *layout, size_t row, size_t column, int32_t natural);
/* Widths of contents, solved already. */
void typeset_table_balance(struct table_layout *layout);

/* ---- cells over several columns or rows (table_span.c) ---- */

/* Columns a cell stands over: those covered to its right; 0 for a covered cell. */
size_t typeset_table_columns(const struct table_layout *layout, size_t row, size_t column);
void typeset_table_spans(struct composer *c, struct table_layout *layout);
/* The cell over several rows that holds (row, column), or NULL. */
struct table_span *typeset_table_span(const struct table_layout *layout, size_t row, size_t column);

/* Lines of their texts; rows made higher where they need it. `room` is a page's for rows. */
void typeset_table_span_rows(struct composer *c, struct table_layout *layout,
                             struct table_row *rows, int32_t room);

/* ---- rows on pages (table_split.c) ---- */

/* Sets what may not begin a page; pieces complete. */
void typeset_table_bind(struct table_layout *layout);
/* Room for rows on a page that holds nothing but this table. */
int32_t typeset_table_page_room(const struct table_layout *layout);

/* ---- running sums (table_carry.c) ---- */

#define TABLE_CARRY_ON "过次页"   /* below the rows of a page but the last */
#define TABLE_CARRIED_IN "承前页" /* above those of the next */

void typeset_table_carry(struct composer *c, struct table_layout *layout);
/* Columns wide enough for them; columns measured. */
void typeset_table_carry_measure(struct composer *c, struct table_layout *layout);
/* Text of a column's sum of the rows before piece `end`; — where there is none. */
const char *typeset_table_carried(struct composer *c, const struct table_layout *layout,
                                  size_t column, size_t end);
/* Columns before this one hold 承前页 and 过次页. */
size_t typeset_table_carry_label(const struct table_layout *layout);

/* ---- forms (table_form.c) ---- */

void typeset_table_form(struct composer *c, struct table_layout *layout);

/* ---- painting (table_paint.c) ---- */

struct table_pen {
    struct composer *c;
    const struct table_layout *layout;
    const struct table_fragment *fragment;
    size_t page;
    int32_t y;     /* where the next thing begins */
    int32_t *from; /* by column: where the rule to its left began */
    bool *parted;  /* by column: there is one */
};

/* Baseline that puts a block of lines in the middle of the slot; the same whatever it says. */
int32_t typeset_table_baseline(const struct table_pen *pen, const struct table_slot *slot,
                               size_t lines);
/* A line of c->para at an x of the table. */
void typeset_table_put(struct table_pen *pen, const struct para_line *line, int32_t x,
                       int32_t baseline);
void typeset_table_rule(struct table_pen *pen, int32_t x, int32_t end, int32_t y, int32_t width);
void typeset_table_form_paint(struct table_pen *pen, bool foot);

#endif
