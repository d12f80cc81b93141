/* The sheet 目录, and the ways to the others and back. */
#include "tap.h"
#include "xlsx_samples.h"

#include <huibao/xlsx.h>

#include <stdio.h>
#include <string.h>

static bool has(const char *text, const char *part)
{
    bool found = strstr(text, part) != NULL;
    if (!found)
        printf("# not found: %s\n# in: %.2000s\n", part, text);
    return found;
}

static struct model *written(const char *text, const char *name)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL);
    CHECK(sample_write(model, name, diags));
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    return model;
}

#define TABLE(name, caption) "table " name "\ncaption " caption "\ncolumn 甲\nrow 1\n"

TEST(a_single_sheet_has_no_cover)
{
    struct model *model = written("model 1\ntitle 汇报\n" TABLE("表", "情况"), "one.xlsx");
    const char *book = sample_part(model->arena, "one.xlsx", "xl/workbook.xml");
    CHECK(!strstr(book, "目录") && has(book, "<sheet name=\"情况\" sheetId=\"1\""));
    CHECK(!strstr(sample_part(model->arena, "one.xlsx", "xl/worksheets/sheet1.xml"), "hyperlink"));
    CHECK(!strstr(sample_part(model->arena, "one.xlsx", "xl/sharedStrings.xml"), "返回"));
    model_free(model);
}

TEST(the_cover_leads_to_every_sheet_and_each_leads_back)
{
    struct model *model = sample_file("charts");
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "cover.xlsx", diags));
    const char *cover = sample_part(model->arena, "cover.xlsx", "xl/worksheets/sheet1.xml");
    const char *book = sample_part(model->arena, "cover.xlsx", "xl/workbook.xml");
    CHECK(has(book, "<sheet name=\"目录\" sheetId=\"1\""));
    size_t sheets = 0;
    for (const char *at = strstr(book, "<sheet name="); at; at = strstr(at + 1, "<sheet name="))
        sheets++;
    size_t links = 0;
    for (const char *at = strstr(cover, "<hyperlink ref=\"B"); at;
         at = strstr(at + 1, "<hyperlink ref=\"B"))
        links++;
    CHECK(sheets > 2);
    CHECK_INT(links, sheets - 1);
    CHECK(has(cover, "location=\"'图1　近6个月受理与调解成功的纠纷'!A1\""));
    for (size_t i = 2; i <= sheets; i++) {
        const char *part = arena_printf(model->arena, "xl/worksheets/sheet%zu.xml", i);
        CHECK(has(sample_part(model->arena, "cover.xlsx", part), "location=\"'目录'!A1\""));
    }
    model_free(model);
    diags_free(diags);
}

TEST(marks_in_names_do_not_part_links)
{
    struct model *model = written("model 1\ntitle 汇报\n" TABLE("甲", "C#<甲>&\"乙\"")
                                      TABLE("乙", "external:目录") TABLE("丙", "目录"),
                                  "marks.xlsx");
    const char *cover = sample_part(model->arena, "marks.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(cover, "location=\"'C＃&lt;甲&gt;&amp;&quot;乙&quot;'!A1\""));
    CHECK(has(cover, "location=\"'external：目录'!A1\""));
    CHECK(has(cover, "location=\"'目录（2）'!A1\""));
    CHECK(!strstr(cover, "r:id=")); /* none leads out of the workbook */
    model_free(model);
}

TEST(the_cover_says_whose_and_of_when)
{
    struct model *model =
        written("model 1\ntitle 汇报\ncommunity 春晖社区\nperiod 2026年10月\n" TABLE("甲", "一")
                    TABLE("乙", "二"),
                "when.xlsx");
    const char *strings = sample_part(model->arena, "when.xlsx", "xl/sharedStrings.xml");
    CHECK(has(strings, "<t>汇报</t>") && has(strings, "<t>春晖社区</t>"));
    CHECK(has(strings, "<t>报告期：2026年10月</t>"));
    CHECK(has(strings, "<t>日期：2026年11月3日</t>")); /* of the clock */
    static const struct model_signature signature = {"春晖社区居民委员会", "2026年11月5日", NULL};
    model->signature = &signature;
    struct diags *diags = diags_new();
    CHECK(sample_write(model, "when.xlsx", diags));
    strings = sample_part(model->arena, "when.xlsx", "xl/sharedStrings.xml");
    CHECK(has(strings, "<t>春晖社区居民委员会</t>") && has(strings, "<t>日期：2026年11月5日</t>"));
    CHECK(!strstr(strings, "社区：")); /* the organ names it */
    model_free(model);
    diags_free(diags);
}

TEST(the_cover_tells_forms_units_and_rows)
{
    struct model *model = written(
        "model 1\ntable 甲\ncaption 基本情况\nform-head 表号 | 社基1表\nunit 人\ncolumn 甲\n"
        "column 乙 | right | total sum\nrow 子 | 1 = 1\nrow 丑 | 2 = 2\ntotal 合计 | 3 = 3\n"
        "table 乙\ncolumn 甲\n",
        "rows.xlsx");
    const char *strings = sample_part(model->arena, "rows.xlsx", "xl/sharedStrings.xml");
    CHECK(has(strings, "<t>社基1表；单位：人</t>") && has(strings, "<t>统计表</t>"));
    CHECK(has(strings, "<t>—</t>"));
    const char *cover = sample_part(model->arena, "rows.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(cover, "<v>2</v></c><c r=\"E")); /* two rows of data, not three */
    CHECK(has(cover, "<v>0</v></c><c r=\"E"));
    model_free(model);
}

TEST(tables_beside_the_document_have_sheets_and_stand_for_their_short_forms)
{
    struct model *model =
        written("model 1\ntitle 汇报\n" TABLE(
                    "表", "情况") "table 审核情况\nbrief\ncolumn 甲\nrow 1\n"
                                  "companion 审核\ncaption 审核\ncolumn 甲\ncolumn 乙\nrow 2 | 3\n",
                "companion.xlsx");
    const char *book = sample_part(model->arena, "companion.xlsx", "xl/workbook.xml");
    CHECK(has(book, "<sheet name=\"情况\" sheetId=\"2\""));
    CHECK(has(book, "<sheet name=\"审核\" sheetId=\"3\""));
    CHECK(!strstr(book, "审核情况") && !strstr(book, "sheetId=\"4\""));
    CHECK(has(sample_part(model->arena, "companion.xlsx", "xl/sharedStrings.xml"), ">附表<"));
    model_free(model);
}

TEST(a_table_without_a_caption_is_called_as_the_attachment_it_is_in)
{
    struct model *model = written(
        "model 1\ntitle 汇报\n" TABLE(
            "甲", "甲表") "table 取数\ncolumn 甲\nrow 1\n"
                          "attachment 附件 | 逾期未完成的协议\ntable 清单\ncolumn 甲\nrow 2\n",
        "attached.xlsx");
    const char *book = sample_part(model->arena, "attached.xlsx", "xl/workbook.xml");
    CHECK(has(book, "<sheet name=\"取数\"") && has(book, "<sheet name=\"逾期未完成的协议\""));
    const char *strings = sample_part(model->arena, "attached.xlsx", "xl/sharedStrings.xml");
    CHECK(has(strings, "<t>逾期未完成的协议</t>") && !strstr(strings, "清单"));
    model_free(model);
}

/* Some programs do not wrap the text of a link. */
TEST(the_cover_has_room_for_long_names_and_remarks)
{
    struct model *model = written(
        "model 1\ntitle 汇报\n" TABLE("甲", "近四个季度签订和完成的共建协议（到2026年10月31日）")
            TABLE("乙", "二"),
        "roomy.xlsx");
    const char *cover = sample_part(model->arena, "roomy.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(cover, "<col min=\"2\" max=\"2\" width=\"52.")); /* one line */
    CHECK(!strstr(cover, "ht=\"33.75\""));
    model_free(model);
    model = written("model 1\ntitle 汇报\ntable 甲\ncaption 一\nform-head 表号 | 人调1表\nunit 件\n"
                    "column 甲\ncolumn 乙 | right\nrow 子 | 1 = 1\n" TABLE("乙", "二"),
                    "roomy.xlsx");
    cover = sample_part(model->arena, "roomy.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(!strstr(cover, "ht=\"33.75\""));
    model_free(model);
}

TEST(a_long_title_of_the_cover_is_smaller_before_it_is_broken)
{
    struct model *model =
        written("model 1\ntitle 蒙自市民政局关于社区社会管理创新调研情况汇报\n" TABLE("甲", "一")
                    TABLE("乙", "二"),
                "title.xlsx");
    CHECK(has(sample_part(model->arena, "title.xlsx", "xl/styles.xml"), "<sz val=\"18\"/>"));
    CHECK(!strstr(sample_part(model->arena, "title.xlsx", "xl/styles.xml"), "<sz val=\"22\"/>"));
    CHECK(has(sample_part(model->arena, "title.xlsx", "xl/worksheets/sheet1.xml"), "ht=\"87\""));
    model_free(model);
}
