/* Building a model: its arena, its list of blocks, its texts and heading labels. */
#include <assert.h>

#include <huibao/base.h>
#include <huibao/model.h>

/* What model_new really allocates: the public part and the room left in the list of blocks. */
struct built {
    struct model model; /* first: a struct model * is a struct built * */
    size_t capacity, companion_capacity;
};

struct model *model_new(void)
{
    struct arena *arena = arena_new();
    struct built *built = arena_alloc(arena, sizeof *built);
    built->model.arena = arena;
    return &built->model;
}

void model_free(struct model *model)
{
    if (model)
        arena_free(model->arena);
}

struct model_block *model_add(struct model *model, enum model_block_kind kind)
{
    struct built *built = (struct built *)model;
    model->blocks = arena_grow(model->arena, model->blocks, model->block_count, &built->capacity,
                               sizeof *model->blocks);
    struct model_block *block = &model->blocks[model->block_count++];
    *block = (struct model_block){.kind = kind};
    return block;
}

struct model_block *model_add_companion(struct model *model, const struct model_table *table)
{
    struct built *built = (struct built *)model;
    model->companions = arena_grow(model->arena, model->companions, model->companion_count,
                                   &built->companion_capacity, sizeof *model->companions);
    struct model_block *block = &model->companions[model->companion_count++];
    *block = (struct model_block){.kind = MODEL_TABLE, .table = table};
    return block;
}

char *model_text_flat(struct arena *arena, const struct model_text *text)
{
    struct buf flat = {0};
    for (size_t i = 0; i < text->count; i++)
        buf_puts(&flat, text->spans[i].text);
    char *copy = arena_strndup(arena, flat.length ? flat.data : "", flat.length);
    buf_done(&flat);
    return copy;
}

struct model_text model_text_plain(struct arena *arena, const char *text)
{
    struct model_span *span = arena_alloc(arena, sizeof *span);
    span->text = arena_strdup(arena, text);
    span->value = value_null();
    return (struct model_text){.spans = span, .count = 1};
}

const char *model_heading_label(struct arena *arena, int level, int n)
{
    assert(level >= 1 && level <= 4 && n >= 1);
    switch (level) { /* GB/T 9704-2012 §7.3.3: 一、 （一） 1. （1） */
    case 1:
        return arena_printf(arena, "%s、", value_han_number(arena, n));
    case 2:
        return arena_printf(arena, "（%s）", value_han_number(arena, n));
    case 3:
        return arena_printf(arena, "%d.", n);
    default:
        return arena_printf(arena, "（%d）", n);
    }
}
