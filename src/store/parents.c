/* A reference to a record that is not there: what is said about it. */
#include <string.h>

#include "batch.h"

#define NEIGHBOURS 200 /* keys looked at on either side, in key order */

struct candidates {
    struct arena *arena;
    const char **items;
    size_t count, capacity;
};

static void collect(struct store *store, const char *sql, const char *value,
                    struct candidates *into)
{
    STORE_STATEMENT statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_bind_text(statement, 1, value, -1, SQLITE_STATIC) != SQLITE_OK)
        return; /* only a hint is lost */
    while (sqlite3_step(statement) == SQLITE_ROW) {
        into->items =
            arena_grow(into->arena, into->items, into->count, &into->capacity, sizeof *into->items);
        into->items[into->count++] =
            arena_strdup(into->arena, (const char *)sqlite3_column_text(statement, 0));
    }
}

/* Keys beside the value in key order, so that the work does not grow with the table. */
static const char *nearest(struct store *store, struct arena *arena,
                           const struct store_kind *parent, const char *value)
{
    struct candidates found = {.arena = arena};
    const char *key = store_kind_key(parent)->column;
    collect(store,
            arena_printf(arena, "SELECT %s FROM %s WHERE %s >= ?1 ORDER BY 1 LIMIT %d", key,
                         parent->table, key, NEIGHBOURS),
            value, &found);
    collect(store,
            arena_printf(arena, "SELECT %s FROM %s WHERE %s < ?1 ORDER BY 1 DESC LIMIT %d", key,
                         parent->table, key, NEIGHBOURS),
            value, &found);
    if (parent == store_kind_find("communities"))
        collect(store, "SELECT name FROM communities WHERE ?1 <> '' ORDER BY code LIMIT 1000",
                value, &found);
    if (parent == store_kind_find("grids"))
        collect(store, "SELECT name FROM grids WHERE name <> ?1 ORDER BY code LIMIT 1000", value,
                &found);
    return text_nearest(value, found.items, found.count);
}

void store_several_parents(struct store *store, const struct store_field *field, const char *value,
                           const struct place *place, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct candidates found = {.arena = arena};
    struct buf list = {0};
    diag_add(diags, &STO024, place,
             DIAG_ARGS(field->name, value, store_kind_find(field->refers_to)->chinese));
    collect(store,
            "SELECT g.code || '（' || c.name || '）' FROM grids g JOIN communities c"
            " ON c.id = g.community_id WHERE g.name = ?1 ORDER BY g.code LIMIT 5",
            value, &found);
    for (size_t i = 0; i < found.count; i++)
        buf_printf(&list, "%s%s", i ? "、" : "", found.items[i]);
    diag_hint(diags, "文件里写上社区，或者写编码：%s", list.length ? list.data : "");
    buf_done(&list);
    arena_free(arena);
}

void store_missing_parent(struct store *store, const struct store_field *field, const char *value,
                          bool search, const struct place *place, struct diags *diags)
{
    const struct store_kind *parent = store_kind_find(field->refers_to);
    struct arena *arena = arena_new();
    const char *shown = store_masked(arena, store_privacy(field->name), value);
    diag_add(diags, &STO020, place, DIAG_ARGS(field->name, shown, parent->chinese));
    /* The nearest ID number belongs to somebody else: no help, and nobody's business. */
    bool person = store_kind_key(parent)->type == STORE_ID_CARD;
    const char *near = search && !person ? nearest(store, arena, parent, value) : NULL;
    bool own_kind = store->batch->kind == parent;
    if (own_kind && near)
        diag_hint(diags, "是不是“%s”？上级要写在下级前面的行里", near);
    else if (own_kind)
        diag_hint(diags, "上级要写在下级前面的行里");
    else if (near)
        diag_hint(diags, "是不是“%s”？如果是新的%s，请先导入%s（huibao import %s 文件）", near,
                  parent->chinese, parent->chinese, parent->chinese);
    else
        diag_hint(diags, "请先导入%s（huibao import %s 文件）", parent->chinese, parent->chinese);
    arena_free(arena);
}
