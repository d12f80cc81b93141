/*
 * Total fit: all line ends of a paragraph chosen at once, by dynamic programming over the allowed
 * breaks (Knuth and Plass 1981), with Chinese costs. A line's window holds a few dozen breaks, so
 * the work is linear in the paragraph. Costs are squares of per mille of an em; see README.md.
 */
#include "para.h"

#include <huibao/base.h>

#define COST_LINE 400      /* each line: prefer fewer */
#define COST_ORPHAN 90000  /* 孤字: a last line with less than min_last */
#define COST_LOOSE 600000  /* beyond LOOSE_LIMIT, where number rules give way */
#define LOOSE_LIMIT 200    /* per mille of an em per gap: one fifth */
#define COST_RAGGED 850000 /* beyond RAGGED_LIMIT, and by how much the line is too short */
#define RAGGED_MOST 1440000
#define RAGGED_LIMIT 500  /* a line that would open its gaps further is left short: not 电   话 */
#define COST_RIGID 100000 /* and has no gaps at all */
#define COST_OVERFULL 1000000000
#define COST_CONTRAST 1500 /* between neighbouring lines, times d (d − 1) for d tones apart */

#define COST_UNEVEN 1000 /* a shorter line may be this much cheaper: it has no spaces to stretch */

/* Cost of using up a class entirely; in part, by the square of the part. */
static const int32_t shrink_cost[SHRINK_COUNT] = {
    [SHRINK_SPACE] = 300,  [SHRINK_DOT] = 300,       [SHRINK_BRACKET] = 2400,
    [SHRINK_COMMA] = 4000, [SHRINK_HANLATIN] = 4000, [SHRINK_STOP] = 6000,
};
static const int32_t stretch_cost[STRETCH_COUNT] = {
    [STRETCH_SPACE] = 200,
    [STRETCH_HANLATIN] = 240,
};

/*
 * How dense a line looks: what its glue gives or takes, shared among its gaps. The best way to a
 * break is kept for each tone of the line before it (Knuth and Plass's fitness classes), so that
 * a tight line beside a loose one can be weighed.
 */
enum fit_tone { TONE_TIGHT, TONE_SNUG, TONE_EVEN, TONE_OPEN, TONE_LOOSE, TONE_COUNT };

#define TONE_STEP 18 /* per mille of an em per gap: from EVEN to the next */
#define TONE_FAR 45  /* and to the outer ones */

struct fit_way {
    int64_t cost; /* INT64_MAX: none */
    size_t previous;
    enum fit_tone tone; /* of the line before, at `previous` */
};

struct fit_node {
    size_t item;   /* the line begins here */
    int64_t least; /* cost of the cheapest way */
    struct fit_way ways[TONE_COUNT];
};

int32_t typeset_fit_natural(const struct para *para, size_t first, size_t end)
{
    if (end <= first)
        return 0;
    return (int32_t)(para->sums[end].width - para->sums[first].width - para->items[end - 1].gap);
}

int64_t typeset_fit_min(const struct para *para, size_t first, size_t end)
{
    int64_t width = para->sums[end].width - para->sums[first].width - para->items[end - 1].gap;
    for (int c = 0; c < SHRINK_COUNT; c++)
        width -= para->sums[end - 1].shrink[c] - para->sums[first].shrink[c];
    return width;
}

/* A line as the search sees it: what it lacks, and that shared among its gaps. */
struct fit_span {
    size_t first, end;
    bool last;      /* of the paragraph */
    int64_t target; /* the measure without the indent */
    int64_t need;   /* what it lacks; < 0: what it has too much */
    int64_t gaps;   /* that the general stretch opens */
    int64_t each;   /* need per gap, per mille of an em; 0 when there are no gaps */
};

static int64_t line_target(const struct fit_shape *shape, size_t first)
{
    return shape->measure - (first == 0 ? shape->indent : shape->hang);
}

static struct fit_span fit_span(const struct para *para, const struct fit_shape *shape,
                                size_t first, size_t end)
{
    struct fit_span span = {.first = first, .end = end, .last = end == para->count};
    span.target = line_target(shape, first);
    span.need = span.target - typeset_fit_natural(para, first, end);
    span.gaps = para->sums[end - 1].gaps - para->sums[first].gaps;
    if (span.gaps > 0)
        span.each = span.need * 1000 / (span.gaps * para->size);
    return span;
}

/* Cost of using up part of a class; adds nothing beyond its capacity. */
static int64_t cost_part(int64_t need, int64_t capacity, int64_t full)
{
    if (need >= capacity)
        return full;
    int64_t part = need * 1000 / capacity;
    return part * part * full / 1000000;
}

static int64_t cost_shrink(const struct para *para, const struct fit_span *span)
{
    const struct para_sum *from = &para->sums[span->first];
    const struct para_sum *to = &para->sums[span->end - 1];
    int64_t cost = 0;
    int64_t need = -span->need;
    for (int c = 0; c < SHRINK_COUNT && need > 0; c++) {
        int64_t capacity = to->shrink[c] - from->shrink[c];
        if (capacity > 0) {
            cost += cost_part(need, capacity, shrink_cost[c]);
            need -= capacity;
        }
    }
    return need > 0 ? COST_OVERFULL + need : cost;
}

/* Of a line that is left short by so many per mille of an em: 5000 × the em squared. */
static int64_t cost_ragged(int64_t short_by, int64_t gaps)
{
    int64_t cost = short_by * short_by / 200;
    return COST_RAGGED + (cost < RAGGED_MOST ? cost : RAGGED_MOST) + (gaps ? 0 : COST_RIGID);
}

static int64_t cost_stretch(const struct para *para, const struct fit_span *span)
{
    const struct para_sum *from = &para->sums[span->first];
    const struct para_sum *to = &para->sums[span->end - 1];
    int64_t cost = 0;
    int64_t need = span->need;
    for (int c = 0; c < STRETCH_COUNT && need > 0; c++) {
        int64_t capacity = to->stretch[c] - from->stretch[c];
        if (capacity > 0) {
            cost += cost_part(need, capacity, stretch_cost[c]);
            need -= capacity;
        }
    }
    if (need <= 0)
        return cost;
    int64_t each = span->gaps ? need * 1000 / (span->gaps * para->size) : INT64_MAX;
    if (each > RAGGED_LIMIT)
        return cost + cost_ragged(need * 1000 / para->size, span->gaps);
    if (each > LOOSE_LIMIT)
        cost += COST_LOOSE + each;
    return cost + each * each;
}

static int64_t cost_line(const struct para *para, const struct fit_shape *shape,
                         const struct fit_span *span)
{
    int64_t cost =
        COST_LINE + shape->per_line + (span->last ? 0 : para->items[span->end - 1].penalty);
    if (span->need < 0)
        cost += cost_shrink(para, span);
    else if (!span->last && shape->justify)
        cost += cost_stretch(para, span);
    else if (!span->last && span->target > 0)
        cost += span->need * span->need / span->target * 1000 / span->target;
    if (span->last && span->first > 0 &&
        para->sums[span->end].solid - para->sums[span->first].solid <
            shape->min_last - para->size / 16)
        cost += COST_ORPHAN;
    return cost;
}

static enum fit_tone line_tone(const struct fit_shape *shape, const struct fit_span *span)
{
    if (span->need > 0 && (span->last || !shape->justify))
        return TONE_EVEN;
    if (span->each < -TONE_STEP)
        return span->each < -TONE_FAR ? TONE_TIGHT : TONE_SNUG;
    if (span->each > TONE_STEP)
        return span->each > TONE_FAR ? TONE_LOOSE : TONE_OPEN;
    return TONE_EVEN;
}

static bool item_is_letter(const struct para_item *item)
{
    return item->class == CLASS_LATIN || (item->class == CLASS_DIGIT && !item->wide);
}

/* A sign inside a word after which a line may end: - . @ /, but no opening bracket. */
static bool item_is_sign(const struct para_item *item)
{
    return !item->wide && (item->class == CLASS_LATIN_CLOSE || item->class == CLASS_LATIN_SYMBOL ||
                           item->class == CLASS_HYPHEN || item->class == CLASS_SLASH);
}

static void fit_open_piece(struct para *para, size_t first, size_t end, bool latin)
{
    for (size_t i = first; i + 1 < end; i++) {
        struct para_item *item = &para->items[i];
        if (latin && item_is_letter(item) && item_is_letter(&item[1]))
            item->penalty = 2 * PENALTY_EMERGENCY;
        else if (latin && item_is_sign(item) && item_is_letter(&item[1]))
            item->penalty = PENALTY_EMERGENCY;
        else if (!latin && item->penalty == PENALTY_NEVER)
            item->penalty = 4 * PENALTY_EMERGENCY;
    }
}

/*
 * Where even the tightest setting of a piece without breaks is wider than a line, it may break
 * between its letters, rather after its signs; what is still too wide, anywhere.
 */
static void fit_open_long_pieces(struct para *para, const struct fit_shape *shape, bool latin)
{
    size_t first = 0;
    for (size_t end = 1; end <= para->count; end++) {
        if (end < para->count && para->items[end - 1].penalty == PENALTY_NEVER)
            continue;
        if (typeset_fit_min(para, first, end) > line_target(shape, first))
            fit_open_piece(para, first, end, latin);
        first = end;
    }
}

int32_t typeset_fit_unbreakable(const struct para *para)
{
    int32_t widest = 0;
    size_t first = 0;
    for (size_t end = 1; end <= para->count; end++) {
        if (end < para->count && para->items[end - 1].penalty >= PENALTY_DATE)
            continue;
        int32_t width = typeset_fit_natural(para, first, end);
        widest = width > widest ? width : widest;
        first = end;
    }
    return widest;
}

/* The ways to node `to` whose last line is `span`, begun at node n. */
static void fit_extend(const struct para *para, size_t n, enum fit_tone tone, int64_t cost,
                       struct fit_node *to)
{
    const struct fit_node *from = &para->nodes[n];
    struct fit_way *best = &to->ways[tone];
    for (int t = 0; t < TONE_COUNT; t++) {
        if (from->ways[t].cost == INT64_MAX)
            continue;
        int64_t apart = n == 0 ? 0 : t > (int)tone ? t - (int)tone : (int)tone - t;
        int64_t whole = from->ways[t].cost + cost + COST_CONTRAST * apart * (apart - 1);
        if (whole <= best->cost)
            *best = (struct fit_way){.cost = whole, .previous = n, .tone = (enum fit_tone)t};
        to->least = whole < to->least ? whole : to->least;
    }
}

static struct fit_node fit_node_at(size_t item)
{
    struct fit_node node = {.item = item, .least = INT64_MAX};
    for (int t = 0; t < TONE_COUNT; t++)
        node.ways[t].cost = INT64_MAX;
    return node;
}

/*
 * The best ways to the break before item `end`, from the nodes in the window [*low, count). Lines
 * get shorter and dearer along the window: it is left where not even the cheapest beginning could
 * make the next one the best of its tone.
 */
static struct fit_node fit_best(struct para *para, const struct fit_shape *shape, size_t *low,
                                size_t count, size_t end)
{
    struct fit_node best = fit_node_at(end);
    while (*low + 1 < count && typeset_fit_min(para, para->nodes[*low].item, end) >
                                   line_target(shape, para->nodes[*low].item))
        (*low)++, para->weighed++;
    int64_t least = INT64_MAX;
    for (size_t n = *low; n < count; n++)
        least = para->nodes[n].least < least ? para->nodes[n].least : least;
    for (size_t n = *low; n < count; n++) {
        para->weighed++;
        struct fit_span span = fit_span(para, shape, para->nodes[n].item, end);
        enum fit_tone tone = line_tone(shape, &span);
        int64_t cost = cost_line(para, shape, &span);
        bool shorter = span.need > 0 && !span.last && (tone == TONE_LOOSE || !shape->justify);
        if (n > 0 && shorter && best.ways[tone].cost != INT64_MAX &&
            least + cost - COST_UNEVEN > best.ways[tone].cost)
            break;
        fit_extend(para, n, tone, cost, &best);
    }
    return best;
}

static size_t fit_search(struct para *para, const struct fit_shape *shape)
{
    para->nodes = typeset_para_room(para, para->nodes, para->count + 1, &para->node_capacity,
                                    sizeof *para->nodes);
    size_t count = 1;
    size_t low = 0;
    para->nodes[0] = fit_node_at(0);
    para->nodes[0].ways[TONE_EVEN].cost = para->nodes[0].least = 0;
    for (size_t end = 1; end <= para->count; end++) {
        if (end < para->count && para->items[end - 1].penalty == PENALTY_NEVER)
            continue;
        para->nodes[count] = fit_best(para, shape, &low, count, end);
        count++;
    }
    return count - 1;
}

/* What the general stretch would open each gap by, per mille of an em; INT64_MAX: there are no gaps. */
static int64_t line_opening(const struct para *para, size_t first, size_t end, int64_t need)
{
    const struct para_sum *from = &para->sums[first];
    const struct para_sum *to = &para->sums[end - 1];
    for (int c = 0; c < STRETCH_COUNT; c++)
        need -= to->stretch[c] - from->stretch[c];
    if (need <= 0)
        return 0;
    return to->gaps > from->gaps ? need * 1000 / ((to->gaps - from->gaps) * para->size) : INT64_MAX;
}

static struct para_line fit_line(const struct para *para, const struct fit_shape *shape,
                                 size_t first, size_t end)
{
    int32_t target = (int32_t)line_target(shape, first);
    int32_t natural = typeset_fit_natural(para, first, end);
    int32_t width = natural;
    if (natural > target) {
        int64_t least = typeset_fit_min(para, first, end);
        width = least > target ? (int32_t)least : target;
    } else if (shape->justify && end < para->count &&
               line_opening(para, first, end, target - natural) <=
                   (shape->open_most ? shape->open_most : RAGGED_LIMIT)) {
        width = target;
    }
    return (struct para_line){.first = first,
                              .end = end,
                              .natural = natural,
                              .width = width,
                              .indent = first == 0 ? shape->indent : shape->hang,
                              .measure = target};
}

/* The lines on the cheapest way to node `last`, counted; their ends into `lines` when it is given
   (which must have room for them all). */
static size_t fit_chain(const struct para *para, size_t last, struct para_line *lines)
{
    size_t at = last;
    const struct fit_way *way = &para->nodes[last].ways[0];
    for (int t = 1; t < TONE_COUNT; t++)
        if (para->nodes[last].ways[t].cost < way->cost)
            way = &para->nodes[last].ways[t];
    size_t count = 0;
    for (; at != 0; count++) {
        if (lines)
            lines[para->line_count - 1 - count] = (struct para_line){
                .first = para->nodes[way->previous].item, .end = para->nodes[at].item};
        at = way->previous;
        way = &para->nodes[at].ways[way->tone];
    }
    return count;
}

void typeset_fit(struct para *para, const struct fit_shape *shape, struct fit_report *ret_report)
{
    *ret_report = (struct fit_report){.relaxed = SIZE_MAX, .emergency = SIZE_MAX};
    para->line_count = 0;
    para->weighed = 0;
    if (para->count == 0)
        return;
    fit_open_long_pieces(para, shape, true);
    fit_open_long_pieces(para, shape, false);
    size_t last = fit_search(para, shape);
    size_t lines = fit_chain(para, last, NULL);
    ret_report->cost = para->nodes[last].least - (int64_t)lines * shape->per_line;
    para->lines =
        typeset_para_room(para, para->lines, lines, &para->line_capacity, sizeof *para->lines);
    para->line_count = lines;
    fit_chain(para, last, para->lines);
    for (size_t i = lines; i-- > 0;) {
        struct para_line *line = &para->lines[i];
        *line = fit_line(para, shape, line->first, line->end);
        int32_t penalty = line->end < para->count ? para->items[line->end - 1].penalty : 0;
        if (penalty >= PENALTY_EMERGENCY)
            ret_report->emergency = line->end - 1;
        else if (penalty >= PENALTY_RELAX)
            ret_report->relaxed = line->end - 1;
    }
}
