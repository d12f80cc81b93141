/*
 * 跨单位: an indicator of each community below the report's street or district. A child is a step, as
 * 上期 is: its parameters are the report's with 社区 put in, so the dictionary's own query runs for it.
 */
#include <stdlib.h>
#include <string.h>

#include <huibao/define_check.h>

#include "frame_diags.h"
#include "state.h"

static const struct frame_param *parent_of(const struct frame_params *params)
{
    for (size_t i = 0; i < params->count; i++) {
        enum define_type type = params->items[i].define->type;
        if (type == DEFINE_STREET || type == DEFINE_DISTRICT)
            return &params->items[i];
    }
    return NULL;
}

bool children_list(struct frame *frame, const char *const **ret_names, size_t *ret_count,
                   struct diags *diags)
{
    const struct frame_param *parent = parent_of(&frame->steps->params);
    struct query query =
        query_plain("SELECT 下级.社区 FROM 下级 JOIN 社区 ON 社区.社区 = 下级.社区 "
                    "WHERE 下级.上级 = :a AND 下级.级别 = :b "
                    "ORDER BY 社区.社区编码",
                    &PLACE_NONE);
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    if (!frame->children && parent && parent->value.kind == VALUE_TEXT) {
        QUERY_AUTO sqlite3_stmt *statement = query_prepare(&frame->store, &query, diags);
        if (!statement)
            return false;
        const char *level = parent->define->type == DEFINE_STREET ? "街道" : "区县";
        sqlite3_bind_text(statement, 1, parent->value.text, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, level, -1, SQLITE_STATIC);
        int status;
        guard_start(&frame->store);
        while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
            names = arena_grow(frame->arena, names, count, &capacity, sizeof *names);
            names[count++] =
                arena_strdup(frame->arena, (const char *)sqlite3_column_text(statement, 0));
        }
        if (status != SQLITE_DONE) {
            query_fail(&frame->store, &query, status, diags);
            return false;
        }
        frame->children = names;
        frame->child_count = count;
    }
    *ret_names = frame->children;
    *ret_count = frame->child_count;
    return true;
}

struct frame_params children_params(struct frame *frame, const struct frame_params *params,
                                    const char *child)
{
    struct frame_params own = {
        .items = arena_array(frame->arena, params->count + 1, sizeof *params->items)};
    struct define_param *community = arena_alloc(frame->arena, sizeof *community);
    *community = (struct define_param){.name = "社区", .type = DEFINE_COMMUNITY};
    for (size_t i = 0; i < params->count; i++)
        if (strcmp(params->items[i].define->name, "社区") != 0)
            own.items[own.count++] = params->items[i];
    own.items[own.count++] = (struct frame_param){.define = community, .value = value_text(child)};
    return own;
}

static bool value_of(struct frame *frame, const struct define_name *name, struct step step,
                     const char *child, struct value *ret_value, struct diags *diags)
{
    struct define_name own = {.name = name->aggregate->column, .place = name->place};
    struct frame_scalar scalar;
    step.child = child;
    if (!expr_name(frame, &own, step, &scalar, diags))
        return false;
    if (scalar.value.kind != VALUE_NULL && !value_is_number(scalar.value)) {
        diag_add(diags, &FRM056, &name->place, DIAG_ARGS(own.name, child));
        return false;
    }
    *ret_value = scalar.value;
    return true;
}

bool children_sum(struct frame *frame, const struct define_name *name, struct step step,
                  struct value *ret_value, struct diags *diags)
{
    const char *const *names = NULL;
    size_t count = 0;
    int64_t whole = 0;
    double real = 0;
    bool any = false, exact = true;
    if (!children_list(frame, &names, &count, diags))
        return false;
    if (name->aggregate->kind == DEFINE_COUNT) {
        *ret_value = value_integer((int64_t)count);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        struct value value;
        if (!value_of(frame, name, step, names[i], &value, diags))
            return false;
        any = any || value.kind != VALUE_NULL;
        real += value_as_real(value);
        exact = exact && (value.kind == VALUE_NULL ||
                          (value.kind == VALUE_INTEGER &&
                           !__builtin_add_overflow(whole, value.integer, &whole)));
    }
    *ret_value = !any ? value_null() : exact ? value_integer(whole) : value_real(real);
    return true;
}

static int by_value(const void *a, const void *b)
{
    const struct frame_child *x = a, *y = b;
    double left = value_as_real(x->value), right = value_as_real(y->value);
    if (x->value.kind == VALUE_NULL || y->value.kind == VALUE_NULL)
        return (x->value.kind != VALUE_NULL) - (y->value.kind != VALUE_NULL);
    if (left < right || left > right)
        return left < right ? 1 : -1;
    return (x->order > y->order) - (x->order < y->order);
}

const struct frame_child *frame_children(struct frame *frame, const struct define_name *name,
                                         size_t *ret_count, struct diags *diags)
{
    const char *const *names = NULL;
    size_t count = 0;
    struct step step = step_add((struct step){0, 0, NULL}, name->shift);
    if (!children_list(frame, &names, &count, diags))
        return NULL;
    struct frame_child *children = arena_array(frame->arena, count + 1, sizeof *children);
    for (size_t i = 0; i < count; i++) {
        children[i] = (struct frame_child){names[i], value_null(), i};
        if (name->aggregate->column &&
            !value_of(frame, name, step, names[i], &children[i].value, diags))
            return NULL;
    }
    qsort(children, count, sizeof *children, by_value);
    *ret_count = count;
    return children;
}
