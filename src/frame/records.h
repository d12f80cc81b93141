/* How the records behind a value are listed: a query made from the dataset's own. */
#ifndef FRAME_RECORDS_H
#define FRAME_RECORDS_H

#include <huibao/frame_trace.h>

#include "state.h"

struct records_plan {
    const char *reason; /* NULL: there is a plan */
    const char *what;
    const char *sql;     /* own columns first, then 批次, 行号 and `columns` */
    size_t own;          /* columns of the dataset's row, which they must be equal to */
    const char *proof;   /* count(*) and what the value must be, by the same conditions */
    bool proves_value;   /* its second column is the value */
    const char *extreme; /* of min and max: the condition for the records that hold it, up to = */
    const char *const *columns;
    size_t column_count;
    const char *order;
};

struct records_plan records_plan(struct frame *frame, const struct frame_trace *trace,
                                 const struct frame_table *table);

/* What the files that make such queries share. */
bool records_is_of_records(const struct guard_view *view);
/* The columns worth showing: the record's key, then what `mentioned` (a text of SQL, or NULL) names. */
const char *const *records_columns(struct arena *arena, const struct guard_view *view,
                                   const char *mentioned, size_t *ret_count);
const char *records_literal(struct arena *arena, struct value value); /* as SQL text */
/* What is true of a row that the call counts; "" when every row is. */
struct clauses_count;
const char *records_condition(struct arena *arena, const struct clauses_count *count);
/* NULL and 0 are both nothing: coalesce(…, 0) is looked through. */
bool records_same(struct value a, struct value b);

#endif
