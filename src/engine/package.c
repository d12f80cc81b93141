/* Packages: a report rendered into a folder, with its manifest; looking at one. */
#include "engine_state.h"

#include <huibao/deliver.h>
#include <huibao/digest.h>

#include <string.h>

/* The files are read again: they are small, and what was rendered came from them a moment ago. */
static const char *dictionary_hash(struct engine *engine, struct arena *arena, struct diags *diags)
{
    const char *directory = arena_printf(arena, "%s/indicators", engine->world.templates_dir);
    size_t count = 0;
    const char *const *names = file_list(arena, directory, ".yaml", &count, diags);
    struct digest *digest = digest_new(arena);
    for (size_t i = 0; names && i < count; i++) {
        const char *path = arena_printf(arena, "%s/%s", directory, names[i]);
        const char *hex = NULL;
        if (!digest_file(arena, path, &hex, NULL, diags))
            return NULL;
        digest_add_text(digest, names[i]);
        digest_add_text(digest, hex);
    }
    return names ? digest_take(digest) : NULL;
}

static bool seal(struct engine *engine, const char *folder, struct engine_made *made,
                 struct arena *arena, struct diags *diags)
{
    struct engine_facts *facts = &made->facts;
    struct deliver_manifest manifest = {.report = facts->report,
                                        .title = facts->title,
                                        .community = facts->community,
                                        .period = facts->period,
                                        .made_at = deliver_moment(arena, engine->world.now),
                                        .engine = "huibao " HUIBAO_VERSION};
    if (!engine_facts_code(engine, facts, arena, diags) ||
        !digest_file(arena, facts->file, &manifest.definition, NULL, diags))
        return false;
    manifest.code = facts->code;
    manifest.dictionary = dictionary_hash(engine, arena, diags);
    return manifest.dictionary && deliver_seal(folder, &manifest, arena, diags);
}

bool engine_package(struct engine *engine, const struct engine_request *request,
                    struct arena *arena, const char **ret_folder, struct diags *diags)
{
    const char *given = request->out_dir && request->out_dir[0] ? request->out_dir : ".";
    size_t length = strlen(given);
    while (length > 1 && given[length - 1] == '/')
        length--;
    const char *directory = arena_strndup(arena, given, length);
    struct outdir *folder = outdir_open(directory, diags);
    if (!folder)
        return false;
    struct engine_request inner = *request;
    struct engine_made made;
    inner.out_dir = outdir_temp(folder);
    inner.formats = ENGINE_PDF | ENGINE_XLSX;
    inner.purpose = ENGINE_UPLOAD;
    inner.folder_in = directory;
    if (!engine_make(engine, &inner, arena, &made, diags) ||
        !seal(engine, inner.out_dir, &made, arena, diags)) {
        outdir_abort(folder);
        return false;
    }
    if (!outdir_commit(folder, made.name, diags)) {
        diag_hint(diags, "用 --name 另取名称，或先把它移走");
        return false;
    }
    *ret_folder = arena_printf(arena, "%s/%s", directory, made.name);
    return true;
}

bool engine_verify(struct engine *engine, const char *folder, struct arena *arena,
                   const struct engine_parcel **ret_parcel, struct diags *diags)
{
    const struct deliver_manifest *manifest = NULL;
    bool whole = deliver_verify(folder, &engine->world, arena, &manifest, diags);
    if (!manifest)
        return whole;
    struct engine_parcel *parcel = arena_alloc(arena, sizeof *parcel);
    *parcel = (struct engine_parcel){.report = manifest->report,
                                     .title = manifest->title,
                                     .made_at = manifest->made_at,
                                     .community = manifest->community,
                                     .period = manifest->period,
                                     .files = manifest->file_count};
    *ret_parcel = parcel;
    return whole;
}
