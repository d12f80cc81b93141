/* 合计(数据.列) and 行数(数据): numbers that rules of 审核 take from whole datasets. */
#include <math.h>
#include <string.h>

#include <huibao/define_check.h>

#include "frame_diags.h"
#include "state.h"

/*
 * Integers are added as integers; with a real among them the sum is one. Cells without a value are
 * left out, as in SQL's sum().
 */
static bool add_up(struct frame *frame, const struct define_name *name,
                   const struct frame_table *table, size_t column, struct value *ret_value,
                   struct diags *diags)
{
    int64_t whole = 0;
    double real = 0;
    bool any = false, exact = true;
    for (size_t r = 0; r < table->row_count; r++) {
        struct value value = table->cells[r * table->column_count + column];
        if (value.kind == VALUE_NULL)
            continue;
        if (!value_is_number(value)) {
            diag_add(diags, &FRM056, &name->place,
                     DIAG_ARGS(name->aggregate->column, arena_printf(frame->arena, "%zu", r + 1)));
            return false;
        }
        any = true;
        real += value_as_real(value);
        exact = exact && value.kind == VALUE_INTEGER &&
                !__builtin_add_overflow(whole, value.integer, &whole);
    }
    if (any)
        *ret_value = exact ? value_integer(whole) : value_real(real);
    return true;
}

bool aggregate_value(struct frame *frame, const struct define_name *name, struct step step,
                     struct value *ret_value, struct diags *diags)
{
    const struct define_aggregate *aggregate = name->aggregate;
    if (aggregate->children)
        return children_sum(frame, name, step, ret_value, diags);
    const struct define_dataset *dataset = define_dataset_find(frame->report, aggregate->data);
    const struct frame_table *table = dataset ? run_dataset(frame, dataset, step, diags) : NULL;
    if (!table)
        return false;
    if (aggregate->kind == DEFINE_COUNT) {
        *ret_value = value_integer((int64_t)table->row_count);
        return true;
    }
    int column = run_column(table, aggregate->column);
    if (column >= 0)
        return add_up(frame, name, table, (size_t)column, ret_value, diags);
    diag_add(diags, &FRM032, &name->place, DIAG_ARGS(aggregate->column, aggregate->data));
    diag_hint_nearest(diags, aggregate->column, table->columns, table->column_count);
    return false;
}
