/* `huibao check` of what only a database can tell. */
#include "frame_case.h"

static bool check(struct frame_case *c)
{
    return c->report && frame_check(c->report, &c->world, c->diags);
}

static const char plain_report[] = "---\nid: t\ntitle: 标题\n---\n{{甲}}\n";

TEST(a_right_report_passes_silently)
{
    static const char dictionary[] =
        "纠纷:\n  sql: SELECT count(*) AS 受理, 0 AS 成功 FROM 纠纷 WHERE 社区 = :社区\n"
        "  indicators:\n    受理: {}\n    成功: {}\n    率: {expr: 100.0 * 成功 / 受理}\n"
        "checks:\n  - {id: D01, rule: 成功 <= 受理, preview: warn, publish: error, upload: error, "
        "says: 不对}\n";
    static const char report[] =
        "---\nid: t\ntitle: '{{社区}}{{期}}'\n" CASE_PARAMS
        "data:\n  分类: {sql: SELECT 类别 FROM 纠纷 WHERE 受理日期 BETWEEN :期初 AND :期末}\n---\n"
        "{{#if 受理 > 0}}有{{率}}{{else}}无{{/if}}\n\n"
        "```table\ndata: 分类\ncolumns: [{title: 序号, value: 序号}, {title: 类别, value: "
        "类别}]\n```\n";
    struct frame_case c = case_define(dictionary, report);
    CHECK(check(&c));
    case_said(&c, "");
    case_close(&c);
}

TEST(FRM032_columns_that_the_data_does_not_have)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  分类: {sql: 'SELECT 类别, count(*) AS 受理 FROM 纠纷 "
        "GROUP BY 1'}\n"
        "---\n```table\ndata: 分类\ncolumns:\n  - {title: 类别, value: 类型}\n"
        "  - {title: 受理, value: 受理数}\n  - {title: 占比, share: 受理数}\n```\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    if (case_said(&c, "FRM032 FRM032 FRM032")) {
        CHECK_INT(diags_at(c.diags, 0)->place.line, 10);
        CHECK_INT(diags_at(c.diags, 0)->place.column, 24);
        CHECK_INT(diags_at(c.diags, 1)->place.line, 11);
        CHECK(strstr(diags_at(c.diags, 1)->hint, "受理") != NULL);
    }
    case_close(&c);
}

TEST(FRM032_columns_of_a_chart)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  分类: {sql: 'SELECT 类别, 来源, count(*) AS 受理 FROM "
        "纠纷 GROUP BY 1, 2'}\n"
        "---\n{{#landscape}}\n```chart\ndata: 分类\ncategory: 分类\n"
        "series: {value: 受理数}\nsplit: 来路\ncaption: 图\n```\n{{/landscape}}\n"
        "```chart\ndata: 分类\ncategory: 类别\nseries: 受理\nsplit: 来源\n```\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    if (case_said(&c, "FRM032 FRM032 FRM032")) {
        CHECK_INT(diags_at(c.diags, 0)->place.line, 10);
        CHECK_INT(diags_at(c.diags, 1)->place.line, 12);
        CHECK_INT(diags_at(c.diags, 2)->place.line, 11);
        CHECK_INT(diags_at(c.diags, 2)->place.column, 17);
    }
    case_close(&c);
}

TEST(FRM032_columns_that_decide_about_rows)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  分类: {sql: 'SELECT 类别, count(*) AS 受理 FROM 纠纷 "
        "GROUP BY 1'}\n"
        "---\n```table\ndata: 分类\ngroup: 类型\nindent: 层次\n"
        "columns: [{title: 甲, columns: [类别, 受里]}]\n```\n\n"
        "```table\ndata: 分类\ncross: {rows: 类, columns: 别, value: 件}\n```\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    if (case_said(&c, "FRM032 FRM032 FRM032 FRM032 FRM032 FRM032")) {
        CHECK_INT(diags_at(c.diags, 0)->place.line, 11);
        CHECK_INT(diags_at(c.diags, 1)->place.line, 9);
        CHECK_INT(diags_at(c.diags, 1)->place.column, 8);
        CHECK_INT(diags_at(c.diags, 2)->place.line, 10);
        CHECK_INT(diags_at(c.diags, 5)->place.line, 16);
    }
    case_close(&c);
}

TEST(conditions_in_a_form_are_prepared)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  分类: {sql: 'SELECT 类别 FROM 纠纷'}\n---\n"
        "```table\ndata: 分类\nform: {people: {填表人: '{{#if abs(1) = abs(1, 2)}}甲{{/if}}'}}\n"
        "columns: [类别]\n```\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    CHECK_INT(diags_count(c.diags, DIAG_ERROR), 1);
    CHECK_INT(diags_at(c.diags, 0)->place.line, 9);
    case_close(&c);
}

TEST(FRM032_a_column_without_AS)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  分类: {sql: 'SELECT 类别, count(*) FROM 纠纷 "
        "GROUP BY 1'}\n"
        "---\n```table\ndata: 分类\ncolumns:\n  - {title: 类别, value: 类别}\n"
        "  - {title: 受理, value: 受理}\n```\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    if (case_said(&c, "FRM032"))
        case_hint_has(&c, "给“count(*)”这一列写上 AS 受理");
    case_close(&c);
}

TEST(all_mistakes_of_a_dictionary_in_one_run_and_once_for_many_reports)
{
    static const char dictionary[] =
        "一:\n  sql: SELECT count(*) AS 假 FROM 纠纷\n  indicators:\n    甲: {}\n"
        "二:\n  sql: SELECT count(*) AS 乙 FROM 纠份\n  indicators:\n    乙: {}\n    丙: {expr: 乙 "
        "+ nullif(1)}\n"
        "checks:\n  - {id: D01, rule: 'abs(乙, 1) = 1', preview: warn, publish: error, upload: "
        "error, says: 不对}\n";
    struct frame_case c = case_define(dictionary, plain_report);
    CHECK(!check(&c));
    case_said(&c, "FRM031 FRM011 FRM018 FRM018");
    CHECK(c.report && frame_check(c.report, &c.world, c.diags)); /* nothing new */
    case_said(&c, "FRM031 FRM011 FRM018 FRM018");
    case_close(&c);
}

TEST(FRM055_integer_division_is_warned_of)
{
    static const char dictionary[] = "一:\n  sql: SELECT 1 AS 甲, 2 AS 乙\n  indicators:\n"
                                     "    甲: {}\n    乙: {}\n"
                                     "    率: {expr: 100 * 甲 / 乙}\n"
                                     "    好: {expr: 100.0 * 甲 / 乙}\n"
                                     "    半: {expr: 甲 / 2.0}\n"
                                     "    金额: {expr: 1.0 * 甲, unit: 元}\n"
                                     "    均: {expr: 金额 / 乙, unit: 元}\n";
    struct frame_case c = case_define(dictionary, plain_report);
    CHECK(check(&c)); /* a warning only */
    case_said_at(&c, "FRM055", "指标.yaml", 6, 15);
    case_hint_has(&c, "100.0");
    case_close(&c);
}

TEST(FRM055_integer_division_in_a_query)
{
    static const struct {
        const char *column;
        bool told;
    } cases[] = {
        {"100 * count(*) FILTER (WHERE 结果 = '调解成功') / count(*) AS 率", true},
        {"round(100 * count(*) FILTER (WHERE 涉及金额 > 1.5) / nullif(count(DISTINCT 社区), 0), 1)",
         true},
        {"CASE WHEN count(*) > 0 THEN count(*) / count(涉及金额) END", true},
        {"100.0 * count(*) FILTER (WHERE 结果 = '调解成功') / count(*)", false},
        {"count(*) * 1e2 / count(*)", false},
        {"CAST(count(*) AS real) / count(*)", false},
        {"sum(涉及金额) / count(*)", false},
        {"涉及金额 / 2", false},
        {"'1/2' || count(*)", false},
        {"count(*) - 1 /* a / b */", false},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        const char *text = arena_printf(
            arena,
            "---\nid: t\ntitle: 标题\ndata:\n  甲:\n    sql: |\n      WITH 元 AS (SELECT 类别, %s\n"
            "        FROM 纠纷 GROUP BY 类别) SELECT 类别 FROM 元\n---\n"
            "{{#each 甲|、}}{{类别}}{{/each}}\n",
            cases[i].column);
        struct frame_case own = case_define(NULL, text);
        CHECK(check(&own));
        if (cases[i].told)
            case_said_at(&own, "FRM055", "报表.md", 7, 29);
        else
            case_said(&own, "");
        case_close(&own);
        arena_free(arena);
    }
}

TEST(conditions_anywhere_are_checked)
{
    static const char dictionary[] = "一:\n  sql: SELECT 1 AS 甲\n  indicators:\n    甲: {}\n";
    static const char report[] =
        "---\nid: t\ntitle: '{{#if abs(1, 2) > 0}}甲{{/if}}'\n---\n"
        "{{#if abs(甲, 1) > 0}}一{{else}}{{甲}}{{/if}}二\n\n"
        "{{#if nullif(甲) > 0}}\n\n# 标题\n\n正文{{#if abs(1, 2) = 1}}三{{/if}}\n\n{{/if}}\n";
    struct frame_case c = case_define(dictionary, report);
    CHECK(!check(&c));
    case_said(&c, "FRM018 FRM018 FRM018 FRM018");
    case_close(&c);
}

TEST(FRM031_an_own_indicator_that_the_data_does_not_have)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  自有:\n    sql: SELECT count(*) AS 件数 FROM 纠纷\n"
        "    indicators:\n      件数: {}\n      件书: {}\n---\n{{件数}}{{件书}}\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    case_said_at(&c, "FRM031", "报表.md", 9, 7);
    case_close(&c);
}

TEST(FRM032_rules_ask_for_columns)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  分类: {sql: 'SELECT 类别, count(*) AS 受理, 1 AS 办结 "
        "FROM "
        "纠纷 GROUP BY 1'}\n"
        "checks:\n"
        "  - {id: A, rule: 合计(分类.受里) = 行数(分类), says: 甲}\n"
        "  - {id: B, rule: 办结 <= 受理, each: 分类, says: 乙}\n"
        "  - {id: C, rule: 办节 <= 受理, each: 分类, says: 丙}\n"
        "  - {id: D, rule: '办结 <= abs(受理, 1)', each: 分类, says: 丁}\n---\n正文。\n";
    struct frame_case c = case_define(NULL, report);
    CHECK(!check(&c));
    if (case_said(&c, "FRM032 FRM032 FRM018")) {
        CHECK_INT(diags_at(c.diags, 0)->place.line, 7);
        CHECK_INT(diags_at(c.diags, 0)->place.column, 19);
        CHECK_INT(diags_at(c.diags, 1)->place.line, 9);
        CHECK(strstr(diags_at(c.diags, 1)->hint, "办结"));
    }
    case_close(&c);
}
