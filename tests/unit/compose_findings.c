/* Failing checks with the cells of tables that show what they compare. */
#include "compose_case.h"

#include <huibao/model_finding.h>

static const char dictionary[] = "纠纷:\n  sql: SELECT 11 AS 受理, 12 AS 成功, 25000 AS 金额, 1.0 "
                                 "AS 旧\n"
                                 "  indicators:\n    受理: {unit: 件}\n    成功: {unit: 件}\n    "
                                 "金额: {unit: 元, format: 万元}\n"
                                 "    加一: {expr: 受理 + 1, unit: 件}\n"
                                 "表:\n  sql: SELECT '邻里' AS 类, 3 AS 数, 2 AS 成, 21000 AS 钱 "
                                 "UNION ALL SELECT '物业', 7, 7, 4000\n"
                                 "    UNION ALL SELECT '其他', NULL, 1, NULL\n";

#define TABLES                                                                                          \
    "---\n本期{{受理}}件。\n\n```table\ndata: 表\ncaption: 分类\ncolumns: [类, {title: 数, " \
    "value: 数, "                                                                                      \
    "total: sum}, {title: 成, value: 成}, {title: 钱, value: 钱, format: 万元1, total: "          \
    "sum}]\n```\n\n"                                                                                    \
    "```table\ndata: 纠纷\ncolumns: [受理, 成功, {title: 金额, value: 金额, format: "         \
    "万元2}]\n```\n"

/* Composes the two tables with one check. */
static struct composed checked(const char *check)
{
    struct arena *arena = arena_new();
    const char *report = arena_printf(arena,
                                      "---\nid: t\ntitle: 标题\n"
                                      "checks:\n  - {id: A, says: 不对, %s}\n" TABLES,
                                      check);
    struct composed made = compose_text_case(NULL, dictionary, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

static void finds(const char *check, const char *finding)
{
    struct composed made = checked(check);
    composed_has(&made, finding);
    composed_close(&made);
}

TEST(sums_stand_in_the_row_of_totals_and_indicators_in_the_table_of_their_data)
{
    finds("rule: 合计(表.数) = 受理", "finding A | 不对 | 合计(表.数) 10 ≠ 受理 11件，差 -1件\n"
                                      "  grave\n  relation equal | 0.0\n  left 1 2 4 | 10.0 | 1.0\n"
                                      "  right 2 1 1 | 11.0 | 1.0\n");
    finds("rule: 受理 - 1 >= 成功 + 0.5, 容差: 1%",
          "  relation at-least | 1.0 | percent\n  left 2 1 1 | 11.0 | 1.0\n"
          "  left minus constant | 1.0 | 1.0\n  right 2 2 1 | 12.0 | 1.0\n"
          "  right constant | 0.5 | 1.0\n");
}

TEST(cells_in_another_unit_are_told_by_how_much)
{
    finds("rule: 合计(表.钱) < 金额", "  relation less | 0.0\n  left 1 4 4 | 2.5 | 10000.0\n"
                                      "  right 2 3 1 | 2.5 | 10000.0\n");
}

TEST(rules_about_rows_mark_the_rows_that_fail)
{
    struct composed made = checked("rule: 数 = 成, each: 表");
    composed_has(&made, "finding A | 不对 | 第 1 行 邻里：数 3 ≠ 成 2，差 1\n  grave\n"
                        "  relation equal | 0.0\n  left 1 2 1 | 3.0 | 1.0\n"
                        "  right 1 3 1 | 2.0 | 1.0\n");
    if (made.model)
        CHECK_INT(made.model->finding_count, 1); /* 物业 is right, 其他 not judged */
    composed_close(&made);
}

TEST(a_number_that_no_cell_shows_is_told_without_one)
{
    finds("rule: 合计(表.数) = 加一", "  left 1 2 4 | 10.0 | 1.0\n  right | 12.0 | 1.0\n");
}

TEST(other_rules_are_told_by_the_cells_of_their_names)
{
    finds("rule: 受理 % 2 = 0 AND 成功 = 受理",
          "finding A | 不对 | 受理 11件，成功 12件\n  grave\n  left 2 1 1 | 11.0 | 1.0\n"
          "  left 2 2 1 | 12.0 | 1.0\n");
    finds("rule: abs(受理) = 成功 * 2", "  grave\n  left 2 1 1 | 11.0 | 1.0\n"
                                        "  left 2 2 1 | 12.0 | 1.0\n");
}

TEST(a_rule_that_only_warns_is_not_grave)
{
    finds("rule: 受理 = 成功, publish: warn, upload: warn",
          "差 -1件\n  relation equal | 0.0\n  left 2 1 1 | 11.0 | 1.0\n");
}

TEST(what_holds_what_is_off_and_what_no_table_shows_is_no_finding)
{
    static const char *const checks[] = {
        "rule: 受理 < 成功",
        "rule: 受理 = 成功, preview: off, publish: warn, upload: warn",
        "rule: 加一 = 加一 + 1",
    };
    for (size_t i = 0; i < BASE_COUNT(checks); i++) {
        struct composed made = checked(checks[i]);
        CHECK(made.model && made.model->finding_count == 0);
        composed_close(&made);
    }
}

TEST(an_explained_check_says_why)
{
    static const struct audit_explanation known[] = {
        {"A", "受理 11件 ≠ 成功 12件，差 -1件", "口径不同", "张三", "2026-11-01"}};
    struct compose_task task = {
        .stage = DEFINE_UPLOAD, .explanations = known, .explanation_count = 1};
    struct composed made = {.c = case_define(dictionary,
                                             "---\nid: t\ntitle: 标题\n"
                                             "checks:\n  - {id: A, says: 不对, rule: 受理 "
                                             "= 成功}\n" TABLES)};
    case_open(&made.c, NULL);
    made.model = compose_audited(made.c.report, made.c.frame, &task, &made.c.world, made.c.diags);
    if (CHECK(made.model))
        model_dump(made.model, &made.dump);
    composed_has(&made, "差 -1件\n  because 口径不同（张三，2026-11-01）\n  relation equal");
    composed_close(&made);
}

TEST(the_same_number_in_two_tables_is_marked_in_both)
{
    struct composed made = {0};
    made = compose_text_case(NULL, dictionary,
                             "---\nid: t\ntitle: 标题\n"
                             "checks:\n  - {id: A, says: 不对, rule: 受理 = 成功}\n"
                             "---\n```table\ndata: 纠纷\ncolumns: [受理, 成功]\n```\n\n"
                             "```table\ndata: 纠纷\ncolumns: [受理]\n```\n",
                             DEFINE_PREVIEW);
    composed_has(&made, "  left 1 1 1 | 11.0 | 1.0\n  right 1 2 1 | 12.0 | 1.0\n");
    composed_has(&made, "  left 2 1 1 | 11.0 | 1.0\n  right 1 2 1 | 12.0 | 1.0\n");
    composed_close(&made);
}
