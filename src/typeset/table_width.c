/*
 * Column widths from the contents: each column's natural width (nothing wrapped) and least width
 * (its widest unbreakable piece), solved to fill the 版心 exactly. Type is 小四; a table whose
 * columns do not fit so is set in 五号.
 */
#include <string.h>

#include <huibao/base.h>

#include "flow.h"
#include "table.h"
#include "typeset_diags.h"

#define SMALLER_SIZE (STYLE_UNIT * 21 / 2) /* 五号, 10.5 pt */
#define TEXT_LEAST_ZI 4                    /* text narrower than this is no column */
#define TEXT_COMFORT_ZI 14                 /* wrapping beyond this is no reason for smaller type */

static bool column_is_number(const struct model_column *column)
{
    return column->align == MODEL_ALIGN_RIGHT || column->align == MODEL_ALIGN_DECIMAL;
}

size_t typeset_table_point(const char *text)
{
    const char *p = text;
    if (*p == '+' || *p == '-')
        p++;
    else if (strncmp(p, "−", 3) == 0 || strncmp(p, "－", 3) == 0)
        p += 3;
    const char *digits = p;
    while ((*p >= '0' && *p <= '9') || *p == ',')
        p++;
    return p > digits ? (size_t)(p - text) : 0;
}

/* Width of the prepared paragraph's items that begin before byte `bytes`. */
static int32_t width_before(const struct para *para, size_t bytes)
{
    size_t end = 0;
    while (end < para->count && para->items[end].text < bytes)
        end++;
    return typeset_fit_natural(para, 0, end);
}

static void cell_shape(struct composer *c, const struct table_layout *layout, const char *text,
                       enum style_element element, size_t row)
{
    const struct model_table *table = layout->table;
    struct shape_source source = {.what = row ? "表格" : "表头，表格",
                                  .name = table->name ? table->name : table->caption,
                                  .row = row,
                                  .file = layout->block->file,
                                  .line = layout->block->line};
    int32_t size = typeset_table_size(layout, element);
    typeset_para_reset(c->para, size, size, layout->style->breaking);
    typeset_shape(c->shaper, c->para, c->roles[element], text ? text : "", &source);
    typeset_para_prepare(c->para);
}

struct fit_report typeset_table_cell(struct composer *c, const struct table_layout *layout,
                                     const char *text, enum style_element element, int32_t width,
                                     size_t row)
{
    struct fit_report report = {SIZE_MAX, SIZE_MAX};
    int32_t size = typeset_table_size(layout, element);
    struct fit_shape shape = {.measure = width, .min_last = layout->style->min_last_line_zi * size};
    cell_shape(c, layout, text, element, row);
    if (element == STYLE_TABLE_HEAD)
        typeset_title_fit(c->para, width);
    else
        typeset_fit(c->para, &shape, &report);
    return report;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static void column_measure_cell(struct composer *c, struct table_layout *layout, size_t index,
                                const char *text, size_t row)
{
    struct table_column *column = &layout->columns[index];
    const struct model_column *model = &layout->table->columns[index];
    cell_shape(c, layout, text, STYLE_TABLE_CELL, row);
    int32_t natural = typeset_fit_natural(c->para, 0, c->para->count);
    column->natural = larger(column->natural, natural);
    size_t point = typeset_table_point(text ? text : "");
    if (!column_is_number(model) || !point) {
        /* Text may wrap, in a column of numbers too. */
        int32_t most = TEXT_LEAST_ZI * layout->cell_size;
        column->least = larger(column->least, typeset_fit_unbreakable(c->para));
        column->least = larger(column->least, natural < most ? natural : most);
        if (!column_is_number(model))
            column->before = larger(column->before, natural);
        return;
    }
    column->least = larger(column->least, natural);
    if (model->align == MODEL_ALIGN_DECIMAL) {
        int32_t before = width_before(c->para, point);
        column->before = larger(column->before, before);
        column->after = larger(column->after, natural - before);
    } else {
        column->before = larger(column->before, natural);
    }
}

static void column_measure(struct composer *c, struct table_layout *layout, size_t index)
{
    const struct model_table *table = layout->table;
    struct table_column *column = &layout->columns[index];
    *column = (struct table_column){0};
    cell_shape(c, layout, table->columns[index].title, STYLE_TABLE_HEAD, 0);
    int32_t head = typeset_fit_natural(c->para, 0, c->para->count);
    int32_t most = TEXT_LEAST_ZI * layout->head_size;
    column->natural = head;
    column->least = larger(typeset_fit_unbreakable(c->para), head < most ? head : most);
    for (size_t row = 0; row < table->row_count; row++)
        column_measure_cell(c, layout, index, table->rows[row].cells[index].text, row + 1);
    int32_t block = column->before + column->after;
    bool number = column_is_number(&table->columns[index]);
    column->natural = larger(column->natural, block) + 2 * layout->padding;
    column->least = larger(column->least, number ? block : 0) + 2 * layout->padding;
    if (table->columns[index].width_zi > 0)
        column->natural = column->least =
            table->columns[index].width_zi * layout->cell_size + 2 * layout->padding;
}

static void table_measure(struct composer *c, struct table_layout *layout, int32_t size)
{
    const struct style *style = layout->style;
    int32_t full = style->text[STYLE_TABLE_CELL].size;
    layout->cell_size = size;
    layout->head_size = size == full ? style->text[STYLE_TABLE_HEAD].size : size;
    layout->padding = size / 2;
    for (size_t i = 0; i < layout->table->column_count; i++)
        column_measure(c, layout, i);
}

/* Whether all columns stand side by side without squeezing what should not be squeezed. */
static bool table_is_comfortable(const struct table_layout *layout)
{
    int64_t sum = 0;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        const struct table_column *column = &layout->columns[i];
        int32_t most = TEXT_COMFORT_ZI * layout->cell_size;
        bool wraps = !column_is_number(&layout->table->columns[i]) && column->natural > most;
        sum += wraps ? larger(most, column->least) : column->natural;
    }
    return sum <= layout->style->text_width;
}

/* Number columns get one width when there is room for it. */
static void table_even_numbers(struct table_layout *layout)
{
    int32_t widest = 0;
    int64_t sum = 0;
    size_t count = layout->table->column_count;
    for (size_t i = 0; i < count; i++)
        if (column_is_number(&layout->table->columns[i]) && !layout->table->columns[i].width_zi)
            widest = larger(widest, layout->columns[i].natural);
    for (size_t i = 0; i < count; i++) {
        bool number =
            column_is_number(&layout->table->columns[i]) && !layout->table->columns[i].width_zi;
        sum += number ? widest : layout->columns[i].natural;
    }
    for (size_t i = 0; i < count && sum <= layout->style->text_width; i++)
        if (column_is_number(&layout->table->columns[i]) && !layout->table->columns[i].width_zi)
            layout->columns[i].natural = widest;
}

/* Widths that sum to the 版心: spare room goes equally to the columns without a declared width;
   a shortage is borne by what each column has beyond its least. */
static void table_distribute(struct table_layout *layout, int64_t natural, int64_t least)
{
    int64_t measure = layout->style->text_width;
    size_t count = layout->table->column_count;
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
        open += layout->table->columns[i].width_zi <= 0;
    int32_t x = 0;
    for (size_t i = 0; i < count; i++) {
        struct table_column *column = &layout->columns[i];
        bool takes = open == 0 || layout->table->columns[i].width_zi <= 0;
        int64_t width = column->natural;
        if (natural <= measure)
            width += takes ? (measure - natural) / (int64_t)(open ? open : count) : 0;
        else
            width = column->least +
                    (measure - least) * (column->natural - column->least) / (natural - least);
        if (i + 1 == count)
            width = measure - x;
        column->x = x;
        column->width = (int32_t)width;
        x += column->width;
    }
}

static void table_refuse(struct composer *c, const struct table_layout *layout, int64_t least)
{
    const struct model_table *table = layout->table;
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    char *columns = arena_printf(c->scratch, "%zu", table->column_count);
    /* Millimetres, the need rounded up. */
    int64_t per_cm = style_from_mm(10);
    int64_t needs = (least * 10 + per_cm - 1) / per_cm;
    char *needed = arena_printf(c->scratch, "%lld", (long long)needs);
    int64_t has = ((int64_t)layout->style->text_width * 10 + per_cm / 2) / per_cm;
    char *there = arena_printf(c->scratch, "%lld", (long long)has);
    diag_add(c->diags, &TYP005, &place,
             DIAG_ARGS(table->name ? table->name : "", columns, needed, there));
    diag_hint(c->diags, "减少几列，缩短列的标题，或者把表格拆成两个");
}

bool typeset_table_solve(struct composer *c, struct table_layout *layout)
{
    table_measure(c, layout, layout->style->text[STYLE_TABLE_CELL].size);
    if (!table_is_comfortable(layout) && layout->cell_size > SMALLER_SIZE)
        table_measure(c, layout, SMALLER_SIZE);
    table_even_numbers(layout);
    int64_t natural = 0;
    int64_t least = 0;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        natural += layout->columns[i].natural;
        least += layout->columns[i].least;
    }
    if (least > layout->style->text_width) {
        table_refuse(c, layout, least);
        return false;
    }
    table_distribute(layout, natural, least);
    return true;
}
