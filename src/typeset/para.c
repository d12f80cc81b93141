#include "para.h"

#include <huibao/base.h>

#include <string.h>

struct para *typeset_para_new(struct arena *arena)
{
    struct para *para = arena_alloc(arena, sizeof *para);
    para->arena = arena;
    return para;
}

void typeset_para_reset(struct para *para, int32_t size, int32_t zi, enum style_breaking breaking)
{
    para->size = size;
    para->zi = zi;
    para->color = 0;
    para->breaking = breaking;
    para->text_length = para->count = para->glyph_count = para->line_count = 0;
}

void *typeset_para_room(struct para *para, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count <= *capacity)
        return items;
    size_t wanted = count < 64 ? 64 : count + count / 2;
    void *larger = arena_array(para->arena, wanted, size);
    if (items)
        memcpy(larger, items, *capacity * size);
    *capacity = wanted;
    return larger;
}

static bool item_is_mark(const struct para_item *item)
{
    return typeset_class_blank_right(item->class) || item->class == CLASS_OPEN ||
           item->class == CLASS_SPACE || item->class == CLASS_DOT;
}

static void para_add_up(struct para *para)
{
    para->sums = typeset_para_room(para, para->sums, para->count + 1, &para->sum_capacity,
                                   sizeof *para->sums);
    struct para_sum sum = {0};
    para->sums[0] = sum;
    for (size_t i = 0; i < para->count; i++) {
        const struct para_item *item = &para->items[i];
        sum.width += item->box + item->gap;
        sum.solid += item_is_mark(item) ? 0 : item->box;
        if (item->shrink_class != SHRINK_NONE)
            sum.shrink[item->shrink_class] += item->shrink;
        if (item->stretch_class != STRETCH_NONE)
            sum.stretch[item->stretch_class] += item->stretch;
        sum.gaps += item->stretches;
        para->sums[i + 1] = sum;
    }
}

/* A line does not end in spaces, nor does a paragraph. */
static void para_trim(struct para *para)
{
    while (para->count && para->items[para->count - 1].class == CLASS_SPACE)
        para->count--;
}

void typeset_para_prepare(struct para *para)
{
    para_trim(para);
    typeset_break(para);
    typeset_break_numbers(para);
    typeset_gap(para);
    para_add_up(para);
}

void typeset_para_measure(struct para *para)
{
    para_trim(para);
    typeset_gap(para);
    para_add_up(para);
}
