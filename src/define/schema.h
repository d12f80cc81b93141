/* Reading a YAML map by the table of its keys, and the state that all readers of a file share. */
#ifndef DEFINE_SCHEMA_H
#define DEFINE_SCHEMA_H

#include <huibao/define.h>

#include "names.h"
#include "words.h"
#include "yaml.h"

struct scope;

struct reader {
    struct arena *arena;
    struct source *source;
    struct diags *diags;
    struct scope *scope; /* the names that may be used; NULL while the dictionary is read */
};

/*
 * Checks a map's keys (unknown, twice, missing, not yet supported) and the shapes of their values.
 * ret_values (one per key id) receives the values of the right shape, NULL for the others.
 */
void schema_read(struct reader *reader, const struct schema *schema, const struct yaml *map,
                 const struct yaml **ret_values);
/* The map's children as named things: reports duplicate names and bad ones; true if usable. */
bool schema_name(struct reader *reader, struct names *seen, const struct yaml *child,
                 const char *what);
/* A scalar's text, NULL if the node is NULL. */
const char *schema_text(const struct reader *reader, const struct yaml *node);
/* The value as one of the words; *ret_id is untouched when there is none. */
void schema_word(struct reader *reader, const struct yaml *node, const struct word_list *words,
                 int *ret_id);
void schema_integer(struct reader *reader, const struct yaml *node, int from, int to,
                    int *ret_value);
void schema_number(struct reader *reader, const struct yaml *node, double *ret_value);
void schema_bool(struct reader *reader, const struct yaml *node, bool *ret_value);
/* A text without placeholders, copied; NULL if the node is NULL. */
const char *schema_plain(struct reader *reader, const struct yaml *node);

/* Why a name cannot be used, or NULL if it can. */
const char *name_fault(const char *name);
/*
 * The candidate that was probably meant, or NULL: the nearest one, if it has any character in
 * common with the name.
 */
const char *name_nearest(const char *name, const char *const *candidates, size_t count);
/* Says it as a hint, unless so many mistakes were found that it would only cost time. */
void hint_nearest(struct diags *diags, const char *name, const char *const *candidates,
                  size_t count);
/* “a”、“b”、“c” of the Chinese (or only) spellings, for messages. */
const char *word_choices(struct arena *arena, const struct word_list *words);

#endif
