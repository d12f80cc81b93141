/* huibao explain without a name: every number that the report prints, and what to ask for it by. */
#include "explain.h"

#include <string.h>

#include <huibao/compose.h>
#include <huibao/model.h>

struct lister {
    struct arena *arena, *scratch;
    const struct report *report;
    struct frame *frame;
    struct engine_named *items;
    size_t count, capacity;
};

static void add(struct lister *lister, struct engine_named item)
{
    lister->items =
        arena_grow(lister->arena, lister->items, lister->count, &lister->capacity, sizeof item);
    item.name = arena_strdup(lister->arena, item.name);
    item.text = arena_strdup(lister->arena, item.text);
    item.table = item.table ? arena_strdup(lister->arena, item.table) : NULL;
    item.file = arena_strdup(lister->arena, item.file ? item.file : "");
    lister->items[lister->count++] = item;
}

static const struct frame_table *find_data(const struct lister *lister, const char *name)
{
    const struct dictionary *dictionary = lister->report->dictionary;
    const struct define_dataset *lists[] = {lister->report->data,
                                            dictionary ? dictionary->datasets : NULL};
    const struct frame_table *found = NULL;
    struct diags *unused = diags_new();
    for (size_t i = 0; i < BASE_COUNT(lists) && !found; i++) {
        for (const struct define_dataset *d = lists[i]; d && !found; d = d->next)
            found = strcmp(d->name, name) == 0 ? frame_table(lister->frame, d, unused) : NULL;
    }
    diags_free(unused);
    return found;
}

/* 各社区.逾期[春晖社区]; NULL: it numbers the rows. */
static const char *span_name(const struct lister *lister, const struct model_span *span)
{
    struct arena *arena = lister->scratch;
    const char *dot = span->row ? strchr(span->source, '.') : NULL;
    if (!dot)
        return span->source;
    const struct frame_table *data =
        find_data(lister, arena_strndup(arena, span->source, (size_t)(dot - span->source)));
    const char *column = arena_strndup(arena, dot + 1, strcspn(dot + 1, "|"));
    size_t at = 0;
    while (data && at < data->column_count && strcmp(data->columns[at], column) != 0)
        at++;
    if (!data || at == data->column_count || span->row > data->row_count)
        return NULL;
    return arena_printf(arena, "%s[%s]", span->source,
                        explain_data_row(arena, data, span->row - 1));
}

/* The values of the running text, each name once: it may be printed in many places. */
static void list_text(struct lister *lister, const struct model_text *text, const char *file,
                      long line)
{
    for (size_t i = 0; i < text->count; i++) {
        const struct model_span *span = &text->spans[i];
        bool number = span->source && value_is_number(span->value);
        const char *name = number ? span_name(lister, span) : NULL;
        bool listed = !name;
        for (size_t n = 0; n < lister->count && !listed; n++)
            listed = !lister->items[n].table && strcmp(lister->items[n].name, name) == 0;
        if (!listed)
            add(lister, (struct engine_named){name, span->text, NULL, file, line});
    }
}

static void list_grid(struct lister *lister, const struct explain_grid *grid)
{
    const struct model_table *model = grid->model;
    const char *called = model->caption ? model->caption : model->name;
    if (model->number > 0)
        called = arena_printf(lister->scratch, "表%d %s", model->number, called);
    for (size_t r = 0; r < model->row_count; r++) {
        for (size_t c = 0; c < model->column_count && grid->rows[r]; c++) {
            const struct model_cell *cell = &model->rows[r].cells[c];
            if (!grid->columns[c] || !value_is_number(cell->value))
                continue;
            add(lister, (struct engine_named){explain_cell_name(lister->scratch, grid, r, c),
                                              cell->text, called, grid->file, grid->line});
        }
    }
}

/* Points whose number comes of a cell; of a chart without a number by the name of its data. */
static void list_chart(struct lister *lister, const struct model_block *block)
{
    const struct explain_asked asked = {lister->report, lister->frame, NULL};
    const struct model_chart *chart = block->chart;
    const char *called = chart->caption ? chart->caption : chart->name;
    if (chart->number == 0) /* its data are asked for as such */
        return;
    called = arena_printf(lister->scratch, "图%d %s", chart->number, called);
    for (size_t s = 0; s < chart->series_count; s++) {
        for (size_t c = 0; c < chart->category_count; c++) {
            const struct model_cell *point = &chart->series[s].points[c];
            if (value_is_number(point->value) && explain_point(&asked, block, s, c))
                add(lister, (struct engine_named){explain_point_name(lister->scratch, chart, s, c),
                                                  point->text, called, block->file, block->line});
        }
    }
}

static void list_model(struct lister *lister, const struct model *model)
{
    const struct report *report = lister->report;
    const struct explain_grids grids = explain_grids(lister->scratch, report, lister->frame, model);
    list_text(lister, &model->title, report->file, 0);
    list_text(lister, &model->salutation, report->file, 0);
    for (size_t i = 0; i < model->block_count; i++)
        list_text(lister, &model->blocks[i].text, model->blocks[i].file, model->blocks[i].line);
    for (size_t i = 0; i < grids.count; i++)
        list_grid(lister, &grids.items[i]);
    for (size_t i = 0; i < model->block_count; i++)
        if (model->blocks[i].kind == MODEL_CHART)
            list_chart(lister, &model->blocks[i]);
}

bool engine_explain_names(struct engine *engine, const struct engine_request *request,
                          struct arena *arena, struct engine_names *ret_names, struct diags *diags)
{
    struct lister lister = {.arena = arena, .scratch = arena_new()};
    const struct report *report = engine_report_find(engine, request->report, diags);
    struct frame *frame =
        report ? engine_frame(engine, report, request, lister.scratch, diags) : NULL;
    struct model *model =
        frame ? compose_report(report, frame, DEFINE_PREVIEW, &engine->world, diags) : NULL;
    bool good = model != NULL;
    if (good) {
        lister.report = report;
        lister.frame = frame;
        list_model(&lister, model);
        *ret_names = (struct engine_names){lister.items, lister.count};
    }
    model_free(model);
    frame_close(frame);
    arena_free(lister.scratch);
    return good;
}
