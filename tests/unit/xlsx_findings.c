/* Cells that failing checks are about: the formulas that watch them, and what is said below. */
#include "limited.h"
#include "tap.h"
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

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        found++;
    return found;
}

#define TABLE                                                                                          \
    "model 1\ntitle 汇报\ntable 甲\ncaption 甲\ncolumn 类 | left\ncolumn 乙 | format integer | " \
    "total sum\ncolumn 丙 | format decimal 1\n"
#define ROWS "row a | 5 = 5 | 0.3 = 0.3\nrow b | 7 = 7 | — = null\ntotal 合计 | 12 = 12 | —\n"

static struct model *written(const char *text, const char *name, size_t limit)
{
    struct diags *diags = diags_new();
    struct world world = sample_world();
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    CHECK(model != NULL);
    CHECK(xlsx_write_limited(model, tap_path(name), &world, limit, diags));
    CHECK_INT(diags_count(diags, DIAG_ERROR), 0);
    diags_free(diags);
    return model;
}

TEST(each_relation_has_its_formula)
{
    static const struct {
        const char *relation, *formula; /* as XML has it */
    } cases[] = {
        {"equal | 0.5", "ABS(ROUND(($B$4)-(1),6))&gt;0.5"},
        {"equal | 2.0 | percent", "ABS(ROUND(($B$4)-(1),6))&gt;0.02*ABS(1)"},
        {"less | 0.0", "ROUND(($B$4)-(1),6)&gt;=0"},
        {"at-most | 0.0", "ROUND(($B$4)-(1),6)&gt;0"},
        {"more | 9.0", "AND(TRUE,ROUND($B$4,0)=5)"}, /* holds with what the cell has */
        {"at-least | 1.0", "AND(TRUE,ROUND($B$4,0)=5)"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        const char *text = arena_printf(arena,
                                        TABLE ROWS "finding A | 甲 | 乙\n relation %s\n"
                                                   " left 1 2 1 | 5 | 1\n right constant | 1 | 1\n",
                                        cases[i].relation);
        struct model *model = written(text, "relation.xlsx", 1000);
        const char *sheet = sample_part(arena, "relation.xlsx", "xl/worksheets/sheet1.xml");
        CHECK(has(sheet, arena_printf(arena,
                                      "<conditionalFormatting sqref=\"B4\"><cfRule "
                                      "type=\"expression\" dxfId=\"0\" priority=\"1\">"
                                      "<formula>%s</formula>",
                                      cases[i].formula)));
        model_free(model);
        arena_free(arena);
    }
}

TEST(the_other_way_round_too)
{
    struct model *model = written(
        TABLE ROWS
        "finding A | 甲 | 乙\n relation more | 0.0\n left constant | -1 | 1\n"
        " right minus 1 2 1 | 5 | 100.0\n right 1 3 1 | 0.3 | 1\n right 1 2 1 | 5 | 100.0\n"
        "finding B | 甲 | 乙\n relation unequal | 0.0\n left 1 2 1 | 5 | 1\n right 1 2 1 | 5 | 1\n"
        "finding C | 甲 | 乙\n relation at-least | 0.5\n left 1 3 1 | 0.3 | 1\n right 1 2 2 | 7 | "
        "1\n",
        "round.xlsx", 1000);
    const char *sheet = sample_part(model->arena, "round.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(sheet, ">ROUND(((-1))-(-$B$4*100+$C$4+$B$4*100),6)&lt;=-0<"));
    CHECK(has(sheet, ">ABS(ROUND(($B$4)-($B$4),6))&lt;=0<"));
    CHECK(has(sheet, ">ROUND(($C$4)-($B$5),6)&lt;-0.5<"));
    CHECK_INT(count(sheet, "<cfRule "), 5); /* a cell once for each finding */
    model_free(model);
}

TEST(cells_that_hold_no_number_are_not_asked)
{
    struct model *model =
        written(TABLE ROWS "finding A | 甲 | 乙\n relation equal | 0.0\n left 1 3 2 | 0 | 1\n"
                           " right 1 2 1 | 5 | 1\n"
                           "finding B | 丙 | 丁\n left 1 3 2 | 0 | 1\n",
                "none.xlsx", 1000);
    const char *sheet = sample_part(model->arena, "none.xlsx", "xl/worksheets/sheet1.xml");
    CHECK_INT(count(sheet, "<formula>AND(TRUE,ROUND($B$4,0)=5)</formula>"), 2);
    CHECK_INT(count(sheet, "<formula>AND(TRUE)</formula>"), 1);
    model_free(model);
}

TEST(a_cell_on_another_sheet_of_the_table_has_a_name)
{
    struct buf text = {0};
    buf_puts(&text, TABLE);
    for (int i = 0; i < 60; i++)
        buf_puts(&text, "row a | 1 = 1 | 1.0 = 1.0\n");
    buf_puts(&text, "total 合计 | 60 = 60 | —\n"
                    "finding A | 甲 | 乙\n relation less | 0.0\n left 1 2 61 | 60 | 1\n"
                    " right 1 2 2 | 1 | 1\n");
    struct model *model = written(text.data, "parts.xlsx", 40);
    const char *book = sample_part(model->arena, "parts.xlsx", "xl/workbook.xml");
    const char *first = sample_part(model->arena, "parts.xlsx", "xl/worksheets/sheet2.xml");
    const char *second = sample_part(model->arena, "parts.xlsx", "xl/worksheets/sheet3.xml");
    CHECK(has(first, "sqref=\"B5\""));
    CHECK(has(first, ">ROUND((审核_格2)-($B$5),6)&gt;=0<"));
    CHECK(has(second, ">ROUND(($B$"));
    CHECK(has(second, ")-(审核_格1),6)&gt;=0<"));
    CHECK(has(book, "name=\"审核_格1\">'甲'!$B$5<"));
    CHECK(has(second, "location=\"'甲（续2）'!B")); /* the first cell of the finding */
    CHECK(!strstr(first, "标色"));
    model_free(model);
    buf_done(&text);
}

TEST(what_stops_has_its_colour_before_what_only_warns)
{
    struct model *model = written(TABLE ROWS "finding A | 甲 | 乙\n left 1 2 1 | 5 | 1\n"
                                             "finding B | 丙 | 丁\n grave\n left 1 2 1 | 5 | 1\n",
                                  "grave.xlsx", 1000);
    const char *sheet = sample_part(model->arena, "grave.xlsx", "xl/worksheets/sheet1.xml");
    const char *styles = sample_part(model->arena, "grave.xlsx", "xl/styles.xml");
    const char *red = strstr(styles, "FFFFC7CE"), *amber = strstr(styles, "FFFFEB9C");
    CHECK(red && amber && strstr(styles, "<dxfs count=\"2\">"));
    CHECK(has(sheet, red < amber ? "dxfId=\"0\" priority=\"1\"" : "dxfId=\"1\" priority=\"1\""));
    model_free(model);
}

TEST(below_a_table_each_is_told_once_and_no_more_than_twenty)
{
    struct buf text = {0};
    buf_puts(&text, TABLE ROWS);
    for (int i = 0; i < 50; i++)
        buf_printf(&text, "finding A%d | 甲 | 乙\n because 原因%d\n left 1 2 1 | 5 | 1\n", i / 2,
                   i / 2);
    struct model *model = written(text.data, "lines.xlsx", 1000);
    const char *strings = sample_part(model->arena, "lines.xlsx", "xl/sharedStrings.xml");
    const char *sheet = sample_part(model->arena, "lines.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(has(strings, "A0　甲：乙；已说明：原因0<"));
    CHECK(has(strings, "另有 5 处"));
    CHECK_INT(count(strings, "　甲：乙"), 20);
    CHECK_INT(count(sheet, "<hyperlink "), 20);
    CHECK_INT(count(sheet, "<cfRule "), 50);
    model_free(model);
    buf_done(&text);
}

TEST(without_findings_nothing_is_added)
{
    struct model *model = written(TABLE ROWS, "plain.xlsx", 1000);
    CHECK(!strstr(sample_part(model->arena, "plain.xlsx", "xl/worksheets/sheet1.xml"),
                  "conditionalFormatting"));
    CHECK(!strstr(sample_part(model->arena, "plain.xlsx", "xl/sharedStrings.xml"), "标色"));
    model_free(model);
}
