/*
 * A statement taken apart: its WITH, the SELECTs joined by UNION, what stands in a FROM. Each part is
 * SQL text of its own. SQLite has accepted the whole before, so that it is well formed.
 */
#ifndef FRAME_PARTS_H
#define FRAME_PARTS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct parts_table { /* of a WITH */
    const char *name;
    const char *const *columns; /* WITH t(a, b) AS …; NULL: not given */
    size_t column_count;
    const char *body; /* without its brackets */
    const struct parts_table *next;
};

struct parts {
    const struct parts_table *tables; /* the last first */
    const char *with;                 /* all of them as text, without the word; "" for none */
    const char *const *arms;          /* SELECT … or VALUES …; one without UNION */
    size_t arm_count;
    const char *whole; /* all of them, with the ORDER BY and LIMIT behind them */
    bool merges;       /* other than UNION ALL: the same rows become one */
    bool subtracts;    /* INTERSECT or EXCEPT; */
    size_t kept;       /* then the arms before them, of whose rows some survive; else all arms */
    bool rejoined;     /* a UNION behind them: what survived may come back */
    bool limited;      /* LIMIT of the whole UNION */
};

struct parts parts_read(struct arena *arena, const char *sql);

struct parts_source {  /* one table of a FROM */
    const char *text;  /* a name, or a query without its brackets */
    const char *alias; /* what its columns may be qualified with; "" for a query without one */
    bool query;
    size_t start, end; /* bytes of the FROM: it and its alias */
};

/* False when it has something else in it: a JOIN in brackets. */
bool parts_sources(struct arena *arena, const char *from, struct parts_source **ret_sources,
                   size_t *ret_count);
/* The FROM with a query, in brackets and under the same alias, in a source's place. */
const char *parts_replaced(struct arena *arena, const char *from, const struct parts_source *source,
                           const char *query);

struct parts_name {    /* of a column, in an expression */
    const char *table; /* what it is qualified with; "" for none */
    const char *column;
    size_t from, to; /* words of the expression */
};

/* The names outside of subqueries, of functions, and of texts. Keywords are among them. */
size_t parts_names(struct arena *arena, const char *expr, const struct parts_name **ret_names);
/*
 * A subquery with values in the place of columns that are qualified with one of the tables around it
 * and not with one of its own.
 */
struct parts_outer {
    const char *const *tables; /* around it */
    size_t table_count;
    struct parts_name *names; /* found: each place once */
    size_t count;
};
void parts_outer_names(struct arena *arena, const char *query, struct parts_outer *outer);
const char *parts_filled(struct arena *arena, const char *query, const struct parts_outer *outer,
                         const char *const *values);

#endif
