#include "measure.h"

#include <string.h>

enum { DECIMAL = 10000, WHOLE_MOST = 10000 };

/* A decimal number in 1/10000 at *cursor, which moves behind it. */
static bool read_decimal(const char **cursor, int64_t *ret_value)
{
    const char *at = *cursor;
    int64_t value = 0, scale = DECIMAL;
    size_t digits = strspn(at, "0123456789");
    if (!digits)
        return false;
    for (; digits; digits--, at++) {
        value = value * 10 + (*at - '0');
        if (value > WHOLE_MOST)
            return false;
    }
    value *= DECIMAL;
    if (*at == '.') {
        at++;
        if (!strspn(at, "0123456789") || strspn(at, "0123456789") > 4)
            return false;
        for (; *at >= '0' && *at <= '9'; at++) {
            scale /= 10;
            value += (*at - '0') * scale;
        }
    }
    *cursor = at;
    *ret_value = value;
    return true;
}

static int32_t divide_rounded(int64_t value, int64_t by)
{
    return (int32_t)((value + by / 2) / by);
}

bool measure_length(const char *text, int32_t *ret_units)
{
    /* 1 mm is 72 / 25.4 pt: × 720 / 254 keeps to integers. */
    static const struct {
        const char *name;
        int64_t times, by;
    } units[] = {{"mm", 720, 254},    {"毫米", 720, 254}, {"cm", 7200, 254},
                 {"厘米", 7200, 254}, {"pt", 1, 1},       {"磅", 1, 1}};
    const char *cursor = text;
    int64_t value = 0;
    if (!read_decimal(&cursor, &value))
        return false;
    cursor += *cursor == ' ';
    for (size_t i = 0; i < BASE_COUNT(units); i++)
        if (strcmp(cursor, units[i].name) == 0) {
            *ret_units = divide_rounded(value * STYLE_UNIT * units[i].times, units[i].by * DECIMAL);
            return true;
        }
    return false;
}

/* Hundredths of a point, by the table that typesetters and Word share; 三号 is 15.75 pt (CLREQ), for
   28 of 16 pt do not fit the 156 mm of GB/T 9704. */
static int size_of(bool small, int number)
{
    static const int sizes[] = {4200, 2600, 2200, 1575, 1400, 1050, 750, 550, 500};
    static const int smalls[] = {3600, 2400, 1800, 1500, 1200, 900, 650, 0, 0};
    return small ? smalls[number] : sizes[number];
}

static bool measure_named_size(const char *text, int32_t *ret_units)
{
    static const char *const numbers[][2] = {{"初", "0"}, {"一", "1"}, {"二", "2"},
                                             {"三", "3"}, {"四", "4"}, {"五", "5"},
                                             {"六", "6"}, {"七", "7"}, {"八", "8"}};
    bool small = strncmp(text, "小", strlen("小")) == 0;
    text += small ? strlen("小") : 0;
    for (size_t i = 0; i < 2 * BASE_COUNT(numbers); i++) {
        const char *number = numbers[i / 2][i % 2];
        if (strncmp(text, number, strlen(number)) != 0)
            continue;
        const char *rest = text + strlen(number);
        int size = size_of(small, (int)(i / 2));
        if ((strcmp(rest, "号") != 0 && !(small && !*rest)) || !size)
            return false;
        *ret_units = divide_rounded((int64_t)size * STYLE_UNIT, 100);
        return true;
    }
    return false;
}

bool measure_size(const char *text, int32_t *ret_units)
{
    return measure_named_size(text, ret_units) || measure_length(text, ret_units);
}

bool measure_count(const char *text, const char *unit, int32_t *ret_count)
{
    const char *cursor = text;
    int64_t value = 0;
    if (!read_decimal(&cursor, &value) || value % DECIMAL)
        return false;
    cursor += *cursor == ' ';
    if (*cursor && strcmp(cursor, unit) != 0)
        return false;
    *ret_count = (int32_t)(value / DECIMAL);
    return true;
}

bool measure_color(const char *text, uint32_t *ret_color)
{
    static const struct {
        const char *chinese, *english;
        uint32_t color;
    } names[] = {{"黑", "black", 0x000000},
                 {"红", "red", 0xE60012},
                 {"灰", "grey", 0x808080},
                 {"蓝", "blue", 0x00479D}};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (strcmp(text, names[i].chinese) == 0 || strcmp(text, names[i].english) == 0) {
            *ret_color = names[i].color;
            return true;
        }
    text += *text == '#';
    uint32_t color = 0;
    for (size_t i = 0; i < 6; i++) {
        static const char digits[] = "0123456789ABCDEFabcdef";
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return false;
        uint32_t value = (uint32_t)(digit - digits);
        color = color * 16 + (value > 15 ? value - 6 : value);
    }
    if (text[6])
        return false;
    *ret_color = color;
    return true;
}

/* Hundredths with a unit, without zeros at the end. */
static const char *show(struct arena *arena, int64_t hundredths, const char *unit)
{
    int64_t whole = hundredths / 100, rest = hundredths % 100;
    if (rest % 10)
        return arena_printf(arena, "%lld.%02lld %s", (long long)whole, (long long)rest, unit);
    if (rest)
        return arena_printf(arena, "%lld.%lld %s", (long long)whole, (long long)rest / 10, unit);
    return arena_printf(arena, "%lld %s", (long long)whole, unit);
}

const char *measure_show_mm(struct arena *arena, int32_t units)
{
    return show(arena, divide_rounded((int64_t)units * 2540, 72 * STYLE_UNIT), "mm");
}

const char *measure_show_pt(struct arena *arena, int32_t units)
{
    return show(arena, divide_rounded((int64_t)units * 100, STYLE_UNIT), "pt");
}
