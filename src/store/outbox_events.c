/* What somebody must be told of a unit, once. */
#include <huibao/store_outbox.h>

#include "private.h"

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

static bool run_event(struct store *store, const char *sql, const struct store_outbox_event *event,
                      struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct arena *arena = arena_new();
    int status = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (status == SQLITE_OK) {
        const char *const texts[] = {event->kind, event->subject, event->text,
                                     store_now_text(store, arena)};
        sqlite3_bind_int64(statement, 1, event->unit);
        for (int i = 0; i < (int)BASE_COUNT(texts); i++)
            sqlite3_bind_text(statement, i + 2, texts[i], -1, SQLITE_STATIC);
        status = sqlite3_step(statement);
    }
    arena_free(arena);
    return status == SQLITE_DONE || failed(store, status, diags);
}

bool store_outbox_tell(struct store *store, const struct store_outbox_event *event,
                       struct diags *diags)
{
    return run_event(store,
                     "INSERT INTO outbox_events (unit, kind, subject, text, made_at)"
                     " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                     event, diags);
}

bool store_outbox_told(struct store *store, const struct store_outbox_event *event,
                       struct diags *diags)
{
    return run_event(store,
                     "UPDATE outbox_events SET told_at = ?5 WHERE unit = ?1 AND kind = ?2"
                     " AND subject = ?3 AND told_at IS NULL",
                     event, diags);
}

const struct store_outbox_event *store_outbox_untold(struct store *store, struct arena *arena,
                                                     size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct store_outbox_event *events = arena_array(arena, 1, sizeof *events);
    size_t count = 0, capacity = 1;
    int status = sqlite3_prepare_v2(store->db,
                                    "SELECT unit, kind, subject, text FROM outbox_events WHERE"
                                    " told_at IS NULL ORDER BY made_at, unit, kind, subject",
                                    -1, &statement, NULL);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        events = arena_grow(arena, events, count, &capacity, sizeof *events);
        events[count++] = (struct store_outbox_event){
            sqlite3_column_int64(statement, 0), text_at(arena, statement, 1),
            text_at(arena, statement, 2), text_at(arena, statement, 3)};
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return events;
}

bool store_outbox_forget(struct store *store, int64_t unit, const char *kind, struct diags *diags)
{
    const struct store_outbox_event event = {.unit = unit, .kind = kind};
    return run_event(store, "DELETE FROM outbox_events WHERE unit = ?1 AND kind = ?2", &event,
                     diags);
}
