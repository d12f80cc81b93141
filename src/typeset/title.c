/*
 * Titles: centred lines that end where a phrase or a word does, never inside 《》 or a number.
 * GB/T 9704-2012 7.3.1: 回行时词意完整，排列对称，长短适宜，使用梯形或菱形，不应使用上下长短一样的
 * 长方形和上下长中间短的沙漏形. Few places and few lines, so all ways are compared: dynamic programming
 * over the last line set (from place to place) and whether the lines have been getting shorter.
 */
#include <string.h>

#include <huibao/base.h>

#include "bonds.h"
#include "flow.h"

#define TITLE_LINES_MAX 6 /* beyond, the paragraph's own fit does */

/* Costs in hundredths of a squared em: a line 3 em off the mean costs 900. */
#define COST_IN_QUOTES 3000
#define COST_IN_BOOK 40000
#define COST_NUMBER 40000
#define COST_RECTANGLE 3000 /* two lines of one length, in a title of two lines */
#define COST_EQUAL 500      /* likewise in a longer one */
#define COST_HOURGLASS 4000
#define COST_MORE_LINES 2500
#define SHAPED_ZI 6 /* shorter lines, as in the heads of a table, may be equal */

static const int32_t bond_costs[BOND_COUNT] = {
    [BOND_NAME] = 300,   [BOND_WORD] = 1200,     [BOND_HEAD] = 2000,   [BOND_COMPOUND] = 4000,
    [BOND_AFFIX] = 5000, [BOND_PARTICLE] = 6000, [BOND_INSIDE] = 9000,
};

struct title_place { /* where a line may end: before this item */
    size_t item;
    int32_t cost;
};

struct title_node {
    int64_t cost;      /* of the lines up to here; INT64_MAX: no way */
    uint16_t back;     /* places in the line before this one; 0: this is the first */
    uint8_t shrinking; /* whether that line's own node was the shrinking one */
};

struct title {
    struct para *para;
    int32_t measure;
    int64_t mean; /* wished width of a line */
    size_t lines;
    struct title_place *places;
    size_t count;
    size_t window; /* places that fit in a line, at most */
    /* [line][place at its end][places back to its beginning − 1][shrinking] */
    struct title_node *nodes;
};

static int64_t place_cost(const struct para *para, size_t k, int books, int quotes)
{
    int64_t cost = bond_costs[para->bonds[k]];
    if (para->items[k - 1].penalty >= PENALTY_RELAX)
        cost += COST_NUMBER;
    return cost + (books > 0 ? COST_IN_BOOK : 0) + (quotes > 0 ? COST_IN_QUOTES : 0);
}

static void title_find_places(struct title *title)
{
    struct para *para = title->para;
    int books = 0;
    int quotes = 0;
    para->title_places = typeset_para_room(para, para->title_places, para->count + 1,
                                           &para->title_place_capacity, sizeof *para->title_places);
    title->places = para->title_places;
    title->places[title->count++] = (struct title_place){0};
    for (size_t k = 0; k < para->count; k++) {
        const struct para_item *item = &para->items[k];
        if (k > 0 && para->items[k - 1].penalty < PENALTY_EMERGENCY)
            title->places[title->count++] =
                (struct title_place){k, (int32_t)place_cost(para, k, books, quotes)};
        books += (item->codepoint == 0x300A) - (item->codepoint == 0x300B);
        quotes += item->class == CLASS_OPEN && item->codepoint != 0x300A;
        quotes -= item->class == CLASS_CLOSE && item->codepoint != 0x300B;
    }
    title->places[title->count++] = (struct title_place){para->count, 0};
}

static int32_t title_width(const struct title *title, size_t first, size_t end)
{
    return typeset_fit_natural(title->para, title->places[first].item, title->places[end].item);
}

static void title_find_window(struct title *title)
{
    size_t first = 0;
    for (size_t end = 1; end < title->count; end++) {
        while (first < end && title_width(title, first, end) > title->measure)
            first++;
        if (end - first > title->window)
            title->window = end - first;
    }
}

static struct title_node *title_node(const struct title *title, size_t line, size_t end,
                                     size_t back, bool shrinking)
{
    return &title->nodes[(((line - 1) * title->count + end) * title->window + back - 1) * 2 +
                         shrinking];
}

/* What the shape of two neighbouring lines costs. */
static int64_t title_shape_cost(const struct title *title, int32_t before, int32_t width,
                                bool shrinking)
{
    int32_t em = title->para->size;
    if (shrinking && width > before + em / 2)
        return COST_HOURGLASS;
    if (title->mean < (int64_t)SHAPED_ZI * em || width >= before + em || width <= before - em)
        return 0;
    return title->lines == 2 ? COST_RECTANGLE : COST_EQUAL;
}

static int64_t title_line_cost(const struct title *title, int32_t width, size_t end)
{
    int64_t off = (width - title->mean) * 100 / title->para->size; /* hundredths of an em */
    return off * off / 100 + title->places[end].cost;
}

/* Adds a line of `next` places to a way that ends at `end` with a line of `back` places. */
static void title_extend(const struct title *title, size_t line, size_t end, size_t back)
{
    int32_t before = title_width(title, end - back, end);
    for (size_t next = 1; next <= title->window && end + next < title->count; next++) {
        int32_t width = title_width(title, end, end + next);
        if (width > title->measure)
            break;
        int64_t line_cost = title_line_cost(title, width, end + next);
        for (int shrinking = 0; shrinking < 2; shrinking++) {
            const struct title_node *from = title_node(title, line, end, back, shrinking);
            if (from->cost == INT64_MAX)
                continue;
            bool longer = width > before + title->para->size / 2;
            bool shorter = width < before - title->para->size / 2;
            int64_t cost =
                from->cost + line_cost + title_shape_cost(title, before, width, shrinking);
            struct title_node *to =
                title_node(title, line + 1, end + next, next, shorter || (shrinking && !longer));
            if (cost < to->cost)
                *to = (struct title_node){cost, (uint16_t)back, (uint8_t)shrinking};
        }
    }
}

/* The cheapest last line of exactly title->lines lines; NULL: there is no way. */
static const struct title_node *title_last(const struct title *title, size_t *ret_back)
{
    const struct title_node *best = NULL;
    for (size_t back = 1; back <= title->window; back++)
        for (int shrinking = 0; shrinking < 2; shrinking++) {
            const struct title_node *node =
                title_node(title, title->lines, title->count - 1, back, shrinking);
            if (node->cost < INT64_MAX && (!best || node->cost < best->cost)) {
                best = node;
                *ret_back = back;
            }
        }
    return best;
}

/* Finds the best way to set the title in exactly title->lines lines. */
static void title_search(struct title *title, int32_t total)
{
    struct para *para = title->para;
    size_t count = title->lines * title->count * title->window * 2;
    para->title_nodes = typeset_para_room(para, para->title_nodes, count,
                                          &para->title_node_capacity, sizeof *para->title_nodes);
    title->nodes = para->title_nodes;
    title->mean = total / (int64_t)title->lines;
    for (size_t i = 0; i < count; i++)
        title->nodes[i].cost = INT64_MAX;
    for (size_t end = 1; end < title->count && end <= title->window; end++) {
        int32_t width = title_width(title, 0, end);
        if (width <= title->measure)
            title_node(title, 1, end, end, false)->cost = title_line_cost(title, width, end);
    }
    for (size_t line = 1; line < title->lines; line++)
        for (size_t end = 1; end + 1 < title->count; end++)
            for (size_t back = 1; back <= title->window && back <= end; back++)
                title_extend(title, line, end, back);
}

static void title_take(const struct title *title, const struct title_node *node, size_t back)
{
    struct para *para = title->para;
    para->lines = typeset_para_room(para, para->lines, title->lines, &para->line_capacity,
                                    sizeof *para->lines);
    para->line_count = title->lines;
    size_t end = title->count - 1;
    for (size_t line = title->lines; line > 0; line--) {
        int32_t width = title_width(title, end - back, end);
        para->lines[line - 1] = (struct para_line){.first = title->places[end - back].item,
                                                   .end = title->places[end].item,
                                                   .natural = width,
                                                   .width = width,
                                                   .indent = (title->measure - width) / 2,
                                                   .measure = title->measure};
        end -= back;
        back = node->back;
        if (line > 1)
            node = title_node(title, line - 1, end, back, node->shrinking);
    }
}

static void title_fit_long(struct para *para, int32_t measure)
{
    struct fit_shape shape = {.measure = measure};
    struct fit_report report;
    typeset_fit(para, &shape, &report);
    for (size_t i = 0; i < para->line_count; i++)
        para->lines[i].indent = (measure - para->lines[i].width) / 2;
}

static void title_fit_single(struct para *para, int32_t measure, int32_t width)
{
    para->lines =
        typeset_para_room(para, para->lines, 1, &para->line_capacity, sizeof *para->lines);
    para->line_count = 1;
    para->lines[0] = (struct para_line){.end = para->count,
                                        .natural = width,
                                        .width = width,
                                        .indent = (measure - width) / 2,
                                        .measure = measure};
}

/* Lines between words and of the wished shape; false: too long a title, or too long a word. */
static bool title_fit_shaped(struct para *para, int32_t measure, int32_t width)
{
    struct title title = {.para = para, .measure = measure};
    int64_t least = ((int64_t)width + measure - 1) / measure;
    int64_t best_cost = INT64_MAX;
    if (least >= TITLE_LINES_MAX)
        return false;
    para->bonds = typeset_para_room(para, para->bonds, para->count + 1, &para->bond_capacity, 1);
    typeset_bonds(para, para->bonds);
    title_find_places(&title);
    title_find_window(&title);
    for (int64_t lines = least; lines < TITLE_LINES_MAX && lines <= least + 2; lines++) {
        size_t back = 0;
        title.lines = (size_t)lines;
        title_search(&title, width);
        const struct title_node *last = title_last(&title, &back);
        if (last && last->cost + lines * COST_MORE_LINES < best_cost) {
            best_cost = last->cost + lines * COST_MORE_LINES;
            title_take(&title, last, back);
        }
    }
    return best_cost < INT64_MAX;
}

void typeset_title_fit(struct para *para, int32_t measure)
{
    para->line_count = 0;
    if (para->count == 0)
        return;
    int32_t width = typeset_fit_natural(para, 0, para->count);
    if (width <= measure)
        title_fit_single(para, measure, width);
    else if (measure <= 0 || !title_fit_shaped(para, measure, width))
        title_fit_long(para, measure);
}
