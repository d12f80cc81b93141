/*
 * Fuzz target: any bytes as the CSV file of a kind. The first byte chooses the kind, the rest is the
 * file. Nothing is ever loaded (a dry run), so that inputs do not depend on each other.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <huibao/base.h>
#include <huibao/import.h>
#include <huibao/store.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct bench {
    struct world world;
    struct store *store;
    char database[64], file[64];
    int input; /* a file in memory, read by import through /proc/self/fd */
};

static void remove_database(void);

/* The target's own state between inputs: opening a database each time would cost most of the time. */
static struct bench *bench_once(void)
{
    static struct bench bench;
    if (bench.store)
        return &bench;
    struct diags *diags = diags_new();
    struct buf name = {0};
    world_init(&bench.world);
    bench.world.now = 1795478400; /* 2026-11-24 */
    bench.world.max_line_bytes = 4096;
    buf_printf(&name, "/dev/shm/huibao-fuzz-%ld.db", (long)getpid());
    memcpy(bench.database, name.data, name.length + 1);
    bench.input = memfd_create("input", 0);
    buf_clear(&name);
    buf_printf(&name, "/proc/self/fd/%d", bench.input);
    memcpy(bench.file, name.data, name.length + 1);
    buf_done(&name);
    if (store_init(bench.database, &bench.world, diags) == STORE_INIT_FAILED)
        abort();
    bench.store = store_open(bench.database, STORE_WRITE, &bench.world, diags);
    if (!bench.store)
        abort();
    atexit(remove_database);
    diags_free(diags);
    return &bench;
}

static void remove_database(void)
{
    struct bench *bench = bench_once();
    store_close(bench->store);
    unlink(bench->database);
}

static void check_diags(const struct diags *diags, bool loaded)
{
    if (loaded != (diags_count(diags, DIAG_ERROR) == 0))
        abort();
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        size_t bad;
        if (!text_is_utf8(diag->message, strlen(diag->message), &bad) || diag->place.line < 0)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bench *bench = bench_once();
    size_t count;
    const struct store_kind *kinds = store_kinds(&count);
    if (size == 0)
        return 0;
    if (ftruncate(bench->input, 0) != 0 ||
        pwrite(bench->input, data + 1, size - 1, 0) != (ssize_t)(size - 1))
        abort();
    struct diags *diags = diags_new();
    struct import_options options = {.dry_run = true};
    struct import_result result = {0};
    bool loaded = import_file(bench->store, &kinds[data[0] % count], bench->file, &options,
                              &bench->world, &result, diags);
    check_diags(diags, loaded);
    diags_free(diags);
    return 0;
}
