/* Columns that come of others by a formula, and their own formula in 小计 and 合计. */
#include "compose_case.h"

/* A report with one table of rows given as VALUES, columns 片 名 钱 人. */
static struct composed compose_rows(const char *values, const char *table)
{
    struct arena *arena = arena_new();
    char *report = arena_printf(
        arena,
        "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT column1 AS 片, column2 AS 名, "
        "column3 AS 钱, column4 AS 人 FROM (VALUES %s)\"}\n---\n"
        "```table\ndata: 表\n%s```\n",
        values, table);
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

#define COLUMNS                                                                                    \
    "columns:\n  - {title: 名, value: 名}\n  - {title: 钱, value: 钱, total: sum}\n"           \
    "  - {title: 人, value: 人, total: sum}\n"
#define RATIO "  - {title: 人均, expr: 钱 / 人, format: 小数 1, total: same}\n"

TEST(a_ratio_in_totals_is_of_the_totals_not_of_the_ratios)
{
    struct composed made =
        compose_rows("('北', '甲', 100, 3), ('北', '乙', 50, 7), ('南', '丙', 7, 2)",
                     "group: 片\nsubtotal: true\n" COLUMNS RATIO);
    composed_has(&made,
                 "  column 人均 | decimal | format decimal 1 | total same | formula [2] / [3]\n");
    composed_has(&made, "  row 甲 | 100 = 100 | 3 = 3 | 33.3 = 33.3\n"
                        "  row 乙 | 50 = 50 | 7 = 7 | 7.1 = 7.1\n"
                        "  subtotal 小计 | 150 = 150 | 10 = 10 | 15.0 = 15.0\n"
                        "  group 南\n"
                        "  row 丙 | 7 = 7 | 2 = 2 | 3.5 = 3.5\n"
                        "  subtotal 小计 | 7 = 7 | 2 = 2 | 3.5 = 3.5\n"
                        "  total 合计 | 157 = 157 | 12 = 12 | 13.1 = 13.1\n");
    composed_close(&made);
}

TEST(whole_numbers_divide_with_a_fraction_and_signs_go_as_written)
{
    struct composed made =
        compose_rows("('北', '甲', 1, 3)", COLUMNS
                     "  - {title: 率, expr: 100 * 钱 / 人, format: 百分比 2, total: same}\n"
                     "  - {title: 半, expr: 1 / 2 * 人, total: same}\n"
                     "  - {title: 差, expr: －（钱 － 人） × 2.50, format: 整数, total: sum}\n");
    composed_has(&made, " | formula 100.0 * [2] / [3]\n");
    composed_has(&made, " | formula 1.0 / 2.0 * [3]\n");
    composed_has(&made, " | formula - ( [2] - [3] ) * 2.50\n");
    composed_has(&made, "  row 甲 | 1 = 1 | 3 = 3 | 33.33% = 33.33 | 1.5 = 1.5 | 5 = 5\n"
                        "  total 合计 | 1 = 1 | 3 = 3 | 33.33% = 33.33 | 1.5 = 1.5 | 5 = 5\n");
    composed_close(&made);
}

TEST(it_is_of_the_numbers_as_printed)
{
    struct composed made =
        compose_rows("('北', '甲', 14999, 1.6), ('北', '乙', 0, 0)",
                     "columns:\n  - {title: 钱, value: 钱, format: 万元 1, total: sum}\n"
                     "  - {title: 人, value: 人, format: 整数, total: sum}\n"
                     "  - {title: 人均, expr: 钱 / 人, format: 小数 2, total: same}\n");
    composed_has(&made, "  row 1.5万元 = 1.5 | 2 = 2 | 0.75 = 0.75\n"
                        "  row 0.0万元 = 0.0 | 0 = 0 | — = null\n");
    composed_close(&made);
}

TEST(what_is_missing_in_one_column_alone_leaves_no_ratio_of_the_totals)
{
    struct composed made =
        compose_rows("('北', '甲', 100, 4), ('北', '乙', NULL, 6), ('南', '丙', 6, 2), "
                     "('南', '丁', NULL, NULL)",
                     "group: 片\nsubtotal: true\n" COLUMNS RATIO);
    composed_has(&made, "  subtotal 小计 | 100 = 100 | 10 = 10 | — = null\n");
    composed_has(&made, "  row 丁 | — = null | — = null | — = null\n"
                        "  subtotal 小计 | 6 = 6 | 2 = 2 | 3.0 = 3.0\n"
                        "  total 合计 | 106 = 106 | 12 = 12 | — = null\n");
    composed_close(&made);
    made = compose_rows("('北', '甲', 100, 0), ('北', '乙', 20, 0)", COLUMNS RATIO);
    composed_has(&made, "  total 合计 | 120 = 120 | 0 = 0 | — = null\n");
    composed_close(&made);
}

TEST(a_part_of_a_row_above_counts_in_neither)
{
    struct composed made =
        compose_rows("(0, '甲', 100, 4), (2, '其中', NULL, 1)", "indent: 片\n" COLUMNS RATIO);
    composed_has(&made, "  total 合计 | 100 = 100 | 4 = 4 | 25.0 = 25.0\n");
    composed_close(&made);
}

TEST(CMP023_a_text_is_no_operand)
{
    struct composed made =
        compose_rows("('北', '甲', '无', 4), ('北', '乙', '多', 4)",
                     "columns:\n  - {title: 钱, value: 钱}\n  - {title: 人, value: 人}\n"
                     "  - {title: 人均, expr: 钱 / 人}\n");
    if (CHECK_INT(diags_kept(made.c.diags), 1)) {
        const struct diag *diag = diags_at(made.c.diags, 0);
        CHECK_STR(diag->kind->code, "CMP023");
        CHECK_STR(diag->message, "列“人均”的算式算不出：第 1 行的“钱”是文字“无”，不是数字");
    }
    composed_close(&made);
}
