/* Records going in: added, changed, left alone, refused. */
#include <stdio.h>

#include "private.h"
#include "store_support.h"
#include "tap.h"

#define RESIDENT                                                                                   \
    ID_ZHANG "|100001|张三|户主|男|1990-01-01|汉族|大学本科|已婚|在职|户籍|在住|2020-05-01|"
#define DISPUTE                                                                                    \
    "JF-1|春晖社区|539902001001001|2026-10-03|邻里|依申请|调解成功|口头|2|150050|李四|2026-10-20"

static void check_refused(struct fixture *f, const char *kind, const char *record, const char *code,
                          long column)
{
    fixture_forget(f);
    CHECK_INT(put_alone(f, kind, record), STORE_REFUSED);
    CHECK_INT(diags_kept(f->diags), 1);
    CHECK_STR(code_at(f->diags, 0), code);
    const struct diag *diag = diags_at(f->diags, 0);
    if (diag) {
        CHECK_STR(diag->place.file, "记录.csv");
        CHECK_INT(diag->place.line, 2);
        CHECK_INT(diag->place.column, column);
        CHECK(strstr(diag->message, "？") == NULL); /* every argument is there */
    }
    CHECK_INT(diags_exit_status(f->diags), 1);
}

static bool says(struct fixture *f, const char *words)
{
    const struct diag *diag = diags_at(f->diags, 0);
    return diag && strstr(diag->message, words);
}

TEST(a_record_is_added_then_left_alone_then_changed)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "residents"));
    CHECK_INT(put(&f, "residents", 7, RESIDENT), STORE_ADDED);
    CHECK(commit(&f, &tally));
    CHECK_STR(ask(&f, "SELECT 社区 || 网格 || 户号 || 批次 || 行号 FROM 居民"),
              "春晖社区第一网格10000147");
    CHECK(begin(&f, "residents"));
    CHECK_INT(put(&f, "residents", 9, RESIDENT), STORE_SAME);
    CHECK_INT(store_batch_tally(f.store).same, 1);
    CHECK(commit(&f, &tally));
    CHECK_INT(tally.same, 1);
    CHECK_STR(ask(&f, "SELECT 批次 || '/' || 行号 FROM 居民"), "4/7");
    CHECK_STR(ask(&f, "SELECT count(*) FROM 导入批次"), "4"); /* no trace */
    CHECK(begin(&f, "residents"));
    CHECK_INT(put(&f, "residents", 11,
                  ID_ZHANG
                  "|100001|张三|户主|男|1990-01-01|汉族|研究生|已婚||户籍|在住|2020-05-01|"),
              STORE_CHANGED);
    CHECK(commit(&f, &tally));
    CHECK_STR(ask(&f, "SELECT 文化程度 || ifnull(从业状况, '空') || 批次 || '/' || 行号 FROM 居民"),
              "研究生空5/11");
    CHECK_STR(ask(&f, "SELECT 种类 || 文件 || 时间 || 行数 FROM 导入批次 WHERE 批次 = 5"),
              "居民记录.csv2026-11-24 08:00:001");
    CHECK_INT(diags_kept(f.diags), 0);
    fixture_close(&f);
}

TEST(every_kind_goes_in_and_comes_out)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK_INT(put_alone(&f, "residents", RESIDENT), STORE_ADDED);
    CHECK_INT(put_alone(&f, "tags", ID_ZHANG "|低保|成年人|2025-01-01|"), STORE_ADDED);
    CHECK_INT(
        put_alone(
            &f, "party_members",
            "D001|春晖社区|张三|第一党支部|男|1990-01-01|汉族|大学本科|正式|在册|双管|2012-07-01|"
            "2020-06-01|"),
        STORE_ADDED);
    CHECK_INT(put_alone(&f, "units",
                        "91539902MA6ABCDE1M|春晖社区|某公司|企业|其他|私营|零售|赵六|13800000000|"
                        "12|2024-01-01|"),
              STORE_ADDED);
    CHECK_INT(put_alone(&f, "agreements",
                        "XY-1|91539902MA6ABCDE1M|助老|公益事业联办|赵六|2024-02-01|2026-12-31|"),
              STORE_ADDED);
    CHECK_INT(put_alone(&f, "disputes", DISPUTE), STORE_ADDED);
    CHECK_INT(
        put_alone(&f, "services",
                  "FW-1|春晖社区|539902001001002|2026-10-03|窗口|行政事务|低保申请|钱七|2026-10-10|"
                  "2026-10-08|办结|满意|1"),
        STORE_ADDED);
    CHECK_INT(put_alone(&f, "quantities", "望澜街道|2026-10|辖区面积|12.25|平方公里"), STORE_ADDED);
    CHECK_INT(put_alone(&f, "quantities", "望澜街道|2026|志愿者人数|36|人"), STORE_ADDED);
    CHECK_STR(ask(&f, "SELECT 社区 || 网格 || 标签 || 类别 FROM 居民标签"),
              "春晖社区第一网格低保成年人");
    CHECK_STR(ask(&f, "SELECT 社区 || 五管类别 || 转入日期 FROM 党员"), "春晖社区双管2020-06-01");
    CHECK_STR(ask(&f, "SELECT 社区 || 报到党员数 FROM 共建单位"), "春晖社区12");
    CHECK_STR(ask(&f, "SELECT 社区 || 单位名称 || 完成时限 FROM 共建协议"),
              "春晖社区某公司2026-12-31");
    CHECK_STR(ask(&f, "SELECT 涉及金额 FROM 纠纷"), "1500.5");
    CHECK_STR(ask(&f, "SELECT 网格 || 回访 FROM 服务"), "第二网格是");
    CHECK_STR(ask(&f, "SELECT 数值 FROM 数量 WHERE 期 = '2026-10'"), "12.25");
    CHECK_STR(ask(&f, "SELECT 数值 || typeof(数值) FROM 数量 WHERE 期 = '2026'"), "36integer");
    CHECK_STR(ask(&f, "SELECT 街道 || 上级 FROM 社区 WHERE 社区 = '春晖社区'"), "望澜街道望澜街道");
    CHECK_STR(ask(&f, "SELECT 街道 FROM 社区 WHERE 社区 = '望澜街道'"), "望澜街道");
    /* and each of them again changes nothing */
    CHECK_INT(put_alone(&f, "tags", ID_ZHANG "|低保|成年人|2025-01-01|"), STORE_SAME);
    CHECK_INT(put_alone(&f, "disputes", DISPUTE), STORE_SAME);
    CHECK_INT(put_alone(&f, "quantities", "539902001000|2026-10|辖区面积|12.25|平方公里"),
              STORE_SAME);
    CHECK_INT(put_alone(&f, "quantities", "望澜街道|2026-10|辖区面积|12.26|平方公里"),
              STORE_CHANGED);
    CHECK_INT(diags_kept(f.diags), 0);
    fixture_close(&f);
}

TEST(STO020_a_parent_that_is_not_there)
{
    struct fixture f;
    fixture_open_with_places(&f);
    check_refused(&f, "households", "1|539902001001009|张三|||||2020-01-01|", "STO020", 2);
    const struct diag *diag = diags_at(f.diags, 0);
    CHECK_STR(diag->message, "“网格编码”写的是“539902001001009”，记录里没有这个网格");
    CHECK(strstr(diag->hint, "是不是“53990200100100") != NULL);
    CHECK(strstr(diag->hint, "huibao import 网格") != NULL);
    check_refused(&f, "grids", "539902001001003|春辉社区|三||2020-01-01|", "STO020", 2);
    CHECK(strstr(diags_at(f.diags, 0)->hint, "是不是“春晖社区”？") != NULL);
    check_refused(&f, "communities", "539902001003|文澜社区|社区|539902009000", "STO020", 4);
    CHECK(strstr(diags_at(f.diags, 0)->hint, "上级要写在下级前面") != NULL);
    check_refused(&f, "residents", ID_LI "|200|李四|户主|女|1985-05-05||||||在住|2020-01-01|",
                  "STO020", 2);
    CHECK_INT(put_alone(&f, "residents", RESIDENT), STORE_ADDED);
    check_refused(&f, "tags", ID_LI "|低保||2020-01-01|", "STO020", 1);
    CHECK(strstr(diags_at(f.diags, 0)->hint, ID_ZHANG) == NULL); /* nobody else's number */
    /* two parents missing: two diagnostics */
    fixture_forget(&f);
    CHECK_INT(put_alone(&f, "disputes",
                        "JF-1|无社区|539902001009001|2026-10-03|邻里|依申请|移送||2|||2026-10-20"),
              STORE_REFUSED);
    CHECK_INT(diags_kept(f.diags), 2);
    fixture_close(&f);
}

TEST(a_thousand_missing_parents_stay_cheap)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "households"));
    for (long i = 0; i < 1000; i++)
        CHECK_INT(put(&f, "households", i + 2, "1|539902001009009|张三|||||2020-01-01|"),
                  STORE_REFUSED);
    CHECK_INT(diags_count(f.diags, DIAG_ERROR), 1000);
    store_batch_rollback(f.store);
    fixture_close(&f);
}

TEST(STO021_a_key_twice_in_one_batch)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "grids"));
    CHECK_INT(put(&f, "grids", 2, "539902001001007|春晖社区|七||2020-01-01|"), STORE_ADDED);
    CHECK_INT(put(&f, "grids", 3, "539902001001001|春晖社区|改名|王五|2020-01-01|"), STORE_CHANGED);
    CHECK_INT(put(&f, "grids", 4, "539902001001002|春晖社区|第二网格||2020-01-01|"), STORE_SAME);
    CHECK_INT(put(&f, "grids", 5, "539902001001007|春晖社区|七||2020-01-01|"), STORE_REFUSED);
    CHECK_INT(put(&f, "grids", 6, "539902001001001|春晖社区|再改|王五|2020-01-01|"), STORE_REFUSED);
    CHECK_INT(put(&f, "grids", 7, "539902001001002|春晖社区|第二网格||2020-01-01|"), STORE_REFUSED);
    CHECK_INT(diags_kept(f.diags), 3);
    for (size_t i = 0; i < 3; i++) {
        CHECK_STR(code_at(f.diags, i), "STO021");
        CHECK_INT(diags_at(f.diags, i)->place.line, 5 + (long)i);
        CHECK_INT(diags_at(f.diags, i)->place.column, 1);
    }
    CHECK_STR(diags_at(f.diags, 0)->message, "网格编码“539902001001007”与第 2 行重复");
    CHECK(strstr(diags_at(f.diags, 1)->message, "第 3 行") != NULL);
    CHECK(strstr(diags_at(f.diags, 2)->message, "第 4 行") != NULL);
    store_batch_rollback(f.store);
    CHECK_STR(ask(&f, "SELECT count(*) FROM 网格"), "3");
    /* the marks of the batch that was given up are gone */
    fixture_forget(&f);
    CHECK_INT(put_alone(&f, "grids", "539902001001002|春晖社区|第二网格||2020-01-01|"), STORE_SAME);
    CHECK_INT(put_alone(&f, "quantities", "春晖社区|2026-10|活动|1|次"), STORE_ADDED);
    CHECK(begin(&f, "quantities"));
    CHECK_INT(put(&f, "quantities", 2, "春晖社区|2026-11|活动|1|次"), STORE_ADDED);
    CHECK_INT(put(&f, "quantities", 3, "539902001001|2026-11|活动|2|次"), STORE_REFUSED);
    CHECK_STR(diags_at(f.diags, 0)->message,
              "社区编码、期、名称“539902001001、2026-11、活动”与第 2 行重复");
    store_batch_rollback(f.store);
    fixture_close(&f);
}

/* After a new record the next is tried as new without being looked for. */
TEST(new_records_and_known_ones_in_turn)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "households"));
    CHECK_INT(put(&f, "households", 2, "1|539902001001001|甲|||||2020-01-01|"), STORE_ADDED);
    CHECK_INT(put(&f, "households", 3, HOUSEHOLD), STORE_SAME);
    CHECK_INT(put(&f, "households", 4, "2|539902001001001|乙|||||2020-01-01|"), STORE_ADDED);
    CHECK_INT(put(&f, "households", 5, "1|539902001001001|甲|||||2020-01-01|"), STORE_REFUSED);
    CHECK_STR(code_at(f.diags, 0), "STO021");
    CHECK_INT(put(&f, "households", 6, "3|539902001001001|丙|||||2020-01-01|"), STORE_ADDED);
    CHECK_INT(put(&f, "households", 7, "4|539902001001001|丁|||||2020-05-02|2020-05-01"),
              STORE_REFUSED);
    CHECK_STR(code_at(f.diags, 1), "STO022");
    CHECK_INT(put(&f, "households", 8, "5|539902001001001|戊|||||2020-01-01|"), STORE_ADDED);
    struct store_tally tally;
    CHECK(commit(&f, &tally));
    CHECK_INT(tally.added, 4);
    CHECK_INT(tally.same, 1);
    CHECK(begin(&f, "households"));
    CHECK_INT(put(&f, "households", 2, "6|539902001001001|己|||||2020-01-01|"), STORE_ADDED);
    CHECK_INT(put(&f, "households", 3, "1|539902001001001|改|||||2020-01-01|"), STORE_CHANGED);
    CHECK(commit(&f, &tally));
    CHECK_STR(ask(&f, "SELECT group_concat(户号 || 户主, ' ') FROM 住户 WHERE length(户号) = 1"),
              "1改 2乙 3丙 5戊 6己");
    fixture_close(&f);
}

TEST(STO022_what_the_schema_forbids)
{
    struct fixture f;
    fixture_open_with_places(&f);
    check_refused(&f, "households", "2|539902001001001|李四|||||2020-05-02|2020-05-01", "STO022",
                  1);
    CHECK_STR(diags_at(f.diags, 0)->message, "住户“2”不合规则：迁出日期不能早于迁入日期");
    check_refused(&f, "disputes", "JF-2|春晖社区||2026-10-03|邻里|依申请|正在调解||2|||2026-10-20",
                  "STO022", 1);
    CHECK(says(&f, "正在调解的不能有办结日期"));
    check_refused(&f, "disputes", "JF-2|春晖社区||2026-10-03|邻里|依申请|移送||0|||2026-10-20",
                  "STO022", 1);
    check_refused(&f, "households", "3|539902001001001|李四|||||2020-02-30|", "STO022", 1);
    CHECK(says(&f, "日期写法不对"));
    check_refused(&f, "quantities", "春晖社区|2026-13|活动|1|次", "STO022", 1);
    CHECK_INT(put_alone(&f, "residents", RESIDENT), STORE_ADDED);
    check_refused(&f, "tags", ID_ZHANG "|残疾|成年人|2025-01-01|", "STO022", 1);
    CHECK(says(&f, "类别与标签不符"));
    fixture_close(&f);
}

TEST(STO023_a_name_that_is_taken)
{
    struct fixture f;
    fixture_open_with_places(&f);
    check_refused(&f, "communities", "539902001003|春晖社区|社区|539902001000", "STO023", 2);
    CHECK_STR(diags_at(f.diags, 0)->message,
              "社区“539902001003”的名称“春晖社区”已被另一条记录使用");
    fixture_close(&f);
}

TEST(STO030_to_STO032_the_tree_of_communities)
{
    struct fixture f;
    fixture_open_with_places(&f);
    check_refused(&f, "communities", "539902001003|文澜社区|社区|539902001001", "STO030", 4);
    CHECK(says(&f, "春晖社区"));
    check_refused(&f, "communities", "539902001000|望澜街道|街道|539902001001", "STO030", 4);
    check_refused(&f, "communities", "539902001000|望澜街道|社区|", "STO031", 3);
    check_refused(&f, "communities", "539902000000|栖云区|区县|", "STO032", 4);
    CHECK(says(&f, "望澜街道"));
    /* a district above the street: first the old top gets out of the way */
    fixture_forget(&f);
    CHECK_INT(put_alone(&f, "communities", "539902001000|望澜街道|街道|"), STORE_SAME);
    fixture_close(&f);
}

TEST(STO033_and_STO034_grids_fit_their_community)
{
    struct fixture f;
    fixture_open_with_places(&f);
    check_refused(&f, "grids", "539902001002009|春晖社区|九||2020-01-01|", "STO033", 1);
    CHECK(says(&f, "539902001001"));
    check_refused(&f, "grids", "539902001000001|望澜街道|街||2020-01-01|", "STO034", 2);
    fixture_close(&f);
}

TEST(STO035_a_grid_of_another_community)
{
    struct fixture f;
    fixture_open_with_places(&f);
    check_refused(&f, "disputes",
                  "JF-1|春晖社区|539902001002001|2026-10-03|邻里|依申请|移送||2|||2026-10-20",
                  "STO035", 3);
    CHECK(says(&f, "桂苑社区"));
    check_refused(&f, "services",
                  "FW-1|春晖社区|539902001002001|2026-10-03|窗口|行政事务|咨询||2026-10-10||在办||",
                  "STO035", 3);
    fixture_close(&f);
}

TEST(refused_records_are_not_written)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "grids"));
    CHECK_INT(put(&f, "grids", 2, "539902001001007|春晖社区|七||2020-01-01|"), STORE_ADDED);
    CHECK_INT(put(&f, "grids", 3, "539902001002009|春晖社区|九||2020-01-01|"), STORE_REFUSED);
    CHECK_INT(put(&f, "grids", 4, "539902001001008|无此社区|八||2020-01-01|"), STORE_REFUSED);
    CHECK(commit(&f, &tally)); /* taking the good ones is the caller's choice */
    CHECK_INT(tally.added, 1);
    CHECK_STR(ask(&f, "SELECT count(*) FROM 网格"), "4");
    fixture_close(&f);
}

TEST(fields_a_file_does_not_have_keep_what_is_stored)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open_with_places(&f);
    static const long columns[] = {3, 1, 2, 0, 0, 0, 0, 4, 0}; /* no address, no move out */
    CHECK(begin(&f, "households"));
    store_batch_columns(f.store, columns);
    CHECK_INT(put(&f, "households", 2, "100001|539902001001001|张三|||||2020-05-01|"), STORE_SAME);
    CHECK_INT(put(&f, "households", 3, "100002|539902001001001|李四|||||2021-05-01|"), STORE_ADDED);
    store_batch_rollback(f.store);
    CHECK(begin(&f, "households"));
    store_batch_columns(f.store, columns);
    CHECK_INT(put(&f, "households", 2, "100001|539902001001002|张三丰|||||2020-05-01|"),
              STORE_CHANGED);
    CHECK_INT(put(&f, "households", 3, "100003|539902009001001|李四|||||2021-05-01|"),
              STORE_REFUSED);
    CHECK_INT(diags_at(f.diags, 0)->place.column, 1); /* where the file has the grid */
    CHECK(commit(&f, &tally));
    CHECK_STR(ask(&f, "SELECT 户主 || 网格 || 小区 || 房号 FROM 住户"), "张三丰第二网格春晖苑301");
    fixture_close(&f);
}

TEST(closing_rolls_an_open_batch_back)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(begin(&f, "grids"));
    CHECK_INT(put(&f, "grids", 2, "539902001001007|春晖社区|七||2020-01-01|"), STORE_ADDED);
    store_close(f.store);
    f.store = NULL;
    CHECK_STR(ask(&f, "SELECT count(*) FROM 网格"), "3");
    store_close(NULL);
    fixture_close(&f);
}

TEST(counts_and_names)
{
    struct fixture f;
    fixture_open_with_places(&f);
    int64_t number = 0;
    CHECK(store_count(f.store, store_kind_find("网格"), &number));
    CHECK_INT(number, 3);
    size_t count = 0;
    const char *const *names = store_community_names(f.store, f.arena, "社区", &count, f.diags);
    CHECK_INT(count, 2);
    CHECK_STR(names[0], "春晖社区");
    CHECK_STR(names[1], "桂苑社区");
    names = store_community_names(f.store, f.arena, NULL, &count, f.diags);
    CHECK_INT(count, 3);
    CHECK(names && store_community_names(f.store, f.arena, "区县", &count, f.diags) != NULL);
    CHECK_INT(count, 0);
    fixture_close(&f);
}

TEST(texts_that_look_like_sql_are_texts)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK_INT(put_alone(&f, "households",
                        "x'); DROP TABLE households; "
                        "--|539902001001001|\"'%|=1+1|||\xF0\xA0\x80\x80|2020-05-01|"),
              STORE_ADDED);
    CHECK_STR(ask(&f, "SELECT 户主 FROM 住户 WHERE 房号 = '\xF0\xA0\x80\x80'"), "\"'%");
    fixture_close(&f);
}

/* The database keeps its own rules, whoever writes: each list of codes, each date. */
TEST(the_schema_refuses_what_is_no_code)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK_INT(put_alone(&f, "residents", RESIDENT), STORE_ADDED);
    static const char *const bad[] = {
        "UPDATE residents SET relation = '舅'",
        "UPDATE residents SET relation = NULL",
        "UPDATE residents SET sex = '男-'",
        "UPDATE residents SET education = ''",
        "UPDATE residents SET category = '-'",
        "UPDATE residents SET born_on = '1990-1-1'",
        "UPDATE residents SET moved_out = '2026-02-29'",
        "UPDATE residents SET id_card = '1'",
        "UPDATE residents SET household_id = 4711",
        "UPDATE communities SET level = '省'",
        "UPDATE communities SET code = '53990200100a' WHERE level = '街道'",
        "UPDATE communities SET parent_id = id",
        "DELETE FROM grids",
    };
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        if (!CHECK(sqlite3_exec(f.store->db, bad[i], NULL, NULL, NULL) % 256 == SQLITE_CONSTRAINT))
            printf("# %s\n", bad[i]);
    CHECK(sqlite3_exec(f.store->db, "UPDATE residents SET education = NULL, relation = '子'", NULL,
                       NULL, NULL) == SQLITE_OK);
    fixture_close(&f);
}

TEST(foreign_keys_are_watched_again_after_every_batch)
{
    static const char asked[] = "PRAGMA foreign_keys";
    struct fixture f;
    int64_t on = 0;
    fixture_open_with_places(&f);
    CHECK(store_pragma(f.store->db, asked, &on) == SQLITE_OK);
    CHECK_INT(on, 1);
    CHECK(begin(&f, "households"));
    CHECK_INT(put(&f, "households", 2, "100009|539902001001009|张三|||||2020-05-01|"),
              STORE_REFUSED);
    CHECK_STR(code_at(f.diags, 0), "STO020"); /* a parent is looked for all the same */
    store_batch_rollback(f.store);
    CHECK(store_pragma(f.store->db, asked, &on) == SQLITE_OK);
    CHECK_INT(on, 1);
    fixture_close(&f);
}

TEST(the_schema_takes_days_and_nothing_else_for_days)
{
    static const char *const wrong[] = {"2020-02-30",  "2020-1-01", "2020-13-01", "20200101",
                                        "2020-01-01 ", "now",       "",           "0"};
    struct fixture f;
    fixture_open_with_places(&f);
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        CHECK(begin(&f, "households"));
        const char *record =
            arena_printf(f.arena, "20000%zu|539902001001001|张三|||||%s|", i, wrong[i]);
        CHECK_INT(put(&f, "households", 2, record), STORE_REFUSED);
        store_batch_rollback(f.store);
    }
    CHECK_INT(put_alone(&f, "households", "200009|539902001001001|张三|||||2020-02-29|"),
              STORE_ADDED);
    fixture_close(&f);
}
