/* 出席, 请假 and 列席 of minutes (GB/T 9704-2012 10.3), below the body. */
#include "element.h"

#include <huibao/base.h>

void typeset_attendance(struct composer *c)
{
    for (size_t i = 0; i < c->model->attendance_count; i++) {
        const struct model_pair *pair = &c->model->attendance[i];
        struct hung hung = {
            .label_element = STYLE_ATTENDANCE_LABEL,
            .element = STYLE_ATTENDANCE,
            .label = arena_printf(c->scratch, "%s：", pair->label),
            .text = pair->value ? pair->value : "",
            .left = c->style->text[STYLE_ATTENDANCE_LABEL].indent_zi * c->style->pitch_x,
            .right = c->style->text_width,
            .follows = i > 0,
            .names = true,
            .what = "出席人员",
        };
        typeset_hung_flow(c, &hung);
    }
}
