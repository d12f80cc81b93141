/*
 * The reader's inside: lines.c cuts a line into fields, values and texts; read.c knows what the
 * lines mean.
 */
#ifndef MODEL_READ_H
#define MODEL_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/base.h>
#include <huibao/model.h>

/* A stretch of the current line, trimmed of spaces and tabs at both ends. */
struct model_field {
    const char *begin;
    size_t length;
};

struct model_line { /* the line at hand, and what is needed to complain about it */
    const char *file;
    long number;
    const char *begin;   /* NUL-terminated, without its newline */
    struct arena *arena; /* of what is read */
    struct diags *diags;
};

struct place model_line_place(const struct model_line *line, struct model_field field);
struct model_field model_field_trim(const char *begin, const char *end);
/* Cuts the first word off a field. */
struct model_field model_field_word(struct model_field *field);
/* Cuts what stands before the next unescaped separator off; false when there is none. */
bool model_field_split(struct model_field *field, char separator, struct model_field *ret_before);
bool model_field_is(struct model_field field, const char *word);
/* Undoes the escapes; NULL with MOD007 or MOD004. */
const char *model_field_text(const struct model_line *line, struct model_field field);
/* A whole number within bounds; false with MOD004 naming `what`. */
bool model_field_int(const struct model_line *line, struct model_field field, const char *what,
                     long long least, long long most, long long *ret_number);
/* null, 12, 12.5, 2026-10-01, day 12345, text …; false with MOD004. */
bool model_field_value(const struct model_line *line, struct model_field field,
                       struct value *ret_value);
void model_field_refuse(const struct model_line *line, struct model_field field, const char *what,
                        const char *expected); /* MOD004 */

#endif
