#include "typeset_table_testing.h"

#include <stdio.h>

#include "tap.h"

struct box {
    int32_t left, right, top, bottom;
};

/* Where the em boxes of a run are, a little less for what may touch; the blank half of an opening
   mark does not count. */
static struct box run_box(const struct page_run *run)
{
    int32_t slack = run->size / 10;
    bool opens = strncmp(run->text, "（", 3) == 0 || strncmp(run->text, "“", 3) == 0;
    return (struct box){.left = run->glyphs[0].x + (opens ? run->size / 2 : slack),
                        .right = run->end - slack,
                        .top = run->y - run->size * 3 / 4 + slack,
                        .bottom = run->y + run->size / 8 - slack};
}

static bool boxes_meet(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static struct box page_area(const struct rig *rig, const struct page *page)
{
    struct style turned;
    const struct style *style = rig->style;
    if (page->width > page->height) {
        style_landscape(style, &turned);
        style = &turned;
    }
    return (struct box){.left = style->margin_left,
                        .right = style->margin_left + style->text_width,
                        .top = style->margin_top,
                        .bottom = style->margin_top + style->text_height};
}

static bool is_number_of_page(const struct page_run *run, const struct box *area)
{
    return run->turned || run->y > area->bottom;
}

static bool complain(const struct page *page, const char *text, const char *why, const char *other)
{
    printf("# page %s: “%s” %s %s\n", page->label, text, why, other);
    return false;
}

static bool run_check(const struct page *page, size_t i, const struct box *area)
{
    const struct page_run *run = &page->items[i].run;
    if (run->glyph_count == 0 || is_number_of_page(run, area))
        return true;
    struct box box = run_box(run);
    if (box.left < area->left || box.right > area->right || box.top < area->top)
        return complain(page, run->text, "stands outside the 版心", "");
    for (size_t k = 0; k < page->item_count; k++) {
        const struct page_item *other = &page->items[k];
        if (other->kind == PAGE_RUN && k < i && other->run.glyph_count) {
            struct box there = run_box(&other->run);
            if (boxes_meet(&box, &there))
                return complain(page, run->text, "overlaps", other->run.text);
        } else if (other->kind == PAGE_RULE) {
            const struct page_rule *rule = &other->rule;
            struct box line = {.left = rule->x0 - (rule->x0 == rule->x1),
                               .right = rule->x1 + (rule->x0 == rule->x1),
                               .top = rule->y0 - (rule->y0 == rule->y1),
                               .bottom = rule->y1 + (rule->y0 == rule->y1)};
            if (boxes_meet(&box, &line))
                return complain(page, run->text, "is crossed by", "a rule");
        }
    }
    return true;
}

static bool rule_check(const struct page *page, const struct page_rule *rule,
                       const struct box *area)
{
    bool straight = rule->x0 == rule->x1 || rule->y0 == rule->y1;
    bool forward = rule->x0 <= rule->x1 && rule->y0 <= rule->y1 &&
                   (rule->x0 < rule->x1 || rule->y0 < rule->y1);
    bool inside = rule->x0 >= area->left && rule->x1 <= area->right && rule->y0 >= area->top &&
                  rule->y1 <= area->bottom;
    return (straight && forward && inside) ||
           complain(page, "a rule", "is not as it should be", "");
}

bool table_pages_check(const struct rig *rig, const struct pages *pages)
{
    bool good = true;
    for (size_t p = 0; p < pages->count; p++) {
        const struct page *page = &pages->pages[p];
        struct box area = page_area(rig, page);
        for (size_t i = 0; i < page->item_count; i++) {
            if (page->items[i].kind == PAGE_RUN)
                good = run_check(page, i, &area) && good;
            else if (page->items[i].kind == PAGE_RULE)
                good = rule_check(page, &page->items[i].rule, &area) && good;
        }
    }
    return good;
}

static void put_runs(const struct rig *rig, const struct page *page, struct buf *out)
{
    struct box area = page_area(rig, page);
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_RUN && !is_number_of_page(&page->items[i].run, &area))
            buf_printf(out, "\n%s\n", page->items[i].run.text);
}

const char *table_page_runs(struct rig *rig, const struct page *page)
{
    struct buf out = {0};
    buf_puts(&out, "");
    put_runs(rig, page, &out);
    const char *text = buf_copy(&out, rig->arena);
    buf_done(&out);
    return text;
}

const char *table_runs(struct rig *rig, const struct pages *pages)
{
    struct buf out = {0};
    buf_puts(&out, "");
    for (size_t p = 0; p < pages->count; p++)
        put_runs(rig, &pages->pages[p], &out);
    const char *text = buf_copy(&out, rig->arena);
    buf_done(&out);
    return text;
}

size_t table_occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

const struct page_run *table_run(const struct page *page, const char *text)
{
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_RUN &&
            strncmp(page->items[i].run.text, text, strlen(text)) == 0)
            return &page->items[i].run;
    return NULL;
}

size_t table_rules(const struct page *page, bool upright, struct page_rule *ret_rules, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct page_rule *rule = &page->items[i].rule;
        if (page->items[i].kind != PAGE_RULE || (rule->x0 == rule->x1) != upright)
            continue;
        if (count < most)
            ret_rules[count] = *rule;
        count++;
    }
    return count;
}
