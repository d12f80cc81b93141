/*
 * One page's part of a table, painted: caption or 续表, form or unit, head, rows, rules, foot, note.
 * One-line rows are equally high in every table; the room left up to the next grid line is air. Top
 * and bottom rules are thick, inner ones thin, the sides open; in a framed table thin rules stand
 * between the columns, interrupted by the cells that cross them.
 */
#include <string.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#include "flow.h"
#include "table.h"

#define BLACK 0x000000
#define NONE INT32_MIN

void typeset_table_rule(struct table_pen *pen, int32_t x, int32_t end, int32_t y, int32_t width)
{
    const struct table_layout *layout = pen->layout;
    int32_t left = layout->style->margin_left + layout->left;
    struct page_item *item = page_add(pen->c->pages, &pen->c->pages->pages[pen->page], PAGE_RULE);
    item->rule = (struct page_rule){
        .x0 = left + x, .y0 = y, .x1 = left + end, .y1 = y, .width = width, .color = BLACK};
}

static void pen_rule(struct table_pen *pen, int32_t width)
{
    typeset_table_rule(pen, 0, pen->layout->width, pen->y, width);
}

void typeset_table_put(struct table_pen *pen, const struct para_line *line, int32_t x,
                       int32_t baseline)
{
    struct composer *c = pen->c;
    int32_t left = pen->layout->style->margin_left + pen->layout->left + x;
    size_t count = 0;
    const struct page_item *items = typeset_line_runs(c->para, line, left, c->pages->arena, &count);
    typeset_page_put(c, pen->page, items, count, baseline);
}

int32_t typeset_table_baseline(const struct table_pen *pen, const struct table_slot *slot,
                               size_t lines)
{
    struct composer *c = pen->c;
    int32_t size = typeset_table_size(pen->layout, slot->element);
    int32_t pitch = typeset_table_line_pitch(pen->layout, slot->element, size);
    int32_t middle = typeset_shape_han_middle(c->shaper, c->roles[slot->element], size);
    return slot->y + slot->height / 2 - (int32_t)(lines - 1) * pitch / 2 + middle;
}

/* ---- texts in cells ---- */

/* Where a line of a cell begins. */
static int32_t slot_x(const struct table_pen *pen, const struct table_slot *slot,
                      const struct para_line *line)
{
    int32_t middle = slot->x + (slot->width + slot->indent - line->width) / 2;
    if (slot->column < 0)
        return slot->column == SLOT_LEFT ? slot->x : middle;
    const struct table_column *column = &pen->layout->columns[slot->column];
    const struct para *para = pen->c->para;
    int32_t block = column->before + column->after;
    int32_t aside = block < slot->width ? (slot->width - block) / 2 : 0;
    size_t point = typeset_table_point(slot->text);
    switch (pen->layout->table->columns[slot->column].align) {
    case MODEL_ALIGN_LEFT:
        if (strcmp(slot->text, "—") == 0 || strcmp(slot->text, "…") == 0)
            break;
        /* Left edges in line; short texts as a block in the middle, under their head. */
        return slot->x + aside + slot->indent;
    case MODEL_ALIGN_RIGHT:
        /* Right edges in line, the widest in the middle of the column under its head. */
        if (line->width <= block && block <= slot->width && point)
            return slot->x + aside + block - line->width;
        break;
    case MODEL_ALIGN_DECIMAL:
        if (point && line->first == 0 && block <= slot->width)
            return slot->x + aside + column->before - typeset_table_before(para, point);
        break;
    case MODEL_ALIGN_CENTER:
        break;
    }
    return middle;
}

static void pen_slot(struct table_pen *pen, const struct table_slot *slot)
{
    const struct table_layout *layout = pen->layout;
    struct composer *c = pen->c;
    int32_t size = typeset_table_size(layout, slot->element);
    int32_t pitch = typeset_table_line_pitch(layout, slot->element, size);
    typeset_table_cell(c, layout, slot);
    size_t count = c->para->line_count;
    size_t end = slot->lines && slot->first_line + slot->lines < count
                     ? slot->first_line + slot->lines
                     : count;
    if (slot->first_line >= end)
        return;
    size_t block = slot->lines ? slot->lines : end;
    int32_t baseline = typeset_table_baseline(pen, slot, block);
    for (size_t i = slot->first_line; i < end; i++) {
        struct para_line line = c->para->lines[i];
        int32_t x = slot_x(pen, slot, &line);
        line.indent = 0;
        typeset_table_put(pen, &line, x, baseline + (int32_t)(i - slot->first_line) * pitch);
    }
}

/* ---- rules between columns ---- */

/* `parted[i]`: a rule stands to the left of column i from pen->y on; NULL: everywhere. */
static void pen_verticals(struct table_pen *pen, const bool *parted)
{
    const struct table_layout *layout = pen->layout;
    int32_t left = layout->style->margin_left + layout->left;
    for (size_t i = 1; layout->framed && i < layout->table->column_count; i++) {
        bool begins = !parted || parted[i];
        int32_t from = pen->from[i];
        if (begins == (from != NONE))
            continue;
        pen->from[i] = begins ? pen->y : NONE;
        if (begins || from == pen->y)
            continue;
        int32_t x = left + layout->columns[i].x;
        struct page_item *item =
            page_add(pen->c->pages, &pen->c->pages->pages[pen->page], PAGE_RULE);
        item->rule = (struct page_rule){.x0 = x,
                                        .y0 = from,
                                        .x1 = x,
                                        .y1 = pen->y,
                                        .width = layout->style->rule_thin,
                                        .color = BLACK};
    }
}

static void pen_verticals_end(struct table_pen *pen)
{
    for (size_t i = 0; i < pen->layout->table->column_count; i++)
        pen->parted[i] = false;
    pen_verticals(pen, pen->parted);
}

/* ---- head ---- */

static void pen_head_level(struct table_pen *pen, int level)
{
    const struct table_layout *layout = pen->layout;
    size_t count = layout->table->column_count;
    for (size_t i = 0; i < count; i++)
        pen->parted[i] = i > 0 && typeset_table_head(layout, level, i) !=
                                      typeset_table_head(layout, level, i - 1);
    pen_verticals(pen, pen->parted);
    for (size_t i = 0; i < count;) {
        const struct table_head_cell *head = typeset_table_head(layout, level, i);
        i = head->end;
        if (level != head->level)
            continue;
        struct table_slot slot = {.text = head->title,
                                  .element = STYLE_TABLE_HEAD,
                                  .x = layout->columns[head->first].x + layout->padding,
                                  .width = typeset_table_inner(layout, head->first, head->end),
                                  .y = pen->y,
                                  .column = SLOT_CENTER};
        for (int l = head->level; l < head->end_level; l++)
            slot.height += layout->level_heights[l];
        pen_slot(pen, &slot);
    }
}

/* The rules above a level, where no cell crosses it. */
static void pen_head_rules(struct table_pen *pen, int level)
{
    const struct table_layout *layout = pen->layout;
    size_t count = layout->table->column_count;
    for (size_t i = 0; i < count;) {
        size_t first = i;
        while (i < count && typeset_table_head(layout, level, i)->level == level)
            i++;
        if (i > first) {
            const struct table_column *last = &layout->columns[i - 1];
            typeset_table_rule(pen, layout->columns[first].x, last->x + last->width, pen->y,
                               layout->style->rule_thin);
        } else {
            i++;
        }
    }
}

/* 栏次 甲 乙 1 2 */
static void pen_ids(struct table_pen *pen)
{
    const struct table_layout *layout = pen->layout;
    if (!layout->ids_height)
        return;
    pen_rule(pen, layout->style->rule_thin);
    pen_verticals(pen, NULL);
    for (size_t i = 0; i < layout->table->column_count; i++) {
        struct table_slot slot = {.text = layout->table->columns[i].id,
                                  .element = STYLE_TABLE_CELL,
                                  .x = layout->columns[i].x + layout->padding,
                                  .width = typeset_table_inner(layout, i, i + 1),
                                  .y = pen->y,
                                  .height = layout->ids_height,
                                  .column = SLOT_CENTER};
        pen_slot(pen, &slot);
    }
    pen->y += layout->ids_height;
}

static void pen_head(struct table_pen *pen)
{
    const struct table_layout *layout = pen->layout;
    pen_rule(pen, layout->style->rule_thick);
    for (int level = 0; level < layout->levels; level++) {
        if (level > 0)
            pen_head_rules(pen, level);
        pen_head_level(pen, level);
        pen->y += layout->level_heights[level];
    }
    pen_ids(pen);
    pen_rule(pen, layout->style->rule_thin);
}

/* ---- rows ---- */

/* Height of the pieces from i on that belong to rows before `row`, up to piece `end`. */
static int32_t pieces_height(const struct table_layout *layout, size_t i, size_t end, size_t row)
{
    int32_t height = 0;
    for (; i < end && layout->pieces[i].row < row; i++)
        height += layout->pieces[i].height;
    return height;
}

static size_t pieces_lines(const struct table_layout *layout, size_t i, size_t end, size_t row)
{
    size_t lines = 0;
    for (; i < end && layout->pieces[i].row < row; i++)
        lines += layout->pieces[i].lines;
    return lines;
}

/*
 * Which lines of a cell over several rows this page prints: all where there is room for them, again
 * on each page. A part without room is left empty if another has it; a text too high
 * for any goes on from page to page.
 */
static void span_lines(const struct table_pen *pen, struct table_span *span, size_t i,
                       struct table_slot *slot)
{
    const struct table_layout *layout = pen->layout;
    int32_t pitch = typeset_table_line_pitch(layout, STYLE_TABLE_CELL, layout->cell_size);
    int32_t spare = slot->height - typeset_table_row_height(layout, STYLE_TABLE_CELL, 1);
    size_t room = 1 + (size_t)(spare > 0 ? spare / pitch : 0);
    size_t end = pen->fragment->end;
    size_t lines = pieces_lines(layout, i, end, span->end_row);
    room = lines > room ? lines : room; /* parts of a row have less around them */
    if (room >= span->lines) {
        span->printed = span->lines;
        return;
    }
    int32_t rest = pieces_height(layout, end, layout->piece_count, span->end_row);
    bool later = rest >= typeset_table_row_height(layout, STYLE_TABLE_CELL, span->lines);
    slot->first_line = span->printed;
    if (later && !span->runs_on && span->printed == 0)
        slot->first_line = span->lines;
    size_t left = span->lines - slot->first_line;
    slot->lines = rest && room < left ? room : left;
    if (left)
        span->printed = (uint16_t)(slot->first_line + slot->lines);
}

/* A cell whose first row this is, or one that the page before has cut. */
static void pen_span(struct table_pen *pen, struct table_span *span, size_t i)
{
    const struct table_layout *layout = pen->layout;
    const struct table_piece *piece = &layout->pieces[i];
    bool begins = piece->row == span->row && piece->first_line == 0;
    if (!begins && i != pen->fragment->first)
        return;
    struct table_slot slot =
        typeset_table_slot(layout, span->row, span->column, span->end_column - span->column);
    slot.y = pen->y;
    slot.height = pieces_height(layout, i, pen->fragment->end, span->end_row);
    span_lines(pen, span, i, &slot);
    pen_slot(pen, &slot);
}

static void pen_piece(struct table_pen *pen, const struct table_piece *piece,
                      struct table_slot *slot)
{
    slot->y = pen->y;
    slot->height = piece->height;
    slot->first_line = piece->first_line;
    slot->lines = piece->split ? piece->lines : 0;
    if (slot->text && slot->text[0])
        pen_slot(pen, slot);
}

static void pen_cell(struct table_pen *pen, const struct table_piece *piece, size_t column,
                     size_t columns)
{
    struct table_slot slot = typeset_table_slot(pen->layout, piece->row, column, columns);
    pen_piece(pen, piece, &slot);
}

static void pen_group(struct table_pen *pen, const struct table_piece *piece)
{
    struct table_slot slot = typeset_table_group(pen->layout, piece->row);
    pen_verticals_end(pen);
    pen_piece(pen, piece, &slot);
}

/* The group that the page before began. */
static void pen_group_on(struct table_pen *pen)
{
    const struct table_layout *layout = pen->layout;
    uint32_t group = layout->pieces[pen->fragment->first].group;
    if (group == 0)
        return;
    struct table_slot slot = typeset_table_group_on(pen->c, layout, group - 1);
    slot.y = pen->y;
    slot.height = layout->group_height;
    pen_verticals_end(pen);
    pen_slot(pen, &slot);
    pen->y += slot.height;
    if (layout->framed || layout->ruled)
        pen_rule(pen, layout->framed ? layout->style->rule_thin : layout->style->rule_thin / 2);
}

/* Cells and the rules between them; a table without spans has a rule between all. */
static void pen_merged_cells(struct table_pen *pen, size_t i, const struct table_piece *piece)
{
    const struct table_layout *layout = pen->layout;
    size_t count = layout->table->column_count;
    for (size_t k = 0; k < count; k++)
        pen->parted[k] = true;
    for (size_t k = 0; k < count; k++) {
        const struct table_span *span = typeset_table_span(layout, piece->row, k);
        size_t columns = typeset_table_columns(layout, piece->row, k);
        size_t end = span ? span->end_column : k + columns;
        for (size_t j = k + 1; j < end; j++)
            pen->parted[j] = false;
    }
    pen_verticals(pen, pen->parted);
    for (size_t k = 0; k < count; k++) {
        struct table_span *span = typeset_table_span(layout, piece->row, k);
        size_t columns = typeset_table_columns(layout, piece->row, k);
        if (span && span->column == k)
            pen_span(pen, span, i);
        else if (!span && columns)
            pen_cell(pen, piece, k, columns);
    }
}

/* The row of piece i, or what of it the page holds; returns the piece after. */
static size_t pen_row(struct table_pen *pen, size_t i)
{
    const struct table_layout *layout = pen->layout;
    struct table_piece piece = layout->pieces[i];
    size_t end = i + 1;
    for (; end < pen->fragment->end && layout->pieces[end].row == piece.row; end++) {
        piece.lines = (uint16_t)(piece.lines + layout->pieces[end].lines);
        piece.height += layout->pieces[end].height;
    }
    if (layout->table->rows[piece.row].kind == MODEL_ROW_GROUP) {
        pen_group(pen, &piece);
    } else if (layout->merges) {
        pen_merged_cells(pen, i, &piece);
    } else {
        pen_verticals(pen, NULL);
        for (size_t k = 0; k < layout->table->column_count; k++)
            pen_cell(pen, &piece, k, 1);
    }
    pen->y += piece.height;
    return end;
}

/* A rule above piece i, broken where a cell crosses it. */
static void pen_row_rule(struct table_pen *pen, size_t i, int32_t width)
{
    const struct table_layout *layout = pen->layout;
    size_t row = layout->pieces[i].row;
    int32_t from = NONE;
    for (size_t k = 0; k < layout->table->column_count; k++) {
        const struct table_span *span = typeset_table_span(layout, row, k);
        bool crossed = span && span->row < row;
        int32_t x = layout->columns[k].x;
        if (crossed && from != NONE)
            typeset_table_rule(pen, from, x, pen->y, width);
        from = crossed ? NONE : from == NONE ? x : from;
    }
    if (from != NONE)
        typeset_table_rule(pen, from, layout->width, pen->y, width);
}

static void pen_rule_above(struct table_pen *pen, size_t i)
{
    const struct table_layout *layout = pen->layout;
    const struct table_piece *piece = &layout->pieces[i];
    if (i == pen->fragment->first || piece->first_line > 0)
        return;
    enum model_row_kind kind = layout->table->rows[piece->row].kind;
    enum model_row_kind above = layout->table->rows[piece[-1].row].kind;
    bool group = kind == MODEL_ROW_GROUP || above == MODEL_ROW_GROUP;
    int32_t thin = layout->style->rule_thin;
    if (kind == MODEL_ROW_TOTAL || (group && layout->framed))
        pen_row_rule(pen, i, thin);
    else if (layout->ruled)
        pen_row_rule(pen, i, thin / 2);
}

/* 过次页 or 承前页: the sums of the rows before piece `end`. */
static void pen_carry(struct table_pen *pen, const char *word, size_t end)
{
    const struct table_layout *layout = pen->layout;
    size_t label = typeset_table_carry_label(layout);
    struct table_slot slot = {.text = word,
                              .element = STYLE_TABLE_CELL,
                              .y = pen->y,
                              .height = typeset_table_row_height(layout, STYLE_TABLE_CELL, 1),
                              .column = SLOT_CENTER,
                              .row = 1};
    for (size_t i = 0; i < layout->table->column_count; i++)
        pen->parted[i] = i >= label;
    pen_verticals(pen, pen->parted);
    if (label > 0) {
        slot.x = layout->padding;
        slot.width = typeset_table_inner(layout, 0, label);
        pen_slot(pen, &slot);
    }
    for (size_t i = label; i < layout->table->column_count; i++) {
        slot.text = typeset_table_carried(pen->c, layout, i, end);
        slot.x = layout->columns[i].x + layout->padding;
        slot.width = typeset_table_inner(layout, i, i + 1);
        slot.column = (int)i;
        pen_slot(pen, &slot);
    }
    pen->y += slot.height;
}

static void pen_rows(struct table_pen *pen)
{
    const struct table_fragment *fragment = pen->fragment;
    const struct table_layout *layout = pen->layout;
    int32_t thin = layout->style->rule_thin;
    if (layout->carry && fragment->first > 0) {
        pen_carry(pen, TABLE_CARRIED_IN, fragment->first);
        pen_rule(pen, thin);
    }
    if (fragment->first > 0)
        pen_group_on(pen);
    for (size_t i = fragment->first; i < fragment->end;) {
        pen_rule_above(pen, i);
        i = pen_row(pen, i);
    }
    if (layout->carry && fragment->end < layout->piece_count) {
        pen_rule(pen, thin);
        pen_carry(pen, TABLE_CARRY_ON, fragment->end);
    }
    pen_verticals_end(pen);
    pen_rule(pen, layout->style->rule_thick);
}

/* ---- around ---- */

/* Caption and 续表 stand on grid lines, lower by the air above them. */
static void pen_caption(struct table_pen *pen, const char *text)
{
    struct composer *c = pen->c;
    const struct table_layout *layout = pen->layout;
    const struct style *style = layout->style;
    int32_t drop = typeset_grid_drop(style, style->text[STYLE_CAPTION].size);
    typeset_table_text(c, layout, text, STYLE_CAPTION);
    for (size_t i = 0; i < c->para->line_count; i++) {
        int32_t baseline = style_line_baseline(style, pen->fragment->line + (int)i);
        typeset_table_put(pen, &c->para->lines[i], -layout->left,
                          baseline + pen->fragment->air + drop);
    }
}

/* Unit and note stand in small lines of their own. */
static void pen_small(struct table_pen *pen, const char *text, enum style_element element,
                      bool right)
{
    struct composer *c = pen->c;
    const struct table_layout *layout = pen->layout;
    int32_t size = typeset_table_size(layout, element);
    int32_t pitch = typeset_table_line_pitch(layout, element, size);
    struct table_slot slot = {.element = element, .height = pitch};
    typeset_table_text(c, layout, text, element);
    for (size_t i = 0; i < c->para->line_count; i++) {
        const struct para_line *line = &c->para->lines[i];
        slot.y = pen->y + (int32_t)i * pitch;
        typeset_table_put(pen, line, right ? layout->width - line->width : 0,
                          typeset_table_baseline(pen, &slot, 1));
    }
}

static void pen_above(struct table_pen *pen)
{
    const struct table_layout *layout = pen->layout;
    bool start = pen->fragment->first == 0;
    if (!start)
        pen_caption(pen, layout->continued);
    else if (layout->caption)
        pen_caption(pen, layout->caption);
    if (start && layout->form)
        typeset_table_form_paint(pen, false);
    else if (layout->unit)
        pen_small(pen, layout->unit, layout->form ? STYLE_FORM : STYLE_TABLE_NOTE, true);
    pen->y += start ? layout->opening_height : layout->unit_height;
}

void typeset_table_paint(struct composer *c, const struct table_layout *layout,
                         const struct table_fragment *fragment, size_t page)
{
    int above = fragment->first == 0 ? layout->caption_lines : layout->continued_lines;
    struct table_pen pen = {.c = c, .layout = layout, .fragment = fragment, .page = page};
    pen.y = typeset_grid_top(layout->style, fragment->line + above) + fragment->air;
    pen.from = layout->rule_from;
    pen.parted = layout->rule_parted;
    for (size_t i = 0; i < layout->table->column_count; i++)
        pen.from[i] = NONE;
    pen_above(&pen);
    pen_head(&pen);
    pen_rows(&pen);
    if (fragment->end < layout->piece_count)
        return;
    if (layout->form)
        typeset_table_form_paint(&pen, true);
    pen.y += layout->foot_height + layout->note_size / 4;
    if (layout->note)
        pen_small(&pen, layout->note, STYLE_TABLE_NOTE, false);
}
