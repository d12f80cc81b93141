/*
 * store_forget: taking a person out of the records, a part of store's contract.
 *
 * What goes   name, ID number, day of birth (the month stays), telephone: from the record, from the
 *             history of its corrections, from what renders printed, from explanations.
 * What stays  the record, without a person: no figure of any period changes, which the law wants
 *             kept. Whoever gets support or is under supervision is not taken out before that ends.
 * Afterwards  a salted hash of the key keeps the person out: a file that still has them goes on
 *             updating the record, without what went. Whoever has the database can still try a
 *             number against the hash, so the file stays private as before.
 * Not reached copies of the database, files and packages made before, paper.
 * Failure     diagnostics STO…; all or nothing. Afterwards the file is written anew, so that the
 *             old bytes are gone from it; that needs its size once more on the disk, and nobody
 *             else reading it.
 */
#ifndef HUIBAO_STORE_FORGET_H
#define HUIBAO_STORE_FORGET_H

#include <huibao/store.h>

/* What stands for a name; an ID number is this and 15 characters by chance. */
#define STORE_FORGOTTEN "已删除"

struct store_forgetting {
    const struct store_kind *kind; /* residents by ID number, party members by their number, units
                                      by code: of these the 联络员 and the telephone */
    const char *key;
    bool dry_run; /* only counts */
    /* results */
    int64_t households;   /* of which they were the head */
    int64_t corrections;  /* in the history */
    int64_t renders;      /* whose printed texts held the name or number */
    int64_t explanations; /* likewise */
    const char *person;   /* the hash that stands for them in the log; the store's arena */
};

/* Kinds that hold people who can be forgotten. */
bool store_can_forget(const struct store_kind *kind);
bool store_forget(struct store *store, struct store_forgetting *forgetting, struct diags *diags);
/* The person may be recorded again: the next file brings the name back. Only residents and members. */
bool store_forget_lift(struct store *store, const struct store_kind *kind, const char *key,
                       struct diags *diags);

#endif
