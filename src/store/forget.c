/* Forgetting a person: one transaction over everything that tells who they are. */
#include <huibao/store_forget.h>

#include <assert.h>
#include <string.h>

#include "forgotten.h"

#define NOTHING "\xEF\xB7\x90" /* U+FDD0, which no text holds */

struct forgetting {
    struct store *store;
    struct arena *arena;
    struct store_forgetting *request;
    int64_t record;
    const char *name;  /* of the person */
    const char *salt;  /* of this database */
    const char *token; /* in place of the ID number; NULL: the key stays */
};

/* ---- small statements ---- */

/* Texts are ?1, ?2 …; SQLITE_ROW leaves the statement on its row. */
static int start(struct store *store, const char *sql, const char *const *texts,
                 sqlite3_stmt **ret_statement)
{
    int status = sqlite3_prepare_v2(store->db, sql, -1, ret_statement, NULL);
    for (int i = 0; texts[i] && status == SQLITE_OK; i++)
        status = sqlite3_bind_text(*ret_statement, i + 1, texts[i], -1, SQLITE_TRANSIENT);
    return status == SQLITE_OK ? sqlite3_step(*ret_statement) : status;
}

/* ret_changes: rows it changed; may be NULL. */
static int run(struct store *store, const char *sql, const char *const *texts, int64_t *ret_changes)
{
    STORE_STATEMENT statement = NULL;
    int status = start(store, sql, texts, &statement);
    if (status != SQLITE_DONE)
        return status;
    if (ret_changes)
        *ret_changes += sqlite3_changes64(store->db);
    return SQLITE_OK;
}

/* The first column of the first row, in the arena; NULL: no row, or NULL. */
static int read_text(struct forgetting *f, const char *sql, const char *const *texts,
                     const char **ret_text)
{
    STORE_STATEMENT statement = NULL;
    int status = start(f->store, sql, texts, &statement);
    if (status != SQLITE_ROW && status != SQLITE_DONE)
        return status;
    const char *text =
        status == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    *ret_text = text ? arena_strdup(f->arena, text) : NULL;
    return SQLITE_OK;
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *number(struct arena *arena, int64_t value)
{
    return arena_printf(arena, "%lld", (long long)value);
}

/* ---- who it is ---- */

static const char *name_column(const struct store_kind *kind)
{
    const char *named = forgotten_named(kind);
    return named ? named : "name";
}

/* Finds the record: its id and the person's name. */
static int find_record(struct forgetting *f)
{
    const struct store_kind *kind = f->request->kind;
    STORE_STATEMENT statement = NULL;
    const char *sql = arena_printf(f->arena, "SELECT id, %s FROM %s WHERE %s = ?1",
                                   name_column(kind), kind->table, store_kind_key(kind)->column);
    int status = start(f->store, sql, TEXTS(f->request->key), &statement);
    if (status == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 1);
        f->record = sqlite3_column_int64(statement, 0);
        f->name = name ? arena_strdup(f->arena, name) : NULL;
    }
    return status == SQLITE_ROW || status == SQLITE_DONE ? SQLITE_OK : status;
}

static int find_salt(struct forgetting *f)
{
    int status = read_text(f, "SELECT salt FROM forgotten LIMIT 1", TEXTS(NULL), &f->salt);
    if (status == SQLITE_OK && !f->salt)
        status = read_text(f, "SELECT lower(hex(randomblob(16)))", TEXTS(NULL), &f->salt);
    return status;
}

/* Whose file the law wants kept until it ends: 低保, 特困 … NULL: nothing. */
static int find_retained(struct forgetting *f, const char **ret_tags)
{
    *ret_tags = NULL;
    if (strcmp(f->request->kind->name, "residents") != 0)
        return SQLITE_OK;
    return read_text(f,
                     "SELECT group_concat(DISTINCT tag) FROM tags WHERE resident_id = ?1 AND"
                     " ended_on IS NULL AND tag IN ('低保', '特困', '优抚', '刑释', '矫正')",
                     TEXTS(number(f->arena, f->record)), ret_tags);
}

/* ---- what goes ---- */

/* name = '已删除', born_on = …; for the history the same within its JSON. */
static const char *assignments(struct forgetting *f, const struct store_kind *kind, bool json)
{
    struct buf sql = {0};
    for (size_t i = 0; i < kind->field_count; i++) {
        const char *column = kind->fields[i].column;
        const char *value = NULL;
        const char *old = json ? arena_printf(f->arena, "(previous ->> '%s')", column) : column;
        switch (forgotten_how(kind, column)) {
        case FORGOTTEN_STAYS:
            break;
        case FORGOTTEN_TOKEN:
            value = arena_printf(f->arena, "'%s'", f->token);
            break;
        case FORGOTTEN_NAME:
            value = "'" STORE_FORGOTTEN "'";
            break;
        case FORGOTTEN_MONTH:
            value = arena_printf(f->arena, "substr(%s, 1, 8) || '01'", old);
            break;
        case FORGOTTEN_EMPTY:
            value = "NULL";
            break;
        }
        if (value && json)
            buf_printf(&sql, ", '$.%s', %s", column, value);
        else if (value)
            buf_printf(&sql, "%s%s = %s", sql.length ? ", " : "", column, value);
    }
    const char *text = arena_strndup(f->arena, sql.data ? sql.data : "", sql.length);
    buf_done(&sql);
    return text;
}

/* A record and the history of its corrections. A named kind's only where it told of this person. */
static int scrub(struct forgetting *f, const struct store_kind *kind, const char *record)
{
    const char *named = forgotten_named(kind);
    const char *sql = arena_printf(f->arena, "UPDATE %s SET %s WHERE id = ?1", kind->table,
                                   assignments(f, kind, false));
    int status = run(f->store, sql, TEXTS(record), NULL);
    if (status != SQLITE_OK)
        return status;
    const char *whose = named ? arena_printf(f->arena, " AND previous ->> '%s' = ?3", named) : "";
    sql = arena_printf(f->arena,
                       "UPDATE history SET previous = json_set(previous%s) WHERE record = ?1 AND"
                       " batch IN (SELECT id FROM batches WHERE kind = ?2)%s",
                       assignments(f, kind, true), whose);
    return run(f->store, sql, TEXTS(record, kind->name, named ? f->name : NULL),
               &f->request->corrections);
}

static int remember(struct forgetting *f, const struct store_kind *kind, const char *key)
{
    const char *name = forgotten_named(kind) ? f->name : NULL;
    const char *hash = forgotten_hash(f->arena, f->salt, kind, key, name);
    if (!f->request->person)
        f->request->person = arena_strdup(f->store->arena, hash);
    const char *now = store_now_text(f->store, f->arena);
    return run(f->store,
               "INSERT OR IGNORE INTO forgotten (hash, person, salt, forgotten_at, token)"
               " VALUES (?1, ?2, ?3, ?4, ?5)",
               TEXTS(hash, f->request->person, f->salt, now, f->token), NULL);
}

/* The household whose head they are, by the name that it tells. */
static int scrub_household(struct forgetting *f)
{
    static const char of_them[] = "SELECT h.number FROM households h JOIN residents r ON"
                                  " r.household_id = h.id WHERE r.id = ?1 AND h.head = ?2";
    const struct store_kind *households = store_kind_find("households");
    const char *record = number(f->arena, f->record), *household = NULL;
    if (strcmp(f->request->kind->name, "residents") != 0)
        return SQLITE_OK;
    int status = read_text(f, of_them, TEXTS(record, f->name), &household);
    if (status != SQLITE_OK || !household)
        return status;
    f->request->households = 1;
    const char *token = f->token, *id = NULL;
    f->token = NULL;
    status = read_text(f, "SELECT id FROM households WHERE number = ?1", TEXTS(household), &id);
    if (status == SQLITE_OK)
        status = scrub(f, households, id);
    if (status == SQLITE_OK)
        status = remember(f, households, household);
    f->token = token;
    return status;
}

/* What renders printed, and explanations: the name where it is a whole text or a row's name, an ID number
   anywhere. */
static int scrub_texts(struct forgetting *f)
{
    static const char in_renders[] =
        "UPDATE renders SET printed = replace(replace(replace(printed, ?1, ?3), '\"' || ?2 || '\"',"
        " '\"' || ?3 || '\"'), '[' || ?2 || ']', '[' || ?3 || ']') WHERE instr(printed, ?1)"
        " OR instr(printed, '\"' || ?2 || '\"') OR instr(printed, '[' || ?2 || ']')";
    static const char in_explanations[] =
        "UPDATE explanations SET because = replace(replace(because, ?1, ?3), ?2, ?3),"
        " figures = replace(replace(figures, ?1, ?3), ?2, ?3) WHERE instr(because, ?1)"
        " OR instr(because, ?2) OR instr(figures, ?1) OR instr(figures, ?2)";
    /* A member's number or a unit's code stays: then there is only the name to look for. */
    const char *const *texts =
        TEXTS(f->token ? f->request->key : NOTHING, f->name, STORE_FORGOTTEN);
    int status = run(f->store, in_renders, texts, &f->request->renders);
    if (status == SQLITE_OK)
        status = run(f->store, in_explanations, texts, &f->request->explanations);
    return status;
}

static int log_forgetting(struct forgetting *f, bool lifted)
{
    const struct store_log_detail details[] = {
        {.key = "corrections", .number = f->request->corrections},
        {.key = "lifted", .number = lifted},
        {.key = "person", .text = f->request->person},
    };
    const struct store_log_new entry = {STORE_LOG_FORGETTING, f->request->kind->chinese, details,
                                        BASE_COUNT(details)};
    return store_log_append(f->store, &entry, NULL);
}

static int forget(struct forgetting *f)
{
    const struct store_kind *kind = f->request->kind;
    int status = SQLITE_OK;
    if (forgotten_how(kind, store_kind_key(kind)->column) == FORGOTTEN_TOKEN)
        status =
            read_text(f, "SELECT '" STORE_FORGOTTEN "' || substr(lower(hex(randomblob(8))), 2)",
                      TEXTS(NULL), &f->token);
    if (status == SQLITE_OK)
        status = remember(f, kind, f->request->key);
    if (status == SQLITE_OK)
        status = scrub_household(f);
    if (status == SQLITE_OK)
        status = scrub(f, kind, number(f->arena, f->record));
    if (status == SQLITE_OK)
        status = scrub_texts(f);
    return status == SQLITE_OK ? log_forgetting(f, false) : status;
}

/* ---- the file ---- */

/* Writes the file anew, so that nothing of the old bytes is left in it or in its log of writes. */
static void clean(struct store *store, struct diags *diags)
{
    int status = sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL);
    int frames = 0, moved = 0;
    if (status == SQLITE_OK)
        status =
            sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &frames, &moved);
    if (status == SQLITE_OK)
        return;
    diag_add(diags, &STO063, &PLACE_NONE, DIAG_ARGS(sqlite3_errstr(status)));
    diag_hint(diags, "等没有别的程序在用数据库、磁盘有空时，把同一条命令再运行一次");
}

static bool failed(struct store *store, int status, struct diags *diags)
{
    store_fail(store->db, status, store->path, diags);
    return false;
}

/* ---- from outside ---- */

/* Whether they have been forgotten before; true after a note. */
static int is_forgotten(struct forgetting *f, const char **ret_person)
{
    const struct store_kind *kind = f->request->kind;
    const char *name = forgotten_named(kind) ? f->name : NULL;
    const char *hash = forgotten_hash(f->arena, f->salt, kind, f->request->key, name);
    return read_text(f, "SELECT person FROM forgotten WHERE hash = ?1", TEXTS(hash), ret_person);
}

enum found { FOUND, FOUND_NOBODY, FOUND_BEFORE, FOUND_FAILED };

/* Looks for the record and for reasons not to touch it. */
static enum found look(struct forgetting *f, struct diags *diags)
{
    const struct store_kind *kind = f->request->kind;
    const char *tags = NULL, *person = NULL;
    int status = find_salt(f);
    if (status == SQLITE_OK)
        status = find_record(f);
    if (status == SQLITE_OK)
        status = is_forgotten(f, &person);
    if (status == SQLITE_OK)
        status = find_retained(f, &tags);
    if (status != SQLITE_OK) {
        failed(f->store, status, diags);
        return FOUND_FAILED;
    }
    const char *shown = value_mask_id(f->arena, f->request->key);
    if (person) {
        diag_add(diags, &STO061, &PLACE_NONE, DIAG_ARGS(kind->chinese, shown));
        return FOUND_BEFORE;
    }
    if (!f->record || !f->name) {
        diag_add(diags, &STO060, &PLACE_NONE,
                 DIAG_ARGS(kind->chinese, store_kind_key(kind)->name, shown));
        return FOUND_NOBODY;
    }
    if (tags) {
        diag_add(diags, &STO062, &PLACE_NONE, DIAG_ARGS(kind->chinese, shown, tags));
        diag_hint(diags, "结束以后（居民标签里有了结束日期）再删除");
        return FOUND_NOBODY;
    }
    return FOUND;
}

static struct forgetting begin(struct store *store, struct store_forgetting *request)
{
    assert(!store->batch);
    request->households = request->corrections = request->renders = request->explanations = 0;
    request->person = NULL;
    return (struct forgetting){.store = store, .arena = arena_new(), .request = request};
}

/* Ends the transaction: what was done in it stands, or nothing of it. */
static bool end(struct forgetting *f, int status, bool keep, struct diags *diags)
{
    if (status == SQLITE_OK && keep)
        status = sqlite3_exec(f->store->db, "COMMIT", NULL, NULL, NULL);
    bool good = status == SQLITE_OK || failed(f->store, status, diags);
    if (!sqlite3_get_autocommit(f->store->db))
        sqlite3_exec(f->store->db, "ROLLBACK", NULL, NULL, NULL);
    arena_free(f->arena);
    return good;
}

bool store_forget(struct store *store, struct store_forgetting *request, struct diags *diags)
{
    struct forgetting f = begin(store, request);
    int status =
        sqlite3_exec(store->db, "PRAGMA secure_delete = ON; BEGIN IMMEDIATE", NULL, NULL, NULL);
    enum found found = status == SQLITE_OK ? look(&f, diags) : FOUND_FAILED;
    if (status == SQLITE_OK && found == FOUND)
        status = forget(&f);
    bool done = end(&f, status, found == FOUND && !request->dry_run, diags);
    if (done && !request->dry_run && (found == FOUND || found == FOUND_BEFORE))
        clean(store, diags);
    return done && (found == FOUND || found == FOUND_BEFORE);
}

static int lift(struct forgetting *f, const char *person)
{
    const struct store_kind *kind = f->request->kind;
    const char *token = NULL;
    f->request->person = arena_strdup(f->store->arena, person);
    int status = read_text(f, "SELECT token FROM forgotten WHERE hash = ?1", TEXTS(person), &token);
    const char *key = store_kind_key(kind)->column;
    const char *sql =
        arena_printf(f->arena, "UPDATE %s SET %s = ?1 WHERE %s = ?2", kind->table, key, key);
    if (status == SQLITE_OK && token)
        status = run(f->store, sql, TEXTS(f->request->key, token), NULL);
    if (status == SQLITE_OK)
        status = run(f->store, "DELETE FROM forgotten WHERE person = ?1", TEXTS(person), NULL);
    return status == SQLITE_OK ? log_forgetting(f, true) : status;
}

bool store_forget_lift(struct store *store, const struct store_kind *kind, const char *key,
                       struct diags *diags)
{
    struct store_forgetting request = {.kind = kind, .key = key};
    struct forgetting f = begin(store, &request);
    const char *person = NULL;
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = find_salt(&f);
    if (status == SQLITE_OK)
        status = is_forgotten(&f, &person);
    if (status == SQLITE_OK && person)
        status = lift(&f, person);
    if (status == SQLITE_OK && !person)
        diag_add(diags, &STO064, &PLACE_NONE,
                 DIAG_ARGS(kind->chinese, store_kind_key(kind)->name, value_mask_id(f.arena, key)));
    return end(&f, status, person != NULL, diags) && person;
}
