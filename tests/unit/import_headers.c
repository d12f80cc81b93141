/* The header: names as people write them, and what can be wrong with it. */
#include <stdio.h>

#include "import_support.h"
#include "private.h"
#include "tap.h"

TEST(columns_in_any_order_under_any_name)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(
        take(&desk, "households",
             "\xEF\xBB\xBF序号,入住日期（必填）, 户主 姓名 ,＊所属网格,\"楼\n栋\",户编号,小区名称\n"
             "1,2021.3.4,李四,539902001001002,5栋,100002,桂花苑\n"));
    CHECK_STR(
        ask(&desk,
            "SELECT 户主 || 小区 || 楼栋 || 迁入日期 || 网格 FROM 住户 WHERE 户号 = '100002'"),
        "李四桂花苑5栋2021-03-04第二网格");
    CHECK_STR(ask(&desk, "SELECT 行号 FROM 住户 WHERE 户号 = '100002'"), "3"); /* physical line */
    CHECK(take(&desk, "quantities",
               "社区名称,期间,指标名称,数量,计量单位\n春晖社区,2026-10,活动,3,次\n"));
    CHECK(
        take(&desk, "quantities", "单位,数值,名称,期,社区编码\n次,4,活动,2026-10,539902001001\n"));
    CHECK_INT(desk.result.changed, 1);
    desk_close(&desk);
}

TEST(empty_columns_of_a_spreadsheet_do_no_harm)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               "社区,期,名称,数值,单位,,,\n春晖社区,2026-10,活动,3,次,,,\n,,,,,,,\n"
               "春晖社区,2026-11,活动,3,次\n"));
    CHECK_INT(desk.result.rows, 2);
    CHECK(take(&desk, "quantities", "社区,,期,名称,数值,单位\n春晖社区,,2026-10,活动,3,次\n"));
    desk_close(&desk);
}

TEST(IMP020_no_header)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "households", "100002,539902001001001,张三,2020-05-01\n", "IMP020", 1, 1);
    refused(&desk, "households", "序号\n", "IMP020", 1, 1);
    CHECK(strstr(hint_of(&desk, 0), "户号,网格编码") != NULL);
    desk_close(&desk);
}

TEST(IMP009_another_separator)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "quantities", "社区|期|名称|数值|单位\n春晖社区|2026-10|活动|3|次\n", "IMP009",
            1, 1);
    CHECK(strstr(message(&desk, 0), "竖线") != NULL);
    refused(&desk, "quantities", "社区，期，名称，数值，单位\n", "IMP009", 1, 1);
    CHECK(strstr(hint_of(&desk, 0), "CSV") != NULL);
    desk_close(&desk);
}

TEST(IMP021_an_unknown_column)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "quantities", "社区,期,名称,数值,单位,备注说明\n春晖社区,2026-10,活动,3,次,x\n",
            "IMP021", 1, 6);
    CHECK_STR(message(&desk, 0), "数量没有“备注说明”这一列");
    refused(&desk, "households",
            "户号,网格编码,户主,迁入日期,迁出曰期\n1,539902001001001,张三,2020-01-01,\n", "IMP021",
            1, 5);
    CHECK(strstr(hint_of(&desk, 0), "是不是“迁出日期”？") != NULL);
    /* the other columns are still checked */
    CHECK(
        !take(&desk, "quantities", "社区,期,名称,数值,单位,备注说明\n春晖社区,十月,活动,3,次,x\n"));
    found(&desk, 1, "IMP040", 2, 2);
    desk_close(&desk);
}

TEST(IMP022_required_columns_that_are_missing)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take(&desk, "quantities", "社区,名称,数值\n春晖社区,活动,3\n"));
    CHECK_INT(diags_kept(desk.diags), 2);
    found(&desk, 0, "IMP022", 1, 0);
    CHECK_STR(message(&desk, 0), "缺少必填的列“期”");
    CHECK_STR(message(&desk, 1), "缺少必填的列“单位”");
    desk_close(&desk);
}

TEST(IMP023_one_thing_under_two_titles)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "quantities",
            "社区编码,期,名称,数值,单位,所属社区\n539902001001,2026-10,活动,3,次,春晖社区\n",
            "IMP023", 1, 6);
    CHECK_STR(message(&desk, 0), "“所属社区”与第 1 列“社区编码”说的是同一项（社区编码）");
    CHECK(strstr(hint_of(&desk, 0), "--ignore") != NULL);
    refused(&desk, "quantities",
            "社区编码,期,名称,数值,单位,名称\n539902001001,2026-10,活动,3,次,x\n", "IMP023", 1, 6);
    CHECK(strstr(hint_of(&desk, 0), "两列的标题一样") != NULL); /* --ignore would mean both */
    desk_close(&desk);
}

TEST(IMP024_cells_under_no_title)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "quantities", "社区,,期,名称,数值,单位\n春晖社区,备注,2026-10,活动,3,次\n",
            "IMP024", 2, 2);
    desk_close(&desk);
}

TEST(IMP025_the_file_of_another_kind)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "communities",
            "户号,网格编码,户主,迁入日期\n100009,539902001001001,张三,2020-05-01\n", "IMP025", 1,
            0);
    CHECK_STR(message(&desk, 0), "这些列是住户的，不是社区的");
    CHECK(strstr(hint_of(&desk, 0), "huibao import 住户") != NULL);
    /* A kind's own file that lacks a column is still its own. */
    refused(&desk, "households", "户号,网格编码,户主\n100009,539902001001001,张三\n", "IMP022", 1,
            0);
    desk_close(&desk);
}

TEST(IMP026_no_parents_at_all)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "agreements",
            "协议编号,统一社会信用代码,项目,七联类别,签订日期\n"
            "X1,91539902MA6K000000,植树,公益事业联办,2026-01-05\n"
            "X2,91539902MA6K000000,植树,公益事业联办,2026-01-05\n",
            "IMP026", 0, 0);
    CHECK_STR(message(&desk, 0), "记录里还没有共建单位，共建协议的“统一社会信用代码”无从核对");
    desk_close(&desk);
}

TEST(semicolons_and_tabs_separate_too)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(
        take(&desk, "quantities", "社区;期;名称;数值;单位\n春晖社区;2026-10;\"走访;慰问\";3;次\n"));
    CHECK_STR(ask(&desk, "SELECT name FROM quantities WHERE value = 3"), "走访;慰问");
    CHECK(take(&desk, "quantities",
               "社区\t期\t名称\t数值\t单位\n春晖社区\t2026-10\t会议，讲座\t4\t次\n"));
    CHECK_STR(ask(&desk, "SELECT name FROM quantities WHERE value = 4"), "会议，讲座");
    desk_close(&desk);
}

TEST(IMP027_rows_above_the_header)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               "社区数量登记表,,,,\n填报单位：春晖社区,,,,\n社区,期,名称,数值,单位\n"
               "春晖社区,2026-10,活动,3,次\n"));
    found(&desk, 0, "IMP027", 3, 0);
    CHECK(strstr(message(&desk, 0), "社区数量登记表") != NULL);
    CHECK_INT(diags_kept(desk.diags), 1);
    /* Twenty rows without a header are enough: what is told is the first. */
    for (int rows = 19; rows <= 20; rows++) {
        struct buf text = {0};
        for (int i = 0; i < rows; i++)
            buf_printf(&text, "登记表%d,,\n", i);
        buf_puts(&text, "社区,期,名称,数值,单位\n春晖社区,2026-10,走访,3,次\n");
        if (rows == 19)
            CHECK(take(&desk, "quantities", text.data));
        else
            refused(&desk, "quantities", text.data, "IMP020", 1, 1);
        buf_done(&text);
    }
    desk_close(&desk);
}

TEST(titles_in_three_rows)
{
    struct desk desk;
    desk_open(&desk);
    /* the middle row names nothing that is known */
    CHECK(take(&desk, "quantities",
               "社区,期间和指标,,,\n,甲类,,乙类,\n,期,名称,数值,单位\n"
               "春晖社区,2026-10,活动,3,次\n"));
    CHECK_INT(desk.result.rows, 1);
    CHECK_INT(diags_kept(desk.diags), 0);
    /* two records below a header that lacks something are not lost */
    CHECK(!take(&desk, "quantities",
                "社区,期,名称,数值,小狗,单位\n春晖社区,2026-10,甲,3,x,次\n"
                "春晖社区,2026-10,乙,三,x,次\n"));
    found(&desk, 0, "IMP021", 1, 5);
    found(&desk, 1, "IMP038", 3, 4);
    CHECK_INT(desk.result.rows, 2);
    /* a line break in what is told */
    refused(&desk, "quantities", "社区,期,名称,数值,单位,\"备注\n（可空）\"\n", "IMP021", 1, 6);
    CHECK_STR(message(&desk, 0), "数量没有“备注 （可空）”这一列");
    desk_close(&desk);
}

TEST(titles_in_two_rows)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "quantities",
               "社区数量登记表,,,,\n社区,期,指标情况,,\n,,名称,数值,单位\n"
               "春晖社区,2026-10,活动,3,次\n"));
    CHECK_INT(desk.result.rows, 1);
    found(&desk, 0, "IMP027", 2, 0);
    CHECK(strstr(message(&desk, 0), "上面的 1 行（“社区数量登记表”……）") != NULL);
    CHECK_STR(ask(&desk, "SELECT 行号 FROM 数量"), "4");
    /* what lies below is a record: the header is told of as it is */
    CHECK(!take(&desk, "quantities", "社区,期,名称,数值\n春晖社区,2026-10,活动,3\n"));
    found(&desk, 0, "IMP022", 1, 0);
    CHECK(
        !take(&desk, "quantities", "社区,期,名称,数值,小狗,单位\n春晖社区,2026-10,活动,x,3,次\n"));
    found(&desk, 0, "IMP021", 1, 5);
    found(&desk, 1, "IMP038", 2, 4);
    refused(&desk, "quantities", "社区,期,名称,数值\n", "IMP022", 1, 0);
    desk_close(&desk);
}
