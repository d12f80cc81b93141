/*
 * What is done about a page that would end with many empty lines, or leave two or three lines alone on
 * the last page of the text or of an attachment, in this order: a paragraph on it,
 * then two, set in one line fewer; one line more on the page that the end of the body does not fit
 * on (GB/T 9704-2012 7.3.5.5: 调整行距、字距); a numbered table or figure that comes a few lines later
 * than its place, below text of its own section.
 */
#include "paginator.h"

#include <string.h>

#include <huibao/base.h>

void typeset_page_clear(struct paginator *p)
{
    bool first = p->c->pages->count == 0 && p->c->first;
    p->c->style = first ? p->c->first : p->sheet;
    if (p->trial.effort == EFFORT_DENSE)
        p->c->style = &p->dense;
    p->wide = 0;
    p->count = 0;
    p->line = 0;
}

static int trial_empty(const struct paginator *p, size_t count)
{
    if (count == 0)
        return 0;
    const struct placed *last = &p->placed[count - 1];
    const struct flow_entry *entry = &p->c->entries[last->entry];
    int end = last->line + entry->rows;
    if (entry->kind == FLOW_TABLE)
        end = entry->table->landscape ? last->line : last->fragment.line_end;
    else if (entry->kind == FLOW_FIGURE)
        end = last->line + last->figure->rows;
    return p->c->style->lines_per_page - end;
}

/* Sets the paragraph tight that suffers least: one that is on the page from its first line to its
   last. False: there is none. */
static bool trial_tighten(struct paginator *p)
{
    struct composer *c = p->c;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < p->count; i++) {
        size_t first = p->placed[i].entry;
        const struct flow_tight *tight = c->entries[first].tight;
        bool used = p->trial.tight_count && p->trial.tight[0] == first;
        bool whole = tight && i + tight->count <= p->count;
        if (whole && !used && (best == SIZE_MAX || tight->cost < c->entries[best].tight->cost))
            best = first;
    }
    if (best == SIZE_MAX)
        return false;
    typeset_tight_swap(c, best);
    p->trial.tight[p->trial.tight_count++] = best;
    return true;
}

static void trial_loosen(struct paginator *p)
{
    while (p->trial.tight_count)
        typeset_tight_swap(p->c, p->trial.tight[--p->trial.tight_count]);
}

/* One line more is for pages of nothing but text that end the body (GB/T 9704-2012 7.3.5.5: what
   does not fit is made to fit by 调整行距、字距). */
static bool trial_may_be_dense(const struct paginator *p, size_t entry)
{
    bool text = p->c->style == p->c->portrait && p->c->portrait->line_pitch == 0;
    for (size_t i = 0; text && i < p->count; i++) {
        enum flow_kind kind = p->c->entries[p->placed[i].entry].kind;
        text = kind == FLOW_LINE || kind == FLOW_BLANK;
    }
    return text && (p->c->entries[entry].tail || p->c->entries[entry].kind == FLOW_FOOT);
}

/* A table that the text names by its number need not stand where it is named. */
static bool trial_later(struct paginator *p, size_t entry)
{
    const struct flow_entry *table = &p->c->entries[entry];
    if (table->kind != FLOW_TABLE || p->table_from || table->table->landscape)
        return false;
    bool named = table->table->table->number > 0 && table->table->table->caption;
    return named && typeset_flow_defer(p->c, entry, p->trial.empty);
}

/* The next thing to try for a page that ends too early before `entry`; false: nothing is left. */
static bool trial_next(struct paginator *p, size_t entry)
{
    struct trial *trial = &p->trial;
    while (trial->effort < EFFORT_LATER) {
        trial->effort++;
        if (trial->effort <= EFFORT_TIGHT2 && trial_tighten(p))
            return true;
        if (trial->effort == EFFORT_DENSE)
            trial_loosen(p);
        if (trial->effort == EFFORT_DENSE && trial_may_be_dense(p, entry))
            return true;
        if (trial->effort == EFFORT_LATER && trial_later(p, entry))
            return true;
    }
    return false;
}

/* Whether so little is left from `entry` that the next page, the last of its kind, would have no more. */
static bool leaves_little(const struct paginator *p, size_t entry)
{
    int rows = 0;
    for (size_t i = entry; i < p->c->count && p->c->entries[i].kind != FLOW_SHEET; i++) {
        const struct flow_entry *left = &p->c->entries[i];
        rows += left->rows;
        if ((left->kind != FLOW_LINE && left->kind != FLOW_BLANK) || rows > LITTLE_MOST)
            return false;
    }
    return true;
}

bool typeset_page_again(struct paginator *p, size_t count, size_t entry)
{
    bool little = leaves_little(p, count < p->count ? p->placed[count].entry : entry);
    bool foot = p->c->entries[entry].kind == FLOW_FOOT; /* it would be alone on the next page */
    struct trial *trial = &p->trial;
    int empty = trial_empty(p, count);
    if (trial->effort == EFFORT_OVER)
        return false;
    if (trial->effort == EFFORT_NONE)
        trial->empty = empty;
    if (!foot && !little && (empty <= EMPTY_MOST || empty < trial->empty))
        return false;
    bool changed = trial->tight_count > 0 || p->c->style == &p->dense;
    if (!trial_next(p, entry)) {
        trial_loosen(p);
        trial->effort = EFFORT_OVER;
        if (!changed)
            return false;
    }
    p->entry = trial->entry;
    p->table_from = trial->table_from;
    typeset_page_clear(p);
    return true;
}
