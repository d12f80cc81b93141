/* The statements of a kind, made from its fields: no kind has SQL of its own. */
#include "private.h"

static const char *taken(struct buf *sql, struct arena *arena)
{
    const char *text = buf_copy(sql, arena);
    buf_done(sql);
    return text;
}

/* id, batch and line come first in the answer, then the fields. */
const char *store_sql_find(struct arena *arena, const struct store_kind *kind)
{
    struct buf sql = {0};
    buf_puts(&sql, "SELECT id, batch, line");
    for (size_t i = 0; i < kind->field_count; i++)
        buf_printf(&sql, ", %s", kind->fields[i].column);
    buf_printf(&sql, " FROM %s", kind->table);
    const char *word = "WHERE";
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!kind->fields[i].key)
            continue;
        buf_printf(&sql, " %s %s = ?%zu", word, kind->fields[i].column, i + 1);
        word = "AND";
    }
    return taken(&sql, arena);
}

const char *store_sql_insert(struct arena *arena, const struct store_kind *kind)
{
    struct buf sql = {0};
    buf_printf(&sql, "INSERT INTO %s (", kind->table);
    for (size_t i = 0; i < kind->field_count; i++)
        buf_printf(&sql, "%s, ", kind->fields[i].column);
    buf_puts(&sql, "batch, line) VALUES (");
    for (size_t i = 0; i < kind->field_count; i++)
        buf_printf(&sql, "?%zu, ", i + 1);
    buf_printf(&sql, "?%zu, ?%zu)", kind->field_count + 1, kind->field_count + 2);
    return taken(&sql, arena);
}

const char *store_sql_update(struct arena *arena, const struct store_kind *kind,
                             const long *columns)
{
    struct buf sql = {0};
    buf_printf(&sql, "UPDATE %s SET ", kind->table);
    for (size_t i = 0; i < kind->field_count; i++)
        if (!kind->fields[i].key && (!columns || columns[i] != 0))
            buf_printf(&sql, "%s = ?%zu, ", kind->fields[i].column, i + 1);
    buf_printf(&sql, "batch = ?%zu, line = ?%zu WHERE id = ?%zu", kind->field_count + 1,
               kind->field_count + 2, kind->field_count + 3);
    return taken(&sql, arena);
}

/* A community may be called by its code or by its name; other parents only by their key. */
const char *store_sql_resolve(struct arena *arena, const struct store_kind *parent)
{
    const char *key = store_kind_key(parent)->column;
    const char *or_name = parent == store_kind_find("communities") ? " OR name = ?1" : "";
    return arena_printf(arena, "SELECT id FROM %s WHERE %s = ?1%s", parent->table, key, or_name);
}
