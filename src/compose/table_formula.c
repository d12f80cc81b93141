/*
 * Columns that come of others by a formula, from the numbers as printed: SQLite calculates, over a
 * table that holds what each row prints.
 */
#include <math.h>

#include "compose_diags.h"
#include "printed.h"
#include "table.h"

struct formula {
    struct making *making;
    const struct define_column *define;
    size_t column;               /* the formula's own */
    struct frame_table operands; /* of one row: the columns its terms take */
    size_t *places;              /* of each in the table */
    struct value *values;
};

static size_t leaf_index(const struct making *making, const struct define_column *column)
{
    size_t index = 0;
    while (index + 1 < making->table->column_count && making->leaves[index] != column)
        index++;
    return index;
}

static struct formula formula_of(struct making *making, size_t column)
{
    struct arena *arena = making->composer->arena;
    const struct define_column *define = making->leaves[column];
    struct formula formula = {.making = making, .define = define, .column = column};
    const char **names = arena_array(arena, define->term_count, sizeof *names);
    formula.places = arena_array(arena, define->term_count, sizeof *formula.places);
    formula.values = arena_array(arena, define->term_count, sizeof *formula.values);
    size_t count = 0;
    for (size_t i = 0; i < define->term_count; i++) {
        if (!define->terms[i].column)
            continue;
        names[count] = define->terms[i].column->value;
        formula.places[count++] = leaf_index(making, define->terms[i].column);
    }
    formula.operands = (struct frame_table){
        .columns = names, .column_count = count, .cells = formula.values, .row_count = 1};
    return formula;
}

/* What the row's cells give, not rounded; NULL when one is missing. False after a diagnostic. */
static bool calculate(const struct formula *formula, const struct model_cell *cells,
                      struct value *ret_value)
{
    struct composer *composer = formula->making->composer;
    struct frame_cursor cursor = {&formula->operands, 0};
    struct value value = value_null();
    *ret_value = value;
    for (size_t i = 0; i < formula->operands.column_count; i++) {
        struct value operand = cells[formula->places[i]].value;
        if (operand.kind == VALUE_NULL)
            return true;
        formula->values[i] = value_real(value_as_real(operand));
    }
    if (!frame_value_at(composer->frame, formula->define->expr, &cursor, &value, composer->diags))
        return false;
    if (isfinite(value_as_real(value))) /* what is beyond a number has no value */
        *ret_value = value;
    return true;
}

/* Tells what is no number in a row of the data. */
static bool operands_good(const struct formula *formula, size_t row)
{
    struct making *making = formula->making;
    for (size_t i = 0; i < formula->operands.column_count; i++) {
        struct value operand = table_cell(making, row, formula->places[i])->value;
        if (operand.kind == VALUE_NULL || value_is_number(operand))
            continue;
        diag_add(making->composer->diags, &CMP023, &formula->define->value_place,
                 DIAG_ARGS(formula->define->title, table_row_name(making, row),
                           formula->operands.columns[i],
                           printed_kind(making->composer->arena, operand)));
        return false;
    }
    return true;
}

static void put(const struct formula *formula, struct model_cell *cell, struct value value)
{
    const struct value_format *format = &formula->making->columns[formula->column].format;
    struct value_format printed = value_format_printed(format, format->decimals);
    cell->value = value_printed(value, format, format->decimals);
    cell->text = value_show(formula->making->composer->arena, cell->value, &printed);
}

/* As columns of the data have: as declared, or as many as the numbers need, at most two. */
static struct value_format find_format(const struct formula *formula)
{
    struct making *making = formula->making;
    struct value_format format = {VALUE_STYLE_PLAIN, -1, NULL};
    if (formula->define->format.given)
        format = formula->define->format.value;
    int decimals = printed_decimals(&format);
    for (size_t r = 0; printed_decimals(&format) < 0 && r < making->data->row_count; r++) {
        struct value value = table_cell(making, r, formula->column)->value;
        int natural =
            printed_natural_decimals(making->composer->arena, value, PRINTED_NATURAL_DECIMALS);
        decimals = natural > decimals ? natural : decimals;
    }
    format.decimals = decimals < 0 ? 0 : decimals;
    return format;
}

/* [3] / [5], for later rooms. */
static const char *formula_text(const struct formula *formula)
{
    struct arena *arena = formula->making->composer->arena;
    struct buf text = {0};
    size_t operand = 0;
    for (size_t i = 0; i < formula->define->term_count; i++) {
        const struct define_column_term *term = &formula->define->terms[i];
        buf_puts(&text, i ? " " : "");
        if (term->column)
            buf_printf(&text, "[%zu]", formula->places[operand++] + 1);
        else
            buf_puts(&text, term->text);
    }
    const char *made = buf_copy(&text, arena);
    buf_done(&text);
    return made;
}

void table_formula_data(struct making *making, size_t column)
{
    struct formula formula = formula_of(making, column);
    bool good = true;
    for (size_t r = 0; r < making->data->row_count; r++) {
        struct model_cell *cell = table_cell(making, r, column);
        *cell = (struct model_cell){.value = value_null(), .text = "—"};
        good = good && operands_good(&formula, r) &&
               calculate(&formula, table_cell(making, r, 0), &cell->value);
    }
    making->columns[column].formula = formula_text(&formula);
    making->columns[column].format = find_format(&formula);
    for (size_t r = 0; r < making->data->row_count; r++)
        put(&formula, table_cell(making, r, column), table_cell(making, r, column)->value);
}

/*
 * Of each row: whether a sum of one of the columns counts it while another has no number there. Then
 * the sums are of different rows, and nothing can be said of them together.
 */
static const bool *partial_rows(const struct formula *formula)
{
    struct making *making = formula->making;
    struct arena *arena = making->composer->arena;
    size_t rows = making->table->row_count;
    bool *counts = arena_array(arena, rows, sizeof *counts);
    bool *some = arena_array(arena, rows, sizeof *some),
         *none = arena_array(arena, rows, sizeof *none);
    for (size_t i = 0; i < formula->operands.column_count; i++) {
        model_table_counts(making->table, formula->places[i], counts);
        for (size_t r = 0; r < rows; r++) {
            bool missing = making->rows[r].cells[formula->places[i]].value.kind == VALUE_NULL;
            some[r] = some[r] || (counts[r] && !missing);
            none[r] = none[r] || missing;
        }
    }
    for (size_t r = 0; r < rows; r++)
        some[r] = some[r] && none[r];
    return some;
}

void table_formula_totals(struct making *making, size_t column)
{
    struct formula formula = formula_of(making, column);
    const bool *partial = partial_rows(&formula);
    bool all_partial = false, group_partial = false;
    for (size_t r = 0; r < making->table->row_count; r++) {
        enum model_row_kind kind = making->rows[r].kind;
        bool unknown = kind == MODEL_ROW_TOTAL ? all_partial : group_partial;
        struct value value = value_null();
        switch (kind) {
        case MODEL_ROW_DATA:
            group_partial = group_partial || partial[r];
            all_partial = all_partial || partial[r];
            break;
        case MODEL_ROW_GROUP:
            break;
        case MODEL_ROW_SUBTOTAL:
        case MODEL_ROW_TOTAL:
            if (!unknown && !calculate(&formula, making->row_cells[r], &value))
                return;
            put(&formula, &making->row_cells[r][column], value);
            group_partial = false;
        }
    }
}
