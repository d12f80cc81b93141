/*
 * store_pair: two sources of records of one kind, compared. A part of store's contract.
 *
 * Owns      a private temporary database on the disk, which nobody else sees and which is gone with
 *           its handle; the database of records is only read.
 * Protocol  store_pair_new; for each side either store_pair_columns and store_pair_put …, or
 *           store_pair_records; then store_pair_compare; store_pair_free.
 * What      records are matched by the texts of chosen fields (half-width, without spaces) and
 *           compared by the fields that both sides have; a community is its code, by whatever it is
 *           called, when there is a database. Who was forgotten stays so: side 0 is compared
 *           without them when side 1 holds the records.
 * Limits    memory does not grow with the records; time does as their number times its logarithm.
 * Failure   diagnostics STO….
 */
#ifndef HUIBAO_STORE_PAIR_H
#define HUIBAO_STORE_PAIR_H

#include <huibao/store.h>

enum { STORE_SIDES = 2 };

struct store_pair;
/* `by`: per field, whether records are matched by it; at least one is. `records`, or NULL, must
   outlive the pair. NULL with a diagnostic. */
struct store_pair *store_pair_new(const struct store_kind *kind, const bool *by,
                                  struct store *records, const struct world *world,
                                  struct diags *diags);
void store_pair_free(struct store_pair *pair); /* NULL is allowed */

/* Which fields a side has: per field 0 when it has none. */
void store_pair_columns(struct store_pair *pair, int side, const long *columns);
/* One record, in the order of the file; a second one of the same key is kept apart. False with a
   diagnostic when the disk refuses. */
bool store_pair_put(struct store_pair *pair, int side, const struct value *values, long line,
                    struct diags *diags);
/* Side 1 is what the database holds, of all or of the community of that name; before side 0 is put. */
bool store_pair_records(struct store_pair *pair, const char *community, struct diags *diags);

enum store_finding_kind {
    STORE_DIFFERS,
    STORE_ONLY_FIRST,
    STORE_ONLY_SECOND,
    STORE_TWICE_FIRST, /* the key stood in that side before: `second` says where */
    STORE_TWICE_SECOND
};
struct store_finding {
    enum store_finding_kind kind;
    /* Per field as people know it, "" for nothing; of the side that has the record. */
    const char *const *fields[STORE_SIDES];
    const char
        *places[STORE_SIDES]; /* 第 12 行, 第 3 批第 12 行; of a second one: both in its side */
    const bool *differs;      /* per field */
};
typedef void store_on_finding(void *context, const struct store_finding *finding);

struct store_pair_tally {
    int64_t records[STORE_SIDES]; /* without second ones */
    int64_t twice[STORE_SIDES];
    int64_t only[STORE_SIDES];
    int64_t ended[STORE_SIDES]; /* in this side only, and over by today (迁出 …): no finding */
    int64_t same, different;    /* in both */
    const int64_t *differing;   /* per field; the pair's */
    const bool *compared;       /* per field: both sides have it */
};
/* In this order: what differs and what only side 0 has by the lines of side 0, what only side 1 has
   by its own, second ones. Texts live until on_finding returns. */
bool store_pair_compare(struct store_pair *pair, store_on_finding *on_finding, void *context,
                        struct store_pair_tally *ret_tally, struct diags *diags);

#endif
