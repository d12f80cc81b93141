/* Packages: a report rendered into a folder, with its manifest; looking at one. */
#include "engine_state.h"

#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>
#include <huibao/digest.h>

#include "log.h"
#include "renders.h"

#include <string.h>

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
    manifest.dictionary = renders_dictionary_hash(arena, engine);
    return log_end(engine, arena, &manifest.log_end, diags) &&
           deliver_seal(folder, &manifest, arena, diags);
}

/* Who signs, if the configuration file names one. That of the default name need not be there. */
static bool find_signer(struct engine *engine, const struct deliver_signer **ret_signer,
                        struct diags *diags)
{
    const char *path = engine->world.config;
    bool needless = strcmp(path, WORLD_CONFIG) == 0 && !file_exists(path);
    const struct deliver_config *config = needless ? NULL : engine_config(engine, diags);
    *ret_signer = config ? config->signer : NULL;
    return needless || config;
}

/* The log first, then the name: no package without its entry. */
static bool publish(struct engine *engine, struct outdir *folder, const struct engine_made *made,
                    struct diags *diags)
{
    int64_t entry = log_package(engine, outdir_temp(folder), made, diags);
    if (outdir_commit(folder, made->name, diags))
        return true;
    diag_hint(diags, "用 --name 另取名称，或先把它移走");
    log_failure(engine, entry, &made->facts, diags);
    return false;
}

/* What was rendered for a package that there is not. */
static void forget(struct engine *engine, const struct engine_made *made, struct diags *diags)
{
    struct arena *arena = arena_new();
    if (made->render)
        renders_drop(engine, made->render, log_subject(arena, &made->facts), diags);
    arena_free(arena);
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
    if (!folder && file_exists(directory))
        diag_hint(diags, "-o 后面写文件夹；名称用 --name");
    if (!folder)
        return false;
    struct engine_request inner = *request;
    struct engine_made made = {.render = 0};
    const struct deliver_signer *signer = NULL;
    if (!find_signer(engine, &signer, diags)) {
        outdir_abort(folder);
        return false;
    }
    inner.out_dir = outdir_temp(folder);
    if (!inner.formats)
        inner.formats = ENGINE_PDF | ENGINE_XLSX;
    inner.purpose = ENGINE_UPLOAD;
    inner.folder_in = directory;
    if (!engine_make(engine, &inner, arena, &made, diags) ||
        !seal(engine, inner.out_dir, &made, arena, diags) ||
        (signer && !deliver_sign(inner.out_dir, signer, &engine->world, arena, diags))) {
        outdir_abort(folder);
        forget(engine, &made, diags);
        return false;
    }
    if (!publish(engine, folder, &made, diags)) {
        forget(engine, &made, diags);
        return false;
    }
    *ret_folder = arena_printf(arena, "%s/%s", directory, made.name);
    return true;
}

bool engine_verify(struct engine *engine, const struct engine_claim *claim, struct arena *arena,
                   const struct engine_parcel **ret_parcel, struct diags *diags)
{
    const struct deliver_question question = {claim->folder, claim->ca, &engine->world};
    const struct deliver_manifest *manifest = NULL;
    bool whole = deliver_verify_signed(&question, arena, &manifest, diags);
    if (!manifest)
        return whole;
    struct engine_parcel *parcel = arena_alloc(arena, sizeof *parcel);
    *parcel = (struct engine_parcel){.report = manifest->report,
                                     .title = manifest->title,
                                     .made_at = manifest->made_at,
                                     .community = manifest->community,
                                     .period = manifest->period,
                                     .log_end = manifest->log_end,
                                     .signed_by = manifest->signed_by,
                                     .certified_by = manifest->certified_by,
                                     .trusted = manifest->trusted,
                                     .files = manifest->file_count};
    *ret_parcel = parcel;
    return whole;
}
