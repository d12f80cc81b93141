/* Preparing an author's SQL, and SQLite's complaints in Chinese. */
#include "query.h"

#include <huibao/define.h>
#include <huibao/store.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "clauses.h"
#include "extent.h"
#include "frame_diags.h"
#include "tokens.h"

struct query query_plain(const char *sql, const struct place *place)
{
    return (struct query){.author = sql, .place = *place, .sql = sql};
}

/* ---- places ---- */

/* Whether the first line of the text really stands where its place says. */
static bool place_is_exact(const struct query *query, size_t first_line)
{
    const struct place *place = &query->place;
    if (!place->text || place->column < 1)
        return false;
    const char *cursor = place->text, *end = cursor + strlen(cursor);
    uint32_t codepoint = 0;
    for (long column = 1; column < place->column && cursor < end; column++)
        text_next(&cursor, end, &codepoint);
    return (size_t)(end - cursor) >= first_line && memcmp(cursor, query->author, first_line) == 0;
}

/* The lines of a YAML block keep their common indentation: the column of the first one. */
struct place query_place(struct arena *arena, const struct query *query, size_t offset,
                         size_t length)
{
    const char *sql = query->author;
    size_t first_line = strcspn(sql, "\n"), start = 0;
    bool exact = place_is_exact(query, first_line);
    struct place place = query->place;
    for (size_t i = 0; i < offset && sql[i]; i++) {
        if (sql[i] == '\n') {
            start = i + 1;
            place.line++;
        }
    }
    if (start > 0 || exact) {
        char *line = arena_strndup(arena, sql + start, strcspn(sql + start, "\n"));
        if (start > 0)
            place.text =
                exact ? arena_printf(arena, "%*s%s", (int)(query->place.column - 1), "", line)
                      : line;
        place.column =
            exact ? query->place.column + (long)text_count(sql + start, offset - start) : 0;
        place.length = (long)text_count(sql + offset, strnlen(sql + offset, length));
    }
    return place;
}

/* Finds a name as a whole word; its offset, or 0 when the text does not hold it. */
static size_t find_word(const char *sql, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = sql; length && (at = strcasestr(at, word)) != NULL; at++) {
        unsigned char before = at > sql ? (unsigned char)at[-1] : ' ';
        unsigned char after = (unsigned char)at[length];
        if (!isalnum(before) && before < 0x80 && !isalnum(after) && after < 0x80)
            return (size_t)(at - sql);
    }
    const char *anywhere = length ? strstr(sql, word) : NULL;
    return anywhere ? (size_t)(anywhere - sql) : 0;
}

struct place query_place_word(struct guard *guard, const struct query *query, const char *word)
{
    return query_place(guard->arena, query, find_word(query->author, word), strlen(word));
}

/* ---- nearest names ---- */

/* 受理时间 and 受理日期: what the nearest by edits misses, but two Chinese characters begin alike. */
#define ALIKE (2 * strlen("受"))

static const char *nearest_column(const char *name, const char *const *names, size_t count)
{
    const char *nearest = text_nearest(name, names, count);
    for (size_t i = 0; i < count && !nearest; i++) {
        size_t length = 0;
        while (name[length] && name[length] == names[i][length])
            length++;
        if (length >= ALIKE && (unsigned char)name[0] >= 0x80)
            return names[i];
    }
    return nearest;
}

/* 期初 for :期初, where a parameter is meant; true if it was one. */
static bool hint_param(const struct query *query, const char *name, struct diags *diags)
{
    static const char *const bounds[] = {"", "初", "末"};
    for (const struct define_param *p = query->params; p; p = p->next) {
        size_t length = strlen(p->name);
        if (strncmp(name, p->name, length) != 0)
            continue;
        for (size_t i = 0; i < BASE_COUNT(bounds); i++) {
            if (strcmp(name + length, bounds[i]) != 0)
                continue;
            diag_hint(diags, "参数前面要加冒号：写作 :%s", name);
            return true;
        }
    }
    return false;
}

static void hint_column(struct guard *guard, const struct query *query, const char *name,
                        struct diags *diags)
{
    const char *dot = strrchr(name, '.');
    const char *column = dot ? dot + 1 : name;
    if (hint_param(query, name, diags))
        return;
    if (query->names) {
        diag_hint_nearest(diags, column, query->names, query->name_count);
        return;
    }
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    for (size_t v = 0; v < guard->view_count; v++) {
        const struct guard_view *view = &guard->views[v];
        for (size_t c = 0; strstr(query->author, view->name) && c < view->column_count; c++) {
            names = arena_grow(guard->arena, names, count, &capacity, sizeof *names);
            names[count++] = view->columns[c];
        }
    }
    const char *nearest = nearest_column(column, names, count);
    if (nearest)
        diag_hint(diags, "是不是“%s”？", nearest);
}

/* The English name of a kind of records has a view with the Chinese one. */
static void hint_view(struct guard *guard, const char *name, struct diags *diags)
{
    const struct store_kind *kind = store_kind_find(name);
    if (kind && guard_view_find(guard, kind->chinese)) {
        diag_hint(diags, "是不是“%s”？", kind->chinese);
        return;
    }
    const char **names = arena_array(guard->arena, guard->view_count, sizeof *names);
    for (size_t v = 0; v < guard->view_count; v++)
        names[v] = guard->views[v].name;
    diag_hint_nearest(diags, name, names, guard->view_count);
}

static void hint_functions(struct guard *guard, const char *name, struct diags *diags)
{
    size_t count = 0;
    const char *const *functions = guard_functions(&count);
    const char *nearest = text_nearest(name, functions, count);
    struct buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s%s", i ? " " : "", functions[i]);
    if (nearest)
        diag_hint(diags, "是不是“%s”？", nearest);
    else
        diag_hint(diags, "可以用的函数：%s", list.data);
    buf_done(&list);
    (void)guard;
}

/* ---- SQLite's complaints ---- */

enum about { ABOUT_NOTHING, ABOUT_COLUMN, ABOUT_VIEW, ABOUT_FUNCTION };

static const struct complaint {
    const char *begin, *end; /* of SQLite's message, around the name */
    const struct diag_kind *kind;
    enum about about;
} complaints[] = {
    {"no such column: ", "", &FRM010, ABOUT_COLUMN},
    {"no such table: ", "", &FRM011, ABOUT_VIEW},
    {"near \"", "\": syntax error", &FRM012, ABOUT_NOTHING},
    {"unrecognized token: \"", "\"", &FRM012, ABOUT_NOTHING},
    {"incomplete input", "", &FRM013, ABOUT_NOTHING},
    {"no such function: ", "", &FRM014, ABOUT_FUNCTION},
    {"ambiguous column name: ", "", &FRM015, ABOUT_NOTHING},
    {"misuse of aggregate function ", "()", &FRM016, ABOUT_NOTHING},
    {"misuse of aggregate: ", "()", &FRM016, ABOUT_NOTHING},
    {"misuse of window function ", "()", &FRM016, ABOUT_NOTHING},
    {"wrong number of arguments to function ", "()", &FRM018, ABOUT_NOTHING},
};

/* The name between a form's two ends, or NULL when the message has another form. */
static const char *complaint_name(struct arena *arena, const struct complaint *complaint,
                                  const char *message)
{
    size_t begin = strlen(complaint->begin), end = strlen(complaint->end);
    size_t length = strlen(message);
    if (length < begin + end || strncmp(message, complaint->begin, begin) != 0 ||
        strcmp(message + length - end, complaint->end) != 0)
        return NULL;
    return arena_strndup(arena, message + begin, length - begin - end);
}

/* Where SQLite points, or where the name stands, in the author's text. */
static struct place complaint_place(struct guard *guard, const struct query *query,
                                    const char *name)
{
    int offset = sqlite3_error_offset(guard->db);
    size_t length = strlen(query->author);
    size_t at = offset < 0 ? 0 : (size_t)offset;
    if (offset < 0 || at < query->before || at > query->before + length)
        return query_place_word(guard, query, name);
    return query_place(guard->arena, query, at - query->before, strlen(name));
}

/* A table that the text reads as if it were a view (FROM disputes), or NULL. */
static const char *find_read_table(const struct guard *guard, const char *sql)
{
    for (size_t i = 0; i < guard->table_count; i++) {
        size_t at = find_word(sql, guard->tables[i]), end = at;
        while (end > 0 && isspace((unsigned char)sql[end - 1]))
            end--;
        if (end < at && end >= 4 &&
            (strncasecmp(sql + end - 4, "from", 4) == 0 ||
             strncasecmp(sql + end - 4, "join", 4) == 0))
            return guard->tables[i];
    }
    return NULL;
}

static void complain(struct guard *guard, const struct query *query, struct diags *diags)
{
    char *message = arena_strdup(guard->arena, sqlite3_errmsg(guard->db));
    const struct complaint *complaint = NULL;
    const char *name = NULL;
    for (size_t i = 0; i < BASE_COUNT(complaints) && !name; i++) {
        complaint = &complaints[i];
        name = complaint_name(guard->arena, complaint, message);
    }
    if (!name)
        complaint = NULL;
    /* SQLite looks for the columns first, and the authorizer never hears of the table. */
    const char *table =
        name && complaint->about == ABOUT_COLUMN ? find_read_table(guard, query->author) : NULL;
    if (table) {
        struct place there = query_place_word(guard, query, table);
        diag_add(diags, &FRM011, &there, DIAG_ARGS(table));
        hint_view(guard, table, diags);
        return;
    }
    struct place place = complaint_place(guard, query, name ? name : "");
    diag_add(diags, complaint ? complaint->kind : &FRM017, &place, DIAG_ARGS(name ? name : ""));
    diag_detail(diags, "%s", message);
    enum about about = complaint ? complaint->about : ABOUT_NOTHING;
    if (about == ABOUT_COLUMN)
        hint_column(guard, query, name, diags);
    else if (about == ABOUT_VIEW)
        hint_view(guard, name, diags);
    else if (about == ABOUT_FUNCTION)
        hint_functions(guard, name, diags);
}

static bool is_clock(const char *function)
{
    return strncasecmp(function, "current_", 8) == 0;
}

static void add_clock(struct guard *guard, const struct query *query, const char *word,
                      struct diags *diags)
{
    struct place place = query_place_word(guard, query, word);
    diag_add(diags, &FRM024, &place, NULL);
    diag_hint(diags, "请用参数，例如月份参数“期”的最后一天 :期末");
}

static void complain_refusal(struct guard *guard, const struct query *query, struct diags *diags)
{
    const char *name = guard->refused;
    struct place place = query->place;
    switch (guard->refusal) {
    case GUARD_TABLE:
        place = query_place_word(guard, query, name);
        diag_add(diags, &FRM021, &place, DIAG_ARGS(name));
        hint_view(guard, name, diags);
        break;
    case GUARD_FUNCTION:
        if (is_clock(name)) {
            add_clock(guard, query, name, diags);
            break;
        }
        place = query_place_word(guard, query, name);
        diag_add(diags, &FRM014, &place, DIAG_ARGS(name));
        hint_functions(guard, name, diags);
        break;
    case GUARD_NOTHING:
    case GUARD_ACTION:
        diag_add(diags, &FRM020, &place, DIAG_ARGS(name));
        break;
    }
}

void query_fail(struct guard *guard, const struct query *query, int status, struct diags *diags)
{
    int primary = status & 0xff;
    if (guard->late) {
        char *seconds = arena_printf(guard->arena, "%.3g", (double)guard->max_ms / 1000.0);
        diag_add(diags, &FRM035, &query->place, DIAG_ARGS(seconds));
        diag_hint(diags, "检查有没有漏写连接条件，或停不下来的 WITH RECURSIVE");
    } else if (guard->refusal != GUARD_NOTHING) {
        complain_refusal(guard, query, diags);
    } else if (primary == SQLITE_ERROR || primary == SQLITE_TOOBIG || primary == SQLITE_MISMATCH) {
        diag_add(diags, &FRM038, &query->place, NULL);
        diag_detail(diags, "%s", sqlite3_errmsg(guard->db));
    } else {
        diag_add(diags, &FRM040, &query->place, NULL);
        diag_detail(diags, "%s", sqlite3_errmsg(guard->db));
        diag_hint(diags, "用 huibao doctor 检查数据库");
    }
}

/* ---- preparing ---- */

/* A call without arguments at `at`, where a name ends: date(), julianday( ). */
static bool is_empty_call(const char *at)
{
    at += strspn(at, " \t\n\r");
    if (*at != '(')
        return false;
    at++;
    at += strspn(at, " \t\n\r");
    return *at == ')';
}

/* What in the text asks SQLite for the time, or NULL. */
static const char *find_clock(const char *sql)
{
    static const char *const calls[] = {"date", "julianday"};
    if (strcasestr(sql, "'now'"))
        return "'now'";
    for (size_t i = 0; i < BASE_COUNT(calls); i++) {
        const char *at = sql;
        while ((at = strcasestr(at, calls[i])) != NULL) {
            at += strlen(calls[i]);
            if (is_empty_call(at))
                return calls[i];
        }
    }
    return NULL;
}

/* Whether something other than comments and semicolons follows the first statement. */
static bool has_more(struct guard *guard, const char *tail)
{
    while (*tail) {
        sqlite3_stmt *statement = NULL;
        const char *next = NULL;
        int status = sqlite3_prepare_v2(guard->db, tail, -1, &statement, &next);
        bool more = status != SQLITE_OK || statement;
        sqlite3_finalize(statement);
        if (more)
            return true;
        tail = next;
    }
    return false;
}

static bool is_select(const struct query *query, sqlite3_stmt *statement, struct diags *diags)
{
    if (!statement) {
        diag_add(diags, &FRM023, &query->place, NULL);
        return false;
    }
    bool explains = sqlite3_stmt_isexplain(statement) != 0;
    if (!explains && sqlite3_stmt_readonly(statement) && sqlite3_column_count(statement) > 0)
        return true;
    const char *what = explains ? "查看执行计划（EXPLAIN）" : "更改数据库文件";
    diag_add(diags, &FRM020, &query->place, DIAG_ARGS(what));
    return false;
}

/* Within it the tables beneath the view could be read: the guard cannot tell the two apart. */
static bool hides_view(struct guard *guard, const struct query *query, struct diags *diags)
{
    struct arena *scratch = arena_new();
    const struct tokens tokens = tokens_read(scratch, query->author);
    const char *hidden = NULL;
    for (size_t i = 0; i < guard->view_count && !hidden; i++) {
        const char *view = guard->views[i].name;
        if (strstr(query->author, view) && clauses_with(&tokens, view))
            hidden = view;
    }
    arena_free(scratch);
    if (!hidden)
        return false;
    struct place place = query_place_word(guard, query, hidden);
    diag_add(diags, &FRM029, &place, DIAG_ARGS(hidden));
    diag_hint(diags, "换一个名称");
    return true;
}

/* SQLite would take memory and time without bounds for preparing it. */
static bool is_too_wide(struct guard *guard, const struct query *query, struct diags *diags)
{
    struct arena *scratch = arena_new();
    const struct extent extent = extent_of(scratch, query->author);
    bool wide = extent.words > extent.own + EXTENT_MOST;
    if (wide) {
        struct place place = query_place_word(guard, query, extent.table);
        const char *most = arena_printf(scratch, "%d", EXTENT_MOST);
        diag_add(diags, &FRM039, &place,
                 DIAG_ARGS(extent.table[0] ? extent.table : "SELECT", most));
        diag_hint(diags, "后面的表都把前面的表用上两次，就一层翻一倍。每层只用一次（条件写进 "
                         "FILTER 或 CASE），或者拆成几个数据");
    }
    arena_free(scratch);
    return wide;
}

sqlite3_stmt *query_prepare(struct guard *guard, const struct query *query, struct diags *diags)
{
    const char *clock = find_clock(query->author);
    if (clock) {
        add_clock(guard, query, clock, diags);
        return NULL;
    }
    if (hides_view(guard, query, diags) || is_too_wide(guard, query, diags))
        return NULL;
    guard_start(guard);
    sqlite3_stmt *statement = NULL;
    const char *tail = "";
    int status = sqlite3_prepare_v2(guard->db, query->sql, -1, &statement, &tail);
    if (status != SQLITE_OK) {
        int primary = status & 0xff;
        if (primary == SQLITE_ERROR && guard->refusal == GUARD_NOTHING)
            complain(guard, query, diags);
        else
            query_fail(guard, query, status, diags);
        return NULL;
    }
    bool good = is_select(query, statement, diags);
    if (good && has_more(guard, tail)) {
        struct place place = query->place;
        if (tail >= query->sql + query->before)
            place =
                query_place(guard->arena, query, (size_t)(tail - query->sql) - query->before, 1);
        diag_add(diags, &FRM022, &place, NULL);
        good = false;
    }
    if (good)
        return statement;
    sqlite3_finalize(statement);
    return NULL;
}
