/*
 * Cells over several columns or rows. What a cell stands over is what the model marks as covered, so
 * two texts never share a place. Cells over several rows are kept in a list for each column they
 * touch, sorted by row: where a page begins, the cell that is cut is found without a walk.
 */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"

#define COLUMNS_MAX UINT16_MAX

static const struct model_cell *cell_at(const struct table_layout *layout, size_t row,
                                        size_t column)
{
    return &layout->table->rows[row].cells[column];
}

size_t typeset_table_columns(const struct table_layout *layout, size_t row, size_t column)
{
    const struct model_cell *cell = cell_at(layout, row, column);
    if (cell->covered)
        return 0;
    size_t columns = 1;
    while (columns < cell->columns && column + columns < layout->table->column_count &&
           cell[columns].covered)
        columns++;
    return columns;
}

static bool row_is_covered(const struct table_layout *layout, size_t row, size_t first, size_t end)
{
    if (layout->table->rows[row].kind == MODEL_ROW_GROUP)
        return false;
    for (size_t i = first; i < end; i++)
        if (!cell_at(layout, row, i)->covered)
            return false;
    return true;
}

static struct table_span span_at(const struct table_layout *layout, size_t row, size_t column)
{
    size_t end = column + typeset_table_columns(layout, row, column);
    size_t last = row + 1;
    while (last - row < cell_at(layout, row, column)->rows && last < layout->table->row_count &&
           row_is_covered(layout, last, column, end))
        last++;
    return (struct table_span){.row = (uint32_t)row,
                               .end_row = (uint32_t)last,
                               .column = (uint16_t)column,
                               .end_column = (uint16_t)end};
}

static bool cell_is_tall(const struct table_layout *layout, size_t row, size_t column)
{
    const struct model_cell *cell = cell_at(layout, row, column);
    return cell->rows > 1 && !cell->covered && layout->table->rows[row].kind != MODEL_ROW_GROUP;
}

/* The spans that touch a column, in rows from the top, behind those of the columns before. */
static void spans_of_column(struct composer *c, struct table_layout *layout, size_t column,
                            size_t *capacity)
{
    for (size_t row = 0; row < layout->table->row_count; row++) {
        size_t first = column;
        while (first > 0 && cell_at(layout, row, first)->covered)
            first--;
        if (!cell_is_tall(layout, row, first))
            continue;
        struct table_span span = span_at(layout, row, first);
        if (span.end_row - span.row < 2 || span.end_column <= column)
            continue;
        if (layout->span_count == *capacity)
            layout->spans = arena_grow(c->scratch, layout->spans, layout->span_count, capacity,
                                       sizeof *layout->spans);
        layout->spans[layout->span_count++] = span;
    }
}

void typeset_table_spans(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    bool any = false;
    for (size_t row = 0; !any && row < table->row_count; row++)
        for (size_t i = 0; !any && i < table->column_count; i++)
            any = cell_is_tall(layout, row, i);
    if (!any || table->column_count > COLUMNS_MAX)
        return;
    layout->column_spans =
        arena_array(c->scratch, table->column_count + 1, sizeof *layout->column_spans);
    size_t capacity = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        layout->column_spans[i] = layout->span_count;
        spans_of_column(c, layout, i, &capacity);
    }
    layout->column_spans[table->column_count] = layout->span_count;
}

struct table_span *typeset_table_span(const struct table_layout *layout, size_t row, size_t column)
{
    if (layout->span_count == 0)
        return NULL;
    size_t low = layout->column_spans[column];
    size_t high = layout->column_spans[column + 1];
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct table_span *span = &layout->spans[middle];
        if (row < span->row)
            high = middle;
        else if (row >= span->end_row)
            low = middle + 1;
        else
            return span;
    }
    return NULL;
}

/* ---- heights ---- */

static int32_t span_height(const struct table_layout *layout, const struct table_span *span,
                           const struct table_row *rows)
{
    int32_t height = 0;
    for (size_t row = span->row; row < span->end_row; row++)
        height +=
            typeset_table_row_height(layout, STYLE_TABLE_CELL, rows[row].lines) + rows[row].extra;
    return height;
}

/* Each row gets so many lines that the text finds room in whatever part of it a page holds. */
static void span_run_on(struct table_span *span, struct table_row *rows)
{
    size_t lines = 0;
    for (size_t row = span->row; row < span->end_row; row++)
        lines += rows[row].lines;
    span->runs_on = true;
    if (lines >= span->lines)
        return;
    size_t count = span->end_row - span->row;
    size_t each = (span->lines - lines + count - 1) / count;
    for (size_t row = span->row; row < span->end_row; row++) {
        size_t more = rows[row].lines + each;
        rows[row].lines = (uint16_t)(more < UINT16_MAX ? more : UINT16_MAX);
    }
}

static void span_raise(const struct table_layout *layout, struct table_span *span,
                       struct table_row *rows, int32_t room)
{
    int32_t needs = typeset_table_row_height(layout, STYLE_TABLE_CELL, span->lines);
    if (needs > room / 2)
        span_run_on(span, rows);
    int32_t lacks = needs - span_height(layout, span, rows);
    int32_t count = (int32_t)(span->end_row - span->row);
    for (size_t row = span->row; lacks > 0 && row < span->end_row; row++)
        rows[row].extra += lacks / count + ((int32_t)(row - span->row) < lacks % count);
}

void typeset_table_span_rows(struct composer *c, struct table_layout *layout,
                             struct table_row *rows, int32_t room)
{
    for (size_t i = 0; layout->span_count && i < layout->table->column_count; i++) {
        for (size_t k = layout->column_spans[i]; k < layout->column_spans[i + 1]; k++) {
            struct table_span *span = &layout->spans[k];
            struct table_slot slot = typeset_table_slot(layout, span->row, span->column,
                                                        span->end_column - span->column);
            typeset_table_cell(c, layout, &slot);
            size_t lines = c->para->line_count;
            span->lines = (uint16_t)(lines < UINT16_MAX ? lines : UINT16_MAX);
            if (i == span->column)
                span_raise(layout, span, rows, room);
            else
                span->runs_on = typeset_table_span(layout, span->row, span->column)->runs_on;
        }
    }
}
