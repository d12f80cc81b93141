/* Moving items: every kind, and nothing that others share. */
#include <stdio.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/page.h>

#include "fonts_testing.h"
#include "tap.h"

static const struct page_glyph glyphs[] = {{10, 100}, {11, 200}};
static const struct page_cluster clusters[] = {{1, 1}, {1, 1}};
static const struct page_point points[] = {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}};
static const uint8_t steps[] = {PAGE_MOVE, PAGE_LINE, PAGE_CURVE, PAGE_CLOSE};

static struct page_item run_item(bool turned)
{
    struct page_item item = {.kind = PAGE_RUN};
    item.run = (struct page_run){.size = 7,
                                 .y = 50,
                                 .turned = turned,
                                 .end = 300,
                                 .text = "ab",
                                 .clusters = clusters,
                                 .cluster_count = 2,
                                 .glyphs = glyphs,
                                 .glyph_count = 2};
    return item;
}

TEST(a_run_moves_with_its_glyphs)
{
    struct arena *arena = arena_new();
    struct page_item item = run_item(false);

    page_item_move(arena, &item, 1000, 20);
    CHECK_INT(item.run.y, 70);
    CHECK_INT(item.run.end, 1300);
    CHECK_INT(item.run.glyphs[0].x, 1100);
    CHECK_INT(item.run.glyphs[1].x, 1200);
    CHECK_INT(item.run.glyphs[1].glyph, 11);
    CHECK_INT(glyphs[0].x, 100); /* the ones it was made from stay */
    item = run_item(false);
    page_item_move(arena, &item, 0, 20);
    CHECK(item.run.glyphs == glyphs); /* down only: nothing to copy */
    CHECK_INT(item.run.end, 300);
    arena_free(arena);
}

TEST(a_turned_run_moves_along_its_pen)
{
    struct arena *arena = arena_new();
    struct page_item item = run_item(true);

    page_item_move(arena, &item, 1000, 20);
    CHECK_INT(item.run.y, 1050);
    CHECK_INT(item.run.end, 320);
    CHECK_INT(item.run.glyphs[0].x, 120);
    CHECK_INT(item.run.glyphs[1].x, 220);
    arena_free(arena);
}

TEST(rules_boxes_links_and_paths_move)
{
    struct arena *arena = arena_new();
    struct page_item items[] = {
        {.kind = PAGE_RULE, .rule = {1, 2, 3, 4, 5, 0}},
        {.kind = PAGE_BOX, .box = {1, 2, 3, 4, 0}},
        {.kind = PAGE_LINK, .link = {1, 2, 3, 4, 7, 90}},
        {.kind = PAGE_PATH,
         .path = {.steps = steps, .step_count = 4, .points = points, .point_count = 5}},
    };

    for (size_t i = 0; i < BASE_COUNT(items); i++)
        page_item_move(arena, &items[i], 100, -10);
    CHECK(items[0].rule.x0 == 101 && items[0].rule.y0 == -8);
    CHECK(items[0].rule.x1 == 103 && items[0].rule.y1 == -6 && items[0].rule.width == 5);
    CHECK(items[1].box.x == 101 && items[1].box.y == -8);
    CHECK(items[1].box.width == 3 && items[1].box.height == 4);
    CHECK(items[2].link.x == 101 && items[2].link.y == -8);
    CHECK(items[2].link.page == 7 && items[2].link.target_y == 90);
    for (size_t i = 0; i < BASE_COUNT(points); i++) {
        CHECK_INT(items[3].path.points[i].x, points[i].x + 100);
        CHECK_INT(items[3].path.points[i].y, points[i].y - 10);
    }
    CHECK_INT(points[0].x, 1);
    arena_free(arena);
}

TEST(dump_of_paths_and_turned_runs)
{
    static const char want[] = "created 0\n\n"
                               "page 1 600×800 label \"\"\n"
                               "path fill none line 512 color 112233 M 1,2 L 3,4 C 5,6 7,8 9,10 Z\n"
                               "path fill slash color 1f3864 line 0 M 1,2 L 3,4 C 5,6 7,8 9,10 Z\n"
                               "path fill dots line 512 dash 2048 M 1,2 L 3,4 C 5,6 7,8 9,10 Z\n"
                               "path fill solid line 0 M 1,2 L C Z\n"
                               "turned 100,50 7 FandolFang-Regular \"ab\" 100×2\n";
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    struct fonts *fonts = fonts_open(fonts_testing_dir(), &world, diags);
    struct pages *pages = pages_new();
    struct page *page = pages_add(pages, 600, 800);
    struct page_path path = {.steps = steps, .step_count = 4, .points = points, .point_count = 5};
    struct buf out = {0};

    path.color = path.line_color = 0x112233; /* said only where it shows */
    path.line_width = 512;
    page_add(pages, page, PAGE_PATH)->path = path;
    path.line_width = 0;
    path.fill = PAGE_FILL_SLASH;
    path.color = 0x1F3864;
    page_add(pages, page, PAGE_PATH)->path = path;
    path.fill = PAGE_FILL_DOTS;
    path.color = path.line_color = 0;
    path.line_width = 512;
    path.dash = 2048;
    page_add(pages, page, PAGE_PATH)->path = path;
    page_add(pages, page, PAGE_PATH)->path = (struct page_path){.steps = steps,
                                                                .step_count = 4,
                                                                .points = points,
                                                                .point_count = 1,
                                                                .fill = PAGE_FILL_SOLID};
    *page_add(pages, page, PAGE_RUN) = run_item(true);
    pages_dump(pages, fonts, &out);
    CHECK_STR(out.data, want);
    buf_done(&out);
    pages_free(pages);
    fonts_close(fonts);
    diags_free(diags);
}
