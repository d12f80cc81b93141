#include <huibao/base.h>
#include <huibao/value.h>

#include "tap.h"

TEST(value_every_day_there_and_back)
{
    int32_t day = value_date_from_civil((struct value_civil){1600, 1, 1});
    CHECK_INT(value_date_from_civil((struct value_civil){1970, 1, 1}), 0);
    for (int year = 1600; year <= 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= value_days_in_month(year, month); d++, day++) {
                struct value_civil civil = value_date_to_civil(day);
                if (value_date_from_civil((struct value_civil){year, month, d}) != day ||
                    civil.year != year || civil.month != month || civil.day != d) {
                    FAIL("the calendar holds");
                    return;
                }
            }
    CHECK_INT(value_date_to_civil(INT32_MAX).year, 5881580);
    CHECK_INT(value_date_to_civil(INT32_MIN).year, -5877641);
    CHECK_INT(value_days_in_month(1900, 2), 28);
    CHECK_INT(value_days_in_month(2000, 2), 29);
}

TEST(value_dates_as_people_type_them)
{
    static const char *const good[] = {"2026-01-05", "2026-1-5",     "2026/1/5",
                                       "2026.1.5",   "2026年1月5日", "2026年01月05日",
                                       "20260105",   "2026年1月5号"};
    static const char *const bad[] = {"",           "2026-13-01", "2026-2-29",  "26-1-5",
                                      "2026-1",     "2026-1-5x",  "2026-1/5",   "202601051",
                                      "2026年1月5", "1899",       "0000-01-01", "2026--1-5"};
    int32_t wanted = value_date_from_civil((struct value_civil){2026, 1, 5}), date;
    for (size_t i = 0; i < BASE_COUNT(good); i++)
        CHECK(value_date_parse(good[i], &date) && date == wanted);
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        CHECK(!value_date_parse(bad[i], &date));
    CHECK(value_date_parse_iso("2026-01-05", &date) && date == wanted);
    CHECK(!value_date_parse_iso("2026-1-05", &date));
    CHECK(!value_date_parse_iso("2026-02-30", &date));
    CHECK(!value_date_parse_iso("2026/01/05", &date));
}

TEST(value_equality_is_of_kind_and_content)
{
    CHECK(value_equal(value_null(), value_null()));
    CHECK(value_equal(value_text("甲"), value_text("甲")) &&
          !value_equal(value_text("甲"), value_text("乙")));
    CHECK(!value_equal(value_integer(1), value_real(1)));
    CHECK(value_equal(value_real(0.5), value_real(0.5)) &&
          value_equal(value_date(3), value_date(3)));
    CHECK(value_is_number(value_real(1)) && !value_is_number(value_date(1)));
    CHECK(value_as_real(value_integer(3)) == 3 && value_as_real(value_text("3")) == 0);
}
