#include "expr.h"

#include <string.h>
#include <strings.h>

#include <huibao/define_check.h>

#include "define_diags.h"
#include "expr_token.h"
#include "scope.h"

/* ---- words ---- */

enum word_role {
    ROLE_OPERAND,
    ROLE_BINARY,
    ROLE_NOT,
    ROLE_CASE,
    ROLE_WHEN,
    ROLE_THEN,
    ROLE_END,
    ROLE_RANGE,
    ROLE_FORBIDDEN
};

struct keyword {
    const char *text, *sql;
    enum word_role role;
};

static const struct keyword keywords[] = {
    {"AND", "AND", ROLE_BINARY},        {"OR", "OR", ROLE_BINARY},
    {"且", "AND", ROLE_BINARY},         {"或", "OR", ROLE_BINARY},
    {"NOT", "NOT", ROLE_NOT},           {"非", "NOT", ROLE_NOT},
    {"IN", "IN", ROLE_RANGE},           {"LIKE", "LIKE", ROLE_RANGE},
    {"BETWEEN", "BETWEEN", ROLE_RANGE}, {"IS", "IS", ROLE_BINARY},
    {"NULL", "NULL", ROLE_OPERAND},     {"TRUE", "TRUE", ROLE_OPERAND},
    {"FALSE", "FALSE", ROLE_OPERAND},   {"CASE", "CASE", ROLE_CASE},
    {"WHEN", "WHEN", ROLE_WHEN},        {"THEN", "THEN", ROLE_THEN},
    {"ELSE", "ELSE", ROLE_THEN},        {"END", "END", ROLE_END},
    {"SELECT", "", ROLE_FORBIDDEN},     {"FROM", "", ROLE_FORBIDDEN},
    {"WHERE", "", ROLE_FORBIDDEN},      {"WITH", "", ROLE_FORBIDDEN},
    {"EXISTS", "", ROLE_FORBIDDEN},     {"UNION", "", ROLE_FORBIDDEN},
    {"VALUES", "", ROLE_FORBIDDEN},     {"INSERT", "", ROLE_FORBIDDEN},
    {"UPDATE", "", ROLE_FORBIDDEN},     {"DELETE", "", ROLE_FORBIDDEN},
    {"DROP", "", ROLE_FORBIDDEN},       {"ATTACH", "", ROLE_FORBIDDEN},
    {"PRAGMA", "", ROLE_FORBIDDEN},     {"CAST", "", ROLE_FORBIDDEN},
    {"COLLATE", "", ROLE_FORBIDDEN},    {"GLOB", "", ROLE_FORBIDDEN},
    {"REGEXP", "", ROLE_FORBIDDEN},     {"MATCH", "", ROLE_FORBIDDEN},
    {"ESCAPE", "", ROLE_FORBIDDEN},     {"OVER", "", ROLE_FORBIDDEN},
    {"FILTER", "", ROLE_FORBIDDEN},     {"AS", "", ROLE_FORBIDDEN},
    {"DISTINCT", "", ROLE_FORBIDDEN},   {"ISNULL", "", ROLE_FORBIDDEN},
    {"NOTNULL", "", ROLE_FORBIDDEN},    {"GROUP", "", ROLE_FORBIDDEN},
    {"ORDER", "", ROLE_FORBIDDEN},      {"LIMIT", "", ROLE_FORBIDDEN},
    {"HAVING", "", ROLE_FORBIDDEN},     {"JOIN", "", ROLE_FORBIDDEN},
};
static const char *const functions[] = {"abs", "round", "coalesce", "nullif", "min", "max", "iif"};
#define FUNCTION_CHOICES "abs、round、coalesce、nullif、min、max、iif"

static const struct keyword *find_keyword(const char *text)
{
    for (size_t i = 0; i < BASE_COUNT(keywords); i++)
        if (strcasecmp(keywords[i].text, text) == 0)
            return &keywords[i];
    return NULL;
}

bool expr_is_keyword(const char *name)
{
    return find_keyword(name) != NULL;
}

bool expr_shift(const char *word, enum define_shift *ret_shift)
{
    const struct word *found = word_find(words_shift.words, words_shift.count, word);
    if (found)
        *ret_shift = (enum define_shift)found->id;
    return found != NULL;
}

const char *expr_shift_word(enum define_shift shift)
{
    return shift == DEFINE_PREVIOUS ? "上期" : shift == DEFINE_LAST_YEAR ? "同期" : "本期";
}

/* ---- structure ---- */

static void put(struct expr_reader *expr, const char *text)
{
    bool tight = !expr->sql.length || strcmp(text, ")") == 0 || strcmp(text, ",") == 0 ||
                 expr->sql.data[expr->sql.length - 1] == '(';
    if (!tight)
        buf_putc(&expr->sql, ' ');
    buf_puts(&expr->sql, text);
    expr->last = text;
}

static void lack(struct expr_reader *expr, const struct token *token, const char *what)
{
    const char *text = expr_between(expr, token->from, token->to);
    const char *message = token->kind == TOKEN_END
                              ? arena_printf(expr->reader->arena, "末尾缺少%s", what)
                              : arena_printf(expr->reader->arena, "“%s”前面缺少%s", text, what);
    expr_fault(expr, &DEF076, token->from, token->to, DIAG_ARGS(message));
}

static void take_operand(struct expr_reader *expr, const struct token *token)
{
    if (!expr->want || expr->after_not)
        lack(expr, token, "运算符");
    expr->want = false;
    expr->after_not = false;
}

static void take_binary(struct expr_reader *expr, const struct token *token)
{
    bool sign = strcmp(token->text, "-") == 0 || strcmp(token->text, "+") == 0;
    if (expr->after_not || (expr->want && !sign))
        lack(expr, token, "内容");
    expr->want = true;
    put(expr, token->text);
}

static void push(struct expr_reader *expr, const struct token *token, char what)
{
    if (expr->depth == EXPR_DEPTH_MAX)
        expr_fault(expr, &DEF007, token->from, token->to, DIAG_ARGS("32"));
    else
        expr->open[expr->depth++] = what;
    expr->want = true;
}

static bool pop(struct expr_reader *expr, const struct token *token, char what)
{
    if (expr->depth && expr->open[expr->depth - 1] == what) {
        expr->depth--;
        return true;
    }
    const char *message = what == '(' ? "多出一个右括号" : "END 没有配对的 CASE";
    expr_fault(expr, &DEF075, token->from, token->to, DIAG_ARGS(message));
    return false;
}

static void take_keyword(struct expr_reader *expr, struct token *token,
                         const struct keyword *keyword)
{
    token->text = keyword->sql;
    bool after_case = expr->last && strcmp(expr->last, "CASE") == 0;
    switch (keyword->role) {
    case ROLE_OPERAND:
        take_operand(expr, token);
        put(expr, keyword->sql);
        return;
    case ROLE_RANGE:
        expr->after_not = false;
        take_binary(expr, token);
        return;
    case ROLE_BINARY:
        take_binary(expr, token);
        return;
    case ROLE_NOT:
        expr->after_not = !expr->want;
        put(expr, keyword->sql);
        return;
    case ROLE_CASE:
        take_operand(expr, token);
        put(expr, keyword->sql);
        push(expr, token, 'c');
        return;
    case ROLE_WHEN:
    case ROLE_THEN:
        if (expr->want && !(after_case && keyword->role == ROLE_WHEN))
            lack(expr, token, "内容");
        expr->want = true;
        put(expr, keyword->sql);
        return;
    case ROLE_END:
        if (expr->want)
            lack(expr, token, "内容");
        pop(expr, token, 'c');
        expr->want = false;
        put(expr, keyword->sql);
        return;
    case ROLE_FORBIDDEN:
        expr_fault(expr, &DEF073, token->from, token->to,
                   DIAG_ARGS(arena_printf(expr->reader->arena, " %s", keyword->text)));
        diag_hint(expr->reader->diags, "要查数据，先在字典里定义指标，这里写指标名");
        return;
    }
}

static void take_function(struct expr_reader *expr, const struct token *token)
{
    take_operand(expr, token);
    expr->call = true;
    for (size_t i = 0; i < BASE_COUNT(functions); i++) {
        if (strcasecmp(functions[i], token->text) == 0) {
            put(expr, functions[i]);
            return;
        }
    }
    expr_fault(expr, &DEF074, token->from, token->to, DIAG_ARGS(token->text, FUNCTION_CHOICES));
    hint_nearest(expr->reader->diags, token->text, functions, BASE_COUNT(functions));
}

static void add_name(struct expr_reader *expr, struct define_name name, size_t from, size_t to)
{
    struct arena *arena = expr->reader->arena;
    name.place = excerpt_place(&expr->excerpt, from, to);
    expr->names =
        arena_grow(arena, expr->names, expr->name_count, &expr->name_capacity, sizeof *expr->names);
    expr->names[expr->name_count++] = name;
}

/* A name in quotes, unless it is plain Han, which cannot be a word of SQL. */
static const char *name_sql(struct arena *arena, const char *name)
{
    bool ascii = text_count(name, strlen(name)) == strlen(name);
    if (!ascii && !name_fault(name))
        return name;
    struct buf quoted = {0};
    buf_putc(&quoted, '"');
    for (const char *c = name; *c; c++) {
        if (*c == '"')
            buf_putc(&quoted, '"');
        buf_putc(&quoted, *c);
    }
    buf_putc(&quoted, '"');
    const char *sql = buf_copy(&quoted, arena);
    buf_done(&quoted);
    return sql;
}

/* A name, with the dot and the second word when the first is 上期, 同期 or 本期. */
static void take_name(struct expr_reader *expr, const struct token *token)
{
    struct arena *arena = expr->reader->arena;
    take_operand(expr, token);
    enum define_shift shift = DEFINE_CURRENT;
    struct token name = *token;
    bool prefix = token->kind == TOKEN_WORD && expr_shift(token->text, &shift);
    if (expr_peek(expr, expr->at) == '.') {
        expr->at = expr_step(expr, expr->at);
        name = expr_next(expr);
        bool good = prefix && (name.kind == TOKEN_WORD || name.kind == TOKEN_QUOTED);
        if (!good) {
            expr_fault(expr, &DEF071, token->from, name.to,
                       DIAG_ARGS(expr_between(expr, token->from, name.to)));
            diag_hint(expr->reader->diags,
                      "点号前面只能是 上期、同期 或 本期；审核里一列之和写作 合计(数据.列)");
            return;
        }
    } else if (prefix && (unsigned char)*token->text >= 0x80) { /* last may be a name */
        expr_fault(expr, &DEF071, token->from, token->to, DIAG_ARGS(token->text));
        diag_hint(expr->reader->diags, "写作 %s.指标名", token->text);
        return;
    }
    const struct scope *scope = expr->reader->scope;
    bool bare = name.from == token->from;
    shift = bare ? DEFINE_CURRENT : shift;
    const struct define_each *row = scope ? scope_each(scope, name.text) : NULL;
    add_name(expr, (struct define_name){shift, name.text, PLACE_NONE, bare ? row : NULL, NULL},
             token->from, name.to);
    /* 本期. before a name says that it is no column of the row */
    const char *sql = name_sql(arena, name.text);
    bool plain = shift == DEFINE_CURRENT && (bare || !row);
    put(expr, plain ? sql : arena_printf(arena, "%s.%s", expr_shift_word(shift), sql));
}

/* ---- 合计(数据.列), 行数(数据) ---- */

/* English words may be in capitals, as in SQL. */
static const struct word *find_word(const struct word_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (word_is(&list->words[i], text) || strcasecmp(list->words[i].english, text) == 0)
            return &list->words[i];
    return NULL;
}

static bool is_aggregate(const char *word, enum define_aggregate_kind *ret_kind)
{
    const struct word *found = find_word(&words_aggregate, word);
    if (found)
        *ret_kind = (enum define_aggregate_kind)found->id;
    return found != NULL;
}

/* The words between the brackets, parted by dots; how many, or 0 when it is written otherwise. */
static size_t take_path(struct expr_reader *expr, const char *parts[3], size_t *ret_end)
{
    size_t count = 0;
    struct token token = expr_next(expr); /* the bracket */
    while (token.kind != TOKEN_END) {
        token = expr_next(expr);
        *ret_end = token.to;
        if ((token.kind != TOKEN_WORD && token.kind != TOKEN_QUOTED) || count == 3)
            return 0;
        parts[count++] = token.text;
        if (expr_peek(expr, expr->at) == '.') {
            expr->at = expr_step(expr, expr->at);
            continue;
        }
        token = expr_next(expr);
        *ret_end = token.to;
        return token.kind == TOKEN_CLOSE ? count : 0;
    }
    return 0;
}

static void take_aggregate(struct expr_reader *expr, const struct token *token,
                           enum define_aggregate_kind kind)
{
    struct arena *arena = expr->reader->arena;
    const char *parts[3] = {NULL, NULL, NULL};
    size_t end = token->to, wanted = kind == DEFINE_SUM ? 2 : 1;
    take_operand(expr, token);
    size_t count = take_path(expr, parts, &end), first = 0;
    enum define_shift shift = DEFINE_CURRENT;
    if (count == wanted + 1 && expr_shift(parts[0], &shift))
        first = 1;
    if (count != wanted + first) {
        expr_fault(expr, &DEF142, token->from, end,
                   DIAG_ARGS(token->text, kind == DEFINE_SUM ? "合计(数据.列)" : "行数(数据)"));
        return;
    }
    struct define_aggregate *aggregate = arena_alloc(arena, sizeof *aggregate);
    bool children = find_word(&words_children, parts[first]) != NULL;
    *aggregate = (struct define_aggregate){kind, children ? "下级" : parts[first], NULL, children};
    if (kind == DEFINE_SUM)
        aggregate->column = parts[first + 1];
    const char *name = kind == DEFINE_SUM
                           ? arena_printf(arena, "合计(%s.%s)", aggregate->data, parts[first + 1])
                           : arena_printf(arena, "行数(%s)", aggregate->data);
    add_name(expr, (struct define_name){shift, name, PLACE_NONE, NULL, aggregate}, token->from,
             end);
    put(expr, arena_printf(
                  arena, "%s\"%s\"",
                  shift == DEFINE_CURRENT ? "" : arena_printf(arena, "%s.", expr_shift_word(shift)),
                  name));
}

static void take_word(struct expr_reader *expr, struct token *token)
{
    enum define_aggregate_kind kind = DEFINE_SUM;
    const struct keyword *keyword = find_keyword(token->text);
    size_t at = expr->at;
    while (expr_peek(expr, at) == ' ')
        at = expr_step(expr, at);
    if (keyword)
        take_keyword(expr, token, keyword);
    else if (expr->rule && expr_peek(expr, at) == '(' && is_aggregate(token->text, &kind))
        take_aggregate(expr, token, kind);
    else if (expr_peek(expr, at) == '(')
        take_function(expr, token);
    else
        take_name(expr, token);
}

static void take_mark(struct expr_reader *expr, const struct token *token)
{
    switch ((int)token->kind) {
    case TOKEN_OPEN:
        if (!expr->want && !expr->call)
            lack(expr, token, "运算符");
        expr->call = false;
        push(expr, token, '(');
        break;
    case TOKEN_CLOSE:
        if (expr->want)
            lack(expr, token, "内容");
        pop(expr, token, '(');
        expr->want = false;
        break;
    default: /* a comma */
        if (expr->want || !expr->depth)
            lack(expr, token, expr->depth ? "内容" : "括号");
        expr->want = true;
    }
    put(expr, token->text);
}

static void add_unclosed(struct expr_reader *expr, size_t at)
{
    const struct source *source = expr->excerpt.source;
    bool paren = expr->open[expr->depth - 1] == '(';
    bool already = expr->faulty;
    expr_fault(expr, &DEF075, at, at, DIAG_ARGS(paren ? "缺少右括号" : "CASE 没有配对的 END"));
    size_t next = excerpt_offset(&expr->excerpt, at);
    bool comma = paren && !already && next < source->length && source->text[next] == ',';
    if (comma) /* {expr: nullif(a, 0)} ends the text at the comma */
        diag_hint(expr->reader->diags, "花括号里的算式带逗号时，要把整个算式放在引号里");
}

static bool take_token(struct expr_reader *expr)
{
    struct token token = expr_next(expr);
    switch (token.kind) {
    case TOKEN_END:
        if (expr->want || expr->after_not)
            lack(expr, &token, "内容");
        if (expr->depth)
            add_unclosed(expr, token.from);
        return false;
    case TOKEN_WORD:
        take_word(expr, &token);
        return true;
    case TOKEN_QUOTED:
        take_name(expr, &token);
        return true;
    case TOKEN_LITERAL:
        take_operand(expr, &token);
        put(expr, token.text);
        return true;
    case TOKEN_OPERATOR:
        take_binary(expr, &token);
        return true;
    case TOKEN_OPEN:
    case TOKEN_CLOSE:
    case TOKEN_COMMA:
        take_mark(expr, &token);
        return true;
    case TOKEN_BAD:
        expr->want = false;
        return true;
    }
    return false;
}

static const struct define_expr *read_expr(struct reader *reader, const struct excerpt *excerpt,
                                           const char *what, bool rule)
{
    struct expr_reader expr = {
        .reader = reader, .excerpt = excerpt_trim(excerpt), .want = true, .rule = rule};
    struct define_expr *result = arena_alloc(reader->arena, sizeof *result);
    result->place = excerpt_place(&expr.excerpt, 0, expr.excerpt.length);
    if (!expr.excerpt.length)
        expr_fault(&expr, &DEF070, 0, 0, DIAG_ARGS(what));
    while (take_token(&expr))
        continue;
    result->sql = buf_copy(&expr.sql, reader->arena);
    result->names = expr.names;
    result->name_count = expr.name_count;
    buf_done(&expr.sql);
    return result;
}

const struct define_expr *expr_read(struct reader *reader, const struct excerpt *excerpt,
                                    const char *what)
{
    return read_expr(reader, excerpt, what, false);
}

const struct define_expr *expr_read_rule(struct reader *reader, const struct excerpt *excerpt)
{
    return read_expr(reader, excerpt, "规则", true);
}
