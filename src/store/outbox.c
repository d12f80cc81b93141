/* Units to be reported: one row each, changed only by whoever holds its fence. */
#include <assert.h>
#include <string.h>

#include <huibao/store_outbox.h>

#include "private.h"

static const char *const names[] = {"due",      "audit",   "unmade", "packed",   "sent",
                                    "accepted", "refused", "dead",   "cancelled"};

const char *store_outbox_state_name(enum store_outbox_state state)
{
    return names[state];
}

static enum store_outbox_state state_of(const char *name)
{
    size_t i = 0;
    while (i + 1 < BASE_COUNT(names) && strcmp(names[i], name) != 0)
        i++;
    return (enum store_outbox_state)i;
}

static bool failed(struct store *store, int status, struct diags *diags)
{
    store_fail(store->db, status, store->path, diags);
    return false;
}

static const char *text_at(struct arena *arena, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? arena_strdup(arena, text) : NULL;
}

/* ---- units ---- */

static const char select_units[] =
    "SELECT id, report, community, period, state, target, deadline, generation, fence, owner,"
    " lease_until, package, manifest, key, packed_at, next_at, attempts, place, receipt, words,"
    " changed_at, receipt_state FROM outbox ORDER BY report, community, period";

static struct store_outbox_unit unit_of(struct arena *arena, sqlite3_stmt *row)
{
    return (struct store_outbox_unit){
        .id = sqlite3_column_int64(row, 0),
        .report = text_at(arena, row, 1),
        .community = text_at(arena, row, 2),
        .period = text_at(arena, row, 3),
        .state = state_of((const char *)sqlite3_column_text(row, 4)),
        .target = text_at(arena, row, 5),
        .deadline = sqlite3_column_int64(row, 6),
        .generation = sqlite3_column_int64(row, 7),
        .fence = sqlite3_column_int64(row, 8),
        .owner = text_at(arena, row, 9),
        .lease_until = sqlite3_column_int64(row, 10),
        .package = text_at(arena, row, 11),
        .manifest = text_at(arena, row, 12),
        .key = text_at(arena, row, 13),
        .packed_at = sqlite3_column_int64(row, 14),
        .next_at = sqlite3_column_int64(row, 15),
        .attempts = sqlite3_column_int64(row, 16),
        .place = text_at(arena, row, 17),
        .receipt = text_at(arena, row, 18),
        .words = text_at(arena, row, 19),
        .changed_at = text_at(arena, row, 20),
        .receipt_state = text_at(arena, row, 21),
    };
}

const struct store_outbox_unit *store_outbox_units(struct store *store, struct arena *arena,
                                                   size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct store_outbox_unit *units = arena_array(arena, 1, sizeof *units);
    size_t count = 0, capacity = 1;
    int status = sqlite3_prepare_v2(store->db, select_units, -1, &statement, NULL);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        units = arena_grow(arena, units, count, &capacity, sizeof *units);
        units[count++] = unit_of(arena, statement);
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return units;
}

static void bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
    sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, name), text, -1,
                      SQLITE_STATIC);
}

static void bind_number(sqlite3_stmt *statement, const char *name, int64_t number)
{
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, name), number);
}

/* Parameters that a statement does not have are index 0, which SQLite passes over. */
static void bind_unit(sqlite3_stmt *statement, const struct store_outbox_unit *unit,
                      const char *now)
{
    bind_number(statement, ":id", unit->id);
    bind_text(statement, ":report", unit->report);
    bind_text(statement, ":community", unit->community);
    bind_text(statement, ":period", unit->period);
    bind_text(statement, ":state", names[unit->state]);
    bind_text(statement, ":target", unit->target);
    bind_number(statement, ":deadline", unit->deadline);
    bind_number(statement, ":generation", unit->generation);
    bind_number(statement, ":fence", unit->fence);
    bind_text(statement, ":package", unit->package);
    bind_text(statement, ":manifest", unit->manifest);
    bind_text(statement, ":key", unit->key);
    bind_number(statement, ":packed_at", unit->packed_at);
    bind_number(statement, ":next_at", unit->next_at);
    bind_number(statement, ":attempts", unit->attempts);
    bind_text(statement, ":place", unit->place);
    bind_text(statement, ":receipt", unit->receipt);
    bind_text(statement, ":receipt_state", unit->receipt_state);
    bind_text(statement, ":words", unit->words);
    bind_text(statement, ":now", now);
}

/* Runs a statement about a unit; ret_rows: how many rows it changed. */
static int run(struct store *store, const char *sql, const struct store_outbox_unit *unit,
               int64_t *ret_rows)
{
    STORE_STATEMENT statement = NULL;
    struct arena *arena = arena_new();
    int status = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (status == SQLITE_OK) {
        bind_unit(statement, unit, store_now_text(store, arena));
        status = sqlite3_step(statement);
    }
    arena_free(arena);
    if (status != SQLITE_DONE)
        return status;
    *ret_rows = sqlite3_changes64(store->db);
    return SQLITE_OK;
}

/* ---- transactions ---- */

static int begin(struct store *store)
{
    assert(!store->batch && sqlite3_get_autocommit(store->db));
    return sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
}

static bool end(struct store *store, int status, struct diags *diags)
{
    if (status == SQLITE_OK)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    bool done = status == SQLITE_OK || failed(store, status, diags);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return done;
}

/* What happened to a unit. Words of people and of the far side are not kept there. */
static int log_unit(struct store *store, const struct store_outbox_unit *unit, const char *act)
{
    struct arena *arena = arena_new();
    const struct store_log_detail details[] = {
        {.key = "act", .text = act},
        {.key = "attempts", .number = unit->attempts},
        {.key = "fence", .number = unit->fence},
        {.key = "generation", .number = unit->generation},
        {.key = "key", .text = unit->key ? unit->key : ""},
        {.key = "manifest", .text = unit->manifest ? unit->manifest : ""},
        {.key = "receipt", .text = unit->receipt ? unit->receipt : ""},
        {.key = "receipt_state", .text = unit->receipt_state ? unit->receipt_state : ""},
        {.key = "state", .text = names[unit->state]},
        {.key = "target", .text = unit->target},
        {.key = "unit", .number = unit->id},
    };
    const struct store_log_new entry = {
        .kind = STORE_LOG_DELIVERY,
        .subject =
            arena_printf(arena, "%s%s%s %s → %s", unit->report, unit->community[0] ? " " : "",
                         unit->community, unit->period, unit->target),
        .details = details,
        .detail_count = BASE_COUNT(details)};
    int status = store_log_append(store, &entry, NULL);
    arena_free(arena);
    return status;
}

bool store_outbox_add(struct store *store, const struct store_outbox_unit *unit,
                      struct diags *diags)
{
    struct store_outbox_unit added = *unit;
    int64_t rows = 0;
    int status = begin(store);
    if (status == SQLITE_OK)
        status = run(store,
                     "INSERT INTO outbox (report, community, period, state, target, deadline,"
                     " changed_at) VALUES (:report, :community, :period, 'due', :target, :deadline,"
                     " :now) ON CONFLICT DO NOTHING",
                     unit, &rows);
    if (status == SQLITE_OK && rows) {
        added.id = sqlite3_last_insert_rowid(store->db);
        added.state = STORE_OUTBOX_DUE;
        added.generation = 1;
        status = log_unit(store, &added, "add");
    }
    return end(store, status, diags);
}

/* Whether the unit is as it was read, and nobody alive holds it. */
static int is_free(struct store *store, const struct store_outbox_unit *unit, bool *ret_free)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db,
                                    "SELECT owner, lease_until FROM outbox WHERE id = :id AND"
                                    " fence = :fence AND state = :state",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK) {
        bind_unit(statement, unit, NULL);
        status = sqlite3_step(statement);
    }
    *ret_free = status == SQLITE_ROW &&
                !store_outbox_owner_holds((const char *)sqlite3_column_text(statement, 0),
                                          sqlite3_column_int64(statement, 1), store->world);
    return status == SQLITE_ROW || status == SQLITE_DONE ? SQLITE_OK : status;
}

static int take(struct store *store, struct store_outbox_unit *unit)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db,
                                    "UPDATE outbox SET fence = :fence, owner = :owner,"
                                    " lease_until = :until WHERE id = :id",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK) {
        bind_unit(statement, unit, NULL);
        bind_text(statement, ":owner", unit->owner);
        bind_number(statement, ":until", unit->lease_until);
        status = sqlite3_step(statement);
    }
    return status == SQLITE_DONE ? log_unit(store, unit, "claim") : status;
}

bool store_outbox_claim(struct store *store, struct store_outbox_unit *unit, int64_t seconds,
                        bool *ret_claimed, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct store_outbox_unit claimed = *unit;
    bool free_now = false;
    claimed.fence++;
    claimed.owner = store_outbox_owner(arena, store->world);
    claimed.lease_until = store->world->clock + seconds;
    int status = begin(store);
    if (status == SQLITE_OK)
        status = is_free(store, unit, &free_now);
    if (status == SQLITE_OK && free_now)
        status = take(store, &claimed);
    bool done = end(store, status, diags);
    if (done)
        *ret_claimed = free_now;
    if (done && free_now) {
        unit->fence = claimed.fence;
        unit->lease_until = claimed.lease_until;
    }
    arena_free(arena);
    return done;
}

bool store_outbox_put(struct store *store, const struct store_outbox_unit *unit, bool *ret_kept,
                      struct diags *diags)
{
    int64_t rows = 0;
    int status = begin(store);
    if (status == SQLITE_OK)
        status =
            run(store,
                "UPDATE outbox SET state = :state, target = :target, deadline = :deadline,"
                " generation = :generation, owner = NULL, lease_until = 0, package = :package,"
                " manifest = :manifest, key = :key, packed_at = :packed_at, next_at = :next_at,"
                " attempts = :attempts, place = :place, receipt = :receipt,"
                " receipt_state = :receipt_state, words = :words,"
                " changed_at = :now WHERE id = :id AND fence = :fence AND owner IS NOT NULL",
                unit, &rows);
    if (status == SQLITE_OK && rows)
        status = log_unit(store, unit, unit->manifest && !unit->package ? "expire" : "put");
    bool done = end(store, status, diags);
    if (done)
        *ret_kept = rows == 1;
    return done;
}
