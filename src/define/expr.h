/*
 * SQL expressions of conditions, `expr:` and `rule:`. They are read into tokens so that every name
 * is known with its exact place, and so that nothing but an expression gets through. The text
 * handed on is normalised: full-width signs and ≥ ≤ ≠ × ÷ 且 或 非 become their SQL spelling.
 */
#ifndef DEFINE_EXPR_H
#define DEFINE_EXPR_H

#include "reader.h"

/* `what` is 条件, 算式 or 规则. The names are collected, not yet checked: see scope.h. */
const struct define_expr *expr_read(struct reader *reader, const struct excerpt *excerpt,
                                    const char *what);
/* A rule of 审核, in which 合计(数据.列) and 行数(数据) may stand. */
const struct define_expr *expr_read_rule(struct reader *reader, const struct excerpt *excerpt);
bool expr_is_keyword(const char *name); /* AND, CASE, 且 …, in either case */
/* 上期/同期/本期 as a prefix; false if the word is none of them. */
bool expr_shift(const char *word, enum define_shift *ret_shift);
const char *expr_shift_word(enum define_shift shift);

#endif
