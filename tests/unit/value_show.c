#include <huibao/base.h>
#include <huibao/value.h>

#include <math.h>

#include "tap.h"

static const char *show(struct arena *arena, struct value value, const char *spec)
{
    struct value_format format;
    return value_format_parse(arena, spec, &format) ? value_show(arena, value, &format)
                                                    : "(bad format)";
}

TEST(value_numbers_as_formats_say)
{
    static const struct {
        double number;
        const char *spec, *shown;
    } cases[] = {
        {2.675, "小数", "2.68"},
        {2.675, "小数 1", "2.7"},
        {-0.04, "小数 1", "0.0"},
        {0.5, "整数", "1"},
        {-2.5, "整数", "-3"},
        {999.95, "小数 1", "1000.0"},
        {12.5, "百分比", "12.5%"},
        {100, "百分比 0", "100%"},
        {1234567, "千分位", "1,234,567"},
        {-1234.5, "千分位 1", "-1,234.5"},
        {123, "千分位", "123"},
        {35000, "万元 1", "3.5万元"},
        {9.6, "万", "0.00万"},
        {123456789, "亿元", "1.23亿元"},
        {0.1, "小数6", "0.100000"},
        {1e20, "整数", "100000000000000000000"},
        {35000, "ｗａｎ １", "3.5万"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK_STR(show(arena, value_real(cases[i].number), cases[i].spec), cases[i].shown);
    CHECK_STR(show(arena, value_integer(INT64_MIN), "原样"), "-9223372036854775808");
    CHECK_STR(show(arena, value_null(), "小数"), "—");
    CHECK_STR(show(arena, value_real((double)NAN), "小数"), "—");
    CHECK_STR(show(arena, value_text("调解"), "原样"), "调解");
    arena_free(arena);
}

TEST(value_units_follow_numbers_only)
{
    struct arena *arena = arena_new();
    struct value_format format = {VALUE_STYLE_PLAIN, -1, "件"};
    CHECK_STR(value_show(arena, value_integer(36), &format), "36件");
    CHECK_STR(value_show(arena, value_null(), &format), "—");
    arena_free(arena);
}

TEST(value_chinese_numerals)
{
    static const struct {
        int64_t number;
        const char *han;
    } cases[] = {
        {0, "零"},
        {5, "五"},
        {10, "十"},
        {11, "十一"},
        {20, "二十"},
        {101, "一百零一"},
        {110, "一百一十"},
        {1001, "一千零一"},
        {1010, "一千零一十"},
        {10000, "一万"},
        {10005, "一万零五"},
        {105000, "十万五千"},
        {1005000, "一百万五千"},
        {100000005, "一亿零五"},
        {-12, "负十二"},
        {INT64_MAX, "九百二十二亿亿三千三百七十二万亿零三百六十八亿五千四百七十七万五千八百零七"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK_STR(value_han_number(arena, cases[i].number), cases[i].han);
    arena_free(arena);
}

TEST(value_money_in_capitals)
{
    static const struct {
        double number;
        const char *capital;
    } cases[] = {
        {0, "零元整"},
        {1680.32, "壹仟陆佰捌拾元叁角贰分"},
        {107000.53, "壹拾万柒仟元伍角叁分"},
        {16409.02, "壹万陆仟肆佰零玖元零贰分"},
        {325.04, "叁佰贰拾伍元零肆分"},
        {0.5, "伍角整"},
        {0.05, "伍分"},
        {12000, "壹万贰仟元整"},
        {-8, "负捌元整"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK_STR(show(arena, value_real(cases[i].number), "大写"), cases[i].capital);
    arena_free(arena);
}

TEST(value_dates_as_formats_say)
{
    struct arena *arena = arena_new();
    struct value day = value_date(value_date_from_civil((struct value_civil){2026, 1, 5}));
    CHECK_STR(show(arena, day, "日期"), "2026年1月5日");
    CHECK_STR(show(arena, day, "汉字日期"), "二〇二六年一月五日");
    CHECK_STR(show(arena, day, "短日期"), "2026-01-05");
    CHECK_STR(show(arena, day, "年月"), "2026年1月");
    CHECK_STR(show(arena, day, "年"), "2026年");
    CHECK_STR(show(arena, day, "month"), "1月");
    arena_free(arena);
}

TEST(value_formats_refuse_what_they_cannot)
{
    struct arena *arena = arena_new();
    struct value_format format;
    CHECK(!value_format_parse(arena, "小数 7", &format));
    CHECK(!value_format_parse(arena, "小数 x", &format));
    CHECK(!value_format_parse(arena, "整数 2", &format));
    CHECK(!value_format_parse(arena, "小树", &format));
    CHECK(!value_format_parse(arena, "", &format));
    size_t count;
    const char *const *all = value_format_words(&count);
    for (size_t i = 0; i < count; i++)
        CHECK(value_format_parse(arena, all[i], &format));
    value_format_parse(arena, "百分比", &format);
    CHECK(!value_format_fits(&format, VALUE_TEXT) && value_format_fits(&format, VALUE_NULL));
    CHECK(value_format_fits(&format, VALUE_REAL) && !value_format_fits(&format, VALUE_DATE));
    value_format_parse(arena, "年月", &format);
    CHECK(value_format_fits(&format, VALUE_DATE) && !value_format_fits(&format, VALUE_INTEGER));
    arena_free(arena);
}

TEST(value_rounds_half_away_from_zero)
{
    CHECK(value_round(value_real(2.675), 2).real == 2.68);
    CHECK(value_round(value_real(-2.5), 0).real == -3);
    CHECK(value_round(value_real(1e300), 2).real == 1e300);
    CHECK(value_round(value_integer(7), 1).integer == 7);
}

TEST(value_parts_make_the_whole)
{
    struct arena *arena = arena_new();
    double parts[] = {100.0 / 3, 100.0 / 3, 100.0 / 3}, rounded[3];
    CHECK(value_round_parts(arena, parts, 3, 100, 1, rounded));
    CHECK(rounded[0] == 33.4 && rounded[1] == 33.3 && rounded[2] == 33.3);
    /* 5, 3, 3, 1, 1, 1 of 14: the two units that are left go to the pair, not to two of the three. */
    double of14[] = {500 / 14.0, 300 / 14.0, 300 / 14.0, 100 / 14.0, 100 / 14.0, 100 / 14.0},
           six[6];
    CHECK(value_round_parts(arena, of14, 6, 100, 1, six));
    CHECK(six[0] == 35.7 && six[1] == 21.5 && six[2] == 21.5);
    CHECK(six[3] == 7.1 && six[4] == 7.1 && six[5] == 7.1);
    /* 9, 9, 3 of 21: the unit of 14.29 goes to the pair, whose parts else would not be equal. */
    double of21[] = {900 / 21.0, 900 / 21.0, 300 / 21.0};
    CHECK(value_round_parts(arena, of21, 3, 100, 1, six));
    CHECK(six[0] == 42.9 && six[1] == 42.9 && six[2] == 14.2);
    double third_and_none[] = {100.0 / 3, 0, 100.0 / 3, 100.0 / 3};
    CHECK(value_round_parts(arena, third_and_none, 4, 100, 1, six));
    CHECK(six[0] == 33.4 && six[1] == 0 && six[2] == 33.3 && six[3] == 33.3);
    double negative[] = {-1, 101};
    CHECK(!value_round_parts(arena, negative, 2, 100, 1, rounded));
    /* Any parts of a whole: never off by more than one unit, always adding up. */
    unsigned seed = 7;
    for (int round_number = 0; round_number < 2000; round_number++) {
        double counts[9], shares[9], shown[9], sum = 0, tenths = 0;
        for (int i = 0; i < 9; i++) {
            seed = seed * 1103515245U + 12345U;
            counts[i] = seed >> 16 & 63;
            sum += counts[i];
        }
        for (int i = 0; i < 9; i++)
            shares[i] = sum > 0 ? 100 * counts[i] / sum : 100.0 / 9;
        CHECK(value_round_parts(arena, shares, 9, 100, 1, shown));
        for (int i = 0; i < 9; i++) {
            tenths += round(shown[i] * 10);
            CHECK(fabs(shown[i] - shares[i]) < 0.1 + 1e-9);
        }
        CHECK_INT(tenths, 1000);
    }
    arena_free(arena);
}

TEST(each_style_has_an_english_word_that_leads_back)
{
    for (int i = VALUE_STYLE_PLAIN; i <= VALUE_STYLE_MONTH; i++) {
        enum value_style style = (enum value_style)i, found = VALUE_STYLE_PLAIN;
        const char *word = value_style_word(style);
        CHECK(word && value_style_find(word, &found) && found == style);
        struct arena *arena = arena_new();
        struct value_format format;
        CHECK(value_format_parse(arena, word, &format) && format.style == style);
        arena_free(arena);
    }
    CHECK_STR(value_style_word(VALUE_STYLE_YEAR_MONTH), "year-month");
    enum value_style style = VALUE_STYLE_PLAIN;
    CHECK(!value_style_find("小数", &style));
    CHECK(!value_style_find("", &style));
}
