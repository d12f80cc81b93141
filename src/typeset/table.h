/*
 * A table on its way from the model to pages: table.c composes it whole, page.c asks what fits and
 * has the parts painted.
 *   table.c        heights of rows · table_width.c  columns · table_paint.c  one page's part
 */
#ifndef TYPESET_TABLE_H
#define TYPESET_TABLE_H

#include <huibao/model.h>
#include <huibao/style.h>

#include "para.h"

struct composer;

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
    const struct style *style; /* of the pages it stands on; layout->style may be another by then */
    bool landscape;            /* `style` is c->landscape, and not that of the section around it:
                                  the table begins a landscape page, and what follows a portrait one */
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
bool typeset_table_fit(const struct table_layout *layout, size_t first, int line,
                       struct table_fragment *ret_fragment);
void typeset_table_paint(struct composer *c, const struct table_layout *layout,
                         const struct table_fragment *fragment, size_t page);
/* Composes one cell's text into c->para within `width`. */
struct fit_report typeset_table_cell(struct composer *c, const struct table_layout *layout,
                                     const char *text, enum style_element element, int32_t width,
                                     size_t row);
/* Bytes of a number before its decimal point or first sign after the digits. */
size_t typeset_table_point(const char *text);
int32_t typeset_table_line_pitch(const struct table_layout *layout, enum style_element element,
                                 int32_t size);
int32_t typeset_table_size(const struct table_layout *layout, enum style_element element);
/* Composes caption, unit or note across the 版心 into c->para. */
void typeset_table_text(struct composer *c, const struct table_layout *layout, const char *text,
                        enum style_element element);

#endif
