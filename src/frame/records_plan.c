/*
 * From a dataset's query to the one that lists its records:
 *     SELECT count(*) FILTER (WHERE 结果 = '调解成功') AS 调解成功 FROM 纠纷 WHERE 社区 = :社区
 * becomes
 *     SELECT 纠纷.批次, 纠纷.行号, 纠纷.纠纷编号, … FROM 纠纷
 *     WHERE (社区 = :社区) AND (结果 = '调解成功') ORDER BY 1, 2
 * In a GROUP BY the group's values are conditions too.
 */
#include <string.h>

#include <huibao/store.h>

#include "clauses.h"
#include "records.h"

enum { MOST_COLUMNS = 6 };

struct planner {
    struct frame *frame;
    struct arena *arena;
    const struct frame_trace *trace;
    const struct frame_table *table;
    struct clauses clauses;
    const struct guard_view *view;
    struct buf where;
    struct buf mentioned; /* texts whose columns are worth showing */
    struct records_plan plan;
};

static void add_condition(struct planner *planner, const char *condition)
{
    if (!condition[0])
        return;
    buf_printf(&planner->where, "%s(%s)", planner->where.length ? " AND " : "", condition);
    buf_printf(&planner->mentioned, "%s ", condition);
}

const char *records_literal(struct arena *arena, struct value value)
{
    struct value_civil civil;
    struct buf text = {0};
    switch (value.kind) {
    case VALUE_NULL:
        return "NULL";
    case VALUE_INTEGER:
        return arena_printf(arena, "%lld", (long long)value.integer);
    case VALUE_REAL:
        return arena_printf(arena, "%.17g", value.real);
    case VALUE_DATE:
        civil = value_date_to_civil(value.date);
        return arena_printf(arena, "'%04d-%02d-%02d'", civil.year, civil.month, civil.day);
    case VALUE_TEXT:
        break;
    }
    buf_putc(&text, '\'');
    for (const char *c = value.text; *c; c++)
        buf_printf(&text, "%s%c", *c == '\'' ? "'" : "", *c);
    buf_putc(&text, '\'');
    const char *copy = buf_copy(&text, arena);
    buf_done(&text);
    return copy;
}

/* ---- columns to show ---- */

static bool has_column(const struct guard_view *view, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < view->column_count && !found; i++)
        found = strcmp(view->columns[i], name) == 0;
    return found;
}

struct choice {
    const struct guard_view *view;
    const char **columns;
    size_t count;
};

static void show_column(struct choice *choice, const char *name)
{
    for (size_t i = 0; i < choice->count; i++) {
        if (strcmp(choice->columns[i], name) == 0)
            return;
    }
    if (choice->count < MOST_COLUMNS && has_column(choice->view, name))
        choice->columns[choice->count++] = name;
}

/* The record's key, then what the conditions ask of it; the community is the same everywhere. */
const char *const *records_columns(struct arena *arena, const struct guard_view *view,
                                   const char *mentioned, size_t *ret_count)
{
    struct choice choice = {view, NULL, 0};
    choice.columns = arena_array(arena, MOST_COLUMNS, sizeof *choice.columns);
    const struct store_kind *kind = store_kind_find(view->name);
    for (size_t i = 0; kind && i < kind->field_count; i++) {
        if (kind->fields[i].key)
            show_column(&choice, kind->fields[i].name);
    }
    for (size_t i = 0; i < view->column_count; i++) {
        const char *name = view->columns[i];
        bool plain = strcmp(name, "社区") != 0 && strcmp(name, "批次") != 0;
        if (plain && mentioned && clauses_mention(arena, mentioned, name))
            show_column(&choice, name);
    }
    for (size_t i = 0; i < view->column_count && choice.count < 3; i++) {
        const char *name = view->columns[i];
        if (strcmp(name, "社区") != 0 && strcmp(name, "批次") != 0 && strcmp(name, "行号") != 0)
            show_column(&choice, name);
    }
    *ret_count = choice.count;
    return choice.columns;
}

static void choose_columns(struct planner *planner)
{
    planner->plan.columns = records_columns(planner->arena, planner->view, planner->mentioned.data,
                                            &planner->plan.column_count);
}

static void put_columns(struct planner *planner, struct buf *sql)
{
    const char *alias = planner->clauses.alias;
    buf_printf(sql, "\"%s\".批次, \"%s\".行号", alias, alias);
    for (size_t i = 0; i < planner->plan.column_count; i++)
        buf_printf(sql, ", \"%s\".%s", alias, planner->plan.columns[i]);
}

static const char *taken(struct planner *planner, struct buf *sql)
{
    const char *text = buf_copy(sql, planner->arena);
    buf_done(sql);
    return text;
}

static void put_where(struct planner *planner, struct buf *sql)
{
    buf_printf(sql, " FROM %s", planner->clauses.from);
    if (planner->where.length)
        buf_printf(sql, " WHERE %s", planner->where.data);
}

/* ---- a row that is a record ---- */

static void plan_row(struct planner *planner)
{
    struct clauses *clauses = &planner->clauses;
    if (clauses->offset) {
        planner->plan.reason = "SQL 用 OFFSET 跳过了一些行";
        return;
    }
    struct buf sql = {0};
    add_condition(planner, clauses->where);
    choose_columns(planner);
    buf_puts(&sql, "SELECT ");
    for (size_t i = 0; i < clauses->item_count; i++) {
        bool named = strcmp(clauses->items[i].name, clauses->items[i].expr) != 0;
        buf_printf(&sql, "%s%s%s", i ? ", " : "", clauses->items[i].expr, named ? " AS \"" : "");
        if (named)
            buf_printf(&sql, "%s\"", clauses->items[i].name);
    }
    buf_puts(&sql, ", ");
    put_columns(planner, &sql);
    put_where(planner, &sql);
    if (clauses->order[0])
        buf_printf(&sql, " ORDER BY %s", clauses->order);
    buf_printf(&sql, " LIMIT 1 OFFSET %zu", planner->trace->row);
    planner->plan.own = planner->table->column_count;
    planner->plan.sql = taken(planner, &sql);
    planner->plan.what = "这一行的记录";
}

/* ---- records that were counted ---- */

const char *records_condition(struct arena *arena, const struct clauses_count *count)
{
    struct buf text = {0};
    if (strcmp(count->argument, "*") != 0 && count->argument[0])
        buf_printf(&text, "(%s) IS NOT NULL", count->argument);
    if (strcmp(count->function, "sum") == 0)
        buf_printf(&text, " AND (%s) <> 0", count->argument);
    if (count->filter[0])
        buf_printf(&text, "%s(%s)", text.length ? " AND " : "", count->filter);
    const char *condition = text.length ? buf_copy(&text, arena) : "";
    buf_done(&text);
    return condition;
}

static void add_counts(struct planner *planner, const struct clauses_count *counts, size_t count)
{
    struct buf any = {0};
    bool all = false;
    for (size_t i = 0; i < count; i++) {
        const char *condition = records_condition(planner->arena, &counts[i]);
        all |= !condition[0];
        buf_printf(&any, "%s(%s)", i ? " OR " : "", condition);
    }
    if (count == 1)
        add_condition(planner, records_condition(planner->arena, &counts[0]));
    else if (count > 1 && !all)
        add_condition(planner, any.data);
    buf_done(&any);
}

/* The group's values, which must be among the row's; false with a reason. */
static bool add_groups(struct planner *planner)
{
    const struct clauses *clauses = &planner->clauses;
    for (size_t g = 0; g < clauses->group_count; g++) {
        int column = -1;
        for (size_t i = 0; i < clauses->item_count && column < 0; i++) {
            if (strcmp(clauses->items[i].expr, clauses->groups[g]) == 0)
                column = run_column(planner->table, clauses->items[i].name);
        }
        if (column < 0) {
            planner->plan.reason = "SQL 按没有列出的内容分组（GROUP BY）";
            return false;
        }
        size_t cell = planner->trace->row * planner->table->column_count + (size_t)column;
        if (!value_equal(planner->table->cells[cell], planner->table->keys[cell])) {
            planner->plan.reason = "SQL 按个人信息分组，列出来的查询里会写着它";
            return false;
        }
        add_condition(planner,
                      arena_printf(planner->arena, "(%s) IS %s", clauses->groups[g],
                                   records_literal(planner->arena, planner->table->cells[cell])));
    }
    return true;
}

static void plan_counted(struct planner *planner, const struct clauses_count *counts, size_t count,
                         bool whole)
{
    struct records_plan *plan = &planner->plan;
    add_condition(planner, planner->clauses.where);
    if (!add_groups(planner))
        return;
    add_counts(planner, counts, count);
    choose_columns(planner);
    struct buf sql = {0}, proof = {0};
    buf_puts(&sql, "SELECT ");
    put_columns(planner, &sql);
    put_where(planner, &sql);
    plan->order = " ORDER BY 1, 2";
    plan->sql = taken(planner, &sql);
    buf_puts(&proof, "SELECT count(*)");
    if (whole)
        buf_printf(&proof, ", %s(%s%s)", counts[0].function, counts[0].distinct ? "DISTINCT " : "",
                   counts[0].argument);
    put_where(planner, &proof);
    plan->proof = taken(planner, &proof);
    plan->proves_value = whole;
    if (whole && (strcmp(counts[0].function, "min") == 0 || strcmp(counts[0].function, "max") == 0))
        plan->extreme = arena_printf(planner->arena, " AND (%s) =", counts[0].argument);
    bool once = whole && counts[0].distinct;
    plan->what = count == 0 ? "这一组的记录"
                 : once     ? "计入的记录（相同的只算一次）"
                 : whole    ? "计入的记录"
                            : "参与计算的记录";
}

/* ---- which of the two ---- */

static const struct clauses_item *find_item(const struct planner *planner)
{
    for (size_t i = 0; i < planner->clauses.item_count; i++) {
        if (strcmp(planner->clauses.items[i].name, planner->trace->column) == 0)
            return &planner->clauses.items[i];
    }
    return NULL;
}

static bool aggregates(struct planner *planner)
{
    const struct clauses_count *counts = NULL;
    const char *reason = NULL;
    size_t count = 0;
    bool whole = false, any = planner->clauses.group_count > 0;
    for (size_t i = 0; i < planner->clauses.item_count && !any; i++)
        any = clauses_counts(planner->arena, planner->clauses.items[i].expr, &counts, &count,
                             &whole, &reason) &&
              count > 0;
    return any;
}

static void plan_query(struct planner *planner)
{
    const struct clauses_item *item = find_item(planner);
    if (item && clauses_keyword(planner->arena, item->expr, "SELECT")) {
        planner->plan.reason = "这一列由子查询得出";
        return;
    }
    if (item && clauses_keyword(planner->arena, item->expr, "OVER")) { /* of other rows too */
        planner->plan.reason = "这一列用了窗口函数（OVER）";
        return;
    }
    if (!aggregates(planner)) {
        plan_row(planner);
        return;
    }
    const struct clauses_count *counts = NULL;
    size_t count = 0;
    bool whole = false;
    if (!item)
        planner->plan.reason = "这一列由 * 取出";
    else if (!clauses_counts(planner->arena, item->expr, &counts, &count, &whole,
                             &planner->plan.reason))
        return;
    else if (count == 0 && planner->clauses.group_count == 0)
        planner->plan.reason = "这一列没有汇总，说不准取的是哪一条记录";
    else
        plan_counted(planner, counts, count, whole);
}

bool records_is_of_records(const struct guard_view *view)
{
    return view && has_column(view, "批次") && has_column(view, "行号");
}

struct records_plan records_plan(struct frame *frame, const struct frame_trace *trace,
                                 const struct frame_table *table)
{
    struct planner planner = {
        .frame = frame, .arena = frame->arena, .trace = trace, .table = table};
    if (clauses_cut(frame->arena, trace->dataset->sql, &planner.clauses, &planner.plan.reason)) {
        planner.view = guard_view_find(&frame->store, planner.clauses.view);
        if (records_is_of_records(planner.view))
            plan_query(&planner);
        else
            planner.plan.reason = arena_printf(frame->arena, "SQL 从“%s”取数，它不是记录的视图",
                                               planner.clauses.view);
    }
    buf_done(&planner.where);
    buf_done(&planner.mentioned);
    return planner.plan;
}
