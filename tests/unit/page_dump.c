/* The display list and its dump. */
#include <stdio.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/page.h>

#include "fonts_testing.h"
#include "tap.h"

static struct fonts *open_all(struct diags *diags)
{
    struct world world;

    world_init(&world);
    return fonts_open(fonts_testing_dir(), &world, diags);
}

/* With a cluster of two characters on one glyph, and one of one character on two. */
static void add_run(struct pages *pages, struct page *page, int face)
{
    static const struct page_cluster clusters[] = {{3, 1}, {3, 1}, {2, 1}, {1, 2}};
    static const struct page_glyph glyphs[] = {
        {10, 1000}, {11, 2000}, {12, 3000}, {13, 3600}, {14, 3700}};
    struct page_run *run = &page_add(pages, page, PAGE_RUN)->run;

    *run = (struct page_run){
        .face = face,
        .size = 16128,
        .y = 5000,
        .end = 4600,
        .text = "低保\"2x",
        .clusters = clusters,
        .cluster_count = 4,
        .glyphs = glyphs,
        .glyph_count = 5,
    };
}

TEST(dump_says_everything_once)
{
    static const char want[] =
        "title \"标题\"\n"
        "created 1700000000\n"
        "bookmark 1 page 1 5000 \"一、基本情况\"\n"
        "\n"
        "page 1 609449×862080 label \"1\"\n"
        "run 1000,5000 16128 FandolFang-Regular \"低保\\\"2x\" 1000×2 600 1000\n"
        "rule 0,100 900,100 width 358 color ff0000\n"
        "box 1,2 3×4 color cccccc\n"
        "link 5,6 7×8 to 2 99\n"
        "\n"
        "page 2 609449×862080 label \"\"\n";
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct pages *pages = pages_new();
    struct page *page = pages_add(pages, 609449, 862080);
    struct fonts_glyph glyph = {0};
    struct buf out = {0};

    CHECK(fonts_lookup(fonts, fonts_role("仿宋"), FONTS_HAN, 0x4E2D, &glyph));
    pages->title = "标题";
    pages->created = 1700000000;
    pages_bookmark(pages, 1, "一、基本情况", 0, 5000);
    page->label = "1";
    add_run(pages, page, glyph.face);
    page_add(pages, page, PAGE_RULE)->rule = (struct page_rule){0, 100, 900, 100, 358, 0xFF0000};
    page_add(pages, page, PAGE_BOX)->box = (struct page_box){1, 2, 3, 4, 0xCCCCCC};
    page_add(pages, page, PAGE_LINK)->link = (struct page_link){5, 6, 7, 8, 1, 99};
    pages_add(pages, 609449, 862080);
    pages_dump(pages, fonts, &out);
    CHECK_STR(out.data, want);
    buf_done(&out);
    pages_free(pages);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(dump_of_the_same_pages_is_the_same)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct pages *pages = pages_new();
    struct buf one = {0}, two = {0};

    for (int i = 0; i < 100; i++) {
        struct page *page = pages_add(pages, 600000, 800000);
        for (int n = 0; n < 50; n++)
            add_run(pages, page, n % 3);
    }
    CHECK_INT(pages->count, 100);
    CHECK_INT(pages->pages[99].item_count, 50);
    pages_dump(pages, fonts, &one);
    pages_dump(pages, fonts, &two);
    CHECK_STR(one.data, two.data);
    buf_done(&one);
    buf_done(&two);
    pages_free(pages);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(empty_runs_and_pages)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct pages *pages = pages_new();
    struct page *page = pages_add(pages, 1, 2);
    struct buf out = {0};

    page_add(pages, page, PAGE_RUN)->run = (struct page_run){.text = "", .end = 7, .size = 3};
    pages_dump(pages, fonts, &out);
    CHECK_STR(out.data, "created 0\n\npage 1 1×2 label \"\"\nrun 7,0 3 FandolFang-Regular \"\"\n");
    buf_done(&out);
    pages_free(pages);
    pages_free(NULL);
    fonts_close(fonts);
    diags_free(diags);
}
