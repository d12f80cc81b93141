/* SQL as a row of words, quoted texts and signs, without its comments. */
#ifndef FRAME_TOKENS_H
#define FRAME_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct token {
    size_t start, end; /* bytes of the text */
    int depth;         /* brackets around it; a bracket itself counts as outside */
};

struct tokens {
    struct arena *arena;
    const char *text;
    struct token *items;
    size_t count;
};

struct tokens tokens_read(struct arena *arena,
                          const char *sql); /* a semicolon behind a word ends it */
/* Whether a token is this word, in capitals or not, or this sign; false beyond the end. */
bool tokens_is(const struct tokens *tokens, size_t index, const char *word);
bool tokens_is_name(const struct tokens *tokens,
                    size_t index); /* a word, "a name", `a name`, [a name] */
bool tokens_is_constant(const struct tokens *tokens, size_t index); /* a number, or 'a text' */
const char *tokens_name(const struct tokens *tokens, size_t index); /* without its quotes */
/* The text from one token to before another, comments left out. */
const char *tokens_text(const struct tokens *tokens, size_t from, size_t to);

#endif
