/* The imports of the records that a dataset reads. */
#include <string.h>

#include <huibao/frame_trace.h>
#include <huibao/store.h>

#include "clauses.h"
#include "state.h"

const char *const *frame_kinds(struct frame *frame, const struct define_dataset *dataset,
                               size_t *ret_count)
{
    size_t count = 0, read = 0;
    const struct store_kind *kinds = store_kinds(&count);
    const char **names = arena_array(frame->arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        if (clauses_read(frame->arena, dataset->sql, kinds[i].chinese))
            names[read++] = kinds[i].chinese;
    }
    *ret_count = read;
    return names;
}

/* As a list for SQL: '纠纷', '网格'. Their names are the program's own. NULL: none. */
static const char *kinds_read(struct frame *frame, const struct define_dataset *dataset)
{
    size_t count = 0;
    const char *const *kinds = frame_kinds(frame, dataset, &count);
    struct buf list = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s'%s'", i ? ", " : "", kinds[i]);
    const char *text = list.data ? buf_copy(&list, frame->arena) : NULL;
    buf_done(&list);
    return text;
}

/* The folder that a file was imported from is of no interest on paper. */
static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The community, street or district that the dataset is about; NULL: none. */
static const char *place_of(struct frame *frame, const struct define_dataset *dataset)
{
    for (size_t i = 0; i < dataset->parameter_count; i++) {
        const struct define_param *param = define_param_find(frame->report, dataset->parameters[i]);
        const struct frame_param *found = NULL;
        struct value value = value_null();
        bool place = param && (param->type == DEFINE_COMMUNITY || param->type == DEFINE_STREET ||
                               param->type == DEFINE_DISTRICT);
        if (place &&
            params_lookup(frame->arena, &frame->steps->params, param->name, &value, &found) &&
            value.kind == VALUE_TEXT)
            return value.text;
    }
    return NULL;
}

/* Of the place, its own records too (a district's quantities): an import that brought none of its records is no matter of its. */
static char *last_batch_sql(struct frame *frame, const struct define_dataset *dataset, bool placed)
{
    size_t count = 0;
    const char *const *kinds = frame_kinds(frame, dataset, &count);
    struct buf sql = {0};
    for (size_t i = 0; placed && i < count; i++)
        buf_printf(&sql,
                   "%sSELECT max(批次) AS 批次 FROM %s WHERE 社区 = ?1"
                   " OR 社区 IN (SELECT 社区 FROM 下级 WHERE 上级 = ?1)",
                   i ? " UNION ALL " : "", kinds[i]);
    char *text =
        placed ? arena_printf(frame->arena,
                              "SELECT substr(时间, 1, 10), 文件 FROM 导入批次 WHERE 批次 ="
                              " (SELECT max(批次) FROM (%s))",
                              sql.data)
               : arena_printf(frame->arena,
                              "SELECT substr(时间, 1, 10), 文件 FROM 导入批次 WHERE 种类 IN (%s)"
                              " AND 撤销时间 IS NULL ORDER BY 批次 DESC LIMIT 1",
                              kinds_read(frame, dataset));
    buf_done(&sql);
    return text;
}

const char *frame_last_import(struct frame *frame, const struct define_dataset *dataset)
{
    const char *place = place_of(frame, dataset);
    if (!kinds_read(frame, dataset))
        return NULL;
    struct diags *unused = diags_new();
    struct query query = query_plain(last_batch_sql(frame, dataset, place != NULL), &PLACE_NONE);
    QUERY_AUTO sqlite3_stmt *statement = query_prepare(&frame->store, &query, unused);
    const char *import = NULL;
    if (statement && place)
        run_bind_value(statement, 1, value_text(place));
    if (statement && sqlite3_step(statement) == SQLITE_ROW)
        import = arena_printf(frame->arena, "%s %s", sqlite3_column_text(statement, 0),
                              file_of((const char *)sqlite3_column_text(statement, 1)));
    diags_free(unused);
    return import;
}

static void read_import(struct frame *frame, sqlite3_stmt *statement, struct frame_import *import)
{
    const char *at = (const char *)sqlite3_column_text(statement, 1);
    const char *file = (const char *)sqlite3_column_text(statement, 2);
    *import = (struct frame_import){
        .batch = sqlite3_column_int64(statement, 0),
        .at = arena_strdup(frame->arena, at ? at : ""),
        .file = arena_strdup(frame->arena, file_of(file ? file : "")),
        .rows = sqlite3_column_int64(statement, 3),
        .kept = sqlite3_column_int64(statement, 4),
    };
}

/* Each kind has a view of its own name, whose records know their batch. */
const struct frame_import *frame_imports(struct frame *frame, const char *kind, size_t *ret_count)
{
    struct diags *unused = diags_new();
    struct query query = query_plain(
        arena_printf(frame->arena,
                     "SELECT 批.批次, 批.时间, 批.文件, 批.行数, coalesce(现存.数, 0)"
                     " FROM 导入批次 AS 批 LEFT JOIN (SELECT 批次, count(*) AS 数 FROM %s GROUP BY"
                     " 批次) AS 现存 ON 现存.批次 = 批.批次 WHERE 批.种类 = '%s' AND"
                     " 批.撤销时间 IS NULL ORDER BY 批.批次",
                     kind, kind),
        &PLACE_NONE);
    QUERY_AUTO sqlite3_stmt *statement = query_prepare(&frame->store, &query, unused);
    struct frame_import *imports = NULL;
    size_t count = 0, capacity = 0;
    int result = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    for (; result == SQLITE_ROW; result = sqlite3_step(statement)) {
        imports = arena_grow(frame->arena, imports, count, &capacity, sizeof *imports);
        read_import(frame, statement, &imports[count++]);
    }
    diags_free(unused);
    if (result != SQLITE_DONE)
        return NULL;
    *ret_count = count;
    return imports ? imports : arena_alloc(frame->arena, sizeof *imports);
}
