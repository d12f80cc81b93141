/*
 * Chance and calendar: a small generator of our own, so that no libc decides the bytes.
 *
 * Callers draw at most once in an argument list: C leaves the order of arguments to the compiler,
 * and gcc and clang do differ.
 */
#include "sample.h"

struct rng rng_seeded(const char *topic, int community)
{
    uint64_t hash = 1469598103934665603u; /* FNV-1a */
    for (const char *p = topic; *p != '\0'; p++) {
        hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    }
    hash = (hash ^ (uint64_t)(unsigned)(community + 1)) * 1099511628211u;
    return (struct rng){hash};
}

/* splitmix64: full period, no warm-up, ten lines. */
static uint32_t rng_next(struct rng *rng)
{
    uint64_t z = (rng->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

int rng_below(struct rng *rng, int n)
{
    return n <= 1 ? 0 : (int)(((uint64_t)rng_next(rng) * (uint64_t)n) >> 32);
}

int rng_range(struct rng *rng, int lo, int hi)
{
    return hi <= lo ? lo : lo + rng_below(rng, hi - lo + 1);
}

bool rng_chance(struct rng *rng, int permille)
{
    return rng_below(rng, 1000) < permille;
}

int rng_pick(struct rng *rng, const int *weights, int count)
{
    int total = 0;
    for (int i = 0; i < count; i++) {
        total += weights[i];
    }
    int at = rng_below(rng, total);
    for (int i = 0; i < count; i++) {
        if (at < weights[i]) {
            return i;
        }
        at -= weights[i];
    }
    return count - 1;
}

/* Days from civil and back: Howard Hinnant's algorithms for the proleptic Gregorian calendar. */
int day_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct civil civil_of(int day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct civil){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

int day_add_years(int day, int years)
{
    struct civil c = civil_of(day);
    return day_of(c.year + years, c.month, c.day);
}

int age_on(int born, int day)
{
    struct civil b = civil_of(born);
    struct civil d = civil_of(day);
    bool before = d.month < b.month || (d.month == b.month && d.day < b.day);
    return d.year - b.year - (before ? 1 : 0);
}

int weekday_of(int day)
{
    return (day + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

bool is_rest_day(int day)
{
    static const int holidays[][2] = {
        {20089, 20089}, /* 2025-01-01 */
        {20116, 20123}, /* 2025-01-28 Spring Festival */
        {20209, 20213}, /* 2025-05-01 */
        {20362, 20369}, /* 2025-10-01 with Mid-Autumn */
        {20454, 20456}, /* 2026-01-01 */
        {20499, 20507}, /* 2026-02-15 Spring Festival */
        {20574, 20578}, /* 2026-05-01 */
        {20727, 20733}, /* 2026-10-01 */
    };
    for (size_t i = 0; i < sizeof(holidays) / sizeof(holidays[0]); i++) {
        if (day >= holidays[i][0] && day <= holidays[i][1]) {
            return true;
        }
    }
    return weekday_of(day) >= 6;
}

struct civil month_at(int seq)
{
    int month = 10 + seq; /* months since January 2024 */
    return (struct civil){2024 + month / 12, month % 12 + 1, 1};
}

int month_last_day(struct civil month)
{
    int next =
        month.month == 12 ? day_of(month.year + 1, 1, 1) : day_of(month.year, month.month + 1, 1);
    return next - 1;
}

int int_min(int a, int b)
{
    return a < b ? a : b;
}

int int_max(int a, int b)
{
    return a > b ? a : b;
}
