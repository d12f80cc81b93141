/*
 * A SELECT cut into its clauses, and what a column of it counts. Only what can be told from the
 * text with certainty is: anything else is a reason in words.
 */
#ifndef FRAME_CLAUSES_H
#define FRAME_CLAUSES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct clauses_item {
    const char *expr;
    const char *name; /* of the column it makes */
};

struct clauses {
    const struct clauses_item *items;
    size_t item_count;
    const char *from;  /* without the word */
    const char *view;  /* the first name in `from` */
    const char *alias; /* what its columns may be qualified with */
    const char *where; /* "" for none, and so below */
    const char *order;
    const char *const *groups; /* GROUP BY, its ordinals and aliases replaced by expressions */
    size_t group_count;
    const char *tail; /* the text from the word FROM on, as written */
    bool offset;      /* OFFSET, or LIMIT a, b */
};

/* False with why the query is no single SELECT from views. */
bool clauses_cut(struct arena *arena, const char *sql, struct clauses *ret_clauses,
                 const char **ret_reason);

struct clauses_count {    /* an aggregate call */
    const char *function; /* lower case: count, sum, min … */
    const char *argument; /* "*" of count(*) */
    bool distinct;
    const char *filter; /* "" for none */
};

/*
 * The aggregate calls of a column. `whole`: there is one, and the column is it, but for what stands in
 * for nothing: coalesce, CASE … THEN it END. False with a reason.
 */
bool clauses_counts(struct arena *arena, const char *expr, const struct clauses_count **ret_counts,
                    size_t *ret_count, bool *ret_whole, const char **ret_reason);

/* Whether a WITH of the query makes a table of this name, however it is quoted. */
bool clauses_with(struct arena *arena, const char *text, const char *name);
/* Whether a text mentions a name as a word outside of quoted texts. */
bool clauses_mention(struct arena *arena, const char *text, const char *name);
/* Whether a query has this table in a FROM, its own or one within. */
bool clauses_read(struct arena *arena, const char *text, const char *table);

#endif
