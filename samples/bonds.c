/* Co-building units, their contact people and the agreements under the 七联. */
#include "sample.h"
#include "units.h"

#include <stdio.h>
#include <string.h>

static const char *const type_names[] = {"机关",       "事业单位", "企业", "社会团体",
                                         "民办非企业", "基金会",   "其他"};
/* GB 32100: registering authority and category. */
static const char *const type_prefixes[] = {"11", "12", "91", "51", "52", "53", "93"};

enum { BOND_KINDS = 7, BOND_PROJECTS = 5 };

static const char *const bond_names[BOND_KINDS] = {"思想工作联做", "社区治安联防", "公益事业联办",
                                                   "计划生育联管", "文明社区联建", "党员教育联抓",
                                                   "贫困对象联帮"};
static const char *const bond_projects[BOND_KINDS][BOND_PROJECTS] = {
    {"居民思想动态季度座谈", "“板凳夜话”民情恳谈", "理论宣讲进小区", "心理疏导服务日",
     "新市民融入座谈"},
    {"平安楼栋联合夜巡", "电动自行车消防安全整治", "校园周边联合巡防", "反诈宣传进楼栋",
     "视频监控补点共建"},
    {"小区健身器材更新", "老旧楼道照明改造", "为老助餐点共建", "无障碍坡道修缮", "儿童阅读角建设"},
    {"优生优育知识讲堂", "流动人口计生联合服务", "婴幼儿照护指导", "育龄妇女健康体检",
     "暖心家庭走访"},
    {"文明楼院创建", "背街小巷环境整治", "垃圾分类示范点", "邻里文化节", "爱国卫生月联合行动"},
    {"联合主题党日", "党课资源共享", "党员教育实境课堂", "红色电影放映", "在职党员报到服务"},
    {"困难家庭结对帮扶", "金秋助学", "春节送温暖", "残疾人家庭微改造", "重病居民医疗帮扶"},
};

struct bond {
    const struct unit_seed *seed;
    char code[19];
    char contact[32];
    int signed_on, ended_on;
};

static void credit_code(struct rng *rng, char ret_code[19], enum unit_type type, bool sole_trader)
{
    char organisation[9];
    for (int i = 0; i < 8; i++) {
        organisation[i] = (char)('0' + rng_below(rng, 10));
    }
    /* since the unified code, new organisations get MA… numbers */
    if (type == UNIT_COMPANY && rng_chance(rng, 500)) {
        memcpy(organisation, "MA", 2);
    }
    organisation[8] = '\0';
    snprintf(ret_code, 18, "%s539902%s%c", sole_trader ? "92" : type_prefixes[type], organisation,
             organisation_check_digit(organisation));
    ret_code[17] = credit_check_digit(ret_code);
    ret_code[18] = '\0';
}

static void unit_row(struct sheet *sheet, struct rng *rng, const struct bond *bond)
{
    const struct unit_seed *seed = bond->seed;
    char phone[32];
    /* no area code begins with 000: nobody can be rung by accident */
    snprintf(phone, sizeof(phone), "0000-5550%03d", rng_below(rng, 1000));
    sheet_text(sheet, 0, bond->code);
    sheet_text(sheet, 1, communities[seed->community].name);
    sheet_text(sheet, 2, seed->name);
    sheet_text(sheet, 3, type_names[seed->type]);
    sheet_text(sheet, 4, seed->above);
    sheet_text(sheet, 5, seed->registered);
    sheet_text(sheet, 6, seed->industry);
    sheet_text(sheet, 7, bond->contact);
    sheet_text(sheet, 8, phone);
    sheet_count(sheet, 9, seed->members);
    sheet_date(sheet, 10, bond->signed_on);
    sheet_date(sheet, 11, bond->ended_on);
    sheet_end_row(sheet);
}

/* The day a project was done: in time, late, or (DAY_OPEN) not yet. */
static int completion(struct rng *rng, int signed_on, int due, int ended)
{
    bool late = rng_chance(rng, 170);
    int day = late ? due + 3 + rng_below(rng, 110)
                   : rng_range(rng, signed_on + (due - signed_on) / 2, due);
    return day <= int_min(DAY_END, ended) && !rng_chance(rng, 40) ? day : DAY_OPEN;
}

static void agreement_row(struct sheet *sheet, struct rng *rng, const struct bond *bond)
{
    static const int kind_weights[BOND_KINDS] = {10, 16, 20, 6, 18, 18, 12};
    static const int terms[] = {90, 120, 180, 270, 365};
    int last = int_min(bond->ended_on, DAY_END) - 15;
    int from = int_max(bond->signed_on, day_of(2024, 1, 15));
    if (from > last) {
        return;
    }
    int signed_on = rng_range(rng, from, last);
    int due = signed_on + terms[rng_below(rng, 5)];
    int kind = rng_pick(rng, kind_weights, BOND_KINDS);
    char text[CELL_MAX];
    snprintf(text, sizeof(text), "XY%d%04d", civil_of(signed_on).year, sheet->rows + 1);
    sheet_text(sheet, 0, text);
    sheet_text(sheet, 1, bond->code);
    sheet_text(sheet, 2, bond_projects[kind][rng_below(rng, BOND_PROJECTS)]);
    sheet_text(sheet, 3, bond_names[kind]);
    char other[32];
    name_staff(rng, other, sizeof(other));
    /* two people in charge are written with a half-width comma, so the cell needs quotes */
    bool both = rng_chance(rng, 90);
    snprintf(text, sizeof(text), "%s%s%s", bond->contact, both ? "," : "", both ? other : "");
    sheet_text(sheet, 4, rng_chance(rng, 120) ? other : text);
    sheet_date(sheet, 5, signed_on);
    sheet_date(sheet, 6, due);
    sheet_date(sheet, 7, completion(rng, signed_on, due, bond->ended_on));
    sheet_end_row(sheet);
}

void bonds_emit(struct book *book)
{
    struct sheet *units = book_sheet(book, "units", 0);
    struct sheet *agreements = book_sheet(book, "agreements", 0);
    struct rng rng = rng_seeded("bonds", 0);
    for (int i = 0; i < unit_seed_count; i++) {
        struct bond bond = {.seed = &unit_seeds[i], .ended_on = DAY_OPEN};
        bool early = rng_chance(&rng, 720);
        bond.signed_on = early ? rng_range(&rng, day_of(2019, 3, 1), DAY_WINDOW - 20)
                               : rng_range(&rng, DAY_WINDOW, DAY_END - 40);
        if (early && rng_chance(&rng, 60)) {
            bond.ended_on = rng_range(&rng, DAY_WINDOW + 30, DAY_END);
        }
        credit_code(&rng, bond.code, bond.seed->type, strcmp(bond.seed->registered, "个体") == 0);
        name_staff(&rng, bond.contact, sizeof(bond.contact));
        unit_row(units, &rng, &bond);
        int count = 1 + rng_below(&rng, 4);
        for (int j = 0; j < count; j++) {
            agreement_row(agreements, &rng, &bond);
        }
    }
}
