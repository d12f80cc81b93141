/* What every page has around its text: the page number (GB/T 9704-2012 7.5). */
#include "flow.h"

#include <huibao/base.h>

/*
 * A landscape page is the portrait page turned by 90° clockwise, its left edge up, and the number
 * stays where the portrait page has it: what stands at (x, y) there is found at (height − y, x).
 */
static void number_turn(const struct style *portrait, struct page_run *run)
{
    run->turned = true;
    run->y = portrait->paper_height - run->y;
}

static int32_t number_left(const struct style *style, const struct para_line *line, size_t page)
{
    int32_t inset = style->number_inset_zi * style->pitch_x;
    if (!style->number_outer)
        return style->margin_left + line->indent;
    if (page % 2 == 0)
        return style->margin_left + style->text_width - inset - line->width;
    return style->margin_left + inset;
}

void typeset_page_number(struct composer *c, size_t page)
{
    const struct style *style = c->portrait;
    int role = c->roles[STYLE_PAGE_NUMBER];
    char *label = arena_printf(c->pages->arena, "%zu", page + 1);
    c->pages->pages[page].label = label;
    if (c->style == c->first) /* a letter's (10.1) */
        return;
    struct shape_source source = {.what = "页码"};
    typeset_para_begin(c, STYLE_PAGE_NUMBER);
    typeset_shape(c->shaper, c->para, role, arena_printf(c->scratch, "— %s —", label), &source);
    typeset_para_prepare(c->para);
    typeset_title_fit(c->para, style->text_width);
    if (c->para->line_count == 0)
        return;
    struct para_line line = c->para->lines[0];
    int32_t left = number_left(style, &line, page);
    line.indent = 0;
    /* The 一字线, not the digits, is 7 mm below the 版心. */
    int32_t baseline =
        style->margin_top + style->text_height + style->number_below +
        typeset_shape_dash_middle(c->shaper, role, style->text[STYLE_PAGE_NUMBER].size);
    size_t count = 0;
    const struct page_item *runs = typeset_line_runs(c->para, &line, left, c->pages->arena, &count);
    for (size_t i = 0; i < count; i++) {
        struct page_item *item = page_add(c->pages, &c->pages->pages[page], PAGE_RUN);
        *item = runs[i];
        item->run.y += baseline;
        if (c->style == c->landscape)
            number_turn(style, &item->run);
    }
}
