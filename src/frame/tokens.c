#include "tokens.h"

#include <string.h>
#include <strings.h>

#include <huibao/base.h>

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == ':' || (unsigned char)c >= 0x80;
}

/* Behind the quoted text at `at`; a doubled quote is part of it, but not within [ ]. */
static size_t after_quoted(const char *text, size_t at)
{
    char quote = text[at++];
    if (quote == '[') {
        at += strcspn(text + at, "]");
        return text[at] ? at + 1 : at;
    }
    while (text[at] && (text[at] != quote || text[at + 1] == quote))
        at += text[at] == quote ? 2 : 1;
    return text[at] ? at + 1 : at;
}

/* Behind a comment at `at`, or `at`. */
static size_t after_comment(const char *text, size_t at)
{
    const char *end = NULL;
    if (strncmp(text + at, "--", 2) == 0)
        return at + strcspn(text + at, "\n");
    if (strncmp(text + at, "/*", 2) == 0) {
        end = strstr(text + at + 2, "*/");
        return end ? (size_t)(end - text) + 2 : strlen(text);
    }
    return at;
}

/* What SQLite passes over between words: blanks, comments, a byte order mark, the first semicolons. */
static size_t after_gap(const char *text, size_t at)
{
    static const char mark[] = "\xef\xbb\xbf";
    if (strncmp(text + at, mark, strlen(mark)) == 0)
        return at + strlen(mark);
    return strchr(" \t\r\n\f;", text[at]) ? at + 1 : after_comment(text, at);
}

static size_t after_token(const char *text, size_t at)
{
    if (strchr("'\"`[", text[at]))
        return after_quoted(text, at);
    size_t end = at;
    while (is_word_byte(text[end]))
        end++;
    if (end > at && text[at] >= '0' && text[at] <= '9' && text[end] == '.') /* 100.0 */
        for (end++; is_word_byte(text[end]);)
            end++;
    return end > at ? end : at + 1;
}

struct tokens tokens_read(struct arena *arena, const char *sql)
{
    struct tokens tokens = {.arena = arena, .text = sql};
    size_t at = 0, capacity = 0;
    int depth = 0;
    while (sql[at] && !(sql[at] == ';' && tokens.count)) {
        size_t gap = after_gap(sql, at);
        if (gap > at) {
            at = gap;
            continue;
        }
        depth -= sql[at] == ')';
        tokens.items =
            arena_grow(arena, tokens.items, tokens.count, &capacity, sizeof *tokens.items);
        tokens.items[tokens.count++] = (struct token){at, after_token(sql, at), depth};
        depth += sql[at] == '(';
        at = after_token(sql, at);
    }
    return tokens;
}

bool tokens_is(const struct tokens *tokens, size_t index, const char *word)
{
    if (index >= tokens->count)
        return false;
    const struct token *token = &tokens->items[index];
    size_t length = strlen(word);
    return token->end - token->start == length &&
           strncasecmp(tokens->text + token->start, word, length) == 0;
}

bool tokens_is_name(const struct tokens *tokens, size_t index)
{
    if (index >= tokens->count)
        return false;
    char first = tokens->text[tokens->items[index].start];
    return first == '"' || first == '`' || first == '[' ||
           (is_word_byte(first) && first != ':' && !(first >= '0' && first <= '9'));
}

bool tokens_is_constant(const struct tokens *tokens, size_t index)
{
    char first = index < tokens->count ? tokens->text[tokens->items[index].start] : '\0';
    return first == '\'' || (first >= '0' && first <= '9');
}

const char *tokens_name(const struct tokens *tokens, size_t index)
{
    const struct token *token = &tokens->items[index];
    const char *start = tokens->text + token->start;
    size_t length = token->end - token->start;
    bool quoted = length >= 2 && strchr("\"`[", start[0]);
    return arena_strndup(tokens->arena, start + quoted, length - (quoted ? 2 : 0));
}

/* Tokens apart in the text stay so by one space; lines are joined. */
const char *tokens_text(const struct tokens *tokens, size_t from, size_t to)
{
    struct buf text = {0};
    for (size_t i = from; i < to && i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        if (i > from && token->start > tokens->items[i - 1].end)
            buf_putc(&text, ' ');
        buf_append(&text, tokens->text + token->start, token->end - token->start);
    }
    const char *copy = text.data ? buf_copy(&text, tokens->arena) : "";
    buf_done(&text);
    return copy;
}
