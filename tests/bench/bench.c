/*
 * make bench: how long a report takes and how much memory, beside a plain cairo replay of the same
 * pages in the same run. Machines drift by 15–20 %, so only the ratios mean anything.
 *
 *   bench HUIBAO DIRECTORY            everything
 *   bench --records HUIBAO DIRECTORY  only the loading of records
 *   bench --details HUIBAO DIRECTORY  only long tables from the command line; after a full run
 *   bench --batch DIRECTORY TIMES     renders the briefing TIMES times in this process
 *   bench --replay SAVED PDF TIMES    the peer
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/compose.h>
#include <huibao/define.h>
#include <huibao/engine.h>
#include <huibao/fonts.h>
#include <huibao/frame.h>
#include <huibao/model.h>
#include <huibao/page.h>
#include <huibao/style.h>
#include <huibao/typeset.h>

#include "detail.h"
#include "records.h"
#include "replay.h"
#include "run.h"
#include "workbook.h"

#define ROUNDS 9
#define BATCH 50
#define NOW 1793664000 /* 2026-11-03 in China */

/* Two commands in turn, so that a change of the machine's speed meets both. */
static void run_pair(const char *const *a, const char *const *b, struct sample *ret_a,
                     struct sample *ret_b, size_t rounds)
{
    struct sample first[ROUNDS], second[ROUNDS];
    bench_run(a);
    bench_run(b);
    for (size_t i = 0; i < rounds; i++) {
        first[i] = bench_run(a);
        second[i] = bench_run(b);
    }
    *ret_a = bench_median(first, rounds);
    *ret_b = bench_median(second, rounds);
}

static void fail(struct diags *diags)
{
    struct buf out = {0};
    diags_print(diags, &out);
    fputs(out.data ? out.data : "bench: failed\n", stderr);
    exit(1);
}

static void bench_world(struct world *world)
{
    world_init(world);
    world->now = NOW;
}

static int batch(const char *directory, int times)
{
    struct world world;
    bench_world(&world);
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct engine *engine = engine_new(&world, arena_printf(arena, "%s/bench.db", directory));
    struct engine_request request = {.report = "tests/bench/briefing-12.md",
                                     .arguments = (const char *const[]){NULL},
                                     .formats = ENGINE_PDF,
                                     .out_dir = directory,
                                     .file_name = "batch"};
    double draw = 0, all = 0;
    for (int i = 0; i < times; i++) {
        const char *const *paths;
        if (!engine_render(engine, &request, arena, &paths, diags))
            fail(diags);
        struct engine_times t = engine_last_times(engine);
        draw += (double)t.draw;
        all += (double)(t.define + t.data + t.compose + t.typeset + t.draw);
    }
    printf("%.4f\n", draw / all);
    engine_free(engine);
    diags_free(diags);
    arena_free(arena);
    return 0;
}

/* The display list of the briefing, saved for the peer. */
static size_t save_pages(const char *database, const char *path)
{
    struct world world;
    bench_world(&world);
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct dictionary *words =
        define_dictionary(arena, "report-templates/indicators", &world, diags);
    struct report *report =
        words ? define_report(arena, "tests/bench/briefing-12.md", words, &world, diags) : NULL;
    struct frame *frame = report ? frame_open(database, report, NULL, 0, &world, diags) : NULL;
    struct model *model =
        frame ? compose_report(report, frame, DEFINE_PREVIEW, &world, diags) : NULL;
    struct fonts *fonts = model ? fonts_open(world.fonts_dir, &world, diags) : NULL;
    struct pages *pages =
        fonts ? typeset_model(model, style_builtin("gbt9704"), fonts, &world, diags) : NULL;
    if (!pages || !replay_save(pages, fonts, path))
        fail(diags);
    size_t count = pages->count;
    pages_free(pages);
    fonts_close(fonts);
    model_free(model);
    frame_close(frame);
    arena_free(arena);
    diags_free(diags);
    return count;
}

/* The share of draw that a batch prints. */
static double draw_share(const char *self, const char *directory)
{
    struct buf command = {0};
    buf_printf(&command, "%s --batch %s %d", self, directory, BATCH);
    FILE *out = popen(command.data, "r");
    double share = 0;
    if (!out || fscanf(out, "%lf", &share) != 1)
        exit(1);
    pclose(out);
    buf_done(&command);
    return share;
}

static void report_pair(const char *what, struct sample ours, struct sample peer, double per)
{
    printf("%-34s %9.1f ms %9.1f ms %7.2f   %6.1f MB %6.1f MB\n", what, ours.seconds / per * 1e3,
           peer.seconds / per * 1e3, ours.seconds / peer.seconds, ours.megabytes, peer.megabytes);
}

static void bench_briefing(const char *huibao, const char *self, const char *directory,
                           struct arena *arena)
{
    char *database = arena_printf(arena, "%s/bench.db", directory);
    char *saved = arena_printf(arena, "%s/pages.bin", directory);
    char *pdf = arena_printf(arena, "%s/replay.pdf", directory);
    char *times = arena_printf(arena, "%d", BATCH);
    size_t pages = save_pages(database, saved);
    const char *one[] = {huibao,       "--db", database, "--now",
                         "2026-11-03", "-q",   "render", "tests/bench/briefing-12.md",
                         "-f",         "pdf",  "-o",     directory,
                         "--name",     "cold", NULL};
    const char *peer_one[] = {self, "--replay", saved, pdf, "1", NULL};
    const char *many[] = {self, "--batch", directory, times, NULL};
    const char *peer_many[] = {self, "--replay", saved, pdf, times, NULL};
    struct sample ours, peer;
    printf("%zu pages                             huibao     cairo alone   ratio   peak memory of "
           "each\n",
           pages);
    run_pair(one, peer_one, &ours, &peer, ROUNDS);
    report_pair("one report, cold process", ours, peer, 1);
    run_pair(many, peer_many, &ours, &peer, 3);
    report_pair("each of 50 in one process", ours, peer, BATCH);
    printf("share of draw in the 50            %9.1f %%\n", 100 * draw_share(self, directory));
}

static void bench_table(const char *huibao, const char *directory, struct arena *arena)
{
    static const char *const sizes[] = {"600", "6000", "60000"};
    char *database = arena_printf(arena, "%s/bench.db", directory);
    double before = 0;
    printf("\none table, cold process, PDF and XLSX   rows     time   × the row above   peak\n");
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        char *argument = arena_printf(arena, "行数=%s", sizes[i]);
        const char *argv[] = {huibao,       "--db",    database, "--now",
                              "2026-11-03", "-q",      "render", "tests/bench/table.md",
                              "-p",         argument,  "-f",     "pdf,xlsx",
                              "-o",         directory, "--name", "table",
                              NULL};
        struct sample samples[3] = {bench_run(argv), bench_run(argv), bench_run(argv)};
        struct sample middle = bench_median(samples, 3);
        printf("%43s %8.2f s %12.1f %13.1f MB\n", sizes[i], middle.seconds,
               before > 0 ? middle.seconds / before : 1, middle.megabytes);
        before = middle.seconds;
    }
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--batch") == 0)
        return batch(argv[2], atoi(argv[3]));
    if (argc == 5 && strcmp(argv[1], "--replay") == 0)
        return !replay_run(argv[2], argv[3], atoi(argv[4]));
    if (argc == 5 && strcmp(argv[1], "--workbook") == 0)
        return !workbook_run(argv[2], argv[3], atoi(argv[4]));
    if (argc == 4 && strcmp(argv[1], "--detail") == 0)
        return !detail_run_bare(argv[2], atoi(argv[3]));
    if (argc == 4 && strcmp(argv[1], "--details") == 0) {
        struct arena *of_details = arena_new();
        bench_detail(argv[2], argv[0], argv[3], of_details);
        arena_free(of_details);
        return 0;
    }
    bool records_only = argc == 4 && strcmp(argv[1], "--records") == 0;
    if (argc != 3 && !records_only)
        return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (records_only) {
        bench_records(argv[2], argv[3]);
        return 0;
    }
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    bench_world(&world);
    if (!file_make_dirs(argv[2], diags))
        fail(diags);
    struct engine *engine = engine_new(&world, arena_printf(arena, "%s/bench.db", argv[2]));
    if (engine_init(engine, diags) == ENGINE_INIT_FAILED)
        fail(diags);
    engine_free(engine);
    bench_briefing(argv[1], argv[0], argv[2], arena);
    bench_table(argv[1], argv[2], arena);
    bench_workbook(argv[0], argv[2], arena);
    bench_detail(argv[1], argv[0], argv[2], arena);
    bench_records(argv[1], argv[2]);
    diags_free(diags);
    arena_free(arena);
    return 0;
}
