/*
 * The words of a model's text form, shared by the writer (dump.c) and the reader (read.c).
 * The form itself is described in README.md.
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/model.h>

#define MODEL_FIRST_LINE "model 1"

/* The word of an enumerator, and back; the tables are in words.c. */
const char *model_style_word(enum value_style style);
bool model_style_find(const char *word, enum value_style *ret_style);
const char *model_align_word(enum model_align align);
bool model_align_find(const char *word, enum model_align *ret_align);
const char *model_total_word(enum model_total total);
bool model_total_find(const char *word, enum model_total *ret_total);

#endif
