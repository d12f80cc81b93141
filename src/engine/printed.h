/* The figures of a composed report by name, for comparing one render with another. */
#ifndef ENGINE_PRINTED_H
#define ENGINE_PRINTED_H

#include <huibao/store_renders.h>

struct arena;
struct model;

struct printed_item {
    const char *name, *text;
    size_t order; /* in which it is first printed */
};

struct printed {
    struct printed_item *items; /* by name, then text; each pair once */
    size_t count;
};

/* 调解受理 → 2, 纠纷分类.受理（件）[邻里] → 3. */
struct printed printed_collect(struct arena *arena, const struct model *model);
const char *printed_hash(struct arena *arena, const struct printed *printed);
/* As the store keeps them, in the order of the document; and back. */
const struct store_printed *printed_list(struct arena *arena, const struct printed *printed);
struct printed printed_from(struct arena *arena, const struct store_printed *list, size_t count);

struct printed_change { /* texts of a name that is printed in several ways are joined: 2、两 */
    const char *name;
    const char *before, *after; /* NULL: not there */
    size_t order;
};
/* What differs, in the order of the document; `added`: also names that only one of the two has. */
struct printed_change *printed_compare(struct arena *arena, const struct printed *before,
                                       const struct printed *after, bool added, size_t *ret_count);

#endif
