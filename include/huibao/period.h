/*
 * period: the months, quarters, half-years and years reports are about.
 *
 * Owns      the period type, its bounds, its neighbours (上期, 同期) and its names.
 * Failure   parsing returns false and writes nothing.
 * Limits    years 1900–2200.
 */
#ifndef HUIBAO_PERIOD_H
#define HUIBAO_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum period_kind { PERIOD_DAY, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR };

struct period {
    enum period_kind kind;
    int32_t first; /* days since 1970-01-01; the period's first day */
};

/* The period of this kind that holds a day. */
struct period period_of(enum period_kind kind, int32_t date);
/* As people type it: 2026-10, 2026年10月, 202610; 2026Q3, 2026年三季度; 2026上半年; 2026, 2026年. */
bool period_parse(const char *text, enum period_kind kind, struct period *ret_period);
int32_t period_first_day(struct period period);
int32_t period_last_day(struct period period);
struct period period_next(struct period period);
struct period period_previous(struct period period);  /* 上期, for 环比 */
struct period period_last_year(struct period period); /* 上年同期, for 同比 */
/* The day of a neighbour up to which it is compared with a period that has come to `last`: years apart
   the same day (a month's end is a month's end: 28 and 29 February), else after as many days. */
int32_t period_same_part(struct period period, int32_t last, struct period neighbour);
const char *period_show(struct arena *arena, struct period period); /* 2026年10月, 2026年第三季度 */
const char *period_key(struct arena *arena,
                       struct period period);        /* 2026-10, 2026Q3, 2026H1, 2026 */
const char *period_kind_word(enum period_kind kind); /* 月, 季度, 半年, 年, 日 */
/* How the neighbours are called in prose: 上月/上季度/上年, 上年同期/上年同月 …. */
const char *period_previous_word(enum period_kind kind);
const char *period_last_year_word(enum period_kind kind);
/* The same for as much of the neighbour, while a period is not over: 上月同期, 上年同期. */
const char *period_previous_part_word(enum period_kind kind);
const char *period_last_year_part_word(enum period_kind kind);
/* An example of the spelling, for messages: 2026-10. */
const char *period_example(enum period_kind kind);

#endif
