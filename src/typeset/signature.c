/*
 * 署名 and 成文日期, without seal (GB/T 9704-2012 7.3.5.3): the organ two squares from the right and
 * the date's first character two squares right of the organ's first; a date longer than the organ
 * stands two squares from the right and takes the organ with it. At least two lines of body text
 * are on the same page (no 此页无正文).
 */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"

#define INSET_ZI 2
#define BODY_LINES 2

static int32_t signature_compose(struct composer *c, const char *text, const char *what)
{
    struct shape_source source = {.what = what};
    int32_t zi = c->style->pitch_x;
    typeset_para_begin(c, STYLE_SIGNATURE);
    typeset_shape(c->shaper, c->para, c->roles[STYLE_SIGNATURE], text, &source);
    typeset_para_prepare(c->para);
    typeset_title_fit(c->para, c->style->text_width - 2 * INSET_ZI * zi);
    int32_t width = 0;
    for (size_t i = 0; i < c->para->line_count; i++)
        width = c->para->lines[i].width > width ? c->para->lines[i].width : width;
    return width;
}

static void signature_flow(struct composer *c, int32_t x)
{
    for (size_t i = 0; i < c->para->line_count; i++) {
        struct para_line line = c->para->lines[i];
        line.indent = 0;
        typeset_flow_line(c, &line, c->style->margin_left + x, 0);
        typeset_flow_may_break(c, c->count - 1, false);
    }
}

/* What stands before the signature and must come along to its page. */
static void signature_keep(struct composer *c, int rows)
{
    if (c->count == 0)
        return;
    struct flow_entry *last = &c->entries[c->count - 1];
    if (last->kind == FLOW_TABLE) {
        last->table->tail_lines = rows;
        return;
    }
    if (last->kind == FLOW_FIGURE)
        return;
    for (size_t i = 1; i < BODY_LINES && i < c->count; i++)
        c->entries[c->count - i].may_break = false;
}

void typeset_signature(struct composer *c)
{
    const struct model_signature *signature = c->model->signature;
    if (!signature)
        return;
    const char *organ = signature->organ ? signature->organ : "";
    const char *date = signature->date ? signature->date : "";
    int32_t inset = INSET_ZI * c->style->pitch_x;
    int32_t date_width = signature_compose(c, date, "成文日期");
    int date_lines = (int)c->para->line_count;
    int32_t organ_width = signature_compose(c, organ, "署名");
    signature_keep(c, 1 + date_lines + (int)c->para->line_count);
    int32_t organ_x = c->style->text_width - inset - organ_width;
    if (date_width > organ_width)
        organ_x = c->style->text_width - inset - date_width - inset;
    typeset_flow_space(c, STYLE_SIGNATURE);
    signature_flow(c, organ_width ? organ_x : 0);
    signature_compose(c, date, "成文日期");
    signature_flow(c, organ_width ? organ_x + inset : c->style->text_width - inset - date_width);
}
