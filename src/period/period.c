#include <huibao/base.h>
#include <huibao/period.h>
#include <huibao/value.h>

#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2200

static int months_of(enum period_kind kind)
{
    static const int months[] = {
        [PERIOD_DAY] = 0,  [PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3,
        [PERIOD_HALF] = 6, [PERIOD_YEAR] = 12,
    };
    return months[kind];
}

/* The first day of the month that lies `months` after a date's month. */
static int32_t month_start(int32_t date, int months)
{
    struct value_civil civil = value_date_to_civil(date);
    int index = civil.year * 12 + civil.month - 1 + months;
    return value_date_from_civil((struct value_civil){index / 12, index % 12 + 1, 1});
}

struct period period_of(enum period_kind kind, int32_t date)
{
    int months = months_of(kind);
    if (months == 0)
        return (struct period){kind, date};
    int month = value_date_to_civil(date).month - 1;
    return (struct period){kind, month_start(date, -(month % months))};
}

int32_t period_first_day(struct period period)
{
    return period.first;
}

int32_t period_last_day(struct period period)
{
    return period.kind == PERIOD_DAY ? period.first
                                     : month_start(period.first, months_of(period.kind)) - 1;
}

struct period period_next(struct period period)
{
    return (struct period){period.kind, period_last_day(period) + 1};
}

struct period period_previous(struct period period)
{
    return period_of(period.kind, period.first - 1);
}

struct period period_last_year(struct period period)
{
    if (period.kind != PERIOD_DAY)
        return (struct period){period.kind, month_start(period.first, -12)};
    struct value_civil civil = value_date_to_civil(period.first);
    civil.year--;
    if (!value_civil_valid(civil)) /* 29 February */
        civil.day--;
    return (struct period){PERIOD_DAY, value_date_from_civil(civil)};
}

static bool is_month_end(int32_t date)
{
    return value_date_to_civil(date + 1).day == 1;
}

int32_t period_same_part(struct period period, int32_t last, struct period neighbour)
{
    int32_t end = period_last_day(neighbour), day = neighbour.first + (last - period.first);
    struct value_civil from = value_date_to_civil(period.first);
    struct value_civil to = value_date_to_civil(neighbour.first);
    if (last == period_last_day(period))
        return end;
    if (period.kind != PERIOD_DAY && from.month == to.month && is_month_end(last)) {
        day = month_start(last, (to.year - from.year) * 12 + 1) - 1;
    } else if (period.kind != PERIOD_DAY && from.month == to.month) {
        struct value_civil civil = value_date_to_civil(last);
        civil.year += to.year - from.year;
        day = value_date_from_civil(civil);
    }
    return day > end ? end : day;
}

/* ---- reading ---- */

struct reader {
    const char *p;
};

static bool accept(struct reader *reader, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(reader->p, word, length) != 0)
        return false;
    reader->p += length;
    return true;
}

static bool accept_number(struct reader *reader, int least_digits, int most_digits, int *ret_number)
{
    int number = 0, count = 0;
    for (; count < most_digits && reader->p[0] >= '0' && reader->p[0] <= '9'; count++)
        number = number * 10 + (*reader->p++ - '0');
    *ret_number = number;
    return count >= least_digits;
}

/* 1–4 in digits or in Chinese. */
static bool accept_part(struct reader *reader, int most, int *ret_part)
{
    static const char *const han[] = {"一", "二", "三", "四"};
    for (int i = 0; i < most; i++) {
        if (accept(reader, han[i])) {
            *ret_part = i + 1;
            return true;
        }
    }
    return accept_number(reader, 1, 1, ret_part) && *ret_part >= 1 && *ret_part <= most;
}

/* Each reads what follows the year and gives the first month of the period. */
static bool read_month(struct reader *reader, int *ret_month)
{
    bool han = accept(reader, "年");
    bool separated = han || accept(reader, "-") || accept(reader, "/") || accept(reader, ".");
    return accept_number(reader, separated ? 1 : 2, 2, ret_month) && *ret_month >= 1 &&
           *ret_month <= 12 && accept(reader, "月") == han;
}

static bool read_quarter(struct reader *reader, int *ret_month)
{
    int quarter;
    bool han = accept(reader, "年");
    if (!han)
        accept(reader, "-");
    if (han) {
        accept(reader, "第");
        if (!accept_part(reader, 4, &quarter) || !accept(reader, "季度"))
            return false;
    } else if (!(accept(reader, "Q") || accept(reader, "q")) || !accept_part(reader, 4, &quarter)) {
        return false;
    }
    *ret_month = quarter * 3 - 2;
    return true;
}

static bool read_half(struct reader *reader, int *ret_month)
{
    bool han = accept(reader, "年");
    bool first = accept(reader, "上半年"), second = !first && accept(reader, "下半年");
    if (!han && !first && !second) {
        accept(reader, "-");
        first = accept(reader, "H1") || accept(reader, "h1");
        second = !first && (accept(reader, "H2") || accept(reader, "h2"));
    }
    *ret_month = first ? 1 : 7;
    return first || second;
}

static bool read_year(struct reader *reader, int *ret_month)
{
    accept(reader, "年");
    *ret_month = 1;
    return true;
}

bool period_parse(const char *text, enum period_kind kind, struct period *ret_period)
{
    static bool (*const readers[])(struct reader *, int *) = {
        [PERIOD_DAY] = NULL,       [PERIOD_MONTH] = read_month, [PERIOD_QUARTER] = read_quarter,
        [PERIOD_HALF] = read_half, [PERIOD_YEAR] = read_year,
    };
    struct arena *arena = arena_new();
    struct reader reader = {text_trim(arena, text_halfwidth(arena, text))};
    int year = 0, month = 1;
    int32_t day = 0;
    bool good;
    if (kind == PERIOD_DAY) {
        good = value_date_parse(reader.p, &day);
        year = good ? value_date_to_civil(day).year : 0;
    } else {
        good = accept_number(&reader, 4, 4, &year) && readers[kind](&reader, &month) &&
               *reader.p == '\0';
    }
    arena_free(arena);
    if (!good || year < YEAR_FIRST || year > YEAR_LAST)
        return false;
    if (kind != PERIOD_DAY)
        day = value_date_from_civil((struct value_civil){year, month, 1});
    *ret_period = (struct period){kind, day};
    return true;
}

/* ---- naming ---- */

const char *period_show(struct arena *arena, struct period period)
{
    struct value_civil c = value_date_to_civil(period.first);
    static const char *const quarters[] = {"一", "二", "三", "四"};
    switch (period.kind) {
    case PERIOD_DAY:
        return arena_printf(arena, "%d年%d月%d日", c.year, c.month, c.day);
    case PERIOD_MONTH:
        return arena_printf(arena, "%d年%d月", c.year, c.month);
    case PERIOD_QUARTER:
        return arena_printf(arena, "%d年第%s季度", c.year, quarters[(c.month - 1) / 3]);
    case PERIOD_HALF:
        return arena_printf(arena, "%d年%s半年", c.year, c.month == 1 ? "上" : "下");
    case PERIOD_YEAR:
        return arena_printf(arena, "%d年", c.year);
    }
    return "";
}

const char *period_key(struct arena *arena, struct period period)
{
    struct value_civil c = value_date_to_civil(period.first);
    switch (period.kind) {
    case PERIOD_DAY:
        return arena_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
    case PERIOD_MONTH:
        return arena_printf(arena, "%04d-%02d", c.year, c.month);
    case PERIOD_QUARTER:
        return arena_printf(arena, "%04dQ%d", c.year, (c.month - 1) / 3 + 1);
    case PERIOD_HALF:
        return arena_printf(arena, "%04dH%d", c.year, c.month == 1 ? 1 : 2);
    case PERIOD_YEAR:
        return arena_printf(arena, "%04d", c.year);
    }
    return "";
}

const char *period_kind_word(enum period_kind kind)
{
    static const char *const words[] = {"日", "月", "季度", "半年", "年"};
    return words[kind];
}

const char *period_previous_word(enum period_kind kind)
{
    static const char *const words[] = {"前一日", "上月", "上季度", "上个半年", "上年"};
    return words[kind];
}

const char *period_last_year_word(enum period_kind kind)
{
    static const char *const words[] = {"上年同日", "上年同月", "上年同季度", "上年同期", "上年"};
    return words[kind];
}

const char *period_previous_part_word(enum period_kind kind)
{
    static const char *const words[] = {"前一日", "上月同期", "上季度同期", "上个半年同期",
                                        "上年同期"};
    return words[kind];
}

const char *period_last_year_part_word(enum period_kind kind)
{
    static const char *const words[] = {"上年同日", "上年同期", "上年同期", "上年同期", "上年同期"};
    return words[kind];
}

const char *period_example(enum period_kind kind)
{
    static const char *const words[] = {"2026-10-31", "2026-10", "2026Q3", "2026H1", "2026"};
    return words[kind];
}
