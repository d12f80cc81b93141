/*
 * engine_log: the audit log (日志), a part of engine's contract.
 *
 * Owns      listing it and verifying its chain.
 * Protocol  as engine.h says. Every import, undo, render but a preview, package, sending,
 *           explanation … adds to it.
 * Lifetime  results belong to the arena given.
 * Failure   as engine.h says; a chain that does not hold is STO050 or STO051.
 */
#ifndef HUIBAO_ENGINE_LOG_H
#define HUIBAO_ENGINE_LOG_H

#include <huibao/engine.h>

struct engine_log_entry {
    int64_t number;
    const char *at, *who;
    const char *kind, *chinese; /* import, 导入 */
    const char *subject;
    const char *details; /* a JSON object */
    const char *previous, *hash;
};
struct engine_log_query { /* what does not matter is NULL or 0 */
    const char *since;    /* a time or the beginning of one: 2026, 2026-11, 2026-11-03 08:30 */
    const char *kind;     /* English or Chinese */
    int64_t most;         /* the last ones */
};
/* In the order they were made. */
const struct engine_log_entry *engine_log(struct engine *engine,
                                          const struct engine_log_query *query, struct arena *arena,
                                          size_t *ret_count, struct diags *diags);
/* `kept`: the end of the log as printed by an earlier engine_log_verify, 12:5f3c…; or NULL. ret_end:
   its end now. */
bool engine_log_verify(struct engine *engine, const char *kept, struct arena *arena,
                       const char **ret_end, struct diags *diags);

#endif
