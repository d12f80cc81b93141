/* The street's geography. The code 539902 is assigned to no district in GB/T 2260. */
#include "sample.h"

#include <assert.h>
#include <stdio.h>

const struct community communities[COMMUNITIES] = {
    {"539902001001", "春晖社区", 112, 152, 68, 860},
    {"539902001002", "桂苑社区", 58, 116, 52, 640},
    {"539902001003", "文澜社区", 66, 138, 74, 720},
    {"539902001004", "金湖社区", 150, 160, 125, 980},
    {"539902001005", "莲塘社区", 112, 118, 148, 560},
    {"539902001006", "朝阳社区", 62, 134, 59, 610},
};

const struct estate estates[] = {
    {0, 1, "春晖花园", ESTATE_COMMERCIAL, 7, 4, 6, 2, 2003},
    {0, 2, "春晖里", ESTATE_OLD, 9, 3, 6, 2, 1994},
    {0, 3, "桃源小区", ESTATE_COMMERCIAL, 8, 3, 7, 2, 2001},
    {0, 4, "水务局宿舍", ESTATE_OLD, 2, 3, 6, 2, 1992},
    {0, 4, "柳岸雅居", ESTATE_COMMERCIAL, 3, 2, 11, 4, 2012},
    {0, 5, "滨河新城", ESTATE_TOWER, 3, 2, 18, 3, 2017},
    {1, 1, "桂苑小区", ESTATE_OLD, 8, 3, 6, 2, 1998},
    {1, 2, "丹桂园", ESTATE_COMMERCIAL, 6, 4, 6, 2, 2005},
    {1, 2, "粮油公司宿舍", ESTATE_OLD, 2, 3, 5, 2, 1988},
    {1, 3, "金桂华庭", ESTATE_COMMERCIAL, 4, 2, 11, 4, 2013},
    {1, 4, "月桂公寓", ESTATE_RENTAL, 3, 1, 18, 6, 2016},
    {2, 1, "文澜苑", ESTATE_COMMERCIAL, 8, 3, 6, 2, 2002},
    {2, 1, "附中宿舍", ESTATE_OLD, 3, 3, 6, 2, 1996},
    {2, 2, "书香名邸", ESTATE_TOWER, 4, 2, 17, 2, 2014},
    {2, 3, "翰林雅筑", ESTATE_COMMERCIAL, 5, 2, 11, 3, 2011},
    {2, 4, "博学里", ESTATE_OLD, 7, 4, 6, 2, 1999},
    {2, 5, "砚池巷", ESTATE_VILLAGE, 64, 1, 1, 3, 1990},
    {3, 1, "金湖湾一期", ESTATE_TOWER, 4, 2, 15, 3, 2015},
    {3, 2, "金湖湾二期", ESTATE_TOWER, 4, 2, 15, 3, 2018},
    {3, 3, "湖畔人家", ESTATE_COMMERCIAL, 6, 3, 9, 2, 2010},
    {3, 4, "观澜国际", ESTATE_TOWER, 3, 2, 20, 3, 2020},
    {3, 5, "云栖府", ESTATE_NEW, 4, 2, 17, 3, 2025},
    {4, 1, "莲塘新村", ESTATE_VILLAGE, 45, 1, 4, 2, 1996},
    {4, 2, "莲花小区", ESTATE_OLD, 7, 3, 6, 2, 2000},
    {4, 3, "荷塘月色", ESTATE_COMMERCIAL, 4, 2, 11, 4, 2014},
    {4, 4, "莲塘老街", ESTATE_CLEARED, 70, 1, 1, 2, 1985},
    {4, 5, "莲塘佳苑", ESTATE_TOWER, 3, 2, 11, 4, 2019},
    {5, 1, "机械厂家属院", ESTATE_OLD, 10, 3, 6, 2, 1986},
    {5, 2, "朝阳小区", ESTATE_OLD, 8, 3, 6, 2, 1993},
    {5, 3, "向阳里", ESTATE_OLD, 7, 4, 6, 2, 1997},
    {5, 4, "晨光家园", ESTATE_COMMERCIAL, 4, 2, 11, 4, 2009},
};
const int estate_count = (int)(sizeof(estates) / sizeof(estates[0]));

int grid_count(int community)
{
    int count = 0;
    for (int i = 0; i < estate_count; i++) {
        if (estates[i].community == community) {
            count = int_max(count, estates[i].grid);
        }
    }
    return count;
}

/* The first estate of a grid; every grid has one. */
static const struct estate *grid_estate(int community, int grid)
{
    int i = 0;
    while (estates[i].community != community || estates[i].grid != grid) {
        i++;
        assert(i < estate_count);
    }
    return &estates[i];
}

int grid_founded(int community, int grid)
{
    if (grid_estate(community, grid)->kind == ESTATE_NEW) {
        return day_of(2025, 8, 1);
    }
    int opened = grid_estate(community, grid)->year;
    return opened < 2014 ? day_of(2014, 3, 1) : day_of(opened, 9, 1);
}

int grid_abolished(int community, int grid)
{
    bool cleared = grid_estate(community, grid)->kind == ESTATE_CLEARED;
    return cleared ? day_of(2025, 12, 31) : DAY_OPEN;
}

void grid_code(char ret_code[16], int community, int grid)
{
    snprintf(ret_code, 16, "%s%03u", communities[community].code, (unsigned)grid % 1000u);
}

void grid_worker(char *ret_name, size_t size, int community, int grid)
{
    struct rng rng = rng_seeded("grid worker", community * 100 + grid);
    name_staff(&rng, ret_name, size);
}

static void community_row(struct sheet *sheet, const char *code, const char *name,
                          const char *level, const char *above)
{
    sheet_text(sheet, 0, code);
    sheet_text(sheet, 1, name);
    sheet_text(sheet, 2, level);
    sheet_text(sheet, 3, above);
    sheet_end_row(sheet);
}

static void grid_row(struct sheet *sheet, int community, int grid)
{
    static const char *const ordinals[] = {"第一网格", "第二网格", "第三网格", "第四网格",
                                           "第五网格"};
    char code[16];
    char worker[32];
    char name[CELL_MAX];
    grid_code(code, community, grid);
    grid_worker(worker, sizeof(worker), community, grid);
    snprintf(name, sizeof(name), "%s%s", communities[community].name, ordinals[grid - 1]);
    sheet_text(sheet, 0, code);
    sheet_text(sheet, 1, communities[community].name);
    sheet_text(sheet, 2, name);
    sheet_text(sheet, 3, worker);
    sheet_date(sheet, 4, grid_founded(community, grid));
    sheet_date(sheet, 5, grid_abolished(community, grid));
    sheet_end_row(sheet);
}

void places_emit(struct book *book)
{
    struct sheet *sheet = book_sheet(book, "communities", 0);
    community_row(sheet, "539902000000", "栖云区", "区县", "");
    community_row(sheet, "539902001000", "望澜街道", "街道", "539902000000");
    for (int i = 0; i < COMMUNITIES; i++) {
        community_row(sheet, communities[i].code, communities[i].name, "社区", "539902001000");
    }
    sheet = book_sheet(book, "grids", 0);
    for (int i = 0; i < COMMUNITIES; i++) {
        for (int grid = 1; grid <= grid_count(i); grid++) {
            grid_row(sheet, i, grid);
        }
    }
}
