/* Tables of forms: heads of several levels, ids, groups, subtotals, 其中 rows, merged cells. */
#include "compose_case.h"

/* A report with one table of rows given as VALUES, columns 片 名 数 深. */
static struct composed compose_rows(const char *values, const char *table)
{
    struct arena *arena = arena_new();
    char *report = arena_printf(
        arena,
        "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT column1 AS 片, column2 AS 名, "
        "column3 AS 数, column4 AS 深 FROM (VALUES %s)\"}\n---\n"
        "```table\ndata: 表\n%s```\n",
        values, table);
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

/* The one thing that is said. */
static bool said(const struct composed *made, const char *code, long line, const char *words)
{
    bool right = CHECK_INT(diags_kept(made->c.diags), 1);
    if (right) {
        const struct diag *diag = diags_at(made->c.diags, 0);
        right = CHECK_STR(diag->kind->code, code) && CHECK_INT(diag->place.line, line) &&
                CHECK_STR(diag->message, words);
    }
    return right;
}

#define PLACES "('北片', '一网格', 3, 0), ('北片', '二网格', 5, 0), ('南片', '三网格', 4, 0)"
#define COUNT "  - {title: 数量, value: 数, total: sum}\n"

TEST(a_group_has_a_row_above_and_its_subtotal_below)
{
    struct composed made = compose_rows(
        PLACES, "group: 片\nsubtotal: true\ncolumns:\n  - {title: 网格, value: 名}\n" COUNT
                "  - {title: 占比, share: 数}\n");
    composed_has(&made, "  group 北片\n"
                        "  row 一网格 | 3 = 3 | 25.0% = 25.0\n"
                        "  row 二网格 | 5 = 5 | 41.7% = 41.7\n"
                        "  subtotal 小计 | 8 = 8 | 66.7% = 66.7\n"
                        "  group 南片\n"
                        "  row 三网格 | 4 = 4 | 33.3% = 33.3\n"
                        "  subtotal 小计 | 4 = 4 | 33.3% = 33.3\n"
                        "  total 合计 | 12 = 12 | 100.0% = 100.0\n");
    composed_close(&made);
}

TEST(labels_of_totals_can_be_given_and_span_the_columns_before)
{
    struct composed made = compose_rows(
        PLACES, "group: 片\nsubtotal: true\nsubtotal-label: 片区小计\ntotal-label: 总计\n"
                "columns:\n  - {title: 序号, value: 序号}\n  - {title: 网格, value: 名}\n" COUNT);
    composed_has(&made, "  row 2 = 2 | 二网格 | 5 = 5\n"
                        "  subtotal 片区小计 @ columns 2 | @ covered | 8 = 8\n");
    composed_has(&made, "  total 总计 @ columns 2 | @ covered | 12 = 12\n");
    composed_close(&made);
}

TEST(CMP024_a_group_in_parts)
{
    struct composed made =
        compose_rows("('北片', '一网格', 3, 0), ('南片', '三网格', 4, 0), ('北片', '二网格', 5, 0)",
                     "group: 片\nsubtotal: true\ncolumns:\n  - {title: 网格, value: 名}\n" COUNT);
    composed_has(&made, "  group 南片\n");
    CHECK_INT(diags_count(made.c.diags, DIAG_WARNING), 1);
    CHECK_STR(diags_at(made.c.diags, 0)->kind->code, "CMP024");
    CHECK_STR(diags_at(made.c.diags, 0)->message, "分组“片”里“北片”的行不相邻，分成了几组");
    composed_close(&made);
    made = compose_rows(PLACES, "group: 片\ncolumns:\n  - {title: 网格, value: 名}\n" COUNT);
    CHECK_INT(diags_count(made.c.diags, DIAG_WARNING), 0);
    composed_close(&made);
}

TEST(a_group_without_a_subtotal_and_a_missing_group)
{
    struct composed made =
        compose_rows("(NULL, '甲', 1, 0), (NULL, '乙', NULL, 0), (2, '丙', NULL, 0)",
                     "group: 片\ncolumns:\n  - {title: 名, value: 名}\n" COUNT);
    composed_has(&made, "  group — = null\n  row 甲 | 1 = 1\n  row 乙 | — = null\n"
                        "  group 2 = 2\n  row 丙 | — = null\n  total 合计 | 1 = 1\n");
    composed_close(&made);
    made = compose_rows("('北', '甲', NULL, 0), ('南', '乙', 1, 0)",
                        "group: 片\nsubtotal: true\ncolumns:\n  - {title: 名, value: 名}\n" COUNT);
    composed_has(&made, "  subtotal 小计 | — = null\n  group 南\n");
    composed_close(&made);
}

TEST(subtotals_add_what_is_printed)
{
    struct composed made =
        compose_rows("('北', '甲', 0.04, 0), ('北', '乙', 0.04, 0), ('南', '丙', 0.14, 0)",
                     "group: 片\nsubtotal: true\ncolumns:\n  - {title: 名, value: 名}\n"
                     "  - {title: 数, value: 数, format: 小数 1, total: sum}\n");
    composed_has(&made, "  row 乙 | 0.0 = 0.0\n  subtotal 小计 | 0.0 = 0.0\n");
    composed_has(&made, "  subtotal 小计 | 0.1 = 0.1\n  total 合计 | 0.1 = 0.1\n");
    composed_close(&made);
}

TEST(rows_that_are_part_of_others_are_set_in_and_not_added_again)
{
    struct composed made = compose_rows("('', '常住人口', 9, 0), ('', '其中：女', 5, 2), ('', "
                                        "'户籍', 3, 0), ('', '其中：外出', NULL, NULL)",
                                        "indent: 深\ncolumns:\n  - {title: 指标, value: 名}\n" COUNT
                                        "  - {title: 占比, share: 数}\n");
    composed_has(&made, "  row 常住人口 | 9 = 9 | 75.0% = 75.0\n"
                        "  row 其中：女 @ indent 2 | 5 = 5 | 41.7% = 41.7\n"
                        "  row 户籍 | 3 = 3 | 25.0% = 25.0\n"
                        "  row 其中：外出 | — = null | — = null\n"
                        "  total 合计 | 12 = 12 | 100.0% = 100.0\n");
    composed_close(&made);
}

TEST(CMP020_an_indent_is_a_small_whole_number)
{
    static const struct {
        const char *value, *words;
    } cases[] = {
        {"9", "列“深”不能定缩进：第 2 行是9，应为 0 到 8 的整数"},
        {"-1", "列“深”不能定缩进：第 2 行是-1，应为 0 到 8 的整数"},
        {"'一'", "列“深”不能定缩进：第 2 行是文字“一”，应为 0 到 8 的整数"},
        {"1.5", "列“深”不能定缩进：第 2 行是小数，应为 0 到 8 的整数"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made =
            compose_rows(arena_printf(arena, "('', '甲', 1, 0), ('', '乙', 2, %s)", cases[i].value),
                         "indent: 深\ncolumns: [名]\n");
        said(&made, "CMP020", 9, cases[i].words);
        composed_close(&made);
    }
    arena_free(arena);
}

TEST(columns_of_the_data_that_are_not_there_are_told)
{
    struct composed made = compose_rows(PLACES, "group: 片区\ncolumns: [名]\n");
    said(&made, "CMP007", 9, "数据“表”里没有列“片区”");
    composed_close(&made);
    made = compose_rows(PLACES, "indent: 深度\ncolumns: [名]\n");
    said(&made, "CMP007", 9, "数据“表”里没有列“深度”");
    composed_close(&made);
    made = compose_rows(PLACES, "cross: {rows: 片, columns: 名, value: 数量}\n");
    said(&made, "CMP007", 9, "数据“表”里没有列“数量”");
    composed_close(&made);
}

TEST(equal_values_below_one_another_become_one_cell)
{
    struct composed made =
        compose_rows("('北片', '甲', 1, 0), ('北片', '甲', 2, 0), ('北片', '乙', 3, 0), "
                     "('南片', '乙', 4, 0), (NULL, '乙', 5, 0), (NULL, '乙', 6, 0)",
                     "columns:\n  - {title: 片区, value: 片, merge: true}\n"
                     "  - {title: 名, value: 名, merge: true}\n" COUNT);
    composed_has(&made, "  row 北片 @ rows 3 | 甲 @ rows 2 | 1 = 1\n"
                        "  row @ covered | @ covered | 2 = 2\n"
                        "  row @ covered | 乙 | 3 = 3\n"
                        "  row 南片 | 乙 | 4 = 4\n" /* 乙 again, but of another 片区 */
                        "  row — = null | 乙 | 5 = 5\n"
                        "  row — = null | 乙 | 6 = 6\n"
                        "  total 合计 @ columns 2 | @ covered | 21 = 21\n");
    composed_close(&made);
}

TEST(merged_cells_end_with_their_group)
{
    struct composed made = compose_rows(
        "('北', '甲', 1, 0), ('北', '甲', 1, 0), ('南', '甲', 1, 0), ('南', '甲', 1, 1)",
        "group: 片\nindent: 深\ncolumns:\n  - {title: 数, value: 数}\n"
        "  - {title: 名, value: 名, merge: true}\n");
    composed_has(&made, "  group 北\n  row 1 = 1 | 甲 @ rows 2\n  row 1 = 1 | @ covered\n"
                        "  group 南\n  row 1 = 1 | 甲\n  row 1 = 1 @ indent 1 | 甲\n");
    composed_close(&made);
}

TEST(columns_below_columns_make_heads)
{
    struct composed made =
        compose_rows(PLACES, "ids: true\nlandscape: true\ncarry: true\ncolumns:\n"
                             "  - {title: 序号, value: 序号}\n"
                             "  - {title: 名, value: 名}\n"
                             "  - title: 纠纷\n    columns:\n" /* over three */
                             "      - {title: 合计, value: 数, total: sum}\n"
                             "      - {title: 其中, columns: [{title: 成功, value: 数}, {title: "
                             "不成, value: 深, id: 4=2-3}]}\n"
                             "  - {title: 占比, share: 数}\n"
                             "  - {title: 备注, columns: [片]}\n");
    composed_has(&made,
                 "  page landscape\n"
                 "  head 1 3-5 | 纠纷\n"
                 "  head 1 7 | 备注\n"
                 "  head 2 4-5 | 其中\n"
                 "  column 序号 | center | id 甲 | format integer 0\n"
                 "  column 名 | left | id 乙\n"
                 "  column 合计 | right | id 1 | format plain 0 | total sum | carry\n"
                 "  column 成功 | right | id 2 | format plain 0\n"
                 "  column 不成 | right | id 4\\=2-3 | format plain 0\n"
                 "  column 占比 | decimal | id 4 | format percent 1 | total share | share-of 3\n"
                 "  column 片 | left | id 5\n");
    composed_close(&made);
}

TEST(ids_are_only_where_they_are_asked_for)
{
    struct composed made =
        compose_rows(PLACES, "columns:\n  - 名\n  - {title: 数, value: 数, id: A}\n");
    composed_has(&made, "  column 名 | left\n  column 数 | right | id A | format plain 0\n");
    composed_close(&made);
}

TEST(a_form_has_its_frame_and_no_number)
{
    struct composed made = compose_text_case(
        fixture_database("form.db"), NULL,
        "---\nid: t\ntitle: 标题\n" CASE_PARAMS "data:\n  甲: {sql: 'SELECT 1 AS 数'}\n---\n"
        "```table\ndata: 甲\ncaption: 基本情况\nunit: 人\nform:\n  number: 社基1表\n  organ: "
        "街道办事处\n"
        "  valid: '{{期|年}}12月'\n  reporter: '{{社区}}居民委员会'\n  period: '{{期}}'\n"
        "  people: [单位负责人, {填表人: 王某某, 报出日期: '{{期末|日期}}'}]\ncolumns: "
        "[数]\n```\n\n"
        "```table\ndata: 甲\ncaption: 另一张\ncolumns: [数]\n```\n",
        DEFINE_PREVIEW);
    composed_has(&made, "  caption 基本情况\n  unit 人\n  form\n"
                        "  form-head 表号 | 社基1表\n"
                        "  form-head 制定机关 | 街道办事处\n"
                        "  form-head 有效期至 | 2026年12月\n"
                        "  form-reporter 春晖社区居民委员会\n"
                        "  form-period 2026年10月\n"
                        "  form-foot 单位负责人 | \n"
                        "  form-foot 填表人 | 王某某\n"
                        "  form-foot 报出日期 | 2026年10月31日\n");
    composed_has(&made, "  number 1\n  caption 另一张\n");
    composed_close(&made);
}

/* ---- crosstabs ---- */

#define LONG                                                                                                        \
    "('一网格', '邻里', 3, 0), ('一网格', '物业', 1, 0), ('二网格', '物业', 2.5, 0), ('三网格', " \
    "NULL, NULL, 0)"

TEST(a_crosstab_has_a_column_for_each_value)
{
    struct composed made = compose_rows(
        LONG,
        "total-label: 总计\nids: true\ncross: {rows: 片, columns: 名, value: 数, total: true}\n");
    composed_has(&made, "  column 片 | left | id 甲\n"
                        "  column 邻里 | decimal | id 1 | format plain 1 | total sum\n"
                        "  column 物业 | decimal | id 2 | format plain 1 | total sum\n"
                        "  column — | center | id 3 | format plain 1 | total sum\n"
                        "  column 总计 | decimal | id 4 | format plain 1 | total sum\n"
                        "  row 一网格 | 3.0 = 3 | 1.0 = 1 | — = null | 4.0 = 4.0\n"
                        "  row 二网格 | — = null | 2.5 = 2.5 | — = null | 2.5 = 2.5\n"
                        "  row 三网格 | — = null | — = null | — = null | — = null\n"
                        "  total 总计 | 3.0 = 3.0 | 3.5 = 3.5 | — = null | 6.5 = 6.5\n");
    composed_close(&made);
}

TEST(a_crosstab_without_totals_and_with_a_format)
{
    struct composed made =
        compose_rows("('甲', '片', 12345, 0), ('甲', '数', 1, 0)", /* kinds named as columns are */
                     "cross: {rows: 片, columns: 名, value: 数, format: 千分位}\n");
    composed_has(&made,
                 "  column 片 | right | format grouped 0\n  column 数 | right | format grouped 0\n"
                 "  row 甲 | 12,345 = 12345 | 1 = 1\n");
    composed_close(&made);
}

TEST(row_sums_add_what_is_printed)
{
    struct composed made =
        compose_rows("('甲', '子', 0.04, 0), ('甲', '丑', 0.04, 0), ('乙', '子', 0.14, 0)",
                     "cross: {rows: 片, columns: 名, value: 数, format: 小数 1, total: true}\n");
    composed_has(&made, "  row 甲 | 0.0 = 0.0 | 0.0 = 0.0 | 0.0 = 0.0\n"
                        "  row 乙 | 0.1 = 0.1 | — = null | 0.1 = 0.1\n"
                        "  total 合计 | 0.1 = 0.1 | 0.0 = 0.0 | 0.1 = 0.1\n");
    composed_close(&made);
}

TEST(CMP018_one_number_for_each_place)
{
    struct composed made =
        compose_rows("('甲', '子', 1, 0), ('乙', '子', 2, 0), ('甲', '子', 3, 0)",
                     "cross: {rows: 片, columns: 名, value: 数}\n");
    said(&made, "CMP018", 9, "“甲”的“子”不止一个数，第 3 行又有一个");
    CHECK(strstr(diags_at(made.c.diags, 0)->hint, "GROUP BY") != NULL);
    composed_close(&made);
}

TEST(CMP021_a_crosstab_is_not_wider_than_can_be_read)
{
    struct buf values = {0};
    for (int i = 0; i < 61; i++)
        buf_printf(&values, "%s('甲', '第%d类', %d, 0)", i ? ", " : "", i, i);
    struct composed made = compose_rows(values.data, "cross: {rows: 片, columns: 名, value: 数}\n");
    said(&made, "CMP021", 9, "交叉表的列“名”有 61 种值，最多 60 种");
    composed_close(&made);
    buf_done(&values);
}

TEST(text_in_a_crosstab_cannot_be_added)
{
    struct composed made = compose_rows("('甲', '子', '丑', 0)",
                                        "cross: {rows: 片, columns: 名, value: 数, total: true}\n");
    CHECK(diags_count(made.c.diags, DIAG_ERROR) >= 1);
    CHECK_STR(diags_at(made.c.diags, 0)->kind->code, "CMP004");
    composed_close(&made);
    made = compose_rows("('甲', '子', '丑', 0)", "cross: {rows: 片, columns: 名, value: 数}\n");
    composed_has(&made, "  column 子 | left\n  row 甲 | 丑\n");
    composed_close(&made);
}
