/*
 * 版记 (GB/T 9704-2012 7.4): 抄送 above 印发机关 and date, in 四号, one square in on both sides, between
 * rules as wide as the 版心; the last rule is the 版心's bottom edge on the last page. A letter's has
 * 抄送 only, and no rules (10.1).
 */
#include "element.h"

#include <string.h>

#include <huibao/base.h>

#include "typeset_diags.h"

struct imprint {
    struct composer *c;
    struct plate plate; /* y upwards from the bottom edge, so negative */
    int32_t pitch;      /* height of a line */
    int32_t inset;
    int lines;     /* from the bottom */
    bool overfull; /* a line is wider than there is room */
};

static void imprint_rule(struct imprint *imprint, int32_t width)
{
    const struct style *style = imprint->c->style;
    int32_t y = -imprint->lines * imprint->pitch;
    if (style->form == STYLE_FORM_LETTER)
        return;
    const struct page_rule rule = {.x0 = style->margin_left,
                                   .y0 = y,
                                   .x1 = style->margin_left + style->text_width,
                                   .y1 = y,
                                   .width = width};
    typeset_plate_rule(imprint->c, &imprint->plate, &rule);
}

/* In the middle of the line that begins `above` lines above the bottom. */
static void imprint_row(struct imprint *imprint, const struct row *row, int above)
{
    struct composer *c = imprint->c;
    int32_t size = c->style->text[STYLE_IMPRINT].size;
    int32_t middle = typeset_shape_han_middle(c->shaper, c->roles[STYLE_IMPRINT], size);
    typeset_plate_row(c, &imprint->plate, row,
                      -above * imprint->pitch + imprint->pitch / 2 + middle);
}

/* 印发机关 at the left, the date at the right: on a line each if one cannot hold both. */
static void imprint_issuer(struct imprint *imprint, const struct model_imprint *model)
{
    struct composer *c = imprint->c;
    const char *date = model->date ? arena_printf(c->scratch, "%s印发", model->date) : "";
    struct row left = typeset_row(c, STYLE_IMPRINT, model->organ ? model->organ : "", "版记");
    struct row right = typeset_row(c, STYLE_IMPRINT, date, "版记");
    int32_t room = c->style->text_width - 2 * imprint->inset;
    imprint->overfull = left.width > room || right.width > room;
    bool apart = left.count && right.count && left.width + imprint->inset + right.width > room;
    typeset_row_move(c, &left, imprint->inset);
    typeset_row_move(c, &right, c->style->text_width - imprint->inset - right.width);
    if (right.count)
        imprint_row(imprint, &right, ++imprint->lines);
    if (left.count)
        imprint_row(imprint, &left, apart || !right.count ? ++imprint->lines : imprint->lines);
}

static void imprint_copies(struct imprint *imprint, const char *copies)
{
    struct composer *c = imprint->c;
    size_t length = strlen(copies);
    bool ends = length >= strlen("。") && strcmp(copies + length - strlen("。"), "。") == 0;
    struct hung hung = {.label_element = STYLE_IMPRINT,
                        .element = STYLE_IMPRINT,
                        .label = "抄送：",
                        .text = ends ? copies : arena_printf(c->scratch, "%s。", copies),
                        .left = imprint->inset,
                        .right = c->style->text_width - imprint->inset,
                        .what = "版记"};
    size_t count = 0;
    const struct row *rows = typeset_hung_rows(c, &hung, &count);
    for (size_t i = count; i-- > 0;)
        imprint_row(imprint, &rows[i], ++imprint->lines);
}

static bool imprint_is_sane(const struct imprint *imprint)
{
    struct composer *c = imprint->c;
    if (!imprint->overfull && imprint->lines <= c->style->lines_per_page / 2)
        return true;
    diag_add(c->diags, &TYP020, &PLACE_NONE, DIAG_ARGS("版记"));
    diag_hint(c->diags, "抄送机关用统称或者规范化简称");
    return false;
}

void typeset_imprint(struct composer *c)
{
    const struct model_imprint *model = c->model->imprint;
    if (!model)
        return;
    c->style = c->portrait;
    const struct style_text *text = &c->style->text[STYLE_IMPRINT];
    struct imprint imprint = {.c = c};
    imprint.pitch = text->line_pitch ? text->line_pitch : typeset_grid_pitch(c->style);
    imprint.inset = text->indent_zi * typeset_grid_zi(c->style, text->size);
    bool letter = c->style->form == STYLE_FORM_LETTER;
    imprint_rule(&imprint, c->style->imprint_thick);
    if (!letter)
        imprint_issuer(&imprint, model);
    if (model->copies && *model->copies) {
        if (imprint.lines)
            imprint_rule(&imprint, c->style->imprint_thin);
        imprint_copies(&imprint, model->copies);
    }
    imprint_rule(&imprint, c->style->imprint_thick);
    if (imprint.lines == 0 || !imprint_is_sane(&imprint))
        return;
    struct flow_figure *figure = arena_alloc(c->scratch, sizeof *figure);
    int32_t height = imprint.lines * imprint.pitch;
    int32_t grid = typeset_grid_pitch(c->style);
    *figure = (struct flow_figure){.rows = (height + grid - 1) / grid,
                                   .items = imprint.plate.items,
                                   .item_count = imprint.plate.count};
    struct flow_entry *entry = typeset_flow_add(c, FLOW_FOOT, 0);
    entry->figures = figure;
    entry->figure_count = 1;
}
