/*
 * Fuzzing the readers of files that say where reports go and what came: the data is a configuration, or
 * (first byte odd) the manifest of a package. Reading ends, and what is not read has its reason; what a
 * manifest lists is a file of its folder with a hash that can be one.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/deliver_targets.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static void look_at_files(const struct deliver_manifest *manifest)
{
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct deliver_file *file = &manifest->files[i];
        if (!*file->name || strchr(file->name, '/') || strcmp(file->name, "..") == 0 ||
            strlen(file->sha256) != 64 || strspn(file->sha256, "0123456789abcdef") != 64)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char folder[] = "/tmp/huibao-fuzz-XXXXXX";
    if (size < 1 || !mkdtemp(folder))
        return 0;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    bool manifest = data[0] % 2, read;
    const char *path =
        arena_printf(arena, "%s/%s", folder, manifest ? DELIVER_MANIFEST : "huibao.conf");
    write_file(path, data + 1, size - 1);
    if (manifest) {
        const struct deliver_manifest *it = deliver_manifest_read(folder, &world, arena, diags);
        read = it != NULL;
        if (it)
            look_at_files(it);
    } else {
        read = deliver_config_read(path, &world, arena, diags) != NULL;
    }
    if (read != (diags_count(diags, DIAG_ERROR) == 0))
        abort();
    diags_free(diags);
    unlink(path);
    rmdir(folder);
    arena_free(arena);
    return 0;
}
