/*
 * `huibao check`: every SQL text and expression of a report is prepared against an empty database,
 * and what tables and indicators ask of the queries is compared with what they yield.
 */
#include <math.h>
#include <string.h>

#include <huibao/define_chart.h>
#include <huibao/define_check.h>
#include <huibao/define_front.h>
#include <huibao/define_repeat.h>
#include <huibao/define_table.h>

#include "frame_diags.h"
#include "personal.h"
#include "state.h"

struct checked { /* a dataset whose SQL could be prepared */
    const struct define_dataset *dataset;
    struct frame_table table; /* its columns */
    struct personal personal; /* which of them are */
    struct checked *next;
};

struct checker {
    struct frame *frame;
    struct checked *checked;
    struct diags *diags;
};

/* ---- what was said before ---- */

/*
 * Goes into a dataset, indicator or check, unless the list already holds something said there, in
 * that file: then another report that shares the dictionary has been checked before.
 */
static bool enter(struct checker *checker, const char *kind, const char *name,
                  const struct place *place)
{
    const char *context = arena_printf(checker->frame->arena, "%s“%s”", kind, name);
    for (size_t i = 0; i < diags_kept(checker->diags); i++) {
        const struct diag *diag = diags_at(checker->diags, i);
        bool same_file =
            !diag->place.file || !place->file || strcmp(diag->place.file, place->file) == 0;
        if (strncmp(diag->kind->code, "FRM", 3) == 0 && same_file && diag->context &&
            strstr(diag->context, context))
            return false;
    }
    diag_context_push(checker->diags, "%s", context);
    return true;
}

/* ---- datasets ---- */

/* 明细: only that it can be run. */
static void check_detail(struct checker *checker, const struct define_dataset *detail)
{
    struct query query = query_plain(detail->sql, &detail->sql_place);
    QUERY_AUTO sqlite3_stmt *statement =
        query_prepare(&checker->frame->store, &query, checker->diags);
    struct frame_table unused = {0};
    if (statement)
        run_columns(checker->frame, detail, statement, &unused, checker->diags);
}

static void check_dataset(struct checker *checker, const struct define_dataset *dataset)
{
    struct frame *frame = checker->frame;
    if (!enter(checker, "数据集", dataset->name, &dataset->place))
        return;
    struct query query = query_plain(dataset->sql, &dataset->sql_place);
    QUERY_AUTO sqlite3_stmt *statement = query_prepare(&frame->store, &query, checker->diags);
    struct checked *checked = arena_alloc(frame->arena, sizeof *checked);
    if (statement && run_columns(frame, dataset, statement, &checked->table, checker->diags)) {
        run_has_indicators(frame, dataset, &checked->table, checker->diags);
        checked->personal = personal_find(frame, dataset, statement, &checked->table);
        personal_check(dataset, &checked->personal, &checked->table, checker->diags);
        division_check(frame, dataset, checker->diags);
        checked->dataset = dataset;
        checked->next = checker->checked;
        checker->checked = checked;
    }
    if (dataset->detail)
        check_detail(checker, dataset->detail);
    diag_context_pop(checker->diags);
}

/* A column without AS has its expression for a name: count(*). */
static const char *unnamed_column(const struct frame_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strpbrk(table->columns[i], "(*+-/"))
            return table->columns[i];
    return NULL;
}

static void check_column(struct checker *checker, const struct checked *checked, const char *name,
                         const struct place *place)
{
    const struct frame_table *table = &checked->table;
    if (!name || run_column(table, name) >= 0) /* none: of a report that is refused */
        return;
    diag_add(checker->diags, &FRM032, place, DIAG_ARGS(name, checked->dataset->name));
    const char *nearest = text_nearest(name, table->columns, table->column_count);
    const char *unnamed = unnamed_column(table);
    if (unnamed && (!nearest || strpbrk(nearest, "(*+-/")))
        diag_hint(checker->diags, "给“%s”这一列写上 AS %s", nearest ? nearest : unnamed, name);
    else if (nearest)
        diag_hint(checker->diags, "是不是“%s”？", nearest);
}

/* NULL when its SQL could not be prepared. */
static const struct checked *find_checked(const struct checker *checker,
                                          const struct define_dataset *dataset)
{
    const struct checked *checked = checker->checked;
    while (checked && checked->dataset != dataset)
        checked = checked->next;
    return checked;
}

static void check_source(struct checker *checker, const struct checked *checked,
                         const struct define_source *source)
{
    if (source->name)
        check_column(checker, checked, source->name, &source->place);
}

/* Each column prints a column of the data, the rows' number, or a share of another column. */
static void check_table(struct checker *checker, const struct define_table *table)
{
    const struct checked *checked = find_checked(checker, table->data);
    for (size_t i = 0; checked && i < table->leaf_count; i++) {
        const struct define_column *c = table->leaves[i];
        const struct place *place = c->value_place.line ? &c->value_place : &c->place;
        if (c->share_of)
            check_column(checker, checked, c->share_of, place);
        else if (c->value && strcmp(c->value, "序号") != 0)
            check_column(checker, checked, c->value, place);
    }
    if (!checked)
        return;
    check_source(checker, checked, &table->group);
    check_source(checker, checked, &table->indent);
    if (table->cross) {
        check_source(checker, checked, &table->cross->rows);
        check_source(checker, checked, &table->cross->columns);
        check_source(checker, checked, &table->cross->value);
    }
}

static void check_chart(struct checker *checker, const struct define_chart *chart)
{
    const struct checked *checked = find_checked(checker, chart->data);
    if (!checked)
        return;
    check_column(checker, checked, chart->category->value, &chart->category->value_place);
    if (chart->split)
        check_column(checker, checked, chart->split, &chart->split_place);
    for (const struct define_series *s = chart->series; s; s = s->next)
        check_column(checker, checked, s->value, &s->value_place);
}

/* ---- expressions ---- */

/* Amounts of money and what is declared with decimals are hardly whole numbers. */
static bool is_fractional(const struct checker *checker, const struct define_name *name)
{
    const struct dictionary *dictionary = checker->frame->report->dictionary;
    const struct define_indicator *indicator =
        dictionary ? define_indicator_find(dictionary, name->name) : NULL;
    return indicator &&
           (indicator->broken || indicator->decimals > 0 || indicator->format.decimals > 0 ||
            (indicator->unit && strstr(indicator->unit, "元")));
}

/* Evaluates with a different prime for each name, counts as integers or as reals. */
static struct value try_primes(struct checker *checker, const struct define_expr *expr,
                               sqlite3_stmt *statement, bool as_real)
{
    static const int primes[] = {7, 11, 13, 17, 19, 23, 29, 31, 37, 41};
    struct value value = value_null();
    const char *instead = NULL;
    for (size_t i = 0; i < expr->name_count; i++) {
        int prime = primes[i % BASE_COUNT(primes)];
        bool real = as_real || is_fractional(checker, &expr->names[i]);
        run_bind_value(statement, (int)i + 1, real ? value_real(prime) : value_integer(prime));
    }
    guard_start(&checker->frame->memory);
    if (sqlite3_step(statement) == SQLITE_ROW)
        run_value(checker->frame->arena, statement, 0, &value, &instead);
    sqlite3_reset(statement);
    return value;
}

/* 100 * a / b of integers loses its decimals, as SQL has it; hardly ever what the author means. */
static void check_division(struct checker *checker, const struct define_expr *expr,
                           sqlite3_stmt *statement)
{
    if (!strchr(expr->sql, '/'))
        return;
    struct value integers = try_primes(checker, expr, statement, false);
    struct value reals = try_primes(checker, expr, statement, true);
    if (!value_is_number(integers) || !value_is_number(reals) ||
        fabs(value_as_real(integers) - value_as_real(reals)) < 1e-6)
        return;
    diag_add(checker->diags, &FRM055, &expr->place, NULL);
    diag_hint(checker->diags, "让一边是小数，例如 100.0 * 甲 / 乙");
}

/* A column of the rows of an each. */
static void check_name(struct checker *checker, const struct define_name *name)
{
    const struct checked *checked = name->each ? find_checked(checker, name->each->data) : NULL;
    if (checked && strcmp(name->name, "序号") != 0)
        check_column(checker, checked, name->name, &name->place);
}

static void check_expr(struct checker *checker, const struct define_expr *expr)
{
    struct query query;
    for (size_t i = 0; i < expr->name_count; i++)
        check_name(checker, &expr->names[i]);
    QUERY_AUTO sqlite3_stmt *statement = expr_prepare(checker->frame, expr, &query, checker->diags);
    if (statement)
        check_division(checker, expr, statement);
}

/* ---- 审核 ---- */

/* A name of a rule about rows is a column, unless it is an indicator or a parameter, or may be one. */
static void check_row_name(struct checker *checker, const struct checked *rows,
                           const struct define_name *name)
{
    const struct report *report = checker->frame->report;
    struct frame_params *params = &checker->frame->steps->params;
    struct value value;
    const struct frame_param *param;
    bool known = name->shift != DEFINE_CURRENT || name->aggregate ||
                 (report->dictionary && report->dictionary->names_lost) ||
                 define_param_find(report, name->name) ||
                 define_indicator_find(report->dictionary, name->name) ||
                 params_lookup(checker->frame->arena, params, name->name, &value, &param);
    if (!known)
        check_column(checker, rows, name->name, &name->place);
}

static void check_rule(struct checker *checker, const struct define_check *check)
{
    const struct report *report = checker->frame->report;
    const struct define_dataset *each =
        check->each ? define_dataset_find(report, check->each) : NULL;
    const struct checked *rows = each ? find_checked(checker, each) : NULL;
    for (size_t i = 0; i < check->rule.name_count; i++) {
        const struct define_name *name = &check->rule.names[i];
        const struct define_dataset *data =
            name->aggregate ? define_dataset_find(report, name->aggregate->data) : NULL;
        const struct checked *checked = data ? find_checked(checker, data) : NULL;
        if (checked && name->aggregate->column)
            check_column(checker, checked, name->aggregate->column, &name->place);
        if (rows)
            check_row_name(checker, rows, name);
    }
    check_expr(checker, &check->rule);
}

static void check_rules(struct checker *checker, const struct define_check *checks)
{
    for (const struct define_check *c = checks; c; c = c->next) {
        if (c->broken || !enter(checker, "审核关系", c->id, &c->rule.place))
            continue;
        check_rule(checker, c);
        diag_context_pop(checker->diags);
    }
}

/* ---- the report ---- */

static void check_each(struct checker *checker, const struct define_each *each)
{
    const struct checked *checked = each && each->same ? find_checked(checker, each->data) : NULL;
    if (checked)
        check_column(checker, checked, each->same, &each->same_place);
}

static void check_inlines(struct checker *checker, const struct define_inline *inlines)
{
    for (; inlines; inlines = inlines->next) {
        if (inlines->kind == DEFINE_INLINE_VALUE)
            check_name(checker, &inlines->name);
        check_each(checker, inlines->each);
        for (const struct define_branch *b = inlines->branches; b; b = b->next) {
            if (b->condition)
                check_expr(checker, b->condition);
            check_inlines(checker, b->inlines);
        }
    }
}

static void check_text(void *context, const struct define_inline *text)
{
    check_inlines(context, text);
}

static void check_blocks(struct checker *checker, const struct define_block *blocks)
{
    for (; blocks; blocks = blocks->next) {
        check_inlines(checker, blocks->inlines);
        check_each(checker, blocks->each);
        if (blocks->list)
            check_inlines(checker, blocks->list->lead);
        if (blocks->kind == DEFINE_TABLE) {
            define_table_texts(blocks->table, check_text, checker);
            check_table(checker, blocks->table);
        }
        if (blocks->kind == DEFINE_CHART) {
            check_inlines(checker, blocks->chart->caption);
            check_chart(checker, blocks->chart);
        }
        for (const struct define_branch *b = blocks->branches; b; b = b->next) {
            if (b->condition)
                check_expr(checker, b->condition);
            check_blocks(checker, b->blocks);
        }
    }
}

static void check_dictionary(struct checker *checker, const struct dictionary *dictionary)
{
    for (const struct define_dataset *d = dictionary->datasets; d; d = d->next) {
        if (d->sql && !d->broken)
            check_dataset(checker, d);
    }
    for (const struct define_indicator *i = dictionary->indicators; i; i = i->next) {
        if (!i->expr || i->broken || !enter(checker, "指标", i->name, &i->place))
            continue;
        check_expr(checker, i->expr);
        diag_context_pop(checker->diags);
    }
    check_rules(checker, dictionary->checks);
}

static void check_front_text(void *context, const struct define_inline *text)
{
    check_inlines(context, text);
}

/* With the values of today where there are any, so that a wrong type is told early. */
static void check_computed(struct checker *checker)
{
    struct frame *frame = checker->frame;
    params_sample(frame->arena, frame->report, &frame->world, &frame->steps->params);
    computed_params(frame, &frame->steps->params, checker->diags);
}

/* ---- 个人信息 ---- */

static bool is_hidden(const struct checker *checker, const char *column)
{
    for (const struct checked *checked = checker->checked; checked; checked = checked->next) {
        int at = checked->personal.columns ? run_column(&checked->table, column) : -1;
        if (at >= 0 && checked->personal.columns[at].shown)
            return true;
    }
    return false;
}

static void check_personal(struct checker *checker, const struct report *report)
{
    struct arena *arena = checker->frame->arena;
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    for (const struct checked *d = checker->checked; d; d = d->next) {
        for (size_t c = 0; d->personal.columns && c < d->table.column_count; c++) {
            const struct personal_column *column = &d->personal.columns[c];
            if (column->privacy == STORE_PUBLIC && !column->made)
                continue;
            names = arena_grow(arena, names, count, &capacity, sizeof *names);
            names[count++] = d->table.columns[c];
        }
    }
    for (const struct define_personal *p = report->personal; p; p = p->next) {
        if (is_hidden(checker, p->column))
            continue;
        diag_add(checker->diags, &FRM059, &p->place, DIAG_ARGS(p->column));
        diag_hint_nearest(checker->diags, p->column, names, count);
    }
}

static void check_report(struct checker *checker, const struct report *report)
{
    if (report->computed)
        check_computed(checker);
    if (report->dictionary)
        check_dictionary(checker, report->dictionary);
    for (const struct define_dataset *d = report->data; d; d = d->next)
        check_dataset(checker, d);
    check_personal(checker, report);
    check_rules(checker, report->checks);
    define_front_texts(report, check_front_text, checker);
    check_blocks(checker, report->blocks);
}

/* ---- a report that is refused ---- */

/* SQL about which something was said is not spoken of twice. */
static bool is_sound(const struct checker *checker, const struct define_dataset *dataset)
{
    const char *context = arena_printf(checker->frame->arena, "数据“%s”", dataset->name);
    for (size_t i = 0; i < diags_kept(checker->diags); i++) {
        const struct diag *diag = diags_at(checker->diags, i);
        if (diag->kind->severity == DIAG_ERROR && diag->context && strstr(diag->context, context))
            return false;
    }
    return dataset->sql && *dataset->sql && !dataset->broken;
}

/* What a table or a chart that was read only in part has of its own: nothing else is looked at. */
static void check_sound_blocks(struct checker *checker, const struct define_block *blocks)
{
    for (; blocks; blocks = blocks->next) {
        if (blocks->kind == DEFINE_TABLE && blocks->table && blocks->table->data)
            check_table(checker, blocks->table);
        if (blocks->kind == DEFINE_CHART && blocks->chart && blocks->chart->data &&
            blocks->chart->category)
            check_chart(checker, blocks->chart);
        for (const struct define_branch *b = blocks->branches; b; b = b->next)
            check_sound_blocks(checker, b->blocks);
    }
}

void frame_check_refused(const struct report *report, const struct world *world,
                         struct diags *diags)
{
    struct frame *frame = frame_new(report, world);
    struct checker checker = {.frame = frame, .diags = diags};
    bool connected = frame_connect(frame, NULL, diags);
    const struct define_dataset *lists[] = {
        report->dictionary ? report->dictionary->datasets : NULL, report->data};
    for (size_t i = 0; connected && i < BASE_COUNT(lists); i++)
        for (const struct define_dataset *d = lists[i]; d; d = d->next)
            if (is_sound(&checker, d))
                check_dataset(&checker, d);
    if (connected)
        check_sound_blocks(&checker, report->blocks);
    frame_close(frame);
}

bool frame_check(const struct report *report, const struct world *world, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct frame *frame = frame_new(report, world);
    struct checker checker = {.frame = frame, .diags = diags};
    if (frame_connect(frame, NULL, diags))
        check_report(&checker, report);
    frame_close(frame);
    return diags_count(diags, DIAG_ERROR) == errors;
}
