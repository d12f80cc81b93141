/* Heads of several levels: cells in the middle of what they span, rules where a form has them. */
#include "tap.h"
#include "typeset_table_testing.h"

static const char two_levels[] = "model 1\n"
                                 "table t\n"
                                 "  head 1 2-4 | 受理\n"
                                 "  head 2 3-4 | 其中\n"
                                 "  column 类别 | left\n"
                                 "  column 合计 | right\n"
                                 "  column 法院 | right\n"
                                 "  column 公安 | right\n"
                                 "  column 成功率 | decimal\n"
                                 "  row 邻里 | 12 | 3 | 4 | 96.2%\n"
                                 "  row 物业 | 8 | 1 | 2 | 100.0%\n";

static int32_t baseline(const struct page *page, const char *text)
{
    const struct page_run *run = table_run(page, text);
    CHECK(run != NULL);
    return run ? run->y : 0;
}

TEST(titles_stand_in_the_middle_of_their_levels)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, two_levels);
    if (CHECK(pages != NULL)) {
        const struct page *page = &pages->pages[0];
        int32_t row = rig->style->table_row;
        int32_t top = baseline(page, "受理");
        CHECK_INT(baseline(page, "其中"), top + row);
        CHECK_INT(baseline(page, "法院"), top + 2 * row);
        CHECK_INT(baseline(page, "公安"), top + 2 * row);
        /* Over three levels, and over the two that no head stands in. */
        CHECK_INT(baseline(page, "类别"), top + row);
        CHECK_INT(baseline(page, "成功率"), top + row);
        CHECK_INT(baseline(page, "合计"), top + row + row / 2);
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(a_head_stands_in_the_middle_of_its_columns)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, two_levels);
    const struct page *page = &pages->pages[0];
    struct page_rule rules[16];
    CHECK_INT(table_rules(page, true, rules, 16), 4 + 0); /* one between each two columns */
    const struct page_run *head = table_run(page, "受理");
    /* Columns 2 to 4 lie between the first rule and the last. */
    CHECK_INT((head->glyphs[0].x + head->end) / 2, (rules[0].x0 + rules[3].x0) / 2);
    pages_free(pages);
    rig_free(rig);
}

TEST(rules_in_a_head_begin_and_end_at_the_cells)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, two_levels);
    const struct page *page = &pages->pages[0];
    struct page_rule lying[16];
    struct page_rule upright[16];
    size_t count = table_rules(page, false, lying, 16);
    table_rules(page, true, upright, 16);
    CHECK_INT(count, 5); /* top, below 受理, below 其中, below the head, bottom */
    int32_t left = rig->style->margin_left;
    int32_t right = left + rig->style->text_width;
    int32_t thin = rig->style->rule_thin;
    CHECK(lying[0].x0 == left && lying[0].x1 == right && lying[0].width == rig->style->rule_thick);
    CHECK(lying[1].x0 == upright[0].x0 && lying[1].x1 == upright[3].x0 && lying[1].width == thin);
    CHECK(lying[2].x0 == upright[1].x0 && lying[2].x1 == upright[3].x0 && lying[2].width == thin);
    CHECK(lying[3].x0 == left && lying[3].x1 == right && lying[3].width == thin);
    CHECK(lying[4].x0 == left && lying[4].x1 == right && lying[4].width == rig->style->rule_thick);
    for (int i = 0; i < 4; i++) {
        CHECK_INT(upright[i].width, thin);
        CHECK_INT(upright[i].y1, lying[4].y0); /* through the rows to the bottom rule */
    }
    CHECK_INT(upright[0].y0, lying[0].y0);
    CHECK_INT(upright[1].y0, lying[1].y0); /* below 受理 */
    CHECK_INT(upright[2].y0, lying[2].y0); /* below 其中 */
    CHECK_INT(upright[3].y0, lying[0].y0);
    pages_free(pages);
    rig_free(rig);
}

TEST(a_head_of_one_row_keeps_open_columns)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\ntable t\n  column 甲 | left\n  column 乙 | right\n"
                       "  row 一 | 1\n");
    struct page_rule rules[4];
    CHECK_INT(table_rules(&pages->pages[0], true, rules, 4), 0);
    pages_free(pages);
    rig_free(rig);
}

/* The head repeats on each page, all its levels and the 栏次 below them. */
TEST(every_page_has_the_whole_head)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n  number 2\n  caption 表\n  head 1 2-3 | 数量\n"
                     "  column 名称 | left | id 甲\n  column 户 | right | id 1\n"
                     "  column 人 | right | id 2\n");
    for (int i = 0; i < 60; i++)
        buf_printf(&model, "  row 第%d格 | %d | %d\n", i, 500 + i, 700 + i);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages && pages->count == 3)) {
        for (size_t p = 0; p < pages->count; p++) {
            const char *text = table_page_runs(rig, &pages->pages[p]);
            CHECK_INT(table_occurrences(text, "数量"), 1);
            CHECK_INT(table_occurrences(text, "\n名称\n"), 1);
            CHECK_INT(table_occurrences(text, "\n甲\n\n1\n\n2\n"), 1);
            CHECK_INT(table_occurrences(text, "续表"), p > 0);
        }
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

/* A head wider than its columns makes them wider, all of them. */
TEST(a_wide_head_is_solved_into_its_columns)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\ntable t\n  head 1 2-3 | 接受法院公安信访部门委托移送的纠纷\n"
             "  column 名称 | left\n  column 户 | right\n  column 人 | right\n"
             "  column 说明 | left\n"
             "  row 春晖社区 | 1 | 2 | 经走访核实情况属实并已报街道办事处备案待下月复核\n");
    if (CHECK(pages != NULL)) {
        struct page_rule rules[4];
        CHECK_INT(table_rules(&pages->pages[0], true, rules, 4), 3);
        int32_t first = rules[1].x0 - rules[0].x0;
        int32_t second = rules[2].x0 - rules[1].x0;
        CHECK(first - second <= 1 && second - first <= 1);
        CHECK(first + second > 9 * 10 * 1024); /* two lines of the title's 17 characters */
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(TYP012_a_head_of_a_hundred_levels_is_refused)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n");
    for (int i = 1; i <= 100; i++)
        buf_printf(&model, "  head %d 1-2 | 层%d\n", i, i);
    buf_puts(&model, "  column 甲 | left\n  column 乙 | right\n  row 一 | 1\n");
    CHECK(rig_pages(rig, model.data) == NULL);
    CHECK(rig_diag(rig, &TYP012) != NULL);
    buf_done(&model);
    rig_free(rig);
}
