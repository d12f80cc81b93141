/*
 * compose: a report and its frame, into a model.
 *
 * Owns      walking the definition: which branches hold, how values and comparisons are put into
 *           words (增长12.5%, 与上月持平 …), numbering of headings and tables, filling tables
 *           with totals and shares, and evaluating the checks.
 * Lifetime  the model owns its own memory and needs neither report nor frame afterwards.
 * Failure   diagnostics CMP… (and the frame's); NULL when any error was added.
 * Limits    the frame's.
 */
#ifndef HUIBAO_COMPOSE_H
#define HUIBAO_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/define.h>

struct frame;
struct model;
struct diags;
struct world;

/* ---- 审核 ---- */
enum audit_outcome { AUDIT_PASSED, AUDIT_FAILED, AUDIT_UNJUDGED };

struct audit_explanation { /* 说明: why a failing check is right all the same */
    const char *check;     /* its id */
    const char *figures;   /* it holds as long as the check fails with these: audit_line.values */
    const char *because, *who, *at;
};

struct audit_line { /* one check of the report */
    const char *id, *rule, *says;
    struct place place; /* of the rule */
    enum define_verdict verdict[DEFINE_STAGE_COUNT];
    enum audit_outcome outcome;
    const char *values; /* 受理 11件 ≠ 成功 12件，差 -1件; "" when UNJUDGED */
    const char *why;    /* UNJUDGED: 上期.受理没有值; else NULL */
    const struct audit_explanation *explained; /* of a FAILED one; or NULL */
    const struct define_check *check; /* the rule itself, of the report or its dictionary */
    struct value left, right; /* of a comparison of numbers, unless it is about rows; else null */
};

struct audit { /* arena: of the caller, in which the lines are made */
    struct arena *arena;
    const struct audit_line *lines;
    size_t count;
};

/* 预览提示，出版阻断，上报阻断 */
const char *audit_stages(struct arena *arena, const struct audit_line *line);

struct compose_task {
    enum define_stage stage;
    const struct audit_explanation *explanations;
    size_t explanation_count;
    struct audit *audit; /* filled even when NULL is returned; or NULL */
    bool audit_only;     /* failing checks are no diagnostics, only lines of the audit */
    /* Companions of the model, though the report does not ask for their annexes: */
    bool with_audit, with_sources; /* 审核; 数据来源 and 来源文件 */
};

/*
 * A failing check that blocks the task's stage is an error, unless it is explained. A preview that
 * could not be published or uploaded is stamped 未通过审核.
 */
struct model *compose_audited(const struct report *report, struct frame *frame,
                              const struct compose_task *task, const struct world *world,
                              struct diags *diags);
/* The same without explanations. */
struct model *compose_report(const struct report *report, struct frame *frame,
                             enum define_stage stage, const struct world *world,
                             struct diags *diags);
const struct diag_kind *const *compose_diags(size_t *ret_count);

#endif
