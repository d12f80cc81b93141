/* What people type: one test for each row of the table in src/import/README.md. */
#include <stdio.h>
#include <string.h>

#include "import_support.h"
#include "private.h"
#include "tap.h"

static void clean(const char *kind, size_t field, const char *cell, const char *wanted)
{
    struct arena *arena = arena_new();
    CHECK_STR(import_clean(arena, &store_kind_find(kind)->fields[field], cell), wanted);
    CHECK(!import_clean_is_plain(cell) || strcmp(cell, wanted) == 0);
    arena_free(arena);
}

enum { HEAD = 2, ESTATE = 3, MOVED_IN = 7, ID_CARD = 0, SEX = 4 };

TEST(spaces_around_a_cell)
{
    clean("households", HEAD, "  张三\t", "张三");
    clean("households", HEAD, "\xE3\x80\x80张三\xC2\xA0", "张三");
    clean("households", HEAD, "张三", "张三");
    clean("households", HEAD, "", "");
    clean("households", HEAD, "\xC2\xA0", "");
}

TEST(spaces_inside_names)
{
    clean("households", HEAD, "张\xE3\x80\x80三", "张三");
    clean("households", HEAD, "张  三", "张三");
    clean("households", HEAD, "John Smith", "John Smith");
    clean("households", HEAD, "玛丽 Smith", "玛丽 Smith");
    clean("households", ESTATE, "春晖 花园", "春晖 花园"); /* no person's name */
}

TEST(line_breaks_inside_names_and_numbers)
{
    clean("households", HEAD, "张\n三", "张三");
    clean("residents", ID_CARD, "539902\r\n199001011233", ID_ZHANG);
    clean("households", ESTATE, "春晖\n花园", "春晖\n花园");
}

TEST(spaces_inside_numbers_and_words)
{
    clean("residents", ID_CARD,
          "539902 19900101\xC2\xA0"
          "1233",
          ID_ZHANG);
    clean("residents", SEX, " 男 性", "男性");
    clean("disputes", 8, "36 人", "36人");
    clean("disputes", 8, "3 6", "3 6"); /* two numbers, perhaps: refused later */
    clean("quantities", 1, "2026 年 10 月", "2026年10月");
    clean("tags", 0, "539902 199001011233", ID_ZHANG);
}

TEST(invisible_characters)
{
    clean("households", HEAD, "\xE2\x80\x8B张三\xE2\x80\x8E", "张三");
    clean("residents", ID_CARD, "\xE2\x80\xAD" ID_ZHANG "\xE2\x80\xAC", ID_ZHANG);
    clean("households", HEAD, "\xEF\xBB\xBF张三", "张三");
}

TEST(the_apostrophe_of_excel)
{
    clean("residents", ID_CARD, "'" ID_ZHANG, ID_ZHANG);
    clean("households", HEAD, "'张三", "张三");
    clean("residents", ID_CARD, "\u2019" ID_ZHANG, ID_ZHANG); /* of a Chinese keyboard */
    clean("households", HEAD, "\u2018张三", "张三");
    clean("households", HEAD, "O'Brien", "O'Brien");
    clean("residents", ID_CARD, "=\"" ID_ZHANG "\"", ID_ZHANG);
    clean("households", HEAD, "=\"张三\"", "张三");
    clean("households", HEAD, "=\"张\"&\"三\"", "=\"张\"&\"三\"");
}

TEST(full_width)
{
    clean("residents", ID_CARD, "５３９９０２１９９００１０１１２３３", ID_ZHANG);
    clean("households", MOVED_IN, "２０２６／１／５", "2026/1/5");
    clean("households", ESTATE, "Ａ区（东）", "Ａ区（东）"); /* a name keeps its own */
}

/* ---- to the database and back ---- */

static const char *row_of(struct desk *desk, const char *head, const char *row)
{
    return arena_printf(desk->arena, "%s\n%s\n", head, row);
}

static void grid_date(struct desk *desk, const char *written, const char *stored)
{
    const char *row = arena_printf(desk->arena, "539902001001009,春晖社区,九,\"%s\"", written);
    CHECK(take(desk, "grids", row_of(desk, "网格编码,社区编码,名称,成立日期", row)));
    CHECK_STR(ask(desk, "SELECT 成立日期 FROM 网格 WHERE 网格 = '九'"), stored);
}

static void grid_no_date(struct desk *desk, const char *written, const char *advice)
{
    const char *row = arena_printf(desk->arena, "539902001001009,春晖社区,九,\"%s\"", written);
    refused(desk, "grids", row_of(desk, "网格编码,社区编码,名称,成立日期", row), "IMP031", 2, 4);
    CHECK(strstr(hint_of(desk, 0), advice) != NULL);
}

TEST(IMP059_numbers_of_days_are_told_once)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "grids",
               "网格编码,社区,名称,成立日期\n539902001001007,春晖社区,七,2026-01-05\n"
               "539902001001008,春晖社区,八,46027\n539902001001009,春晖社区,九,46028\n"));
    CHECK_INT(diags_kept(desk.diags), 1);
    found(&desk, 0, "IMP059", 3, 4);
    CHECK_STR(message(&desk, 0), "成立日期写的“46027”是 Excel 给日子编的号，读作 2026-01-05；"
                                 "后面这样写的都这样读");
    CHECK(strstr(hint_of(&desk, 0), "1904"));
    desk_close(&desk);
}

TEST(dates_in_many_forms)
{
    static const char *const forms[] = {
        "2026-01-05",       "2026-1-5",     "2026/1/5",         "2026.1.5",
        "2026. 1. 5",       "2026年1月5日", "2026年01月05日",   "2026 年 1 月 5 日",
        "2026年1月5号",     "20260105",     "2026-01-05 08:30", "2026/1/5 0:00:00",
        "２０２６－１－５", "2026—1—5",     "2026–01–05",       "46027",
        "'2026-01-05"};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        grid_date(&desk, "2025-12-31", "2025-12-31");
        grid_date(&desk, forms[i], "2026-01-05");
    }
    desk_close(&desk);
}

TEST(dates_that_lack_something)
{
    struct desk desk;
    desk_open(&desk);
    grid_no_date(&desk, "2026年1月", "没有写是哪一天");
    grid_no_date(&desk, "2026-01", "没有写是哪一天");
    grid_no_date(&desk, "2026年", "没有写月和日");
    grid_no_date(&desk, "1月5日", "没有写是哪一年");
    grid_no_date(&desk, "26-1-5", "年份要写四位");
    grid_no_date(&desk, "26.1.5", "年份要写四位");
    grid_no_date(&desk, "26年1月5日", "年份要写四位");
    grid_no_date(&desk, "民国115年1月5日", "公历");
    grid_no_date(&desk, "2026-1-1 1", "请写成");
    grid_no_date(&desk, "昨天", "请写成");
    desk_close(&desk);
}

#define SERVICE "编号,社区,受理日期,方式,类别,事项,时限,结果,办结日期,回访"

static void yes_or_no(struct desk *desk, const char *written, const char *stored)
{
    const char *row = arena_printf(
        desk->arena, "F1,春晖社区,2026-10-01,窗口,行政事务,咨询,2026-10-05,在办,,%s", written);
    CHECK(take(desk, "services", row_of(desk, SERVICE, row)));
    if (!CHECK_STR(ask(desk, "SELECT 回访 FROM 服务"), stored))
        printf("# %s\n", written);
}

TEST(yes_and_no_in_many_forms)
{
    static const char *const yes[] = {"是", "有", "√", "✓", "✔", "Y", "y", "Ｙ", "1", "１", "TRUE"};
    static const char *const no[] = {"否", "无", "×", "✗", "N", "n", "Ｎ", "x", "0"};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(yes); i++) {
        yes_or_no(&desk, "", NULL);
        yes_or_no(&desk, yes[i], "是");
    }
    for (size_t i = 0; i < BASE_COUNT(no); i++) {
        yes_or_no(&desk, "", NULL);
        yes_or_no(&desk, no[i], "否");
    }
    desk_close(&desk);
}

TEST(sex_in_words_and_codes)
{
    static const char *const forms[][2] = {{"男", "男"},  {"男性", "男"}, {"1", "男"},
                                           {"女", "女"},  {"女性", "女"}, {"2", "女"},
                                           {"0", "未知"}, {"9", "未说明"}};
    struct desk desk;
    desk_open(&desk);
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        const char *row = arena_printf(
            desk.arena, ID_ZHANG ",100001,张三,户主,%s,1990-01-01,户籍,在住,2020-05-01",
            forms[i][0]);
        CHECK(take(&desk, "residents",
                   row_of(&desk,
                          "身份证号,户号,姓名,与户主关系,性别,出生日期,人员类别,居住状态,迁入日期",
                          row)));
        CHECK_STR(ask(&desk, "SELECT 性别 FROM 居民"), forms[i][1]);
    }
    desk_close(&desk);
}

#define DISPUTE "编号,社区,受理日期,类别,来源,结果,当事人数,涉及金额"

static void dispute(struct desk *desk, const char *parties, const char *amount, const char *stored)
{
    const char *row = arena_printf(
        desk->arena, "J1,春晖社区,2026-10-01,邻里,依申请,正在调解,\"%s\",\"%s\"", parties, amount);
    CHECK(take(desk, "disputes", row_of(desk, DISPUTE, row)));
    if (!CHECK_STR(ask(desk, "SELECT 当事人数 || ' ' || 涉及金额 FROM 纠纷"), stored))
        printf("# %s %s\n", parties, amount);
}

TEST(measure_words_and_units)
{
    struct desk desk;
    desk_open(&desk);
    dispute(&desk, "2人", "1500元", "2 1500.0");
    dispute(&desk, "3 户", "￥1,500.50", "3 1500.5");
    dispute(&desk, "1,234名", "1.2万元", "1234 12000.0");
    dispute(&desk, "4", "0.000001万元", "4 0.01");
    dispute(&desk, "5个", "3.5 万", "5 35000.0");
    refused(&desk, "disputes", DISPUTE "\nJ1,春晖社区,2026-10-01,邻里,依申请,正在调解,2人左右,\n",
            "IMP035", 2, 7);
    refused(&desk, "disputes",
            DISPUTE "\nJ1,春晖社区,2026-10-01,邻里,依申请,正在调解,2,0.0000001万元\n", "IMP037", 2,
            8);
    refused(&desk, "disputes",
            DISPUTE "\nJ1,春晖社区,2026-10-01,邻里,依申请,正在调解,2,99999999999999万元\n",
            "IMP037", 2, 8);
    desk_close(&desk);
}
