/* 未通过审核 on every page: nothing else on the page changes. */
#include "tap.h"
#include "typeset_testing.h"

#define BODY                                                                                       \
    "title 情况汇报\nparagraph 社区工作是政府工作的前沿。\nlandscape\nparagraph " \
    "横排的页。\nportrait\n"                                                                  \
    "paragraph 竖排的页。\n"

static bool same_run(const struct page_item *a, const struct page_item *b)
{
    return a->kind == PAGE_RUN && b->kind == PAGE_RUN && a->run.y == b->run.y &&
           a->run.size == b->run.size && strcmp(a->run.text, b->run.text) == 0 &&
           a->run.glyphs[0].x == b->run.glyphs[0].x;
}

TEST(every_page_is_stamped_and_nothing_moves)
{
    struct rig *rig = rig_new();
    struct pages *plain = rig_pages(rig, "model 1\n" BODY);
    struct pages *stamped = rig_pages(rig, "model 1\nstamp 未通过审核\n" BODY);
    CHECK(plain && stamped && CHECK_INT(plain->count, 3) && CHECK_INT(stamped->count, 3));
    for (size_t p = 0; plain && stamped && p < plain->count; p++) {
        const struct page *a = &plain->pages[p], *b = &stamped->pages[p];
        CHECK(b->item_count >= a->item_count + 5); /* four rules and at least a run */
        for (size_t i = 0; i < a->item_count; i++)
            CHECK(same_run(&a->items[i], &b->items[i]));
        const struct page_run *run = rig_run(stamped, p, "未通过审核", 0);
        CHECK(run->y > 0 && run->y < rig->style->margin_top);
        CHECK(run->color != 0);
        for (size_t i = a->item_count; i < b->item_count; i++)
            if (b->items[i].kind == PAGE_RULE)
                CHECK(b->items[i].rule.y1 < rig->style->margin_top && b->items[i].rule.x0 > 0 &&
                      b->items[i].rule.x1 < b->width);
    }
    CHECK_INT(diags_kept(rig->diags), 0);
    pages_free(plain);
    pages_free(stamped);
    rig_free(rig);
}

/* The upper margin of 统计报表 is narrow. */
TEST(a_stamp_stays_in_a_narrow_margin)
{
    struct rig *rig = rig_new();
    struct style style = *rig->style;
    style.margin_top = style_from_mm(12);
    rig->style = &style;
    struct pages *pages = rig_pages(rig, "model 1\nstamp 未通过审核\n" BODY);
    CHECK(pages && rig_run(pages, 0, "未通过审核", 0)->y < style.margin_top);
    CHECK(pages && rig_run(pages, 0, "未通过审核", 0)->size <= style.margin_top / 3);
    pages_free(pages);
    rig_free(rig);
}
