/* A table composed whole: its columns, texts and the heights of its rows. */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"
#include "typeset_diags.h"

static const char *table_name(const struct table_layout *layout)
{
    return layout->table->name ? layout->table->name : "";
}

/* ---- rows ---- */

static void table_add_piece(struct composer *c, struct table_layout *layout,
                            const struct table_piece *piece)
{
    if (layout->piece_count == layout->piece_capacity)
        layout->pieces = arena_grow(c->scratch, layout->pieces, layout->piece_count,
                                    &layout->piece_capacity, sizeof *layout->pieces);
    layout->pieces[layout->piece_count++] = *piece;
}

/* A row taller than a page: pieces of a line each, two at its ends (孤行), so that it fills the pages
   it runs over. */
static void table_split_row(struct composer *c, struct table_layout *layout, size_t row,
                            size_t lines)
{
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    char *number = arena_printf(c->scratch, "%zu", row + 1);
    diag_add(c->diags, &TYP006, &place, DIAG_ARGS(table_name(layout), number));
    int32_t pitch = typeset_table_line_pitch(layout, STYLE_TABLE_CELL, layout->cell_size);
    int32_t beside = typeset_table_row_height(layout, STYLE_TABLE_CELL, 1) - pitch;
    for (size_t first = 0; first < lines;) {
        bool ends = first == 0 || lines - first <= 2;
        size_t part = ends && lines - first >= 2 ? 2 : 1;
        struct table_piece piece = {.row = (uint32_t)row,
                                    .first_line = (uint16_t)first,
                                    .lines = (uint16_t)part,
                                    .split = true,
                                    .height = (int32_t)part * pitch + (ends ? beside / 2 : 0)};
        table_add_piece(c, layout, &piece);
        first += part;
    }
}

static void table_add_row(struct composer *c, struct table_layout *layout, size_t row,
                          const struct table_row *measured)
{
    struct table_piece piece = {.row = (uint32_t)row, .lines = measured->lines};
    piece.height =
        typeset_table_row_height(layout, STYLE_TABLE_CELL, measured->lines) + measured->extra;
    if (piece.height <= typeset_table_page_room(layout))
        table_add_piece(c, layout, &piece);
    else
        table_split_row(c, layout, row, measured->lines);
}

/* Lines of a cell; those over several rows are measured with them. */
static size_t cell_lines(struct composer *c, const struct table_layout *layout, size_t row,
                         size_t column)
{
    size_t columns = typeset_table_columns(layout, row, column);
    if (columns == 0 || (columns == 1 && !layout->columns[column].wraps) ||
        typeset_table_span(layout, row, column))
        return 1;
    struct table_slot slot = typeset_table_slot(layout, row, column, columns);
    struct fit_report report = typeset_table_cell(c, layout, &slot);
    typeset_note_fit(c, &report, layout->block->file, layout->block->line);
    return c->para->line_count;
}

static size_t row_lines(struct composer *c, const struct table_layout *layout, size_t row)
{
    size_t count = layout->table->column_count;
    if (layout->table->rows[row].kind == MODEL_ROW_GROUP) {
        struct table_slot slot = typeset_table_group(layout, row);
        typeset_table_cell(c, layout, &slot);
        return c->para->line_count;
    }
    size_t lines = 1;
    for (size_t i = 0; i < count && (layout->wraps || layout->merges); i++) {
        size_t own = cell_lines(c, layout, row, i);
        lines = own > lines ? own : lines;
    }
    return lines;
}

/* The highest name of a group with （续） behind it. */
static int32_t table_group_height(struct composer *c, const struct table_layout *layout)
{
    size_t lines = 0;
    for (size_t row = 0; row < layout->table->row_count; row++) {
        if (layout->table->rows[row].kind != MODEL_ROW_GROUP)
            continue;
        struct table_slot slot = typeset_table_group_on(c, layout, row);
        typeset_table_cell(c, layout, &slot);
        lines = c->para->line_count > lines ? c->para->line_count : lines;
    }
    return lines ? typeset_table_row_height(layout, STYLE_TABLE_CELL, lines) : 0;
}

static void table_measure_rows(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    struct table_row *rows = arena_array(c->scratch, table->row_count, sizeof *rows);
    size_t tall = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        size_t lines = row_lines(c, layout, row);
        /* A cell of more lines than this would be a book. */
        rows[row].lines = (uint16_t)(lines < UINT16_MAX ? lines ? lines : 1 : UINT16_MAX);
        tall += lines > 1;
    }
    layout->group_height = table_group_height(c, layout);
    typeset_table_span_rows(c, layout, rows, typeset_table_page_room(layout));
    layout->ruled = layout->span_count > 0 || tall * 4 > table->row_count;
    for (size_t row = 0; row < table->row_count; row++)
        table_add_row(c, layout, row, &rows[row]);
    typeset_table_bind(layout);
}

/* ---- texts around ---- */

static void table_texts(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    struct arena *arena = c->scratch;
    int32_t pitch = typeset_table_line_pitch(layout, STYLE_TABLE_NOTE, layout->note_size);
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
        const char *word = table->form ? "计量单位" : "单位";
        layout->unit = arena_printf(arena, "%s：%s", word, table->unit);
        layout->unit_height = pitch + layout->note_size / 4;
        layout->opening_height = layout->unit_height;
    }
    if (table->note) {
        layout->note = arena_printf(arena, "注：%s", table->note);
        typeset_table_text(c, layout, layout->note, STYLE_TABLE_NOTE);
        size_t lines = c->para->line_count;
        layout->note_height =
            (int32_t)(lines < 1000 ? lines : 1000) * pitch + layout->note_size * 3 / 4;
    }
    typeset_table_form(c, layout);
}

/* Caption, head and what stands around may not crowd out the rows. */
static bool table_is_sane(struct composer *c, const struct table_layout *layout)
{
    int32_t half = layout->style->text_height / 2;
    const char *what = NULL;
    if (layout->caption_lines > layout->style->lines_per_page / 3)
        what = "题名";
    else if (layout->head_height > half / 2)
        what = "表头";
    else if (layout->opening_height > half / 2)
        what = "表前的栏目";
    else if (layout->foot_height + layout->note_height > half / 2)
        what = layout->note_height > layout->foot_height ? "附注" : "表尾的栏目";
    if (!what)
        return true;
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    diag_add(c->diags, &TYP012, &place, DIAG_ARGS(table_name(layout), what));
    diag_hint(c->diags, "把它缩短，或者把文字移到正文里");
    return false;
}

/* ---- the page it needs ---- */

static long long table_mm(int64_t width, bool up)
{
    int64_t per_cm = style_from_mm(10);
    return (width * 10 + (up ? per_cm - 1 : per_cm / 2)) / per_cm;
}

/* Says how wide it is, and how much of it there would be room for. */
static void table_refuse(struct composer *c, const struct table_layout *layout)
{
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    size_t count = layout->table->column_count;
    int64_t has = layout->style->text_width;
    long long needs = table_mm(typeset_table_least(layout, count), true);
    diag_add(c->diags, &TYP005, &place,
             DIAG_ARGS(table_name(layout), arena_printf(c->scratch, "%zu", count),
                       arena_printf(c->scratch, "%lld", needs),
                       arena_printf(c->scratch, "%lld", table_mm(has, false))));
    size_t fit = count;
    while (fit > 0 && typeset_table_least(layout, fit) > has)
        fit--;
    diag_hint(c->diags,
              "这已经是横排的版心，放得下前%zu列：减少几列，缩短列的标题，或者把表格拆成两个", fit);
}

static bool table_solve_on(struct composer *c, struct table_layout *layout,
                           const struct style *style)
{
    int32_t note = style->text[STYLE_TABLE_NOTE].size;
    layout->style = style;
    layout->landscape = style != c->style;
    if (!typeset_table_solve(c, layout))
        return false;
    layout->note_size = note < layout->cell_size ? note : layout->cell_size;
    layout->form_size = style->text[STYLE_FORM].size;
    return true;
}

/* Upright if it can be and nobody asked otherwise; else landscape, with a note if nobody asked. */
static bool table_choose_page(struct composer *c, struct table_layout *layout)
{
    if (!layout->table->landscape && table_solve_on(c, layout, c->style))
        return true;
    if (!table_solve_on(c, layout, c->landscape)) {
        table_refuse(c, layout);
        return false;
    }
    if (!layout->table->landscape) {
        struct place place = {.file = layout->block->file, .line = layout->block->line};
        diag_add(c->diags, &TYP031, &place, DIAG_ARGS(table_name(layout)));
    }
    return true;
}

/* Thin rules between the columns: a form, a head of several levels, cells over several rows. */
static bool table_is_framed(const struct table_layout *layout)
{
    return layout->table->form || layout->levels > 1 || layout->ids_height ||
           layout->span_count > 0;
}

static bool table_merges(const struct table_layout *layout)
{
    for (size_t row = 0; row < layout->table->row_count; row++)
        for (size_t i = 0; i < layout->table->column_count; i++)
            if (layout->table->rows[row].cells[i].covered)
                return true;
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
    layout->rule_from = arena_array(c->scratch, table->column_count, sizeof *layout->rule_from);
    layout->rule_parted = arena_array(c->scratch, table->column_count, sizeof *layout->rule_parted);
    size_t sampled = table->row_count / typeset_table_sample_stride(layout) + 1;
    layout->sample = arena_array(c->scratch, sampled * table->column_count, sizeof *layout->sample);
    layout->merges = table_merges(layout);
    typeset_table_heads(c, layout);
    typeset_table_carry(c, layout);
    if (!table_choose_page(c, layout))
        return NULL;
    typeset_table_note_widths(c, layout);
    table_texts(c, layout);
    typeset_table_head_measure(c, layout);
    if (!table_is_sane(c, layout))
        return NULL;
    if (layout->merges)
        typeset_table_spans(c, layout);
    layout->framed = table_is_framed(layout);
    table_measure_rows(c, layout);
    return layout;
}
