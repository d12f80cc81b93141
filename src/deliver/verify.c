/* A package against its manifest. */
#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/digest.h>

#include "deliver_diags.h"
#include "signature.h"

#include <stdlib.h>
#include <string.h>

static void check_file(const char *folder, const struct deliver_file *file, struct arena *arena,
                       struct diags *diags)
{
    const char *path = arena_printf(arena, "%s/%s", folder, file->name);
    const char *sha256 = NULL;
    uint64_t bytes = 0;
    if (!file_is_regular(path)) {
        diag_add(diags, file_exists(path) ? &DLV009 : &DLV001, NULL, DIAG_ARGS(file->name));
        return;
    }
    if (!digest_file(arena, path, &sha256, &bytes, diags))
        return;
    if (bytes != file->bytes) {
        diag_add(diags, &DLV003, NULL,
                 DIAG_ARGS(file->name, arena_printf(arena, "%llu", (unsigned long long)bytes),
                           arena_printf(arena, "%llu", (unsigned long long)file->bytes)));
    } else if (strcmp(sha256, file->sha256) != 0) {
        diag_add(diags, &DLV004, NULL, DIAG_ARGS(file->name));
        diag_detail(diags, "SHA-256 %s", sha256);
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_others(const char *folder, const struct deliver_manifest *manifest,
                         struct arena *arena, struct diags *diags)
{
    size_t count = 0;
    const char *const *entries = file_entries(arena, folder, &count, diags);
    const char **listed = arena_array(arena, manifest->file_count + 2, sizeof *listed);
    size_t listed_count = manifest->file_count;
    for (size_t i = 0; i < manifest->file_count; i++)
        listed[i] = manifest->files[i].name;
    listed[listed_count++] = DELIVER_MANIFEST;
    listed[listed_count++] = DELIVER_SIGNATURE; /* which there may be */
    qsort(listed, listed_count, sizeof *listed, compare_names);
    for (size_t i = 0; entries && i < count; i++)
        if (!bsearch(&entries[i], listed, listed_count, sizeof *listed, compare_names))
            diag_add(diags, &DLV002, NULL, DIAG_ARGS(entries[i]));
}

static void verify(const struct deliver_question *question, struct arena *arena,
                   const struct deliver_manifest **ret_manifest, struct diags *diags)
{
    const char *folder = question->folder;
    const struct deliver_manifest *read =
        deliver_manifest_read(folder, question->world, arena, diags);
    if (!read)
        return;
    struct deliver_manifest *manifest = arena_alloc(arena, sizeof *manifest);
    *manifest = *read;
    *ret_manifest = manifest;
    diag_context_push(diags, "报送包“%s”", folder);
    for (size_t i = 0; i < read->file_count; i++)
        check_file(folder, &read->files[i], arena, diags);
    check_others(folder, read, arena, diags);
    signature_check(question, arena, manifest, diags);
    diag_context_pop(diags);
}

bool deliver_verify_signed(const struct deliver_question *question, struct arena *arena,
                           const struct deliver_manifest **ret_manifest, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    const struct deliver_manifest *manifest = NULL;
    verify(question, arena, &manifest, diags);
    if (manifest)
        *ret_manifest = manifest;
    if (manifest && manifest->signed_by && !question->ca) {
        diag_add(diags, &DLV041, NULL, DIAG_ARGS(question->folder, manifest->signed_by));
        diag_hint(diags, "用 --ca 指出他的证书或签发机构的证书（PEM 文件），才知道确实是他签的");
    }
    return diags_count(diags, DIAG_ERROR) == errors;
}

bool deliver_verify(const char *folder, const struct world *world, struct arena *arena,
                    const struct deliver_manifest **ret_manifest, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    const struct deliver_question question = {.folder = folder, .world = world};
    verify(&question, arena, ret_manifest, diags);
    return diags_count(diags, DIAG_ERROR) == errors;
}
