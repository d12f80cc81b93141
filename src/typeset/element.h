/*
 * Document elements of GB/T 9704 that are not plain paragraphs, and what they are made of: rows of
 * finished runs, which stand in the flow or in a figure.
 */
#ifndef TYPESET_ELEMENT_H
#define TYPESET_ELEMENT_H

#include "flow.h"

struct row {                 /* one line of an element, which may be of several faces and sizes */
    struct page_item *items; /* runs with absolute x and baseline 0 */
    size_t count;
    int32_t left, width; /* of its ink and blanks, from the 版心's left edge */
};

/* ---- rows (row.c) ---- */

/* A text on one line, however long; its left edge at the 版心's. */
struct row typeset_row(struct composer *c, enum style_element element, const char *text,
                       const char *what);
/* A line of the paragraph just fitted, `left` being where its measure begins. */
struct row typeset_row_of_line(struct composer *c, const struct para_line *line, int32_t left);
void typeset_row_move(struct composer *c, struct row *row, int32_t dx);
/* The rows of one line as one row, in reading order. */
struct row typeset_row_join(struct composer *c, const struct row *first, const struct row *second);
struct flow_entry *typeset_row_flow(struct composer *c, const struct row *row, int32_t drop);

/* ---- a text that hangs on its label: 附件：…, 出席：…, 抄送：… (row.c) ---- */

struct hung {
    enum style_element label_element, element;
    const char *label, *text;
    int32_t left, right;    /* of the 版心: where the label begins and the lines end */
    int32_t offset;         /* from `left` to the text; 0: as the label is wide */
    const struct row *lead; /* stands on the first line before the label; or NULL */
    bool follows;           /* the item before of the same list: no blank lines above */
    bool names;             /* a list of names: none is parted, lines end where one does */
    const char *what;       /* for diagnostics */
};

/* How far the text stands from the label's left edge. */
int32_t typeset_hung_offset(struct composer *c, const struct hung *hung);
/* Its lines; at least one, which holds the label. */
struct row *typeset_hung_rows(struct composer *c, const struct hung *hung, size_t *ret_count);
/* The same in the flow, below the blank lines due; the first entry's index. */
size_t typeset_hung_flow(struct composer *c, const struct hung *hung);

/* ---- things at places of their own: 版头, 版记 (plate.c) ---- */

struct plate { /* y is what the plate's user makes of it */
    struct page_item *items;
    size_t count, capacity;
};

void typeset_plate_row(struct composer *c, struct plate *plate, const struct row *row, int32_t y);
void typeset_plate_rule(struct composer *c, struct plate *plate, const struct page_rule *rule);

/* ---- elements, in the order of the document ---- */

/* 发文机关标志, its ink's top edge at `top`; false: it does not fit. */
bool typeset_mark(struct composer *c, const char *text, struct plate *plate, int32_t top,
                  int32_t *ret_bottom);
/* 版头; of a letter, the style of the first page is c->first from now on. */
void typeset_letterhead(struct composer *c);

void typeset_enclosures(struct composer *c);
void typeset_signature(struct composer *c);
/* Keeps the entries from `first` on together with two lines of the body before them, which begins at
   entry `body`. */
void typeset_tail_keep(struct composer *c, size_t body, size_t first);
void typeset_attendance(struct composer *c);
void typeset_attachment(struct composer *c, const struct model_block *block);
/* Where nothing follows the attachment's title yet: sets it on a landscape page; true when done. */
bool typeset_attachment_turn(struct composer *c);
/* 版记, at the foot of the last page. */
void typeset_imprint(struct composer *c);

#endif
