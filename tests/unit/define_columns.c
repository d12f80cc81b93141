/* The columns that a query's text names. */
#include "define_testing.h"

#include "sql.h"

static bool names(const char *sql, bool whole, const char *want, const char *file, int line)
{
    struct arena *arena = arena_new();
    const char *const *columns = NULL;
    size_t count = 0;
    struct buf all = {0};
    bool got = sql_columns(arena, sql, &columns, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(&all, "%s%s", i ? " " : "", columns[i]);
    bool same = tap_check_str(all.length ? all.data : "", want, file, line, sql);
    same = tap_check(got == whole, file, line, sql) && same;
    buf_done(&all);
    arena_free(arena);
    return same;
}
#define NAMES(sql, want) names((sql), true, (want), __FILE__, __LINE__)
#define NAMES_OPEN(sql, want) names((sql), false, (want), __FILE__, __LINE__)

TEST(columns_are_named_by_as_or_by_themselves)
{
    NAMES("SELECT 类别, t.网格, count(*) AS 件数 FROM 纠纷 AS t", "类别 网格 件数");
    NAMES("select distinct 类别, \"甲 乙\", 1 as \"丙\" from 纠纷", "类别 甲 乙 丙");
    NAMES("SELECT count(*) 件数", "件数");
    NAMES("SELECT a + b, count(*), 'x', 3, CASE WHEN 1 THEN 2 END, x IS NULL FROM t", "");
    NAMES("SELECT coalesce(a, b) AS c, (SELECT d AS e FROM f) AS g FROM t", "c g");
}

TEST(only_the_outer_list_counts)
{
    NAMES("WITH 甲 AS (SELECT a, b FROM t), 乙(c) AS (SELECT 1) SELECT d FROM 甲", "d");
    NAMES("SELECT a /* , b */, -- c, \n d FROM t", "a d");
    NAMES("SELECT ', FROM ' AS a, \"FROM\" FROM t", "a");
    NAMES("SELECT a FROM t UNION SELECT b FROM t", "a");
    NAMES("", "");
    NAMES("SELECT", "");
    NAMES("SELECT a, 'x", "a");
}

TEST(a_star_may_be_more)
{
    NAMES_OPEN("SELECT * FROM t", "");
    NAMES_OPEN("SELECT a, t.* FROM t", "a");
    NAMES("SELECT a * b AS c FROM t", "c");
}
