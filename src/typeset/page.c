/*
 * Pagination: the flow, cut into pages of the grid. A page takes what fits and then gives back down
 * to the last place where it may end (孤行, headings with what follows, the signature with the
 * body). One that would end far too early is filled a few times more (effort.c). Each page has the style of its sheet:
 * c->style is the page's while it is filled and painted.
 */
#include <huibao/base.h>

#include "contents.h"
#include "paginator.h"
#include "typeset_diags.h"

void typeset_page_put(struct composer *c, size_t page, const struct page_item *items, size_t count,
                      int32_t down)
{
    for (size_t i = 0; i < count; i++) {
        struct page_item *item = page_add(c->pages, &c->pages->pages[page], items[i].kind);
        *item = items[i];
        page_item_move(c->pages->arena, item, 0, down);
    }
}

static void paginator_place(struct paginator *p, const struct placed *placed)
{
    if (p->count == p->capacity)
        p->placed = arena_grow(p->c->scratch, p->placed, p->count, &p->capacity, sizeof *p->placed);
    p->placed[p->count++] = *placed;
}

static void page_paint_entry(struct composer *c, const struct placed *placed, size_t page)
{
    const struct flow_entry *entry = &c->entries[placed->entry];
    const struct flow_figure *figure = placed->figure;
    int32_t baseline = style_line_baseline(c->style, placed->line);
    int32_t top = baseline - c->style->first_baseline;
    switch (entry->kind) {
    case FLOW_TABLE:
        typeset_table_paint(c, entry->table, &placed->fragment, page);
        break;
    case FLOW_LINE:
        typeset_page_put(c, page, entry->items, entry->item_count, baseline + entry->drop);
        break;
    case FLOW_FIGURE:
        typeset_page_put(c, page, figure->items, figure->item_count, top);
        break;
    case FLOW_FOOT:
        typeset_page_put(c, page, entry->figures->items, entry->figures->item_count,
                         c->style->margin_top + c->style->text_height);
        break;
    case FLOW_BLANK:
    case FLOW_SHEET:
        break;
    }
    if (entry->bookmark)
        pages_bookmark(c->pages, entry->bookmark_level, entry->bookmark, page, top);
    if (entry->listed || entry->names)
        typeset_contents_painted(c, entry, page, top);
}

static bool placed_is_wide(const struct paginator *p, size_t i)
{
    const struct flow_entry *entry = &p->c->entries[p->placed[i].entry];
    return entry->kind == FLOW_TABLE && entry->table->landscape;
}

/* The next page: its number is known, so is its sheet. */
static void paginator_open(struct paginator *p)
{
    p->trial = (struct trial){.entry = p->entry, .table_from = p->table_from};
    typeset_page_clear(p);
}

/* A new page of c->style; false: there may be no more. */
static bool paginator_add(struct paginator *p, size_t *ret_page)
{
    struct composer *c = p->c;
    p->full = c->pages->count >= c->world->max_pages;
    if (p->full)
        return false;
    *ret_page = c->pages->count;
    pages_add(c->pages, c->style->paper_width, c->style->paper_height);
    return true;
}

/* The landscape pages of a wide table. */
static void paginator_paint_wide(struct paginator *p, const struct table_layout *layout)
{
    struct table_fragment fragment = {0};
    size_t page = 0;
    p->c->style = layout->style;
    do {
        if (!paginator_add(p, &page) || !typeset_table_fit(layout, fragment.end, 0, &fragment))
            return;
        typeset_table_paint(p->c, layout, &fragment, page);
        typeset_page_number(p->c, page);
        typeset_stamp(p->c, page);
    } while (fragment.end < layout->piece_count);
}

/* Closes the current page; the wide tables that its text has come to follow it. */
static void paginator_paint(struct paginator *p)
{
    struct composer *c = p->c;
    size_t page = 0;
    if (!paginator_add(p, &page))
        return;
    for (size_t i = 0; i < p->count; i++)
        if (!placed_is_wide(p, i))
            page_paint_entry(c, &p->placed[i], page);
    typeset_page_number(c, page);
    typeset_stamp(c, page);
    for (size_t i = 0; i < p->count && !p->full; i++)
        if (placed_is_wide(p, i))
            paginator_paint_wide(p, c->entries[p->placed[i].entry].table);
    paginator_open(p);
}

static bool placed_is_start(const struct paginator *p, size_t i)
{
    const struct placed *placed = &p->placed[i];
    return p->c->entries[placed->entry].kind != FLOW_TABLE || placed->fragment.first == 0;
}

/* Ends the page at the last allowed place before the entry that does not fit. */
static void paginator_break(struct paginator *p)
{
    const struct flow_entry *entries = p->c->entries;
    size_t full = p->entry;
    size_t count = p->count;
    if (p->table_from == 0 && !entries[p->entry].may_break) {
        size_t i = p->count;
        size_t least = p->wide > 1 ? p->wide : 1;
        while (i > least &&
               !(entries[p->placed[i - 1].entry].may_break && placed_is_start(p, i - 1)))
            i--;
        if (i > least)
            count = i - 1;
    }
    if (typeset_page_again(p, count, full))
        return;
    if (count < p->count)
        p->entry = p->placed[count].entry;
    p->count = count;
    paginator_paint(p);
}

/* On landscape pages that follow the page being filled, or at once where none is begun. */
static void paginator_step_wide(struct paginator *p)
{
    const struct table_layout *layout = p->c->entries[p->entry].table;
    size_t entry = p->entry++;
    if (p->count == 0) {
        paginator_paint_wide(p, layout);
        paginator_open(p);
    } else {
        paginator_place(p, &(struct placed){.entry = entry, .line = p->line});
        p->wide = p->count;
    }
}

static void paginator_step_table(struct paginator *p)
{
    struct table_layout *layout = p->c->entries[p->entry].table;
    struct placed placed = {.entry = p->entry, .line = p->line};
    if (layout->landscape) {
        paginator_step_wide(p);
        return;
    }
    layout->style = p->c->style; /* a letter's first page has lines of its own */
    if (!typeset_table_fit(layout, p->table_from, p->line, &placed.fragment)) {
        paginator_break(p);
        return;
    }
    paginator_place(p, &placed);
    p->line = placed.fragment.line_end;
    if (placed.fragment.end == layout->piece_count) {
        p->table_from = 0;
        p->entry++;
        return;
    }
    p->table_from = placed.fragment.end;
    paginator_paint(p);
}

/* As high as there is room for; a little lower rather than on the next page; rather on that than
   leave this one unfilled. */
static void paginator_step_figure(struct paginator *p)
{
    const struct flow_entry *entry = &p->c->entries[p->entry];
    int room = p->c->style->lines_per_page - p->line;
    for (size_t i = 0; i < entry->figure_count; i++) {
        const struct flow_figure *figure = &entry->figures[i];
        if (figure->rows > room && (p->line > 0 || i + 1 < entry->figure_count))
            continue;
        struct placed placed = {.entry = p->entry, .line = p->line, .figure = figure};
        paginator_place(p, &placed);
        p->line += figure->rows;
        p->entry++;
        return;
    }
    bool later = p->line > 0 && typeset_flow_defer(p->c, p->entry, room);
    if (!later)
        paginator_break(p);
}

/* An empty page is not turned over: breaks in a row make one, and no blank page. */
static void paginator_step_sheet(struct paginator *p)
{
    p->sheet = p->c->entries[p->entry++].sheet;
    if (p->count)
        paginator_paint(p);
    else
        paginator_open(p);
}

/* At the foot of the page that has room for it, below a blank line, or of one of its own. */
static void paginator_step_foot(struct paginator *p)
{
    const struct flow_entry *entry = &p->c->entries[p->entry];
    bool upright = p->c->style != p->c->landscape;
    int room = p->c->style->lines_per_page - p->line - (p->line > 0);
    bool moves = p->count && (!upright || entry->figures->rows > room);
    if (moves && upright && typeset_page_again(p, p->count, p->entry))
        return;
    p->sheet = p->c->portrait;
    if (moves)
        paginator_paint(p);
    else if (!upright)
        paginator_open(p);
    paginator_place(p, &(struct placed){.entry = p->entry});
    p->line = p->c->style->lines_per_page;
    p->entry++;
}

static void paginator_step_lines(struct paginator *p)
{
    const struct flow_entry *entry = &p->c->entries[p->entry];
    bool dropped = entry->kind == FLOW_BLANK && p->line == 0;
    if (dropped) {
        p->entry++;
        return;
    }
    int need = entry->need > entry->rows ? entry->need : entry->rows;
    if (p->line + need > p->c->style->lines_per_page) {
        paginator_break(p);
        return;
    }
    struct placed placed = {.entry = p->entry, .line = p->line};
    paginator_place(p, &placed);
    p->line += entry->rows;
    p->entry++;
}

/* Text flows on past a wide table, but other tables and figures, the end of the body and the
   document's do not come before it. */
static bool paginator_waits(const struct paginator *p)
{
    const struct flow_entry *entry = &p->c->entries[p->entry];
    if (p->wide == 0)
        return false;
    bool other = entry->kind == FLOW_TABLE ? !entry->table->landscape : entry->kind == FLOW_FIGURE;
    return other || entry->after_all || entry->kind == FLOW_FOOT;
}

static void paginator_step(struct paginator *p)
{
    if (paginator_waits(p)) {
        paginator_break(p);
        return;
    }
    switch (p->c->entries[p->entry].kind) {
    case FLOW_TABLE:
        paginator_step_table(p);
        break;
    case FLOW_FIGURE:
        paginator_step_figure(p);
        break;
    case FLOW_FOOT:
        paginator_step_foot(p);
        break;
    case FLOW_SHEET:
        paginator_step_sheet(p);
        break;
    case FLOW_BLANK:
    case FLOW_LINE:
        paginator_step_lines(p);
        break;
    }
}

void typeset_paginate(struct composer *c)
{
    struct paginator p = {.c = c, .sheet = c->portrait, .dense = *c->portrait};
    p.dense.lines_per_page++;
    paginator_open(&p);
    while (p.entry < c->count && !p.full)
        paginator_step(&p);
    if (!p.full && (p.count || c->pages->count == 0))
        paginator_paint(&p);
    if (p.full) {
        char *limit = arena_printf(c->scratch, "%zu", c->world->max_pages);
        diag_add(c->diags, &TYP007, &PLACE_NONE, DIAG_ARGS(limit));
        diag_hint(c->diags, "减少表格的行数，或者把报表分成几份");
    }
}
