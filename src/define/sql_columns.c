/* The columns of a query, as its text names them: what can be known without the database. */
#include <string.h>
#include <strings.h>

#include "sql.h"

struct columns {
    struct arena *arena;
    const char *text;
    size_t length, at;
    size_t depth;     /* of brackets */
    const char *last; /* the token read last, NULL at the start of a column */
    bool named;       /* the last token is a name */
    bool behind_as, behind_dot, behind_bracket, alone; /* what stands before it */
    const char **names;
    size_t count, capacity;
};

static size_t skip_quoted(const struct columns *columns, size_t at)
{
    char mark = columns->text[at++];
    while (at < columns->length) {
        if (columns->text[at] != mark)
            at++;
        else if (at + 1 < columns->length && columns->text[at + 1] == mark)
            at += 2;
        else
            return at + 1;
    }
    return columns->length;
}

static size_t skip_comment(const struct columns *columns, size_t at)
{
    bool block = columns->text[at] == '/';
    const char *close = block ? "*/" : "\n";
    const char *end =
        memmem(columns->text + at + 2, columns->length - at - 2, close, strlen(close));
    return end ? (size_t)(end - columns->text) + strlen(close) : columns->length;
}

static bool is_comment(const struct columns *columns, size_t at)
{
    bool two = at + 1 < columns->length;
    return two &&
           (memcmp(columns->text + at, "--", 2) == 0 || memcmp(columns->text + at, "/*", 2) == 0);
}

static size_t name_end(const struct columns *columns, size_t at)
{
    while (at < columns->length) {
        uint32_t codepoint = 0;
        size_t bytes = source_peek(columns->text, columns->length, at, &codepoint);
        if (!source_is_name(codepoint))
            break;
        at += bytes;
    }
    return at;
}

/* The next token, or NULL at the end; *ret_name tells whether it can be a name. */
static const char *next_token(struct columns *columns, bool *ret_name)
{
    while (columns->at < columns->length) {
        bool blank = strchr(" \t\r\n", columns->text[columns->at]) != NULL;
        if (!blank && !is_comment(columns, columns->at))
            break;
        columns->at = blank ? columns->at + 1 : skip_comment(columns, columns->at);
    }
    size_t from = columns->at;
    if (from >= columns->length)
        return NULL;
    char c = columns->text[from];
    bool quoted = c == '"' || c == '\'';
    size_t to = quoted ? skip_quoted(columns, from) : name_end(columns, from);
    *ret_name = c != '\'' && to > from && !(c >= '0' && c <= '9');
    if (to == from)
        to = from + 1;
    columns->at = to;
    bool strip = c == '"' && to - from >= 2;
    return arena_strndup(columns->arena, columns->text + from + strip, to - from - 2 * strip);
}

static bool is_word(const char *token, const char *const *words)
{
    while (*words && strcasecmp(*words, token) != 0)
        words++;
    return *words != NULL;
}

static bool ends_list(const char *token)
{
    static const char *const words[] = {"FROM",   "WHERE", "GROUP",  "HAVING",    "ORDER", "LIMIT",
                                        "WINDOW", "UNION", "EXCEPT", "INTERSECT", NULL};
    return is_word(token, words);
}

/* Words that end an expression: no column's name, unless behind AS. */
static bool ends_expression(const char *token)
{
    static const char *const words[] = {"END", "NULL", "TRUE", "FALSE", NULL};
    return is_word(token, words);
}

/* A column has ended. False if its text does not tell its name and it may be several: a.* */
static bool end_column(struct columns *columns)
{
    const char *last = columns->last;
    bool several = last && strcmp(last, "*") == 0 && (columns->alone || columns->behind_dot);
    bool name = last && columns->named &&
                (columns->behind_as ||
                 ((columns->alone || columns->behind_dot || columns->behind_bracket) &&
                  !ends_expression(last)));
    if (name) {
        columns->names = arena_grow(columns->arena, columns->names, columns->count,
                                    &columns->capacity, sizeof *columns->names);
        columns->names[columns->count++] = last;
    }
    columns->last = NULL;
    return !several;
}

static void take_token(struct columns *columns, const char *token, bool named)
{
    const char *before = columns->last;
    columns->alone = !before;
    columns->behind_as = before && strcasecmp(before, "AS") == 0;
    columns->behind_dot = before && strcmp(before, ".") == 0;
    columns->behind_bracket = before && strcmp(before, ")") == 0;
    columns->depth += strcmp(token, "(") == 0;
    columns->depth -= strcmp(token, ")") == 0 && columns->depth > 0;
    columns->last = token;
    columns->named = named;
}

/* Moves behind the first SELECT that stands in no brackets. */
static void find_list(struct columns *columns)
{
    bool named = false;
    const char *token;
    while ((token = next_token(columns, &named)) != NULL) {
        if (columns->depth == 0 && strcasecmp(token, "SELECT") == 0)
            break;
        take_token(columns, token, named);
    }
    columns->last = NULL;
}

bool sql_columns(struct arena *arena, const char *sql, const char *const **ret_names,
                 size_t *ret_count)
{
    static const char *const openers[] = {"DISTINCT", "ALL", NULL};
    struct columns columns = {.arena = arena, .text = sql, .length = strlen(sql)};
    bool whole = true, named = false;
    find_list(&columns);
    const char *token;
    while ((token = next_token(&columns, &named)) != NULL) {
        bool outside = columns.depth == 0;
        if (outside && named && ends_list(token))
            break;
        if (outside && strcmp(token, ",") == 0)
            whole = end_column(&columns) && whole;
        else if (columns.last || !is_word(token, openers))
            take_token(&columns, token, named);
    }
    whole = end_column(&columns) && whole;
    *ret_names = columns.names;
    *ret_count = columns.count;
    return whole;
}
