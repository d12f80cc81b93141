/*
 * store_mappings: what the columns of a source's files hold, kept under a name; a part of store's
 * contract. One name may stand for several kinds, each with columns of its own.
 */
#ifndef HUIBAO_STORE_MAPPINGS_H
#define HUIBAO_STORE_MAPPINGS_H

#include <huibao/store.h>

struct store_mapping_column {
    const char *title; /* in the file, as the user wrote it */
    const char *field; /* the field's name; NULL: the column is left out */
};
struct store_mapping {
    const char *name; /* 派出所人口表 */
    const struct store_kind *kind;
    const struct store_mapping_column *columns; /* in the order given */
    size_t column_count;
    const char *saved_at; /* 2026-11-03 08:30:00, in China; ignored on writing */
};

/* In the place of what the name stood for; what is stored already, as it is, keeps its time. The store
   is open for writing and no batch is. */
bool store_mapping_save(struct store *store, const struct store_mapping *mapping,
                        struct diags *diags);
/* By name, and within it by the kind's English name. */
const struct store_mapping *store_mappings(struct store *store, struct arena *arena,
                                           size_t *ret_count, struct diags *diags);
/* NULL with STO070 and the nearest name, or STO071 when it stands for other kinds only. */
const struct store_mapping *store_mapping_find(struct store *store, struct arena *arena,
                                               const char *name, const struct store_kind *kind,
                                               struct diags *diags);
/* For all its kinds; STO070 when it stands for none. */
bool store_mapping_delete(struct store *store, const char *name, struct diags *diags);

#endif
