/*
 * Numbers as they are printed: rounded, and in the unit they are printed in (万元). Totals, shares
 * and comparisons are made from these, so that a reader who adds up the page gets what it says.
 */
#ifndef COMPOSE_PRINTED_H
#define COMPOSE_PRINTED_H

#include <stdbool.h>

#include <huibao/value.h>

struct arena;

enum { PRINTED_NATURAL_DECIMALS = 2 }; /* at most, of a column that no format is given for */

/* Decimals the format prints; −1 when it prints what the value has. */
int printed_decimals(const struct value_format *format);
/* Decimals the value itself has, at most `most`. */
int printed_natural_decimals(struct arena *arena, struct value value, int most);
/* 文字“甲”, 日期, 小数 …: what a value is, for messages. */
const char *printed_kind(struct arena *arena, struct value value);

#endif
