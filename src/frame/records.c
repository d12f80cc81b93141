/* Listing the records behind a value, and making sure that they are the ones. */
#include "records.h"

#include <math.h>
#include <string.h>

#include <huibao/store.h>

#include "frame_diags.h"
#include "lineage.h"
#include "personal.h"

struct listing {
    struct frame *frame;
    const struct frame_trace *trace;
    const struct frame_records_request *request;
    struct records_plan plan;
    const struct define_dataset *source; /* whose parameters the query binds */
    struct query query;
    sqlite3_stmt *batches;
    const enum store_privacy *privacy; /* per column */
    int batch_at, line_at;             /* columns of the query; −1: it has none */
    size_t first;                      /* column of the query that is the first shown */
    struct frame_record *items;
    size_t capacity;
    bool unmatched; /* a row without a batch is none: of a LEFT JOIN that found nothing */
    struct frame_records records;
};

/* A query of ours that fails is no mistake of the author's: it becomes a reason. */
static const char *reason_of(struct listing *listing, const struct diags *diags)
{
    const char *said = diags_kept(diags) ? diags_at(diags, 0)->message : "";
    return arena_printf(listing->frame->arena, "查记录的 SQL 没有执行成功：%s", said);
}

static sqlite3_stmt *prepare(struct listing *listing, const char *sql, struct diags *diags)
{
    struct frame *frame = listing->frame;
    const struct step step = {listing->trace->back, listing->trace->years, NULL};
    listing->query = query_plain(sql, &listing->source->sql_place);
    sqlite3_stmt *statement = query_prepare(&frame->store, &listing->query, diags);
    if (statement &&
        run_bind(frame, &listing->query, statement, step_params(frame, step, diags), 0, diags)) {
        guard_start(&frame->store);
        return statement;
    }
    sqlite3_finalize(statement);
    return NULL;
}

/* ---- whether they are the ones ---- */

static bool same_number(struct value a, struct value b)
{
    double x = value_as_real(a), y = value_as_real(b);
    return fabs(x - y) <= 1e-9 * (fabs(x) + fabs(y));
}

bool records_same(struct value a, struct value b)
{
    bool numbers = (value_is_number(a) || a.kind == VALUE_NULL) &&
                   (value_is_number(b) || b.kind == VALUE_NULL);
    return numbers ? same_number(a, b) : value_equal(a, b);
}

/* What the query gave for the value, before it was masked for print. */
static struct value own_value(const struct listing *listing)
{
    const struct frame_trace *trace = listing->trace;
    const struct step step = {trace->back, trace->years, NULL};
    struct diags *unused = diags_new();
    const struct frame_table *table = run_dataset(listing->frame, trace->dataset, step, unused);
    diags_free(unused);
    int column = table && trace->column ? run_column(table, trace->column) : -1;
    if (column < 0 || trace->row >= table->row_count)
        return trace->scalar.value;
    return table->keys[trace->row * table->column_count + (size_t)column];
}

/* Counts the records and works the value out again; a reason when it is another. */
static const char *prove(struct listing *listing, struct diags *diags)
{
    struct arena *arena = listing->frame->arena;
    QUERY_AUTO sqlite3_stmt *statement = prepare(listing, listing->plan.proof, diags);
    if (!statement || sqlite3_step(statement) != SQLITE_ROW)
        return reason_of(listing, diags);
    listing->records.total = (size_t)sqlite3_column_int64(statement, 0);
    struct value value;
    const char *instead = NULL;
    if (!listing->plan.proves_value)
        return NULL;
    if (!run_value(arena, statement, 1, &value, &instead) ||
        !records_same(value, own_value(listing)))
        return "按推出的条件重算，得不到同一个数";
    if (listing->plan.extreme && !value_equal(own_value(listing), listing->trace->scalar.value))
        return "推出的查询里会写着个人信息";
    if (listing->plan.extreme && value.kind != VALUE_NULL) {
        char *literal = sqlite3_mprintf("%Q", sqlite3_column_text(statement, 1));
        bool text = sqlite3_column_type(statement, 1) == SQLITE_TEXT;
        const char *shown = text ? literal : (const char *)sqlite3_column_text(statement, 1);
        listing->plan.sql =
            arena_printf(arena, "%s%s %s", listing->plan.sql, listing->plan.extreme, shown);
        sqlite3_free(literal);
    }
    return NULL;
}

/* The row that the dataset shows is the one that the plan finds. */
static bool is_own_row(struct listing *listing, sqlite3_stmt *statement)
{
    const struct frame_trace *trace = listing->trace;
    const struct step step = {trace->back, trace->years, NULL};
    struct diags *unused = diags_new();
    const struct frame_table *table = run_dataset(listing->frame, trace->dataset, step, unused);
    diags_free(unused);
    for (size_t i = 0; table && i < listing->plan.own; i++) {
        struct value value;
        const char *instead = NULL;
        if (!run_value(listing->frame->arena, statement, (int)i, &value, &instead) ||
            !value_equal(value, table->keys[trace->row * table->column_count + i]))
            return false;
    }
    return true;
}

/* ---- privacy ---- */

/* An author's column under a name of its own might show anything private that the query reads. */
static enum store_privacy privacy_of(const struct listing *listing, const char *column)
{
    enum store_privacy privacy = store_privacy(column);
    if (privacy != STORE_PUBLIC || !listing->records.given)
        return privacy;
    const struct guard *guard = &listing->frame->store;
    bool known = false, reads = false;
    for (size_t v = 0; v < guard->view_count; v++) {
        for (size_t c = 0; c < guard->views[v].column_count; c++) {
            const char *name = guard->views[v].columns[c];
            known |= strcmp(name, column) == 0;
            reads |= (store_privacy(name) == STORE_PRIVATE_NAME ||
                      store_privacy(name) == STORE_STAFF_NAME) &&
                     strstr(listing->records.sql, name) != NULL;
        }
    }
    return !known && reads ? STORE_PRIVATE_NAME : STORE_PUBLIC;
}

/* ---- reading them ---- */

static void find_batch(struct listing *listing, struct frame_record *record)
{
    struct arena *arena = listing->frame->arena;
    record->file = record->imported_at = "";
    if (!listing->batches || record->batch == 0)
        return;
    sqlite3_reset(listing->batches);
    sqlite3_bind_int64(listing->batches, 1, record->batch);
    if (sqlite3_step(listing->batches) != SQLITE_ROW)
        return;
    const char *file = (const char *)sqlite3_column_text(listing->batches, 0);
    const char *time = (const char *)sqlite3_column_text(listing->batches, 1);
    record->file = arena_strdup(arena, file ? file : "");
    record->imported_at = arena_strdup(arena, time ? time : "");
}

static void keep(struct listing *listing, sqlite3_stmt *statement)
{
    struct arena *arena = listing->frame->arena;
    struct frame_records *records = &listing->records;
    struct value *cells = arena_array(arena, records->column_count, sizeof *cells);
    size_t shown = 0;
    int count = sqlite3_column_count(statement);
    for (int c = (int)listing->first; c < count && shown < records->column_count; c++) {
        const char *instead = NULL;
        if (c == listing->batch_at || c == listing->line_at)
            continue;
        if (!run_value(arena, statement, c, &cells[shown], &instead))
            cells[shown] = value_null();
        if (!listing->request->unmasked)
            cells[shown] = personal_mask(arena, cells[shown], listing->privacy[shown]);
        shown++;
    }
    struct frame_record record = {.cells = cells};
    if (listing->batch_at >= 0)
        record.batch = sqlite3_column_int64(statement, listing->batch_at);
    if (listing->line_at >= 0)
        record.line = sqlite3_column_int64(statement, listing->line_at);
    find_batch(listing, &record);
    listing->items =
        arena_grow(arena, listing->items, records->count, &listing->capacity, sizeof record);
    listing->items[records->count++] = record;
}

static const char *read_all(struct listing *listing, sqlite3_stmt *statement, struct diags *diags)
{
    struct frame *frame = listing->frame;
    struct query of_batches =
        query_plain("SELECT 文件, 时间 FROM 导入批次 WHERE 批次 = :批", &PLACE_NONE);
    listing->batches = query_prepare(&frame->store, &of_batches, diags);
    guard_start(&frame->store);
    size_t seen = 0;
    int status;
    bool same = true;
    while (same && (status = sqlite3_step(statement)) == SQLITE_ROW) {
        bool none =
            listing->unmatched && sqlite3_column_type(statement, listing->batch_at) == SQLITE_NULL;
        same = listing->plan.own == 0 || is_own_row(listing, statement);
        if (same && !none && listing->records.count < listing->request->most)
            keep(listing, statement);
        seen += !none;
    }
    sqlite3_finalize(listing->batches);
    listing->batches = NULL;
    if (!same)
        return "找不到与这一行相同的记录";
    if (status != SQLITE_DONE) {
        query_fail(&frame->store, &listing->query, status, diags);
        return reason_of(listing, diags);
    }
    listing->records.total = seen;
    listing->records.items = listing->items;
    return NULL;
}

static void set_columns(struct listing *listing, const char *const *columns, size_t count)
{
    enum store_privacy *privacy = arena_array(listing->frame->arena, count, sizeof *privacy);
    listing->records.columns = columns;
    listing->records.column_count = count;
    for (size_t i = 0; i < count; i++)
        privacy[i] = privacy_of(listing, columns[i]);
    listing->privacy = privacy;
}

static const char *list_planned(struct listing *listing, struct diags *diags)
{
    struct records_plan *plan = &listing->plan;
    const char *reason = plan->proof ? prove(listing, diags) : NULL;
    if (reason)
        return reason;
    if (plan->order)
        plan->sql = arena_printf(listing->frame->arena, "%s%s", plan->sql, plan->order);
    listing->records.sql = plan->sql;
    listing->records.what = plan->what;
    listing->batch_at = (int)plan->own;
    listing->line_at = (int)plan->own + 1;
    listing->first = plan->own + 2;
    set_columns(listing, plan->columns, plan->column_count);
    QUERY_AUTO sqlite3_stmt *statement = prepare(listing, plan->sql, diags);
    return statement ? read_all(listing, statement, diags) : reason_of(listing, diags);
}

/* ---- of a query with WITH, UNION or subqueries ---- */

static size_t find_column(const struct frame_records *records, const char *name)
{
    size_t i = 0;
    while (i < records->column_count && strcmp(records->columns[i], name) != 0)
        i++;
    return i;
}

/* The columns of all leaves, each name once; the texts of their queries. */
static void join_leaves(struct listing *listing, const struct lineage *lineage)
{
    struct arena *arena = listing->frame->arena;
    struct frame_records *records = &listing->records;
    const char **columns = NULL;
    struct buf sql = {0};
    size_t capacity = 0;
    for (size_t l = 0; l < lineage->count; l++) {
        const struct lineage_leaf *leaf = &lineage->leaves[l];
        buf_printf(&sql, "%s%s", l ? ";\n" : "", leaf->sql);
        for (size_t c = 0; c < leaf->column_count; c++) {
            if (find_column(records, leaf->columns[c]) < records->column_count)
                continue;
            columns = arena_grow(arena, columns, records->column_count, &capacity, sizeof *columns);
            columns[records->column_count++] = leaf->columns[c];
            records->columns = columns;
        }
    }
    records->sql = sql.data ? buf_copy(&sql, arena) : "";
    buf_done(&sql);
}

/* The records of one leaf under the columns of all. */
static void take_leaf(struct listing *listing, const struct frame_records *leaf)
{
    struct arena *arena = listing->frame->arena;
    struct frame_records *records = &listing->records;
    for (size_t i = 0; i < leaf->count; i++) {
        struct frame_record record = leaf->items[i];
        struct value *cells = arena_array(arena, records->column_count + 1, sizeof *cells);
        if (records->count >= listing->request->most)
            break;
        for (size_t c = 0; c < records->column_count; c++)
            cells[c] = value_null();
        for (size_t c = 0; c < leaf->column_count; c++)
            cells[find_column(records, leaf->columns[c])] = record.cells[c];
        record.cells = cells;
        listing->items =
            arena_grow(arena, listing->items, records->count, &listing->capacity, sizeof record);
        listing->items[records->count++] = record;
    }
    records->total += leaf->total;
    records->items = listing->items;
}

static const char *list_leaf(struct listing *listing, const struct lineage_leaf *leaf,
                             struct diags *diags)
{
    struct listing one = {.frame = listing->frame,
                          .trace = listing->trace,
                          .request = listing->request,
                          .source = listing->trace->dataset,
                          .batch_at = (int)leaf->before,
                          .line_at = (int)leaf->before + 1,
                          .first = leaf->before + 2,
                          .unmatched = true};
    one.plan.own = leaf->own ? leaf->before : 0;
    set_columns(&one, leaf->columns, leaf->column_count);
    QUERY_AUTO sqlite3_stmt *statement = prepare(&one, leaf->sql, diags);
    if (!statement)
        return reason_of(listing, diags);
    const char *reason = read_all(&one, statement, diags);
    if (!reason)
        take_leaf(listing, &one.records);
    return reason;
}

static const char *list_lineage(struct listing *listing, const struct frame_table *table,
                                struct diags *diags)
{
    const struct lineage lineage = lineage_find(listing->frame, listing->trace, table);
    listing->records = (struct frame_records){.what = lineage.what};
    if (lineage.reason)
        return lineage.reason;
    join_leaves(listing, &lineage);
    const char *reason = NULL;
    for (size_t l = 0; l < lineage.count && !reason; l++)
        reason = list_leaf(listing, &lineage.leaves[l], diags);
    return reason;
}

/* The author's own list; batch and line are shown when it has columns of these names. */
static const char *list_given(struct listing *listing, struct diags *diags)
{
    struct arena *arena = listing->frame->arena;
    listing->source = listing->source->detail;
    listing->plan = (struct records_plan){0};
    listing->records = (struct frame_records){
        .given = true, .sql = listing->source->sql, .what = "明细（定义里写的）"};
    QUERY_AUTO sqlite3_stmt *statement = prepare(listing, listing->source->sql, diags);
    if (!statement)
        return reason_of(listing, diags);
    int count = sqlite3_column_count(statement);
    const char **columns = arena_array(arena, (size_t)count, sizeof *columns);
    size_t shown = 0;
    listing->batch_at = listing->line_at = -1;
    listing->first = 0;
    for (int c = 0; c < count; c++) {
        const char *name = sqlite3_column_name(statement, c);
        if (strcmp(name, "批次") == 0)
            listing->batch_at = c;
        else if (strcmp(name, "行号") == 0)
            listing->line_at = c;
        else
            columns[shown++] = arena_strdup(arena, name);
    }
    set_columns(listing, columns, shown);
    return read_all(listing, statement, diags);
}

struct frame_records frame_trace_records(struct frame *frame, const struct frame_trace *trace,
                                         const struct frame_records_request *request)
{
    struct listing listing = {
        .frame = frame, .trace = trace, .request = request, .source = trace->dataset};
    const struct step step = {trace->back, trace->years, NULL};
    struct diags *diags = diags_new();
    const struct frame_table *table = run_dataset(frame, trace->dataset, step, diags);
    listing.plan = table ? records_plan(frame, trace, table)
                         : (struct records_plan){.reason = "数据集没有取到"};
    const char *reason = listing.plan.reason ? listing.plan.reason : list_planned(&listing, diags);
    if (reason && table)
        reason = list_lineage(&listing, table, diags);
    if (reason && trace->dataset->detail && table)
        reason = list_given(&listing, diags);
    if (reason)
        listing.records = (struct frame_records){.reason = reason};
    diags_free(diags);
    return listing.records;
}
