/*
 * Widths of text columns traded for height: where texts wrap, room goes from one column to another as
 * long as the rows together get lower. Judged by the natural widths of a sample of the rows, so that
 * long tables cost no more than short ones.
 */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"

#define SAMPLE_ROWS 256
#define TRADES_MOST 48 /* of each step */

size_t typeset_table_sample_stride(const struct table_layout *layout)
{
    size_t stride = (layout->table->row_count + SAMPLE_ROWS - 1) / SAMPLE_ROWS;
    return stride ? stride : 1;
}

void typeset_table_sample(struct table_layout *layout, size_t row, size_t column, int32_t natural)
{
    size_t stride = typeset_table_sample_stride(layout);
    if (row % stride == 0)
        layout->sample[row / stride * layout->table->column_count + column] = natural;
}

static bool column_trades(const struct table_column *column)
{
    return !column->number && !column->declared;
}

/* A line of a wrapped text falls a little short of the measure. */
static int32_t lines_of(int32_t natural, int32_t width, int32_t size)
{
    int32_t filled = width - size * 3 / 8;
    return natural <= width ? 1 : (natural + filled - 1) / filled;
}

/* Lines of all sampled rows. */
static int64_t balance_cost(const struct table_layout *layout)
{
    size_t count = layout->table->column_count;
    size_t stride = typeset_table_sample_stride(layout);
    size_t rows = (layout->table->row_count + stride - 1) / stride;
    int64_t cost = 0;
    for (size_t row = 0; row < rows; row++) {
        const int32_t *naturals = &layout->sample[row * count];
        int32_t most = 1;
        for (size_t i = 0; i < count; i++) {
            const struct table_column *column = &layout->columns[i];
            if (!column_trades(column) || naturals[i] <= column->width)
                continue;
            int32_t lines = lines_of(naturals[i], column->width, layout->cell_size);
            most = lines > most ? lines : most;
        }
        cost += most;
    }
    return cost;
}

/* Gives up to `step` from one column to another; returns how much. */
static int32_t balance_move(struct table_layout *layout, size_t from, size_t to, int32_t step)
{
    struct table_column *giver = &layout->columns[from];
    struct table_column *taker = &layout->columns[to];
    if (from == to || !column_trades(giver) || !column_trades(taker))
        return 0;
    int32_t gives = giver->width - giver->want.of[WANT_LEAST];
    int32_t takes = taker->want.of[WANT_NATURAL] - taker->width;
    int32_t most = gives < takes ? gives : takes;
    int32_t moves = most < step ? most : step;
    if (moves <= 0)
        return 0;
    giver->width -= moves;
    taker->width += moves;
    return moves;
}

/* The trade that saves most lines; false: none does. */
static bool balance_trade(struct table_layout *layout, int32_t step, int64_t *cost)
{
    size_t count = layout->table->column_count;
    int64_t least = *cost;
    size_t best = 0;
    for (size_t pair = 0; pair < count * count; pair++) {
        int32_t moved = balance_move(layout, pair / count, pair % count, step);
        if (moved == 0)
            continue;
        int64_t other = balance_cost(layout);
        layout->columns[pair / count].width += moved;
        layout->columns[pair % count].width -= moved;
        if (other >= least)
            continue;
        least = other;
        best = pair;
    }
    if (least == *cost)
        return false;
    *cost = least;
    return balance_move(layout, best / count, best % count, step) > 0;
}

void typeset_table_balance(struct table_layout *layout)
{
    int64_t cost = balance_cost(layout);
    for (int32_t step = 4 * layout->cell_size; step >= layout->cell_size / 2; step /= 2)
        for (int trade = 0; trade < TRADES_MOST; trade++)
            if (!balance_trade(layout, step, &cost))
                break;
}
