/* Running text: values, formats, comparisons, conditions, numbering, the signature. */
#include <huibao/define_front.h>

#include "compose_case.h"

static const char dictionary[] =
    "纠纷:\n"
    "  sql: |\n"
    "    SELECT count(*) AS 受理, count(*) FILTER (WHERE 结果 = '调解成功') AS 成功,\n"
    "           sum(涉及金额) AS 金额, max(受理日期) AS 最近, max(调解员) AS 调解员\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "  indicators:\n"
    "    受理: {unit: 件, base: 3}\n"
    "    成功: {unit: 件}\n"
    "    金额: {unit: 元}\n"
    "    涉及: {expr: 金额, unit: 元, format: 万元 1}\n"
    "    最近: {}\n"
    "    调解员: {}\n"
    "    成功率: {expr: 100.0 * 成功 / 受理, unit: '%', decimals: 1}\n"
    "志愿者:\n"
    "  sql: SELECT 数值 AS 志愿者, 数值 AS 必有 FROM 数量 WHERE 社区 = :社区 AND 期 = :期 AND 名称 "
    "= '志愿者'\n"
    "  indicators:\n"
    "    志愿者: {unit: 人}\n"
    "    义工: {expr: 志愿者, unit: 人, 缺值: 未统计}\n"
    "    必有: {required: true}\n";

#define HEAD "---\nid: t\ntitle: '{{社区}}{{期|年月}}情况'\n" CASE_PARAMS
#define BODY "---\n"

static struct composed compose(const char *name, const char *report)
{
    return compose_text_case(fixture_database(name), dictionary, report, DEFINE_PREVIEW);
}

TEST(values_print_in_their_formats_with_their_source)
{
    struct composed made =
        compose("values.db",
                HEAD BODY "受理{{受理}}件，成功率{{成功率}}，金额{{金额|万元}}、{{金额|整数}}元、"
                          "{{金额|大写}}，最近{{最近}}，{{上期.受理}}件，{{期}}。\n");
    composed_has(&made, "  - 5 = 5 @ 受理\n");
    composed_has(&made, "  - 60.0% = 60.0 @ 成功率\n");
    composed_has(&made, "  - 1.55万元 = 1.55 @ 金额\n");
    composed_has(&made, "  - 15501 = 15501 @ 金额\n");
    composed_has(&made, "壹万伍仟伍佰元伍角整");
    composed_has(&made, "  - 2026年10月31日 = 2026-10-31 @ 最近\n");
    composed_has(&made, "  - 4 = 4 @ 上期.受理\n");
    composed_has(&made, "  - 2026年10月 = 2026-10-01 @ 期\n");
    composed_has(&made, "community 春晖社区\nperiod 2026年10月\n");
    composed_close(&made);
}

TEST(an_indicator_in_ten_thousands_says_so)
{
    struct composed made = compose("ten-thousands.db", HEAD BODY
                                   "{{涉及}}，{{涉及|带单位}}，{{涉及|增减}}，{{涉及|环比|增减}}，"
                                   "{{受理|带单位}}，{{受理|环比|增减}}，{{志愿者|带单位}}。\n");
    composed_has(&made, "  - 1.6万元 = 1.6 @ 涉及\n");
    composed_has(&made, "  - 增加1.6万元 = 1.6 @ 涉及\n");
    composed_has(&made, "  - 5件 = 5 @ 受理\n");
    composed_has(&made, "  - 较上月增加1件 = 1 @ 受理\\|环比\n");
    composed_close(&made);
}

TEST(a_value_that_is_not_there_has_its_words)
{
    struct composed made =
        compose("words-for-none.db", HEAD BODY "{{上期.义工|带单位}}，{{上期.义工|增减 }}。\n");
    composed_has(&made, "  - 未统计 @ 上期.义工\n  - ，\n  - 未统计 @ 上期.义工\n");
    composed_close(&made);
}

TEST(comparisons_print_with_their_number)
{
    struct composed made = compose("comparisons.db", HEAD BODY
                                   "{{受理|环比}}，{{受理|同比}}，{{成功|环比}}，"
                                   "{{成功率|环比}}，{{成功率|同比}}，{{志愿者|环比}}。\n");
    composed_has(&made, "  - 较上月增长25.0% = 25.0 @ 受理\\|环比\n");
    composed_has(&made, "  - 上年同月为零 @ 受理\\|同比\n");
    composed_has(&made, "  - 与上月持平 = 0 @ 成功\\|环比\n");
    composed_has(&made, "  - 较上月下降15.0个百分点 = -15.0 @ 成功率\\|环比\n");
    composed_has(&made, "  - 上年同月无可比数据 @ 成功率\\|同比\n");
    composed_has(&made, "  - 上月无可比数据 @ 志愿者\\|环比\n");
    composed_close(&made);
}

TEST(missing_values_print_a_dash)
{
    struct composed made = compose("missing.db", HEAD BODY
                                   "{{上期.金额}}元，{{上期.金额|万元}}，{{上期.志愿者}}人。\n");
    composed_has(&made, "  - — @ 上期.金额\n  - 元，\n  - — @ 上期.金额\n");
    case_said(&made.c, "");
    composed_close(&made);
}

TEST(CMP001_a_required_value_that_is_missing)
{
    struct composed made = compose("required.db", HEAD BODY "有{{必有}}。\n\n再{{上期.必有}}。\n");
    case_said_at(&made.c, "CMP001", "报表.md", 10, 2);
    composed_close(&made);
}

TEST(CMP002_CMP003_a_text_where_a_number_is_wanted)
{
    struct composed made =
        compose("texts.db", HEAD BODY "由{{调解员|百分比}}，{{调解员|环比}}。\n");
    if (case_said(&made.c, "CMP002 CMP003")) {
        CHECK_INT(diags_at(made.c.diags, 0)->place.line, 8);
        CHECK(strstr(diags_at(made.c.diags, 0)->message, "王强") != NULL);
        CHECK(strstr(diags_at(made.c.diags, 1)->message, "环比") != NULL);
        CHECK_STR(diags_at(made.c.diags, 1)->context, "报表“t”");
    }
    composed_close(&made);
}

TEST(conditions_choose_and_words_around_them_are_one_span)
{
    struct composed made =
        compose("conditions.db",
                HEAD BODY "本月{{#if 受理 > 100}}很多{{else if 受理 > 3}}不少{{else}}不多{{/if}}，"
                          "{{#if 受理 = 0}}没有{{/if}}完。\n\n"
                          "{{#if 受理 = 0}}\n\n不该有\n\n{{else}}\n\n应该有\n\n{{/if}}\n\n"
                          "{{#if 受理 = 0}}空段{{/if}}\n");
    composed_has(&made, "paragraph 本月不少，完。\n");
    composed_has(&made, "paragraph 应该有\n");
    CHECK(made.model && made.model->block_count == 2);
    composed_close(&made);
}

TEST(headings_are_numbered_and_start_again_under_a_higher_one)
{
    struct composed made =
        compose("headings.db",
                HEAD BODY "# 甲\n\n## 乙\n\n## 丙\n\n### 丁\n\n#### 戊\n\n#### 己\n\n### 庚\n\n"
                          "# 辛\n\n{{#if 受理 = 0}}\n\n## 无\n\n{{/if}}\n\n## 壬\n\n### 癸\n");
    static const char *const labels[] = {"一、",  "（一）", "（二）", "1.",     "（1）",
                                         "（2）", "2.",     "二、",   "（一）", "1."};
    if (CHECK(made.model && made.model->block_count == BASE_COUNT(labels))) {
        for (size_t i = 0; i < BASE_COUNT(labels); i++)
            CHECK_STR(made.model->blocks[i].label, labels[i]);
        CHECK_STR(made.model->blocks[0].file, "报表.md");
        CHECK_INT(made.model->blocks[0].line, 8);
    }
    composed_close(&made);
}

TEST(signatures)
{
    static const struct {
        const char *date, *shown;
    } cases[] = {{"today", "2026年11月3日"},
                 {"period-end", "2026年10月31日"},
                 {"2026-11-05", "2026年11月5日"}};
    const char *database = fixture_database("signature.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct composed made = compose_text_case(
            database, dictionary,
            arena_printf(arena,
                         "%ssignature: {organ: '{{社区}}居民委员会', date: %s}\n---\n正文。\n",
                         HEAD, cases[i].date),
            DEFINE_PREVIEW);
        if (CHECK(made.model && made.model->signature)) {
            CHECK_STR(made.model->signature->organ, "春晖社区居民委员会");
            CHECK_STR(made.model->signature->date, cases[i].shown);
        }
        composed_close(&made);
        arena_free(arena);
    }
}

TEST(CMP008_a_signature_without_a_day)
{
    static const char *const dates[] = {"period-end", "某日"};
    for (size_t i = 0; i < BASE_COUNT(dates); i++) {
        struct place place = {.file = "报表.md", .line = 4, .column = 13};
        struct define_signature signature = {.place = place, .date = {dates[i], NULL, place}};
        struct frame_case c = case_define(NULL, "---\nid: t\ntitle: 标题\n---\n正文。\n");
        case_open(&c, NULL);
        c.report->signature = &signature;
        CHECK(c.frame && !compose_report(c.report, c.frame, DEFINE_PREVIEW, &c.world, c.diags));
        case_said_at(&c, "CMP008", "报表.md", 4, 13);
        case_close(&c);
    }
}

TEST(mistakes_of_the_whole_report_in_one_run)
{
    struct composed made = compose(
        "many.db", HEAD
        "data:\n  坏: {sql: SELECT 没有 FROM 纠纷}\n" BODY "{{上期.必有}}\n\n{{调解员|百分比}}\n\n"
        "```table\ndata: 坏\ncolumns: [{title: 甲, value: 没有}]\n```\n\n{{调解员|同比}}\n");
    case_said(&made.c, "CMP001 CMP002 FRM010 CMP003");
    composed_close(&made);
}

TEST(the_salutation_and_values_with_control_characters)
{
    struct composed made = compose_text_case(
        fixture_database("salutation.db"),
        "一:\n  sql: |\n    SELECT '甲\n    乙' AS 名\n  indicators:\n    名: {}\n",
        "---\nid: t\ntitle: 标题\nsalutation: '{{名}}：'\n---\n正文。\n", DEFINE_PREVIEW);
    composed_has(&made, "salutation\n  - 甲 乙 = text 甲\\n乙 @ 名\n  - ：\n");
    composed_close(&made);
}

TEST(the_catalogue_lists_every_code_once)
{
    size_t count = 0;
    const struct diag_kind *const *kinds = compose_diags(&count);
    CHECK_INT(count, 22);
    for (size_t i = 0; i + 1 < count; i++)
        CHECK(strcmp(kinds[i]->code, kinds[i + 1]->code) < 0);
}
