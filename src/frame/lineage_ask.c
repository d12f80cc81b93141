/* The questions that following a value asks of the database, and the queries that ask them. */
#include <string.h>
#include <strings.h>

#include "extent.h"
#include "frame_diags.h"
#include "lineage.h"
#include "personal.h"

/*
 * What following one value may take is counted in work and not in time, so that the same question has the
 * same answer on every machine. The steps that SQLite runs are counted by the guard.
 */
enum { MOST_ROWS = 60, MOST_ASKED = 400, MOST_WORDS = 1000000 };
#define TOO_MUCH "这个数由太多中间的行算出"
#define TOO_WIDE "这个查询太大，逐层重算要很久"

bool lineage_refuse(struct following *following, const char *reason)
{
    if (!following->reason)
        following->reason = reason;
    return false;
}

const char *lineage_text(struct following *following, struct buf *text)
{
    const char *copy = text->data ? buf_copy(text, following->arena) : "";
    buf_done(text);
    return copy;
}

/* ---- asking ---- */

static sqlite3_stmt *prepare(struct following *following, const char *sql, struct diags *diags)
{
    struct frame *frame = following->frame;
    const struct step step = {following->trace->back, following->trace->years, NULL};
    struct query query = query_plain(sql, &following->trace->dataset->sql_place);
    struct arena *scratch = arena_new();
    following->words += extent_of(scratch, sql).words;
    arena_free(scratch);
    if (following->words > MOST_WORDS) {
        lineage_refuse(following, TOO_WIDE);
        return NULL;
    }
    sqlite3_stmt *statement = query_prepare(&frame->store, &query, diags);
    if (statement &&
        run_bind(frame, &query, statement, step_params(frame, step, diags), 0, diags)) {
        guard_start(&frame->store);
        return statement;
    }
    sqlite3_finalize(statement);
    return NULL;
}

static bool failed(struct following *following, const char *sql, struct diags *diags)
{
    const char *said = diags_kept(diags) ? diags_at(diags, 0)->message : "";
    const struct guard *store = &following->frame->store;
    (void)sql;
    if (store->most_ticks && store->ticks >= store->most_ticks)
        return lineage_refuse(following, TOO_WIDE);
    return lineage_refuse(following,
                          arena_printf(following->arena, "推出的 SQL 没有执行成功：%s", said));
}

bool lineage_ask(struct following *following, const char *sql, struct answer *ret_answer)
{
    struct diags *diags = diags_new();
    QUERY_AUTO sqlite3_stmt *statement = prepare(following, sql, diags);
    struct answer answer = {.sql = sql};
    size_t capacity = 0, count = 0;
    int status = SQLITE_ERROR;
    bool good = statement && following->asked++ < MOST_ASKED;
    answer.column_count = statement ? (size_t)sqlite3_column_count(statement) : 0;
    while (good && (status = sqlite3_step(statement)) == SQLITE_ROW &&
           answer.row_count <= MOST_ROWS) {
        for (size_t c = 0; c < answer.column_count; c++) {
            const char *instead = NULL;
            answer.values = arena_grow(following->arena, answer.values, count, &capacity,
                                       sizeof *answer.values);
            if (!run_value(following->arena, statement, (int)c, &answer.values[count++], &instead))
                good = false;
        }
        answer.row_count++;
    }
    bool many = status == SQLITE_ROW && answer.row_count > MOST_ROWS;
    bool done = good && status == SQLITE_DONE;
    if (done)
        *ret_answer = answer;
    else if (many || following->asked > MOST_ASKED)
        lineage_refuse(following, TOO_MUCH);
    else
        failed(following, sql, diags);
    diags_free(diags);
    return done;
}

bool lineage_public(struct following *following, const struct answer *answer, size_t first)
{
    if (answer->column_count <= first)
        return true;
    struct diags *diags = diags_new();
    QUERY_AUTO sqlite3_stmt *statement = prepare(following, answer->sql, diags);
    diags_free(diags);
    if (!statement)
        return false;
    const char **names = arena_array(following->arena, answer->column_count, sizeof *names);
    for (size_t c = 0; c < answer->column_count; c++)
        names[c] = arena_strdup(following->arena, sqlite3_column_name(statement, (int)c));
    struct define_dataset dataset = *following->trace->dataset;
    const struct frame_table table = {.columns = names, .column_count = answer->column_count};
    dataset.sql = answer->sql;
    const struct personal personal = personal_find(following->frame, &dataset, statement, &table);
    for (size_t c = first; personal.columns && c < answer->column_count; c++) {
        const struct personal_column *column = &personal.columns[c];
        if (column->privacy != STORE_PUBLIC || column->made || column->shown)
            return lineage_refuse(following, "推出的查询里会写着个人信息");
    }
    return true;
}

/* ---- scopes ---- */

const char *lineage_with(struct arena *arena, const struct scope *scope, const char *more)
{
    if (!scope->with[0] && !more[0])
        return "";
    return arena_printf(arena, "WITH %s%s%s ", scope->with, scope->with[0] && more[0] ? ", " : "",
                        more);
}

static const struct parts_table *find_table(const struct scope *scope, const char *name)
{
    for (const struct parts_table *t = scope->tables; t; t = t->next) {
        if (strcasecmp(t->name, name) == 0)
            return t;
    }
    return NULL;
}

bool lineage_enter(struct following *following, const struct scope *outer,
                   const struct parts *parts, struct scope *ret_scope)
{
    struct scope scope = *outer;
    for (const struct parts_table *t = parts->tables; t; t = t->next) {
        if (find_table(&scope, t->name))
            return lineage_refuse(following,
                                  arena_printf(following->arena, "WITH 里有两个“%s”", t->name));
        struct parts_table *table = arena_alloc(following->arena, sizeof *table);
        *table = *t;
        table->next = scope.tables;
        scope.tables = table;
    }
    if (parts->with[0])
        scope.with = arena_printf(following->arena, "%s%s%s", outer->with,
                                  outer->with[0] ? ", " : "", parts->with);
    *ret_scope = scope;
    return true;
}

/* A view that is no list of records, but of communities, whose records another view has. */
#define CHILDREN "下级"
#define CHILDREN_INSIDE "下级视图"

const char *lineage_query(const struct core *core, const struct parts_source *source,
                          const struct parts_table **ret_table)
{
    *ret_table = source->query ? NULL : find_table(&core->scope, source->text);
    if (source->query)
        return source->text;
    if (*ret_table)
        return (*ret_table)->body;
    bool children =
        strcmp(source->text, CHILDREN) == 0 && strcmp(source->alias, CHILDREN_INSIDE) != 0;
    return children ? "SELECT " CHILDREN_INSIDE ".上级 AS 上级, " CHILDREN_INSIDE
                      ".级别 AS 级别, 社区.社区 AS 社区 FROM 社区 JOIN " CHILDREN
                      " AS " CHILDREN_INSIDE " ON " CHILDREN_INSIDE ".社区 = 社区.社区"
                    : NULL;
}

/* ---- a SELECT ---- */

/* The names of a source's columns, as SQLite tells them. */
static bool read_names(struct following *following, struct core *core, size_t source)
{
    struct arena *arena = following->arena;
    const struct parts_source *of = &core->sources[source];
    struct diags *diags = diags_new();
    const char *sql =
        arena_printf(arena, "%sSELECT * FROM %s%s%s", lineage_with(arena, &core->scope, ""),
                     of->query ? "(" : "\"", of->text, of->query ? ")" : "\"");
    QUERY_AUTO sqlite3_stmt *statement = prepare(following, sql, diags);
    int count = statement ? sqlite3_column_count(statement) : 0;
    const char **names = arena_array(arena, (size_t)count + 1, sizeof *names);
    for (int c = 0; c < count; c++)
        names[c] = arena_strdup(arena, sqlite3_column_name(statement, c));
    core->names[source] = names;
    core->name_counts[source] = (size_t)count;
    if (!statement)
        failed(following, sql, diags);
    diags_free(diags);
    return statement != NULL;
}

/* The columns of a source, or of all, in the place of t.* and *. */
static void add_stars(struct following *following, const struct core *core, const char *table,
                      struct clauses_item *items, size_t *count)
{
    for (size_t s = 0; s < core->source_count; s++) {
        if (table[0] && strcasecmp(table, core->sources[s].alias) != 0)
            continue;
        for (size_t c = 0; c < core->name_counts[s]; c++)
            items[(*count)++] = (struct clauses_item){
                arena_printf(following->arena, "%s%s%s\"%s\"",
                             core->sources[s].alias[0] ? "\"" : "", core->sources[s].alias,
                             core->sources[s].alias[0] ? "\"." : "", core->names[s][c]),
                core->names[s][c]};
    }
}

static void expand_stars(struct following *following, struct core *core)
{
    size_t most = core->cut.item_count, count = 0;
    for (size_t s = 0; s < core->source_count; s++)
        most += core->cut.item_count * core->name_counts[s];
    struct clauses_item *items = arena_array(following->arena, most, sizeof *items);
    for (size_t i = 0; i < core->cut.item_count; i++) {
        const char *expr = core->cut.items[i].expr, *dot = strchr(expr, '.');
        bool of_one = dot && strcmp(dot, ".*") == 0;
        if (strcmp(expr, "*") == 0 || of_one)
            add_stars(following, core,
                      of_one ? arena_strndup(following->arena, expr, (size_t)(dot - expr)) : "",
                      items, &count);
        else
            items[count++] = core->cut.items[i];
    }
    core->cut.items = items;
    core->cut.item_count = count;
}

/* SELECT DISTINCT is a group of all its columns. */
static void group_distinct(struct following *following, struct core *core)
{
    if (!core->cut.distinct || core->aggregates)
        return;
    size_t count = core->cut.item_count;
    const char **groups = arena_array(following->arena, count, sizeof *groups);
    for (size_t i = 0; i < count; i++)
        groups[i] = core->cut.items[i].expr;
    core->cut.groups = groups;
    core->cut.group_count = count;
}

bool lineage_core(struct following *following, const struct scope *scope, const char *sql,
                  struct core *ret_core)
{
    struct arena *arena = following->arena;
    struct core core = {.scope = *scope};
    if (!clauses_of(arena, sql, &core.cut))
        return lineage_refuse(following, "这一列的内容写在 SQL 里，不取自记录");
    if (!parts_sources(arena, core.cut.from, &core.sources, &core.source_count))
        return lineage_refuse(following, "FROM 里有括号括起的 JOIN");
    core.aggregates = core.cut.group_count > 0 || core.cut.having[0];
    for (size_t i = 0; i < core.cut.item_count && !core.aggregates; i++)
        core.aggregates = clauses_aggregate(arena, core.cut.items[i].expr);
    core.names = arena_array(arena, core.source_count + 1, sizeof *core.names);
    core.name_counts = arena_array(arena, core.source_count + 1, sizeof *core.name_counts);
    for (size_t s = 0; s < core.source_count; s++) {
        if (!read_names(following, &core, s))
            return false;
    }
    expand_stars(following, &core);
    group_distinct(following, &core);
    buf_printf(&following->mentioned, "%s %s ", core.cut.where, core.cut.from);
    *ret_core = core;
    return true;
}

/* ---- a row of it ---- */

static void put_select(struct buf *sql, const struct core *core, const char *const *extras,
                       size_t count)
{
    const struct clauses *cut = &core->cut;
    buf_puts(sql, "SELECT ");
    for (size_t i = 0; i < cut->item_count; i++) {
        bool named = strcmp(cut->items[i].name, cut->items[i].expr) != 0;
        buf_printf(sql, "%s%s%s%s%s", i ? ", " : "", cut->items[i].expr, named ? " AS \"" : "",
                   named ? cut->items[i].name : "", named ? "\"" : "");
    }
    for (size_t i = 0; i < count; i++)
        buf_printf(sql, ", %s AS \"值%zu\"", extras[i], i + 1);
    if (cut->from[0])
        buf_printf(sql, " FROM %s", cut->from);
    if (cut->where[0])
        buf_printf(sql, " WHERE %s", cut->where);
    for (size_t g = 0; g < cut->group_count; g++)
        buf_printf(sql, "%s%s", g ? ", " : " GROUP BY ", cut->groups[g]);
    if (cut->having[0])
        buf_printf(sql, " HAVING %s", cut->having);
}

/* The row named among all, by what stands in its columns. */
static void put_named(struct following *following, const struct core *core, const struct spot *spot,
                      const char *select, struct buf *sql, size_t count)
{
    struct buf table = {0};
    buf_puts(&table, "\"本行\"(");
    for (size_t i = 0; i < core->cut.item_count; i++)
        buf_printf(&table, "%s\"列%zu\"", i ? ", " : "", i + 1);
    for (size_t i = 0; i < count; i++)
        buf_printf(&table, ", \"值%zu\"", i + 1);
    buf_printf(&table, ") AS (%s)", select);
    buf_printf(sql, "%sSELECT ",
               lineage_with(following->arena, &core->scope, lineage_text(following, &table)));
    for (size_t i = 0; i < count; i++)
        buf_printf(sql, "%s\"值%zu\"", i ? ", " : "", i + 1);
    buf_puts(sql, " FROM \"本行\"");
    for (size_t i = 0; i < spot->count; i++)
        buf_printf(sql, " %s \"列%zu\" IS %s", i ? "AND" : "WHERE",
                   (spot->columns ? spot->columns[i] : i) + 1, spot->values[i]);
}

const char *lineage_located(struct following *following, const struct core *core,
                            const struct spot *spot, const char *const *extras, size_t count)
{
    struct buf select = {0}, sql = {0};
    put_select(&select, core, extras, count);
    if (!spot->placed) {
        put_named(following, core, spot, lineage_text(following, &select), &sql, count);
        return lineage_text(following, &sql);
    }
    buf_printf(&sql, "%s%s", lineage_with(following->arena, &core->scope, ""),
               lineage_text(following, &select));
    if (core->cut.order[0])
        buf_printf(&sql, " ORDER BY %s", core->cut.order);
    buf_printf(&sql, " LIMIT 1 OFFSET %zu", spot->place);
    return lineage_text(following, &sql);
}

/* The row found by its place is the one that the dataset shows. */
static bool is_own(const struct following *following, const struct answer *answer)
{
    const struct frame_table *table = following->table;
    const struct value *keys = table->keys + following->trace->row * table->column_count;
    bool same = answer->row_count == 1 && answer->column_count >= table->column_count;
    for (size_t c = 0; same && c < table->column_count; c++)
        same = value_equal(answer->values[c], keys[c]);
    return same;
}

bool lineage_row(struct following *following, const struct core *core, const struct spot *spot,
                 const char *const *extras, size_t count, struct answer *ret_answer)
{
    struct answer answer;
    if (core->cut.offset)
        return lineage_refuse(following, "SQL 用 OFFSET 跳过了一些行");
    if (!lineage_ask(following, lineage_located(following, core, spot, extras, count), &answer))
        return false;
    if (spot->own && !is_own(following, &answer))
        return lineage_refuse(following, "找不到与这一行相同的行");
    if (answer.row_count > 1)
        return lineage_refuse(following, "中间结果里有几行完全相同，分不清是哪一行");
    size_t before = spot->placed ? core->cut.item_count : 0;
    if (!lineage_public(following, &answer, before))
        return lineage_refuse(following, "推出的 SQL 没有执行成功");
    if (answer.row_count)
        answer.values += before;
    *ret_answer = answer;
    return true;
}

/* ---- names in expressions ---- */

const char *lineage_dot(struct following *following, const struct parts_source *source)
{
    return source->alias[0] ? arena_printf(following->arena, "\"%s\".", source->alias) : "";
}

struct lineage_column_use *lineage_uses(struct following *following, const struct core *core)
{
    struct lineage_column_use *uses =
        arena_array(following->arena, core->source_count + 1, sizeof *uses);
    for (size_t s = 0; s < core->source_count; s++)
        uses[s].columns =
            arena_array(following->arena, core->name_counts[s] + 1, sizeof *uses[s].columns);
    return uses;
}

/* Takes a name for the first source that has such a column. */
static void use_name(const struct core *core, const struct parts_name *name,
                     struct lineage_column_use *uses)
{
    for (size_t s = 0; s < core->source_count; s++) {
        if (name->table[0] && strcasecmp(name->table, core->sources[s].alias) != 0)
            continue;
        for (size_t c = 0; c < core->name_counts[s]; c++) {
            if (strcasecmp(core->names[s][c], name->column) != 0)
                continue;
            uses[s].any = uses[s].columns[c] = true;
            return;
        }
    }
}

void lineage_use(struct following *following, const struct core *core, const char *expr,
                 struct lineage_column_use *uses)
{
    const struct parts_name *names = NULL;
    size_t count = parts_names(following->arena, expr, &names);
    for (size_t i = 0; i < count; i++)
        use_name(core, &names[i], uses);
}
