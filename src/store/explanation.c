/* 说明 for failing checks: recorded, listed, withdrawn. Nothing is ever deleted. */
#include <assert.h>

#include <huibao/digest.h>

#include "private.h"

static bool failed(struct store *store, int status, struct diags *diags)
{
    store_fail(store->db, status, store->path, diags);
    return false;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* ?1 … ?4: what an explanation is about. */
static int bind_about(sqlite3_stmt *statement, const struct store_explanation *about)
{
    const char *const texts[] = {about->report, about->community, about->period, about->check};
    int status = SQLITE_OK;
    for (int i = 0; i < (int)BASE_COUNT(texts) && status == SQLITE_OK; i++)
        status = sqlite3_bind_text(statement, i + 1, or_empty(texts[i]), -1, SQLITE_STATIC);
    return status;
}

/* Runs a statement about ?1 … ?4 with further texts from ?5 on. */
static int run(struct store *store, const char *sql, const struct store_explanation *about,
               const char *const *texts)
{
    STORE_STATEMENT statement = NULL;
    int status = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = bind_about(statement, about);
    for (int i = 0; texts[i] && status == SQLITE_OK; i++)
        status = sqlite3_bind_text(statement, 5 + i, texts[i], -1, SQLITE_STATIC);
    if (status == SQLITE_OK)
        status = sqlite3_step(statement);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

/* *ret_changes: how many explanations stood. */
static int withdraw(struct store *store, const struct store_explanation *about, const char *by,
                    const char *now, int64_t *ret_changes)
{
    int status = run(store,
                     "UPDATE explanations SET withdrawn_by = ?5, withdrawn_at = ?6"
                     " WHERE report = ?1 AND community = ?2 AND period = ?3 AND check_id = ?4"
                     " AND withdrawn_at IS NULL",
                     about, (const char *const[]){by, now, NULL});
    *ret_changes = sqlite3_changes64(store->db);
    return status;
}

static int insert(struct store *store, const struct store_explanation *new, const char *now)
{
    return run(store,
               "INSERT INTO explanations (report, community, period, check_id, figures, because,"
               " explained_by, explained_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
               new,
               (const char *const[]){or_empty(new->figures), new->because, new->by, now, NULL});
}

/* Who and why may hold names of persons, so the log has only their hash. */
static int log_about(struct store *store, enum store_log_kind kind,
                     const struct store_explanation *about)
{
    struct arena *arena = arena_new();
    struct digest *digest = digest_new(arena);
    const char *const texts[] = {about->because, about->by, about->figures};
    for (size_t i = 0; i < BASE_COUNT(texts); i++)
        digest_add_text(digest, or_empty(texts[i]));
    const struct store_log_detail details[] = {
        {.key = "check", .text = or_empty(about->check)},
        {.key = "community", .text = or_empty(about->community)},
        {.key = "period", .text = or_empty(about->period)},
        {.key = "report", .text = or_empty(about->report)},
        {.key = "sha256", .text = digest_take(digest)},
    };
    struct store_log_new entry = {
        .kind = kind,
        .subject = arena_printf(arena, "%s %s %s 审核 %s", or_empty(about->report),
                                or_empty(about->community), or_empty(about->period),
                                or_empty(about->check)),
        .details = details,
        .detail_count = BASE_COUNT(details)};
    int status = store_log_append(store, &entry, NULL);
    arena_free(arena);
    return status;
}

/* Ends the transaction as `status` says; true when it was committed. */
static bool settle(struct store *store, int status, struct diags *diags)
{
    if (status == SQLITE_OK)
        status = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        failed(store, status, diags);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status == SQLITE_OK;
}

bool store_explain(struct store *store, const struct store_explanation *explanation,
                   struct diags *diags)
{
    assert(!store->batch);
    struct arena *arena = arena_new();
    const char *now = store_now_text(store, arena);
    int64_t before = 0;
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = withdraw(store, explanation, explanation->by, now, &before);
    if (status == SQLITE_OK)
        status = insert(store, explanation, now);
    if (status == SQLITE_OK)
        status = log_about(store, STORE_LOG_EXPLANATION, explanation);
    bool done = settle(store, status, diags);
    arena_free(arena);
    return done;
}

bool store_explanation_withdraw(struct store *store, const struct store_explanation *about,
                                bool *ret_stood, struct diags *diags)
{
    assert(!store->batch);
    struct arena *arena = arena_new();
    int64_t changes = 0;
    int status = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = withdraw(store, about, about->by, store_now_text(store, arena), &changes);
    if (status == SQLITE_OK && changes > 0)
        status = log_about(store, STORE_LOG_WITHDRAWAL, about);
    bool done = settle(store, status, diags);
    if (done)
        *ret_stood = changes > 0;
    arena_free(arena);
    return done;
}

static const char *text_at(struct arena *arena, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? arena_strdup(arena, text) : NULL;
}

static struct store_explanation read_row(struct arena *arena, sqlite3_stmt *row)
{
    return (struct store_explanation){
        .report = text_at(arena, row, 0),
        .community = text_at(arena, row, 1),
        .period = text_at(arena, row, 2),
        .check = text_at(arena, row, 3),
        .figures = text_at(arena, row, 4),
        .because = text_at(arena, row, 5),
        .by = text_at(arena, row, 6),
        .at = text_at(arena, row, 7),
        .withdrawn_by = text_at(arena, row, 8),
        .withdrawn_at = text_at(arena, row, 9),
    };
}

const struct store_explanation *store_explanations(struct store *store, struct arena *arena,
                                                   const struct store_explanation *about,
                                                   size_t *ret_count, struct diags *diags)
{
    STORE_STATEMENT statement = NULL;
    struct store_explanation *list = NULL;
    size_t count = 0, capacity = 0;
    int status = sqlite3_prepare_v2(store->db,
                                    "SELECT report, community, period, check_id, figures, because,"
                                    " explained_by, explained_at, withdrawn_by, withdrawn_at"
                                    " FROM explanations WHERE report = ?1 AND community = ?2"
                                    " AND period = ?3 AND (?4 = '' OR check_id = ?4) ORDER BY id",
                                    -1, &statement, NULL);
    if (status == SQLITE_OK)
        status = bind_about(statement, about);
    while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        list = arena_grow(arena, list, count, &capacity, sizeof *list);
        list[count++] = read_row(arena, statement);
        status = SQLITE_OK;
    }
    if (status != SQLITE_DONE) {
        failed(store, status, diags);
        return NULL;
    }
    *ret_count = count;
    return list ? list : arena_alloc(arena, sizeof *list);
}
