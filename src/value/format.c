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

/* Chinese first; of each style the first English word is its name in text forms. */
#define FORMAT_WORDS(X)                                                                            \
    X("原样", PLAIN, -1, NULL)                                                                     \
    X("整数", INTEGER, 0, NULL)                                                                    \
    X("小数", DECIMAL, 2, NULL)                                                                    \
    X("百分比", PERCENT, 1, NULL)                                                                  \
    X("千分位", GROUPED, -1, NULL)                                                                 \
    X("万", WAN, 2, "万")                                                                          \
    X("万元", WAN, 2, "万元")                                                                      \
    X("亿", YI, 2, "亿")                                                                           \
    X("亿元", YI, 2, "亿元")                                                                       \
    X("大写", CAPITAL, -1, NULL)                                                                   \
    X("中文数字", HAN, 0, NULL)                                                                    \
    X("概数", ROUGH, -1, NULL)                                                                     \
    X("约", ABOUT, -1, NULL)                                                                       \
    X("余", OVER, -1, NULL)                                                                        \
    X("近", NEARLY, -1, NULL)                                                                      \
    X("以上", AT_LEAST, -1, NULL)                                                                  \
    X("不到", BELOW, -1, NULL)                                                                     \
    X("日期", DATE, -1, NULL)                                                                      \
    X("汉字日期", DATE_HAN, -1, NULL)                                                              \
    X("短日期", DATE_ISO, -1, NULL)                                                                \
    X("年月", YEAR_MONTH, -1, NULL)                                                                \
    X("年", YEAR, -1, NULL)                                                                        \
    X("月", MONTH, -1, NULL)                                                                       \
    X("plain", PLAIN, -1, NULL)                                                                    \
    X("integer", INTEGER, 0, NULL)                                                                 \
    X("decimal", DECIMAL, 2, NULL)                                                                 \
    X("percent", PERCENT, 1, NULL)                                                                 \
    X("grouped", GROUPED, -1, NULL)                                                                \
    X("wan", WAN, 2, "万")                                                                         \
    X("yi", YI, 2, "亿")                                                                           \
    X("wan-yuan", WAN, 2, "万元")                                                                  \
    X("yi-yuan", YI, 2, "亿元")                                                                    \
    X("capital", CAPITAL, -1, NULL)                                                                \
    X("han", HAN, 0, NULL)                                                                         \
    X("rough", ROUGH, -1, NULL)                                                                    \
    X("about", ABOUT, -1, NULL)                                                                    \
    X("over", OVER, -1, NULL)                                                                      \
    X("nearly", NEARLY, -1, NULL)                                                                  \
    X("at-least", AT_LEAST, -1, NULL)                                                              \
    X("below", BELOW, -1, NULL)                                                                    \
    X("date", DATE, -1, NULL)                                                                      \
    X("date-han", DATE_HAN, -1, NULL)                                                              \
    X("date-iso", DATE_ISO, -1, NULL)                                                              \
    X("year-month", YEAR_MONTH, -1, NULL)                                                          \
    X("year", YEAR, -1, NULL)                                                                      \
    X("month", MONTH, -1, NULL)

#define FORMAT_WORD(word, style, decimals, unit) {word, VALUE_STYLE_##style, decimals, unit},
#define ONLY_WORD(word, style, decimals, unit) word,

static const struct format_word words[] = {FORMAT_WORDS(FORMAT_WORD)};

const char *const *value_format_words(size_t *ret_count)
{
    static const char *const only_words[] = {FORMAT_WORDS(ONLY_WORD)};
    *ret_count = BASE_COUNT(only_words);
    return only_words;
}

static bool is_english(const struct format_word *word)
{
    return (unsigned char)word->word[0] < 0x80;
}

const char *value_style_word(enum value_style style)
{
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (words[i].style == style && is_english(&words[i]))
            return words[i].word;
    return NULL;
}

bool value_style_find(const char *word, enum value_style *ret_style)
{
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (is_english(&words[i]) && strcmp(words[i].word, word) == 0) {
            *ret_style = words[i].style;
            return true;
        }
    return false;
}

/* Styles that a number of decimals can follow. */
static bool takes_decimals(enum value_style style)
{
    return style == VALUE_STYLE_DECIMAL || style == VALUE_STYLE_PERCENT ||
           style == VALUE_STYLE_GROUPED || style == VALUE_STYLE_WAN || style == VALUE_STYLE_YI ||
           value_style_is_rough(style);
}

bool value_style_is_rough(enum value_style style)
{
    return style >= VALUE_STYLE_ROUGH && style <= VALUE_STYLE_BELOW;
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

/* `人`, `2 人`: the measure word, which 以上 stands behind. */
static bool parse_at_least(struct arena *arena, const char *rest, struct value_format *ret_format)
{
    rest += strspn(rest, " ");
    int decimals = -1;
    size_t digits = strspn(rest, "0123456789");
    if (digits && !parse_decimals(arena_strndup(arena, rest, digits), &decimals))
        return false;
    rest += digits + strspn(rest + digits, " ");
    if (strpbrk(rest, " 0123456789"))
        return false;
    *ret_format = (struct value_format){VALUE_STYLE_AT_LEAST, decimals,
                                        *rest ? arena_strdup(arena, rest) : NULL};
    return true;
}

bool value_format_parse(struct arena *arena, const char *spec, struct value_format *ret_format)
{
    const char *text = text_trim(arena, text_halfwidth(arena, spec));
    size_t length = strcspn(text, " 0123456789");
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (strlen(words[i].word) != length || strncmp(text, words[i].word, length) != 0)
            continue;
        int decimals = words[i].decimals;
        if (words[i].style == VALUE_STYLE_AT_LEAST)
            return parse_at_least(arena, text + length, ret_format);
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
