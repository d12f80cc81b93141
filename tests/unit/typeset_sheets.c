/* Page breaks, landscape pages, and the page number on both. */
#include "tap.h"
#include "typeset_testing.h"

#define PARAGRAPH                                                                                                                           \
    "paragraph 社区工作是政府工作的前沿，在社区建设中加强工作人员队伍建设尤为重要；社区党总支与每" \
    "位工作人员签订了目标责任书。\n"

static bool is_landscape(const struct page *page)
{
    return page->width > page->height;
}

/* L and P, page by page. */
static const char *sheets(struct rig *rig, const struct pages *pages)
{
    char *letters = arena_alloc(rig->arena, pages->count + 1);
    for (size_t i = 0; i < pages->count; i++)
        letters[i] = is_landscape(&pages->pages[i]) ? 'L' : 'P';
    return letters;
}

static const struct page_run *number_of(const struct page *page)
{
    return &page->items[page->item_count - 1].run;
}

TEST(a_page_break_begins_a_page)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, "model 1\n" PARAGRAPH "page-break\nparagraph 第二页。\n");
    if (CHECK(pages && pages->count == 2))
        CHECK_INT(rig_run(pages, 1, "第二页", 0)->y, style_line_baseline(rig->style, 0));
    pages_free(pages);
    rig_free(rig);
}

TEST(breaks_in_a_row_leave_no_blank_page)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\npage-break\n" PARAGRAPH "page-break\npage-break\nlandscape\n"
                       "portrait\n" PARAGRAPH "landscape\nportrait\npage-break\n");
    if (CHECK(pages != NULL))
        CHECK_STR(sheets(rig, pages), "PP");
    pages_free(pages);
    rig_free(rig);
}

TEST(landscape_sections)
{
    struct rig *rig = rig_new();
    struct style landscape;
    style_landscape(rig->style, &landscape);
    struct pages *pages = rig_pages(rig, "model 1\n" PARAGRAPH "landscape\n" PARAGRAPH PARAGRAPH
                                         "heading 1 一、 | 党建\n" PARAGRAPH "portrait\n" PARAGRAPH
                                         "landscape\n" PARAGRAPH);
    if (CHECK(pages != NULL)) {
        CHECK_STR(sheets(rig, pages), "PLPL");
        const struct page *page = &pages->pages[1];
        CHECK_INT(page->width, rig->style->paper_height);
        CHECK_INT(page->height, rig->style->paper_width);
        /* Lines are as long as the landscape page lets them be, and within it. */
        const struct page_run *line = rig_run(pages, 1, "社区工作", 0);
        CHECK_INT(line->end, landscape.margin_left + landscape.text_width);
        CHECK(line->cluster_count > 30);
        for (size_t i = 0; i < page->item_count; i++) {
            const struct page_run *run = &page->items[i].run;
            CHECK(run->turned || run->y <= landscape.margin_top + landscape.text_height);
        }
    }
    pages_free(pages);
    rig_free(rig);
}

/* The landscape page is the portrait one turned, its left edge up: number and all. */
TEST(the_number_stays_where_the_portrait_page_has_it)
{
    struct rig *rig = rig_new();
    struct pages *upright =
        rig_pages(rig, "model 1\n" PARAGRAPH "page-break\n" PARAGRAPH "page-break\n" PARAGRAPH);
    struct pages *pages =
        rig_pages(rig, "model 1\n" PARAGRAPH "landscape\n" PARAGRAPH "page-break\n" PARAGRAPH);
    if (CHECK(upright && pages && pages->count == 3)) {
        CHECK_STR(sheets(rig, pages), "PLL");
        for (size_t i = 1; i < 3; i++) {
            const struct page_run *want = number_of(&upright->pages[i]);
            const struct page_run *got = number_of(&pages->pages[i]);
            CHECK(got->turned && !want->turned);
            CHECK_INT(got->y, rig->style->paper_height - want->y);
            CHECK_INT(rig_left(got), rig_left(want));
            CHECK_INT(got->end, want->end);
            CHECK_STR(pages->pages[i].label, i == 1 ? "2" : "3");
        }
        /* Page 2 at the top of the sheet's left edge, page 3 at its bottom. */
        CHECK(number_of(&pages->pages[1])->end < rig->style->paper_width / 3);
        CHECK(rig_left(number_of(&pages->pages[2])) > rig->style->paper_width * 2 / 3);
    }
    pages_free(upright);
    pages_free(pages);
    rig_free(rig);
}

TEST(centred_numbers)
{
    struct rig *rig = rig_new();
    struct style style = *rig->style;
    style.number_outer = false;
    rig->style = &style;
    struct pages *pages = rig_pages(rig, "model 1\n" PARAGRAPH "page-break\n" PARAGRAPH);
    for (size_t i = 0; pages && i < 2; i++) {
        const struct page *page = &pages->pages[i];
        const struct page_run *last = number_of(page);
        size_t first = page->item_count - 1;
        while (first > 0 && page->items[first - 1].run.y == last->y)
            first--;
        int32_t left = rig_left(&page->items[first].run);
        CHECK(rig_near(left + last->end, 2 * style.margin_left + style.text_width));
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(an_attachment_may_begin_a_landscape_section)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\n" PARAGRAPH "attachment 附件1 | 明细表\nlandscape\n" PARAGRAPH
                       "portrait\n" PARAGRAPH "attachment 附件2 | 汇总表\n" PARAGRAPH);
    if (CHECK(pages != NULL)) {
        CHECK_STR(sheets(rig, pages), "PLPP");
        CHECK_INT(rig_run(pages, 1, "附件", 0)->y < rig_run(pages, 1, "明细表", 0)->y, 1);
        CHECK_INT(pages->bookmark_count, 2);
        CHECK_INT(pages->bookmarks[0].page, 1);
    }
    pages_free(pages);
    rig_free(rig);
}
