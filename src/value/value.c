#include <huibao/value.h>

#include <string.h>

struct value value_null(void)
{
    return (struct value){.kind = VALUE_NULL};
}

struct value value_integer(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

struct value value_real(double real)
{
    return (struct value){.kind = VALUE_REAL, .real = real};
}

struct value value_text(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value value_date(int32_t date)
{
    return (struct value){.kind = VALUE_DATE, .date = date};
}

bool value_is_number(struct value value)
{
    return value.kind == VALUE_INTEGER || value.kind == VALUE_REAL;
}

double value_as_real(struct value value)
{
    return value.kind == VALUE_INTEGER ? (double)value.integer
           : value.kind == VALUE_REAL  ? value.real
                                       : 0;
}

bool value_equal(struct value a, struct value b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case VALUE_NULL:
        return true;
    case VALUE_INTEGER:
        return a.integer == b.integer;
    case VALUE_REAL:
        return memcmp(&a.real, &b.real, sizeof a.real) == 0;
    case VALUE_TEXT:
        return strcmp(a.text, b.text) == 0;
    case VALUE_DATE:
        return a.date == b.date;
    }
    return false;
}
