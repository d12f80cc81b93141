/* Walking a report: title, blocks, signature, checks. Every mistake is collected in one run. */
#include <string.h>

#include <huibao/define_table.h>

#include "compose_diags.h"
#include "composer.h"

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

static void add_blocks(struct composer *composer, const struct define_block *block)
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
        case DEFINE_IF:
            branch = compose_branch(composer, block->branches);
            if (branch)
                add_blocks(composer, branch->blocks);
            break;
        }
    }
}

/* ---- the signature ---- */

static bool signature_day(struct composer *composer, const struct define_signature *define,
                          int32_t *ret_day)
{
    struct period period;
    if (strcmp(define->date, "today") == 0) {
        *ret_day = world_today(composer->world);
        return true;
    }
    if (strcmp(define->date, "period-end") != 0) {
        if (value_date_parse(define->date, ret_day))
            return true;
        diag_add(composer->diags, &CMP008, &define->place,
                 DIAG_ARGS(define->date, "不是日期，例如 2026-11-03"));
        return false;
    }
    if (!frame_period(composer->frame, DEFINE_CURRENT, &period)) {
        diag_add(composer->diags, &CMP008, &define->place,
                 DIAG_ARGS(define->date, "本报表没有月份、季度或年份参数"));
        return false;
    }
    *ret_day = period_last_day(period);
    return true;
}

static void add_signature(struct composer *composer, const struct define_signature *define)
{
    int32_t day = 0;
    struct value_format format = {VALUE_STYLE_DATE, -1, NULL};
    struct model_text organ = compose_text(composer, define->organ);
    struct model_signature *signature = arena_alloc(composer->arena, sizeof *signature);
    signature->organ = model_text_flat(composer->arena, &organ);
    signature->date = "";
    if (define->date && signature_day(composer, define, &day))
        signature->date = value_show(composer->arena, value_date(day), &format);
    composer->model->signature = signature;
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
    while (param && param->type != DEFINE_COMMUNITY)
        param = param->next;
    if (!param)
        return;
    struct define_name name = {DEFINE_CURRENT, param->name, param->place};
    struct frame_scalar scalar;
    if (frame_scalar(composer->frame, &name, &scalar, composer->diags) &&
        scalar.value.kind == VALUE_TEXT)
        model->community = arena_strdup(model->arena, scalar.value.text);
}

struct model *compose_report(const struct report *report, struct frame *frame,
                             enum define_stage stage, const struct world *world,
                             struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct model *model = model_new();
    struct composer composer = {
        .report = report,
        .frame = frame,
        .world = world,
        .diags = diags,
        .model = model,
        .arena = model->arena,
    };
    diag_context_push(diags, "报表“%s”", report->id ? report->id : "");
    add_identity(&composer);
    model->title = compose_text(&composer, report->title);
    model->salutation = compose_text(&composer, report->salutation);
    add_blocks(&composer, report->blocks);
    if (report->signature)
        add_signature(&composer, report->signature);
    compose_checks(&composer, stage);
    diag_context_pop(diags);
    if (diags_count(diags, DIAG_ERROR) == errors)
        return model;
    model_free(model);
    return NULL;
}
