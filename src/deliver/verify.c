/* A package against its manifest. */
#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/digest.h>

#include "deliver_diags.h"

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
    const char **listed = arena_array(arena, manifest->file_count + 1, sizeof *listed);
    for (size_t i = 0; i < manifest->file_count; i++)
        listed[i] = manifest->files[i].name;
    listed[manifest->file_count] = DELIVER_MANIFEST;
    qsort(listed, manifest->file_count + 1, sizeof *listed, compare_names);
    for (size_t i = 0; entries && i < count; i++)
        if (!bsearch(&entries[i], listed, manifest->file_count + 1, sizeof *listed, compare_names))
            diag_add(diags, &DLV002, NULL, DIAG_ARGS(entries[i]));
}

bool deliver_verify(const char *folder, const struct world *world, struct arena *arena,
                    const struct deliver_manifest **ret_manifest, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    const struct deliver_manifest *manifest = deliver_manifest_read(folder, world, arena, diags);
    if (!manifest)
        return false;
    *ret_manifest = manifest;
    diag_context_push(diags, "报送包“%s”", folder);
    for (size_t i = 0; i < manifest->file_count; i++)
        check_file(folder, &manifest->files[i], arena, diags);
    check_others(folder, manifest, arena, diags);
    diag_context_pop(diags);
    return diags_count(diags, DIAG_ERROR) == errors;
}
