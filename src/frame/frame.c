/* A frame's life, its steps, and the questions compose asks it. */
#include <huibao/frame.h>

#include <huibao/store.h>

#include "frame_diags.h"
#include "state.h"

/* ---- steps ---- */

bool step_same(struct step a, struct step b)
{
    return a.back == b.back && a.years == b.years && a.child == b.child;
}

struct step step_add(struct step step, enum define_shift shift)
{
    step.back += shift == DEFINE_PREVIOUS;
    step.years += shift == DEFINE_LAST_YEAR;
    return step;
}

const char *step_show(struct arena *arena, struct step step)
{
    struct buf text = {0};
    for (unsigned i = 0; i < step.years; i++)
        buf_printf(&text, "%s同期", text.length ? "." : "");
    for (unsigned i = 0; i < step.back; i++)
        buf_printf(&text, "%s上期", text.length ? "." : "");
    if (step.child)
        buf_printf(&text, "%s%s", text.length ? "." : "", step.child);
    const char *shown = text.length ? buf_copy(&text, arena) : "本期";
    buf_done(&text);
    return shown;
}

const struct frame_params *step_params(struct frame *frame, struct step step, struct diags *diags)
{
    for (struct stepped *s = frame->steps; s; s = s->next) {
        if (step_same(s->step, step))
            return &s->params;
    }
    struct frame_params params = frame->steps->params;
    for (unsigned i = 0; i < step.years; i++)
        params = params_shift(frame->arena, &params, DEFINE_LAST_YEAR);
    for (unsigned i = 0; i < step.back; i++)
        params = params_shift(frame->arena, &params, DEFINE_PREVIOUS);
    if (step.child)
        params = children_params(frame, &params, step.child);
    computed_params(frame, &params, diags);
    struct stepped *stepped = arena_alloc(frame->arena, sizeof *stepped);
    stepped->step = step;
    stepped->params = params;
    stepped->next = frame->steps->next;
    frame->steps->next = stepped;
    return &stepped->params;
}

/* ---- opening and closing ---- */

/* Every name an expression of this report could mean. */
static void list_names(struct frame *frame)
{
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    const struct dictionary *dictionary = frame->report->dictionary;
    for (const struct define_param *p = frame->report->params; p; p = p->next) {
        names = arena_grow(frame->arena, names, count, &capacity, sizeof *names);
        names[count++] = p->name;
    }
    for (const struct define_indicator *i = dictionary ? dictionary->indicators : NULL; i;
         i = i->next) {
        names = arena_grow(frame->arena, names, count, &capacity, sizeof *names);
        names[count++] = i->name;
    }
    frame->names = names;
    frame->name_count = count;
}

struct frame *frame_new(const struct report *report, const struct world *world)
{
    struct arena *arena = arena_new();
    struct frame *frame = arena_alloc(arena, sizeof *frame);
    frame->arena = arena;
    frame->report = report;
    frame->world = *world;
    frame->steps = arena_alloc(arena, sizeof *frame->steps);
    frame->runs_end = &frame->runs;
    frame->streamed_end = &frame->streamed;
    frame->computed_end = &frame->computed;
    list_names(frame);
    return frame;
}

bool frame_connect(struct frame *frame, const char *database, struct diags *diags)
{
    sqlite3 *store = store_reader_open(database, diags);
    if (!store)
        return false;
    /* One snapshot for the whole report, whatever is imported meanwhile. */
    sqlite3_exec(store, "BEGIN", NULL, NULL, NULL);
    guard_init(&frame->store, frame->arena, store, frame->world.max_sql_ms);
    sqlite3 *memory = NULL;
    int status =
        sqlite3_open_v2(":memory:", &memory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    if (status != SQLITE_OK) {
        diag_add(diags, &FRM040, &PLACE_NONE, NULL);
        diag_detail(diags, "%s", sqlite3_errstr(status));
        sqlite3_close(memory);
        return false;
    }
    guard_init(&frame->memory, frame->arena, memory, frame->world.max_sql_ms);
    return true;
}

struct frame *frame_open(const char *database, const struct report *report,
                         const struct frame_argument *arguments, size_t argument_count,
                         const struct world *world, struct diags *diags)
{
    struct frame *frame = frame_new(report, world);
    struct frame_params *params = &frame->steps->params;
    bool good =
        params_resolve(frame->arena, report, arguments, argument_count, world, params, diags);
    if (frame_connect(frame, database, diags) &&
        params_find_communities(frame->arena, params, &frame->store, diags) && good &&
        computed_params(frame, params, diags))
        return frame;
    frame_close(frame);
    return NULL;
}

void frame_close(struct frame *frame)
{
    if (!frame)
        return;
    guard_close(&frame->store);
    guard_close(&frame->memory);
    arena_free(frame->arena);
}

/* ---- questions ---- */

static const struct step own_step = {0, 0, NULL};

bool frame_scalar(struct frame *frame, const struct define_name *name,
                  struct frame_scalar *ret_scalar, struct diags *diags)
{
    return expr_name(frame, name, own_step, ret_scalar, diags);
}

void frame_enter(struct frame *frame, struct frame_row *row)
{
    row->outer = frame->row;
    frame->row = row;
}

void frame_leave(struct frame *frame)
{
    frame->row = frame->row ? frame->row->outer : NULL;
}

bool frame_value(struct frame *frame, const struct define_expr *expr, struct value *ret_value,
                 struct diags *diags)
{
    return expr_value(frame, expr, own_step, ret_value, diags);
}

bool frame_value_at(struct frame *frame, const struct define_expr *expr,
                    const struct frame_cursor *row, struct value *ret_value, struct diags *diags)
{
    return expr_value_at(frame, expr, row, ret_value, diags);
}

bool frame_condition(struct frame *frame, const struct define_expr *condition, bool *ret_holds,
                     struct diags *diags)
{
    struct value value;
    if (!expr_value(frame, condition, own_step, &value, diags))
        return false;
    if (value.kind == VALUE_TEXT || value.kind == VALUE_DATE) {
        struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL},
                            plain = {VALUE_STYLE_PLAIN, -1, NULL};
        const char *shown =
            value_show(frame->arena, value, value.kind == VALUE_DATE ? &iso : &plain);
        diag_add(diags, &FRM054, &condition->place, DIAG_ARGS(shown));
        diag_hint(diags, "写成比较，例如 受理 > 0");
        return false;
    }
    *ret_holds = value_as_real(value) < 0 || value_as_real(value) > 0;
    return true;
}

const struct frame_table *frame_table(struct frame *frame, const struct define_dataset *dataset,
                                      struct diags *diags)
{
    return run_dataset(frame, dataset, own_step, diags);
}

bool frame_is_partial(const struct frame *frame)
{
    const struct frame_param *param = params_period(&frame->steps->params);
    return param && param->last < period_last_day(param->period);
}

bool frame_period(const struct frame *frame, enum define_shift shift, struct period *ret_period)
{
    const struct frame_param *param = params_period(&frame->steps->params);
    if (!param)
        return false;
    switch (shift) {
    case DEFINE_CURRENT:
        *ret_period = param->period;
        break;
    case DEFINE_PREVIOUS:
        *ret_period = period_previous(param->period);
        break;
    case DEFINE_LAST_YEAR:
        *ret_period = period_last_year(param->period);
        break;
    }
    return true;
}
