/* A long table into a workbook, and the peer: the same cells written by a bare loop. */
#ifndef BENCH_WORKBOOK_H
#define BENCH_WORKBOOK_H

#include <stdbool.h>

struct arena;

/* One of the two ("ours", "bare") in this process. */
bool workbook_run(const char *which, const char *path, int rows);
/* Both in turn, each in a process of its own (`self --workbook …`), and their ratio. */
void bench_workbook(const char *self, const char *directory, struct arena *arena);

#endif
