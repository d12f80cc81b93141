/* Tables longer than a sheet. */
#include "limited.h"
#include "tap.h"
#include "xlsx_diags.h"
#include "xlsx_samples.h"

#include <stdio.h>
#include <string.h>

static bool has(const char *text, const char *part)
{
    bool found = strstr(text, part) != NULL;
    if (!found)
        printf("# not found: %s\n# in: %.3000s\n", part, text);
    return found;
}

static void write(const struct model *model, size_t limit, size_t sheets)
{
    struct world world = sample_world();
    struct diags *diags = diags_new();
    CHECK(xlsx_write_limited(model, tap_path("parts.xlsx"), &world, limit, diags));
    if (sheets == 1)
        CHECK_INT(diags_kept(diags), 0);
    else if (CHECK_INT(diags_kept(diags), 1)) {
        CHECK(diags_at(diags, 0)->kind == &XLS002);
        CHECK_INT(diags_exit_status(diags), 0); /* a note: the workbook is whole */
        char said[] = "分在 0 张上";
        said[strlen("分在 ")] = (char)('0' + sheets);
        CHECK(has(diags_at(diags, 0)->message, said));
    }
    diags_free(diags);
}

static const char *part(const struct model *model, const char *name)
{
    return sample_part(model->arena, "parts.xlsx", name);
}

static struct model *read_model(const char *text)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL);
    diags_free(diags);
    return model ? model : sample_none();
}

TEST(a_table_that_just_fits_stays_on_one_sheet)
{
    struct model *model = sample_long(100); /* title, caption, 填报单位, head, 100 rows, 合计 */
    write(model, 105, 1);
    CHECK(!strstr(part(model, "xl/workbook.xml"), "续"));
    write(model, 104, 2);
    CHECK(has(part(model, "xl/workbook.xml"), "<sheet name=\"服务事项明细（续2）\""));
    model_free(model);
}

TEST(xls002_a_longer_table_goes_on_and_its_total_adds_up_all_sheets)
{
    struct model *model = sample_long(100);
    write(model, 44, 3); /* 40 rows each */
    const char *last = part(model, "xl/worksheets/sheet4.xml");
    CHECK(has(last, "<f>SUM('服务事项明细'!F5:F44,'服务事项明细（续2）'!F5:F44,F5:F24)</f><v>"));
    CHECK(has(last, "location=\"'目录'!A1\""));
    const char *strings = part(model, "xl/sharedStrings.xml");
    CHECK(has(strings, "服务事项明细（续3）</t>"));
    CHECK(has(strings, "<t>一张放不下，分在 3 张，这是第 2 张</t>"));
    /* each sheet has the head again, and its own print titles */
    const char *book = part(model, "xl/workbook.xml");
    CHECK(has(book, "localSheetId=\"3\">'服务事项明细（续3）'!$4:$4</definedName>"));
    CHECK(has(part(model, "xl/worksheets/sheet3.xml"), "<row r=\"44\""));
    CHECK(!strstr(part(model, "xl/worksheets/sheet3.xml"), "<row r=\"45\""));
    model_free(model);
}

/* Rows of all sheets together are those of the table, in order, each once. */
TEST(no_row_is_lost_between_sheets)
{
    struct model *model = sample_long(100);
    for (size_t limit = 10; limit < 40; limit += 3) {
        struct diags *diags = diags_new();
        struct world world = sample_world();
        CHECK(xlsx_write_limited(model, tap_path("parts.xlsx"), &world, limit, diags));
        const char *strings = part(model, "xl/sharedStrings.xml");
        const char *at = strings;
        for (int r = 1; r <= 100 && at; r++)
            at = strstr(at, arena_printf(model->arena, "<t>FW%07d</t>", r));
        CHECK(at != NULL);
        diags_free(diags);
    }
    model_free(model);
}

TEST(spans_groups_and_totals_stay_together)
{
    struct model *model =
        read_model("model 1\ntable 表\ncolumn 甲\ncolumn 乙 | right | total sum\nrow 子 | 1 = 1\n"
                   "row 丑 @ rows 3 | 1 = 1\nrow @ covered | 1 = 1\nrow @ covered | 1 = 1\n"
                   "group 二\nrow 寅 | 5 = 5\nrow 卯 | 5 = 5\ntotal 合计 | 14 = 14\n");
    write(model, 1 + 3, 4); /* the head and three rows: 子 / 丑 / 二 寅 / 卯 合计 */
    CHECK(!strstr(part(model, "xl/worksheets/sheet2.xml"), "mergeCell "));
    CHECK(has(part(model, "xl/worksheets/sheet3.xml"), "<mergeCell ref=\"A2:A4\"/>"));
    CHECK(has(part(model, "xl/worksheets/sheet4.xml"), "<mergeCell ref=\"A2:B2\"/>"));
    CHECK(has(part(model, "xl/worksheets/sheet5.xml"),
              "<f>SUM('表'!B2,'表（续2）'!B2:B4,'表（续3）'!B3,B2)</f><v>14</v>"));
    model_free(model);
}

/* What cannot be kept together is cut, rather than refused. */
TEST(a_span_longer_than_a_sheet_is_cut)
{
    struct model *model =
        read_model("model 1\ntable 表\ncolumn 甲\nrow 子 @ rows 5\nrow @ covered\nrow @ covered\n"
                   "row @ covered\nrow @ covered\n");
    write(model, 1 + 2, 3);
    CHECK(has(part(model, "xl/worksheets/sheet2.xml"), "<mergeCell ref=\"A2:A3\"/>"));
    CHECK(has(part(model, "xl/worksheets/sheet4.xml"), "<row r=\"2\""));
    CHECK(!strstr(part(model, "xl/worksheets/sheet4.xml"), "<row r=\"3\""));
    model_free(model);
}

TEST(a_sheet_smaller_than_its_head_holds_a_row)
{
    struct model *model = sample_long(3);
    write(model, 1, 4);
    model_free(model);
}
