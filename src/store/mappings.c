/* Mappings of columns, kept by name: saved, listed, found, deleted. */
#include <assert.h>
#include <huibao/store_mappings.h>
#include <string.h>

#include "private.h"

static const char *text_at(struct arena *arena, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? arena_strdup(arena, text) : NULL;
}

/* ---- reading ---- */

static int read_columns(struct store *store, struct arena *arena, struct store_mapping *mapping)
{
    STORE_STATEMENT row = NULL;
    struct store_mapping_column *columns = NULL;
    size_t count = 0, capacity = 0;
    int status = sqlite3_prepare_v2(store->db,
                                    "SELECT title, field FROM mapping_columns"
                                    " WHERE name = ?1 AND kind = ?2 ORDER BY position",
                                    -1, &row, NULL);
    if (status != SQLITE_OK)
        return status;
    sqlite3_bind_text(row, 1, mapping->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, mapping->kind->name, -1, SQLITE_STATIC);
    while ((status = sqlite3_step(row)) == SQLITE_ROW) {
        columns = arena_grow(arena, columns, count, &capacity, sizeof *columns);
        columns[count++] =
            (struct store_mapping_column){text_at(arena, row, 0), text_at(arena, row, 1)};
    }
    mapping->columns = columns;
    mapping->column_count = count;
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

struct list {
    struct store_mapping *mappings;
    size_t count, capacity;
};

static int read_kind(struct store *store, struct arena *arena, sqlite3_stmt *row, struct list *list)
{
    const struct store_kind *kind = store_kind_find((const char *)sqlite3_column_text(row, 1));
    if (!kind)
        return SQLITE_CORRUPT;
    list->mappings =
        arena_grow(arena, list->mappings, list->count, &list->capacity, sizeof *list->mappings);
    struct store_mapping *mapping = &list->mappings[list->count++];
    *mapping = (struct store_mapping){
        .name = text_at(arena, row, 0), .kind = kind, .saved_at = text_at(arena, row, 2)};
    return read_columns(store, arena, mapping);
}

static int read_all(struct store *store, struct arena *arena, struct list *list)
{
    STORE_STATEMENT row = NULL;
    int status = sqlite3_prepare_v2(
        store->db, "SELECT name, kind, saved_at FROM mappings ORDER BY name, kind", -1, &row, NULL);
    while (status == SQLITE_OK && (status = sqlite3_step(row)) == SQLITE_ROW)
        status = read_kind(store, arena, row, list);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

const struct store_mapping *store_mappings(struct store *store, struct arena *arena,
                                           size_t *ret_count, struct diags *diags)
{
    struct list list = {0};
    int status = read_all(store, arena, &list);
    if (status != SQLITE_OK) {
        store_fail(store->db, status, store->path, diags);
        return NULL;
    }
    *ret_count = list.count;
    return list.mappings ? list.mappings : arena_alloc(arena, sizeof *list.mappings);
}

static void add_unsaved(struct arena *arena, const char *name, const struct store_mapping *all,
                        size_t count, struct diags *diags)
{
    const char **names = arena_array(arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = all[i].name;
    diag_add(diags, &STO070, &PLACE_NONE, DIAG_ARGS(name));
    const char *near = text_nearest(name, names, count);
    if (near)
        diag_hint(diags, "是不是“%s”？huibao mappings 列出所有的", near);
    else if (count)
        diag_hint(diags, "huibao mappings 列出所有的");
    else
        diag_hint(diags, "还没有保存过：huibao import 种类 文件 --map 项=列 --as %s", name);
}

const struct store_mapping *store_mapping_find(struct store *store, struct arena *arena,
                                               const char *name, const struct store_kind *kind,
                                               struct diags *diags)
{
    size_t count = 0;
    struct buf others = {0};
    const struct store_mapping *all = store_mappings(store, arena, &count, diags), *found = NULL;
    for (size_t i = 0; all && i < count; i++) {
        if (strcmp(all[i].name, name) != 0)
            continue;
        if (all[i].kind == kind)
            found = &all[i];
        buf_printf(&others, "%s%s", others.length ? "、" : "", all[i].kind->chinese);
    }
    if (all && !found && others.length) {
        diag_add(diags, &STO071, &PLACE_NONE, DIAG_ARGS(name, others.data, kind->chinese));
        diag_hint(diags, "要给%s保存，写上列：huibao import %s 文件 --map 项=列 --as %s",
                  kind->chinese, kind->chinese, name);
    } else if (all && !found) {
        add_unsaved(arena, name, all, count, diags);
    }
    buf_done(&others);
    return found;
}

/* ---- writing ---- */

static int run(struct store *store, const char *sql, const char *const *texts, size_t count)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    for (size_t i = 0; i < count && status == SQLITE_OK; i++)
        status = sqlite3_bind_text(statement, (int)i + 1, texts[i], -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_same(const struct store_mapping *a, const struct store_mapping *b)
{
    bool same = a->column_count == b->column_count;
    for (size_t i = 0; same && i < a->column_count; i++)
        same = same_text(a->columns[i].title, b->columns[i].title) &&
               same_text(a->columns[i].field, b->columns[i].field);
    return same;
}

static int is_stored(struct store *store, struct arena *arena, const struct store_mapping *mapping,
                     bool *ret_stored)
{
    struct list list = {0};
    int status = read_all(store, arena, &list);
    for (size_t i = 0; i < list.count; i++)
        if (list.mappings[i].kind == mapping->kind &&
            strcmp(list.mappings[i].name, mapping->name) == 0)
            *ret_stored = is_same(&list.mappings[i], mapping);
    return status;
}

static int write_mapping(struct store *store, struct arena *arena,
                         const struct store_mapping *mapping)
{
    const char *const key[] = {mapping->name, mapping->kind->name, store_now_text(store, arena)};
    int status = run(store, "DELETE FROM mapping_columns WHERE name = ?1 AND kind = ?2", key, 2);
    if (status == SQLITE_OK)
        status = run(store, "INSERT OR REPLACE INTO mappings VALUES (?1, ?2, ?3)", key, 3);
    for (size_t i = 0; i < mapping->column_count && status == SQLITE_OK; i++) {
        const char *const texts[] = {mapping->name, mapping->kind->name,
                                     arena_printf(arena, "%zu", i), mapping->columns[i].title,
                                     mapping->columns[i].field};
        status =
            run(store, "INSERT INTO mapping_columns VALUES (?1, ?2, CAST(?3 AS INTEGER), ?4, ?5)",
                texts, BASE_COUNT(texts));
    }
    return status;
}

/* Ends the transaction as `status` says; true when it was committed. */
static bool settle(struct store *store, int status, struct diags *diags)
{
    if (status == SQLITE_OK)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        store_fail(store->db, status, store->path, diags);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status == SQLITE_OK;
}

bool store_mapping_save(struct store *store, const struct store_mapping *mapping,
                        struct diags *diags)
{
    assert(!store->batch);
    struct arena *arena = arena_new();
    bool stored = false;
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = is_stored(store, arena, mapping, &stored);
    if (status == SQLITE_OK && !stored)
        status = write_mapping(store, arena, mapping);
    bool done = settle(store, status, diags);
    arena_free(arena);
    return done;
}

bool store_mapping_delete(struct store *store, const char *name, struct diags *diags)
{
    assert(!store->batch);
    struct arena *arena = arena_new();
    struct list list = {0};
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = read_all(store, arena, &list);
    if (status == SQLITE_OK)
        status = run(store, "DELETE FROM mapping_columns WHERE name = ?1", &name, 1);
    if (status == SQLITE_OK)
        status = run(store, "DELETE FROM mappings WHERE name = ?1", &name, 1);
    bool gone = status == SQLITE_OK && sqlite3_changes(store->db) > 0;
    bool done = settle(store, status, diags);
    if (done && !gone)
        add_unsaved(arena, name, list.mappings, list.count, diags);
    arena_free(arena);
    return done && gone;
}
