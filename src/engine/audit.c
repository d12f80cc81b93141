/* The checks of a report for one community and period, and the explanations recorded for them. */
#include "audit.h"

#include <string.h>

#include <huibao/compose.h>
#include <huibao/define_check.h>
#include <huibao/engine_audit.h>
#include <huibao/frame.h>
#include <huibao/model.h>

#include "engine_diags.h"

/* ---- what explanations are about ---- */

static const char *community_of(const struct report *report, struct frame *frame,
                                struct arena *arena, struct diags *diags)
{
    const struct define_param *param = report->params;
    while (param && param->type != DEFINE_COMMUNITY)
        param = param->next;
    if (!param)
        return "";
    struct define_name name = {.name = param->name, .place = param->place};
    struct frame_scalar scalar;
    if (!frame_scalar(frame, &name, &scalar, diags) || scalar.value.kind != VALUE_TEXT)
        return "";
    return arena_strdup(arena, scalar.value.text);
}

static struct store_explanation about_of(const struct report *report, struct frame *frame,
                                         struct arena *arena, struct diags *diags)
{
    struct period period;
    bool has = frame_period(frame, DEFINE_CURRENT, &period);
    return (struct store_explanation){
        .report = report->id ? report->id : "",
        .community = community_of(report, frame, arena, diags),
        .period = has ? period_key(arena, period) : "",
    };
}

static bool has_checks(const struct report *report)
{
    return report->checks || (report->dictionary && report->dictionary->checks);
}

static void take(struct compose_task *task, const struct store_explanation *list, size_t count,
                 struct arena *arena)
{
    struct audit_explanation *standing = arena_array(arena, count, sizeof *standing);
    for (size_t i = 0; i < count; i++)
        if (!list[i].withdrawn_at)
            standing[task->explanation_count++] = (struct audit_explanation){
                list[i].check, list[i].figures, list[i].because, list[i].by, list[i].at};
    task->explanations = standing;
}

bool audit_explanations(struct engine *engine, const struct report *report, struct frame *frame,
                        struct arena *arena, struct compose_task *task, struct diags *diags)
{
    if (!has_checks(report))
        return true;
    size_t count = 0;
    struct store_explanation about = about_of(report, frame, arena, diags);
    struct store *store = engine_store(engine, STORE_READ, diags);
    const struct store_explanation *list =
        store ? store_explanations(store, arena, &about, &count, diags) : NULL;
    if (list)
        take(task, list, count, arena);
    return list != NULL;
}

/* ---- the audit ---- */

struct auditing {
    struct engine *engine;
    struct arena *arena;
    struct diags *diags;
    const struct report *report;
    struct frame *frame;
    struct store_explanation about;
    struct audit audit;
};

static bool judge(struct auditing *auditing, const struct engine_request *request)
{
    struct engine *engine = auditing->engine;
    struct compose_task task = {
        .stage = DEFINE_PUBLISH, .audit = &auditing->audit, .audit_only = true};
    auditing->audit.arena = auditing->arena;
    auditing->report = engine_report_find(engine, request->report, auditing->diags);
    if (auditing->report)
        auditing->frame =
            engine_frame(engine, auditing->report, request, auditing->arena, auditing->diags);
    if (!auditing->frame || !audit_explanations(engine, auditing->report, auditing->frame,
                                                auditing->arena, &task, auditing->diags))
        return false;
    auditing->about = about_of(auditing->report, auditing->frame, auditing->arena, auditing->diags);
    struct model *model =
        compose_audited(auditing->report, auditing->frame, &task, &engine->world, auditing->diags);
    bool done = model != NULL;
    model_free(model);
    return done;
}

static struct auditing auditing_start(struct engine *engine, struct arena *arena,
                                      struct diags *diags)
{
    return (struct auditing){.engine = engine, .arena = arena, .diags = diags};
}

static struct engine_audit_line show_line(struct arena *arena, const struct audit_line *line)
{
    bool strict = line->verdict[DEFINE_PUBLISH] == DEFINE_BLOCK ||
                  line->verdict[DEFINE_UPLOAD] == DEFINE_BLOCK;
    struct engine_audit_line shown = {
        .id = line->id,
        .says = line->says,
        .rule = line->rule,
        .file = line->place.file,
        .line = line->place.line,
        .outcome = (enum engine_outcome)line->outcome,
        .figures = line->values,
        .why = line->why,
        .verdicts = audit_stages(arena, line),
        .blocks = line->outcome == AUDIT_FAILED && strict && !line->explained,
    };
    if (line->explained) {
        shown.because = line->explained->because;
        shown.by = line->explained->who;
        shown.at = line->explained->at;
    }
    return shown;
}

static void show_lines(struct auditing *auditing, struct engine_audit *audit)
{
    size_t count = auditing->audit.count;
    struct engine_audit_line *lines = arena_array(auditing->arena, count, sizeof *lines);
    for (size_t i = 0; i < count; i++) {
        lines[i] = show_line(auditing->arena, &auditing->audit.lines[i]);
        audit->passed += lines[i].outcome == ENGINE_PASSED;
        audit->failed += lines[i].outcome == ENGINE_FAILED;
        audit->unjudged += lines[i].outcome == ENGINE_UNJUDGED;
        audit->explained += lines[i].because != NULL;
        audit->blocking += lines[i].blocks;
    }
    audit->lines = lines;
    audit->count = count;
}

static bool show_explanations(struct auditing *auditing, struct engine_audit *audit)
{
    struct store *store = engine_store(auditing->engine, STORE_READ, auditing->diags);
    size_t count = 0;
    const struct store_explanation *list =
        store
            ? store_explanations(store, auditing->arena, &auditing->about, &count, auditing->diags)
            : NULL;
    if (!list)
        return false;
    struct engine_explanation *shown = arena_array(auditing->arena, count, sizeof *shown);
    for (size_t i = 0; i < count; i++)
        shown[i] = (struct engine_explanation){
            list[i].check, list[i].figures,      list[i].because,     list[i].by,
            list[i].at,    list[i].withdrawn_by, list[i].withdrawn_at};
    audit->explanations = shown;
    audit->explanation_count = count;
    return true;
}

bool engine_audit(struct engine *engine, const struct engine_request *request, struct arena *arena,
                  struct engine_audit *ret_audit, struct diags *diags)
{
    struct auditing auditing = auditing_start(engine, arena, diags);
    struct engine_audit audit = {0};
    bool done = judge(&auditing, request);
    if (done) {
        audit.report = auditing.about.report;
        audit.community = auditing.about.community;
        audit.period = auditing.about.period;
        show_lines(&auditing, &audit);
        done = show_explanations(&auditing, &audit);
    }
    frame_close(auditing.frame);
    if (done)
        *ret_audit = audit;
    return done;
}

/* ---- explaining ---- */

/* The line of a check that can be explained; NULL with a diagnostic. */
static const struct audit_line *find_failing(struct auditing *auditing, const char *check)
{
    size_t count = auditing->audit.count;
    const char **ids = arena_array(auditing->arena, count, sizeof *ids);
    const struct audit_line *found = NULL;
    for (size_t i = 0; i < count; i++) {
        ids[i] = auditing->audit.lines[i].id;
        if (strcmp(ids[i], check) == 0)
            found = &auditing->audit.lines[i];
    }
    if (!found) {
        diag_add(auditing->diags, &ENG030, &PLACE_NONE, DIAG_ARGS(auditing->about.report, check));
        diag_hint_among(auditing->diags, check, ids, count);
        return NULL;
    }
    if (found->outcome == AUDIT_FAILED)
        return found;
    diag_add(auditing->diags, &ENG031, &PLACE_NONE,
             DIAG_ARGS(check, found->outcome == AUDIT_PASSED ? "已经通过" : "没有判断"));
    return NULL;
}

bool engine_audit_explain(struct engine *engine, const struct engine_request *request,
                          const struct engine_explanation *explanation, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct auditing auditing = auditing_start(engine, arena, diags);
    const struct audit_line *line =
        judge(&auditing, request) ? find_failing(&auditing, explanation->check) : NULL;
    frame_close(auditing.frame);
    struct store *store = line ? engine_store(engine, STORE_WRITE, diags) : NULL;
    struct store_explanation about = auditing.about;
    bool done = false;
    if (store) {
        about.check = explanation->check;
        about.figures = line->values;
        about.because = explanation->because;
        about.by = explanation->by;
        done = store_explain(store, &about, diags);
    }
    arena_free(arena);
    return done;
}

bool engine_audit_withdraw(struct engine *engine, const struct engine_request *request,
                           const char *check, const char *by, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct auditing auditing = auditing_start(engine, arena, diags);
    auditing.report = engine_report_find(engine, request->report, diags);
    if (auditing.report)
        auditing.frame = engine_frame(engine, auditing.report, request, arena, diags);
    struct store *store = auditing.frame ? engine_store(engine, STORE_WRITE, diags) : NULL;
    bool done = false, stood = false;
    if (store) {
        auditing.about = about_of(auditing.report, auditing.frame, arena, diags);
        auditing.about.check = check;
        auditing.about.by = by;
        done = store_explanation_withdraw(store, &auditing.about, &stood, diags);
    }
    if (done && !stood) {
        diag_add(diags, &ENG032, &PLACE_NONE, DIAG_ARGS(check));
        diag_hint(diags, "huibao audit 报表 -p … --history 列出各条审核的说明");
    }
    frame_close(auditing.frame);
    arena_free(arena);
    return done && stood;
}
