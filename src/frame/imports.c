/* When the records that a dataset reads were last imported. */
#include <string.h>

#include <huibao/frame_trace.h>
#include <huibao/store.h>

#include "clauses.h"
#include "state.h"

/* The kinds that a query names, as a list for SQL: '纠纷', '网格'. Their names are the program's own. */
static const char *kinds_read(struct frame *frame, const char *sql)
{
    size_t count = 0;
    const struct store_kind *kinds = store_kinds(&count);
    struct buf list = {0};
    for (size_t i = 0; i < count; i++) {
        if (clauses_mention(frame->arena, sql, kinds[i].chinese))
            buf_printf(&list, "%s'%s'", list.length ? ", " : "", kinds[i].chinese);
    }
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

const char *frame_last_import(struct frame *frame, const struct define_dataset *dataset)
{
    const char *kinds = kinds_read(frame, dataset->sql);
    if (!kinds)
        return NULL;
    struct diags *unused = diags_new();
    struct query query =
        query_plain(arena_printf(frame->arena,
                                 "SELECT substr(时间, 1, 10), 文件 FROM 导入批次 WHERE 种类 IN (%s)"
                                 " AND 撤销时间 IS NULL ORDER BY 批次 DESC LIMIT 1",
                                 kinds),
                    &PLACE_NONE);
    QUERY_AUTO sqlite3_stmt *statement = query_prepare(&frame->store, &query, unused);
    const char *import = NULL;
    if (statement && sqlite3_step(statement) == SQLITE_ROW)
        import = arena_printf(frame->arena, "%s %s", sqlite3_column_text(statement, 0),
                              file_of((const char *)sqlite3_column_text(statement, 1)));
    diags_free(unused);
    return import;
}
