/* Walking a report: title, blocks, signature, checks. Every mistake is collected in one run. */
#include <string.h>

#include <huibao/define_chart.h>
#include <huibao/define_table.h>

#include "annex.h"
#include "compose_diags.h"
#include "composer.h"
#include "elements.h"
#include "sources.h"

static void place_block(struct composer *composer, struct model_block *block,
                        const struct define_block *define)
{
    block->file = define->place.file ? arena_strdup(composer->arena, define->place.file) : NULL;
    block->line = define->place.line;
}

static void add_heading(struct composer *composer, const struct define_block *define)
{
    int level = define->level;
    struct model_text text = compose_text(composer, define->inlines);
    struct model_block *block = model_add(composer->model, MODEL_HEADING);
    int number = ++composer->headings[level - 1];
    for (int below = level; below < COMPOSE_LEVELS; below++)
        composer->headings[below] = 0;
    block->level = level;
    block->label = model_heading_label(composer->arena, level, number);
    block->text = text;
    place_block(composer, block, define);
}

/* A paragraph whose conditions leave no words is none. */
static void add_paragraph(struct composer *composer, const struct define_block *define)
{
    struct model_text text = compose_text(composer, define->inlines);
    if (text.count == 0)
        return;
    struct model_block *block = model_add(composer->model, MODEL_PARAGRAPH);
    block->text = text;
    place_block(composer, block, define);
}

static void add_mark(struct composer *composer, enum model_block_kind kind,
                     const struct define_block *define)
{
    place_block(composer, model_add(composer->model, kind), define);
}

/* Headings count anew; its label waits until all are known. */
static void add_attachment(struct composer *composer, const struct define_block *define)
{
    struct model_text title = compose_text(composer, define->inlines);
    add_mark(composer, MODEL_ATTACHMENT, define);
    composer->model->blocks[composer->model->block_count - 1].text = title;
    memset(composer->headings, 0, sizeof composer->headings);
}

void compose_blocks(struct composer *composer, const struct define_block *block)
{
    for (; block; block = block->next) {
        const struct define_branch *branch = NULL;
        switch (block->kind) {
        case DEFINE_HEADING:
            add_heading(composer, block);
            break;
        case DEFINE_PARAGRAPH:
            add_paragraph(composer, block);
            break;
        case DEFINE_TABLE:
            diag_context_push(composer->diags, "表格“%s”", block->table->data->name);
            compose_table(composer, block);
            diag_context_pop(composer->diags);
            break;
        case DEFINE_CHART:
            diag_context_push(composer->diags, "图表“%s”", block->chart->data->name);
            compose_chart(composer, block);
            diag_context_pop(composer->diags);
            break;
        case DEFINE_PAGE_BREAK:
            add_mark(composer, MODEL_PAGE_BREAK, block);
            break;
        case DEFINE_LANDSCAPE:
            add_mark(composer, MODEL_LANDSCAPE, block);
            compose_blocks(composer, block->branches->blocks);
            add_mark(composer, MODEL_PORTRAIT, block);
            break;
        case DEFINE_ATTACHMENT:
            add_attachment(composer, block);
            break;
        case DEFINE_IF:
            branch = compose_branch(composer, block->branches);
            if (branch)
                compose_blocks(composer, branch->blocks);
            break;
        case DEFINE_EACH:
            compose_each(composer, block);
            break;
        case DEFINE_LIST:
            compose_list(composer, block);
            break;
        }
    }
}

/* ---- the document ---- */

static void add_identity(struct composer *composer)
{
    struct model *model = composer->model;
    const struct report *report = composer->report;
    struct period period;
    model->report_id = report->id ? arena_strdup(model->arena, report->id) : NULL;
    model->style = report->style ? arena_strdup(model->arena, report->style) : NULL;
    if (frame_period(composer->frame, DEFINE_CURRENT, &period))
        model->period = period_show(model->arena, period);
    const struct define_param *param = report->params;
    while (param && param->type != DEFINE_COMMUNITY && param->type != DEFINE_STREET &&
           param->type != DEFINE_DISTRICT)
        param = param->next;
    if (!param)
        return;
    struct define_name name = {DEFINE_CURRENT, param->name, param->place, NULL, NULL};
    struct frame_scalar scalar;
    if (frame_scalar(composer->frame, &name, &scalar, composer->diags) &&
        scalar.value.kind == VALUE_TEXT)
        model->community = arena_strdup(model->arena, scalar.value.text);
}

struct model *compose_report(const struct report *report, struct frame *frame,
                             enum define_stage stage, const struct world *world,
                             struct diags *diags)
{
    const struct compose_task task = {.stage = stage};
    return compose_audited(report, frame, &task, world, diags);
}

struct model *compose_audited(const struct report *report, struct frame *frame,
                              const struct compose_task *task, const struct world *world,
                              struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct model *model = model_new();
    struct audit unread = {.arena = model->arena};
    struct composer composer = {
        .report = report,
        .frame = frame,
        .world = world,
        .diags = diags,
        .model = model,
        .arena = model->arena,
        .task = task,
        .audit = task->audit ? task->audit : &unread,
    };
    diag_context_push(diags, "报表“%s”", report->id ? report->id : "");
    add_identity(&composer);
    model->title = compose_text(&composer, report->title);
    model->salutation = compose_text(&composer, report->salutation);
    elements_add(&composer);
    compose_blocks(&composer, report->blocks);
    compose_checks(&composer);
    annex_add(&composer);
    sources_add(&composer);
    elements_settle(&composer);
    diag_context_pop(diags);
    if (diags_count(diags, DIAG_ERROR) == errors)
        return model;
    model_free(model);
    return NULL;
}
