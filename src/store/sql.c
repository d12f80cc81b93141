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

/* A community may be called by its code or by its name, so may a grid, of the community ?2 or NULL, which
   can give several; other parents only by their key. */
const char *store_sql_resolve(struct arena *arena, const struct store_kind *parent)
{
    const char *key = store_kind_key(parent)->column;
    if (parent == store_kind_find("grids"))
        return "SELECT id FROM grids WHERE code = ?1 UNION ALL SELECT id FROM grids"
               " WHERE ?1 GLOB '*[^0-9]*' AND name = ?1 AND (?2 IS NULL OR community_id = ?2)";
    const char *or_name = parent == store_kind_find("communities") ? " OR name = ?1" : "";
    return arena_printf(arena, "SELECT id FROM %s WHERE %s = ?1%s", parent->table, key, or_name);
}

/* Parameters: ?1 the batch, ?2 the record's id. */
const char *store_sql_keep(struct arena *arena, const struct store_kind *kind)
{
    struct buf sql = {0};
    buf_puts(&sql, "INSERT INTO history SELECT ?1, id, json_object('batch', batch, 'line', line");
    for (size_t i = 0; i < kind->field_count; i++)
        buf_printf(&sql, ", '%s', %s", kind->fields[i].column, kind->fields[i].column);
    buf_printf(&sql, ") FROM %s WHERE id = ?2", kind->table);
    return taken(&sql, arena);
}

/* Parameter: ?1 the batch. Each record it changed gets back what it was. */
const char *store_sql_restore(struct arena *arena, const struct store_kind *kind)
{
    struct buf sql = {0};
    buf_printf(&sql, "UPDATE %s SET batch = h.previous ->> 'batch', line = h.previous ->> 'line'",
               kind->table);
    for (size_t i = 0; i < kind->field_count; i++)
        if (!kind->fields[i].key)
            buf_printf(&sql, ", %s = h.previous ->> '%s'", kind->fields[i].column,
                       kind->fields[i].column);
    buf_printf(&sql, " FROM history h WHERE h.batch = ?1 AND h.record = %s.id", kind->table);
    return taken(&sql, arena);
}

/* A column as people know it: of a reference, the parent's key. */
static void put_shown(struct buf *sql, const struct store_field *field, const char *value)
{
    const struct store_kind *parent =
        field->type == STORE_REFERENCE ? store_kind_find(field->refers_to) : NULL;
    if (parent)
        buf_printf(sql, "(SELECT %s FROM %s WHERE id = %s)", store_kind_key(parent)->column,
                   parent->table, value);
    else if (field->type == STORE_MONEY)
        buf_printf(sql, "CASE WHEN %s IS NOT NULL THEN printf('%%.2f', %s / 100.0) END", value,
                   value);
    else if (field->type == STORE_BOOLEAN)
        buf_printf(sql, "CASE %s WHEN 1 THEN '是' WHEN 0 THEN '否' END", value);
    else
        buf_puts(sql, value);
}

/* Parameter: ?1 the batch. The key, then for each field before and after; ordered by line. */
const char *store_sql_changes(struct arena *arena, const struct store_kind *kind)
{
    struct buf sql = {0};
    buf_puts(&sql, "SELECT t.line, ");
    put_shown(&sql, store_kind_key(kind),
              arena_printf(arena, "t.%s", store_kind_key(kind)->column));
    for (size_t i = 0; i < kind->field_count; i++) {
        const struct store_field *field = &kind->fields[i];
        buf_puts(&sql, ", ");
        put_shown(&sql, field, arena_printf(arena, "(h.previous ->> '%s')", field->column));
        buf_puts(&sql, ", ");
        put_shown(&sql, field, arena_printf(arena, "t.%s", field->column));
    }
    buf_printf(&sql, " FROM history h JOIN %s t ON t.id = h.record WHERE h.batch = ?1",
               kind->table);
    buf_puts(&sql, " ORDER BY t.line");
    return taken(&sql, arena);
}

/* Batch and line, then each field as people know it; in the order in which they were added. */
const char *store_sql_records(struct arena *arena, const struct store_kind *kind, bool of_community)
{
    struct buf sql = {0};
    buf_puts(&sql, "SELECT t.batch, t.line");
    for (size_t i = 0; i < kind->field_count; i++) {
        buf_puts(&sql, ", ");
        put_shown(&sql, &kind->fields[i], arena_printf(arena, "t.%s", kind->fields[i].column));
    }
    buf_printf(&sql, " FROM %s t", kind->table);
    /* The authors' view knows whose a record is; a line of a batch is one record. */
    if (of_community)
        buf_printf(&sql, " WHERE (t.batch, t.line) IN (SELECT 批次, 行号 FROM %s WHERE 社区 = ?1)",
                   kind->chinese);
    buf_puts(&sql, " ORDER BY t.id");
    return taken(&sql, arena);
}
