/* What is done about pages that would end far too early. */
#include "tap.h"
#include "typeset_testing.h"

#define SQUARES_28 "社区工作是政府工作的前沿社区建设中加强工作人员队伍建设重"
#define SIGNATURE "signature\n  organ 春晖社区\n  date 2026年11月3日\n"
/* Three lines, the last of three squares: its marks can take them in. */
#define TIGHT                                                                                                                           \
    "paragraph "                                                                                                                        \
    "社区工作，是政府工作，的前沿，在社区建设，中加强，工作人员，队伍建设，尤为重要，社区，" \
    "与每位，工作人员，签订了目标。\n"
/* As long, and nothing to give. */
#define STIFF                                                                                                                                 \
    "paragraph "                                                                                                                              \
    "社区工作是政府工作的前沿社区建设中加强工作人员队伍建设重要社区与每位工作人员签订了目标责任" \
    "书围绕一个中心坚持两项\n"

static void put_lines(struct buf *model, int lines)
{
    buf_puts(model, "paragraph ");
    for (int i = 0; i < lines; i++)
        buf_puts(model, i + 1 < lines ? SQUARES_28 : "社区工作是政府工作");
    buf_puts(model, "\n");
}

static void put_table(struct buf *model, int number, int rows)
{
    buf_puts(model, "table 台账\n");
    if (number)
        buf_printf(model, "  number %d\n", number);
    buf_puts(model, "  caption 台账\n  unit 件\n  column 网格 | left\n  column 件数 | right\n");
    for (int i = 1; i <= rows; i++)
        buf_printf(model, "  row 第%d网格 | %d\n", i, i);
}

static bool first_page_has(struct rig *rig, const char *model, const char *text)
{
    struct pages *pages = rig_pages(rig, model);
    bool has = pages && strstr(rig_page_text(rig, &pages->pages[0]), text) != NULL;
    CHECK(pages && rig_check_pages(rig, pages, "effort"));
    pages_free(pages);
    return has;
}

/* Lines of the first page that hold a run, by baseline. */
static int lines_on(const struct pages *pages)
{
    const struct page *page = &pages->pages[0];
    int32_t last = 0;
    int count = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        if (page->items[i].kind != PAGE_RUN || page->items[i].run.y == last)
            continue;
        last = page->items[i].run.y;
        count++;
    }
    return count - 1; /* the page number */
}

TEST(a_paragraph_gives_up_its_short_last_line)
{
    struct rig *rig = rig_new();
    int helped = 0;
    for (int lines = 6; lines < 20; lines++) {
        struct buf tight = {0}, stiff = {0};
        buf_puts(&tight, "model 1\n" TIGHT);
        buf_puts(&stiff, "model 1\n" STIFF);
        put_lines(&tight, lines);
        put_lines(&stiff, lines);
        put_table(&tight, 0, 4);
        put_table(&stiff, 0, 4);
        bool with = first_page_has(rig, tight.data, "第4网格");
        bool without = first_page_has(rig, stiff.data, "第4网格");
        CHECK(with || !without);
        helped += with && !without;
        buf_done(&tight);
        buf_done(&stiff);
    }
    CHECK_INT(helped, 1); /* of all lengths, the one where a single line is wanting */
    rig_free(rig);
}

/* A last page of two or three lines is taken back where a paragraph can give a line. */
TEST(a_last_page_of_few_lines_is_taken_back)
{
    struct rig *rig = rig_new();
    int helped = 0;
    for (int lines = 12; lines < 30; lines++) {
        struct buf tight = {0}, stiff = {0};
        buf_puts(&tight, "model 1\n" TIGHT);
        buf_puts(&stiff, "model 1\n" STIFF);
        put_lines(&tight, lines);
        put_lines(&stiff, lines);
        struct pages *with = rig_pages(rig, tight.data), *without = rig_pages(rig, stiff.data);
        if (CHECK(with && without)) {
            CHECK(rig_check_pages(rig, with, "effort") && with->count <= without->count);
            bool gained = with->count < without->count;
            helped += gained;
            /* Else nothing is pressed: as many lines as of what cannot be. */
            CHECK(gained || lines_on(with) == lines_on(without));
        }
        pages_free(with);
        pages_free(without);
        buf_done(&tight);
        buf_done(&stiff);
    }
    CHECK_INT(helped, 1);
    rig_free(rig);
}

/* Where nothing is gained, nothing is pressed. */
TEST(a_paragraph_is_pressed_for_a_reason_only)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, "model 1\n" TIGHT);
    CHECK(pages && lines_on(pages) == 3);
    pages_free(pages);
    rig_free(rig);
}

TEST(the_end_of_the_body_may_have_one_line_more)
{
    struct rig *rig = rig_new();
    const struct style *style = rig->style;
    struct buf text = {0};
    buf_puts(&text, "model 1\n");
    put_lines(&text, 20);
    buf_puts(&text, SIGNATURE); /* a blank line and two */
    struct pages *pages = rig_pages(rig, text.data);
    if (CHECK(pages && pages->count == 1)) {
        CHECK_INT(lines_on(pages), 22); /* 23 with the blank one */
        int32_t bottom = style_line_baseline(style, style->lines_per_page - 1);
        CHECK(rig_near(rig_run(pages, 0, "2026", 0)->y, bottom));
        CHECK(rig_check_pages(rig, pages, "dense"));
    }
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

TEST(a_fixed_pitch_is_kept)
{
    struct rig *rig = rig_new();
    struct style style = *rig->style;
    struct buf text = {0};
    style.line_pitch = 28 * STYLE_UNIT;
    rig->style = &style;
    buf_puts(&text, "model 1\n");
    put_lines(&text, 20);
    buf_puts(&text, SIGNATURE);
    struct pages *pages = rig_pages(rig, text.data);
    CHECK(pages && pages->count == 2);
    pages_free(pages);
    buf_done(&text);
    rig_free(rig);
}

static const char *with_table(struct rig *rig, int number, const char *between)
{
    struct buf text = {0};
    buf_puts(&text, "model 1\n");
    put_lines(&text, 18);
    put_table(&text, number, 8);
    buf_puts(&text, between);
    put_lines(&text, 5);
    put_lines(&text, 8);
    char *copy = buf_copy(&text, rig->arena);
    buf_done(&text);
    return copy;
}

TEST(a_numbered_table_may_come_after_text_that_follows_it)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, with_table(rig, 1, ""));
    if (CHECK(pages && pages->count == 2)) {
        CHECK_INT(lines_on(pages), 21); /* three of five lines: the last is not left alone */
        const struct page_run *caption = rig_run(pages, 1, "1", 0);
        CHECK(caption->y < style_line_baseline(rig->style, 1)); /* at the top of the next */
        CHECK(rig_check_pages(rig, pages, "later"));
    }
    pages_free(pages);
    /* Not one without a number, which stands where the text leads to it; not past a heading. */
    pages = rig_pages(rig, with_table(rig, 0, ""));
    CHECK(pages && lines_on(pages) == 18);
    pages_free(pages);
    pages = rig_pages(rig, with_table(rig, 1, "heading 1 一、 | 党建\n"));
    CHECK(pages && lines_on(pages) == 18);
    pages_free(pages);
    rig_free(rig);
}

/* All text is there, in order but for tables, whatever was done. */
TEST(nothing_is_lost_and_the_text_keeps_its_order)
{
    struct rig *rig = rig_new();
    unsigned seed = 7;
    for (int n = 0; n < 60; n++) {
        struct buf text = {0}, want = {0}, got = {0};
        buf_puts(&text, "model 1\n");
        for (int i = 0; i < 14; i++) {
            seed = seed * 1103515245 + 12345;
            unsigned dice = seed >> 16;
            if (dice % 5 == 0) {
                put_table(&text, i + 1, (int)(dice / 5 % 7) + 2);
                continue;
            }
            buf_printf(&text, "%s", dice % 3 == 0 ? TIGHT : STIFF);
            buf_puts(&want, dice % 3 == 0 ? "T" : "S");
        }
        buf_puts(&text, SIGNATURE);
        struct pages *pages = rig_pages(rig, text.data);
        for (size_t p = 0; pages && p < pages->count; p++)
            for (size_t i = 0; i < pages->pages[p].item_count; i++) {
                const struct page_item *item = &pages->pages[p].items[i];
                const char *run = item->kind == PAGE_RUN ? item->run.text : "";
                if (strncmp(run, "社区工作", strlen("社区工作")) == 0)
                    buf_puts(&got, strncmp(run, "社区工作，", strlen("社区工作，")) ? "S" : "T");
            }
        CHECK_STR(got.data, want.data);
        CHECK(pages && rig_check_pages(rig, pages, "chance"));
        pages_free(pages);
        buf_done(&text);
        buf_done(&want);
        buf_done(&got);
    }
    rig_free(rig);
}
