/*
 * Titles: centred lines of balanced width, broken between words, never inside 《》 or a number.
 * GB/T 9704-2012 7.3.1: 回行时词意完整，排列对称，长短适宜，使用梯形或菱形.
 * Few breaks and few lines, so all of them are compared: dynamic programming over (break, lines).
 */
#include <string.h>

#include <huibao/base.h>

#include "flow.h"
#include "words.h"

#define TITLE_LINES_MAX 6 /* beyond, the paragraph's own fit does */

/* Costs in hundredths of a squared em of unevenness. */
#define COST_IN_WORD 6000
#define COST_IN_QUOTES 3000
#define COST_IN_BOOK 40000
#define COST_UNKNOWN 500   /* between two characters of no known word */
#define COST_PARTICLE 4000 /* a line that begins with 的, 和 … */
#define COST_RECTANGLE 300 /* two equal lines */
#define COST_MORE_LINES 2500

struct title_node {
    int64_t cost;
    size_t previous;
};

struct title {
    struct para *para;
    int32_t measure;
    int64_t mean; /* wished width of a line */
    int64_t total;
    size_t lines;
    int32_t *penalty;         /* of breaking before item k */
    struct title_node *nodes; /* [lines + 1][count + 1] */
};

static bool starts_badly(const struct para_item *item)
{
    static const char particles[] = "的和与及或等了";
    char bytes[5] = {0};
    return text_encode(item->codepoint, bytes) > 1 && strstr(particles, bytes) != NULL;
}

/* Penalties inside and between words, in Han text from item i; returns where it stopped. */
static size_t title_word(const struct title *title, size_t i)
{
    const struct para *para = title->para;
    const char *text = para->text + para->items[i].text;
    size_t bytes = typeset_word_match(text, para->text_length - para->items[i].text);
    size_t length = bytes ? text_count(text, bytes) : 1;
    for (size_t k = i + 1; k < i + length && k < para->count; k++)
        title->penalty[k] += COST_IN_WORD;
    bool unknown = bytes == 0 && para->items[i].class == CLASS_HAN;
    size_t next = i + length;
    if (unknown && next < para->count && para->items[next].class == CLASS_HAN &&
        !starts_badly(&para->items[i]))
        title->penalty[next] += COST_UNKNOWN;
    return next;
}

static void title_weigh(const struct title *title)
{
    const struct para *para = title->para;
    int books = 0;
    int quotes = 0;
    for (size_t k = 0; k < para->count; k++) {
        const struct para_item *item = &para->items[k];
        title->penalty[k] = (books > 0 ? COST_IN_BOOK : 0) + (quotes > 0 ? COST_IN_QUOTES : 0) +
                            (starts_badly(item) ? COST_PARTICLE : 0);
        if (k > 0 && para->items[k - 1].penalty >= PENALTY_DATE)
            title->penalty[k] += COST_IN_WORD;
        if (k > 0 && para->items[k - 1].penalty >= PENALTY_RELAX)
            title->penalty[k] += COST_IN_BOOK;
        books += (item->codepoint == 0x300A) - (item->codepoint == 0x300B);
        quotes += item->class == CLASS_OPEN && item->codepoint != 0x300A;
        quotes -= item->class == CLASS_CLOSE && item->codepoint != 0x300B;
    }
    for (size_t i = 0; i < para->count;)
        i = title_word(title, i);
}

static struct title_node *title_node(const struct title *title, size_t lines, size_t item)
{
    return &title->nodes[lines * (title->para->count + 1) + item];
}

static int64_t title_line_cost(const struct title *title, size_t first, size_t end, size_t line)
{
    const struct para *para = title->para;
    int32_t width = typeset_fit_natural(para, first, end);
    int64_t off = (width - title->mean) * 100 / para->size; /* hundredths of an em */
    int64_t cost = off * off / 100;
    if (end < para->count)
        cost += title->penalty[end];
    int64_t other = title->total - width;
    if (line == 2 && title->lines == 2 && other > width - para->size && other < width + para->size)
        cost += COST_RECTANGLE;
    return cost;
}

/* The best way to end line `line` before item `end`. */
static void title_reach(const struct title *title, size_t line, size_t end)
{
    struct title_node *node = title_node(title, line, end);
    node->cost = INT64_MAX;
    for (size_t first = end; first-- > 0;) {
        if (typeset_fit_natural(title->para, first, end) > title->measure)
            break;
        const struct title_node *from = title_node(title, line - 1, first);
        if (from->cost == INT64_MAX)
            continue;
        int64_t cost = from->cost + title_line_cost(title, first, end, line);
        if (cost < node->cost)
            *node = (struct title_node){cost, first};
    }
}

/* Cost of setting the title in exactly title->lines lines; INT64_MAX: impossible. */
static int64_t title_search(struct title *title)
{
    size_t count = title->para->count;
    struct para *para = title->para;
    para->title_nodes = typeset_para_room(para, para->title_nodes, (title->lines + 1) * (count + 1),
                                          &para->title_node_capacity, sizeof *para->title_nodes);
    title->nodes = para->title_nodes;
    *title_node(title, 0, 0) = (struct title_node){0};
    title->mean = title->total / (int64_t)title->lines;
    for (size_t item = 1; item <= count; item++)
        title_node(title, 0, item)->cost = INT64_MAX;
    for (size_t line = 1; line <= title->lines; line++) {
        title_node(title, line, 0)->cost = INT64_MAX;
        for (size_t end = 1; end <= count; end++) {
            bool allowed = end == count || title->para->items[end - 1].penalty != PENALTY_NEVER;
            if (allowed)
                title_reach(title, line, end);
            else
                title_node(title, line, end)->cost = INT64_MAX;
        }
    }
    return title_node(title, title->lines, count)->cost;
}

static void title_take(const struct title *title)
{
    struct para *para = title->para;
    para->lines = typeset_para_room(para, para->lines, title->lines, &para->line_capacity,
                                    sizeof *para->lines);
    para->line_count = title->lines;
    size_t end = para->count;
    for (size_t line = title->lines; line > 0; line--) {
        size_t first = title_node(title, line, end)->previous;
        int32_t width = typeset_fit_natural(para, first, end);
        para->lines[line - 1] = (struct para_line){.first = first,
                                                   .end = end,
                                                   .natural = width,
                                                   .width = width,
                                                   .indent = (title->measure - width) / 2,
                                                   .measure = title->measure};
        end = first;
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

void typeset_title_fit(struct para *para, int32_t measure)
{
    struct title title = {.para = para, .measure = measure};
    para->line_count = 0;
    if (para->count == 0)
        return;
    int32_t width = typeset_fit_natural(para, 0, para->count);
    if (width <= measure) {
        title_fit_single(para, measure, width);
        return;
    }
    title.total = width;
    int64_t least = measure > 0 ? (title.total + measure - 1) / measure : TITLE_LINES_MAX;
    int64_t best_cost = INT64_MAX;
    if (least < TITLE_LINES_MAX) {
        para->penalties = typeset_para_room(para, para->penalties, para->count + 1,
                                            &para->penalty_capacity, sizeof *para->penalties);
        title.penalty = para->penalties;
        title_weigh(&title);
    }
    for (int64_t lines = least; least < TITLE_LINES_MAX && lines <= least + 2; lines++) {
        title.lines = (size_t)lines;
        int64_t cost = title_search(&title);
        if (cost < INT64_MAX && cost + lines * COST_MORE_LINES < best_cost) {
            best_cost = cost + lines * COST_MORE_LINES;
            title_take(&title);
        }
    }
    if (best_cost == INT64_MAX)
        title_fit_long(para, measure);
}
