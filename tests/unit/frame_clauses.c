/* Cutting a SELECT into its clauses. */
#include <huibao/base.h>

#include "clauses.h"
#include "tap.h"

static struct clauses cut(struct arena *arena, const char *sql)
{
    struct clauses clauses = {0};
    const char *reason = NULL;
    if (!CHECK(clauses_cut(arena, sql, &clauses, &reason)))
        FAIL(reason);
    return clauses;
}

static void refused(const char *sql, const char *why)
{
    struct arena *arena = arena_new();
    struct clauses clauses;
    const char *reason = "";
    CHECK(!clauses_cut(arena, sql, &clauses, &reason));
    if (!CHECK(strstr(reason, why) != NULL))
        FAIL(reason);
    arena_free(arena);
}

TEST(the_clauses_of_a_statistic)
{
    struct arena *arena = arena_new();
    struct clauses c =
        cut(arena, "SELECT 类别, count(*) AS 受理, -- 件, FROM\n"
                   "  sum(a) FILTER (WHERE b IN (1, 2)) AS \"各 项\" /* WHERE */\n"
                   "FROM 纠纷 AS d WHERE x = 'a;FROM '' WHERE' AND y IS NOT DISTINCT FROM 3\n"
                   "GROUP BY 1, d.网格 HAVING count(*) > 0 ORDER BY 2 DESC LIMIT 5;");
    CHECK_INT(c.item_count, 3);
    CHECK_STR(c.items[0].name, "类别");
    CHECK_STR(c.items[1].expr, "count(*)");
    CHECK_STR(c.items[2].name, "各 项");
    CHECK_STR(c.items[2].expr, "sum(a) FILTER (WHERE b IN (1, 2))");
    CHECK_STR(c.from, "纠纷 AS d");
    CHECK_STR(c.view, "纠纷");
    CHECK_STR(c.alias, "d");
    CHECK_STR(c.where, "x = 'a;FROM '' WHERE' AND y IS NOT DISTINCT FROM 3");
    CHECK_INT(c.group_count, 2);
    CHECK_STR(c.groups[0], "类别");
    CHECK_STR(c.groups[1], "d.网格");
    CHECK_STR(c.order, "2 DESC");
    CHECK(!c.offset);
    arena_free(arena);
}

TEST(names_of_columns_and_aliases_of_tables)
{
    struct arena *arena = arena_new();
    struct clauses c = cut(arena, "select d.类别, 结果 from 纠纷 d join 网格 g on g.网格 = d.网格");
    CHECK_STR(c.items[0].name, "类别");
    CHECK_STR(c.items[1].name, "结果");
    CHECK_STR(c.alias, "d");
    CHECK_STR(c.where, "");
    c = cut(arena, "SELECT 类别 AS 种类, count(*) FROM 纠纷 GROUP BY 种类 LIMIT 2 OFFSET 1");
    CHECK_STR(c.groups[0], "类别");
    CHECK_STR(c.items[1].name, "count(*)");
    CHECK_STR(c.alias, "纠纷");
    CHECK(c.offset);
    arena_free(arena);
}

TEST(what_is_not_simple_is_refused_with_the_reason)
{
    refused("WITH a AS (SELECT 1) SELECT * FROM a", "WITH");
    refused("SELECT DISTINCT 类别 FROM 纠纷", "DISTINCT");
    refused("SELECT 1 AS a FROM 纠纷 UNION ALL SELECT 2 FROM 服务", "并在一起");
    refused("SELECT count(*) FROM (SELECT * FROM 纠纷)", "视图");
    refused("SELECT 1 AS a", "视图");
    refused("", "WITH");
}

struct counted {
    const struct clauses_count *counts;
    size_t count;
    bool whole, good;
    const char *reason;
};

static struct counted counts(struct arena *arena, const char *expr)
{
    struct counted c = {0};
    c.good = clauses_counts(arena, expr, &c.counts, &c.count, &c.whole, &c.reason);
    return c;
}

TEST(an_aggregate_is_found_through_what_stands_in_for_nothing)
{
    struct arena *arena = arena_new();
    static const char *const whole[] = {
        "count(*) FILTER (WHERE 结果 = '调解成功')",
        "coalesce(count(*) FILTER (WHERE 结果 = '调解成功'), 0)",
        "(nullif(count(*) FILTER (WHERE 结果 = '调解成功'), -1))",
        "CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE 结果 = '调解成功') END",
        "CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE 结果 = '调解成功') ELSE NULL END"};
    for (size_t i = 0; i < BASE_COUNT(whole); i++) {
        struct counted c = counts(arena, whole[i]);
        if (!CHECK(c.good && c.whole) || !CHECK_INT(c.count, 1))
            FAIL(whole[i]);
        CHECK_STR(c.counts[0].function, "count");
        CHECK_STR(c.counts[0].argument, "*");
        CHECK_STR(c.counts[0].filter, "结果 = '调解成功'");
    }
    struct counted c = counts(arena, "count(DISTINCT 户号)");
    CHECK(c.whole && c.counts[0].distinct);
    CHECK_STR(c.counts[0].argument, "户号");
    arena_free(arena);
}

TEST(a_column_of_several_aggregates_is_not_one)
{
    struct arena *arena = arena_new();
    struct counted c = counts(arena, "100.0 * sum(a) / count(*)");
    CHECK(c.good && !c.whole);
    CHECK_INT(c.count, 2);
    c = counts(arena, "count(*) - 1");
    CHECK(c.good && !c.whole);
    c = counts(arena, "coalesce(count(*), sum(a))");
    CHECK(c.good && !c.whole);
    c = counts(arena, "CASE WHEN a THEN count(*) WHEN b THEN sum(c) END");
    CHECK(c.good && !c.whole);
    c = counts(arena, "max(a, b)"); /* no aggregate */
    CHECK_INT(c.count, 0);
    c = counts(arena, "类别");
    CHECK_INT(c.count, 0);
    CHECK(!c.whole);
    c = counts(arena, "(SELECT count(*) FROM 服务)");
    CHECK(!c.good && strstr(c.reason, "子查询"));
    c = counts(arena, "sum(a) OVER (ORDER BY b)");
    CHECK(!c.good && strstr(c.reason, "窗口"));
    arena_free(arena);
}

TEST(a_name_is_mentioned_as_a_word)
{
    struct arena *arena = arena_new();
    CHECK(clauses_mention(arena, "结果 = '调解'", "结果"));
    CHECK(clauses_mention(arena, "d.\"结果\" = 1", "结果"));
    CHECK(!clauses_mention(arena, "a = '结果' AND 结果数 = 1 AND :结果 = 2", "结果"));
    CHECK(clauses_read(arena, "SELECT 社区 FROM 社区", "社区"));
    CHECK(clauses_read(arena, "SELECT 1 FROM 纠纷 LEFT JOIN \"社区\" USING (社区)", "社区"));
    CHECK(clauses_read(arena, "SELECT 1 FROM 纠纷 AS j, (SELECT 1, 2), 社区 WHERE 1", "社区"));
    CHECK(clauses_read(arena, "SELECT a, (SELECT 1 from 社区) FROM 纠纷", "社区"));
    CHECK(!clauses_read(arena, "SELECT 类别, 社区 FROM 纠纷 WHERE 社区 = :社区", "社区"));
    CHECK(!clauses_read(arena, "SELECT 1 FROM 纠纷 GROUP BY 类别, 社区 ORDER BY 1, 社区", "社区"));
    CHECK(!clauses_read(arena, "SELECT 1 FROM 纠纷 WHERE 类别 IN ('a', 社区)", "社区"));
    arena_free(arena);
}

TEST(texts_that_end_early_end_well)
{
    static const char *const texts[] = {"SELECT count(",
                                        "SELECT 'a",
                                        "SELECT \"",
                                        "SELECT a FROM",
                                        "SELECT /*",
                                        "SELECT a FROM b WHERE (",
                                        "SELECT ) FROM (",
                                        "SELECT count(*) FILTER (",
                                        "SELECT a FROM b GROUP BY"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct clauses c;
        const char *reason = NULL;
        clauses_cut(arena, texts[i], &c, &reason);
        counts(arena, texts[i] + strlen("SELECT "));
    }
    CHECK(true);
    arena_free(arena);
}
