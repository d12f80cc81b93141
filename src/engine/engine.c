#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/define.h>
#include <huibao/fonts.h>
#include <huibao/frame.h>

#include <sys/stat.h>

struct engine *engine_new(const struct world *world, const char *database)
{
    struct arena *arena = arena_new();
    struct engine *engine = arena_alloc(arena, sizeof *engine);
    engine->arena = arena;
    engine->world = *world;
    engine->world.templates_dir = arena_strdup(arena, world->templates_dir);
    engine->world.fonts_dir = arena_strdup(arena, world->fonts_dir);
    engine->world.config = arena_strdup(arena, world->config);
    engine->world.user = world->user ? arena_strdup(arena, world->user) : NULL;
    engine->database = arena_strdup(arena, database);
    return engine;
}

void engine_free(struct engine *engine)
{
    if (!engine)
        return;
    fonts_close(engine->fonts);
    store_close(engine->store);
    arena_free(engine->arena);
}

void engine_hint_templates(const struct engine *engine, struct diags *diags)
{
    struct stat status;
    bool there = stat(engine->world.templates_dir, &status) == 0;
    if (there && !S_ISDIR(status.st_mode))
        diag_hint(diags, "用 --templates 指出报表定义所在的文件夹");
    if (!there)
        diag_hint(diags, "在源代码文件夹里运行，或用 --templates 指出报表定义所在的文件夹；"
                         "make install 之后不需要");
}

/* A report with mistakes: what is wrong with its 版式 and its SQL are more of them. */
static void look_at_refused(void *context, const struct report *report, struct diags *diags)
{
    struct engine *engine = context;
    if (report->style_place.line)
        engine_report_style(engine, report, diags);
    frame_check_refused(report, &engine->world, diags);
}

struct dictionary *engine_dictionary(struct engine *engine, const char *whom, struct diags *diags)
{
    struct dictionary *known = engine->dictionary;
    if (known && (!known->bad || engine->checking))
        return known;
    if (known) {
        diag_add(diags, &ENG004, &PLACE_NONE, DIAG_ARGS(whom));
        diag_hint(diags, "先按上面列出的改好字典，再运行一次");
        return NULL;
    }
    const char *directory =
        arena_printf(engine->arena, "%s/indicators", engine->world.templates_dir);
    struct dictionary *read =
        define_dictionary_draft(engine->arena, directory, &engine->world, diags);
    read->refused = look_at_refused;
    read->context = engine;
    if (read->bad)
        engine_hint_templates(engine, diags);
    engine->dictionary = read;
    return read->bad && !engine->checking ? NULL : read;
}

struct fonts *engine_fonts(struct engine *engine, struct diags *diags)
{
    if (!engine->fonts)
        engine->fonts = fonts_open(engine->world.fonts_dir, &engine->world, diags);
    return engine->fonts;
}

struct store *engine_store(struct engine *engine, enum store_mode mode, struct diags *diags)
{
    if (engine->store && (engine->store_mode == mode || engine->store_mode == STORE_WRITE))
        return engine->store;
    store_close(engine->store);
    engine->store = store_open(engine->database, mode, &engine->world, diags);
    engine->store_mode = mode;
    return engine->store;
}

enum engine_init_result engine_init(struct engine *engine, struct diags *diags)
{
    switch (store_init(engine->database, &engine->world, diags)) {
    case STORE_INIT_CREATED:
        return ENGINE_INIT_CREATED;
    case STORE_INIT_MIGRATED:
        return ENGINE_INIT_MIGRATED;
    case STORE_INIT_CURRENT:
        return ENGINE_INIT_CURRENT;
    case STORE_INIT_FAILED:
        break;
    }
    return ENGINE_INIT_FAILED;
}

bool engine_share(struct engine *engine, bool shared, struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_WRITE, diags);
    return store && store_set_shared(store, shared, diags);
}

struct engine_times engine_last_times(const struct engine *engine)
{
    return engine->times;
}
