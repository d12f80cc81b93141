/*
 * model_formula: how a column's cells come of others in their row, a part of model's contract.
 *
 * Owns      the text form of a formula: numbers, [n] for the n-th column (from 1), + - * / and
 *           brackets; what stands in the row is taken as it is printed.
 * Protocol  model_formula_next until MODEL_TERM_END.
 * Failure   what is no formula is told by model_formula_valid, before it is used.
 * Limits    none of its own.
 */
#ifndef HUIBAO_MODEL_FORMULA_H
#define HUIBAO_MODEL_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

enum model_term_kind {
    MODEL_TERM_END,
    MODEL_TERM_COLUMN,
    MODEL_TERM_NUMBER,
    MODEL_TERM_SIGN, /* + - * / ( ) */
    MODEL_TERM_BAD
};

struct model_term {
    enum model_term_kind kind;
    const char *text; /* within the formula */
    size_t length;
    size_t column; /* of COLUMN, from 0 */
};

struct model_term model_formula_next(const char **cursor);
/* It can be calculated, and names no column beyond the count. */
bool model_formula_valid(const char *formula, size_t column_count);

#endif
