/* What a reconciliation found, as a table. */
#ifndef ENGINE_MISMATCHES_H
#define ENGINE_MISMATCHES_H

#include <huibao/store_pair.h>

struct engine;
struct outfile;

struct mismatches;
struct mismatches_of {
    const struct store_kind *kind;
    const bool *by;
    const char *const *names; /* of the sides */
    bool unmasked;
};
/* mismatches_free() after use. `of` must outlive it. */
struct mismatches *mismatches_new(const struct mismatches_of *of);
void mismatches_free(struct mismatches *mismatches); /* NULL is allowed */
/* A store_on_finding. */
void mismatches_add(void *mismatches, const struct store_finding *finding);
/* Writes the table to the file and commits or aborts it. `book`: as a workbook. */
bool mismatches_write(struct mismatches *mismatches, const struct world *world,
                      struct outfile *file, bool book, struct diags *diags);

#endif
