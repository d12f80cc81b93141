#include "parts.h"

#include <string.h>
#include <strings.h>

#include <huibao/base.h>

#include "clauses.h"
#include "selects.h"
#include "tokens.h"

/* ---- WITH ---- */

/* The columns in brackets behind a table's name; moves behind them. */
static void read_columns(const struct tokens *tokens, size_t *at, struct parts_table *table)
{
    if (!tokens_is(tokens, *at, "("))
        return;
    size_t end = selects_after_bracket(tokens, *at), capacity = 0;
    const char **columns = NULL;
    for (size_t i = *at + 1; i + 1 < end; i++) {
        if (tokens_is(tokens, i, ","))
            continue;
        columns =
            arena_grow(tokens->arena, columns, table->column_count, &capacity, sizeof *columns);
        columns[table->column_count++] = tokens_name(tokens, i);
    }
    table->columns = columns;
    *at = end;
}

/* The first word behind WITH …, 0 when there is none. */
static size_t read_with(const struct tokens *tokens, struct parts *parts)
{
    if (!tokens_is(tokens, 0, "WITH"))
        return 0;
    size_t at = 1;
    at += tokens_is(tokens, at, "RECURSIVE");
    size_t first = at;
    bool more = true;
    while (more && at < tokens->count) {
        struct parts_table *table = arena_alloc(tokens->arena, sizeof *table);
        *table = (struct parts_table){.name = tokens_name(tokens, at++), .next = parts->tables};
        read_columns(tokens, &at, table);
        while (at < tokens->count && !tokens_is(tokens, at, "("))
            at++;
        size_t end = at < tokens->count ? selects_after_bracket(tokens, at) : at;
        table->body = tokens_text(tokens, at + 1, end - 1);
        parts->tables = table;
        more = tokens_is(tokens, end, ",");
        at = end + more;
    }
    parts->with = tokens_text(tokens, first, at);
    return at;
}

/* ---- UNION ---- */

static bool is_joint(const struct tokens *tokens, size_t index)
{
    return tokens->items[index].depth == 0 &&
           (tokens_is(tokens, index, "UNION") || tokens_is(tokens, index, "INTERSECT") ||
            tokens_is(tokens, index, "EXCEPT"));
}

/* The last arm ends before the ORDER BY and LIMIT of the whole. */
static size_t arms_end(const struct tokens *tokens, size_t from)
{
    size_t i = from;
    while (i < tokens->count && !(tokens->items[i].depth == 0 &&
                                  (tokens_is(tokens, i, "ORDER") || tokens_is(tokens, i, "LIMIT"))))
        i++;
    return i;
}

struct parts parts_read(struct arena *arena, const char *sql)
{
    struct tokens tokens = tokens_read(arena, sql);
    struct parts parts = {.with = ""};
    const char **arms = NULL;
    size_t capacity = 0, from = read_with(&tokens, &parts);
    parts.whole = tokens_text(&tokens, from, tokens.count);
    for (size_t i = from; i <= tokens.count; i++) {
        bool last = i == tokens.count;
        if (!last && !is_joint(&tokens, i))
            continue;
        size_t end = last && parts.arm_count ? arms_end(&tokens, from) : i;
        parts.limited |= last && parts.arm_count && end < i &&
                         clauses_keyword(arena, tokens_text(&tokens, end, i), "LIMIT");
        arms = arena_grow(arena, arms, parts.arm_count, &capacity, sizeof *arms);
        arms[parts.arm_count++] = tokens_text(&tokens, from, end);
        if (last)
            break;
        bool all = tokens_is(&tokens, i + 1, "ALL");
        bool joins = tokens_is(&tokens, i, "UNION");
        parts.kept = joins || parts.subtracts ? parts.kept : parts.arm_count;
        parts.rejoined |= joins && parts.subtracts;
        parts.subtracts |= !joins;
        parts.merges |= !all;
        from = i + 1 + all;
        i = from - 1;
    }
    parts.arms = arms;
    parts.kept = parts.subtracts ? parts.kept : parts.arm_count;
    return parts;
}

/* ---- FROM ---- */

static bool is_join_word(const struct tokens *tokens, size_t index)
{
    static const char *const words[] = {"JOIN",  "LEFT",  "INNER", "CROSS", "NATURAL",
                                        "RIGHT", "FULL",  "OUTER", ",",     "ON",
                                        "USING", "WHERE", "GROUP", "ORDER"};
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (tokens_is(tokens, index, words[i]))
            return true;
    }
    return false;
}

/* One source at a word; where it ends, or 0 when it is something else. */
static size_t read_source(const struct tokens *tokens, size_t at, struct parts_source *source)
{
    size_t end = at + 1;
    *source = (struct parts_source){.start = tokens->items[at].start, .alias = ""};
    if (tokens_is(tokens, at, "(")) {
        end = selects_after_bracket(tokens, at);
        source->query = tokens_is(tokens, at + 1, "SELECT") || tokens_is(tokens, at + 1, "WITH") ||
                        tokens_is(tokens, at + 1, "VALUES");
        if (!source->query)
            return 0;
        source->text = tokens_text(tokens, at + 1, end - 1);
    } else {
        if (!tokens_is_name(tokens, at) || tokens_is(tokens, end, "(") ||
            tokens_is(tokens, end, "."))
            return 0;
        source->text = source->alias = tokens_name(tokens, at);
    }
    end += tokens_is(tokens, end, "AS");
    if (end < tokens->count && tokens_is_name(tokens, end) && !is_join_word(tokens, end))
        source->alias = tokens_name(tokens, end++);
    source->end = tokens->items[end - 1].end;
    return end;
}

bool parts_sources(struct arena *arena, const char *from, struct parts_source **ret_sources,
                   size_t *ret_count)
{
    struct tokens tokens = tokens_read(arena, from);
    struct parts_source *sources = NULL;
    size_t count = 0, capacity = 0;
    for (size_t at = 0; at < tokens.count;) {
        sources = arena_grow(arena, sources, count, &capacity, sizeof *sources);
        at = read_source(&tokens, at, &sources[count++]);
        if (at == 0)
            return false;
        while (at < tokens.count &&
               !(tokens.items[at].depth == 0 &&
                 (tokens_is(&tokens, at, ",") || tokens_is(&tokens, at, "JOIN"))))
            at++;
        at++;
    }
    *ret_sources = sources;
    *ret_count = count;
    return true;
}

const char *parts_replaced(struct arena *arena, const char *from, const struct parts_source *source,
                           const char *query)
{
    bool named = source->alias[0] != '\0';
    return arena_printf(arena, "%.*s(%s)%s%s%s%s", (int)source->start, from, query,
                        named ? " AS \"" : "", source->alias, named ? "\"" : "",
                        from + source->end);
}

/* ---- names ---- */

size_t parts_names(struct arena *arena, const char *expr, const struct parts_name **ret_names)
{
    struct tokens tokens = tokens_read(arena, expr);
    struct parts_name *names = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < tokens.count;) {
        bool query = tokens_is(&tokens, i, "(") &&
                     (tokens_is(&tokens, i + 1, "SELECT") || tokens_is(&tokens, i + 1, "WITH"));
        if (query) {
            i = selects_after_bracket(&tokens, i);
            continue;
        }
        bool name = tokens_is_name(&tokens, i) && !tokens_is(&tokens, i + 1, "(");
        bool qualified = name && tokens_is(&tokens, i + 1, ".");
        size_t end = i + (qualified ? 3 : 1);
        if (name && end <= tokens.count) {
            names = arena_grow(arena, names, count, &capacity, sizeof *names);
            names[count++] = (struct parts_name){qualified ? tokens_name(&tokens, i) : "",
                                                 tokens_name(&tokens, end - 1), i, end};
        }
        i = end;
    }
    *ret_names = names;
    return count;
}

/* Whether a subquery has a table of this name, or calls one so. */
static bool has_table(const struct tokens *tokens, const char *name)
{
    if (clauses_read(tokens->arena, tokens->text, name))
        return true;
    for (size_t i = 1; i < tokens->count; i++) {
        bool named = tokens_is_name(tokens, i) && strcasecmp(tokens_name(tokens, i), name) == 0;
        if (named && !tokens_is(tokens, i + 1, ".") &&
            (tokens_is(tokens, i - 1, "AS") || tokens_is_name(tokens, i - 1) ||
             tokens_is(tokens, i - 1, ")")))
            return true;
    }
    return false;
}

void parts_outer_names(struct arena *arena, const char *query, struct parts_outer *outer)
{
    struct tokens tokens = tokens_read(arena, query);
    size_t capacity = 0;
    for (size_t t = 0; t < outer->table_count; t++) {
        const char *table = outer->tables[t];
        bool own = has_table(&tokens, table);
        for (size_t i = 0; !own && i + 2 < tokens.count; i++) {
            if (!tokens_is(&tokens, i + 1, ".") || !tokens_is_name(&tokens, i) ||
                strcasecmp(tokens_name(&tokens, i), table) != 0)
                continue;
            outer->names =
                arena_grow(arena, outer->names, outer->count, &capacity, sizeof *outer->names);
            outer->names[outer->count++] =
                (struct parts_name){table, tokens_name(&tokens, i + 2), i, i + 3};
        }
    }
}

const char *parts_filled(struct arena *arena, const char *query, const struct parts_outer *outer,
                         const char *const *values)
{
    struct tokens tokens = tokens_read(arena, query);
    struct buf text = {0};
    for (size_t i = 0; i < tokens.count;) {
        size_t found = 0;
        while (found < outer->count && outer->names[found].from != i)
            found++;
        bool value = found < outer->count;
        size_t end = value ? outer->names[found].to : i + 1;
        bool apart = i > 0 && tokens.items[i].start > tokens.items[i - 1].end;
        buf_printf(&text, "%s%s", apart ? " " : "",
                   value ? values[found] : tokens_text(&tokens, i, end));
        i = end;
    }
    const char *copy = text.data ? buf_copy(&text, arena) : "";
    buf_done(&text);
    return copy;
}
