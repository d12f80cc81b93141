/* Whole processes, measured. */
#ifndef BENCH_RUN_H
#define BENCH_RUN_H

#include <stddef.h>

struct sample {
    double seconds;
    double work;      /* seconds of the processor */
    double megabytes; /* peak, of the whole process */
};

/* Runs a process with its output thrown away; one that fails ends the benchmark. */
struct sample bench_run(const char *const *argv);
/* By seconds; sorts the samples. */
struct sample bench_median(struct sample *samples, size_t count);
_Noreturn void bench_fail(const char *what);

#endif
