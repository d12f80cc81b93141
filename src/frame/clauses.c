/* Cutting a SELECT at its keywords. SQLite has accepted it before, so that it is well formed. */
#include "clauses.h"

#include <string.h>
#include <strings.h>

#include <huibao/base.h>

#include "tokens.h"

/* ---- the columns ---- */

/* `a.b AS c` is c; a lone name (or a.b) is itself; anything else is its own text. */
static struct clauses_item item_of(const struct tokens *tokens, size_t from, size_t to)
{
    struct clauses_item item = {tokens_text(tokens, from, to), NULL};
    if (to - from >= 3 && tokens_is(tokens, to - 2, "AS")) {
        item.name = tokens_name(tokens, to - 1);
        item.expr = tokens_text(tokens, from, to - 2);
    } else if (to - from == 1 || (to - from == 3 && tokens_is(tokens, from + 1, "."))) {
        item.name = tokens_name(tokens, to - 1);
    } else {
        item.name = item.expr;
    }
    return item;
}

struct list {
    const struct tokens *tokens;
    size_t at, to; /* the rest of it */
};

/* The next part between commas at the outer level; false at the end. */
static bool list_next(struct list *list, size_t *ret_from, size_t *ret_to)
{
    if (list->at >= list->to)
        return false;
    size_t from = list->at, end = from;
    int depth = list->tokens->items[from].depth;
    while (end < list->to &&
           !(list->tokens->items[end].depth == depth && tokens_is(list->tokens, end, ",")))
        end++;
    list->at = end + 1;
    *ret_from = from;
    *ret_to = end;
    return true;
}

static void read_items(struct arena *arena, const struct tokens *tokens, size_t from, size_t to,
                       struct clauses *clauses)
{
    struct list list = {tokens, from, to};
    struct clauses_item *items = NULL;
    size_t capacity = 0, begin, end;
    while (list_next(&list, &begin, &end)) {
        items = arena_grow(arena, items, clauses->item_count, &capacity, sizeof *items);
        items[clauses->item_count++] = item_of(tokens, begin, end);
    }
    clauses->items = items;
}

/* GROUP BY 1, GROUP BY an alias: the expression that the column shows. */
static const char *group_of(const struct clauses *clauses, const char *text)
{
    size_t ordinal = 0;
    bool digits = text[0] != '\0';
    for (const char *c = text; *c; c++) {
        digits = digits && *c >= '0' && *c <= '9';
        ordinal = digits ? ordinal * 10 + (size_t)(*c - '0') : 0;
    }
    if (digits && ordinal >= 1 && ordinal <= clauses->item_count)
        return clauses->items[ordinal - 1].expr;
    for (size_t i = 0; i < clauses->item_count; i++) {
        if (strcmp(clauses->items[i].name, text) == 0)
            return clauses->items[i].expr;
    }
    return text;
}

static void read_groups(struct arena *arena, const struct tokens *tokens, size_t from, size_t to,
                        struct clauses *clauses)
{
    struct list list = {tokens, from, to};
    const char **groups = NULL;
    size_t capacity = 0, begin, end;
    while (list_next(&list, &begin, &end)) {
        groups = arena_grow(arena, groups, clauses->group_count, &capacity, sizeof *groups);
        groups[clauses->group_count++] = group_of(clauses, tokens_text(tokens, begin, end));
    }
    clauses->groups = groups;
}

/* ---- the clauses ---- */

enum clause { SELECT, FROM, WHERE, GROUP, HAVING, WINDOW, ORDER, LIMIT, CLAUSE_COUNT };
static const char *const clause_words[CLAUSE_COUNT] = {"SELECT", "FROM",   "WHERE", "GROUP",
                                                       "HAVING", "WINDOW", "ORDER", "LIMIT"};

/* Where each clause's word stands at the outer level; the count of tokens when it is not there. */
static void find_clauses(const struct tokens *tokens, size_t *starts)
{
    for (size_t c = 0; c < CLAUSE_COUNT; c++)
        starts[c] = tokens->count;
    for (size_t i = 0; i < tokens->count; i++) {
        bool other = tokens->items[i].depth != 0 || (i > 0 && tokens_is(tokens, i - 1, "."));
        bool distinct_from = i > 0 && tokens_is(tokens, i - 1, "DISTINCT");
        for (size_t c = 0; !other && c < CLAUSE_COUNT; c++) {
            if (starts[c] == tokens->count && tokens_is(tokens, i, clause_words[c]) &&
                !(c == FROM && distinct_from))
                starts[c] = i;
        }
    }
}

/* The end of a clause: the nearest that begins after it. */
static size_t clause_end(const struct tokens *tokens, const size_t *starts, enum clause clause)
{
    size_t end = tokens->count;
    for (size_t c = 0; c < CLAUSE_COUNT; c++) {
        if (starts[c] > starts[clause] && starts[c] < end)
            end = starts[c];
    }
    return end;
}

static const char *clause_text(const struct tokens *tokens, const size_t *starts,
                               enum clause clause, size_t words)
{
    if (starts[clause] == tokens->count)
        return "";
    return tokens_text(tokens, starts[clause] + words, clause_end(tokens, starts, clause));
}

/* Why the statement as a whole is not simple, or NULL. */
static const char *not_simple(const struct tokens *tokens)
{
    static const char *const compound[] = {"UNION", "INTERSECT", "EXCEPT"};
    if (tokens->count == 0 || !tokens_is(tokens, 0, "SELECT"))
        return "SQL 用了 WITH，先算出中间结果再汇总";
    if (tokens->count > 1 && tokens_is(tokens, 1, "DISTINCT"))
        return "SQL 用 DISTINCT 合并了相同的行";
    for (size_t i = 0; i < tokens->count; i++) {
        for (size_t w = 0; tokens->items[i].depth == 0 && w < BASE_COUNT(compound); w++) {
            if (tokens_is(tokens, i, compound[w]))
                return "SQL 把几个查询的结果并在一起";
        }
    }
    return NULL;
}

/* FROM 纠纷, FROM 纠纷 AS d, FROM 纠纷 d JOIN … */
static bool read_from(const struct tokens *tokens, size_t from, size_t to, struct clauses *clauses)
{
    static const char *const joins[] = {"JOIN",  "LEFT", "INNER", "CROSS", "NATURAL",
                                        "RIGHT", "FULL", ",",     "ON",    "USING"};
    if (from >= to || !tokens_is_name(tokens, from))
        return false;
    clauses->from = tokens_text(tokens, from, to);
    clauses->view = tokens_name(tokens, from);
    clauses->alias = clauses->view;
    size_t next = from + 1;
    if (next < to && tokens_is(tokens, next, "AS"))
        next++;
    bool joined = next >= to;
    for (size_t i = 0; !joined && i < BASE_COUNT(joins); i++)
        joined = tokens_is(tokens, next, joins[i]);
    if (!joined)
        clauses->alias = tokens_name(tokens, next);
    return true;
}

/* Everything but what FROM holds. */
static void read_clauses(struct arena *arena, const struct tokens *tokens, const size_t *starts,
                         struct clauses *clauses)
{
    clauses->distinct = tokens_is(tokens, 1, "DISTINCT");
    size_t first = clauses->distinct || tokens_is(tokens, 1, "ALL") ? 2 : 1;
    read_items(arena, tokens, first, clause_end(tokens, starts, SELECT), clauses);
    clauses->tail =
        starts[FROM] < tokens->count ? tokens->text + tokens->items[starts[FROM]].start : "";
    clauses->from = clause_text(tokens, starts, FROM, 1);
    clauses->where = clause_text(tokens, starts, WHERE, 1);
    clauses->having = clause_text(tokens, starts, HAVING, 1);
    clauses->order = clause_text(tokens, starts, ORDER, 2);
    if (starts[GROUP] < tokens->count)
        read_groups(arena, tokens, starts[GROUP] + 2, clause_end(tokens, starts, GROUP), clauses);
    clauses->limited = starts[LIMIT] < tokens->count;
    for (size_t i = starts[LIMIT]; i < tokens->count; i++)
        clauses->offset |= tokens_is(tokens, i, "OFFSET") || tokens_is(tokens, i, ",");
}

bool clauses_of(struct arena *arena, const char *sql, struct clauses *ret_clauses)
{
    struct tokens tokens = tokens_read(arena, sql);
    size_t starts[CLAUSE_COUNT];
    if (!tokens_is(&tokens, 0, "SELECT"))
        return false;
    find_clauses(&tokens, starts);
    *ret_clauses = (struct clauses){0};
    read_clauses(arena, &tokens, starts, ret_clauses);
    return true;
}

bool clauses_cut(struct arena *arena, const char *sql, struct clauses *ret_clauses,
                 const char **ret_reason)
{
    struct tokens tokens = tokens_read(arena, sql);
    size_t starts[CLAUSE_COUNT];
    *ret_reason = not_simple(&tokens);
    if (*ret_reason)
        return false;
    find_clauses(&tokens, starts);
    struct clauses clauses = {0};
    if (starts[FROM] == tokens.count ||
        !read_from(&tokens, starts[FROM] + 1, clause_end(&tokens, starts, FROM), &clauses)) {
        *ret_reason = "SQL 不是直接从记录的视图里取数";
        return false;
    }
    read_clauses(arena, &tokens, starts, &clauses);
    *ret_clauses = clauses;
    return true;
}

/* ---- aggregates ---- */

static const char *const aggregates[] = {"count", "sum", "avg", "min", "max", "group_concat"};

/* The token after the bracket that closes the one at `open`. */
static size_t after_bracket(const struct tokens *tokens, size_t open)
{
    size_t at = open + 1;
    while (at < tokens->count && tokens->items[at].depth > tokens->items[open].depth)
        at++;
    return at + 1;
}

/* The name of the aggregate called at `at`, or NULL; min and max of two values are none. */
static const char *aggregate_at(const struct tokens *tokens, size_t at)
{
    if (at + 1 >= tokens->count || !tokens_is(tokens, at + 1, "("))
        return NULL;
    size_t end = after_bracket(tokens, at + 1);
    for (size_t i = 0; i < BASE_COUNT(aggregates); i++) {
        if (!tokens_is(tokens, at, aggregates[i]))
            continue;
        bool several = false;
        for (size_t j = at + 2; j + 1 < end; j++)
            several |=
                tokens->items[j].depth == tokens->items[at].depth + 1 && tokens_is(tokens, j, ",");
        return several && aggregates[i][0] == 'm' ? NULL : aggregates[i];
    }
    return NULL;
}

/* Reads the call at *at and moves behind it and its FILTER. */
static struct clauses_count read_count(const struct tokens *tokens, size_t *at)
{
    struct clauses_count count = {.function = aggregate_at(tokens, *at), .filter = ""};
    size_t open = *at + 1, end = after_bracket(tokens, open), from = open + 1;
    count.distinct = tokens_is(tokens, from, "DISTINCT");
    count.argument = tokens_text(tokens, from + count.distinct, end - 1);
    if (end + 1 < tokens->count && tokens_is(tokens, end, "FILTER")) {
        size_t close = after_bracket(tokens, end + 1);
        count.filter = tokens_text(tokens, end + 3, close - 1); /* FILTER ( WHERE … ) */
        end = close;
    }
    *at = end;
    return count;
}

/* A number, a text in quotes or NULL: what stands in for nothing. */
static bool is_constant(const struct tokens *tokens, size_t from, size_t to)
{
    if (to == from + 2 && tokens_is(tokens, from, "-"))
        from++;
    return to == from + 1 && (tokens_is(tokens, from, "NULL") || tokens_is_constant(tokens, from));
}

static bool opens_query(const struct tokens *tokens, size_t index)
{
    return tokens_is(tokens, index, "(") &&
           (tokens_is(tokens, index + 1, "SELECT") || tokens_is(tokens, index + 1, "WITH"));
}

/* Inside coalesce(…, 0), nullif(…, 0) and brackets; false when there is none. */
static bool peel_call(const struct tokens *tokens, size_t *from, size_t *to)
{
    static const char *const calls[] = {"coalesce", "nullif"};
    size_t open = *from;
    bool known = tokens_is(tokens, open, "(") && !opens_query(tokens, open);
    for (size_t i = 0; !known && i < BASE_COUNT(calls); i++)
        known = tokens_is(tokens, open, calls[i]) && tokens_is(tokens, open + 1, "(");
    open += !tokens_is(tokens, open, "(");
    if (!known || after_bracket(tokens, open) != *to)
        return false;
    struct list list = {tokens, open + 1, *to - 1};
    size_t first, first_end, other, other_end;
    if (!list_next(&list, &first, &first_end))
        return false;
    while (list_next(&list, &other, &other_end)) {
        if (!is_constant(tokens, other, other_end))
            return false;
    }
    *from = first;
    *to = first_end;
    return true;
}

/* Inside CASE WHEN … THEN it [ELSE constant] END. */
static bool peel_case(const struct tokens *tokens, size_t *from, size_t *to)
{
    if (!tokens_is(tokens, *from, "CASE") || !tokens_is(tokens, *to - 1, "END"))
        return false;
    size_t then = *to, otherwise = *to - 1, whens = 0;
    for (size_t i = *from + 1; i < *to - 1; i++) {
        whens += tokens_is(tokens, i, "WHEN") || tokens_is(tokens, i, "CASE");
        then = tokens_is(tokens, i, "THEN") ? i : then;
        otherwise = tokens_is(tokens, i, "ELSE") ? i : otherwise;
    }
    bool constant = otherwise == *to - 1 || is_constant(tokens, otherwise + 1, *to - 1);
    if (whens != 1 || then >= otherwise || !constant)
        return false;
    *from = then + 1;
    *to = otherwise;
    return true;
}

bool clauses_counts(struct arena *arena, const char *expr, const struct clauses_count **ret_counts,
                    size_t *ret_count, bool *ret_whole, const char **ret_reason)
{
    struct tokens tokens = tokens_read(arena, expr);
    size_t from = 0, to = tokens.count, count = 0, capacity = 0;
    while (from < to && (peel_call(&tokens, &from, &to) || peel_case(&tokens, &from, &to)))
        continue;
    struct clauses_count *counts = NULL;
    bool whole = from < to && aggregate_at(&tokens, from) != NULL;
    for (size_t at = from; at < to;) {
        if (tokens_is(&tokens, at, "SELECT") || tokens_is(&tokens, at, "OVER")) {
            *ret_reason = tokens_is(&tokens, at, "OVER") ? "这一列用了窗口函数（OVER）"
                                                         : "这一列由子查询得出";
            return false;
        }
        if (!aggregate_at(&tokens, at)) {
            whole = false;
            at++;
            continue;
        }
        counts = arena_grow(arena, counts, count, &capacity, sizeof *counts);
        counts[count++] = read_count(&tokens, &at);
    }
    *ret_counts = counts;
    *ret_count = count;
    *ret_whole = whole && count == 1;
    return true;
}

const char *clauses_peeled(struct arena *arena, const char *expr)
{
    struct tokens tokens = tokens_read(arena, expr);
    size_t from = 0, to = tokens.count;
    while (from < to && (peel_call(&tokens, &from, &to) || peel_case(&tokens, &from, &to)))
        continue;
    return tokens_text(&tokens, from, to);
}

/* ---- subqueries ---- */

bool clauses_aggregate(struct arena *arena, const char *expr)
{
    struct tokens tokens = tokens_read(arena, expr);
    for (size_t at = 0; at < tokens.count;) {
        if (aggregate_at(&tokens, at)) {
            size_t end = after_bracket(&tokens, at + 1);
            if (tokens_is(&tokens, end, "FILTER"))
                end = after_bracket(&tokens, end + 1);
            if (!tokens_is(&tokens, end, "OVER"))
                return true;
        }
        at = opens_query(&tokens, at) ? after_bracket(&tokens, at) : at + 1;
    }
    return false;
}

const char *clauses_subqueries(struct arena *arena, const char *expr,
                               const char *const **ret_queries, size_t *ret_count)
{
    struct tokens tokens = tokens_read(arena, expr);
    const char **queries = NULL;
    size_t count = 0, capacity = 0, kept = 0;
    struct buf rest = {0};
    for (size_t at = 0; at < tokens.count;) {
        bool decides =
            at > 0 && (tokens_is(&tokens, at - 1, "IN") || tokens_is(&tokens, at - 1, "EXISTS"));
        if (aggregate_at(&tokens, at)) {
            read_count(&tokens, &at);
        } else if (opens_query(&tokens, at) && !decides) {
            size_t end = after_bracket(&tokens, at);
            queries = arena_grow(arena, queries, count, &capacity, sizeof *queries);
            queries[count++] = tokens_text(&tokens, at + 1, end - 1);
            buf_printf(&rest, "%s NULL ", tokens_text(&tokens, kept, at));
            at = kept = end;
        } else {
            at++;
        }
    }
    buf_puts(&rest, tokens_text(&tokens, kept, tokens.count));
    const char *text = rest.data ? buf_copy(&rest, arena) : "";
    buf_done(&rest);
    *ret_queries = queries;
    *ret_count = count;
    return text;
}

bool clauses_mention(struct arena *arena, const char *text, const char *name)
{
    struct tokens tokens = tokens_read(arena, text);
    bool found = false;
    for (size_t i = 0; i < tokens.count && !found; i++)
        found = tokens_is_name(&tokens, i) && strcmp(tokens_name(&tokens, i), name) == 0;
    return found;
}

bool clauses_keyword(struct arena *arena, const char *text, const char *word)
{
    struct tokens tokens = tokens_read(arena, text);
    bool found = false;
    for (size_t i = 0; i < tokens.count && !found; i++)
        found = tokens_is(&tokens, i, word);
    return found;
}

/* In FROM a, b a comma stands before a table; anywhere else before something else. */
static bool is_in_from(const struct tokens *tokens, size_t index)
{
    static const char *const others[] = {"SELECT", "WHERE", "GROUP",  "HAVING", "ORDER",
                                         "LIMIT",  "ON",    "VALUES", "USING"};
    int depth = tokens->items[index].depth;
    for (size_t i = index; i > 0 && tokens->items[i - 1].depth >= depth; i--) {
        if (tokens->items[i - 1].depth > depth)
            continue;
        if (tokens_is(tokens, i - 1, "FROM") || tokens_is(tokens, i - 1, "JOIN"))
            return true;
        for (size_t o = 0; o < BASE_COUNT(others); o++)
            if (tokens_is(tokens, i - 1, others[o]))
                return false;
    }
    return false;
}

bool clauses_read(struct arena *arena, const char *text, const char *table)
{
    struct tokens tokens = tokens_read(arena, text);
    bool found = false;
    for (size_t i = 1; i < tokens.count && !found; i++) {
        if (!tokens_is_name(&tokens, i) || strcmp(tokens_name(&tokens, i), table) != 0)
            continue;
        found = tokens_is(&tokens, i - 1, "FROM") || tokens_is(&tokens, i - 1, "JOIN") ||
                (tokens_is(&tokens, i - 1, ",") && is_in_from(&tokens, i - 1));
    }
    return found;
}

/* ---- WITH ---- */

/* A name as SQLite takes one: x, "x", 'x', [x], `x`. */
static bool is_called(const struct tokens *tokens, size_t index, const char *name)
{
    const struct token *token = &tokens->items[index];
    const char *start = tokens->text + token->start;
    size_t length = token->end - token->start, wanted = strlen(name);
    if (length == wanted + 2 && strchr("\"'`[", start[0]))
        start++;
    else if (length != wanted)
        return false;
    return strncmp(start, name, wanted) == 0;
}

bool clauses_with(const struct tokens *tokens, const char *name)
{
    for (size_t i = 0; i < tokens->count; i++) {
        if (!is_called(tokens, i, name))
            continue;
        size_t at = i + 1;
        if (tokens_is(tokens, at, "(")) { /* its columns */
            int depth = tokens->items[at].depth;
            for (at++; at < tokens->count && tokens->items[at].depth > depth; at++)
                continue;
            at++;
        }
        if (!tokens_is(tokens, at, "AS"))
            continue;
        at++;
        at += tokens_is(tokens, at, "NOT");
        at += tokens_is(tokens, at, "MATERIALIZED");
        if (tokens_is(tokens, at, "("))
            return true;
    }
    return false;
}
