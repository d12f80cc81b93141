/* A map from names to pointers, for everything that is looked up by name. */
#ifndef DEFINE_NAMES_H
#define DEFINE_NAMES_H

#include <huibao/base.h>

struct names;

struct names *names_new(struct arena *arena);
void *names_get(const struct names *names, const char *name); /* NULL if absent */
/* Keeps the first value put under a name and returns it: `value` itself if the name is new. */
void *names_put(struct names *names, const char *name, void *value);
/* All names in the order they were put. */
const char *const *names_list(const struct names *names, size_t *ret_count);

#endif
