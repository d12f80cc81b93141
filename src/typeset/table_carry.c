/*
 * 过次页 and 承前页: the running sums of the data rows so far, added exactly in units of the last
 * printed place and shown in the column's format. Pages are painted in order, so the sums go on from
 * where the last page left them.
 */
#include <math.h>
#include <string.h>

#include <huibao/base.h>

#include "flow.h"
#include "table.h"
#include "typeset_diags.h"

#define PLACES_MOST 6
#define EXACT_MOST 1e15 /* units: reals are shown from 15 digits */

struct carry_column {
    struct value_format format;
    double unit; /* so many of a sum's units make a one: 1, 10, 100 … */
    int64_t sum, least, most;
    bool any;           /* number */
    const bool *counts; /* by row: it adds up */
};

struct table_carry {
    struct carry_column *columns;
    size_t label; /* columns before it are free for the words */
    size_t row;   /* rows before it are in the sums */
};

/* Decimals of the column's printed numbers. */
static int carry_places(const struct model_table *table, size_t index)
{
    const struct value_format *format = &table->columns[index].format;
    if (format->decimals >= 0)
        return format->decimals < PLACES_MOST ? format->decimals : PLACES_MOST;
    int most = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        const struct model_cell *cell = &table->rows[row].cells[index];
        const char *point = cell->value.kind == VALUE_REAL ? strchr(cell->text, '.') : NULL;
        int places = point ? (int)strspn(point + 1, "0123456789") : 0;
        most = places > most ? places : most;
    }
    return most < PLACES_MOST ? most : PLACES_MOST;
}

/* What shows a printed number: cells in 万元 hold 万元 already. */
static struct value_format carry_format(const struct model_column *column, int places)
{
    struct value_format format = column->format;
    format.decimals = places;
    if (format.style != VALUE_STYLE_GROUPED && format.style != VALUE_STYLE_PERCENT &&
        format.style != VALUE_STYLE_CAPITAL && format.style != VALUE_STYLE_HAN)
        format.style = VALUE_STYLE_DECIMAL;
    return format;
}

/* False: it cannot be added exactly. */
static bool carry_add(struct carry_column *column, struct value value)
{
    int64_t part = value.kind == VALUE_INTEGER ? value.integer : 0;
    if (value.kind == VALUE_REAL) {
        double scaled = round(value.real * column->unit);
        if (!(fabs(scaled) < EXACT_MOST))
            return false;
        part = (int64_t)scaled;
    } else if (__builtin_mul_overflow(part, (int64_t)column->unit, &part)) {
        return false;
    }
    column->any = column->any || value_is_number(value);
    return !__builtin_add_overflow(column->sum, part, &column->sum) &&
           (column->unit < 2 || fabs((double)column->sum) < EXACT_MOST);
}

static const char *carry_text(struct composer *c, const struct table_layout *layout, size_t index,
                              int64_t sum)
{
    const struct carry_column *column = &layout->carry->columns[index];
    int64_t unit = (int64_t)column->unit;
    struct value value =
        sum % unit == 0 ? value_integer(sum / unit) : value_real((double)sum / column->unit);
    return value_show(c->scratch, value, &column->format);
}

static void carry_refuse(struct composer *c, const struct table_layout *layout, size_t index)
{
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    diag_add(c->diags, &TYP032, &place,
             DIAG_ARGS(layout->table->name ? layout->table->name : "",
                       layout->table->columns[index].title));
    diag_hint(c->diags, "减少这一列的小数位数，或者去掉它的承前页");
}

/* The least and the most of the running sums say how wide the column must be. */
static void carry_column(struct composer *c, struct table_layout *layout, size_t index)
{
    const struct model_table *table = layout->table;
    struct carry_column *column = &layout->carry->columns[index];
    int places = carry_places(table, index);
    bool *counts = arena_array(c->scratch, table->row_count, sizeof *counts);
    model_table_counts(table, index, counts);
    column->counts = counts;
    column->format = carry_format(&table->columns[index], places);
    for (column->unit = 1; places > 0; places--)
        column->unit *= 10;
    for (size_t row = 0; row < table->row_count; row++) {
        if (!counts[row])
            continue;
        if (!carry_add(column, table->rows[row].cells[index].value)) {
            carry_refuse(c, layout, index);
            break;
        }
        column->least = column->sum < column->least ? column->sum : column->least;
        column->most = column->sum > column->most ? column->sum : column->most;
    }
    column->sum = 0;
    column->any = false;
}

void typeset_table_carry(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    size_t label = table->column_count;
    for (size_t i = table->column_count; i-- > 0;)
        label = table->columns[i].carry ? i : label;
    if (label == table->column_count)
        return;
    layout->carry = arena_alloc(c->scratch, sizeof *layout->carry);
    layout->carry->label = label;
    layout->carry->columns =
        arena_array(c->scratch, table->column_count, sizeof *layout->carry->columns);
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].carry)
            carry_column(c, layout, i);
}

void typeset_table_carry_measure(struct composer *c, struct table_layout *layout)
{
    const struct table_carry *carry = layout->carry;
    for (size_t i = 0; carry && i < layout->table->column_count; i++) {
        if (!layout->table->columns[i].carry)
            continue;
        typeset_table_measure_number(c, layout, i,
                                     carry_text(c, layout, i, carry->columns[i].least), 1);
        typeset_table_measure_number(c, layout, i, carry_text(c, layout, i, carry->columns[i].most),
                                     1);
    }
}

/* Brings the sums up to the rows before piece `end`. */
static void carry_advance(const struct table_layout *layout, size_t end)
{
    const struct model_table *table = layout->table;
    struct table_carry *carry = layout->carry;
    size_t row = end < layout->piece_count ? layout->pieces[end].row : table->row_count;
    if (row < carry->row) {
        for (size_t i = 0; i < table->column_count; i++) {
            carry->columns[i].sum = 0;
            carry->columns[i].any = false;
        }
        carry->row = 0;
    }
    for (; carry->row < row; carry->row++)
        for (size_t i = carry->label; i < table->column_count; i++)
            if (table->columns[i].carry && carry->columns[i].counts[carry->row])
                carry_add(&carry->columns[i], table->rows[carry->row].cells[i].value);
}

const char *typeset_table_carried(struct composer *c, const struct table_layout *layout,
                                  size_t column, size_t end)
{
    const struct carry_column *carried = &layout->carry->columns[column];
    carry_advance(layout, end);
    if (!layout->table->columns[column].carry || !carried->any)
        return "—";
    return carry_text(c, layout, column, carried->sum);
}

size_t typeset_table_carry_label(const struct table_layout *layout)
{
    return layout->carry ? layout->carry->label : 0;
}
