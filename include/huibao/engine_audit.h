/*
 * engine_audit: the checks (审核) of a report for one community and period, a part of engine's contract.
 *
 * Owns      judging them without making the report; explanations (说明), which are kept in the
 *           database for one report, community, period and check.
 * Protocol  as engine.h says. An explanation holds for the figures it was given for: when these
 *           change, the check stops the report again.
 * Lifetime  results belong to the arena given; texts are ready to be shown.
 * Failure   as engine.h says.
 */
#ifndef HUIBAO_ENGINE_AUDIT_H
#define HUIBAO_ENGINE_AUDIT_H

#include <huibao/engine.h>

enum engine_outcome { ENGINE_PASSED, ENGINE_FAILED, ENGINE_UNJUDGED };

struct engine_audit_line {
    const char *id, *says, *rule;
    const char *file; /* of the rule */
    long line;
    enum engine_outcome outcome;
    const char *figures;           /* both sides with their values; "" when unjudged */
    const char *why;               /* unjudged: the reason; else NULL */
    const char *because, *by, *at; /* its explanation; NULL: none that holds */
    const char *verdicts;          /* 预览提示，出版阻断，上报阻断 */
    bool blocks;                   /* fails, and nothing keeps it from stopping publication */
};

struct engine_explanation {
    const char *check, *figures, *because, *by, *at;
    const char *withdrawn_by, *withdrawn_at; /* NULL: it stands */
};

struct engine_audit {
    const char *report, *community, *period; /* "" for none */
    const struct engine_audit_line *lines;
    size_t count, passed, failed, explained, unjudged, blocking;
    const struct engine_explanation *explanations; /* all, also withdrawn ones, in order */
    size_t explanation_count;
};

/* request: the report and its arguments. */
bool engine_audit(struct engine *engine, const struct engine_request *request, struct arena *arena,
                  struct engine_audit *ret_audit, struct diags *diags);
/* Records why a check that fails is right all the same, in place of an earlier reason. */
bool engine_audit_explain(struct engine *engine, const struct engine_request *request,
                          const struct engine_explanation *explanation, struct diags *diags);
/* Takes the explanation of `check` back; `by` says who does. */
bool engine_audit_withdraw(struct engine *engine, const struct engine_request *request,
                           const char *check, const char *by, struct diags *diags);

#endif
