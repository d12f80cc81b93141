/* Numbers that carry a check character. */
#include <string.h>

#include "private.h"

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : -1;
}

static int number_at(const char *text, int from, int length)
{
    int number = 0;
    for (int i = from; i < from + length; i++)
        number = number * 10 + digit(text[i]);
    return number;
}

static struct value_civil birth_of(const char *text)
{
    return (struct value_civil){number_at(text, 6, 4), number_at(text, 10, 2),
                                number_at(text, 12, 2)};
}

bool import_id_card_shape(const char *text)
{
    if (strlen(text) != 18)
        return false;
    for (int i = 0; i < 17; i++)
        if (digit(text[i]) < 0)
            return false;
    return (digit(text[17]) >= 0 || text[17] == 'X') && value_civil_valid(birth_of(text));
}

/* GB 11643-1999 §4.2.4 (ISO 7064 MOD 11-2). */
bool import_id_card_check(const char *text)
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += weights[i] * digit(text[i]);
    return text[17] == "10X98765432"[sum % 11];
}

int32_t import_id_card_birth(const char *text)
{
    return value_date_from_civil(birth_of(text));
}

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
