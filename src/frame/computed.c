/*
 * Computed parameters: `SELECT (expression)` over the parameters that were given, on the reader of
 * the records, so that an expression may also look up what the records say (the street of a
 * community). They follow 上期 and 同期: of another step they are computed again.
 */
#include <string.h>

#include "frame_diags.h"
#include "state.h"

sqlite3_stmt *computed_prepare(struct frame *frame, const struct define_param *param,
                               struct query *ret_query, struct diags *diags)
{
    static const char before[] = "SELECT (\n";
    const struct define_dataset *computed = param->computed;
    struct query query = {.author = computed->sql,
                          .place = computed->sql_place,
                          .sql = arena_printf(frame->arena, "%s%s\n)", before, computed->sql),
                          .before = strlen(before),
                          .params = frame->report->params};
    *ret_query = query;
    return query_prepare(&frame->store, &query, diags);
}

static bool evaluate(struct frame *frame, const struct frame_params *params,
                     const struct define_param *param, struct value *ret_value, struct diags *diags)
{
    struct query query;
    QUERY_AUTO sqlite3_stmt *statement = computed_prepare(frame, param, &query, diags);
    if (!statement || !run_bind(frame, &query, statement, params, 0, diags))
        return false;
    guard_start(&frame->store);
    int status = sqlite3_step(statement);
    if (status != SQLITE_ROW) {
        query_fail(&frame->store, &query, status, diags);
        return false;
    }
    const char *instead = NULL;
    if (run_value(frame->arena, statement, 0, ret_value, &instead))
        return true;
    diag_add(diags, &FRM028, &param->computed->sql_place,
             DIAG_ARGS(param->name, instead, params_expected(frame->arena, param)));
    return false;
}

static struct frame_param *find(struct frame_params *params, const struct define_param *define)
{
    struct frame_param *param = params->items;
    while (param->define != define)
        param++;
    return param;
}

/* Up to when there are figures: until the day that the report's own period has come to. */
static int32_t last_day(const struct frame *frame, const struct frame_params *params,
                        struct period period)
{
    const struct frame_param *own = params_period(params);
    bool partial = own && own->last < period_last_day(own->period);
    int32_t known = partial ? own->last : world_today(&frame->world);
    int32_t end = period_last_day(period);
    return end < known || period_first_day(period) > known ? end : known;
}

bool computed_params(struct frame *frame, struct frame_params *params, struct diags *diags)
{
    bool good = true;
    for (const struct define_param *p = frame->report->computed; p; p = p->computed_next) {
        struct frame_param *param = find(params, p);
        struct value value = value_null();
        const char *shown = NULL;
        *param = (struct frame_param){.define = p, .value = value_null()};
        diag_context_push(diags, "参数“%s”", p->name);
        bool done = evaluate(frame, params, p, &value, diags);
        if (done && !params_take(frame->arena, value, param, &shown)) {
            diag_add(diags, &FRM028, &p->computed->sql_place,
                     DIAG_ARGS(p->name, shown, params_expected(frame->arena, p)));
            done = false;
        }
        diag_context_pop(diags);
        if (param->is_period)
            param->last = last_day(frame, params, param->period);
        good = good && done;
    }
    return good;
}
