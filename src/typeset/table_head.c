/*
 * The head of a table as a grid of levels and columns. A cell of model_head takes its columns at its
 * level, a column's own title the lowest level; each also takes the levels above it that nothing
 * stands in. What the model leaves contradictory is resolved so that no two titles overlap: of heads
 * over one another the first keeps the place.
 */
#include <huibao/base.h>

#include "flow.h"
#include "table.h"

#define LEVELS_MAX 100 /* far fewer are refused for their height */
#define FREE UINT32_MAX

static uint32_t *head_at(const struct table_layout *layout, int level, size_t column)
{
    return &layout->head_grid[(size_t)level * layout->table->column_count + column];
}

/* Puts a title on the free places of a level. */
static void head_put(struct table_layout *layout, const char *title, int level, size_t first,
                     size_t end)
{
    while (first < end && *head_at(layout, level, first) != FREE)
        first++;
    size_t last = first;
    while (last < end && *head_at(layout, level, last) == FREE)
        *head_at(layout, level, last++) = (uint32_t)layout->head_count;
    if (last == first)
        return;
    layout->heads[layout->head_count++] = (struct table_head_cell){
        .title = title, .first = first, .end = last, .level = level, .end_level = level + 1};
}

/* The cell takes the level above it if nothing stands there over any of its columns. */
static bool head_rise(const struct table_layout *layout, struct table_head_cell *head)
{
    if (head->level == 0)
        return false;
    for (size_t i = head->first; i < head->end; i++)
        if (*head_at(layout, head->level - 1, i) != FREE)
            return false;
    head->level--;
    for (size_t i = head->first; i < head->end; i++)
        *head_at(layout, head->level, i) = *head_at(layout, head->level + 1, i);
    return true;
}

/* Places that nothing took are untitled cells of one column. */
static void head_fill(struct table_layout *layout)
{
    for (int level = 0; level < layout->levels; level++)
        for (size_t i = 0; i < layout->table->column_count; i++)
            if (*head_at(layout, level, i) == FREE)
                head_put(layout, NULL, level, i, i + 1);
}

void typeset_table_heads(struct composer *c, struct table_layout *layout)
{
    const struct model_table *table = layout->table;
    int above = table->head_count == 0 || table->head_levels < 0 ? 0 : table->head_levels;
    layout->levels = 1 + (above < LEVELS_MAX ? above : LEVELS_MAX);
    size_t places = (size_t)layout->levels * table->column_count;
    layout->head_grid = arena_array(c->scratch, places, sizeof *layout->head_grid);
    layout->heads = arena_array(c->scratch, places, sizeof *layout->heads);
    layout->level_heights =
        arena_array(c->scratch, (size_t)layout->levels, sizeof *layout->level_heights);
    for (size_t i = 0; i < places; i++)
        layout->head_grid[i] = FREE;
    for (size_t i = 0; i < table->head_count; i++) {
        const struct model_head *head = &table->heads[i];
        if (head->level < 0 || head->level >= layout->levels - 1 ||
            head->first >= table->column_count)
            continue;
        size_t rest = table->column_count - head->first;
        size_t count = head->count < rest ? head->count : rest;
        head_put(layout, head->title, head->level, head->first, head->first + count);
    }
    for (size_t i = 0; i < table->column_count; i++)
        head_put(layout, table->columns[i].title, layout->levels - 1, i, i + 1);
    for (size_t i = 0; i < layout->head_count; i++)
        while (head_rise(layout, &layout->heads[i]))
            continue;
    head_fill(layout);
}

const struct table_head_cell *typeset_table_head(const struct table_layout *layout, int level,
                                                 size_t column)
{
    return &layout->heads[*head_at(layout, level, column)];
}

/* ---- heights ---- */

static void head_raise_levels(struct table_layout *layout, const struct table_head_cell *head,
                              int32_t height)
{
    int32_t has = 0;
    for (int level = head->level; level < head->end_level; level++)
        has += layout->level_heights[level];
    int count = head->end_level - head->level;
    int32_t lacks = height - has;
    for (int level = head->level; lacks > 0 && level < head->end_level; level++) {
        int32_t part =
            level + 1 == head->end_level ? lacks - lacks / count * (count - 1) : lacks / count;
        layout->level_heights[level] += part;
    }
}

static int32_t head_needs(struct composer *c, const struct table_layout *layout,
                          const struct table_head_cell *head)
{
    struct table_slot slot = {.text = head->title,
                              .element = STYLE_TABLE_HEAD,
                              .width = typeset_table_inner(layout, head->first, head->end),
                              .column = SLOT_CENTER};
    typeset_table_cell(c, layout, &slot);
    return typeset_table_row_height(layout, STYLE_TABLE_HEAD, c->para->line_count);
}

void typeset_table_head_measure(struct composer *c, struct table_layout *layout)
{
    int32_t one = typeset_table_row_height(layout, STYLE_TABLE_HEAD, 1);
    for (int level = 0; level < layout->levels; level++)
        layout->level_heights[level] = one;
    /* Cells of one level first: what they give, those over several need not ask for. */
    for (int tall = 1; tall <= layout->levels; tall++)
        for (size_t i = 0; i < layout->head_count; i++) {
            const struct table_head_cell *head = &layout->heads[i];
            if (head->end_level - head->level == tall)
                head_raise_levels(layout, head, head_needs(c, layout, head));
        }
    if (layout->levels == 1)
        layout->level_heights[0] += layout->head_size / 4;
    layout->head_height = 0;
    for (int level = 0; level < layout->levels; level++)
        layout->head_height += layout->level_heights[level];
    layout->ids_height = 0;
    for (size_t i = 0; i < layout->table->column_count; i++)
        if (layout->table->columns[i].id)
            layout->ids_height = typeset_table_row_height(layout, STYLE_TABLE_CELL, 1);
}
