/* People of chance for the import: no clock, no random numbers but these. */
#include "people.h"

#include <stdio.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/value.h>
#include <xlsxwriter.h>

enum { IN_HOUSEHOLD = 3, IN_GRID = 400, IN_COMMUNITY = 12, COLUMNS = 14 };

#define FIRST_BIRTH (-14610) /* 1930-01-01 */
#define BIRTHS 32869         /* days of birth, prime to STEP: 90 years */
#define STEP 7919

struct person {
    char cells[COLUMNS][64];
};

static const char *const titles[COLUMNS] = {
    "身份证号", "户号",     "姓名",     "与户主关系", "性别",     "出生日期", "民族",
    "文化程度", "婚姻状况", "从业状况", "人员类别",   "居住状态", "迁入日期", "迁出日期"};

static long household_of(long person)
{
    return person / IN_HOUSEHOLD;
}

static void date_text(long day, const char *mark, char out[64])
{
    struct value_civil civil = value_date_to_civil((int32_t)day);
    snprintf(out, 64, "%04d%s%02d%s%02d", civil.year, mark, civil.month, mark, civil.day);
}

/* GB 11643: the sequence's last digit tells the sex, the last character checks the rest. */
static void id_card(long birth, long sequence, char out[64])
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    char day[64];
    int sum = 0;
    date_text(birth, "", day);
    snprintf(out, 64, "539902%.8s%03ld", day, sequence % 1000);
    for (int i = 0; i < 17; i++)
        sum += weights[i] * (out[i] - '0');
    out[17] = "10X98765432"[sum % 11];
    out[18] = '\0';
}

static void name_of(long person, char out[64])
{
    static const char *const families[] = {"王", "李", "张", "刘", "陈", "杨", "赵",  "黄",
                                           "周", "吴", "徐", "孙", "胡", "朱", "欧阳"};
    static const char *const given[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军",
                                        "洋", "勇", "艳", "杰", "娟", "涛", "明", "超"};
    size_t n = (size_t)person;
    snprintf(out, 64, "%s%s%s", families[n % BASE_COUNT(families)],
             given[n / 5 % BASE_COUNT(given)], n % 3 ? given[n / 89 % BASE_COUNT(given)] : "");
}

static const char *pick(long number, const char *const *words, size_t count)
{
    return words[(size_t)number % count];
}
#define PICK(number, ...)                                                                          \
    pick(number, (const char *const[]){__VA_ARGS__},                                               \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void person_make(long i, struct person *ret_person)
{
    char(*cells)[64] = ret_person->cells;
    long birth = FIRST_BIRTH + i * STEP % BIRTHS, sequence = i / BIRTHS;
    const char *const words[COLUMNS] = {
        [3] = PICK(i % IN_HOUSEHOLD, "户主", "配偶", "其他"),
        [4] = sequence % 2 ? "男" : "女",
        [6] = PICK(i / 7, "汉族", "汉族", "汉族", "彝族", "白族"),
        [7] = PICK(i / 3, "大学本科", "大学专科", "高中", "初中", "小学", ""),
        [8] = PICK(i / 11, "未婚", "已婚", "已婚", "丧偶", "离婚"),
        [9] = PICK(i / 13, "在职", "离退休", "失业", "务农", "灵活就业", ""),
        [10] = PICK(i / 17, "户籍", "户籍", "流动"),
        [11] = PICK(i / 19, "在住", "在住", "在住", "外出"),
        [13] = ""};
    for (size_t c = 0; c < COLUMNS; c++)
        snprintf(cells[c], sizeof cells[c], "%s", words[c] ? words[c] : "");
    id_card(birth, sequence, cells[0]);
    snprintf(cells[1], sizeof cells[1], "%ld", 10000000 + household_of(i));
    name_of(i, cells[2]);
    date_text(birth, "-", cells[5]);
    date_text(birth > 12000 ? birth + 30 : 12000 + i % 6000, "-", cells[12]);
}

static FILE *open_in(struct arena *arena, const char *directory, const char *name)
{
    return fopen(arena_printf(arena, "%s/%s", directory, name), "w");
}

static bool write_places(struct arena *arena, const char *directory, long households)
{
    FILE *communities = open_in(arena, directory, "communities.csv"),
         *grids = open_in(arena, directory, "grids.csv"),
         *homes = open_in(arena, directory, "households.csv");
    if (!communities || !grids || !homes)
        return false;
    fputs("社区编码,名称,级别,上级编码\n539902000000,栖云区,区县,\n"
          "539902001000,望澜街道,街道,539902000000\n",
          communities);
    fputs("网格编码,社区编码,名称,成立日期\n", grids);
    fputs("户号,网格编码,户主,小区,楼栋,单元,房号,迁入日期\n", homes);
    for (long h = 0; h < households; h++) {
        long grid = h / IN_GRID, community = grid / IN_COMMUNITY + 1;
        long code = 539902001000 + community;
        char head[64];
        name_of(h * IN_HOUSEHOLD, head);
        if (h % (IN_GRID * IN_COMMUNITY) == 0)
            fprintf(communities, "%ld,第%ld社区,社区,539902001000\n", code, community);
        if (h % IN_GRID == 0)
            fprintf(grids, "%ld%03ld,%ld,第%ld网格,2014-03-01\n", code, grid % IN_COMMUNITY + 1,
                    code, grid + 1);
        fprintf(homes, "%ld,%ld%03ld,%s,春和花园,%ld栋,%ld,%ld0%ld,2002-11-09\n", 10000000 + h,
                code, grid % IN_COMMUNITY + 1, head, h / 40 % 10 + 1, h / 20 % 2 + 1, h / 4 % 5 + 1,
                h % 4 + 1);
    }
    bool good = fclose(communities) == 0;
    good = fclose(grids) == 0 && good;
    return fclose(homes) == 0 && good;
}

bool people_write(const char *directory, long count)
{
    struct arena *arena = arena_new();
    FILE *out = open_in(arena, directory, "residents.csv");
    bool good = out && write_places(arena, directory, household_of(count - 1) + 1);
    for (long i = -1; good && i < count; i++) {
        struct person person;
        if (i >= 0)
            person_make(i, &person);
        for (size_t c = 0; c < COLUMNS; c++)
            fprintf(out, "%s%s", c ? "," : "", i < 0 ? titles[c] : person.cells[c]);
        fputc('\n', out);
    }
    good = out && fclose(out) == 0 && good;
    arena_free(arena);
    return good;
}

bool people_write_workbook(const char *directory, long count)
{
    struct arena *arena = arena_new();
    lxw_workbook *book = workbook_new(arena_printf(arena, "%s/residents.xlsx", directory));
    lxw_worksheet *sheet = workbook_add_worksheet(book, "居民");
    for (long i = -1; i < count; i++) {
        struct person person;
        if (i >= 0)
            person_make(i, &person);
        for (size_t c = 0; c < COLUMNS; c++)
            worksheet_write_string(sheet, (lxw_row_t)(i + 1), (lxw_col_t)c,
                                   i < 0 ? titles[c] : person.cells[c], NULL);
    }
    bool good = workbook_close(book) == LXW_NO_ERROR;
    arena_free(arena);
    return good;
}
