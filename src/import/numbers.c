/* Decimal numbers as people write them, without any floating point. */
#include <string.h>

#include "private.h"

#define MOST_DIGITS 18 /* fits 64 bits */

/* Digits of the whole part; commas only where they part thousands. */
static bool whole_part(const char **cursor, struct import_decimal *decimal, int *digits)
{
    const char *p = *cursor;
    int since_comma = -1; /* no comma yet */
    int before = 0;
    for (;; p++) {
        if (*p >= '0' && *p <= '9') {
            if (++*digits > MOST_DIGITS)
                return false;
            decimal->digits = decimal->digits * 10 + (*p - '0');
            before++;
            since_comma += since_comma >= 0;
        } else if (*p == ',') {
            bool fits = since_comma < 0 ? before >= 1 && before <= 3 : since_comma == 3;
            if (!fits)
                return false;
            since_comma = 0;
        } else {
            break;
        }
    }
    *cursor = p;
    return before > 0 && (since_comma < 0 || since_comma == 3);
}

bool import_decimal_parse(const char *text, struct import_decimal *ret_decimal)
{
    struct import_decimal decimal = {0, 0};
    int digits = 0;
    const char *p = text;
    bool negative = *p == '-';
    p += *p == '-' || *p == '+';
    if (!whole_part(&p, &decimal, &digits))
        return false;
    if (*p == '.') {
        const char *end = p + 1 + strspn(p + 1, "0123456789");
        if (*end != '\0' || end == p + 1)
            return false;
        while (end[-1] == '0')
            end--;
        for (p++; p < end; p++) {
            if (++digits > MOST_DIGITS)
                return false;
            decimal.digits = decimal.digits * 10 + (*p - '0');
            decimal.decimals++;
        }
    } else if (*p != '\0') {
        return false;
    }
    if (negative)
        decimal.digits = -decimal.digits;
    *ret_decimal = decimal;
    return true;
}
