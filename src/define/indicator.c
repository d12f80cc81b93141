#include "indicator.h"

#include <string.h>

#include "define_diags.h"
#include "expr.h"
#include "tag.h"

static void read_format(struct reader *reader, const struct yaml *node,
                        struct define_indicator *indicator)
{
    struct value_format *format = &indicator->format;
    *format = (struct value_format){VALUE_STYLE_PLAIN, -1, NULL};
    bool percent = indicator->unit &&
                   (strcmp(indicator->unit, "%") == 0 || strcmp(indicator->unit, "％") == 0);
    if (percent)
        format->style = VALUE_STYLE_PERCENT;
    else if (indicator->decimals >= 0)
        format->style = VALUE_STYLE_DECIMAL;
    if (node)
        tag_read_format(reader, &node->excerpt, format);
    if (indicator->decimals >= 0)
        format->decimals = indicator->decimals;
}

struct define_indicator *indicator_read(struct reader *reader, const struct yaml *node,
                                        const struct define_dataset *dataset, bool has_sql)
{
    const struct yaml *values[INDICATOR_KEYS] = {0};
    struct define_indicator *indicator = arena_alloc(reader->arena, sizeof *indicator);
    bool bare = node->kind == YAML_SCALAR && node->plain && !node->text[0];
    if (node->kind == YAML_MAP)
        schema_read(reader, &schema_indicator, node, values);
    else if (!bare) {
        schema_misfit(reader, node, NULL, "一组“键: 值”，如 {单位: 件}");
        return NULL;
    }
    indicator->name = node->key->text;
    indicator->place = node->key->place;
    indicator->unit = schema_plain(reader, values[INDICATOR_UNIT]);
    indicator->means = schema_plain(reader, values[INDICATOR_MEANS]);
    indicator->decimals = -1;
    schema_integer(reader, values[INDICATOR_DECIMALS], 0, 6, &indicator->decimals);
    schema_number(reader, values[INDICATOR_BASE], &indicator->base);
    schema_bool(reader, values[INDICATOR_REQUIRED], &indicator->required);
    indicator->missing = schema_plain(reader, values[INDICATOR_MISSING]);
    if (indicator->required && indicator->missing)
        diag_add(reader->diags, &DEF047, &values[INDICATOR_MISSING]->key->place,
                 DIAG_ARGS("必填或缺值", values[INDICATOR_MISSING]->key->text));
    read_format(reader, values[INDICATOR_FORMAT], indicator);
    if (values[INDICATOR_EXPR])
        indicator->expr = expr_read(reader, &values[INDICATOR_EXPR]->excerpt, "算式");
    else
        indicator->dataset = dataset;
    if (!indicator->expr && !has_sql)
        diag_add(reader->diags, &DEF021, &indicator->place,
                 DIAG_ARGS(indicator->name, dataset->name));
    return indicator;
}
