/*
 * A paragraph whose last line is short can often be set in one line fewer, by compression within the
 * limits of every line: TeX's looseness of −1. It is composed with the paragraph, where it is cheap
 * to know, and taken by page.c where a page would otherwise end far too early.
 */
#include "flow.h"

#include <string.h>

#include <huibao/base.h>

#define PER_LINE 1000000 /* more than any line costs that is within its limits */
#define COST_LEAST 10000 /* per paragraph, and per line of it: what it may look worse by */
#define COST_PER_LINE 4000

/* Whether all the shrink there is would nearly do: composing again costs as much as the first time. */
static bool tight_is_likely(const struct para *para)
{
    size_t lines = para->line_count;
    if (lines < 3)
        return false; /* two lines are what a page's edge, a heading or a signature wants */
    const struct para_line *last = &para->lines[lines - 1];
    int64_t shrink = 0;
    for (size_t l = 0; l + 1 < lines; l++)
        shrink += para->lines[l].natural -
                  typeset_fit_min(para, para->lines[l].first, para->lines[l].end);
    return last->natural < shrink + para->size / 2;
}

/* The tight lines as flow entries, with the places where a page may not begin. */
static struct flow_entry *tight_lines(struct composer *c, size_t first, size_t lines, int32_t drop)
{
    struct flow_entry *entries = arena_array(c->scratch, lines, sizeof *entries);
    size_t count = c->count;
    for (size_t i = 0; i + 1 < lines; i++) {
        struct flow_entry line =
            *typeset_flow_line(c, &c->para->lines[i], c->style->margin_left, drop);
        entries[i] = c->entries[first + i];
        entries[i].items = line.items;
        entries[i].item_count = line.item_count;
        if (i + 2 == lines && c->entries[first + lines - 1].need)
            entries[i].rows = entries[i].need; /* the last of an element with its own pitch */
        if (i + 2 == lines && i > 0)
            entries[i].may_break = false;
    }
    entries[lines - 1] = (struct flow_entry){.kind = FLOW_BLANK};
    c->count = count;
    return entries;
}

void typeset_tight_add(struct composer *c, const struct fit_shape *shape,
                       const struct fit_report *report, int32_t drop)
{
    struct para *para = c->para;
    size_t lines = para->line_count;
    bool rules_kept = report->relaxed == SIZE_MAX && report->emergency == SIZE_MAX;
    if (!shape->justify || !rules_kept || !tight_is_likely(para))
        return;
    struct fit_shape closer = *shape;
    struct fit_report tight;
    closer.per_line = PER_LINE;
    typeset_fit(para, &closer, &tight);
    int64_t most = report->cost + COST_LEAST + (int64_t)lines * COST_PER_LINE;
    if (para->line_count + 1 != lines || tight.cost > most || tight.relaxed != SIZE_MAX)
        return;
    size_t first = c->count - lines;
    struct flow_tight *variant = arena_alloc(c->scratch, sizeof *variant);
    variant->count = lines;
    variant->cost = tight.cost - report->cost;
    variant->lines = tight_lines(c, first, lines, drop);
    c->entries[first].tight = variant;
    variant->lines[0].tight = variant;
}

void typeset_tight_forget(struct composer *c, size_t at)
{
    for (size_t i = at; i-- > 0 && c->entries[i].kind == FLOW_LINE;) {
        struct flow_tight *tight = c->entries[i].tight;
        if (tight && i + tight->count > at)
            c->entries[i].tight = NULL;
        if (tight)
            return;
    }
}

void typeset_tight_swap(struct composer *c, size_t first)
{
    struct flow_tight *variant = c->entries[first].tight;
    for (size_t i = 0; i < variant->count; i++) {
        struct flow_entry entry = c->entries[first + i];
        variant->lines[i].after_all = entry.after_all;
        c->entries[first + i] = variant->lines[i];
        variant->lines[i] = entry;
    }
}
