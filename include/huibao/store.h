/*
 * store: the SQLite file with a community's records.
 *
 * Owns      the schema and its numbered migrations, the authors' Chinese views, import batches,
 *           transactions and every write statement. Record kinds and their fields are described
 *           here as data, so that import needs to know no table.
 * Protocol  store_open, then reads, or one batch at a time: store_batch_begin, store_put …,
 *           store_batch_commit or _rollback. A batch is one transaction.
 * Lifetime  the handle owns everything it returns unless an arena is named.
 * Failure   diagnostics STO…; SQLite's own words are the detail. After kill −9 at any moment the
 *           file holds the last committed batch, whole (WAL or, when shared, a rollback journal; synchronous = FULL).
 * Limits    one writer at a time (waits 5 s for a lock).
 */
#ifndef HUIBAO_STORE_H
#define HUIBAO_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/value.h>

struct arena;
struct diags;
struct world;
struct place;
struct sqlite3;
struct store;
struct diag_kind;

/* ---- what a record is ---- */

/* In brackets: the kind of value store_put() takes; any field that is not required takes VALUE_NULL. */
enum store_field_type {
    STORE_TEXT,       /* as typed: names, addresses (text) */
    STORE_IDENTIFIER, /* numbers of records, telephones; half-width (text) */
    STORE_INTEGER,    /* (integer, at least `min`) */
    STORE_MONEY,      /* typed in yuan with at most two decimals (integer, in fen) */
    STORE_NUMBER,     /* (integer or real, not negative) */
    STORE_DATE,       /* (date) */
    STORE_BOOLEAN,    /* 是/否 (integer 1/0) */
    STORE_CODE,       /* one of `codes` (text) */
    STORE_REFERENCE, /* the key of a record of `refers_to`; a community or grid also by name (text) */
    STORE_ID_CARD,   /* 身份证号, GB 11643 (text) */
    STORE_CREDIT_CODE, /* 统一社会信用代码, GB 32100 (text) */
    STORE_AREA_CODE,   /* `length` digits (text) */
    STORE_PERIOD       /* '2026-10' or '2026' (text) */
};

struct store_field {
    const char *name;   /* Chinese header, canonical: 受理日期 */
    const char *column; /* column of the table */
    enum store_field_type type;
    bool required, key;
    const char *const *codes; /* STORE_CODE: the allowed words, NULL-terminated */
    const char *refers_to;    /* STORE_REFERENCE: English name of the kind referred to */
    int64_t min;              /* STORE_INTEGER */
    int length;               /* STORE_AREA_CODE */
    int32_t ahead;            /* STORE_DATE: days after today it may lie at most */
    const char *not_before;   /* STORE_DATE: name of the field before which it may not lie */
};

struct store_kind {
    const char *name;    /* English, as on the command line: disputes */
    const char *chinese; /* 纠纷 */
    const char *table;
    const struct store_field *fields;
    size_t field_count;
};

/* All kinds, parents before children: the order in which their files are imported. */
const struct store_kind *store_kinds(size_t *ret_count);
const struct store_kind *
store_kind_find(const char *name); /* English or Chinese; NULL if unknown */

/* Whether a column of the views shows who somebody is. */
enum store_privacy {
    STORE_PUBLIC,
    STORE_STAFF_NAME, /* of somebody in office: hidden among records, printed in reports */
    STORE_PRIVATE_NAME,
    STORE_PRIVATE_ID,
    STORE_PRIVATE_PHONE,
    STORE_PRIVATE_BIRTH
};
enum store_privacy store_privacy(const char *column);
/* A text of such a column for other people's eyes: 张某, 539902********1234; a day of birth as it is. */
const char *store_masked(struct arena *arena, enum store_privacy privacy, const char *text);

/* ---- the file ---- */
enum store_mode { STORE_READ, STORE_WRITE };

/* Creates the file with the newest schema, or brings an older one up to date; says which. */
enum store_init_result {
    STORE_INIT_FAILED,
    STORE_INIT_CREATED,
    STORE_INIT_MIGRATED,
    STORE_INIT_CURRENT
};
enum store_init_result store_init(const char *path, const struct world *world, struct diags *diags);
/* Opens an existing, current database; a missing, foreign, older or newer one is a diagnostic. */
struct store *store_open(const char *path, enum store_mode mode, const struct world *world,
                         struct diags *diags);
/*
 * For a database on a share that several machines use: a rollback journal, whose locks reach as far as
 * the share's, in place of WAL, which needs memory in common; or back. STO066 while somebody uses it.
 */
bool store_set_shared(struct store *store, bool shared, struct diags *diags);
void store_close(struct store *store); /* rolls an open batch back; NULL is allowed */
/* A read-only connection for the frame room, which closes it. NULL path: an empty database in
   memory with the schema and views, for checking definitions without records. */
struct sqlite3 *store_reader_open(const char *path, struct diags *diags);
int store_schema_version(void); /* the newest this program knows */
/* Integrity for `doctor`: quick_check, foreign keys; counts per kind are written as text lines. */
bool store_verify(struct store *store, struct diags *diags);
bool store_count(struct store *store, const struct store_kind *kind, int64_t *ret_count);
/* Names of all communities of one level (社区, 街道, 区县), sorted by code; NULL level: all. */
const char *const *store_community_names(struct store *store, struct arena *arena,
                                         const char *level, size_t *ret_count, struct diags *diags);
/* The code of the community of that name; NULL with a diagnostic when it cannot be read. */
const char *store_community_code(struct store *store, struct arena *arena, const char *name,
                                 struct diags *diags);

/* ---- writing ---- */
/* REFUSED: this record is wrong. FAILED: the database is (full disk, I/O); nothing more can be put. */
enum store_outcome { STORE_ADDED, STORE_CHANGED, STORE_SAME, STORE_REFUSED, STORE_FAILED };

struct store_tally {
    int64_t added, changed, same;
    int64_t batch; /* its number, once committed; 0: nothing to commit */
};

bool store_batch_begin(struct store *store, const struct store_kind *kind, const char *file,
                       struct diags *diags);
/*
 * Says which fields the file has, before the first store_put(): columns[i] is where kind->fields[i]
 * stands in it, from 1, for diagnostics; 0 when the file has no such column, and then records that
 * exist keep what they hold. Without this call all fields are there, in order.
 */
void store_batch_columns(struct store *store, const long *columns);
/*
 * Adds or updates (by key) one record; `fields` follow kind->fields, typed and checked by import.
 * A record that is stored already, as it is, keeps its batch and line. STORE_REFUSED with a
 * diagnostic at `place` (and the field's column) when a parent is missing, the key stood in an
 * earlier line of this batch or a rule fails; nothing is written then, the batch stays open and
 * further records can be put, to collect all mistakes in one run.
 */
enum store_outcome store_put(struct store *store, const struct value *fields,
                             const struct place *place, struct diags *diags);
/*
 * For a record that is wrong already and will not be put: only looks whether its parents are there,
 * so that one run finds those mistakes too. Fields that could not be read are VALUE_NULL.
 */
enum store_outcome store_check_parents(struct store *store, const struct value *fields,
                                       const struct place *place, struct diags *diags);
/* What the open batch has done so far. */
struct store_tally store_batch_tally(const struct store *store);
/* An unchanged file leaves no trace: a batch without additions or changes is rolled back. */
bool store_batch_commit(struct store *store, struct store_tally *ret_tally, struct diags *diags);
void store_batch_rollback(struct store *store); /* no open batch is allowed */

/* ---- batches that are done (history.c) ---- */
struct store_batch_info {
    int64_t id, rows, added, changed;
    const char *kind; /* in Chinese */
    const char *file;
    const char *imported_at, *undone_at; /* 2026-11-03 08:30:00; undone_at NULL: it stands */
};
/* The latest ones, the last first. */
const struct store_batch_info *store_batches(struct store *store, struct arena *arena, size_t most,
                                             size_t *ret_count, struct diags *diags);
int64_t store_batch_id(const struct store *store); /* of the open batch */
struct store_change {                              /* one field of a record that a batch changed */
    int64_t line;
    const char *key, *field;    /* of the record; the field's name */
    const char *before, *after; /* "" for nothing */
};
typedef void store_on_change(void *context, const struct store_change *change);
/* What a batch (the open one too) changed, in the order of its lines. */
bool store_batch_changes(struct store *store, int64_t batch, store_on_change *on_change,
                         void *context, struct diags *diags);
/* Takes back what a batch added and changed. Refused with a diagnostic when a later batch changed
   the same records, or other records refer to them. ret_tally: records removed and given back. */
bool store_batch_undo(struct store *store, int64_t batch, struct store_tally *ret_tally,
                      struct diags *diags);

/* ---- explanations of failing checks (explanation.c) ---- */
struct store_explanation {
    const char *report, *community, *period; /* what it is about; "" for none */
    const char *check;                       /* the check's id */
    const char *figures;                     /* what failed, with the values at that time */
    const char *because, *by;
    const char *at; /* when, in China; ignored on writing, like the next two */
    const char *withdrawn_by, *withdrawn_at; /* NULL: it stands */
};
/* Records one; one that stands for the same check is withdrawn by the same person. */
bool store_explain(struct store *store, const struct store_explanation *explanation,
                   struct diags *diags);
/* Withdraws the one that stands for about's check, by about->by; *ret_stood: there was one. */
bool store_explanation_withdraw(struct store *store, const struct store_explanation *about,
                                bool *ret_stood, struct diags *diags);
/* All for about's report, community and period (and check, unless NULL or ""), in order. */
const struct store_explanation *store_explanations(struct store *store, struct arena *arena,
                                                   const struct store_explanation *about,
                                                   size_t *ret_count, struct diags *diags);

const struct diag_kind *const *store_diags(size_t *ret_count);

#endif
