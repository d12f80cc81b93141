/*
 * A SELECT cut into its clauses, and what a column of it counts. Only what can be told from the
 * text with certainty is: anything else is a reason in words.
 */
#ifndef FRAME_CLAUSES_H
#define FRAME_CLAUSES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct tokens;

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
    const char *having;
    const char *tail; /* the text from the word FROM on, as written; "" for none */
    bool distinct;
    bool limited; /* LIMIT */
    bool offset;  /* OFFSET, or LIMIT a, b */
};

/* False with why the query is no single SELECT from views. */
bool clauses_cut(struct arena *arena, const char *sql, struct clauses *ret_clauses,
                 const char **ret_reason);

/* The clauses of any one SELECT: of constants, DISTINCT, from a subquery. False: it is none. */
bool clauses_of(struct arena *arena, const char *sql, struct clauses *ret_clauses);

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

/* A column without what stands in for nothing around it: coalesce(it, 0), CASE WHEN … THEN it END. */
const char *clauses_peeled(struct arena *arena, const char *expr);
/* Whether an expression has an aggregate call of its own, not one of a subquery. */
bool clauses_aggregate(struct arena *arena, const char *expr);
/*
 * The subqueries of an expression that yield a value, outside of its aggregate calls, each without its
 * brackets; and the expression with NULL in their place.
 */
const char *clauses_subqueries(struct arena *arena, const char *expr,
                               const char *const **ret_queries, size_t *ret_count);

/* Whether a WITH of the query makes a table of this name, however it is quoted. */
bool clauses_with(const struct tokens *tokens, const char *name);
/* Whether a text mentions a name as a word outside of quoted texts. */
bool clauses_mention(struct arena *arena, const char *text, const char *name);
/* The same of a keyword, which may be written in small letters, but not in quotes. */
bool clauses_keyword(struct arena *arena, const char *text, const char *word);
/* Whether a query has this table in a FROM, its own or one within. */
bool clauses_read(struct arena *arena, const char *text, const char *table);

#endif
