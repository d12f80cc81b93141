/*
 * Which rows of a table stand together on a page. Rows are never split (unless one is taller than a
 * page), the head repeats, 合计 and 小计 have rows above them, the name of a group has rows below it, a
 * cell over a few rows stays whole, and what a fragment takes is a whole number of grid lines.
 */
#include "flow.h"
#include "table.h"

#define ROWS_BEFORE 3 /* data rows on the page where a table begins */
#define ROWS_AFTER 2  /* data rows, and 合计, on the page where it ends */
#define SPAN_ROWS 2   /* rows of a cut cell on each side */

enum {
    BOUND_NOT,
    BOUND_ROWS, /* a cut cell with one row on a side; 其中 and the row it is part of */
    BOUND_TEXT, /* one whose text has room on one side only */
    BOUND_FIRMLY
};

static enum model_row_kind piece_kind(const struct table_layout *layout, size_t piece)
{
    return layout->table->rows[layout->pieces[piece].row].kind;
}

/* The first piece of a row. */
static size_t piece_of_row(const struct table_layout *layout, size_t row)
{
    size_t low = 0;
    size_t high = layout->piece_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (layout->pieces[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void piece_bind(struct table_piece *piece, uint8_t bound)
{
    piece->bound = bound > piece->bound ? bound : piece->bound;
}

/* A cell is best cut where some rows, and room for its text, are on both sides. */
static void bind_span(struct table_layout *layout, const struct table_span *span)
{
    size_t first = piece_of_row(layout, span->row);
    size_t end = piece_of_row(layout, span->end_row);
    int32_t text = typeset_table_row_height(layout, STYLE_TABLE_CELL, span->lines);
    int32_t below = 0;
    for (size_t i = first; i < end; i++)
        below += layout->pieces[i].height;
    int32_t above = 0;
    for (size_t i = first + 1; i < end; i++) {
        struct table_piece *piece = &layout->pieces[i];
        above += piece[-1].height;
        below -= piece[-1].height;
        if (above < text && below < text)
            piece_bind(piece, BOUND_FIRMLY);
        else if (above < text || below < text)
            piece_bind(piece, BOUND_TEXT);
        else if (piece->row < span->row + SPAN_ROWS || span->end_row < piece->row + SPAN_ROWS)
            piece_bind(piece, BOUND_ROWS);
    }
}

/* The group each piece belongs to. */
static void table_group(struct table_layout *layout)
{
    uint32_t group = 0;
    for (size_t i = 0; i < layout->piece_count; i++) {
        struct table_piece *piece = &layout->pieces[i];
        enum model_row_kind kind = piece_kind(layout, i);
        bool names = kind == MODEL_ROW_GROUP && piece->first_line == 0;
        piece->group = names || kind == MODEL_ROW_TOTAL ? 0 : group;
        if (names)
            group = piece->row + 1;
        else if (kind == MODEL_ROW_TOTAL || kind == MODEL_ROW_SUBTOTAL)
            group = 0;
    }
}

static bool piece_is_part(const struct table_layout *layout, size_t piece)
{
    size_t row = layout->pieces[piece].row;
    return layout->pieces[piece].first_line == 0 && row > 0 &&
           layout->table->rows[row].indent > layout->table->rows[row - 1].indent;
}

void typeset_table_bind(struct table_layout *layout)
{
    table_group(layout);
    for (size_t i = 1; i < layout->piece_count; i++) {
        enum model_row_kind kind = piece_kind(layout, i);
        bool sum = kind == MODEL_ROW_TOTAL || kind == MODEL_ROW_SUBTOTAL;
        if ((sum && layout->pieces[i].first_line == 0) ||
            piece_kind(layout, i - 1) == MODEL_ROW_GROUP)
            layout->pieces[i].bound = BOUND_FIRMLY;
        else if (piece_is_part(layout, i))
            layout->pieces[i].bound = BOUND_ROWS;
    }
    for (size_t i = 0; i < layout->span_count; i++)
        if (!layout->spans[i].runs_on)
            bind_span(layout, &layout->spans[i]);
}

/* ---- cuts ---- */

static size_t table_data_rows(const struct table_layout *layout, size_t end)
{
    size_t rows = 0;
    for (size_t i = 0; i < end; i++)
        rows += piece_kind(layout, i) == MODEL_ROW_DATA;
    return rows;
}

/* Moves the cut up to `end` or before, where it may be; `first` if nowhere. */
static size_t cut_back(const struct table_layout *layout, size_t first, size_t end, int bound)
{
    while (end > first && end < layout->piece_count && layout->pieces[end].bound > bound)
        end--;
    return end;
}

/* A cut that leaves ROWS_AFTER data rows with 合计 for the last page. */
static size_t table_cut(const struct table_layout *layout, size_t first, size_t end)
{
    size_t last = layout->piece_count;
    for (size_t rows = 0; last > first && rows < ROWS_AFTER; last--)
        rows += piece_kind(layout, last - 1) == MODEL_ROW_DATA;
    return cut_back(layout, first, end < last ? end : last, BOUND_NOT);
}

/* The cut on a page of the table's own, where something must go on it, company or not. */
static size_t table_forced(const struct table_layout *layout, size_t first, size_t fit)
{
    size_t end = fit < layout->piece_count ? fit : fit - 1;
    for (int bound = BOUND_NOT; bound < BOUND_FIRMLY; bound++) {
        size_t cut = cut_back(layout, first, end, bound);
        if (cut > first)
            return cut;
    }
    return end > first ? end : first + 1; /* rows were cut to fit a page */
}

/* ---- fitting ---- */

static int32_t carry_height(const struct table_layout *layout)
{
    return layout->carry ? typeset_table_row_height(layout, STYLE_TABLE_CELL, 1) : 0;
}

/* Height of what stands above the rows, below the caption. */
static int32_t table_above(const struct table_layout *layout, bool start, bool grouped)
{
    int32_t height = layout->head_height + layout->ids_height;
    if (start)
        return height + layout->opening_height;
    return height + layout->unit_height + carry_height(layout) +
           (grouped ? layout->group_height : 0);
}

int32_t typeset_table_page_room(const struct table_layout *layout)
{
    const struct style *style = layout->style;
    int32_t start =
        typeset_grid_top(style, layout->caption_lines) + table_above(layout, true, false);
    int32_t more =
        typeset_grid_top(style, layout->continued_lines) + table_above(layout, false, true);
    return typeset_grid_top(style, style->lines_per_page) - (start > more ? start : more) -
           carry_height(layout) - layout->foot_height - layout->note_height;
}

/* Where the pieces from `first` on that have room end, and how high they are with all around them. */
static size_t table_room(const struct table_layout *layout, size_t first, int32_t room,
                         int32_t *ret_used)
{
    bool grouped = first < layout->piece_count && layout->pieces[first].group > 0;
    int32_t used = table_above(layout, first == 0, grouped);
    size_t end = first;
    while (end < layout->piece_count && used + layout->pieces[end].height <= room)
        used += layout->pieces[end++].height;
    bool last = end == layout->piece_count;
    *ret_used = used + (last ? layout->foot_height + layout->note_height : 0);
    return end;
}

/* What is left up to the next grid line is air: a third above the caption, the rest below. */
static int32_t table_air(const struct table_layout *layout, int line_end, int32_t bottom)
{
    int32_t spare = typeset_grid_top(layout->style, line_end) - bottom - layout->cell_size / 3;
    return spare > 0 ? spare / 3 : 0;
}

bool typeset_table_fit(const struct table_layout *layout, size_t first, int line,
                       struct table_fragment *ret_fragment)
{
    const struct style *style = layout->style;
    bool start = first == 0;
    int top_line = line + (start ? layout->caption_lines : layout->continued_lines);
    if (top_line >= style->lines_per_page)
        return false;
    int32_t top = typeset_grid_top(style, top_line);
    int32_t room = typeset_grid_top(style, style->lines_per_page) - top;
    int32_t used = 0;
    size_t fit = table_room(layout, first, room, &used);
    /* A little air before what follows. */
    int line_end = typeset_grid_line_at(style, top_line, top + used + layout->cell_size / 3);
    bool whole = fit == layout->piece_count && used <= room &&
                 style->lines_per_page - line_end >= layout->tail_lines;
    size_t end = fit;
    if (!whole) {
        int32_t part = 0;
        fit = table_room(layout, first, room - carry_height(layout), &part);
        end = table_cut(layout, first, fit);
    }
    if (start && !whole && line > 0 && table_data_rows(layout, end) < ROWS_BEFORE)
        return false;
    if (end == first && layout->piece_count > first)
        end = table_forced(layout, first, fit);
    ret_fragment->first = first;
    ret_fragment->end = end;
    ret_fragment->line = line;
    ret_fragment->line_end = whole ? line_end : style->lines_per_page;
    ret_fragment->air = whole && line > 0 ? table_air(layout, line_end, top + used) : 0;
    return true;
}
