/* Residents whom the community looks after, and its party members. */
#include "sample.h"

#include <stdio.h>
#include <string.h>

/* ---- tags ---- */

struct tagging {
    struct sheet *sheet;
    const struct street *street;
    struct rng *rng;
    int (*allowance)[COMMUNITIES]; /* yuan paid in each recorded month */
};

struct span {
    int start, end;
};

/* A start between `lo` and now within the person's stay; start is -1 when there is no room. */
static struct span span_draw(struct tagging *tagging, const struct resident *person, int lo,
                             int ended)
{
    int from = int_max(int_max(lo, person->in), day_of(2016, 1, 1));
    int last = int_min(person->out, DAY_END);
    if (from > last - 30) {
        return (struct span){-1, -1};
    }
    struct span span = {rng_range(tagging->rng, from, last - 30), person->out};
    if (rng_chance(tagging->rng, ended)) {
        span.end = rng_range(tagging->rng, span.start + 20, last);
    }
    return span;
}

static void tag_row(struct tagging *tagging, const struct resident *person, const char *tag,
                    const char *class, struct span span)
{
    if (span.start < 0) {
        return;
    }
    sheet_text(tagging->sheet, 0, person->id);
    sheet_text(tagging->sheet, 1, tag);
    sheet_text(tagging->sheet, 2, class);
    sheet_date(tagging->sheet, 3, span.start);
    sheet_date(tagging->sheet, 4, span.end);
    sheet_end_row(tagging->sheet);
}

static int allowance_class(const struct resident *person, int day)
{
    int age = age_on(person->born, day);
    return age >= 60 ? 0 : age >= 18 ? 1 : 2;
}

static void tag_allowance(struct tagging *tagging, const struct resident *person)
{
    static const char *const classes[] = {"老年人", "成年人", "未成年人"};
    struct span span = span_draw(tagging, person, day_of(2019, 1, 1), 150);
    if (span.start < 0) {
        return;
    }
    int class = allowance_class(person, span.start);
    if (class != allowance_class(person, int_min(span.end, DAY_END))) {
        return; /* would have been reclassified meanwhile: keep the row free of doubt */
    }
    tag_row(tagging, person, "低保", classes[class], span);
    int community = tagging->street->households[person->household].community;
    int yuan = 480 + rng_below(tagging->rng, 20) * 10 + (class == 1 ? 0 : 60);
    for (int month = 0; month < 24; month++) {
        int last = month_last_day(month_at(month));
        if (span.start <= last && span.end > last) {
            tagging->allowance[month][community] += yuan;
        }
    }
}

static bool poor(struct tagging *tagging, const struct household *household)
{
    enum work work = tagging->street->residents[household->first].work;
    bool weak = work == WORK_UNEMPLOYED || work == WORK_OTHER || work == WORK_FLEXIBLE;
    enum estate_kind kind = estates[household->estate].kind;
    bool modest = kind == ESTATE_OLD || kind == ESTATE_RENTAL || kind == ESTATE_VILLAGE;
    return !household->floating && rng_chance(tagging->rng, weak     ? (modest ? 130 : 25)
                                                            : modest ? 10
                                                                     : 1);
}

/* Tags that follow from how the household lives together. */
static void tag_by_home(struct tagging *tagging, const struct household *household,
                        const struct resident *person)
{
    int age = age_on(person->born, DAY_END);
    int sixty = day_add_years(person->born, 60);
    if (household->shape == SHAPE_ELDER_COUPLE && age >= 66 && rng_chance(tagging->rng, 480)) {
        tag_row(tagging, person, "空巢老人", "", span_draw(tagging, person, sixty, 20));
    }
    if (household->shape == SHAPE_ELDER_ALONE && age >= 62) {
        bool destitute = person->marital == MARITAL_SINGLE && rng_chance(tagging->rng, 450);
        tag_row(tagging, person, "独居老人", "",
                rng_chance(tagging->rng, 620) ? span_draw(tagging, person, sixty, 20)
                                              : (struct span){-1, -1});
        if (destitute) {
            tag_row(tagging, person, "特困", "", span_draw(tagging, person, sixty, 0));
        }
    }
    if (household->shape == SHAPE_GRANDCHILD) {
        if (person->relation == REL_GRANDCHILD) {
            tag_row(tagging, person, "留守儿童", "",
                    span_draw(tagging, person, person->born + 200, 40));
        } else if (age >= 60 && !person->away) {
            tag_row(tagging, person, "留守老人", "", span_draw(tagging, person, sixty, 40));
        }
    }
}

struct chance_tag {
    const char *tag;
    int from_age, until_age;
    int per_10000, ended;
    int men; /* permille of drawn women who are passed over */
};

static const struct chance_tag chance_tags[] = {
    {"优抚", 22, 95, 34, 10, 850},     {"涉军", 21, 80, 80, 10, 900},
    {"刑释", 22, 62, 19, 300, 850},    {"矫正", 20, 60, 13, 420, 800},
    {"精神障碍", 18, 80, 30, 40, 100},
};

static void tag_by_chance(struct tagging *tagging, const struct resident *person)
{
    static const char *const grades[] = {"一级", "二级", "三级", "四级"};
    static const int grade_weights[] = {12, 28, 30, 30};
    int age = age_on(person->born, DAY_END);
    for (size_t i = 0; i < sizeof(chance_tags) / sizeof(chance_tags[0]); i++) {
        const struct chance_tag *tag = &chance_tags[i];
        bool drawn = rng_below(tagging->rng, 10000) < tag->per_10000 * (person->female ? 1 : 2);
        bool passed = person->female && rng_chance(tagging->rng, tag->men);
        if (drawn && !passed && age >= tag->from_age && age <= tag->until_age) {
            int lo = day_add_years(person->born, tag->from_age - 3);
            tag_row(tagging, person, tag->tag, "", span_draw(tagging, person, lo, tag->ended));
        }
    }
    int disabled = age >= 70 ? 52 : age >= 50 ? 28 : 10;
    if (rng_chance(tagging->rng, disabled)) {
        const char *grade = grades[rng_pick(tagging->rng, grade_weights, 4)];
        tag_row(tagging, person, "残疾", grade, span_draw(tagging, person, person->born + 400, 5));
    }
}

/* A husband who works elsewhere leaves a wife behind; the registered poor of the villages. */
static void tag_by_origin(struct tagging *tagging, const struct household *household,
                          const struct resident *person)
{
    enum estate_kind kind = estates[household->estate].kind;
    const struct resident *head = &tagging->street->residents[household->first];
    bool wife = person->relation == REL_SPOUSE && person->female && !person->away;
    if (wife && head->away && household->count > 2) {
        tag_row(tagging, person, "留守妇女", "", span_draw(tagging, person, person->in, 60));
    }
    if (kind == ESTATE_VILLAGE && person->relation == REL_HEAD && rng_chance(tagging->rng, 70)) {
        int from = int_max(day_of(2016, 6, 1), person->in);
        int until = day_of(2020, 12, 31);
        bool open = rng_chance(tagging->rng, 250);
        if (from < until - 100 && age_on(person->born, from) >= 18) {
            tag_row(tagging, person, "建档立卡", "",
                    (struct span){rng_range(tagging->rng, from, until - 100),
                                  open ? person->out : until});
        }
    }
}

void tags_emit(struct book *book, const struct street *street, int ret_allowance[][COMMUNITIES])
{
    struct rng rng = rng_seeded("tags", 0);
    struct tagging tagging = {book_sheet(book, "tags", 0), street, &rng, ret_allowance};
    for (size_t i = 0; i < street->household_count; i++) {
        const struct household *household = &street->households[i];
        bool helped = poor(&tagging, household);
        for (int j = household->first; j < household->first + household->count; j++) {
            const struct resident *person = &street->residents[j];
            if (person->category != CATEGORY_LOCAL) {
                continue;
            }
            if (helped && (person->relation == REL_HEAD || rng_chance(&rng, 500))) {
                tag_allowance(&tagging, person);
            }
            tag_by_home(&tagging, household, person);
            tag_by_chance(&tagging, person);
            tag_by_origin(&tagging, household, person);
        }
    }
}

/* ---- party members ---- */

enum management { MANAGE_LISTED, MANAGE_REPORTED, MANAGE_FLOATING, MANAGE_RETIRED, MANAGE_POCKET };

static const char *const management_names[] = {"在册", "在职报到", "流动", "离退休", "口袋党员"};

static int party_permille(const struct resident *person)
{
    int age = age_on(person->born, DAY_END);
    if (age < 20 || person->category == CATEGORY_OVERSEAS) {
        return 0;
    }
    int permille = age < 30 ? 17 : age < 45 ? 25 : age < 60 ? 31 : 48;
    permille = person->education <= EDU_COLLEGE ? permille * 9 / 4 : permille * 3 / 5;
    permille = person->category == CATEGORY_FLOATING ? permille / 3 : permille;
    return person->work == WORK_STUDENT ? permille / 4 : permille;
}

static enum management management_draw(struct rng *rng, const struct resident *person)
{
    static const int young[] = {44, 22, 8, 0, 26};
    static const int working[] = {46, 48, 2, 0, 4};
    static const int retired[] = {34, 0, 1, 65, 0};
    static const int idle[] = {92, 0, 4, 0, 4};
    if (person->category == CATEGORY_FLOATING) {
        return MANAGE_FLOATING;
    }
    bool works = person->work <= WORK_FLEXIBLE;
    const int *weights = age_on(person->born, DAY_END) < 30 ? young : works ? working : idle;
    weights = person->work == WORK_RETIRED ? retired : weights;
    return (enum management)rng_pick(rng, weights, 5);
}

static const char *class_draw(struct rng *rng, enum management management)
{
    switch (management) {
    case MANAGE_REPORTED:
        return "双管";
    case MANAGE_FLOATING:
        return "协管";
    case MANAGE_RETIRED:
        return rng_chance(rng, 720) ? "共管" : "";
    case MANAGE_POCKET:
        return "托管";
    case MANAGE_LISTED:
        break;
    }
    return rng_chance(rng, 130) ? "接管" : "";
}

static void branch_write(char *ret_branch, const struct household *household,
                         enum management management)
{
    static const char *const ordinals[] = {"第一", "第二", "第三", "第四", "第五"};
    static const char *const special[] = {[MANAGE_REPORTED] = "在职党员",
                                          [MANAGE_FLOATING] = "流动党员",
                                          [MANAGE_RETIRED] = "离退休"};
    /* the community's name without 社区 */
    int stem = (int)strlen(communities[household->community].name) - (int)strlen("社区");
    const char *which = ordinals[(household->grid - 1) / 2];
    if (management == MANAGE_REPORTED || management == MANAGE_FLOATING ||
        management == MANAGE_RETIRED) {
        which = special[management];
    }
    snprintf(ret_branch, CELL_MAX, "%.*s%s党支部", stem, communities[household->community].name,
             which);
}

/* People join at 19 to 36, seldom later, and many around 1 July. */
static int joining(struct rng *rng, const struct resident *person)
{
    int from = day_add_years(person->born, 19);
    int until = day_add_years(person->born, rng_chance(rng, 150) ? 50 : 36);
    int day = rng_range(rng, from, int_min(until, DAY_END - 40));
    if (rng_chance(rng, 450)) {
        int july = day_of(civil_of(day).year, 6, 20 + rng_below(rng, 11));
        day = july >= from && july <= DAY_END - 40 ? july : day;
    }
    return day;
}

static void party_row(struct sheet *sheet, struct rng *rng, const struct street *street,
                      const struct resident *person)
{
    const struct household *household = &street->households[person->household];
    enum management management = management_draw(rng, person);
    char text[CELL_MAX];
    int joined = joining(rng, person);
    int lo = int_max(int_max(joined, person->in), day_of(1998, 1, 1));
    int came = rng_range(rng, lo, int_min(DAY_END, lo + 6 * YEAR_DAYS));
    if (came >= person->out) {
        return;
    }
    int left = person->out;
    if (left == DAY_OPEN && came < DAY_WINDOW && rng_chance(rng, 30)) {
        left = rng_range(rng, DAY_WINDOW, DAY_END); /* the membership moves, the person stays */
    }
    snprintf(text, sizeof(text), "DY%02d%04d", household->community + 1, sheet->rows + 1);
    sheet_text(sheet, 0, text);
    sheet_text(sheet, 1, communities[household->community].name);
    sheet_text(sheet, 2, person->name);
    branch_write(text, household, management);
    sheet_text(sheet, 3, text);
    sheet_text(sheet, 4, person->female ? "女" : "男");
    sheet_date(sheet, 5, person->born);
    sheet_text(sheet, 6, ethnicity_names[person->ethnicity]);
    sheet_text(sheet, 7, education_names[person->education]);
    sheet_text(sheet, 8, joined > DAY_END - YEAR_DAYS ? "预备" : "正式");
    sheet_text(sheet, 9, management_names[management]);
    sheet_text(sheet, 10, class_draw(rng, management));
    sheet_date(sheet, 11, joined);
    sheet_date(sheet, 12, came);
    sheet_date(sheet, 13, left);
    sheet_end_row(sheet);
}

void party_emit(struct book *book, const struct street *street)
{
    struct sheet *sheet = book_sheet(book, "party_members", 0);
    struct rng rng = rng_seeded("party", 0);
    for (size_t i = 0; i < street->resident_count; i++) {
        const struct resident *person = &street->residents[i];
        if (rng_chance(&rng, party_permille(person))) {
            party_row(sheet, &rng, street, person);
        }
    }
}
