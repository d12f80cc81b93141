/* A street of people who do not exist, of any number: what the import is measured with. */
#ifndef BENCH_PEOPLE_H
#define BENCH_PEOPLE_H

#include <stdbool.h>

/*
 * Writes communities.csv, grids.csv, households.csv and residents.csv into a directory that exists:
 * three people to a household, in the households' order. Codes and numbers have right check digits
 * and regions that GB/T 2260 assigns nowhere; no two people share one. The same count, the same bytes.
 */
bool people_write(const char *directory, long count);
/* The residents alone as a workbook with shared strings. */
bool people_write_workbook(const char *directory, long count);

#endif
