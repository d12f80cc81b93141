/* 目录: what it lists, the numbers, leaders and links. */
#include "tap.h"
#include "typeset_testing.h"

#define PARAGRAPH                                                                                                                           \
    "paragraph 社区工作是政府工作的前沿，在社区建设中加强工作人员队伍建设尤为重要；社区党总支与每" \
    "位工作人员签订了目标责任书，明确了围绕一个中心、坚持两项原则的要求。\n"

static const char long_name[] =
    "居民对养老托育服务的需求特点与主要诉求以及不同年龄段、不同收入家庭之间的差异分析";

/* Sections 1…n with a subsection each, and an attachment with a heading. */
static struct pages *report(struct rig *rig, int sections, int levels)
{
    struct style *style = arena_alloc(rig->arena, sizeof *style);
    struct buf text = {0};
    *style = *style_builtin("gbt9704");
    style->contents_levels = levels;
    rig->style = style;
    buf_puts(&text, "model 1\ntitle 调研报告\nsalutation 各位领导：\n");
    for (int i = 1; i <= sections; i++) {
        buf_printf(&text, "heading 1 第%d章 | %s\n", i, i == 2 ? long_name : "基本情况");
        for (int k = 0; k < 5; k++)
            buf_puts(&text, PARAGRAPH);
        buf_puts(&text, "heading 2 （一） | 具体情况\n" PARAGRAPH PARAGRAPH);
    }
    buf_puts(&text, "attachment 附件1 | 问卷\nheading 1 一、 | 信息\n" PARAGRAPH);
    struct pages *pages = rig_pages(rig, text.data);
    buf_done(&text);
    return pages;
}

/* The n-th link of the document, and its page. */
static const struct page_link *link_of(const struct pages *pages, size_t n, size_t *ret_page)
{
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].item_count; i++)
            if (pages->pages[p].items[i].kind == PAGE_LINK && n-- == 0) {
                *ret_page = p;
                return &pages->pages[p].items[i].link;
            }
    return NULL;
}

/* Text of a page's runs whose baseline lies within a link, and the last one's right end. */
static const char *text_in(struct rig *rig, const struct page *page, const struct page_link *link,
                           int32_t *ret_end)
{
    struct buf out = {0};
    buf_puts(&out, "");
    for (size_t i = 0; i < page->item_count; i++) {
        const struct page_run *run = &page->items[i].run;
        if (page->items[i].kind != PAGE_RUN || run->y < link->y || run->y > link->y + link->height)
            continue;
        buf_puts(&out, run->text);
        *ret_end = run->end;
    }
    char *text = buf_copy(&out, rig->arena);
    buf_done(&out);
    return text;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* Every line: the name, dots, and the label of the page where the bookmark of that name is. */
static void check_lines(struct rig *rig, const struct pages *pages, int levels)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        const struct page_bookmark *mark = &pages->bookmarks[i];
        if (mark->level > levels || strcmp(mark->title, "目录") == 0)
            continue;
        size_t at = 0;
        int32_t end = 0;
        const struct page_link *link = link_of(pages, n++, &at);
        if (!CHECK(link != NULL))
            return;
        const char *text = text_in(rig, &pages->pages[at], link, &end);
        CHECK(strncmp(text, mark->title, strlen(mark->title)) == 0);
        const char *number = pages->pages[mark->page].label;
        CHECK(ends_with(text, arena_printf(rig->arena, "…%s", number)));
        CHECK_INT(link->page, mark->page);
        CHECK_INT(link->target_y, mark->y);
        CHECK(rig_near(end, rig->style->margin_left + rig->style->text_width));
        CHECK(link->x >= rig->style->margin_left);
        CHECK_INT(link->x + link->width, rig->style->margin_left + rig->style->text_width);
    }
    size_t page = 0;
    CHECK(link_of(pages, n, &page) == NULL); /* no more lines than headings */
}

TEST(every_heading_is_listed_with_its_page)
{
    for (int levels = 1; levels <= 3; levels++) {
        struct rig *rig = rig_new();
        struct pages *pages = report(rig, 14, levels);
        if (CHECK(pages != NULL)) {
            check_lines(rig, pages, levels);
            CHECK(pages->count > 12);
        }
        pages_free(pages);
        rig_free(rig);
    }
}

TEST(the_text_begins_on_a_page_of_its_own)
{
    struct rig *rig = rig_new();
    struct pages *pages = report(rig, 14, 2);
    if (CHECK(pages != NULL)) {
        CHECK(strstr(rig_page_text(rig, &pages->pages[0]), "调研报告目录第1章") != NULL);
        CHECK(strstr(rig_page_text(rig, &pages->pages[1]), "社区工作") == NULL); /* two pages */
        CHECK_INT(rig_run(pages, 2, "各位领导", 0)->y, style_line_baseline(rig->style, 0));
        CHECK_STR(pages->bookmarks[0].title, "目录");
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(dots_stand_in_columns)
{
    struct rig *rig = rig_new();
    struct pages *pages = report(rig, 14, 2);
    int32_t column = -1, pitch = 0;
    size_t rows = 0;
    for (size_t p = 0; pages && p < 2; p++) {
        for (size_t i = 0; i < pages->pages[p].item_count; i++) {
            const struct page_run *run = &pages->pages[p].items[i].run;
            if (pages->pages[p].items[i].kind != PAGE_RUN || strncmp(run->text, "……", 6) != 0)
                continue;
            pitch = run->glyphs[1].x - run->glyphs[0].x;
            int32_t last = run->glyphs[run->glyph_count - 1].x;
            for (size_t g = 1; g < run->glyph_count; g++)
                CHECK_INT(run->glyphs[g].x - run->glyphs[g - 1].x, pitch);
            column = column < 0 ? last : column;
            CHECK_INT(last, column);
            CHECK(run->glyph_count >= 2);
            rows++;
        }
    }
    CHECK(rows > 20);
    pages_free(pages);
    rig_free(rig);
}

TEST(a_long_name_wraps_under_itself)
{
    struct rig *rig = rig_new();
    struct pages *pages = report(rig, 3, 1);
    const struct page_run *first = rig_run(pages, 0, "居民对养老", 0);
    const struct page_run *second = rig_run(pages, 0, "差异分析", 0);
    CHECK(second->y > first->y);
    CHECK_INT(rig_left(second), rig_left(first));
    CHECK(first->end < rig->style->margin_left + rig->style->text_width - 3 * rig->style->pitch_x);
    pages_free(pages);
    rig_free(rig);
}

TEST(nothing_to_list_is_no_contents)
{
    struct rig *rig = rig_new();
    struct style style = *style_builtin("gbt9704");
    style.contents_levels = 2;
    rig->style = &style;
    struct pages *pages = rig_pages(rig, "model 1\ntitle 汇报\n" PARAGRAPH);
    if (CHECK(pages && pages->count == 1)) {
        CHECK(strstr(rig_page_text(rig, &pages->pages[0]), "目录") == NULL);
        CHECK_INT(pages->bookmark_count, 0);
    }
    pages_free(pages);
    pages = rig_pages(rig, "model 1\ntitle 汇报\nheading 1  | \n" PARAGRAPH);
    CHECK(pages && pages->count == 1);
    pages_free(pages);
    rig_free(rig);
}
