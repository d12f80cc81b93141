/* The record of renders. Figures are kept as a JSON array of pairs, files in a table. */
#include <assert.h>
#include <string.h>

#include <huibao/store_renders.h>

#include "private.h"

static bool failed(struct store *store, int status, struct diags *diags)
{
    store_fail(store->db, status, store->path, diags);
    return false;
}

static int bind_text(sqlite3_stmt *statement, int index, const char *text)
{
    return sqlite3_bind_text(statement, index, text ? text : "", -1, SQLITE_STATIC);
}

/* ---- adding ---- */

static void put_pairs(struct buf *json, const struct store_printed *printed, size_t count)
{
    buf_putc(json, '[');
    for (size_t i = 0; i < count; i++) {
        buf_puts(json, i ? ",[" : "[");
        buf_put_json(json, printed[i].name);
        buf_putc(json, ',');
        buf_put_json(json, printed[i].text);
        buf_putc(json, ']');
    }
    buf_putc(json, ']');
}

static int add_render(struct store *store, const struct store_render *render, const char *printed)
{
    struct arena *arena = arena_new();
    STORE_STATEMENT statement = NULL;
    const char *const texts[] = {store_now_text(store, arena),
                                 render->made_by,
                                 render->report,
                                 render->arguments,
                                 render->definition,
                                 render->dictionary,
                                 render->style,
                                 render->data,
                                 render->version,
                                 printed,
                                 render->purpose};
    int status = sqlite3_prepare_v2(
        store->db,
        "INSERT INTO renders (made_at, made_by, report, arguments, definition, dictionary, style,"
        " data, version, printed, purpose, closed, last_batch) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
        " ?8, ?9, ?10, ?11, ?12, (SELECT coalesce(max(id), 0) FROM batches))",
        -1, &statement, NULL);
    for (int i = 0; status == SQLITE_OK && i < (int)BASE_COUNT(texts); i++)
        status = bind_text(statement, i + 1, texts[i]);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int(statement, (int)BASE_COUNT(texts) + 1, render->closed);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    arena_free(arena);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static int add_files(struct store *store, const struct store_render *render)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db,
                                    "INSERT OR REPLACE INTO render_files (render, name, sha256)"
                                    " VALUES (?1, ?2, ?3)",
                                    -1, &statement, NULL);
    for (size_t i = 0; status == SQLITE_OK && i < render->file_count; i++) {
        sqlite3_bind_int64(statement, 1, render->id);
        bind_text(statement, 2, render->files[i].name);
        bind_text(statement, 3, render->files[i].sha256);
        status = sqlite3_step(statement);
        status = status == SQLITE_DONE ? sqlite3_reset(statement) : status;
    }
    return status;
}

/* The files by what is in them: their names may hold what must be erasable. */
static int log_render(struct store *store, const struct store_render *render)
{
    if (!render->about)
        return SQLITE_OK;
    struct arena *arena = arena_new();
    const char **hashes = arena_array(arena, render->file_count + 1, sizeof *hashes);
    for (size_t i = 0; i < render->file_count; i++)
        hashes[i] = render->files[i].sha256;
    struct store_log_detail details[7] = {
        {.key = "data", .text = render->data},
        {.key = "definition", .text = render->definition},
        {.key = "dictionary", .text = render->dictionary},
        {.key = "files", .list = hashes},
    };
    size_t count = 4;
    if (render->personal && render->personal[0])
        details[count++] = (struct store_log_detail){.key = "personal", .list = render->personal};
    details[count++] = (struct store_log_detail){.key = "purpose", .text = render->purpose};
    details[count++] = (struct store_log_detail){.key = "render", .number = render->id};
    const struct store_log_new entry = {STORE_LOG_RENDER, render->about, details, count};
    int status = store_log_append(store, &entry, NULL);
    arena_free(arena);
    return status;
}

/* Ends the transaction: all that was done in it, or nothing of it. */
static bool end(struct store *store, int status, struct diags *diags)
{
    if (status == SQLITE_OK)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    bool done = status == SQLITE_OK || failed(store, status, diags);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return done;
}

bool store_render_add(struct store *store, struct store_render *render,
                      const struct store_printed *printed, size_t printed_count,
                      struct diags *diags)
{
    assert(!store->batch);
    struct buf json = {0};
    put_pairs(&json, printed, printed_count);
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = add_render(store, render, json.data);
    render->id = sqlite3_last_insert_rowid(store->db);
    if (status == SQLITE_OK)
        status = add_files(store, render);
    if (status == SQLITE_OK)
        status = log_render(store, render);
    buf_done(&json);
    return end(store, status, diags);
}

static int delete_render(struct store *store, const char *sql, int64_t id)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, id);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

bool store_render_drop(struct store *store, const struct store_render *render, struct diags *diags)
{
    assert(!store->batch);
    const struct store_log_detail details[] = {{.key = "render", .number = render->id}};
    const struct store_log_new entry = {STORE_LOG_FAILURE, render->about, details,
                                        BASE_COUNT(details)};
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = delete_render(store, "DELETE FROM render_files WHERE render = ?1", render->id);
    if (status == SQLITE_OK)
        status = delete_render(store, "DELETE FROM renders WHERE id = ?1", render->id);
    if (status == SQLITE_OK && render->about)
        status = store_log_append(store, &entry, NULL);
    return end(store, status, diags);
}

/* ---- reading ---- */

static const char *text_at(struct arena *arena, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return arena_strdup(arena, text ? text : "");
}

static int read_files(struct store *store, struct arena *arena, struct store_render *render)
{
    STORE_STATEMENT statement = NULL;
    struct store_render_file *files = NULL;
    size_t capacity = 0;
    int status = sqlite3_prepare_v2(
        store->db, "SELECT name, sha256 FROM render_files WHERE render = ?1 ORDER BY name", -1,
        &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, render->id);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        files = arena_grow(arena, files, render->file_count, &capacity, sizeof *files);
        files[render->file_count++] =
            (struct store_render_file){text_at(arena, statement, 0), text_at(arena, statement, 1)};
        status = SQLITE_OK;
    }
    render->files = files;
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static struct store_render read_render(struct arena *arena, sqlite3_stmt *row)
{
    return (struct store_render){
        .id = sqlite3_column_int64(row, 0),
        .made_at = text_at(arena, row, 1),
        .made_by = text_at(arena, row, 2),
        .report = text_at(arena, row, 3),
        .arguments = text_at(arena, row, 4),
        .closed = sqlite3_column_int(row, 5) != 0,
        .definition = text_at(arena, row, 6),
        .dictionary = text_at(arena, row, 7),
        .style = text_at(arena, row, 8),
        .data = text_at(arena, row, 9),
        .version = text_at(arena, row, 10),
        .last_batch = sqlite3_column_int64(row, 11),
        .purpose = text_at(arena, row, 12),
    };
}

static int bind_query(sqlite3_stmt *statement, const struct store_render_query *query)
{
    int status = sqlite3_bind_int64(statement, 1, query->id);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 2, query->report, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 3, query->arguments, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int(statement, 4, query->closed);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 5, query->most ? (int64_t)query->most : -1);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int(statement, 6, query->official);
    return status;
}

const struct store_render *store_renders(struct store *store, struct arena *arena,
                                         const struct store_render_query *query, size_t *ret_count,
                                         struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct store_render *list = arena_alloc(arena, sizeof *list);
    size_t count = 0, capacity = 1;
    int status = sqlite3_prepare_v2(
        store->db,
        "SELECT id, made_at, made_by, report, arguments, closed, definition, dictionary, style,"
        " data, version, last_batch, purpose FROM renders WHERE (?1 = 0 OR id = ?1)"
        " AND (?2 IS NULL OR report = ?2) AND (?3 IS NULL OR arguments = ?3)"
        " AND (?4 = 0 OR closed = 1) AND (?6 = 0 OR purpose <> 'preview')"
        " ORDER BY id DESC LIMIT ?5",
        -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = bind_query(statement, query);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        list = arena_grow(arena, list, count, &capacity, sizeof *list);
        list[count] = read_render(arena, statement);
        status = read_files(store, arena, &list[count++]);
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return list;
}

const struct store_printed *store_render_printed(struct store *store, struct arena *arena,
                                                 int64_t id, size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct store_printed *list = arena_alloc(arena, sizeof *list);
    size_t count = 0, capacity = 1;
    int status = sqlite3_prepare_v2(store->db,
                                    "SELECT p.value ->> 0, p.value ->> 1 FROM renders r,"
                                    " json_each(r.printed) p WHERE r.id = ?1 ORDER BY p.id",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, id);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        list = arena_grow(arena, list, count, &capacity, sizeof *list);
        list[count++] =
            (struct store_printed){text_at(arena, statement, 0), text_at(arena, statement, 1)};
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return list;
}
