/* 环比 and 同比 in words: every case of comparing two numbers. */
#include <stdio.h>

#include <huibao/base.h>

#include "compare.h"
#include "tap.h"

static const struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
static const struct value_format per_cent = {VALUE_STYLE_PERCENT, 1, NULL};
static const struct value_format wan = {VALUE_STYLE_WAN, 2, "万元"};
static const struct value_format two = {VALUE_STYLE_DECIMAL, 2, NULL};

TEST(every_case_has_its_words)
{
    static const struct {
        struct value now, before;
        const struct value_format *format;
        double base;
        const char *words;
    } cases[] = {
        /* growth and decline, from the numbers as printed */
        {{VALUE_INTEGER, {.integer = 45}},
         {VALUE_INTEGER, {.integer = 40}},
         &plain,
         0,
         "较上月增长12.5%"},
        {{VALUE_INTEGER, {.integer = 31}},
         {VALUE_INTEGER, {.integer = 32}},
         &plain,
         0,
         "较上月下降3.1%"},
        {{VALUE_INTEGER, {.integer = 3}},
         {VALUE_INTEGER, {.integer = 1}},
         &plain,
         0,
         "较上月增长200.0%"},
        {{VALUE_REAL, {.real = 123456}},
         {VALUE_REAL, {.real = 100000}},
         &wan,
         0,
         "较上月增长23.5%"},
        /* equal, as printed */
        {{VALUE_INTEGER, {.integer = 5}}, {VALUE_INTEGER, {.integer = 5}}, &plain, 0, "与上月持平"},
        {{VALUE_INTEGER, {.integer = 0}}, {VALUE_INTEGER, {.integer = 0}}, &plain, 0, "与上月持平"},
        {{VALUE_REAL, {.real = 80.04}}, {VALUE_REAL, {.real = 79.96}}, &per_cent, 0, "与上月持平"},
        {{VALUE_REAL, {.real = 1.004}}, {VALUE_REAL, {.real = 1.001}}, &two, 0, "与上月持平"},
        /* nothing to compare with */
        {{VALUE_INTEGER, {.integer = 5}}, {VALUE_NULL, {0}}, &plain, 0, "上月无可比数据"},
        {{VALUE_NULL, {0}}, {VALUE_INTEGER, {.integer = 5}}, &plain, 0, "—"},
        {{VALUE_INTEGER, {.integer = 5}}, {VALUE_INTEGER, {.integer = 0}}, &plain, 0, "上月为零"},
        /* to zero, over zero, below zero: a difference */
        {{VALUE_INTEGER, {.integer = 0}},
         {VALUE_INTEGER, {.integer = 5}},
         &plain,
         0,
         "较上月减少5件"},
        {{VALUE_INTEGER, {.integer = -2}},
         {VALUE_INTEGER, {.integer = 5}},
         &plain,
         0,
         "较上月减少7件"},
        {{VALUE_INTEGER, {.integer = 2}},
         {VALUE_INTEGER, {.integer = -5}},
         &plain,
         0,
         "较上月增加7件"},
        {{VALUE_INTEGER, {.integer = -2}},
         {VALUE_INTEGER, {.integer = -5}},
         &plain,
         0,
         "较上月增加3件"},
        /* a small base */
        {{VALUE_INTEGER, {.integer = 22}},
         {VALUE_INTEGER, {.integer = 19}},
         &plain,
         20,
         "较上月增加3件"},
        {{VALUE_INTEGER, {.integer = 22}},
         {VALUE_INTEGER, {.integer = 20}},
         &plain,
         20,
         "较上月增长10.0%"},
        {{VALUE_REAL, {.real = 1.5}}, {VALUE_REAL, {.real = 0.25}}, &plain, 20, "较上月增加1.25件"},
        {{VALUE_REAL, {.real = 30000}},
         {VALUE_REAL, {.real = 20000}},
         &wan,
         1e6,
         "较上月增加1.00万元"},
        /* a rate too small to be seen */
        {{VALUE_INTEGER, {.integer = 100001}},
         {VALUE_INTEGER, {.integer = 100000}},
         &plain,
         0,
         "较上月增加1件"},
        /* rates in percentage points, also from zero */
        {{VALUE_REAL, {.real = 82.3}},
         {VALUE_REAL, {.real = 80}},
         &per_cent,
         0,
         "较上月上升2.3个百分点"},
        {{VALUE_REAL, {.real = 80}},
         {VALUE_REAL, {.real = 82.34}},
         &per_cent,
         0,
         "较上月下降2.3个百分点"},
        {{VALUE_REAL, {.real = 5}},
         {VALUE_INTEGER, {.integer = 0}},
         &per_cent,
         0,
         "较上月上升5.0个百分点"},
        {{VALUE_INTEGER, {.integer = 0}},
         {VALUE_REAL, {.real = 5}},
         &per_cent,
         0,
         "较上月下降5.0个百分点"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct comparison comparison = {
            cases[i].now, cases[i].before, *cases[i].format, "件", "上月", cases[i].base, 1, false};
        struct value number;
        CHECK_STR(compare_words(arena, &comparison, &number), cases[i].words);
    }
    arena_free(arena);
}

TEST(the_number_of_the_phrase_keeps_its_sign)
{
    struct arena *arena = arena_new();
    struct value number;
    struct comparison c = {
        value_integer(31), value_integer(32), plain, "件", "上年同月", 0, 2, false};
    CHECK_STR(compare_words(arena, &c, &number), "较上年同月下降3.13%");
    CHECK(value_equal(number, value_real(-3.13)));
    c.base = 100;
    CHECK_STR(compare_words(arena, &c, &number), "较上年同月减少1件");
    CHECK(value_equal(number, value_integer(-1)));
    c.before = value_null();
    compare_words(arena, &c, &number);
    CHECK_INT(number.kind, VALUE_NULL);
    arena_free(arena);
}

/* Never 下降-3% or 减少-3件: whatever the numbers, no minus sign behind a verb. */
TEST(no_phrase_holds_a_minus_sign)
{
    static const double numbers[] = {-1000, -20.5, -1, -0.04, 0, 0.04, 1, 19, 20.5, 1000, 1e12};
    static const struct value_format *const formats[] = {&plain, &per_cent, &wan, &two};
    struct arena *arena = arena_new();
    for (size_t f = 0; f < BASE_COUNT(formats); f++) {
        for (size_t i = 0; i < BASE_COUNT(numbers) * BASE_COUNT(numbers); i++) {
            struct comparison c = {value_real(numbers[i / BASE_COUNT(numbers)]),
                                   value_real(numbers[i % BASE_COUNT(numbers)]),
                                   *formats[f],
                                   "件",
                                   "上月",
                                   20,
                                   1,
                                   false};
            struct value number;
            const char *words = compare_words(arena, &c, &number);
            if (!CHECK(strchr(words, '-') == NULL))
                printf("# %s\n", words);
            c.difference = true;
            words = compare_words(arena, &c, &number);
            CHECK(strchr(words, '-') == NULL && strchr(words, '%') == NULL);
            words = compare_change_words(arena, c.now, &c.format, "件", &number);
            CHECK(strchr(words, '-') == NULL);
        }
    }
    arena_free(arena);
}

TEST(a_difference_may_be_asked_for)
{
    struct arena *arena = arena_new();
    struct value number;
    struct comparison c = {value_integer(45), value_integer(40), plain, "件", "上月", 0, 1, true};
    CHECK_STR(compare_words(arena, &c, &number), "较上月增加5件");
    c.before = value_integer(0);
    CHECK_STR(compare_words(arena, &c, &number), "较上月增加45件");
    CHECK(value_equal(number, value_integer(45)));
    c.before = value_null();
    CHECK_STR(compare_words(arena, &c, &number), "上月无可比数据");
    arena_free(arena);
}

TEST(a_number_that_is_a_change_has_its_verb)
{
    static const struct value_format rough = {VALUE_STYLE_ROUGH, -1, NULL};
    static const struct {
        struct value change;
        const struct value_format *format;
        const char *unit, *words;
    } cases[] = {
        {{VALUE_INTEGER, {.integer = 12}}, &plain, "人", "增加12人"},
        {{VALUE_INTEGER, {.integer = -3}}, &plain, "人", "减少3人"},
        {{VALUE_INTEGER, {.integer = 0}}, &plain, "人", "持平"},
        {{VALUE_NULL, {0}}, &plain, "人", "—"},
        {{VALUE_REAL, {.real = -2.34}}, &per_cent, "%", "下降2.3个百分点"},
        {{VALUE_REAL, {.real = 2.34}}, &two, "%", "上升2.34个百分点"},
        {{VALUE_REAL, {.real = 0.04}}, &per_cent, "%", "持平"},
        {{VALUE_REAL, {.real = -12345.6}}, &wan, "元", "减少1.23万元"},
        {{VALUE_INTEGER, {.integer = -213}}, &rough, "户", "减少210余户"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct value number;
        CHECK_STR(
            compare_change_words(arena, cases[i].change, cases[i].format, cases[i].unit, &number),
            cases[i].words);
    }
    arena_free(arena);
}

TEST(a_unit_is_put_once)
{
    static const struct value_format capital = {VALUE_STYLE_CAPITAL, -1, NULL},
                                     bare_wan = {VALUE_STYLE_WAN, 1, "万"};
    struct arena *arena = arena_new();
    CHECK_STR(compare_measured(arena, value_integer(14), &plain, "件"), "14件");
    CHECK_STR(compare_measured(arena, value_integer(14), &plain, NULL), "14");
    CHECK_STR(compare_measured(arena, value_null(), &plain, "件"), "—");
    CHECK_STR(compare_measured(arena, value_real(86), &per_cent, "%"), "86.0%");
    CHECK_STR(compare_measured(arena, value_real(12345), &wan, "元"), "1.23万元");
    CHECK_STR(compare_measured(arena, value_real(12345), &bare_wan, "元"), "1.2万元");
    CHECK_STR(compare_measured(arena, value_integer(100), &capital, "元"), "壹佰元整");
    arena_free(arena);
}
