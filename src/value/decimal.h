/*
 * Decimal digits of a number: what rounding and every way of showing it start from.
 * Binary fractions are read as the 15 significant decimal digits people typed or expect, so that
 * 2.675 rounds to 2.68 (四舍五入), not to the 2.67 its nearest double would give.
 */
#ifndef VALUE_DECIMAL_H
#define VALUE_DECIMAL_H

#include <huibao/value.h>
#include <stdbool.h>

#define VALUE_DECIMAL_MOST 340

struct value_decimal { /* digits[0 … count) with the decimal point after `point` of them */
    bool negative;
    int count, point;
    char digits[VALUE_DECIMAL_MOST];
};

/* False for infinities and NaN, which have no digits. */
bool value_decimal_from(struct value value, struct value_decimal *ret_decimal);
void value_decimal_shift(struct value_decimal *decimal, int powers); /* divides by 10^powers */
/* Rounds half away from zero to `decimals` digits after the point, and pads to exactly that many. */
void value_decimal_round(struct value_decimal *decimal, int decimals);
/*
 * A short cut to the same: the number in units of its last place, 1235 for 12.345 to two decimals. False
 * when that takes digits to find out: of large numbers, and of those halfway between two units.
 */
bool value_decimal_units(struct value value, int decimals, int64_t *ret_units);
bool value_decimal_is_zero(const struct value_decimal *decimal);

#endif
