/* What stands before the body: the title (GB/T 9704-2012 7.3.1). */
#include <huibao/base.h>

#include "flow.h"

int32_t typeset_title_drop(const struct style *style, int32_t size)
{
    return (int32_t)((int64_t)(size - style->em) * style->first_baseline / style->em);
}

struct flow_entry *typeset_title_flow(struct composer *c, enum style_element element,
                                      const char *text, const struct shape_source *source)
{
    const struct style *style = c->style;
    int32_t size = style->text[element].size;
    typeset_para_begin(c, element);
    typeset_shape(c->shaper, c->para, c->roles[element], text, source);
    typeset_para_prepare(c->para);
    typeset_title_fit(c->para, style->text_width);
    if (c->para->line_count == 0)
        return NULL;
    typeset_flow_space(c, element);
    int32_t drop = typeset_title_drop(style, size);
    size_t first = c->count;
    for (size_t i = 0; i < c->para->line_count; i++)
        typeset_flow_line(c, &c->para->lines[i], style->margin_left, drop)->may_break = false;
    typeset_flow_pitch(c, element, first);
    c->keep = TITLE_KEEP;
    return &c->entries[first];
}

void typeset_title(struct composer *c)
{
    struct shape_source source = {.what = "文件标题"};
    typeset_title_flow(c, STYLE_TITLE, model_text_flat(c->scratch, &c->model->title), &source);
    c->keep = TITLE_KEEP;
}
