/* Rows of finished runs, and texts that hang on a label. */
#include "element.h"

#include <string.h>

#include <huibao/base.h>

struct row typeset_row_of_line(struct composer *c, const struct para_line *line, int32_t left)
{
    struct row row = {.left = left + line->indent, .width = line->width};
    const struct page_item *runs =
        typeset_line_runs(c->para, line, c->style->margin_left + left, c->pages->arena, &row.count);
    row.items = arena_array(c->scratch, row.count, sizeof *row.items);
    if (row.count)
        memcpy(row.items, runs, row.count * sizeof *runs);
    return row;
}

static void row_shape(struct composer *c, enum style_element element, const char *text,
                      const char *what)
{
    struct shape_source source = {.what = what};
    typeset_para_begin(c, element);
    typeset_shape(c->shaper, c->para, c->roles[element], text, &source);
    typeset_para_prepare(c->para);
}

struct row typeset_row(struct composer *c, enum style_element element, const char *text,
                       const char *what)
{
    row_shape(c, element, text, what);
    if (c->para->count == 0)
        return (struct row){0};
    int32_t width = typeset_fit_natural(c->para, 0, c->para->count);
    struct para_line line = {
        .end = c->para->count, .natural = width, .width = width, .measure = width};
    return typeset_row_of_line(c, &line, 0);
}

void typeset_row_move(struct composer *c, struct row *row, int32_t dx)
{
    for (size_t i = 0; i < row->count; i++)
        page_item_move(c->pages->arena, &row->items[i], dx, 0);
    row->left += dx;
}

struct row typeset_row_join(struct composer *c, const struct row *first, const struct row *second)
{
    struct row row = {.left = first->left, .count = first->count + second->count};
    row.width = second->left + second->width - first->left;
    row.items = arena_array(c->scratch, row.count, sizeof *row.items);
    for (size_t i = 0; i < row.count; i++)
        row.items[i] = i < first->count ? first->items[i] : second->items[i - first->count];
    /* Whoever extracts the text finds no space between the two. */
    const struct page_run *next = second->count ? &second->items[0].run : NULL;
    if (first->count && next && next->glyph_count)
        row.items[first->count - 1].run.end = next->glyphs[0].x;
    return row;
}

struct flow_entry *typeset_row_flow(struct composer *c, const struct row *row, int32_t drop)
{
    struct flow_entry *entry = typeset_flow_add(c, FLOW_LINE, 1);
    entry->items = row->items;
    entry->item_count = row->count;
    entry->drop = drop;
    return entry;
}

/* How far `text` would stand from the label's left edge if it followed it in a line. */
static int32_t hung_distance(struct composer *c, const struct hung *hung, const char *text)
{
    struct shape_source source = {.what = hung->what};
    typeset_para_begin(c, hung->label_element);
    typeset_shape(c->shaper, c->para, c->roles[hung->label_element], hung->label, &source);
    size_t label = c->para->count;
    typeset_shape(c->shaper, c->para, c->roles[hung->element], text, &source);
    typeset_para_prepare(c->para);
    return (int32_t)c->para->sums[label].width;
}

int32_t typeset_hung_offset(struct composer *c, const struct hung *hung)
{
    /* The same for all items of a list: what stands before a Han character. */
    return hung_distance(c, hung, "国");
}

/* An opening mark keeps its blank half beside the label, unlike at a line's start. */
static int32_t hung_blank(struct composer *c, const struct hung *hung)
{
    const char *next = hung->text;
    uint32_t codepoint = 0;
    if (!text_next(&next, hung->text + strlen(hung->text), &codepoint))
        return 0;
    char *first = arena_strndup(c->scratch, hung->text, (size_t)(next - hung->text));
    return hung_distance(c, hung, first) - typeset_hung_offset(c, hung);
}

/* Items of a name that stays whole; a unit with the name of its people may be longer, and is parted. */
#define NAME_MOST 14

static bool ends_name(const struct para *para, size_t k)
{
    return k + 1 >= para->count || para->items[k].class == CLASS_COMMA ||
           para->items[k].class == CLASS_STOP || para->items[k].class == CLASS_SPACE;
}

/* No line ends within a name (张|某某), unless it is a longer one. */
static void keep_names(struct para *para)
{
    size_t first = 0;
    for (size_t k = 0; k < para->count; k++) {
        if (!ends_name(para, k))
            continue;
        for (size_t i = first; i < k && k - first <= NAME_MOST; i++)
            if (para->items[i].penalty < PENALTY_RELAX)
                para->items[i].penalty = PENALTY_RELAX - 1; /* nothing to note when it must be */
        first = k + 1;
    }
}

#define OPEN_MOST 60 /* per mille of an em: lines of a list are rather short than loose */

/* The lines of c->para within a measure that begins at `left`; one empty row if there are none. */
static struct row *hung_fit(struct composer *c, const struct hung *hung, int32_t left,
                            int32_t indent, size_t *ret_count)
{
    struct fit_shape shape = {
        .measure = hung->right - left,
        .indent = indent,
        .justify = c->style->text[hung->element].align == STYLE_JUSTIFY && !hung->names,
        .min_last = c->style->min_last_line_zi * c->para->zi,
        .open_most = OPEN_MOST,
    };
    struct fit_report report;
    if (hung->names)
        keep_names(c->para);
    typeset_fit(c->para, &shape, &report);
    typeset_note_fit(c, &report, NULL, 0);
    *ret_count = c->para->line_count ? c->para->line_count : 1;
    struct row *rows = arena_array(c->scratch, *ret_count, sizeof *rows);
    for (size_t i = 0; i < c->para->line_count; i++)
        rows[i] = typeset_row_of_line(c, &c->para->lines[i], left);
    return rows;
}

/* A label that leaves no room beside it begins the text instead. */
static struct row *hung_run_on(struct composer *c, const struct hung *hung, size_t *ret_count)
{
    struct shape_source source = {.what = hung->what};
    typeset_para_begin(c, hung->element);
    typeset_shape(c->shaper, c->para, c->roles[hung->label_element], hung->label, &source);
    typeset_shape(c->shaper, c->para, c->roles[hung->element], hung->text, &source);
    typeset_para_prepare(c->para);
    return hung_fit(c, hung, hung->left, 0, ret_count);
}

struct row *typeset_hung_rows(struct composer *c, const struct hung *hung, size_t *ret_count)
{
    int32_t offset = hung->offset ? hung->offset : typeset_hung_offset(c, hung);
    if (offset > (hung->right - hung->left) * 2 / 3)
        return hung_run_on(c, hung, ret_count);
    int32_t blank = hung_blank(c, hung);
    struct row label = typeset_row(c, hung->label_element, hung->label, hung->what);
    typeset_row_move(c, &label, hung->left);
    row_shape(c, hung->element, hung->text, hung->what);
    struct row *rows = hung_fit(c, hung, hung->left + offset, blank > 0 ? blank : 0, ret_count);
    rows[0] = rows[0].count ? typeset_row_join(c, &label, &rows[0]) : label;
    if (hung->lead)
        rows[0] = typeset_row_join(c, hung->lead, &rows[0]);
    return rows;
}

size_t typeset_hung_flow(struct composer *c, const struct hung *hung)
{
    size_t count = 0;
    const struct row *rows = typeset_hung_rows(c, hung, &count);
    int32_t drop = typeset_grid_drop(c->style, c->style->text[hung->element].size);
    if (!hung->follows)
        typeset_flow_space(c, hung->label_element);
    size_t first = c->count;
    for (size_t i = 0; i < count; i++) {
        typeset_row_flow(c, &rows[i], drop);
        bool inside = i > 0 && (i == 1 || i + 1 == count);
        typeset_flow_may_break(c, c->count - 1, !inside && c->keep == 0);
        c->keep = c->keep > 0 ? c->keep - 1 : 0;
    }
    typeset_flow_pitch(c, hung->element, first);
    c->keep = 0;
    return first;
}
