#include <huibao/base.h>
#include <huibao/value.h>

#include <stdlib.h>
#include <string.h>

struct format_word {
    const char *word;
    enum value_style style;
    int decimals;
    const char *unit;
};

static const struct format_word words[] = {
    {"原样", VALUE_STYLE_PLAIN, -1, NULL},
    {"整数", VALUE_STYLE_INTEGER, 0, NULL},
    {"小数", VALUE_STYLE_DECIMAL, 2, NULL},
    {"百分比", VALUE_STYLE_PERCENT, 1, NULL},
    {"千分位", VALUE_STYLE_GROUPED, -1, NULL},
    {"万", VALUE_STYLE_WAN, 2, "万"},
    {"万元", VALUE_STYLE_WAN, 2, "万元"},
    {"亿", VALUE_STYLE_YI, 2, "亿"},
    {"亿元", VALUE_STYLE_YI, 2, "亿元"},
    {"大写", VALUE_STYLE_CAPITAL, -1, NULL},
    {"中文数字", VALUE_STYLE_HAN, 0, NULL},
    {"日期", VALUE_STYLE_DATE, -1, NULL},
    {"汉字日期", VALUE_STYLE_DATE_HAN, -1, NULL},
    {"短日期", VALUE_STYLE_DATE_ISO, -1, NULL},
    {"年月", VALUE_STYLE_YEAR_MONTH, -1, NULL},
    {"年", VALUE_STYLE_YEAR, -1, NULL},
    {"月", VALUE_STYLE_MONTH, -1, NULL},
    {"plain", VALUE_STYLE_PLAIN, -1, NULL},
    {"integer", VALUE_STYLE_INTEGER, 0, NULL},
    {"decimal", VALUE_STYLE_DECIMAL, 2, NULL},
    {"percent", VALUE_STYLE_PERCENT, 1, NULL},
    {"grouped", VALUE_STYLE_GROUPED, -1, NULL},
    {"wan", VALUE_STYLE_WAN, 2, "万"},
    {"yi", VALUE_STYLE_YI, 2, "亿"},
    {"capital", VALUE_STYLE_CAPITAL, -1, NULL},
    {"han", VALUE_STYLE_HAN, 0, NULL},
    {"date", VALUE_STYLE_DATE, -1, NULL},
    {"date-han", VALUE_STYLE_DATE_HAN, -1, NULL},
    {"date-iso", VALUE_STYLE_DATE_ISO, -1, NULL},
    {"year-month", VALUE_STYLE_YEAR_MONTH, -1, NULL},
    {"year", VALUE_STYLE_YEAR, -1, NULL},
    {"month", VALUE_STYLE_MONTH, -1, NULL},
};

const char *const *value_format_words(size_t *ret_count)
{
    /* The same words without the rest, in the same order. */
    static const char *const only_words[] = {
        "原样",    "整数",  "小数",     "百分比",   "千分位",   "万",         "万元", "亿",
        "亿元",    "大写",  "中文数字", "日期",     "汉字日期", "短日期",     "年月", "年",
        "月",      "plain", "integer",  "decimal",  "percent",  "grouped",    "wan",  "yi",
        "capital", "han",   "date",     "date-han", "date-iso", "year-month", "year", "month",
    };
    _Static_assert(BASE_COUNT(only_words) == BASE_COUNT(words), "one list, twice");
    *ret_count = BASE_COUNT(only_words);
    return only_words;
}

/* Styles that a number of decimals can follow. */
static bool takes_decimals(enum value_style style)
{
    return style == VALUE_STYLE_DECIMAL || style == VALUE_STYLE_PERCENT ||
           style == VALUE_STYLE_GROUPED || style == VALUE_STYLE_WAN || style == VALUE_STYLE_YI;
}

/* `  2  ` → 2; an empty rest leaves the word's own number. */
static bool parse_decimals(const char *rest, int *decimals)
{
    rest += strspn(rest, " ");
    if (*rest == '\0')
        return true;
    if (*rest < '0' || *rest > '6')
        return false;
    *decimals = *rest - '0';
    rest++;
    rest += strspn(rest, " ");
    return *rest == '\0';
}

bool value_format_parse(struct arena *arena, const char *spec, struct value_format *ret_format)
{
    const char *text = text_trim(arena, text_halfwidth(arena, spec));
    size_t length = strcspn(text, " 0123456789");
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (strlen(words[i].word) != length || strncmp(text, words[i].word, length) != 0)
            continue;
        int decimals = words[i].decimals;
        bool bare = text[length] == '\0';
        if (!bare && (!takes_decimals(words[i].style) || !parse_decimals(text + length, &decimals)))
            return false;
        *ret_format = (struct value_format){words[i].style, decimals, words[i].unit};
        return true;
    }
    return false;
}

bool value_format_fits(const struct value_format *format, enum value_kind kind)
{
    if (kind == VALUE_NULL || format->style == VALUE_STYLE_PLAIN)
        return true;
    if (format->style >= VALUE_STYLE_DATE)
        return kind == VALUE_DATE;
    return kind == VALUE_INTEGER || kind == VALUE_REAL;
}
