/* Homes and who comes and goes: every home is a sequence of households that never overlap. */
#include "sample.h"

#include <stdio.h>

/* How a kind of estate fills and changes; permille, over the whole two years. */
struct habit {
    int occupied, floating, leave_local, leave_floating, fill_vacant;
    int shapes[SHAPE_COUNT];
};

static const struct habit habits[ESTATE_KINDS] = {
    [ESTATE_COMMERCIAL] = {845, 170, 42, 230, 90, {17, 14, 22, 9, 5, 15, 10, 4, 9, 0, 1, 1}},
    [ESTATE_OLD] = {815, 260, 48, 240, 70, {18, 10, 12, 4, 3, 24, 19, 4, 9, 0, 2, 1}},
    [ESTATE_TOWER] = {800, 170, 36, 210, 190, {19, 17, 25, 12, 7, 9, 5, 3, 6, 0, 0, 0}},
    [ESTATE_RENTAL] = {900, 280, 80, 240, 300, {26, 13, 15, 5, 2, 14, 16, 8, 3, 0, 1, 0}},
    [ESTATE_VILLAGE] = {860, 600, 18, 270, 160, {11, 11, 15, 8, 8, 18, 12, 3, 9, 0, 9, 1}},
    [ESTATE_CLEARED] = {850, 300, 1000, 1000, 0, {10, 10, 16, 8, 8, 17, 12, 3, 9, 0, 6, 1}},
    [ESTATE_NEW] = {0, 90, 10, 60, 470, {16, 20, 26, 14, 7, 6, 2, 3, 5, 0, 0, 1}},
};
static const int shapes_floating[SHAPE_COUNT] = {40, 20, 15, 6, 1, 2, 2, 3, 0, 9, 0, 4};

struct slot {
    int estate, building, unit, room;
};

static size_t move_in(struct street *street, struct rng *rng, const struct slot *slot, int day)
{
    const struct estate *estate = &estates[slot->estate];
    const struct habit *habit = &habits[estate->kind];
    struct household *household = street_add_household(street);
    household->community = estate->community;
    household->grid = estate->grid;
    household->estate = slot->estate;
    household->building = slot->building;
    household->unit = slot->unit;
    household->room = slot->room;
    household->in = day;
    /* who moves in during the window is a renter more often than who was there before */
    household->floating =
        rng_chance(rng, int_min(900, day == 0 ? habit->floating : habit->floating * 2));
    const int *shapes = household->floating ? shapes_floating : habit->shapes;
    household->shape = (enum shape)rng_pick(rng, shapes, SHAPE_COUNT);
    return street->household_count - 1;
}

/* The day a household leaves, DAY_OPEN when it stays. */
static int leaving(struct rng *rng, const struct habit *habit, const struct household *household,
                   enum estate_kind kind)
{
    int permille = household->floating ? habit->leave_floating : habit->leave_local;
    if (!rng_chance(rng, permille)) {
        return DAY_OPEN;
    }
    if (kind == ESTATE_CLEARED) {
        return rng_range(rng, day_of(2025, 3, 10), day_of(2025, 12, 28));
    }
    int from = int_max(DAY_WINDOW, household->in + 60);
    return from < DAY_END ? rng_range(rng, from, DAY_END) : DAY_OPEN;
}

/* Landlords let again soon, and most of all after the Spring Festival. */
static int next_arrival(struct rng *rng, int free_since)
{
    int day = free_since + 4 + rng_below(rng, 120);
    struct civil c = civil_of(day);
    if ((c.month == 1 || c.month == 2) && rng_chance(rng, 600)) {
        day = day_of(c.year, 2, 20) + rng_below(rng, 30);
    }
    return int_max(day, free_since + 1);
}

static void slot_fill(struct street *street, struct rng *rng, const struct slot *slot)
{
    enum estate_kind kind = estates[slot->estate].kind;
    const struct habit *habit = &habits[kind];
    int day = 0;
    if (!rng_chance(rng, habit->occupied)) {
        if (!rng_chance(rng, habit->fill_vacant)) {
            return;
        }
        int opened = kind == ESTATE_NEW ? day_of(2025, 8, 9) : DAY_WINDOW + 2;
        day = rng_range(rng, opened, DAY_END - 3);
    }
    for (int turn = 0; turn < 3; turn++) {
        size_t index = move_in(street, rng, slot, day);
        struct household *household = &street->households[index];
        household->out = leaving(rng, habit, household, kind);
        int out = household->out;
        family_generate(street, rng, index);
        if (out == DAY_OPEN || kind == ESTATE_CLEARED || !rng_chance(rng, 800)) {
            return;
        }
        day = next_arrival(rng, out);
        if (day >= DAY_END - 3) {
            return;
        }
    }
}

static void estate_fill(struct street *street, struct rng *rng, int index)
{
    const struct estate *estate = &estates[index];
    for (int building = 1; building <= estate->buildings; building++) {
        for (int door = 0; door < estate->units * estate->floors * estate->doors; door++) {
            int unit = door / (estate->floors * estate->doors);
            int floor = door / estate->doors % estate->floors;
            bool single = estate->floors == 1;
            struct slot slot = {index, building, estate->units > 1 ? unit + 1 : 0,
                                (single ? 0 : (floor + 1) * 100) + door % estate->doors + 1};
            slot_fill(street, rng, &slot);
        }
    }
}

void people_generate(struct street *street)
{
    for (int i = 0; i < estate_count; i++) {
        struct rng rng = rng_seeded("estate", i);
        estate_fill(street, &rng, i);
    }
    int numbers[COMMUNITIES] = {0};
    for (size_t i = 0; i < street->household_count; i++) {
        struct household *household = &street->households[i];
        household->number = (household->community + 1) * 100000 + ++numbers[household->community];
    }
}

static void household_row(struct sheet *sheet, const struct household *household, const char *head)
{
    char code[16];
    char text[32];
    grid_code(code, household->community, household->grid);
    snprintf(text, sizeof(text), "%d", household->number);
    sheet_text(sheet, 0, text);
    sheet_text(sheet, 1, code);
    sheet_text(sheet, 2, head);
    sheet_text(sheet, 3, estates[household->estate].name);
    bool lane = estates[household->estate].floors == 1;
    snprintf(text, sizeof(text), "%d%s", household->building, lane ? "号" : "栋");
    sheet_text(sheet, 4, text);
    snprintf(text, sizeof(text), "%d", household->unit);
    sheet_text(sheet, 5, household->unit > 0 ? text : "");
    snprintf(text, sizeof(text), "%d", household->room);
    sheet_text(sheet, 6, text);
    sheet_date(sheet, 7, household->in);
    sheet_date(sheet, 8, household->out);
    sheet_end_row(sheet);
}

static void resident_row(struct sheet *sheet, const struct resident *person, int number)
{
    char text[32];
    bool overseas = person->category == CATEGORY_OVERSEAS;
    snprintf(text, sizeof(text), "%d", number);
    sheet_text(sheet, 0, person->id);
    sheet_text(sheet, 1, text);
    sheet_text(sheet, 2, person->name);
    sheet_text(sheet, 3, relation_names[person->relation]);
    sheet_text(sheet, 4, person->female ? "女" : "男");
    sheet_date(sheet, 5, person->born);
    sheet_text(sheet, 6, overseas ? "" : ethnicity_names[person->ethnicity]);
    sheet_text(sheet, 7, education_names[person->education]);
    sheet_text(sheet, 8, marital_names[person->marital]);
    sheet_text(sheet, 9, work_names[person->work]);
    sheet_text(sheet, 10, category_names[person->category]);
    sheet_text(sheet, 11, person->away ? "外出" : "在住");
    sheet_date(sheet, 12, person->in);
    sheet_date(sheet, 13, person->out);
    sheet_end_row(sheet);
}

void people_emit(struct book *book, const struct street *street)
{
    struct sheet *sheet = book_sheet(book, "households", 0);
    for (size_t i = 0; i < street->household_count; i++) {
        const struct household *household = &street->households[i];
        household_row(sheet, household, street->residents[household->first].name);
    }
    for (size_t i = 0; i < street->resident_count; i++) {
        const struct resident *person = &street->residents[i];
        const struct household *household = &street->households[person->household];
        resident_row(book_sheet(book, "residents", household->community), person,
                     household->number);
    }
}
