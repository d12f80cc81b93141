/*
 * Column widths from the contents. What each column wants is measured without padding: naturally
 * (nothing wrapped), by wish (long texts and titles on a few lines), by its body (titles in short
 * lines: they wrap once, a cell in every row), at least, and rigidly (its widest unbreakable piece). Cells over several columns ask for what their columns lack together. The widths
 * solved from these fill the 版心, or are what the author declared. Type is 小四; a table whose wishes
 * do not fit so is set in 五号.
 */
#include <stdlib.h>

#include <huibao/base.h>

#include "flow.h"
#include "table.h"
#include "typeset_diags.h"

#define SMALLER_SIZE (STYLE_UNIT * 21 / 2) /* 五号, 10.5 pt */
#define TEXT_LEAST_ZI 4                    /* text narrower than this is no column */
#define TITLE_LEAST_ZI 2                   /* a title may stand in lines of two characters */
#define TITLE_WHOLE_ZI 3                   /* and one of three had better not */
#define DECLARED_MOST_ZI 1000              /* far wider than any page */
#define TEXT_COMFORT_ZI 14                 /* wrapping beyond this is no reason for smaller type */

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static void want_take(struct table_want *want, const struct table_want *more)
{
    for (int kind = 0; kind < WANT_COUNT; kind++)
        want->of[kind] = larger(want->of[kind], more->of[kind]);
}

/* ---- measuring ---- */

static struct table_want want_number(int32_t width)
{
    return (struct table_want){{width, width, width, width, width}};
}

/* Of the text measured in c->para, which may wrap. */
static struct table_want want_text(const struct composer *c, int32_t size)
{
    int32_t natural = typeset_fit_natural(c->para, 0, c->para->count);
    int32_t comfort = TEXT_COMFORT_ZI * size;
    typeset_para_prepare(c->para);
    /* A word wider than this is broken, with a note. */
    int32_t rigid = smaller(typeset_fit_unbreakable(c->para), comfort);
    int32_t least = larger(rigid, smaller(natural, TEXT_LEAST_ZI * size));
    return (struct table_want){{[WANT_NATURAL] = natural,
                                [WANT_WISH] = larger(smaller(natural, comfort), least),
                                [WANT_BODY] = larger(smaller(natural, comfort), least),
                                [WANT_LEAST] = least,
                                [WANT_RIGID] = rigid}};
}

/* A title may stand on two lines. */
static struct table_want want_title(struct composer *c, const struct table_layout *layout,
                                    const char *title)
{
    typeset_table_shape(c, layout, title, STYLE_TABLE_HEAD, 0);
    int32_t size = layout->head_size;
    struct table_want want = want_text(c, size);
    int32_t natural = want.of[WANT_NATURAL];
    int32_t half = natural > 2 * TEXT_LEAST_ZI * size ? natural / 2 + size : natural;
    want.of[WANT_LEAST] = larger(want.of[WANT_RIGID], smaller(natural, TITLE_LEAST_ZI * size));
    /* 满意率 has no good place to break. */
    want.of[WANT_BODY] = natural <= TITLE_WHOLE_ZI * size
                             ? natural
                             : larger(want.of[WANT_LEAST], want.of[WANT_RIGID]);
    want.of[WANT_WISH] = larger(half, want.of[WANT_LEAST]);
    return want;
}

void typeset_table_measure_number(struct composer *c, struct table_layout *layout, size_t index,
                                  const char *text, size_t row)
{
    struct table_column *column = &layout->columns[index];
    typeset_table_shape(c, layout, text, STYLE_TABLE_CELL, row);
    int32_t natural = typeset_fit_natural(c->para, 0, c->para->count);
    bool decimal = layout->table->columns[index].align == MODEL_ALIGN_DECIMAL;
    int32_t before = decimal ? typeset_table_before(c->para, typeset_table_point(text)) : natural;
    column->before = larger(column->before, before);
    column->after = larger(column->after, natural - before);
}

static void column_measure_cell(struct composer *c, struct table_layout *layout, size_t index,
                                size_t row)
{
    struct table_column *column = &layout->columns[index];
    const char *text = layout->table->rows[row].cells[index].text;
    if (!text || !text[0] || typeset_table_columns(layout, row, index) != 1)
        return;
    if (column->number && typeset_table_point(text)) {
        typeset_table_measure_number(c, layout, index, text, row + 1);
        return;
    }
    typeset_table_shape(c, layout, text, STYLE_TABLE_CELL, row + 1);
    int32_t natural = typeset_fit_natural(c->para, 0, c->para->count);
    bool brief = natural <= TEXT_LEAST_ZI * layout->cell_size && !column->declared;
    struct table_want want = brief ? want_number(natural) : want_text(c, layout->cell_size);
    int32_t indent = typeset_table_indent(layout, row, index);
    for (int kind = 0; kind < WANT_COUNT; kind++)
        want.of[kind] += indent;
    want_take(&column->want, &want);
    typeset_table_sample(layout, row, index, want.of[WANT_NATURAL]);
    if (!column->number)
        column->before = larger(column->before, want.of[WANT_NATURAL]);
}

static void column_measure(struct composer *c, struct table_layout *layout, size_t index)
{
    const struct model_table *table = layout->table;
    const struct model_column *model = &table->columns[index];
    struct table_column *column = &layout->columns[index];
    int declared = model->width_zi < 0 ? 0 : smaller(model->width_zi, DECLARED_MOST_ZI);
    *column = (struct table_column){.number = model->align == MODEL_ALIGN_RIGHT ||
                                              model->align == MODEL_ALIGN_DECIMAL,
                                    .declared = declared * layout->cell_size};
    if (model->id) {
        typeset_table_shape(c, layout, model->id, STYLE_TABLE_CELL, 0);
        struct table_want want = want_number(typeset_fit_natural(c->para, 0, c->para->count));
        want_take(&column->want, &want);
    }
    for (size_t row = 0; row < table->row_count; row++)
        if (table->rows[row].kind != MODEL_ROW_GROUP)
            column_measure_cell(c, layout, index, row);
}

/* What is wanted more is at least as wide. */
static void table_order_wants(struct table_layout *layout)
{
    for (size_t i = 0; i < layout->table->column_count; i++) {
        struct table_want *want = &layout->columns[i].want;
        for (int kind = WANT_RIGID; kind > 0; kind--)
            want->of[kind - 1] = larger(want->of[kind - 1], want->of[kind]);
    }
}

/* Numbers stand as a block, aligned; its width cannot be broken. */
static void column_take_numbers(struct table_column *column)
{
    struct table_want want = want_number(column->before + column->after);
    if (column->number)
        want_take(&column->want, &want);
}

/* ---- what cells over several columns want ---- */

struct width_span {
    size_t first, end;
    struct table_want want;
};

struct width_spans {
    struct width_span *items;
    size_t count, capacity;
};

static void spans_add(struct composer *c, struct width_spans *spans, const struct width_span *span)
{
    struct width_span *last = spans->count ? &spans->items[spans->count - 1] : NULL;
    if (last && last->first == span->first && last->end == span->end) {
        want_take(&last->want, &span->want);
        return;
    }
    if (spans->count == spans->capacity)
        spans->items = arena_grow(c->scratch, spans->items, spans->count, &spans->capacity,
                                  sizeof *spans->items);
    spans->items[spans->count++] = *span;
}

static void spans_of_row(struct composer *c, const struct table_layout *layout, size_t row,
                         struct width_spans *spans)
{
    const struct model_row *model = &layout->table->rows[row];
    for (size_t i = 0; i < layout->table->column_count; i++) {
        size_t columns = model->cells[i].columns > 1 ? typeset_table_columns(layout, row, i) : 1;
        if (columns < 2)
            continue;
        typeset_table_shape(c, layout, model->cells[i].text, STYLE_TABLE_CELL, row + 1);
        struct width_span span = {i, i + columns, want_text(c, layout->cell_size)};
        spans_add(c, spans, &span);
    }
}

static void spans_collect(struct composer *c, const struct table_layout *layout,
                          struct width_spans *spans)
{
    for (size_t i = 0; i < layout->head_count; i++) {
        const struct table_head_cell *head = &layout->heads[i];
        if (!head->title)
            continue;
        struct width_span span = {head->first, head->end, want_title(c, layout, head->title)};
        spans_add(c, spans, &span);
    }
    size_t label = typeset_table_carry_label(layout);
    if (label > 0) {
        typeset_table_shape(c, layout, TABLE_CARRY_ON, STYLE_TABLE_CELL, 0);
        struct width_span span = {0, label,
                                  want_number(typeset_fit_natural(c->para, 0, c->para->count))};
        spans_add(c, spans, &span);
    }
    for (size_t row = 0; row < layout->table->row_count; row++)
        if (layout->table->rows[row].kind != MODEL_ROW_GROUP)
            spans_of_row(c, layout, row, spans);
}

static int span_order(const void *a, const void *b)
{
    const struct width_span *first = a;
    const struct width_span *second = b;
    size_t one = first->end - first->first;
    size_t other = second->end - second->first;
    if (one != other)
        return one < other ? -1 : 1;
    return first->first < second->first ? -1 : first->first > second->first;
}

/* Spreads what the columns of a span lack, over those of no declared width if there are any. */
static void span_spread(struct table_layout *layout, const struct width_span *span, int kind)
{
    struct table_column *columns = layout->columns;
    int64_t lacks = span->want.of[kind];
    lacks -= 2 * (int64_t)layout->padding * (int64_t)(span->end - span->first - 1);
    int64_t open = 0;
    for (size_t i = span->first; i < span->end; i++) {
        lacks -= columns[i].want.of[kind];
        open += !columns[i].declared;
    }
    int64_t takers = open ? open : (int64_t)(span->end - span->first);
    for (size_t i = span->first; lacks > 0 && i < span->end; i++) {
        if (open && columns[i].declared)
            continue;
        int32_t part = (int32_t)(lacks / takers--);
        columns[i].want.of[kind] += part;
        lacks -= part;
    }
}

static void table_measure(struct composer *c, struct table_layout *layout, int32_t size, bool tight)
{
    const struct style *style = layout->style;
    int32_t full = style->text[STYLE_TABLE_CELL].size;
    layout->cell_size = size;
    layout->head_size = size == full ? style->text[STYLE_TABLE_HEAD].size : size;
    layout->padding = tight ? size / 4 : size / 2;
    for (size_t i = 0; i < layout->table->column_count; i++)
        column_measure(c, layout, i);
    typeset_table_carry_measure(c, layout);
    for (size_t i = 0; i < layout->table->column_count; i++)
        column_take_numbers(&layout->columns[i]);
    struct width_spans spans = {0};
    spans_collect(c, layout, &spans);
    if (spans.count)
        qsort(spans.items, spans.count, sizeof *spans.items, span_order);
    for (size_t i = 0; i < spans.count; i++)
        for (int kind = 0; kind < WANT_COUNT; kind++)
            span_spread(layout, &spans.items[i], kind);
    for (size_t i = 0; i < layout->table->column_count; i++) {
        struct table_column *column = &layout->columns[i];
        if (column->declared)
            for (int kind = 0; kind < WANT_RIGID; kind++)
                column->want.of[kind] = larger(column->declared, column->want.of[WANT_RIGID]);
    }
    table_order_wants(layout);
}

/* ---- solving ---- */

/* What there is for contents. */
static int64_t table_measure_width(const struct table_layout *layout)
{
    return layout->style->text_width -
           2 * (int64_t)layout->padding * (int64_t)layout->table->column_count;
}

static int64_t table_sum(const struct table_layout *layout, int kind)
{
    int64_t sum = 0;
    for (size_t i = 0; i < layout->table->column_count; i++)
        sum += layout->columns[i].want.of[kind];
    return sum;
}

static bool table_has_room(const struct table_layout *layout, int kind)
{
    return table_sum(layout, kind) <= table_measure_width(layout);
}

static bool column_is_open_number(const struct table_column *column)
{
    return column->number && !column->declared;
}

/* Columns of numbers side by side want the same, if there is room for it. */
static bool even_wants(struct table_layout *layout, size_t first, size_t end, int kind)
{
    int32_t widest = 0;
    for (size_t i = first; i < end; i++)
        if (column_is_open_number(&layout->columns[i]))
            widest = larger(widest, layout->columns[i].want.of[kind]);
    int64_t sum = table_sum(layout, kind);
    for (size_t i = first; i < end; i++)
        if (column_is_open_number(&layout->columns[i]))
            sum += widest - layout->columns[i].want.of[kind];
    if (sum > table_measure_width(layout))
        return false;
    for (size_t i = first; i < end; i++)
        if (column_is_open_number(&layout->columns[i]))
            layout->columns[i].want.of[kind] = widest;
    return true;
}

/* What columns of numbers have got they share: one that wants more than its share keeps that much. */
static void even_widths(struct table_layout *layout, int kind)
{
    size_t count = layout->table->column_count;
    int64_t sum = 0;
    int64_t open = 0;
    for (size_t i = 0; i < count; i++) {
        struct table_column *column = &layout->columns[i];
        column->shares = column_is_open_number(column);
        sum += column->shares ? column->width : 0;
        open += column->shares;
    }
    for (size_t i = 0; i < count;) {
        struct table_column *column = &layout->columns[i++];
        if (!column->shares || column->want.of[kind] <= sum / open)
            continue;
        column->shares = false;
        column->width = column->want.of[kind];
        sum -= column->width;
        open--;
        i = 0; /* less is left for the others */
    }
    for (size_t i = 0; i < count; i++) {
        struct table_column *column = &layout->columns[i];
        if (!column->shares)
            continue;
        column->width = (int32_t)(sum / open--);
        sum -= column->width;
    }
}

/* All columns of numbers alike; if that cannot be, those under one head. */
static void even_numbers(struct table_layout *layout, int kind)
{
    if (even_wants(layout, 0, layout->table->column_count, kind))
        return;
    for (size_t i = 0; i < layout->head_count; i++)
        if (layout->heads[i].end - layout->heads[i].first > 1)
            even_wants(layout, layout->heads[i].first, layout->heads[i].end, kind);
}

/* Spare room goes equally to the columns of no declared width. */
static void distribute_spare(struct table_layout *layout, int64_t spare)
{
    size_t count = layout->table->column_count;
    int64_t open = 0;
    for (size_t i = 0; i < count; i++)
        open += !layout->columns[i].declared;
    for (size_t i = 0; i < count; i++) {
        struct table_column *column = &layout->columns[i];
        column->width = column->want.of[WANT_NATURAL];
        if (column->declared)
            continue;
        int64_t part = spare / open--;
        column->width += (int32_t)part;
        spare -= part;
    }
}

/* Between two kinds of want, in proportion to what each column gains from one to the other. */
static void distribute_between(struct table_layout *layout, int low, int high)
{
    int64_t gain = table_sum(layout, high) - table_sum(layout, low);
    int64_t has = table_measure_width(layout) - table_sum(layout, low);
    for (size_t i = 0; i < layout->table->column_count; i++) {
        struct table_column *column = &layout->columns[i];
        int64_t own = column->want.of[high] - column->want.of[low];
        int64_t part = gain > 0 ? has * own / gain : 0;
        column->width = column->want.of[low] + (int32_t)part;
        gain -= own;
        has -= part;
    }
}

/* Declared widths give way to what their contents need rigidly; they are noted. */
static void table_press(struct table_layout *layout)
{
    for (size_t i = 0; i < layout->table->column_count; i++) {
        struct table_column *column = &layout->columns[i];
        int32_t least = larger(column->want.of[WANT_RIGID], TEXT_LEAST_ZI * layout->cell_size);
        if (column->declared)
            column->want.of[WANT_LEAST] = smaller(least, column->want.of[WANT_LEAST]);
    }
}

static void table_place(struct table_layout *layout)
{
    int32_t x = 0;
    size_t count = layout->table->column_count;
    layout->wraps = false;
    for (size_t i = 0; i < count; i++) {
        struct table_column *column = &layout->columns[i];
        column->wraps = column->width < column->want.of[WANT_NATURAL] || column->declared;
        layout->wraps = layout->wraps || column->wraps;
        column->x = x;
        column->width += 2 * layout->padding;
        x += column->width;
    }
    layout->width = x;
    layout->left = (layout->style->text_width - x) / 2;
}

int64_t typeset_table_least(const struct table_layout *layout, size_t columns)
{
    int64_t least = 0;
    for (size_t i = 0; i < columns; i++)
        least += layout->columns[i].want.of[WANT_LEAST] + 2 * layout->padding;
    return least;
}

/* Less air between columns, where that keeps short titles in one piece: 老年人, not 老年 / 人. */
static void table_tighten(struct composer *c, struct table_layout *layout, int32_t size)
{
    int64_t columns = (int64_t)layout->table->column_count;
    int64_t gain = 2 * columns * (layout->padding - size / 4);
    if (table_sum(layout, WANT_BODY) > table_measure_width(layout) + gain)
        return;
    table_measure(c, layout, size, true);
    if (!table_has_room(layout, WANT_BODY)) /* heads over several columns may want more */
        table_measure(c, layout, size, false);
}

bool typeset_table_solve(struct composer *c, struct table_layout *layout)
{
    int32_t size = layout->style->text[STYLE_TABLE_CELL].size;
    table_measure(c, layout, size, false);
    if (!table_has_room(layout, WANT_WISH)) {
        size = smaller(size, SMALLER_SIZE);
        table_measure(c, layout, size, false);
    }
    if (!table_has_room(layout, WANT_LEAST))
        table_measure(c, layout, size, true);
    else if (!table_has_room(layout, WANT_BODY))
        table_tighten(c, layout, size);
    int64_t measure = table_measure_width(layout);
    if (!table_has_room(layout, WANT_LEAST))
        table_press(layout);
    if (!table_has_room(layout, WANT_LEAST))
        return false;
    even_numbers(layout, WANT_WISH);
    even_numbers(layout, WANT_NATURAL);
    table_order_wants(layout);
    int kind = WANT_NATURAL; /* the most there is room for */
    while (!table_has_room(layout, kind))
        kind++;
    if (kind == WANT_NATURAL)
        distribute_spare(layout, measure - table_sum(layout, WANT_NATURAL));
    else
        distribute_between(layout, kind, kind - 1);
    even_widths(layout, kind == WANT_NATURAL ? WANT_WISH : kind);
    if (kind != WANT_NATURAL)
        typeset_table_balance(layout);
    table_place(layout);
    return true;
}

/* ---- declared widths ---- */

void typeset_table_note_widths(struct composer *c, const struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    struct place place = {.file = layout->block->file, .line = layout->block->line};
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &layout->columns[i];
        int32_t width = column->width - 2 * layout->padding;
        if (!column->declared || width == column->declared)
            continue;
        const char *why = width > column->declared ? "里面有拆不开的内容" : "各列合起来比版心宽";
        int32_t tenths = (int32_t)((int64_t)width * 10 / layout->cell_size);
        const char *title = table->columns[i].title ? table->columns[i].title : "";
        diag_add(c->diags, &TYP030, &place,
                 DIAG_ARGS(table->name ? table->name : "", title,
                           arena_printf(c->scratch, "%d", table->columns[i].width_zi), why,
                           arena_printf(c->scratch, "%d.%d", tenths / 10, tenths % 10)));
    }
}
