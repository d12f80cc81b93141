/*
 * One page's part of a table, painted: caption or 续表, unit, head, rows, rules, note. One-line
 * rows are equally high in every table; the room left up to the next grid line is air. Top and
 * bottom rules are thick, inner ones thin, the sides open.
 */
#include <huibao/base.h>
#include <huibao/fonts.h>

#include "flow.h"
#include "table.h"

#define BLACK 0x000000

struct table_pen {
    struct composer *c;
    const struct table_layout *layout;
    size_t page;
    int32_t y; /* where the next thing begins */
};

static void pen_rule(struct table_pen *pen, int32_t y, int32_t width)
{
    const struct style *style = pen->layout->style;
    struct page_item *item = page_add(pen->c->pages, &pen->c->pages->pages[pen->page], PAGE_RULE);
    item->rule = (struct page_rule){.x0 = style->margin_left,
                                    .y0 = y,
                                    .x1 = style->margin_left + style->text_width,
                                    .y1 = y,
                                    .width = width,
                                    .color = BLACK};
}

static void pen_line(struct table_pen *pen, const struct para_line *line, int32_t left,
                     int32_t baseline)
{
    struct composer *c = pen->c;
    size_t count = 0;
    const struct page_item *items = typeset_line_runs(c->para, line, left, c->pages->arena, &count);
    typeset_page_put(c, pen->page, items, count, baseline);
}

/* Baseline that puts a block of lines in the middle of [y, y + height]; the same whatever it says. */
static int32_t pen_baseline(const struct table_pen *pen, enum style_element element, int32_t size,
                            size_t lines, int32_t height)
{
    const struct table_layout *layout = pen->layout;
    struct composer *c = pen->c;
    int32_t pitch = typeset_table_line_pitch(layout, element, size);
    int32_t middle = typeset_shape_han_middle(c->shaper, c->roles[element], size);
    return pen->y + height / 2 - (int32_t)(lines - 1) * pitch / 2 + middle;
}

/* Where a line of a cell begins, from the 版心's left edge. */
static int32_t cell_x(const struct table_pen *pen, size_t index, const char *text,
                      const struct para_line *line)
{
    const struct table_layout *layout = pen->layout;
    const struct table_column *column = &layout->columns[index];
    int32_t inner = column->width - 2 * layout->padding;
    int32_t block = column->before + column->after;
    int32_t left = column->x + layout->padding;
    size_t point = typeset_table_point(text);
    switch (layout->table->columns[index].align) {
    case MODEL_ALIGN_LEFT:
        /* Left edges in line; short texts as a block in the middle, under their head. */
        return left + (block < inner ? (inner - block) / 2 : 0);
    case MODEL_ALIGN_RIGHT:
        /* Right edges in line, the widest in the middle of the column under its head. */
        if (line->width <= block && block <= inner && point)
            return left + (inner - block) / 2 + block - line->width;
        break;
    case MODEL_ALIGN_DECIMAL:
        if (point && line->first == 0 && block <= inner) {
            const struct para *para = pen->c->para;
            size_t end = 0;
            while (end < para->count && para->items[end].text < point)
                end++;
            return left + (inner - block) / 2 + column->before - typeset_fit_natural(para, 0, end);
        }
        break;
    case MODEL_ALIGN_CENTER:
        break;
    }
    return left + (inner - line->width) / 2;
}

static void pen_cell(struct table_pen *pen, size_t index, const char *text,
                     enum style_element element, const struct table_piece *piece, int32_t height)
{
    const struct table_layout *layout = pen->layout;
    struct composer *c = pen->c;
    int32_t inner = layout->columns[index].width - 2 * layout->padding;
    int32_t size = typeset_table_size(layout, element);
    int32_t pitch = typeset_table_line_pitch(layout, element, size);
    bool head = element == STYLE_TABLE_HEAD;
    typeset_table_cell(c, layout, text, element, inner, head ? 0 : piece->row + 1);
    size_t first = head ? 0 : piece->first_line;
    size_t count = c->para->line_count;
    if (first >= count)
        return;
    bool split = !head && piece->split;
    size_t end = split && first + piece->lines < count ? first + piece->lines : count;
    size_t block = split ? piece->lines : end - first;
    int32_t baseline = pen_baseline(pen, element, size, block, height);
    for (size_t i = first; i < end; i++) {
        struct para_line line = c->para->lines[i];
        int32_t x = layout->columns[index].x + layout->padding + line.indent;
        if (!head)
            x = cell_x(pen, index, text ? text : "", &line);
        line.indent = 0;
        pen_line(pen, &line, layout->style->margin_left + x,
                 baseline + (int32_t)(i - first) * pitch);
    }
}

static void pen_head(struct table_pen *pen)
{
    const struct table_layout *layout = pen->layout;
    int32_t height = layout->head_height;
    pen_rule(pen, pen->y, pen->layout->style->rule_thick);
    for (size_t i = 0; i < layout->table->column_count; i++)
        pen_cell(pen, i, layout->table->columns[i].title, STYLE_TABLE_HEAD, NULL, height);
    pen->y += height;
    pen_rule(pen, pen->y, pen->layout->style->rule_thin);
}

static void pen_row(struct table_pen *pen, const struct table_piece *piece)
{
    const struct table_layout *layout = pen->layout;
    const struct model_row *row = &layout->table->rows[piece->row];
    int32_t height = piece->height;
    for (size_t i = 0; i < layout->table->column_count; i++)
        pen_cell(pen, i, row->cells[i].text, STYLE_TABLE_CELL, piece, height);
    pen->y += height;
}

/* Caption and 续表 stand on grid lines, lower by the air above them. */
static void pen_caption(struct table_pen *pen, const char *text,
                        const struct table_fragment *fragment)
{
    const struct table_layout *layout = pen->layout;
    struct composer *c = pen->c;
    int32_t drop = typeset_grid_drop(layout->style, layout->style->text[STYLE_CAPTION].size);
    typeset_table_text(c, pen->layout, text, STYLE_CAPTION);
    for (size_t i = 0; i < c->para->line_count; i++)
        pen_line(pen, &c->para->lines[i], layout->style->margin_left,
                 style_line_baseline(layout->style, fragment->line + (int)i) + fragment->air +
                     drop);
}

/* Unit and note stand in small lines of their own. */
static void pen_small(struct table_pen *pen, const char *text, bool right)
{
    const struct table_layout *layout = pen->layout;
    struct composer *c = pen->c;
    int32_t size = pen->layout->note_size;
    int32_t pitch = typeset_table_line_pitch(layout, STYLE_TABLE_NOTE, size);
    typeset_table_text(c, pen->layout, text, STYLE_TABLE_NOTE);
    for (size_t i = 0; i < c->para->line_count; i++) {
        const struct para_line *line = &c->para->lines[i];
        int32_t left = layout->style->margin_left;
        if (right)
            left += layout->style->text_width - line->width;
        pen_line(pen, line, left, pen_baseline(pen, STYLE_TABLE_NOTE, size, 1, pitch));
        pen->y += pitch;
    }
}

void typeset_table_paint(struct composer *c, const struct table_layout *layout,
                         const struct table_fragment *fragment, size_t page)
{
    bool start = fragment->first == 0;
    int line = fragment->line + (start ? layout->caption_lines : layout->continued_lines);
    struct table_pen pen = {.c = c, .layout = layout, .page = page};
    pen.y = typeset_grid_top(layout->style, line) + fragment->air;
    if (!start)
        pen_caption(&pen, layout->continued, fragment);
    else if (layout->caption)
        pen_caption(&pen, layout->caption, fragment);
    if (layout->unit) {
        int32_t below = pen.y + layout->unit_height;
        pen_small(&pen, layout->unit, true);
        pen.y = below;
    }
    pen_head(&pen);
    for (size_t i = fragment->first; i < fragment->end; i++) {
        const struct table_piece *piece = &layout->pieces[i];
        if (i > fragment->first && layout->table->rows[piece->row].kind == MODEL_ROW_TOTAL &&
            piece->first_line == 0)
            pen_rule(&pen, pen.y, layout->style->rule_thin);
        pen_row(&pen, piece);
    }
    pen_rule(&pen, pen.y, layout->style->rule_thick);
    if (fragment->end == layout->piece_count && layout->note) {
        pen.y += layout->note_size / 4;
        pen_small(&pen, layout->note, false);
    }
}
