/*
 * 附件说明 (GB/T 9704-2012 7.3.4): two squares in, 附件：, arabic numbers when there are several, names
 * without a final mark, wrapped lines under the name's first character.
 */
#include "element.h"

#include <string.h>

#include <huibao/base.h>

#define TOGETHER 8 /* lines of a list that is not broken at all */

/* The name without the marks that it does not end with. */
static const char *enclosure_name(struct composer *c, const char *name)
{
    static const char *const marks[] = {"。", "；", "，", "、", ";", ",", " ", "　"};
    size_t length = strlen(name);
    for (size_t i = 0; i < BASE_COUNT(marks); i++) {
        size_t bytes = strlen(marks[i]);
        if (length > bytes && memcmp(name + length - bytes, marks[i], bytes) == 0) {
            length -= bytes;
            i = SIZE_MAX; /* from the first again */
        }
    }
    return arena_strndup(c->scratch, name, length);
}

/* Width of a number with its point, and the glue to a name. */
static int32_t number_offset(struct composer *c, const struct hung *hung, size_t number)
{
    struct hung one = *hung;
    one.label = arena_printf(c->scratch, "%zu.", number);
    return typeset_hung_offset(c, &one);
}

/* How far from the label's left edge a number of one digit begins. */
static int32_t numbers_left(struct composer *c, const struct hung *hung)
{
    struct hung first = *hung;
    first.label = "附件：1.";
    return typeset_hung_offset(c, &first) - number_offset(c, hung, 1);
}

static void enclosures_flow(struct composer *c, const struct hung *list)
{
    const struct model *model = c->model;
    int32_t numbers = list->left + numbers_left(c, list);
    int32_t widest = number_offset(c, list, model->enclosure_count);
    struct row lead = typeset_row(c, STYLE_ENCLOSURES, list->label, list->what);
    typeset_row_move(c, &lead, list->left);
    for (size_t i = 0; i < model->enclosure_count; i++) {
        struct hung item = *list;
        item.label = arena_printf(c->scratch, "%zu.", i + 1);
        item.text = enclosure_name(c, model->enclosures[i]);
        /* Points one below the other when some numbers have more digits. */
        item.offset = number_offset(c, list, i + 1);
        item.left = numbers + widest - item.offset;
        item.lead = i == 0 ? &lead : NULL;
        item.follows = i > 0;
        typeset_hung_flow(c, &item);
    }
}

void typeset_enclosures(struct composer *c)
{
    const struct model *model = c->model;
    const struct style_text *text = &c->style->text[STYLE_ENCLOSURES];
    struct hung list = {.label_element = STYLE_ENCLOSURES,
                        .element = STYLE_ENCLOSURES,
                        .label = "附件：",
                        .left = text->indent_zi * c->style->pitch_x,
                        .right = c->style->text_width,
                        .what = "附件说明"};
    size_t first = c->count;
    if (model->enclosure_count == 1) {
        list.text = enclosure_name(c, model->enclosures[0]);
        typeset_hung_flow(c, &list);
    } else if (model->enclosure_count > 1) {
        enclosures_flow(c, &list);
    }
    bool together = typeset_flow_rows(c, first) <= TOGETHER;
    for (size_t i = first; together && i < c->count; i++)
        c->entries[i].may_break = false;
}
