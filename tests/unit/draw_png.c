/* Pictures of pages: size, colours, ink where it belongs, limits. */
#include <cairo.h>

#include "../../src/draw/draw_diags.h"
#include "draw_testing.h"

static uint32_t pixel(cairo_surface_t *image, int x, int y)
{
    const unsigned char *data = cairo_image_surface_get_data(image);
    uint32_t value;

    memcpy(&value, data + (size_t)y * (size_t)cairo_image_surface_get_stride(image) + 4 * (size_t)x,
           sizeof value);
    return value & 0xFFFFFF;
}

/* The darkest grey within a square. */
static uint32_t darkest(cairo_surface_t *image, int left, int top, int side)
{
    uint32_t least = 0xFF;

    for (int y = top; y < top + side; y++)
        for (int x = left; x < left + side; x++)
            if ((pixel(image, x, y) & 0xFF) < least)
                least = pixel(image, x, y) & 0xFF;
    return least;
}

TEST(page_as_picture)
{
    static const struct line lines[] = {{"黑体", 0, 25, 0, "国国国"}};
    struct set set = set_open();
    const char *path = tap_path("page.png");
    cairo_surface_t *image;

    add_lines(&set, lines, 1);
    page_add(set.pages, &set.pages->pages[0], PAGE_BOX)->box =
        (struct page_box){102400, 204800, 51200, 51200, 0xFF0000};
    page_add(set.pages, &set.pages->pages[0], PAGE_RULE)->rule =
        (struct page_rule){102400, 409600, 512000, 409600, 10240, 0x0000FF};
    CHECK(draw_png(set.pages, 0, set.fonts, 144, path, set.diags));
    image = cairo_image_surface_create_from_png(path);
    CHECK_INT(cairo_image_surface_get_width(image), 1191); /* 595.17 pt at 144 dpi, rounded up */
    CHECK_INT(cairo_image_surface_get_height(image), 1684);
    CHECK_INT(pixel(image, 5, 5), 0xFFFFFF);
    CHECK_INT(pixel(image, 250, 450), 0xFF0000);
    CHECK_INT(pixel(image, 310, 450), 0xFFFFFF);
    CHECK_INT(pixel(image, 500, 800), 0x0000FF);
    CHECK(darkest(image, 160, 130, 24) < 0x40);    /* 国 above its baseline at 78 pt */
    CHECK_INT(darkest(image, 260, 130, 24), 0xFF); /* nothing after the third */
    cairo_surface_destroy(image);
    set_close(&set);
}

TEST(turned_text_runs_down_the_page)
{
    static const struct line lines[] = {{"黑体", 0, 25, 0, "国国国"}};
    struct set set = set_open();
    const char *path = tap_path("turned.png");
    cairo_surface_t *image;

    add_lines(&set, lines, 1);
    set.pages->pages[0].items[0].run.turned = true;
    CHECK(draw_png(set.pages, 0, set.fonts, 144, path, set.diags));
    image = cairo_image_surface_create_from_png(path);
    /* The baseline is 78 pt from the left edge, the ink to its right, three squares downwards. */
    CHECK(darkest(image, 160, 160, 24) < 0x40);
    CHECK(darkest(image, 160, 220, 24) < 0x40);
    CHECK_INT(darkest(image, 126, 160, 24), 0xFF);
    CHECK_INT(darkest(image, 200, 160, 24), 0xFF);
    CHECK_INT(darkest(image, 160, 260, 24), 0xFF);
    cairo_surface_destroy(image);
    set_close(&set);
}

TEST(the_same_page_gives_the_same_picture)
{
    static const struct line lines[] = {{"仿宋", 0, 25, 0, "全镇低保户36户"}};
    struct set set = set_open();
    const char *one = tap_path("one.png"), *two = tap_path("two.png");
    size_t lengths[2];
    char *bytes[2];

    add_lines(&set, lines, 1);
    CHECK(draw_png(set.pages, 0, set.fonts, 96, one, set.diags));
    CHECK(draw_png(set.pages, 0, set.fonts, 96, two, set.diags));
    bytes[0] = read_file(one, &lengths[0]);
    bytes[1] = read_file(two, &lengths[1]);
    CHECK(lengths[0] > 1000 && lengths[0] == lengths[1] &&
          memcmp(bytes[0], bytes[1], lengths[0]) == 0);
    free(bytes[0]);
    free(bytes[1]);
    set_close(&set);
}

TEST(DRW002_resolutions_out_of_range)
{
    static const int bad[] = {0, -1, 35, 601, 1000000};
    struct set set = set_open();
    const char *path = tap_path("dpi.png");

    pages_add(set.pages, 609449, 862080);
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        CHECK(!draw_png(set.pages, 0, set.fonts, bad[i], path, set.diags));
        CHECK(diags_at(set.diags, i)->kind == &DRW002);
        CHECK_STR(diags_at(set.diags, i)->place.file, path);
    }
    CHECK(!file_exists(path));
    CHECK_INT(diags_exit_status(set.diags), 2);
    set_close(&set);
}

TEST(DRW003_no_such_page)
{
    struct set set = set_open();
    const char *path = tap_path("page3.png");

    pages_add(set.pages, 609449, 862080);
    CHECK(!draw_png(set.pages, 1, set.fonts, 96, path, set.diags));
    CHECK(diags_at(set.diags, 0)->kind == &DRW003);
    CHECK_STR(diags_at(set.diags, 0)->message, "没有第2页，共1页");
    CHECK(!file_exists(path));
    set_close(&set);
}

TEST(DRW004_pictures_too_large)
{
    struct set set = set_open();
    const char *path = tap_path("large.png");

    pages_add(set.pages, INT32_MAX, INT32_MAX);
    pages_add(set.pages, 0, 100);
    CHECK(!draw_png(set.pages, 0, set.fonts, 600, path, set.diags));
    CHECK(!draw_png(set.pages, 1, set.fonts, 600, path, set.diags));
    CHECK(diags_at(set.diags, 0)->kind == &DRW004);
    CHECK(diags_at(set.diags, 1)->kind == &DRW004);
    CHECK(!file_exists(path));
    set_close(&set);
}
