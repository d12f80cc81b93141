/*
 * A table from its data: the columns in their formats, with the decimals of the whole column; rows,
 * shares, totals and heads are made by the other table_ files.
 */
#include "table.h"

#include <string.h>

#include "cells.h"

#define NO_DATA "本期无数据。"
#define MISSING "—"

struct model_cell *table_cell(struct making *making, size_t row, size_t column)
{
    return &making->cells[row * making->table->column_count + column];
}

char *table_row_name(struct making *making, size_t row)
{
    return arena_printf(making->composer->arena, "%zu", row + 1);
}

/* ---- columns of data ---- */

/* The column of the data, or −1. A crosstab's stand side by side as its own do. */
static int data_column(struct making *making, size_t index)
{
    const struct define_column *define = making->leaves[index];
    const struct place *place = define->value_place.line ? &define->value_place : &define->place;
    if (making->cross)
        return (int)index;
    return cells_find_or_tell(making->composer, making->data, making->define->data, define->value,
                              place);
}

static void fill_data(struct making *making, size_t index)
{
    struct composer *composer = making->composer;
    const struct define_column *define = making->leaves[index];
    const struct frame_table *data = making->data;
    int column = data_column(making, index);
    if (column < 0) {
        for (size_t r = 0; r < data->row_count; r++)
            *table_cell(making, r, index) = (struct model_cell){.text = MISSING};
        return;
    }
    struct value_format format =
        making->cross && index > 0 ? making->cross->format
                                   : cells_format(composer, data, (size_t)column, &define->format);
    making->columns[index].format = format;
    for (size_t r = 0; r < data->row_count; r++)
        *table_cell(making, r, index) =
            cells_make(composer, data->cells[r * data->column_count + (size_t)column], &format,
                       define->title, &define->place);
}

static void fill_numbers(struct making *making, size_t index)
{
    making->columns[index].format = (struct value_format){VALUE_STYLE_INTEGER, 0, NULL};
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct model_cell *cell = table_cell(making, r, index);
        cell->value = value_integer((int64_t)r + 1);
        cell->text = table_row_name(making, r);
    }
}

/* The last column of a crosstab, when it has more than its data. */
static bool is_row_sum(const struct making *making, size_t index)
{
    return making->cross && index == making->data->column_count;
}

bool table_is_row_number(const struct making *making, const struct define_column *column)
{
    return !making->cross && column->value && strcmp(column->value, TABLE_ROW_NUMBER) == 0 &&
           cells_find(making->data, TABLE_ROW_NUMBER) < 0;
}

static void fill_column(struct making *making, size_t index)
{
    const struct define_column *define = making->leaves[index];
    if (is_row_sum(making, index)) {
        making->columns[index].format = making->cross->format;
        table_row_sums(making, index);
    } else if (table_is_row_number(making, define)) {
        fill_numbers(making, index);
    } else if (!define->share_of && !define->expr) {
        fill_data(making, index);
    }
}

/* ---- their settings ---- */

static int share_of_index(const struct making *making, const char *name)
{
    for (size_t i = 0; i < making->table->column_count; i++) {
        const struct define_column *column = making->leaves[i];
        if (column->value && strcmp(column->value, name) == 0)
            return (int)i;
    }
    return -1;
}

static enum model_total total_of(const struct making *making, const struct define_column *define)
{
    if (define->share_of)
        return making->totalled ? MODEL_TOTAL_SHARE : MODEL_TOTAL_NONE;
    static const enum model_total totals[] = {MODEL_TOTAL_NONE, MODEL_TOTAL_SUM, MODEL_TOTAL_SAME};
    return totals[define->total];
}

static struct table_kinds kinds_of(struct making *making, size_t index)
{
    struct table_kinds kinds = {0};
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct value value = table_cell(making, r, index)->value;
        kinds.text = kinds.text || value.kind == VALUE_TEXT;
        kinds.date = kinds.date || value.kind == VALUE_DATE;
        kinds.number = kinds.number || value_is_number(value);
    }
    return kinds;
}

/* Texts to the left, whole numbers to the right, others by their point, dates and — in the middle. */
static enum model_align align_of(const struct making *making, size_t index)
{
    const struct table_kinds *kinds = &making->kinds[index];
    switch (making->leaves[index]->align) {
    case DEFINE_ALIGN_LEFT:
        return MODEL_ALIGN_LEFT;
    case DEFINE_ALIGN_CENTER:
        return MODEL_ALIGN_CENTER;
    case DEFINE_ALIGN_RIGHT:
        return MODEL_ALIGN_RIGHT;
    case DEFINE_ALIGN_AUTO:
        break;
    }
    if (kinds->text)
        return MODEL_ALIGN_LEFT;
    if (kinds->date || !kinds->number || table_is_row_number(making, making->leaves[index]))
        return MODEL_ALIGN_CENTER;
    return making->columns[index].format.decimals > 0 ? MODEL_ALIGN_DECIMAL : MODEL_ALIGN_RIGHT;
}

void table_column_align(struct making *making, size_t index)
{
    making->columns[index].align = align_of(making, index);
}

void table_column_set(struct making *making, size_t index)
{
    const struct define_column *define = making->leaves[index];
    struct model_column *column = &making->columns[index];
    column->title = compose_clean(making->composer->arena, define->title);
    column->width_zi = define->width_zi;
    column->share_of = define->share_of ? share_of_index(making, define->share_of) : -1;
    column->total = total_of(making, define);
    column->carry = making->define->carry && column->total == MODEL_TOTAL_SUM;
}

static void make_columns(struct making *making)
{
    for (size_t i = 0; i < making->table->column_count; i++) {
        table_column_set(making, i);
        fill_column(making, i);
    }
    for (size_t i = 0; i < making->table->column_count; i++)
        if (making->leaves[i]->expr)
            table_formula_data(making, i);
}

/* What is made of the columns: rows, shares (of columns that may stand behind them), totals. */
static void make_rows(struct making *making)
{
    table_arrange(making);
    for (size_t i = 0; i < making->table->column_count; i++) {
        if (making->leaves[i]->share_of)
            table_share(making, i);
        making->kinds[i] = kinds_of(making, i);
        table_column_align(making, i);
    }
    table_totals(making);
    for (size_t i = 0; i < making->table->column_count; i++)
        if (making->columns[i].total == MODEL_TOTAL_SAME)
            table_formula_totals(making, i);
    table_ids(making);
    table_merge(making);
}

/* ---- the table ---- */

struct model_block *table_block(struct composer *composer, const struct define_block *block,
                                enum model_block_kind kind)
{
    struct model_block *added = model_add(composer->model, kind);
    added->file = arena_strdup(composer->arena, block->place.file ? block->place.file : "");
    added->line = block->place.line;
    return added;
}

void table_empty(struct composer *composer, const struct define_block *block)
{
    const char *sentence = block->table->empty ? block->table->empty : NO_DATA;
    table_block(composer, block, MODEL_PARAGRAPH)->text =
        model_text_plain(composer->arena, compose_clean(composer->arena, sentence));
}

static const char *clean_or_null(struct arena *arena, const char *text)
{
    return text ? compose_clean(arena, text) : NULL;
}

/* A form is known by its own number, not by 表1. */
void table_surround(struct making *making)
{
    struct composer *composer = making->composer;
    const struct define_table *define = making->define;
    struct model_table *table = making->table;
    table->name = arena_strdup(composer->arena, define->data->name);
    table->unit = clean_or_null(composer->arena, define->unit);
    table->note = clean_or_null(composer->arena, define->note);
    table->landscape = define->landscape;
    if (define->form)
        table->form = table_form(composer, define->form);
    if (define->caption) {
        struct model_text caption = compose_text(composer, define->caption);
        table->caption = model_text_flat(composer->arena, &caption);
        table->number = define->form ? 0 : ++composer->tables;
    }
}

bool table_is_totalled(const struct making *making)
{
    for (size_t i = 0; i < making->table->column_count; i++)
        if (making->leaves[i]->total == DEFINE_TOTAL_SUM)
            return true;
    return false;
}

static void make_table(struct making *making, size_t column_count)
{
    struct arena *arena = making->composer->arena;
    making->table = arena_alloc(arena, sizeof *making->table);
    making->table->column_count = column_count;
    making->columns = arena_array(arena, column_count, sizeof *making->columns);
    making->cells =
        arena_array(arena, column_count * making->data->row_count, sizeof *making->cells);
    making->kinds = arena_array(arena, column_count, sizeof *making->kinds);
    making->totalled = table_is_totalled(making);
    table_surround(making);
    make_columns(making);
    make_rows(making);
    table_heads(making);
    making->table->columns = making->columns;
}

static void keep_made(struct composer *composer, const struct model_table *table,
                      const struct define_table *define)
{
    struct composed_table *made = arena_alloc(composer->arena, sizeof *made);
    *made = (struct composed_table){table, define, composer->made};
    composer->made = made;
}

const struct define_table *compose_made_from(const struct composer *composer,
                                             const struct model_table *table)
{
    const struct composed_table *made = composer->made;
    while (made && made->table != table)
        made = made->next;
    return made ? made->define : NULL;
}

/* A table whose rows are in the tree; NULL: without rows, or after a diagnostic. */
static const struct model_table *table_here(struct composer *composer,
                                            const struct define_block *block)
{
    const struct define_table *define = block->table;
    const struct frame_table *data = frame_table(composer->frame, define->data, composer->diags);
    struct making making = {
        .composer = composer, .define = define, .data = data, .leaves = define->leaves};
    size_t column_count = define->leaf_count;
    if (!data)
        return NULL;
    if (data->row_count == 0) {
        table_empty(composer, block);
        return NULL;
    }
    if (define->cross) {
        making.cross = table_cross(composer, define, data);
        if (!making.cross)
            return NULL;
        making.data = &making.cross->data;
        making.leaves = making.cross->leaves;
        column_count = making.cross->leaf_count;
    }
    make_table(&making, column_count);
    return making.table;
}

void compose_table(struct composer *composer, const struct define_block *block)
{
    const struct model_table *table =
        block->table->detail ? table_detail(composer, block) : table_here(composer, block);
    if (!table)
        return;
    keep_made(composer, table, block->table);
    table_block(composer, block, MODEL_TABLE)->table = table;
}
