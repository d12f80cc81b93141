/*
 * Batches: one transaction in which records of one kind are added or updated by their key. All
 * statements come from the kind (sql.c) and are prepared once.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "batch.h"

/* ---- begin and end ---- */

static bool prepare(struct store *store, const char *sql, sqlite3_stmt **ret_statement,
                    struct diags *diags)
{
    int status =
        sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, ret_statement, NULL);
    if (status != SQLITE_OK)
        store_fail(store->db, status, store->path, diags);
    return status == SQLITE_OK;
}

static bool prepare_rules(struct store *store, struct store_batch *batch, struct diags *diags)
{
    size_t count;
    const struct store_rule *all = store_rules(&count);
    batch->rules = arena_array(batch->arena, count, sizeof *batch->rules);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(all[i].kind, batch->kind->name) != 0)
            continue;
        struct store_batch_rule *rule = &batch->rules[batch->rule_count++];
        rule->rule = &all[i];
        if (!prepare(store, all[i].sql, &rule->statement, diags))
            return false;
        rule->parameters = arena_array(batch->arena, batch->kind->field_count, sizeof(int));
        for (size_t f = 0; f < batch->kind->field_count; f++)
            rule->parameters[f] = sqlite3_bind_parameter_index(
                rule->statement, arena_printf(batch->arena, ":%s", batch->kind->fields[f].column));
    }
    return true;
}

static bool prepare_all(struct store *store, struct store_batch *batch, struct diags *diags)
{
    const struct store_kind *kind = batch->kind;
    if (!prepare(store, store_sql_find(batch->arena, kind), &batch->find, diags) ||
        !prepare(store, store_sql_insert(batch->arena, kind), &batch->insert, diags) ||
        !prepare(store, "SELECT line FROM temp.unchanged WHERE id = ?1", &batch->seen, diags) ||
        !prepare(store, "INSERT INTO temp.unchanged VALUES (?1, ?2)", &batch->mark, diags) ||
        !prepare(store, store_sql_keep(batch->arena, kind), &batch->keep, diags))
        return false;
    for (size_t i = 0; i < kind->field_count; i++) {
        const char *earlier = kind->fields[i].not_before;
        batch->fields[i].earlier =
            earlier ? (size_t)(store_kind_field(kind, earlier) - kind->fields) : i;
        if (kind->fields[i].type != STORE_REFERENCE)
            continue;
        const char *sql =
            store_sql_resolve(batch->arena, store_kind_find(kind->fields[i].refers_to));
        if (!prepare(store, sql, &batch->fields[i].resolve, diags))
            return false;
    }
    return prepare_rules(store, batch, diags);
}

static void finalize_all(struct store_batch *batch)
{
    sqlite3_stmt *const own[] = {batch->find, batch->insert, batch->update,
                                 batch->seen, batch->mark,   batch->keep};
    for (size_t i = 0; i < BASE_COUNT(own); i++)
        sqlite3_finalize(own[i]);
    for (size_t i = 0; i < batch->rule_count; i++)
        sqlite3_finalize(batch->rules[i].statement);
    for (size_t i = 0; i < batch->kind->field_count; i++) {
        sqlite3_finalize(batch->fields[i].resolve);
        buf_done(&batch->fields[i].last);
    }
}

/*
 * Foreign keys are off while a batch is open, since each is the id of a parent found in the same
 * transaction, in which nothing is deleted: SQLite would only look for it once more. The pragma does
 * nothing within a transaction, so they are on again when the batch has ended.
 */
static void end(struct store *store)
{
    finalize_all(store->batch);
    arena_free(store->batch->arena);
    store->batch = NULL;
}

static void checks_on(struct store *store)
{
    sqlite3_exec(store->db, "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF", NULL,
                 NULL, NULL);
}

/* Also after SQLite has rolled back by itself, as it does when the disk is full. */
void store_batch_rollback(struct store *store)
{
    if (!store->batch)
        return;
    end(store);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    checks_on(store);
}

const char *store_moment_text(struct arena *arena, int64_t seconds)
{
    struct world then = {.now = seconds};
    struct value_civil day = value_date_to_civil(world_today(&then));
    int64_t second = (seconds + 8 * 3600) % 86400;
    second = second < 0 ? second + 86400 : second;
    return arena_printf(arena, "%04d-%02d-%02d %02d:%02d:%02d", day.year, day.month, day.day,
                        (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

const char *store_now_text(const struct store *store, struct arena *arena)
{
    return store_moment_text(arena, store->world->now);
}

static int insert_batch(struct store *store, struct store_batch *batch, const char *file)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(
        store->db, "INSERT INTO batches (kind, file, imported_at) VALUES (?1, ?2, ?3)", -1,
        &statement, NULL);
    if (status != SQLITE_OK)
        return status;
    sqlite3_bind_text(statement, 1, batch->kind->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, file, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, store_now_text(store, batch->arena), -1, SQLITE_STATIC);
    status = sqlite3_step(statement);
    batch->id = sqlite3_last_insert_rowid(store->db);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

bool store_batch_begin(struct store *store, const struct store_kind *kind, const char *file,
                       struct diags *diags)
{
    assert(!store->batch);
    struct arena *arena = arena_new();
    struct store_batch *batch = arena_alloc(arena, sizeof *batch);
    batch->arena = arena;
    batch->kind = kind;
    batch->fields = arena_array(arena, kind->field_count, sizeof *batch->fields);
    batch->columns = arena_array(arena, kind->field_count, sizeof *batch->columns);
    for (size_t i = 0; i < kind->field_count; i++)
        batch->columns[i] = (long)i + 1;
    batch->searches_left = STORE_SEARCHES;
    store->batch = batch;
    /* Records met again unchanged: with the batch and line in each row, all that is needed to see
       a key twice in one file. On disk when large, so memory stays bounded. */
    int status = sqlite3_exec(store->db,
                              "PRAGMA foreign_keys = OFF;" /* see end() */
                              "BEGIN IMMEDIATE;"
                              "CREATE TEMP TABLE IF NOT EXISTS unchanged"
                              " (id INTEGER PRIMARY KEY, line INTEGER NOT NULL);"
                              "DELETE FROM temp.unchanged",
                              NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = forgotten_read(store, arena, &batch->forgotten);
    if (status == SQLITE_OK)
        status = insert_batch(store, batch, file);
    if (status == SQLITE_OK)
        status = store_constraints_known(store->db, kind, &batch->constraints_known);
    if (status != SQLITE_OK)
        store_fail(store->db, status, store->path, diags);
    if (status == SQLITE_OK && prepare_all(store, batch, diags))
        return true;
    store_batch_rollback(store);
    return false;
}

void store_batch_columns(struct store *store, const long *columns)
{
    struct store_batch *batch = store->batch;
    assert(batch && !batch->update);
    memcpy(batch->columns, columns, batch->kind->field_count * sizeof *columns);
    /* A record that keeps what an absent column held is not known as a whole. */
    for (size_t i = 0; i < batch->kind->field_count; i++)
        batch->constraints_known = batch->constraints_known && columns[i] != 0;
}

struct store_tally store_batch_tally(const struct store *store)
{
    return store->batch->tally;
}

int64_t store_batch_id(const struct store *store)
{
    return store->batch->id;
}

static int finish_batch(struct store *store, struct store_batch *batch)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(
        store->db, "UPDATE batches SET rows = ?1, added = ?2, changed = ?3 WHERE id = ?4", -1,
        &statement, NULL);
    if (status != SQLITE_OK)
        return status;
    const struct store_tally *tally = &batch->tally;
    sqlite3_bind_int64(statement, 1, tally->added + tally->changed + tally->same);
    sqlite3_bind_int64(statement, 2, tally->added);
    sqlite3_bind_int64(statement, 3, tally->changed);
    sqlite3_bind_int64(statement, 4, batch->id);
    status = sqlite3_step(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static int log_batch(struct store *store, const struct store_batch *batch)
{
    const struct store_tally *tally = &batch->tally;
    const struct store_log_detail details[] = {
        {.key = "added", .number = tally->added},
        {.key = "batch", .number = batch->id},
        {.key = "changed", .number = tally->changed},
        {.key = "kind", .text = batch->kind->name},
        {.key = "rows", .number = tally->added + tally->changed + tally->same},
    };
    struct store_log_new entry = {
        .kind = STORE_LOG_IMPORT,
        .subject =
            arena_printf(batch->arena, "第 %lld 批 %s", (long long)batch->id, batch->kind->chinese),
        .details = details,
        .detail_count = BASE_COUNT(details)};
    return store_log_append(store, &entry, NULL);
}

bool store_batch_commit(struct store *store, struct store_tally *ret_tally, struct diags *diags)
{
    struct store_batch *batch = store->batch;
    struct store_tally tally = batch->tally;
    if (batch->failed) {
        store_batch_rollback(store);
        return false;
    }
    if (tally.added + tally.changed == 0) {
        store_batch_rollback(store);
        *ret_tally = tally;
        return true;
    }
    int status = finish_batch(store, batch);
    if (status == SQLITE_OK)
        status = log_batch(store, batch);
    tally.batch = batch->id;
    end(store);
    if (status == SQLITE_OK)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK) {
        store_fail(store->db, status, store->path, diags);
        if (!sqlite3_get_autocommit(store->db))
            sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    } else {
        *ret_tally = tally;
    }
    checks_on(store);
    return status == SQLITE_OK;
}
