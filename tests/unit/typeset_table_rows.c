/* Rows on pages: groups, subtotals, cells over several rows, 过次页 and 承前页. */
#include <stdio.h>
#include <stdlib.h>

#include "tap.h"
#include "typeset_table_testing.h"

/* Groups of `each` rows with a subtotal, after so many lines of text. */
static struct pages *group_pages(struct rig *rig, int before, int groups, int each)
{
    struct buf model = {0};
    buf_puts(&model, "model 1\n");
    for (int i = 0; i < before; i++)
        buf_puts(&model, "paragraph 一行。\n");
    buf_puts(&model, "table t\n  column 名称 | left\n  column 数 | right\n");
    for (int g = 0; g < groups; g++) {
        buf_printf(&model, "  group 第%d片\n", g);
        for (int i = 0; i < each; i++)
            buf_printf(&model, "  row 网格%d号 | %d\n", i, i);
        buf_puts(&model, "  subtotal 小计 | 9\n");
    }
    struct pages *pages = rig_pages(rig, model.data);
    buf_done(&model);
    CHECK(pages != NULL);
    return pages;
}

TEST(a_group_begins_with_rows_and_a_subtotal_follows_some)
{
    for (int each = 1; each < 8; each++) {
        for (int before = 0; before < 20; before++) {
            struct rig *rig = rig_new();
            struct pages *pages = group_pages(rig, before, 9, each);
            for (size_t p = 0; p < pages->count; p++) {
                /* What the first and the last row of the page are. */
                const char *text = table_page_runs(rig, &pages->pages[p]);
                const char *first = strstr(text, "\n数\n");
                if (!first)
                    continue;
                first += strlen("\n数\n");
                CHECK(strncmp(first, "\n小计", strlen("\n小计")) != 0);
                const char *last = text + strlen(text) - strlen("片\n");
                CHECK(strcmp(last, "片\n") != 0);
            }
            pages_free(pages);
            rig_free(rig);
        }
    }
}

TEST(names_of_groups_stand_at_the_left_edge)
{
    struct rig *rig = rig_new();
    struct pages *pages = group_pages(rig, 0, 2, 3);
    const struct page_run *name = table_run(&pages->pages[0], "第");
    const struct page_run *row = table_run(&pages->pages[0], "网格");
    CHECK_INT(name->glyphs[0].x, rig->style->margin_left + name->size / 2);
    CHECK(row->glyphs[0].x > name->glyphs[0].x && row->face != name->face);
    pages_free(pages);
    rig_free(rig);
}

TEST(a_group_that_goes_on_is_named_again)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n  column 名称 | left\n  column 数 | right\n  group 北片\n");
    for (int i = 0; i < 55; i++)
        buf_printf(&model, "  row 网格 | %d\n", i);
    buf_puts(&model, "  subtotal 小计 | 99\n");
    for (int i = 0; i < 30; i++)
        buf_printf(&model, "  row 其他 | %d\n", i);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages && pages->count == 4)) {
        const char *first = table_page_runs(rig, &pages->pages[0]);
        CHECK(strstr(first, "\n北片\n") && !strstr(first, "续"));
        for (size_t p = 1; p < 3; p++)
            CHECK_INT(table_occurrences(table_page_runs(rig, &pages->pages[p]),
                                        "\n数\n\n北片（续）\n\n网格\n"),
                      1);
        CHECK(!strstr(table_page_runs(rig, &pages->pages[3]), "北片"));
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

/* A row and the first of its parts are on one page. */
TEST(a_page_does_not_begin_with_the_first_part_of_a_row)
{
    for (int before = 10; before < 40; before++) {
        struct rig *rig = rig_new();
        struct buf model = {0};
        buf_puts(&model, "model 1\ntable t\n  column 名称 | left\n  column 数 | right\n");
        for (int i = 0; i < before; i++)
            buf_printf(&model, "  row 网格 | %d\n", i);
        buf_puts(&model, "  row 居民 | 9\n  row 其中：老人 @ indent 1 | 5\n"
                         "  row 其中：独居 @ indent 2 | 2\n  row 儿童 @ indent 1 | 4\n");
        for (int i = 0; i < 20; i++)
            buf_printf(&model, "  row 其他 | %d\n", i);
        struct pages *pages = rig_pages(rig, model.data);
        for (size_t p = 1; pages && p < pages->count; p++) {
            const char *first = strstr(table_page_runs(rig, &pages->pages[p]), "\n数\n");
            CHECK(first && strncmp(first, "\n数\n\n其中", strlen("\n数\n\n其中")) != 0);
        }
        pages_free(pages);
        buf_done(&model);
        rig_free(rig);
    }
}

TEST(parts_of_a_row_are_indented)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\ntable t\n  column 指标 | left\n  column 数 | right\n  row 低保人数 | 61\n"
             "  row 老年人 @ indent 2 | 23\n  row 未成年人 @ indent 2 | 9\n");
    const struct page *page = &pages->pages[0];
    int32_t whole = table_run(page, "低保人数")->glyphs[0].x;
    CHECK_INT(table_run(page, "老年人")->glyphs[0].x, whole + 2 * table_run(page, "老年人")->size);
    CHECK_INT(table_run(page, "未成年人")->glyphs[0].x,
              whole + 2 * table_run(page, "老年人")->size);
    pages_free(pages);
    rig_free(rig);
}

TEST(a_cell_over_rows_stands_in_their_middle)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\ntable t\n  column 社区 | left\n  column 小区 | left\n  column 户 | right\n"
             "  row 春晖社区 @ rows 3 | 春晖苑 | 12\n  row @ covered | 望江小区 | 15\n"
             "  row @ covered | 老干部宿舍 | 9\n  total 合计 @ columns 2 | @ covered | 36\n");
    const struct page *page = &pages->pages[0];
    CHECK_INT(table_run(page, "春晖社区")->y, table_run(page, "望江小区")->y);
    /* The rules between its rows begin beside it; the rule between the first two columns ends above
       合计, which stands in the middle of both. */
    struct page_rule lying[16], upright[16];
    CHECK_INT(table_rules(page, false, lying, 16), 6);
    CHECK_INT(table_rules(page, true, upright, 16), 2);
    const struct page_rule *first = upright[0].x0 < upright[1].x0 ? &upright[0] : &upright[1];
    CHECK_INT(lying[2].x0, first->x0);
    CHECK_INT(lying[3].x0, first->x0);
    CHECK_INT(lying[4].x0, rig->style->margin_left);
    CHECK_INT(first->y1, lying[4].y0);
    const struct page_run *total = table_run(page, "合计");
    int32_t right = upright[0].x0 < upright[1].x0 ? upright[1].x0 : upright[0].x0;
    int32_t off = (total->glyphs[0].x + total->end) / 2 - (rig->style->margin_left + right) / 2;
    CHECK(off >= -1 && off <= 1);
    pages_free(pages);
    rig_free(rig);
}

TEST(a_cut_cell_is_repeated_on_the_next_page)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n  column 社区 | left\n  column 小区 | left\n");
    for (int i = 0; i < 60; i++)
        buf_printf(&model, "  row %s | 第%d小区\n",
                   i ? "@ covered" : "春晖社区居民委员会 @ rows 60", i);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages && pages->count == 3)) {
        for (size_t p = 0; p < pages->count; p++)
            CHECK_INT(table_occurrences(table_page_runs(rig, &pages->pages[p]), "春晖社区"), 1);
        CHECK(table_pages_check(rig, pages));
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

/* Three rows are not cut, and more not so that one stands alone. */
TEST(cells_over_few_rows_stay_whole)
{
    for (int span = 2; span < 7; span++) {
        struct rig *rig = rig_new();
        struct buf model = {0};
        buf_puts(&model, "model 1\ntable t\n  column 社区 | left\n  column 小区 | left\n");
        for (int i = 0; i < 20 * span; i++) {
            if (i % span)
                buf_puts(&model, "  row @ covered");
            else
                buf_printf(&model, "  row 社%d区 @ rows %d", i / span, span);
            buf_printf(&model, " | 第%d院\n", i);
        }
        struct pages *pages = rig_pages(rig, model.data);
        size_t cut = 0;
        for (size_t p = 0; pages && p < pages->count; p++) {
            const char *text = table_page_runs(rig, &pages->pages[p]);
            const char *last = NULL;
            for (const char *at = text; (at = strstr(at, "\n第")); at++)
                last = at;
            int row = last ? atoi(last + strlen("\n第")) + 1 : 0;
            cut += row % span != 0;
            CHECK(row % span != 1 && row % span != span - 1);
        }
        CHECK(span > 3 || cut == 0);
        CHECK(pages && table_pages_check(rig, pages));
        pages_free(pages);
        buf_done(&model);
        rig_free(rig);
    }
}

/* ---- running sums ---- */

/* Rows with cents, some missing, some parts of others; the sums printed are those of the rows so far. */
TEST(sums_are_carried_exactly)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    int64_t cents[120];
    buf_puts(&model, "model 1\ntable t\n  column 事项 | left\n"
                     "  column 支出 | decimal | format grouped 2 | carry\n");
    for (int i = 0; i < 120; i++) {
        cents[i] = i % 7 == 3 ? 0 : (i * 7919 % 100000) - 20000;
        char *number = arena_printf(rig->arena, "%s%d.%02d", cents[i] < 0 ? "-" : "",
                                    abs((int)cents[i]) / 100, abs((int)cents[i]) % 100);
        if (i % 7 == 3)
            buf_printf(&model, "  row 第%d项 | — = null\n", i);
        else
            buf_printf(&model, "  row 第%d项 | %s = %s\n", i, number, number);
        if (i % 10 == 0 && i % 7 != 3)
            buf_puts(&model, "  row 其中一部分 @ indent 1 | 0.01 = 0.01\n");
    }
    struct pages *pages = rig_pages(rig, model.data);
    CHECK(pages && pages->count > 4);
    int64_t sum = 0;
    int row = 0;
    char *carried = NULL;
    for (size_t p = 0; pages && p < pages->count; p++) {
        const char *text = table_page_runs(rig, &pages->pages[p]);
        CHECK_INT(table_occurrences(text, "\n承前页\n"), p > 0);
        CHECK_INT(table_occurrences(text, "\n过次页\n"), p + 1 < pages->count);
        if (carried)
            CHECK(strstr(text, arena_printf(rig->arena, "\n承前页\n\n%s\n", carried)) != NULL);
        for (; strstr(text, arena_printf(rig->arena, "\n第%d项\n", row)) ||
               strstr(text, arena_printf(rig->arena, "\n第\n\n%d\n\n项\n", row));
             row++)
            sum += cents[row];
        int64_t whole = llabs(sum) / 100;
        const char *sign = sum < 0 ? "-" : "";
        carried = whole < 1000 ? arena_printf(rig->arena, "%s%d.%02d", sign, (int)whole,
                                              (int)llabs(sum) % 100)
                               : arena_printf(rig->arena, "%s%d,%03d.%02d", sign, (int)whole / 1000,
                                              (int)whole % 1000, (int)(llabs(sum) % 100));
        if (p + 1 < pages->count)
            CHECK(strstr(text, arena_printf(rig->arena, "\n过次页\n\n%s\n", carried)) != NULL);
    }
    CHECK_INT(row, 120);
    CHECK(pages && table_pages_check(rig, pages));
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(a_table_on_one_page_carries_nothing)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\ntable t\n  column 项 | left\n  column 数 | right | carry\n"
                       "  row 一 | 1 = 1\n  row 二 | 2 = 2\n  total 合计 | 3 = 3\n");
    CHECK(pages && !strstr(table_runs(rig, pages), "页"));
    pages_free(pages);
    rig_free(rig);
}

TEST(a_column_without_a_sum_has_a_dash_where_sums_are_carried)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable t\n  column 项 | left\n  column 数 | right | carry\n"
                     "  column 均数 | right\n  column 备注 | left\n");
    for (int i = 0; i < 60; i++)
        buf_puts(&model, "  row 一 | 1 = 1 | 7 = 7 | 无\n");
    struct pages *pages = rig_pages(rig, model.data);
    CHECK(pages && pages->count > 1);
    const char *text = pages ? table_page_runs(rig, &pages->pages[0]) : "";
    CHECK_INT(table_occurrences(text, "\n—\n"), 2);
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(TYP032_a_sum_of_too_many_digits)
{
    struct rig *rig = rig_new();
    CHECK(rig_pages(rig, "model 1\ntable 账\n  at r.md:5\n  column 项 | left\n"
                         "  column 数 | decimal | format decimal 2 | carry\n"
                         "  row 一 | 9000000000000.10 = 9000000000000.10\n"
                         "  row 二 | 9000000000000.10 = 9000000000000.10\n") == NULL);
    const struct diag *diag = rig_diag(rig, &TYP032);
    CHECK(diag && diag->place.line == 5 && strstr(diag->message, "“数”"));
    rig_free(rig);
}
