/*
 * A definition's text and the places in it. Every scanner of this room works on excerpts, which
 * know for each of their bytes where in the file it came from, so that a mistake inside a quoted
 * YAML text or an expression gets its exact line and column.
 */
#ifndef DEFINE_SOURCE_H
#define DEFINE_SOURCE_H

#include <stdint.h>

#include <huibao/base.h>

struct source {
    struct arena *arena;
    const char *name; /* of the file, for messages */
    const char *text;
    size_t length;
    size_t *lines;      /* offset of each line's first byte */
    const char **shown; /* copies of lines for messages, made when first asked for */
    size_t line_count;
    uint32_t *points; /* code points before each block of SOURCE_BLOCK bytes */
};

struct excerpt {
    struct source *source;
    const char *text;
    size_t length;
    size_t start;        /* offset of text[0] in the source */
    const uint32_t *map; /* offsets of each byte and of the end; NULL: contiguous from start */
};

/* `text` must live as long as the arena and hold `length` bytes. */
struct source *source_new(struct arena *arena, const char *name, const char *text, size_t length);
/* The place of the bytes from start up to end (offsets), within one line. */
struct place source_place(struct source *source, size_t start, size_t end);
/* The line (from 0) that holds an offset. */
size_t source_line(const struct source *source, size_t offset);

struct excerpt source_excerpt(struct source *source, size_t start, size_t end);
size_t excerpt_offset(const struct excerpt *excerpt, size_t at);
struct place excerpt_place(const struct excerpt *excerpt, size_t from, size_t to);
struct excerpt excerpt_sub(const struct excerpt *excerpt, size_t from, size_t to);
/* Without spaces (U+3000 too) at both ends. */
struct excerpt excerpt_trim(const struct excerpt *excerpt);
char *excerpt_copy(struct arena *arena, const struct excerpt *excerpt);

/* The ASCII form of a full-width character (U+3000 gives a space), or the code point itself. */
uint32_t source_halfwidth(uint32_t codepoint);
/* Reads the code point at `at`, in its ASCII form if it is full-width; returns its bytes. */
size_t source_peek(const char *text, size_t length, size_t at, uint32_t *ret_codepoint);
/* A letter, digit or underscore of a name: ASCII or any other letter, Han above all. */
bool source_is_name(uint32_t codepoint);
bool source_is_hidden(uint32_t codepoint); /* control characters and noncharacters */
bool source_is_han(uint32_t codepoint); /* Han characters and their punctuation: no word spaces */

#endif
