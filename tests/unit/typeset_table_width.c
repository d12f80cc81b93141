/* Widths: declared ones, equal ones, type and page chosen for the table. */
#include "tap.h"
#include "typeset_table_testing.h"

static const char long_text[] = "为辖区老年人开展健康体检和慢性病随访服务并建立健康档案";

/* Width of the thick rule at the table's top. */
static int32_t table_width(const struct pages *pages)
{
    struct page_rule rule;
    CHECK(table_rules(&pages->pages[0], false, &rule, 1) > 0);
    return rule.x1 - rule.x0;
}

TEST(a_table_of_declared_widths_is_as_wide_as_they_say)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\ntable t\n  unit 件\n  column 甲 | left | width 8\n"
                       "  column 乙 | left | width 6\n  row 一二三四五六七八九十 | 乙\n");
    int32_t size = rig->style->text[STYLE_TABLE_CELL].size;
    CHECK_INT(table_width(pages), (8 + 6 + 2) * size);
    struct page_rule rule;
    table_rules(&pages->pages[0], false, &rule, 1);
    int32_t left = rig->style->margin_left;
    CHECK_INT(rule.x0 - left, left + rig->style->text_width - rule.x1);
    CHECK_INT(table_run(&pages->pages[0], "单位：件")->end, rule.x1);
    CHECK(table_run(&pages->pages[0], "一二三四五六七八") != NULL);
    CHECK(rig_diag(rig, &TYP030) == NULL);
    pages_free(pages);
    rig_free(rig);
}

/* Noto's and WenKai's squares are set a little larger than Fandol's. */
TEST(a_name_with_a_rare_character_fits_its_declared_width)
{
    static const char *const rare[] = {"啰", "喆", "\xE3\x9B\x83"}; /* 㛃 */
    for (size_t i = 0; i < BASE_COUNT(rare); i++) {
        struct rig *rig = rig_new();
        struct buf model = {0};
        struct style style = *rig->style;
        style.text[STYLE_TABLE_CELL].role = "宋体";
        rig->style = &style;
        buf_printf(&model,
                   "model 1\ntable t\n  column 姓名 | left | width 3\n"
                   "  column 乙 | left | width 6\n  row 卢雨%s | 乙\n",
                   rare[i]);
        struct pages *pages = rig_pages(rig, model.data);
        const struct page_run *plain = table_run(&pages->pages[0], "卢雨");
        const struct page_run *fitted = table_run(&pages->pages[0], rare[i]);
        if (CHECK(plain != NULL)) {
            int32_t below = fitted ? fitted->y - plain->y : 0;
            CHECK(below < plain->size / 2 && below > -plain->size / 2);
        }
        pages_free(pages);
        buf_done(&model);
        rig_free(rig);
    }
}

TEST(TYP030_a_declared_width_too_small_for_its_numbers)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\ntable 账\n  at r.md:3\n  column 甲 | left\n"
                       "  column 金额 | decimal | width 2\n  row 一 | 12,345,678.90\n");
    CHECK(pages && table_run(&pages->pages[0], "12,345,678.90") != NULL);
    const struct diag *diag = rig_diag(rig, &TYP030);
    if (CHECK(diag != NULL)) {
        CHECK(strstr(diag->message, "“金额”") && strstr(diag->message, "拆不开"));
        CHECK_INT(diag->place.line, 3);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(TYP030_declared_widths_that_exceed_the_page)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_printf(&model,
               "model 1\ntable 账\n  column 甲 | left | width 30\n  column 乙 | left | width 20\n"
               "  column 数 | right\n  row %s | %s | 12\n",
               long_text, long_text);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages != NULL)) {
        CHECK_INT(table_width(pages), rig->style->text_width);
        CHECK(pages->pages[0].width < pages->pages[0].height);
        CHECK(table_pages_check(rig, pages));
    }
    const struct diag *diag = rig_diag(rig, &TYP030);
    CHECK(diag && strstr(diag->message, "版心宽"));
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(columns_of_numbers_are_equally_wide)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_printf(&model,
               "model 1\ntable t\n  head 1 2-4 | 甲\n  column 项 | left\n  column 户 | right\n"
               "  column 人次 | right\n  column 金额（元） | decimal\n  column 说明 | left\n"
               "  row 低保 | 12 | 5 | 12345.60 | %s%s\n",
               long_text, long_text);
    struct pages *pages = rig_pages(rig, model.data);
    struct page_rule rules[5];
    CHECK_INT(table_rules(&pages->pages[0], true, rules, 5), 4);
    int32_t first = rules[1].x0 - rules[0].x0;
    for (int i = 1; i < 3; i++) {
        int32_t width = rules[i + 1].x0 - rules[i].x0;
        CHECK(width - first <= 1 && first - width <= 1);
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

/* Numbers are whole in a column of whatever need. */
TEST(texts_wrap_before_numbers_suffer)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n");
    for (int i = 0; i < 3; i++)
        buf_printf(&model, "  column 说明%d | left\n", i);
    for (int i = 0; i < 5; i++)
        buf_printf(&model, "  column 按来源分的受理数%d | right\n", i);
    buf_printf(&model, "  row %s | %s | %s | 100,001 | 100,002 | 100,003 | 100,004 | 100,005\n",
               long_text, long_text, long_text);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages != NULL)) {
        CHECK(pages->pages[0].width < pages->pages[0].height);
        for (int i = 1; i < 6; i++)
            CHECK(table_run(&pages->pages[0], arena_printf(rig->arena, "100,00%d", i)) != NULL);
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

static struct pages *wide_pages(struct rig *rig, int columns, bool asked)
{
    struct buf model = {0};
    buf_printf(&model, "model 1\nparagraph 表前。\ntable 宽表\n  caption 宽表\n%s",
               asked ? "  page landscape\n" : "");
    for (int i = 0; i < columns; i++)
        buf_printf(&model, "  column 栏%d | right\n", i);
    buf_puts(&model, "  row ");
    for (int i = 0; i < columns; i++)
        buf_printf(&model, "%s%d,345,678", i ? " | " : "", 10 + i);
    buf_puts(&model, "\nparagraph 表后。\n");
    struct pages *pages = rig_pages(rig, model.data);
    buf_done(&model);
    return pages;
}

static size_t landscape_pages(const struct pages *pages)
{
    size_t count = 0;
    for (size_t p = 0; p < pages->count; p++)
        count += pages->pages[p].width > pages->pages[p].height;
    return count;
}

TEST(TYP031_a_table_too_wide_goes_landscape)
{
    struct rig *rig = rig_new();
    struct pages *pages = wide_pages(rig, 10, false);
    if (CHECK(pages != NULL)) {
        CHECK_INT(landscape_pages(pages), 1);
        CHECK(strstr(table_runs(rig, pages), "表后。") != NULL);
        CHECK(table_pages_check(rig, pages));
    }
    CHECK(rig_diag(rig, &TYP031) != NULL);
    pages_free(pages);
    rig_free(rig);
}

TEST(a_table_goes_landscape_when_asked)
{
    struct rig *rig = rig_new();
    struct pages *pages = wide_pages(rig, 3, true);
    CHECK(pages && landscape_pages(pages) == 1);
    CHECK(rig_diag(rig, &TYP031) == NULL);
    pages_free(pages);
    rig_free(rig);
}

TEST(TYP005_what_fits_no_page_is_refused_with_what_would)
{
    struct rig *rig = rig_new();
    CHECK(wide_pages(rig, 20, false) == NULL);
    const struct diag *diag = rig_diag(rig, &TYP005);
    CHECK(diag && strstr(diag->message, "20列") && strstr(diag->hint, "放得下前"));
    rig_free(rig);
}

/* Two columns of texts: shared fairly, both would wrap. */
TEST(room_goes_where_it_saves_lines)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n  column 类别 | center\n  column 子类 | center\n"
                     "  column 事项 | left\n  column 时限 | center\n  column 责任单位 | left\n");
    for (int i = 0; i < 8; i++)
        buf_puts(&model, i % 2 ? "  row 政务服务 | 社会救助 | 高龄津贴申领认证和年度审核 | "
                                 "二十个工作日 | 便民服务中心\n"
                               : "  row 政务服务 | 社会救助 | 临时救助 | 二十个工作日 | "
                                 "社区居民委员会网格员代为办理\n");
    struct pages *pages = rig_pages(rig, model.data);
    const char *runs = pages ? table_runs(rig, pages) : "";
    /* There is room for one of the two on one line. */
    CHECK_INT(table_occurrences(runs, "\n高龄津贴申领认证和年度审核\n") +
                  table_occurrences(runs, "\n社区居民委员会网格员代为办理\n"),
              4);
    CHECK(pages && table_pages_check(rig, pages));
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

/* With the usual air between columns 老年人 would stand in two lines, 老年 and 人. */
TEST(short_titles_stay_in_one_piece_where_less_air_makes_room)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\ntable t\n  head 1 3-6 | 低保对象（人）\n  head 1 7-8 | 本月变动（人）\n"
             "  head 1 9-11 | 低保资金（元）\n  column 地区 | left\n"
             "  column 低保户数（户） | right | width 4\n  column 人数 | right\n"
             "  column 老年人 | right\n  column 成年人 | right\n  column 未成年人 | right\n"
             "  column 新增 | right\n  column 减少 | right\n  column 本月 | decimal\n"
             "  column 累计 | decimal\n  column 人均 | decimal\n"
             "  row 春晖社区 | 14 | 22 | 4 | 15 | 3 | 1 | 1 | 13240.0 | 125860.0 | 601.8\n");
    if (CHECK(pages != NULL)) {
        CHECK(table_run(&pages->pages[0], "老年人") != NULL);
        CHECK(table_run(&pages->pages[0], "成年人") != NULL);
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    rig_free(rig);
}
