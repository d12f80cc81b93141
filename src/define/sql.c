#include "sql.h"

#include <string.h>
#include <strings.h>

#include "define_diags.h"

struct sql_reader {
    struct reader *reader;
    struct excerpt sql;
    size_t at;
    struct names *seen; /* parameters → struct sql_bind */
    struct sql_bind *binds;
    const char **parameters;
    size_t count, bind_capacity, parameter_capacity;
    size_t end;      /* of the statement, without its semicolon */
    bool first_word; /* still to come */
    bool ended;      /* a semicolon was seen */
    bool swallowed;  /* a key of the dataset stands in it */
    bool expression; /* no statement: it may begin with anything and has no semicolon */
};

static void fault(struct sql_reader *sql, const struct diag_kind *kind, size_t from, size_t to,
                  const char *const *args)
{
    struct place place = excerpt_place(&sql->sql, from, to);
    diag_add(sql->reader->diags, kind, &place, args);
}

static bool looks_at(const struct sql_reader *sql, const char *text)
{
    size_t length = strlen(text);
    return sql->sql.length - sql->at >= length &&
           memcmp(sql->sql.text + sql->at, text, length) == 0;
}

/* Skips to after `close`; a doubled closing quote is part of the text. */
static void skip_to(struct sql_reader *sql, const char *close, const char *what, const char *mark)
{
    size_t from = sql->at, length = strlen(close);
    sql->at += *close == '*' ? 2 : 1;
    while (sql->at < sql->sql.length) {
        if (!looks_at(sql, close)) {
            sql->at++;
            continue;
        }
        sql->at += length;
        if (length > 1 || !looks_at(sql, close))
            return;
        sql->at++;
    }
    fault(sql, &DEF072, from, from + 1, DIAG_ARGS(what, mark));
}

static bool skip_quoted(struct sql_reader *sql)
{
    if (looks_at(sql, "'"))
        skip_to(sql, "'", "文字", "单引号");
    else if (looks_at(sql, "\""))
        skip_to(sql, "\"", "名称", "双引号");
    else if (looks_at(sql, "/*"))
        skip_to(sql, "*/", "注释", " */");
    else if (looks_at(sql, "--"))
        while (sql->at < sql->sql.length && sql->sql.text[sql->at] != '\n')
            sql->at++;
    else
        return false;
    return true;
}

static bool is_comment(const struct sql_reader *sql)
{
    return looks_at(sql, "--") || looks_at(sql, "/*");
}

/* Where the run of name characters from `at` ends. */
static size_t name_end(const struct sql_reader *sql, size_t at)
{
    while (at < sql->sql.length) {
        const char *cursor = sql->sql.text + at;
        uint32_t codepoint = 0;
        bool good = text_next(&cursor, sql->sql.text + sql->sql.length, &codepoint);
        if (!good || !source_is_name(codepoint))
            break;
        at = (size_t)(cursor - sql->sql.text);
    }
    return at;
}

static void take_bind(struct sql_reader *sql, size_t from, size_t to)
{
    struct arena *arena = sql->reader->arena;
    const char *name = arena_strndup(arena, sql->sql.text + from + 1, to - from - 1);
    if (names_get(sql->seen, name))
        return;
    names_put(sql->seen, name, sql);
    sql->binds = arena_grow(arena, sql->binds, sql->count, &sql->bind_capacity, sizeof *sql->binds);
    sql->parameters = arena_grow(arena, sql->parameters, sql->count, &sql->parameter_capacity,
                                 sizeof *sql->parameters);
    sql->binds[sql->count] = (struct sql_bind){name, excerpt_place(&sql->sql, from, to)};
    sql->parameters[sql->count++] = name;
}

static void take_word(struct sql_reader *sql, size_t to)
{
    const char *word = arena_strndup(sql->reader->arena, sql->sql.text + sql->at, to - sql->at);
    bool good = strcasecmp(word, "SELECT") == 0 || strcasecmp(word, "WITH") == 0;
    if (sql->first_word && !good && !sql->expression)
        fault(sql, &DEF080, sql->at, to, NULL);
    sql->first_word = false;
    sql->at = to;
}

static void take_sign(struct sql_reader *sql)
{
    uint32_t codepoint = 0;
    size_t from = sql->at;
    size_t to = from + source_peek(sql->sql.text, sql->sql.length, from, &codepoint);
    bool ascii = to - from == 1;
    size_t name = ascii && strchr(":$@", sql->sql.text[from]) ? name_end(sql, to) : to;
    sql->at = to;
    if (ascii && codepoint == ':' && name > to) {
        take_bind(sql, from, name);
        sql->at = name;
        return;
    }
    bool other = ascii && strchr("?$@#`\\[{:", sql->sql.text[from]);
    if (ascii ? !other : codepoint == ' ' || codepoint == 0xA0)
        return;
    if (codepoint == ':' && looks_at(sql, ":"))
        sql->at++;
    const char *text = arena_strndup(sql->reader->arena, sql->sql.text + from, sql->at - from);
    fault(sql, &DEF083, from, sql->at, DIAG_ARGS(text));
    if (!ascii)
        diag_hint(sql->reader->diags, "标点要用英文半角；文字放在英文单引号里");
    else if (sql->at - from == 2)
        diag_hint(sql->reader->diags, "类型转换写作 CAST(… AS …)");
    else
        diag_hint(sql->reader->diags, "参数写作 :名称，列名需要时写作 \"列名\"");
}

/*
 * `indicators:` at the beginning of a line: a key written too far to the right belongs to the text above
 * it, as do the indicators themselves when it is missing. The SQL ends before it.
 */
static bool ends_at_key(struct sql_reader *sql, size_t to)
{
    static const char *const keys[] = {"indicators", "指标", "detail", "明细"};
    size_t from = sql->at, before = from;
    while (before > 0 && sql->sql.text[before - 1] == ' ')
        before--;
    bool starts = before > 0 && sql->sql.text[before - 1] == '\n';
    if (sql->expression || !starts || to >= sql->sql.length || sql->sql.text[to] != ':' ||
        (to + 1 < sql->sql.length && !strchr(" \r\n", sql->sql.text[to + 1])))
        return false;
    const char *word = arena_strndup(sql->reader->arena, sql->sql.text + from, to - from);
    bool key = false;
    for (size_t i = 0; i < BASE_COUNT(keys); i++)
        key |= strcmp(word, keys[i]) == 0;
    fault(sql, &DEF084, from, to, DIAG_ARGS(word));
    diag_hint(sql->reader->diags, key ? "缩进得太多，成了 SQL 的一部分：与“sql”对齐"
                                      : "缩进得太多，成了 SQL 的一部分；或者上面少了“指标:”一行");
    sql->swallowed = true;
    sql->end = from;
    return true;
}

static void scan(struct sql_reader *sql)
{
    while (sql->at < sql->sql.length) {
        char c = sql->sql.text[sql->at];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank) {
            sql->at++;
            continue;
        }
        if (sql->ended && !is_comment(sql)) {
            fault(sql, &DEF081, sql->at, sql->at + 1, NULL);
            return;
        }
        if (skip_quoted(sql))
            continue;
        size_t to = name_end(sql, sql->at);
        if (to > sql->at && ends_at_key(sql, to))
            return;
        if (to > sql->at) {
            take_word(sql, to);
        } else if (c == ';') {
            sql->ended = true;
            sql->end = sql->at++;
        } else {
            if (sql->first_word && !sql->expression)
                fault(sql, &DEF080, sql->at, sql->at + 1, NULL);
            sql->first_word = false;
            take_sign(sql);
        }
    }
}

static bool read_text(struct reader *reader, const struct yaml *node, bool expression,
                      struct define_dataset *dataset, const struct sql_bind **ret_binds)
{
    struct sql_reader sql = {.reader = reader, .first_word = true, .expression = expression};
    sql.sql = excerpt_trim(&node->excerpt);
    sql.seen = names_new(reader->arena);
    sql.end = sql.sql.length;
    scan(&sql);
    if (sql.first_word)
        fault(&sql, &DEF070, 0, sql.sql.length ? 1 : 0, DIAG_ARGS(expression ? "“计算”" : "SQL "));
    dataset->sql = arena_strndup(reader->arena, sql.sql.text, sql.end);
    dataset->sql_place = excerpt_place(&sql.sql, 0, sql.end);
    dataset->parameters = sql.parameters;
    dataset->parameter_count = sql.count;
    *ret_binds = sql.binds;
    return !sql.swallowed;
}

bool sql_read(struct reader *reader, const struct yaml *node, struct define_dataset *dataset,
              const struct sql_bind **ret_binds)
{
    return read_text(reader, node, false, dataset, ret_binds);
}

void sql_read_expression(struct reader *reader, const struct yaml *node,
                         struct define_dataset *dataset, const struct sql_bind **ret_binds)
{
    read_text(reader, node, true, dataset, ret_binds);
}

struct define_dataset *sql_read_detail(struct reader *reader, const struct yaml *node,
                                       struct define_dataset *dataset,
                                       const struct sql_bind **ret_binds)
{
    if (!node)
        return NULL;
    struct define_dataset *detail = arena_alloc(reader->arena, sizeof *detail);
    detail->name = dataset->name;
    detail->place = node->place;
    sql_read(reader, node, detail, ret_binds);
    dataset->detail = detail;
    return detail;
}

void sql_check_binds(struct reader *reader, const struct define_dataset *dataset,
                     const struct sql_bind *binds, const struct names *known, const char *what)
{
    size_t count = 0;
    const char *const *names = names_list(known, &count);
    for (size_t i = 0; i < dataset->parameter_count; i++) {
        if (names_get(known, binds[i].name))
            continue;
        diag_add(reader->diags, &DEF082, &binds[i].place, DIAG_ARGS(binds[i].name, what));
        hint_nearest(reader->diags, binds[i].name, names, count);
    }
}
