/* The records in memory, their code tables and the national check digits. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const relation_names[REL_COUNT] = {"户主",   "配偶",   "子",       "女",  "父母",
                                               "祖父母", "孙子女", "兄弟姐妹", "其他"};
const char *const marital_names[MARITAL_COUNT] = {"未婚", "已婚", "丧偶", "离婚"};
const char *const education_names[EDU_COUNT] = {
    "研究生", "大学本科", "大学专科", "中等职业", "高中", "初中", "小学", "文盲或半文盲", "学龄前"};
const char *const work_names[WORK_COUNT] = {"在职",     "个体经营", "灵活就业", "失业", "离退休",
                                            "在校学生", "学龄前",   "务农",     "其他"};
const char *const category_names[CATEGORY_COUNT] = {"户籍", "流动", "境外"};

enum { ID_SLOTS = 65536 }; /* a power of two, well above the number of residents */

void *grown(void *items, size_t count, size_t *room, size_t item_size)
{
    if (count < *room) {
        return items;
    }
    *room = *room == 0 ? 64 : *room * 2;
    void *moved = realloc(items, *room * item_size);
    if (moved == NULL) {
        fputs("generate: out of memory\n", stderr);
        exit(70);
    }
    return moved;
}

void street_init(struct street *street)
{
    *street = (struct street){0};
    street->ids = calloc(ID_SLOTS, sizeof(*street->ids));
    if (street->ids == NULL) {
        fputs("generate: out of memory\n", stderr);
        exit(70);
    }
}

void street_done(struct street *street)
{
    free(street->households);
    free(street->residents);
    free(street->ids);
    *street = (struct street){0};
}

struct household *street_add_household(struct street *street)
{
    street->households = grown(street->households, street->household_count, &street->household_room,
                               sizeof(*street->households));
    struct household *household = &street->households[street->household_count++];
    *household = (struct household){.out = DAY_OPEN};
    return household;
}

struct resident *street_add_resident(struct street *street)
{
    street->residents = grown(street->residents, street->resident_count, &street->resident_room,
                              sizeof(*street->residents));
    struct resident *resident = &street->residents[street->resident_count++];
    *resident = (struct resident){.out = DAY_OPEN};
    return resident;
}

/* True when the body was free; it is taken then. */
static bool id_take(struct street *street, uint64_t body)
{
    uint64_t slot = (body * 0x9E3779B97F4A7C15u) >> 48;
    while (street->ids[slot] != 0) {
        if (street->ids[slot] == body) {
            return false;
        }
        slot = (slot + 1) % ID_SLOTS;
    }
    street->ids[slot] = body;
    return true;
}

void resident_number(struct street *street, struct rng *rng, struct resident *resident, int region)
{
    struct civil born = civil_of(resident->born);
    char body[32];
    do {
        /* the last digit of the sequence is odd for men and even for women */
        int sequence = rng_below(rng, 120) * 2 + (resident->female ? 2 : 1);
        snprintf(body, sizeof(body), "%06d%04d%02d%02d%03d", region, born.year, born.month,
                 born.day, sequence);
    } while (!id_take(street, strtoull(body, NULL, 10)));
    memcpy(resident->id, body, 17);
    resident->id[17] = id_check_digit(body);
    resident->id[18] = '\0';
}

/* GB 11643: ISO 7064 MOD 11-2. */
char id_check_digit(const char *body17)
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++) {
        sum += (body17[i] - '0') * weights[i];
    }
    return "10X98765432"[sum % 11];
}

/* GB 32100: MOD 31-3 over digits and letters without I, O, S, V, Z. */
char credit_check_digit(const char *body17)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static const int weights[17] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    int sum = 0;
    for (int i = 0; i < 17; i++) {
        const char *at = strchr(alphabet, body17[i]);
        sum += (at == NULL ? 0 : (int)(at - alphabet)) * weights[i];
    }
    return alphabet[(31 - sum % 31) % 31];
}

/* GB 11714: the ninth character of an organisation code (digits and capital letters). */
char organisation_check_digit(const char *body8)
{
    static const int weights[8] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 8; i++) {
        int value = body8[i] <= '9' ? body8[i] - '0' : body8[i] - 'A' + 10;
        sum += value * weights[i];
    }
    return "0X987654321"[sum % 11];
}
