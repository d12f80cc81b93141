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

/* ---- wide tables ---- */

static void put_table(struct buf *model, const char *name, int rows, bool wide)
{
    buf_printf(model, "table %s\n  number 1\n  caption %s\n", name, name);
    if (wide)
        buf_puts(model, "  page landscape\n");
    buf_puts(model, "  column 网格 | left\n  column 件数 | right\n");
    for (int i = 1; i <= rows; i++)
        buf_printf(model, "  row 第%d网格 | %d\n", i, i);
}

static void put_paragraphs(struct buf *model, int count)
{
    for (int i = 0; i < count; i++)
        buf_puts(model, PARAGRAPH);
}

/* The page on which a text first stands; SIZE_MAX: nowhere. */
static size_t page_with(struct rig *rig, const struct pages *pages, const char *text)
{
    for (size_t i = 0; pages && i < pages->count; i++)
        if (strstr(rig_page_text(rig, &pages->pages[i]), text))
            return i;
    return SIZE_MAX;
}

static int body_lines(const struct style *style, const struct page *page)
{
    int lines = 0;
    for (int line = 0; line < style->lines_per_page; line++)
        for (size_t i = 0; i < page->item_count; i++)
            if (page->items[i].kind == PAGE_RUN &&
                page->items[i].run.y == style_line_baseline(style, line)) {
                lines++;
                break;
            }
    return lines;
}

TEST(text_flows_on_past_a_wide_table)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n");
    put_paragraphs(&text, 3);
    put_table(&text, "甲表", 5, true);
    put_table(&text, "乙表", 5, true);
    put_paragraphs(&text, 10);
    struct pages *pages = rig_pages(rig, text.data);
    if (CHECK(pages != NULL)) {
        CHECK_STR(sheets(rig, pages), "PLLP");
        CHECK(body_lines(rig->style, &pages->pages[0]) >= 21); /* full, but for 孤行 */
        CHECK_INT(page_with(rig, pages, "甲表"), 1);
        CHECK_INT(page_with(rig, pages, "乙表"), 2);
    }
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

TEST(a_wide_table_of_many_rows_takes_several_pages)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n");
    put_table(&text, "甲表", 40, true);
    put_paragraphs(&text, 1);
    struct pages *pages = rig_pages(rig, text.data);
    if (CHECK(pages != NULL)) {
        CHECK_STR(sheets(rig, pages), "LLLP"); /* nothing before it: no page for nothing */
        CHECK(strstr(rig_page_text(rig, &pages->pages[2]), "第40网格") != NULL);
    }
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

TEST(tables_keep_their_order)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n");
    put_paragraphs(&text, 2);
    put_table(&text, "甲表", 5, true);
    put_paragraphs(&text, 1);
    put_table(&text, "乙表", 3, false);
    put_paragraphs(&text, 1);
    struct pages *pages = rig_pages(rig, text.data);
    CHECK_INT(page_with(rig, pages, "甲表"), 1);
    CHECK_INT(page_with(rig, pages, "乙表"), 2);
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

/* The signature comes after the tables, with two lines of the body, whatever the lengths. */
TEST(the_signature_comes_after_wide_tables)
{
    for (int before = 1; before < 10; before++) {
        for (int after = 0; after < 3; after++) {
            struct rig *rig = rig_new();
            struct buf text = {0};
            buf_puts(&text, "model 1\n");
            put_paragraphs(&text, before);
            put_table(&text, "甲表", 4, true);
            put_paragraphs(&text, after);
            buf_puts(&text, "signature\n  organ 春晖社区\n  date 2026年11月3日\n");
            struct pages *pages = rig_pages(rig, text.data);
            size_t last = pages ? pages->count - 1 : 0;
            CHECK(pages && page_with(rig, pages, "甲表") < last);
            CHECK_INT(page_with(rig, pages, "春晖社区2026"), last);
            CHECK(pages && !is_landscape(&pages->pages[last]));
            CHECK(pages && body_lines(rig->style, &pages->pages[last]) >= 4);
            pages_free(pages);
            buf_done(&text);
            rig_free(rig);
        }
    }
}

/* Where they would come before all the text, they come behind the signature: the first page is the
   title's, with text. */
TEST(a_wide_table_does_not_part_the_title_from_a_short_text)
{
    for (int before = 1; before < 4; before++) {
        struct rig *rig = rig_new();
        struct buf text = {0};
        buf_puts(&text, "model 1\ntitle 情况汇报\n");
        put_paragraphs(&text, before);
        put_table(&text, "甲表", 4, true);
        buf_puts(&text, "signature\n  organ 春晖社区\n  date 2026年11月3日\n");
        struct pages *pages = rig_pages(rig, text.data);
        CHECK_INT(page_with(rig, pages, "情况汇报"), 0);
        CHECK(pages && body_lines(rig->style, &pages->pages[0]) >= 2);
        if (before == 1)
            CHECK_STR(pages ? sheets(rig, pages) : "", "PL");
        pages_free(pages);
        buf_done(&text);
        rig_free(rig);
    }
}

TEST(a_wide_table_that_begins_an_attachment_has_its_title)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n" PARAGRAPH "attachment 附件1 | 全年明细\n");
    put_table(&text, "甲表", 4, true);
    put_paragraphs(&text, 1);
    buf_puts(&text, "attachment 附件2 | 说明\n" PARAGRAPH "imprint\n  organ 春晖社区\n");
    struct pages *pages = rig_pages(rig, text.data);
    if (CHECK(pages != NULL)) {
        CHECK_STR(sheets(rig, pages), "PLPP");
        CHECK_INT(page_with(rig, pages, "全年明细"), 1);
        CHECK_INT(page_with(rig, pages, "甲表"), 1);
        CHECK_INT(pages->bookmark_count, 2);
    }
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

TEST(the_imprint_stands_on_a_portrait_page)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n" PARAGRAPH);
    put_table(&text, "甲表", 4, true);
    buf_puts(&text, "imprint\n  organ 春晖社区\n  date 2026年11月3日\n");
    struct pages *pages = rig_pages(rig, text.data);
    if (CHECK(pages != NULL))
        CHECK_STR(sheets(rig, pages), "PLP");
    pages_free(pages);
    pages = rig_pages(rig, "model 1\n" PARAGRAPH "landscape\n" PARAGRAPH
                           "imprint\n  organ 春晖社区\n  date 2026年11月3日\n");
    if (CHECK(pages != NULL))
        CHECK_STR(sheets(rig, pages), "PLP");
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}
