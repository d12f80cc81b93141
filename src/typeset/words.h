/* A list of the compounds that titles of community reports are made of. */
#ifndef TYPESET_WORDS_H
#define TYPESET_WORDS_H

#include <stddef.h>

/* Bytes of the longest listed word that `text` (of `length` bytes) begins with; 0: none. */
size_t typeset_word_match(const char *text, size_t length);
const char *const *typeset_words(size_t *ret_count); /* all, sorted by bytes */

#endif
