/* How large SQLite makes a statement. */
#include <stdio.h>

#include <huibao/base.h>

#include "extent.h"
#include "tap.h"

static size_t words(struct arena *arena, const char *sql)
{
    return extent_of(arena, sql).words;
}

TEST(a_table_counts_where_it_is_used)
{
    struct arena *arena = arena_new();
    CHECK_INT(words(arena, "SELECT 1"), 2);
    CHECK_INT(words(arena, ""), 0);
    /* Without its body: WITH a AS ( ) SELECT x FROM …, and five words for each use. */
    const struct {
        const char *from;
        size_t own, uses;
    } cases[] = {
        {"a", 1, 1},
        {"\"A\"", 1, 1},
        {"'a'", 1, 1},
        {"a, a", 3, 2},
        {"a JOIN a AS b ON a.x = b.x", 13, 2},
        {"(a, a)", 5, 2},
        {"(a JOIN (a))", 7, 2},
        {"b, (SELECT a, count(a) FROM a)", 13, 1},
        {"b WHERE x IN a AND y IN (SELECT x FROM a)", 14, 2},
        {"b GROUP BY x, a ORDER BY x, a", 11, 0},
        {"b JOIN c ON iif(x, a, a), a", 14, 1},
        {"main.a", 3, 0},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        const char *sql =
            arena_printf(arena, "WITH a AS (SELECT x FROM t) SELECT x FROM %s", cases[i].from);
        size_t found = words(arena, sql);
        if (!CHECK_INT(found, 8 + cases[i].own + 5 * cases[i].uses))
            printf("# in: %s\n", sql);
    }
    /* Through another, within another, and one of its own name within itself. */
    CHECK_INT(words(arena, "WITH a AS (SELECT 1), b AS (SELECT * FROM a, a) SELECT * FROM b"),
              10 + 4 + 7 + 2 * 3);
    CHECK_INT(words(arena, "SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a)"), 5 + 5 + 4 + 3);
    CHECK_INT(words(arena,
                    "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) SELECT n "
                    "FROM a"),
              9 + 4 + 11);
    arena_free(arena);
}

/* t1 AS …, t2 AS …, each of which uses the one before once or twice, and a SELECT from the last. */
static const char *tables(struct arena *arena, int count, bool twice)
{
    struct buf sql = {0};
    buf_puts(&sql, "WITH t1 AS (SELECT 1 AS 数)");
    for (int i = 2; i <= count; i++)
        buf_printf(&sql, ", t%d AS (SELECT a.数 FROM t%d AS a, %s%d AS b)", i, i - 1,
                   twice ? "t" : "u", i - 1);
    buf_printf(&sql, " SELECT 数 FROM t%d", count);
    const char *copy = buf_copy(&sql, arena);
    buf_done(&sql);
    return copy;
}

static bool is_wide(struct extent extent)
{
    return extent.words > extent.own + EXTENT_MOST;
}

TEST(tables_that_double_are_seen_at_once)
{
    struct arena *arena = arena_new();
    CHECK(!is_wide(extent_of(arena, tables(arena, 12, true))));
    CHECK(is_wide(extent_of(arena, tables(arena, 14, true))));
    struct extent most = extent_of(arena, tables(arena, 90, true));
    CHECK(is_wide(most));
    CHECK_STR(most.table, "t14");
    CHECK(!is_wide(extent_of(arena, tables(arena, 100, false))));
    CHECK(is_wide(extent_of(arena, tables(arena, 20000, false)))); /* too deep for SQLite's stack */
    arena_free(arena);
}

TEST(a_long_statement_is_no_wide_one)
{
    struct arena *arena = arena_new();
    struct buf sql = {0};
    buf_puts(&sql, "WITH a AS (SELECT 1) SELECT 0");
    for (int i = 0; i < 150000; i++)
        buf_puts(&sql, ",1");
    CHECK(!is_wide(extent_of(arena, sql.data)));
    buf_done(&sql);
    arena_free(arena);
}
