/* The flow's entries, and the blank lines between elements. */
#include "flow.h"

#include <string.h>

#include <huibao/base.h>

struct flow_entry *typeset_flow_add(struct composer *c, enum flow_kind kind, int rows)
{
    if (c->count == c->capacity)
        c->entries = arena_grow(c->scratch, c->entries, c->count, &c->capacity, sizeof *c->entries);
    struct flow_entry *entry = &c->entries[c->count++];
    *entry = (struct flow_entry){.kind = kind, .rows = rows, .may_break = true};
    return entry;
}

struct flow_entry *typeset_flow_line(struct composer *c, const struct para_line *line, int32_t left,
                                     int32_t drop)
{
    struct flow_entry *entry = typeset_flow_add(c, FLOW_LINE, 1);
    const struct page_item *runs =
        typeset_line_runs(c->para, line, left, c->pages->arena, &entry->item_count);
    entry->items = arena_array(c->scratch, entry->item_count, sizeof *entry->items);
    if (entry->item_count)
        memcpy(entry->items, runs, entry->item_count * sizeof *runs);
    entry->drop = drop;
    return entry;
}

void typeset_flow_space(struct composer *c, enum style_element element)
{
    int before = c->style->text[element].lines_before;
    int rows = c->after > before ? c->after : before;
    if (rows > 0 && c->count > 0)
        typeset_flow_add(c, FLOW_BLANK, rows);
    c->after = c->style->text[element].lines_after;
}

void typeset_flow_may_break(struct composer *c, size_t first, bool may_break)
{
    c->entries[first].may_break = may_break;
    if (first > 0 && c->entries[first - 1].kind == FLOW_BLANK)
        c->entries[first - 1].may_break = may_break;
}

void typeset_flow_pitch(struct composer *c, enum style_element element, size_t first)
{
    int32_t pitch = c->style->text[element].line_pitch;
    int32_t grid = typeset_grid_pitch(c->style);
    if (!pitch || pitch == grid)
        return;
    for (size_t i = first; i < c->count; i++) {
        struct flow_entry *line = &c->entries[i];
        int64_t y = (int64_t)(i - first) * pitch;
        int32_t below = (int32_t)(y % grid);
        bool last = i + 1 == c->count;
        line->need = below > 0 ? 2 : 1;
        line->rows = last ? line->need : (int)((y + pitch) / grid - y / grid);
        line->drop += below;
    }
}

void typeset_flow_sheet(struct composer *c, const struct style *sheet)
{
    typeset_flow_add(c, FLOW_SHEET, 0)->sheet = sheet;
    c->style = sheet;
    c->keep = 0;
    c->after = 0;
}

/* How many of the lines behind `entry` may go before it. */
static size_t flow_lines_behind(const struct composer *c, size_t entry, int room)
{
    size_t lines = 0;
    for (size_t i = entry + 1; i <= entry + (size_t)room && i < c->count; i++) {
        const struct flow_entry *line = &c->entries[i];
        if (line->kind != FLOW_LINE || line->bookmark || line->tail || line->after_all)
            break;
        if (i + 1 == c->count || c->entries[i + 1].may_break)
            lines = i - entry;
    }
    return lines;
}

bool typeset_flow_defer(struct composer *c, size_t entry, int room)
{
    struct flow_entry moved = c->entries[entry];
    bool may = moved.may_break && entry + 1 < c->count && c->entries[entry + 1].may_break;
    size_t lines = may && room > 0 ? flow_lines_behind(c, entry, room) : 0;
    if (lines == 0)
        return false;
    memmove(&c->entries[entry], &c->entries[entry + 1], lines * sizeof moved);
    c->entries[entry + lines] = moved;
    typeset_tight_forget(c, entry + lines);
    return true;
}

int typeset_flow_rows(const struct composer *c, size_t first)
{
    int rows = 0;
    for (size_t i = first; i < c->count; i++)
        rows += c->entries[i].rows;
    return rows;
}

void typeset_para_begin(struct composer *c, enum style_element element)
{
    const struct style_text *text = &c->style->text[element];
    typeset_para_reset(c->para, text->size, typeset_grid_zi(c->style, text->size),
                       c->style->breaking);
    c->para->color = text->color;
}
