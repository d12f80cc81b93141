/* Pagination: the grid, 孤行, headings and signatures with what belongs to them, page numbers. */
#include <stdio.h>

#include "tap.h"
#include "typeset_testing.h"

#define SQUARES_28 "社区工作是政府工作的前沿社区建设中加强工作人员队伍建设重"

static void put_lines(struct buf *model, int lines)
{
    buf_puts(model, "paragraph ");
    for (int i = 0; i < lines; i++)
        buf_puts(model, i + 1 < lines ? SQUARES_28 : "社区工作是政府工作");
    buf_puts(model, "\n");
}

/* Body lines of a page as a string of marks: # full line, - short line; by baseline. */
static int lines_on(const struct page *page)
{
    int count = 0;
    int32_t last = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind != PAGE_RUN || page->items[i].run.y == last)
            continue;
        last = page->items[i].run.y;
        count++;
    }
    return count - 1; /* the page number */
}

TEST(every_body_line_is_on_the_grid_and_exact)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\n");
    put_lines(&model, 60);
    struct pages *pages = rig_pages(rig, model.data);
    CHECK(pages && pages->count == 3);
    for (size_t p = 0; pages && p < pages->count; p++) {
        const struct page *page = &pages->pages[p];
        for (size_t i = 0; i + 3 < page->item_count; i++) {
            const struct page_run *run = &page->items[i].run;
            bool on_grid = false;
            for (int line = 0; line < rig->style->lines_per_page; line++)
                on_grid = on_grid || run->y == style_line_baseline(rig->style, line);
            CHECK(on_grid);
            bool final = p + 1 == pages->count && i + 4 >= page->item_count;
            if (!final)
                CHECK_INT(run->end, rig->style->margin_left + rig->style->text_width);
        }
    }
    if (pages)
        CHECK_INT(lines_on(&pages->pages[0]), 22);
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

/* Lines on page 1 of paragraphs of these lengths (0 ends the list). */
static int first_page(const int *lengths, const char *last)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\n");
    for (; *lengths; lengths++)
        put_lines(&model, *lengths);
    buf_puts(&model, last);
    struct pages *pages = rig_pages(rig, model.data);
    int lines = pages ? lines_on(&pages->pages[0]) : -1;
    CHECK(pages && pages->count == 2);
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
    return lines;
}

TEST(no_single_line_at_the_bottom_or_the_top)
{
    CHECK_INT(first_page((int[]){21, 4, 0}, ""), 21); /* its first line may not stay alone */
    CHECK_INT(first_page((int[]){20, 4, 0}, ""), 22);
    CHECK_INT(first_page((int[]){20, 3, 0}, ""), 20); /* nor its last go over alone */
    CHECK_INT(first_page((int[]){23, 0}, ""), 21);
    CHECK_INT(first_page((int[]){21, 1, 1, 0}, ""), 22); /* whole paragraphs of one line may */
}

TEST(headings_keep_two_lines)
{
    CHECK_INT(first_page((int[]){19, 0},
                         "heading 1 一、 | 党建工作\nparagraph " SQUARES_28 "社区。\n"
                         "paragraph 一行。\n"),
              22);
    CHECK_INT(first_page((int[]){20, 0},
                         "heading 1 一、 | 党建工作\nparagraph " SQUARES_28 "社区。\n"
                         "paragraph 一行。\n"),
              20);
    CHECK_INT(first_page((int[]){19, 0}, "heading 1 一、 | 党建工作\nparagraph 一行。\n"
                                         "paragraph 一行。\nparagraph 一行。\n"),
              22);
    CHECK_INT(first_page((int[]){18, 0}, "heading 1 一、 | 党建工作\nheading 2 （一） | 队伍\n"
                                         "heading 3 1. | 书记\nparagraph " SQUARES_28 "社区。\n"),
              18);
}

#define SHORT_SECTION "heading 2 （一） | 队伍\nparagraph 一行。\n"

TEST(one_line_paragraphs_do_not_chain_headings)
{
    CHECK_INT(first_page((int[]){20, 0}, SHORT_SECTION "paragraph 一行。\n"), 22);
    CHECK_INT(first_page((int[]){21, 0}, SHORT_SECTION), 21);
    CHECK_INT(first_page((int[]){15, 0}, SHORT_SECTION SHORT_SECTION SHORT_SECTION SHORT_SECTION),
              21);
    /* A heading on a heading still goes along. */
    CHECK_INT(first_page((int[]){20, 0}, "heading 1 一、 | 党建工作\n" SHORT_SECTION), 20);
}

TEST(the_signature_takes_two_body_lines_along)
{
    static const char signature[] = "signature\n  organ 春晖社区居民委员会\n  date 2026年11月3日\n";
    CHECK_INT(first_page((int[]){10, 11, 0}, signature), 19);
    CHECK_INT(first_page((int[]){18, 3, 0}, signature), 18);
    CHECK_INT(first_page((int[]){21, 1, 0}, signature), 19);
}

TEST(page_numbers_change_sides)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\n");
    put_lines(&model, 30);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages && pages->count == 2)) {
        const struct page *odd = &pages->pages[0];
        const struct page *even = &pages->pages[1];
        const struct page_run *last = &odd->items[odd->item_count - 1].run;
        const struct style *style = rig->style;
        CHECK_INT(last->end, style->margin_left + style->text_width - style->pitch_x);
        CHECK(last->y > style->margin_top + style->text_height + style->number_below);
        size_t first = even->item_count - 1;
        while (first > 0 && even->items[first - 1].run.y == even->items[first].run.y)
            first--;
        CHECK_INT(even->items[first].run.glyphs[0].x, style->margin_left + style->pitch_x);
        CHECK_STR(odd->label, "1");
        CHECK_STR(even->label, "2");
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(bookmarks_and_metadata)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\nperiod 2026年10月\ntitle 工作汇报\nheading 1 一、 | 党建\nparagraph 正文。\n"
             "heading 2 （一） | 队伍\nparagraph 正文。\nsignature\n  organ 社区\n  date "
             "2026年11月3日\n");
    if (CHECK(pages != NULL)) {
        CHECK_STR(pages->title, "工作汇报");
        CHECK_STR(pages->author, "社区");
        CHECK_INT(pages->created, rig->world.now);
        CHECK_INT(pages->bookmark_count, 2);
        CHECK_STR(pages->bookmarks[0].title, "一、党建");
        CHECK_INT(pages->bookmarks[1].level, 2);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(runs_of_a_line_touch)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\nparagraph 共36户“低保”户，PM2.5为35，同比下降1.5%。\n");
    if (CHECK(pages != NULL)) {
        const struct page *page = &pages->pages[0];
        size_t runs = 0;
        for (size_t i = 0; i + 1 < page->item_count; i++) {
            const struct page_run *run = &page->items[i].run;
            const struct page_run *next = &page->items[i + 1].run;
            if (run->y == next->y)
                CHECK_INT(run->end, next->glyphs[0].x);
            runs++;
        }
        CHECK(runs > 5);
        CHECK(strstr(rig_page_text(rig, page), "共36户“低保”户，PM2.5为35，同比下降1.5%。") !=
              NULL);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(an_empty_model_is_one_page)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, "model 1\n");
    CHECK(pages && pages->count == 1);
    pages_free(pages);
    rig_free(rig);
}

/* An element may have a line pitch of its own: lines stand at it, and what follows is on the grid. */
TEST(an_element_with_its_own_pitch)
{
    struct rig *rig = rig_new();
    for (int32_t pt = 16; pt <= 40; pt += 4) {
        struct style style = *rig->style;
        struct rig other = *rig;
        struct buf model = {0};
        style.text[STYLE_BODY].line_pitch = pt * STYLE_UNIT;
        other.style = &style;
        buf_puts(&model, "model 1\n");
        put_lines(&model, 9);
        put_lines(&model, 40);
        buf_puts(&model, "heading 1 一、 | 党建\nparagraph 正文。\n");
        struct pages *pages = rig_pages(&other, model.data);
        if (CHECK(pages != NULL)) {
            const struct page *page = &pages->pages[0];
            CHECK_INT(page->items[1].run.y - page->items[0].run.y, pt * STYLE_UNIT);
            CHECK(rig_check_pages(&other, pages, "pitch"));
            const struct page_run *heading = rig_run(pages, pages->count - 1, "一、党建", 0);
            bool on_grid = false;
            for (int line = 0; line < style.lines_per_page; line++)
                on_grid = on_grid || heading->y == style_line_baseline(&style, line);
            CHECK(on_grid);
        }
        pages_free(pages);
        buf_done(&model);
    }
    rig_free(rig);
}
