/* 统计报表: the block at the top right, the line above the table, the line below it. */
#include "tap.h"
#include "typeset_table_testing.h"

#define COLUMNS "  column 指标 | left | id 甲\n  column 数量 | right | id 1\n"

static struct pages *form_pages(struct rig *rig, const char *form, int rows)
{
    struct buf model = {0};
    buf_printf(&model,
               "model 1\ntable t\n  caption 社会服务统计季报\n  unit 人\n  note 按季填报。\n"
               "  form\n%s" COLUMNS,
               form);
    for (int i = 0; i < rows; i++)
        buf_printf(&model, "  row 指标第%d号 | %d\n", i, i);
    struct pages *pages = rig_pages(rig, model.data);
    buf_done(&model);
    CHECK(pages != NULL);
    return pages;
}

TEST(labels_of_the_block_are_equally_wide)
{
    struct rig *rig = rig_new();
    struct pages *pages = form_pages(rig,
                                     "  form-head 表号 | JBZH0001\n  form-head 制定机关 | 民政部\n"
                                     "  form-head 有效期至 | 2027年12月\n",
                                     5);
    const struct page *page = &pages->pages[0];
    const struct page_run *number = table_run(page, "表号");
    const struct page_run *organ = table_run(page, "制定机关");
    const struct page_run *valid = table_run(page, "有效期至");
    CHECK_INT(number->glyphs[0].x, organ->glyphs[0].x);
    CHECK_INT(number->end, organ->end);
    CHECK_INT(number->end, valid->end);
    /* One below the other; the widest ends at the right edge. */
    CHECK_INT(organ->y - number->y, valid->y - organ->y);
    int32_t right = rig->style->margin_left + rig->style->text_width;
    bool reaches = false;
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_RUN && page->items[i].run.y <= valid->y)
            reaches = reaches || page->items[i].run.end == right;
    CHECK(reaches);
    CHECK(table_pages_check(rig, pages));
    pages_free(pages);
    rig_free(rig);
}

TEST(the_line_has_reporter_period_and_unit)
{
    struct rig *rig = rig_new();
    struct pages *pages = form_pages(rig, "  form-reporter 春晖社区\n  form-period 三季度\n", 5);
    const struct page *page = &pages->pages[0];
    const struct page_run *reporter = table_run(page, "填报单位：春晖社区");
    const struct page_run *period = table_run(page, "三季度");
    const struct page_run *unit = table_run(page, "计量单位：人");
    if (CHECK(reporter && period && unit)) {
        CHECK_INT(reporter->y, period->y);
        CHECK_INT(reporter->y, unit->y);
        CHECK_INT(reporter->glyphs[0].x, rig->style->margin_left);
        CHECK_INT(unit->end, rig->style->margin_left + rig->style->text_width);
        int32_t off = (period->glyphs[0].x + period->end) / 2 -
                      (rig->style->margin_left + rig->style->text_width / 2);
        CHECK(off >= -1 && off <= 1);
    }
    pages_free(pages);
    rig_free(rig);
}

/* The middle gives way, then the line is broken; nothing is lost. */
TEST(a_crowded_line_is_broken)
{
    struct rig *rig = rig_new();
    struct pages *pages = form_pages(rig,
                                     "  form-reporter 栖云区望澜街道春晖社区居民委员会服务中心\n"
                                     "  form-period 2026年三季度\n",
                                     5);
    const struct page *page = &pages->pages[0];
    CHECK_INT(table_run(page, "填报单位")->y, table_run(page, "计量单位")->y);
    CHECK(table_run(page, "2026")->glyphs[0].x > table_run(page, "填报单位")->end);
    CHECK(table_pages_check(rig, pages));
    pages_free(pages);
    pages = form_pages(rig,
                       "  form-reporter 栖云区望澜街道春晖社区居民委员会新时代文明实践综合服务中心"
                       "第一工作站暨志愿服务总队\n  form-period 2026年三季度（7—9月）\n",
                       5);
    page = &pages->pages[0];
    CHECK(table_run(page, "2026")->y > table_run(page, "填报单位")->y);
    CHECK(table_run(page, "计量单位")->y > table_run(page, "2026")->y);
    CHECK(strstr(rig_page_text(rig, page), "志愿服务总队") != NULL);
    CHECK(table_pages_check(rig, pages));
    pages_free(pages);
    rig_free(rig);
}

TEST(those_who_sign_are_spread_with_room)
{
    struct rig *rig = rig_new();
    struct pages *pages = form_pages(rig,
                                     "  form-foot 单位负责人 |\n  form-foot 填表人 | 李某某\n"
                                     "  form-foot 审核人 |\n  form-foot 日期 | 8日\n",
                                     5);
    const struct page *page = &pages->pages[0];
    const struct page_run *first = table_run(page, "单位负责人：");
    const struct page_run *second = table_run(page, "填表人：李某某");
    const struct page_run *third = table_run(page, "审核人：");
    if (CHECK(first && second && third)) {
        CHECK_INT(first->y, second->y);
        CHECK_INT(first->y, third->y);
        CHECK_INT(first->glyphs[0].x, rig->style->margin_left);
        CHECK(second->glyphs[0].x - first->end >= 5 * first->size);
    }
    int32_t right = rig->style->margin_left + rig->style->text_width;
    const struct page_run *last = NULL;
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_RUN && page->items[i].run.y == first->y)
            last = &page->items[i].run;
    CHECK(last && last->end == right);
    /* Below the last rule, above the note. */
    struct page_rule rules[8];
    size_t count = table_rules(page, false, rules, 8);
    CHECK(first->y - first->size * 3 / 4 > rules[count - 1].y0);
    CHECK(table_run(page, "注：")->y > first->y);
    pages_free(pages);
    rig_free(rig);
}

TEST(many_sign_in_columns)
{
    struct rig *rig = rig_new();
    struct pages *pages = form_pages(
        rig,
        "  form-foot 单位负责人 |\n  form-foot 统计负责人 |\n  form-foot 填表人 |\n"
        "  form-foot 审核人 |\n  form-foot 联系电话 | 0571-85123456\n  form-foot 报出日期 |\n",
        5);
    const struct page *page = &pages->pages[0];
    CHECK_INT(table_run(page, "单位负责人")->y, table_run(page, "填表人")->y);
    CHECK(table_run(page, "审核人")->y > table_run(page, "单位负责人")->y);
    CHECK_INT(table_run(page, "审核人")->glyphs[0].x, table_run(page, "单位负责人")->glyphs[0].x);
    CHECK_INT(table_run(page, "联系电话")->glyphs[0].x, table_run(page, "统计负责人")->glyphs[0].x);
    CHECK(table_pages_check(rig, pages));
    pages_free(pages);
    rig_free(rig);
}

/* The foot is never alone: two rows at least are on its page. */
TEST(the_foot_stays_with_the_last_rows)
{
    for (int rows = 15; rows < 45; rows++) {
        struct rig *rig = rig_new();
        struct pages *pages = form_pages(rig,
                                         "  form-head 表号 | JBZH0001\n"
                                         "  form-foot 填表人 |\n  form-foot 日期 |\n",
                                         rows);
        for (size_t p = 0; p < pages->count; p++) {
            const char *text = table_page_runs(rig, &pages->pages[p]);
            bool last = p + 1 == pages->count;
            CHECK_INT(table_occurrences(text, "填表人"), last);
            CHECK_INT(table_occurrences(text, "JBZH0001"), p == 0);
            CHECK_INT(table_occurrences(text, "计量单位"), 1);
            CHECK(table_occurrences(text, "指标第") >= 2);
        }
        CHECK(table_pages_check(rig, pages));
        pages_free(pages);
        rig_free(rig);
    }
}
