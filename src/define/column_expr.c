#include "column_expr.h"

#include <string.h>

#include "define_diags.h"
#include "expr.h"

const struct define_expr *column_expr_read(struct reader *reader, const struct yaml *node)
{
    size_t errors = diags_count(reader->diags, DIAG_ERROR);
    const struct define_expr *read = expr_read(reader, &node->excerpt, "算式");
    if (diags_count(reader->diags, DIAG_ERROR) != errors)
        return NULL;
    struct define_expr *expr = arena_alloc(reader->arena, sizeof *expr);
    struct define_name *names = arena_array(reader->arena, read->name_count, sizeof *names);
    *expr = *read;
    for (size_t i = 0; i < read->name_count; i++) {
        names[i] = read->names[i];
        names[i].each = NULL; /* columns of the table, whatever is around it */
    }
    expr->names = names;
    return expr;
}

/* ---- its terms ---- */

struct terms { /* being taken from the normalised text */
    struct reader *reader;
    struct names *values;
    struct define_column *column;
    struct define_column_term *terms;
    size_t capacity, names; /* how many of the expression's names have come */
    struct buf sql;         /* with numbers that do not divide as integers */
};

static void add_term(struct terms *terms, const char *text, const struct define_column *of)
{
    struct define_column *column = terms->column;
    terms->terms = arena_grow(terms->reader->arena, terms->terms, column->term_count,
                              &terms->capacity, sizeof *terms->terms);
    terms->terms[column->term_count++] = (struct define_column_term){text, of};
    column->terms = terms->terms;
}

/* The end of what begins at `text`: a quoted name, or a word. */
static const char *word_end(const char *text)
{
    if (*text != '"')
        return text + (strchr("(),", *text) ? 1 : strcspn(text, " (),"));
    for (text++; *text && (*text != '"' || text[1] == '"'); text++)
        text += *text == '"';
    return *text ? text + 1 : text;
}

static bool is_number(const char *word)
{
    return (*word >= '0' && *word <= '9') || *word == '.';
}

static void refuse(struct terms *terms, const struct place *place, const char *word)
{
    const struct define_column *column = terms->column;
    diag_add(terms->reader->diags, &DEF117, place,
             DIAG_ARGS(column->title ? column->title : "?", word));
}

/* A column that the table prints; false after telling why not. */
static bool take_name(struct terms *terms, const struct define_name *name)
{
    size_t count = 0;
    const char *const *names = names_list(terms->values, &count);
    const struct define_column *of =
        name->shift == DEFINE_CURRENT ? names_get(terms->values, name->name) : NULL;
    if (!of) {
        refuse(terms, &name->place, name->name);
        hint_nearest(terms->reader->diags, name->name, names, count);
        return false;
    }
    if (of->merge) {
        diag_add(terms->reader->diags, &DEF112, &name->place,
                 DIAG_ARGS(of->title ? of->title : "?", "用在算式里"));
        return false;
    }
    add_term(terms, NULL, of);
    return true;
}

/* 100 → 100.0, .5 → 0.5: what Excel reads, and no division of integers in SQL. */
static const char *real_number(struct arena *arena, const char *word)
{
    const char *point = strchr(word, '.');
    return arena_printf(arena, "%s%s%s", *word == '.' ? "0" : "", word,
                        !point     ? ".0"
                        : point[1] ? ""
                                   : "0");
}

static bool take_word(struct terms *terms, const char *word)
{
    const struct define_expr *expr = terms->column->expr;
    const char *text = NULL;
    if (is_number(word))
        text = real_number(terms->reader->arena, word);
    else if (strlen(word) == 1 && strchr("+-*/()", *word))
        text = word;
    if (text) {
        add_term(terms, text, NULL);
        buf_printf(&terms->sql, "%s ", text);
        return true;
    }
    const struct define_name *name =
        terms->names < expr->name_count ? &expr->names[terms->names] : NULL;
    bool named = name && (*word == '"' || strcmp(word, name->name) == 0);
    if (!named) {
        refuse(terms, &expr->place, word);
        return false;
    }
    terms->names++;
    buf_printf(&terms->sql, "%s ", word);
    return take_name(terms, name);
}

static bool take_terms(struct terms *terms)
{
    const char *at = terms->column->expr->sql;
    bool good = true;
    while (good && *at) {
        const char *end = word_end(at);
        good = take_word(terms, arena_strndup(terms->reader->arena, at, (size_t)(end - at)));
        at = end + strspn(end, " ");
    }
    return good;
}

/* ---- what goes with it ---- */

static void check_same(struct reader *reader, const struct define_column *column)
{
    const char *title = column->title ? column->title : "?";
    for (size_t i = 0; i < column->term_count; i++) {
        const struct define_column *of = column->terms[i].column;
        if (!of || of->total == DEFINE_TOTAL_SUM)
            continue;
        diag_add(
            reader->diags, &DEF118, &column->place,
            DIAG_ARGS(title, arena_printf(reader->arena, "算式里的列“%s”没有合计", of->value)));
        diag_hint(reader->diags, "给列“%s”写上“合计: 求和”", of->value);
        return;
    }
}

void column_expr_check(struct reader *reader, struct names *values, struct define_column *column)
{
    const char *title = column->title ? column->title : "?";
    if (!column->expr) {
        if (!column->value && !column->share_of)
            return; /* told already */
        diag_add(reader->diags, &DEF118, &column->place,
                 DIAG_ARGS(title, "它不是用本表的列算出来的，合计算不出"));
        diag_hint(reader->diags, "把“取值”换成“算式”，例如 算式: 100 * 成功 / 受理");
        return;
    }
    struct terms terms = {.reader = reader, .values = values, .column = column};
    bool good = take_terms(&terms);
    if (good) {
        struct define_expr *expr = arena_alloc(reader->arena, sizeof *expr);
        *expr = *column->expr;
        expr->sql = buf_copy(&terms.sql, reader->arena);
        column->expr = expr;
    }
    buf_done(&terms.sql);
    if (good && column->total == DEFINE_TOTAL_SAME)
        check_same(reader, column);
}
