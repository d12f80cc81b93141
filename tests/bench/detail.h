/* A 明细表 from the command line, and the peer: the same query and cells in a bare loop. */
#ifndef BENCH_DETAIL_H
#define BENCH_DETAIL_H

#include <stdbool.h>

struct arena;

/* The peer in this process. */
bool detail_run_bare(const char *path, int rows);
/* Both in turn, each in a process of its own (`self --detail …`), and their ratio. */
void bench_detail(const char *huibao, const char *self, const char *directory, struct arena *arena);

#endif
