/* Working days, and counting them. */
#include <huibao/base.h>
#include <huibao/period_calendar.h>
#include <huibao/value.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2200, YEARS = YEAR_LAST - YEAR_FIRST + 1, YEAR_DAYS = 366 };

enum mark { MARK_NONE, MARK_OFF, MARK_WORKED };

struct period_calendar {
    struct arena *arena;
    unsigned char *years[YEARS]; /* a mark for each of its days; NULL: not known */
};

struct period_calendar *period_calendar_new(struct arena *arena)
{
    struct period_calendar *calendar = arena_alloc(arena, sizeof *calendar);
    calendar->arena = arena;
    return calendar;
}

static bool is_year(int year)
{
    return year >= YEAR_FIRST && year <= YEAR_LAST;
}

void period_calendar_add(struct period_calendar *calendar, int year)
{
    if (is_year(year) && !calendar->years[year - YEAR_FIRST])
        calendar->years[year - YEAR_FIRST] = arena_alloc(calendar->arena, YEAR_DAYS);
}

bool period_calendar_covers(const struct period_calendar *calendar, int year)
{
    return calendar && is_year(year) && calendar->years[year - YEAR_FIRST];
}

/* Where the day's mark is, or NULL when its year is not known. */
static unsigned char *mark_of(const struct period_calendar *calendar, int32_t day)
{
    int year = value_date_to_civil(day).year;
    if (!period_calendar_covers(calendar, year))
        return NULL;
    return &calendar->years[year - YEAR_FIRST]
                           [day - value_date_from_civil((struct value_civil){year, 1, 1})];
}

bool period_calendar_set(struct period_calendar *calendar, int32_t day, bool worked)
{
    unsigned char *mark = mark_of(calendar, day);
    if (!mark || *mark != MARK_NONE)
        return false;
    *mark = worked ? MARK_WORKED : MARK_OFF;
    return true;
}

bool period_is_weekend(int32_t day)
{
    int weekday = (int)(((day % 7) + 7 + 3) % 7); /* 1970-01-01 was a Thursday; Monday is 0 */
    return weekday >= 5;
}

bool period_calendar_worked(const struct period_calendar *calendar, int32_t day)
{
    const unsigned char *mark = mark_of(calendar, day);
    return mark && *mark != MARK_NONE ? *mark == MARK_WORKED : !period_is_weekend(day);
}

bool period_count(const struct period_calendar *calendar, int32_t day, struct period_span span,
                  bool back, int32_t *ret_day, int *ret_year)
{
    int32_t step = back ? -1 : 1;
    if (!span.working) {
        *ret_day = day + step * span.count;
        return true;
    }
    for (int left = span.count; left > 0;) {
        day += step;
        int year = value_date_to_civil(day).year;
        if (!period_calendar_covers(calendar, year)) {
            *ret_year = year;
            return false;
        }
        left -= period_calendar_worked(calendar, day);
    }
    *ret_day = day;
    return true;
}
