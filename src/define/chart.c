#include <string.h>

#include <huibao/define_chart.h>

#include "body.h"
#include "define_diags.h"
#include "inlines.h"
#include "scope.h"

/* Numerals in words have no place on an axis. */
static void read_format(struct reader *reader, const struct yaml *node,
                        struct define_series *series, bool numbers)
{
    if (!node)
        return;
    struct define_format *format = &series->format;
    format->given = tag_read_format(reader, &node->excerpt, &format->value);
    bool in_words =
        format->value.style == VALUE_STYLE_CAPITAL || format->value.style == VALUE_STYLE_HAN;
    bool fits = value_format_fits(&format->value, VALUE_REAL) ||
                value_format_fits(&format->value, VALUE_INTEGER);
    if (format->given && numbers && (in_words || !fits))
        diag_add(reader->diags, &DEF042, &node->place, DIAG_ARGS(node->text, "图表的系列"));
}

/* A column's name, or {title, value, format}; NULL when it is neither, which is reported. */
static struct define_series *read_series(struct reader *reader, const struct yaml *node,
                                         const struct schema *schema)
{
    struct define_series *series = arena_alloc(reader->arena, sizeof *series);
    series->place = series->value_place = node->place;
    if (node->kind == YAML_SCALAR && node->text[0]) {
        series->value = schema_plain(reader, node);
        return series;
    }
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, schema->where, "一个列名或“取值: …, 格式: …”");
        return NULL;
    }
    const struct yaml *values[SERIES_KEYS] = {0};
    schema_read(reader, schema, node, values);
    series->title = schema_plain(reader, values[SERIES_TITLE]);
    series->value = schema_plain(reader, values[SERIES_VALUE]);
    if (values[SERIES_TITLE])
        series->place = values[SERIES_TITLE]->place;
    if (values[SERIES_VALUE])
        series->value_place = values[SERIES_VALUE]->place;
    read_format(reader, values[SERIES_FORMAT], series, schema == &schema_series);
    return series;
}

/* One series or a list of them. */
static void read_all_series(struct reader *reader, const struct yaml *node,
                            struct define_chart *chart)
{
    struct define_series **tail = &chart->series;
    if (!node)
        return;
    bool list = node->kind == YAML_LIST;
    if (list && !node->first)
        diag_add(reader->diags, &DEF070, &node->place, DIAG_ARGS("“系列”"));
    for (const struct yaml *item = list ? node->first : node; item; item = item->next) {
        *tail = read_series(reader, item, &schema_series);
        if (*tail)
            tail = &(*tail)->next;
        if (!list)
            break;
    }
}

/* ---- what goes together ---- */

static bool is_round(const struct define_chart *chart)
{
    return chart->kind == DEFINE_CHART_PIE || chart->kind == DEFINE_CHART_RING;
}

static const char *kind_word(const struct define_chart *chart)
{
    for (size_t i = 0; i < words_chart.count; i++)
        if (words_chart.words[i].id == (int)chart->kind)
            return words_chart.words[i].chinese;
    return "";
}

static void refuse_key(struct reader *reader, const struct yaml *node,
                       const struct define_chart *chart, const char *hint)
{
    diag_add(reader->diags, &DEF101, &node->key->place,
             DIAG_ARGS(kind_word(chart), node->key->text));
    diag_hint(reader->diags, "%s", hint);
}

static void check_split(struct reader *reader, const struct define_chart *chart)
{
    const struct define_series *first = chart->series;
    if (!chart->split || !first)
        return;
    const struct define_series *extra = first->title ? first : first->next;
    if (!extra)
        return;
    diag_add(reader->diags, &DEF102, &extra->place, DIAG_ARGS(chart->split));
    diag_hint(reader->diags, "系列只写一个取值，不写标题：每种“%s”是一个系列", chart->split);
}

static void check_together(struct reader *reader, const struct yaml *const *values,
                           const struct define_chart *chart)
{
    bool round = is_round(chart);
    bool bars = chart->kind == DEFINE_CHART_COLUMN || chart->kind == DEFINE_CHART_BAR;
    if (chart->stacked && !bars)
        refuse_key(reader, values[CHART_STACKED], chart, "堆积只用于柱形图和条形图");
    if (chart->split && round)
        refuse_key(reader, values[CHART_SPLIT], chart, "改用柱形图或条形图");
    else if (round && chart->series && chart->series->next) {
        diag_add(reader->diags, &DEF100, &chart->series->next->place, DIAG_ARGS(kind_word(chart)));
        diag_hint(reader->diags, "几个系列相比用柱形图，看各自的构成用几个图");
    }
    check_split(reader, chart);
}

static void read_looks(struct reader *reader, const struct yaml *const *values,
                       struct define_chart *chart)
{
    int kind = DEFINE_CHART_COLUMN;
    schema_word(reader, values[CHART_TYPE], &words_chart, &kind);
    chart->kind = (enum define_chart_kind)kind;
    chart->labels = is_round(chart);
    schema_bool(reader, values[CHART_STACKED], &chart->stacked);
    schema_bool(reader, values[CHART_LABELS], &chart->labels);
    schema_integer(reader, values[CHART_HEIGHT], 4, 20, &chart->height_lines);
    chart->caption = inlines_read(reader, values[CHART_CAPTION]);
    chart->unit = schema_plain(reader, values[CHART_UNIT]);
    chart->note = schema_plain(reader, values[CHART_NOTE]);
    chart->empty = schema_plain(reader, values[CHART_EMPTY]);
}

struct define_chart *chart_read(struct reader *reader, const struct excerpt *inside,
                                const struct place *place)
{
    size_t start = inside->start;
    struct yaml *map = yaml_read(reader->source, start, start + inside->length, reader->diags);
    if (!map)
        return NULL;
    if (!map->first)
        map->place = *place;
    const struct yaml *values[CHART_KEYS] = {0};
    diag_context_push(reader->diags, "图表（第 %ld 行）", place->line);
    schema_read(reader, &schema_chart, map, values);
    struct define_chart *chart = arena_alloc(reader->arena, sizeof *chart);
    const struct yaml *data = values[CHART_DATA];
    if (data)
        chart->data = scope_use_data(reader->scope, schema_text(reader, data), &data->place);
    if (values[CHART_CATEGORY])
        chart->category = read_series(reader, values[CHART_CATEGORY], &schema_category);
    read_all_series(reader, values[CHART_SERIES], chart);
    chart->split = schema_plain(reader, values[CHART_SPLIT]);
    if (values[CHART_SPLIT])
        chart->split_place = values[CHART_SPLIT]->place;
    read_looks(reader, values, chart);
    check_together(reader, values, chart);
    diag_context_pop(reader->diags);
    return chart;
}
