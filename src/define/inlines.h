/* Building the tree of a running text: words, values and inline conditions. */
#ifndef DEFINE_INLINES_H
#define DEFINE_INLINES_H

#include "tag.h"

enum { INLINE_DEPTH_MAX = 32 };

struct inline_level {
    const struct tag *tag;        /* the {{#if}} or {{#each}} */
    struct define_branch *branch; /* being filled */
    struct define_inline **tail;  /* where the text after its end goes on */
    bool in_else;                 /* its {{else}} has come */
    bool crossed;                 /* its end came too early, and was told of */
};

struct inlines {
    struct reader *reader;
    struct define_inline *first;
    struct define_inline **tail;
    struct inline_level levels[INLINE_DEPTH_MAX];
    size_t depth;
    struct buf text; /* gathered, not yet an inline */
    struct place text_place;
    uint32_t last;      /* the last code point shown, 0 for a value or nothing */
    bool break_waits;   /* a line of the source ended: a space only between two Latin words */
    bool inside_blocks; /* a block condition is open around, or an inline one was left open */
};

void inlines_init(struct inlines *inlines, struct reader *reader);
void inlines_text(struct inlines *inlines, const char *text, size_t length,
                  const struct place *place);
void inlines_break(struct inlines *inlines); /* a line break in the source */
void inlines_tag(struct inlines *inlines, const struct tag *tag);
/* Reports conditions left open and returns the first inline, or NULL. */
struct define_inline *inlines_finish(struct inlines *inlines);
/* A whole text with its placeholders. */
struct define_inline *inlines_excerpt(struct reader *reader, const struct excerpt *excerpt);
/* The same of YAML: a title, a caption; NULL for NULL. */
struct define_inline *inlines_read(struct reader *reader, const struct yaml *node);

#endif
