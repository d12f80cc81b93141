/* Reports that are right: what the tree holds. */
#include <huibao/define_front.h>
#include <huibao/define_table.h>

#include <huibao/define_check.h>

#include "define_testing.h"

TEST(a_report_holds_its_front_matter)
{
    struct define_case test;
    define_case_init(&test);
    const char *text =
        "\xEF\xBB\xBF---\r\n编号: 月报\r\n标题: '{{社区}}情况'\r\n用途: 每月\r\n"
        "版式: plain\r\n称谓: 街道：\r\n参数:\r\n  社区: {类型: 社区, 必填: 是, 说明: 哪个}\r\n"
        "  月: {type: 月, 默认: 上月}\r\n  日: {type: date, default: 今天}\r\n"
        "数据:\r\n  甲: {sql: \"SELECT 1 AS a WHERE :日 <> :月末\"}\r\n"
        "落款: {机关: '{{社区}}居委会', 日期: 2026年3月1日}\r\n---\r\n"
        "正文\r\n\r\n```表格\r\n数据: 甲\r\n列: [a]\r\n```\r\n";
    define_case_read(&test, "t.md", text, strlen(text));
    CHECK_STR(test.found, "");
    const struct report *report = test.report;
    if (CHECK(report)) {
        CHECK_STR(report->id, "月报");
        CHECK_STR(report->file, "t.md");
        CHECK_STR(report->summary, "每月");
        CHECK_STR(report->style, "plain");
        CHECK_STR(report->title->name.name, "社区");
        CHECK_STR(report->title->next->text, "情况");
        CHECK_STR(report->salutation->text, "街道：");
        CHECK_STR(report->signature->date.day, "2026-03-01");
        CHECK_INT(report->params->type, DEFINE_COMMUNITY);
        CHECK(report->params->required);
        CHECK_STR(report->params->label, "哪个");
        const struct define_param *month = define_param_find(report, "月");
        CHECK(month && month->type == DEFINE_MONTH && !month->required);
        CHECK_STR(month->fallback, "last");
        CHECK_STR(month->next->fallback, "today");
        CHECK(!define_param_find(report, "年"));
        CHECK_INT(report->data->parameter_count, 2);
        CHECK_STR(report->data->parameters[1], "月末");
        const struct define_block *table = report->blocks->next;
        CHECK(table->table->data == report->data);
        CHECK_STR(table->table->total_label, "合计");
        CHECK_STR(table->table->columns->value, "a");
    }
    define_case_done(&test);
}

TEST(a_dictionary_holds_datasets_indicators_and_checks)
{
    struct define_case test;
    define_case_init(&test);
    const struct define_indicator *rate = define_indicator_find(test.dictionary, "调解成功率");
    CHECK(rate && rate->expr && !rate->dataset);
    CHECK_INT(rate->format.style, VALUE_STYLE_PERCENT);
    CHECK_INT(rate->format.decimals, 1);
    CHECK_INT(rate->expr->name_count, 2);
    CHECK_STR(rate->expr->names[1].name, "调解受理");
    CHECK_INT(rate->expr->names[1].place.line, 21);
    CHECK_INT(rate->expr->names[1].place.column, 42);
    CHECK_INT(rate->expr->names[1].place.length, 4);
    const struct define_indicator *count = define_indicator_find(test.dictionary, "户数");
    CHECK(count && count->required && count->dataset->scalar);
    CHECK_STR(count->means, "期末住户");
    CHECK_INT(count->decimals, -1);
    CHECK_INT(count->format.style, VALUE_STYLE_PLAIN);
    CHECK_INT(define_indicator_find(test.dictionary, "code")->format.style, VALUE_STYLE_GROUPED);
    CHECK(define_indicator_find(test.dictionary, "调解受理")->base > 19);
    CHECK(!define_indicator_find(test.dictionary, "没有"));
    CHECK(!define_indicator_find(NULL, "没有"));
    const struct define_dataset *dataset = test.dictionary->datasets;
    CHECK_STR(dataset->name, "社区情况");
    CHECK_STR(dataset->next->parameters[0], "社区");
    CHECK_STR(dataset->next->parameters[1], "期末");
    CHECK(!dataset->next->next->next->scalar);
    const struct define_check *check = test.dictionary->checks;
    CHECK_STR(check->id, "D01");
    CHECK_STR(check->rule.sql, "调解成功 <= 调解受理");
    CHECK_INT(check->verdict[DEFINE_PREVIEW], DEFINE_OFF);
    CHECK_INT(check->verdict[DEFINE_PUBLISH], DEFINE_WARN);
    CHECK_INT(check->verdict[DEFINE_UPLOAD], DEFINE_BLOCK);
    CHECK_INT(check->next->rule.names[0].shift, DEFINE_PREVIOUS);
    define_case_done(&test);
}

TEST(lines_are_joined_as_their_script_wants)
{
    CHECK_DUMP("本月\n受理\n", "paragraph\n  text \"本月受理\"\n");
    CHECK_DUMP("use the\nWord\n", "paragraph\n  text \"use the Word\"\n");
    CHECK_DUMP("使用\nWord\n软件\n", "paragraph\n  text \"使用Word软件\"\n");
    CHECK_DUMP("有{{户数}}\n户\n", "paragraph\n  text \"有\"\n  value 户数\n  text \"户\"\n");
    CHECK_DUMP("a{{#if 1}}\n{{/if}}b\n",
               "paragraph\n  text \"a\"\n  if\n    branch \"1\" names:\n  text \" b\"\n");
}

TEST(marks_of_markdown_in_prose_are_prose)
{
    CHECK_DUMP("3*5 = 15，a_b_c，[2026]，`，<5，A&B &copy; #1\n",
               "paragraph\n  text \"3*5 = 15，a_b_c，[2026]，`，<5，A&B &copy; #1\"\n");
    CHECK_DUMP("\\*星\\* \\& \\[注\\] \\\\\n", "paragraph\n  text \"*星* & [注] \\\\\"\n");
    CHECK_DUMP("[注]: 见附件\n", "paragraph\n  text \"[注]: 见附件\"\n");
    CHECK_DUMP("{{户数}}*{{户数}}\n", "paragraph\n  value 户数\n  text \"*\"\n  value 户数\n");
}

TEST(full_width_signs_are_read)
{
    CHECK_DUMP("｛｛＃如果 户数 ＞ ０｝｝\n{{户数｜小数：1}}\n｛｛／如果｝｝\n",
               "if\n  branch \"户数 > 0\" names: 户数\n    paragraph\n"
               "      value 户数 format=decimal/1\n");
    CHECK_DUMP("＃ 标题\n\n＃＃　下级\n",
               "heading 1\n  text \"标题\"\nheading 2\n  text \"下级\"\n");
    CHECK_DUMP("{{上期．户数}}{{本期.户数}}\n", "paragraph\n  value 上期.户数\n  value 户数\n");
}

TEST(conditions_nest_in_lines_and_in_blocks)
{
    CHECK_DUMP("{{#if 1}}\n甲\n{{else if 2}}\n乙\n{{#else}}\n丙\n{{/if}}\n丁\n",
               "if\n  branch \"1\" names:\n    paragraph\n      text \"甲\"\n"
               "  branch \"2\" names:\n    paragraph\n      text \"乙\"\n"
               "  branch else\n    paragraph\n      text \"丙\"\nparagraph\n  text \"丁\"\n");
    CHECK_DUMP(
        "{{#如果1}}{{#if 2}}\n甲{{#如果 3}}乙{{否则如果 "
        "4}}丙{{否则}}丁{{/如果}}戊\n{{/if}}{{/if}}\n",
        "if\n  branch \"1\" names:\n    if\n      branch \"2\" names:\n        paragraph\n"
        "          text \"甲\"\n          if\n            branch \"3\" names:\n"
        "              text \"乙\"\n            branch \"4\" names:\n              text \"丙\"\n"
        "            branch else\n              text \"丁\"\n          text \"戊\"\n");
}

TEST(placeholders_keep_their_places)
{
    struct define_case test;
    define_case_init(&test);
    define_case_body(&test, "# 标\n\n甲&乙{{户数}}丙\n丁\\*{{ 上期.调解受理 | 环比 }}\n");
    CHECK_STR(test.found, "DEF044 11:7\n");
    define_case_done(&test);
    define_case_init(&test);
    define_case_body(&test, "# 标\n\n甲&乙{{户数|整数}}丙\n丁\\*{{ 上期.调解受理 }}\n");
    if (CHECK(test.report)) {
        const struct define_inline *first = test.report->blocks->next->inlines;
        CHECK_INT(first->place.line, 10);
        CHECK_INT(first->place.column, 1);
        CHECK_INT(first->next->place.column, 4);
        CHECK_INT(first->next->place.length, 9);
        CHECK_INT(first->next->name.place.column, 6);
        CHECK_STR(first->next->place.text, "甲&乙{{户数|整数}}丙");
        CHECK_STR(first->next->next->text, "丙丁*");
        CHECK_INT(first->next->next->place.column, 13);
        const struct define_inline *last = first->next->next->next;
        CHECK_INT(last->name.place.line, 11);
        CHECK_INT(last->name.place.column, 7);
        CHECK_INT(last->name.shift, DEFINE_PREVIOUS);
    }
    define_case_done(&test);
}

TEST(formats_and_comparisons_are_kept)
{
    CHECK_DUMP("{{调解受理|环比}}{{调解成功率|小数 2|同比}}{{期|年月}}{{社区}}\n",
               "paragraph\n  value 调解受理 mom\n  value 调解成功率 yoy format=decimal/2\n"
               "  value 期 format=year-month/-1\n  value 社区\n");
}

TEST(the_days_of_a_period_are_names_too)
{
    CHECK_DUMP(
        "{{期初}}{{期末|日期}}{{上期.期末|短日期}}{{#if 期末 >= '2026-01-01'}}甲{{/if}}\n",
        "paragraph\n  value 期初\n  value 期末 format=date/-1\n"
        "  value 上期.期末 format=date-iso/-1\n  if\n    branch \"期末 >= '2026-01-01'\" names: "
        "期末\n      text \"甲\"\n");
    CHECK_BODY("{{期末|整数}}{{社区末}}\n", "DEF042 8:6\nDEF040 8:12\n");
    struct define_case test;
    define_case_init(&test);
    static const char yaml[] =
        "甲:\n  sql: SELECT 1 AS 月末\n  indicators:\n    月末: {unit: 件}\n";
    static const char text[] =
        "---\nid: t\ntitle: a\nparams:\n  月: {type: month}\n---\n{{月末}}\n";
    test.dictionary = define_dictionary_text(test.arena, "d.yaml", yaml, sizeof yaml - 1,
                                             &test.world, test.diags);
    define_case_read(&test, "t.md", text, sizeof text - 1);
    CHECK_STR(test.found, "DEF018 5:3\n");
    CHECK_STR(diags_at(test.diags, 0)->hint, "换一个名称；就是要用那里的，删去这里的");
    define_case_done(&test);
}

TEST(a_table_keeps_all_it_says)
{
    CHECK_DUMP(
        "```table\n"
        "数据: 纠纷类别\n表题: '{{期|年月}}分类'\n单位: 件\n注: 略\n无数据: 没有。\n合计名: 总计\n"
        "列:\n  - 序号\n  - {标题: 类, 取值: 类别, 对齐: 左, 列宽: 6}\n"
        "  - {title: n, value: 受理, format: 千分位, total: sum, align: right}\n"
        "  - {title: 比, share: 受理, 合计: 求和}\n```\n",
        "table\n  data 纠纷类别\n  unit \"件\"\n  note \"略\"\n  empty \"没有。\"\n"
        "  total-label \"总计\"\n  caption\n    value 期 format=year-month/-1\n    text \"分类\"\n"
        "  column \"序号\" value \"序号\"\n  column \"类\" value \"类别\" left width=6\n"
        "  column \"n\" value \"受理\" format=grouped/-1 sum right\n"
        "  column \"比\" share \"受理\" sum\n");
}

TEST(a_wide_colon_behind_a_key_is_a_colon)
{
    CHECK_FRONT("编号：t\n标题：甲：乙\n用途：|\n  一：二\n参数：\n  社区：{类型: 社区}\n"
                "数据：\n  甲：\n    sql： SELECT :社区 AS a\n",
                "DEF091 9:3\n");
}

TEST(the_dump_does_not_depend_on_how_it_is_asked)
{
    struct define_case test;
    struct buf first = {0}, second = {0};
    define_case_init(&test);
    define_case_body(&test, "# 标\n\n{{户数}}\n");
    if (CHECK(test.report)) {
        define_dump(test.report, &first);
        define_dump(test.report, &second);
        CHECK_STR(first.data, second.data);
    }
    buf_done(&first);
    buf_done(&second);
    define_case_done(&test);
}

/* Beside the report first, then beside the dictionary; the blocks say which file they are from. */
TEST(sections_are_found_beside_the_report)
{
    struct define_case test;
    define_case_init(&test);
    const char *report = tap_path("sections.md"), *own = tap_path("sections/概况.md");
    static const char text[] =
        "---\nid: t\ntitle: 甲\n---\n{{#include 概况}}\n\n{{#include 单独}}\n";
    static const char section[] = "本报表自己的。\n";
    CHECK(file_make_dirs(tap_path("sections"), test.diags));
    tap_write(report, text, strlen(text));
    tap_write(own, section, strlen(section));
    CHECK(!define_report(test.arena, report, test.dictionary, &test.world, test.diags));
    CHECK_INT(diags_count(test.diags, DIAG_ERROR), 1); /* 单独 is not there yet */
    tap_write(tap_path("sections/单独.md"), section, strlen(section));
    const struct report *got =
        define_report(test.arena, report, test.dictionary, &test.world, test.diags);
    if (CHECK(got && got->blocks && got->blocks->next)) {
        CHECK_STR(got->blocks->place.file, own);
        CHECK_STR(got->blocks->inlines->text, "本报表自己的。");
    }
    define_case_done(&test);
}

TEST(a_wrong_format_names_the_type_of_each_parameter)
{
    static const char *const types[][2] = {
        {"text", "文字"}, {"month", "月"},       {"quarter", "季度"}, {"half", "半年"},
        {"year", "年"},   {"community", "社区"}, {"street", "街道"},  {"district", "区县"},
    };
    for (size_t i = 0; i < BASE_COUNT(types); i++) {
        struct define_case test;
        define_case_init(&test);
        const char *text = arena_printf(test.arena,
                                        "---\nid: t\ntitle: '{{参|千分位}}'\nparams:\n"
                                        "  参: {type: %s}\n---\n正文。\n",
                                        types[i][0]);
        define_case_read(&test, "t.md", text, strlen(text));
        if (CHECK_INT(diags_kept(test.diags), 1))
            CHECK(strstr(diags_at(test.diags, 0)->message, types[i][1]) != NULL);
        define_case_done(&test);
    }
}
