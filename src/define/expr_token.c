#include "expr_token.h"

#include <string.h>

#include "define_diags.h"

void expr_fault(struct expr_reader *expr, const struct diag_kind *kind, size_t from, size_t to,
                const char *const *args)
{
    if (expr->faulty)
        return;
    expr->faulty = true;
    struct place place = excerpt_place(&expr->excerpt, from, to);
    diag_add(expr->reader->diags, kind, &place, args);
}

uint32_t expr_peek(const struct expr_reader *expr, size_t at)
{
    uint32_t codepoint = 0;
    if (at < expr->excerpt.length)
        source_peek(expr->excerpt.text, expr->excerpt.length, at, &codepoint);
    return codepoint;
}

size_t expr_step(const struct expr_reader *expr, size_t at)
{
    uint32_t codepoint;
    return at + source_peek(expr->excerpt.text, expr->excerpt.length, at, &codepoint);
}

const char *expr_between(struct expr_reader *expr, size_t from, size_t to)
{
    return arena_strndup(expr->reader->arena, expr->excerpt.text + from, to - from);
}

/* A text up to its closing quote; the quote itself is written twice within. */
static struct token read_quoted(struct expr_reader *expr, size_t from, char quote)
{
    struct buf text = {0};
    size_t at = expr_step(expr, from);
    bool closed = false;
    while (at < expr->excerpt.length && !closed) {
        if (expr->excerpt.text[at] != quote) {
            buf_putc(&text, expr->excerpt.text[at++]);
        } else if (at + 1 < expr->excerpt.length && expr->excerpt.text[at + 1] == quote) {
            buf_putc(&text, quote);
            at += 2;
        } else {
            closed = true;
            at++;
        }
    }
    struct token token = {quote == '"' ? TOKEN_QUOTED : TOKEN_LITERAL, from, at, NULL};
    if (!closed) {
        token.kind = TOKEN_BAD;
        const char *mark = quote == '"' ? "双引号" : "单引号";
        expr_fault(expr, &DEF072, from, at, DIAG_ARGS(quote == '"' ? "名称" : "文字", mark));
    }
    token.text = quote == '"' ? buf_copy(&text, expr->reader->arena) : expr_between(expr, from, at);
    buf_done(&text);
    return token;
}

static struct token read_number(struct expr_reader *expr, size_t from)
{
    struct buf text = {0};
    size_t at = from;
    int points = 0;
    for (uint32_t c = expr_peek(expr, at); (c >= '0' && c <= '9') || c == '.';
         c = expr_peek(expr, at)) {
        points += c == '.';
        buf_putc(&text, (char)c);
        at = expr_step(expr, at);
    }
    struct token token = {TOKEN_LITERAL, from, at, buf_copy(&text, expr->reader->arena)};
    buf_done(&text);
    bool glued = source_is_name(expr_peek(expr, at)) || points > 1;
    if (glued) {
        while (source_is_name(expr_peek(expr, at)))
            at = expr_step(expr, at);
        token.kind = TOKEN_BAD;
        token.to = at;
        expr_fault(expr, &DEF071, from, at, DIAG_ARGS(expr_between(expr, from, at)));
        diag_hint(expr->reader->diags, "数字和名称之间要有运算符；名称不能以数字开头");
    }
    return token;
}

/* Signs of one and two characters, and what people type for them. */
static struct token read_operator(struct expr_reader *expr, size_t from)
{
    static const struct {
        uint32_t first, second;
        const char *sql;
    } signs[] = {
        {'=', '=', "="},   {'<', '=', "<="},  {'>', '=', ">="}, {'<', '>', "<>"}, {'!', '=', "<>"},
        {'|', '|', "||"},  {'=', 0, "="},     {'<', 0, "<"},    {'>', 0, ">"},    {'+', 0, "+"},
        {'-', 0, "-"},     {'*', 0, "*"},     {'/', 0, "/"},    {'%', 0, "%"},    {0x2265, 0, ">="},
        {0x2264, 0, "<="}, {0x2260, 0, "<>"}, {0xD7, 0, "*"},   {0xF7, 0, "/"},   {0x2212, 0, "-"},
    };
    uint32_t first = expr_peek(expr, from);
    size_t next = expr_step(expr, from);
    uint32_t second = expr_peek(expr, next);
    for (size_t i = 0; i < BASE_COUNT(signs); i++) {
        if (signs[i].first != first || (signs[i].second && signs[i].second != second))
            continue;
        size_t to = signs[i].second ? expr_step(expr, next) : next;
        return (struct token){TOKEN_OPERATOR, from, to, signs[i].sql};
    }
    return (struct token){TOKEN_BAD, from, next, expr_between(expr, from, next)};
}

/* After the ’ or ” that closes a Chinese quotation, so that its words are not taken for names. */
static size_t quote_end(const struct expr_reader *expr, size_t at, uint32_t open)
{
    uint32_t c = 0;
    for (size_t to = at; to < expr->excerpt.length;) {
        c = expr_peek(expr, to);
        to = expr_step(expr, to);
        if (c == open + 1)
            return to;
    }
    return at;
}

static struct token read_forbidden(struct expr_reader *expr, size_t from)
{
    uint32_t c = expr_peek(expr, from), d = expr_peek(expr, expr_step(expr, from));
    struct token token = {TOKEN_BAD, from, expr_step(expr, from), ""};
    if (c == ';') {
        expr_fault(expr, &DEF073, from, token.to, DIAG_ARGS("分号"));
    } else if ((c == '-' && d == '-') || (c == '/' && d == '*')) {
        expr_fault(expr, &DEF073, from, expr_step(expr, token.to), DIAG_ARGS("注释"));
        token.to = expr->excerpt.length;
    } else if (c == ':') {
        expr_fault(expr, &DEF073, from, token.to, DIAG_ARGS("冒号"));
        diag_hint(expr->reader->diags, "条件和算式里直接写参数名，:名称 只用在 SQL 里");
    } else {
        expr_fault(expr, &DEF071, from, token.to, DIAG_ARGS(expr_between(expr, from, token.to)));
        if (c >= 0x2018 && c <= 0x201D) {
            diag_hint(expr->reader->diags, "文字要放在英文单引号里，如 '调解成功'");
            token.to = quote_end(expr, token.to, c);
        }
    }
    return token;
}

static bool is_forbidden(const struct expr_reader *expr, size_t at)
{
    uint32_t c = expr_peek(expr, at), d = expr_peek(expr, expr_step(expr, at));
    return c == ';' || c == ':' || (c == '-' && d == '-') || (c == '/' && d == '*');
}

struct token expr_next(struct expr_reader *expr)
{
    uint32_t c = expr_peek(expr, expr->at);
    while (expr->at < expr->excerpt.length &&
           (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0)) {
        expr->at = expr_step(expr, expr->at);
        c = expr_peek(expr, expr->at);
    }
    size_t from = expr->at;
    if (from >= expr->excerpt.length)
        return (struct token){TOKEN_END, from, from, ""};
    struct token token = {TOKEN_BAD, from, expr_step(expr, from), ""};
    if (c >= '0' && c <= '9') {
        token = read_number(expr, from);
    } else if (expr->excerpt.text[from] == '\'' || expr->excerpt.text[from] == '"') {
        token = read_quoted(expr, from, (char)c);
    } else if (c == '(' || c == ')' || c == ',') {
        token.kind = c == '(' ? TOKEN_OPEN : c == ')' ? TOKEN_CLOSE : TOKEN_COMMA;
        token.text = c == '(' ? "(" : c == ')' ? ")" : ",";
    } else if (source_is_name(c)) {
        while (source_is_name(expr_peek(expr, token.to)))
            token.to = expr_step(expr, token.to);
        token.kind = TOKEN_WORD;
        token.text = text_halfwidth(expr->reader->arena, expr_between(expr, from, token.to));
    } else if (!is_forbidden(expr, from)) {
        token = read_operator(expr, from);
    }
    if (token.kind == TOKEN_BAD)
        token = expr->faulty ? token : read_forbidden(expr, from);
    expr->at = token.to;
    return token;
}
