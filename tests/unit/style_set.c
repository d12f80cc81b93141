/* The styles of a folder: found by name, read once, started from each other. */
#include "style_testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static void put(const char *name, const char *text)
{
    mkdir(tap_path("styles"), 0700);
    struct arena *arena = arena_new();
    tap_write(tap_path(arena_printf(arena, "styles/%s", name)), text, strlen(text));
    arena_free(arena);
}

TEST(a_style_starts_from_another)
{
    put("甲.yaml", "说明: 第一\n行距: 28pt\n要素:\n  正文: {字体: 宋体}\n");
    put("乙.yaml", "基于: 甲\n要素:\n  称谓: {字体: 楷体}\n");
    put("notes.txt", "not a style");
    put(".hidden.yaml", "行距: 1\n");
    struct style_case test;
    style_case_init(&test, tap_path("styles"));
    const struct style *style = style_set_find(test.set, "乙", &PLACE_NONE, test.diags);
    if (CHECK(style)) {
        CHECK_STR(style->name, "乙");
        CHECK_INT(style->line_pitch, 28 * STYLE_UNIT);
        CHECK_STR(style->text[STYLE_BODY].role, "宋体");
        CHECK_STR(style->text[STYLE_SALUTATION].role, "楷体");
        CHECK_STR(style->text[STYLE_SIGNATURE].role, "仿宋");
    }
    CHECK(style_set_find(test.set, "乙", &PLACE_NONE, test.diags) == style);
    CHECK(style_set_find(test.set, "gbt9704", &PLACE_NONE, test.diags) == style_builtin("gbt9704"));
    size_t count = 0;
    const struct style_info *list = style_set_list(test.set, &count, test.diags);
    if (CHECK_INT(count, 3)) {
        CHECK_STR(list[0].name, "gbt9704");
        CHECK(!list[0].file);
        CHECK_STR(list[1].name, "乙");
        CHECK_STR(list[1].base, "甲");
        CHECK_STR(list[2].summary, "第一");
        CHECK(strstr(list[2].file, "styles/甲.yaml"));
    }
    CHECK_STR(style_case_found(&test), "");
    style_case_done(&test);
}

TEST(a_file_takes_the_place_of_the_built_in_style)
{
    put("gbt9704.yaml", "行距: 29pt\n");
    struct style_case test;
    style_case_init(&test, tap_path("styles"));
    const struct style *style = style_set_find(test.set, "gbt9704", &PLACE_NONE, test.diags);
    CHECK(style && style->line_pitch == 29 * STYLE_UNIT);
    style_case_done(&test);
}

TEST(an_unknown_style_is_told_with_all_there_are)
{
    put("internal.yaml", "");
    struct style_case test;
    style_case_init(&test, tap_path("styles"));
    const struct place asked = {.file = "月报.md", .line = 4, .column = 8};
    CHECK(!style_set_find(test.set, "interal", &asked, test.diags));
    CHECK(!style_set_find(test.set, "../styles/internal", &asked, test.diags));
    CHECK_STR(style_case_found(&test), "STY001 4:8\nSTY001 4:8\n");
    const char *hint = diags_at(test.diags, 0)->hint;
    CHECK(strstr(hint, "是不是“internal”？") && strstr(hint, "gbt9704、internal"));
    style_case_done(&test);
}

TEST(mistakes_are_told_once)
{
    put("bad.yaml", "行距: 28\n");
    put("child.yaml", "基于: bad\n要素:\n  正文: {字体: 宋}\n");
    struct style_case test;
    style_case_init(&test, tap_path("styles"));
    CHECK(!style_set_find(test.set, "child", &PLACE_NONE, test.diags));
    CHECK(!style_set_find(test.set, "bad", &PLACE_NONE, test.diags));
    CHECK_STR(style_case_found(&test), "STY003 1:5\nSTY005 3:12\nSTY006 0:0\n");
    style_case_done(&test);
}

TEST(a_circle_is_shown)
{
    put("x1.yaml", "基于: x2\n");
    put("x2.yaml", "基于: x3\n");
    put("x3.yaml", "基于: x1\n");
    struct style_case test;
    style_case_init(&test, tap_path("styles"));
    CHECK(!style_set_find(test.set, "x1", &PLACE_NONE, test.diags));
    CHECK_STR(style_case_found(&test), "STY002 1:5\n");
    CHECK_STR(diags_at(test.diags, 0)->message, "版式互相基于，没有起点：x1 → x2 → x3 → x1");
    style_case_done(&test);
}

TEST(a_folder_that_is_not_there_is_empty)
{
    struct style_case test;
    style_case_init(&test, NULL);
    size_t count = 0;
    const struct style_info *list = style_set_list(test.set, &count, test.diags);
    CHECK_INT(count, 1);
    CHECK_STR(list[0].name, "gbt9704");
    CHECK_INT(diags_kept(test.diags), 0);
    style_case_done(&test);
}

/* ---- what is shipped ---- */

static void shipped_case(struct style_case *test, char *folder, size_t size)
{
    const char *root = getenv("HUIBAO_ROOT");
    snprintf(folder, size, "%s/report-templates/styles", root ? root : ".");
    style_case_init(test, folder);
}

TEST(every_shipped_style_is_read)
{
    char folder[4096];
    struct style_case test;
    shipped_case(&test, folder, sizeof folder);
    size_t count = 0;
    const struct style_info *list = style_set_list(test.set, &count, test.diags);
    CHECK(count >= 6);
    CHECK_STR(style_case_found(&test), "");
    for (size_t i = 0; i < count; i++) {
        const struct style *style = style_set_find(test.set, list[i].name, &PLACE_NONE, test.diags);
        CHECK(list[i].file && list[i].summary);
        CHECK(style && style_line_baseline(style, style->lines_per_page - 1) <
                           style->margin_top + style->text_height);
    }
    style_case_done(&test);
}

TEST(the_guides_example_is_a_style)
{
    static const char fence[] = "```yaml\n说明: 本街道";
    char folder[4096];
    struct style_case test;
    shipped_case(&test, folder, sizeof folder);
    size_t length = 0;
    const char *guide = style_root_file(test.arena, "report-templates/README.md", &length);
    const char *start = guide ? strstr(guide, fence) : NULL;
    if (CHECK(start)) {
        start += strlen("```yaml\n");
        const char *end = strstr(start, "```\n");
        CHECK(style_set_read(test.set, "例", start, (size_t)(end - start), test.diags));
        CHECK_STR(style_case_found(&test), "");
    }
    style_case_done(&test);
}
