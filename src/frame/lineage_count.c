/*
 * A level that aggregates: the source rows that its call counts, by the conditions of its WHERE, of the
 * group and of the call, and the records that they are.
 */
#include <string.h>

#include "lineage.h"

/* The columns of a record under their own names: "alias".来源1 AS "户号". */
static const char *record_columns(struct following *following, const struct parts_source *of,
                                  const char *const *columns, size_t count, bool carried)
{
    struct buf text = {0};
    const char *dot = lineage_dot(following, of), *before = carried ? "来源" : "";
    buf_printf(&text, "%s%s批次 AS \"批次\", %s%s行号 AS \"行号\"", dot, before, dot, before);
    for (size_t i = 0; i < count; i++) {
        if (carried)
            buf_printf(&text, ", %s来源%zu AS \"%s\"", dot, i + 1, columns[i]);
        else
            buf_printf(&text, ", %s\"%s\"", dot, columns[i]);
    }
    return lineage_text(following, &text);
}

struct counted { /* the source rows that a value is made of */
    const struct core *core;
    const char *where; /* their conditions */
    size_t total;
    const char *const *made; /* expressions that the value is made of, */
    size_t made_count;
    const char *const *chosen; /* and those that choose the rows */
    size_t chosen_count;
};

static const char *rows_of(struct following *following, const struct core *core, const char *where)
{
    return arena_printf(following->arena, " FROM %s%s%s", core->cut.from, where[0] ? " WHERE " : "",
                        where);
}

/* A source that is a view, or whose query carries its records; with the records that are found. */
static bool list_source(struct following *following, const struct counted *counted, size_t source,
                        const bool *wanted, size_t *ret_listed)
{
    const struct core *core = counted->core;
    const struct parts_source *of = &core->sources[source];
    const struct guard_view *view = lineage_view(following, of);
    struct carried whole = {0}, *carried = &whole;
    size_t count = 1;
    if (view)
        whole.columns =
            records_columns(following->arena, view, following->mentioned.data, &whole.column_count);
    else if (!lineage_carry(following, core, source, wanted, &carried, &count) || count == 0)
        return false;
    *ret_listed = 0;
    for (size_t i = 0; i < count; i++) {
        const char *from =
            view ? core->cut.from
                 : parts_replaced(following->arena, core->cut.from, of, carried[i].query);
        const char *with = lineage_with(following->arena, &core->scope, "");
        const char *rest = arena_printf(following->arena, " FROM %s WHERE %s%s(%s%s IS NOT NULL)",
                                        from, counted->where, counted->where[0] ? " AND " : "",
                                        lineage_dot(following, of), view ? "批次" : "来源批次");
        struct answer answer;
        if (!lineage_ask(following,
                         arena_printf(following->arena, "%sSELECT count(*)%s", with, rest),
                         &answer))
            return false;
        size_t found = (size_t)answer.values[0].integer;
        if (found == 0)
            continue;
        *ret_listed += found;
        following->repeats |= carried[i].repeats;
        const char *columns =
            record_columns(following, of, carried[i].columns, carried[i].column_count, !view);
        if (!lineage_leaf(following,
                          (struct lineage_leaf){.sql = arena_printf(following->arena,
                                                                    "%sSELECT %s%s ORDER BY 1, 2",
                                                                    with, columns, rest),
                                                .columns = carried[i].columns,
                                                .column_count = carried[i].column_count}))
            return false;
    }
    return true;
}

/* A row that counts, but is no record and made of none, would be missing among them. */
static bool follow_row(struct following *following, const struct core *core,
                       const struct keyed *keyed, const struct value *values)
{
    const size_t leaves = following->leaf_count;
    const bool followed = following->followed;
    following->followed = false;
    if (!lineage_follow_keyed(following, core, keyed, values))
        return false;
    bool any = following->followed || following->leaf_count > leaves;
    following->followed |= followed;
    return any || lineage_refuse(following, "计入的有不取自记录的行");
}

/* The rows of a source that aggregates itself, each followed on its own. */
static bool follow_rows(struct following *following, const struct counted *counted, size_t source,
                        const bool *wanted)
{
    const struct core *core = counted->core;
    struct keyed keyed = lineage_keys(following, core, source, wanted);
    struct buf sql = {0};
    buf_printf(&sql, "%sSELECT DISTINCT ", lineage_with(following->arena, &core->scope, ""));
    for (size_t k = 0; k < keyed.count + keyed.wanted_count; k++)
        buf_printf(&sql, "%s%s", k ? ", " : "", keyed.extras[k]);
    buf_puts(&sql, rows_of(following, core, counted->where));
    struct answer answer;
    if (!lineage_ask(following, lineage_text(following, &sql), &answer) ||
        !lineage_public(following, &answer, 0))
        return lineage_refuse(following, "推出的 SQL 没有执行成功");
    following->part = true;
    bool good = true;
    for (size_t r = 0; r < answer.row_count && good; r++)
        good = follow_row(following, core, &keyed, answer.values + r * answer.column_count);
    return good;
}

/* Rows that the SQL writes out, or that a LEFT JOIN fills up, are no records. */
static bool all_records(struct following *following, const struct core *core)
{
    static const char *const outer[] = {"LEFT", "RIGHT", "FULL"};
    bool filled = false;
    for (size_t i = 0; i < BASE_COUNT(outer); i++)
        filled |= clauses_keyword(following->arena, core->cut.from, outer[i]);
    return !filled && !following->constants;
}

/* The records are as many as the rows; more only where rows that are the same were one. */
static bool list_exactly(struct following *following, const struct counted *counted, size_t source,
                         const struct lineage_column_use *use)
{
    const size_t first = following->leaf_count;
    const bool repeats = following->repeats;
    size_t listed = 0;
    following->repeats = following->constants = false;
    bool good = list_source(following, counted, source, use->columns, &listed) &&
                (listed == counted->total || (following->repeats && listed > counted->total));
    good = good && (!following->repeats || all_records(following, counted->core));
    following->repeats = repeats || (good && following->repeats);
    if (!good)
        following->leaf_count = first;
    return good;
}

/* One source, by either way. */
static bool try_source(struct following *following, const struct counted *counted, size_t source,
                       const struct lineage_column_use *use, bool rows)
{
    const struct parts_table *table = NULL;
    if (!rows)
        return list_exactly(following, counted, source, use);
    return lineage_query(counted->core, &counted->core->sources[source], &table) &&
           follow_rows(following, counted, source, use->columns);
}

/* Each of the sources that a sum, a maximum is made of must lead to records. */
static bool follow_made_of(struct following *following, const struct counted *counted,
                           const struct lineage_column_use *uses)
{
    bool good = true;
    following->part = true;
    for (size_t s = 0; s < counted->core->source_count && good; s++)
        good = !uses[s].any || try_source(following, counted, s, &uses[s], false) ||
               (!following->reason && try_source(following, counted, s, &uses[s], true));
    return good || lineage_refuse(following, "这一列由几个表算出，其中有的不是记录");
}

/* A source that the value names, or when it names none, any. */
static bool follow_any(struct following *following, const struct counted *counted,
                       const struct lineage_column_use *uses)
{
    static const struct {
        bool any, rows;
    } rounds[] = {{true, false}, {true, true}, {false, false}, {false, true}};
    for (size_t round = 0; round < BASE_COUNT(rounds); round++) {
        for (size_t s = 0; s < counted->core->source_count; s++) {
            if (uses[s].any != rounds[round].any)
                continue;
            if (try_source(following, counted, s, &uses[s], rounds[round].rows))
                return true;
            if (following->reason)
                return false;
        }
    }
    return lineage_refuse(following, "SQL 不是从记录的视图里取数");
}

static bool follow_counted(struct following *following, const struct counted *counted)
{
    const struct core *core = counted->core;
    struct lineage_column_use *uses = lineage_uses(following, core);
    for (size_t i = 0; i < counted->made_count; i++)
        lineage_use(following, core, counted->made[i], uses);
    size_t named = 0;
    for (size_t s = 0; s < core->source_count; s++)
        named += uses[s].any;
    if (named > 1)
        return follow_made_of(following, counted, uses);
    for (size_t i = 0; i < counted->chosen_count && named == 0; i++)
        lineage_use(following, core, counted->chosen[i], uses);
    return follow_any(following, counted, uses);
}

/* The values of GROUP BY as conditions. */
static bool add_groups(struct following *following, const struct core *core,
                       const struct spot *spot, struct buf *where, bool *ret_found)
{
    struct answer answer;
    *ret_found = true;
    if (core->cut.group_count == 0 && !spot->own)
        return true;
    if (!lineage_row(following, core, spot, core->cut.groups, core->cut.group_count, &answer))
        return false;
    *ret_found = answer.row_count == 1;
    if (!*ret_found && !lineage_missing(following, spot))
        return false;
    for (size_t g = 0; *ret_found && g < core->cut.group_count; g++)
        buf_printf(where, "%s(%s) IS %s", where->length ? " AND " : "", core->cut.groups[g],
                   records_literal(following->arena, answer.values[g]));
    return true;
}

/* A condition of the rows that a call counts; "" when it counts all. */
static void put_counts(struct following *following, const struct clauses_count *counts,
                       size_t count, struct buf *where)
{
    struct buf any = {0};
    bool all = count == 0;
    for (size_t i = 0; i < count; i++) {
        const char *condition = records_condition(following->arena, &counts[i]);
        all |= !condition[0];
        buf_printf(&any, "%s(%s)", i ? " OR " : "", condition);
    }
    if (!all)
        buf_printf(where, "%s(%s)", where->length ? " AND " : "", any.data);
    buf_done(&any);
}

static bool is_extreme(const struct clauses_count *count)
{
    return strcmp(count->function, "min") == 0 || strcmp(count->function, "max") == 0;
}

/* Of min and max only the rows that hold it. */
static void put_extreme(struct following *following, const struct core *core,
                        const struct clauses_count *count, struct buf *where)
{
    const char *rows = rows_of(following, core, where->data ? where->data : "");
    buf_printf(where, "%s(%s) = (SELECT %s(%s)%s)", where->length ? " AND " : "", count->argument,
               count->function, count->argument, rows);
}

/* The value comes out again of the rows of its group. */
static bool is_proved(struct following *following, const struct wanted *wanted, const char *expr,
                      const char *where)
{
    const struct core *core = wanted->core;
    const struct spot *spot = wanted->spot;
    struct answer answer;
    if (!clauses_aggregate(following->arena, expr))
        return true;
    const char *sql = arena_printf(following->arena, "%sSELECT %s%s",
                                   lineage_with(following->arena, &core->scope, ""), expr,
                                   rows_of(following, core, where));
    if (!lineage_ask(following, sql, &answer))
        return false;
    const struct value *expected = spot->expected;
    const struct frame_table *table = following->table;
    if (spot->own)
        expected = &table->keys[following->trace->row * table->column_count + wanted->column];
    bool same = answer.row_count == 1 && (!expected || records_same(answer.values[0], *expected));
    return same || lineage_refuse(following, "按推出的条件重算，得不到同一个数");
}

/* What the calls of a column make it of, and the rows that they count. */
static struct counted counted_of(struct following *following, const struct wanted *wanted,
                                 const struct clauses_count *counts, size_t count, const char *expr)
{
    const char **made = arena_array(following->arena, count + 1, sizeof *made);
    const char **chosen = arena_array(following->arena, count + 1, sizeof *chosen);
    for (size_t i = 0; i < count; i++) {
        made[i] = counts[i].argument;
        chosen[i] = counts[i].filter;
    }
    made[count] = expr;
    return (struct counted){wanted->core, "", 0, made, count ? count : 1, chosen, count};
}

static bool count_rows(struct following *following, struct counted *counted, const char *where)
{
    struct answer answer;
    const char *sql = arena_printf(following->arena, "%sSELECT count(*)%s",
                                   lineage_with(following->arena, &counted->core->scope, ""),
                                   rows_of(following, counted->core, where));
    if (!lineage_ask(following, sql, &answer))
        return false;
    counted->where = where;
    counted->total = (size_t)answer.values[0].integer;
    buf_printf(&following->mentioned, "%s ", where);
    return true;
}

/* The rows of the group, by `where`, of which the calls count some. */
static bool follow_calls(struct following *following, const struct wanted *wanted, const char *expr,
                         struct buf *where)
{
    const struct core *core = wanted->core;
    const struct clauses_count *counts = NULL;
    const char *reason = NULL;
    size_t count = 0;
    bool whole = false;
    if (!clauses_counts(following->arena, expr, &counts, &count, &whole, &reason))
        return lineage_refuse(following, reason);
    if (count == 0 && !lineage_names(following, core, expr)) {
        following->absent = LINEAGE_NOT_OF_RECORDS;
        return true;
    }
    if (count == 0 && core->cut.group_count == 0)
        return lineage_refuse(following, "这一列没有汇总，说不准取的是哪一条记录");
    if (!is_proved(following, wanted, core->cut.items[wanted->column].expr,
                   where->data ? where->data : ""))
        return false;
    put_counts(following, counts, count, where);
    if (whole && is_extreme(&counts[0]))
        put_extreme(following, core, &counts[0], where);
    following->followed = true;
    following->part |= !whole && count > 0;
    following->group |= count == 0;
    following->repeats |= whole && counts[0].distinct;
    struct counted counted = counted_of(following, wanted, counts, count, expr);
    const char *conditions = where->data ? arena_strdup(following->arena, where->data) : "";
    return count_rows(following, &counted, conditions) &&
           (counted.total == 0 || follow_counted(following, &counted));
}

bool lineage_follow_all(struct following *following, const struct core *core, const char *expr,
                        const char *where)
{
    const struct wanted wanted = {core, NULL, 0};
    struct counted counted = counted_of(following, &wanted, NULL, 0, expr);
    following->followed = true;
    return count_rows(following, &counted, where) &&
           (counted.total == 0 || follow_counted(following, &counted));
}

bool lineage_follow_counted(struct following *following, const struct wanted *wanted,
                            const char *expr)
{
    bool found = true;
    struct buf where = {0};
    if (wanted->core->cut.where[0])
        buf_printf(&where, "(%s)", wanted->core->cut.where);
    bool good = add_groups(following, wanted->core, wanted->spot, &where, &found) &&
                (!found || follow_calls(following, wanted, expr, &where));
    buf_done(&where);
    return good;
}
