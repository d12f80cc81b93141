#include "decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>

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
    if (value.kind != VALUE_REAL || !value_decimal_from(value, &decimal))
        return value;
    value_decimal_round(&decimal, decimals);
    char text[VALUE_DECIMAL_MOST + 4];
    snprintf(text, sizeof text, "%s%.*s.%.*s", decimal.negative ? "-" : "", decimal.point,
             decimal.digits, decimal.count - decimal.point, decimal.digits + decimal.point);
    return value_real(strtod(text, NULL));
}

/* ---- largest remainder ---- */

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

/*
 * Hands out the units that are left. Equal parts go up together or not at all as long as the units
 * come out so: three shares of 7.14 print 7.1, 7.1, 7.1 when other parts can take the units.
 */
static void hand_out(struct part *sorted, size_t count, double left)
{
    size_t end;
    for (size_t i = 0; i < count && sorted[i].remainder > 1e-6; i = end) { /* a whole part stays */
        end = i + 1;
        while (end < count && compare_doubles(sorted[i].remainder, sorted[end].remainder) == 0 &&
               compare_doubles(sorted[i].floor_units, sorted[end].floor_units) == 0)
            end++;
        for (size_t j = i; (double)(end - i) <= left && j < end; j++)
            sorted[j].up = true;
        left -= sorted[i].up ? (double)(end - i) : 0;
    }
    for (size_t i = 0; i < count && left >= 1; i++) {
        left -= sorted[i].up ? 0 : 1;
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
    hand_out(sorted, count, left);
    for (size_t i = 0; i < count; i++)
        ret_parts[sorted[i].index] =
            strtod(arena_printf(arena, "%.*f", decimals,
                                (sorted[i].floor_units + (sorted[i].up ? 1 : 0)) / unit),
                   NULL);
    return true;
}
