/* The short cut to rounded numbers gives what their digits give. */
#include <huibao/base.h>
#include <huibao/value.h>

#include <math.h>
#include <stdio.h>

#include "decimal.h"
#include "tap.h"

struct dice {
    uint64_t state;
};

static uint64_t roll(struct dice *dice)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return dice->state >> 16;
}

/* Of all sizes; many of them short decimals, and halves, and what is next to these. */
static double number(struct dice *dice)
{
    double power = pow(10, (double)(roll(dice) % 24) - 9);
    double value = (double)(roll(dice) % 2000000) / 1000 * power;
    if (roll(dice) % 2)
        value = (double)(roll(dice) % 100000000) / pow(10, (double)(roll(dice) % 9));
    if (roll(dice) % 4 == 0)
        value = nextafter(value, roll(dice) % 2 ? HUGE_VAL : -HUGE_VAL);
    return roll(dice) % 3 ? value : -value;
}

/* 1235 for 12.345 to two decimals, by its digits. */
static bool by_digits(double value, int decimals, int64_t *ret_units)
{
    struct value_decimal decimal;
    if (!value_decimal_from(value_real(value), &decimal))
        return false;
    value_decimal_round(&decimal, decimals);
    int64_t units = 0;
    for (int i = 0; i < decimal.point + decimals; i++)
        units = units * 10 + (decimal.digits[i] - '0');
    *ret_units = decimal.negative ? -units : units;
    return true;
}

TEST(units_without_digits_are_those_of_the_digits)
{
    struct dice dice = {20261127};
    size_t taken = 0, wrong = 0, tries = 400000;
    for (size_t i = 0; i < tries; i++) {
        double value = number(&dice);
        int decimals = (int)(roll(&dice) % 7);
        int64_t units = 0, digits = 0;
        if (!value_decimal_units(value_real(value), decimals, &units))
            continue;
        taken++;
        if (by_digits(value, decimals, &digits) && digits == units)
            continue;
        if (wrong++ < 5)
            printf("# %.17g to %d: %lld, not %lld\n", value, decimals, (long long)units,
                   (long long)digits);
    }
    CHECK_INT(wrong, 0);
    CHECK(taken > tries / 2); /* and it is a short cut */
}

TEST(units_are_refused_where_digits_must_tell)
{
    int64_t units = 0;
    CHECK(!value_decimal_units(value_real(2.675), 2, &units));
    CHECK(!value_decimal_units(value_real(-0.5), 0, &units));
    CHECK(!value_decimal_units(value_real(1e13), 0, &units));
    CHECK(!value_decimal_units(value_real(1), -1, &units));
    CHECK(!value_decimal_units(value_real(1), 7, &units));
    CHECK(!value_decimal_units(value_real(HUGE_VAL - HUGE_VAL), 0, &units));
    CHECK(!value_decimal_units(value_real(HUGE_VAL), 0, &units));
    CHECK(!value_decimal_units(value_integer(INT64_MIN), 2, &units));
    CHECK(!value_decimal_units(value_null(), 0, &units));
    CHECK(value_decimal_units(value_integer(-12), 2, &units) && units == -1200);
}

TEST(rounding_leaves_alone_what_has_no_decimals_asked)
{
    CHECK(value_round(value_real(509.355463347165), -1).real == 509.355463347165);
    struct value_format wan = {VALUE_STYLE_WAN, 1, "万元"}, printed = value_format_printed(&wan, 1);
    struct value value = value_printed(value_integer(123456), &wan, 1);
    struct arena *arena = arena_new();
    CHECK(value.real == 12.3);
    CHECK_STR(value_show(arena, value, &printed), "12.3万元");
    CHECK(value_in_unit(value_integer(12345), &wan).real == 1.2345);
    CHECK(value_printed(value_real(3.2), &printed, 0).kind == VALUE_INTEGER);
    arena_free(arena);
}
