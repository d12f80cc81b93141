/*
 * 附件 (GB/T 9704-2012 7.3.7): on a new page, 附件 and its number at the top left of the 版心, the title
 * centred on the third line; numbered on with the document.
 */
#include "element.h"

#include <huibao/base.h>

void typeset_attachment(struct composer *c, const struct model_block *block)
{
    struct shape_source source = {.what = "附件标题", .file = block->file, .line = block->line};
    const char *label = block->label ? block->label : "";
    const char *title = model_text_flat(c->scratch, &block->text);
    typeset_flow_sheet(c, c->portrait);
    typeset_flow_space(c, STYLE_ATTACHMENT);
    int32_t drop = typeset_grid_drop(c->style, c->style->text[STYLE_ATTACHMENT].size);
    size_t first = c->count;
    if (*label) {
        struct row row = typeset_row(c, STYLE_ATTACHMENT, label, "附件");
        typeset_row_flow(c, &row, drop);
    }
    typeset_title_flow(c, STYLE_ATTACHMENT_TITLE, title, &source);
    if (c->count == first)
        return;
    c->entries[first].bookmark =
        arena_printf(c->pages->arena, "%s%s%s", label, *label && *title ? "　" : "", title);
    c->entries[first].bookmark_level = 1;
    c->attached = true;
}
