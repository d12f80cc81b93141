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

#endif
