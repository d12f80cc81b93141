/*
 * A guarded SQLite connection: it only selects, only from the authors' views, only with known
 * functions, and for a limited time. Both the store's reader and the private database are used
 * through one.
 */
#ifndef FRAME_GUARD_H
#define FRAME_GUARD_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct guard_view {
    const char *name;
    const char *const *columns;
    size_t column_count;
};

enum { GUARD_TICK = 4000 };

enum guard_refusal { GUARD_NOTHING, GUARD_ACTION, GUARD_TABLE, GUARD_FUNCTION };

struct guard {
    sqlite3 *db;
    struct arena *arena;
    const struct guard_view *views; /* what may be read; none in the private database */
    size_t view_count;
    const char **tables; /* beneath the views */
    bool *seen;          /* which of them the statement at hand reads through a view */
    size_t table_count;
    uint32_t max_ms;
    uint64_t deadline;          /* world_ticks() at which the statement at hand must have ended */
    bool late;                  /* it did not */
    uint64_t ticks;             /* of GUARD_TICK steps each, that all statements have run; */
    uint64_t most_ticks;        /* when they are as many, a statement ends; 0: no matter */
    enum guard_refusal refusal; /* what the statement at hand was refused for, */
    const char *refused;        /* and its name or, for an action, words */
};

/* Takes the connection over (guard_close closes it) and puts the limits on it. */
void guard_init(struct guard *guard, struct arena *arena, sqlite3 *db, uint32_t max_ms);
void guard_close(struct guard *guard); /* a zeroed guard is allowed */
/* Before each statement is prepared and stepped: the clock starts, the last refusal is forgotten. */
void guard_start(struct guard *guard);
const struct guard_view *guard_view_find(const struct guard *guard, const char *name);
/* The functions a definition may call, for messages. */
const char *const *guard_functions(size_t *ret_count);

#endif
