/* The kinds as data agree with the schema, and the views are what authors were promised. */
#include <stdio.h>

#include "private.h"
#include "store_support.h"
#include "tap.h"

static bool says(sqlite3 *db, struct arena *arena, const char *sql, const char *want)
{
    STORE_STATEMENT statement = NULL;
    const char *got = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0))
        got = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
    return CHECK_STR(got, want);
}

TEST(kinds_are_found_by_both_names)
{
    size_t count;
    const struct store_kind *kinds = store_kinds(&count);
    CHECK_INT(count, 11);
    for (size_t i = 0; i < count; i++) {
        CHECK(store_kind_find(kinds[i].name) == &kinds[i]);
        CHECK(store_kind_find(kinds[i].chinese) == &kinds[i]);
        CHECK(store_kind_key(&kinds[i]) != NULL);
    }
    CHECK(store_kind_find("nothing") == NULL);
    CHECK(store_kind_find("") == NULL);
}

TEST(parents_come_before_children)
{
    size_t count;
    const struct store_kind *kinds = store_kinds(&count);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < kinds[i].field_count; f++)
            if (kinds[i].fields[f].type == STORE_REFERENCE)
                CHECK(store_kind_find(kinds[i].fields[f].refers_to) <= &kinds[i]);
}

TEST(columns_and_codes_of_the_kinds_are_in_the_schema)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    sqlite3 *db = store_reader_open(NULL, diags);
    size_t count;
    const struct store_kind *kinds = store_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t f = 0; f < kinds[i].field_count; f++) {
            const struct store_field *field = &kinds[i].fields[f];
            const char *not_null = arena_printf(
                arena, "SELECT \"notnull\" FROM pragma_table_info('%s') WHERE name = '%s'",
                kinds[i].table, field->column);
            says(db, arena, not_null, field->required ? "1" : "0");
            bool open_list = strcmp(field->name, "民族") == 0;
            for (const char *const *code = field->codes; code && *code && !open_list; code++) {
                const char *listed = arena_printf(
                    arena, "SELECT instr(sql, '''%s''') > 0 FROM sqlite_schema WHERE name = '%s'",
                    *code, kinds[i].table);
                says(db, arena, listed, "1");
            }
        }
    }
    sqlite3_close(db);
    arena_free(arena);
    diags_free(diags);
}

TEST(views_have_the_promised_columns)
{
    static const char *const views[][2] = {
        {"社区", "社区编码,社区,级别,上级,街道,批次,行号"},
        {"网格", "网格编码,网格,社区,网格员,成立日期,撤销日期,批次,行号"},
        {"住户", "户号,社区,网格,户主,小区,楼栋,单元,房号,迁入日期,迁出日期,批次,行号"},
        {"居民", "身份证号,户号,社区,网格,姓名,与户主关系,性别,出生日期,民族,文化程度,婚姻状况,"
                 "从业状况,人员类别,居住状态,迁入日期,迁出日期,批次,行号"},
        {"居民标签", "身份证号,户号,社区,网格,标签,类别,开始日期,结束日期,批次,行号"},
        {"党员", "党员编号,社区,姓名,党支部,性别,出生日期,民族,文化程度,党员类型,管理类别,五管类别,"
                 "入党日期,转入日期,转出日期,批次,行号"},
        {"共建单位", "统一社会信用代码,社区,单位名称,机构类型,隶属关系,登记注册类型,行业,联络员,"
                     "联系电话,报到党员数,签约日期,解约日期,批次,行号"},
        {"共建协议", "协议编号,社区,单位名称,统一社会信用代码,项目,七联类别,责任人,签订日期,"
                     "完成时限,完成日期,批次,行号"},
        {"纠纷", "纠纷编号,社区,网格,受理日期,类别,来源,结果,协议形式,当事人数,涉及金额,调解员,"
                 "办结日期,批次,行号"},
        {"服务", "服务编号,社区,网格,受理日期,方式,类别,事项,承办人,办理时限,办结日期,结果,满意度,"
                 "回访,批次,行号"},
        {"数量", "社区,期,名称,数值,单位,批次,行号"},
        {"下级", "上级,级别,社区"},
        {"导入批次", "批次,种类,文件,时间,行数,新增,更正,撤销时间"},
    };
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    sqlite3 *db = store_reader_open(NULL, diags);
    for (size_t i = 0; i < BASE_COUNT(views); i++) {
        const char *sql = arena_printf(
            arena, "SELECT group_concat(name) FROM pragma_table_info('%s')", views[i][0]);
        says(db, arena, sql, views[i][1]);
    }
    says(db, arena, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'", "13");
    sqlite3_close(db);
    arena_free(arena);
    diags_free(diags);
}

TEST(the_usual_report_query_uses_the_indexes)
{
    struct diags *diags = diags_new();
    sqlite3 *db = store_reader_open(NULL, diags);
    STORE_STATEMENT statement = NULL;
    CHECK(sqlite3_prepare_v2(db,
                             "EXPLAIN QUERY PLAN SELECT count(*) FROM 纠纷 WHERE 社区 = '春晖社区'"
                             " AND 受理日期 BETWEEN '2026-10-01' AND '2026-10-31'",
                             -1, &statement, NULL) == SQLITE_OK);
    bool by_community = false, scans = false;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(statement, 3);
        by_community = by_community || strstr(detail, "disputes_by_community");
        scans = scans || strncmp(detail, "SCAN", 4) == 0;
    }
    CHECK(by_community);
    CHECK(!scans);
    sqlite3_finalize(statement);
    statement = NULL;
    sqlite3_close(db);
    diags_free(diags);
}

TEST(the_reader_in_memory_is_read_only)
{
    struct diags *diags = diags_new();
    sqlite3 *db = store_reader_open(NULL, diags);
    CHECK(sqlite3_exec(db, "DELETE FROM batches", NULL, NULL, NULL) == SQLITE_READONLY);
    CHECK(sqlite3_exec(db, "SELECT * FROM 居民", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    diags_free(diags);
}

TEST(the_catalogue_lists_each_code_once)
{
    size_t count;
    const struct diag_kind *const *all = store_diags(&count);
    for (size_t i = 0; i < count; i++) {
        CHECK(strncmp(all[i]->code, "STO", 3) == 0 && strlen(all[i]->code) == 6);
        for (size_t j = 0; j < i; j++)
            CHECK(strcmp(all[i]->code, all[j]->code) != 0);
    }
}
