/*
 * The result columns of every SELECT in a statement, as ranges of words: what a column is made of and
 * what it is called, through subqueries, WITH and UNION.
 */
#ifndef FRAME_SELECTS_H
#define FRAME_SELECTS_H

#include "tokens.h"

struct selects_item {
    size_t from, to;  /* the words of the expression, without AS and the alias */
    const char *name; /* the alias, or the column's own name; NULL: neither */
    bool star;        /* * or t.* */
};

struct selects_one {
    size_t at; /* the word SELECT */
    int depth;
    const struct selects_item *items;
    size_t item_count;
    const char *const *names; /* WITH t(a, b) AS (…): a, b; else NULL */
    size_t name_count;
    bool star;          /* one of its columns stands for many */
    size_t first, next; /* indexes of the first and the next SELECT of its UNION; itself: none */
};

struct selects {
    struct tokens tokens;
    const struct selects_one *all; /* in the order of their words */
    size_t count;
    size_t outermost; /* index of the one whose columns the statement yields; == count: none */
};

struct selects selects_read(struct arena *arena, const char *sql);
/* The word behind the bracket that closes the one at `open`. */
size_t selects_after_bracket(const struct tokens *tokens, size_t open);
/* Whether a list of columns ends before this word of its own depth: FROM, WHERE, UNION … */
bool selects_ends_list(const struct tokens *tokens, size_t index);

#endif
