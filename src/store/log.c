/*
 * The audit log: a chain of entries, each with the hash of the one before. Entries are added under
 * SQLite's one write lock (BEGIN IMMEDIATE), so two processes never follow the same entry.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/digest.h>

#include "private.h"

static const char nothing[] = "0000000000000000000000000000000000000000000000000000000000000000";

static const struct {
    const char *name, *chinese;
} kinds[STORE_LOG_KINDS] = {
    [STORE_LOG_INIT] = {"init", "建库"},
    [STORE_LOG_MIGRATION] = {"migration", "升级"},
    [STORE_LOG_IMPORT] = {"import", "导入"},
    [STORE_LOG_UNDO] = {"undo", "撤销导入"},
    [STORE_LOG_RENDER] = {"render", "生成"},
    [STORE_LOG_ACCESS] = {"access", "查看"},
    [STORE_LOG_PACKAGE] = {"package", "打包"},
    [STORE_LOG_DELIVERY] = {"delivery", "报送"},
    [STORE_LOG_RECEIPT] = {"receipt", "回执"},
    [STORE_LOG_EXPLANATION] = {"explanation", "说明"},
    [STORE_LOG_WITHDRAWAL] = {"withdrawal", "撤回说明"},
    [STORE_LOG_FORGETTING] = {"forgetting", "删除个人信息"},
    [STORE_LOG_OUTBOX] = {"outbox", "发件"},
    [STORE_LOG_FAILURE] = {"failure", "没有完成"},
};

const char *store_log_kind_name(enum store_log_kind kind)
{
    return kinds[kind].name;
}

const char *store_log_kind_chinese(enum store_log_kind kind)
{
    return kinds[kind].chinese;
}

bool store_log_kind_find(const char *name, enum store_log_kind *ret_kind)
{
    for (size_t i = 0; i < BASE_COUNT(kinds); i++) {
        if (strcmp(kinds[i].name, name) != 0 && strcmp(kinds[i].chinese, name) != 0)
            continue;
        *ret_kind = (enum store_log_kind)i;
        return true;
    }
    return false;
}

static bool failed(struct store *store, int status, struct diags *diags)
{
    store_fail(store->db, status, store->path, diags);
    return false;
}

/* ---- adding ---- */

static int by_key(const void *a, const void *b)
{
    const struct store_log_detail *left = a, *right = b;
    return strcmp(left->key, right->key);
}

static void put_detail(struct buf *json, const struct store_log_detail *detail)
{
    buf_put_json(json, detail->key);
    buf_putc(json, ':');
    if (detail->text) {
        buf_put_json(json, detail->text);
    } else if (detail->list) {
        buf_putc(json, '[');
        for (size_t i = 0; detail->list[i]; i++) {
            buf_puts(json, i ? "," : "");
            buf_put_json(json, detail->list[i]);
        }
        buf_putc(json, ']');
    } else {
        buf_printf(json, "%lld", (long long)detail->number);
    }
}

static const char *canonical(struct arena *arena, const struct store_log_new *entry)
{
    struct store_log_detail *sorted = arena_array(arena, entry->detail_count + 1, sizeof *sorted);
    struct buf json = {0};
    for (size_t i = 0; i < entry->detail_count; i++)
        sorted[i] = entry->details[i];
    qsort(sorted, entry->detail_count, sizeof *sorted, by_key);
    buf_putc(&json, '{');
    for (size_t i = 0; i < entry->detail_count; i++) {
        buf_puts(&json, i ? "," : "");
        put_detail(&json, &sorted[i]);
    }
    buf_putc(&json, '}');
    const char *text = buf_copy(&json, arena);
    buf_done(&json);
    return text;
}

static const char *hash_of(struct arena *arena, const struct store_log_entry *entry)
{
    struct digest *digest = digest_new(arena);
    const char *const texts[] = {arena_printf(arena, "%lld", (long long)entry->number),
                                 entry->at,
                                 entry->who,
                                 entry->kind,
                                 entry->subject,
                                 entry->details,
                                 entry->previous};
    for (size_t i = 0; i < BASE_COUNT(texts); i++)
        digest_add_text(digest, texts[i]);
    return digest_take(digest);
}

static int read_head(struct store *store, struct store_log_head *ret_head)
{
    STORE_STATEMENT statement = NULL;
    struct store_log_head head = {0};
    int status =
        sqlite3_prepare_v2(store->db, "SELECT number, hash FROM log_head", -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    if (status != SQLITE_ROW)
        return status == SQLITE_DONE ? SQLITE_CORRUPT : status;
    const char *hash = (const char *)sqlite3_column_text(statement, 1);
    head.number = sqlite3_column_int64(statement, 0);
    for (size_t i = 0; hash && hash[i] && i + 1 < sizeof head.hash; i++)
        head.hash[i] = hash[i];
    *ret_head = head;
    return SQLITE_OK;
}

static int insert(struct store *store, const struct store_log_entry *entry)
{
    STORE_STATEMENT statement = NULL;
    const char *const texts[] = {entry->at,      entry->who,      entry->kind, entry->subject,
                                 entry->details, entry->previous, entry->hash};
    int status = sqlite3_prepare_v2(store->db,
                                    "INSERT INTO log (number, at, who, kind, subject, details,"
                                    " previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, entry->number);
    for (int i = 0; status == SQLITE_OK && i < (int)BASE_COUNT(texts); i++)
        status = sqlite3_bind_text(statement, i + 2, texts[i], -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

int store_log_append(struct store *store, const struct store_log_new *entry, int64_t *ret_number)
{
    assert(!sqlite3_get_autocommit(store->db));
    struct arena *arena = arena_new();
    const struct world *world = store->world;
    struct store_log_head head;
    int status = read_head(store, &head);
    if (status == SQLITE_OK) {
        struct store_log_entry full = {
            .number = head.number + 1,
            .at = store_moment_text(arena, world->clock),
            .who = arena_printf(arena, "%s@%s", world->user ? world->user : "", world->host),
            .kind = kinds[entry->kind].name,
            .subject = entry->subject,
            .details = canonical(arena, entry),
            .previous = head.hash,
        };
        full.hash = hash_of(arena, &full);
        status = insert(store, &full);
    }
    if (status == SQLITE_OK && ret_number)
        *ret_number = head.number + 1;
    arena_free(arena);
    return status;
}

bool store_log_add(struct store *store, const struct store_log_new *entry, int64_t *ret_number,
                   struct diags *diags)
{
    bool own = sqlite3_get_autocommit(store->db) != 0;
    int status = own ? sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) : SQLITE_OK;
    if (status == SQLITE_OK)
        status = store_log_append(store, entry, ret_number);
    if (status == SQLITE_OK && own)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    bool done = status == SQLITE_OK || failed(store, status, diags);
    if (own && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return done;
}

/* ---- reading ---- */

static const char *text_at(struct arena *arena, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return arena_strdup(arena, text ? text : "");
}

#define COLUMNS "number, at, who, kind, subject, details, previous, hash"

static struct store_log_entry read_entry(struct arena *arena, sqlite3_stmt *row)
{
    return (struct store_log_entry){
        .number = sqlite3_column_int64(row, 0),
        .at = text_at(arena, row, 1),
        .who = text_at(arena, row, 2),
        .kind = text_at(arena, row, 3),
        .subject = text_at(arena, row, 4),
        .details = text_at(arena, row, 5),
        .previous = text_at(arena, row, 6),
        .hash = text_at(arena, row, 7),
    };
}

static int bind_query(sqlite3_stmt *statement, const struct store_log_query *query)
{
    int status = sqlite3_bind_text(statement, 1, query->since, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 2, query->kind, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_bind_text(statement, 3, query->subject, -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 4, query->most > 0 ? query->most : -1);
    return status;
}

const struct store_log_entry *store_log_entries(struct store *store, struct arena *arena,
                                                const struct store_log_query *query,
                                                size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct store_log_entry *list = arena_alloc(arena, sizeof *list);
    size_t count = 0, capacity = 1;
    int status = sqlite3_prepare_v2(
        store->db,
        "SELECT number, at, who, kind, subject, iif(json_valid(details), details,"
        " json_quote(details)), previous, hash FROM (SELECT * FROM log WHERE (?1 IS NULL OR at >= "
        "?1)"
        " AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR instr(subject, ?3))"
        " ORDER BY number DESC LIMIT ?4) ORDER BY number",
        -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = bind_query(statement, query);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        list = arena_grow(arena, list, count, &capacity, sizeof *list);
        list[count++] = read_entry(arena, statement);
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return list;
}

bool store_log_head(struct store *store, struct store_log_head *ret_head, struct diags *diags)
{
    int status = read_head(store, ret_head);
    return status == SQLITE_OK || failed(store, status, diags);
}

/* ---- verifying ---- */

struct checking {
    struct store *store;
    struct diags *diags;
    struct store_log_head at; /* the entry looked at last */
    const struct store_log_head *kept;
    bool first; /* the next entry is the first one looked at */
};

static bool broken(struct checking *checking, const struct store_log_entry *entry, const char *what)
{
    struct buf number = {0};
    buf_printf(&number, "%lld", (long long)entry->number);
    diag_add(checking->diags, &STO050, NULL, DIAG_ARGS(number.data, entry->at, what));
    diag_hint(checking->diags, "日志被别的程序改过；请保存好这个数据库文件，与备份、报送包里的"
                               "日志末尾核对");
    buf_done(&number);
    return false;
}

static bool lost(struct checking *checking, const char *what)
{
    diag_add(checking->diags, &STO051, NULL, DIAG_ARGS(what));
    diag_hint(checking->diags, "日志被别的程序改过；请保存好这个数据库文件，与备份、报送包里的"
                               "日志末尾核对");
    return false;
}

static bool check_entry(struct checking *checking, const struct store_log_entry *entry,
                        struct arena *arena)
{
    struct store_log_head *at = &checking->at;
    const struct store_log_head *kept = checking->kept;
    const char *hash = hash_of(arena, entry);
    if (!checking->first && entry->number != at->number + 1)
        return broken(checking, entry,
                      arena_printf(arena, "它前面应当是第 %lld 条，那一条不见了",
                                   (long long)entry->number - 1));
    if (!checking->first && strcmp(entry->previous, at->hash) != 0)
        return broken(checking, entry, "它记的上一条的指纹，与上一条不符");
    if (strcmp(hash, entry->hash) != 0)
        return broken(checking, entry, "它的内容与它的指纹不符");
    if (kept && kept->number == entry->number && strcmp(kept->hash, hash) != 0)
        return broken(checking, entry, "它的指纹与所给的不同：日志从这里或更早的地方换过");
    at->number = entry->number;
    memcpy(at->hash, hash, sizeof at->hash);
    checking->first = false;
    return true;
}

static int check_entries(struct checking *checking, int64_t after, bool *ret_holds)
{
    STORE_STATEMENT statement = NULL;
    *ret_holds = true;
    int status = sqlite3_prepare_v2(checking->store->db,
                                    "SELECT " COLUMNS " FROM log WHERE number > ?1"
                                    " ORDER BY number",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_bind_int64(statement, 1, after);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        struct arena *arena = arena_new();
        struct store_log_entry entry = read_entry(arena, statement);
        *ret_holds = check_entry(checking, &entry, arena);
        arena_free(arena);
        if (!*ret_holds)
            return SQLITE_OK;
        status = SQLITE_OK;
    }
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

/* The end: what is kept of it in the database, and what was kept elsewhere. */
static bool check_end(struct checking *checking, const struct store_log_head *head)
{
    const struct store_log_head *at = &checking->at, *kept = checking->kept;
    struct arena *arena = arena_new();
    bool holds = true;
    if (head->number != at->number || strcmp(head->hash, at->hash) != 0)
        holds = lost(checking, arena_printf(arena, "应当有 %lld 条，最后一条却是第 %lld 条",
                                            (long long)head->number, (long long)at->number));
    else if (kept && kept->number > at->number)
        holds = lost(checking, arena_printf(arena, "所给的第 %lld 条不见了，最后一条是第 %lld 条",
                                            (long long)kept->number, (long long)at->number));
    arena_free(arena);
    return holds;
}

static int count_guards(struct store *store, int64_t *ret_count)
{
    return store_pragma(store->db,
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN"
                        " ('log_grows', 'log_grown', 'log_stays', 'log_remains',"
                        " 'log_head_grows', 'log_head_stays')",
                        ret_count);
}

bool store_log_verify(struct store *store, int64_t last, const struct store_log_head *kept,
                      struct store_log_head *ret_head, struct diags *diags)
{
    enum { GUARDS = 6 };
    struct checking checking = {.store = store, .diags = diags, .kept = kept};
    struct store_log_head head;
    int64_t guards = 0;
    bool holds = false;
    int status = sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL); /* one view of it all */
    if (status == SQLITE_OK)
        status = read_head(store, &head);
    if (status == SQLITE_OK)
        status = count_guards(store, &guards);
    int64_t after = status == SQLITE_OK && last > 0 && head.number > last ? head.number - last : 0;
    checking.first = after > 0;
    memcpy(checking.at.hash, nothing, sizeof nothing);
    if (status == SQLITE_OK)
        status = check_entries(&checking, after, &holds);
    sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        return failed(store, status, diags);
    holds = holds && check_end(&checking, &head);
    if (holds && guards != GUARDS)
        holds = lost(&checking, "防止修改的触发器被去掉了");
    if (holds)
        *ret_head = head;
    return holds;
}
