/* The page being filled: page.c fills it, effort.c decides whether it is filled once more. */
#ifndef TYPESET_PAGINATOR_H
#define TYPESET_PAGINATOR_H

#include "flow.h"
#include "table.h"

struct placed {
    size_t entry;
    int line;
    struct table_fragment fragment; /* of a table */
    const struct flow_figure *figure;
};

enum effort { /* to fill a page that would end far too early, one after the other */
              EFFORT_NONE,
              EFFORT_TIGHT,  /* a paragraph set in one line fewer */
              EFFORT_TIGHT2, /* two of them */
              EFFORT_DENSE,  /* one line more on the page, for the end of the body only */
              EFFORT_LATER,  /* a numbered table after text that follows it */
              EFFORT_OVER    /* as it was */
};

#define EMPTY_MOST 3  /* empty lines that a page may end with without an effort */
#define LITTLE_MOST 3 /* lines that a last page should not consist of */
#define TIGHT_MOST 2

struct trial {
    size_t entry, table_from; /* what the page begins with */
    enum effort effort;
    int empty;                /* lines the page ends with without an effort */
    size_t tight[TIGHT_MOST]; /* paragraphs set so, by their first entries */
    size_t tight_count;
};

struct paginator {
    struct composer *c;
    struct placed *placed; /* on the current page */
    size_t count, capacity;
    int line;                  /* the next free grid line */
    size_t entry;              /* the next to place */
    size_t table_from;         /* its first piece, when a table continues */
    bool full;                 /* max_pages reached */
    const struct style *sheet; /* of pages from now on */
    size_t wide;               /* after the last wide table that follows this page; 0: none */
    struct style dense;        /* the portrait style with one line more */
    struct trial trial;        /* of the current page */
};

/* Empties the page, whose style is known: to begin it, or to begin it again. */
void typeset_page_clear(struct paginator *p);
/*
 * The page would end before `entry` after `count` of what is placed. When that leaves it too empty it
 * is filled once more, with what can be done about it, until that helps; at most EFFORT_OVER times,
 * so the work is linear. True: the page begins again.
 */
bool typeset_page_again(struct paginator *p, size_t count, size_t entry);

#endif
