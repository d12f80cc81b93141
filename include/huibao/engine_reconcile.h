/*
 * engine_reconcile: two sources of the same people or units compared. A part of engine's contract.
 *
 * What      two files, or a file and the records. Files are read as for an import, but only what
 *           records are matched by is required; no record is changed. The findings can be written
 *           as a table, CSV or XLSX.
 * Privacy   names, numbers and telephones are masked unless `unmasked`; against the records that is
 *           an entry of the log, or refused.
 * Limits    memory does not grow with the files, but with the findings of the table (about 0.5 KB
 *           each).
 * Failure   as engine.h says; nothing half-written.
 */
#ifndef HUIBAO_ENGINE_RECONCILE_H
#define HUIBAO_ENGINE_RECONCILE_H

#include <huibao/engine.h>

enum { ENGINE_SIDES = 2 };

struct engine_side {
    const char *path;                         /* NULL (the second only): the records */
    const char *sheet;                        /* of a workbook, or NULL */
    const char *const *maps, *const *ignored; /* NULL-terminated, as of engine_import */
    const char
        *as; /* the name of a saved mapping (engine_import's `as`), with neither of them; or NULL */
    /* results */
    const char *name; /* 派出所.csv, 数据库里的记录 */
    int64_t records;  /* without second ones */
    int64_t twice;    /* second ones */
    int64_t only;     /* in this side only, */
    int64_t ended;    /* and those of them that were over by today, which are not in `only` */
    int64_t rejected; /* rows with mistakes */
};
struct engine_differing {
    const char *field;
    int64_t count;
};
struct engine_reconciling {
    const char *kind; /* in English or Chinese */
    struct engine_side sides[ENGINE_SIDES];
    const char *const *by; /* fields, NULL-terminated; NULL or none: the kind's key */
    bool partial;          /* rows with mistakes are left out; otherwise they are refused */
    bool unmasked;
    const char *community; /* of the records: only this one's; NULL: all */
    const char *out;       /* the table, .csv or .xlsx; or NULL */
    engine_progress *progress;
    void *progress_context;
    /* results */
    const char *chinese;                      /* the kind's */
    const char *matched_by;                   /* 身份证号 */
    const char *compared;                     /* 姓名、性别 */
    int64_t same, different;                  /* in both */
    const struct engine_differing *differing; /* fields in which something differs, of the kind */
    size_t differing_count;
};
/* Results belong to the arena. */
bool engine_reconcile(struct engine *engine, struct engine_reconciling *task, struct arena *arena,
                      struct diags *diags);

#endif
