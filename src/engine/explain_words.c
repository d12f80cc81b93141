/* What the files of explaining look up: a word, a column, a kind of value, a block of the definition. */
#include "explain_names.h"

#include <string.h>

#include <huibao/define.h>
#include <huibao/frame.h>
#include <huibao/model.h>

bool explain_is_word(struct arena *arena, const char *name, const char *word)
{
    return name && name[0] &&
           strcmp(text_halfwidth(arena, text_trim(arena, name)),
                  text_halfwidth(arena, text_trim(arena, word))) == 0;
}

size_t explain_column_at(const struct frame_table *data, const char *name)
{
    size_t at = name ? 0 : data->column_count;
    while (at < data->column_count && strcmp(data->columns[at], name) != 0)
        at++;
    return at;
}

struct explain_kinds explain_kinds(struct arena *arena, const struct frame_table *data)
{
    return (struct explain_kinds){arena_array(arena, data->row_count + 1, sizeof(struct value)), 0,
                                  0};
}

size_t explain_kind_of(struct explain_kinds *kinds, struct value value)
{
    if (kinds->last < kinds->count && value_equal(kinds->items[kinds->last], value))
        return kinds->last;
    size_t at = 0;
    while (at < kinds->count && !value_equal(kinds->items[at], value))
        at++;
    if (at == kinds->count)
        kinds->items[kinds->count++] = value;
    kinds->last = at;
    return at;
}

const struct define_block *explain_block_at(const struct define_block *blocks,
                                            enum define_block_kind kind,
                                            const struct model_block *block)
{
    const struct define_block *found = NULL;
    for (; blocks && block->file && !found; blocks = blocks->next) {
        if (blocks->kind == kind && blocks->place.line == block->line && blocks->place.file &&
            strcmp(blocks->place.file, block->file) == 0)
            found = blocks;
        for (const struct define_branch *b = blocks->branches; b && !found; b = b->next)
            found = explain_block_at(b->blocks, kind, block);
    }
    return found;
}
