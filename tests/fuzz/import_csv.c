/*
 * Fuzz target: any bytes as the CSV file of a kind. The first byte chooses the kind (c communities, d
 * grids … m quantities), the rest is the file. The database holds a few places to refer to; nothing
 * of an input is ever loaded (a dry run), so that inputs do not depend on each other.
 */
#include <stdio.h>
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
    struct import_names *names;
    char database[64], file[64];
    int input; /* a file in memory, read by import through /proc/self/fd */
};

static void remove_database(void);

static bool import_bytes(struct bench *bench, const char *kind, const void *bytes, size_t length,
                         bool dry_run, struct diags *diags)
{
    if (ftruncate(bench->input, 0) != 0 ||
        pwrite(bench->input, bytes, length, 0) != (ssize_t)length)
        abort();
    struct import_options options = {.names = bench->names, .dry_run = dry_run};
    struct import_result result = {0};
    return import_file(bench->store, store_kind_find(kind), bench->file, &options, &bench->world,
                       &result, diags);
}

static void load_places(struct bench *bench, struct diags *diags)
{
    static const char *const files[][2] = {
        {"communities", "社区编码,名称,级别,上级编码\n539902001000,望澜街道,街道,\n"
                        "539902001001,春晖社区,社区,539902001000\n"},
        {"grids", "网格编码,社区,名称,成立日期\n539902001001001,春晖社区,第一网格,2020-01-01\n"},
        {"households", "户号,网格编码,户主,迁入日期\n100001,539902001001001,张三,2020-05-01\n"},
        {"units", "信用代码,社区,名称,机构类型,隶属关系,签约日期\n"
                  "91539902MA6ABCDE1M,春晖社区,公司,企业,其他,2024-01-01\n"},
    };
    for (size_t i = 0; i < BASE_COUNT(files); i++)
        if (!import_bytes(bench, files[i][0], files[i][1], strlen(files[i][1]), false, diags))
            abort();
}

/* The target's own state between inputs: opening a database each time would cost most of the time. */
static struct bench *bench_once(void)
{
    static struct bench bench;
    if (bench.store)
        return &bench;
    struct diags *diags = diags_new();
    world_init(&bench.world);
    bench.world.now = 1795478400; /* 2026-11-24 */
    bench.world.max_line_bytes = 4096;
    bench.input = memfd_create("input", 0);
    snprintf(bench.database, sizeof bench.database, "/dev/shm/huibao-fuzz-%ld.db", (long)getpid());
    snprintf(bench.file, sizeof bench.file, "/proc/self/fd/%d", bench.input);
    if (store_init(bench.database, &bench.world, diags) == STORE_INIT_FAILED)
        abort();
    bench.store = store_open(bench.database, STORE_WRITE, &bench.world, diags);
    if (!bench.store)
        abort();
    atexit(remove_database);
    bench.names = import_names_new(arena_new());
    if (!import_names_read(bench.names, "report-templates/synonyms/standard.yaml", &bench.world,
                           diags))
        abort();
    load_places(&bench, diags);
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
    struct diags *diags = diags_new();
    bool loaded = import_bytes(bench, kinds[data[0] % count].name, data + 1, size - 1, true, diags);
    check_diags(diags, loaded);
    diags_free(diags);
    return 0;
}
