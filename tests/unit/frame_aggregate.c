/* 合计(数据.列) and 行数(数据): what is added, what cannot be, and other periods. */
#include <math.h>

#include <huibao/define_check.h>

#include "frame_case.h"

/* The left side of a report's first check. */
static bool left_of(struct frame_case *c, struct value *ret_value)
{
    if (!c->report || !c->frame)
        return false;
    struct define_expr left = c->report->checks->rule;
    left.sql = c->report->checks->left.sql;
    return frame_value(c->frame, &left, ret_value, c->diags);
}

TEST(columns_are_added_and_rows_counted)
{
    static const struct {
        const char *rule;
        double sum;
        enum value_kind kind;
    } cases[] = {
        {"合计(表.整)", 12, VALUE_INTEGER}, {"sum(表.小)", 2.5, VALUE_REAL},
        {"合计(表.混)", 3.5, VALUE_REAL},   {"行数(表)", 3, VALUE_INTEGER},
        {"COUNT(空)", 0, VALUE_INTEGER},    {"合计(空.整)", 0, VALUE_NULL},
        {"合计(表.无)", 0, VALUE_NULL},     {"合计(表.整) + 行数(表) * 2", 18, VALUE_INTEGER},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        char *report =
            arena_printf(arena,
                         "---\nid: t\ntitle: 标题\ndata:\n"
                         "  表: {sql: 'SELECT 5 AS 整, 0.5 AS 小, 3 AS 混, NULL AS 无 UNION ALL "
                         "SELECT 7, 2.0, 0.5, NULL UNION ALL SELECT NULL, NULL, NULL, NULL'}\n"
                         "  空: {sql: SELECT 1 AS 整 WHERE 1 = 0}\n"
                         "checks: [{id: A, rule: '%s = 1', says: 甲}, {id: B, rule: '行数(表) = "
                         "行数(空)', says: 乙}]\n---\n正文。\n",
                         cases[i].rule);
        struct frame_case c = case_define(NULL, report);
        case_open(&c, NULL);
        struct value value = value_null();
        CHECK(left_of(&c, &value));
        if (!CHECK_INT(value.kind, cases[i].kind))
            printf("# in: %s\n", cases[i].rule);
        CHECK(fabs(value_as_real(value) - cases[i].sum) < 1e-9);
        case_close(&c);
        arena_free(arena);
    }
}

TEST(FRM056_texts_are_not_added)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT 1 AS 数 UNION ALL SELECT '二'\"}\n"
        "checks: [{id: A, rule: 合计(表.数) = 1, says: 甲}]\n---\n正文。\n";
    struct frame_case c = case_define(NULL, report);
    case_open(&c, NULL);
    struct value value;
    CHECK(!left_of(&c, &value));
    if (case_said(&c, "FRM056")) {
        CHECK_STR(diags_at(c.diags, 0)->message, "列“数”不能合计：第 2 行不是数字");
        CHECK_INT(diags_at(c.diags, 0)->place.line, 6);
    }
    case_close(&c);
}

TEST(sums_of_the_period_before)
{
    static const char report[] =
        "---\nid: t\ntitle: '{{期}}'\nparams: {期: {type: month, default: last}}\ndata:\n"
        "  表: {sql: 'SELECT 类别, count(*) AS 数 FROM 纠纷 WHERE 受理日期 BETWEEN :期初 AND :期末 "
        "GROUP BY 类别'}\n"
        "checks: [{id: A, rule: 合计(上期.表.数) = 1, says: 甲}]\n---\n正文。\n";
    struct frame_case c = case_define(NULL, report);
    case_open(&c, fixture_database("sums-before.db"));
    struct value value = value_null();
    CHECK(left_of(&c, &value));
    CHECK_INT(value.integer, 4);
    case_close(&c);
}
