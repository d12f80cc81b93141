/* Numbers of identity cards: shape, birth date and check character. */
#include <huibao/value.h>

#include <string.h>

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

bool value_id_card_shape(const char *text)
{
    if (strlen(text) != 18)
        return false;
    for (int i = 0; i < 17; i++)
        if (digit(text[i]) < 0)
            return false;
    return (digit(text[17]) >= 0 || text[17] == 'X') && value_civil_valid(birth_of(text));
}

/* GB 11643-1999 §4.2.4 (ISO 7064 MOD 11-2). */
bool value_id_card_check(const char *text)
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += weights[i] * digit(text[i]);
    return text[17] == "10X98765432"[sum % 11];
}

int32_t value_id_card_birth(const char *text)
{
    return value_date_from_civil(birth_of(text));
}
