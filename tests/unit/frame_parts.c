/* Taking a statement apart. */
#include <huibao/base.h>

#include "parts.h"
#include "tap.h"

TEST(with_tables_and_the_arms_of_a_union)
{
    struct arena *arena = arena_new();
    struct parts p = parts_read(
        arena, "WITH RECURSIVE a(x, \"y z\") AS (SELECT 1, 2), -- , c AS (\n"
               "b AS NOT MATERIALIZED (SELECT ')' UNION SELECT 2)\n"
               "SELECT x FROM a UNION ALL SELECT 1 FROM (SELECT 2 EXCEPT SELECT 3) UNION "
               "SELECT 'UNION' ORDER BY 1 LIMIT 3");
    CHECK_INT(p.arm_count, 3);
    CHECK_STR(p.arms[0], "SELECT x FROM a");
    CHECK_STR(p.arms[1], "SELECT 1 FROM (SELECT 2 EXCEPT SELECT 3)");
    CHECK_STR(p.arms[2], "SELECT 'UNION'");
    CHECK(p.merges && !p.subtracts && p.limited);
    CHECK_STR(p.tables->name, "b");
    CHECK_STR(p.tables->body, "SELECT ')' UNION SELECT 2");
    CHECK_STR(p.tables->next->name, "a");
    CHECK_INT(p.tables->next->column_count, 2);
    CHECK_STR(p.tables->next->columns[1], "y z");
    CHECK(p.tables->next->next == NULL);
    p = parts_read(arena, "SELECT 1 FROM a ORDER BY 1 LIMIT 2");
    CHECK_INT(p.arm_count, 1);
    CHECK_STR(p.arms[0], "SELECT 1 FROM a ORDER BY 1 LIMIT 2"); /* of the SELECT itself */
    CHECK(!p.limited && !p.merges);
    CHECK_STR(p.with, "");
    p = parts_read(arena,
                   "WITH a AS (SELECT 1) SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 ORDER BY 1");
    CHECK(p.subtracts && !p.rejoined);
    CHECK_INT(p.kept, 2);
    CHECK_STR(p.whole, "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 ORDER BY 1");
    p = parts_read(arena, "SELECT 1 EXCEPT SELECT 2 UNION ALL SELECT 3 EXCEPT SELECT 4");
    CHECK(p.rejoined);
    CHECK_INT(p.kept, 1);
    CHECK_INT(parts_read(arena, "SELECT 1 UNION SELECT 2").kept, 2);
    CHECK_INT(parts_read(arena, "").arm_count, 1);
    CHECK_INT(parts_read(arena, "WITH").arm_count, 1);
    CHECK_INT(parts_read(arena, "WITH a AS (").arm_count, 1);
    arena_free(arena);
}

TEST(what_stands_in_a_from)
{
    struct arena *arena = arena_new();
    struct parts_source *s = NULL;
    size_t count = 0;
    const char *from = "甲 LEFT JOIN \"乙 b\" AS c ON c.x = 甲.x, (SELECT 1, 2 FROM 丁) d "
                       "CROSS JOIN (VALUES (1)) JOIN 戊 USING (x)";
    if (CHECK(parts_sources(arena, from, &s, &count)) && CHECK(count == 5)) {
        CHECK_STR(s[0].text, "甲");
        CHECK_STR(s[0].alias, "甲");
        CHECK_STR(s[1].text, "乙 b");
        CHECK_STR(s[1].alias, "c");
        CHECK(s[2].query && !s[1].query);
        CHECK_STR(s[2].text, "SELECT 1, 2 FROM 丁");
        CHECK_STR(s[2].alias, "d");
        CHECK_STR(s[3].alias, "");
        CHECK_STR(s[4].text, "戊");
        CHECK_STR(parts_replaced(arena, "甲 AS a JOIN b",
                                 &(struct parts_source){.alias = "a", .end = 8}, "SELECT 1"),
                  "(SELECT 1) AS \"a\" JOIN b");
    }
    CHECK(!parts_sources(arena, "(甲 JOIN 乙)", &s, &count));
    CHECK(!parts_sources(arena, "json_each('[1]')", &s, &count));
    CHECK(parts_sources(arena, "", &s, &count) && count == 0);
    arena_free(arena);
}

TEST(names_of_an_expression)
{
    struct arena *arena = arena_new();
    const struct parts_name *names = NULL;
    size_t count = parts_names(arena, "max(a.x, 'y') + (SELECT z FROM t) || \"w\" -- v\n", &names);
    if (CHECK(count == 2)) {
        CHECK_STR(names[0].table, "a");
        CHECK_STR(names[0].column, "x");
        CHECK_STR(names[1].table, "");
        CHECK_STR(names[1].column, "w");
    }
    arena_free(arena);
}

TEST(a_subquery_with_the_values_of_what_is_around_it)
{
    struct arena *arena = arena_new();
    static const char *const around[] = {"a", "b"};
    static const char *const values[] = {"1", "'二'"};
    const char *query = "SELECT count(*) FROM t AS b WHERE b.x = a.x AND 'a.x' <> A.y";
    struct parts_outer outer = {.tables = around, .table_count = 2};
    parts_outer_names(arena, query, &outer);
    if (CHECK(outer.count == 2)) { /* b is its own */
        CHECK_STR(outer.names[1].column, "y");
        CHECK_STR(parts_filled(arena, query, &outer, values),
                  "SELECT count(*) FROM t AS b WHERE b.x = 1 AND 'a.x' <> '二'");
    }
    arena_free(arena);
}
