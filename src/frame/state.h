/*
 * The frame's inside: what has been fetched and computed so far.
 *
 * A step says which period a value belongs to: how many periods back and how many years back from
 * the report's own. 上期 is one back, 同期 one year; an indicator whose formula mentions 上期 can
 * itself be asked for of 上期, so steps add up.
 */
#ifndef FRAME_STATE_H
#define FRAME_STATE_H

#include <huibao/frame.h>

#include "guard.h"
#include "params.h"
#include "query.h"

struct step {
    unsigned back, years;
    const char *child; /* a community below the report's unit, whose figures these are; or NULL */
};

struct stepped { /* the parameters of one step */
    struct step step;
    struct frame_params params;
    struct stepped *next;
};

struct run { /* a dataset at one step */
    const struct define_dataset *dataset;
    struct step step;
    bool good; /* false: its diagnostics have been given */
    struct frame_table table;
    struct run *next;
};

struct streamed { /* a dataset whose rows were handed on, not kept */
    const struct define_dataset *dataset;
    struct frame_table table; /* without cells */
    struct streamed *next;
};

struct personal_origin;

struct personal_origins { /* the personal columns of the tables beneath the views; personal.c */
    struct personal_origin *items;
    size_t count, capacity;
    bool known;
};

enum computed_state { COMPUTED_BUSY, COMPUTED_GOOD, COMPUTED_BAD };

struct computed { /* an indicator with a formula at one step */
    const struct define_indicator *indicator;
    struct step step;
    enum computed_state state;
    struct value value;
    struct computed *next;
};

struct frame {
    struct arena *arena;
    const struct report *report;
    struct world world;
    struct guard store;    /* the records */
    struct guard memory;   /* the private database, where expressions are evaluated */
    struct stepped *steps; /* the first is the report's own */
    struct run *runs, **runs_end;
    struct streamed *streamed, **streamed_end;
    struct computed *computed, **computed_end;
    struct personal_origins origins;
    size_t bytes;                /* fetched so far */
    const char *const *children; /* once asked for */
    size_t child_count;
    int depth;                   /* of formulas within formulas */
    const struct frame_row *row; /* of the innermost each at work, or NULL */
    const char *const *names;    /* all indicators and parameters, for messages */
    size_t name_count;
};

/* A frame without arguments and records; both databases are still closed. */
struct frame *frame_new(const struct report *report, const struct world *world);
/* Opens the private database and the records (NULL: an empty database with the schema). */
bool frame_connect(struct frame *frame, const char *database, struct diags *diags);

bool step_same(struct step a, struct step b);
struct step step_add(struct step step, enum define_shift shift);
const char *step_show(struct arena *arena, struct step step); /* 本期, 上期, 同期, 同期.上期 … */
/* The parameters at a step. What is computed wrongly then is told once; it has no value. */
const struct frame_params *step_params(struct frame *frame, struct step step, struct diags *diags);

/* division.c: FRM055 for a column of counts divided as whole numbers. */
void division_check(struct frame *frame, const struct define_dataset *dataset, struct diags *diags);

/* computed.c: computes the parameters that are, from the others of `params`. */
bool computed_params(struct frame *frame, struct frame_params *params, struct diags *diags);
/* A computed parameter as the statement that yields its one value. */
sqlite3_stmt *computed_prepare(struct frame *frame, const struct define_param *param,
                               struct query *ret_query, struct diags *diags);

/* run.c: the dataset's rows at a step, run once; NULL after a diagnostic, given once. */
const struct frame_table *run_dataset(struct frame *frame, const struct define_dataset *dataset,
                                      struct step step, struct diags *diags);
/* Binds the :names of a statement, and leaves its first `own` numbered parameters alone. */
bool run_bind(struct frame *frame, const struct query *query, sqlite3_stmt *statement,
              const struct frame_params *params, int own, struct diags *diags);
/* The value in a column of the row at hand; false with what it is instead (二进制数据 …). */
bool run_value(struct arena *arena, sqlite3_stmt *statement, int column, struct value *ret_value,
               const char **ret_instead);
bool run_bind_value(sqlite3_stmt *statement, int index, struct value value);
/* The names of a statement's columns; false with FRM033 when two are the same. */
bool run_columns(struct frame *frame, const struct define_dataset *dataset, sqlite3_stmt *statement,
                 struct frame_table *table, struct diags *diags);
/* Whether the dataset yields every indicator declared with it (FRM031). */
bool run_has_indicators(struct frame *frame, const struct define_dataset *dataset,
                        const struct frame_table *table, struct diags *diags);
/* Index of a column, or −1. */
int run_column(const struct frame_table *table, const char *name);

/* expr.c: the statement that evaluates an expression; its names are parameters 1 …. */
sqlite3_stmt *expr_prepare(struct frame *frame, const struct define_expr *expr,
                           struct query *ret_query, struct diags *diags);
bool expr_value(struct frame *frame, const struct define_expr *expr, struct step step,
                struct value *ret_value, struct diags *diags);
/* Of the report's own step; a name that is a column of the row (NULL: none) is its cell. */
bool expr_value_at(struct frame *frame, const struct define_expr *expr,
                   const struct frame_cursor *row, struct value *ret_value, struct diags *diags);
/* aggregate.c: 合计(数据.列) or 行数(数据) at a step; the sum of nothing is missing. */
bool aggregate_value(struct frame *frame, const struct define_name *name, struct step step,
                     struct value *ret_value, struct diags *diags);
/* children.c: the communities below the report's street or district; false after a diagnostic. */
bool children_list(struct frame *frame, const char *const **ret_names, size_t *ret_count,
                   struct diags *diags);
bool children_sum(struct frame *frame, const struct define_name *name, struct step step,
                  struct value *ret_value, struct diags *diags);
/* The same parameters for one of them: 社区 is it. */
struct frame_params children_params(struct frame *frame, const struct frame_params *params,
                                    const char *child);
/* An indicator's or a parameter's value at a step. */
bool expr_name(struct frame *frame, const struct define_name *name, struct step step,
               struct frame_scalar *ret_scalar, struct diags *diags);

#endif
