/* What must hold between the cells of a record. */
#include "import_support.h"
#include "tap.h"

#define RESIDENT_HEAD                                                                              \
    "身份证号,户号,姓名,与户主关系,性别,出生日期,人员类别,居住状态,迁入日期,迁出日期\n"
#define DISPUTE_HEAD "编号,社区,受理日期,类别,来源,结果,当事人数,办结日期\n"
#define SERVICE_HEAD "编号,社区,受理日期,方式,类别,事项,时限,结果,办结日期\n"

TEST(IMP050_ends_before_beginnings)
{
    struct desk desk;
    desk_open(&desk);
    refused(
        &desk, "grids",
        "网格编码,社区,名称,成立日期,撤销日期\n539902001001009,春晖社区,九,2020-01-02,2020-01-01\n",
        "IMP050", 2, 5);
    CHECK_STR(message(&desk, 0), "撤销日期（2020-01-01）早于成立日期（2020-01-02）");
    refused(&desk, "households",
            "户号,网格编码,户主,迁出日期,迁入日期\n7,539902001001001,李四,2020-04-30,2020-05-01\n",
            "IMP050", 2, 4);
    CHECK(take(
        &desk, "households",
        "户号,网格编码,户主,迁出日期,迁入日期\n7,539902001001001,李四,2020-05-01,2020-05-01\n"));
    CHECK(!take(&desk, "residents",
                RESIDENT_HEAD ID_ZHANG
                ",100001,张三,户主,男,1990-01-01,户籍,在住,1989-05-01,1988-01-01\n"));
    found(&desk, 0, "IMP050", 2, 9);
    found(&desk, 1, "IMP050", 2, 10);
    refused(&desk, "party_members",
            "编号,社区,姓名,党支部,性别,出生日期,党员类型,管理类别,入党日期,转入日期,转出日期\n"
            "D1,春晖社区,张三,一支部,男,1990-01-01,正式,在册,2012-07-01,2020-01-01,2019-01-01\n",
            "IMP050", 2, 11);
    refused(&desk, "party_members",
            "编号,社区,姓名,党支部,性别,出生日期,党员类型,管理类别,入党日期,转入日期\n"
            "D1,春晖社区,张三,一支部,男,1990-01-01,正式,在册,1989-07-01,2020-01-01\n",
            "IMP050", 2, 9);
    refused(&desk, "units",
            "信用代码,社区,名称,机构类型,隶属关系,签约日期,解约日期\n91539902MA6ABCDE1M,春晖社区,"
            "公司,企业,其他,2024-01-01,2023-01-01\n",
            "IMP050", 2, 7);
    CHECK(take(&desk, "units",
               "信用代码,社区,名称,机构类型,隶属关系,签约日期\n91539902MA6ABCDE1M,春晖社区,公司,"
               "企业,其他,2024-01-01\n"));
    CHECK(!take(&desk, "agreements",
                "编号,信用代码,项目,类别,签订日期,完成时限,完成日期\n"
                "X1,91539902MA6ABCDE1M,助老,公益事业联办,2024-02-01,2024-01-01,2024-01-15\n"));
    found(&desk, 0, "IMP050", 2, 6);
    found(&desk, 1, "IMP050", 2, 7);
    CHECK(!take(&desk, "services",
                SERVICE_HEAD
                "F1,春晖社区,2026-10-03,窗口,行政事务,咨询,2026-10-01,办结,2026-10-02\n"));
    found(&desk, 0, "IMP050", 2, 7);
    found(&desk, 1, "IMP050", 2, 9);
    refused(&desk, "disputes",
            DISPUTE_HEAD "J1,春晖社区,2026-10-03,邻里,依申请,移送,2,2026-10-02\n", "IMP050", 2, 8);
    desk_close(&desk);
}

TEST(IMP051_and_IMP052_open_cases_have_no_end)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "disputes",
            DISPUTE_HEAD "J1,春晖社区,2026-10-03,邻里,依申请,正在调解,2,2026-10-12\n", "IMP051", 2,
            8);
    CHECK_STR(message(&desk, 0), "结果是“正在调解”，办结日期就应当空着");
    refused(&desk, "disputes", DISPUTE_HEAD "J1,春晖社区,2026-10-03,邻里,依申请,调解不成,2,\n",
            "IMP052", 2, 8);
    CHECK_STR(message(&desk, 0), "结果是“调解不成”，办结日期就必须填写");
    refused(&desk, "services",
            SERVICE_HEAD "F1,春晖社区,2026-10-03,窗口,行政事务,咨询,2026-10-05,在办,2026-10-04\n",
            "IMP051", 2, 9);
    refused(&desk, "services",
            SERVICE_HEAD "F1,春晖社区,2026-10-03,窗口,行政事务,咨询,2026-10-05,退回,\n", "IMP052",
            2, 9);
    /* without the column the database itself keeps the rule */
    CHECK(!take(
        &desk, "disputes",
        "编号,社区,受理日期,类别,来源,结果,当事人数\nJ1,春晖社区,2026-10-03,邻里,依申请,移送,2\n"));
    found(&desk, 0, "STO022", 2, 1);
    desk_close(&desk);
}

TEST(IMP053_birth_as_in_the_id_number)
{
    struct desk desk;
    desk_open(&desk);
    refused(&desk, "residents",
            RESIDENT_HEAD ID_ZHANG ",100001,张三,户主,男,1990-01-10,户籍,在住,2020-05-01,\n",
            "IMP053", 2, 6);
    CHECK_STR(message(&desk, 0), "出生日期和身份证号里的不一样：日不同");
    desk_close(&desk);
}

TEST(IMP054_sex_unlike_the_id_number_is_a_warning)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "residents",
               RESIDENT_HEAD ID_ZHANG ",100001,张三,户主,女,1990-01-01,户籍,在住,2020-05-01,\n"));
    found(&desk, 0, "IMP054", 2, 5);
    CHECK_INT(diags_exit_status(desk.diags), 0);
    CHECK(take(&desk, "residents",
               RESIDENT_HEAD ID_LI ",100001,李四,配偶,女,1985-05-05,户籍,在住,2020-05-01,\n"));
    CHECK_INT(diags_kept(desk.diags), 0);
    desk_close(&desk);
}

TEST(IMP055_classes_of_tags)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(take(&desk, "residents",
               RESIDENT_HEAD ID_LI ",100001,李四,配偶,女,1985-05-05,户籍,在住,2020-05-01,\n"));
    refused(&desk, "tags", "身份证,标签,类别,开始日期\n" ID_LI ",残疾,成年人,2024-01-01\n",
            "IMP055", 2, 3);
    refused(&desk, "tags", "身份证,标签,类别,开始日期\n" ID_LI ",低保,一级,2024-01-01\n", "IMP055",
            2, 3);
    refused(&desk, "tags", "身份证,标签,类别,开始日期\n" ID_LI ",优抚,老年人,2024-01-01\n",
            "IMP055", 2, 3);
    refused(&desk, "tags", "身份证,标签,开始日期,结束日期\n" ID_LI ",优抚,2024-01-01,2023-01-01\n",
            "IMP050", 2, 4);
    CHECK(take(&desk, "tags",
               "身份证,标签,类别,开始日期\n" ID_LI ",残疾,二级,2024-01-01\n" ID_LI
               ",低保,成年人,2024-01-01\n" ID_LI ",优抚,,2024-01-01\n"));
    CHECK_INT(desk.result.added, 3);
    desk_close(&desk);
}
