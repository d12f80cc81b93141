#include "mappings.h"

#include <huibao/engine_mappings.h>
#include <huibao/import.h>
#include <huibao/store_mappings.h>

#include "engine_diags.h"

static bool is_said(const struct engine_import *import)
{
    return (import->maps && import->maps[0]) || (import->ignored && import->ignored[0]);
}

bool mapping_take(struct engine *engine, const struct store_kind *kind,
                  const struct engine_import *import, struct import_options *options,
                  struct diags *diags)
{
    if (!import->as)
        return true;
    struct arena *arena = engine->arena;
    if (*text_trim(arena, import->as) == '\0') {
        diag_add(diags, &ENG045, &PLACE_NONE, NULL);
        diag_hint(diags, "起一个说明来源的名称，如：--as 派出所人口表");
        return false;
    }
    struct store *store = is_said(import) ? NULL : engine_store(engine, STORE_READ, diags);
    if (!store)
        return is_said(import);
    const struct store_mapping *mapping =
        store_mapping_find(store, arena, text_trim(arena, import->as), kind, diags);
    if (!mapping)
        return false;
    const char **maps = arena_array(arena, mapping->column_count + 1, sizeof *maps);
    const char **ignored = arena_array(arena, mapping->column_count + 1, sizeof *ignored);
    for (size_t i = 0, m = 0, n = 0; i < mapping->column_count; i++) {
        const struct store_mapping_column *column = &mapping->columns[i];
        if (column->field)
            maps[m++] = arena_printf(arena, "%s=%s", column->field, column->title);
        else
            ignored[n++] = column->title;
    }
    options->maps = maps;
    options->ignored = ignored;
    options->saved = mapping->name;
    return true;
}

bool mapping_keep(struct engine *engine, const struct store_kind *kind,
                  const struct engine_import *import, const struct import_result *result,
                  struct diags *diags)
{
    if (!import->as || import->dry_run || !is_said(import))
        return false;
    struct arena *arena = engine->arena;
    struct store_mapping_column *columns =
        arena_array(arena, result->said_count + 1, sizeof *columns);
    for (size_t i = 0; i < result->said_count; i++)
        columns[i] = (struct store_mapping_column){
            result->said[i].column, result->said[i].field ? result->said[i].field->name : NULL};
    const struct store_mapping mapping = {text_trim(arena, import->as), kind, columns,
                                          result->said_count, NULL};
    struct diags *tried = diags_new();
    struct store *store = engine_store(engine, STORE_WRITE, tried);
    bool kept = store && store_mapping_save(store, &mapping, tried);
    if (!kept) {
        diag_add(diags, &ENG046, &PLACE_NONE,
                 DIAG_ARGS(mapping.name, diags_kept(tried) ? diags_at(tried, 0)->message : ""));
        diag_hint(diags, "记录已经导入；以后再用同样的 --map 和 --as 导入一次就会保存");
    }
    diags_free(tried);
    return kept;
}

const struct engine_mapping *engine_mappings(struct engine *engine, struct arena *arena,
                                             size_t *ret_count, struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_READ, diags);
    size_t count = 0;
    const struct store_mapping *list = store ? store_mappings(store, arena, &count, diags) : NULL;
    if (!list)
        return NULL;
    struct engine_mapping *mappings = arena_array(arena, count + 1, sizeof *mappings);
    for (size_t i = 0; i < count; i++) {
        struct engine_mapping_column *columns =
            arena_array(arena, list[i].column_count + 1, sizeof *columns);
        for (size_t c = 0; c < list[i].column_count; c++)
            columns[c] =
                (struct engine_mapping_column){list[i].columns[c].title, list[i].columns[c].field};
        mappings[i] = (struct engine_mapping){list[i].name, list[i].kind->chinese, list[i].saved_at,
                                              columns, list[i].column_count};
    }
    *ret_count = count;
    return mappings;
}

bool engine_mapping_delete(struct engine *engine, const char *name, struct diags *diags)
{
    struct store *store = engine_store(engine, STORE_WRITE, diags);
    return store && store_mapping_delete(store, name, diags);
}
