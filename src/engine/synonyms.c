/* What an office's files call columns and codes: the templates directory's synonyms. */
#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/import.h>

bool engine_synonyms(struct engine *engine, const struct import_names **ret_names,
                     struct diags *diags)
{
    size_t count = 0;
    const char *folder = arena_printf(engine->arena, "%s/synonyms", engine->world.templates_dir);
    if (!engine->synonyms && !file_is_directory(folder)) {
        diag_add(diags, &ENG034, &PLACE_NONE, DIAG_ARGS(folder));
        engine_hint_templates(engine, diags);
        engine->synonyms = import_names_new(engine->arena);
    }
    if (!engine->synonyms) {
        const char *const *files = file_list(engine->arena, folder, ".yaml", &count, diags);
        engine->synonyms = import_names_new(engine->arena);
        engine->synonyms_bad = !files;
        for (size_t i = 0; i < count; i++) {
            const char *path = arena_printf(engine->arena, "%s/%s", folder, files[i]);
            if (!import_names_read(engine->synonyms, path, &engine->world, diags))
                engine->synonyms_bad = true;
        }
    }
    *ret_names = engine->synonyms;
    return !engine->synonyms_bad;
}
