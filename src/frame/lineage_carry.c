/*
 * Queries that aggregate nothing, made to carry the records of their rows:
 *     SELECT 网格, '纠' FROM 纠纷 WHERE …
 * becomes
 *     SELECT 网格 AS "网格", '纠' AS "项", "纠纷".批次 AS 来源批次, "纠纷".行号 AS 来源行号, … FROM 纠纷 WHERE …
 * through WITH tables and subqueries, down to a view of records.
 */
#include <string.h>

#include "lineage.h"

enum { MOST_DEPTH = 12, MOST_ARMS = 200 };

struct carrying {
    struct carried *items;
    size_t count, capacity;
};

static void add(struct following *following, struct carrying *list, struct carried carried)
{
    list->items =
        arena_grow(following->arena, list->items, list->count, &list->capacity, sizeof carried);
    list->items[list->count++] = carried;
}

const struct guard_view *lineage_view(struct following *following,
                                      const struct parts_source *source)
{
    const struct guard_view *view =
        source->query ? NULL : guard_view_find(&following->frame->store, source->text);
    return view && records_is_of_records(view) ? view : NULL;
}

/* ---- one SELECT ---- */

/* With `more` columns behind its own, which take the names they have outside. */
static const char *rebuilt(struct following *following, const struct core *core,
                           const char *const *names, const char *from, const char *more)
{
    struct buf sql = {0};
    buf_puts(&sql, "SELECT ");
    for (size_t i = 0; i < core->cut.item_count; i++)
        buf_printf(&sql, "%s AS \"%s\", ", core->cut.items[i].expr, names[i]);
    buf_printf(&sql, "%s FROM %s", more, from);
    if (core->cut.where[0])
        buf_printf(&sql, " WHERE %s", core->cut.where);
    const char *copy = buf_copy(&sql, following->arena);
    buf_done(&sql);
    return copy;
}

static struct carried carry_view(struct following *following, const struct core *core,
                                 const char *const *names, size_t source,
                                 const struct guard_view *view)
{
    struct carried carried = {0};
    const char *alias = core->sources[source].alias;
    carried.columns =
        records_columns(following->arena, view, following->mentioned.data, &carried.column_count);
    struct buf more = {0};
    buf_printf(&more, "\"%s\".批次 AS 来源批次, \"%s\".行号 AS 来源行号", alias, alias);
    for (size_t i = 0; i < carried.column_count; i++)
        buf_printf(&more, ", \"%s\".\"%s\" AS 来源%zu", alias, carried.columns[i], i + 1);
    carried.query = rebuilt(following, core, names, core->cut.from, more.data);
    buf_done(&more);
    return carried;
}

/* A row of the inner query stands for its record here too. */
static struct carried carry_on(struct following *following, const struct core *core,
                               const char *const *names, size_t source, const struct carried *inner)
{
    struct carried carried = *inner;
    const struct parts_source *of = &core->sources[source];
    struct buf more = {0};
    buf_puts(&more, "来源批次, 来源行号");
    for (size_t i = 0; i < carried.column_count; i++)
        buf_printf(&more, ", 来源%zu", i + 1);
    carried.query =
        rebuilt(following, core, names,
                parts_replaced(following->arena, core->cut.from, of, inner->query), more.data);
    buf_done(&more);
    return carried;
}

static bool has_window(struct following *following, const struct core *core)
{
    bool any = false;
    for (size_t i = 0; i < core->cut.item_count && !any; i++)
        any = clauses_keyword(following->arena, core->cut.items[i].expr, "OVER");
    return any;
}

static bool carry_source(struct following *following, const struct core *core,
                         const char *const *names, size_t source,
                         const struct lineage_column_use *use, struct carrying *list)
{
    const struct guard_view *view = lineage_view(following, &core->sources[source]);
    if (view) {
        add(following, list, carry_view(following, core, names, source, view));
        return true;
    }
    struct carried *inner = NULL;
    size_t count = 0;
    if (has_window(following, core)) /* it would see the rows of one arm only, or see them twice */
        return false;
    if (!lineage_carry(following, core, source, use->columns, &inner, &count) || count == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        add(following, list, carry_on(following, core, names, source, &inner[i]));
    return true;
}

/* The sources that the wanted columns name come before the others. */
static bool carry_core(struct following *following, const struct core *core,
                       const char *const *names, const bool *wanted, struct carrying *list)
{
    struct lineage_column_use *uses = lineage_uses(following, core);
    size_t first = list->count;
    bool window = false, found = false;
    for (size_t i = 0; i < core->cut.item_count; i++) {
        const char *const *queries = NULL;
        size_t count = 0;
        if (!wanted[i])
            continue;
        clauses_subqueries(following->arena, core->cut.items[i].expr, &queries, &count);
        if (count > 0)
            return false;
        lineage_use(following, core, core->cut.items[i].expr, uses);
        window |= clauses_keyword(following->arena, core->cut.items[i].expr, "OVER");
    }
    for (int round = 0; round < 2 && !found; round++) {
        for (size_t s = 0; s < core->source_count && !found; s++)
            found = uses[s].any == (round == 0) &&
                    carry_source(following, core, names, s, &uses[s], list);
    }
    for (size_t i = first; i < list->count; i++)
        list->items[i].window |= window;
    return found;
}

/* ---- a query ---- */

struct source_query {
    const char *const *names; /* of its columns, from outside */
    size_t count;
    const bool *wanted;
    const char *with; /* its own */
    bool merges;
};

static bool carry_arm(struct following *following, const struct scope *scope, const char *arm,
                      const struct source_query *of, struct carrying *list)
{
    struct core core;
    struct clauses cut;
    if (!clauses_of(following->arena, arm, &cut) || !cut.from[0]) {
        following->constants = true;
        return true;
    }
    if (!lineage_core(following, scope, arm, &core))
        return false;
    if (core.aggregates || core.cut.limited || core.cut.item_count != of->count)
        return false;
    size_t first = list->count;
    if (!carry_core(following, &core, of->names, of->wanted, list) || list->count > MOST_ARMS)
        return false;
    for (size_t i = first; i < list->count; i++) {
        list->items[i].repeats |= core.cut.distinct || of->merges;
        if (of->with[0])
            list->items[i].query =
                arena_printf(following->arena, "WITH %s %s", of->with, list->items[i].query);
    }
    return true;
}

/* Only the rows that INTERSECT and EXCEPT let through. A row with a NULL is none: it is missed, then. */
static void keep_survivors(struct following *following, const struct source_query *of,
                           const struct parts *parts, struct carrying *list)
{
    struct buf columns = {0};
    for (size_t c = 0; c < of->count; c++)
        buf_printf(&columns, "%s\"左\".\"%s\"", c ? ", " : "", of->names[c]);
    for (size_t i = 0; i < list->count; i++)
        list->items[i].query =
            arena_printf(following->arena, "SELECT * FROM (%s) AS \"左\" WHERE (%s) IN (%s%s%s%s)",
                         list->items[i].query, columns.data, of->with[0] ? "WITH " : "", of->with,
                         of->with[0] ? " " : "", parts->whole);
    buf_done(&columns);
}

bool lineage_carry(struct following *following, const struct core *core, size_t source,
                   const bool *wanted, struct carried **ret_carried, size_t *ret_count)
{
    const struct parts_table *table = NULL;
    const char *query = lineage_query(core, &core->sources[source], &table);
    if (!query || following->depth >= MOST_DEPTH)
        return false;
    struct parts parts = parts_read(following->arena, query);
    struct scope scope;
    if (parts.rejoined || parts.limited || !lineage_enter(following, &core->scope, &parts, &scope))
        return false;
    const struct source_query of = {core->names[source], core->name_counts[source], wanted,
                                    parts.with, parts.merges};
    struct carrying list = {0};
    bool good = true;
    following->depth++;
    for (size_t i = 0; i < parts.kept && good; i++)
        good = carry_arm(following, &scope, parts.arms[i], &of, &list);
    if (good && parts.subtracts)
        keep_survivors(following, &of, &parts, &list);
    following->depth--;
    *ret_carried = list.items;
    *ret_count = list.count;
    return good;
}
