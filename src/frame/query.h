/*
 * An author's SQL on a guarded connection: preparing it, and telling what is wrong with it in
 * Chinese, at its place in the definition.
 */
#ifndef FRAME_QUERY_H
#define FRAME_QUERY_H

#include <huibao/base.h>

#include "guard.h"

struct query {
    const char *author; /* the text as written in the definition */
    struct place place; /* of its first character */
    const char *sql;    /* what SQLite gets: the author's text, or that within a frame of ours */
    size_t before;      /* bytes of `sql` before the author's text */
    const char *const *names; /* the columns an expression can see; NULL: those of the views */
    size_t name_count;
    const struct define_param *params; /* whose names want a colon here, or NULL */
};

/* SQL of a dataset, which is given to SQLite as it is. */
struct query query_plain(const char *sql, const struct place *place);
/* NULL with a diagnostic. Only a single SELECT passes. */
sqlite3_stmt *query_prepare(struct guard *guard, const struct query *query, struct diags *diags);
/* Adds the diagnostic for a step that ended with `status`. */
void query_fail(struct guard *guard, const struct query *query, int status, struct diags *diags);
/* The place of a stretch of the author's text. */
struct place query_place(struct arena *arena, const struct query *query, size_t offset,
                         size_t length);

/* The place of a word of the author's text, or of its beginning. */
struct place query_place_word(struct guard *guard, const struct query *query, const char *word);

static inline void query_finalize(sqlite3_stmt **statement)
{
    sqlite3_finalize(*statement);
}
#define QUERY_AUTO __attribute__((cleanup(query_finalize)))

#endif
