/* make bench: loading residents, beside what the sqlite3 shell takes to load the same file as text. */
#include "records.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <huibao/base.h>

#include "people.h"
#include "run.h"

#define NOW "2026-11-03"

/* A database with everything but the residents. */
static void make_places(const char *huibao, const char *database, const char *directory,
                        struct arena *arena)
{
    static const char *const kinds[] = {"communities", "grids", "households"};
    remove(database);
    bench_run((const char *const[]){huibao, "--db", database, "init", NULL});
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        bench_run((const char *const[]){huibao, "--db", database, "--now", NOW, "import", kinds[i],
                                        arena_printf(arena, "%s/%s.csv", directory, kinds[i]),
                                        NULL});
}

static struct sample load(const char *huibao, const char *places, const char *file,
                          struct arena *arena)
{
    const char *copy = arena_printf(arena, "%s.copy", places);
    bench_run((const char *const[]){"/bin/cp", places, copy, NULL});
    return bench_run((const char *const[]){huibao, "--db", copy, "--now", NOW, "import",
                                           "residents", file, NULL});
}

static struct sample load_plainly(const char *directory, const char *file, struct arena *arena)
{
    const char *database = arena_printf(arena, "%s/plain.db", directory);
    remove(database);
    const char *command = arena_printf(arena, ".import --csv %s residents", file);
    return bench_run((const char *const[]){"/usr/bin/sqlite3", database, command, NULL});
}

static void bench_csv(const char *huibao, const char *directory, long rows, struct arena *arena)
{
    enum { TIMES = 3 };
    const char *places = arena_printf(arena, "%s/places.db", directory);
    const char *file = arena_printf(arena, "%s/residents.csv", directory);
    struct sample ours[TIMES], peer[TIMES];
    if (!people_write(directory, rows))
        bench_fail("people_write");
    make_places(huibao, places, directory, arena);
    for (size_t i = 0; i < TIMES; i++) {
        ours[i] = load(huibao, places, file, arena);
        peer[i] = load_plainly(directory, file, arena);
    }
    struct sample a = bench_median(ours, TIMES), b = bench_median(peer, TIMES);
    printf("CSV  %9ld rows %12.2f s %10.2f s %7.2f   %6.1f MB %6.1f MB\n", rows, a.work, b.work,
           a.work / b.work, a.megabytes, b.megabytes);
}

/* In a process of its own: what it takes would count as the peak of every process started later. */
static void write_apart(const char *directory, long rows)
{
    pid_t child = fork();
    int status = 0;
    if (child == 0)
        _exit(!people_write_workbook(directory, rows));
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
        bench_fail("people_write_workbook");
}

static void bench_workbook(const char *huibao, const char *directory, long rows,
                           struct arena *arena)
{
    const char *places = arena_printf(arena, "%s/places.db", directory);
    write_apart(directory, rows);
    struct sample ours =
        load(huibao, places, arena_printf(arena, "%s/residents.xlsx", directory), arena);
    printf("XLSX %9ld rows %12.2f s %30.1f MB\n", rows, ours.work, ours.megabytes);
}

void bench_records(const char *huibao, const char *directory)
{
    struct arena *arena = arena_new();
    printf("\nresidents loaded, checked         huibao   sqlite3 .import  ratio   peak memory of "
           "each (processor time)\n");
    bench_csv(huibao, directory, 100000, arena);
    bench_csv(huibao, directory, 1000000, arena);
    bench_workbook(huibao, directory, 200000, arena);
    arena_free(arena);
}
