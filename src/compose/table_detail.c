/*
 * A 明细表: its rows come from the query one by one and go to disk, as they come. What a table is made of
 * otherwise (kinds of values, decimals of the whole column, totals) is found on the way or from there.
 */
#include <huibao/model_detail.h>

#include "cells.h"
#include "compose_diags.h"
#include "printed.h"
#include "table.h"

enum { ROWS_BETWEEN = 1024 }; /* after which the texts of rows are forgotten */

struct column {
    int source;   /* the column of the data; −1: numbers of the rows */
    int decimals; /* that the numbers have so far, where the format does not say; −1: none yet */
};

struct detailing {
    struct making making;
    struct model_detail *detail;
    struct column *columns;
    struct value *values;
    struct arena *texts; /* of the rows at hand */
};

/* ---- columns ---- */

static bool find_column(struct detailing *detailing, size_t index)
{
    struct making *making = &detailing->making;
    const struct define_column *define = making->leaves[index];
    struct column *column = &detailing->columns[index];
    *column = (struct column){.source = -1, .decimals = -1};
    if (table_is_row_number(making, define)) {
        making->columns[index].format = (struct value_format){VALUE_STYLE_INTEGER, 0, NULL};
        return true;
    }
    column->source = cells_find_or_tell(making->composer, making->data, making->define->data,
                                        define->value, &define->value_place);
    if (column->source < 0)
        return false;
    making->columns[index].format =
        cells_format(making->composer, making->data, (size_t)column->source, &define->format);
    return true;
}

static bool take_columns(void *context, const char *const *columns, size_t count)
{
    struct detailing *detailing = context;
    struct making *making = &detailing->making;
    struct arena *arena = making->composer->arena;
    struct frame_table *head = arena_alloc(arena, sizeof *head);
    *head = (struct frame_table){.columns = columns, .column_count = count};
    making->data = head;
    bool good = true;
    for (size_t i = 0; i < making->table->column_count; i++)
        good = find_column(detailing, i) && good;
    return good;
}

/* ---- rows ---- */

static void note_kind(struct table_kinds *kinds, struct value value)
{
    kinds->text |= value.kind == VALUE_TEXT;
    kinds->date |= value.kind == VALUE_DATE;
    kinds->number |= value_is_number(value);
}

static bool is_clean(const char *text)
{
    while ((unsigned char)*text >= 0x20 && *text != 0x7f)
        text++;
    return *text == '\0';
}

/* A cell's value as the detail keeps it, and what is to be known of its column. */
static struct value cell_value(struct detailing *detailing, size_t index, struct value value)
{
    struct making *making = &detailing->making;
    const struct define_column *define = making->leaves[index];
    const struct value_format *format = &making->columns[index].format;
    struct column *column = &detailing->columns[index];
    if (!cells_fit(making->composer, value, format, define->title, &define->place))
        return value_null();
    note_kind(&making->kinds[index], value);
    if (value.kind == VALUE_TEXT)
        return value_text(is_clean(value.text) ? value.text
                                               : compose_clean(detailing->texts, value.text));
    if (value_is_number(value) && format->decimals < 0) {
        int natural = printed_natural_decimals(detailing->texts, value, PRINTED_NATURAL_DECIMALS);
        column->decimals = natural > column->decimals ? natural : column->decimals;
    }
    return value_in_unit(value, format);
}

static bool take_row(void *context, const struct value *cells)
{
    struct detailing *detailing = context;
    struct making *making = &detailing->making;
    size_t row = model_detail_count(detailing->detail);
    if (row % ROWS_BETWEEN == 0) {
        arena_free(detailing->texts);
        detailing->texts = arena_new();
    }
    for (size_t i = 0; i < making->table->column_count; i++) {
        int source = detailing->columns[i].source;
        detailing->values[i] =
            source < 0 ? value_integer((int64_t)row + 1) : cell_value(detailing, i, cells[source]);
    }
    model_detail_add(detailing->detail, detailing->values);
    return true;
}

static void settle_decimals(struct detailing *detailing)
{
    struct making *making = &detailing->making;
    for (size_t i = 0; i < making->table->column_count; i++) {
        struct value_format *format = &making->columns[i].format;
        if (format->decimals < 0)
            format->decimals = detailing->columns[i].decimals;
    }
}

/* ---- the table ---- */

/* 表3“居民明细”共12345行，见随附的电子表格。 */
static void say_where(struct detailing *detailing, struct model_block *paragraph)
{
    const struct making *making = &detailing->making;
    const struct model_table *table = making->table;
    struct arena *arena = making->composer->arena;
    const char *number = table->number ? arena_printf(arena, "表%d", table->number) : "";
    const char *called = table->caption ? table->caption : table->name;
    paragraph->text =
        model_text_plain(arena, arena_printf(arena, "%s“%s”共%zu行，见随附的电子表格。", number,
                                             called, model_detail_count(table->detail)));
}

static void make_table(struct detailing *detailing)
{
    struct making *making = &detailing->making;
    struct model_table *table = making->table;
    table->detail = detailing->detail;
    table->columns = making->columns;
    settle_decimals(detailing);
    table_surround(making);
    for (size_t i = 0; i < table->column_count; i++)
        table_column_set(making, i);
    table_arrange(making);
    for (size_t i = 0; i < table->column_count; i++)
        table_column_align(making, i);
    if (making->totalled)
        table_detail_totals(making);
    table_ids(making);
    table_heads(making);
}

static void begin(struct detailing *detailing, struct composer *composer,
                  const struct define_table *define)
{
    struct arena *arena = composer->arena;
    size_t count = define->leaf_count;
    struct making *making = &detailing->making;
    *making = (struct making){.composer = composer, .define = define, .leaves = define->leaves};
    making->table = arena_alloc(arena, sizeof *making->table);
    making->table->column_count = count;
    making->columns = arena_array(arena, count, sizeof *making->columns);
    making->kinds = arena_array(arena, count, sizeof *making->kinds);
    making->totalled = table_is_totalled(making);
    detailing->columns = arena_array(arena, count, sizeof *detailing->columns);
    detailing->values = arena_array(arena, count, sizeof *detailing->values);
    detailing->detail = model_detail_new(arena, count);
}

/* False after a diagnostic: what the table would have is told by then. */
static bool fetch(struct detailing *detailing)
{
    struct composer *composer = detailing->making.composer;
    struct frame_taker taker = {take_columns, take_row, detailing};
    size_t errors = diags_count(composer->diags, DIAG_ERROR);
    bool good =
        frame_stream(composer->frame, detailing->making.define->data, &taker, composer->diags) &&
        diags_count(composer->diags, DIAG_ERROR) == errors;
    good = model_detail_close(detailing->detail, composer->diags) && good;
    arena_free(detailing->texts);
    return good;
}

const struct model_table *table_detail(struct composer *composer, const struct define_block *block)
{
    struct detailing detailing = {.texts = NULL};
    begin(&detailing, composer, block->table);
    if (!fetch(&detailing))
        return NULL;
    if (model_detail_count(detailing.detail) == 0) {
        table_empty(composer, block);
        return NULL;
    }
    make_table(&detailing);
    say_where(&detailing, table_block(composer, block, MODEL_PARAGRAPH));
    return detailing.making.table;
}
