/*
 * A chart from its data: categories, and series of numbers as they are printed. Each row is a
 * category; or, split by a column, a point of the series that the column names.
 */
#include <string.h>

#include <huibao/define_chart.h>

#include "cells.h"
#include "compose_diags.h"
#include "printed.h"

#define NO_DATA "本期无数据。"

/* More than `clear` are hard to tell apart; more than `most` cannot be drawn. */
struct limit {
    size_t clear, most;
    const char *what, *hint;
};

static const struct limit of_sectors = {8, 24, "扇区",
                                        "把小的几类在 SQL 里并为“其他”，或者改用表格"};
static const struct limit of_categories = {31, 120, "类目",
                                           "在 SQL 里只取最近的或最大的几个，或者改用表格"};
static const struct limit of_series = {6, 12, "系列",
                                       "把小的几类在 SQL 里并为“其他”，或者分成几个图"};

struct drawing { /* a chart being made */
    struct composer *composer;
    const struct define_chart *define;
    const struct define_block *block;
    const struct frame_table *data;
    int category, split; /* columns of the data; split −1: none */
    struct value_format category_format;
    const char **categories;
    size_t category_count;
    struct model_series *series;
    struct model_cell **points; /* of each series, one per category */
    size_t series_count;
};

static bool is_round(const struct drawing *drawing)
{
    return drawing->define->kind == DEFINE_CHART_PIE || drawing->define->kind == DEFINE_CHART_RING;
}

static struct value value_at(const struct drawing *drawing, size_t row, int column)
{
    return drawing->data->cells[row * drawing->data->column_count + (size_t)column];
}

static const char *count_text(struct drawing *drawing, size_t count)
{
    return arena_printf(drawing->composer->arena, "%zu", count);
}

/* ---- limits ---- */

/* False when there are too many to draw. */
static bool within(struct drawing *drawing, const struct limit *limit, size_t count)
{
    struct diags *diags = drawing->composer->diags;
    bool drawable = count <= limit->most;
    if (count <= limit->clear)
        return true;
    if (drawable)
        diag_add(
            diags, &CMP016, &drawing->block->place,
            DIAG_ARGS(count_text(drawing, count), limit->what, count_text(drawing, limit->clear)));
    else
        diag_add(diags, &CMP017, &drawing->block->place,
                 DIAG_ARGS(limit->what, count_text(drawing, limit->most)));
    diag_hint(diags, "%s", limit->hint);
    return drawable;
}

/* ---- points ---- */

static struct value_format number_format(struct drawing *drawing, int column,
                                         const struct define_format *given)
{
    struct value_format format =
        cells_format(drawing->composer, drawing->data, (size_t)column, given);
    if (format.style == VALUE_STYLE_CAPITAL || format.style == VALUE_STYLE_HAN)
        format.style = VALUE_STYLE_DECIMAL; /* an indicator's own, fit for prose */
    return format;
}

/* The number of a row for a series; false with a diagnostic when it cannot be drawn. */
static bool make_point(struct drawing *drawing, const struct model_series *series, size_t row,
                       int column, struct model_cell *ret_point)
{
    struct composer *composer = drawing->composer;
    const struct define_series *define = drawing->define->series;
    struct value value = value_at(drawing, row, column);
    if (value.kind != VALUE_NULL && !value_is_number(value)) {
        diag_add(composer->diags, &CMP014, &drawing->block->place,
                 DIAG_ARGS(series->title, count_text(drawing, row + 1),
                           printed_kind(composer->arena, value)));
        return false;
    }
    struct model_cell point =
        cells_make(composer, value, &series->format, series->title, &define->place);
    bool parts = is_round(drawing) || drawing->define->stacked;
    if (parts && value_as_real(point.value) < 0) {
        diag_add(composer->diags, &CMP015, &drawing->block->place,
                 DIAG_ARGS(is_round(drawing) ? "饼图和环形图" : "堆积的图", series->title,
                           count_text(drawing, row + 1), point.text));
        return false;
    }
    *ret_point = point;
    return true;
}

static const char *text_of(struct drawing *drawing, size_t row, int column,
                           const struct value_format *format, const struct define_series *define)
{
    return cells_make(drawing->composer, value_at(drawing, row, column), format, define->value,
                      &define->place)
        .text;
}

/* ---- one series a column ---- */

/* What has no number, or 0, is no sector. False when there are too many. */
static bool keep_sectors(struct drawing *drawing)
{
    size_t kept = 0;
    for (size_t c = 0; c < drawing->category_count; c++) {
        if (value_as_real(drawing->points[0][c].value) <= 0)
            continue;
        drawing->categories[kept] = drawing->categories[c];
        drawing->points[0][kept++] = drawing->points[0][c];
    }
    drawing->category_count = kept;
    return within(drawing, &of_sectors, kept);
}

static bool fill_columns(struct drawing *drawing)
{
    struct composer *composer = drawing->composer;
    const struct define_chart *define = drawing->define;
    size_t rows = drawing->data->row_count;
    if (!is_round(drawing) && !within(drawing, &of_categories, rows))
        return false;
    drawing->categories = arena_array(composer->arena, rows, sizeof *drawing->categories);
    drawing->category_count = rows;
    for (size_t r = 0; r < rows; r++)
        drawing->categories[r] =
            text_of(drawing, r, drawing->category, &drawing->category_format, define->category);
    bool good = true;
    size_t index = 0;
    for (const struct define_series *s = define->series; s; s = s->next, index++) {
        int column = cells_find(drawing->data, s->value);
        struct model_series *series = &drawing->series[index];
        struct model_cell *points = arena_array(composer->arena, rows, sizeof *points);
        series->title = compose_clean(composer->arena, s->title ? s->title : s->value);
        series->format = number_format(drawing, column, &s->format);
        series->points = drawing->points[index] = points;
        for (size_t r = 0; r < rows && good; r++)
            good = make_point(drawing, series, r, column, &points[r]);
    }
    drawing->series_count = index;
    return good && (!is_round(drawing) || keep_sectors(drawing));
}

/* ---- one series a value of a column ---- */

/* The index of a text, which is added when it is new; `most` + 1 texts are the end of it. */
static size_t index_of(const char **texts, size_t *count, size_t most, const char *text)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(texts[i], text) == 0)
            return i;
    if (*count <= most)
        texts[(*count)++] = text;
    return *count - 1;
}

/* Which series and which category each row is of. */
static bool sort_rows(struct drawing *drawing, size_t (*places)[2])
{
    static const struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    struct composer *composer = drawing->composer;
    const struct define_series split = {.value = drawing->define->split,
                                        .place = drawing->define->split_place};
    const char *titles[13]; /* of_series.most and one more */
    drawing->categories =
        arena_array(composer->arena, of_categories.most + 1, sizeof *drawing->categories);
    for (size_t r = 0; r < drawing->data->row_count; r++) {
        const char *category = text_of(drawing, r, drawing->category, &drawing->category_format,
                                       drawing->define->category);
        const char *title = text_of(drawing, r, drawing->split, &plain, &split);
        places[r][0] = index_of(titles, &drawing->series_count, of_series.most, title);
        places[r][1] =
            index_of(drawing->categories, &drawing->category_count, of_categories.most, category);
    }
    for (size_t i = 0; i < drawing->series_count; i++)
        drawing->series[i].title = titles[i];
    bool series = within(drawing, &of_series, drawing->series_count);
    return within(drawing, &of_categories, drawing->category_count) && series;
}

static void tell_twice(struct drawing *drawing, size_t row, const char *category,
                       const char *series)
{
    diag_add(drawing->composer->diags, &CMP018, &drawing->block->place,
             DIAG_ARGS(category, series, count_text(drawing, row + 1)));
    diag_hint(drawing->composer->diags, "在 SQL 里按“%s”“%s”两列分组，各只留一行",
              drawing->define->category->value, drawing->define->split);
}

static bool fill_split(struct drawing *drawing)
{
    struct arena *arena = drawing->composer->arena;
    const struct define_series *define = drawing->define->series;
    size_t rows = drawing->data->row_count;
    size_t(*places)[2] = arena_array(arena, rows, sizeof *places);
    int column = cells_find(drawing->data, define->value);
    if (!sort_rows(drawing, places))
        return false;
    struct value_format format = number_format(drawing, column, &define->format);
    for (size_t s = 0; s < drawing->series_count; s++) {
        drawing->points[s] = arena_array(arena, drawing->category_count, sizeof **drawing->points);
        drawing->series[s].format = format;
        drawing->series[s].points = drawing->points[s];
    }
    for (size_t r = 0; r < rows; r++) {
        const struct model_series *series = &drawing->series[places[r][0]];
        struct model_cell *point = &drawing->points[places[r][0]][places[r][1]];
        if (point->text) {
            tell_twice(drawing, r, drawing->categories[places[r][1]], series->title);
            return false;
        }
        if (!make_point(drawing, series, r, column, point))
            return false;
    }
    return true;
}

/* A category that a series has no row of is a gap. */
static void fill_gaps(struct drawing *drawing)
{
    for (size_t s = 0; s < drawing->series_count; s++)
        for (size_t c = 0; c < drawing->category_count; c++)
            if (!drawing->points[s][c].text)
                drawing->points[s][c] = (struct model_cell){.text = "—"};
}

/* ---- the chart ---- */

static bool find_columns(struct drawing *drawing)
{
    const struct define_chart *define = drawing->define;
    struct composer *composer = drawing->composer;
    bool found = true;
    drawing->category = cells_find_or_tell(composer, drawing->data, define->data,
                                           define->category->value, &define->category->value_place);
    drawing->split = -1;
    if (define->split) {
        drawing->split = cells_find_or_tell(composer, drawing->data, define->data, define->split,
                                            &define->split_place);
        found = drawing->split >= 0;
    }
    size_t count = 0;
    for (const struct define_series *s = define->series; s; s = s->next, count++)
        found = cells_find_or_tell(composer, drawing->data, define->data, s->value,
                                   &s->value_place) >= 0 &&
                found;
    if (drawing->category < 0 || !found)
        return false;
    drawing->category_format =
        cells_format(composer, drawing->data, (size_t)drawing->category, &define->category->format);
    size_t most = define->split ? of_series.most + 1 : count;
    drawing->series = arena_array(composer->arena, most, sizeof *drawing->series);
    drawing->points = arena_array(composer->arena, most, sizeof *drawing->points);
    return define->split || within(drawing, &of_series, count);
}

/* Something other than gaps. */
static bool is_drawable(const struct drawing *drawing)
{
    for (size_t s = 0; s < drawing->series_count; s++)
        for (size_t c = 0; c < drawing->category_count; c++)
            if (drawing->points[s][c].value.kind != VALUE_NULL)
                return true;
    return false;
}

static void place(struct composer *composer, struct model_block *added,
                  const struct define_block *block)
{
    added->file = arena_strdup(composer->arena, block->place.file ? block->place.file : "");
    added->line = block->place.line;
}

static void add_empty(struct composer *composer, const struct define_block *block)
{
    const char *sentence = block->chart->empty ? block->chart->empty : NO_DATA;
    struct model_block *paragraph = model_add(composer->model, MODEL_PARAGRAPH);
    paragraph->text = model_text_plain(composer->arena, compose_clean(composer->arena, sentence));
    place(composer, paragraph, block);
}

static const char *clean_or_null(struct arena *arena, const char *text)
{
    return text ? compose_clean(arena, text) : NULL;
}

static enum model_chart_kind kind_of(enum define_chart_kind kind)
{
    static const enum model_chart_kind kinds[] = {[DEFINE_CHART_COLUMN] = MODEL_CHART_COLUMN,
                                                  [DEFINE_CHART_BAR] = MODEL_CHART_BAR,
                                                  [DEFINE_CHART_LINE] = MODEL_CHART_LINE,
                                                  [DEFINE_CHART_PIE] = MODEL_CHART_PIE,
                                                  [DEFINE_CHART_RING] = MODEL_CHART_RING};
    return kinds[kind];
}

static void finish(struct drawing *drawing)
{
    struct composer *composer = drawing->composer;
    const struct define_chart *define = drawing->define;
    struct model_chart *chart = arena_alloc(composer->arena, sizeof *chart);
    chart->name = arena_strdup(composer->arena, define->data->name);
    chart->unit = clean_or_null(composer->arena, define->unit);
    chart->note = clean_or_null(composer->arena, define->note);
    chart->kind = kind_of(define->kind);
    chart->stacked = define->stacked;
    chart->labels = define->labels;
    chart->height_lines = define->height_lines;
    chart->categories = drawing->categories;
    chart->category_count = drawing->category_count;
    chart->series = drawing->series;
    chart->series_count = drawing->series_count;
    if (define->caption) {
        struct model_text caption = compose_text(composer, define->caption);
        chart->caption = model_text_flat(composer->arena, &caption);
        chart->number = ++composer->charts;
    }
    struct model_block *added = model_add(composer->model, MODEL_CHART);
    added->chart = chart;
    place(composer, added, drawing->block);
}

void compose_chart(struct composer *composer, const struct define_block *block)
{
    const struct define_chart *define = block->chart;
    struct drawing drawing = {.composer = composer, .define = define, .block = block};
    drawing.data = frame_table(composer->frame, define->data, composer->diags);
    if (!drawing.data || !find_columns(&drawing))
        return;
    bool good = define->split ? fill_split(&drawing) : fill_columns(&drawing);
    if (!good)
        return;
    if (define->split)
        fill_gaps(&drawing);
    if (is_drawable(&drawing))
        finish(&drawing);
    else
        add_empty(composer, block);
}
