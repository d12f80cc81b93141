/* What each render leaves in the database, and what the next one says of it. */
#include "renders.h"

#include <string.h>

#include <huibao/define_front.h>
#include <huibao/digest.h>
#include <huibao/frame.h>
#include <huibao/model.h>

#include "engine_diags.h"

enum { MOST_PRINTED = 20000, NAMED = 5 };

/* ---- what a render is known by ---- */

static const char *argument_text(struct arena *arena, const struct frame_scalar *scalar)
{
    static const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL},
                                     plain = {VALUE_STYLE_PLAIN, -1, NULL};
    if (scalar->is_period)
        return period_key(arena, scalar->period);
    if (scalar->value.kind == VALUE_NULL)
        return "";
    return value_show(arena, scalar->value, scalar->value.kind == VALUE_DATE ? &iso : &plain);
}

const char *renders_arguments(struct arena *arena, const struct render_state *state)
{
    struct buf json = {0};
    struct diags *unused = diags_new();
    buf_putc(&json, '{');
    for (const struct define_param *p = state->report->params; p; p = p->next) {
        struct define_name name = {.name = p->name};
        struct frame_scalar scalar;
        if (!frame_scalar(state->frame, &name, &scalar, unused))
            continue;
        buf_puts(&json, json.length > 1 ? "," : "");
        buf_put_json(&json, p->name);
        buf_putc(&json, ':');
        buf_put_json(&json, argument_text(arena, &scalar));
    }
    buf_putc(&json, '}');
    const char *text = buf_copy(&json, arena);
    buf_done(&json);
    diags_free(unused);
    return text;
}

bool renders_closed(const struct engine *engine, const struct render_state *state)
{
    struct period period;
    return frame_period(state->frame, DEFINE_CURRENT, &period) &&
           period_last_day(period) < world_today(&engine->world);
}

static void add_file(struct arena *arena, struct digest *digest, const char *path)
{
    struct diags *unused = diags_new();
    const char *hex = NULL;
    if (digest_file(arena, path, &hex, NULL, unused))
        digest_add_text(digest, hex);
    diags_free(unused);
}

const char *renders_definition_hash(struct arena *arena, const struct report *report)
{
    struct diags *unused = diags_new();
    const char *hex = "";
    digest_file(arena, report->file, &hex, NULL, unused);
    diags_free(unused);
    return hex;
}

const char *renders_dictionary_hash(struct arena *arena, const struct engine *engine)
{
    static const struct {
        const char *directory, *suffix;
    } parts[] = {{"indicators", ".yaml"}, {"sections", ".md"}};
    struct digest *digest = digest_new(arena);
    for (size_t p = 0; p < BASE_COUNT(parts); p++) {
        const char *directory =
            arena_printf(arena, "%s/%s", engine->world.templates_dir, parts[p].directory);
        struct diags *unused = diags_new();
        size_t count = 0;
        const char *const *files =
            file_exists(directory) ? file_list(arena, directory, parts[p].suffix, &count, unused)
                                   : NULL;
        for (size_t i = 0; files && i < count; i++) {
            digest_add_text(digest, files[i]);
            add_file(arena, digest, arena_printf(arena, "%s/%s", directory, files[i]));
        }
        diags_free(unused);
    }
    return digest_take(digest);
}

static const char *report_name(const struct report *report)
{
    return report->id ? report->id : report->file;
}

/* ---- revisions ---- */

static const char *name_changes(struct arena *arena, const struct printed_change *changes,
                                size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count && i < NAMED; i++)
        buf_printf(&text, "%s%s %s → %s", i ? "；" : "", changes[i].name,
                   changes[i].before ? changes[i].before : "（没有）",
                   changes[i].after ? changes[i].after : "（没有）");
    if (count > NAMED)
        buf_printf(&text, "；还有 %zu 处", count - NAMED);
    const char *copy = buf_copy(&text, arena);
    buf_done(&text);
    return copy;
}

static void compare_with(struct engine *engine, const struct render_state *state,
                         const struct store_render *last, struct arena *arena, struct diags *diags)
{
    struct printed now = printed_collect(arena, state->model);
    if (strcmp(printed_hash(arena, &now), last->data) == 0)
        return;
    struct diags *unused = diags_new();
    size_t kept_count = 0;
    const struct store_printed *kept =
        store_render_printed(engine->store, arena, last->id, &kept_count, unused);
    diags_free(unused);
    struct printed before = printed_from(arena, kept, kept ? kept_count : 0);
    if (now.count > MOST_PRINTED)
        now = printed_from(arena, printed_list(arena, &now), MOST_PRINTED);
    /* Another definition prints other figures: then only those that both print are told. */
    bool same = strcmp(last->definition, renders_definition_hash(arena, state->report)) == 0 &&
                strcmp(last->dictionary, renders_dictionary_hash(arena, engine)) == 0;
    size_t count = 0;
    struct printed_change *changes = printed_compare(arena, &before, &now, same, &count);
    if (!kept || count == 0)
        return;
    diag_add(diags, &ENG023, &PLACE_NONE,
             DIAG_ARGS(report_name(state->report), state->model->period ? state->model->period : "",
                       last->made_at, arena_printf(arena, "%zu", count)));
    diag_detail(diags, "%s", name_changes(arena, changes, count));
    diag_hint(diags, "huibao diff 列出全部变化和此后的导入；确属补报、更正的，报送时说明");
}

void renders_tell_revision(struct engine *engine, const struct render_state *state,
                           struct diags *diags)
{
    if (!renders_closed(engine, state))
        return;
    struct diags *unused = diags_new();
    struct arena *arena = arena_new();
    struct store *store = engine_store(engine, STORE_READ, unused);
    struct store_render_query query = {.report = report_name(state->report),
                                       .arguments = renders_arguments(arena, state),
                                       .closed = true,
                                       .official = true,
                                       .most = 1};
    size_t count = 0;
    const struct store_render *last =
        store ? store_renders(store, arena, &query, &count, unused) : NULL;
    if (last && count > 0)
        compare_with(engine, state, last, arena, diags);
    arena_free(arena);
    diags_free(unused);
}

/* ---- adding ---- */

static const char *purpose_word(enum engine_purpose purpose)
{
    switch (purpose) {
    case ENGINE_PREVIEW:
        return "preview";
    case ENGINE_UPLOAD:
        return "upload";
    case ENGINE_PUBLISH:
        break;
    }
    return "publish";
}

static const struct store_render_file *list_files(struct arena *arena, const char *const *paths,
                                                  const char *const *names, size_t *ret_count)
{
    struct diags *unused = diags_new();
    size_t count = 0;
    while (paths[count])
        count++;
    struct store_render_file *files = arena_array(arena, count, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        files[i] = (struct store_render_file){names[i], ""};
        digest_file(arena, paths[i], &files[i].sha256, NULL, unused);
    }
    diags_free(unused);
    *ret_count = count;
    return files;
}

static void not_recorded(const struct diags *tried, struct diags *diags)
{
    const char *said = diags_kept(tried) ? diags_at(tried, 0)->message : "";
    diag_add(diags, &ENG024, &PLACE_NONE, DIAG_ARGS(said));
}

/* What of people the definition says it shows; why, its hash leads to. */
static const char *const *list_personal(struct arena *arena, const struct report *report)
{
    size_t count = 0;
    for (const struct define_personal *p = report->personal; p; p = p->next)
        count++;
    const char **list = arena_array(arena, count + 1, sizeof *list);
    count = 0;
    for (const struct define_personal *p = report->personal; p; p = p->next)
        list[count++] = p->column;
    return list;
}

int64_t renders_add(struct engine *engine, const struct render_state *state,
                    const char *const *paths, const char *const *names, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct diags *tried = diags_new();
    struct printed printed = printed_collect(arena, state->model);
    struct store_render render = {
        .made_by = engine->world.user,
        .report = report_name(state->report),
        .about = state->about,
        .arguments = renders_arguments(arena, state),
        .closed = renders_closed(engine, state),
        .definition = renders_definition_hash(arena, state->report),
        .dictionary = renders_dictionary_hash(arena, engine),
        .style = state->style,
        .purpose = purpose_word(state->purpose),
        .data = printed_hash(arena, &printed),
        .version = HUIBAO_VERSION,
        .personal = list_personal(arena, state->report),
    };
    render.files = list_files(arena, paths, names, &render.file_count);
    struct store *store = engine_store(engine, STORE_WRITE, tried);
    size_t kept = printed.count > MOST_PRINTED ? MOST_PRINTED : printed.count;
    bool added =
        store && store_render_add(store, &render, printed_list(arena, &printed), kept, tried);
    if (!added)
        not_recorded(tried, diags);
    diags_free(tried);
    arena_free(arena);
    return added ? render.id : 0;
}

void renders_drop(struct engine *engine, int64_t id, const char *about, struct diags *diags)
{
    struct diags *tried = diags_new();
    struct store_render render = {.id = id, .about = about};
    struct store *store = id ? engine_store(engine, STORE_WRITE, tried) : NULL;
    if (id && (!store || !store_render_drop(store, &render, tried)))
        not_recorded(tried, diags);
    diags_free(tried);
}

/* ---- listing ---- */

/* {"社区":"春晖社区","期":"2026-10"} as 社区=春晖社区 期=2026-10. */
static const char *plain_arguments(struct arena *arena, const char *json)
{
    struct buf text = {0};
    bool quoted = false;
    for (const char *c = json; *c; c++) {
        if (*c == '\\' && c[1])
            buf_putc(&text, *++c);
        else if (*c == '"')
            quoted = !quoted;
        else if (quoted)
            buf_putc(&text, *c);
        else if (*c == ':' || *c == ',')
            buf_putc(&text, *c == ':' ? '=' : ' ');
    }
    const char *copy = text.data ? buf_copy(&text, arena) : "";
    buf_done(&text);
    return copy;
}

static struct engine_rendered made_of(struct arena *arena, const struct store_render *render)
{
    struct engine_rendered_file *files = arena_array(arena, render->file_count, sizeof *files);
    for (size_t i = 0; i < render->file_count; i++)
        files[i] = (struct engine_rendered_file){render->files[i].name, render->files[i].sha256};
    return (struct engine_rendered){
        .id = render->id,
        .made_at = render->made_at,
        .made_by = render->made_by,
        .report = render->report,
        .arguments = plain_arguments(arena, render->arguments),
        .definition = render->definition,
        .dictionary = render->dictionary,
        .data = render->data,
        .style = render->style,
        .purpose = render->purpose,
        .version = render->version,
        .closed = render->closed,
        .files = files,
        .file_count = render->file_count,
    };
}

/* Whether there is such a report, with mistakes or without: ENG001 when there is none. */
static bool is_report(struct engine *engine, const char *report, struct diags *diags)
{
    struct diags *said = diags_new();
    bool known = true;
    engine_report_find(engine, report, said);
    for (size_t i = 0; i < diags_kept(said); i++) {
        const struct diag *diag = diags_at(said, i);
        if (strcmp(diag->kind->code, "ENG001") != 0)
            continue;
        known = false;
        diag_copy(diags, diag);
    }
    diags_free(said);
    return known;
}

const struct engine_rendered *engine_renders(struct engine *engine, const char *report, size_t most,
                                             struct arena *arena, size_t *ret_count,
                                             struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_READ, diags);
    struct store_render_query query = {.report = report, .most = most};
    size_t count = 0;
    const struct store_render *list =
        store ? store_renders(store, arena, &query, &count, diags) : NULL;
    if (!list || (!count && report && !is_report(engine, report, diags)))
        return NULL;
    struct engine_rendered *made = arena_array(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++)
        made[i] = made_of(arena, &list[i]);
    *ret_count = count;
    return made;
}
