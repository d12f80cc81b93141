/* {{#each}}: rows in running text and as blocks, their columns in conditions, rows within rows. */
#include "compose_case.h"

static const char dictionary[] =
    "纠纷:\n"
    "  sql: |\n"
    "    SELECT count(*) AS 件数, 100.0 * count(*) / 7 AS 占比\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "  indicators:\n"
    "    件数: {unit: 件}\n"
    "    占比: {unit: '%', decimals: 1}\n"
    "    双倍: {expr: 件数 * 2}\n"
    "纠纷分类:\n"
    "  sql: |\n"
    "    SELECT 类别, count(*) AS 件数, 100.0 * count(*) / 7 AS 占比, 10.0 / count(*) AS 均\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "    GROUP BY 类别 ORDER BY 2 DESC\n"
    "无数:\n"
    "  sql: SELECT 类别, 0 AS 零, 类别 AS 文 FROM 纠纷 GROUP BY 类别\n"
    "三分:\n"
    "  sql: SELECT 1 AS 份 UNION ALL SELECT 1 UNION ALL SELECT 1\n"
    "缺一:\n"
    "  sql: SELECT 3 AS 份 UNION ALL SELECT NULL UNION ALL SELECT 1 UNION ALL SELECT 0\n"
    "有负:\n"
    "  sql: SELECT 3 AS 份 UNION ALL SELECT -1\n"
    "没有:\n"
    "  sql: SELECT 类别 FROM 纠纷 WHERE 社区 = '无'\n"
    "社区一览:\n"
    "  sql: SELECT 社区, 社区编码 FROM 社区 WHERE 级别 = '社区' ORDER BY 社区编码\n"
    "社区纠纷:\n"
    "  sql: SELECT 社区, 类别, count(*) AS 件数 FROM 纠纷 GROUP BY 1, 2 ORDER BY 1, 2\n"
    "特别:\n"
    "  sql: SELECT '{{社区}}*甲*' || '[乙]' AS 名 FROM 社区 WHERE 级别 = '街道'\n";

#define HEAD "---\nid: t\ntitle: '{{社区}}{{期|年月}}情况'\n" CASE_PARAMS "---\n"

static struct composed compose(const char *name, const char *report)
{
    return compose_text_case(fixture_database(name), dictionary, report, DEFINE_PREVIEW);
}

/* The text of all spans of the dump's paragraphs. */
static bool prints(const char *name, const char *body, const char *want)
{
    struct arena *arena = arena_new();
    struct composed made = compose(name, arena_printf(arena, HEAD "%s", body));
    struct buf text = {0};
    for (size_t i = 0; made.model && i < made.model->block_count; i++) {
        const struct model_block *block = &made.model->blocks[i];
        buf_printf(&text, "%s%s%s\n", block->kind == MODEL_HEADING ? block->label : "",
                   model_text_flat(arena, &block->text), "");
    }
    bool same = CHECK_STR(text.length ? text.data : "", want);
    case_said(&made.c, "");
    buf_done(&text);
    composed_close(&made);
    arena_free(arena);
    return same;
}

TEST(rows_are_parted_by_the_separator)
{
    prints("each.db", "{{#each 纠纷分类|、}}{{类别}}纠纷{{件数}}件{{/each}}。\n",
           "邻里纠纷3件、物业纠纷2件。\n");
    prints("each2.db", "{{#逐个 纠纷分类｜、｜和}}{{序号}}.{{类别}}{{/逐个}}。\n",
           "1.邻里和2.物业。\n");
    prints("each3.db", "{{#each 纠纷分类|'; '}}{{类别}}{{/each}}\n", "邻里; 物业\n");
}

TEST(only_the_first_rows_are_taken)
{
    prints("first.db", "{{#each 纠纷分类|前1|、}}{{类别}}{{/each}}。\n", "邻里。\n");
    prints("first2.db", "{{#each 纠纷分类|、|top 5}}{{类别}}{{/each}}。\n", "邻里、物业。\n");
}

TEST(rows_that_print_nothing_leave_no_separator)
{
    prints("vanish.db",
           "{{#each 社区纠纷|、}}{{#if 件数 > 2}}{{社区}}{{类别}}{{件数}}{{/if}}{{/each}}。\n",
           "春晖社区物业3、春晖社区邻里5。\n");
    prints("vanish2.db", "{{#each 纠纷分类|、}}{{#if 件数 > 9}}多{{/if}}{{else}}没有{{/each}}。\n",
           "没有。\n");
    prints("vanish3.db",
           "甲{{#each 没有|、}}{{类别}}{{else}}没有{{/each}}。\n\n"
           "{{#each 没有}}\n{{类别}}\n{{else}}\n一件也没有。\n{{/each}}\n",
           "甲没有。\n一件也没有。\n");
}

TEST(columns_go_before_indicators_and_are_printed_like_them)
{
    prints("shadow.db",
           "{{#each "
           "纠纷分类|；}}{{件数}}/{{本期.件数}}，{{占比}}，{{均}}，{{双倍}}{{/each}}，{{件数}}\n",
           "3/5，42.9%，3.33，10；2/5，28.6%，5，10，5\n");
    prints("shadow2.db",
           "{{#each 纠纷分类|、}}{{#if 件数 > 2 AND 本期.件数 = 5 AND 上期.件数 = 4}}{{类别}}"
           "{{else if 件数 = 2}}少{{/if}}{{/each}}\n",
           "邻里、少\n");
}

/* As in a table: parts make a hundred, whatever is printed of them; rows within rows have their own. */
TEST(shares_of_rows_make_a_hundred)
{
    prints("share1.db", "其中{{#each 纠纷分类|前1|、}}{{类别}}占{{件数|占比}}{{/each}}。",
           "其中邻里占60.0%。\n");
    prints("share2.db", "{{#each 三分|、}}{{份|占比}}{{/each}}。", "33.4%、33.3%、33.3%。\n");
    prints("share3.db", "{{#each 纠纷分类|、}}{{件数|小数 2|share}}{{/each}}。",
           "60.00、40.00。\n");
    prints(
        "share4.db",
        "{{#each 社区一览|；}}{{社区}}{{#each 社区纠纷|同 社区|、}}{{件数|占比|百分比 0}}{{/each}}"
        "{{/each}}。",
        "春晖社区11%、33%、56%；桂苑社区100%。\n");
    prints("share5.db", "{{#each 无数|前1}}{{零|占比}}{{/each}}。", "—。\n");
    /* a row without a value has no share: not 0% */
    prints("share7.db", "{{#each 缺一|、}}{{份|占比}}{{/each}}。", "75.0%、—、25.0%、0.0%。\n");
}

TEST(CMP002_shares_of_words)
{
    struct composed made = compose("share6.db", HEAD "{{#each 无数|前1}}{{文|占比}}{{/each}}。");
    CHECK_STR(diags_at(made.c.diags, 0)->kind->code, "CMP002");
    composed_close(&made);
}

/* As in a table: what is negative is no part of a whole, whether its row is printed or not. */
TEST(CMP006_shares_of_what_is_negative)
{
    struct composed made = compose("share8.db", HEAD "{{#each 有负|前1}}{{份|占比}}{{/each}}。");
    CHECK_INT(diags_count(made.c.diags, DIAG_ERROR), 1);
    const struct diag *diag = diags_at(made.c.diags, 0);
    CHECK_STR(diag->kind->code, "CMP006");
    CHECK(strstr(diag->message, "“份”") && strstr(diag->message, "第 2 行是负数"));
    composed_close(&made);
}

TEST(a_formula_does_not_see_the_row)
{
    /* first asked for within a row whose column has the name of one of its parts */
    prints("formula.db", "{{#each 纠纷分类|、}}{{#if 双倍 = 10}}{{双倍}}{{/if}}{{/each}}\n",
           "10、10\n");
}

TEST(blocks_repeat_and_numbering_goes_on)
{
    prints("blocks.db",
           "# 总\n\n{{#each 纠纷分类}}\n# {{类别}}纠纷\n\n共{{件数}}件。\n\n## 细\n{{/each}}\n\n# "
           "末\n",
           "一、总\n二、邻里纠纷\n共3件。\n（一）细\n三、物业纠纷\n共2件。\n（一）细\n四、末\n");
}

TEST(rows_within_rows)
{
    prints(
        "nested.db",
        "{{#each 社区一览}}\n{{社区}}{{序号}}："
        "{{#each 社区纠纷|同 社区|，}}{{序号}}{{社区}}{{类别}}{{件数}}件{{/each}}。\n{{/each}}\n",
        "春晖社区1：1春晖社区消费1件，2春晖社区物业3件，3春晖社区邻里5件。\n"
        "桂苑社区2：1桂苑社区合同1件。\n");
}

TEST(values_of_rows_are_no_markup)
{
    prints("markup.db", "{{#each 特别}}{{名}}{{/each}}\n\n{{#each 特别}}\n# {{名}}\n{{/each}}\n",
           "{{社区}}*甲*[乙]\n一、{{社区}}*甲*[乙]\n");
}

TEST(captions_titles_and_tables_see_the_row)
{
    struct composed made =
        compose("captions.db",
                HEAD "文。\n\n{{#each 纠纷分类}}\n{{#attachment {{类别}}表}}\n\n```table\n"
                     "data: 纠纷分类\ncaption: '{{类别}}等'\ncolumns: [类别]\n```\n{{/each}}\n");
    case_said(&made.c, "");
    if (CHECK(made.model && made.model->block_count == 5)) {
        CHECK_STR(made.model->blocks[1].label, "附件1");
        CHECK_STR(made.model->blocks[2].table->caption, "邻里等");
        CHECK_STR(made.model->blocks[4].table->caption, "物业等");
    }
    composed_close(&made);
}

TEST(a_row_says_where_its_number_is_from)
{
    struct composed made =
        compose("source.db", HEAD "{{#each 纠纷分类|、}}{{类别}}{{件数}}{{/each}}\n");
    composed_has(
        &made, "  - 邻里 = text 邻里 @ 纠纷分类.类别 @ 1\n  - 3 = 3 @ 纠纷分类.件数 @ 1\n  - 、\n");
    composed_close(&made);
}

TEST(one_message_for_all_rows)
{
    struct composed made =
        compose("once.db", HEAD "{{#each 纠纷分类|、}}{{类别|百分比}}{{/each}}\n");
    case_said_at(&made.c, "CMP002", "报表.md", 8, 17);
    composed_close(&made);
}

TEST(CMP022_rows_are_bounded)
{
    static const char many[] =
        "千:\n"
        "  sql: WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
        "SELECT i AS 数 FROM n\n";
    struct composed made = compose_text_case(
        fixture_database("bounded.db"), many,
        HEAD "{{#each 千}}{{#each 千}}{{数}}{{/each}}{{/each}}\n", DEFINE_PREVIEW);
    case_said_at(&made.c, "CMP022", "报表.md", 8, 20);
    composed_close(&made);
}

TEST(a_report_has_indicators_of_its_own)
{
    struct composed made = compose(
        "own.db",
        "---\nid: t\ntitle: '{{社区}}'\n" CASE_PARAMS "  目标: {type: integer, default: 8}\n"
        "data:\n  邻里:\n    sql: SELECT count(*) AS 邻里件数, 3.456 AS 均值 FROM 纠纷 WHERE 社区 "
        "= "
        ":社区 AND 类别 = '邻里' AND 受理日期 BETWEEN :期初 AND :期末\n    indicators:\n"
        "      邻里件数: {unit: 件, base: 5}\n      均值: {decimals: 1}\n"
        "      完成: {expr: 100.0 * 邻里件数 / 目标, unit: '%', decimals: 1}\n"
        "      占全部: {expr: 100.0 * 邻里件数 / 件数, unit: '%', decimals: 0}\n---\n"
        "{{邻里件数}}（{{上期.邻里件数}}，{{邻里件数|环比}}），{{均值}}，{{完成}}，{{占全部}}"
        "{{#if 邻里件数 > 2 AND 同期.邻里件数 = 0}}，多{{/if}}。\n");
    case_said(&made.c, "");
    CHECK(made.c.report && frame_check(made.c.report, &made.c.world, made.c.diags));
    composed_has(&made, "  - 3 = 3 @ 邻里件数\n");
    composed_has(&made, "  - 2 = 2 @ 上期.邻里件数\n");
    composed_has(&made, "较上月增加1件");
    composed_has(&made, "  - 3.5 = 3.5 @ 均值\n");
    composed_has(&made, "  - 37.5% = 37.5 @ 完成\n");
    composed_has(&made, "  - 60% = 60 @ 占全部\n");
    composed_has(&made, "，多。");
    composed_close(&made);
}
