/* Following a value to its query, and a formula to its parts. */
#include <string.h>

#include <huibao/frame_trace.h>

#include "clauses.h"
#include "state.h"

enum { FEW_COLUMNS = 3 };

struct seen { /* names traced so far */
    const char *name;
    struct step step;
    struct seen *next;
};

struct tracer {
    struct frame *frame;
    struct diags *diags;
    struct seen *seen;
};

static bool see(struct tracer *tracer, const char *name, struct step step)
{
    for (const struct seen *s = tracer->seen; s; s = s->next) {
        if (step_same(s->step, step) && strcmp(s->name, name) == 0)
            return false;
    }
    struct seen *seen = arena_alloc(tracer->frame->arena, sizeof *seen);
    *seen = (struct seen){name, step, tracer->seen};
    tracer->seen = seen;
    return true;
}

/* A statistics query may have thirty columns: the value's own, and from FROM on. */
static const char *abridged(struct arena *arena, const char *sql, const char *column)
{
    struct clauses clauses;
    const char *reason = NULL;
    if (!clauses_cut(arena, sql, &clauses, &reason) || clauses.item_count <= FEW_COLUMNS)
        return sql;
    for (size_t i = 0; i < clauses.item_count; i++) {
        const struct clauses_item *item = &clauses.items[i];
        if (strcmp(item->name, column) == 0)
            return arena_printf(arena, "SELECT %s%s%s  /* 另有 %zu 列 */\n%s", item->expr,
                                strcmp(item->expr, item->name) == 0 ? "" : " AS ",
                                strcmp(item->expr, item->name) == 0 ? "" : item->name,
                                clauses.item_count - 1, clauses.tail);
    }
    return sql;
}

static void bind_all(struct frame *frame, const struct define_dataset *dataset, struct step step,
                     struct frame_trace *trace, struct diags *diags)
{
    struct frame_binding *bindings =
        arena_array(frame->arena, dataset->parameter_count, sizeof *bindings);
    for (size_t i = 0; i < dataset->parameter_count; i++) {
        const struct frame_param *param = NULL;
        bindings[i] = (struct frame_binding){dataset->parameters[i], value_null()};
        params_lookup(frame->arena, step_params(frame, step, diags), bindings[i].name,
                      &bindings[i].value, &param);
    }
    trace->sql = abridged(frame->arena, dataset->sql, trace->column);
    trace->bindings = bindings;
    trace->binding_count = dataset->parameter_count;
}

static struct frame_trace *trace_name(struct tracer *tracer, const struct define_name *name,
                                      struct step from);

static bool mentioned_before(const struct define_expr *expr, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (expr->names[i].shift == expr->names[index].shift &&
            strcmp(expr->names[i].name, expr->names[index].name) == 0)
            return true;
    }
    return false;
}

static void trace_parts(struct tracer *tracer, const struct define_expr *expr, struct step step,
                        struct frame_trace *trace)
{
    struct frame_trace **end = &trace->parts;
    for (size_t i = 0; i < expr->name_count; i++) {
        if (mentioned_before(expr, i))
            continue;
        struct frame_trace *part = trace_name(tracer, &expr->names[i], step);
        if (!part)
            continue;
        *end = part;
        end = &part->next;
    }
}

/* The value is worked out first, so that a formula within itself has been refused. */
static struct frame_trace *trace_name(struct tracer *tracer, const struct define_name *name,
                                      struct step from)
{
    struct frame *frame = tracer->frame;
    struct frame_scalar scalar;
    if (!expr_name(frame, name, from, &scalar, tracer->diags))
        return NULL;
    struct step step = step_add(from, name->shift);
    struct frame_trace *trace = arena_alloc(frame->arena, sizeof *trace);
    trace->step = step_show(frame->arena, step);
    bool own = step_same(step, (struct step){0, 0, NULL});
    trace->name = own ? name->name : arena_printf(frame->arena, "%s.%s", trace->step, name->name);
    trace->scalar = scalar;
    trace->back = step.back;
    trace->years = step.years;
    trace->again = !see(tracer, name->name, step);
    const struct define_indicator *indicator = scalar.indicator;
    if (!indicator || trace->again)
        return trace;
    trace->dataset = indicator->dataset;
    trace->column = indicator->name;
    if (indicator->expr)
        trace_parts(tracer, indicator->expr, step, trace);
    else
        bind_all(frame, indicator->dataset, step, trace, tracer->diags);
    return trace;
}

struct frame_trace *frame_trace_name(struct frame *frame, const struct define_name *name,
                                     struct diags *diags)
{
    struct tracer tracer = {frame, diags, NULL};
    return trace_name(&tracer, name, (struct step){0, 0, NULL});
}

struct frame_trace *frame_trace_cell(struct frame *frame, const struct define_dataset *dataset,
                                     const char *column, size_t row, struct diags *diags)
{
    const struct frame_table *table = frame_table(frame, dataset, diags);
    int at = table ? run_column(table, column) : -1;
    if (at < 0 || row >= table->row_count)
        return NULL;
    struct frame_trace *trace = arena_alloc(frame->arena, sizeof *trace);
    trace->name = arena_printf(frame->arena, "%s.%s", dataset->name, column);
    trace->step = step_show(frame->arena, (struct step){0, 0, NULL});
    trace->scalar.value = table->cells[row * table->column_count + (size_t)at];
    trace->dataset = dataset;
    trace->column = table->columns[at];
    trace->row = row;
    bind_all(frame, dataset, (struct step){0, 0, NULL}, trace, diags);
    return trace;
}
