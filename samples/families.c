/*
 * One household's family: who lives together, born when, and what age makes of each.
 *
 * Days are drawn so that the rules hold by construction: parents are at least 21 years older than
 * their children, nobody arrives before birth, and the head was grown up when the household came.
 */
#include "sample.h"

#include <string.h>

enum {
    REGION_HOME = 539902,
    SCHOOL_FROM = 18505, /* born on or before 2020-08-31: at school since September 2026 */
};

struct family {
    struct street *street;
    struct rng *rng;
    size_t household;
    size_t head;
    int region;
    enum ethnicity ethnicity;
    bool village;
};

static struct resident *member(struct family *family, size_t index)
{
    return &family->street->residents[index];
}

static struct household *home(struct family *family)
{
    return &family->street->households[family->household];
}

/* A birthday of somebody who is lo .. hi years old on the last day. */
static int born_aged(struct rng *rng, int lo, int hi)
{
    return rng_range(rng, day_add_years(DAY_END, -(hi + 1)) + 1, day_add_years(DAY_END, -lo));
}

static int region_draw(struct rng *rng, bool floating)
{
    static const int near[] = {539902, 539904, 539921, 539922, 539925};
    static const int near_weights[] = {80, 4, 6, 5, 5};
    static const int far[] = {539923, 539928, 539931, 529922, 519921, 459927, 439902, 339903};
    static const int far_weights[] = {24, 20, 18, 10, 12, 6, 6, 4};
    return floating ? far[rng_pick(rng, far_weights, 8)] : near[rng_pick(rng, near_weights, 5)];
}

/* Adds a person of the family's people and region; the surname may be NULL for a new one. */
static size_t add(struct family *family, enum relation relation, bool female, int born,
                  const char *surname)
{
    struct household *household = home(family);
    struct resident *person = street_add_resident(family->street);
    size_t index = family->street->resident_count - 1;
    person->household = (int)family->household;
    person->relation = relation;
    person->female = female;
    person->born = born;
    person->ethnicity = family->ethnicity;
    person->category = household->floating ? CATEGORY_FLOATING : CATEGORY_LOCAL;
    person->surname = surname == NULL ? surname_draw(family->rng, person->ethnicity) : surname;
    name_write(family->rng, person->name, sizeof(person->name), person->surname, female,
               civil_of(born).year);
    household->count++;
    return index;
}

static void add_spouse(struct family *family)
{
    struct resident head = *member(family, family->head);
    int older =
        head.female ? rng_range(family->rng, -1900, 500) : rng_range(family->rng, -500, 1900);
    int legal = day_add_years(DAY_END, head.female ? -24 : -23);
    enum ethnicity own = family->ethnicity;
    if (rng_chance(family->rng, 240)) {
        family->ethnicity = ethnicity_draw(family->rng);
    }
    size_t spouse = add(family, REL_SPOUSE, !head.female, int_min(head.born + older, legal), NULL);
    family->ethnicity = own;
    member(family, spouse)->marital = MARITAL_MARRIED;
    member(family, family->head)->marital = MARITAL_MARRIED;
}

/* The father's surname, or the head's for a head without a spouse. */
static const char *child_surname(struct family *family)
{
    struct resident *head = member(family, family->head);
    struct household *household = home(family);
    if (household->count > 1 && head->female && !rng_chance(family->rng, 60)) {
        return member(family, family->head + 1)->surname;
    }
    return head->surname;
}

/* A birthday lo .. hi years ago that fits a parent born on `parent` and a family here till then;
 * DAY_NONE when there is none. */
static int child_born(struct family *family, int parent, int lo, int hi)
{
    int from = int_max(day_add_years(parent, 21), day_add_years(DAY_END, -(hi + 1)) + 1);
    int until = int_min(day_add_years(parent, 41), day_add_years(DAY_END, -lo));
    until = int_min(until, home(family)->out - 10);
    return from <= until ? rng_range(family->rng, from, until) : DAY_NONE;
}

static int youngest_parent(struct family *family, bool couple)
{
    int born = member(family, family->head)->born;
    return couple ? int_max(born, member(family, family->head + 1)->born) : born;
}

static void add_child(struct family *family, bool couple, int lo, int hi)
{
    int born = child_born(family, youngest_parent(family, couple), lo, hi);
    if (born == DAY_NONE) {
        return;
    }
    for (size_t i = family->head; i < family->street->resident_count; i++) {
        struct resident *sibling = member(family, i);
        bool child = sibling->relation == REL_SON || sibling->relation == REL_DAUGHTER;
        if (child && born > sibling->born - 400 && born < sibling->born + 400) {
            return; /* a second child so close to the first is rare: leave it out */
        }
    }
    bool female = rng_chance(family->rng, 478);
    const char *surname = child_surname(family);
    size_t child = add(family, female ? REL_DAUGHTER : REL_SON, female, born, surname);
    int age = age_on(born, DAY_END);
    bool married = age >= 26 && rng_chance(family->rng, (age - 24) * 30);
    member(family, child)->marital = married ? MARITAL_MARRIED : MARITAL_SINGLE;
}

static void add_parent(struct family *family)
{
    struct resident head = *member(family, family->head);
    bool female = rng_chance(family->rng, 640);
    int born = head.born - rng_range(family->rng, 21 * 366, 33 * 365);
    size_t parent = add(family, REL_PARENT, female, born, female ? NULL : head.surname);
    bool couple = rng_chance(family->rng, 350);
    member(family, parent)->marital = couple ? MARITAL_MARRIED : MARITAL_WIDOWED;
    if (couple) {
        int other = born + rng_range(family->rng, -700, 500);
        other = int_min(other, head.born - 20 * 366);
        parent = add(family, REL_PARENT, !female, other, female ? head.surname : NULL);
        member(family, parent)->marital = MARITAL_MARRIED;
    }
}

static void add_grandchildren(struct family *family)
{
    struct resident head = *member(family, family->head);
    int born = child_born(family, youngest_parent(family, home(family)->count > 1), 27, 46);
    if (born == DAY_NONE) {
        return;
    }
    const char *surname = head.female && home(family)->count > 1
                              ? member(family, family->head + 1)->surname
                              : head.surname;
    size_t son = add(family, REL_SON, false, born, surname);
    member(family, son)->away = true;
    member(family, son)->marital =
        rng_chance(family->rng, 780) ? MARITAL_MARRIED : MARITAL_DIVORCED;
    int small = child_born(family, born, 2, 14);
    if (small != DAY_NONE) {
        add(family, REL_GRANDCHILD, rng_chance(family->rng, 480), small, surname);
    }
}

static void add_mates(struct family *family, enum relation relation)
{
    struct resident head = *member(family, family->head);
    int mates = relation == REL_SIBLING ? 1 : 1 + rng_chance(family->rng, 300);
    for (int i = 0; i < mates; i++) {
        int born =
            int_min(head.born + rng_range(family->rng, 420, 2200), day_add_years(DAY_END, -19));
        if (relation == REL_SIBLING) {
            add(family, relation, rng_chance(family->rng, 450), born, head.surname);
            continue;
        }
        family->ethnicity = ethnicity_draw(family->rng);
        add(family, relation, head.female, born, NULL);
    }
}

static enum marital marital_alone(struct rng *rng, int age)
{
    static const int weights[4][MARITAL_COUNT] = {
        {97, 2, 0, 1}, {52, 20, 1, 27}, {18, 22, 20, 40}, {6, 2, 80, 12}};
    int row = age < 30 ? 0 : age < 45 ? 1 : age < 60 ? 2 : 3;
    return (enum marital)rng_pick(rng, weights[row], MARITAL_COUNT);
}

static int head_born(struct family *family)
{
    struct rng *rng = family->rng;
    bool floating = home(family)->floating;
    static const int ages[SHAPE_COUNT][2] = {{25, 61}, {26, 65}, {27, 47}, {30, 47},
                                             {33, 54}, {60, 84}, {61, 89}, {29, 47},
                                             {49, 66}, {21, 34}, {57, 72}, {22, 33}};
    int lo = ages[home(family)->shape][0];
    int hi = ages[home(family)->shape][1];
    if (floating && home(family)->shape == SHAPE_SINGLE) {
        lo = 21;
        hi = rng_chance(rng, 700) ? 36 : 58;
    }
    if (floating && home(family)->shape == SHAPE_COUPLE) {
        hi = 48;
    }
    /* old age thins out: mostly the smaller of two draws */
    int born = born_aged(rng, lo, hi);
    return lo >= 57 && rng_chance(rng, 600) ? int_max(born, born_aged(rng, lo, hi)) : born;
}

static bool is_couple(struct family *family, enum shape shape)
{
    switch (shape) {
    case SHAPE_COUPLE:
    case SHAPE_ONE_CHILD:
    case SHAPE_TWO_CHILDREN:
    case SHAPE_THREE_GENERATIONS:
    case SHAPE_ELDER_COUPLE:
    case SHAPE_ADULT_CHILD:
        return true;
    case SHAPE_GRANDCHILD:
        return rng_chance(family->rng, 720);
    case SHAPE_SINGLE:
    case SHAPE_ELDER_ALONE:
    case SHAPE_SINGLE_PARENT:
    case SHAPE_SHARED:
    case SHAPE_SIBLINGS:
    case SHAPE_COUNT:
        break;
    }
    return false;
}

static void add_children(struct family *family, enum shape shape)
{
    bool generations = shape == SHAPE_THREE_GENERATIONS;
    if (shape == SHAPE_ONE_CHILD || shape == SHAPE_TWO_CHILDREN || generations) {
        add_child(family, true, 0, 19);
    }
    if (shape == SHAPE_TWO_CHILDREN || (generations && rng_chance(family->rng, 380))) {
        add_child(family, true, 0, 17);
    }
    if (shape == SHAPE_ADULT_CHILD) {
        add_child(family, true, 19, 36);
    }
    if (shape == SHAPE_SINGLE_PARENT) {
        bool divorced = rng_chance(family->rng, 860);
        member(family, family->head)->marital = divorced ? MARITAL_DIVORCED : MARITAL_WIDOWED;
        add_child(family, false, 2, 19);
    }
}

/* Everybody but the head. */
static void build(struct family *family)
{
    enum shape shape = home(family)->shape;
    if (is_couple(family, shape)) {
        add_spouse(family);
    } else {
        int age = age_on(member(family, family->head)->born, DAY_END);
        member(family, family->head)->marital = marital_alone(family->rng, age);
    }
    add_children(family, shape);
    if (shape == SHAPE_THREE_GENERATIONS) {
        add_parent(family);
    }
    if (shape == SHAPE_GRANDCHILD) {
        add_grandchildren(family);
    }
    if (shape == SHAPE_SHARED || shape == SHAPE_SIBLINGS) {
        add_mates(family, shape == SHAPE_SHARED ? REL_OTHER : REL_SIBLING);
    }
}

static enum education education_of(struct rng *rng, const struct resident *person)
{
    static const int weights[4][EDU_COUNT] = {{6, 34, 26, 10, 13, 10, 1, 0, 0},
                                              {4, 24, 24, 9, 15, 20, 4, 0, 0},
                                              {1, 8, 13, 7, 22, 34, 15, 0, 0},
                                              {0, 4, 7, 5, 15, 30, 32, 7, 0}};
    int age = age_on(person->born, DAY_END);
    if (person->born > SCHOOL_FROM) {
        return EDU_PRESCHOOL;
    }
    if (age < 19) {
        enum education upper = rng_chance(rng, 300) ? EDU_VOCATIONAL : EDU_HIGH;
        return age < 13 ? EDU_PRIMARY : age < 16 ? EDU_MIDDLE : upper;
    }
    if (age < 23) {
        static const int young[] = {0, 44, 30, 8, 12, 6};
        return (enum education)rng_pick(rng, young, 6);
    }
    int row = age < 35 ? 0 : age < 48 ? 1 : age < 62 ? 2 : 3;
    return (enum education)rng_pick(rng, weights[row], EDU_COUNT);
}

static enum work work_of(struct rng *rng, const struct resident *person, bool village)
{
    int age = age_on(person->born, DAY_END);
    if (person->born > SCHOOL_FROM) {
        return WORK_PRESCHOOL;
    }
    if (age < 19) {
        return WORK_STUDENT;
    }
    bool higher = person->education <= EDU_COLLEGE;
    if (age < 23 && higher && (age < 22 || rng_chance(rng, 700))) {
        return WORK_STUDENT;
    }
    if (age >= (person->female ? 55 : 60)) {
        static const int town[] = {2, 3, 4, 0, 78, 0, 0, 2, 11};
        static const int land[] = {0, 4, 8, 0, 26, 0, 0, 38, 24};
        return (enum work)rng_pick(rng, village ? land : town, WORK_COUNT);
    }
    static const int town[] = {56, 13, 19, 4, 0, 0, 0, 1, 7};
    static const int land[] = {24, 20, 28, 4, 0, 0, 0, 17, 7};
    static const int newcomer[] = {42, 24, 28, 2, 0, 0, 0, 0, 4};
    if (person->category == CATEGORY_FLOATING) {
        return (enum work)rng_pick(rng, newcomer, WORK_COUNT);
    }
    return (enum work)rng_pick(rng, village ? land : town, WORK_COUNT);
}

/* When the household came, once its head is known: renters lately, others since the house stood. */
static int arrival(struct family *family)
{
    struct household *household = home(family);
    int built = day_of(estates[household->estate].year, 7, 1);
    int grown_up = day_add_years(member(family, family->head)->born, 18);
    int from = int_max(built, grown_up);
    int latest = DAY_WINDOW - 1;
    if (household->floating) {
        from = int_max(from, latest - 5 * YEAR_DAYS);
    } else if (rng_chance(family->rng, 450)) {
        latest = int_max(from, int_min(latest, built + 4 * YEAR_DAYS));
    }
    return rng_range(family->rng, int_min(from, latest), latest);
}

/* Each person's own stay within the household's. */
static void stay(struct family *family, struct resident *person)
{
    struct rng *rng = family->rng;
    struct household *household = home(family);
    int last = int_min(household->out, DAY_END);
    int age = age_on(person->born, DAY_END);
    person->in = int_max(household->in, person->born);
    person->out = household->out;
    if (person->relation == REL_SPOUSE) {
        int wed = int_max(person->born, member(family, family->head)->born);
        wed = day_add_years(wed, 22) + rng_below(rng, 3 * YEAR_DAYS);
        person->in = int_max(person->in, int_min(wed, last - 5));
    }
    if (person->relation == REL_PARENT && rng_chance(rng, 120)) {
        person->in = rng_range(rng, int_max(person->in, DAY_WINDOW), last - 5);
    }
    if (person->in >= last - 5) {
        person->in = int_min(person->in, last - 1);
        person->in = int_max(person->in, int_max(household->in, person->born));
    }
    bool grown_child =
        (person->relation == REL_SON || person->relation == REL_DAUGHTER) && age > 23;
    bool dies = person->relation != REL_HEAD && age >= 72 && rng_chance(rng, 70);
    bool leaves = dies || (grown_child && !person->away && rng_chance(rng, 90));
    int from = int_max(person->in + 30, DAY_WINDOW);
    if (leaves && from < last) {
        person->out = rng_range(rng, from, last);
    }
}

static void settle(struct family *family, struct resident *person)
{
    struct rng *rng = family->rng;
    int age = age_on(person->born, DAY_END);
    int region = family->region;
    bool own_origin = person->relation == REL_SPOUSE || person->relation == REL_OTHER;
    if (own_origin && rng_chance(rng, 500)) {
        region = region_draw(rng, home(family)->floating || rng_chance(rng, 100));
    }
    if (home(family)->shape == SHAPE_SINGLE && home(family)->floating && age > 24 &&
        rng_chance(rng, 40)) {
        /* holders of residence permits for Hongkong, Macao and Taiwan: 81, 82, 83 */
        static const int overseas[] = {819900, 829900, 839900};
        region = overseas[rng_below(rng, 3)];
        person->category = CATEGORY_OVERSEAS;
    }
    if (person->relation == REL_GRANDCHILD) {
        region = REGION_HOME;
    }
    person->education = education_of(rng, person);
    person->work = work_of(rng, person, family->village);
    resident_number(family->street, rng, person, region);
    bool local = person->category == CATEGORY_LOCAL;
    if (local && person->work == WORK_STUDENT && age >= 19) {
        person->away = rng_chance(rng, 620);
    } else if (local && age >= 20 && age <= 48 && person->relation != REL_HEAD) {
        person->away = person->away || rng_chance(rng, 62);
    } else if (local && home(family)->shape == SHAPE_SINGLE && age < 50) {
        person->away = rng_chance(rng, 60);
    } else if (local && !person->female && home(family)->shape <= SHAPE_TWO_CHILDREN) {
        person->away = rng_chance(rng, 24); /* the father earns elsewhere */
    }
    stay(family, person);
}

void family_generate(struct street *street, struct rng *rng, size_t household)
{
    struct household *own = &street->households[household];
    enum estate_kind kind = estates[own->estate].kind;
    struct family family = {street,
                            rng,
                            household,
                            street->resident_count,
                            0,
                            ETHNIC_HAN,
                            kind == ESTATE_VILLAGE || kind == ESTATE_CLEARED};
    family.region = region_draw(rng, own->floating);
    family.ethnicity = ethnicity_draw(rng);
    own->first = (int)street->resident_count;
    int men = own->shape == SHAPE_ELDER_ALONE ? 320 : own->shape == SHAPE_SINGLE_PARENT ? 240 : 640;
    /* one draw a statement: C leaves the order of arguments to the compiler */
    bool female = !rng_chance(rng, men);
    int born = head_born(&family);
    add(&family, REL_HEAD, female, born, NULL);
    build(&family);
    own = home(&family); /* the array may have moved */
    if (own->in == 0) {
        own->in = arrival(&family);
    }
    for (size_t i = family.head; i < street->resident_count; i++) {
        settle(&family, &street->residents[i]);
    }
}
