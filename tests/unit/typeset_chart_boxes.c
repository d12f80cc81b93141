/* Charts of any data: no two texts touch, none lies on a line, nothing leaves the 版心. */
#include <stdio.h>
#include <stdlib.h>

#include "chart.h"
#include "tap.h"
#include "typeset_chart_testing.h"

#define SLACK 80 /* units: ink is not the box */

static bool meet(const struct chart_box *a, const struct chart_box *b)
{
    return a->left + SLACK < b->right && b->left + SLACK < a->right && a->top + SLACK < b->bottom &&
           b->top + SLACK < a->bottom;
}

static bool is_inside(const struct style *style, const struct chart_box *box)
{
    return box->left >= style->margin_left - SLACK && box->top >= style->margin_top - SLACK &&
           box->right <= style->margin_left + style->text_width + SLACK &&
           box->bottom <= style->margin_top + style->text_height + SLACK;
}

static bool is_page_number(const struct style *style, const struct page_item *item)
{
    return item->kind == PAGE_RUN && item->run.y > style->margin_top + style->text_height;
}

static bool say(const struct page_item *a, const struct page_item *b, const char *what)
{
    printf("# “%s” %s", a->kind == PAGE_RUN ? a->run.text : "path", what);
    if (b)
        printf(" “%s”", b->kind == PAGE_RUN ? b->run.text : "path");
    printf("\n");
    return false;
}

static bool check_text(const struct rig *rig, const struct page *page, size_t i)
{
    struct chart_box box = run_box(&page->items[i].run);
    if (!is_inside(rig->style, &box))
        return say(&page->items[i], NULL,
                   arena_printf(rig->arena, "leaves the 版心 %d,%d %d,%d", box.left, box.top,
                                box.right, box.bottom));
    for (size_t k = i + 1; k < page->item_count; k++) {
        if (page->items[k].kind != PAGE_RUN || is_page_number(rig->style, &page->items[k]))
            continue;
        struct chart_box other = run_box(&page->items[k].run);
        if (meet(&box, &other))
            return say(&page->items[i], &page->items[k], "touches");
    }
    return true;
}

static bool check_path(const struct rig *rig, const struct page *page, size_t i)
{
    const struct page_path *path = &page->items[i].path;
    struct chart_space space = {.arena = rig->arena, .bounds = {0, 0, INT32_MAX, INT32_MAX}};
    for (size_t k = 0; k < path->point_count; k++) {
        const struct page_point *point = &path->points[k];
        struct chart_box dot = {point->x, point->y, point->x, point->y};
        if (!is_inside(rig->style, &dot))
            return say(&page->items[i], NULL,
                       arena_printf(rig->arena, "leaves the 版心 at %d,%d", point->x, point->y));
        if (k + 1 < path->point_count)
            typeset_chart_take_line(
                &space, &(struct chart_box){point->x, point->y, point[1].x, point[1].y});
    }
    for (size_t k = 0; k < page->item_count && path->fill == PAGE_FILL_NONE; k++) {
        if (page->items[k].kind != PAGE_RUN)
            continue;
        struct chart_box box = run_box(&page->items[k].run);
        if (!typeset_chart_is_free(&space, &box))
            return say(&page->items[k], &page->items[i], "lies on");
    }
    return true;
}

/* A bar holds a text whole or not at all; a square marker none. */
static bool check_bar(const struct page *page, size_t i)
{
    const struct page_path *path = &page->items[i].path;
    const struct page_point *p = path->points;
    if (path->fill == PAGE_FILL_NONE || path->point_count != 4 || p[0].y != p[1].y)
        return true;
    struct chart_box bar = {p[0].x, p[0].y, p[2].x, p[2].y};
    for (size_t k = 0; k < page->item_count; k++) {
        if (page->items[k].kind != PAGE_RUN)
            continue;
        struct chart_box box = run_box(&page->items[k].run);
        bool holds = box.left >= bar.left - SLACK && box.right <= bar.right + SLACK &&
                     box.top >= bar.top - SLACK && box.bottom <= bar.bottom + SLACK;
        if (meet(&box, &bar) && !holds)
            return say(&page->items[k], &page->items[i], "lies on the edge of");
    }
    return true;
}

static bool check_page(const struct rig *rig, const struct page *page)
{
    for (size_t i = 0; i < page->item_count; i++) {
        const struct page_item *item = &page->items[i];
        if (item->kind == PAGE_RUN && !is_page_number(rig->style, item) &&
            !check_text(rig, page, i))
            return false;
        if (item->kind == PAGE_PATH && !(check_path(rig, page, i) && check_bar(page, i)))
            return false;
    }
    return true;
}

/* ---- data ---- */

static double random_values[12][64];

static double random_value(size_t series, size_t category)
{
    return random_values[series][category];
}

static void fill_values(unsigned *seed, bool positive)
{
    double scale = pow(10, rand_r(seed) % 9 - 2);
    bool gaps = rand_r(seed) % 4 == 0;
    bool negative = !positive && rand_r(seed) % 4 == 0;
    for (size_t s = 0; s < 12; s++) {
        for (size_t i = 0; i < 64; i++) {
            double value = (double)(rand_r(seed) % 1000) / 10 * scale;
            value = scale >= 10 ? floor(value) : value;
            if (negative && rand_r(seed) % 2)
                value = -value;
            random_values[s][i] = gaps && rand_r(seed) % 5 == 0 ? (double)NAN : value;
        }
    }
}

static const char *const words[] = {
    "其他",
    "婚姻家庭纠纷",
    "邻里",
    "物业服务企业履约评价",
    "第十二网格",
    "2026年",
    "低保",
    "A区3号楼",
    "居民反映的小区停车难与充电设施不足问题",
    "31—35岁",
    "民政",
    "临时救助",
    "社会保险补贴申领",
    "消费",
};

static void run_case(unsigned seed)
{
    static const char *const kinds[] = {"column", "bar", "line", "pie", "ring"};
    struct rig *rig = rig_new();
    const char *names[64];
    unsigned random = seed;
    size_t kind = (size_t)rand_r(&random) % 5;
    bool things = rand_r(&random) % 2;
    struct chart_case chart = {
        .kind = kinds[kind],
        .categories = 1 + (size_t)rand_r(&random) % (kind > 2 ? 12U : 24U),
        .series = kind > 2 ? 1 : 1 + (size_t)rand_r(&random) % 5,
        .names = things ? names : NULL,
        .unit = rand_r(&random) % 3 ? "件" : NULL,
        .stacked = kind < 2 && rand_r(&random) % 3 == 0,
        .labels = rand_r(&random) % 4 != 0,
        .value = random_value,
    };
    for (size_t i = 0; i < 64; i++)
        names[i] = words[(size_t)rand_r(&random) % BASE_COUNT(words)];
    fill_values(&random, kind > 2);
    static const int32_t sizes[] = {9216, 10752, 10752, 10752, 12288, 14336};
    struct style style = *rig->style;
    style.text[STYLE_CHART].size = sizes[rand_r(&random) % 6];
    style.text[STYLE_CHART].line_pitch = 0;
    rig->style = &style;
    struct pages *pages = rig_pages(rig, chart_model(rig->arena, &chart, 4, 4));
    bool good = pages != NULL;
    for (size_t i = 0; good && i < pages->count; i++)
        good = check_page(rig, &pages->pages[i]);
    if (!CHECK(good)) {
        struct buf told = {0};
        diags_print(rig->diags, &told);
        printf("# seed %u: %s of %zu × %zu\n%s", seed, chart.kind, chart.series, chart.categories,
               told.data ? told.data : "");
        buf_done(&told);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(texts_keep_apart_whatever_the_data)
{
    for (unsigned seed = 1; seed <= 300; seed++)
        run_case(seed);
}
