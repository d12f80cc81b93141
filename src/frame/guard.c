/* What a definition's SQL may do, and for how long. */
#include "guard.h"

#include <string.h>

#include <huibao/base.h>

/*
 * Functions that SQLite and PostgreSQL share, and the few of SQLite's for which there is no common
 * spelling: days between dates, and joining names. Nothing random, nothing that reaches outside.
 */
static const char *const functions[] = {
    "count",        "sum",       "avg",    "min",   "max",         "abs",        "round",
    "coalesce",     "nullif",    "length", "lower", "upper",       "substr",     "substring",
    "replace",      "trim",      "ltrim",  "rtrim", "like",        "row_number", "rank",
    "dense_rank",   "ntile",     "lag",    "lead",  "first_value", "last_value", "nth_value",
    "percent_rank", "cume_dist", "floor",  "ceil",  "date",        "julianday",  "instr",
    "group_concat", "iif",
};

static const struct {
    int limit;
    int value;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 16 << 20}, /* bytes of one text */
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
    {SQLITE_LIMIT_COLUMN, 2000},
    {SQLITE_LIMIT_EXPR_DEPTH, 200},
    {SQLITE_LIMIT_COMPOUND_SELECT, 100},
    {SQLITE_LIMIT_VDBE_OP, 250000},
    {SQLITE_LIMIT_FUNCTION_ARG, 100},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 10000},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

const char *const *guard_functions(size_t *ret_count)
{
    *ret_count = BASE_COUNT(functions);
    return functions;
}

const struct guard_view *guard_view_find(const struct guard *guard, const char *name)
{
    for (size_t i = 0; i < guard->view_count; i++) {
        if (strcmp(guard->views[i].name, name) == 0)
            return &guard->views[i];
    }
    return NULL;
}

static bool function_known(const char *name)
{
    for (size_t i = 0; i < BASE_COUNT(functions); i++) {
        if (sqlite3_stricmp(functions[i], name) == 0)
            return true;
    }
    return false;
}

/* What a refused action would do, in words. */
static const char *action_words(int action)
{
    switch (action) {
    case SQLITE_INSERT:
        return "写入记录（INSERT）";
    case SQLITE_UPDATE:
        return "修改记录（UPDATE）";
    case SQLITE_DELETE:
        return "删除记录（DELETE）";
    case SQLITE_ATTACH:
        return "打开别的数据库（ATTACH）";
    case SQLITE_DETACH:
        return "放开数据库（DETACH）";
    case SQLITE_PRAGMA:
        return "更改数据库设置（PRAGMA）";
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return "控制事务";
    default:
        return "更改数据库的结构";
    }
}

static int refuse(struct guard *guard, enum guard_refusal refusal, const char *what)
{
    if (guard->refusal == GUARD_NOTHING) {
        guard->refusal = refusal;
        guard->refused = arena_strdup(guard->arena, what);
    }
    return SQLITE_DENY;
}

static long find_table(const struct guard *guard, const char *name)
{
    for (size_t i = 0; i < guard->table_count; i++) {
        if (strcmp(guard->tables[i], name) == 0)
            return (long)i;
    }
    return -1;
}

/*
 * A view's tables may be read from within it. A read of no column at all is also announced for a
 * WITH name, which is no table, and for a view's table once the view has been merged into the query.
 */
static int authorize_read(struct guard *guard, const char *name, const char *column, bool in_view)
{
    long table = find_table(guard, name);
    if (in_view && table >= 0)
        guard->seen[table] = true;
    bool counted =
        !column[0] && (table >= 0 ? guard->seen[table] : strncmp(name, "sqlite_", 7) != 0);
    if (in_view || counted || guard_view_find(guard, name))
        return SQLITE_OK;
    return refuse(guard, GUARD_TABLE, name);
}

/*
 * SQLite's authorizer. `inside` is the view (or WITH name) from within which the access comes. A
 * WITH that takes a view's name could read the tables beneath it: query_prepare refuses such a one.
 */
static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *inside)
{
    struct guard *guard = context;
    (void)database;
    bool in_view = inside && guard_view_find(guard, inside);
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return authorize_read(guard, first, second ? second : "", in_view);
    case SQLITE_FUNCTION:
        if (function_known(second) || (in_view && sqlite3_stricmp(second, "load_extension") != 0))
            return SQLITE_OK;
        return refuse(guard, GUARD_FUNCTION, second);
    case SQLITE_UPDATE: /* how a table-valued function declares its table */
        if (strcmp(first, "sqlite_master") == 0)
            return refuse(guard, GUARD_TABLE, "表函数");
        return refuse(guard, GUARD_ACTION, action_words(action));
    default:
        return refuse(guard, GUARD_ACTION, action_words(action));
    }
}

/* Called by SQLite every few thousand steps; stops the statement when its time is over. */
static int tick(void *context)
{
    struct guard *guard = context;
    guard->ticks++;
    guard->late = world_ticks() >= guard->deadline;
    return guard->late || (guard->most_ticks && guard->ticks >= guard->most_ticks);
}

static const char *const *view_columns(struct guard *guard, const char *view, size_t *ret_count)
{
    static const char sql[] = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
    sqlite3_stmt *statement = NULL;
    const char **columns = NULL;
    size_t count = 0, capacity = 0;
    if (sqlite3_prepare_v2(guard->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, view, -1, SQLITE_STATIC);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            columns = arena_grow(guard->arena, columns, count, &capacity, sizeof *columns);
            columns[count++] =
                arena_strdup(guard->arena, (const char *)sqlite3_column_text(statement, 0));
        }
    }
    sqlite3_finalize(statement);
    *ret_count = count;
    return columns;
}

static void load_views(struct guard *guard)
{
    static const char sql[] = "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name";
    sqlite3_stmt *statement = NULL;
    struct guard_view *views = NULL;
    size_t capacity = 0;
    if (sqlite3_prepare_v2(guard->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            views = arena_grow(guard->arena, views, guard->view_count, &capacity, sizeof *views);
            struct guard_view *view = &views[guard->view_count++];
            view->name =
                arena_strdup(guard->arena, (const char *)sqlite3_column_text(statement, 0));
            view->columns = view_columns(guard, view->name, &view->column_count);
        }
    }
    sqlite3_finalize(statement);
    guard->views = views;
}

static void load_tables(struct guard *guard)
{
    static const char sql[] = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    sqlite3_stmt *statement = NULL;
    size_t capacity = 0;
    if (sqlite3_prepare_v2(guard->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            guard->tables = arena_grow(guard->arena, guard->tables, guard->table_count, &capacity,
                                       sizeof *guard->tables);
            guard->tables[guard->table_count++] =
                arena_strdup(guard->arena, (const char *)sqlite3_column_text(statement, 0));
        }
    }
    sqlite3_finalize(statement);
    guard->seen = arena_array(guard->arena, guard->table_count, sizeof *guard->seen);
}

void guard_init(struct guard *guard, struct arena *arena, sqlite3 *db, uint32_t max_ms)
{
    *guard = (struct guard){.db = db, .arena = arena, .max_ms = max_ms};
    for (size_t i = 0; i < BASE_COUNT(limits); i++)
        sqlite3_limit(db, limits[i].limit, limits[i].value);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    /* "x" is a name and never the text 'x' when there is no such column. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    load_views(guard);
    load_tables(guard);
    guard_start(guard);
    sqlite3_set_authorizer(db, authorize, guard);
    sqlite3_progress_handler(db, GUARD_TICK, tick, guard);
}

void guard_close(struct guard *guard)
{
    sqlite3_close(guard->db);
    guard->db = NULL;
}

void guard_start(struct guard *guard)
{
    guard->deadline = world_ticks() + (uint64_t)guard->max_ms * 1000000u;
    guard->late = false;
    guard->refusal = GUARD_NOTHING;
    guard->refused = NULL;
    if (guard->table_count)
        memset(guard->seen, 0, guard->table_count * sizeof *guard->seen);
}
