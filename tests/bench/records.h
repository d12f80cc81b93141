/* How fast records are loaded. */
#ifndef BENCH_RECORDS_H
#define BENCH_RECORDS_H

/* Prints a table; makes its files, some 600 MB, in the directory. */
void bench_records(const char *huibao, const char *directory);

#endif
