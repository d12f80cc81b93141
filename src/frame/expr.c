/*
 * Evaluating an expression in the private database. Its one-row tables 本期, 上期 and 同期 hold just
 * the names it mentions, with their values bound; a name without a prefix is found in the innermost,
 * 本期:
 *     WITH 本期(a, b) AS (VALUES(?1, ?2)), 上期(a) AS (VALUES(?3)), 同期(无) AS (VALUES(NULL))
 *     SELECT (SELECT (expression) FROM 本期) FROM 上期, 同期
 * Within an {{#each}} the columns of its row are one more such table, 行, which is innermost then.
 */
#include <string.h>

#include <huibao/define_repeat.h>

#include "frame_diags.h"
#include "state.h"

#define MOST_DEPTH 100 /* of formulas within formulas */

static const struct {
    enum define_shift shift;
    const char *table;
} tables[] = {
    {DEFINE_CURRENT, "本期"},
    {DEFINE_PREVIOUS, "上期"},
    {DEFINE_LAST_YEAR, "同期"},
    {DEFINE_CURRENT, "行"},
};
enum { TABLE_ROW = 3 };

static bool belongs(const struct define_name *name, size_t table)
{
    if (name->each || table == TABLE_ROW)
        return name->each && table == TABLE_ROW;
    return name->shift == tables[table].shift;
}

static bool asks_row(const struct define_expr *expr)
{
    bool asks = false;
    for (size_t i = 0; i < expr->name_count && !asks; i++)
        asks = expr->names[i].each != NULL;
    return asks;
}

static void put_quoted(struct buf *sql, const char *name)
{
    buf_putc(sql, '"');
    for (const char *c = name; *c; c++) {
        if (*c == '"')
            buf_putc(sql, '"');
        buf_putc(sql, *c);
    }
    buf_putc(sql, '"');
}

static bool mentioned_before(const struct define_expr *expr, size_t index)
{
    const struct define_name *name = &expr->names[index];
    for (size_t i = 0; i < index; i++) {
        const struct define_name *other = &expr->names[i];
        if (other->shift == name->shift && other->each == name->each &&
            strcmp(other->name, name->name) == 0)
            return true;
    }
    return false;
}

static void put_table(struct buf *sql, const struct define_expr *expr, size_t table)
{
    struct buf values = {0};
    buf_printf(sql, "%s%s(", table ? ", " : "WITH ", tables[table].table);
    for (size_t i = 0; i < expr->name_count; i++) {
        if (!belongs(&expr->names[i], table) || mentioned_before(expr, i))
            continue;
        if (values.length)
            buf_puts(sql, ", ");
        put_quoted(sql, expr->names[i].name);
        buf_printf(&values, "%s?%zu", values.length ? ", " : "", i + 1);
    }
    if (!values.length)
        buf_puts(sql, "无");
    buf_printf(sql, ") AS (VALUES(%s))", values.length ? values.data : "NULL");
    buf_done(&values);
}

sqlite3_stmt *expr_prepare(struct frame *frame, const struct define_expr *expr,
                           struct query *ret_query, struct diags *diags)
{
    struct buf sql = {0};
    bool row = asks_row(expr);
    for (size_t t = 0; t < BASE_COUNT(tables) - !row; t++)
        put_table(&sql, expr, t);
    buf_puts(&sql, row ? " SELECT (SELECT (SELECT (\n" : " SELECT (SELECT (\n");
    struct query query = {.author = expr->sql, .place = expr->place, .before = sql.length};
    buf_puts(&sql, expr->sql);
    buf_puts(&sql,
             row ? "\n) FROM 行) FROM 本期) FROM 上期, 同期" : "\n) FROM 本期) FROM 上期, 同期");
    query.sql = buf_copy(&sql, frame->arena);
    buf_done(&sql);
    query.names = frame->names;
    query.name_count = frame->name_count;
    *ret_query = query;
    return query_prepare(&frame->memory, &query, diags);
}

/* Where an expression is evaluated. */
struct where {
    struct step step;
    const struct frame_cursor *row; /* or NULL */
};

/* The cell of the row, if the name is one of its columns. */
static const struct value *cell_of(const struct frame_cursor *row, const struct define_name *name)
{
    bool may_be = row && !name->aggregate && name->shift == DEFINE_CURRENT;
    int column = may_be ? run_column(row->table, name->name) : -1;
    if (column < 0)
        return NULL;
    return &row->table->cells[row->row * row->table->column_count + (size_t)column];
}

static bool bind_names(struct frame *frame, const struct define_expr *expr, struct where where,
                       sqlite3_stmt *statement, struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < expr->name_count; i++) {
        struct frame_scalar scalar;
        if (mentioned_before(expr, i))
            continue;
        const struct value *cell = cell_of(where.row, &expr->names[i]);
        if (cell) {
            run_bind_value(statement, (int)i + 1, *cell);
            continue;
        }
        if (!expr_name(frame, &expr->names[i], where.step, &scalar, diags)) {
            good = false;
            continue;
        }
        struct value value = scalar.value;
        if (scalar.is_period) /* in SQL a period is its key, as :期 is in a dataset */
            value = value_text(period_key(frame->arena, scalar.period));
        run_bind_value(statement, (int)i + 1, value);
    }
    return good;
}

static bool evaluate(struct frame *frame, const struct define_expr *expr, struct where where,
                     struct value *ret_value, struct diags *diags)
{
    struct query query;
    QUERY_AUTO sqlite3_stmt *statement = expr_prepare(frame, expr, &query, diags);
    if (!statement || !run_bind(frame, &query, statement, step_params(frame, where.step, diags),
                                (int)expr->name_count, diags))
        return false;
    if (!bind_names(frame, expr, where, statement, diags))
        return false;
    guard_start(&frame->memory);
    int status = sqlite3_step(statement);
    if (status != SQLITE_ROW) {
        query_fail(&frame->memory, &query, status, diags);
        return false;
    }
    const char *instead = NULL;
    if (run_value(frame->arena, statement, 0, ret_value, &instead))
        return true;
    diag_add(diags, &FRM038, &expr->place, NULL);
    diag_detail(diags, "结果是%s", instead);
    return false;
}

bool expr_value(struct frame *frame, const struct define_expr *expr, struct step step,
                struct value *ret_value, struct diags *diags)
{
    return evaluate(frame, expr, (struct where){step, NULL}, ret_value, diags);
}

bool expr_value_at(struct frame *frame, const struct define_expr *expr,
                   const struct frame_cursor *row, struct value *ret_value, struct diags *diags)
{
    return evaluate(frame, expr, (struct where){{0, 0, NULL}, row}, ret_value, diags);
}

/* ---- names ---- */

static struct computed *computed_find(const struct frame *frame,
                                      const struct define_indicator *indicator, struct step step)
{
    struct computed *c = frame->computed;
    while (c && (c->indicator != indicator || !step_same(c->step, step)))
        c = c->next;
    return c;
}

static struct computed *computed_add(struct frame *frame, const struct define_indicator *indicator,
                                     struct step step)
{
    struct computed *c = arena_alloc(frame->arena, sizeof *c);
    c->indicator = indicator;
    c->step = step;
    c->state = COMPUTED_BUSY;
    *frame->computed_end = c;
    frame->computed_end = &c->next;
    return c;
}

/* An indicator with a formula: computed once per step. A failure is told once. */
static bool compute(struct frame *frame, const struct define_indicator *indicator, struct step step,
                    struct value *ret_value, struct diags *diags)
{
    struct computed *computed = computed_find(frame, indicator, step);
    if (!computed && frame->depth >= MOST_DEPTH) {
        char *most = arena_printf(frame->arena, "%d", MOST_DEPTH);
        diag_add(diags, &FRM053, &indicator->place, DIAG_ARGS(indicator->name, most));
        return false;
    }
    if (!computed) {
        computed = computed_add(frame, indicator, step);
        frame->depth++;
        bool good = expr_value(frame, indicator->expr, step, &computed->value, diags);
        frame->depth--;
        computed->state = good ? COMPUTED_GOOD : COMPUTED_BAD;
    } else if (computed->state == COMPUTED_BUSY) {
        diag_add(diags, &FRM052, &indicator->place, DIAG_ARGS(indicator->name));
    }
    if (computed->state == COMPUTED_GOOD)
        *ret_value = computed->value;
    return computed->state == COMPUTED_GOOD;
}

static bool fetched(struct frame *frame, const struct define_indicator *indicator, struct step step,
                    struct value *ret_value, struct diags *diags)
{
    const struct frame_table *table = run_dataset(frame, indicator->dataset, step, diags);
    int column = table ? run_column(table, indicator->name) : -1;
    if (column < 0)
        return false;
    *ret_value = table->cells[column];
    return true;
}

static bool unknown_name(struct frame *frame, const struct define_name *name, struct diags *diags)
{
    diag_add(diags, &FRM050, &name->place, DIAG_ARGS(name->name));
    diag_hint_nearest(diags, name->name, frame->names, frame->name_count);
    return false;
}

/* A column of the row that its each has come to. */
static bool row_value(struct frame *frame, const struct define_name *name, struct value *ret_value,
                      struct diags *diags)
{
    const struct frame_row *row = frame->row;
    while (row && row->each != name->each)
        row = row->outer;
    if (row && strcmp(name->name, "序号") == 0) {
        *ret_value = value_integer((int64_t)row->number);
        return true;
    }
    int column = row ? run_column(row->table, name->name) : -1;
    if (column < 0) {
        diag_add(diags, &FRM032, &name->place, DIAG_ARGS(name->name, name->each->data->name));
        return false;
    }
    *ret_value = row->table->cells[row->row * row->table->column_count + (size_t)column];
    return true;
}

bool expr_name(struct frame *frame, const struct define_name *name, struct step step,
               struct frame_scalar *ret_scalar, struct diags *diags)
{
    struct step at = step_add(step, name->shift);
    if (name->shift != DEFINE_CURRENT && !params_period(&frame->steps->params)) {
        diag_add(diags, &FRM051, &name->place,
                 DIAG_ARGS(name->shift == DEFINE_PREVIOUS ? "上期." : "同期.", name->name));
        return false;
    }
    struct frame_scalar scalar = {.value = value_null()};
    if (name->aggregate) {
        *ret_scalar = scalar;
        return aggregate_value(frame, name, at, &ret_scalar->value, diags);
    }
    const struct frame_param *param = NULL;
    if (name->each) {
        bool found = row_value(frame, name, &scalar.value, diags);
        if (found)
            *ret_scalar = scalar;
        return found;
    }
    if (params_lookup(frame->arena, step_params(frame, at, diags), name->name, &scalar.value,
                      &param)) {
        scalar.param = param->define;
        scalar.is_period = param->is_period && strcmp(name->name, param->define->name) == 0;
        scalar.period = param->period;
        if (scalar.is_period)
            scalar.value = param->value;
        *ret_scalar = scalar;
        return true;
    }
    const struct dictionary *dictionary = frame->report->dictionary;
    scalar.indicator = dictionary ? define_indicator_find(dictionary, name->name) : NULL;
    if (!scalar.indicator)
        return unknown_name(frame, name, diags);
    bool good = scalar.indicator->expr ? compute(frame, scalar.indicator, at, &scalar.value, diags)
                                       : fetched(frame, scalar.indicator, at, &scalar.value, diags);
    if (good)
        *ret_scalar = scalar;
    return good;
}
