/* Personal data as it may be shown: a name's surname, an ID number's ends, a telephone's. */
#include <huibao/value.h>

#include <string.h>

#include <huibao/base.h>

/* Surnames of two characters that are common enough to be taken for one. */
static const char *const long_surnames[] = {"欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫",
                                            "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙",
                                            "司徒", "东方", "南宫", "端木"};

static const size_t HAN_BYTES = sizeof "张" - 1;

static size_t surname_bytes(const char *name)
{
    for (size_t i = 0; i < BASE_COUNT(long_surnames); i++) {
        size_t length = strlen(long_surnames[i]);
        if (strncmp(name, long_surnames[i], length) == 0 && name[length])
            return length;
    }
    return (unsigned char)name[0] >= 0xE0 ? HAN_BYTES : 1;
}

/* A name of one character is hidden whole: nothing of it could be left out otherwise. */
const char *value_mask_name(struct arena *arena, const char *name)
{
    size_t length = strlen(name), kept = surname_bytes(name);
    if (length == 0)
        return name;
    if (kept >= length)
        return "某";
    size_t hidden = text_count(name + kept, length - kept);
    return arena_printf(arena, "%.*s%s", (int)kept, name, hidden > 1 ? "某某" : "某");
}

static bool all_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

const char *value_mask_id(struct arena *arena, const char *number)
{
    size_t length = strlen(number);
    bool last = length == 18 && ((number[17] >= '0' && number[17] <= '9') || number[17] == 'X' ||
                                 number[17] == 'x');
    if (!last || !all_digits(number, 17))
        return number;
    return arena_printf(arena, "%.6s********%s", number, number + 14);
}

/* The eight digits at the end, or the seven of an old local number, lose all but four. */
const char *value_mask_phone(struct arena *arena, const char *number)
{
    size_t length = strlen(number), digits = 0;
    while (digits < length && all_digits(number + length - digits - 1, 1))
        digits++;
    if (digits < 7)
        return number;
    size_t hidden = digits == 7 ? 7 : 8;
    return arena_printf(arena, "%.*s****%s", (int)(length - hidden), number, number + length - 4);
}
