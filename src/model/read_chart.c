/* The lines of a chart: its properties, categories, and each series with its points. */
#include "model_diags.h"
#include "model_text.h"
#include "read.h"

struct model_chart_reading {
    struct model_chart *chart;
    long line;
    struct model_series *series;
    size_t series_capacity;
    long series_line; /* of the last one */
};

static void read_chart(struct model_reader *reader, struct model_field rest)
{
    struct model_block *block = model_read_block(reader, MODEL_CHART, MODEL_IN_CHART);
    struct arena *arena = reader->model->arena;
    struct model_chart *chart = arena_alloc(arena, sizeof *chart);
    chart->name = model_field_text(&reader->line, rest);
    block->chart = chart;
    reader->part = chart;
    reader->chart = arena_alloc(arena, sizeof *reader->chart);
    *reader->chart = (struct model_chart_reading){.chart = chart, .line = reader->line.number};
}

static void read_number(struct model_reader *reader, struct model_field rest)
{
    long long number = 0;
    if (model_field_int(&reader->line, rest, "图号", 0, 1000000, &number))
        reader->chart->chart->number = (int)number;
}

static void read_kind(struct model_reader *reader, struct model_field rest)
{
    char *word = arena_strndup(reader->line.arena, rest.begin, rest.length);
    if (!model_chart_find(word, &reader->chart->chart->kind))
        model_field_refuse(&reader->line, rest, "图形", "column、bar、line、pie 或 ring");
}

/* A word that stands alone. */
static void read_flag(struct model_reader *reader, struct model_field rest, bool *ret_flag)
{
    *ret_flag = true;
    if (rest.length)
        model_field_refuse(&reader->line, rest, reader->keyword->word, "没有别的内容");
}

static void read_stacked(struct model_reader *reader, struct model_field rest)
{
    read_flag(reader, rest, &reader->chart->chart->stacked);
}

static void read_labels(struct model_reader *reader, struct model_field rest)
{
    read_flag(reader, rest, &reader->chart->chart->labels);
}

static void read_height(struct model_reader *reader, struct model_field rest)
{
    long long number = 0;
    if (model_field_int(&reader->line, rest, "图高", 0, 1000, &number))
        reader->chart->chart->height_lines = (int)number;
}

static void read_categories(struct model_reader *reader, struct model_field rest)
{
    struct model_chart *chart = reader->chart->chart;
    size_t count = model_field_count(rest);
    const char **categories = arena_array(reader->model->arena, count, sizeof *categories);
    struct model_field part = rest;
    for (size_t i = 0; i < count; i++) {
        bool more = model_field_split(&rest, '|', &part);
        categories[i] = model_field_text(&reader->line, more ? part : rest);
    }
    chart->categories = categories;
    chart->category_count = count;
}

static void refuse_points(struct model_reader *reader, struct place place, size_t count)
{
    const struct model_chart *chart = reader->chart->chart;
    const struct model_series *series = &chart->series[chart->series_count - 1];
    struct arena *arena = reader->line.arena;
    diag_add(reader->line.diags, &MOD012, &place,
             DIAG_ARGS(series->title ? series->title : "", arena_printf(arena, "%zu", count),
                       chart->name ? chart->name : "",
                       arena_printf(arena, "%zu", chart->category_count)));
}

/* The last series must have got its points before the next one begins. */
static void series_finish(struct model_reader *reader)
{
    struct model_chart_reading *reading = reader->chart;
    const struct model_chart *chart = reading->chart;
    if (!chart->series_count || chart->series[chart->series_count - 1].points)
        return;
    if (chart->category_count) {
        struct place place = {.file = reader->line.file, .line = reading->series_line};
        refuse_points(reader, place, 0);
    }
}

static void read_series_part(struct model_reader *reader, struct model_field part,
                             struct model_series *series)
{
    struct model_field rest = part;
    struct model_field key = model_field_word(&rest);
    if (model_field_is(key, "format"))
        model_read_format(reader, rest, &series->format);
    else if (model_field_is(key, "unit"))
        series->format.unit = model_field_text(&reader->line, rest);
    else
        model_field_refuse(&reader->line, part, "数列的设置", "format 格式、unit 单位");
}

static void read_series(struct model_reader *reader, struct model_field rest)
{
    struct model_chart_reading *reading = reader->chart;
    struct model_chart *chart = reading->chart;
    series_finish(reader);
    struct model_series series = {.format.decimals = -1};
    struct model_field part;
    bool more = model_field_split(&rest, '|', &part);
    series.title = model_field_text(&reader->line, more ? part : rest);
    while (more) {
        more = model_field_split(&rest, '|', &part);
        read_series_part(reader, more ? part : rest, &series);
    }
    reading->series = arena_grow(reader->model->arena, reading->series, chart->series_count,
                                 &reading->series_capacity, sizeof *reading->series);
    reading->series[chart->series_count++] = series;
    reading->series_line = reader->line.number;
    chart->series = reading->series;
}

static bool may_have_points(struct model_reader *reader, struct model_field rest, size_t count)
{
    struct model_chart *chart = reader->chart->chart;
    struct place place = model_line_place(&reader->line, rest);
    if (!chart->series_count) {
        diag_add(reader->line.diags, &MOD003, &place,
                 DIAG_ARGS("points", "只能接在数列（series）之后"));
        return false;
    }
    if (chart->series[chart->series_count - 1].points) {
        diag_add(reader->line.diags, &MOD008, &place, DIAG_ARGS("points"));
        return false;
    }
    if (count != chart->category_count) {
        refuse_points(reader, place, count);
        diag_hint(reader->line.diags, "类别（categories）要写在数列之前");
    }
    return true;
}

static void read_points(struct model_reader *reader, struct model_field rest)
{
    size_t count = model_field_count(rest);
    if (!may_have_points(reader, rest, count))
        return;
    struct model_chart_reading *reading = reader->chart;
    struct model_cell *points = arena_array(reader->model->arena, count, sizeof *points);
    struct model_field part = rest;
    for (size_t i = 0; i < count; i++) {
        bool more = model_field_split(&rest, '|', &part);
        struct model_field settings = {0};
        if (model_read_cell(reader, more ? part : rest, &points[i], &settings) && settings.length)
            model_field_refuse(&reader->line, settings, "点的设置", "没有设置");
    }
    reading->series[reading->chart->series_count - 1].points = points;
}

void model_chart_finish(struct model_reader *reader)
{
    if (!reader->chart)
        return;
    series_finish(reader);
    const struct model_chart *chart = reader->chart->chart;
    struct place place = {.file = reader->line.file, .line = reader->chart->line};
    bool round = chart->kind == MODEL_CHART_PIE || chart->kind == MODEL_CHART_RING;
    const char *wrong = NULL;
    if (round && chart->series_count != 1)
        wrong = "饼图和环形图只画一个数列";
    else if (chart->stacked && chart->kind != MODEL_CHART_COLUMN && chart->kind != MODEL_CHART_BAR)
        wrong = "只有柱形图和条形图可以堆积（stacked）";
    if (wrong)
        diag_add(reader->line.diags, &MOD013, &place,
                 DIAG_ARGS(chart->name ? chart->name : "", wrong));
    reader->chart = NULL;
}

#define CHART(word, repeat, read, slot)                                                            \
    {                                                                                              \
        word, MODEL_IN_CHART, repeat, "只能写在图（chart）里", read, slot                          \
    }
#define SLOT(member) offsetof(struct model_chart, member)

static const struct model_keyword keywords[] = {
    {"chart", MODEL_ANYWHERE, MODEL_OFTEN, "", read_chart, 0},
    CHART("number", MODEL_ONCE_IN_BLOCK, read_number, 0),
    CHART("caption", MODEL_ONCE_IN_BLOCK, model_read_property, SLOT(caption)),
    CHART("unit", MODEL_ONCE_IN_BLOCK, model_read_property, SLOT(unit)),
    CHART("note", MODEL_ONCE_IN_BLOCK, model_read_property, SLOT(note)),
    CHART("kind", MODEL_ONCE_IN_BLOCK, read_kind, 0),
    CHART("stacked", MODEL_ONCE_IN_BLOCK, read_stacked, 0),
    CHART("labels", MODEL_ONCE_IN_BLOCK, read_labels, 0),
    CHART("height", MODEL_ONCE_IN_BLOCK, read_height, 0),
    CHART("categories", MODEL_ONCE_IN_BLOCK, read_categories, 0),
    CHART("series", MODEL_OFTEN, read_series, 0),
    CHART("points", MODEL_OFTEN, read_points, 0),
};

const struct model_keywords model_chart_keywords = {keywords, BASE_COUNT(keywords)};
