/* What the files of the store room share. */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include <huibao/base.h>
#include <huibao/store.h>
#include <huibao/store_log.h>

#include <sqlite3.h>

#include "store_diags.h"

#define STORE_APPLICATION_ID 0x4842414F /* "HBAO", in the file's header */
#define STORE_BUSY_SECONDS 5

struct store {
    struct arena *arena;
    const char *path; /* as the user wrote it */
    sqlite3 *db;
    const struct world *world;
    struct store_batch *batch; /* NULL when none is open */
};

/* ---- kinds ---- */
/* The first key field: the one by which other records and messages name a record. */
const struct store_field *store_kind_key(const struct store_kind *kind);
/* One that the kind has, by its Chinese name. */
const struct store_field *store_kind_field(const struct store_kind *kind, const char *name);

/* ---- migrations ---- */
struct store_migration {
    int version;            /* 1, 2, 3 … without gaps */
    const char *const *sql; /* statements, NULL-terminated */
};
const struct store_migration *store_migrations(size_t *ret_count);
int store_pragma(sqlite3 *db, const char *pragma, int64_t *ret_value); /* SQLite's status */
/* Brings store->db from its user_version to the last of `list`; each step is one transaction. */
bool store_migrate(struct store *store, const struct store_migration *list, size_t count,
                   struct diags *diags);

/* ---- the log ---- */
/* store_log_add within the transaction that is open: SQLite's status. */
int store_log_append(struct store *store, const struct store_log_new *entry, int64_t *ret_number);

/* ---- statements made from the kinds ---- */
/* Parameters: ?1 … ?n the fields, then batch, line and, for the update, the row's id. */
const char *store_sql_find(struct arena *arena, const struct store_kind *kind);
const char *store_sql_insert(struct arena *arena, const struct store_kind *kind);
/* Only the fields whose columns[i] is not 0; NULL columns: all. */
const char *store_sql_update(struct arena *arena, const struct store_kind *kind,
                             const long *columns);
/* History (history.c): keeping what a record is before it is changed, giving it back, comparing. */
const char *store_sql_keep(struct arena *arena, const struct store_kind *kind);
const char *store_sql_restore(struct arena *arena, const struct store_kind *kind);
const char *store_sql_changes(struct arena *arena, const struct store_kind *kind);
/* With ?1: only those of the community of that name. */
const char *store_sql_records(struct arena *arena, const struct store_kind *kind,
                              bool of_community);
const char *store_now_text(const struct store *store, struct arena *arena); /* in China */
/* 2026-11-03 08:30:00 in China. */
const char *store_moment_text(struct arena *arena, int64_t seconds);
const char *store_sql_resolve(struct arena *arena, const struct store_kind *parent);

/* ---- rules between records ---- */
/*
 * A rule is a query over the record to be written, its columns bound by name (:community_id). A row
 * means the rule is broken; its texts fill {1} … of the diagnostic.
 */
struct store_rule {
    const char *kind;
    const struct diag_kind *diag;
    const char *column; /* of the field at fault */
    const char *sql;
    const char *hint;
};
const struct store_rule *store_rules(size_t *ret_count);

/* ---- parents that are not there ---- */
/* The diagnostic for a reference to nothing; `search` is false when enough have been looked up. */
void store_missing_parent(struct store *store, const struct store_field *field, const char *value,
                          bool search, const struct place *place, struct diags *diags);

/* For a name that more than one has. */
void store_several_parents(struct store *store, const struct store_field *field, const char *value,
                           const struct place *place, struct diags *diags);

/* ---- several machines ---- */
uint32_t store_disk_type(const char *path); /* as statfs has it; 0: not known */
bool store_is_network_type(uint32_t type);
bool store_uses_wal(sqlite3 *db);
/* STO065 for a database on a network share whose log of writes is for one machine. */
void store_warn_network(sqlite3 *db, const char *path, uint32_t type, struct diags *diags);

/* ---- failures ---- */
/* Turns SQLite's status into a diagnostic about the file. */
void store_fail(sqlite3 *db, int status, const char *path, struct diags *diags);

static inline void store_finalize(sqlite3_stmt **statement)
{
    sqlite3_finalize(*statement);
}
#define STORE_STATEMENT __attribute__((cleanup(store_finalize))) sqlite3_stmt *

#endif
