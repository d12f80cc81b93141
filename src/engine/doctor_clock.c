/* Whether the computer's time can be right: what was written last is not later than it. */
#include "doctor.h"

#include <huibao/store_log.h>

enum { ALLOWED = 300 }; /* seconds by which two computers that share a database may differ */

static const char *length_text(struct arena *arena, int64_t seconds)
{
    if (seconds >= 2 * 86400)
        return arena_printf(arena, "%lld 天", (long long)(seconds / 86400));
    if (seconds >= 2 * 3600)
        return arena_printf(arena, "%lld 小时", (long long)(seconds / 3600));
    return arena_printf(arena, "%lld 分钟", (long long)(seconds / 60));
}

/* True when it is not too early for `moment`, which may be NULL. */
static bool look(struct findings *findings, int64_t now, const char *moment, const char *what)
{
    int64_t then = 0;
    if (!moment || !engine_time_parse(moment, &then) || now + ALLOWED >= then)
        return true;
    doctor_add(
        findings, false, "时间",
        arena_printf(findings->arena,
                     "电脑的时间比%s（%s）早 %s。把时间校准；那一次的时间错了的，等过了它再用",
                     what, moment, length_text(findings->arena, then - now)));
    return false;
}

void doctor_clock(struct engine *engine, struct findings *findings, struct store *store,
                  struct diags *diags)
{
    size_t batches = 0, entries = 0;
    const struct store_batch_info *batch =
        store_batches(store, findings->arena, 1, &batches, diags);
    const struct store_log_query last = {.most = 1};
    const struct store_log_entry *entry =
        store_log_entries(store, findings->arena, &last, &entries, diags);
    if (!batch || !entry)
        return;
    /* --now moves the time of imports, not that of the log */
    bool right =
        look(findings, engine->world.now, batches ? batch[0].imported_at : NULL, "最近一次导入");
    right &= look(findings, engine->world.clock, entries ? entry[0].at : NULL, "日志的末一条");
    if (right)
        doctor_add(findings, true, "时间", "不早于最近一次导入和日志的末一条");
}
