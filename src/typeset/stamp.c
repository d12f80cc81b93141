/*
 * 未通过审核: a stamp in the middle of the upper margin of every page, so that nothing of the page moves
 * and its text comes before and apart from the body's.
 */
#include "element.h"

#include <huibao/base.h>

#define STAMP_COLOR 0xC00000u
#define STAMP_RULE_MM 0.35

static struct row stamp_row(struct composer *c, const char *text, int32_t size)
{
    struct shape_source source = {.what = "审核标记"};
    typeset_para_begin(c, STYLE_HEADING_1);
    typeset_para_reset(c->para, size, size, c->style->breaking);
    c->para->color = STAMP_COLOR;
    typeset_shape(c->shaper, c->para, c->roles[STYLE_HEADING_1], text, &source);
    typeset_para_prepare(c->para);
    int32_t width = typeset_fit_natural(c->para, 0, c->para->count);
    struct para_line line = {
        .end = c->para->count, .natural = width, .width = width, .measure = width};
    return typeset_row_of_line(c, &line, 0);
}

static void stamp_frame(struct composer *c, struct plate *plate, const struct page_box *box)
{
    int32_t right = box->x + box->width, bottom = box->y + box->height;
    const int32_t sides[][4] = {{box->x, box->y, right, box->y},
                                {box->x, bottom, right, bottom},
                                {box->x, box->y, box->x, bottom},
                                {right, box->y, right, bottom}};
    for (size_t i = 0; i < BASE_COUNT(sides); i++) {
        const struct page_rule rule = {.x0 = sides[i][0],
                                       .y0 = sides[i][1],
                                       .x1 = sides[i][2],
                                       .y1 = sides[i][3],
                                       .width = style_from_mm(STAMP_RULE_MM),
                                       .color = STAMP_COLOR};
        typeset_plate_rule(c, plate, &rule);
    }
}

void typeset_stamp(struct composer *c, size_t page)
{
    const struct style *style = c->style;
    const char *text = c->model->stamp;
    int32_t size = c->portrait->text[STYLE_PAGE_NUMBER].size;
    size = size < style->margin_top / 3 ? size : style->margin_top / 3;
    struct row row = text && *text ? stamp_row(c, text, size) : (struct row){0};
    if (row.count == 0)
        return;
    struct plate plate = {0};
    int32_t height = size * 3 / 2, top = (style->margin_top - height) / 2;
    struct page_box box = {.x = style->margin_left + (style->text_width - row.width - size) / 2,
                           .y = top,
                           .width = row.width + size,
                           .height = height};
    stamp_frame(c, &plate, &box);
    typeset_row_move(c, &row, (style->text_width - row.width) / 2 - row.left);
    /* The ink of Han characters reaches from 0.88 above the baseline to 0.12 below it. */
    typeset_plate_row(c, &plate, &row, top + height / 2 + size * 38 / 100);
    typeset_page_put(c, page, plate.items, plate.count, 0);
}
