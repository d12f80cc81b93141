/*
 * engine_trace: from a printed number back to the records, a part of engine's contract.
 *
 * Owns      explaining a name or a table's cell of a report; what its numbers are called.
 * Protocol  as engine.h says.
 * Lifetime  results belong to the arena given; texts are ready to be shown.
 * Failure   as engine.h says. That records cannot be listed is no failure but part of the answer.
 */
#ifndef HUIBAO_ENGINE_TRACE_H
#define HUIBAO_ENGINE_TRACE_H

#include <huibao/engine.h>

struct engine_binding { /* :社区 = '春晖社区' */
    const char *name, *value;
};

struct engine_record { /* one that was counted */
    const char *const *cells;
    int64_t batch, line;            /* of the import and in its file; 0: not known */
    const char *file, *imported_at; /* "" when not known */
};

struct engine_source { /* where a value comes from; what does not apply is NULL */
    const char *name;
    const char *kind; /* 指标, 算出的指标, 参数, 表格的一格, 表格里算出的一格 */
    const char *means, *unit;   /* in the author's words */
    const char *period;         /* 2026年10月; of 上期.x and 同期.x theirs */
    const char *before, *after; /* the value as it is, and as it is printed by default */
    const char *recomputed;     /* of a cell made of others: what these give again */
    bool differs;               /* that is not what is printed */
    const char *rounding;       /* 四舍五入到1位小数 */
    const char *file;           /* where it is defined */
    long line;
    const char *formula; /* then it has parts */
    const char *dataset, *sql, *sql_file;
    long sql_line;
    bool query_above; /* the part before has the same query */
    const struct engine_binding *bindings;
    size_t binding_count;
    const char *unlisted; /* why the records cannot be listed; or they are: */
    const char *what;     /* 计入的记录 */
    const char *list_sql; /* the query that lists them */
    bool given;           /* that query is the author's (detail) */
    const char *const *columns;
    size_t column_count;
    const struct engine_record *records;
    size_t record_count, record_total;
    bool again; /* explained above: no parts, no query */
    const struct engine_source *parts;
    const struct engine_source *next;
};

struct engine_use { /* where it is printed */
    const char *file;
    long line;
    const char *text; /* 本月受理矛盾纠纷【2】件，其中… */
};

struct engine_question {
    const struct engine_request *request; /* report and arguments */
    const char *name; /* 调解受理, 上期.调解受理, 社区, 纠纷分类.受理, 纠纷分类.受理[邻里] */
    const char
        *row; /* of a table: its number from 1, what it begins with, 合计, 组/小计; or NULL */
    size_t most;          /* records to list */
    bool without_records; /* list none, not even count them: of many numbers in a row */
    bool unmasked;
};

struct engine_answer {
    const struct engine_source *source;
    const struct engine_use *uses;
    size_t use_count;
    bool composed; /* false: the report has mistakes, so that where it is printed is not known */
};

bool engine_explain(struct engine *engine, const struct engine_question *question,
                    struct arena *arena, struct engine_answer *ret_answer, struct diags *diags);

struct engine_named {  /* a number that is printed */
    const char *name;  /* what to ask engine_explain for */
    const char *text;  /* as printed */
    const char *table; /* 表1 各网格情况; NULL: it stands in the running text */
    const char *file;  /* where it is printed */
    long line;
};

struct engine_names {
    const struct engine_named *items; /* those of the text, each once; then those of the tables */
    size_t count;
};

/* Every number of the report, as a preview prints it. */
bool engine_explain_names(struct engine *engine, const struct engine_request *request,
                          struct arena *arena, struct engine_names *ret_names, struct diags *diags);

#endif
