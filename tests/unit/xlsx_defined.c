/* Defined names. */
#include "limited.h"
#include "names.h"
#include "tap.h"
#include "xlsx_samples.h"

#include <huibao/xlsx.h>

#include <stdio.h>
#include <string.h>

static bool has(const char *text, const char *part)
{
    bool found = strstr(text, part) != NULL;
    if (!found)
        printf("# not found: %s\n# in: %.3000s\n", part, text);
    return found;
}

TEST(names_are_what_excel_takes)
{
    static const struct {
        const char *table, *column, *name;
    } cases[] = {
        {"纠纷分类", "受理", "纠纷分类_受理"},
        {"纠纷分类", "占比（%）", "纠纷分类_占比"},
        {"纠纷分类", "受理(件)", "纠纷分类_受理"},
        {"纠纷分类", "（件）", "纠纷分类_件"}, /* nothing else */
        {"纠纷 分类", "一、受理：其中", "纠纷_分类_一_受理_其中"},
        {"纠纷分类", "", "纠纷分类"},
        {"", "受理", "表_受理"},
        {"——", "！", "表"},
        {"2026", "", "_2026"},
        {"A1", "", "_A1"},
        {"XFD1048576", "", "_XFD1048576"},
        {"ABCD1", "", "ABCD1"}, /* beyond Excel's columns */
        {"R1C1", "", "_R1C1"},
        {"rc", "", "_rc"},
        {"R", "", "_R"},
        {"c", "", "_c"},
        {"RD", "", "RD"},
        {"True", "", "_True"},
        {"tree", "", "tree"},
        {"disputes", "x", "disputes_x"},
        {"Ａ１", "", "_A1"}, /* full width */
        {"𠮷林街", "〇", "𠮷林街_〇"},
        {"=1+1", "'!A1", "_1_1_A1"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK_STR(xlsx_defined_name(arena, cases[i].table, cases[i].column), cases[i].name);
    arena_free(arena);
}

TEST(long_names_are_cut_between_characters)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    for (int i = 0; i < 300; i++)
        buf_puts(&text, "长");
    const char *name = xlsx_defined_name(arena, text.data, text.data);
    size_t bad = 0;
    CHECK(strlen(name) < 110 && text_is_utf8(name, strlen(name), &bad));
    buf_done(&text);
    arena_free(arena);
}

static const char *book_of(const char *text, struct arena *arena)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL && sample_write(model, "defined.xlsx", diags));
    CHECK_INT(diags_kept(diags), 0);
    model_free(model);
    diags_free(diags);
    return sample_part(arena, "defined.xlsx", "xl/workbook.xml");
}

TEST(a_table_its_columns_and_their_totals_have_names)
{
    struct arena *arena = arena_new();
    const char *book = book_of("model 1\ntable 纠纷分类\ncaption 情况\ncolumn 类别\n"
                               "column 受理（件） | right | total sum\nrow 子 | 1 = 1\n"
                               "row 丑 | 2 = 2\ntotal 合计 | 3 = 3\n",
                               arena);
    CHECK(has(book, "<definedName name=\"纠纷分类\">'情况'!$A$2:$B$5</definedName>"));
    CHECK(has(book, "<definedName name=\"纠纷分类_受理\">'情况'!$B$3:$B$4</definedName>"));
    CHECK(has(book, "<definedName name=\"纠纷分类_受理_合计\">'情况'!$B$5</definedName>"));
    CHECK(has(book, "<definedName name=\"纠纷分类_类别\">'情况'!$A$3:$A$4</definedName>"));
    CHECK(!strstr(book, "纠纷分类_类别_合计"));
    arena_free(arena);
}

TEST(equal_titles_take_the_heads_above_them)
{
    struct arena *arena = arena_new();
    const char *book =
        book_of("model 1\ntable 甲\nhead 1 2-3 | 本月\nhead 1 4-4 | 上月\ncolumn 网格\n"
                "column 受理\ncolumn 办结\ncolumn 受理\nrow 1 | 2 | 3 | 4\n"
                "table 甲\ncolumn 受理\ncolumn 受理\ncolumn\nrow 1 | 2 | 3\n",
                arena);
    CHECK(has(book, "name=\"甲_本月_受理\"") && has(book, "name=\"甲_上月_受理\""));
    CHECK(has(book, "name=\"甲_办结\""));
    CHECK(has(book, "name=\"甲_2\"")); /* of the second table, where */
    CHECK(has(book, "name=\"甲_2_受理\"") && has(book, "name=\"甲_2_受理_2\""));
    CHECK(has(book, "name=\"甲_2_第3列\""));
    arena_free(arena);
}

/* Between groups there are sums, which a name over all would add again. */
TEST(a_column_of_groups_has_only_its_total_named)
{
    struct arena *arena = arena_new();
    const char *book = book_of("model 1\ntable 甲\ncolumn 甲\ncolumn 乙 | right | total sum\n"
                               "group 一\nrow 子 | 1 = 1\nsubtotal 小计 | 1 = 1\ngroup 二\n"
                               "row 丑 | 2 = 2\nsubtotal 小计 | 2 = 2\ntotal 合计 | 3 = 3\n",
                               arena);
    CHECK(has(book, "name=\"甲_乙_合计\"") && !strstr(book, "name=\"甲_乙\""));
    arena_free(arena);
}

TEST(sheets_that_go_on_have_their_own_names)
{
    struct model *model = sample_long(60);
    struct world world = sample_world();
    struct diags *diags = diags_new();
    CHECK(xlsx_write_limited(model, tap_path("defined.xlsx"), &world, 44, diags));
    const char *book = sample_part(model->arena, "defined.xlsx", "xl/workbook.xml");
    CHECK(has(book, "name=\"数据_人数\">'服务事项明细'!$F$5:$F$44<"));
    CHECK(has(book, "name=\"数据_续2_人数\">'服务事项明细（续2）'!$F$5:$F$24<"));
    CHECK(has(book, "name=\"数据_续2_人数_合计\">'服务事项明细（续2）'!$F$25<"));
    CHECK(!strstr(book, "name=\"数据_人数_合计\""));
    model_free(model);
    diags_free(diags);
}

/* The library keeps 127 bytes of a reference: the longest sheet name and the farthest cells fit. */
TEST(the_longest_reference_is_whole)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\ntable 很宽\ncaption ");
    for (int i = 0; i < 31; i++)
        buf_puts(&text, "长");
    buf_puts(&text, "\n");
    for (int i = 0; i < 256; i++)
        buf_printf(&text, "column 列%d\n", i);
    buf_puts(&text, "row 1");
    for (int i = 1; i < 256; i++)
        buf_printf(&text, " | %d", i);
    buf_puts(&text, "\n");
    const char *book = book_of(text.data, arena);
    CHECK(has(book, "长长'!$A$2:$IV$3</definedName>") && has(book, "name=\"很宽_列255\""));
    buf_done(&text);
    arena_free(arena);
}
