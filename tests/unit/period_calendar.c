/* Working days with holidays and shifted days, and counting by them. */
#include <huibao/base.h>
#include <huibao/period_calendar.h>
#include <huibao/value.h>

#include "tap.h"

static int32_t date(int year, int month, int day)
{
    return value_date_from_civil((struct value_civil){year, month, day});
}

/* Around 国庆节 2026: 1–7 October off, Saturday the 10th worked. */
static struct period_calendar *october(struct arena *arena)
{
    struct period_calendar *calendar = period_calendar_new(arena);
    period_calendar_add(calendar, 2026);
    for (int day = 1; day <= 7; day++)
        CHECK(period_calendar_set(calendar, date(2026, 10, day), false));
    CHECK(period_calendar_set(calendar, date(2026, 10, 10), true));
    return calendar;
}

TEST(weekends_holidays_and_shifted_days)
{
    struct arena *arena = arena_new();
    struct period_calendar *calendar = october(arena);
    CHECK(period_is_weekend(date(2026, 11, 28)) && period_is_weekend(date(2026, 11, 29)));
    CHECK(!period_is_weekend(date(2026, 11, 27)) && !period_is_weekend(date(2026, 11, 30)));
    CHECK(period_is_weekend(-4) && !period_is_weekend(-6)); /* 1969-12-28 was a Sunday */
    CHECK(!period_calendar_worked(calendar, date(2026, 10, 1)));
    CHECK(period_calendar_worked(calendar, date(2026, 10, 8)));
    CHECK(period_calendar_worked(calendar, date(2026, 10, 10)));
    CHECK(!period_calendar_worked(calendar, date(2026, 10, 11)));
    CHECK(!period_calendar_set(calendar, date(2026, 10, 1), true)); /* twice */
    CHECK(!period_calendar_set(calendar, date(2027, 1, 1), false)); /* not a year of it */
    CHECK(period_calendar_covers(calendar, 2026) && !period_calendar_covers(calendar, 2025));
    CHECK(!period_calendar_covers(calendar, 1800) && !period_calendar_covers(NULL, 2026));
    arena_free(arena);
}

static void check_count(const struct period_calendar *calendar, int32_t from,
                        struct period_span span, bool back, int32_t want)
{
    int32_t day = 0;
    int year = 0;
    if (CHECK(period_count(calendar, from, span, back, &day, &year)))
        CHECK_INT(day, want);
}

TEST(deadlines)
{
    struct arena *arena = arena_new();
    struct period_calendar *calendar = october(arena);
    int32_t end = date(2026, 9, 30);
    check_count(NULL, end, (struct period_span){5, false}, false, date(2026, 10, 5));
    check_count(calendar, end, (struct period_span){1, true}, false, date(2026, 10, 8));
    check_count(calendar, end, (struct period_span){3, true}, false, date(2026, 10, 10));
    check_count(calendar, end, (struct period_span){4, true}, false, date(2026, 10, 12));
    check_count(calendar, end, (struct period_span){0, true}, false, end);
    check_count(calendar, date(2026, 10, 10), (struct period_span){2, true}, true,
                date(2026, 10, 8));
    check_count(NULL, date(2026, 10, 10), (struct period_span){2, false}, true, date(2026, 10, 8));
    arena_free(arena);
}

TEST(a_year_that_is_not_known_is_named)
{
    struct arena *arena = arena_new();
    struct period_calendar *calendar = october(arena);
    int32_t day = 7;
    int year = 0;
    CHECK(!period_count(calendar, date(2026, 12, 31), (struct period_span){1, true}, false, &day,
                        &year));
    CHECK_INT(year, 2027);
    CHECK_INT(day, 7);
    CHECK(
        !period_count(NULL, date(2026, 6, 30), (struct period_span){1, true}, false, &day, &year));
    CHECK_INT(year, 2026);
    /* Back over the new year into a year that is not known. */
    CHECK(!period_count(calendar, date(2026, 1, 1), (struct period_span){1, true}, true, &day,
                        &year));
    CHECK_INT(year, 2025);
    arena_free(arena);
}
