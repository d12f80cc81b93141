/*
 * define: the definition language, read into `struct report`.
 *
 * Owns      the reader of report files (YAML front matter, body by cmark-gfm after the
 *           placeholders are lifted out), of the dictionary, the names of keys and keywords in
 *           Chinese and English, and every check that needs no database.
 * Protocol  define_dictionary first, then define_report against it. A report is complete when
 *           returned and read-only from then on; lists are linked by `next`, in source order.
 * Lifetime  everything belongs to the arena given.
 * Failure   diagnostics DEF… and YML…, all mistakes of a file in one run, with file:line:column, the line,
 *           a caret and the nearest right name; NULL when there was any error.
 * Limits    world->max_file_bytes per file, 32 levels of nesting, 10,000 blocks.
 */
#ifndef HUIBAO_DEFINE_H
#define HUIBAO_DEFINE_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/base.h>
#include <huibao/value.h>

/* ---- names and expressions ---- */
enum define_shift { DEFINE_CURRENT, DEFINE_PREVIOUS, DEFINE_LAST_YEAR }; /* 本期, 上期., 同期. */

struct define_aggregate; /* define_check.h */
struct define_each;      /* define_repeat.h */
struct define_list;

struct define_name {
    enum define_shift shift;
    const char *name; /* an indicator, a parameter, or */
    struct place place;
    const struct define_each *each;           /* a column of its rows (or 序号); else NULL */
    const struct define_aggregate *aggregate; /* in rules, 合计(数据.列) taken from it; else NULL */
};

struct define_expr { /* an SQL expression over indicator names, evaluated by the frame */
    const char *sql;
    struct place place;
    const struct define_name *names; /* every indicator or parameter it mentions, checked */
    size_t name_count;
};

/* ---- the dictionary ---- */
struct define_dataset {
    const char *name;
    struct place place;
    const char *sql;
    struct place sql_place;
    const char *const *parameters; /* the :names it binds, without the colon, each once */
    size_t parameter_count;
    bool scalar;                   /* declared with indicators: one row */
    struct define_dataset *detail; /* 明细: lists the records behind it; or NULL. Its name is the
                                      dataset's */
    bool broken;                   /* of a draft: it is wrong, and its SQL may be empty */
    struct define_dataset *next;
};

struct define_indicator {
    const char *name;
    struct place place;
    const struct define_dataset *dataset; /* a column of this dataset, or */
    const struct define_expr *expr;       /* computed from other indicators (dataset is NULL) */
    const char *unit;                     /* 件, %, 人, or NULL */
    const char *means;                    /* what it counts, for people; or NULL */
    int decimals;                         /* −1: as it comes */
    double base;                          /* below it growth is given as a difference; 0: none */
    struct value_format
        format;    /* from unit, decimals and `format`; its unit is 万元 and the like, or NULL */
    bool required; /* a missing value is an error, not — */
    bool broken;   /* of a draft: it or what it is computed from is wrong */
    const char *missing; /* 缺值: said in prose where there is no value; NULL: — */
    struct define_indicator *next;
};

enum define_stage { DEFINE_PREVIEW, DEFINE_PUBLISH, DEFINE_UPLOAD, DEFINE_STAGE_COUNT };
enum define_verdict { DEFINE_OFF, DEFINE_WARN, DEFINE_BLOCK };

struct define_check; /* define_check.h */
struct report;

struct dictionary {
    bool bad; /* a draft with mistakes: good for finding those of reports, for nothing else; */
    bool names_lost;       /* and what could not be read may hold more names, */
    struct names *missing; /* beside those that it mentions and does not have */
    struct define_dataset *datasets;
    struct define_indicator *indicators;
    struct define_check *checks;
    const char *sections; /* the folder of shared sections beside it, or NULL */
    /* Asked about a report that is refused, for the mistakes that others know of (版式, SQL), so that
       they are told in the same run; or NULL. Set by whoever reads reports with it. */
    void (*refused)(void *context, const struct report *report, struct diags *diags);
    void *context;
};

/* ---- a report ---- */
enum define_type {
    DEFINE_TEXT,
    DEFINE_INTEGER,
    DEFINE_DATE,
    DEFINE_MONTH,
    DEFINE_QUARTER,
    DEFINE_HALF,
    DEFINE_YEAR,
    DEFINE_COMMUNITY, /* by name or code, as the two below it */
    DEFINE_STREET,
    DEFINE_DISTRICT
};

struct define_param {
    const char *name;
    struct place place;
    enum define_type type;
    bool required;
    const char
        *fallback; /* default: a text, or `last`/上期 / `this`/本期 for periods, `today`; or NULL */
    const char *label;          /* 说明, or NULL */
    const char *const *choices; /* 可选: of TEXT and INTEGER, the only values there can be */
    size_t choice_count;        /* 0: any */
    const struct define_dataset *computed;    /* 计算: its `sql` is an expression over other
                                              parameters; NULL: the value is given */
    const struct define_param *computed_next; /* of report.computed */
    struct define_param *next;
};

enum define_comparison { DEFINE_SHOW, DEFINE_MOM, DEFINE_YOY }; /* the value; |环比; |同比 */

struct define_format {
    enum define_comparison comparison;
    bool given; /* a value format was written; else the indicator's own */
    struct value_format value;
    bool difference; /* 增减: a number says 增加12人 or 减少3人; a comparison gives no rate */
    bool measured;   /* 带单位: with the indicator's unit behind it */
    bool share;      /* 占比: of a column of an each's rows, per cent of all of them */
};

struct define_branch;

enum define_inline_kind {
    DEFINE_INLINE_TEXT,
    DEFINE_INLINE_VALUE,
    DEFINE_INLINE_IF,
    DEFINE_INLINE_EACH
};

struct define_inline {
    enum define_inline_kind kind;
    struct place place;
    const char *text;               /* TEXT */
    struct define_name name;        /* VALUE */
    struct define_format format;    /* VALUE */
    struct define_branch *branches; /* IF, EACH */
    const struct define_each *each; /* EACH */
    struct define_inline *next;
};

struct define_table; /* define_table.h */

enum define_block_kind {
    DEFINE_HEADING,
    DEFINE_PARAGRAPH,
    DEFINE_TABLE,
    DEFINE_CHART,
    DEFINE_PAGE_BREAK,
    DEFINE_LANDSCAPE,  /* its blocks are those of its one branch */
    DEFINE_ATTACHMENT, /* to the next one, or the end */
    DEFINE_IF,
    DEFINE_EACH,
    DEFINE_LIST
};

struct define_block {
    enum define_block_kind kind;
    struct place place;
    int level;                      /* HEADING: 1–4 */
    struct define_inline *inlines;  /* HEADING, PARAGRAPH; ATTACHMENT: its title */
    struct define_table *table;     /* TABLE */
    struct define_chart *chart;     /* CHART */
    struct define_branch *branches; /* IF, LANDSCAPE, EACH, LIST */
    const struct define_each *each; /* EACH */
    const struct define_list *list; /* LIST */
    struct define_block *next;
};

struct define_branch {
    const struct define_expr *condition; /* NULL: else */
    struct define_inline *inlines;       /* in running text */
    struct define_block *blocks;         /* of blocks */
    struct define_branch *next;
};

struct report {
    const char *id;
    const char *file;
    const char *summary; /* 说明: what it is for, for `huibao reports`; or NULL */
    const char *style;   /* gbt9704 */
    struct place style_place;
    struct define_inline *title;
    struct define_inline *salutation; /* NULL: none */
    struct define_param *params;
    const struct define_param *computed;  /* those that are computed, each after what it needs */
    struct define_dataset *data;          /* the report's own */
    struct define_letterhead *letterhead; /* NULL: none */
    struct define_attendance *attendance; /* NULL: none */
    struct define_waiver *waivers;        /* NULL: every rule applies */
    struct define_personal *personal;     /* NULL: all personal data is masked */
    struct define_check *checks;          /* the report's own 审核 */
    bool sources_annex;                   /* 来源附表: where each figure comes from, likewise */
    bool audit_annex;                   /* 审核附表: the results are printed as an attachment */
    struct define_schedule *schedule;   /* 定时 (define_deliver.h), or NULL; with it */
    struct define_deliver *deliver;     /* 报送 */
    struct define_text *attachments;    /* titles of those that the report does not print */
    struct define_signature *signature; /* NULL: none */
    struct define_imprint *imprint;     /* NULL: none */
    struct define_block *blocks;
    const struct dictionary *dictionary; /* with the report's own indicators before the others: */
    size_t indicator_count;              /* so many */
};

/* Reads all *.yaml in a directory (report-templates/indicators); sections are in one beside it. */
struct dictionary *define_dictionary(struct arena *arena, const char *directory,
                                     const struct world *world, struct diags *diags);
/* The same with what is wrong in it marked as such, so that reports can be checked all the same. */
struct dictionary *define_dictionary_draft(struct arena *arena, const char *directory,
                                           const struct world *world, struct diags *diags);
struct report *define_report(struct arena *arena, const char *path,
                             const struct dictionary *dictionary, const struct world *world,
                             struct diags *diags);
/* The same from memory (`name` stands for the file in messages); for tests and fuzzing. */
struct report *define_report_text(struct arena *arena, const char *name, const char *text,
                                  size_t length, const struct dictionary *dictionary,
                                  const struct world *world, struct diags *diags);
struct dictionary *define_dictionary_text(struct arena *arena, const char *name, const char *text,
                                          size_t length, const struct world *world,
                                          struct diags *diags);
const struct define_indicator *define_indicator_find(const struct dictionary *dictionary,
                                                     const char *name);
const struct define_param *define_param_find(const struct report *report, const char *name);
/* The report's own data of that name, else the dictionary's; or NULL. */
const struct define_dataset *define_dataset_find(const struct report *report, const char *name);
void define_dump(const struct report *report, struct buf *out); /* the tree, for golden files */
const struct diag_kind *const *define_diags(size_t *ret_count);

#endif
