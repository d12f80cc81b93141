/*
 * import: files that colleagues keep, into checked records.
 *
 * Owns      recognising the encoding, reading CSV (libcsv), choosing a workbook's sheet (the files
 *           themselves are read by the sheet room), matching headers in any order and
 *           with synonyms, checking each cell with its place, all-or-nothing loading.
 * Protocol  one call per file; the store must be open for writing.
 * Failure   diagnostics IMP… with file:line:column (line of the file, column as a spreadsheet counts
 *           it, from 1); all mistakes of a file in one run; with any error nothing is loaded, or,
 *           when asked for (partial), what is right is loaded and the wrong records go to a file
 *           with the same columns and the reasons, which can be corrected and imported.
 * Limits    world->max_line_bytes per record; memory does not grow with the file.
 */
#ifndef HUIBAO_IMPORT_H
#define HUIBAO_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diags;
struct world;
struct store;
struct store_kind;
struct diag_kind;

enum { IMPORT_MISTAKES_MOST = 40 };

struct import_mistake { /* how often one kind of mistake was made, the most frequent first */
    const struct diag_kind *kind;
    int64_t count;
};

/* What the import makes of the file's columns and of its first good rows. */
struct store_field;
enum import_column_use {
    IMPORT_COLUMN_TAKEN,
    IMPORT_COLUMN_SKIPPED, /* 序号, 原因 */
    IMPORT_COLUMN_UNKNOWN, /* an error of its own */
    IMPORT_COLUMN_UNTITLED,
    IMPORT_COLUMN_TWICE /* says what an earlier one says: an error too */
};
/* Why it is taken for that field, or left out. */
enum import_column_source {
    IMPORT_BY_NAME,    /* the field's own name, or 序号 and its like */
    IMPORT_BY_SYNONYM, /* a file of synonyms */
    IMPORT_AS_SAID,    /* `maps` or `ignored` */
    IMPORT_AS_SAVED    /* the same, from a mapping saved before */
};
struct import_column {
    const char *title;
    enum import_column_use use;
    const struct store_field *field; /* when it is taken */
    enum import_column_source source;
};
struct import_preview_row {
    long line;
    const char *const *cells; /* per column, as stored, personal data masked; "" for nothing */
};
enum { IMPORT_PREVIEW_ROWS = 5 };
struct import_preview {
    const struct import_column *columns;
    size_t column_count;                      /* 0: no header was found */
    const struct store_field *const *missing; /* fields the file has no column for */
    size_t missing_count;
    struct import_preview_row rows[IMPORT_PREVIEW_ROWS];
    size_t row_count;
};

/* What the user has said of a column, read: what a saved mapping holds. */
struct import_said {
    const char *column;              /* as it was written */
    const struct store_field *field; /* NULL: it is left out */
};

struct import_result {
    int64_t rows; /* records read */
    int64_t added, changed, same;
    int64_t batch;       /* its number, for undoing it; 0: nothing was loaded */
    int64_t rejected;    /* partial: records not loaded */
    const char *rejects; /* partial: the file they are in, of the arena given; NULL: none */
    struct import_mistake mistakes[IMPORT_MISTAKES_MOST]; /* filled in on failure too */
    size_t mistake_count;
    const struct import_said *said; /* of the arena given; NULL without one */
    size_t said_count;
    const char *encoding; /* UTF-8, UTF-8（BOM）, GB 18030, UTF-16, XLSX, XLS */
};

/*
 * What people call columns, and the words they write for codes (names.c), from YAML files:
 *     列名: {住户: {户主: [户主姓名, 姓名]}, 通用: {身份证号: [公民身份号码]}}
 *     用语: {性别: {男: [男性, 1]}}
 * A kind's own names go before 通用, which serves every kind that has the field. A writing that
 * means two things in one kind is an error. The arena owns the names.
 */
struct import_names;
struct import_names *import_names_new(struct arena *arena);
/* Adds a file's; false with diagnostics, all mistakes of the file. */
bool import_names_read(struct import_names *names, const char *path, const struct world *world,
                       struct diags *diags);
/* What else files call a field, in the order of the files of synonyms. */
const char *const *import_titles_of(const struct import_names *names, const struct store_kind *kind,
                                    const struct store_field *field, struct arena *arena,
                                    size_t *ret_count);

struct store_change;
typedef void import_change(void *context, const struct store_change *change);
typedef void import_progress(void *context, int64_t rows, int64_t bytes_done, int64_t bytes_total);

/* Where checked records go when they are not to be loaded. Columns that no field of the kind is
   known for are then left out with a warning, and neither parents nor other records are asked for. */
struct value;
struct place;
struct import_sink {
    void *context;
    const bool *wanted; /* per field: it must have a column and a value; others may lack both */
    /* Once, before the first record: per field its column from 1, 0 when the file has none. */
    void (*columns)(void *context, const long *columns);
    /* One record, typed and checked; false with a diagnostic stops the file. */
    bool (*take)(void *context, const struct value *values, const struct place *place,
                 struct diags *diags);
};

struct import_options {
    bool dry_run;        /* check everything, load nothing */
    bool partial;        /* load the good records, and write the others to a file */
    const char *rejects; /* partial: that file; NULL: <name>-未导入.csv beside the input */
    struct arena *arena; /* partial, preview, said: for the result's texts */
    struct import_preview
        *preview; /* filled in, on failure as far as there is something; or NULL */
    const struct import_names *names; /* NULL: fields and codes by their own names only */
    const struct import_sink *sink;   /* or NULL: the records are loaded */
    const char *sheet;                /* of a workbook; NULL: the one whose columns fit */
    /* NULL-terminated, or NULL: which column holds a field (户主=姓名: the field, then the title in
       the file), and titles of columns that are left out. They go before all synonyms. */
    const char *const *maps, *const *ignored;
    const char
        *saved; /* the name these two were saved under; NULL: they are said now. A saved column
                          that is left out need not be in the file. */
    import_change *change; /* told of each field that was, or would be, changed; or NULL */
    void *change_context;
    import_progress *progress; /* may be NULL */
    void *progress_context;
};

/* `store` may be NULL when there is a sink. A sink changes nothing anywhere: rejects are counted,
   not written, and batch, added and the like stay 0. */
bool import_file(struct store *store, const struct store_kind *kind, const char *path,
                 const struct import_options *options, const struct world *world,
                 struct import_result *ret_result, struct diags *diags);
const struct diag_kind *const *import_diags(size_t *ret_count);

#endif
