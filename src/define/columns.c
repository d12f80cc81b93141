/* The columns of a table: a tree, whose leaves print columns of the data. */
#include <string.h>

#include "column_expr.h"
#include "define_diags.h"
#include "table.h"
#include "tag.h"

struct columns { /* being read */
    struct reader *reader;
    const struct define_column **leaves;
    struct define_column **made; /* the same */
    size_t count, capacity, made_capacity;
    struct names *values; /* → the column that prints it */
    int depth;            /* of the list at hand, from 1 */
};

static void read_source(struct reader *reader, const struct yaml **values,
                        struct define_column *column)
{
    const struct yaml *value = values[COLUMN_VALUE], *share = values[COLUMN_SHARE];
    const struct yaml *expr = values[COLUMN_EXPR];
    if (!!value + !!share + !!expr != 1) {
        diag_add(reader->diags, &DEF019, &column->place,
                 DIAG_ARGS(column->title ? column->title : "?"));
        return;
    }
    column->value_place = (value ? value : share ? share : expr)->place;
    if (expr)
        column->expr = column_expr_read(reader, expr);
    column->value = schema_plain(reader, value);
    column->share_of = schema_plain(reader, share);
}

/* What is printed must be the number itself, for the workbook calculates with it. */
static bool suits_expr(enum value_style style)
{
    return style == VALUE_STYLE_PLAIN || style == VALUE_STYLE_INTEGER ||
           style == VALUE_STYLE_DECIMAL || style == VALUE_STYLE_PERCENT ||
           style == VALUE_STYLE_GROUPED;
}

static void read_settings(struct reader *reader, const struct yaml **values,
                          struct define_column *column)
{
    const struct yaml *format = values[COLUMN_FORMAT];
    if (format)
        column->format.given = tag_read_format(reader, &format->excerpt, &column->format.value);
    if (column->expr && column->format.given && !suits_expr(column->format.value.style))
        diag_add(reader->diags, &DEF042, &format->place, DIAG_ARGS(format->text, "有算式的列"));
    int total = DEFINE_TOTAL_NONE, align = DEFINE_ALIGN_AUTO;
    schema_word(reader, values[COLUMN_TOTAL], &words_total, &total);
    schema_word(reader, values[COLUMN_ALIGN], &words_align, &align);
    column->total = (enum define_total)total;
    column->align = (enum define_align)align;
    schema_integer(reader, values[COLUMN_WIDTH], 1, 28, &column->width_zi);
    column->id = schema_plain(reader, values[COLUMN_ID]);
    schema_bool(reader, values[COLUMN_MERGE], &column->merge);
}

static void read_list(struct columns *columns, const struct yaml *list,
                      struct define_column **ret_first);

/* A head has nothing of its own but its title: the first other key is told. */
static void read_head(struct columns *columns, const struct yaml **values,
                      struct define_column *column)
{
    struct reader *reader = columns->reader;
    for (int i = 0; i < COLUMN_KEYS; i++) {
        if (!values[i] || i == COLUMN_TITLE || i == COLUMN_BELOW)
            continue;
        diag_add(reader->diags, &DEF110, &values[i]->key->place,
                 DIAG_ARGS(column->title ? column->title : "?", values[i]->key->text));
        break;
    }
    if (columns->depth == DEFINE_HEAD_ROWS) {
        diag_add(reader->diags, &DEF111, &values[COLUMN_BELOW]->key->place,
                 DIAG_ARGS(arena_printf(reader->arena, "%d", DEFINE_HEAD_ROWS)));
        return;
    }
    columns->depth++;
    read_list(columns, values[COLUMN_BELOW], &column->columns);
    columns->depth--;
}

/* False for a head, which is no column of data. */
static bool read_map(struct columns *columns, const struct yaml *map, struct define_column *column)
{
    struct reader *reader = columns->reader;
    const struct yaml *values[COLUMN_KEYS] = {0};
    size_t errors = diags_count(reader->diags, DIAG_ERROR);
    schema_read(reader, &schema_column, map, values);
    bool whole = diags_count(reader->diags, DIAG_ERROR) == errors;
    column->title = schema_plain(reader, values[COLUMN_TITLE]);
    if (values[COLUMN_TITLE])
        column->place = values[COLUMN_TITLE]->place;
    if (values[COLUMN_BELOW]) {
        read_head(columns, values, column);
        return false;
    }
    if (whole)
        read_source(reader, values, column);
    read_settings(reader, values, column);
    return true;
}

static struct define_column *read_column(struct columns *columns, const struct yaml *node)
{
    struct reader *reader = columns->reader;
    struct define_column *column = arena_alloc(reader->arena, sizeof *column);
    column->place = node->place;
    column->value_place = node->place;
    bool leaf = true;
    if (node->kind == YAML_MAP) {
        leaf = read_map(columns, node, column);
    } else if (node->kind == YAML_SCALAR && node->text[0]) {
        column->title = column->value = schema_plain(reader, node);
    } else {
        schema_misfit(reader, node, "列", "“标题: …, 取值: …”或一个列名");
        return NULL;
    }
    if (leaf) {
        columns->leaves = arena_grow(reader->arena, columns->leaves, columns->count,
                                     &columns->capacity, sizeof *columns->leaves);
        columns->made = arena_grow(reader->arena, columns->made, columns->count,
                                   &columns->made_capacity, sizeof *columns->made);
        columns->made[columns->count] = column;
        columns->leaves[columns->count++] = column;
        if (column->value)
            names_put(columns->values, column->value, column);
    }
    return column;
}

static void read_list(struct columns *columns, const struct yaml *list,
                      struct define_column **ret_first)
{
    struct define_column **tail = ret_first;
    for (const struct yaml *node = list->first; node; node = node->next) {
        *tail = read_column(columns, node);
        if (*tail)
            tail = &(*tail)->next;
    }
    if (!list->first)
        diag_add(columns->reader->diags, &DEF070, &list->place,
                 DIAG_ARGS(arena_printf(columns->reader->arena, "“%s”", list->key->text)));
}

/* A share is of another column of the same table, which has a value in each row. */
static void check_shares(struct columns *columns)
{
    struct reader *reader = columns->reader;
    size_t count = 0;
    const char *const *names = names_list(columns->values, &count);
    for (size_t i = 0; i < columns->count; i++) {
        const struct define_column *column = columns->leaves[i];
        if (!column->share_of)
            continue;
        const struct define_column *of = names_get(columns->values, column->share_of);
        if (of && of->merge)
            diag_add(reader->diags, &DEF112, &column->value_place,
                     DIAG_ARGS(of->title ? of->title : "?", "按它算占比"));
        if (of)
            continue;
        diag_add(reader->diags, &DEF093, &column->value_place, DIAG_ARGS(column->share_of));
        hint_nearest(reader->diags, column->share_of, names, count);
    }
}

/* What is merged stands for several rows: it is no number to add up. */
static void check_merges(struct reader *reader, const struct define_table *table)
{
    for (size_t i = 0; i < table->leaf_count; i++) {
        const struct define_column *column = table->leaves[i];
        const char *other = column->total == DEFINE_TOTAL_SUM ? "合计"
                            : column->share_of                ? "算占比"
                            : column->expr                    ? "按算式算"
                            : i == 0 && table->indent.name    ? "缩进"
                                                              : NULL;
        if (!column->merge || !other)
            continue;
        diag_add(reader->diags, &DEF112, &column->place,
                 DIAG_ARGS(column->title ? column->title : "?", other));
        diag_hint(reader->diags, "去掉这一列的“合并”");
    }
}

void columns_read(struct reader *reader, const struct yaml *list, struct define_table *table)
{
    struct columns columns = {.reader = reader, .values = names_new(reader->arena), .depth = 1};
    read_list(&columns, list, &table->columns);
    table->leaves = columns.leaves;
    table->leaf_count = columns.count;
    check_shares(&columns);
    for (size_t i = 0; i < columns.count; i++)
        if (columns.leaves[i]->expr || columns.leaves[i]->total == DEFINE_TOTAL_SAME)
            column_expr_check(reader, columns.values, columns.made[i]);
    check_merges(reader, table);
}
