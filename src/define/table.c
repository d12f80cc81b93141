/* The `table` block. */
#include <string.h>

#include "body.h"
#include "define_diags.h"
#include "inlines.h"
#include "scope.h"
#include "table.h"

struct define_source source_read(struct reader *reader, const struct yaml *node)
{
    struct define_source source = {.name = schema_plain(reader, node)};
    if (node)
        source.place = node->place;
    return source;
}

/* ---- keys that need or exclude one another ---- */

static void need(struct reader *reader, const struct yaml **values, int key, int with,
                 const char *name)
{
    if (!values[key] || values[with])
        return;
    diag_add(reader->diags, &DEF113, &values[key]->key->place,
             DIAG_ARGS(values[key]->key->text, name));
    diag_hint(reader->diags, "补上“%s: …”", name);
}

static bool has_total(const struct define_table *table)
{
    bool total = table->cross && table->cross->total;
    for (size_t i = 0; i < table->leaf_count; i++)
        total = total || table->leaves[i]->total == DEFINE_TOTAL_SUM;
    return total;
}

static void need_total(struct reader *reader, const struct define_table *table, bool asked,
                       const struct yaml *value)
{
    if (!asked || has_total(table))
        return;
    diag_add(reader->diags, &DEF114, &value->key->place, DIAG_ARGS(value->key->text));
    diag_hint(reader->diags,
              table->cross ? "在“交叉”里写上“合计: 是”" : "在要合计的列里写上“合计: 求和”");
}

static void check_keys(struct reader *reader, const struct yaml **values,
                       const struct define_table *table)
{
    static const int not_with_cross[] = {TABLE_COLUMNS, TABLE_GROUP, TABLE_SUBTOTAL,
                                         TABLE_SUBTOTAL_LABEL, TABLE_INDENT};
    for (size_t i = 0; table->cross && i < BASE_COUNT(not_with_cross); i++) {
        const struct yaml *value = values[not_with_cross[i]];
        if (value)
            diag_add(reader->diags, &DEF115, &value->key->place, DIAG_ARGS(value->key->text));
    }
    if (table->cross) {
        need_total(reader, table, table->carry, values[TABLE_CARRY]);
        return;
    }
    need(reader, values, TABLE_SUBTOTAL, TABLE_GROUP, "分组");
    need(reader, values, TABLE_SUBTOTAL_LABEL, TABLE_SUBTOTAL, "小计");
    if (!table->leaf_count) /* told already */
        return;
    need_total(reader, table, table->carry, values[TABLE_CARRY]);
    need_total(reader, table, table->subtotal && values[TABLE_GROUP], values[TABLE_SUBTOTAL]);
}

/* ---- detail ---- */

static void refuse_detail(struct reader *reader, const struct place *place, const char *what,
                          const char *instead)
{
    diag_add(reader->diags, &DEF119, place, DIAG_ARGS(what));
    diag_hint(reader->diags, "%s；行不多的表去掉“明细表: 是”", instead);
}

/* What needs all rows at once, or a page. */
static void check_detail(struct reader *reader, const struct yaml **values,
                         const struct define_table *table)
{
    static const struct {
        int key;
        const char *what, *instead;
    } keys[] = {
        {TABLE_GROUP, "分组", "把分组的列也列在“列”里，在查询里按它排序（ORDER BY）"},
        {TABLE_INDENT, "缩进", "把层级作为一列列出"},
        {TABLE_CARRY, "写承前页、过次页", "明细表不印在纸上，去掉这一项"},
        {TABLE_CROSS, "是交叉表", "在查询里用 GROUP BY 汇总"},
    };
    if (!table->detail)
        return;
    for (size_t i = 0; i < BASE_COUNT(keys); i++)
        if (values[keys[i].key])
            refuse_detail(reader, &values[keys[i].key]->key->place, keys[i].what, keys[i].instead);
    for (size_t i = 0; i < table->leaf_count; i++) {
        const struct define_column *leaf = table->leaves[i];
        if (leaf->expr || leaf->share_of)
            refuse_detail(reader, &leaf->value_place, leaf->expr ? "写算式" : "写占比",
                          "在查询里算好，作为一列取出");
        if (leaf->merge)
            refuse_detail(reader, &leaf->place, "合并相同的值", "去掉这一列的“合并”");
    }
}

/* ---- the block ---- */

static void read_texts(struct reader *reader, const struct yaml **values,
                       struct define_table *table)
{
    table->caption = inlines_read(reader, values[TABLE_CAPTION]);
    table->unit = schema_plain(reader, values[TABLE_UNIT]);
    table->note = schema_plain(reader, values[TABLE_NOTE]);
    table->empty = schema_plain(reader, values[TABLE_EMPTY]);
    table->total_label = schema_plain(reader, values[TABLE_TOTAL_LABEL]);
    if (!table->total_label)
        table->total_label = "合计";
    table->subtotal_label = schema_plain(reader, values[TABLE_SUBTOTAL_LABEL]);
    if (!table->subtotal_label)
        table->subtotal_label = "小计";
}

static void read_rows(struct reader *reader, const struct yaml **values, struct define_table *table)
{
    table->group = source_read(reader, values[TABLE_GROUP]);
    table->indent = source_read(reader, values[TABLE_INDENT]);
    schema_bool(reader, values[TABLE_IDS], &table->ids);
    schema_bool(reader, values[TABLE_SUBTOTAL], &table->subtotal);
    schema_bool(reader, values[TABLE_LANDSCAPE], &table->landscape);
    schema_bool(reader, values[TABLE_CARRY], &table->carry);
    schema_bool(reader, values[TABLE_DETAIL], &table->detail);
}

static void miss_columns(struct reader *reader, const struct yaml *map)
{
    schema_missing(reader, &map->place, schema_table.where, "列");
    diag_hint(reader->diags, "补上“列: …”（也可写作 columns），或者用“交叉: …”由数据给出列");
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
    size_t errors = diags_count(reader->diags, DIAG_ERROR);
    schema_read(reader, &schema_table, map, values);
    bool whole = diags_count(reader->diags, DIAG_ERROR) == errors;
    struct define_table *table = arena_alloc(reader->arena, sizeof *table);
    const struct yaml *data = values[TABLE_DATA];
    if (data)
        table->data = scope_use_data(reader->scope, schema_text(reader, data), &data->place);
    read_texts(reader, values, table);
    read_rows(reader, values, table);
    if (values[TABLE_FORM])
        table->form = form_read(reader, values[TABLE_FORM]);
    if (values[TABLE_CROSS])
        table->cross = cross_read(reader, values[TABLE_CROSS]);
    else if (values[TABLE_COLUMNS])
        columns_read(reader, values[TABLE_COLUMNS], table);
    else if (whole)
        miss_columns(reader, map);
    check_keys(reader, values, table);
    check_detail(reader, values, table);
    diag_context_pop(reader->diags);
    return table;
}
