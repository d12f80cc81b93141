/* 概数, 约, 余, 近, 以上, 不到: the word that is true of the value. */
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

TEST(rough_numbers_have_the_word_that_is_true)
{
    static const struct {
        int64_t number;
        const char *rough, *about, *over, *nearly, *at_least, *below;
    } cases[] = {
        {0, "0", "0", "0", "0", "0人", "0"},
        {7, "7", "7", "7", "7", "7人", "7"},
        {10, "10", "10", "10", "10", "10人", "10"},
        {11, "10余", "约10", "10余", "约10", "10人以上", "不到20"},
        {14, "10余", "约10", "10余", "约10", "10人以上", "不到20"},
        {15, "约20", "约20", "10余", "约20", "10人以上", "不到20"},
        {17, "约20", "约20", "10余", "约20", "10人以上", "不到20"},
        {18, "近20", "约20", "10余", "近20", "10人以上", "不到20"},
        {99, "近100", "约100", "90余", "近100", "90人以上", "不到100"},
        {210, "210", "210", "210", "210", "210人", "210"},
        {213, "210余", "约210", "210余", "约210", "210人以上", "不到220"},
        {218, "近220", "约220", "210余", "近220", "210人以上", "不到220"},
        {1000, "1000", "1000", "1000", "1000", "1000人", "1000"},
        {1234, "1200余", "约1200", "1200余", "约1200", "1200人以上", "不到1300"},
        {9990, "近1万", "约1万", "9900余", "近1万", "9900人以上", "不到1万"},
        {56789, "约5.7万", "约5.7万", "5.6万余", "约5.7万", "5.6万人以上", "不到5.7万"},
        {120000, "12万", "12万", "12万", "12万", "12万人", "12万"},
        {123456789, "1.2亿余", "约1.2亿", "1.2亿余", "约1.2亿", "1.2亿人以上", "不到1.3亿"},
        {12345, "1.2万余", "约1.2万", "1.2万余", "约1.2万", "1.2万人以上", "不到1.3万"},
        {-213, "-213", "-213", "-213", "-213", "-213人", "-213"},
        {INT64_MAX, "9223372036854775807", "9223372036854775807", "9223372036854775807",
         "9223372036854775807", "9223372036854775807人", "9223372036854775807"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct value value = value_integer(cases[i].number);
        CHECK_STR(show(arena, value, "概数"), cases[i].rough);
        CHECK_STR(show(arena, value, "约"), cases[i].about);
        CHECK_STR(show(arena, value, "余"), cases[i].over);
        CHECK_STR(show(arena, value, "近"), cases[i].nearly);
        CHECK_STR(show(arena, value, "以上 人"), cases[i].at_least);
        CHECK_STR(show(arena, value, "不到"), cases[i].below);
    }
    arena_free(arena);
}

TEST(how_round_they_are_can_be_said)
{
    static const struct {
        double number;
        const char *spec, *shown;
    } cases[] = {
        {1234, "约 3", "约1000"},
        {1234, "余 1", "1230余"},
        {1234, "余 0", "1234"},
        {95, "近 2", "近100"},
        {40, "余 2", "40"},
        {40, "约 2", "40"},
        {60, "约 2", "约100"},
        {94.3, "约 0", "约94"},
        {94.3, "余 0", "约94"},
        {210.4, "余", "210余"},
        {99.96, "近", "近100"},
        {0.4, "约", "0.4"},
        {1234, "以上 2 户", "1200户以上"},
        {86.5, "以上 %", "80%以上"},
        {13800.5, "约 2", "约13800"},
        {200000, "over 4", "20万"},
        {209999, "nearly", "近21万"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK_STR(show(arena, value_real(cases[i].number), cases[i].spec), cases[i].shown);
    CHECK_STR(show(arena, value_null(), "概数"), "—");
    CHECK_STR(show(arena, value_real((double)NAN), "约"), "—");
    CHECK(strlen(show(arena, value_real(1e300), "余")) == 301);
    static const char *const bad[] = {"以上 2 人 户", "以上 7 人", "约 7", "约 人"};
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        CHECK_STR(show(arena, value_integer(1), bad[i]), "(bad format)");
    arena_free(arena);
}
