/* Expressions: what they are turned into, which names they mention and where. */
#include "define_testing.h"

#include "expr.h"

struct read {
    struct define_case test;
    const struct define_expr *expr;
};

static struct read read_expr(const char *text)
{
    struct read read;
    define_case_init(&read.test);
    struct source *source = source_new(read.test.arena, "e", text, strlen(text));
    struct reader reader = {read.test.arena, source, read.test.diags, NULL};
    struct excerpt excerpt = source_excerpt(source, 0, source->length);
    read.expr = expr_read(&reader, &excerpt, "条件");
    return read;
}

static void check_sql(const char *text, const char *want, int line)
{
    struct read read = read_expr(text);
    tap_check_str(read.expr->sql, want, __FILE__, line, text);
    tap_check_int((long long)diags_kept(read.test.diags), 0, __FILE__, line, text);
    define_case_done(&read.test);
}
#define CHECK_SQL(text, want) check_sql(text, want, __LINE__)

static void check_code(const char *text, const char *code, long column, int line)
{
    struct read read = read_expr(text);
    const struct diag *diag = diags_kept(read.test.diags) ? diags_at(read.test.diags, 0) : NULL;
    tap_check_int((long long)diags_kept(read.test.diags), 1, __FILE__, line, text);
    if (diag) {
        tap_check_str(diag->kind->code, code, __FILE__, line, text);
        tap_check_int(diag->place.column, column, __FILE__, line, text);
    }
    define_case_done(&read.test);
}
#define CHECK_CODE(text, code, column) check_code(text, code, column, __LINE__)

TEST(signs_become_sql)
{
    CHECK_SQL("甲≥1 且 乙≤2 或 非 丙≠3", "甲 >= 1 AND 乙 <= 2 OR NOT 丙 <> 3");
    CHECK_SQL("甲==1 and 乙!=2 or not 丙<>3", "甲 = 1 AND 乙 <> 2 OR NOT 丙 <> 3");
    CHECK_SQL("１００．０×（甲－乙）÷丙％２", "100.0 * (甲 - 乙) / 丙 % 2");
    CHECK_SQL("- 甲 + -1 || 'x''，（y' ", "- 甲 + - 1 || 'x''，（y'");
    CHECK_SQL("甲\n  between 1\tand 2", "甲 BETWEEN 1 AND 2");
}

TEST(words_and_functions_become_sql)
{
    CHECK_SQL("MAX(甲,coalesce(乙 ,0)) in (1,2)", "max (甲, coalesce (乙, 0)) IN (1, 2)");
    CHECK_SQL("case 甲 when 1 then '一' else null end is not null",
              "CASE 甲 WHEN 1 THEN '一' ELSE NULL END IS NOT NULL");
    CHECK_SQL("甲 not in (1) and 甲 not like 'a%' and 甲 not between 1 and 2 and not true",
              "甲 NOT IN (1) AND 甲 NOT LIKE 'a%' AND 甲 NOT BETWEEN 1 AND 2 AND NOT TRUE");
    CHECK_SQL("上期.甲 > 同期.乙 + 本期.丙", "上期.甲 > 同期.乙 + 丙");
    CHECK_SQL("last.甲 > year_ago.乙 + this.丙", "上期.甲 > 同期.乙 + 丙");
    CHECK_SQL("last + year_ago.乙", "\"last\" + 同期.乙"); /* a name, without the dot */
    CHECK_SQL("index = 1 and \"a\" = \"甲\"", "\"index\" = 1 AND \"a\" = 甲");
}

TEST(names_have_their_places)
{
    struct read read = read_expr("1 < 上期.甲乙\n AND max(丙, \"丁\") > 丙");
    CHECK_INT(read.expr->name_count, 4);
    CHECK_STR(read.expr->names[0].name, "甲乙");
    CHECK_INT(read.expr->names[0].shift, DEFINE_PREVIOUS);
    CHECK_INT(read.expr->names[0].place.line, 1);
    CHECK_INT(read.expr->names[0].place.column, 5);
    CHECK_INT(read.expr->names[0].place.length, 5);
    CHECK_STR(read.expr->names[1].name, "丙");
    CHECK_INT(read.expr->names[1].place.line, 2);
    CHECK_INT(read.expr->names[1].place.column, 10);
    CHECK_STR(read.expr->names[2].name, "丁");
    CHECK_INT(read.expr->names[2].place.column, 13);
    CHECK_INT(read.expr->names[2].place.length, 3);
    CHECK_STR(read.expr->names[3].name, "丙");
    CHECK_INT(read.expr->place.line, 1);
    define_case_done(&read.test);
}

TEST(what_is_no_expression_is_refused)
{
    CHECK_CODE("", "DEF070", 1);
    CHECK_CODE("甲 乙", "DEF076", 3);
    CHECK_CODE("甲 +", "DEF076", 4);
    CHECK_CODE("甲 not", "DEF076", 6);
    CHECK_CODE("* 甲", "DEF076", 1);
    CHECK_CODE("甲 (1)", "DEF074", 1);
    CHECK_CODE("max (1)) + 1", "DEF075", 8);
    CHECK_CODE("(甲", "DEF075", 3);
    CHECK_CODE("max(1,)", "DEF076", 7);
    CHECK_CODE("case when 1 then 2", "DEF075", 19);
    CHECK_CODE("甲 @ 1", "DEF071", 3);
    CHECK_CODE("甲 = “一”", "DEF071", 5);
    CHECK_CODE("1.2.3", "DEF071", 1);
    CHECK_CODE("甲.乙", "DEF071", 1);
    CHECK_CODE("上期.1", "DEF071", 1);
    CHECK_CODE("甲 = 'a", "DEF072", 5);
    CHECK_CODE("甲 -- 乙", "DEF073", 3);
    CHECK_CODE("甲 /* 乙 */", "DEF073", 3);
    CHECK_CODE("exists (select 1)", "DEF073", 1);
    CHECK_CODE("甲 = :乙", "DEF073", 5);
    CHECK_CODE("cast(甲 as text)", "DEF073", 1);
}

/* Whatever the bytes, reading ends, and what it accepts holds only known characters. */
TEST(any_string_of_tokens_is_read)
{
    static const char *const parts[] = {"甲", "上期", ".",   "1",   "'",    "\"",   "(",   ")",
                                        ",",  "max",  "AND", "NOT", "CASE", "WHEN", "END", "=",
                                        "-",  ";",    " ",   "）",  "？",   "\xF0", "IN",  "\n"};
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct buf text = {0};
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_puts(&text, parts[(seed >> 16) % BASE_COUNT(parts)]);
        }
        struct read read = read_expr(text.data);
        if (!diags_kept(read.test.diags))
            CHECK(read.expr->sql[0] &&
                  (strpbrk(read.expr->sql, "'\"") || !strpbrk(read.expr->sql, ";\n")));
        define_case_done(&read.test);
        buf_done(&text);
    }
}
