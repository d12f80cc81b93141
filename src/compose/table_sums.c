/*
 * Shares and totals, made from what is printed: a total is the exact sum of the printed cells, in
 * units of their last place. A 其中 row is part of the row above it and is not added again.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/model_detail.h>

#include "compose_diags.h"
#include "printed.h"
#include "table.h"

/* ---- exact sums ---- */

struct sum {
    double unit; /* ten to the decimals */
    int decimals;
    int64_t units;
    bool any;
};

static struct sum sum_start(int decimals)
{
    struct sum sum = {.unit = 1, .decimals = decimals};
    for (int i = 0; i < decimals; i++)
        sum.unit *= 10;
    return sum;
}

/* Adds exactly, in units of the last printed place; false when that is beyond an integer. */
static bool sum_add(struct sum *sum, struct value value)
{
    int64_t part = value.kind == VALUE_INTEGER ? value.integer : 0;
    if (value.kind == VALUE_NULL)
        return true;
    sum->any = true;
    if (value.kind == VALUE_REAL) {
        double scaled = round(value.real * sum->unit);
        if (!(fabs(scaled) < 9e15)) /* beyond, a double skips whole units */
            return false;
        part = (int64_t)scaled;
    } else if (sum->unit > 1 && __builtin_mul_overflow(part, (int64_t)sum->unit, &part)) {
        return false;
    }
    return !__builtin_add_overflow(sum->units, part, &sum->units);
}

static struct value sum_value(const struct sum *sum)
{
    if (!sum->any)
        return value_null();
    if (sum->decimals <= 0)
        return value_integer(sum->units);
    return value_round(value_real((double)sum->units / sum->unit), sum->decimals);
}

static void sum_clear(struct sum *sum)
{
    sum->units = 0;
    sum->any = false;
}

/* Adds a row's cell to several sums; false after telling why it cannot. */
static bool add_cell(struct making *making, const struct define_column *define, size_t row,
                     struct value value, struct sum *const sums[2])
{
    struct composer *composer = making->composer;
    if (value.kind != VALUE_NULL && !value_is_number(value)) {
        diag_add(composer->diags, &CMP004, &define->place,
                 DIAG_ARGS(define->title, table_row_name(making, row),
                           printed_kind(composer->arena, value)));
        return false;
    }
    for (int i = 0; i < 2 && sums[i]; i++) {
        if (sum_add(sums[i], value))
            continue;
        diag_add(composer->diags, &CMP005, &define->place, DIAG_ARGS(define->title));
        return false;
    }
    return true;
}

/* ---- totals ---- */

static void put_sum(struct making *making, size_t column, struct model_cell *cell,
                    struct value value)
{
    const struct value_format *format = &making->columns[column].format;
    struct value_format printed = value_format_printed(format, format->decimals);
    cell->value = value;
    cell->text = value_show(making->composer->arena, value, &printed);
}

/* 小计 and 合计 of one column in one walk. */
static void column_totals(struct making *making, size_t column, const bool *counts)
{
    const struct define_column *define = making->leaves[column];
    int decimals = making->columns[column].format.decimals;
    bool share = making->columns[column].total == MODEL_TOTAL_SHARE;
    struct sum all = sum_start(decimals), group = sum_start(decimals);
    struct sum *const sums[2] = {&all, &group};
    size_t data_row = 0;
    bool good = true;
    for (size_t r = 0; r < making->table->row_count && good; r++) {
        switch (making->rows[r].kind) {
        case MODEL_ROW_DATA:
            good = !counts[r] ||
                   add_cell(making, define, data_row, making->rows[r].cells[column].value, sums);
            data_row++;
            break;
        case MODEL_ROW_GROUP:
            break;
        case MODEL_ROW_SUBTOTAL:
            put_sum(making, column, &making->row_cells[r][column], sum_value(&group));
            sum_clear(&group);
            break;
        case MODEL_ROW_TOTAL:
            put_sum(making, column, &making->row_cells[r][column],
                    share && all.any ? value_real(100.0) : sum_value(&all));
            break;
        }
    }
}

void table_totals(struct making *making)
{
    bool *counts = arena_array(making->composer->arena, making->table->row_count, sizeof *counts);
    for (size_t c = 0; c < making->table->column_count; c++) {
        if (making->columns[c].total == MODEL_TOTAL_NONE ||
            making->columns[c].total == MODEL_TOTAL_SAME)
            continue;
        model_table_counts(making->table, c, counts);
        column_totals(making, c, counts);
    }
}

void table_detail_totals(struct making *making)
{
    const struct model_table *table = making->table;
    struct sum *sums = arena_array(making->composer->arena, table->column_count, sizeof *sums);
    struct model_detail_reader *reader = model_detail_open_values(table);
    bool good = true;
    for (size_t c = 0; c < table->column_count; c++)
        sums[c] = sum_start(making->columns[c].format.decimals);
    size_t row_number = 0;
    for (const struct model_row *row; good && (row = model_detail_next(reader)); row_number++) {
        for (size_t c = 0; good && c < table->column_count; c++)
            good = making->columns[c].total != MODEL_TOTAL_SUM ||
                   add_cell(making, making->leaves[c], row_number, row->cells[c].value,
                            (struct sum *const[2]){&sums[c], NULL});
    }
    model_detail_done(reader);
    for (size_t c = 0; c < table->column_count; c++)
        if (making->columns[c].total == MODEL_TOTAL_SUM)
            put_sum(making, c, &making->row_cells[table->row_count - 1][c], sum_value(&sums[c]));
}

void table_row_sums(struct making *making, size_t column)
{
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct sum sum = sum_start(making->columns[column].format.decimals);
        struct sum *const sums[2] = {&sum, NULL};
        bool good = true;
        for (size_t c = 1; c < column && good; c++)
            good = add_cell(making, making->leaves[c], r, table_cell(making, r, c)->value, sums);
        put_sum(making, column, table_cell(making, r, column), sum_value(&sum));
    }
}

/* ---- shares ---- */

/* The printed numbers of a column, and whether each counts; false when there can be no shares. */
static bool collect(struct making *making, size_t column, int of, double *numbers)
{
    const struct define_column *define = making->leaves[column];
    struct arena *arena = making->composer->arena;
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct value value = table_cell(making, r, (size_t)of)->value;
        numbers[r] = value_as_real(value);
        bool number = value.kind == VALUE_NULL || value_is_number(value);
        if (number && numbers[r] >= 0)
            continue;
        const char *instead = number ? "负数" : printed_kind(arena, value);
        diag_add(making->composer->diags, &CMP006, &define->place,
                 DIAG_ARGS(define->title, table_row_name(making, r), instead));
        return false;
    }
    return true;
}

/* Whether each row of the data counts in a column. */
static bool *data_counts(struct making *making, size_t column)
{
    struct arena *arena = making->composer->arena;
    bool *counts = arena_array(arena, making->table->row_count, sizeof *counts);
    size_t row = 0;
    model_table_counts(making->table, column, counts);
    for (size_t r = 0; r < making->table->row_count; r++)
        if (making->rows[r].kind == MODEL_ROW_DATA)
            counts[row++] = counts[r];
    return counts;
}

/*
 * Rows that count share a hundred exactly; a row that is part of another has its own rounded share.
 * On return parts are in per cent; false when the column adds up to nothing.
 */
static bool share_out(struct making *making, int of, int decimals, double *parts)
{
    struct arena *arena = making->composer->arena;
    size_t rows = making->data->row_count;
    const bool *counts = data_counts(making, (size_t)of);
    double *counted = arena_array(arena, rows, sizeof *counted), total = 0;
    for (size_t r = 0; r < rows; r++)
        total += counts[r] ? parts[r] : 0;
    if (!(total > 0))
        return false;
    for (size_t r = 0; r < rows; r++) {
        parts[r] = parts[r] / total * 100.0;
        counted[r] = counts[r] ? parts[r] : 0;
    }
    if (!value_round_parts(arena, counted, rows, 100.0, decimals, counted))
        return false;
    for (size_t r = 0; r < rows; r++)
        parts[r] =
            counts[r] ? counted[r] : value_as_real(value_round(value_real(parts[r]), decimals));
    return true;
}

struct part { /* a number and its share, as printed */
    double of, share;
};

static int compare_parts(const void *a, const void *b)
{
    const struct part *first = a, *second = b;
    return (first->of > second->of) - (first->of < second->of);
}

/* Whether some rows that count have the same number and not the same share: three of 33.3, 33.3, 33.4. */
static bool shares_differ(struct making *making, size_t column, int of)
{
    size_t count = 0;
    struct part *parts =
        arena_array(making->composer->arena, making->data->row_count, sizeof *parts);
    const bool *counts = data_counts(making, (size_t)of);
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct value value = table_cell(making, r, column)->value;
        double number = value_as_real(table_cell(making, r, (size_t)of)->value);
        if (counts[r] && value.kind != VALUE_NULL)
            parts[count++] = (struct part){number, value_as_real(value)};
    }
    qsort(parts, count, sizeof *parts, compare_parts);
    for (size_t i = 1; i < count; i++)
        if (parts[i].of == parts[i - 1].of && parts[i].share != parts[i - 1].share)
            return true;
    return false;
}

/* Says below the table what a reader would take for a mistake. */
static void tell_of_shares(struct making *making, int decimals)
{
    struct arena *arena = making->composer->arena;
    const char *note = making->table->note;
    const char *told = arena_printf(arena, "占比取整后合计为100%%，数相同的可能相差%.*f个百分点。",
                                    decimals, pow(10, -decimals));
    size_t length = note ? strlen(note) : 0, mark = strlen("。");
    bool ended = length >= mark && strcmp(note + length - mark, "。") == 0;
    making->table->note =
        note ? arena_printf(arena, "%s%s%s", note, ended ? "" : "；", told) : told;
}

void table_share(struct making *making, size_t column)
{
    const struct define_column *define = making->leaves[column];
    struct arena *arena = making->composer->arena;
    size_t rows = making->data->row_count;
    int of = making->columns[column].share_of;
    bool said =
        strstr(define->title, "%") || strstr(define->title, "％"); /* 占比（%）: not 35.7% */
    struct value_format format = {said ? VALUE_STYLE_DECIMAL : VALUE_STYLE_PERCENT, 1, NULL};
    if (define->format.given)
        format = define->format.value;
    format.decimals = printed_decimals(&format) < 0 ? 1 : printed_decimals(&format);
    making->columns[column].format = format;
    double *parts = arena_array(arena, rows, sizeof *parts);
    bool good = of >= 0 && collect(making, column, of, parts) &&
                share_out(making, of, format.decimals, parts);
    for (size_t r = 0; r < rows; r++) {
        struct model_cell *cell = table_cell(making, r, column);
        bool missing = !good || table_cell(making, r, (size_t)of)->value.kind == VALUE_NULL;
        cell->value = missing ? value_null() : value_real(parts[r]);
        cell->text = value_show(arena, cell->value, &format);
    }
    if (good && shares_differ(making, column, of))
        tell_of_shares(making, format.decimals);
}
