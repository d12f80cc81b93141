/* Numbers that carry a check character. */
#include <string.h>

#include "private.h"

/* GB 32100-2015 §4.2, table 1: digits and capitals without I, O, S, V and Z. */
static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

bool import_credit_code_shape(const char *text)
{
    return strlen(text) == 18 && strspn(text, credit_alphabet) == 18;
}

/* GB 32100-2015 appendix: weights 3^(i-1) mod 31. */
bool import_credit_code_check(const char *text)
{
    int sum = 0, weight = 1;
    for (int i = 0; i < 17; i++) {
        sum += weight * (int)(strchr(credit_alphabet, text[i]) - credit_alphabet);
        weight = weight * 3 % 31;
    }
    return text[17] == credit_alphabet[(31 - sum % 31) % 31];
}

/* What Excel leaves of a long number: digits, maybe with a point, E+ and an exponent. */
bool import_looks_scientific(const char *text)
{
    size_t mantissa = strspn(text, "0123456789.");
    if (mantissa == 0 || (text[mantissa] != 'E' && text[mantissa] != 'e'))
        return false;
    const char *exponent = text + mantissa + 1;
    exponent += *exponent == '+';
    size_t digits = strspn(exponent, "0123456789");
    return digits >= 1 && digits <= 2 && exponent[digits] == '\0';
}
