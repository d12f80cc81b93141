/* Cells: what is accepted as typed, and each way of being wrong with its place. */
#include <stdio.h>

#include "import_support.h"
#include "private.h"
#include "tap.h"

#define GRID_HEAD "网格编码,社区编码,名称,成立日期,撤销日期\n"
#define QUANTITY_HEAD "社区,期,名称,数值,单位\n"
#define RESIDENT_HEAD                                                                              \
    "身份证号,户号,姓名,与户主关系,性别,出生日期,民族,文化程度,人员类别,居住状态,迁入日期\n"
#define DISPUTE_HEAD "编号,社区,受理日期,类别,来源,结果,当事人数,涉及金额,办结日期\n"
#define UNIT_HEAD "信用代码,社区,名称,机构类型,隶属关系,报到党员数,签约日期,联系电话\n"
#define SERVICE_HEAD "编号,社区,受理日期,方式,类别,事项,时限,结果,办结日期,回访\n"

static const char *text(struct desk *desk, const char *head, const char *row)
{
    return arena_printf(desk->arena, "%s%s\n", head, row);
}

static void check_dates(struct desk *desk, const char *written, const char *stored)
{
    const char *row = arena_printf(desk->arena, "539902001001009,春晖社区,九,%s,", written);
    bool good = CHECK(take(desk, "grids", text(desk, GRID_HEAD, row)));
    good = CHECK_STR(ask(desk, "SELECT 成立日期 FROM 网格 WHERE 网格 = '九'"), stored) && good;
    if (!good)
        printf("# %s\n", written);
}

TEST(dates_as_people_type_them)
{
    struct desk desk;
    desk_open(&desk);
    check_dates(&desk, "2026-01-05", "2026-01-05");
    check_dates(&desk, "2026.1.6", "2026-01-06");
    check_dates(&desk, "2026/1/7", "2026-01-07");
    check_dates(&desk, "2026年1月8日", "2026-01-08");
    check_dates(&desk, "20260109", "2026-01-09");
    check_dates(&desk, "２０２６－０１－１０", "2026-01-10");
    check_dates(&desk, "\xE3\x80\x80 2026-1-11\xC2\xA0", "2026-01-11");
    check_dates(&desk, "'2026-1-12", "2026-01-12");
    check_dates(&desk, "2026/1/13 0:00", "2026-01-13");
    check_dates(&desk, "2026-01-14 14:30:59", "2026-01-14");
    check_dates(&desk, "2026-01-15T08:00:00.000", "2026-01-15");
    check_dates(&desk, "46038", "2026-01-16"); /* Excel's number of the day */
    check_dates(&desk, "二〇二六年一月十七日", "2026-01-17");
    check_dates(&desk, "二○二五年十二月三十一日", "2025-12-31");
    check_dates(&desk, "二零二五年十月二十日", "2025-10-20");
    check_dates(&desk, "2026年一月十日", "2026-01-10");
    check_dates(&desk, "2026。1。18", "2026-01-18");
    check_dates(&desk, "2026、1、19", "2026-01-19");
    check_dates(&desk, "2026年1月5日（星期一）", "2026-01-05");
    check_dates(&desk, "2026-1-6 周二", "2026-01-06");
    desk_close(&desk);
}

TEST(IMP031_what_is_no_date)
{
    static const char *const bad[] = {"2026-02-30",
                                      "昨天",
                                      "2026-13-01",
                                      "1-5",
                                      "2026",
                                      "-",
                                      "2026-01-05 下午",
                                      "46O27",
                                      "2026-01-05 14",
                                      "2026年1月",
                                      "二〇二六年一月",
                                      "农历二〇二六年一月五日",
                                      "一月五日",
                                      "二〇二六年一月五十日",
                                      "2026-01-05（暂定）",
                                      "周一"};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        const char *row = arena_printf(desk.arena, "539902001001009,春晖社区,九,%s,", bad[i]);
        refused(&desk, "grids", text(&desk, GRID_HEAD, row), "IMP031", 2, 4);
    }
    desk_close(&desk);
}

TEST(what_is_said_of_days_that_are_none)
{
    static const struct {
        const char *written, *hint;
    } cases[] = {{"2026-02-30", "2026 年 2 月没有 30 日"},
                 {"2026年13月1日", "没有 13 月"},
                 {"2025.2.29", "2025 年 2 月没有 29 日"},
                 {"5/3/2026", "年份要写在最前面"},
                 {"115.5.3", "年份要写四位"},
                 {"二〇二六年二月", "没有写是哪一天"}};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        const char *row =
            arena_printf(desk.arena, "539902001001009,春晖社区,九,%s,", cases[i].written);
        refused(&desk, "grids", text(&desk, GRID_HEAD, row), "IMP031", 2, 4);
        if (!CHECK(strstr(hint_of(&desk, 0), cases[i].hint) != NULL))
            printf("# %s: %s\n", cases[i].written, hint_of(&desk, 0));
    }
    desk_close(&desk);
}

TEST(IMP068_what_a_formula_could_not_work_out)
{
    static const char *const bad[] = {"#N/A", "#REF!", "#DIV/0!", "＃N/A", "Err:502"};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        const char *row = arena_printf(desk.arena, "7,539902001001001,张三,%s,2020-05-01", bad[i]);
        bool wide = i == 3; /* nobody's formula: a name of its own */
        const char *file = text(&desk, "户号,网格编码,户主,小区,迁入日期\n", row);
        if (wide)
            CHECK(take(&desk, "households", file));
        else
            refused(&desk, "households", file, "IMP068", 2, 4);
    }
    /* in a column that is not read it does not matter */
    CHECK(take(&desk, "households",
               "序号,户号,网格编码,户主,迁入日期\n#REF!,7,539902001001001,张三,2020-05-01\n"));
    desk_close(&desk);
}

TEST(percentages_where_the_unit_is_percent)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               QUANTITY_HEAD "春晖社区,2026-10,绿化率,35.6%,%\n春晖社区,2026-10,入户率,７％,％\n"));
    CHECK_STR(ask(&desk, "SELECT group_concat(数值, ' ') FROM 数量"), "35.6 7");
    refused(&desk, "quantities", QUANTITY_HEAD "春晖社区,2026-10,绿化率,35.6%,个\n", "IMP038", 2,
            4);
    CHECK(strstr(hint_of(&desk, 0), "单位 %") != NULL);
    refused(&desk, "quantities", "名称,数值,单位,社区,期\n绿化率,%,%,春晖社区,2026-10\n", "IMP038",
            2, 2);
    desk_close(&desk);
}

TEST(IMP032_and_IMP033_dates_far_away)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "grids", GRID_HEAD "539902001001009,春晖社区,九,2062-01-05,\n", "IMP032", 2, 4);
    CHECK_STR(message(&desk, 0), "“成立日期”写的是“2062-01-05”，太晚了：最晚到 2027-11-25");
    CHECK(take(&desk, "grids", GRID_HEAD "539902001001009,春晖社区,九,2027-11-25,\n"));
    refused(&desk, "grids", GRID_HEAD "539902001001009,春晖社区,九,2027-11-26,\n", "IMP032", 2, 4);
    refused(&desk, "grids", GRID_HEAD "539902001001009,春晖社区,九,1206-01-05,\n", "IMP033", 2, 4);
    CHECK(strstr(message(&desk, 0), "1900-01-01") != NULL);
    /* born tomorrow; a deadline years ahead is fine */
    refused(&desk, "residents",
            RESIDENT_HEAD
            "539902202611250017,100001,张小,子,男,2026-11-25,,,户籍,在住,2026-11-25\n",
            "IMP032", 2, 6);
    CHECK(take(&desk, "services",
               SERVICE_HEAD "F1,春晖社区,2026-10-01,窗口,行政事务,咨询,2031-10-01,在办,,\n"));
    desk_close(&desk);
}

TEST(IMP030_required_cells)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take(&desk, "quantities",
                QUANTITY_HEAD "春晖社区,,\xE3\x80\x80,3,次\n,2026-10,活动,\"\",次\n"));
    CHECK_INT(diags_kept(desk.diags), 4);
    found(&desk, 0, "IMP030", 2, 2);
    found(&desk, 1, "IMP030", 2, 3);
    found(&desk, 2, "IMP030", 3, 1);
    found(&desk, 3, "IMP030", 3, 4);
    CHECK_STR(message(&desk, 0), "“期”必须填写");
    desk_close(&desk);
}

TEST(IMP034_words_that_are_no_codes)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "disputes",
            DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,调节成功,2,,2026-10-02\n", "IMP034", 2,
            6);
    CHECK_STR(message(&desk, 0), "“结果”不能写“调节成功”");
    CHECK(strstr(hint_of(&desk, 0), "是不是“调解成功”？可以写：调解成功、调解不成") != NULL);
    refused(&desk, "residents",
            RESIDENT_HEAD ID_ZHANG
            ",100001,张三,户主,男,1990-01-01,维吾而族,,户籍,在住,2020-05-01\n",
            "IMP034", 2, 7);
    CHECK_STR(hint_of(&desk, 0), "是不是“维吾尔族”？");
    /* a word of one kind's table is not taken for another's */
    refused(&desk, "services",
            SERVICE_HEAD "F1,春晖社区,2026-10-01,窗口,邻里纠纷,咨询,2026-10-05,在办,,\n", "IMP034",
            2, 5);
    desk_close(&desk);
}

TEST(words_people_write_for_codes)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "residents",
               RESIDENT_HEAD ID_ZHANG
               ",100001,张三,本人,男性,1990-01-01,汉,本科,户籍人口,在住,2020-05-01\n"));
    CHECK_STR(ask(&desk, "SELECT 与户主关系 || 性别 || 民族 || 文化程度 || 人员类别 FROM 居民"),
              "户主男汉族大学本科户籍");
    CHECK(take(&desk, "disputes",
               DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里纠纷,依申请,成功,2,,2026-10-02\n"));
    desk_close(&desk);
}

TEST(IMP035_and_IMP036_integers)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "disputes",
            DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,2人左右,,\n", "IMP035", 2, 7);
    CHECK(strstr(hint_of(&desk, 0), "单位") != NULL);
    refused(&desk, "disputes", DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,2.5,,\n",
            "IMP035", 2, 7);
    refused(&desk, "disputes", DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,0,,\n",
            "IMP036", 2, 7);
    CHECK_STR(message(&desk, 0), "“当事人数”写的是“0”，不能小于 1");
    refused(&desk, "units", UNIT_HEAD "91539902MA6ABCDE1M,春晖社区,公司,企业,其他,-1,2020-01-01,\n",
            "IMP036", 2, 6);
    CHECK(take(&desk, "disputes",
               DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,２.0,,\n"));
    CHECK_STR(ask(&desk, "SELECT 当事人数 FROM 纠纷"), "2");
    desk_close(&desk);
}

static void check_money(struct desk *desk, const char *written, const char *stored)
{
    const char *row =
        arena_printf(desk->arena, "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,2,\"%s\",", written);
    if (!CHECK(take(desk, "disputes", text(desk, DISPUTE_HEAD, row))) ||
        !CHECK_STR(ask(desk, "SELECT 涉及金额 FROM 纠纷"), stored))
        printf("# %s\n", written);
}

TEST(IMP037_money)
{
    static const char *const bad[] = {"1.234", "1.23456789万", "三百", "12,34.5"};
    struct desk desk;
    desk_open(&desk);
    check_money(&desk, "1500", "1500.0");
    check_money(&desk, "1,500.50", "1500.5");
    check_money(&desk, "￥0.07", "0.07");
    check_money(&desk, "12.30元", "12.3");
    check_money(&desk, "13元整", "13.0");
    check_money(&desk, "８８．８０", "88.8");
    check_money(&desk, "", NULL);
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        const char *row = arena_printf(
            desk.arena, "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,2,\"%s\",", bad[i]);
        refused(&desk, "disputes", text(&desk, DISPUTE_HEAD, row), "IMP037", 2, 8);
    }
    refused(&desk, "disputes",
            DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,2,99999999999999999,\n",
            "IMP048", 2, 8);
    refused(&desk, "disputes", DISPUTE_HEAD "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,2,-5,\n",
            "IMP036", 2, 8);
    desk_close(&desk);
}

TEST(IMP038_numbers)
{
    static const char *const bad[] = {"约3", "3平方公里", "1E+05", "０."};
    static const char *const long_ones[] = {"99999999999999999999999999999", "1234567890.1234567"};
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               QUANTITY_HEAD "春晖社区,2026-10,面积,12.25,平方公里\n春晖社区,2026-10,差,3.10,个\n"
                             "春晖社区,2026-10,人,\"1,234\",人\n"));
    CHECK_STR(ask(&desk, "SELECT group_concat(数值, ' ') FROM 数量"), "12.25 3.1 1234");
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        const char *row = arena_printf(desk.arena, "春晖社区,2026-10,面积,%s,个", bad[i]);
        refused(&desk, "quantities", text(&desk, QUANTITY_HEAD, row), "IMP038", 2, 4);
    }
    for (size_t i = 0; i < BASE_COUNT(long_ones); i++) {
        const char *row = arena_printf(desk.arena, "春晖社区,2026-10,面积,%s,个", long_ones[i]);
        refused(&desk, "quantities", text(&desk, QUANTITY_HEAD, row), "IMP048", 2, 4);
        CHECK(strstr(message(&desk, 0), i == 0 ? "最多 18 位" : "最多 15 位") != NULL);
    }
    refused(&desk, "quantities", QUANTITY_HEAD "春晖社区,2026-10,人,-5,个\n", "IMP036", 2, 4);
    refused(&desk, "quantities", QUANTITY_HEAD "春晖社区,2026-10,差,-0.5,个\n", "IMP036", 2, 4);
    CHECK_STR(ask(&desk, "SELECT group_concat(数值, ' ') FROM 数量"), "12.25 3.1 1234");
    desk_close(&desk);
}

TEST(IMP039_yes_and_no)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "services",
            SERVICE_HEAD "F1,春晖社区,2026-10-01,窗口,行政事务,咨询,2026-10-05,在办,,也许\n",
            "IMP039", 2, 10);
    CHECK(take(&desk, "services",
               SERVICE_HEAD "F1,春晖社区,2026-10-01,窗口,行政事务,咨询,2026-10-05,在办,,是\n"
                            "F2,春晖社区,2026-10-01,窗口,行政事务,咨询,2026-10-05,在办,,否\n"
                            "F3,春晖社区,2026-10-01,窗口,行政事务,咨询,2026-10-05,在办,,\n"));
    CHECK_STR(ask(&desk, "SELECT group_concat(ifnull(回访, '空')) FROM 服务"), "是,否,空");
    desk_close(&desk);
}

static void check_period(struct desk *desk, const char *written, const char *stored)
{
    const char *row = arena_printf(desk->arena, "春晖社区,%s,期%s,1,个", written, written);
    if (!CHECK(take(desk, "quantities", text(desk, QUANTITY_HEAD, row))) ||
        !CHECK_STR(ask(desk, "SELECT 期 FROM 数量 ORDER BY 批次 DESC LIMIT 1"), stored))
        printf("# %s\n", written);
}

TEST(IMP040_periods)
{
    static const char *const bad[] = {"十月",   "2026-13",    "2026-0", "26-10",  "2026Q3",
                                      "Oct-26", "2026-10-15", "2026-",  "202613", "2026年10月份底"};
    struct desk desk;
    desk_open(&desk);
    check_period(&desk, "2026-10", "2026-10");
    check_period(&desk, "2026年9月", "2026-09");
    check_period(&desk, "二〇二六年十一月", "2026-11");
    check_period(&desk, "二○二三年", "2023");
    check_period(&desk, "2026年08月份", "2026-08");
    check_period(&desk, "2026.7", "2026-07");
    check_period(&desk, "2026/6", "2026-06");
    check_period(&desk, "202605", "2026-05");
    check_period(&desk, "2026", "2026");
    check_period(&desk, "2025年", "2025");
    check_period(&desk, "2024年度", "2024");
    check_period(&desk, "2026/4/1", "2026-04"); /* what Excel makes of 2026-4 */
    check_period(&desk, "２０２６－０３", "2026-03");
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        const char *row = arena_printf(desk.arena, "春晖社区,%s,活动,1,个", bad[i]);
        refused(&desk, "quantities", text(&desk, QUANTITY_HEAD, row), "IMP040", 2, 2);
    }
    refused(&desk, "quantities", QUANTITY_HEAD "春晖社区,3026,活动,1,个\n", "IMP049", 2, 2);
    refused(&desk, "quantities", QUANTITY_HEAD "春晖社区,1800-01,活动,1,个\n", "IMP049", 2, 2);
    CHECK_STR(message(&desk, 0), "“期”写的是“1800-01”，年份只能从 1900 到 2200");
    desk_close(&desk);
}

TEST(IMP041_area_codes)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "grids", GRID_HEAD "53990200100100,春晖社区,九,2020-01-01,\n", "IMP041", 2, 1);
    CHECK_STR(message(&desk, 0), "“网格编码”写的是“53990200100100”，应当是 15 位数字");
    refused(&desk, "grids", GRID_HEAD "539902001001009,53990200100,九,2020-01-01,\n", "IMP041", 2,
            2);
    refused(&desk, "households", "户号,网格编码,户主,迁入日期\n7,53990200100100,张三,2020-05-01\n",
            "IMP041", 2, 2);
    CHECK(take(&desk, "grids",
               GRID_HEAD "'５３９９０２００１００１００９,539902001001,九,2020-01-01,\n"));
    desk_close(&desk);
}

#define NAMED_HEAD "编号,社区,网格,受理日期,类别,来源,结果,当事人数,涉及金额,办结日期\n"
#define NAMED(number, community, grid)                                                             \
    number "," community "," grid ",2026-10-01,邻里,依申请,正在调解,2,,\n"

/* In a ledger a grid has its name, which the grids of other communities may have too. */
TEST(STO024_grids_by_their_names)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "grids", GRID_HEAD "539902001002002,桂苑社区,第二网格,2020-01-01,\n"));
    CHECK(take(&desk, "disputes",
               NAMED_HEAD NAMED("J1", "春晖社区", "第一网格") NAMED("J2", "春晖社区", "第二网格")
                   NAMED("J3", "桂苑社区", "第二网格") NAMED("J4", "539902001001", "第二网格")
                       NAMED("J5", "桂苑社区", "539902001002001")));
    CHECK_STR(ask(&desk, "SELECT group_concat(g.code, ' ') FROM (SELECT * FROM disputes ORDER BY"
                         " number) d JOIN grids g ON g.id = d.grid_id"),
              "539902001001001 539902001001002 539902001002002 539902001001002 539902001002001");
    CHECK(take(&desk, "households", "户号,网格,户主,迁入日期\n7,第一网格,张三,2020-05-01\n"));
    refused(&desk, "households", "户号,网格,户主,迁入日期\n8,第二网格,张三,2020-05-01\n", "STO024",
            2, 2);
    CHECK_STR(message(&desk, 0), "“网格编码”写的是“第二网格”，叫这个名称的网格不止一个");
    CHECK_STR(hint_of(&desk, 0), "文件里写上社区，或者写编码：539902001001002（春晖社区）、"
                                 "539902001002002（桂苑社区）");
    refused(&desk, "disputes", NAMED_HEAD NAMED("J6", "桂苑社区", "第一网格"), "STO020", 2, 3);
    CHECK(strstr(hint_of(&desk, 0), "是不是“第一网格”") == NULL);
    refused(&desk, "disputes", NAMED_HEAD NAMED("J6", "春晖社区", "第一网各"), "STO020", 2, 3);
    CHECK(strstr(hint_of(&desk, 0), "是不是“第一网格”？") != NULL);
    desk_close(&desk);
}

TEST(numbers_that_a_program_took_for_quantities)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,迁入日期\n7.0,539902001001001.0,张三,2020-05-01\n"));
    CHECK_STR(ask(&desk, "SELECT g.code FROM grids AS g JOIN households AS h ON h.grid_id = g.id "
                         "WHERE h.number = '7'"),
              "539902001001001");
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,迁入日期\nA.0,539902001001001,张三,2020-05-01\n"
               "8.05,539902001001001,张三,2020-05-01\n"));
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 住户 WHERE 户号 IN ('A.0', '8.05')"), "2");
    desk_close(&desk);
}

TEST(messages_hide_long_numbers_whatever_stands_beside_them)
{
    static const char *const written[] = {"539902900101123", "号" ID_ZHANG, ID_ZHANG "（旧）"};
    static const char *const shown[] = {"“539902*****1123”", "“号539902********1233”",
                                        "“539902********1233(旧)”"};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(written); i++) {
        const char *row = arena_printf(
            desk.arena, "%s,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01", written[i]);
        refused(&desk, "residents", text(&desk, RESIDENT_HEAD, row), "IMP042", 2, 1);
        if (!CHECK(strstr(message(&desk, 0), shown[i]) != NULL))
            printf("# %s\n", message(&desk, 0));
    }
    desk_close(&desk);
}

TEST(IMP042_and_IMP043_id_cards)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "residents",
            RESIDENT_HEAD "539902900101123,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01\n",
            "IMP042", 2, 1);
    CHECK(strstr(hint_of(&desk, 0), "15 位") != NULL);
    refused(&desk, "residents",
            RESIDENT_HEAD
            "539902199013011233,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01\n",
            "IMP042", 2, 1);
    refused(&desk, "residents",
            RESIDENT_HEAD
            "539902199001011234,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01\n",
            "IMP043", 2, 1);
    refused(&desk, "residents",
            RESIDENT_HEAD
            "539902199001011000,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01\n",
            "IMP043", 2, 1);
    CHECK(strstr(hint_of(&desk, 0), "Excel") != NULL);
    CHECK(take(&desk, "residents",
               RESIDENT_HEAD
               "'53990219491231059x,100001,张三,户主,男,1949-12-31,,,户籍,在住,2020-05-01\n"));
    CHECK_STR(ask(&desk, "SELECT 身份证号 FROM 居民"), "53990219491231059X");
    refused(&desk, "tags", "身份证,标签,开始日期\n539902199001011234,低保,2020-01-01\n", "IMP043",
            2, 1);
    desk_close(&desk);
}

TEST(IMP044_and_IMP045_credit_codes)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "units", UNIT_HEAD "91539902MA6ABCDE1,春晖社区,公司,企业,其他,,2020-01-01,\n",
            "IMP044", 2, 1);
    refused(&desk, "units", UNIT_HEAD "91539902MA6ABCDEIM,春晖社区,公司,企业,其他,,2020-01-01,\n",
            "IMP044", 2, 1);
    refused(&desk, "units", UNIT_HEAD "91539902MA6ABCDE1N,春晖社区,公司,企业,其他,,2020-01-01,\n",
            "IMP045", 2, 1);
    CHECK(take(&desk, "units",
               UNIT_HEAD
               "91539902ma6abcde1m,春晖社区,公司,企业,其他,,2020-01-01,１３８００００\n"));
    CHECK_STR(ask(&desk, "SELECT 统一社会信用代码 || 联系电话 FROM 共建单位"),
              "91539902MA6ABCDE1M1380000");
    desk_close(&desk);
}

TEST(IMP046_numbers_ruined_by_excel)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "residents",
            RESIDENT_HEAD "5.39902E+17,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01\n",
            "IMP046", 2, 1);
    CHECK(strstr(hint_of(&desk, 0), "文本") != NULL);
    refused(&desk, "residents",
            RESIDENT_HEAD
            "5.39902199001011E+17,100001,张三,户主,男,1990-01-01,,,户籍,在住,2020-05-01\n",
            "IMP046", 2, 1);
    CHECK(strstr(message(&desk, 0), "“5.39…E+17”") != NULL); /* not whose it is */
    refused(&desk, "grids", GRID_HEAD "5.39902E+14,春晖社区,九,2020-01-01,\n", "IMP046", 2, 1);
    refused(&desk, "grids", GRID_HEAD "539902001001009,5.39902E+11,九,2020-01-01,\n", "IMP046", 2,
            2);
    refused(&desk, "households",
            "户号,网格编码,户主,迁入日期\n1E+10,539902001001001,张三,2020-05-01\n", "IMP046", 2, 1);
    refused(&desk, "units", UNIT_HEAD "9.1E+17,春晖社区,公司,企业,其他,,2020-01-01,\n", "IMP046", 2,
            1);
    desk_close(&desk);
}

TEST(IMP047_control_characters)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "households",
            "户号,网格编码,户主,迁入日期\n7,539902001001001,张\x01三,2020-05-01\n", "IMP047", 2, 3);
    CHECK(strstr(message(&desk, 0), "U+0001") != NULL);
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,迁入日期\n7,539902001001001,\"张\n三\",2020-05-01\n"));
    desk_close(&desk);
}

TEST(names_keep_their_own_characters)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,小区,迁入日期\n７,539902001001001, "
               "阿卜杜拉·Ａ（\xF0\xA0\xAE\xB7） ,=1+1,2020-05-01\n"));
    CHECK_STR(ask(&desk, "SELECT 户主 || 小区 FROM 住户 WHERE 户号 = '7'"),
              "阿卜杜拉·Ａ（\xF0\xA0\xAE\xB7）=1+1");
    desk_close(&desk);
}

TEST(an_absent_column_keeps_and_an_empty_cell_clears)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,小区,迁入日期\n7,539902001001001,李四,桂花苑,2020-05-01\n"));
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,迁入日期\n7,539902001001001,李四,2020-05-01\n"));
    CHECK_INT(desk.result.same, 1);
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,小区,迁入日期\n7,539902001001001,李四,,2020-05-01\n"));
    CHECK_INT(desk.result.changed, 1);
    CHECK_STR(ask(&desk, "SELECT ifnull(小区, '空') FROM 住户 WHERE 户号 = '7'"), "空");
    desk_close(&desk);
}
