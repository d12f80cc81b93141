/*
 * 附件 (GB/T 9704-2012 7.3.7): on a new page, 附件 and its number at the top left of the 版心, the title
 * centred on the third line; numbered on with the document.
 */
#include "contents.h"
#include "element.h"

#include <huibao/base.h>

static void attachment_head(struct composer *c, const struct style *sheet)
{
    const struct model_block *block = c->attachment;
    struct shape_source source = {.what = "附件标题", .file = block->file, .line = block->line};
    const char *label = block->label ? block->label : "";
    const char *title = model_text_flat(c->scratch, &block->text);
    typeset_flow_sheet(c, sheet);
    int32_t drop = typeset_grid_drop(c->style, c->style->text[STYLE_ATTACHMENT].size);
    size_t first = c->count;
    if (*label) {
        struct row row = typeset_row(c, STYLE_ATTACHMENT, label, "附件");
        typeset_row_flow(c, &row, drop);
        c->after = c->style->text[STYLE_ATTACHMENT].lines_after;
    }
    typeset_title_flow(c, STYLE_ATTACHMENT_TITLE, title, &source);
    c->head_end = c->count;
    if (c->count == first)
        return;
    c->entries[first].bookmark =
        arena_printf(c->pages->arena, "%s%s%s", label, *label && *title ? "　" : "", title);
    c->entries[first].bookmark_level = 1;
}

void typeset_attachment(struct composer *c, const struct model_block *block)
{
    c->attachment = block;
    c->head_first = c->count;
    attachment_head(c, c->portrait);
    if (c->head_end > c->head_first + 1)
        typeset_contents_mark(c, &c->entries[c->head_first + 1]);
}

bool typeset_attachment_turn(struct composer *c)
{
    if (!c->attachment || c->count != c->head_end || c->style == c->landscape)
        return false;
    int names = c->count > c->head_first + 1 ? c->entries[c->head_first + 1].names : 0;
    c->count = c->head_first;
    attachment_head(c, c->landscape);
    if (names)
        c->entries[c->head_first + 1].names = names;
    return true;
}
