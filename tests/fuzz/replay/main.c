/*
 * Runs a fuzz target without a fuzzer: over its corpus in tests/fuzz/corpus/<target>/, and over a
 * few thousand small mutations of each file, made by a fixed generator so that every run is alike.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUTATIONS 300
#define LARGEST ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct random {
    uint64_t state;
};

static uint32_t next(struct random *random)
{
    random->state = random->state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(random->state >> 33);
}

/* A copy in a block of its own exact size, so that ASan sees every read past its end. */
static void run_copy(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy)
        abort();
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static size_t mutate(uint8_t *data, size_t size, struct random *random)
{
    for (uint32_t edits = 1 + next(random) % 4; edits > 0 && size > 0; edits--) {
        size_t at = next(random) % size;
        size_t length = 1 + next(random) % 16;
        if (length > size - at)
            length = size - at;
        switch (next(random) % 4) {
        case 0:
            data[at] = (uint8_t)next(random);
            break;
        case 1:
            data[at] ^= (uint8_t)(1U << next(random) % 8);
            break;
        case 2:
            memmove(data + at, data + at + length, size - at - length);
            size -= length;
            break;
        default:
            memmove(data + next(random) % (size - length + 1), data + at, length);
        }
    }
    return size;
}

static void run_file(const char *path)
{
    static uint8_t original[LARGEST], changed[LARGEST];
    FILE *file = fopen(path, "rb");
    if (!file)
        abort();
    size_t size = fread(original, 1, LARGEST, file);
    fclose(file);
    run_copy(original, size);
    struct random random = {size};
    for (int i = 0; i < MUTATIONS; i++) {
        memcpy(changed, original, size);
        run_copy(changed, mutate(changed, size, &random));
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    const char *name = strrchr(argv[0], '/');
    name = strstr(name ? name : argv[0], "fuzz-");
    char directory[256], path[1024];
    snprintf(directory, sizeof directory, "tests/fuzz/corpus/%s",
             name ? name + strlen("fuzz-") : "");
    DIR *handle = opendir(directory);
    size_t count = 0;
    for (struct dirent *entry = handle ? readdir(handle) : NULL; entry; entry = readdir(handle)) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        run_file(path);
        printf("ok %zu - %s and %d mutations\n", ++count, path, MUTATIONS);
    }
    if (handle)
        closedir(handle);
    if (count == 0)
        printf("not ok 1 - no corpus in %s\n", directory);
    return count == 0;
}
