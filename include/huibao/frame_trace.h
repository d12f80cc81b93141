/*
 * frame_trace: where a value comes from, a part of frame's contract.
 *
 * Owns      following a name or a cell to its query, the values bound in it, the formula's parts,
 *           and the records that were counted, each with its import batch, file and line.
 * Protocol, lifetime, failure  as frame.h says. That records cannot be listed is no failure: the
 *           reason is part of the answer.
 * Limits    as for datasets; a formula's part that was shown before is marked and not repeated.
 */
#ifndef HUIBAO_FRAME_TRACE_H
#define HUIBAO_FRAME_TRACE_H

#include <huibao/frame.h>

struct frame_binding { /* :社区 = 春晖社区 */
    const char *name;
    struct value value;
};

struct frame_trace {
    const char *name; /* as an author writes it: 上期.调解受理, 纠纷分类.受理 */
    const char *step; /* 本期, 上期, 同期, 同期.上期 … */
    struct frame_scalar scalar;
    const struct define_dataset *dataset; /* a value out of its column; or NULL */
    const char *column;
    size_t row;      /* from 0 */
    const char *sql; /* the dataset's, of many columns only the one that matters */
    const struct frame_binding *bindings; /* of the dataset's query */
    size_t binding_count;
    struct frame_trace *parts; /* of a formula: each name it mentions, once */
    bool again;                /* traced before in the same tree: no parts, no bindings */
    unsigned back, years;      /* the step, in periods and years before the report's own */
    struct frame_trace *next;
};

struct frame_record { /* a record of the community that a value counts */
    const struct value *cells;
    int64_t batch, line;
    const char *file, *imported_at; /* "" when the batch is not known */
};

struct frame_records {
    const char *reason; /* why they cannot be listed; NULL: they are */
    const char *what;   /* 计入的记录, 这一组的记录 … */
    const char *sql;    /* the query that lists them */
    bool given;         /* by the author (detail), not made from the dataset's query */
    const char *const *columns;
    size_t column_count;
    const struct frame_record *items;
    size_t count, total; /* `count` of `total` are here */
};

struct frame_records_request {
    size_t most;   /* records to list; all are counted */
    bool unmasked; /* names, ID numbers and telephones in full */
};

struct frame_trace *frame_trace_name(struct frame *frame, const struct define_name *name,
                                     struct diags *diags);
/* The dataset has been fetched and has this column and row. */
struct frame_trace *frame_trace_cell(struct frame *frame, const struct define_dataset *dataset,
                                     const char *column, size_t row, struct diags *diags);
/* Of a trace with a dataset. */
struct frame_records frame_trace_records(struct frame *frame, const struct frame_trace *trace,
                                         const struct frame_records_request *request);

/*
 * The last import of records that a dataset reads and that was not taken back: 2026-11-03
 * 纠纷台账.csv. Of a dataset about a community (street, district), the last that brought records of
 * it as they are now. NULL when there is none.
 */
const char *frame_last_import(struct frame *frame, const struct define_dataset *dataset);
/* The kinds of records that a dataset reads, by their Chinese names: 纠纷. */
const char *const *frame_kinds(struct frame *frame, const struct define_dataset *dataset,
                               size_t *ret_count);
struct frame_import {    /* an import batch that was not taken back */
    int64_t batch, rows; /* of the file */
    int64_t kept;        /* records that are still as this batch wrote them */
    const char *file;    /* without its folder */
    const char *at;      /* 2026-11-03 08:30:00 */
};
/* All imports of a kind, the first first. NULL when they cannot be read. */
const struct frame_import *frame_imports(struct frame *frame, const char *kind, size_t *ret_count);

#endif
