/* Shapes: fills, patterns that are lines and not pictures, strokes, dashes. */
#include <math.h>

#include <cairo.h>

#include "draw_testing.h"

enum { LEFT = 100, TOP = 100, SIDE = 60, DPI = 144 }; /* points */

static const uint8_t square_steps[] = {PAGE_MOVE, PAGE_LINE, PAGE_LINE, PAGE_LINE, PAGE_CLOSE};

static struct page_path *add_square(struct set *set, struct page *page, enum page_fill fill)
{
    static const struct page_point points[] = {{LEFT * 1024, TOP * 1024},
                                               {(LEFT + SIDE) * 1024, TOP * 1024},
                                               {(LEFT + SIDE) * 1024, (TOP + SIDE) * 1024},
                                               {LEFT * 1024, (TOP + SIDE) * 1024}};
    struct page_path *path = &page_add(set->pages, page, PAGE_PATH)->path;

    *path = (struct page_path){.steps = square_steps,
                               .step_count = BASE_COUNT(square_steps),
                               .points = points,
                               .point_count = BASE_COUNT(points),
                               .fill = fill,
                               .color = 0x102030};
    return path;
}

static cairo_surface_t *picture(struct set *set)
{
    const char *path = tap_path("path.png");

    CHECK(draw_png(set->pages, 0, set->fonts, DPI, path, set->diags));
    return cairo_image_surface_create_from_png(path);
}

static int grey(cairo_surface_t *image, int x, int y)
{
    const unsigned char *data = cairo_image_surface_get_data(image);

    return data[(size_t)y * (size_t)cairo_image_surface_get_stride(image) + 4 * (size_t)x + 1];
}

/* Share of ink, in per cent, within a rectangle given in points. */
static int ink_share(cairo_surface_t *image, int left, int top, int width, int height)
{
    int64_t ink = 0;

    for (int y = 2 * top; y < 2 * (top + height); y++)
        for (int x = 2 * left; x < 2 * (left + width); x++)
            ink += 255 - grey(image, x, y);
    return (int)(ink * 100 / (255 * 4 * width * height));
}

/* Darkest average of the image's rows within the square, and lightest, in per cent of ink. */
static void row_shares(cairo_surface_t *image, bool columns, int *ret_least, int *ret_most)
{
    *ret_least = 100;
    *ret_most = 0;
    for (int i = 4; i < 2 * SIDE - 4; i++) {
        int64_t ink = 0;
        for (int n = 4; n < 2 * SIDE - 4; n++)
            ink += 255 - (columns ? grey(image, 2 * LEFT + i, 2 * TOP + n)
                                  : grey(image, 2 * LEFT + n, 2 * TOP + i));
        int share = (int)(ink * 100 / (255 * (2 * SIDE - 8)));
        *ret_least = share < *ret_least ? share : *ret_least;
        *ret_most = share > *ret_most ? share : *ret_most;
    }
}

TEST(a_solid_shape_is_full_and_ends_at_its_edge)
{
    struct set set = set_open();
    struct page *page = pages_add(set.pages, 609449, 862080);

    add_square(&set, page, PAGE_FILL_SOLID);
    cairo_surface_t *image = picture(&set);
    CHECK_INT(grey(image, 2 * LEFT + 40, 2 * TOP + 40), 0x20);
    CHECK(ink_share(image, LEFT, TOP, SIDE, SIDE) > 85);
    CHECK_INT(ink_share(image, LEFT - 20, TOP, 19, SIDE), 0);
    CHECK_INT(ink_share(image, LEFT + SIDE + 1, TOP, 19, SIDE), 0);
    cairo_surface_destroy(image);
    set_close(&set);
}

TEST(patterns_are_even_and_stay_inside)
{
    for (int fill = PAGE_FILL_SLASH; fill <= PAGE_FILL_DOTS; fill++) {
        struct set set = set_open();
        struct page *page = pages_add(set.pages, 609449, 862080);
        /* What lies below does not show through. */
        page_add(set.pages, page, PAGE_BOX)->box =
            (struct page_box){(LEFT + 20) * 1024, (TOP + 20) * 1024, 10240, 10240, 0};
        add_square(&set, page, (enum page_fill)fill);
        cairo_surface_t *image = picture(&set);
        int all = ink_share(image, LEFT, TOP, SIDE, SIDE);
        CHECK(all >= 8 && all <= 40);
        for (int part = 0; part < 4; part++)
            CHECK(abs(ink_share(image, LEFT + part % 2 * 30, TOP + part / 2 * 30, 30, 30) - all) <=
                  4);
        CHECK_INT(ink_share(image, LEFT - 30, TOP - 30, 29, SIDE + 60), 0);
        CHECK_INT(ink_share(image, LEFT + SIDE + 1, TOP - 30, 29, SIDE + 60), 0);
        CHECK_INT(ink_share(image, LEFT, TOP - 30, SIDE, 29), 0);
        CHECK_INT(ink_share(image, LEFT, TOP + SIDE + 1, SIDE, 29), 0);
        cairo_surface_destroy(image);
        set_close(&set);
    }
}

/* Level lines make full rows and even columns; slanted ones make both even. */
TEST(patterns_differ_in_direction)
{
    for (int fill = PAGE_FILL_SLASH; fill <= PAGE_FILL_VERTICAL; fill++) {
        struct set set = set_open();
        int least[2], most[2];
        add_square(&set, pages_add(set.pages, 609449, 862080), (enum page_fill)fill);
        cairo_surface_t *image = picture(&set);
        row_shares(image, false, &least[0], &most[0]);
        row_shares(image, true, &least[1], &most[1]);
        bool level = fill == PAGE_FILL_HORIZONTAL, upright = fill == PAGE_FILL_VERTICAL;
        CHECK((most[0] > 40 && least[0] < 5) == level);
        CHECK((most[1] > 40 && least[1] < 5) == upright);
        cairo_surface_destroy(image);
        set_close(&set);
    }
}

TEST(slash_and_backslash_are_mirrored)
{
    cairo_surface_t *images[2];
    struct set sets[2];

    for (int i = 0; i < 2; i++) {
        sets[i] = set_open();
        add_square(&sets[i], pages_add(sets[i].pages, 609449, 862080),
                   i ? PAGE_FILL_BACKSLASH : PAGE_FILL_SLASH);
        images[i] = picture(&sets[i]);
    }
    int64_t mirrored = 0, same = 0;
    for (int y = 0; y < 2 * SIDE; y++) {
        for (int x = 0; x < 2 * SIDE; x++) {
            int one = grey(images[0], 2 * LEFT + x, 2 * TOP + y);
            mirrored += abs(one - grey(images[1], 2 * LEFT + 2 * SIDE - 1 - x, 2 * TOP + y));
            same += abs(one - grey(images[1], 2 * LEFT + x, 2 * TOP + y));
        }
    }
    CHECK(mirrored * 10 < same);
    for (int i = 0; i < 2; i++) {
        cairo_surface_destroy(images[i]);
        set_close(&sets[i]);
    }
}

TEST(strokes_and_dashes)
{
    static const uint8_t steps[] = {PAGE_MOVE, PAGE_LINE};
    static const struct page_point points[] = {{102400, 102400}, {204800, 102400}};
    int shares[2];

    for (int dashed = 0; dashed < 2; dashed++) {
        struct set set = set_open();
        struct page *page = pages_add(set.pages, 609449, 862080);
        page_add(set.pages, page, PAGE_PATH)->path = (struct page_path){.steps = steps,
                                                                        .step_count = 2,
                                                                        .points = points,
                                                                        .point_count = 2,
                                                                        .line_width = 2048,
                                                                        .line_color = 0x000000,
                                                                        .dash = dashed ? 4096 : 0};
        /* A rule after a dashed line is whole: nothing of the dash is left behind. */
        page_add(set.pages, page, PAGE_RULE)->rule =
            (struct page_rule){102400, 204800, 204800, 204800, 2048, 0};
        cairo_surface_t *image = picture(&set);
        shares[dashed] = ink_share(image, 100, 99, 100, 2);
        CHECK_INT(ink_share(image, 100, 199, 100, 2), 100);
        cairo_surface_destroy(image);
        set_close(&set);
    }
    CHECK_INT(shares[0], 100);
    CHECK(shares[1] >= 48 && shares[1] <= 54);
}

TEST(curves_are_round)
{
    static const uint8_t steps[] = {PAGE_MOVE,  PAGE_CURVE, PAGE_CURVE,
                                    PAGE_CURVE, PAGE_CURVE, PAGE_CLOSE};
    struct page_point points[13];
    struct set set = set_open();
    struct page *page = pages_add(set.pages, 609449, 862080);
    int32_t k = 28277, r = 51200, c = 153600; /* a circle of 50 pt around 150, 150 */
    const int32_t turn[13][2] = {{r, 0},   {r, k},   {k, r},  {0, r},  {-k, r}, {-r, k}, {-r, 0},
                                 {-r, -k}, {-k, -r}, {0, -r}, {k, -r}, {r, -k}, {r, 0}};

    for (size_t i = 0; i < 13; i++)
        points[i] = (struct page_point){c + turn[i][0], c + turn[i][1]};
    page_add(set.pages, page, PAGE_PATH)->path = (struct page_path){.steps = steps,
                                                                    .step_count = 6,
                                                                    .points = points,
                                                                    .point_count = 13,
                                                                    .fill = PAGE_FILL_SOLID};
    cairo_surface_t *image = picture(&set);
    CHECK(abs(ink_share(image, 100, 100, 100, 100) - 78) <= 1); /* π/4 */
    for (int degrees = 0; degrees < 360; degrees += 15) {
        double x = cos(degrees * 3.14159265 / 180), y = sin(degrees * 3.14159265 / 180);
        CHECK_INT(grey(image, (int)(300 + 97 * x), (int)(300 + 97 * y)), 0);
        CHECK_INT(grey(image, (int)(300 + 103 * x), (int)(300 + 103 * y)), 255);
    }
    cairo_surface_destroy(image);
    set_close(&set);
}

/* The PDF holds lines and clips: no pattern objects, no pictures, and the same bytes each time. */
TEST(patterns_are_vectors_in_the_pdf)
{
    struct set set = set_open();
    struct page *page = pages_add(set.pages, 609449, 862080);
    const char *one = tap_path("one.pdf"), *two = tap_path("two.pdf");
    size_t lengths[2];

    for (int fill = PAGE_FILL_NONE; fill <= PAGE_FILL_DOTS; fill++) {
        struct page_path *path = add_square(&set, page, (enum page_fill)fill);
        path->line_width = 512;
        path->dash = fill == PAGE_FILL_DOTS ? 2048 : 0;
        struct page_item *item = &page->items[page->item_count - 1];
        page_item_move(set.pages->arena, item, fill % 4 * 80 * 1024, fill / 4 * 80 * 1024);
    }
    CHECK(draw_pdf(set.pages, set.fonts, one, set.diags));
    CHECK(draw_pdf(set.pages, set.fonts, two, set.diags));
    char *a = read_file(one, &lengths[0]), *b = read_file(two, &lengths[1]);
    CHECK(lengths[0] == lengths[1] && memcmp(a, b, lengths[0]) == 0);
    CHECK(memmem(a, lengths[0], "/Pattern", 8) == NULL);
    CHECK(memmem(a, lengths[0], "/Image", 6) == NULL);
    char *images = run_on("pdfimages -list", one, "| tail -n +3 | wc -l");
    CHECK_INT(atoi(images), 0);
    free(images);
    free(a);
    free(b);
    set_close(&set);
}

/* Steps that ask for more points than there are draw what there is. */
TEST(paths_with_too_few_points_or_no_extent)
{
    static const uint8_t steps[] = {PAGE_MOVE, PAGE_LINE, PAGE_CURVE, PAGE_CLOSE};
    static const struct page_point points[] = {
        {102400, 102400}, {204800, 102400}, {1024, 1024}, {2048, 1024}};
    struct set set = set_open();
    struct page *page = pages_add(set.pages, 609449, 862080);

    for (int fill = PAGE_FILL_NONE; fill <= PAGE_FILL_DOTS; fill++) {
        for (size_t count = 0; count <= BASE_COUNT(points); count++)
            page_add(set.pages, page, PAGE_PATH)->path =
                (struct page_path){.steps = steps,
                                   .step_count = count ? BASE_COUNT(steps) : 0,
                                   .points = points,
                                   .point_count = count,
                                   .fill = (enum page_fill)fill,
                                   .line_width = 1024};
    }
    cairo_surface_t *image = picture(&set);
    CHECK(ink_share(image, 100, 99, 100, 2) > 0);
    cairo_surface_destroy(image);
    CHECK(draw_pdf(set.pages, set.fonts, tap_path("few.pdf"), set.diags));
    CHECK_INT(diags_kept(set.diags), 0);
    set_close(&set);
}
