/* The styles of the templates directory. */
#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/define.h>
#include <huibao/fonts.h>
#include <huibao/style.h>

struct style_set *engine_style_set(struct engine *engine)
{
    if (engine->styles)
        return engine->styles;
    size_t count = 0;
    const char *const *roles = fonts_role_names(&count);
    const char *directory = arena_printf(engine->arena, "%s/styles", engine->world.templates_dir);
    engine->styles = style_set_new(engine->arena, directory, roles, count, &engine->world);
    return engine->styles;
}

const struct style *engine_report_style(struct engine *engine, const struct report *report,
                                        struct diags *diags)
{
    return style_set_find(engine_style_set(engine), report->style, &report->style_place, diags);
}

const struct style *engine_named_style(struct engine *engine, const char *name, struct diags *diags)
{
    struct style_set *set = engine_style_set(engine);
    if (style_set_has(set, name, diags))
        return style_set_find(set, name, &PLACE_NONE, diags);
    diag_add(diags, &ENG007, &PLACE_NONE, DIAG_ARGS(name));
    diag_hint(diags, "%s", style_set_advice(set, name));
    return NULL;
}

bool engine_styles_check(struct engine *engine, struct diags *diags)
{
    size_t count = 0, errors = diags_count(diags, DIAG_ERROR);
    style_set_list(engine_style_set(engine), &count, diags);
    return diags_count(diags, DIAG_ERROR) == errors;
}

const struct engine_style *engine_styles(struct engine *engine, size_t *ret_count,
                                         struct diags *diags)
{
    const struct style_info *infos = style_set_list(engine_style_set(engine), ret_count, diags);
    struct engine_style *list = arena_array(engine->arena, *ret_count, sizeof *list);
    for (size_t i = 0; i < *ret_count; i++)
        list[i] = (struct engine_style){.name = infos[i].name,
                                        .summary = infos[i].summary ? infos[i].summary : "",
                                        .base = infos[i].base,
                                        .file = infos[i].file};
    return list;
}
