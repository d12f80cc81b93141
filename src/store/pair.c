/* Two sources of records side by side in a private temporary database. */
#include <string.h>

#include "pair.h"

#define WHERE "临时文件"

/* ---- the temporary database ---- */

bool store_pair_failed(struct store_pair *pair, int status, struct diags *diags)
{
    if (status == SQLITE_OK)
        return false;
    store_fail(pair->db, status, WHERE, diags);
    diag_hint(diags, "核对时要在临时文件夹里放下两份记录；空间不够时用 TMPDIR 指向别的磁盘");
    return true;
}

/* , f0 TEXT, f1 TEXT …; or a mark for each field. */
static const char *column_list(struct store_pair *pair, bool marks)
{
    struct buf list = {0};
    for (size_t i = 0; i < pair->kind->field_count; i++) {
        if (marks)
            buf_puts(&list, ", ?");
        else
            buf_printf(&list, ", f%zu TEXT", i);
    }
    const char *text = buf_copy(&list, pair->arena);
    buf_done(&list);
    return text;
}

static int make_tables(struct store_pair *pair)
{
    const char *columns = column_list(pair, false);
    const char *sql = arena_printf(
        pair->arena,
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;"
        "CREATE TABLE side0 (line INTEGER PRIMARY KEY, place TEXT, key TEXT UNIQUE%s);"
        "CREATE TABLE side1 (line INTEGER PRIMARY KEY, place TEXT, key TEXT UNIQUE%s);"
        "CREATE TABLE twice0 (line INTEGER PRIMARY KEY, place TEXT, first TEXT%s);"
        "CREATE TABLE twice1 (line INTEGER PRIMARY KEY, place TEXT, first TEXT%s);"
        "BEGIN",
        columns, columns, columns, columns);
    return sqlite3_exec(pair->db, sql, NULL, NULL, NULL);
}

static int prepare_side(struct store_pair *pair, int side)
{
    struct store_pair_side *own = &pair->sides[side];
    const char *marks = column_list(pair, true);
    const char *put = arena_printf(
        pair->arena, "INSERT INTO side%d VALUES (?, ?, ?%s) ON CONFLICT (key) DO NOTHING", side,
        marks);
    const char *first = arena_printf(pair->arena, "SELECT place FROM side%d WHERE key = ?1", side);
    const char *twice =
        arena_printf(pair->arena, "INSERT INTO twice%d VALUES (?, ?, ?%s)", side, marks);
    int status = sqlite3_prepare_v2(pair->db, put, -1, &own->put, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_prepare_v2(pair->db, first, -1, &own->first, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_prepare_v2(pair->db, twice, -1, &own->twice, NULL);
    own->has = arena_array(pair->arena, pair->kind->field_count, sizeof *own->has);
    return status;
}

struct store_pair *store_pair_new(const struct store_kind *kind, const bool *by,
                                  struct store *records, const struct world *world,
                                  struct diags *diags)
{
    struct arena *arena = arena_new();
    struct store_pair *pair = arena_alloc(arena, sizeof *pair);
    *pair = (struct store_pair){.arena = arena, .kind = kind, .world = world, .records = records};
    bool *own = arena_array(arena, kind->field_count, sizeof *own);
    memcpy(own, by, kind->field_count * sizeof *own);
    pair->by = own;
    pair->texts = arena_array(arena, kind->field_count, sizeof *pair->texts);
    pair->differing = arena_array(arena, kind->field_count, sizeof *pair->differing);
    pair->compared = arena_array(arena, kind->field_count, sizeof *pair->compared);
    pair->differs = arena_array(arena, kind->field_count, sizeof *pair->differs);
    /* An empty name: a file of SQLite's own that has no name any more once it is open. */
    int status =
        sqlite3_open_v2("", &pair->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (status == SQLITE_OK)
        status = make_tables(pair);
    for (int side = 0; side < STORE_SIDES && status == SQLITE_OK; side++)
        status = prepare_side(pair, side);
    if (status == SQLITE_OK && records)
        status = sqlite3_prepare_v2(records->db,
                                    "SELECT code FROM communities WHERE code = ?1 OR name = ?1", -1,
                                    &pair->community, NULL);
    if (status == SQLITE_OK && records)
        status = sqlite3_prepare_v2(records->db,
                                    "SELECT code FROM grids WHERE code = ?1 UNION ALL"
                                    " SELECT min(code) FROM grids WHERE ?1 GLOB '*[^0-9]*'"
                                    " AND name = ?1 GROUP BY name HAVING count(*) = 1",
                                    -1, &pair->grid, NULL);
    if (!store_pair_failed(pair, status, diags))
        return pair;
    store_pair_free(pair);
    return NULL;
}

void store_pair_free(struct store_pair *pair)
{
    if (!pair)
        return;
    for (int side = 0; side < STORE_SIDES; side++) {
        sqlite3_finalize(pair->sides[side].put);
        sqlite3_finalize(pair->sides[side].first);
        sqlite3_finalize(pair->sides[side].twice);
    }
    sqlite3_finalize(pair->community);
    sqlite3_finalize(pair->grid);
    sqlite3_close(pair->db);
    buf_done(&pair->key);
    for (size_t i = 0; i < pair->kind->field_count; i++)
        buf_done(&pair->texts[i]);
    arena_free(pair->arena);
}

void store_pair_columns(struct store_pair *pair, int side, const long *columns)
{
    for (size_t i = 0; i < pair->kind->field_count; i++)
        pair->sides[side].has[i] = columns[i] != 0;
}

/* ---- values as people know them ---- */

/* 春晖社区 and 539902001001 are one. */
static void put_code(sqlite3_stmt *find, struct buf *out, const char *text)
{
    const char *code = NULL;
    if (find) {
        sqlite3_bind_text(find, 1, text, -1, SQLITE_STATIC);
        if (sqlite3_step(find) == SQLITE_ROW)
            code = (const char *)sqlite3_column_text(find, 0);
    }
    buf_puts(out, code ? code : text);
    if (find)
        sqlite3_reset(find);
}

static void put_integer(struct buf *out, const struct store_field *field, int64_t number)
{
    if (field->type == STORE_MONEY)
        buf_printf(out, "%lld.%02lld", (long long)(number / 100), (long long)(number % 100));
    else if (field->type == STORE_BOOLEAN)
        buf_puts(out, number ? "是" : "否");
    else
        buf_printf(out, "%lld", (long long)number);
}

static void put_value(struct store_pair *pair, size_t index, struct value value)
{
    const struct store_field *field = &pair->kind->fields[index];
    struct buf *out = &pair->texts[index];
    buf_clear(out);
    switch (value.kind) {
    case VALUE_INTEGER:
        put_integer(out, field, value.integer);
        break;
    case VALUE_REAL:
        buf_printf(out, "%.15g", value.real);
        break;
    case VALUE_TEXT:
        if (field->refers_to && strcmp(field->refers_to, "communities") == 0)
            put_code(pair->community, out, value.text);
        else if (field->refers_to && strcmp(field->refers_to, "grids") == 0)
            put_code(pair->grid, out, value.text);
        else
            buf_puts(out, value.text);
        break;
    case VALUE_DATE: {
        struct value_civil day = value_date_to_civil(value.date);
        buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
        break;
    }
    case VALUE_NULL:
    default:
        break;
    }
}

/* ---- putting one in ---- */

static const char *text_of(const struct buf *text)
{
    return text->length > 0 ? text->data : NULL;
}

static void put_compared(struct buf *out, const char *text)
{
    struct arena *arena = arena_new();
    for (const char *p = text_halfwidth(arena, text); *p; p++)
        if (*p != ' ')
            buf_putc(out, *p);
    arena_free(arena);
}

bool store_pair_same_text(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    struct buf first = {0}, second = {0};
    put_compared(&first, a);
    put_compared(&second, b);
    bool same = first.length == second.length &&
                (first.length == 0 || memcmp(first.data, second.data, first.length) == 0);
    buf_done(&first);
    buf_done(&second);
    return same;
}

/* NULL when a field to match by is empty: such a record has no counterpart. */
static const char *make_key(struct store_pair *pair)
{
    buf_clear(&pair->key);
    for (size_t i = 0; i < pair->kind->field_count; i++) {
        if (!pair->by[i])
            continue;
        if (!text_of(&pair->texts[i]))
            return NULL;
        put_compared(&pair->key, pair->texts[i].data);
        buf_putc(&pair->key, '\x1F');
    }
    return pair->key.data;
}

static int bind_all(struct store_pair *pair, sqlite3_stmt *statement, const char *const *heads,
                    long line)
{
    sqlite3_bind_int64(statement, 1, line);
    for (int i = 0; i < 2; i++)
        sqlite3_bind_text(statement, i + 2, heads[i], -1, SQLITE_STATIC);
    for (size_t i = 0; i < pair->kind->field_count; i++)
        sqlite3_bind_text(statement, (int)i + 4, text_of(&pair->texts[i]), -1, SQLITE_STATIC);
    int status = sqlite3_step(statement);
    sqlite3_reset(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

static int put_second(struct store_pair *pair, int side, const char *const *heads, long line)
{
    struct store_pair_side *own = &pair->sides[side];
    sqlite3_bind_text(own->first, 1, heads[1], -1, SQLITE_STATIC);
    int status = sqlite3_step(own->first);
    if (status == SQLITE_ROW) {
        const char *first = (const char *)sqlite3_column_text(own->first, 0);
        status = bind_all(pair, own->twice, (const char *const[]){heads[0], first}, line);
        own->second_ones++;
    }
    sqlite3_reset(own->first);
    return status;
}

/* The record stands in pair->texts. */
static int put_texts(struct store_pair *pair, int side, const char *place, long line)
{
    struct store_pair_side *own = &pair->sides[side];
    const char *const heads[] = {place, make_key(pair)};
    int status = bind_all(pair, own->put, heads, line);
    if (status != SQLITE_OK)
        return status;
    if (sqlite3_changes(pair->db) == 0)
        return put_second(pair, side, heads, line);
    own->records++;
    return SQLITE_OK;
}

bool store_pair_put(struct store_pair *pair, int side, const struct value *values, long line,
                    struct diags *diags)
{
    struct arena *arena = arena_new();
    const struct value *left = forgotten_left_out(pair->forgotten, pair->kind, values);
    for (size_t i = 0; i < pair->kind->field_count; i++)
        put_value(pair, i, left[i]);
    int status = put_texts(pair, side, arena_printf(arena, "第 %ld 行", line), line);
    arena_free(arena);
    return !store_pair_failed(pair, status, diags);
}

/* ---- the records ---- */

static int take_row(struct store_pair *pair, sqlite3_stmt *row, long line)
{
    enum { BATCH, LINE, FIELDS };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < pair->kind->field_count; i++) {
        const char *text = (const char *)sqlite3_column_text(row, (int)i + FIELDS);
        buf_clear(&pair->texts[i]);
        buf_puts(&pair->texts[i], text ? text : "");
    }
    const char *place =
        arena_printf(arena, "第 %lld 批第 %lld 行", (long long)sqlite3_column_int64(row, BATCH),
                     (long long)sqlite3_column_int64(row, LINE));
    int status = put_texts(pair, 1, place, line);
    arena_free(arena);
    return status;
}

bool store_pair_records(struct store_pair *pair, const char *community, struct diags *diags)
{
    STORE_STATEMENT row = NULL;
    for (size_t i = 0; i < pair->kind->field_count; i++)
        pair->sides[1].has[i] = true;
    int status = forgotten_read(pair->records, pair->arena, &pair->forgotten);
    if (status == SQLITE_OK)
        status = sqlite3_prepare_v2(pair->records->db,
                                    store_sql_records(pair->arena, pair->kind, community != NULL),
                                    -1, &row, NULL);
    if (status == SQLITE_OK && community)
        status = sqlite3_bind_text(row, 1, community, -1, SQLITE_STATIC);
    long line = 0;
    while (status == SQLITE_OK && (status = sqlite3_step(row)) == SQLITE_ROW) {
        status = take_row(pair, row, ++line);
        if (store_pair_failed(pair, status, diags))
            return false;
    }
    if (status == SQLITE_DONE)
        return true;
    store_fail(pair->records->db, status, pair->records->path, diags);
    return false;
}
