/*
 * A level that shows rows: the record of the row in a view, or the row of a query that the column is
 * taken from. A subquery stands alone once the values of the row are in it.
 */
#include <string.h>

#include "lineage.h"

/* A row that is not there is no matter when nothing stood in its column: of a LEFT JOIN. */
bool lineage_missing(struct following *following, const struct spot *spot)
{
    return !spot->expected || spot->expected->kind == VALUE_NULL ||
           lineage_refuse(following, "找不到中间结果里的那一行");
}

bool lineage_names(struct following *following, const struct core *core, const char *expr)
{
    struct lineage_column_use *uses = lineage_uses(following, core);
    lineage_use(following, core, expr, uses);
    bool any = false;
    for (size_t s = 0; s < core->source_count; s++)
        any |= uses[s].any;
    return any;
}

/* With the values of the row in the place of its columns; then it stands alone. */
bool lineage_follow_subquery(struct following *following, const struct wanted *wanted,
                             const char *query)
{
    const struct core *core = wanted->core;
    struct arena *arena = following->arena;
    const char **tables = arena_array(arena, core->source_count + 1, sizeof *tables);
    struct parts_outer outer = {.tables = tables};
    for (size_t s = 0; s < core->source_count; s++) {
        if (core->sources[s].alias[0])
            tables[outer.table_count++] = core->sources[s].alias;
    }
    parts_outer_names(arena, query, &outer);
    const char **extras = arena_array(arena, outer.count + 1, sizeof *extras);
    const char **values = arena_array(arena, outer.count + 1, sizeof *values);
    for (size_t i = 0; i < outer.count; i++)
        extras[i] =
            arena_printf(arena, "\"%s\".\"%s\"", outer.names[i].table, outer.names[i].column);
    extras[outer.count] = arena_printf(arena, "(%s)", query);
    struct answer answer;
    if (!lineage_row(following, core, wanted->spot, extras, outer.count + 1, &answer))
        return false;
    if (answer.row_count == 0)
        return lineage_missing(following, wanted->spot);
    for (size_t i = 0; i < outer.count; i++)
        values[i] = records_literal(arena, answer.values[i]);
    const struct spot first = {.placed = true, .expected = &answer.values[outer.count]};
    return lineage_follow(following, &core->scope, parts_filled(arena, query, &outer, values), 0,
                          &first);
}

/* The record of the row in a view, or in the query that carries it. */
static bool leaf_of_row(struct following *following, const struct core *core,
                        const struct spot *spot, size_t source, const struct carried *carried)
{
    const struct parts_source *of = &core->sources[source];
    struct core changed = *core;
    bool inside = carried->query != NULL;
    const char *dot = lineage_dot(following, of);
    if (inside)
        changed.cut.from = parts_replaced(following->arena, core->cut.from, of, carried->query);
    const char **extras = arena_array(following->arena, carried->column_count + 2, sizeof *extras);
    extras[0] = arena_printf(following->arena, "%s%s批次", dot, inside ? "来源" : "");
    extras[1] = arena_printf(following->arena, "%s%s行号", dot, inside ? "来源" : "");
    for (size_t i = 0; i < carried->column_count; i++)
        extras[i + 2] = inside
                            ? arena_printf(following->arena, "%s来源%zu", dot, i + 1)
                            : arena_printf(following->arena, "%s\"%s\"", dot, carried->columns[i]);
    struct answer answer; /* there is one such row */
    if (!lineage_row(following, &changed, spot, extras, 2, &answer))
        return false;
    if (answer.row_count == 0)
        return lineage_missing(following, spot);
    following->group = true;
    return lineage_leaf(
        following, (struct lineage_leaf){.sql = lineage_located(following, &changed, spot, extras,
                                                                carried->column_count + 2),
                                         .before = spot->placed ? core->cut.item_count : 0,
                                         .own = spot->own,
                                         .columns = carried->columns,
                                         .column_count = carried->column_count});
}

/* Which columns tell the rows of a query apart: those of its groups; all of them when in doubt. */
static size_t key_columns(struct following *following, const char *query, size_t column_count,
                          size_t *keys)
{
    const struct parts parts = parts_read(following->arena, query);
    struct clauses cut;
    size_t count = 0;
    bool grouped = parts.arm_count == 1 && clauses_of(following->arena, parts.arms[0], &cut) &&
                   !cut.distinct && cut.item_count == column_count;
    bool aggregates = grouped && cut.group_count > 0;
    for (size_t i = 0; grouped && i < cut.item_count && !aggregates; i++)
        aggregates = clauses_aggregate(following->arena, cut.items[i].expr);
    for (size_t g = 0; aggregates && g < cut.group_count; g++) {
        size_t i = 0;
        while (i < cut.item_count && strcmp(cut.items[i].expr, cut.groups[g]) != 0)
            i++;
        aggregates = i < cut.item_count;
        keys[count++] = i;
    }
    if (aggregates)
        return count;
    for (count = 0; count < column_count; count++)
        keys[count] = count;
    return count;
}

/* Without any that is wanted the first column stands for the row. */
struct keyed lineage_keys(struct following *following, const struct core *core, size_t source,
                          const bool *wanted)
{
    struct arena *arena = following->arena;
    const struct parts_source *of = &core->sources[source];
    const struct parts_table *table = NULL;
    size_t names = core->name_counts[source];
    struct keyed keyed = {.keys = arena_array(arena, names + 1, sizeof *keyed.keys),
                          .wanted = arena_array(arena, names + 1, sizeof *keyed.wanted),
                          .extras = arena_array(arena, 2 * names + 2, sizeof *keyed.extras),
                          .query = lineage_query(core, of, &table)};
    keyed.count = key_columns(following, keyed.query, names, keyed.keys);
    for (size_t c = 0; c < names; c++) {
        if (wanted[c])
            keyed.wanted[keyed.wanted_count++] = c;
    }
    if (keyed.wanted_count == 0)
        keyed.wanted[keyed.wanted_count++] = 0;
    for (size_t i = 0; i < keyed.count + keyed.wanted_count; i++) {
        size_t c = i < keyed.count ? keyed.keys[i] : keyed.wanted[i - keyed.count];
        keyed.extras[i] =
            arena_printf(arena, "%s\"%s\"", lineage_dot(following, of), core->names[source][c]);
    }
    return keyed;
}

/* On into the row of the source that has these values; behind the keys is what is looked at. */
bool lineage_follow_keyed(struct following *following, const struct core *core,
                          const struct keyed *keyed, const struct value *values)
{
    const char **texts = arena_array(following->arena, keyed->count + 1, sizeof *texts);
    for (size_t k = 0; k < keyed->count; k++)
        texts[k] = records_literal(following->arena, values[k]);
    bool good = true;
    for (size_t w = 0; w < keyed->wanted_count && good; w++) {
        const struct spot spot = {.values = texts,
                                  .columns = keyed->keys,
                                  .count = keyed->count,
                                  .expected = &values[keyed->count + w]};
        good = lineage_follow(following, &core->scope, keyed->query, keyed->wanted[w], &spot);
    }
    return good;
}

static bool follow_column(struct following *following, const struct wanted *wanted, size_t source,
                          const struct lineage_column_use *use)
{
    const struct core *core = wanted->core;
    const struct parts_table *table = NULL;
    const struct guard_view *view = lineage_view(following, &core->sources[source]);
    const char *query = lineage_query(core, &core->sources[source], &table);
    if (view) {
        struct carried whole = {0};
        whole.columns =
            records_columns(following->arena, view, following->mentioned.data, &whole.column_count);
        return leaf_of_row(following, core, wanted->spot, source, &whole);
    }
    if (!query) {
        following->absent = arena_printf(following->arena, "这一列取自“%s”，它不是记录的视图",
                                         core->sources[source].text);
        return true;
    }
    struct carried *carried = NULL;
    size_t count = 0;
    if (lineage_carry(following, core, source, use->columns, &carried, &count) && count == 1 &&
        !carried[0].repeats && !carried[0].window)
        return leaf_of_row(following, core, wanted->spot, source, &carried[0]);
    if (following->reason)
        return false;
    struct keyed keyed = lineage_keys(following, core, source, use->columns);
    struct answer answer;
    if (!lineage_row(following, core, wanted->spot, keyed.extras, keyed.count + keyed.wanted_count,
                     &answer))
        return false;
    return answer.row_count == 0 ? lineage_missing(following, wanted->spot)
                                 : lineage_follow_keyed(following, core, &keyed, answer.values);
}

bool lineage_follow_shown(struct following *following, const struct wanted *wanted,
                          const char *expr)
{
    const struct core *core = wanted->core;
    struct lineage_column_use *uses = lineage_uses(following, core);
    lineage_use(following, core, expr, uses);
    size_t used = 0;
    bool good = true;
    for (size_t s = 0; s < core->source_count; s++) {
        for (size_t c = 0; c < core->name_counts[s]; c++)
            used += uses[s].columns[c];
    }
    following->part |= used > 1;
    if (used == 0)
        following->absent = LINEAGE_NOT_OF_RECORDS;
    for (size_t s = 0; s < core->source_count && good; s++)
        good = !uses[s].any || follow_column(following, wanted, s, &uses[s]);
    return good;
}
