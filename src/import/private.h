/* What the files of the import room share. */
#ifndef IMPORT_PRIVATE_H
#define IMPORT_PRIVATE_H

#include <huibao/base.h>
#include <huibao/import.h>
#include <huibao/store.h>

#include "import_diags.h"

/* ---- records of a CSV file (csv.c) ---- */

struct import_record {
    long line; /* physical line on which it starts, from 1 */
    const char *const *cells;
    size_t count;
};

struct import_record import_record_copy(struct arena *arena, const struct import_record *record);

typedef void import_on_record(void *context, const struct import_record *record);

struct import_csv;
/* `max_bytes` bounds one record. The arena owns the reader. */
struct import_csv *import_csv_new(struct arena *arena, const char *path, size_t max_bytes,
                                  import_on_record *on_record, void *context, struct diags *diags);
/* Which mark separates the cells of a text's first lines: , ; or a tab. Before the first feed. */
void import_csv_recognise(struct import_csv *csv, const char *text, size_t length);
/* Takes the next piece of UTF-8; false when reading on makes no sense (a record is too long). */
bool import_csv_feed(struct import_csv *csv, const char *bytes, size_t length);
void import_csv_finish(struct import_csv *csv);     /* the end of the file */
long import_csv_line(const struct import_csv *csv); /* the line being read */

/* ---- one file on its way (file.c) ---- */

struct import_foot { /* a row that is no record, as far as has been read */
    struct import_record record;
    size_t column; /* the cell that says so */
};

enum {
    IMPORT_LOOKED_AT = 20, /* rows in which the header should stand */
    IMPORT_HEAD_ROWS = 3   /* that titles may take */
};

struct import_missing {
    const char *hint; /* what was said to do about the first; NULL: none yet */
    size_t alike;     /* of which the same is said */
};

struct import_run {
    struct store *store;
    const struct store_kind *kind;
    const struct import_names *names; /* or NULL */
    const struct import_sink *sink;   /* or NULL */
    const char *path;
    const struct world *world;
    struct diags *diags;      /* where to say things now: the file's, or the row's */
    struct diags *file_diags; /* the caller's */
    struct diags *row_diags;  /* of the row at hand */
    size_t told;              /* of the rows' mistakes, in file_diags */
    struct arena *arena;      /* for the file */
    struct arena *scratch;    /* for a row or so */

    bool header_read, stopped, batch_open;
    bool padded;       /* a record may end before its last empty cells */
    bool serials_told; /* that dates are written as Excel's numbers */
    bool header_lost;  /* none of the first rows was a header */
    size_t above;      /* rows read before the header */
    struct import_record first, above_rows[IMPORT_LOOKED_AT]; /* the first of them; all */
    struct import_record heads[IMPORT_HEAD_ROWS]; /* the header's rows, or what may be */
    size_t head_count;
    size_t repeated; /* rows that are the titles over again, … */
    long repeated_line;
    bool ids_passed;          /* 栏次 */
    struct import_foot *foot; /* below the records, while the file's end is awaited */
    size_t foot_count, foot_capacity;
    size_t column_count; /* titles up to the last one that is not empty */
    size_t *fields;      /* per column: the field it holds, or one of IMPORT_NO_FIELD … */
    long *columns;       /* per field: its column from 1, 0 when the file has none */
    const struct import_record *record; /* being checked */
    struct value *values;               /* of it, per field */
    const struct import_rule *rules;    /* of the kind, between cells */
    size_t rule_count;
    int64_t rows;
    const char *format; /* the encoding, or the kind of workbook */
    bool partial, dry_run;
    import_change *change;
    void *change_context;
    const char *rejects_wish; /* the name asked for, or NULL */
    const char *rejects_path; /* once there is one */
    struct outfile *rejects;
    const char **titles; /* as the file has them */
    struct import_map *maps;
    size_t map_count;
    const char *saved; /* the name the maps were saved under, or NULL */
    struct import_preview *preview;
    struct arena *preview_arena;
    int64_t rejected;
    struct import_mistake mistakes[IMPORT_MISTAKES_MOST];
    size_t mistake_count;
    struct import_missing *missing; /* per field: records it refers to that are not there */
    size_t errors_before;
};

#define IMPORT_NO_FIELD SIZE_MAX       /* a title that is not known */
#define IMPORT_SKIPPED (SIZE_MAX - 1)  /* 序号 and its like */
#define IMPORT_UNTITLED (SIZE_MAX - 2) /* no title: no cell may hold anything */
#define IMPORT_TWICE (SIZE_MAX - 3)    /* a title that says what an earlier one says */

/* What a file's records go to, in order, and what its end means to those who wait for a header. */
void import_record_read(void *run, const struct import_record *record);
void import_records_end(struct import_run *run);
void import_heads_look(struct import_run *run, const struct import_record *record); /* heads.c */
void import_row_read(struct import_run *run, const struct import_record *record);
/* Trimmed, and on one line: for messages. */
const char *import_one_line(struct arena *arena, const char *cell);

/* ---- rows between the records that are none (aside.c) ---- */
bool import_aside_pass(struct import_run *run, const struct import_record *record);
void import_asides_tell(struct import_run *run);

/* ---- rows that are wrong (reject.c) ---- */

/* Between these two what is said belongs to one row; the end counts it and passes it on. True when
   the row is without errors. */
void import_row_begin(struct import_run *run);
bool import_row_end(struct import_run *run, const struct import_record *record);
/* Closes the file of rejects; false with a diagnostic. */
/* What was not said row by row; before the import is finished. */
void import_missing_tell(struct import_run *run);
bool import_rejects_finish(struct import_run *run, bool keep);
/* Mistakes, the most frequent first. */
void import_mistakes_sort(struct import_run *run);

/* ---- what stands below the records (foot.c) ---- */

/* Whether the row is none: a total, a note, who filled it in. It is held then. */
bool import_foot_hold(struct import_run *run, const struct import_record *record);
/* Whether a cell that every record needs is empty, or the row ends before it. */
bool import_row_lacks(struct import_run *run, const struct import_record *record);
void import_foot_flush(struct import_run *run); /* a record follows: they are mistakes */
void import_foot_tell(struct import_run *run);  /* the end: what was not read */

/* ---- looking before loading (preview.c) ---- */
void import_preview_header(struct import_run *run);
void import_preview_row(struct import_run *run, long line);
/* 2026-10-31; of a day of birth only 1990-01-**. */
const char *import_date_shown(struct arena *arena, const struct store_field *field, int32_t date);

/* ---- a workbook (workbook.c) ---- */

/* All records of the sheet that fits the kind, or of the one asked for. */
void import_workbook_read(struct import_run *run, const struct import_options *options,
                          const char **ret_format);

/* ---- what typing leaves in a cell (clean.c) ---- */
/* Most cells hold nothing to clean, nor control characters, and are read where they stand. */
bool import_clean_is_plain(const char *cell);
/* Trimmed; without invisible characters, Excel's apostrophe and spaces that mean nothing in the
   field; half-width unless it is a text. */
const char *import_clean(struct arena *arena, const struct store_field *field, const char *cell);

/* ---- columns whose meaning the user has said (map.c) ---- */
struct import_map {
    const char *title;  /* as titles are compared */
    const char *column; /* as the user wrote it */
    size_t field;       /* or IMPORT_SKIPPED */
    bool used;
};
/* False with diagnostics. */
bool import_maps_prepare(struct import_run *run, const struct import_options *options);
struct import_map *import_map_find(const struct import_run *run, const char *title);
/* What has been said of columns, for saving it; nothing without an arena. */
void import_maps_tell(const struct import_run *run, struct arena *arena,
                      struct import_result *result);
/* Whether a column was said to hold the field. */
bool import_map_claims(const struct import_run *run, size_t field);
/* Stops the run when the header lacks one of the columns. */
void import_maps_check(struct import_run *run, const struct import_record *record);

/* ---- the header (headers.c) ---- */
char *import_title_plain(struct arena *arena, const char *written);
/* By its name or a synonym; IMPORT_NO_FIELD or IMPORT_SKIPPED when it is none. */
size_t import_field_called(struct import_run *run, const char *name);
/* Why a column of the file is taken for what it is. */
enum import_column_source import_column_source(struct import_run *run, const char *written);

/* Whether a file must have it, and each record a value. */
bool import_is_wanted(const struct import_run *run, size_t field);
/* Whether a row is a header: it names fields of this kind, or all that another kind wants. */
bool import_header_is(struct import_run *run, const struct import_record *record);
/* How many of a row's titles name a field of the kind. */
size_t import_header_titles(struct import_run *run, const struct import_record *record);
/* Whether a header has all that is wanted, and no title that is not known. */
bool import_header_is_whole(struct import_run *run, const struct import_record *record);
/* Reads the header record; errors that make the rest meaningless stop the run. */
void import_header_read(struct import_run *run, const struct import_record *record);
/* One cell into a value; false with a diagnostic. */
bool import_cell_read(struct import_run *run, size_t field, const char *cell,
                      const struct place *place, struct value *ret_value);
/* What must hold between the cells of one record; false with diagnostics. Prepared once a file. */
void import_rules_prepare(struct import_run *run);
bool import_rules_check(struct import_run *run, long line);

#define IMPORT_TOLD_MOST 500 /* what base keeps: beyond it hints are not worth their time */

/* Adds a diagnostic and says whether it was kept: hints that cost something are for those only. */
bool import_add(struct import_run *run, const struct diag_kind *kind, const struct place *place,
                const char *const *args);

/* ---- names people write (names.c); NULL names: only the canonical ones ---- */

/* The field that a title means in a kind: by its name, or as people call it; or IMPORT_NO_FIELD. */
size_t import_field_meant(const struct import_names *names, const struct store_kind *kind,
                          const char *title);
/* 大学本科 for 本科, or NULL. */
const char *import_code_meant(const struct import_names *names, const struct store_kind *kind,
                              const struct store_field *field, const char *word,
                              struct arena *scratch);
/* All titles of a kind, for “did you mean”. */
const char *const *import_titles_known(const struct import_names *names,
                                       const struct store_kind *kind, struct arena *arena,
                                       size_t *ret_count);

/* ---- numbers with check characters (identity.c) ---- */

bool import_credit_code_shape(const char *text);
bool import_credit_code_check(const char *text); /* GB 32100 */
bool import_looks_scientific(const char *text);  /* 4.20E+17 */

/* ---- decimal numbers (numbers.c) ---- */

struct import_decimal {
    int64_t digits; /* value × 10^decimals */
    int decimals;   /* without trailing zeros */
};
/* 1234, -12.50, 1,234,567.8; at most 18 digits. */
bool import_decimal_parse(const char *text, struct import_decimal *ret_decimal);

#endif
