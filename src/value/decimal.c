#include "decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>

static const double ten_to[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

static void strip_leading(struct value_decimal *decimal)
{
    int zeros = 0;
    while (zeros < decimal->count && zeros < decimal->point - 1 && decimal->digits[zeros] == '0')
        zeros++;
    memmove(decimal->digits, decimal->digits + zeros, (size_t)(decimal->count - zeros));
    decimal->count -= zeros;
    decimal->point -= zeros;
}

/* At least one digit before the point. */
static void pad_front(struct value_decimal *decimal)
{
    while (decimal->point < 1 && decimal->count < VALUE_DECIMAL_MOST) {
        memmove(decimal->digits + 1, decimal->digits, (size_t)decimal->count);
        decimal->digits[0] = '0';
        decimal->count++;
        decimal->point++;
    }
}

bool value_decimal_from(struct value value, struct value_decimal *ret_decimal)
{
    struct value_decimal decimal = {0};
    if (value.kind == VALUE_INTEGER) {
        char text[32];
        snprintf(text, sizeof text, "%" PRId64, value.integer);
        decimal.negative = text[0] == '-';
        decimal.count = (int)strlen(text) - decimal.negative;
        decimal.point = decimal.count;
        memcpy(decimal.digits, text + decimal.negative, (size_t)decimal.count);
        *ret_decimal = decimal;
        return true;
    }
    if (value.kind != VALUE_REAL || !isfinite(value.real))
        return false;
    char text[40]; /* −d.dddddddddddddde−308 */
    snprintf(text, sizeof text, "%.14e", value.real);
    decimal.negative = text[0] == '-';
    const char *p = text + decimal.negative;
    decimal.digits[decimal.count++] = *p;
    for (p += 2; *p != 'e'; p++)
        decimal.digits[decimal.count++] = *p;
    decimal.point = 1 + atoi(p + 1);
    while (decimal.count > 1 && decimal.count > decimal.point &&
           decimal.digits[decimal.count - 1] == '0')
        decimal.count--;
    while (decimal.count < decimal.point && decimal.count < VALUE_DECIMAL_MOST)
        decimal.digits[decimal.count++] = '0';
    pad_front(&decimal);
    *ret_decimal = decimal;
    return true;
}

void value_decimal_shift(struct value_decimal *decimal, int powers)
{
    decimal->point -= powers;
    pad_front(decimal);
    strip_leading(decimal);
}

static void carry(struct value_decimal *decimal)
{
    int i = decimal->count - 1;
    while (i >= 0 && decimal->digits[i] == '9')
        decimal->digits[i--] = '0';
    if (i >= 0) {
        decimal->digits[i]++;
        return;
    }
    memmove(decimal->digits + 1, decimal->digits, (size_t)decimal->count);
    decimal->digits[0] = '1';
    decimal->count++;
    decimal->point++;
}

void value_decimal_round(struct value_decimal *decimal, int decimals)
{
    int keep = decimal->point + decimals;
    if (keep < decimal->count) {
        bool up = decimal->digits[keep] >= '5';
        decimal->count = keep;
        if (up)
            carry(decimal);
    }
    while (decimal->count < decimal->point + decimals && decimal->count < VALUE_DECIMAL_MOST - 1)
        decimal->digits[decimal->count++] = '0';
    if (value_decimal_is_zero(decimal))
        decimal->negative = false; /* −0.04 to one place is 0.0 */
}

/*
 * Reading 15 digits moves a number by at most 5e-15 of itself, and multiplying by 1.2e-16 of itself: what is
 * further than that from halfway is rounded right without either.
 */
bool value_decimal_units(struct value value, int decimals, int64_t *ret_units)
{
    const double most = 1e12, doubt = 1e-14;
    if (decimals < 0 || decimals >= (int)BASE_COUNT(ten_to) || !value_is_number(value))
        return false;
    double scaled = value_as_real(value) * ten_to[decimals];
    if (!(fabs(scaled) < most))
        return false;
    double whole = round(scaled), from_half = fabs(fabs(scaled - whole) - 0.5);
    if (from_half <= most * doubt)
        return false;
    *ret_units = (int64_t)whole;
    return true;
}

bool value_decimal_is_zero(const struct value_decimal *decimal)
{
    for (int i = 0; i < decimal->count; i++)
        if (decimal->digits[i] != '0')
            return false;
    return true;
}

struct value value_round(struct value value, int decimals)
{
    struct value_decimal decimal;
    int64_t units = 0;
    if (value.kind == VALUE_REAL && value_decimal_units(value, decimals, &units))
        return value_real((double)units / ten_to[decimals]); /* the nearest there is */
    if (value.kind != VALUE_REAL || decimals < 0 || !value_decimal_from(value, &decimal))
        return value;
    value_decimal_round(&decimal, decimals);
    char text[VALUE_DECIMAL_MOST + 4];
    snprintf(text, sizeof text, "%s%.*s.%.*s", decimal.negative ? "-" : "", decimal.point,
             decimal.digits, decimal.count - decimal.point, decimal.digits + decimal.point);
    return value_real(strtod(text, NULL));
}

/* ---- largest remainder ---- */

#define PARTS_CELLS ((size_t)1 << 20) /* of the table of choices, at most */

struct part {
    size_t index;
    double floor_units; /* whole units of the last place */
    double remainder;
    bool up;
};

static int compare_doubles(double a, double b)
{
    return (a < b) - (a > b);
}

/* The largest remainder first; equal parts together. */
static int compare_parts(const void *a, const void *b)
{
    const struct part *first = a, *second = b;
    int order = compare_doubles(first->remainder, second->remainder);
    if (order == 0)
        order = compare_doubles(first->floor_units, second->floor_units);
    return order ? order : (first->index > second->index) - (first->index < second->index);
}

/* The end of the parts that are equal to sorted[first]. */
static size_t equal_end(const struct part *sorted, size_t count, size_t first)
{
    size_t end = first + 1;
    while (end < count && sorted[end].remainder == sorted[first].remainder &&
           sorted[end].floor_units == sorted[first].floor_units)
        end++;
    return end;
}

static bool is_whole(const struct part *part)
{
    return part->remainder <= 1e-6; /* and stays what it is */
}

static void lift(struct part *sorted, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        sorted[i].up = true;
}

/* Equal parts go up together or not at all, the largest remainder first. Returns the units left. */
static size_t lift_in_order(struct part *sorted, size_t count, size_t left)
{
    size_t end;
    for (size_t i = 0; i < count && !is_whole(&sorted[i]); i = end) {
        end = equal_end(sorted, count, i);
        if (end - i > left)
            continue;
        lift(sorted, i, end);
        left -= end - i;
    }
    return left;
}

/*
 * Which equal parts go up together so that no unit is left: of all choices the one with the largest
 * remainders in all (a knapsack filled exactly). False: there is none, or too many to look through.
 */
static bool lift_exactly(struct arena *arena, struct part *sorted, size_t count, size_t left)
{
    const size_t width = left + 1;
    if (count == 0 || count > PARTS_CELLS / width)
        return false;
    double *gain = arena_array(arena, width, sizeof *gain); /* of lifting this many; < 0: no way */
    bool *takes = arena_array(arena, count * width, sizeof *takes); /* by a group's first part */
    for (size_t units = 1; units < width; units++)
        gain[units] = -1;
    size_t end;
    for (size_t i = 0; i < count && !is_whole(&sorted[i]); i = end) {
        end = equal_end(sorted, count, i);
        for (size_t units = left; units >= end - i; units--) {
            double lifted = gain[units - (end - i)];
            double with = lifted + sorted[i].remainder * (double)(end - i);
            if (lifted < 0 || with <= gain[units])
                continue;
            gain[units] = with;
            takes[i * width + units] = true;
        }
    }
    if (gain[left] < 0)
        return false;
    for (size_t i = count, units = left; i-- > 0;)
        if (takes[i * width + units]) {
            lift(sorted, i, equal_end(sorted, count, i));
            units -= equal_end(sorted, count, i) - i;
        }
    return true;
}

/*
 * Hands out the units that are left. Equal parts stay equal wherever the units come out so: three shares
 * of 7.14 print 7.1, 7.1, 7.1 when other parts can take the units.
 */
static void hand_out(struct arena *arena, struct part *sorted, size_t count, size_t left)
{
    size_t rest = lift_in_order(sorted, count, left);
    if (rest == 0)
        return;
    for (size_t i = 0; i < count; i++)
        sorted[i].up = false;
    if (lift_exactly(arena, sorted, count, left))
        return;
    rest = lift_in_order(sorted, count, left);
    for (size_t i = 0; i < count && rest > 0; i++) {
        rest -= sorted[i].up ? 0 : 1;
        sorted[i].up = true;
    }
}

bool value_round_parts(struct arena *arena, const double *parts, size_t count, double total,
                       int decimals, double *ret_parts)
{
    double unit = pow(10, decimals);
    double left = round(total * unit);
    struct part *sorted = arena_array(arena, count ? count : 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        if (!(parts[i] >= 0))
            return false;
        /* A hair above, so that 0.29999999999 of a unit that stands for 0.3 is not cut. */
        double exact = parts[i] * unit;
        double whole = floor(exact + 1e-9 * (1 + exact));
        sorted[i] = (struct part){i, whole, exact - whole, false};
        left -= whole;
    }
    qsort(sorted, count, sizeof *sorted, compare_parts);
    hand_out(arena, sorted, count, left > 0 ? (size_t)left : 0);
    for (size_t i = 0; i < count; i++)
        ret_parts[sorted[i].index] =
            strtod(arena_printf(arena, "%.*f", decimals,
                                (sorted[i].floor_units + (sorted[i].up ? 1 : 0)) / unit),
                   NULL);
    return true;
}
