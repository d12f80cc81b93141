/* Looking: counts, names, and whether the file is whole. */
#include <string.h>

#include "private.h"

bool store_count(struct store *store, const struct store_kind *kind, int64_t *ret_count)
{
    struct arena *arena = arena_new();
    const char *sql = arena_printf(arena, "SELECT count(*) FROM %s", kind->table);
    int status = store_pragma(store->db, sql, ret_count);
    arena_free(arena);
    return status == SQLITE_OK;
}

const char *const *store_community_names(struct store *store, struct arena *arena,
                                         const char *level, size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(
        store->db, "SELECT name FROM communities WHERE ?1 IS NULL OR level = ?1 ORDER BY code", -1,
        &statement, NULL);
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        names = arena_grow(arena, names, count, &capacity, sizeof *names);
        names[count++] = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        store_fail(store->db, status, store->path, diags);
        return NULL;
    }
    *ret_count = count;
    return names ? names : arena_alloc(arena, sizeof *names);
}

const char *store_community_code(struct store *store, struct arena *arena, const char *name,
                                 struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(
        store->db, "SELECT code FROM communities WHERE name = ?1 ORDER BY code LIMIT 1", -1,
        &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    if (status == SQLITE_ROW)
        return arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
    store_fail(store->db, status == SQLITE_DONE ? SQLITE_NOTFOUND : status, store->path, diags);
    return NULL;
}

/* ---- verify ---- */

static int verify_pages(struct store *store, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db, "PRAGMA quick_check(20)", -1, &statement, NULL);
    if (status != SQLITE_OK)
        return status;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *finding = (const char *)sqlite3_column_text(statement, 0);
        if (!finding || strcmp(finding, "ok") == 0)
            continue;
        diag_add(diags, &STO040, NULL, DIAG_ARGS(finding));
        diag_hint(diags, "请用备份恢复数据库");
    }
    return status;
}

static int verify_references(struct store *store, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    int status =
        sqlite3_prepare_v2(store->db,
                           "SELECT \"table\", count(*), parent FROM pragma_foreign_key_check"
                           " GROUP BY 1, 3",
                           -1, &statement, NULL);
    if (status != SQLITE_OK)
        return status;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
        diag_add(diags, &STO041, NULL,
                 DIAG_ARGS((const char *)sqlite3_column_text(statement, 0),
                           (const char *)sqlite3_column_text(statement, 1),
                           (const char *)sqlite3_column_text(statement, 2)));
        diag_hint(diags, "数据库被别的程序改过；请用备份恢复");
    }
    return status;
}

bool store_verify(struct store *store, struct diags *diags)
{
    size_t before = diags_count(diags, DIAG_ERROR);
    int status = verify_pages(store, diags);
    if (status == SQLITE_DONE)
        status = verify_references(store, diags);
    if (status != SQLITE_DONE)
        store_fail(store->db, status, store->path, diags);
    return diags_count(diags, DIAG_ERROR) == before;
}
