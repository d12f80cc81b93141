/* Charts as figures of the page, what is told about them, and what is drawn when. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "chart.h"
#include "tap.h"
#include "typeset_chart_testing.h"

static double rising(size_t series, size_t category)
{
    return (double)(10 * (category + 1) + series);
}

static double nothing(size_t series, size_t category)
{
    (void)series;
    (void)category;
    return (double)NAN;
}

static double zeros(size_t series, size_t category)
{
    (void)series;
    (void)category;
    return 0;
}

static double signs(size_t series, size_t category)
{
    return (category % 2 ? -1 : 1) * rising(series, category);
}

static double too_large(size_t series, size_t category)
{
    return category == 1 ? 1e15 : rising(series, category);
}

static struct pages *set(struct rig *rig, const struct chart_case *chart, int before, int after)
{
    return rig_pages(rig, chart_model(rig->arena, chart, before, after));
}

static size_t count_kind(const struct page *page, enum page_item_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        count += page->items[i].kind == kind;
    return count;
}

/* Areas of a pattern or colour, and their heights and widths. */
static size_t areas(const struct page *page, const struct chart_look *look,
                    struct chart_box *ret_boxes)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct page_path *path = &page->items[i].path;
        if (page->items[i].kind != PAGE_PATH || path->fill != look->fill ||
            path->color != look->color || path->point_count != 4)
            continue;
        ret_boxes[count++] = (struct chart_box){path->points[0].x, path->points[0].y,
                                                path->points[2].x, path->points[2].y};
    }
    return count;
}

TEST(columns_stand_on_zero_and_are_as_high_as_their_values)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "column", .categories = 4, .series = 1, .value = rising};
    struct chart_look look = typeset_chart_look(0);
    struct chart_box boxes[4];
    struct pages *pages = set(rig, &chart, 2, 2);
    CHECK_INT(areas(&pages->pages[0], &look, boxes), 4);
    int32_t unit = boxes[0].bottom - boxes[0].top;
    for (size_t i = 0; i < 4; i++) {
        CHECK_INT(boxes[i].bottom, boxes[0].bottom);
        CHECK(abs(boxes[i].bottom - boxes[i].top - (int32_t)(i + 1) * unit) <= 4);
        CHECK_INT(boxes[i].right - boxes[i].left, boxes[0].right - boxes[0].left);
    }
    CHECK_INT(diags_kept(rig->diags), 0);
    pages_free(pages);
    rig_free(rig);
}

TEST(stacked_parts_stand_on_one_another)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "column", .categories = 3, .series = 2, .stacked = true, .value = rising};
    struct chart_look lower = typeset_chart_look(0), upper = typeset_chart_look(1);
    struct chart_box below[4], above[4]; /* and the legend's */
    struct pages *pages = set(rig, &chart, 2, 2);
    CHECK_INT(areas(&pages->pages[0], &lower, below), 4);
    CHECK_INT(areas(&pages->pages[0], &upper, above), 4);
    for (size_t i = 1; i < 4; i++) {
        CHECK_INT(above[i].bottom, below[i].top);
        CHECK_INT(above[i].left, below[i].left);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(bars_lie_in_the_order_of_the_data)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "bar", .categories = 4, .series = 1, .value = signs};
    struct chart_look look = typeset_chart_look(0);
    struct chart_box boxes[4];
    struct pages *pages = set(rig, &chart, 2, 2);
    CHECK_INT(areas(&pages->pages[0], &look, boxes), 4);
    for (size_t i = 1; i < 4; i++)
        CHECK(boxes[i].top > boxes[i - 1].bottom);
    CHECK_INT(boxes[0].left, boxes[1].right); /* 10 to the right of zero, −20 to the left */
    CHECK(abs((boxes[1].right - boxes[1].left) - 2 * (boxes[0].right - boxes[0].left)) <= 2);
    pages_free(pages);
    rig_free(rig);
}

static double with_gap(size_t series, size_t category)
{
    return category == 3 ? (double)NAN : rising(series, category);
}

TEST(a_line_breaks_where_a_value_is_missing)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "line", .categories = 8, .series = 1, .value = with_gap};
    struct pages *pages = set(rig, &chart, 2, 2);
    const struct page *page = &pages->pages[0];
    size_t lines[2] = {0, 0};
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_PATH && page->items[i].path.fill == PAGE_FILL_NONE)
            lines[count++ % 2] = page->items[i].path.point_count;
    CHECK_INT(count, 2);
    CHECK_INT(lines[0], 3);
    CHECK_INT(lines[1], 4);
    pages_free(pages);
    rig_free(rig);
}

TEST(shares_add_up_and_keep_their_order)
{
    static const char *const names[] = {"甲", "乙", "丙"};
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "pie",
                               .categories = 3,
                               .series = 1,
                               .names = names,
                               .unit = "件",
                               .labels = true,
                               .value = rising};
    struct pages *pages = set(rig, &chart, 2, 2);
    const char *text = rig_page_text(rig, &pages->pages[0]);
    CHECK(strstr(text, "甲 10件（16.7%") != NULL);
    CHECK(strstr(text, "乙 20件（33.3%") != NULL);
    CHECK(strstr(text, "丙 30件（50.0%") != NULL);
    pages_free(pages);
    chart.kind = "ring";
    pages = set(rig, &chart, 2, 2);
    CHECK(strstr(rig_page_text(rig, &pages->pages[0]), "合计60件") != NULL);
    pages_free(pages);
    rig_free(rig);
}

/* ---- pages ---- */

/* The page and the height at which a text stands. */
static bool find(const struct pages *pages, const char *text, size_t *ret_page, int32_t *ret_y)
{
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].item_count; i++) {
            const struct page_item *item = &pages->pages[p].items[i];
            if (item->kind != PAGE_RUN || !strstr(item->run.text, text))
                continue;
            *ret_page = p;
            *ret_y = item->run.y;
            return true;
        }
    }
    return false;
}

TEST(a_figure_is_whole_and_the_page_before_it_full)
{
    for (int before = 2; before <= 40; before += 2) {
        struct rig *rig = rig_new();
        struct chart_case chart = {
            .kind = "column", .categories = 4, .series = 1, .note = "附注。", .value = rising};
        struct pages *pages = set(rig, &chart, before, 40);
        size_t caption = 0, note = 0;
        int32_t y[2] = {0, 0};
        CHECK(find(pages, "题名", &caption, &y[0]) && find(pages, "附注", &note, &y[1]));
        CHECK(caption == note && y[1] > y[0]);
        struct chart_look look = typeset_chart_look(0);
        struct chart_box boxes[4];
        CHECK_INT(areas(&pages->pages[caption], &look, boxes), 4);
        CHECK(boxes[0].bottom < y[0]);
        /* All pages but the last hold text or the figure down to the last two lines. */
        for (size_t p = 0; p + 1 < pages->count; p++) {
            int32_t last = 0;
            const struct page *page = &pages->pages[p];
            for (size_t i = 0; i < page->item_count; i++)
                if (page->items[i].kind == PAGE_RUN && page->items[i].run.y > last &&
                    page->items[i].run.y < rig->style->margin_top + rig->style->text_height)
                    last = page->items[i].run.y;
            int rows = rig->style->lines_per_page;
            if (!CHECK(last > style_line_baseline(rig->style, rows - 4)))
                printf("# %d lines before, page %zu ends at %d\n", before, p + 1, (int)last);
        }
        pages_free(pages);
        rig_free(rig);
    }
}

TEST(text_that_fills_the_page_before_a_figure_is_not_lost)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "column", .categories = 4, .series = 1, .value = rising};
    for (int before = 2; before <= 24; before += 2) {
        struct pages *pages = set(rig, &chart, before, 24);
        size_t count = 0;
        for (size_t p = 0; p < pages->count; p++) {
            const char *text = rig_page_text(rig, &pages->pages[p]);
            for (const char *at = strstr(text, "今年以来"); at; at = strstr(at + 1, "今年以来"))
                count++;
        }
        CHECK_INT(count, (before + 24) / 2);
        pages_free(pages);
    }
    rig_free(rig);
}

TEST(a_figure_stays_with_its_heading)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "column", .categories = 4, .series = 1, .value = rising};
    for (int before = 8; before <= 22; before += 2) {
        char *text = arena_strdup(rig->arena, chart_model(rig->arena, &chart, before, 2));
        char *at = strstr(text, "\nchart");
        *at = '\0';
        const char *model =
            arena_printf(rig->arena, "%s\nheading 1 一、 | 统计\n\n%s", text, at + 1);
        struct pages *pages = rig_pages(rig, model);
        size_t heading = 0, caption = 1;
        int32_t y = 0;
        CHECK(find(pages, "统计", &heading, &y) && find(pages, "题名", &caption, &y));
        CHECK_INT(heading, caption);
        pages_free(pages);
    }
    rig_free(rig);
}

TEST(the_same_chart_gives_the_same_dump)
{
    static const char *const kinds[] = {"column", "bar", "line", "pie", "ring"};
    for (size_t k = 0; k < BASE_COUNT(kinds); k++) {
        struct rig *rig = rig_new();
        struct chart_case chart = {
            .kind = kinds[k], .categories = 7, .series = 1, .labels = true, .value = rising};
        struct buf dumps[2] = {{0}, {0}};
        for (int i = 0; i < 2; i++) {
            struct pages *pages = set(rig, &chart, 4, 4);
            pages_dump(pages, rig->fonts, &dumps[i]);
            pages_free(pages);
        }
        CHECK_STR(dumps[0].data, dumps[1].data);
        buf_done(&dumps[0]);
        buf_done(&dumps[1]);
        rig_free(rig);
    }
}

/* ---- diagnostics ---- */

static const struct diag *told(struct rig *rig, const struct chart_case *chart,
                               const struct diag_kind *kind, bool fails)
{
    struct pages *pages = set(rig, chart, 2, 2);
    CHECK((pages == NULL) == fails);
    pages_free(pages);
    const struct diag *diag = rig_diag(rig, kind);
    if (CHECK(diag != NULL)) {
        CHECK_STR(diag->place.file, "test.md");
        CHECK_INT(diag->place.line, 30);
    }
    return diag;
}

TEST(TYP041_numbers_without_a_place)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "column", .categories = 12, .series = 6, .labels = true, .value = rising};
    const struct diag *diag = told(rig, &chart, &TYP041, false);
    CHECK(diag && strstr(diag->message, "图“题名”有") && diag->hint);
    rig_free(rig);
}

TEST(TYP042_names_left_out_of_a_line)
{
    static const char *names[30];
    struct rig *rig = rig_new();
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        names[i] = "网格";
    struct chart_case chart = {
        .kind = "line", .categories = 30, .series = 1, .names = names, .value = rising};
    told(rig, &chart, &TYP042, false);
    rig_free(rig);
}

TEST(TYP043_columns_whose_names_do_not_fit)
{
    static const char *names[30];
    struct rig *rig = rig_new();
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        names[i] = "网格的名称";
    struct chart_case chart = {
        .kind = "column", .categories = 30, .series = 1, .names = names, .value = rising};
    const struct diag *diag = told(rig, &chart, &TYP043, false);
    CHECK(diag && strstr(diag->message, "已改为条形图"));
    /* Months are skipped instead, and nothing is told. */
    struct rig *other = rig_new();
    chart.names = NULL;
    pages_free(set(other, &chart, 2, 2));
    CHECK_INT(diags_kept(other->diags), 0);
    rig_free(other);
    rig_free(rig);
}

TEST(TYP044_too_much_for_one_chart)
{
    static const char *names[200];
    struct rig *rig = rig_new();
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        names[i] = "名称";
    struct chart_case cases[] = {
        {.kind = "bar", .categories = 200, .series = 1, .names = names, .value = rising},
        {.kind = "pie", .categories = 200, .series = 1, .names = names, .value = rising},
        {.kind = "column", .categories = 3, .series = 13, .value = rising},
        {.kind = "line", .categories = 1200, .series = 1, .value = rising},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct rig *own = rig_new();
        const struct diag *diag = told(own, &cases[i], &TYP044, true);
        CHECK(diag && strstr(diag->message, "画不下") && diag->hint);
        rig_free(own);
    }
    rig_free(rig);
}

TEST(TYP045_numbers_no_axis_can_show)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "column", .categories = 3, .series = 1, .value = too_large};
    const struct diag *diag = told(rig, &chart, &TYP045, true);
    CHECK(diag && strstr(diag->message, "第1类，2月"));
    rig_free(rig);
}

TEST(TYP046_no_data)
{
    static const char *const kinds[] = {"column", "bar", "line", "pie", "ring"};
    for (size_t k = 0; k < BASE_COUNT(kinds); k++) {
        struct rig *rig = rig_new();
        struct chart_case chart = {
            .kind = kinds[k], .categories = 3, .series = 1, .value = nothing};
        told(rig, &chart, &TYP046, false);
        struct pages *pages = set(rig, &chart, 2, 2);
        const char *text = rig_page_text(rig, &pages->pages[0]);
        CHECK(strstr(text, "（无数据") && strstr(text, "图1"));
        pages_free(pages);
        rig_free(rig);
    }
    /* Nothing but zeros is data, but no circle. */
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "pie", .categories = 3, .series = 1, .value = zeros};
    told(rig, &chart, &TYP046, false);
    rig_free(rig);
    rig = rig_new();
    chart.kind = "column";
    struct pages *pages = set(rig, &chart, 2, 2);
    CHECK(pages && !rig_diag(rig, &TYP046));
    pages_free(pages);
    rig_free(rig);
}

TEST(TYP047_sectors_of_negative_numbers)
{
    struct rig *rig = rig_new();
    struct chart_case chart = {.kind = "pie", .categories = 4, .series = 1, .value = signs};
    told(rig, &chart, &TYP047, false);
    struct pages *pages = set(rig, &chart, 2, 2);
    CHECK(count_kind(&pages->pages[0], PAGE_RULE) > 2); /* it has axes */
    pages_free(pages);
    rig_free(rig);
}

TEST(TYP048_notes_longer_than_a_quarter_of_a_page)
{
    struct rig *rig = rig_new();
    struct buf note = {0};
    for (int i = 0; i < 40; i++)
        buf_puts(&note, "这条附注说得很长，占去了好几行的地方。");
    struct chart_case chart = {
        .kind = "column", .categories = 3, .series = 1, .note = note.data, .value = rising};
    const struct diag *diag = told(rig, &chart, &TYP048, true);
    CHECK(diag && strstr(diag->message, "附注"));
    buf_done(&note);
    rig_free(rig);
}

TEST(TYP049_heights_that_do_not_do)
{
    static const int heights[] = {1, 2, 60};
    for (size_t i = 0; i < BASE_COUNT(heights); i++) {
        struct rig *rig = rig_new();
        struct chart_case chart = {
            .kind = "column", .categories = 3, .series = 1, .height = heights[i], .value = rising};
        told(rig, &chart, &TYP049, false);
        rig_free(rig);
    }
    struct rig *rig = rig_new();
    struct chart_case chart = {
        .kind = "column", .categories = 3, .series = 1, .height = 12, .value = rising};
    struct pages *pages = set(rig, &chart, 2, 2);
    CHECK_INT(diags_kept(rig->diags), 0);
    pages_free(pages);
    rig_free(rig);
}
