/* Two sources: filling (pair.c) and comparing (pair_compare.c). */
#ifndef STORE_PAIR_H
#define STORE_PAIR_H

#include <huibao/store_pair.h>

#include "forgotten.h"
#include "private.h"

struct store_pair_side {
    sqlite3_stmt *put, *first, *twice;
    bool *has; /* per field */
    int64_t records, second_ones;
};

struct store_pair {
    struct arena *arena;
    const struct store_kind *kind;
    const struct world *world;
    const bool *by;
    struct store *records;
    struct forgotten *forgotten; /* NULL: nobody, or not compared with the records */
    sqlite3_stmt *community;     /* of the records: code of a code or name */
    sqlite3_stmt *grid;          /* the same; of a name that only one has */
    sqlite3 *db;
    struct store_pair_side sides[STORE_SIDES];
    struct buf key;
    struct buf *texts; /* per field: of the record being put */
    int64_t *differing;
    bool *compared, *differs;
};

/* The same in half-width, without spaces. */
bool store_pair_same_text(const char *a, const char *b);
bool store_pair_failed(struct store_pair *pair, int status, struct diags *diags);

#endif
