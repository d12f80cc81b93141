/* Tables: every row once, heads repeated, 合计 in company, the grid after them, widths, time. */
#include <stdio.h>

#include "tap.h"
#include "typeset_testing.h"

static void put_table(struct buf *model, int rows, bool total)
{
    buf_puts(model, "table 网格\n  number 1\n  caption 网格走访情况\n  unit 户\n"
                    "  column 网格 | left\n  column 走访 | right\n  column 占比 | decimal\n");
    for (int i = 0; i < rows; i++)
        buf_printf(model, "  row 网格第%d号 | %d | %d.%d%%\n", i + 1, i * 37 % 1000, i % 100,
                   i % 10);
    if (total)
        buf_puts(model, "  total 合计 | 99999 | 100.0%\n");
}

static struct pages *table_pages(struct rig *rig, int before, int rows, bool total)
{
    struct buf model = {0};
    buf_puts(&model, "model 1\n");
    for (int i = 0; i < before; i++)
        buf_puts(&model, "paragraph 一行。\n");
    put_table(&model, rows, total);
    buf_puts(&model, "paragraph 表后。\n");
    struct pages *pages = rig_pages(rig, model.data);
    buf_done(&model);
    return pages;
}

static size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static void check_rows(struct rig *rig, const struct pages *pages, int rows)
{
    struct buf all = {0};
    for (size_t p = 0; p < pages->count; p++) {
        const char *text = rig_page_text(rig, &pages->pages[p]);
        buf_puts(&all, text);
        if (strstr(text, "网格第"))
            CHECK_INT(occurrences(text, "占比"), 1); /* the head, once on each page */
        bool continued = strstr(text, "网格第") && !strstr(text, "走访情况");
        CHECK_INT(occurrences(text, "续表1"), continued ? 1 : 0);
        if (strstr(text, "合计"))
            CHECK(strstr(text, "网格第") != NULL);
    }
    size_t from = 0;
    for (int i = 0; i < rows; i++) {
        struct buf name = {0};
        buf_printf(&name, "网格第%d号", i + 1);
        const char *at = strstr(all.data + from, name.data);
        if (!CHECK(at != NULL))
            break;
        from = (size_t)(at - all.data) + name.length;
        CHECK(strstr(all.data + from, name.data) == NULL);
        buf_done(&name);
    }
    CHECK_INT(occurrences(all.data, "表后。"), 1);
    buf_done(&all);
}

TEST(rows_come_once_and_in_order)
{
    for (int rows = 1; rows < 75; rows += 3) {
        struct rig *rig = rig_new();
        struct pages *pages = table_pages(rig, rows % 20, rows, rows % 2 == 0);
        if (CHECK(pages != NULL))
            check_rows(rig, pages, rows);
        pages_free(pages);
        rig_free(rig);
    }
}

/* Where the pieces of the sum may be: enough rows where a table begins and where it ends. */
TEST(tables_split_only_into_useful_parts)
{
    int split = 0;
    int whole = 0;
    for (int rows = 2; rows < 12; rows++) {
        for (int before = 8; before < 22; before++) {
            struct rig *rig = rig_new();
            struct pages *pages = table_pages(rig, before, rows, true);
            size_t first = occurrences(rig_page_text(rig, &pages->pages[0]), "网格第");
            const char *last = rig_page_text(rig, &pages->pages[pages->count - 1]);
            if (first > 0 && first < (size_t)rows) {
                CHECK(first >= 3);
                CHECK(occurrences(last, "网格第") >= 2 && strstr(last, "合计"));
                split++;
            } else if (first == 0) {
                /* Caption, unit, head and three rows take five lines. */
                CHECK(rows < 5 || before > 22 - 5);
                whole++;
            }
            pages_free(pages);
            rig_free(rig);
        }
    }
    CHECK(split >= 20 && whole >= 20);
}

/* Nothing but totals can keep no company, and still no row is lost or alone on its page. */
TEST(a_table_of_totals_fills_its_pages)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable 小计\n  column 名 | left\n  column 数 | right\n");
    for (int i = 0; i < 60; i++)
        buf_printf(&model, "  total 第%d组 | %d\n", i, i);
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages && pages->count <= 3)) {
        size_t rows = 0;
        for (size_t p = 0; p < pages->count; p++)
            rows += occurrences(rig_page_text(rig, &pages->pages[p]), "组");
        CHECK_INT(rows, 60);
    }
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(rows_are_equally_high_in_every_table)
{
    for (int rows = 2; rows < 40; rows++) {
        struct rig *rig = rig_new();
        struct pages *pages = table_pages(rig, rows % 13, rows, false);
        for (size_t p = 0; p < pages->count; p++) {
            const struct page *page = &pages->pages[p];
            int32_t above = 0;
            for (size_t i = 0; i < page->item_count; i++) {
                if (page->items[i].kind != PAGE_RUN ||
                    strncmp(page->items[i].run.text, "网格第", strlen("网格第")) != 0)
                    continue;
                if (above)
                    CHECK_INT(page->items[i].run.y - above, rig->style->table_row);
                above = page->items[i].run.y;
            }
        }
        pages_free(pages);
        rig_free(rig);
    }
}

TEST(text_after_a_table_is_on_the_grid_and_below_it)
{
    for (int rows = 1; rows < 20; rows++) {
        struct rig *rig = rig_new();
        struct pages *pages = table_pages(rig, 2, rows, true);
        const struct page *page = &pages->pages[0];
        int32_t bottom = 0;
        int32_t after = 0;
        for (size_t i = 0; i < page->item_count; i++) {
            if (page->items[i].kind == PAGE_RULE && page->items[i].rule.y0 > bottom)
                bottom = page->items[i].rule.y0;
            if (page->items[i].kind == PAGE_RUN && strstr(page->items[i].run.text, "表后"))
                after = page->items[i].run.y;
        }
        bool on_grid = false;
        for (int line = 0; line < rig->style->lines_per_page; line++)
            on_grid = on_grid || after == style_line_baseline(rig->style, line);
        CHECK(on_grid);
        CHECK(after - rig->style->first_baseline > bottom);
        CHECK(bottom <= rig->style->margin_top + rig->style->text_height);
        pages_free(pages);
        rig_free(rig);
    }
}

TEST(rules_are_thick_outside_and_thin_inside)
{
    struct rig *rig = rig_new();
    struct pages *pages = table_pages(rig, 0, 4, true);
    int32_t widths[8] = {0};
    size_t rules = 0;
    for (size_t i = 0; i < pages->pages[0].item_count; i++) {
        const struct page_item *item = &pages->pages[0].items[i];
        if (item->kind != PAGE_RULE || rules == 8)
            continue;
        widths[rules++] = item->rule.width;
        CHECK_INT(item->rule.x0, rig->style->margin_left);
        CHECK_INT(item->rule.x1, rig->style->margin_left + rig->style->text_width);
    }
    CHECK_INT(rules, 4); /* top, under the head, above 合计, bottom */
    CHECK_INT(widths[0], rig->style->rule_thick);
    CHECK_INT(widths[1], rig->style->rule_thin);
    CHECK_INT(widths[2], rig->style->rule_thin);
    CHECK_INT(widths[3], rig->style->rule_thick);
    pages_free(pages);
    rig_free(rig);
}

/* x of the end of the run that begins with `text`. */
static int32_t run_end(const struct page *page, const char *text)
{
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_RUN && strcmp(page->items[i].run.text, text) == 0)
            return page->items[i].run.end;
    return -1;
}

TEST(numbers_line_up)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\ntable t\n  column 名 | left\n  column 数 | right\n"
                       "  column 值 | decimal\n  row 甲 | 1234 | 1.25\n"
                       "  row 乙 | 5 | 123.5\n  row 丙 | — | —\n");
    if (CHECK(pages != NULL)) {
        const struct page *page = &pages->pages[0];
        CHECK_INT(run_end(page, "1234"), run_end(page, "5"));
        /* Digits are all equally wide, so one more decimal is one digit further right. */
        int32_t digit = run_end(page, "1.25") - run_end(page, "123.5");
        CHECK(digit > 5 * 1024 && digit < 7 * 1024);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(grouped_numbers_line_up_on_their_point)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(rig, "model 1\ntable t\n  column 名 | left\n"
                                         "  column 值 | decimal\n  row 甲 | 2 316 204.5\n"
                                         "  row 乙 | 1,316.5\n  row 丙 | −7.5\n");
    if (CHECK(pages != NULL)) {
        const struct page *page = &pages->pages[0];
        CHECK_INT(run_end(page, "2 316 204.5"), run_end(page, "1,316.5"));
        CHECK_INT(run_end(page, "−7.5"), run_end(page, "1,316.5"));
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(wide_tables_wrap_and_shrink_then_are_refused)
{
    struct rig *rig = rig_new();
    struct pages *pages = rig_pages(
        rig, "model 1\ntable 长文\n  column 项目 | left\n  column 数 | right\n"
             "  row 为辖区老年人开展健康体检和慢性病随访服务并建立健康档案做到一人一档动态管理到人 "
             "| 36\n");
    CHECK(pages && strstr(rig_page_text(rig, &pages->pages[0]), "一人一档") != NULL);
    pages_free(pages);
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable 太宽\n  at r.md:9\n");
    for (int i = 0; i < 14; i++)
        buf_printf(&model, "  column 栏目%d | right\n", i);
    buf_puts(&model, "  row ");
    for (int i = 0; i < 14; i++)
        buf_printf(&model, "%s1234567.89", i ? " | " : "");
    buf_puts(&model, "\n");
    CHECK(rig_pages(rig, model.data) == NULL);
    const struct diag *diag = rig_diag(rig, &TYP005);
    if (CHECK(diag != NULL)) {
        CHECK_STR(diag->place.file, "r.md");
        CHECK_INT(diag->place.line, 9);
        CHECK(strstr(diag->message, "太宽") != NULL && strstr(diag->message, "225毫米") != NULL);
    }
    buf_done(&model);
    rig_free(rig);
}

TEST(declared_widths_are_kept)
{
    struct rig *rig = rig_new();
    struct pages *pages =
        rig_pages(rig, "model 1\ntable t\n  column 甲 | left | width 6\n  column 乙 | left\n"
                       "  row 一二三四五六七八 | 乙\n");
    if (CHECK(pages != NULL)) {
        CHECK(run_end(&pages->pages[0], "一二三四五六") > 0);
        CHECK(run_end(&pages->pages[0], "七八") > 0);
    }
    pages_free(pages);
    rig_free(rig);
}

TEST(a_row_taller_than_a_page_is_split_with_a_note)
{
    struct rig *rig = rig_new();
    struct buf model = {0};
    buf_puts(&model, "model 1\ntable 长行\n  at r.md:4\n  column 名 | left | width 4\n"
                     "  column 文 | left\n  row 甲 | 短\n  row 乙 | ");
    for (int i = 0; i < 400; i++)
        buf_printf(&model, "第%d段社区工作记录。", i);
    buf_puts(&model, "\n  row 丙 | 完\n");
    struct pages *pages = rig_pages(rig, model.data);
    if (CHECK(pages != NULL)) {
        struct buf all = {0};
        for (size_t p = 0; p < pages->count; p++)
            buf_puts(&all, rig_page_text(rig, &pages->pages[p]));
        CHECK(pages->count >= 3);
        for (int i = 0; i < 400; i += 57) {
            char *part = arena_printf(rig->arena, "第%d段", i);
            CHECK_INT(occurrences(all.data, part), 1);
        }
        buf_done(&all);
    }
    const struct diag *diag = rig_diag(rig, &TYP006);
    CHECK(diag && diag->place.line == 4 && strstr(diag->message, "第2行"));
    pages_free(pages);
    buf_done(&model);
    rig_free(rig);
}

TEST(a_signature_keeps_the_end_of_a_table)
{
    for (int rows = 15; rows < 32; rows++) {
        struct rig *rig = rig_new();
        struct buf model = {0};
        buf_puts(&model, "model 1\n");
        put_table(&model, rows, true);
        buf_puts(&model, "signature\n  organ 春晖社区居民委员会\n  date 2026年11月3日\n");
        struct pages *pages = rig_pages(rig, model.data);
        const char *text = rig_page_text(rig, &pages->pages[pages->count - 1]);
        CHECK(strstr(text, "委员会") && strstr(text, "合计") && strstr(text, "网格第"));
        pages_free(pages);
        buf_done(&model);
        rig_free(rig);
    }
}

static uint64_t time_of(int rows, size_t *ret_pages)
{
    struct rig *rig = rig_new();
    struct buf text = {0};
    buf_puts(&text, "model 1\n");
    put_table(&text, rows, true);
    struct model *model = model_read("t", text.data, text.length, rig->diags);
    uint64_t start = world_ticks();
    struct pages *pages = typeset_model(model, rig->style, rig->fonts, &rig->world, rig->diags);
    uint64_t spent = world_ticks() - start;
    CHECK(pages != NULL);
    *ret_pages = pages ? pages->count : 0;
    pages_free(pages);
    model_free(model);
    buf_done(&text);
    rig_free(rig);
    return spent;
}

TEST(long_tables_take_linear_time)
{
    size_t few = 0;
    size_t many = 0;
    uint64_t small = time_of(600, &few);
    uint64_t large = time_of(6000, &many);
    CHECK(many >= 9 * few && many <= 11 * few);
    CHECK(large < 30 * small + 50000000);
    printf("# 6,000 rows: %zu pages in %llu ms\n", many, (unsigned long long)(large / 1000000));
}
