#include <huibao/base.h>
#include <huibao/value.h>

#include <string.h>

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int value_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool value_civil_valid(struct value_civil civil)
{
    return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 &&
           civil.day >= 1 && civil.day <= value_days_in_month(civil.year, civil.month);
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years start in March, eras of 400. */
int32_t value_date_from_civil(struct value_civil civil)
{
    int year = civil.year - (civil.month <= 2);
    int era = year / 400;
    int of_era = year - era * 400;
    int of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
    int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return (int32_t)(era * 146097 + day_of_era - 719468);
}

struct value_civil value_date_to_civil(int32_t date)
{
    int64_t days = (int64_t)date + 719468; /* 64 bits: any date an int32_t can hold has a day */
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int day_of_era = (int)(days - era * 146097);
    int of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    int shifted = (5 * of_year + 2) / 153;
    int month = shifted + (shifted < 10 ? 3 : -9);
    return (struct value_civil){
        .year = (int)(of_era + era * 400) + (month <= 2),
        .month = month,
        .day = of_year - (153 * shifted + 2) / 5 + 1,
    };
}

/* Up to `most` decimal digits; moves on. False if there is none. */
static bool read_digits(const char **cursor, int most, int *ret_number)
{
    int number = 0, count = 0;
    for (; count < most && **cursor >= '0' && **cursor <= '9'; count++, (*cursor)++)
        number = number * 10 + (**cursor - '0');
    *ret_number = number;
    return count > 0;
}

static bool read_text(const char **cursor, const char *expected)
{
    size_t length = strlen(expected);
    if (strncmp(*cursor, expected, length) != 0)
        return false;
    *cursor += length;
    return true;
}

static bool finish(struct value_civil civil, int32_t *ret_date)
{
    if (!value_civil_valid(civil))
        return false;
    *ret_date = value_date_from_civil(civil);
    return true;
}

bool value_date_parse_iso(const char *text, int32_t *ret_date)
{
    struct value_civil civil;
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const char *cursor = text;
    bool good = read_digits(&cursor, 4, &civil.year) && cursor == text + 4 &&
                read_text(&cursor, "-") && read_digits(&cursor, 2, &civil.month) &&
                cursor == text + 7 && read_text(&cursor, "-") &&
                read_digits(&cursor, 2, &civil.day) && *cursor == '\0';
    return good && finish(civil, ret_date);
}

static bool parse_compact(const char *text, int32_t *ret_date)
{
    if (strlen(text) != 8 || strspn(text, "0123456789") != 8)
        return false;
    struct value_civil civil;
    const char *cursor = text;
    read_digits(&cursor, 4, &civil.year);
    read_digits(&cursor, 2, &civil.month);
    read_digits(&cursor, 2, &civil.day);
    return finish(civil, ret_date);
}

bool value_date_parse(const char *text, int32_t *ret_date)
{
    static const char *const separators[][3] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"},
    };
    if (parse_compact(text, ret_date))
        return true;
    for (size_t i = 0; i < BASE_COUNT(separators); i++) {
        struct value_civil civil;
        const char *cursor = text;
        bool good = read_digits(&cursor, 4, &civil.year) && cursor == text + 4 &&
                    read_text(&cursor, separators[i][0]) && read_digits(&cursor, 2, &civil.month) &&
                    read_text(&cursor, separators[i][1]) && read_digits(&cursor, 2, &civil.day) &&
                    read_text(&cursor, separators[i][2]) && *cursor == '\0';
        if (good)
            return finish(civil, ret_date);
    }
    return false;
}
