/* The tokens of an expression, with their places; private to expr.c. */
#ifndef DEFINE_EXPR_TOKEN_H
#define DEFINE_EXPR_TOKEN_H

#include "reader.h"

enum { EXPR_DEPTH_MAX = 32 };

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* a name, keyword or function */
    TOKEN_QUOTED, /* "name" */
    TOKEN_LITERAL,
    TOKEN_OPERATOR,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_BAD /* reported */
};

struct token {
    enum token_kind kind;
    size_t from, to;
    const char *text; /* normalised: as it goes into the SQL; of a QUOTED its name */
};

struct expr_reader {
    struct reader *reader;
    struct excerpt excerpt;
    size_t at;
    struct buf sql;
    struct define_name *names;
    size_t name_count, name_capacity;
    char open[EXPR_DEPTH_MAX]; /* ( or c for CASE */
    size_t depth;
    bool want;        /* an operand must follow */
    bool after_not;   /* x NOT: IN, LIKE or BETWEEN must follow */
    bool call;        /* a function's name was read: its ( follows */
    const char *last; /* text of the last token, for messages */
    bool rule;        /* 合计(数据.列) may stand here */
    bool faulty;      /* one message about the structure is enough */
};

/* The next token; what cannot be one is reported and comes as TOKEN_BAD. */
struct token expr_next(struct expr_reader *expr);
/* Reports a mistake in the structure, unless one was reported in this expression already. */
void expr_fault(struct expr_reader *expr, const struct diag_kind *kind, size_t from, size_t to,
                const char *const *args);
/* The code point at an offset (0 at the end), in its ASCII form; and the offset after it. */
uint32_t expr_peek(const struct expr_reader *expr, size_t at);
size_t expr_step(const struct expr_reader *expr, size_t at);
const char *expr_between(struct expr_reader *expr, size_t from, size_t to);

#endif
