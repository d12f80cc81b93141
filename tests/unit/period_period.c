#include <huibao/base.h>
#include <huibao/period.h>
#include <huibao/value.h>

#include "tap.h"

static int32_t date(int year, int month, int day)
{
    return value_date_from_civil((struct value_civil){year, month, day});
}

TEST(period_spellings)
{
    static const struct {
        enum period_kind kind;
        const char *text, *key, *shown;
    } cases[] = {
        {PERIOD_MONTH, "2026-10", "2026-10", "2026年10月"},
        {PERIOD_MONTH, "2026年3月", "2026-03", "2026年3月"},
        {PERIOD_MONTH, "202610", "2026-10", "2026年10月"},
        {PERIOD_MONTH, "２０２６－１０", "2026-10", "2026年10月"},
        {PERIOD_MONTH, " 2026.1 ", "2026-01", "2026年1月"},
        {PERIOD_QUARTER, "2026Q3", "2026Q3", "2026年第三季度"},
        {PERIOD_QUARTER, "2026年三季度", "2026Q3", "2026年第三季度"},
        {PERIOD_QUARTER, "2026年第1季度", "2026Q1", "2026年第一季度"},
        {PERIOD_HALF, "2026上半年", "2026H1", "2026年上半年"},
        {PERIOD_HALF, "2026年下半年", "2026H2", "2026年下半年"},
        {PERIOD_HALF, "2026H2", "2026H2", "2026年下半年"},
        {PERIOD_YEAR, "2026", "2026", "2026年"},
        {PERIOD_YEAR, "2026年", "2026", "2026年"},
        {PERIOD_DAY, "2026-10-05", "2026-10-05", "2026年10月5日"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct period period = {PERIOD_DAY, 0}, again;
        CHECK(period_parse(cases[i].text, cases[i].kind, &period));
        CHECK_STR(period_key(arena, period), cases[i].key);
        CHECK_STR(period_show(arena, period), cases[i].shown);
        CHECK(period_parse(cases[i].key, cases[i].kind, &again) && again.first == period.first);
        CHECK(period_parse(cases[i].shown, cases[i].kind, &again) && again.first == period.first);
        CHECK(period_parse(period_example(cases[i].kind), cases[i].kind, &again));
    }
    arena_free(arena);
}

TEST(period_bad_spellings)
{
    static const struct {
        enum period_kind kind;
        const char *text;
    } cases[] = {
        {PERIOD_MONTH, "2026-13"},  {PERIOD_MONTH, "2026-0"},    {PERIOD_MONTH, "2026"},
        {PERIOD_MONTH, "2026年10"}, {PERIOD_MONTH, "2026-10月"}, {PERIOD_MONTH, "20261"},
        {PERIOD_MONTH, "1800-01"},  {PERIOD_MONTH, "2026-101"},  {PERIOD_QUARTER, "2026Q5"},
        {PERIOD_QUARTER, "2026年"}, {PERIOD_HALF, "2026H3"},     {PERIOD_YEAR, "26"},
        {PERIOD_DAY, "2026-02-30"}, {PERIOD_MONTH, ""},
    };
    struct period period;
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK(!period_parse(cases[i].text, cases[i].kind, &period));
}

TEST(period_bounds_and_neighbours)
{
    struct period october = period_of(PERIOD_MONTH, date(2026, 10, 17));
    CHECK_INT(period_first_day(october), date(2026, 10, 1));
    CHECK_INT(period_last_day(october), date(2026, 10, 31));
    CHECK_INT(period_previous(october).first, date(2026, 9, 1));
    CHECK_INT(period_next(october).first, date(2026, 11, 1));
    CHECK_INT(period_last_year(october).first, date(2025, 10, 1));
    struct period january = period_of(PERIOD_MONTH, date(2026, 1, 31));
    CHECK_INT(period_previous(january).first, date(2025, 12, 1));
    struct period february = period_of(PERIOD_MONTH, date(2024, 2, 3));
    CHECK_INT(period_last_day(february), date(2024, 2, 29));
    struct period quarter = period_of(PERIOD_QUARTER, date(2026, 12, 31));
    CHECK_INT(period_first_day(quarter), date(2026, 10, 1));
    CHECK_INT(period_previous(quarter).first, date(2026, 7, 1));
    CHECK_INT(period_last_day(period_of(PERIOD_HALF, date(2026, 3, 1))), date(2026, 6, 30));
    CHECK_INT(period_last_year(period_of(PERIOD_YEAR, date(2026, 3, 1))).first, date(2025, 1, 1));
    CHECK_INT(period_last_year(period_of(PERIOD_DAY, date(2024, 2, 29))).first, date(2023, 2, 28));
    CHECK_INT(period_next(period_of(PERIOD_DAY, date(2024, 2, 29))).first, date(2024, 3, 1));
}

TEST(period_words)
{
    CHECK_STR(period_previous_word(PERIOD_MONTH), "上月");
    CHECK_STR(period_previous_word(PERIOD_HALF), "上个半年");
    CHECK_STR(period_last_year_word(PERIOD_MONTH), "上年同月");
    CHECK_STR(period_previous_part_word(PERIOD_MONTH), "上月同期");
    CHECK_STR(period_last_year_part_word(PERIOD_QUARTER), "上年同期");
    CHECK_STR(period_kind_word(PERIOD_QUARTER), "季度");
}

TEST(a_period_that_is_not_over_is_compared_with_the_same_part)
{
    static const struct {
        enum period_kind kind;
        struct value_civil last, previous, last_year;
    } cases[] = {
        {PERIOD_MONTH, {2026, 3, 30}, {2026, 2, 28}, {2025, 3, 30}},
        {PERIOD_MONTH, {2026, 3, 31}, {2026, 2, 28}, {2025, 3, 31}},
        {PERIOD_MONTH, {2028, 2, 28}, {2028, 1, 28}, {2027, 2, 28}},
        {PERIOD_MONTH, {2028, 2, 29}, {2028, 1, 31}, {2027, 2, 28}},
        {PERIOD_MONTH, {2029, 2, 28}, {2029, 1, 31}, {2028, 2, 29}},
        {PERIOD_QUARTER, {2026, 5, 31}, {2026, 3, 2}, {2025, 5, 31}},
        {PERIOD_QUARTER, {2028, 3, 10}, {2027, 12, 9}, {2027, 3, 10}},
        {PERIOD_HALF, {2028, 12, 30}, {2028, 6, 30}, {2027, 12, 30}},
        /* a leap year is a day longer: 同期 is the same dates all the same */
        {PERIOD_YEAR, {2028, 5, 10}, {2027, 5, 10}, {2027, 5, 10}},
        {PERIOD_YEAR, {2029, 5, 10}, {2028, 5, 10}, {2028, 5, 10}},
        {PERIOD_YEAR, {2028, 2, 29}, {2027, 2, 28}, {2027, 2, 28}},
        {PERIOD_YEAR, {2029, 2, 28}, {2028, 2, 29}, {2028, 2, 29}},
        {PERIOD_YEAR, {2028, 12, 30}, {2027, 12, 30}, {2027, 12, 30}},
        {PERIOD_YEAR, {2028, 12, 31}, {2027, 12, 31}, {2027, 12, 31}},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        int32_t last = value_date_from_civil(cases[i].last);
        struct period period = period_of(cases[i].kind, last);
        CHECK_INT(period_same_part(period, last, period_previous(period)),
                  value_date_from_civil(cases[i].previous));
        CHECK_INT(period_same_part(period, last, period_last_year(period)),
                  value_date_from_civil(cases[i].last_year));
    }
}
