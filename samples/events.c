/* Disputes and services: a ledger a year, with the seasons, the backlog and the odd late case. */
#include "sample.h"

#include <stdio.h>
#include <string.h>

/* Quarrels rise in the hot months and before the year's end, and rest around Spring Festival. */
static const int season[13] = {0,    1060, 690,  940, 960, 1010, 1090,
                               1190, 1160, 1000, 930, 980, 1050};

/* Cases on one day: six independent draws, so that counts scatter like real ones. */
static int cases_on(struct rng *rng, int tenths_a_month, int permille)
{
    int count = 0;
    for (int i = 0; i < 6; i++) {
        count += rng_below(rng, 1800000) < tenths_a_month * permille;
    }
    return count;
}

/* A grid of the community that exists on the day, or "" for a case nobody located. */
static void grid_on(struct rng *rng, char ret_code[16], int community, int day)
{
    ret_code[0] = '\0';
    if (rng_chance(rng, 40)) {
        return;
    }
    int grid = 1 + rng_below(rng, grid_count(community));
    if (grid_founded(community, grid) > day || grid_abolished(community, grid) <= day) {
        grid = 1;
    }
    grid_code(ret_code, community, grid);
}

static void staff_name(char ret_name[32], const char *job, int community, int member)
{
    struct rng rng = rng_seeded(job, community * 10 + member);
    name_staff(&rng, ret_name, 32);
}

/* ---- disputes ---- */

enum { DISPUTE_KINDS = 15, DISPUTE_SOURCES = 7 };

static const char *const dispute_kinds[DISPUTE_KINDS] = {
    "婚姻家庭", "邻里",     "房屋宅基地", "合同", "生产经营", "损害赔偿", "山林土地", "征地拆迁",
    "环境污染", "劳动争议", "消费",       "医疗", "道路交通", "物业",     "其他"};
static const int dispute_weights[COMMUNITIES][DISPUTE_KINDS] = {
    {150, 230, 40, 35, 20, 60, 2, 4, 40, 40, 70, 12, 30, 250, 30},
    {170, 240, 45, 30, 18, 55, 2, 4, 40, 45, 55, 14, 28, 220, 30},
    {140, 230, 45, 40, 22, 50, 2, 4, 55, 40, 70, 10, 28, 230, 34},
    {110, 190, 50, 45, 20, 50, 2, 4, 45, 50, 70, 10, 34, 320, 30},
    {150, 210, 85, 40, 40, 60, 16, 12, 50, 75, 45, 10, 40, 130, 34},
    {180, 250, 40, 28, 16, 55, 2, 4, 40, 70, 50, 16, 24, 200, 32}};
static const char *const dispute_sources[DISPUTE_SOURCES] = {
    "主动排查", "依申请", "法院移送", "检察院移送", "公安移送", "信访移送", "其他移送"};
static const int source_weights[DISPUTE_SOURCES] = {500, 345, 34, 4, 58, 40, 19};
/* Usual amounts in yuan: 0 for quarrels that are seldom about money. */
static const int dispute_amounts[DISPUTE_KINDS] = {
    0, 0, 12000, 18000, 9000, 3500, 4000, 60000, 2000, 8000, 1200, 15000, 5200, 900, 0};

enum { KIND_LAND = 7, KIND_LABOUR = 9, KIND_PROPERTY = 13 };

static int dispute_kind(struct rng *rng, int community, int day)
{
    int weights[DISPUTE_KINDS];
    memcpy(weights, dispute_weights[community], sizeof(weights));
    struct civil c = civil_of(day);
    if (c.month == 1 || c.month == 12) {
        weights[KIND_LABOUR] *= 2; /* wages before the Spring Festival */
    }
    if (community == 4 && day >= day_of(2025, 2, 1) && day < day_of(2026, 1, 15)) {
        weights[KIND_LAND] = 190; /* the old street is being cleared */
    }
    if (community == 3 && day >= day_of(2025, 9, 1)) {
        weights[KIND_PROPERTY] += 90; /* a new estate finds its defects */
    }
    return rng_pick(rng, weights, DISPUTE_KINDS);
}

static int settling_days(struct rng *rng)
{
    static const int weights[] = {150, 420, 300, 90, 40};
    static const int ranges[][2] = {{0, 0}, {1, 7}, {8, 20}, {21, 30}, {31, 95}};
    int row = rng_pick(rng, weights, 5);
    return rng_range(rng, ranges[row][0], ranges[row][1]);
}

/* Result, form of agreement and closing day. */
static void dispute_outcome(struct sheet *sheet, struct rng *rng, int day, int amount)
{
    static const char *const results[] = {"调解成功", "调解不成", "移送"};
    static const int weights[] = {934, 38, 28};
    int closed = day + settling_days(rng);
    bool stuck = rng_chance(rng, 6);
    if (closed > DAY_END || (stuck && day > DAY_END - 200)) {
        sheet_text(sheet, 6, "正在调解");
        sheet_date(sheet, 11, DAY_OPEN);
        return;
    }
    int result = rng_pick(rng, weights, 3);
    sheet_text(sheet, 6, results[result]);
    sheet_date(sheet, 11, closed);
    if (result == 0 && !rng_chance(rng, 30)) {
        sheet_text(sheet, 7, rng_chance(rng, amount > 200000 ? 860 : 300) ? "书面" : "口头");
    }
}

static void dispute_row(struct book *book, struct rng *rng, int community, int day, int sequence)
{
    struct sheet *sheet = book_sheet(book, "disputes", civil_of(day).year);
    char text[32];
    char mediator[32];
    char grid[16];
    int kind = dispute_kind(rng, community, day);
    snprintf(text, sizeof(text), "TJ%d-%d-%03d", civil_of(day).year, community + 1, sequence);
    sheet_text(sheet, 0, text);
    bool by_code = strcmp(sheet->plan->file, "纠纷台账-2026.csv") == 0;
    sheet_text(sheet, 1, by_code ? communities[community].code : communities[community].name);
    grid_on(rng, grid, community, day);
    sheet_text(sheet, 2, grid);
    sheet_date(sheet, 3, day);
    sheet_text(sheet, 4, dispute_kinds[kind]);
    sheet_text(sheet, 5, dispute_sources[rng_pick(rng, source_weights, DISPUTE_SOURCES)]);
    int parties = 2 + (rng_chance(rng, 180) ? 1 + rng_below(rng, 3) : 0);
    if (kind == KIND_PROPERTY && rng_chance(rng, 140)) {
        parties += 4 + rng_below(rng, 22);
    }
    sheet_count(sheet, 8, parties);
    int amount = 0; /* in fen */
    if (dispute_amounts[kind] > 0 && rng_chance(rng, 640)) {
        amount = dispute_amounts[kind] * rng_range(rng, 20, 260);
        amount -= rng_chance(rng, 850) ? amount % 10000 : 0;
    }
    if (amount > 0) {
        sheet_cents(sheet, 9, amount);
    }
    staff_name(mediator, "mediator", community, rng_below(rng, 4));
    sheet_text(sheet, 10, mediator);
    dispute_outcome(sheet, rng, day, amount);
    sheet_end_row(sheet);
}

void disputes_emit(struct book *book)
{
    struct rng rng = rng_seeded("disputes", 0);
    int sequence[COMMUNITIES] = {0};
    for (int day = DAY_WINDOW; day <= DAY_END; day++) {
        struct civil c = civil_of(day);
        if (c.month == 1 && c.day == 1) {
            memset(sequence, 0, sizeof(sequence));
        }
        for (int i = 0; i < COMMUNITIES; i++) {
            /* prevention works a little: about a tenth fewer over the two years */
            int trend = 1050 - (day - DAY_WINDOW) * 110 / (DAY_END - DAY_WINDOW);
            trend += i == 3 ? (day - DAY_WINDOW) * 260 / (DAY_END - DAY_WINDOW) : 0;
            int permille = season[c.month] * trend / 1000;
            permille = is_rest_day(day) ? permille / 2 : permille * 6 / 5;
            for (int n = cases_on(&rng, communities[i].disputes, permille); n > 0; n--) {
                dispute_row(book, &rng, i, day, ++sequence[i]);
            }
        }
    }
}

/* ---- services ---- */

enum { SERVICE_KINDS = 4, SERVICE_CHANNELS = 4, SERVICE_ITEMS = 22 };

static const char *const service_kinds[SERVICE_KINDS] = {"行政事务", "公共服务", "涉法涉诉",
                                                         "维稳信访"};
static const char *const service_channels[SERVICE_CHANNELS] = {"信箱", "专线电话", "网上", "窗口"};

struct service_item {
    const char *name;
    int kind, weight;
    int limit; /* calendar days */
};

static const struct service_item service_items[SERVICE_ITEMS] = {
    {"居住证明", 0, 60, 0},     {"低保申请", 0, 34, 7},         {"临时救助", 0, 26, 7},
    {"合作医疗", 0, 66, 3},     {"养老保险", 0, 62, 3},         {"高龄津贴", 0, 34, 3},
    {"残疾人证代办", 0, 22, 7}, {"生育登记", 0, 26, 3},         {"流动人口登记", 0, 48, 0},
    {"公租房申请", 0, 24, 7},   {"灵活就业社保补贴", 0, 22, 7}, {"退役军人优待证", 0, 12, 3},
    {"路灯维修", 1, 34, 7},     {"下水道疏通", 1, 44, 5},       {"垃圾清运", 1, 40, 3},
    {"停车管理", 1, 40, 7},     {"噪声扰民", 1, 36, 5},         {"楼道杂物清理", 1, 30, 5},
    {"法律咨询", 2, 22, 7},     {"法律援助申请", 2, 10, 15},    {"信访事项", 3, 14, 30},
    {"物业投诉", 3, 20, 15},
};

static int service_item_draw(struct rng *rng, int day)
{
    int weights[SERVICE_ITEMS];
    for (int i = 0; i < SERVICE_ITEMS; i++) {
        weights[i] = service_items[i].weight;
    }
    int month = civil_of(day).month;
    if (month >= 10) {
        weights[3] *= 2; /* medical insurance is paid in autumn */
    }
    if (month >= 6 && month <= 8) {
        weights[13] *= 2; /* rain */
    }
    return rng_pick(rng, weights, SERVICE_ITEMS);
}

/* A day within the limit mostly, behind it seldom; DAY_OPEN when it is still open. */
static int service_closing(struct rng *rng, int day, int limit)
{
    bool late = rng_chance(rng, limit == 0 ? 22 : 52);
    int closed = late ? day + limit + 1 + rng_below(rng, 12) : day + rng_below(rng, limit + 1);
    bool forgotten = day > DAY_END - 120 && rng_chance(rng, 10);
    return closed > DAY_END || forgotten ? DAY_OPEN : closed;
}

static void service_outcome(struct sheet *sheet, struct rng *rng, int closed, int kind)
{
    static const char *const results[] = {"办结", "移送", "退回"};
    static const char *const opinions[] = {"满意", "基本满意", "不满意", "未评价"};
    static const int opinion_weights[] = {790, 130, 22, 58};
    if (closed == DAY_OPEN) {
        sheet_text(sheet, 10, "在办");
        sheet_text(sheet, 12, "否");
        return;
    }
    int weights[] = {960, kind >= 2 ? 120 : 16, 24};
    int result = rng_pick(rng, weights, 3);
    sheet_text(sheet, 10, results[result]);
    int opinion = result == 0 ? rng_pick(rng, opinion_weights, 4) : 3;
    sheet_text(sheet, 11, opinions[opinion]);
    sheet_text(sheet, 12, result == 0 && rng_chance(rng, opinion == 2 ? 950 : 780) ? "是" : "否");
}

static void service_row(struct book *book, struct rng *rng, int community, int day, int sequence)
{
    static const int weekday_channels[] = {20, 210, 190, 580};
    static const int weekend_channels[] = {10, 500, 490, 0};
    struct sheet *sheet = book_sheet(book, "services", civil_of(day).year);
    const struct service_item *item = &service_items[service_item_draw(rng, day)];
    const int *channels = is_rest_day(day) ? weekend_channels : weekday_channels;
    char text[32];
    char clerk[32];
    char grid[16];
    snprintf(text, sizeof(text), "FW%d-%d-%03d", civil_of(day).year, community + 1, sequence);
    sheet_text(sheet, 0, text);
    sheet_text(sheet, 1, communities[community].name);
    grid_on(rng, grid, community, day);
    sheet_text(sheet, 2, grid);
    sheet_date(sheet, 3, day);
    sheet_text(sheet, 4, service_channels[rng_pick(rng, channels, SERVICE_CHANNELS)]);
    sheet_text(sheet, 5, service_kinds[item->kind]);
    sheet_text(sheet, 6, item->name);
    staff_name(clerk, "clerk", community, rng_below(rng, 5));
    sheet_text(sheet, 7, clerk);
    sheet_date(sheet, 8, day + item->limit);
    int closed = service_closing(rng, day, item->limit);
    sheet_date(sheet, 9, closed);
    service_outcome(sheet, rng, closed, item->kind);
    sheet_end_row(sheet);
}

void services_emit(struct book *book)
{
    struct rng rng = rng_seeded("services", 0);
    int sequence[COMMUNITIES] = {0};
    for (int day = DAY_WINDOW; day <= DAY_END; day++) {
        struct civil c = civil_of(day);
        if (c.month == 1 && c.day == 1) {
            memset(sequence, 0, sizeof(sequence));
        }
        for (int i = 0; i < COMMUNITIES; i++) {
            /* more people find the counter and the hot line */
            int permille = 930 + (day - DAY_WINDOW) * 140 / (DAY_END - DAY_WINDOW);
            permille = c.month == 2 ? permille * 3 / 4 : permille;
            permille = is_rest_day(day) ? permille / 4 : permille * 13 / 10;
            for (int n = cases_on(&rng, communities[i].services, permille); n > 0; n--) {
                service_row(book, &rng, i, day, ++sequence[i]);
            }
        }
    }
}
