/* The measured lines, as text and as JSON. */
#include <huibao/base.h>
#include <huibao/page.h>

#include "tap.h"

/* A page with one measured line of two runs, one turned line of a table, and a run of no line. */
static struct pages *two_lines(void)
{
    static const struct page_glyph glyphs[] = {{10, 1000}, {11, 2000}};
    static const struct page_cluster clusters[] = {{3, 1}, {3, 1}};
    static const struct page_line body = {
        .element = "正文",
        .file = "a.md",
        .file_line = 7,
        .text = "低保\"36",
        .lead = -24,
        .measure = 5000,
        .natural = 5100,
        .width = 5000,
        .adjusted = {[PAGE_GLUE_COMMA] = {-150, 2}, [PAGE_GLUE_OTHER] = {50, 3}},
        .relaxed = PAGE_RELAXED_NUMBER,
    };
    static const struct page_line cell = {.element = "表格",
                                          .table = "纠纷",
                                          .row = 2,
                                          .text = "低保",
                                          .measure = 900,
                                          .natural = 800,
                                          .width = 800,
                                          .last = true};
    struct pages *pages = pages_new();
    struct page *page = pages_add(pages, 609449, 862080);
    struct page_run run = {.size = 16128,
                           .y = 5000,
                           .end = 3000,
                           .text = "低保",
                           .clusters = clusters,
                           .cluster_count = 2,
                           .glyphs = glyphs,
                           .glyph_count = 2};

    page->label = "1";
    for (int i = 0; i < 3; i++)
        page_add(pages, page, PAGE_RUN)->run = run;
    page_add(pages, page, PAGE_RULE);
    page->items[0].run.line = &body;
    page->items[2].run.line = &cell;
    page->items[2].run.turned = true;
    return pages;
}

TEST(lines_as_text)
{
    struct pages *pages = two_lines();
    struct buf out = {0};

    pages_dump_lines(pages, &out);
    CHECK_STR(
        out.data,
        "page 1 label \"1\"\n"
        "正文 1024,5000 measure 5000 natural 5100 width 5000 slack -100 comma -150/2 other "
        "+50/3 relaxed number \"低保\\\"36\"\n"
        "表格 \"纠纷\" row 2 turned 1000,5000 measure 900 natural 800 width 800 slack 100 last "
        "\"低保\"\n");
    buf_done(&out);
    pages_free(pages);
}

TEST(lines_as_json)
{
    struct pages *pages = two_lines();
    struct buf out = {0};

    pages_dump_lines_json(pages, &out);
    static const char start[] =
        "{\"unit\":\"1/1024 "
        "pt\",\"lines\":[{\"page\":1,\"element\":\"正文\",\"table\":null,\"row\":0,"
        "\"file\":\"a.md\",\"line\":7,\"text\":\"低保\\\"36\",\"turned\":false,\"x\":1024,"
        "\"baseline\":5000,\"size\":16128,\"measure\":5000,\"natural\":5100,\"width\":5000,"
        "\"slack\":-100,\"adjusted\":{\"space\":{\"units\":0,\"gaps\":0},";
    CHECK(strncmp(out.data, start, sizeof start - 1) == 0);
    CHECK(strstr(out.data, "\"comma\":{\"units\":-150,\"gaps\":2}") != NULL);
    CHECK(strstr(out.data,
                 "\"last\":false,\"relaxed\":\"number\"},{\"page\":1,\"element\":\"表格\","
                 "\"table\":\"纠纷\",\"row\":2,\"file\":null,") != NULL);
    CHECK(strstr(out.data, "\"turned\":true,\"x\":1000,") != NULL);
    CHECK(strstr(out.data, "\"last\":true,\"relaxed\":null}]}") != NULL);
    buf_done(&out);
    pages_free(pages);
}

TEST(a_moved_line_stays_true)
{
    struct pages *pages = two_lines();
    struct buf out = {0};

    page_item_move(pages->arena, &pages->pages[0].items[0], 100, 20);
    pages_dump_lines(pages, &out);
    CHECK(strstr(out.data, "正文 1124,5020 measure") != NULL);
    buf_done(&out);
    pages_free(pages);
}

TEST(no_lines_when_they_were_not_measured)
{
    struct pages *pages = pages_new();
    struct buf out = {0};

    pages_dump_lines_json(pages, &out);
    CHECK_STR(out.data, "{\"unit\":\"1/1024 pt\",\"lines\":[]}");
    buf_done(&out);
    pages_free(pages);
}
