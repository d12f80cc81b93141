/* The rows of a table: those of the data, of groups and of totals; how deep; what is one cell. */
#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "compose_diags.h"
#include "printed.h"
#include "table.h"

enum { INDENT_MOST = 8 }; /* 字 */

/* ---- the rows' depth ---- */

static int indent_of(struct making *making, int column, size_t row)
{
    if (column < 0)
        return 0;
    struct value value = making->data->cells[row * making->data->column_count + (size_t)column];
    if (value.kind == VALUE_NULL)
        return 0;
    if (value.kind == VALUE_INTEGER && value.integer >= 0 && value.integer <= INDENT_MOST)
        return (int)value.integer;
    struct arena *arena = making->composer->arena;
    const char *instead = value.kind == VALUE_INTEGER
                              ? arena_printf(arena, "%lld", (long long)value.integer)
                              : printed_kind(arena, value);
    diag_add(making->composer->diags, &CMP020, &making->define->indent.place,
             DIAG_ARGS(making->define->indent.name, table_row_name(making, row), instead,
                       arena_printf(arena, "%d", INDENT_MOST)));
    return 0;
}

static int source_column(struct making *making, const struct define_source *source)
{
    return source->name ? cells_find_or_tell(making->composer, making->data, making->define->data,
                                             source->name, &source->place)
                        : -1;
}

/* ---- groups ---- */

struct arranging {
    struct making *making;
    int group, indent; /* columns of the data, or −1 */
    struct value_format group_format;
    size_t count, capacity, cell_capacity;
};

static void add_row(struct arranging *arranging, enum model_row_kind kind, int indent,
                    struct model_cell *cells)
{
    struct making *making = arranging->making;
    struct arena *arena = making->composer->arena;
    making->rows = arena_grow(arena, making->rows, arranging->count, &arranging->capacity,
                              sizeof *making->rows);
    making->row_cells = arena_grow(arena, making->row_cells, arranging->count,
                                   &arranging->cell_capacity, sizeof *making->row_cells);
    making->row_cells[arranging->count] = cells;
    making->rows[arranging->count++] =
        (struct model_row){.kind = kind, .indent = indent, .cells = cells};
}

static struct model_cell *empty_cells(struct making *making)
{
    size_t count = making->table->column_count;
    struct model_cell *cells = arena_array(making->composer->arena, count, sizeof *cells);
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct model_cell){.value = value_null(), .text = ""};
    return cells;
}

/* The first cell is the whole row. */
static void span_cells(struct model_cell *cells, size_t count)
{
    cells[0].columns = count > 1 ? (uint32_t)count : 0;
    for (size_t i = 1; i < count; i++)
        cells[i] = (struct model_cell){.text = "", .covered = true};
}

static void add_group(struct arranging *arranging, struct value value)
{
    struct making *making = arranging->making;
    const struct define_source *group = &making->define->group;
    struct model_cell *cells = empty_cells(making);
    cells[0] =
        cells_make(making->composer, value, &arranging->group_format, group->name, &group->place);
    span_cells(cells, making->table->column_count);
    add_row(arranging, MODEL_ROW_GROUP, 0, cells);
}

/*
 * The label goes over the columns before the first total; they have none of their own. Of the others
 * those without a total have no value, which is printed as everywhere: no cell is empty.
 */
static void add_sum(struct arranging *arranging, enum model_row_kind kind, const char *label)
{
    struct making *making = arranging->making;
    size_t count = making->table->column_count, before = 0, at = 0;
    struct model_cell *cells = empty_cells(making);
    while (before < count && making->columns[before].total == MODEL_TOTAL_NONE)
        before++;
    while (at < count && making->columns[at].total != MODEL_TOTAL_NONE)
        at++;
    for (size_t i = before; i < count; i++)
        if (making->columns[i].total == MODEL_TOTAL_NONE)
            cells[i].text = "—";
    if (at < count) {
        cells[at].text = compose_clean(making->composer->arena, label);
        cells[at].value = value_text(cells[at].text);
    }
    if (before > 1)
        span_cells(cells, before);
    add_row(arranging, kind, 0, cells);
}

/* Whether a row of the data begins a group. */
static bool begins(const struct arranging *arranging, size_t row)
{
    const struct frame_table *data = arranging->making->data;
    const struct value *key = &data->keys[row * data->column_count + (size_t)arranging->group];
    return row == 0 || !value_equal(key[0], *(key - data->column_count));
}

static int compare_keys(const void *left, const void *right)
{
    const struct value *a = *(const struct value *const *)left;
    const struct value *b = *(const struct value *const *)right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == VALUE_TEXT)
        return strcmp(a->text, b->text);
    if (a->kind == VALUE_DATE)
        return (a->date > b->date) - (a->date < b->date);
    double x = value_as_real(*a), y = value_as_real(*b);
    return (x > y) - (x < y);
}

/* Rows of one group that do not follow each other make two groups, each with a part of the subtotal. */
static void tell_parted(const struct arranging *arranging)
{
    const struct making *making = arranging->making;
    const struct frame_table *data = making->data;
    const struct define_source *group = &making->define->group;
    struct composer *composer = making->composer;
    const struct value **keys = arena_array(composer->arena, data->row_count, sizeof *keys);
    size_t count = 0, at = 1;
    for (size_t r = 0; r < data->row_count; r++)
        if (begins(arranging, r))
            keys[count++] = &data->keys[r * data->column_count + (size_t)arranging->group];
    qsort(keys, count, sizeof *keys, compare_keys);
    while (at < count && !value_equal(*keys[at - 1], *keys[at]))
        at++;
    if (at >= count)
        return;
    size_t row = (size_t)(keys[at] - data->keys) / data->column_count;
    const struct model_cell cell =
        cells_make(composer, data->cells[row * data->column_count + (size_t)arranging->group],
                   &arranging->group_format, group->name, &group->place);
    diag_add(composer->diags, &CMP024, &group->place, DIAG_ARGS(group->name, cell.text));
    diag_hint(composer->diags, "分组只看相邻的行：查询先按这一列排序，ORDER BY %s, …", group->name);
}

void table_arrange(struct making *making)
{
    const struct define_table *define = making->define;
    const struct frame_table *data = making->data;
    struct arranging arranging = {.making = making,
                                  .group = source_column(making, &define->group),
                                  .indent = source_column(making, &define->indent)};
    bool grouped = arranging.group >= 0;
    if (grouped) {
        static const struct define_format as_it_is = {0};
        arranging.group_format =
            cells_format(making->composer, data, (size_t)arranging.group, &as_it_is);
    }
    for (size_t r = 0; r < data->row_count; r++) {
        bool first = grouped && begins(&arranging, r);
        if (first && r > 0 && define->subtotal)
            add_sum(&arranging, MODEL_ROW_SUBTOTAL, define->subtotal_label);
        if (first)
            add_group(&arranging, data->cells[r * data->column_count + (size_t)arranging.group]);
        add_row(&arranging, MODEL_ROW_DATA, indent_of(making, arranging.indent, r),
                table_cell(making, r, 0));
    }
    if (grouped && define->subtotal)
        add_sum(&arranging, MODEL_ROW_SUBTOTAL, define->subtotal_label);
    if (grouped)
        tell_parted(&arranging);
    if (making->totalled)
        add_sum(&arranging, MODEL_ROW_TOTAL, define->total_label);
    making->table->rows = making->rows;
    making->table->row_count = arranging.count;
}

/* ---- merging ---- */

/*
 * Of each data row and the one above: whether all merged columns so far are equal. What is one cell
 * in a column may be several in those to its left, never the other way round.
 */
static void merge_column(struct making *making, size_t column, bool *alike)
{
    struct model_cell *top = NULL;
    const char *above = NULL;
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct model_cell *cell = table_cell(making, r, column);
        bool known = cell->value.kind != VALUE_NULL;
        alike[r] = alike[r] && known && above && strcmp(cell->text, above) == 0;
        above = known ? cell->text : NULL;
        if (!alike[r]) {
            top = cell;
            continue;
        }
        top->rows = top->rows ? top->rows + 1 : 2;
        *cell = (struct model_cell){.text = "", .covered = true};
    }
}

void table_merge(struct making *making)
{
    size_t count = making->data->row_count, row = 0;
    bool *alike = arena_array(making->composer->arena, count, sizeof *alike);
    for (size_t i = 0; i < making->table->row_count; i++) {
        if (making->rows[i].kind != MODEL_ROW_DATA)
            continue;
        alike[row] = i > 0 && making->rows[i - 1].kind == MODEL_ROW_DATA &&
                     making->rows[i - 1].indent == making->rows[i].indent;
        row++;
    }
    for (size_t c = 0; c < making->table->column_count; c++)
        if (making->leaves[c]->merge)
            merge_column(making, c, alike);
}
