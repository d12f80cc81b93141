/*
 * The records behind a value of a query with WITH, UNION or subqueries. The value is followed inwards,
 * a level at a time: in the row at hand, which tables is the column made of; if one is a query itself,
 * which of its rows is it, and which column there. A level that aggregates yields its source rows by
 * its own conditions. What is followed is asked of the database, and the value must come out again at
 * each level, else there is a reason instead.
 */
#ifndef FRAME_LINEAGE_H
#define FRAME_LINEAGE_H

#include "clauses.h"
#include "parts.h"
#include "records.h"

struct lineage_leaf { /* a query that lists records of one view: 批次, 行号, `columns` */
    const char *sql;
    size_t before; /* columns before them, of the row; */
    bool own;      /* it is the dataset's, to which they must be equal */
    const char *const *columns;
    size_t column_count;
};

struct lineage {
    const char *reason; /* NULL: the leaves are all */
    const char *what;
    const struct lineage_leaf *leaves;
    size_t count;
};

struct lineage lineage_find(struct frame *frame, const struct frame_trace *trace,
                            const struct frame_table *table);

/* ---- what the files of lineage share ---- */

struct scope { /* the WITH tables that a query sees */
    const struct parts_table *tables;
    const char *with; /* as text; "" for none */
};

struct lineage_column_use { /* what an expression takes from a source */
    bool any;
    bool *columns;
};

struct core { /* a SELECT at work */
    struct scope scope;
    struct clauses cut;
    struct parts_source *sources;
    const char *const **names; /* per source: of its columns */
    size_t *name_counts;
    size_t source_count;
    bool aggregates;
};

/* Which row of a SELECT: by the values of its first columns, or by its place. */
struct spot {
    const char *const *values; /* as SQL texts */
    const size_t *columns;     /* of which columns; NULL: of all */
    size_t count;
    bool placed;
    size_t place;
    bool own;                     /* it is the dataset's row */
    const struct value *expected; /* what stands in the column that is looked at; NULL: not known */
};

struct answer { /* rows of an intermediate query */
    const char *sql;
    struct value *values;
    size_t row_count, column_count;
};

struct following {
    struct frame *frame;
    struct arena *arena;
    const struct frame_trace *trace;
    const struct frame_table *table;
    struct lineage_leaf *leaves;
    size_t leaf_count, leaf_capacity;
    struct buf mentioned; /* texts whose columns are worth showing */
    const char *reason;
    const char *absent;  /* why something that was followed holds no records */
    size_t asked, words; /* questions, and words that SQLite made of them */
    int depth;
    bool followed;  /* to rows that were counted, if there are any */
    bool part;      /* not counted one by one: 参与计算的记录 */
    bool repeats;   /* the same ones count once */
    bool group;     /* the rows of a group */
    bool constants; /* rows written out in the SQL were left aside while carrying */
};

struct wanted { /* a column of a row of a SELECT, and what it is there when that is known */
    const struct core *core;
    const struct spot *spot;
    size_t column;
};

/* The columns of a source that tell its rows apart, then those looked at, as expressions. */
struct keyed {
    size_t *keys, count, *wanted, wanted_count;
    const char **extras;
    const char *query;
};

#define LINEAGE_NOT_OF_RECORDS "这一列的内容写在 SQL 里，不取自记录"

/* lineage.c: on into a column of the row of a query; into a subquery, with `column` 0. */
bool lineage_follow(struct following *following, const struct scope *outer, const char *sql,
                    size_t column, const struct spot *spot);
bool lineage_leaf(struct following *following, struct lineage_leaf leaf);
/* lineage_count.c: `expr` of a level that aggregates. */
bool lineage_follow_counted(struct following *following, const struct wanted *wanted,
                            const char *expr);
/* All source rows of a level by `where`, of which `expr` is made. */
bool lineage_follow_all(struct following *following, const struct core *core, const char *expr,
                        const char *where);
/* lineage_window.c: an `expr` with OVER. */
bool lineage_follow_window(struct following *following, const struct wanted *wanted,
                           const char *expr);
/* lineage_rows.c: of one that does not; a subquery in either. */
bool lineage_follow_shown(struct following *following, const struct wanted *wanted,
                          const char *expr);
bool lineage_follow_subquery(struct following *following, const struct wanted *wanted,
                             const char *query);
/* Without any that is wanted the first column stands for the row. */
struct keyed lineage_keys(struct following *following, const struct core *core, size_t source,
                          const bool *wanted);
/* On into the row of the source that has these values; behind the keys is what is looked at. */
bool lineage_follow_keyed(struct following *following, const struct core *core,
                          const struct keyed *keyed, const struct value *values);
/* A row that is not there is no matter when nothing stood in its column: of a LEFT JOIN. */
bool lineage_missing(struct following *following, const struct spot *spot);
/* Whether an expression names a column of the core's sources. */
bool lineage_names(struct following *following, const struct core *core, const char *expr);
/* A buffer's text; the buffer is done with. */
const char *lineage_text(struct following *following, struct buf *text);

/* Says why not, once; always false. */
bool lineage_refuse(struct following *following, const char *reason);
/* Runs a query with the parameters of the step, for few rows. */
bool lineage_ask(struct following *following, const char *sql, struct answer *ret_answer);
/* Whether no column of the answer from `first` on is personal: they are written into queries. */
bool lineage_public(struct following *following, const struct answer *answer, size_t first);
/* WITH …, more; "" when there is neither. */
const char *lineage_with(struct arena *arena, const struct scope *scope, const char *more);
/* What a query sees within a scope; false when a name stands for two tables. */
bool lineage_enter(struct following *following, const struct scope *outer,
                   const struct parts *parts, struct scope *ret_scope);
/* Takes a SELECT apart. */
bool lineage_core(struct following *following, const struct scope *scope, const char *sql,
                  struct core *ret_core);
/* `extras` of the core's row at a spot, behind the row's own columns when it is placed. */
const char *lineage_located(struct following *following, const struct core *core,
                            const struct spot *spot, const char *const *extras, size_t count);
/* Their values; row_count 0: there is no such row. Two of them are refused. */
bool lineage_row(struct following *following, const struct core *core, const struct spot *spot,
                 const char *const *extras, size_t count, struct answer *ret_answer);
/* A source's query, and the table of a WITH that it is; NULL: it is a view. */
const char *lineage_query(const struct core *core, const struct parts_source *source,
                          const struct parts_table **ret_table);
/* "alias". before the name of a column of it; "" for a query without an alias. */
const char *lineage_dot(struct following *following, const struct parts_source *source);
/* What an expression takes from each source; all false when nothing. */
struct lineage_column_use *lineage_uses(struct following *following, const struct core *core);
void lineage_use(struct following *following, const struct core *core, const char *expr,
                 struct lineage_column_use *uses);

/* lineage_carry.c: a query that aggregates nothing, with each row's record in further columns. */
struct carried {
    const char *query;
    const char *const
        *columns; /* of the view; in the query they are 来源1 …, behind 来源批次, 来源行号 */
    size_t column_count;
    bool repeats; /* rows that are the same were one */
    bool window;  /* what is wanted is made of other rows too */
};
/*
 * One for each arm of its UNIONs that holds records; false (no reason is given) when it is not of that
 * kind. `wanted` are the columns that matter: they tell which of joined tables is meant.
 */
bool lineage_carry(struct following *following, const struct core *core, size_t source,
                   const bool *wanted, struct carried **ret_carried, size_t *ret_count);
/* The view of a source when it holds records, and the columns to show of it. */
const struct guard_view *lineage_view(struct following *following,
                                      const struct parts_source *source);

#endif
