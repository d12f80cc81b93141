/* The terms of a column's formula, and whether they make one. */
#include <huibao/model_formula.h>

#include <string.h>

#include "read_table.h"

enum { MOST_DEPTH = 32 };

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* [12] */
static struct model_term read_column(const char *text)
{
    struct model_term term = {MODEL_TERM_BAD, text, 1, 0};
    size_t count = digits(text + 1), number = 0;
    for (size_t i = 1; i <= count && number <= MODEL_MOST_COLUMNS; i++)
        number = number * 10 + (size_t)(text[i] - '0');
    if (!count || text[count + 1] != ']' || number < 1 || number > MODEL_MOST_COLUMNS)
        return term;
    return (struct model_term){MODEL_TERM_COLUMN, text, count + 2, number - 1};
}

/* 12, 12.5 */
static struct model_term read_number(const char *text)
{
    size_t length = digits(text);
    if (text[length] == '.' && digits(text + length + 1))
        length += 1 + digits(text + length + 1);
    return (struct model_term){MODEL_TERM_NUMBER, text, length, 0};
}

struct model_term model_formula_next(const char **cursor)
{
    const char *text = *cursor + strspn(*cursor, " ");
    struct model_term term = {MODEL_TERM_END, text, 0, 0};
    if (*text == '[')
        term = read_column(text);
    else if (*text >= '0' && *text <= '9')
        term = read_number(text);
    else if (*text)
        term = (struct model_term){strchr("+-*/()", *text) ? MODEL_TERM_SIGN : MODEL_TERM_BAD, text,
                                   1, 0};
    *cursor = text + term.length;
    return term;
}

/* A sign; *operand: one is wanted next. */
static bool takes_sign(char sign, bool *operand, int *depth)
{
    switch (sign) {
    case '(':
        ++*depth;
        return *operand && *depth <= MOST_DEPTH;
    case ')':
        --*depth;
        return !*operand && *depth >= 0;
    case '+':
    case '-':
        *operand = true;
        return true;
    default:
        if (*operand)
            return false;
        *operand = true;
        return true;
    }
}

bool model_formula_valid(const char *formula, size_t column_count)
{
    bool operand = true;
    int depth = 0;
    for (;;) {
        struct model_term term = model_formula_next(&formula);
        switch (term.kind) {
        case MODEL_TERM_END:
            return !operand && depth == 0;
        case MODEL_TERM_BAD:
            return false;
        case MODEL_TERM_COLUMN:
        case MODEL_TERM_NUMBER:
            if (!operand || (term.kind == MODEL_TERM_COLUMN && term.column >= column_count))
                return false;
            operand = false;
            break;
        case MODEL_TERM_SIGN:
            if (!takes_sign(*term.text, &operand, &depth))
                return false;
        }
    }
}
