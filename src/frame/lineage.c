/* Following a value inwards, a level at a time. */
#include "lineage.h"

#include <string.h>

enum { MOST_DEPTH = 12, MOST_LEAVES = 90 };
#define MERGED "SELECT * FROM ("
#define ORDERED " ORDER BY 1, 2"

bool lineage_leaf(struct following *following, struct lineage_leaf leaf)
{
    if (following->leaf_count >= MOST_LEAVES)
        return lineage_refuse(following, "这个数由太多中间的行算出");
    following->leaves = arena_grow(following->arena, following->leaves, following->leaf_count,
                                   &following->leaf_capacity, sizeof leaf);
    following->leaves[following->leaf_count++] = leaf;
    return true;
}

/* ---- a SELECT, a query ---- */

/*
 * Without what stands in for nothing around it; but of CASE WHEN count(*) > 0 THEN 1 END it is the
 * condition that matters, and END + 0 keeps it from being taken off.
 */
static const char *expression_of(struct following *following, const struct core *core,
                                 const char *expr)
{
    struct arena *arena = following->arena;
    const char *peeled = clauses_peeled(arena, expr);
    const char *const *queries = NULL;
    size_t count = 0;
    clauses_subqueries(arena, peeled, &queries, &count);
    bool constant =
        count == 0 && !clauses_aggregate(arena, peeled) && !lineage_names(following, core, peeled);
    bool more =
        constant && (clauses_aggregate(arena, expr) || lineage_names(following, core, expr));
    return more ? arena_printf(arena, "%s + 0", expr) : peeled;
}

static bool follow_core(struct following *following, struct core *core, size_t column,
                        const struct spot *spot)
{
    if (column >= core->cut.item_count)
        return lineage_refuse(following, "这一列由 * 取出");
    const struct wanted wanted = {core, spot, column};
    const char *expr = expression_of(following, core, core->cut.items[column].expr);
    const char *const *queries = NULL;
    size_t count = 0;
    const char *rest = clauses_subqueries(following->arena, expr, &queries, &count);
    buf_printf(&following->mentioned, "%s ", expr);
    if (clauses_keyword(following->arena, rest, "OVER"))
        return count == 0 ? lineage_follow_window(following, &wanted, expr)
                          : lineage_refuse(following, "这一列又用窗口函数（OVER）又用子查询");
    bool good = true;
    bool alone = count == 1 && strcmp(text_trim(following->arena, rest), "NULL") == 0;
    for (size_t i = 0; i < count && good; i++)
        good = lineage_follow_subquery(following, &wanted, queries[i]);
    following->part |= count > 0 && !alone;
    if (!good || alone)
        return good;
    bool grouped = core->aggregates || core->cut.distinct;
    if (grouped && (count == 0 || clauses_aggregate(following->arena, rest)))
        return lineage_follow_counted(following, &wanted, rest);
    return lineage_follow_shown(following, &wanted, rest);
}

/* A text or a whole number, written so in the query that it can be compared as it is written. */
static bool is_plain(const char *expr)
{
    size_t digits = strspn(expr, "0123456789"), length = strlen(expr);
    return (length > 0 && digits == length && (length == 1 || expr[0] != '0') && length < 10) ||
           (length >= 2 && expr[0] == '\'' && strchr(expr + 1, '\'') == expr + length - 1);
}

/* Whether a column that the arm writes out is another than the row's: then nothing need be asked. */
static bool differs(const struct core *core, const struct spot *spot)
{
    for (size_t i = 0; i < spot->count; i++) {
        size_t column = spot->columns ? spot->columns[i] : i;
        const char *expr = column < core->cut.item_count ? core->cut.items[column].expr : "";
        if (is_plain(expr) && is_plain(spot->values[i]) && strcmp(expr, spot->values[i]) != 0)
            return true;
    }
    return false;
}

/* Whether an arm has the row that is looked for. */
static bool has_row(struct following *following, const struct core *core, const struct spot *spot,
                    bool *ret_has)
{
    struct answer answer;
    const char *const one[] = {"1"};
    if (!lineage_ask(following, lineage_located(following, core, spot, one, 1), &answer))
        return false;
    if (answer.row_count > 1)
        return lineage_refuse(following, "中间结果里有几行完全相同，分不清是哪一行");
    *ret_has = answer.row_count == 1;
    return true;
}

/* A row of the whole known by its place becomes one known by its values; the spot is `ret_spot` then. */
static bool find_placed(struct following *following, const struct scope *scope,
                        const struct parts *parts, size_t column, const struct spot *spot,
                        struct spot *ret_spot)
{
    struct arena *arena = following->arena;
    const char *sql = arena_printf(arena,
                                   parts->limited ? "%sSELECT * FROM (%s) LIMIT 1 OFFSET %zu"
                                                  : "%s%s LIMIT 1 OFFSET %zu",
                                   lineage_with(arena, scope, ""), parts->whole, spot->place);
    struct answer answer;
    if (!lineage_ask(following, sql, &answer))
        return false;
    if (answer.row_count == 0)
        return lineage_missing(following, spot);
    if (!lineage_public(following, &answer, 0) || column >= answer.column_count ||
        (spot->expected && !records_same(answer.values[column], *spot->expected)))
        return lineage_refuse(following, "按推出的条件重算，得不到同一个数");
    const char **values = arena_array(arena, answer.column_count, sizeof *values);
    for (size_t c = 0; c < answer.column_count; c++)
        values[c] = records_literal(arena, answer.values[c]);
    *ret_spot =
        (struct spot){.values = values, .count = answer.column_count, .expected = spot->expected};
    return true;
}

/*
 * Each arm by itself; the row is in one of them, or when they are merged, in several. Of INTERSECT and
 * EXCEPT the row, being there, has survived what stands behind: it comes of the arms before.
 */
static bool follow_arms(struct following *following, const struct scope *scope,
                        const struct parts *parts, size_t column, const struct spot *spot)
{
    size_t found = 0;
    struct spot placed = {0};
    if (parts->rejoined)
        return lineage_refuse(following, "SQL 在 INTERSECT 或 EXCEPT 之后又并上了别的查询");
    if (spot->placed) {
        if (!find_placed(following, scope, parts, column, spot, &placed))
            return false;
        if (!placed.values) /* nothing stood there */
            return true;
        spot = &placed;
    }
    for (size_t i = 0; i < parts->kept; i++) {
        struct clauses cut;
        struct core core;
        bool has = false;
        if (!clauses_of(following->arena, parts->arms[i], &cut)) /* VALUES: constants */
            continue;
        if (differs(&(struct core){.cut = cut}, spot))
            continue;
        if (!lineage_core(following, scope, parts->arms[i], &core) ||
            !has_row(following, &core, spot, &has))
            return false;
        found += has;
        if (has && !follow_core(following, &core, column, spot))
            return false;
    }
    if (found == 0 && !lineage_missing(following, spot))
        return false;
    following->repeats |= found > 1;
    if (found > 1 && !parts->merges)
        return lineage_refuse(following, "几个查询里有完全相同的行，分不清是哪一行");
    return true;
}

bool lineage_follow(struct following *following, const struct scope *outer, const char *sql,
                    size_t column, const struct spot *spot)
{
    struct parts parts = parts_read(following->arena, sql);
    struct scope scope;
    if (following->depth >= MOST_DEPTH)
        return lineage_refuse(following, "SQL 的查询套得太深，或者是递归的 WITH");
    if (!lineage_enter(following, outer, &parts, &scope))
        return false;
    following->depth++;
    struct core core;
    bool good = parts.arm_count > 1 ? follow_arms(following, &scope, &parts, column, spot)
                                    : lineage_core(following, &scope, parts.arms[0], &core) &&
                                          follow_core(following, &core, column, spot);
    following->depth--;
    return good;
}

/* ---- the dataset's own row ---- */

/* Of a UNION the row is found by its values, which must be fit to be written into a query. */
static bool find_spot(struct following *following, struct spot *spot)
{
    const struct frame_table *table = following->table;
    size_t row = following->trace->row;
    const char **values = arena_array(following->arena, table->column_count, sizeof *values);
    for (size_t c = 0; c < table->column_count; c++) {
        size_t at = row * table->column_count + c;
        if (!value_equal(table->cells[at], table->keys[at]))
            return lineage_refuse(following, "推出的查询里会写着个人信息");
        values[c] = records_literal(following->arena, table->keys[at]);
    }
    *spot = (struct spot){.values = values, .count = table->column_count};
    return true;
}

/* Another row that shows the same could be taken for it. */
static bool is_alone(const struct following *following)
{
    const struct frame_table *table = following->table;
    const struct value *own = table->keys + following->trace->row * table->column_count;
    for (size_t r = 0; r < table->row_count; r++) {
        const struct value *other = table->keys + r * table->column_count;
        size_t same = 0;
        while (same < table->column_count && value_equal(own[same], other[same]))
            same++;
        if (r != following->trace->row && same == table->column_count)
            return false;
    }
    return true;
}

static bool follow(struct following *following)
{
    const char *sql = following->trace->dataset->sql;
    int column = run_column(following->table, following->trace->column);
    const struct parts parts = parts_read(following->arena, sql);
    const struct scope none = {NULL, ""};
    struct spot spot = {.placed = true, .place = following->trace->row, .own = true};
    if (column < 0 || following->trace->row >= following->table->row_count)
        return lineage_refuse(following, "数据集没有这一行");
    if (!is_alone(following))
        return lineage_refuse(following, "表里有几行完全相同，分不清是哪一行");
    if (parts.arm_count > 1 && !find_spot(following, &spot))
        return false;
    return lineage_follow(following, &none, sql, (size_t)column, &spot);
}

static bool same_columns(const struct lineage_leaf *a, const struct lineage_leaf *b)
{
    size_t same = 0;
    while (same < a->column_count && same < b->column_count &&
           strcmp(a->columns[same], b->columns[same]) == 0)
        same++;
    return a->column_count == b->column_count && same == a->column_count && !a->before &&
           !b->before;
}

/* A record that several parts of a calculation count is listed once. */
static void merge_leaves(struct following *following)
{
    size_t kept = 0;
    for (size_t i = 0; i < following->leaf_count; i++) {
        struct lineage_leaf leaf = following->leaves[i];
        size_t into = 0;
        while (into < kept && !same_columns(&following->leaves[into], &leaf))
            into++;
        if (into == kept) {
            following->leaves[kept++] = leaf;
            continue;
        }
        const char *sql = following->leaves[into].sql;
        bool merged = strncmp(sql, MERGED, strlen(MERGED)) == 0;
        size_t length = strlen(sql) - (merged ? strlen(ORDERED) : 0);
        following->leaves[into].sql = arena_printf(
            following->arena, "%s%.*s%s\nUNION SELECT * FROM (%s)%s", merged ? "" : MERGED,
            (int)length, sql, merged ? "" : ")", leaf.sql, ORDERED);
    }
    following->leaf_count = kept;
}

static struct lineage lineage_of(struct following *following)
{
    bool good = follow(following);
    if (!good)
        return (struct lineage){.reason = following->reason ? following->reason : "推不出记录"};
    if (following->leaf_count == 0 && !following->followed && following->absent)
        return (struct lineage){.reason = following->absent};
    if (following->part)
        merge_leaves(following);
    const char *what = following->part      ? "参与计算的记录"
                       : following->group   ? "这一组的记录"
                       : following->repeats ? "计入的记录（相同的只算一次）"
                                            : "计入的记录";
    return (struct lineage){NULL, what, following->leaves, following->leaf_count};
}

/* What outlives the work: the texts of the leaves and their columns, which are the views'. */
static struct lineage kept(struct arena *arena, const struct lineage *found)
{
    struct lineage lineage = *found;
    struct lineage_leaf *leaves = arena_array(arena, found->count + 1, sizeof *leaves);
    for (size_t i = 0; i < found->count; i++) {
        leaves[i] = found->leaves[i];
        const char **columns =
            arena_array(arena, leaves[i].column_count + 1, sizeof *leaves[i].columns);
        for (size_t c = 0; c < leaves[i].column_count; c++)
            columns[c] = found->leaves[i].columns[c];
        leaves[i].columns = columns;
        leaves[i].sql = arena_strdup(arena, leaves[i].sql);
    }
    lineage.leaves = leaves;
    lineage.reason = found->reason ? arena_strdup(arena, found->reason) : NULL;
    return lineage;
}

struct lineage lineage_find(struct frame *frame, const struct frame_trace *trace,
                            const struct frame_table *table)
{
    struct following following = {
        .frame = frame, .arena = arena_new(), .trace = trace, .table = table};
    frame->store.most_ticks =
        frame->store.ticks + frame->world.max_trace_ksteps / (GUARD_TICK / 1000);
    const struct lineage found = lineage_of(&following);
    frame->store.most_ticks = 0;
    const struct lineage lineage = kept(frame->arena, &found);
    buf_done(&following.mentioned);
    arena_free(following.arena);
    return lineage;
}
