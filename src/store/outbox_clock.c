/* Whether the clock can be believed, by when the outbox was looked at before. */
#include <assert.h>

#include <huibao/store_outbox.h>

#include "private.h"

enum { DAY = 86400, MOST_DAYS = 35 };

struct clock {
    int64_t last, doubted; /* 0: never, none */
};

static int read_clock(struct store *store, struct clock *ret_clock)
{
    STORE_STATEMENT row = NULL;
    int status =
        sqlite3_prepare_v2(store->db, "SELECT last, doubted FROM outbox_clock", -1, &row, NULL);
    *ret_clock = (struct clock){0};
    if (status == SQLITE_OK)
        status = sqlite3_step(row);
    if (status == SQLITE_ROW)
        *ret_clock = (struct clock){sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
    return status == SQLITE_ROW || status == SQLITE_DONE ? SQLITE_OK : status;
}

static int write_clock(struct store *store, const struct clock *clock)
{
    STORE_STATEMENT row = NULL;
    int status = sqlite3_prepare_v2(store->db,
                                    "INSERT INTO outbox_clock VALUES (1, ?1, ?2) ON CONFLICT (id)"
                                    " DO UPDATE SET last = excluded.last,"
                                    " doubted = excluded.doubted",
                                    -1, &row, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(row, 1, clock->last);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(row, 2, clock->doubted);
    if (status == SQLITE_OK)
        status = sqlite3_step(row);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static bool is_far(int64_t from, int64_t to)
{
    return to > from + (int64_t)MOST_DAYS * DAY;
}

bool store_outbox_clock(struct store *store, int64_t now, bool *ret_right, int64_t *ret_days,
                        struct diags *diags)
{
    struct clock before;
    bool right = true;
    assert(!store->batch && sqlite3_get_autocommit(store->db));
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = read_clock(store, &before);
    if (status == SQLITE_OK) {
        right = !before.last || !is_far(before.last, now) ||
                (before.doubted && now >= before.doubted && !is_far(before.doubted, now));
        const struct clock after = {right ? now : before.last, right ? 0 : now};
        status = write_clock(store, &after);
    }
    if (status == SQLITE_OK)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    bool done = status == SQLITE_OK;
    if (done) {
        *ret_right = right;
        *ret_days = before.last ? (now - before.last) / DAY : 0;
    } else {
        store_fail(store->db, status, store->path, diags);
    }
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return done;
}
