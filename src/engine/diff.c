/* Two periods, or a render and now: which figures differ, and what was imported since. */
#include "renders.h"

#include <string.h>

#include <huibao/compose.h>
#include <huibao/define.h>
#include <huibao/frame.h>
#include <huibao/model.h>

#include "diff_records.h"
#include "engine_diags.h"

struct differ {
    struct engine *engine;
    const struct engine_diff *diff;
    struct arena *arena;
    struct diags *diags;
    const struct report *report;
    struct engine_difference result;
};

struct sheet { /* one side */
    struct frame *frame;
    struct model *model;
    struct printed printed;
};

static bool compose(struct differ *differ, const char *const *arguments, struct sheet *sheet)
{
    struct engine *engine = differ->engine;
    struct engine_request request = *differ->diff->request;
    request.arguments = arguments;
    sheet->frame = engine_frame(engine, differ->report, &request, differ->arena, differ->diags);
    if (!sheet->frame)
        return false;
    sheet->model =
        compose_report(differ->report, sheet->frame, DEFINE_PREVIEW, &engine->world, differ->diags);
    if (!sheet->model)
        return false;
    struct printed printed = printed_collect(differ->arena, sheet->model);
    for (size_t i = 0; i < printed.count; i++) /* longer than the model's */
        printed.items[i] = (struct printed_item){arena_strdup(differ->arena, printed.items[i].name),
                                                 arena_strdup(differ->arena, printed.items[i].text),
                                                 printed.items[i].order};
    sheet->printed = printed;
    return true;
}

static void close_sheet(struct sheet *sheet)
{
    model_free(sheet->model);
    frame_close(sheet->frame);
}

static size_t count_names(const struct printed *printed)
{
    size_t names = 0;
    for (size_t i = 0; i < printed->count; i++)
        names += i == 0 || strcmp(printed->items[i - 1].name, printed->items[i].name) != 0;
    return names;
}

/* before NULL: a render. */
static void compare(struct differ *differ, const struct printed *before,
                    const struct printed *after, struct diff_side *sides[2])
{
    enum { MOST_TRACED = 40 };
    size_t count = 0, both = 0;
    struct printed_change *changes = printed_compare(differ->arena, before, after, true, &count);
    struct engine_figure *figures = arena_array(differ->arena, count, sizeof *figures);
    for (size_t i = 0; i < count; i++) {
        figures[i] = (struct engine_figure){
            .name = changes[i].name, .before = changes[i].before, .after = changes[i].after};
        if (i < MOST_TRACED)
            diff_records(differ->arena, sides[0], sides[1], &figures[i]);
        both += changes[i].before != NULL;
    }
    differ->result.figures = figures;
    differ->result.count = count;
    differ->result.same = count_names(before) - both;
}

/* ---- two periods ---- */

/* The arguments with those of --with instead of the ones of the same names. */
static const char *const *replaced(struct differ *differ)
{
    const char *const *first = differ->diff->request->arguments;
    const char *const *with = differ->diff->with;
    size_t count = 0, room = 1;
    for (size_t i = 0; first && first[i]; i++)
        room++;
    for (size_t i = 0; with[i]; i++)
        room++;
    const char **all = arena_array(differ->arena, room, sizeof *all);
    for (size_t i = 0; first && first[i]; i++) {
        bool given = false;
        for (size_t w = 0; with[w] && !given; w++) {
            size_t length = strcspn(with[w], "=\xEF"); /* ＝ begins so */
            given = strncmp(first[i], with[w], length) == 0 &&
                    (first[i][length] == '=' || first[i][length] == '\xEF');
        }
        if (!given)
            all[count++] = first[i];
    }
    for (size_t i = 0; with[i]; i++)
        all[count++] = with[i];
    return all;
}

static const char *label(struct differ *differ, const struct sheet *sheet)
{
    return model_text_flat(differ->arena, &sheet->model->title);
}

static bool diff_periods(struct differ *differ)
{
    struct sheet before = {0}, after = {0};
    bool done = compose(differ, differ->diff->request->arguments, &before) &&
                compose(differ, replaced(differ), &after);
    if (done) {
        differ->result.before = label(differ, &before);
        differ->result.after = label(differ, &after);
        struct diff_side first = {differ->report, before.frame, 0},
                         second = {differ->report, after.frame, 0};
        compare(differ, &before.printed, &after.printed, (struct diff_side *[]){&first, &second});
    }
    close_sheet(&before);
    close_sheet(&after);
    return done;
}

/* ---- a render and now ---- */

static void batches_since(struct differ *differ, const struct store_render *render)
{
    struct diags *unused = diags_new();
    size_t count = 0, since = 0;
    const struct engine_batch *all =
        engine_batches(differ->engine, INT32_MAX, differ->arena, &count, unused);
    struct engine_batch *list = arena_array(differ->arena, count, sizeof *list);
    for (size_t i = 0; all && i < count; i++) {
        bool undone = all[i].undone_at && strcmp(all[i].undone_at, render->made_at) >= 0;
        if (all[i].id > render->last_batch || undone)
            list[since++] = all[i];
    }
    differ->result.batches = list;
    differ->result.batch_count = since;
    diags_free(unused);
}

struct correcting {
    struct differ *differ;
    const struct engine_batch *batch;
    struct engine_correction *list;
    size_t capacity;
};

static void add_correction(void *context, const struct store_change *change)
{
    enum { MOST = 50 };
    struct correcting *correcting = context;
    struct differ *differ = correcting->differ;
    struct arena *arena = differ->arena;
    size_t count = differ->result.correction_count;
    differ->result.correction_total++;
    if (count == MOST)
        return;
    enum store_privacy privacy = store_privacy(change->field);
    correcting->list =
        arena_grow(arena, correcting->list, count, &correcting->capacity, sizeof *correcting->list);
    correcting->list[count] = (struct engine_correction){
        .batch = correcting->batch->id,
        .line = change->line,
        .kind = correcting->batch->kind,
        .key = arena_strdup(arena, store_masked(arena, STORE_PRIVATE_ID, change->key)),
        .field = arena_strdup(arena, change->field),
        .before = arena_strdup(arena, store_masked(arena, privacy, change->before)),
        .after = arena_strdup(arena, store_masked(arena, privacy, change->after))};
    differ->result.correction_count++;
}

/* What later batches corrected: why a record is not counted any more. */
static void corrections_since(struct differ *differ, const struct store_render *render)
{
    struct correcting correcting = {.differ = differ};
    struct diags *unused = diags_new();
    for (size_t i = differ->result.batch_count; i-- > 0;) {
        correcting.batch = &differ->result.batches[i];
        if (correcting.batch->id > render->last_batch && correcting.batch->changed > 0 &&
            !correcting.batch->undone_at)
            store_batch_changes(differ->engine->store, correcting.batch->id, add_correction,
                                &correcting, unused);
    }
    differ->result.corrections = correcting.list;
    diags_free(unused);
}

static const struct store_render *find_render(struct differ *differ, const struct sheet *now)
{
    struct render_state state = {
        .report = differ->report, .frame = now->frame, .model = now->model};
    struct store *store = engine_store(differ->engine, STORE_READ, differ->diags);
    const char *report = differ->report->id ? differ->report->id : differ->report->file;
    struct store_render_query query = {.report = report, .most = 1};
    query.id = differ->diff->render;
    if (query.id == 0)
        query.arguments = renders_arguments(differ->arena, &state);
    size_t count = 0;
    const struct store_render *found =
        store ? store_renders(store, differ->arena, &query, &count, differ->diags) : NULL;
    if (found && count > 0)
        return found;
    if (found && query.id)
        diag_add(differ->diags, &ENG026, &PLACE_NONE,
                 DIAG_ARGS(report, arena_printf(differ->arena, "%lld", (long long)query.id)));
    else if (found)
        diag_add(differ->diags, &ENG025, &PLACE_NONE, DIAG_ARGS(report));
    if (found)
        diag_hint(differ->diags,
                  "huibao renders 列出生成过的；比较两期用 --with，例如 --with 期=2026-09");
    return NULL;
}

static bool diff_render(struct differ *differ)
{
    struct arena *arena = differ->arena;
    struct sheet now = {0};
    const struct store_render *render = NULL;
    if (compose(differ, differ->diff->request->arguments, &now))
        render = find_render(differ, &now);
    size_t kept_count = 0;
    const struct store_printed *kept =
        render ? store_render_printed(differ->engine->store, arena, render->id, &kept_count,
                                      differ->diags)
               : NULL;
    if (kept) {
        struct printed before = printed_from(arena, kept, kept_count);
        differ->result.before =
            arena_printf(arena, "第 %lld 次生成（%s）", (long long)render->id, render->made_at);
        differ->result.after = "现在";
        differ->result.definition_changed =
            strcmp(render->definition, renders_definition_hash(arena, differ->report)) != 0 ||
            strcmp(render->dictionary, renders_dictionary_hash(arena, differ->engine)) != 0;
        struct diff_side second = {differ->report, now.frame, render->last_batch};
        compare(differ, &before, &now.printed, (struct diff_side *[]){NULL, &second});
        batches_since(differ, render);
        corrections_since(differ, render);
    }
    close_sheet(&now);
    return kept != NULL;
}

bool engine_diff(struct engine *engine, const struct engine_diff *diff, struct arena *arena,
                 struct engine_difference *ret_difference, struct diags *diags)
{
    struct differ differ = {.engine = engine, .diff = diff, .arena = arena, .diags = diags};
    differ.report = engine_report_find(engine, diff->request->report, diags);
    if (!differ.report)
        return false;
    bool done = diff->with && diff->with[0] ? diff_periods(&differ) : diff_render(&differ);
    if (done)
        *ret_difference = differ.result;
    return done;
}
