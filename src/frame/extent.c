#include "extent.h"

#include <string.h>
#include <strings.h>

#include <huibao/base.h>

#include "selects.h"
#include "tokens.h"

enum { MOST_DEPTH = 100 };

struct table { /* of a WITH, wherever in the statement */
    const char *name;
    size_t from, to; /* the words within its brackets */
    size_t words;    /* that it comes to */
    enum { UNSEEN, AT_WORK, DONE } state;
};

struct measuring {
    struct tokens tokens;
    struct table *tables; /* in the order of their words */
    size_t count, capacity;
    bool *uses; /* words that stand where a table is named */
    size_t most;
    int depth; /* of tables that use tables */
    const char *widest;
};

/* ---- the WITH tables ---- */

/* SQLite takes 'name' for a name as well. */
static const char *name_at(const struct measuring *measuring, size_t at)
{
    const struct token *token = &measuring->tokens.items[at];
    const char *start = measuring->tokens.text + token->start;
    size_t length = token->end - token->start;
    bool quoted = start[0] == '\'' && length >= 2;
    return quoted ? arena_strndup(measuring->tokens.arena, start + 1, length - 2)
                  : tokens_name(&measuring->tokens, at);
}

/* The bracket that opens the body of a table whose name stands at a word; 0: it is none. */
static size_t body_at(const struct tokens *tokens, size_t name)
{
    bool listed = tokens_is(tokens, name - 1, "WITH") || tokens_is(tokens, name - 1, "RECURSIVE") ||
                  tokens_is(tokens, name - 1, ",");
    size_t at = name + 1;
    if (!listed)
        return 0;
    if (tokens_is(tokens, at, "(")) /* its columns */
        at = selects_after_bracket(tokens, at);
    if (!tokens_is(tokens, at, "AS"))
        return 0;
    at++;
    at += tokens_is(tokens, at, "NOT");
    at += tokens_is(tokens, at, "MATERIALIZED");
    return tokens_is(tokens, at, "(") ? at : 0;
}

static void find_tables(struct measuring *measuring)
{
    for (size_t i = 1; i < measuring->tokens.count; i++) {
        size_t open = body_at(&measuring->tokens, i);
        if (!open)
            continue;
        measuring->tables = arena_grow(measuring->tokens.arena, measuring->tables, measuring->count,
                                       &measuring->capacity, sizeof *measuring->tables);
        measuring->tables[measuring->count++] =
            (struct table){.name = name_at(measuring, i),
                           .from = open + 1,
                           .to = selects_after_bracket(&measuring->tokens, open)};
    }
}

/* ---- what uses them ---- */

/* Whether the list that a word begins or goes on is one of tables; `before` of one that does neither. */
static bool lists_tables(const struct tokens *tokens, size_t at, bool before)
{
    static const char *const others[] = {"SELECT", "WHERE", "BY", "HAVING", "VALUES", "LIMIT"};
    if (tokens_is(tokens, at, "FROM") || tokens_is(tokens, at, "JOIN"))
        return true;
    for (size_t i = 0; i < BASE_COUNT(others) && before; i++)
        before = !tokens_is(tokens, at, others[i]);
    return before;
}

/* FROM t, JOIN t, FROM a, t, FROM (t JOIN a, b), x IN t */
static void find_uses(struct measuring *measuring)
{
    const struct tokens *tokens = &measuring->tokens;
    int deepest = 0;
    for (size_t i = 0; i < tokens->count; i++)
        deepest = tokens->items[i].depth > deepest ? tokens->items[i].depth : deepest;
    bool *listing = arena_array(tokens->arena, (size_t)deepest + 2, sizeof *listing);
    measuring->uses = arena_array(tokens->arena, tokens->count + 1, sizeof *measuring->uses);
    for (size_t i = 0; i < tokens->count; i++) {
        size_t depth = tokens->items[i].depth > 0 ? (size_t)tokens->items[i].depth : 0;
        bool first = i > 0 && (tokens_is(tokens, i - 1, "FROM") ||
                               tokens_is(tokens, i - 1, "JOIN") || tokens_is(tokens, i - 1, "IN"));
        bool next = i > 0 && (tokens_is(tokens, i - 1, ",") || tokens_is(tokens, i - 1, "("));
        measuring->uses[i] = first || (next && listing[depth]);
        listing[depth] = lists_tables(tokens, i, listing[depth]);
        if (tokens_is(tokens, i, "("))
            listing[depth + 1] = measuring->uses[i];
    }
}

/* ---- the words ---- */

static size_t sum(const struct measuring *measuring, size_t a, size_t b)
{
    return a + b > measuring->most ? measuring->most + 1 : a + b;
}

static size_t measure(struct measuring *measuring, size_t from, size_t to);

/* A table that uses itself is run through, not taken apart again. */
static size_t measure_table(struct measuring *measuring, struct table *table)
{
    if (table->state == AT_WORK)
        return 0;
    if (table->state == UNSEEN) {
        table->state = AT_WORK;
        measuring->depth++;
        table->words = measuring->depth > MOST_DEPTH ? measuring->most + 1
                                                     : measure(measuring, table->from, table->to);
        measuring->depth--;
        table->state = DONE;
        if (table->words > measuring->most && !measuring->widest)
            measuring->widest = table->name;
    }
    return table->words;
}

/* Of several tables of the name the one that is most: which is meant depends on where it stands. */
static size_t measure_name(struct measuring *measuring, size_t at)
{
    size_t most = 0;
    const char *name = name_at(measuring, at);
    for (size_t t = 0; t < measuring->count; t++) {
        if (strcasecmp(measuring->tables[t].name, name) != 0)
            continue;
        size_t words = measure_table(measuring, &measuring->tables[t]);
        most = words > most ? words : most;
    }
    return most;
}

/* The bodies of tables count where they are used. */
static size_t measure(struct measuring *measuring, size_t from, size_t to)
{
    const struct tokens *tokens = &measuring->tokens;
    size_t words = 0, table = 0;
    while (table < measuring->count && measuring->tables[table].from <= from)
        table++;
    for (size_t i = from; i < to && i < tokens->count && words <= measuring->most; i++) {
        while (table < measuring->count && measuring->tables[table].from < i)
            table++;
        words = sum(measuring, words, 1);
        if (table < measuring->count && measuring->tables[table].from == i)
            i = measuring->tables[table].to - 1;
        else if (measuring->uses[i])
            words = sum(measuring, words, measure_name(measuring, i));
    }
    return words;
}

struct extent extent_of(struct arena *arena, const char *sql)
{
    struct measuring measuring = {.tokens = tokens_read(arena, sql)};
    struct extent extent = {.own = measuring.tokens.count};
    measuring.most = extent.own + EXTENT_MOST;
    find_tables(&measuring);
    find_uses(&measuring);
    extent.words = measure(&measuring, 0, measuring.tokens.count);
    extent.table = measuring.widest ? measuring.widest : "";
    return extent;
}
