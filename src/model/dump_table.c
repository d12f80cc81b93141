/* A table of a model as text: its properties, form, heads, columns and rows, one a line. */
#include <string.h>

#include <huibao/base.h>
#include <huibao/model_detail.h>

#include "model_text.h"

static void put_form(struct buf *out, const struct model_form *form)
{
    buf_puts(out, "  form\n");
    for (size_t i = 0; i < form->head_count; i++)
        model_put_pair(out, "  form-head", &form->heads[i]);
    model_put_property(out, "  form-reporter", form->reporter);
    model_put_property(out, "  form-period", form->period);
    for (size_t i = 0; i < form->foot_count; i++)
        model_put_pair(out, "  form-foot", &form->feet[i]);
}

static void put_head(struct buf *out, const struct model_head *head)
{
    buf_printf(out, "  head %d %zu", head->level + 1, head->first + 1);
    if (head->count > 1)
        buf_printf(out, "-%zu", head->first + head->count);
    buf_puts(out, " | ");
    model_put_text(out, head->title);
    buf_putc(out, '\n');
}

static void put_column(struct buf *out, const struct model_column *column)
{
    buf_puts(out, "  column ");
    model_put_text(out, column->title);
    buf_printf(out, " | %s", model_align_word(column->align));
    if (column->id) {
        buf_puts(out, " | id ");
        model_put_text(out, column->id);
    }
    if (column->width_zi)
        buf_printf(out, " | width %d", column->width_zi);
    model_put_format(out, &column->format);
    if (column->total != MODEL_TOTAL_NONE)
        buf_printf(out, " | total %s", model_total_word(column->total));
    if (column->share_of >= 0)
        buf_printf(out, " | share-of %d", column->share_of + 1);
    if (column->formula) {
        buf_puts(out, " | formula ");
        model_put_text(out, column->formula);
    }
    if (column->carry)
        buf_puts(out, " | carry");
    buf_putc(out, '\n');
}

static void put_settings(struct buf *out, const struct model_cell *cell, int indent)
{
    if (cell->rows > 1)
        buf_printf(out, " rows %u", (unsigned)cell->rows);
    if (cell->columns > 1)
        buf_printf(out, " columns %u", (unsigned)cell->columns);
    if (indent)
        buf_printf(out, " indent %d", indent);
}

static void put_row_cell(struct buf *out, const struct model_cell *cell, int indent)
{
    if (cell->covered) {
        buf_puts(out, "@ covered");
    } else {
        model_put_cell(out, cell);
        if (cell->rows > 1 || cell->columns > 1 || indent)
            buf_puts(out, cell->text[0] || cell->value.kind != VALUE_TEXT ? " @" : "@");
        put_settings(out, cell, indent);
    }
}

static void put_row(struct buf *out, const struct model_row *row, size_t column_count)
{
    static const char *const words[] = {
        [MODEL_ROW_DATA] = "row",
        [MODEL_ROW_GROUP] = "group",
        [MODEL_ROW_SUBTOTAL] = "subtotal",
        [MODEL_ROW_TOTAL] = "total",
    };
    buf_printf(out, "  %s ", words[row->kind]);
    if (row->kind == MODEL_ROW_GROUP) {
        model_put_cell(out, &row->cells[0]);
        column_count = 0;
    }
    for (size_t i = 0; i < column_count; i++) {
        if (i > 0)
            buf_puts(out, " | ");
        put_row_cell(out, &row->cells[i], i == 0 ? row->indent : 0);
    }
    buf_putc(out, '\n');
}

static void put_detail(struct buf *out, const struct model_table *table)
{
    if (!table->detail)
        return;
    struct model_detail_reader *reader = model_detail_open(table);
    buf_puts(out, "  detail\n");
    for (const struct model_row *row; (row = model_detail_next(reader));)
        put_row(out, row, table->column_count);
    model_detail_done(reader);
}

void model_put_table(struct buf *out, const struct model_table *table)
{
    if (table->number)
        buf_printf(out, "  number %d\n", table->number);
    model_put_property(out, "  caption", table->caption);
    model_put_property(out, "  unit", table->unit);
    model_put_property(out, "  note", table->note);
    if (table->landscape)
        buf_puts(out, "  page landscape\n");
    if (table->brief)
        buf_puts(out, "  brief\n");
    if (table->form)
        put_form(out, table->form);
    for (size_t i = 0; i < table->head_count; i++)
        put_head(out, &table->heads[i]);
    for (size_t i = 0; i < table->column_count; i++)
        put_column(out, &table->columns[i]);
    put_detail(out, table);
    for (size_t i = 0; i < table->row_count; i++)
        put_row(out, &table->rows[i], table->column_count);
}
