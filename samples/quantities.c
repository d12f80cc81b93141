/* What a community states about itself and no record can yield: monthly and yearly quantities. */
#include "sample.h"

#include <stdio.h>

enum { STREET_ROW = COMMUNITIES };

static const char *name_of(int community)
{
    return community == STREET_ROW ? "望澜街道" : communities[community].name;
}

static void quantity_row(struct sheet *sheet, int community, const char *period, const char *name,
                         int value)
{
    sheet_text(sheet, 0, name_of(community));
    sheet_text(sheet, 1, period);
    sheet_text(sheet, 2, name);
    sheet_count(sheet, 3, value);
}

static void unit_end(struct sheet *sheet, const char *unit)
{
    sheet_text(sheet, 4, unit);
    sheet_end_row(sheet);
}

/* ---- yearly: geography, which the street states as the sum of its communities ---- */

struct geography {
    int area, office, buildings, estates;
};

static struct geography geography_of(int community, int year)
{
    struct geography sum = {0};
    for (int i = 0; i < COMMUNITIES; i++) {
        if (community != STREET_ROW && community != i) {
            continue;
        }
        sum.area += communities[i].area;
        sum.office += communities[i].office + (i == 3 && year >= 2026 ? 240 : 0);
        for (int j = 0; j < estate_count; j++) {
            bool cleared = estates[j].kind == ESTATE_CLEARED && year >= 2026;
            if (estates[j].community == i && estates[j].year <= year && !cleared) {
                sum.buildings += estates[j].buildings;
                sum.estates++;
            }
        }
    }
    return sum;
}

static void yearly(struct sheet *sheet, int community, int year)
{
    char period[16];
    snprintf(period, sizeof(period), "%d", year);
    struct geography geography = geography_of(community, year);
    quantity_row(sheet, community, period, "辖区面积", 0);
    sheet_cents(sheet, 3, geography.area);
    unit_end(sheet, "平方公里");
    quantity_row(sheet, community, period, "办公用房面积", geography.office);
    unit_end(sheet, "平方米");
    quantity_row(sheet, community, period, "楼栋数", geography.buildings);
    unit_end(sheet, "栋");
    quantity_row(sheet, community, period, "小区数", geography.estates);
    unit_end(sheet, "个");
}

/* ---- monthly ---- */

static int grids_on(int community, int day)
{
    int count = 0;
    for (int grid = 1; grid <= grid_count(community); grid++) {
        count += grid_founded(community, grid) <= day && grid_abolished(community, grid) > day;
    }
    return count;
}

/* Some months are busy by tradition: March for volunteers, June for safety, July for the Party. */
static int busy(int month, int peak, int base)
{
    int distance = month > peak ? month - peak : peak - month;
    return distance == 0 ? base * 8 / 5 : distance == 1 ? base * 6 / 5 : base;
}

static void monthly(struct sheet *sheet, struct rng *rng, int community, int seq, int allowance)
{
    static const int volunteers[COMMUNITIES] = {312, 226, 348, 295, 188, 271};
    static const int teams[COMMUNITIES] = {7, 5, 8, 6, 5, 7};
    static const int staff[COMMUNITIES] = {11, 9, 10, 12, 9, 9};
    static const int homes[COMMUNITIES] = {1320, 1080, 1210, 1390, 1110, 1090};
    struct civil month = month_at(seq);
    char period[32];
    if (rng_chance(rng, 40)) {
        snprintf(period, sizeof(period), "%d年%d月", month.year, month.month);
    } else {
        snprintf(period, sizeof(period), "%04d-%02d", month.year, month.month);
    }
    int leaflets = busy(month.month, 6, rng_range(rng, 28, 64)) * 10;
    int events = busy(month.month, 7, rng_range(rng, 2, 6));
    int hazards = busy(month.month, 6, rng_range(rng, 9, 24));
    int fixed = hazards - (rng_chance(rng, 450) ? rng_range(rng, 1, 3) : 0);
    int registered = volunteers[community] + seq * (2 + community % 3) + rng_below(rng, 4);
    int served = busy(month.month, 3, registered * rng_range(rng, 24, 46) / 100);
    int visited = homes[community] * rng_range(rng, 19, 34) / 100;
    int meeting = month.month % 3 == 0 ? 1 + rng_chance(rng, 120) : rng_chance(rng, 60);
    if (month.month == 2) {
        visited = visited * 3 / 4;
    }
    const struct {
        const char *name, *unit;
        int value;
    } rows[] = {
        {"社区工作者", "人",
         staff[community] + (seq >= 8 && community == 3) - (seq == 15 && community == 1)},
        {"网格员", "人", grids_on(community, month_last_day(month))},
        {"志愿者人数", "人", registered},
        {"志愿服务队", "支", teams[community] + (seq >= 12) + (seq >= 19 && community % 2 == 0)},
        {"党建联席会", "次", meeting},
        {"宣传活动", "场", events},
        {"发放宣传资料", "份", leaflets + events * 30},
        {"走访户数", "户", visited},
        {"隐患排查", "处", hazards},
        {"隐患整改", "处", fixed},
        {"志愿服务", "人次", served},
        {"低保资金", "元", allowance},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        quantity_row(sheet, community, period, rows[i].name, rows[i].value);
        unit_end(sheet, rows[i].unit);
    }
}

void quantities_emit(struct book *book, int allowance[][COMMUNITIES])
{
    struct sheet *sheet = book_sheet(book, "quantities", 0);
    for (int year = 2024; year <= 2026; year++) {
        for (int i = 0; i <= STREET_ROW; i++) {
            yearly(sheet, i, year);
        }
    }
    for (int i = 0; i < COMMUNITIES; i++) {
        struct rng rng = rng_seeded("quantities", i);
        for (int seq = 0; seq < 24; seq++) {
            monthly(sheet, &rng, i, seq, allowance[seq][i]);
        }
    }
}
