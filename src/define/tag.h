/* Placeholders: finding {{…}} in a text and reading what is inside. */
#ifndef DEFINE_TAG_H
#define DEFINE_TAG_H

#include "reader.h"

struct scope_found;

enum tag_kind {
    TAG_VALUE,
    TAG_IF,
    TAG_ELSE,
    TAG_ELSE_IF,
    TAG_END_IF,
    TAG_EACH,
    TAG_END_EACH, /* those up to here may stand in running text */
    TAG_LIST,
    TAG_END_LIST,
    TAG_PAGE,
    TAG_LANDSCAPE,
    TAG_END_LANDSCAPE,
    TAG_ATTACHMENT,
    TAG_INCLUDE, /* its name is the section's */
    TAG_BROKEN   /* reported */
};

struct tag {
    enum tag_kind kind;
    struct place place;
    const char *shown; /* {{/if}} as the author wrote it, for messages */
    struct define_name name;
    struct define_format format;
    struct place format_place;
    const char *format_text;
    struct place manner_place; /* of 增减 or 带单位, if written */
    const char *manner_text;
    const struct define_expr *condition;
    struct define_inline *title; /* ATTACHMENT: NULL when it has none */
    struct define_each *each;    /* EACH */
    struct define_list *list;    /* LIST */
};

struct tag_span { /* bytes of a {{…}} within an excerpt */
    size_t from, to;
};

/*
 * The next {{…}} from *at on; false at the end of the excerpt. Reports what is unclosed or closed
 * twice on the way and goes on after it. *at moves behind what was found. Only {{#附件 …}} and
 * {{#列举 …}} may hold others: those of their words.
 */
bool tag_next(struct reader *reader, const struct excerpt *excerpt, size_t *at,
              struct tag_span *ret_span);
/* Reads and checks one; marks its names as used. */
struct tag *tag_read(struct reader *reader, const struct excerpt *excerpt, struct tag_span span);
bool tag_is_control(const struct tag *tag);
/* Whether what stands in the braces is meant as control: its shape only, nothing is reported. */
bool tag_looks_control(struct reader *reader, const struct excerpt *excerpt, struct tag_span span);
/* How far words reach before the | of an option, outside of placeholders; its bytes, 0 at the end. */
size_t tag_find_bar(const struct excerpt *excerpt, size_t from, size_t *ret_bytes);
/* A format as columns and indicators write it (no comparison): false and a message if unknown. */
bool tag_read_format(struct reader *reader, const struct excerpt *spec, struct value_format *ret);

/* ---- 增减, 带单位, 占比 (tag_manner.c) ---- */
void tag_read_manner(struct reader *reader, const struct word *word, const char *text,
                     struct tag *tag);
/* Whether it fits what the placeholder names and what else it says (DEF042). */
void tag_check_manner(struct reader *reader, const struct tag *tag, struct scope_found found);

#endif
