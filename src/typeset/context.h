/* The characters of a text before they are shaped, and what their surroundings make of them. */
#ifndef TYPESET_CONTEXT_H
#define TYPESET_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct shape_char {
    uint32_t codepoint;
    uint32_t text; /* offset in para->text */
    uint16_t bytes;
    uint8_t class;       /* enum typeset_class */
    bool han;            /* stands in Chinese text */
    bool wide;           /* from the Han face, in a square */
    uint8_t left, right; /* scratch of context.c */
    uint32_t pair;       /* a quotation mark's other one; UINT32_MAX: none */
};

struct context { /* memory kept between texts */
    struct arena *arena;
    uint32_t *stack;
    size_t capacity;
};

/* Fills class, han and wide. */
void typeset_context(struct context *context, struct shape_char *chars, size_t count);

#endif
