/*
 * yaml: strict YAML with places, and maps read by tables of keys.
 *
 * Owns      texts and the places in them; YAML as a tree without anchors, aliases, tags and
 *           documents; reading a map by its table of keys, each with an English and a Chinese name;
 *           what is wrong with it: unknown, twice, missing, of the wrong shape, with the place, a
 *           caret and the nearest right name.
 * Protocol  yaml_source, then yaml_read, then schema_read map by map and schema_… value by value.
 * Lifetime  everything belongs to the arena given.
 * Failure   diagnostics YML…, all mistakes of a text as far as it can be read; NULL when YAML's own
 *           rules are broken.
 * Limits    32 levels of nesting; the caller limits the bytes (file_read).
 */
#ifndef HUIBAO_YAML_H
#define HUIBAO_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/base.h>

/* ---- a text and the places in it ---------------------------------------------------------------
 * Scanners work on excerpts, which know for each of their bytes where in the file it came from, so
 * that a mistake inside a quoted YAML text or an expression gets its exact line and column. */
struct source {
    struct arena *arena;
    const char *name; /* of the file, for messages */
    const char *text;
    size_t length;
    size_t *lines;      /* offset of each line's first byte */
    const char **shown; /* copies of lines for messages, made when first asked for */
    size_t line_count;
    uint32_t *points; /* code points before each block of bytes */
};

struct excerpt {
    struct source *source;
    const char *text;
    size_t length;
    size_t start;        /* offset of text[0] in the source */
    const uint32_t *map; /* offsets of each byte and of the end; NULL: contiguous from start */
};

/*
 * The source of a file's text, its byte order mark left out; NULL with diagnostics when it is not
 * UTF-8 or holds characters that no document may hold.
 */
struct source *yaml_source(struct arena *arena, const char *name, const char *text, size_t length,
                           struct diags *diags);
/* The same without looking at it. `text` must live as long as the arena and hold `length` bytes. */
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

/* ---- the tree ----------------------------------------------------------------------------------- */

enum yaml_kind { YAML_SCALAR, YAML_MAP, YAML_LIST };

struct yaml {
    enum yaml_kind kind;
    struct place place;     /* of a scalar: its text; of the others: their first byte */
    const char *text;       /* SCALAR; NUL-terminated, holds no other NUL */
    struct excerpt excerpt; /* SCALAR: the same with its places */
    bool plain;             /* SCALAR without quotes; an empty one stands for nothing */
    const struct yaml *key; /* of a value in a MAP */
    struct yaml *first;     /* of MAP and LIST */
    struct yaml *next;
};

enum { YAML_DEPTH_MAX = 32 };

/*
 * Reads the source from start up to end. The root, which is a map (an empty one for no text), or
 * NULL with diagnostics. Duplicate keys are not looked at here.
 */
struct yaml *yaml_read(struct source *source, size_t start, size_t end, struct diags *diags);

/* ---- words: each in English and in Chinese ------------------------------------------------------ */

struct word {
    const char *english;
    const char *chinese; /* NULL: none */
    int id;
    const char *const *others; /* further spellings, NULL-terminated, or NULL */
};

struct word_list {
    const struct word *words;
    size_t count;
};
extern const struct word_list words_bool; /* true 是, false 否 */

/* The word spelt so, or NULL. */
const struct word *word_find(const struct word *words, size_t count, const char *text);
bool word_is(const struct word *word, const char *text);
/* “a”、“b”、“c” of the Chinese (or only) spellings, for messages. */
const char *word_choices(struct arena *arena, const struct word_list *words);

/* ---- maps by tables of keys ----------------------------------------------------------------------- */

enum key_shape { KEY_TEXT, KEY_INTEGER, KEY_NUMBER, KEY_BOOL, KEY_MAP, KEY_LIST, KEY_ANY };

struct key {
    struct word word; /* its id is the index of the value that schema_read fills */
    enum key_shape shape;
    bool required;
    bool later; /* recognised, and refused with a message of its own, until it is built */
};

struct schema {
    const char *where; /* 参数区, 列 …: for messages */
    const struct key *keys;
    size_t count;
};

struct reader { /* what all readers of a text share */
    struct arena *arena;
    struct source *source;
    struct diags *diags;
    struct scope *scope; /* a type of the using room, for its own readers; not looked at here */
};

struct names;

/*
 * Checks a map's keys (unknown, twice, missing, not yet supported) and the shapes of their values.
 * ret_values (one per key id) receives the values of the right shape, NULL for the others.
 */
void schema_read(struct reader *reader, const struct schema *schema, const struct yaml *map,
                 const struct yaml **ret_values);
/* A key of the author's own naming: reports the second of a name; `what` completes 两个…不能同名. */
bool schema_first(struct reader *reader, struct names *seen, const struct yaml *child,
                  const char *what);
/* Reports that a value is not `wanted` (文字, 一组“键: 值”, …); `what` NULL: the value's key. */
void schema_misfit(struct reader *reader, const struct yaml *node, const char *what,
                   const char *wanted);
void schema_missing(struct reader *reader, const struct place *place, const char *where,
                    const char *key);
void schema_later(struct reader *reader, const struct place *place, const char *name);

/* A scalar's text without spaces at its ends, NULL if the node is NULL. */
const char *schema_text(const struct reader *reader, const struct yaml *node);
/* The value as one of the words; *ret_id is untouched when there is none. */
void schema_word(struct reader *reader, const struct yaml *node, const struct word_list *words,
                 int *ret_id);
void schema_integer(struct reader *reader, const struct yaml *node, int from, int to,
                    int *ret_value);
void schema_number(struct reader *reader, const struct yaml *node, double *ret_value);
void schema_bool(struct reader *reader, const struct yaml *node, bool *ret_value);

/* ---- names ---------------------------------------------------------------------------------------- */

/* A map from names to pointers, for everything that is looked up by name. */
struct names *names_new(struct arena *arena);
void *names_get(const struct names *names, const char *name); /* NULL if absent */
/* Keeps the first value put under a name and returns it: `value` itself if the name is new. */
void *names_put(struct names *names, const char *name, void *value);
/* All names in the order they were put. */
const char *const *names_list(const struct names *names, size_t *ret_count);

/*
 * The candidate that was probably meant, or NULL: the nearest one, if it has any character in
 * common with the name.
 */
const char *name_nearest(const char *name, const char *const *candidates, size_t count);
/* Says it as a hint, unless so many mistakes were found that it would only cost time. */
void hint_nearest(struct diags *diags, const char *name, const char *const *candidates,
                  size_t count);

const struct diag_kind *const *yaml_diags(size_t *ret_count);

#endif
