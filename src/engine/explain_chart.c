/* Points of charts, 图1.受理[5月]: which cell of the data each of them draws. */
#include "explain.h"

#include <string.h>

#include <huibao/define_chart.h>
#include <huibao/model.h>

#include "engine_diags.h"

/* ---- the chart ---- */

const char *explain_chart_name(struct arena *arena, const struct model_chart *chart)
{
    return chart->number > 0 ? arena_printf(arena, "图%d", chart->number) : chart->name;
}

const struct model_block *explain_chart_find(struct arena *arena, const struct model *model,
                                             const char *name)
{
    for (size_t i = 0; model && i < model->block_count; i++) {
        const struct model_chart *chart = model->blocks[i].chart;
        if (model->blocks[i].kind == MODEL_CHART &&
            (explain_is_word(arena, explain_chart_name(arena, chart), name) ||
             explain_is_word(arena, chart->caption, name) ||
             explain_is_word(arena, chart->name, name)))
            return &model->blocks[i];
    }
    return NULL;
}

/* ---- the row of a point ---- */

struct chart { /* as it was drawn */
    const struct define_chart *define;
    const struct model_chart *model;
    const struct frame_table *data;
};

static struct value value_at(const struct chart *chart, size_t row, size_t column)
{
    return chart->data->cells[row * chart->data->column_count + column];
}

static bool draws(const struct model_series *series, size_t category, struct value value)
{
    const struct value_format *format = &series->format;
    return value_equal(value_printed(value, format, format->decimals),
                       series->points[category].value);
}

/* Of the rows with a number, which alone are sectors, the one that is drawn there. */
static bool find_sector(const struct chart *chart, size_t category, size_t column, size_t *ret_row)
{
    const struct model_series *series = &chart->model->series[0];
    size_t sector = 0;
    for (size_t r = 0; r < chart->data->row_count; r++) {
        struct value value = value_at(chart, r, column);
        if (value_as_real(value_printed(value, &series->format, series->format.decimals)) <= 0)
            continue;
        *ret_row = r;
        if (sector++ == category)
            return true;
    }
    return false;
}

/* Of data that are split: the first row of that series and category, numbered as they first come. */
static bool find_split(const struct chart *chart, size_t series, size_t category, size_t *ret_row)
{
    const struct define_chart *define = chart->define;
    size_t split = explain_column_at(chart->data, define->split);
    size_t along = explain_column_at(chart->data, define->category->value);
    size_t count = chart->data->column_count;
    struct arena *arena = arena_new();
    struct explain_kinds titles = explain_kinds(arena, chart->data);
    struct explain_kinds categories = explain_kinds(arena, chart->data);
    bool found = false;
    for (size_t r = 0; split < count && along < count && r < chart->data->row_count && !found;
         r++) {
        size_t title = explain_kind_of(&titles, value_at(chart, r, split));
        *ret_row = r;
        found =
            explain_kind_of(&categories, value_at(chart, r, along)) == category && title == series;
    }
    arena_free(arena);
    return found;
}

static bool find_row(const struct chart *chart, size_t series, size_t category, size_t column,
                     size_t *ret_row)
{
    bool round = chart->model->kind == MODEL_CHART_PIE || chart->model->kind == MODEL_CHART_RING;
    if (chart->define->split)
        return find_split(chart, series, category, ret_row);
    if (round)
        return find_sector(chart, category, column, ret_row);
    *ret_row = category;
    return category < chart->data->row_count;
}

static const struct define_series *series_of(const struct define_chart *define, size_t index)
{
    const struct define_series *series = define->series;
    for (size_t i = 0; i < index && series && !define->split; i++)
        series = series->next;
    return series;
}

const struct frame_trace *explain_point(const struct explain_asked *asked,
                                        const struct model_block *block, size_t series,
                                        size_t category)
{
    const struct define_block *made = explain_block_at(asked->report->blocks, DEFINE_CHART, block);
    struct chart chart = {.define = made ? made->chart : NULL, .model = block->chart};
    const struct define_series *drawn = chart.define ? series_of(chart.define, series) : NULL;
    const struct frame_trace *trace = NULL;
    struct diags *unused = diags_new();
    size_t row = 0;
    if (drawn)
        chart.data = frame_table(asked->frame, chart.define->data, unused);
    size_t column = chart.data ? explain_column_at(chart.data, drawn->value) : 0;
    if (chart.data && column < chart.data->column_count &&
        find_row(&chart, series, category, column, &row) &&
        draws(&chart.model->series[series], category, value_at(&chart, row, column)))
        trace = frame_trace_cell(asked->frame, chart.define->data, drawn->value, row, unused);
    diags_free(unused);
    return trace;
}

/* ---- its words ---- */

const char *explain_point_name(struct arena *arena, const struct model_chart *chart, size_t series,
                               size_t category)
{
    return arena_printf(arena, "%s.%s[%s]", explain_chart_name(arena, chart),
                        chart->series[series].title, chart->categories[category]);
}

static const char *title_of(const struct model_chart *chart, bool series, size_t index)
{
    return series ? chart->series[index].title : chart->categories[index];
}

/* The only one of the words asked for, or the one where there is but one; told when there is none. */
static bool find_title(const struct model_chart *chart, bool series, const char *word,
                       size_t *ret_index, struct diags *diags)
{
    struct arena *arena = arena_new();
    size_t count = series ? chart->series_count : chart->category_count, found = count;
    const char **titles = arena_array(arena, count, sizeof *titles);
    for (size_t i = count; i-- > 0;) {
        titles[i] = title_of(chart, series, i);
        if (word ? explain_is_word(arena, titles[i], word) : count == 1)
            found = i;
    }
    const char *called = explain_chart_name(arena, chart), *kind = series ? "系列" : "类目";
    if (found == count && word) {
        diag_add(diags, &ENG073, &PLACE_NONE, DIAG_ARGS(called, kind, word));
        diag_hint_nearest(diags, word, titles, count);
    } else if (found == count) {
        diag_add(diags, &ENG075, &PLACE_NONE, DIAG_ARGS(called, kind));
        diag_hint(diags, "写成 %s", explain_point_name(arena, chart, 0, 0));
    }
    *ret_index = found;
    arena_free(arena);
    return found < count;
}

bool explain_chart(struct arena *arena, const struct explain_asked *asked,
                   const struct model_block *block, const struct explain_words *words,
                   struct engine_answer *ret_answer, struct diags *diags)
{
    const struct model_chart *chart = block->chart;
    size_t series = 0, category = 0;
    if (!find_title(chart, true, words->column, &series, diags) ||
        !find_title(chart, false, words->row, &category, diags))
        return false;
    const struct frame_trace *trace = explain_point(asked, block, series, category);
    const char *name = explain_point_name(arena, chart, series, category);
    const char *text = chart->series[series].points[category].text;
    if (!trace) {
        diag_add(diags, &ENG074, &PLACE_NONE, DIAG_ARGS(name));
        diag_hint(diags, "写成 %s.列名[行] 问它的数据", chart->name);
        return false;
    }
    struct engine_source *source = explain_source(arena, asked->frame, trace, asked->question);
    source->name = name;
    source->kind = "图上的一点";
    source->after = arena_strdup(arena, text);
    struct engine_use *use = arena_alloc(arena, sizeof *use);
    *use = (struct engine_use){
        arena_strdup(arena, block->file), block->line,
        arena_printf(arena, "图“%s”“%s”“%s”【%s】", chart->caption ? chart->caption : chart->name,
                     chart->series[series].title, chart->categories[category], text)};
    *ret_answer =
        (struct engine_answer){.source = source, .uses = use, .use_count = 1, .composed = true};
    return true;
}
