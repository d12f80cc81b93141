/*
 * Fuzzing the reader of synonyms, which an office writes itself. Reading ends; what is not read has its
 * reason, with a line of the file.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <huibao/base.h>
#include <huibao/import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/huibao-fuzz-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    close(fd);
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    struct import_names *names = import_names_new(arena);
    if (import_names_read(names, path, &world, diags) != (diags_count(diags, DIAG_ERROR) == 0))
        abort();
    diags_free(diags);
    arena_free(arena);
    unlink(path);
    return 0;
}
