/*
 * The total fit against all divisions of small random paragraphs into lines, with the costs of
 * src/typeset/README.md written down a second time; and justified lines end exactly at the edge.
 */
#include <stdio.h>

#include "tap.h"
#include "typeset_testing.h"

#define OVERFULL INT64_C(1000000000)

#define TRIES 2000000 /* lines looked at; a paragraph that has more to it counts as not looked at */

struct oracle {
    const struct para *para;
    struct fit_shape shape;
    int64_t best;
    size_t tried;
};

/* Glue of a line by kind, gathered item by item. */
struct glue_sums {
    int64_t natural, shrink[SHRINK_COUNT], stretch[STRETCH_COUNT], gaps, solid;
};

static bool is_mark(const struct para_item *item)
{
    return typeset_class_blank_right(item->class) || item->class == CLASS_OPEN ||
           item->class == CLASS_SPACE || item->class == CLASS_DOT;
}

static struct glue_sums gather(const struct para *para, size_t first, size_t end)
{
    struct glue_sums sums = {0};
    for (size_t i = first; i < end; i++) {
        const struct para_item *item = &para->items[i];
        sums.natural += item->box;
        sums.solid += is_mark(item) ? 0 : item->box;
        if (i + 1 == end)
            break;
        sums.natural += item->gap;
        sums.gaps += item->stretches;
        if (item->shrink_class < SHRINK_COUNT)
            sums.shrink[item->shrink_class] += item->shrink;
        if (item->stretch_class < STRETCH_COUNT)
            sums.stretch[item->stretch_class] += item->stretch;
    }
    return sums;
}

static int64_t part_cost(int64_t used, int64_t capacity, int64_t full)
{
    int64_t part = used * 1000 / capacity;
    return part * part * full / 1000000;
}

/* Uses up classes in order; returns what is left of `need`. */
static int64_t use_classes(const int64_t *capacity, const int64_t *full, int count, int64_t need,
                           int64_t *cost)
{
    for (int c = 0; c < count && need > 0; c++) {
        int64_t used = need < capacity[c] ? need : capacity[c];
        if (used > 0)
            *cost += part_cost(used, capacity[c], full[c]);
        need -= used;
    }
    return need;
}

static int64_t target_of(const struct oracle *o, size_t first)
{
    return o->shape.measure - (first == 0 ? o->shape.indent : o->shape.hang);
}

static int64_t oracle_line(const struct oracle *o, size_t first, size_t end)
{
    static const int64_t press[SHRINK_COUNT] = {300, 300, 2400, 4000, 4000, 6000};
    static const int64_t open[STRETCH_COUNT] = {200, 240};
    const struct para *para = o->para;
    struct glue_sums sums = gather(para, first, end);
    bool last = end == para->count;
    int64_t target = target_of(o, first);
    int64_t need = target - sums.natural;
    int64_t cost = 400 + (last ? 0 : para->items[end - 1].penalty);
    int64_t pressed = 0;
    if (last && first > 0 && sums.solid < o->shape.min_last - para->size / 16)
        cost += 90000;
    if (need < 0) {
        int64_t left = use_classes(sums.shrink, press, SHRINK_COUNT, -need, &pressed);
        return cost + (left > 0 ? OVERFULL + left : pressed);
    }
    if (last)
        return cost;
    if (!o->shape.justify)
        return cost + need * need / target * 1000 / target;
    need = use_classes(sums.stretch, open, STRETCH_COUNT, need, &cost);
    if (need == 0)
        return cost;
    int64_t short_by = need * 1000 / para->size;
    int64_t each = sums.gaps ? need * 1000 / (sums.gaps * para->size) : 501;
    if (each > 500) { /* is left short */
        int64_t ragged = short_by * short_by / 200;
        return cost + 850000 + (ragged < 1440000 ? ragged : 1440000) + (sums.gaps ? 0 : 100000);
    }
    cost += each > 200 ? 600000 + each : 0;
    return cost + each * each;
}

/* −2 … 2: tight, snug, even, open, loose. */
static int oracle_tone(const struct oracle *o, size_t first, size_t end)
{
    struct glue_sums sums = gather(o->para, first, end);
    int64_t need = target_of(o, first) - sums.natural;
    if (sums.gaps == 0 || (need > 0 && (end == o->para->count || !o->shape.justify)))
        return 0;
    int64_t each = need * 1000 / (sums.gaps * o->para->size);
    int64_t size = each < 0 ? -each : each;
    int tone = size > 45 ? 2 : size > 18 ? 1 : 0;
    return each < 0 ? -tone : tone;
}

static int64_t contrast(int a, int b)
{
    int apart = a > b ? a - b : b - a;
    return INT64_C(1500) * apart * (apart - 1);
}

/* All ways on from item `first`, after a line of tone `before` (9: none). */
static void oracle_try(struct oracle *o, size_t first, int before, int64_t cost)
{
    if (first == o->para->count) {
        o->best = cost < o->best ? cost : o->best;
        return;
    }
    for (size_t end = first + 1; end <= o->para->count && o->tried < TRIES; end++) {
        if (end < o->para->count && o->para->items[end - 1].penalty == PENALTY_NEVER)
            continue;
        int64_t line = oracle_line(o, first, end);
        int tone = oracle_tone(o, first, end);
        int64_t whole = cost + line + (before == 9 ? 0 : contrast(before, tone));
        o->tried++;
        if (whole < o->best)
            oracle_try(o, end, tone, whole);
        if (line >= OVERFULL)
            break;
    }
}

static int64_t chosen_cost(const struct oracle *o)
{
    int64_t cost = 0;
    int before = 9;
    for (size_t l = 0; l < o->para->line_count; l++) {
        const struct para_line *line = &o->para->lines[l];
        int tone = oracle_tone(o, line->first, line->end);
        cost += oracle_line(o, line->first, line->end) + (before == 9 ? 0 : contrast(before, tone));
        before = tone;
    }
    return cost;
}

/* Composes one random paragraph; true when no division into lines is cheaper. */
static bool is_optimal(uint32_t *state, bool justify, size_t *ret_unfinished)
{
    struct rig *rig = rig_new();
    char *text = rig_random_text(rig->arena, state, 3 + rig_random(state) % 16);
    rig->shape.justify = justify;
    rig->shape.hang = rig_random(state) % 4 == 0 ? rig->style->pitch_x : 0;
    rig_narrow(rig, text, 5 + (int)(rig_random(state) % 9));
    struct oracle o = {.para = rig->para, .shape = rig->shape};
    /* A little above what was chosen: whatever is found below it is better. */
    int64_t chosen = chosen_cost(&o);
    o.best = chosen + 1;
    oracle_try(&o, 0, 9, 0);
    bool optimal = o.best == chosen || (o.tried >= TRIES && o.best > chosen);
    *ret_unfinished += o.tried >= TRIES;
    if (!optimal)
        printf("# “%s” in %d: cost %lld, best %lld\n# %s\n", text,
               (int)(rig->shape.measure / rig->style->pitch_x), (long long)chosen,
               (long long)o.best, rig_text(rig, 0, rig->para->lines[0].end));
    rig_free(rig);
    return optimal;
}

TEST(no_division_into_justified_lines_is_better)
{
    uint32_t state = 20261127;
    size_t unfinished = 0;
    for (int round = 0; round < 600; round++)
        if (!CHECK(is_optimal(&state, true, &unfinished)))
            break;
    CHECK(unfinished < 20);
}

TEST(no_division_into_ragged_lines_is_better)
{
    uint32_t state = 20261128;
    size_t unfinished = 0;
    for (int round = 0; round < 400; round++)
        if (!CHECK(is_optimal(&state, false, &unfinished)))
            break;
    CHECK(unfinished < 20);
}

/* The right edge of a line's last box as its runs have it. */
static int32_t right_edge(struct rig *rig, const struct para_line *line)
{
    size_t count = 0;
    const struct page_item *runs = typeset_line_runs(rig->para, line, 0, rig->arena, &count);
    return count ? runs[count - 1].run.end : 0;
}

TEST(justified_lines_end_exactly_at_the_edge)
{
    uint32_t state = 9704;
    size_t exact = 0;
    for (int round = 0; round < 2000; round++) {
        struct rig *rig = rig_new();
        char *text = rig_random_text(rig->arena, &state, 20 + rig_random(&state) % 60);
        rig_narrow(rig, text, 14 + (int)(rig_random(&state) % 30));
        const struct para *para = rig->para;
        for (size_t l = 0; l + 1 < para->line_count; l++) {
            const struct para_line *line = &para->lines[l];
            bool gives = !rig_ragged(rig, line);
            if (gives && !CHECK_INT(right_edge(rig, line), rig->shape.measure))
                round = 2000;
            exact += gives;
        }
        rig_free(rig);
    }
    CHECK(exact > 5000);
}
