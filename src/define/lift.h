/*
 * The body as Markdown may see it: every placeholder, control line and fenced block is lifted out
 * and replaced by a token of two noncharacters around its number, so that nothing in them can be
 * taken for markup. The lifted text knows where each of its bytes came from.
 */
#ifndef DEFINE_LIFT_H
#define DEFINE_LIFT_H

#include "tag.h"

enum lift_kind { LIFT_INLINE, LIFT_CONTROL, LIFT_FENCE };

struct lift_token {
    enum lift_kind kind;
    struct tag *tag; /* INLINE, CONTROL */
    struct place place;
    struct excerpt info;   /* FENCE: what stands after the ``` */
    struct excerpt inside; /* FENCE: its lines */
    size_t end;            /* source offset after it */
};

struct lift_splice {
    size_t lifted, original; /* from here on, both advance together */
};

struct lift {
    struct buf text;
    struct lift_token *tokens;
    size_t token_count, token_capacity;
    struct lift_splice *splices;
    size_t splice_count, splice_capacity;
    size_t *lines; /* of the lifted text */
    size_t line_count, line_capacity;
    bool hopeless; /* reported; Markdown must not be tried */
};

/* Reads all placeholders of the body. Free with lift_done. */
void lift_read(struct reader *reader, const struct excerpt *body, struct lift *ret_lift);
void lift_done(struct lift *lift);
/* The offset in the source of a line and byte column (from 1) of the lifted text. */
size_t lift_offset(const struct lift *lift, int line, int column);
/*
 * If a token begins at text[*at], moves behind it and returns it, else NULL. `text` comes from the
 * lifted one.
 */
const struct lift_token *lift_token_at(const struct lift *lift, const char *text, size_t length,
                                       size_t *at);

#endif
