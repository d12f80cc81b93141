#include <string.h>

#include <huibao/define_table.h>

#include "body.h"
#include "define_diags.h"
#include "inlines.h"
#include "scope.h"

static void read_column_source(struct reader *reader, const struct yaml **values,
                               struct define_column *column)
{
    const struct yaml *value = values[COLUMN_VALUE], *share = values[COLUMN_SHARE];
    if (!value == !share) {
        diag_add(reader->diags, &DEF019, &column->place,
                 DIAG_ARGS(column->title ? column->title : "?"));
        return;
    }
    column->value_place = (value ? value : share)->place;
    column->value = schema_plain(reader, value);
    column->share_of = schema_plain(reader, share);
}

static void read_column_map(struct reader *reader, const struct yaml *map,
                            struct define_column *column)
{
    const struct yaml *values[COLUMN_KEYS] = {0};
    size_t errors = diags_count(reader->diags, DIAG_ERROR);
    schema_read(reader, &schema_column, map, values);
    bool whole = diags_count(reader->diags, DIAG_ERROR) == errors;
    column->title = schema_plain(reader, values[COLUMN_TITLE]);
    if (values[COLUMN_TITLE])
        column->place = values[COLUMN_TITLE]->place;
    if (whole)
        read_column_source(reader, values, column);
    const struct yaml *format = values[COLUMN_FORMAT];
    if (format)
        column->format.given = tag_read_format(reader, &format->excerpt, &column->format.value);
    int total = DEFINE_TOTAL_NONE, align = DEFINE_ALIGN_AUTO;
    schema_word(reader, values[COLUMN_TOTAL], &words_total, &total);
    schema_word(reader, values[COLUMN_ALIGN], &words_align, &align);
    column->total = (enum define_total)total;
    column->align = (enum define_align)align;
    schema_integer(reader, values[COLUMN_WIDTH], 1, 28, &column->width_zi);
}

static struct define_column *read_column(struct reader *reader, const struct yaml *node)
{
    struct define_column *column = arena_alloc(reader->arena, sizeof *column);
    column->place = node->place;
    column->value_place = node->place;
    bool text = node->kind == YAML_SCALAR && node->text[0];
    if (node->kind == YAML_MAP) {
        read_column_map(reader, node, column);
    } else if (text) {
        column->title = column->value = schema_plain(reader, node);
    } else {
        schema_misfit(reader, node, "列", "“标题: …, 取值: …”或一个列名");
        return NULL;
    }
    return column;
}

/* A share is of another column of the same table. */
static void check_shares(struct reader *reader, const struct define_table *table)
{
    struct names *values = names_new(reader->arena);
    for (struct define_column *column = table->columns; column; column = column->next)
        if (column->value)
            names_put(values, column->value, column);
    size_t count = 0;
    const char *const *names = names_list(values, &count);
    for (const struct define_column *column = table->columns; column; column = column->next) {
        if (!column->share_of || names_get(values, column->share_of))
            continue;
        diag_add(reader->diags, &DEF093, &column->value_place, DIAG_ARGS(column->share_of));
        hint_nearest(reader->diags, column->share_of, names, count);
    }
}

static void read_columns(struct reader *reader, const struct yaml *list, struct define_table *table)
{
    struct define_column **tail = &table->columns;
    for (const struct yaml *node = list ? list->first : NULL; node; node = node->next) {
        *tail = read_column(reader, node);
        if (*tail)
            tail = &(*tail)->next;
    }
    if (list && !list->first)
        diag_add(reader->diags, &DEF070, &list->place, DIAG_ARGS("“列”"));
    check_shares(reader, table);
}

struct define_table *table_read(struct reader *reader, const struct excerpt *inside,
                                const struct place *place)
{
    size_t start = inside->start;
    struct yaml *map = yaml_read(reader->source, start, start + inside->length, reader->diags);
    if (!map)
        return NULL;
    if (!map->first)
        map->place = *place;
    const struct yaml *values[TABLE_KEYS] = {0};
    diag_context_push(reader->diags, "表格（第 %ld 行）", place->line);
    schema_read(reader, &schema_table, map, values);
    struct define_table *table = arena_alloc(reader->arena, sizeof *table);
    const struct yaml *data = values[TABLE_DATA];
    if (data)
        table->data = scope_use_data(reader->scope, schema_text(reader, data), &data->place);
    table->caption = inlines_read(reader, values[TABLE_CAPTION]);
    table->unit = schema_plain(reader, values[TABLE_UNIT]);
    table->note = schema_plain(reader, values[TABLE_NOTE]);
    table->empty = schema_plain(reader, values[TABLE_EMPTY]);
    table->total_label = schema_plain(reader, values[TABLE_TOTAL_LABEL]);
    if (!table->total_label)
        table->total_label = "合计";
    read_columns(reader, values[TABLE_COLUMNS], table);
    diag_context_pop(reader->diags);
    return table;
}
