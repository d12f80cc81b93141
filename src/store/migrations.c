/* Running migrations: each once, in a transaction of its own. The list is in schema.c. */
#include "private.h"

static bool run_statements(sqlite3 *db, const char *const *sql, int *ret_status)
{
    *ret_status = SQLITE_OK;
    for (; *sql && *ret_status == SQLITE_OK; sql++)
        *ret_status = sqlite3_exec(db, *sql, NULL, NULL, NULL);
    return *ret_status == SQLITE_OK;
}

int store_pragma(sqlite3 *db, const char *pragma, int64_t *ret_value)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(db, pragma, -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    if (status != SQLITE_ROW)
        return status == SQLITE_DONE ? SQLITE_ERROR : status;
    *ret_value = sqlite3_column_int64(statement, 0);
    return SQLITE_OK;
}

/* Foreign keys are off while a step rebuilds tables, so what it leaves is looked at as a whole. */
static int references_whole(sqlite3 *db)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(db, "PRAGMA foreign_key_check", -1, &statement, NULL);
    if (status != SQLITE_OK)
        return status;
    status = sqlite3_step(statement);
    if (status == SQLITE_ROW)
        return SQLITE_CONSTRAINT_FOREIGNKEY;
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

/* An entry of the log, once there is a log: `from` is the version before the first step. */
static int log_step(struct store *store, int version, int64_t from)
{
    int64_t has = 0, entries = 0;
    int status = store_pragma(
        store->db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'log'",
        &has);
    if (status != SQLITE_OK || !has || !store->world)
        return status;
    status = store_pragma(store->db, "SELECT number FROM log_head", &entries);
    const struct store_log_detail details[] = {{.key = "from", .number = from},
                                               {.key = "to", .number = version}};
    struct store_log_new entry = {.kind = entries ? STORE_LOG_MIGRATION : STORE_LOG_INIT,
                                  .subject = "数据库的结构",
                                  .details = details,
                                  .detail_count = BASE_COUNT(details)};
    return status == SQLITE_OK ? store_log_append(store, &entry, NULL) : status;
}

/* `logged`: this step is told in the log; of a new file only the last is. */
static int run_step(struct store *store, const struct store_migration *step, int64_t from,
                    bool logged)
{
    sqlite3 *db = store->db;
    int64_t version = 0;
    int status = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        return status;
    /* Asked again inside the transaction: another program may have been faster. */
    status = store_pragma(db, "PRAGMA user_version", &version);
    if (status == SQLITE_OK && version < step->version && run_statements(db, step->sql, &status)) {
        char *marks = sqlite3_mprintf("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                      STORE_APPLICATION_ID, step->version);
        status = marks ? sqlite3_exec(db, marks, NULL, NULL, NULL) : SQLITE_NOMEM;
        sqlite3_free(marks);
        if (status == SQLITE_OK)
            status = references_whole(db);
        if (status == SQLITE_OK && logged)
            status = log_step(store, step->version, from);
    }
    if (status == SQLITE_OK)
        status = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return status;
}

bool store_migrate(struct store *store, const struct store_migration *list, size_t count,
                   struct diags *diags)
{
    sqlite3 *db = store->db;
    int64_t from = 0;
    store_pragma(db, "PRAGMA user_version", &from);
    sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        int status = run_step(store, &list[i], from, from > 0 || i + 1 == count);
        if (status != SQLITE_OK) {
            store_fail(db, status, store->path, diags);
            if (!sqlite3_get_autocommit(db))
                sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
            return false;
        }
    }
    sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    return true;
}
