/*
 * period_calendar: which days are worked, and deadlines counted in days, a part of period's contract.
 *
 * Owns      the holidays of the years that were given (放假 and, where days were shifted, 上班) and
 *           counting from a day on or back. Without them a day is worked from Monday to Friday, but
 *           that is a guess: a year is counted in working days only when it was given.
 * Protocol  period_calendar_new, period_calendar_add for each year, period_calendar_set for its
 *           days; then only read.
 * Lifetime  the calendar belongs to the arena given.
 * Failure   counting through a year that was not given is refused and the year is named.
 * Limits    years 1900–2200.
 */
#ifndef HUIBAO_PERIOD_CALENDAR_H
#define HUIBAO_PERIOD_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct period_calendar;

struct period_calendar *period_calendar_new(struct arena *arena);
/* The year's arrangement is known; its days are as the week has them until they are set. */
void period_calendar_add(struct period_calendar *calendar, int year);
bool period_calendar_covers(const struct period_calendar *calendar, int year);
/* False when that day was set before. */
bool period_calendar_set(struct period_calendar *calendar, int32_t day, bool worked);
bool period_calendar_worked(const struct period_calendar *calendar, int32_t day);
bool period_is_weekend(int32_t day); /* Saturday or Sunday */

struct period_span { /* so many days */
    int count;
    bool working; /* of working days; else of all */
};
/*
 * The count-th day after `day` (before it, when `back`); with 0 the day itself. A NULL calendar
 * covers no year. *ret_year, on failure: the year that is not known.
 */
bool period_count(const struct period_calendar *calendar, int32_t day, struct period_span span,
                  bool back, int32_t *ret_day, int *ret_year);

#endif
