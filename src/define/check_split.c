/*
 * A rule as a comparison: 受理 = 成功 + 不成 becomes its relation, two sides and their terms. Only what
 * stands outside all brackets is looked at, in the normalised text that expr_read has made.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <huibao/define_check.h>

#include "check.h"

/* Words that make an expression more than one comparison, or its parts no sums. */
static bool is_joining(const char *word, size_t length)
{
    static const char *const words[] = {"AND", "OR",   "NOT",  "BETWEEN", "IN",
                                        "IS",  "LIKE", "CASE", "TRUE",    "FALSE"};
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (strlen(words[i]) == length && strncasecmp(words[i], word, length) == 0)
            return true;
    }
    return false;
}

/* Bytes of the quoted text that begins here, or 0. */
static size_t quoted_length(const char *at)
{
    if (*at != '\'' && *at != '"')
        return 0;
    const char *end = strchr(at + 1, *at);
    return end ? (size_t)(end - at) + 1 : strlen(at);
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

enum piece { PIECE_OTHER, PIECE_WORD, PIECE_OPEN, PIECE_CLOSE, PIECE_COMPARES, PIECE_SIGN };

/* The piece that begins here, and its length. */
static enum piece piece_at(const char *sql, size_t *ret_length)
{
    size_t length = quoted_length(sql);
    if (length == 0)
        while (is_word_byte(sql[length]))
            length++;
    *ret_length = length ? length : 1;
    if (length)
        return *sql == '\'' || *sql == '"' ? PIECE_OTHER : PIECE_WORD;
    if (*sql == '(')
        return PIECE_OPEN;
    if (*sql == ')')
        return PIECE_CLOSE;
    if (*sql == '+' || *sql == '-')
        return PIECE_SIGN;
    length = strspn(sql, "<>=!");
    *ret_length = length ? length : 1;
    return length ? PIECE_COMPARES : PIECE_OTHER;
}

struct comparison {
    size_t left_end, right_start;
};

/* Finds the one comparison that stands outside all brackets; false when it is not just that. */
static bool find_comparison(const char *sql, struct comparison *ret_found)
{
    int depth = 0, found = 0;
    size_t length = 0;
    for (size_t i = 0; sql[i]; i += length) {
        switch (piece_at(sql + i, &length)) {
        case PIECE_WORD:
            if (is_joining(sql + i, length))
                return false;
            break;
        case PIECE_OPEN:
            depth++;
            break;
        case PIECE_CLOSE:
            depth--;
            break;
        case PIECE_COMPARES:
            found += depth == 0;
            if (depth == 0)
                *ret_found = (struct comparison){i, i + length};
            break;
        case PIECE_SIGN:
        case PIECE_OTHER:
            break;
        }
    }
    return found == 1;
}

static enum define_relation relation_of(const char *sql, struct comparison at)
{
    static const struct {
        const char *sign;
        enum define_relation relation;
    } signs[] = {{"=", DEFINE_EQUAL},    {"==", DEFINE_EQUAL},   {"<>", DEFINE_UNEQUAL},
                 {"!=", DEFINE_UNEQUAL}, {"<", DEFINE_LESS},     {"<=", DEFINE_AT_MOST},
                 {">", DEFINE_MORE},     {">=", DEFINE_AT_LEAST}};
    size_t length = at.right_start - at.left_end;
    for (size_t i = 0; i < BASE_COUNT(signs); i++)
        if (strlen(signs[i].sign) == length &&
            strncmp(signs[i].sign, sql + at.left_end, length) == 0)
            return signs[i].relation;
    return DEFINE_NO_RELATION;
}

/* ---- terms ---- */

/* As the name stands in the text: "合计(a.b)" in quotes, 上期. before it. */
static bool spells(const char *text, const struct define_name *name)
{
    static const char *const prefixes[] = {
        [DEFINE_CURRENT] = "", [DEFINE_PREVIOUS] = "上期.", [DEFINE_LAST_YEAR] = "同期."};
    size_t skip = strlen(prefixes[name->shift]), length = strlen(name->name);
    if (strncmp(text, prefixes[name->shift], skip) != 0)
        return false;
    text += skip;
    if (*text == '"')
        return strncmp(text + 1, name->name, length) == 0 && strcmp(text + 1 + length, "\"") == 0;
    return strcmp(text, name->name) == 0;
}

static const struct define_name *sole_name(const struct define_expr *rule, const char *text)
{
    for (size_t i = 0; i < rule->name_count; i++)
        if (spells(text, &rule->names[i]))
            return &rule->names[i];
    return NULL;
}

struct terms {
    struct arena *arena;
    const struct define_expr *rule;
    struct define_term *first, **tail;
};

static void add_term(struct terms *terms, const char *sql, size_t length, bool minus)
{
    struct define_term *term = arena_alloc(terms->arena, sizeof *term);
    term->sql = text_trim(terms->arena, arena_strndup(terms->arena, sql, length));
    term->minus = minus;
    term->name = sole_name(terms->rule, term->sql);
    *terms->tail = term;
    terms->tail = &term->next;
}

/* Cuts at each + and − outside brackets that has something before it: not at a sign of a number. */
static struct define_side side_of(struct arena *arena, const struct define_expr *rule,
                                  const char *text)
{
    struct terms terms = {.arena = arena, .rule = rule, .tail = &terms.first};
    struct define_side side = {.sql = text_trim(arena, text)};
    size_t start = 0, length = 0;
    int depth = 0;
    bool minus = false, operand = false;
    for (size_t i = 0; side.sql[i]; i += length) {
        enum piece piece = piece_at(side.sql + i, &length);
        depth += piece == PIECE_OPEN ? 1 : piece == PIECE_CLOSE ? -1 : 0;
        bool first = strspn(side.sql + start, " \n") == i - start; /* the term's own sign */
        if (piece == PIECE_SIGN && depth == 0 && (operand || first)) {
            if (operand)
                add_term(&terms, side.sql + start, i - start, minus);
            minus = side.sql[i] == '-';
            start = i + length;
            operand = false;
        } else if (!strchr(" \n*/%|", side.sql[i])) {
            operand = operand || piece != PIECE_SIGN;
        } else if (side.sql[i] != ' ' && side.sql[i] != '\n') {
            operand = false;
        }
    }
    add_term(&terms, side.sql + start, strlen(side.sql) - start, minus);
    side.terms = terms.first;
    return side;
}

void check_split(struct arena *arena, struct define_check *check)
{
    const char *sql = check->rule.sql;
    struct comparison at = {0};
    if (!find_comparison(sql, &at))
        return;
    check->relation = relation_of(sql, at);
    check->left = side_of(arena, &check->rule, arena_strndup(arena, sql, at.left_end));
    check->right = side_of(arena, &check->rule, sql + at.right_start);
}
