/* An open batch: shared by batch.c (begin, commit) and put.c (one record). */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "forgotten.h"
#include "private.h"

#define STORE_SEARCHES 100 /* missing parents for which the nearest name is looked up, per batch */

#define STORE_DATE_SIZE sizeof "2026-01-05"

struct store_batch_field {
    sqlite3_stmt *resolve; /* STORE_REFERENCE */
    struct buf last;       /* the reference resolved last: files are often sorted by it */
    int64_t last_id;       /* 0: none yet */
    int64_t
        last_community; /* of the record it stood in, where a name is one of a community; else 0 */
    int64_t id;         /* of the record being put; 0: the field is empty */
    size_t earlier;     /* STORE_DATE: the field it may not lie before; itself when there is none */
    char date[STORE_DATE_SIZE];
};

struct store_batch_rule {
    const struct store_rule *rule;
    sqlite3_stmt *statement;
    int *parameters; /* per field; 0: the rule does not ask for it */
};

struct store_batch {
    struct arena *arena;
    const struct store_kind *kind;
    int64_t id;
    struct store_batch_field *fields;
    long *columns;
    sqlite3_stmt *find, *insert, *update, *seen, *mark, *keep;
    struct store_batch_rule *rules;
    size_t rule_count;
    struct store_tally tally;
    int searches_left;
    struct forgotten *forgotten; /* NULL: nobody has been */
    bool mostly_new;             /* the record before was added: add_new() */
    bool constraints_known;      /* records shown to keep them are written without asking */
    bool constraints_off;        /* SQLite does not ask now */
    bool failed;                 /* the database has, not a record */
};

/* ---- the table's CHECK constraints (constraints.c) ---- */
/* Whether all of them say only what the kind's fields say; SQLite's status. */
int store_constraints_known(sqlite3 *db, const struct store_kind *kind, bool *ret_known);
/* Before a record is written: whether SQLite has to ask about its constraints; SQLite's status. */
int store_constraints_ask(sqlite3 *db, struct store_batch *batch, const struct value *values);

#endif
