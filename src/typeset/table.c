/*
 * A table's heights, and which of its rows stand together on a page.
 * Rows are never split (unless one is taller than a page), the head repeats, 合计 is never alone,
 * and what a fragment takes is a whole number of grid lines.
 */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"
#include "typeset_diags.h"

#define ROWS_BEFORE 3 /* data rows on the page where a table begins */
#define ROWS_AFTER 2  /* data rows, and 合计, on the page where it ends */

int32_t typeset_table_size(const struct table_layout *layout, enum style_element element)
{
    if (element == STYLE_TABLE_NOTE)
        return layout->note_size;
    return element == STYLE_TABLE_HEAD ? layout->head_size : layout->cell_size;
}

int32_t typeset_table_line_pitch(const struct table_layout *layout, enum style_element element,
                                 int32_t size)
{
    const struct style_text *text = &layout->style->text[element];
    if (!text->line_pitch)
        return size * 4 / 3;
    return (int32_t)((int64_t)text->line_pitch * size / text->size);
}

/* Height of a row of `lines` lines: the same for all one-line rows of a size, wherever they are. */
static int32_t row_height(const struct table_layout *layout, enum style_element element,
                          size_t lines)
{
    int32_t size = typeset_table_size(layout, element);
    int32_t one =
        (int32_t)((int64_t)layout->style->table_row * size / layout->style->text[element].size);
    return one + (int32_t)(lines ? lines - 1 : 0) * typeset_table_line_pitch(layout, element, size);
}

static void table_add_piece(struct composer *c, struct table_layout *layout,
                            const struct table_piece *piece)
{
    if (layout->piece_count == layout->piece_capacity)
        layout->pieces = arena_grow(c->scratch, layout->pieces, layout->piece_count,
                                    &layout->piece_capacity, sizeof *layout->pieces);
    layout->pieces[layout->piece_count++] = *piece;
}

/* Room for rows on a page that holds nothing but this table's continuation. */
static int32_t table_page_room(const struct table_layout *layout)
{
    return typeset_grid_top(layout->style, layout->style->lines_per_page) -
           typeset_grid_top(layout->style, layout->continued_lines) - layout->unit_height -
           layout->head_height - layout->note_height;
}

static void table_add_row(struct composer *c, struct table_layout *layout, size_t row, size_t lines)
{
    struct table_piece piece = {.row = (uint32_t)row, .lines = (uint16_t)(lines ? lines : 1)};
    int32_t room = table_page_room(layout);
    piece.height = row_height(layout, STYLE_TABLE_CELL, lines);
    if (piece.height <= room) {
        table_add_piece(c, layout, &piece);
        return;
    }
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    char *number = arena_printf(c->scratch, "%zu", row + 1);
    diag_add(c->diags, &TYP006, &place,
             DIAG_ARGS(layout->table->name ? layout->table->name : "", number));
    int32_t pitch = typeset_table_line_pitch(layout, STYLE_TABLE_CELL, layout->cell_size);
    int32_t beside = row_height(layout, STYLE_TABLE_CELL, 1) - pitch;
    size_t most = (size_t)((room - beside) / pitch);
    for (size_t first = 0; first < lines; first += most) {
        size_t part = lines - first < most ? lines - first : most;
        piece = (struct table_piece){.row = (uint32_t)row,
                                     .first_line = (uint16_t)first,
                                     .lines = (uint16_t)part,
                                     .split = true,
                                     .height = row_height(layout, STYLE_TABLE_CELL, part)};
        table_add_piece(c, layout, &piece);
    }
}

static void table_measure_rows(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    bool wraps = false;
    for (size_t i = 0; i < table->column_count; i++)
        wraps = wraps || layout->columns[i].natural > layout->columns[i].width ||
                table->columns[i].width_zi > 0;
    for (size_t row = 0; row < table->row_count; row++) {
        size_t lines = 1;
        for (size_t i = 0; wraps && i < table->column_count; i++) {
            struct fit_report report =
                typeset_table_cell(c, layout, table->rows[row].cells[i].text, STYLE_TABLE_CELL,
                                   layout->columns[i].width - 2 * layout->padding, row + 1);
            typeset_note_fit(c, &report, layout->block->file, layout->block->line);
            lines = c->para->line_count > lines ? c->para->line_count : lines;
        }
        /* A cell of more lines than this would be a book. */
        table_add_row(c, layout, row, lines < UINT16_MAX ? lines : UINT16_MAX);
    }
}

static void table_measure_head(struct composer *c, struct table_layout *layout)
{
    size_t lines = 1;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        typeset_table_cell(c, layout, layout->table->columns[i].title, STYLE_TABLE_HEAD,
                           layout->columns[i].width - 2 * layout->padding, 0);
        lines = c->para->line_count > lines ? c->para->line_count : lines;
    }
    layout->head_height = row_height(layout, STYLE_TABLE_HEAD, lines) + layout->head_size / 4;
}

void typeset_table_text(struct composer *c, const struct table_layout *layout, const char *text,
                        enum style_element element)
{
    struct shape_source source = {.what = "表格",
                                  .name = layout->table->name,
                                  .file = layout->block->file,
                                  .line = layout->block->line};
    bool caption = element == STYLE_CAPTION;
    int32_t size = caption ? layout->style->text[element].size : layout->note_size;
    struct fit_shape shape = {.measure = layout->style->text_width,
                              .min_last = layout->style->min_last_line_zi * size};
    struct fit_report report;
    typeset_para_reset(c->para, size, typeset_grid_zi(layout->style, size),
                       layout->style->breaking);
    typeset_shape(c->shaper, c->para, c->roles[element], text, &source);
    typeset_para_prepare(c->para);
    if (caption)
        typeset_title_fit(c->para, layout->style->text_width);
    else
        typeset_fit(c->para, &shape, &report);
}

static void table_texts(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    struct arena *arena = c->scratch;
    int32_t note = layout->style->text[STYLE_TABLE_NOTE].size;
    int32_t size = note < layout->cell_size ? note : layout->cell_size;
    int32_t pitch = typeset_table_line_pitch(layout, STYLE_TABLE_NOTE, size);
    layout->note_size = size;
    if (table->caption && table->number > 0)
        layout->caption = arena_printf(arena, "表%d　%s", table->number, table->caption);
    else
        layout->caption = table->caption;
    layout->continued = table->number > 0 ? arena_printf(arena, "续表%d", table->number) : "续表";
    layout->continued_lines = 1;
    if (layout->caption) {
        typeset_table_text(c, layout, layout->caption, STYLE_CAPTION);
        layout->caption_lines = (int)c->para->line_count;
    }
    if (table->unit) {
        layout->unit = arena_printf(arena, "单位：%s", table->unit);
        layout->unit_height = pitch + size / 4;
    }
    if (table->note) {
        layout->note = arena_printf(arena, "注：%s", table->note);
        typeset_table_text(c, layout, layout->note, STYLE_TABLE_NOTE);
        size_t lines = c->para->line_count;
        layout->note_height = (int32_t)(lines < 1000 ? lines : 1000) * pitch + size * 3 / 4;
    }
}

/* Caption, head and note may not crowd out the rows. */
static bool table_is_sane(struct composer *c, const struct table_layout *layout)
{
    int32_t half = layout->style->text_height / 2;
    const char *what = NULL;
    if (layout->caption_lines > layout->style->lines_per_page / 3)
        what = "题名";
    else if (layout->head_height > half / 2)
        what = "表头";
    else if (layout->note_height > half / 2)
        what = "附注";
    if (!what)
        return true;
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    diag_add(c->diags, &TYP012, &place,
             DIAG_ARGS(layout->table->name ? layout->table->name : "", what));
    diag_hint(c->diags, "把它缩短，或者把文字移到正文里");
    return false;
}

struct table_layout *typeset_table(struct composer *c, const struct model_block *block)
{
    const struct model_table *table = block->table;
    if (!table || table->column_count == 0)
        return NULL;
    struct table_layout *layout = arena_alloc(c->scratch, sizeof *layout);
    layout->table = table;
    layout->block = block;
    layout->style = c->style;
    layout->columns = arena_array(c->scratch, table->column_count, sizeof *layout->columns);
    if (!typeset_table_solve(c, layout))
        return NULL;
    table_texts(c, layout);
    table_measure_head(c, layout);
    if (!table_is_sane(c, layout))
        return NULL;
    table_measure_rows(c, layout);
    return layout;
}

/* ---- fitting to pages ---- */

static bool piece_is_total(const struct table_layout *layout, size_t piece)
{
    return layout->table->rows[layout->pieces[piece].row].kind == MODEL_ROW_TOTAL;
}

/* Data rows in the pieces before `end`. */
static size_t table_data_rows(const struct table_layout *layout, size_t end)
{
    size_t rows = 0;
    for (size_t i = 0; i < end; i++)
        rows += !piece_is_total(layout, i);
    return rows;
}

/* Moves the cut before `end` up, so that ROWS_AFTER data rows follow with 合计 on the last page. */
static size_t table_cut(const struct table_layout *layout, size_t first, size_t end)
{
    size_t count = layout->piece_count;
    size_t last = count;
    for (size_t rows = 0; last > first && rows < ROWS_AFTER; last--)
        rows += !piece_is_total(layout, last - 1);
    size_t cut = end < last ? end : last;
    while (cut > first && cut < count && piece_is_total(layout, cut))
        cut--;
    return cut;
}

/* The cut on a page of the table's own, where something must go on it, company or not. */
static size_t table_forced(const struct table_layout *layout, size_t first, size_t fit)
{
    size_t end = fit < layout->piece_count ? fit : fit - 1;
    if (end > first + 1 && piece_is_total(layout, end) && !piece_is_total(layout, end - 1))
        end--;
    return end > first ? end : first + 1; /* rows were cut to fit a page */
}

/* Where the pieces from `first` on that have room end, and how high they are with head and note. */
static size_t table_room(const struct table_layout *layout, size_t first, int32_t room,
                         int32_t *ret_used)
{
    int32_t used = layout->unit_height + layout->head_height;
    size_t end = first;
    while (end < layout->piece_count && used + layout->pieces[end].height <= room)
        used += layout->pieces[end++].height;
    *ret_used = used + (end == layout->piece_count ? layout->note_height : 0);
    return end;
}

/* What is left up to the next grid line is air: a third above the caption, the rest below. */
static int32_t table_air(const struct style *style, const struct table_layout *layout, int line_end,
                         int32_t bottom)
{
    int32_t spare = typeset_grid_top(style, line_end) - bottom - layout->cell_size / 3;
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
    size_t end = whole ? fit : table_cut(layout, first, fit);
    if (start && !whole && line > 0 && table_data_rows(layout, end) < ROWS_BEFORE)
        return false;
    if (end == first && layout->piece_count > first)
        end = table_forced(layout, first, fit);
    ret_fragment->first = first;
    ret_fragment->end = end;
    ret_fragment->line = line;
    ret_fragment->line_end = whole ? line_end : style->lines_per_page;
    ret_fragment->air = whole && line > 0 ? table_air(style, layout, line_end, top + used) : 0;
    return true;
}
