/* A chart of a model as text: its properties, categories, and each series with its points. */
#include <huibao/base.h>
#include <huibao/model.h>

#include "model_text.h"

static void put_categories(struct buf *out, const struct model_chart *chart)
{
    if (!chart->category_count)
        return;
    buf_puts(out, "  categories ");
    for (size_t i = 0; i < chart->category_count; i++) {
        if (i > 0)
            buf_puts(out, " | ");
        model_put_text(out, chart->categories[i]);
    }
    buf_putc(out, '\n');
}

static void put_series(struct buf *out, const struct model_series *series, size_t count)
{
    buf_puts(out, "  series ");
    model_put_text(out, series->title);
    model_put_format(out, &series->format);
    buf_putc(out, '\n');
    if (!count)
        return;
    buf_puts(out, "  points ");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_puts(out, " | ");
        model_put_cell(out, &series->points[i]);
    }
    buf_putc(out, '\n');
}

void model_put_chart(struct buf *out, const struct model_chart *chart)
{
    if (chart->number)
        buf_printf(out, "  number %d\n", chart->number);
    model_put_property(out, "  caption", chart->caption);
    model_put_property(out, "  unit", chart->unit);
    model_put_property(out, "  note", chart->note);
    buf_printf(out, "  kind %s\n", model_chart_word(chart->kind));
    if (chart->stacked)
        buf_puts(out, "  stacked\n");
    if (chart->labels)
        buf_puts(out, "  labels\n");
    if (chart->height_lines)
        buf_printf(out, "  height %d\n", chart->height_lines);
    put_categories(out, chart);
    for (size_t i = 0; i < chart->series_count; i++)
        put_series(out, &chart->series[i], chart->category_count);
}
