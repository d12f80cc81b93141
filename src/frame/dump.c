/* What a frame has fetched, as text: for golden files and for finding out where a number is from. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

/* Texts in quotes, so that 12 and "12" differ; reals with the fewest digits that give them back. */
static void put_value(struct buf *out, struct value value)
{
    struct value_civil civil;
    char digits[40] = "";
    switch (value.kind) {
    case VALUE_NULL:
        buf_puts(out, "null");
        break;
    case VALUE_INTEGER:
        buf_printf(out, "%lld", (long long)value.integer);
        break;
    case VALUE_REAL:
        for (int precision = 15; precision <= 17; precision++) {
            snprintf(digits, sizeof digits, "%.*g", precision, value.real);
            if (strtod(digits, NULL) == value.real)
                break;
        }
        buf_printf(out, "%s%s", digits, strpbrk(digits, ".e") ? "" : ".0");
        break;
    case VALUE_TEXT:
        buf_put_json(out, value.text);
        break;
    case VALUE_DATE:
        civil = value_date_to_civil(value.date);
        buf_printf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
        break;
    }
}

static void put_param(struct frame *frame, const struct frame_param *param, struct buf *out)
{
    buf_printf(out, "param %s = ", param->define->name);
    put_value(out, param->value);
    if (param->is_period) {
        buf_printf(out, " … ");
        put_value(out, value_date(param->last));
        buf_printf(out, " %s", period_key(frame->arena, param->period));
    }
    buf_putc(out, '\n');
}

static void put_scalars(struct frame *frame, const struct run *run, struct buf *out)
{
    buf_printf(out, "\nscalars %s %s\n", run->dataset->name, step_show(frame->arena, run->step));
    for (size_t c = 0; c < run->table.column_count; c++) {
        buf_printf(out, "  %s = ", run->table.columns[c]);
        put_value(out, run->table.cells[c]);
        buf_putc(out, '\n');
    }
}

/* table 居民 (3), and its columns */
static void put_columns(const char *kind, const struct define_dataset *dataset,
                        const struct frame_table *table, struct buf *out)
{
    buf_printf(out, "\n%s %s (%zu)\n  columns ", kind, dataset->name, table->row_count);
    for (size_t c = 0; c < table->column_count; c++)
        buf_printf(out, "%s%s", c ? " | " : "", table->columns[c]);
}

static void put_table(const struct run *run, struct buf *out)
{
    const struct frame_table *table = &run->table;
    put_columns("table", run->dataset, table, out);
    for (size_t r = 0; r < table->row_count; r++) {
        buf_puts(out, "\n  row ");
        for (size_t c = 0; c < table->column_count; c++) {
            buf_puts(out, c ? " | " : "");
            put_value(out, table->cells[r * table->column_count + c]);
        }
    }
    buf_putc(out, '\n');
}

void frame_dump(struct frame *frame, struct buf *out)
{
    const struct frame_params *params = &frame->steps->params;
    buf_puts(out, "data 1\n");
    for (size_t i = 0; i < params->count; i++)
        put_param(frame, &params->items[i], out);
    for (const struct run *run = frame->runs; run; run = run->next) {
        if (run->good && run->dataset->scalar)
            put_scalars(frame, run, out);
        else if (run->good)
            put_table(run, out);
    }
    for (const struct streamed *s = frame->streamed; s; s = s->next) {
        put_columns("stream", s->dataset, &s->table, out);
        buf_putc(out, '\n');
    }
    if (frame->computed)
        buf_puts(out, "\ncomputed\n");
    for (const struct computed *c = frame->computed; c; c = c->next) {
        if (c->state != COMPUTED_GOOD)
            continue;
        buf_printf(out, "  %s %s = ", c->indicator->name, step_show(frame->arena, c->step));
        put_value(out, c->value);
        buf_putc(out, '\n');
    }
}
