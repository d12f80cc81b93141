/* The records behind values of queries with WITH, UNION and subqueries. */
#include <huibao/frame_trace.h>

#include "frame_case.h"
#include "state.h"

/* One table of data by its query, over the fixture. */
static struct frame_case opened(const char *database, const char *sql)
{
    struct buf report = {0};
    buf_printf(&report,
               "---\nid: r\ntitle: 报告\nstyle: gbt9704\n" CASE_PARAMS "data:\n  表:\n    sql: |\n"
               "      %s\n---\n# {{社区}}{{期}}\n\n```table\ndata: 表\ncolumns: [{title: 数, "
               "value: 数}]\n```\n",
               sql);
    struct frame_case c = case_define(NULL, report.data);
    case_open(&c, fixture_database(database));
    buf_done(&report);
    return c;
}

static struct frame_records records_of(struct frame_case *c, const char *column, size_t row)
{
    static const struct frame_records_request all = {1000, false};
    const struct define_dataset *table = c->report ? c->report->data : NULL;
    const struct frame_trace *trace = NULL;
    if (c->frame && frame_table(c->frame, table, c->diags))
        trace = frame_trace_cell(c->frame, table, column, row, c->diags);
    if (!CHECK(trace != NULL)) {
        case_say(c);
        return (struct frame_records){.reason = "no trace"};
    }
    return frame_trace_records(c->frame, trace, &all);
}

/* 甲 J01 J02 …: the keys of the records behind 数 of a row, or the reason. */
static const char *keys(struct frame_case *c, const char *column, size_t row)
{
    struct frame_records records = records_of(c, column, row);
    struct buf text = {0};
    for (size_t i = 0; i < records.count && !records.reason; i++)
        for (size_t k = 0; k < records.column_count; k++) {
            struct value cell = records.items[i].cells[k];
            bool key = cell.kind == VALUE_TEXT && cell.text[0] == 'J';
            buf_printf(&text, "%s%s", key && text.length ? " " : "", key ? cell.text : "");
            CHECK(records.items[i].batch > 0 && records.items[i].line > 0);
        }
    const char *copy = records.reason ? records.reason : text.data ? buf_copy(&text, c->arena) : "";
    buf_done(&text);
    return copy;
}

/* Each with what is expected of 数 in its first row. */
static void expect(char group, const char *const (*cases)[2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "%c-%zu.db", group, i);
        struct frame_case c = opened(name, cases[i][0]);
        const char *found = keys(&c, "数", 0);
        if (!CHECK(strstr(found, cases[i][1]) != NULL &&
                   (cases[i][1][0] != 'J' || strlen(found) == strlen(cases[i][1]))))
            printf("# %s\n# → %s\n", cases[i][0], found);
        case_close(&c);
    }
}

#define OF_MONTH "社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末"

TEST(the_last_select_counts_rows_of_a_with_table)
{
    static const char *const cases[][2] = {
        {"WITH 本 AS (SELECT 纠纷编号, 类别 FROM 纠纷 WHERE " OF_MONTH ") "
         "SELECT count(*) FILTER (WHERE 类别 = '物业') AS 数 FROM 本",
         "J03 J04"},
        {"WITH 本 AS (SELECT * FROM 纠纷 WHERE " OF_MONTH
         "), 邻 AS (SELECT * FROM 本 WHERE 类别 = '邻里') "
         "SELECT 类别, count(*) AS 数 FROM 邻 GROUP BY 类别",
         "J01 J02 J05"},
        {"WITH 本(甲, 乙) AS (SELECT 类别, 结果 FROM 纠纷 WHERE " OF_MONTH ") "
         "SELECT count(乙) AS 数 FROM 本 AS b WHERE b.甲 = '物业'",
         "J03 J04"},
        {"SELECT count(*) AS 数 FROM (SELECT 类别 FROM 纠纷 WHERE " OF_MONTH
         ") WHERE 类别 = '物业'",
         "J03 J04"},
        {"SELECT count(*) AS 数 FROM (WITH 内 AS (SELECT 类别 FROM 纠纷 WHERE " OF_MONTH ") "
         "SELECT * FROM 内) AS 外 WHERE 类别 = '物业'",
         "J03 J04"},
        {"WITH 人 AS (SELECT DISTINCT 调解员 FROM 纠纷 WHERE " OF_MONTH " AND 调解员 IS NOT NULL) "
         "SELECT count(*) AS 数 FROM 人",
         "J01 J02 J03 J04"},
        {"WITH 额 AS (SELECT 涉及金额 AS 钱 FROM 纠纷 WHERE " OF_MONTH
         ") SELECT max(钱) AS 数 FROM 额",
         "J02"},
        {"WITH 类 AS (SELECT DISTINCT 类别 FROM 纠纷 WHERE " OF_MONTH
         "), 序 AS (SELECT 类别, row_number() OVER "
         "(ORDER BY 类别) AS 号 FROM 类) SELECT count(*) AS 数 FROM 序 WHERE 号 = 1",
         "J03 J04"},
        {"WITH 序 AS (SELECT 纠纷编号, row_number() OVER (ORDER BY 受理日期) AS 号 FROM 纠纷 "
         "WHERE " OF_MONTH ") "
         "SELECT count(*) AS 数 FROM 序 WHERE 号 <= 2",
         "J01 J02"},
        {"WITH 记 AS (SELECT * FROM 纠纷 WHERE " OF_MONTH
         ") SELECT sum(B.涉及金额) AS 数 FROM 社区 AS a "
         "JOIN 记 AS b ON b.社区 = A.社区",
         "J02 J03"},
        {"SELECT DISTINCT count(*) AS 数 FROM 纠纷 WHERE " OF_MONTH " AND 类别 = '物业'",
         "J03 J04"},
        {"SELECT 2 AS 数, 类别 FROM (SELECT DISTINCT 类别 FROM 纠纷 WHERE " OF_MONTH ")",
         "不取自记录"},
    };
    expect('a', cases, BASE_COUNT(cases));
}

TEST(arms_of_a_union_are_followed_each_by_itself)
{
    static const char *const cases[][2] = {
        {"SELECT '甲' AS 名, count(*) AS 数 FROM 纠纷 WHERE " OF_MONTH " AND 类别 = '物业' "
         "UNION ALL SELECT '乙', count(*) FROM 纠纷 WHERE " OF_MONTH
         " AND 类别 = '邻里' ORDER BY 名 DESC",
         "J03 J04"},
        {"WITH 记 AS (SELECT 纠纷编号, '受' AS 项 FROM 纠纷 WHERE " OF_MONTH " AND 类别 = '物业' "
         "UNION ALL SELECT 纠纷编号, '结' FROM 纠纷 WHERE 社区 = :社区 AND 办结日期 BETWEEN :期初 "
         "AND :期末) "
         "SELECT count(*) FILTER (WHERE 项 = '结') AS 数 FROM 记",
         "J01 J02 J03 J04 J09"},
        /* a record in both arms counts twice, and is there twice */
        {"WITH 记 AS (SELECT 纠纷编号 FROM 纠纷 WHERE 纠纷编号 = 'J01' "
         "UNION ALL SELECT 纠纷编号 FROM 纠纷 WHERE 纠纷编号 = 'J01') SELECT count(*) AS 数 FROM "
         "记",
         "J01 J01"},
        {"WITH 记 AS (SELECT 纠纷编号 FROM 纠纷 WHERE 纠纷编号 = 'J01' UNION ALL SELECT '无') "
         "SELECT count(*) AS 数 FROM 记",
         "不取自记录的行"},
        /* rows that are the same are one, but a row that is no record is not made up for by that */
        {"WITH 记 AS (SELECT 类别 FROM 纠纷 WHERE " OF_MONTH
         " UNION SELECT '无') SELECT count(*) AS 数 FROM 记",
         "不取自记录的行"},
        {"WITH 记 AS (SELECT 类别 FROM 纠纷 WHERE " OF_MONTH
         " UNION SELECT 类别 FROM 纠纷 WHERE 纠纷编号 = 'J06') "
         "SELECT count(*) AS 数 FROM 记 WHERE 类别 <> '邻里'",
         "J03 J04 J06"},
    };
    expect('b', cases, BASE_COUNT(cases));
}

#define COUNT_IN(query) "WITH 记 AS (" query ") SELECT count(*) AS 数 FROM 记"

TEST(of_except_and_intersect_it_is_what_survives)
{
    static const char *const cases[][2] = {
        {COUNT_IN("SELECT 纠纷编号 FROM 纠纷 EXCEPT SELECT 纠纷编号 FROM 纠纷 WHERE 类别 = '邻里'"),
         "J03 J04 J06 J09 J10"},
        {COUNT_IN("SELECT 纠纷编号 FROM 纠纷 WHERE " OF_MONTH
                  " INTERSECT SELECT 纠纷编号 FROM 纠纷 WHERE 类别 = '邻里'"),
         "J01 J02 J05"},
        {COUNT_IN("SELECT 纠纷编号 FROM 纠纷 WHERE " OF_MONTH
                  " UNION SELECT 纠纷编号 FROM 纠纷 WHERE 类别 = '合同' INTERSECT "
                  "SELECT 纠纷编号 FROM 纠纷 WHERE 结果 <> '调解成功' EXCEPT SELECT 'J04'"),
         "J05 J10"},
        /* with WITH tables of its own, and other names for its columns */
        {"WITH 记(号) AS (WITH 内 AS (SELECT 纠纷编号 AS 甲, 类别 FROM 纠纷) SELECT 甲 FROM 内 "
         "EXCEPT "
         "SELECT 甲 FROM 内 WHERE 类别 <> '物业') SELECT count(号) AS 数 FROM 记",
         "J03 J04 J09"},
        /* rows that are the same are one */
        {COUNT_IN("SELECT 类别 FROM 纠纷 WHERE " OF_MONTH " EXCEPT SELECT '邻里'"), "J03 J04"},
        /* what aggregates before is followed row by row */
        {"WITH 记 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH
         " GROUP BY 类别 EXCEPT SELECT '邻里', 3) SELECT sum(件) AS 数 FROM 记",
         "J03 J04"},
        /* the dataset's own rows */
        {"SELECT 纠纷编号, 涉及金额 AS 数 FROM 纠纷 WHERE " OF_MONTH
         " EXCEPT SELECT 纠纷编号, 涉及金额 FROM 纠纷 WHERE 涉及金额 IS NULL ORDER BY 1",
         "J02"},
        {"SELECT '余' AS 项, count(*) AS 数 FROM 纠纷 WHERE " OF_MONTH
         " AND 类别 = '物业' INTERSECT SELECT '余', 2",
         "J03 J04"},
        /* a NULL is never in a list: the rows are followed one by one */
        {COUNT_IN("SELECT 纠纷编号, 调解员 FROM 纠纷 WHERE 纠纷编号 IN ('J04', 'J05') EXCEPT "
                  "SELECT 'J04', '李娟'"),
         "J05"},
        /* J01 is taken out and comes back: of the second query, not of the first */
        {COUNT_IN("SELECT 纠纷编号 FROM 纠纷 WHERE " OF_MONTH
                  " EXCEPT SELECT 'J01' UNION SELECT 'J01'"),
         "又并上"},
    };
    expect('e', cases, BASE_COUNT(cases));
}

TEST(a_window_is_made_of_the_rows_of_its_partition)
{
    static const char *const cases[][2] = {
        {"SELECT 纠纷编号, rank() OVER (ORDER BY 受理日期) AS 数 FROM 纠纷 WHERE 类别 = '物业' "
         "ORDER BY 1",
         "J03 J04 J09"},
        {"SELECT 纠纷编号, sum(当事人数) OVER (PARTITION BY 类别, 结果 ORDER BY 受理日期) AS 数 "
         "FROM 纠纷 "
         "WHERE " OF_MONTH " ORDER BY 1",
         "J01 J02"},
        {"SELECT 纠纷编号, coalesce(lag(当事人数) over (partition by 类别 order by 受理日期), 0) "
         "AS 数 FROM "
         "纠纷 WHERE 类别 IN ('合同', '消费') ORDER BY 1",
         "J06"},
        /* of groups whole ones */
        {"SELECT 类别, rank() OVER (ORDER BY count(*) DESC) AS 数 FROM 纠纷 WHERE 类别 IN ('合同', "
         "'物业') "
         "GROUP BY 类别 ORDER BY 1",
         "J03 J04 J09 J10"},
        {"SELECT 类别, 结果, 100.0 * count(*) / sum(count(*)) OVER (PARTITION BY 类别) AS 数 FROM "
         "纠纷 "
         "WHERE " OF_MONTH " GROUP BY 类别, 结果 ORDER BY 类别 DESC, 结果",
         "J01 J02 J05"},
        {"SELECT 类别, sum(count(*)) OVER (PARTITION BY length(类别)) AS 数 FROM 纠纷 GROUP BY "
         "类别",
         "不是按"},
        {"SELECT 类别, rank() OVER (ORDER BY count(*)) AS 数 FROM 纠纷 GROUP BY 类别 HAVING "
         "count(*) > 1",
         "HAVING"},
        {"SELECT DISTINCT count(*) OVER () AS 数 FROM 纠纷", "DISTINCT"},
        {"SELECT 纠纷编号, rank() OVER (ORDER BY 受理日期) + rank() OVER (PARTITION BY 类别 ORDER "
         "BY 受理日期) "
         "AS 数 FROM 纠纷",
         "几种窗口"},
        {"SELECT rank() OVER (ORDER BY 受理日期) + (SELECT 1) AS 数 FROM 纠纷 LIMIT 1",
         "又用子查询"},
        /* through a level within */
        {"WITH 序 AS (SELECT 纠纷编号, row_number() OVER (PARTITION BY 类别 ORDER BY 受理日期) AS "
         "号 FROM "
         "纠纷) SELECT 号 AS 数 FROM 序 WHERE 纠纷编号 = 'J09'",
         "J03 J04 J09"},
        {"WITH 序 AS (SELECT 纠纷编号, row_number() OVER (PARTITION BY 类别 ORDER BY 受理日期) AS "
         "号 FROM "
         "纠纷), 外 AS (SELECT 纠纷编号 AS 编号, 号 FROM 序) SELECT 号 AS 数 FROM 外 WHERE 编号 = "
         "'J09'",
         "J03 J04 J09"},
        {"WITH 序 AS (SELECT 纠纷编号, 当事人数, row_number() OVER (PARTITION BY 类别) AS 号 FROM "
         "纠纷) SELECT "
         "当事人数 AS 数 FROM 序 WHERE 纠纷编号 = 'J09'",
         "J09"},
        {"WITH 类 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH " GROUP BY 类别) "
         "SELECT 类别, sum(件) OVER () AS 数 FROM 类 ORDER BY 1",
         "J01 J02 J03 J04 J05"},
    };
    expect('h', cases, BASE_COUNT(cases));
}

/* SQL in small letters is the same. */
TEST(keywords_are_known_in_small_letters)
{
    static const char *const cases[][2] = {
        /* the fifth is no record, but made by the join: it is not made up for by one that is there twice */
        {"with 项 as (select 类别 from 纠纷 where " OF_MONTH " union select 类别 from 纠纷 where "
         "纠纷编号 = 'J06'), 名 as (select '邻里' as 名 union all select '无'), 记 as (select 名, "
         "类别 from 名 "
         "left join 项 on 类别 = 名) select count(*) as 数 from 记",
         "不取自记录的行"},
        {"with 项 as (select 纠纷编号 from 纠纷 union all select 纠纷编号 from 纠纷 limit 3), "
         "记 as (select 纠纷编号, row_number() over (order by 纠纷编号) as 号 from 项) "
         "select count(*) as 数 from 记 where 号 <= 2",
         "完全相同"},
        {"select (select max(类别) from 纠纷 where 纠纷编号 = 'J01') || '' as 数", "J01"},
    };
    expect('g', cases, BASE_COUNT(cases));
}

TEST(what_limit_leaves_of_a_union_is_followed)
{
    static const char *const cases[][2] = {
        {"SELECT 纠纷编号 AS 数 FROM 纠纷 WHERE 类别 = '物业' UNION ALL SELECT 纠纷编号 FROM 纠纷 "
         "WHERE 类别 = "
         "'邻里' ORDER BY 数 DESC LIMIT 1",
         "J09"},
        {COUNT_IN("SELECT 纠纷编号 FROM 纠纷 WHERE 类别 = '物业' UNION ALL SELECT 纠纷编号 FROM "
                  "纠纷 WHERE "
                  "类别 = '邻里' ORDER BY 1 DESC LIMIT 3"),
         "J07 J08 J09"},
        {"SELECT (SELECT 当事人数 FROM 纠纷 WHERE 纠纷编号 = 'J04' UNION ALL SELECT 当事人数 FROM "
         "纠纷 "
         "WHERE 纠纷编号 = 'J02' ORDER BY 1 LIMIT 1) AS 数",
         "J02"},
        {"SELECT (SELECT count(*) FROM 纠纷 WHERE 类别 = '合同' UNION SELECT count(*) FROM 纠纷 "
         "WHERE "
         "类别 = '物业') AS 数",
         "J10"},
        /* which of two that are the same was left cannot be told */
        {"WITH 记 AS (SELECT 类别 FROM 纠纷 WHERE 纠纷编号 = 'J01' UNION ALL SELECT 类别 FROM 纠纷 "
         "WHERE "
         "纠纷编号 = 'J02' LIMIT 1) SELECT count(*) AS 数 FROM 记",
         "完全相同"},
        {"SELECT 类别 AS 数 FROM 纠纷 UNION ALL SELECT 类别 FROM 纠纷 LIMIT 3", "完全相同"},
    };
    expect('f', cases, BASE_COUNT(cases));
}

TEST(a_column_of_a_with_table_that_aggregates_is_followed_into_it)
{
    static const char *const cases[][2] = {
        {"WITH 计 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH " GROUP BY 类别) "
         "SELECT 类别, coalesce(件, 0) AS 数 FROM 计 ORDER BY 件 DESC, 类别",
         "J01 J02 J05"},
        {"WITH 本 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH " GROUP BY 类别), "
         "上 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN "
         "'2026-09-01' "
         "AND '2026-09-30' GROUP BY 类别) SELECT 本.类别, 本.件 - coalesce(上.件, 0) AS 数 "
         "FROM 本 LEFT JOIN 上 ON 上.类别 = 本.类别 ORDER BY 本.类别",
         "J03 J04 J09"},
        {"WITH 本 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH " GROUP BY 类别) "
         "SELECT max(件) AS 数 FROM 本",
         "J01 J02 J05"},
        {"WITH 本 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH " GROUP BY 类别) "
         "SELECT sum(件) AS 数 FROM 本",
         "J01 J02 J03 J04 J05"},
        {"WITH 本 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH " GROUP BY 类别) "
         "SELECT count(*) AS 数 FROM 本 WHERE 件 > 2",
         "J01 J02 J05"},
        /* by what is not shown */
        {"SELECT count(*) AS 数 FROM 纠纷 WHERE " OF_MONTH
         " GROUP BY 类别, 结果 ORDER BY 类别, 结果",
         "完全相同"},
        {"WITH 本 AS (SELECT 类别, 结果, count(*) AS 件 FROM 纠纷 WHERE " OF_MONTH
         " GROUP BY 类别, 结果) "
         "SELECT 结果, 件 AS 数, 类别 FROM 本 ORDER BY 类别 DESC, 结果",
         "J05"},
        /* nothing is there on the right of the JOIN: no records, and no wrong ones */
        {"WITH 名 AS (SELECT '医疗' AS 类), 计 AS (SELECT 类别, count(*) AS 件 FROM 纠纷 GROUP BY "
         "类别) "
         "SELECT 类, coalesce(件, 0) AS 数 FROM 名 LEFT JOIN 计 ON 计.类别 = 名.类",
         ""},
    };
    expect('c', cases, BASE_COUNT(cases));
}

TEST(a_subquery_stands_alone_with_the_values_of_its_row)
{
    static const char *const cases[][2] = {
        {"SELECT 社区.社区, (SELECT count(*) FROM 纠纷 WHERE 纠纷.社区 = 社区.社区) AS 数 FROM "
         "社区 "
         "WHERE 社区.社区 = '桂苑社区'",
         "J10"},
        {"SELECT 社区, (SELECT count(*) FROM 纠纷 WHERE 纠纷.社区 = 下级.社区 AND 类别 = '合同') "
         "AS 数 "
         "FROM 下级 WHERE 上级 = '和平街道' AND 社区 = '桂苑社区'",
         "J10"},
        {"SELECT (SELECT count(*) FROM 纠纷 WHERE " OF_MONTH " AND 类别 = '物业') AS 数, 1 AS 一",
         "J03 J04"},
        {"SELECT (SELECT 纠纷编号 FROM 纠纷 WHERE " OF_MONTH
         " ORDER BY 受理日期 DESC LIMIT 1) AS 数",
         "J05"},
        {"SELECT (SELECT rank() OVER (ORDER BY 受理日期) FROM 纠纷 WHERE 类别 = '物业') AS 数",
         "J03 J04 J09"},
        {"SELECT count(*) - (SELECT count(*) FROM 纠纷 WHERE " OF_MONTH " AND 类别 = '物业') AS 数 "
         "FROM 纠纷 WHERE " OF_MONTH,
         "J01 J02 J03 J04 J05"},
    };
    expect('d', cases, BASE_COUNT(cases));
}

/* Each level asks again of all below it: the work is bounded, whatever the machine takes for it. */
TEST(following_ends_when_it_takes_too_much_work)
{
    struct buf sql = {0};
    buf_puts(&sql, "WITH 表1 AS (SELECT count(*) AS 数 FROM 纠纷)");
    for (int i = 2; i <= 12; i++)
        buf_printf(&sql, ", 表%d AS (SELECT a.数 + b.数 AS 数 FROM 表%d AS a, 表%d AS b)", i, i - 1,
                   i - 1);
    buf_puts(&sql, " SELECT 数 FROM 表12");
    struct frame_case c = opened("lineage2.db", sql.data);
    CHECK_STR(records_of(&c, "数", 0).reason, "这个查询太大，逐层重算要很久");
    case_close(&c);
    buf_done(&sql);
    /* No more than a count, but of a hundred thousand rows, which every question makes again. */
    c = opened("lineage3.db",
               "WITH RECURSIVE 数列(数) AS (SELECT 1 UNION ALL SELECT 数 + 1 FROM 数列 "
               "WHERE 数 < 100000), 甲 AS (SELECT count(*) AS 数 FROM 纠纷, 数列) "
               "SELECT 数 FROM 甲");
    c.frame->world.max_trace_ksteps = 2000;
    CHECK_STR(records_of(&c, "数", 0).reason, "这个查询太大，逐层重算要很久");
    CHECK(c.frame->store.most_ticks == 0); /* other statements run on */
    case_close(&c);
}

TEST(names_are_hidden_in_what_is_listed)
{
    struct frame_case c =
        opened("lineage1.db", "WITH 全 AS (SELECT 调解员, 类别 FROM 纠纷 WHERE " OF_MONTH
                              ") SELECT count(*) AS 数 FROM 全 "
                              "WHERE 调解员 IS NOT NULL");
    struct frame_records records = records_of(&c, "数", 0);
    CHECK(records.reason == NULL);
    CHECK_INT(records.total, 4);
    bool shown = false;
    for (size_t i = 0; i < records.count; i++)
        for (size_t k = 0; k < records.column_count; k++) {
            struct value cell = records.items[i].cells[k];
            CHECK(cell.kind != VALUE_TEXT || !strstr(cell.text, "王强"));
            shown |= cell.kind == VALUE_TEXT && strstr(cell.text, "王某");
        }
    CHECK(shown);
    case_close(&c);
}
