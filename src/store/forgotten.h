/* Whom the records must not get back: looked up while a batch is written. */
#ifndef STORE_FORGOTTEN_H
#define STORE_FORGOTTEN_H

#include "private.h"

struct forgotten; /* NULL: nobody has been forgotten */

/* Of all kinds; SQLite's status. */
int forgotten_read(struct store *store, struct arena *arena, struct forgotten **ret_forgotten);
/* The hash of a key in this database, or with the name of whom the record tells: 64 digits. */
const char *forgotten_hash(struct arena *arena, const char *salt, const struct store_kind *kind,
                           const char *key, const char *name);
/* The values without whoever has been forgotten: the same array when there is nobody in it. */
const struct value *forgotten_left_out(struct forgotten *forgotten, const struct store_kind *kind,
                                       const struct value *values);

/* What goes from a kind's record. */
enum forgotten_how {
    FORGOTTEN_STAYS,
    FORGOTTEN_TOKEN, /* another ID number, that is none */
    FORGOTTEN_NAME,
    FORGOTTEN_MONTH, /* a date becomes the first of its month */
    FORGOTTEN_EMPTY
};
enum forgotten_how forgotten_how(const struct store_kind *kind, const char *column);
/* The column whose value joins the hash, since the record's person may change; or NULL. */
const char *forgotten_named(const struct store_kind *kind);

#endif
