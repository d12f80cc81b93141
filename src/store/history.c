/* What batches have done, and undoing one. A record's earlier state is kept as JSON by put.c. */
#include <assert.h>
#include <string.h>

#include "private.h"

static bool failed(struct store *store, int status, struct diags *diags)
{
    store_fail(store->db, status, store->path, diags);
    return false;
}

static const char *text_at(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? text : "";
}

/* ---- the list ---- */

static struct store_batch_info read_info(struct arena *arena, sqlite3_stmt *row)
{
    const struct store_kind *kind = store_kind_find(text_at(row, 4));
    const char *undone = (const char *)sqlite3_column_text(row, 7);
    return (struct store_batch_info){
        .id = sqlite3_column_int64(row, 0),
        .rows = sqlite3_column_int64(row, 1),
        .added = sqlite3_column_int64(row, 2),
        .changed = sqlite3_column_int64(row, 3),
        .kind = kind ? kind->chinese : "",
        .file = arena_strdup(arena, text_at(row, 5)),
        .imported_at = arena_strdup(arena, text_at(row, 6)),
        .undone_at = undone ? arena_strdup(arena, undone) : NULL,
    };
}

const struct store_batch_info *store_batches(struct store *store, struct arena *arena, size_t most,
                                             size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db,
                                    "SELECT id, rows, added, changed, kind, file, imported_at,"
                                    " undone_at FROM batches ORDER BY id DESC LIMIT ?1",
                                    -1, &statement, NULL);
    struct store_batch_info *list = NULL;
    size_t count = 0, capacity = 0;
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, (int64_t)most);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        list = arena_grow(arena, list, count, &capacity, sizeof *list);
        list[count++] = read_info(arena, statement);
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return list ? list : arena_alloc(arena, sizeof *list);
}

/* The batch's kind; NULL with a diagnostic when there is no such batch that stands. */
static const struct store_kind *find_batch(struct store *store, int64_t batch, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db, "SELECT kind, undone_at FROM batches WHERE id = ?1",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, batch);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    struct buf number = {0};
    buf_printf(&number, "%lld", (long long)batch);
    const struct store_kind *kind = NULL;
    if (status == SQLITE_DONE) {
        diag_add(diags, &STO036, &PLACE_NONE, DIAG_ARGS(number.data));
        diag_hint(diags, "huibao batches 列出各批的批号");
    } else if (status != SQLITE_ROW) {
        failed(store, status, diags);
    } else if (sqlite3_column_type(statement, 1) != SQLITE_NULL) {
        diag_add(diags, &STO037, &PLACE_NONE, DIAG_ARGS(number.data, text_at(statement, 1)));
    } else {
        kind = store_kind_find(text_at(statement, 0));
    }
    buf_done(&number);
    return kind;
}

/* ---- what changed ---- */

static void tell_changes(const struct store_kind *kind, sqlite3_stmt *row,
                         store_on_change *on_change, void *context)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        int column = 2 + 2 * (int)i;
        struct store_change change = {
            .line = sqlite3_column_int64(row, 0),
            .key = text_at(row, 1),
            .field = kind->fields[i].name,
            .before = text_at(row, column),
            .after = text_at(row, column + 1),
        };
        if (strcmp(change.before, change.after) != 0)
            on_change(context, &change);
    }
}

bool store_batch_changes(struct store *store, int64_t batch, store_on_change *on_change,
                         void *context, struct diags *diags)
{
    const struct store_kind *kind = find_batch(store, batch, diags);
    if (!kind)
        return false;
    struct arena *arena = arena_new();
    STORE_STATEMENT statement = NULL;
    int status =
        sqlite3_prepare_v2(store->db, store_sql_changes(arena, kind), -1, &statement, NULL);
    arena_free(arena);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, batch);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        tell_changes(kind, statement, on_change, context);
        status = SQLITE_OK;
    }
    return status == SQLITE_DONE || failed(store, status, diags);
}

/* ---- undoing ---- */

struct undo {
    struct store *store;
    struct arena *arena;
    const struct store_kind *kind;
    int64_t batch;
    struct diags *diags;
};

static const char *number_of(struct undo *undo, int64_t number)
{
    return arena_printf(undo->arena, "%lld", (long long)number);
}

/* Runs SQL with the batch as ?1; SQLite's status, and the rows it changed. */
static int run(struct undo *undo, const char *sql, int64_t *ret_changes)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(undo->store->db, sql, -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, undo->batch);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    *ret_changes = sqlite3_changes64(undo->store->db);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

/* Records of the batch that a later one has changed again: that one must be undone first. */
static bool is_last(struct undo *undo)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(
        undo->store->db,
        "SELECT count(*), max(h.batch) FROM history h JOIN batches b ON b.id = h.batch"
        " WHERE b.kind = (SELECT kind FROM batches WHERE id = ?1) AND h.batch > ?1"
        " AND h.previous ->> 'batch' = ?1",
        -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, undo->batch);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    if (status != SQLITE_ROW)
        return failed(undo->store, status, undo->diags);
    if (sqlite3_column_int64(statement, 0) == 0)
        return true;
    const char *later = number_of(undo, sqlite3_column_int64(statement, 1));
    diag_add(undo->diags, &STO038, &PLACE_NONE,
             DIAG_ARGS(number_of(undo, undo->batch),
                       number_of(undo, sqlite3_column_int64(statement, 0)), later));
    diag_hint(undo->diags, "先撤销第 %s 批：huibao import --undo %s", later, later);
    return false;
}

static bool tell_failure(struct undo *undo, int status)
{
    if (sqlite3_extended_errcode(undo->store->db) != SQLITE_CONSTRAINT_FOREIGNKEY)
        return failed(undo->store, status, undo->diags);
    diag_add(undo->diags, &STO039, &PLACE_NONE,
             DIAG_ARGS(number_of(undo, undo->batch), undo->kind->chinese));
    diag_hint(undo->diags, "先撤销后来导入的、属于这些%s的记录所在的批次", undo->kind->chinese);
    return false;
}

static int log_undo(struct undo *undo, const struct store_tally *tally)
{
    const struct store_log_detail details[] = {
        {.key = "batch", .number = undo->batch},
        {.key = "kind", .text = undo->kind->name},
        {.key = "removed", .number = tally->added},
        {.key = "restored", .number = tally->changed},
    };
    struct store_log_new entry = {
        .kind = STORE_LOG_UNDO,
        .subject =
            arena_printf(undo->arena, "第 %lld 批 %s", (long long)undo->batch, undo->kind->chinese),
        .details = details,
        .detail_count = BASE_COUNT(details)};
    return store_log_append(undo->store, &entry, NULL);
}

static bool take_back(struct undo *undo, struct store_tally *ret_tally)
{
    struct store_tally tally = {.batch = undo->batch};
    int64_t unused = 0;
    if (!is_last(undo))
        return false;
    int status = run(undo, store_sql_restore(undo->arena, undo->kind), &tally.changed);
    if (status == SQLITE_OK)
        status = run(
            undo, arena_printf(undo->arena, "DELETE FROM %s WHERE batch = ?1", undo->kind->table),
            &tally.added);
    if (status == SQLITE_OK)
        status = run(undo, "DELETE FROM history WHERE batch = ?1", &unused);
    if (status == SQLITE_OK)
        status = run(undo,
                     arena_printf(undo->arena, "UPDATE batches SET undone_at = '%s' WHERE id = ?1",
                                  store_now_text(undo->store, undo->arena)),
                     &unused);
    if (status == SQLITE_OK)
        status = log_undo(undo, &tally);
    if (status == SQLITE_OK)
        status = sqlite3_exec(undo->store->db, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        return tell_failure(undo, status);
    *ret_tally = tally;
    return true;
}

bool store_batch_undo(struct store *store, int64_t batch, struct store_tally *ret_tally,
                      struct diags *diags)
{
    assert(!store->batch);
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        return failed(store, status, diags);
    struct undo undo = {store, arena_new(), find_batch(store, batch, diags), batch, diags};
    bool done = undo.kind && take_back(&undo, ret_tally);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    arena_free(undo.arena);
    return done;
}
