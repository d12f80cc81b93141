/*
 * A table from its data, column by column: first the values in the format and with the decimals of
 * the whole column, then shares and totals made from what is printed.
 */
#include <math.h>
#include <string.h>

#include <huibao/define_table.h>

#include "cells.h"
#include "compose_diags.h"
#include "composer.h"
#include "printed.h"

#define ROW_NUMBER "序号"
#define NO_DATA "本期无数据。"
#define MISSING "—"

struct making { /* a table being made */
    struct composer *composer;
    const struct define_table *define;
    const struct frame_table *data;
    struct model_table *table;
    struct model_column *columns;
    struct model_cell *cells; /* row_count × column_count */
    bool totalled;
};

static struct model_cell *cell_at(struct making *making, size_t row, size_t column)
{
    return &making->cells[row * making->table->column_count + column];
}

static char *row_name(struct making *making, size_t row)
{
    return arena_printf(making->composer->arena, "%zu", row + 1);
}

/* ---- columns of data ---- */

static void fill_data(struct making *making, size_t index, const struct define_column *define)
{
    struct composer *composer = making->composer;
    const struct frame_table *data = making->data;
    const struct place *place = define->value_place.line ? &define->value_place : &define->place;
    int column = cells_find_or_tell(composer, data, making->define->data, define->value, place);
    if (column < 0) {
        for (size_t r = 0; r < data->row_count; r++)
            *cell_at(making, r, index) = (struct model_cell){.text = MISSING};
        return;
    }
    struct value_format format = cells_format(composer, data, (size_t)column, &define->format);
    making->columns[index].format = format;
    for (size_t r = 0; r < data->row_count; r++)
        *cell_at(making, r, index) =
            cells_make(composer, data->cells[r * data->column_count + (size_t)column], &format,
                       define->title, &define->place);
}

static void fill_numbers(struct making *making, size_t index)
{
    making->columns[index].format = (struct value_format){VALUE_STYLE_INTEGER, 0, NULL};
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct model_cell *cell = cell_at(making, r, index);
        cell->value = value_integer((int64_t)r + 1);
        cell->text = row_name(making, r);
    }
}

/* ---- shares ---- */

/* The printed numbers of another column as parts of a hundred; false when they cannot be. */
static bool collect_parts(struct making *making, const struct define_column *define, int of,
                          double *parts, double *ret_total)
{
    struct arena *arena = making->composer->arena;
    double total = 0;
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct value value = cell_at(making, r, (size_t)of)->value;
        parts[r] = value_as_real(value);
        total += parts[r];
        bool number = value.kind == VALUE_NULL || value_is_number(value);
        if (number && parts[r] >= 0)
            continue;
        const char *instead = number ? "负数" : printed_kind(arena, value);
        diag_add(making->composer->diags, &CMP006, &define->place,
                 DIAG_ARGS(define->title, row_name(making, r), instead));
        return false;
    }
    for (size_t r = 0; r < making->data->row_count && total > 0; r++)
        parts[r] = parts[r] / total * 100.0;
    *ret_total = total;
    return true;
}

static int share_of_index(const struct define_table *table, const char *name)
{
    int index = 0;
    for (const struct define_column *c = table->columns; c; c = c->next, index++) {
        if (c->value && strcmp(c->value, name) == 0)
            return index;
    }
    return -1;
}

static void fill_shares(struct making *making, size_t index, const struct define_column *define)
{
    struct arena *arena = making->composer->arena;
    size_t rows = making->data->row_count;
    int of = making->columns[index].share_of;
    struct value_format format = {VALUE_STYLE_PERCENT, 1, NULL};
    if (define->format.given)
        format = define->format.value;
    format.decimals = printed_decimals(&format) < 0 ? 1 : printed_decimals(&format);
    making->columns[index].format = format;
    double *parts = arena_array(arena, rows, sizeof *parts);
    double total = 0;
    bool good = of >= 0 && collect_parts(making, define, of, parts, &total) && total > 0 &&
                value_round_parts(arena, parts, rows, 100.0, format.decimals, parts);
    for (size_t r = 0; r < rows; r++) {
        struct model_cell *cell = cell_at(making, r, index);
        bool missing = !good || cell_at(making, r, (size_t)of)->value.kind == VALUE_NULL;
        cell->value = missing ? value_null() : value_real(parts[r]);
        cell->text = value_show(arena, cell->value, &format);
    }
}

/* ---- totals ---- */

static double power_of_ten(int decimals)
{
    double power = 1;
    while (decimals-- > 0)
        power *= 10;
    return power;
}

/* Adds exactly, in units of the last printed place. */
static bool add_cell(struct value value, double unit, int64_t *sum)
{
    int64_t part = value.kind == VALUE_INTEGER ? value.integer : 0;
    if (value.kind == VALUE_REAL) {
        double scaled = round(value.real * unit);
        if (!(fabs(scaled) < 9e15)) /* beyond, a double skips whole units */
            return false;
        part = (int64_t)scaled;
    } else if (unit > 1 && __builtin_mul_overflow(part, (int64_t)unit, &part)) {
        return false;
    }
    return !__builtin_add_overflow(*sum, part, sum);
}

static struct value sum_column(struct making *making, size_t index,
                               const struct define_column *define)
{
    struct composer *composer = making->composer;
    int decimals = making->columns[index].format.decimals;
    double unit = power_of_ten(decimals);
    int64_t sum = 0;
    bool any = false;
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct value value = cell_at(making, r, index)->value;
        if (value.kind == VALUE_NULL)
            continue;
        any = true;
        if (!value_is_number(value)) {
            diag_add(composer->diags, &CMP004, &define->place,
                     DIAG_ARGS(define->title, row_name(making, r),
                               printed_kind(composer->arena, value)));
            return value_null();
        }
        if (!add_cell(value, unit, &sum)) {
            diag_add(composer->diags, &CMP005, &define->place, DIAG_ARGS(define->title));
            return value_null();
        }
    }
    if (!any)
        return value_null();
    return decimals > 0 ? value_round(value_real((double)sum / unit), decimals)
                        : value_integer(sum);
}

static void fill_total(struct making *making, size_t index, const struct define_column *define,
                       struct model_cell *cell)
{
    struct arena *arena = making->composer->arena;
    const struct value_format *format = &making->columns[index].format;
    struct value_format printed = printed_format(format, format->decimals);
    *cell = (struct model_cell){.value = value_null(), .text = ""};
    switch (making->columns[index].total) {
    case MODEL_TOTAL_NONE:
        return;
    case MODEL_TOTAL_SUM:
        cell->value = sum_column(making, index, define);
        break;
    case MODEL_TOTAL_SHARE:
        for (size_t r = 0; r < making->data->row_count && cell->value.kind == VALUE_NULL; r++) {
            if (cell_at(making, r, index)->value.kind != VALUE_NULL)
                cell->value = value_real(100.0);
        }
        break;
    }
    cell->text = value_show(arena, cell->value, &printed);
}

static const struct model_cell *make_total_row(struct making *making)
{
    struct model_cell *cells =
        arena_array(making->composer->arena, making->table->column_count, sizeof *cells);
    size_t index = 0;
    bool labelled = false;
    const char *label = making->define->total_label ? making->define->total_label : "合计";
    for (const struct define_column *c = making->define->columns; c; c = c->next, index++) {
        fill_total(making, index, c, &cells[index]);
        if (labelled || making->columns[index].total != MODEL_TOTAL_NONE)
            continue;
        cells[index].text = arena_strdup(making->composer->arena, label);
        cells[index].value = value_text(cells[index].text);
        labelled = true;
    }
    return cells;
}

/* ---- the table ---- */

/* Texts to the left, whole numbers to the right, others by their point, dates and — in the middle. */
static enum model_align align_of(struct making *making, size_t index, enum define_align align)
{
    bool text = false, date = false, number = false;
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct value value = cell_at(making, r, index)->value;
        text = text || value.kind == VALUE_TEXT;
        date = date || value.kind == VALUE_DATE;
        number = number || value_is_number(value);
    }
    switch (align) {
    case DEFINE_ALIGN_LEFT:
        return MODEL_ALIGN_LEFT;
    case DEFINE_ALIGN_CENTER:
        return MODEL_ALIGN_CENTER;
    case DEFINE_ALIGN_RIGHT:
        return MODEL_ALIGN_RIGHT;
    case DEFINE_ALIGN_AUTO:
        break;
    }
    if (text)
        return MODEL_ALIGN_LEFT;
    if (date || !number)
        return MODEL_ALIGN_CENTER;
    return making->columns[index].format.decimals > 0 ? MODEL_ALIGN_DECIMAL : MODEL_ALIGN_RIGHT;
}

static bool is_row_number(const struct making *making, const struct define_column *column)
{
    return column->value && strcmp(column->value, ROW_NUMBER) == 0 &&
           cells_find(making->data, ROW_NUMBER) < 0;
}

static void make_columns(struct making *making)
{
    struct arena *arena = making->composer->arena;
    size_t index = 0;
    for (const struct define_column *c = making->define->columns; c; c = c->next, index++) {
        struct model_column *column = &making->columns[index];
        column->title = compose_clean(arena, c->title);
        column->width_zi = c->width_zi;
        column->share_of = c->share_of ? share_of_index(making->define, c->share_of) : -1;
        if (c->share_of)
            column->total = making->totalled ? MODEL_TOTAL_SHARE : MODEL_TOTAL_NONE;
        else
            column->total = c->total == DEFINE_TOTAL_SUM ? MODEL_TOTAL_SUM : MODEL_TOTAL_NONE;
        if (is_row_number(making, c))
            fill_numbers(making, index);
        else if (!c->share_of)
            fill_data(making, index, c);
    }
    index = 0; /* shares are of printed columns, which may stand behind them */
    for (const struct define_column *c = making->define->columns; c; c = c->next, index++) {
        if (c->share_of)
            fill_shares(making, index, c);
        making->columns[index].align = is_row_number(making, c) && c->align == DEFINE_ALIGN_AUTO
                                           ? MODEL_ALIGN_CENTER
                                           : align_of(making, index, c->align);
    }
}

static void make_rows(struct making *making)
{
    struct model_table *table = making->table;
    size_t rows = making->data->row_count;
    struct model_row *row = arena_array(making->composer->arena, rows + 1, sizeof *row);
    for (size_t r = 0; r < rows; r++)
        row[r] = (struct model_row){.kind = MODEL_ROW_DATA, .cells = cell_at(making, r, 0)};
    if (making->totalled)
        row[rows] = (struct model_row){.kind = MODEL_ROW_TOTAL, .cells = make_total_row(making)};
    table->rows = row;
    table->row_count = rows + (making->totalled ? 1 : 0);
}

static void add_empty(struct composer *composer, const struct define_block *block)
{
    const char *sentence = block->table->empty ? block->table->empty : NO_DATA;
    struct model_block *paragraph = model_add(composer->model, MODEL_PARAGRAPH);
    paragraph->file = arena_strdup(composer->arena, block->place.file ? block->place.file : "");
    paragraph->line = block->place.line;
    paragraph->text = model_text_plain(composer->arena, compose_clean(composer->arena, sentence));
}

static const char *clean_or_null(struct arena *arena, const char *text)
{
    return text ? compose_clean(arena, text) : NULL;
}

void compose_table(struct composer *composer, const struct define_block *block)
{
    struct arena *arena = composer->arena;
    const struct define_table *define = block->table;
    const struct frame_table *data = frame_table(composer->frame, define->data, composer->diags);
    if (!data)
        return;
    if (data->row_count == 0) {
        add_empty(composer, block);
        return;
    }
    struct model_table *table = arena_alloc(arena, sizeof *table);
    struct making making = {.composer = composer, .define = define, .data = data, .table = table};
    for (const struct define_column *c = define->columns; c; c = c->next) {
        table->column_count++;
        making.totalled = making.totalled || c->total == DEFINE_TOTAL_SUM;
    }
    making.columns = arena_array(arena, table->column_count, sizeof *making.columns);
    making.cells = arena_array(arena, table->column_count * data->row_count, sizeof *making.cells);
    table->name = arena_strdup(arena, define->data->name);
    table->unit = clean_or_null(arena, define->unit);
    table->note = clean_or_null(arena, define->note);
    if (define->caption) {
        struct model_text caption = compose_text(composer, define->caption);
        table->caption = model_text_flat(arena, &caption);
        table->number = ++composer->tables;
    }
    make_columns(&making);
    make_rows(&making);
    table->columns = making.columns;
    struct model_block *added = model_add(composer->model, MODEL_TABLE);
    added->table = table;
    added->file = arena_strdup(arena, block->place.file ? block->place.file : "");
    added->line = block->place.line;
}
