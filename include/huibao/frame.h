/*
 * frame: a report's data, fetched read-only and kept.
 *
 * Owns      resolving parameters, running the datasets against the store (SELECT only: read-only
 *           connection, authorizer, limits on rows, steps and time), and a private in-memory
 *           database whose one-row tables 本期, 上期 and 同期 hold the scalars, where expressions
 *           and conditions are evaluated.
 * Protocol  frame_open resolves the parameters; datasets run when first asked for, once each.
 * Lifetime  everything returned lives until frame_close.
 * Failure   diagnostics FRM… with the place in the definition and SQLite's own words as detail.
 *           A NULL from the database is a VALUE_NULL, never an error here.
 * Limits    world->max_rows per dataset, world->max_sql_ms per query.
 */
#ifndef HUIBAO_FRAME_H
#define HUIBAO_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/define.h>
#include <huibao/period.h>
#include <huibao/value.h>

struct frame;

struct frame_argument { /* -p name=text */
    const char *name;
    const char *text;
};

struct frame_scalar {
    struct value value;                       /* a period parameter is the date of its first day */
    const struct define_indicator *indicator; /* or NULL for a parameter */
    const struct define_param *param;         /* or NULL for an indicator */
    bool is_period;
    struct period period; /* of a period parameter, shifted as asked */
};

struct frame_table {
    const char *const *columns;
    size_t column_count;
    const struct value *cells; /* row_count × column_count, row by row; personal data masked */
    const struct value *keys;  /* the same before masking: only to tell whether two are the same */
    size_t row_count;
};

/* A row of an {{#each}} at work; it belongs to the caller and must live until it is left. */
struct frame_row {
    const struct define_each *each;
    const struct frame_table *table; /* of its dataset */
    size_t row;                      /* in the table */
    size_t number;                   /* 序号, from 1 */
    const struct frame_row *outer;   /* set by frame_enter */
};

/* database: the path of the store's file. NULL with diagnostics for bad or missing arguments. */
struct frame *frame_open(const char *database, const struct report *report,
                         const struct frame_argument *arguments, size_t argument_count,
                         const struct world *world, struct diags *diags);
void frame_close(struct frame *frame); /* NULL is allowed */
bool frame_scalar(struct frame *frame, const struct define_name *name,
                  struct frame_scalar *ret_scalar, struct diags *diags);
/* From here to frame_leave, names of the row's each stand for its columns. Rows nest. */
void frame_enter(struct frame *frame, struct frame_row *row);
void frame_leave(struct frame *frame); /* the row entered last */
/* A NULL result of the condition is false. */
bool frame_condition(struct frame *frame, const struct define_expr *condition, bool *ret_holds,
                     struct diags *diags);
/* The value of an expression: of one side of a check. */
bool frame_value(struct frame *frame, const struct define_expr *expr, struct value *ret_value,
                 struct diags *diags);
/* The same about one row of a dataset, whose columns come first among the names. */
struct frame_cursor {
    const struct frame_table *table;
    size_t row;
};
bool frame_value_at(struct frame *frame, const struct define_expr *expr,
                    const struct frame_cursor *row, struct value *ret_value, struct diags *diags);
/*
 * What 合计(下级.指标) of a rule is made of: the communities without a value, then from the largest.
 * NULL after a diagnostic.
 */
struct frame_child {
    const char *name;
    struct value value;
    size_t order; /* by code */
};
const struct frame_child *frame_children(struct frame *frame, const struct define_name *name,
                                         size_t *ret_count, struct diags *diags);
const struct frame_table *frame_table(struct frame *frame, const struct define_dataset *dataset,
                                      struct diags *diags);
/*
 * The rows of a dataset of this period one after another, none kept, however many: `columns` is called once,
 * then `row` for each with its cells, personal data masked, whose texts are good until it returns. Each ends
 * it by returning false, after a diagnostic. False after any.
 */
struct frame_taker {
    bool (*columns)(void *context, const char *const *columns, size_t count);
    bool (*row)(void *context, const struct value *cells);
    void *context;
};
bool frame_stream(struct frame *frame, const struct define_dataset *dataset,
                  const struct frame_taker *taker, struct diags *diags);
/* The report's period (its first period parameter); false if it has none. */
bool frame_period(const struct frame *frame, enum define_shift shift, struct period *ret_period);
/* The report's period is not over: its X末 is today, and 上期 and 同期 end as early. */
bool frame_is_partial(const struct frame *frame);
/* Prepares every statement and expression of a report against an empty database: `huibao check`. */
bool frame_check(const struct report *report, const struct world *world, struct diags *diags);
/* Of a report that define refused, read in part: the SQL about which define has said nothing, and
   the columns that tables and charts take, so that these mistakes are told in the same run. */
void frame_check_refused(const struct report *report, const struct world *world,
                         struct diags *diags);
/* Everything fetched so far: parameters, scalars, tables. */
void frame_dump(struct frame *frame, struct buf *out);
const struct diag_kind *const *frame_diags(size_t *ret_count);

#endif
