/*
 * engine: the one place that knows the whole line from records to files.
 *
 * Owns      putting the rooms together: init, import, list, check, render, dump, doctor.
 * Protocol  engine_new, any number of calls, engine_free. The dictionary, the definitions and the
 *           fonts are read once per engine, when first needed.
 * Lifetime  results belong to the arena or buffer given.
 * Failure   diagnostics of the rooms, and ENG… of its own. Never prints.
 */
#ifndef HUIBAO_ENGINE_H
#define HUIBAO_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/base.h>

struct engine;

struct engine *engine_new(const struct world *world, const char *database);
void engine_free(struct engine *engine);

enum engine_init_result {
    ENGINE_INIT_FAILED,
    ENGINE_INIT_CREATED,
    ENGINE_INIT_MIGRATED,
    ENGINE_INIT_CURRENT
};
enum engine_init_result engine_init(struct engine *engine, struct diags *diags);
/* Lets several machines use the database, on a share; or one only, which is faster. */
bool engine_share(struct engine *engine, bool shared, struct diags *diags);

typedef void engine_progress(void *context, int64_t rows, int64_t bytes_done, int64_t bytes_total);
struct engine_change_of {       /* one field of a record */
    int64_t line;               /* of the file */
    const char *key, *field;    /* 户号 100001; 户主 */
    const char *before, *after; /* "" for nothing */
};
typedef void engine_change(void *context, const struct engine_change_of *change);
struct engine_mistake { /* how often one kind of mistake stands in a file */
    const char *code, *text;
    int64_t count;
};
/* Looking before loading: what an import makes of the columns and of the first good rows. */
struct engine_column {
    const char *title, *field; /* field NULL: not taken, */
    const char *why;           /* and why */
    const char *source; /* where the field comes from: 保存的对应关系, 别名文件, … */
};
struct engine_preview_row {
    long line;
    const char *const *cells; /* per column, as stored, personal data masked; "" for nothing */
};
struct engine_preview {
    const struct engine_column *columns;
    size_t column_count;        /* 0: no header was found */
    const char *const *missing; /* fields the file has no column for */
    size_t missing_count;
    const struct engine_preview_row *rows;
    size_t row_count;
};

struct engine_import {
    bool dry_run;
    bool look;             /* fill in `preview` */
    bool partial;          /* load the good records, write the others to a file */
    const char *reject_to; /* that file; NULL: beside the input */
    const char *sheet;     /* of a workbook; NULL: the one whose columns fit */
    const char *const *maps, *const *ignored; /* NULL-terminated: 户主=姓名; 备注 */
    const char
        *as; /* the name to save these two under once the file is imported; without them, what
                       was saved under it is used; or NULL */
    engine_progress *progress;
    void *progress_context;
    engine_change *change; /* told of each field that was, or would be, changed; or NULL */
    bool unmasked;         /* with names, ID numbers and telephones in full */
    void *change_context;
    int64_t rows, added, changed, same; /* results */
    int64_t batch;                      /* its number, for undoing it; 0: nothing was loaded */
    int64_t rejected;
    const char *rejects;                   /* the file of the records not loaded, or NULL */
    const struct engine_mistake *mistakes; /* on failure too, the most frequent first */
    size_t mistake_count;
    struct engine_preview preview; /* on failure too */
    const char *encoding;
    bool mapping_saved;
    bool hopeless; /* result: the kind or the database is wrong, so every other file fails alike */
};
/* `kind` in English or Chinese. */
bool engine_import(struct engine *engine, const char *kind, const char *path,
                   struct engine_import *import, struct diags *diags);
struct engine_batch { /* one line of `huibao batches` */
    int64_t id, rows, added, changed;
    const char *kind, *file, *imported_at, *undone_at; /* undone_at NULL: it stands */
};
/* The latest imports, the last first. */
const struct engine_batch *engine_batches(struct engine *engine, size_t most, struct arena *arena,
                                          size_t *ret_count, struct diags *diags);
/* Takes back what a batch added and changed, unless later ones build on it. */
bool engine_undo(struct engine *engine, int64_t batch, int64_t *ret_removed, int64_t *ret_restored,
                 struct diags *diags);
/* The kinds that can be imported: pairs of English and Chinese names. */
struct engine_kind {
    const char *name, *chinese;
};
const struct engine_kind *engine_kinds(struct engine *engine, size_t *ret_count);
struct engine_field { /* one item of a kind's records: a column of the files */
    const char *name;
    const char *form; /* what its cells hold, in words */
    bool required, key;
    const char *const *words;  /* the only ones it takes, NULL-terminated; NULL: not words */
    const char *const *titles; /* what else a file may call the column, NULL-terminated */
};
struct engine_kind_fields {
    struct engine_kind kind;
    const struct engine_field *fields;
    size_t count;
};
/* `kind` in English or Chinese; NULL: there is no such kind. */
const struct engine_kind_fields *engine_kind_fields(struct engine *engine, const char *kind,
                                                    struct arena *arena, struct diags *diags);

struct engine_report { /* one line of `huibao reports` */
    const char *id, *summary, *file;
    const char *params; /* 社区（必填） 期（默认：上期） */
};
const struct engine_report *engine_reports(struct engine *engine, size_t *ret_count,
                                           struct diags *diags);
struct engine_style { /* one line of `huibao styles` */
    const char *name, *summary;
    const char *base; /* the style it starts from, or NULL */
    const char *file; /* NULL: built in */
};
/* By name, those with mistakes too, which are in `diags`. */
const struct engine_style *engine_styles(struct engine *engine, size_t *ret_count,
                                         struct diags *diags);
/* Checks the dictionary and one definition (id or path), or all of them and all
   styles (NULL). */
bool engine_check(struct engine *engine, const char *report, size_t *ret_checked,
                  struct diags *diags);

enum engine_format { ENGINE_PDF = 1, ENGINE_XLSX = 2, ENGINE_PNG = 4, ENGINE_CSV = 8 };
enum engine_purpose { ENGINE_PUBLISH, ENGINE_PREVIEW, ENGINE_UPLOAD }; /* 出版, 预览, 上报 */
struct engine_request {
    const char *report;           /* id, or the path of a definition */
    const char *const *arguments; /* name=text, NULL-terminated */
    unsigned formats;             /* of enum engine_format */
    const char *out_dir;
    const char
        *file_name; /* without suffix, made safe for file names; {标题} {报表} {社区} {社区编码}
                              {期} in it are filled in; NULL: {标题} */
    const char *distinct;        /* joined to the file name when that does not hold it (the value of
                                     --each, so that no two reports get one name); or NULL */
    int dpi;                     /* of PNG; 0: 144 */
    bool bom;                    /* CSV files begin with one */
    const char *style;           /* of pages; NULL: the report's own */
    enum engine_purpose purpose; /* what its checks are as strict as */
    bool with_audit, with_sources; /* sheets of the workbook, though the report asks for no annex */
    const char *folder_in;         /* set by engine_package: where a folder of the files' name will
                                    stand, so that a taken name is known before they are drawn */
};
struct engine_times { /* nanoseconds spent in each room by the last render */
    uint64_t define, data, compose, typeset, draw, xlsx;
};
/*
 * ret_paths: the files written, NULL-terminated. Each file appears under its name when all files
 * of the request are written; with any error none does.
 */
bool engine_render(struct engine *engine, const struct engine_request *request, struct arena *arena,
                   const char *const **ret_paths, struct diags *diags);
/*
 * Makes a package: a folder named by request->file_name in request->out_dir, with the files
 * and manifest.json. It appears whole or not at all, and never over anything that is
 * there. With no `formats` it has PDF and XLSX. `purpose` is not looked at: its checks are those of
 * 上报.
 */
bool engine_package(struct engine *engine, const struct engine_request *request,
                    struct arena *arena, const char **ret_folder, struct diags *diags);
struct engine_parcel { /* what a package says of itself */
    const char *report, *title, *made_at;
    const char *community, *period; /* NULL: none */
    const char *log_end; /* of the log it was made beside, 12:5f3c…; NULL: it does not say */
    const char *signed_by, *certified_by; /* CN=…,O=…; NULL: it is not signed */
    bool trusted;                         /* the CA one asked about stands for them */
    size_t files;
};
struct engine_claim { /* to be looked at */
    const char *folder;
    const char *ca; /* certificates one trusts, PEM; NULL: whose a signature is is not asked */
};
/* Looks whether a package holds exactly what its manifest lists, and its signature, if there is one:
   DLV…, SGN…. ret_parcel is written when the manifest could be read, even when the result is false.
   Needs no database. */
bool engine_verify(struct engine *engine, const struct engine_claim *claim, struct arena *arena,
                   const struct engine_parcel **ret_parcel, struct diags *diags);
struct engine_times engine_last_times(const struct engine *engine);
/* Values a community parameter can take for --each: the names of all 社区, by code. */
const char *const *engine_each(struct engine *engine, const char *report, const char *param,
                               struct arena *arena, size_t *ret_count, struct diags *diags);

enum engine_stage {
    ENGINE_STAGE_DEFINITION,
    ENGINE_STAGE_DATA,
    ENGINE_STAGE_MODEL,
    ENGINE_STAGE_PAGES,
    ENGINE_STAGE_LINES,     /* how each line was composed, as text */
    ENGINE_STAGE_LINES_JSON /* as one JSON object */
};
/* DATA is written as far as it was fetched even when an error follows. */
bool engine_dump(struct engine *engine, const struct engine_request *request,
                 enum engine_stage stage, struct buf *out, struct diags *diags);

/*
 * Proofreads a text or Markdown file (UTF-8, GB 18030 or UTF-16): findings are diagnostics PRF….
 * `off`: codes of rules not to apply, NULL-terminated, or NULL. False when it could not be read.
 */
bool engine_proof(struct engine *engine, const char *path, const char *const *off,
                  size_t *ret_findings, struct diags *diags);

/* Looks at database, definitions and fonts; one finding per line. True when nothing is wrong,
   else ENG with the number of bad findings. */
struct engine_finding {
    bool good;
    bool warning;      /* good for now, but somebody should do something about it */
    const char *about; /* 数据库, 报表定义, 字体, … */
    const char *finding;
};
struct engine_checkup {
    bool targets; /* every target of the configuration is asked over the network, without sending */
    const struct engine_finding *findings; /* results */
    size_t count;
};
bool engine_doctor(struct engine *engine, struct engine_checkup *checkup, struct arena *arena,
                   struct diags *diags);
/* A moment as people type it, in China time: 2026-11-01, 2026-11-01T08:30, 2026-11-01 08:30:00. */
bool engine_time_parse(const char *text, int64_t *ret_seconds);
/* The catalogues of all rooms, for `huibao help CODE` and the tests: calls fn for each entry. */
void engine_each_diag(void (*fn)(void *context, const struct diag_kind *kind), void *context);
const struct diag_kind *const *engine_diags(size_t *ret_count); /* this room's catalogue */

#endif
