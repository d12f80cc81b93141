#include "run.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <huibao/base.h>

void bench_fail(const char *what)
{
    fprintf(stderr, "bench: %s … failed\n", what);
    exit(1);
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

struct sample bench_run(const char *const *argv)
{
    uint64_t start = world_ticks();
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(126);
        execv(argv[0], (char *const *)(uintptr_t)argv); /* its prototype lacks the const */
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0)
        bench_fail(argv[0]);
    return (struct sample){(double)(world_ticks() - start) / 1e9,
                           seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
                           (double)usage.ru_maxrss / 1024};
}

static int compare_samples(const void *a, const void *b)
{
    double first = ((const struct sample *)a)->seconds,
           second = ((const struct sample *)b)->seconds;
    return (first > second) - (first < second);
}

struct sample bench_median(struct sample *samples, size_t count)
{
    qsort(samples, count, sizeof *samples, compare_samples);
    return samples[count / 2];
}
