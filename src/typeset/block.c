/* Headings, paragraphs, the salutation: text blocks into flow lines with their keeps. */
#include <huibao/base.h>
#include <huibao/fonts.h>

#include "bonds.h"
#include "chart.h"
#include "contents.h"
#include "element.h"
#include "table.h"
#include "typeset_diags.h"

#define COST_IN_WORD 4000 /* of a heading: a line opened by two characters */
#define HEADING_KEEP 2    /* lines of the next paragraph that stay with a heading */

/* A few characters around item i, for notes. */
static char *text_around(struct composer *c, size_t i)
{
    const struct para *para = c->para;
    size_t first = i > 5 ? i - 5 : 0;
    size_t end = i + 6 < para->count ? i + 6 : para->count;
    size_t from = para->items[first].text;
    const struct para_item *last = &para->items[end - 1];
    return arena_strndup(c->scratch, para->text + from, last->text + last->bytes - from);
}

void typeset_note_fit(struct composer *c, const struct fit_report *report, const char *file,
                      long line)
{
    struct place place = {.file = file, .line = line};
    if (report->relaxed != SIZE_MAX)
        diag_add(c->diags, &TYP008, &place, DIAG_ARGS(text_around(c, report->relaxed)));
    if (report->emergency != SIZE_MAX)
        diag_add(c->diags, &TYP009, &place, DIAG_ARGS(text_around(c, report->emergency)));
}

static struct fit_shape block_shape(const struct composer *c, enum style_element element)
{
    const struct style_text *text = &c->style->text[element];
    int32_t zi = c->style->pitch_x;
    return (struct fit_shape){
        .measure = c->style->text_width,
        .indent = text->indent_zi * zi,
        .hang = text->hang_zi * zi,
        .justify = text->align == STYLE_JUSTIFY,
        .min_last = c->style->min_last_line_zi * c->para->zi,
    };
}

static struct fit_report block_fit(struct composer *c, enum style_element element,
                                   const struct shape_source *source)
{
    enum style_align align = c->style->text[element].align;
    struct fit_shape shape = block_shape(c, element);
    struct fit_report report = {.relaxed = SIZE_MAX, .emergency = SIZE_MAX};
    typeset_para_prepare(c->para);
    if (align == STYLE_CENTER) {
        typeset_title_fit(c->para, shape.measure);
        return report;
    }
    if (element >= STYLE_HEADING_1 && element <= STYLE_HEADING_4 &&
        typeset_fit_natural(c->para, 0, c->para->count) > shape.measure - shape.indent)
        typeset_bonds_prefer(c->para, COST_IN_WORD);
    typeset_fit(c->para, &shape, &report);
    typeset_note_fit(c, &report, source->file, source->line);
    for (size_t i = 0; align == STYLE_RIGHT && i < c->para->line_count; i++)
        c->para->lines[i].indent = shape.measure - c->para->lines[i].width;
    return report;
}

/* The lines of the fitted paragraph; no single one alone at a page's top or bottom (孤行). */
static void block_flow(struct composer *c, enum style_element element, bool heading)
{
    size_t lines = c->para->line_count;
    int32_t drop = typeset_grid_drop(c->style, c->style->text[element].size);
    if (lines)
        typeset_flow_space(c, element);
    for (size_t i = 0; i < lines; i++) {
        typeset_flow_line(c, &c->para->lines[i], c->style->margin_left, drop);
        bool inside = i > 0 && (heading || i == 1 || i + 1 == lines);
        typeset_flow_may_break(c, c->count - 1, !inside && c->keep == 0);
        if (c->keep > 0 && !heading)
            c->keep--;
    }
    typeset_flow_pitch(c, element, c->count - lines);
    /* A paragraph shorter than the keep satisfies it, else one-line paragraphs chain headings. */
    if (lines)
        c->keep = heading ? HEADING_KEEP : 0;
}

int typeset_heading_level(const struct model_block *block)
{
    return block->level < 1 ? 1 : block->level > 4 ? 4 : block->level;
}

static void block_heading(struct composer *c, const struct model_block *block)
{
    int level = typeset_heading_level(block);
    enum style_element element = (enum style_element)(STYLE_HEADING_1 + level - 1);
    const char *text = model_text_flat(c->scratch, &block->text);
    const char *whole =
        arena_printf(c->pages->arena, "%s%s", block->label ? block->label : "", text);
    struct shape_source source = {.what = "标题", .file = block->file, .line = block->line};
    typeset_para_begin(c, element);
    typeset_shape(c->shaper, c->para, c->roles[element], whole, &source);
    block_fit(c, element, &source);
    size_t lines = c->para->line_count;
    /* A chain of headings stays together, however many. */
    int keep = c->keep;
    block_flow(c, element, true);
    if (lines) {
        struct flow_entry *first = &c->entries[c->count - lines];
        first->bookmark = whole;
        first->bookmark_level = level + (c->attachment != NULL);
        typeset_contents_mark(c, first);
    } else {
        c->keep = keep;
    }
}

void typeset_paragraph(struct composer *c, enum style_element element,
                       const struct model_text *text, const struct shape_source *source)
{
    typeset_para_begin(c, element);
    typeset_shape(c->shaper, c->para, c->roles[element], model_text_flat(c->scratch, text), source);
    struct fit_report report = block_fit(c, element, source);
    struct fit_shape shape = block_shape(c, element);
    block_flow(c, element, false);
    typeset_tight_add(c, &shape, &report,
                      typeset_grid_drop(c->style, c->style->text[element].size));
}

static void block_table(struct composer *c, const struct model_block *block)
{
    struct table_layout *layout = typeset_table(c, block);
    if (!layout)
        return;
    /* A wide table that begins an attachment has the attachment's title on its page. */
    bool turned = layout->landscape && typeset_attachment_turn(c);
    layout->landscape = layout->landscape && !turned;
    typeset_flow_space(c, STYLE_CAPTION);
    typeset_flow_add(c, FLOW_TABLE, 0)->table = layout;
    typeset_flow_may_break(c, c->count - 1, c->keep == 0);
    c->after = 0;
    c->keep = 0;
    if (turned)
        typeset_flow_sheet(c, c->portrait);
}

void typeset_salutation(struct composer *c)
{
    if (!c->model->salutation.count)
        return;
    struct shape_source source = {.what = "称谓"};
    typeset_paragraph(c, STYLE_SALUTATION, &c->model->salutation, &source);
    /* Who is addressed stays with what is said. */
    c->keep = HEADING_KEEP;
}

void typeset_block(struct composer *c, const struct model_block *block)
{
    struct shape_source source = {.what = "正文", .file = block->file, .line = block->line};
    switch (block->kind) {
    case MODEL_HEADING:
        block_heading(c, block);
        break;
    case MODEL_PARAGRAPH:
        typeset_paragraph(c, STYLE_BODY, &block->text, &source);
        break;
    case MODEL_TABLE:
        if (!block->table->detail) /* its rows are for sheets; a paragraph says so */
            block_table(c, block);
        break;
    case MODEL_PAGE_BREAK:
        typeset_flow_sheet(c, c->style);
        break;
    case MODEL_LANDSCAPE:
        if (!typeset_attachment_turn(c))
            typeset_flow_sheet(c, c->landscape);
        break;
    case MODEL_PORTRAIT:
        typeset_flow_sheet(c, c->portrait);
        break;
    case MODEL_CHART:
        typeset_chart(c, block);
        break;
    case MODEL_ATTACHMENT:
        typeset_attachment(c, block);
        break;
    }
}
