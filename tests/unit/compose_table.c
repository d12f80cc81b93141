/* Tables: formats, uniform decimals, alignment, totals, shares, empty ones, mistakes. */
#include <math.h>

#include "compose_case.h"
#include "printed.h"

/* A report with one table of the rows given as VALUES, columns 名 and 数. */
static struct composed compose_rows(const char *values, const char *columns)
{
    struct frame_case c = {.arena = arena_new()};
    char *report =
        arena_printf(c.arena,
                     "---\nid: t\ntitle: 标题\ndata:\n"
                     "  表: {sql: \"SELECT column1 AS 名, column2 AS 数 FROM (VALUES %s)\"}\n---\n"
                     "```table\ndata: 表\ncolumns:\n%s```\n",
                     values, columns);
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    arena_free(c.arena);
    return made;
}

#define NAME_COLUMN "  - {title: 名称, value: 名}\n"

TEST(numbers_have_uniform_decimals_and_totals_add_up)
{
    struct composed made = compose_rows("('甲', 1.005), ('乙', 2.5), ('丙', 3), ('丁', NULL)",
                                        NAME_COLUMN "  - {title: 数量, value: 数, total: sum}\n");
    composed_has(&made, "  column 名称 | left\n"
                        "  column 数量 | decimal | format plain 2 | total sum\n"
                        "  row 甲 | 1.01 = 1.01\n  row 乙 | 2.50 = 2.5\n  row 丙 | 3.00 = 3\n"
                        "  row 丁 | — = null\n  total 合计 | 6.51 = 6.51\n");
    composed_close(&made);
}

TEST(the_printed_total_is_the_sum_of_the_printed_cells)
{
    struct composed made =
        compose_rows("('甲', 0.04), ('乙', 0.04), ('丙', 0.04)",
                     NAME_COLUMN "  - {title: 数量, value: 数, format: 小数 1, total: sum}\n");
    composed_has(&made, "  row 甲 | 0.0 = 0.0\n  row 乙 | 0.0 = 0.0\n  row 丙 | 0.0 = 0.0\n"
                        "  total 合计 | 0.0 = 0.0\n");
    composed_close(&made);
}

TEST(totals_are_exact_where_doubles_are_not)
{
    struct composed made =
        compose_rows("('甲', 0.1), ('乙', 0.2), ('丙', 0.3), ('丁', 0.1)",
                     NAME_COLUMN "  - {title: 数量, value: 数, format: 小数 1, total: sum}\n");
    composed_has(&made, "  total 合计 | 0.7 = 0.7\n");
    composed_close(&made);
}

TEST(whole_numbers_row_numbers_and_missing_values)
{
    struct composed made =
        compose_rows("('甲', 12), ('乙', NULL), ('丙', 1234567)",
                     "  - {title: 序号, value: 序号}\n" NAME_COLUMN
                     "  - {title: 数量, value: 数, format: 千分位, total: sum}\n");
    composed_has(&made, "  column 序号 | center | format integer 0\n"
                        "  column 名称 | left\n"
                        "  column 数量 | right | format grouped 0 | total sum\n"
                        "  row 1 = 1 | 甲 | 12 = 12\n"
                        "  row 2 = 2 | 乙 | — = null\n"
                        "  row 3 = 3 | 丙 | 1,234,567 = 1234567\n"
                        "  total 合计 @ columns 2 | @ covered | 1,234,579 = 1234579\n");
    composed_close(&made);
}

TEST(amounts_in_wan_add_up_as_printed)
{
    struct composed made =
        compose_rows("('甲', 12345), ('乙', 12345), ('丙', 12345)",
                     NAME_COLUMN "  - {title: 金额, value: 数, format: 万元 1, total: sum}\n");
    composed_has(&made, "  row 甲 | 1.2万元 = 1.2\n");
    composed_has(&made, "  total 合计 | 3.6万元 = 3.6\n");
    composed_close(&made);
}

TEST(shares_make_a_hundred)
{
    struct composed made = compose_rows("('甲', 1), ('乙', 1), ('丙', 1), ('丁', NULL)",
                                        NAME_COLUMN "  - {title: 占比, share: 数}\n"
                                                    "  - {title: 数量, value: 数, total: sum}\n");
    composed_has(&made, "  column 占比 | decimal | format percent 1 | total share | share-of 3\n");
    composed_has(&made, "  row 甲 | 33.4% = 33.4 | 1 = 1\n"
                        "  row 乙 | 33.3% = 33.3 | 1 = 1\n"
                        "  row 丙 | 33.3% = 33.3 | 1 = 1\n"
                        "  row 丁 | — = null | — = null\n"
                        "  total 合计 | 100.0% = 100.0 | 3 = 3\n");
    /* Equal numbers with unequal shares are explained, with the author's own note and without. */
    composed_has(&made, "  note 占比取整后合计为100%，数相同的可能相差0.1个百分点。\n");
    composed_close(&made);
    made = compose_rows("('甲', 1), ('乙', 1), ('丙', 1)",
                        NAME_COLUMN "  - {title: 占比, share: 数, format: 百分比 0}\n"
                                    "  - {title: 数量, value: 数, total: sum}\n"
                                    "note: 取自台账\n");
    composed_has(&made, "  note 取自台账；占比取整后合计为100%，数相同的可能相差1个百分点。\n");
    composed_close(&made);
    /* A title that says % need not say it in every cell. */
    made = compose_rows("('甲', 1), ('乙', 3)",
                        NAME_COLUMN "  - {title: 占比（%）, share: 数}\n"
                                    "  - {title: 数量, value: 数, total: sum}\n");
    composed_has(&made, "  row 甲 | 25.0 = 25.0 | 1 = 1\n  row 乙 | 75.0 = 75.0 | 3 = 3\n");
    composed_close(&made);
    made = compose_rows("('甲', 9), ('乙', 9), ('丙', 3)",
                        NAME_COLUMN "  - {title: 占比, share: 数}\n"
                                    "  - {title: 数量, value: 数, total: sum}\n");
    composed_has(&made, "  row 甲 | 42.9% = 42.9 | 9 = 9\n  row 乙 | 42.9% = 42.9 | 9 = 9\n"
                        "  row 丙 | 14.2% = 14.2 | 3 = 3\n");
    CHECK(strstr(made.dump.data, "  note ") == NULL);
    composed_close(&made);
}

TEST(shares_of_nothing_are_missing)
{
    struct composed made = compose_rows("('甲', 0), ('乙', 0)", NAME_COLUMN
                                        "  - {title: 数量, value: 数, total: sum}\n"
                                        "  - {title: 占比, share: 数, format: 百分比 0}\n");
    composed_has(&made, "  row 甲 | 0 = 0 | — = null\n  row 乙 | 0 = 0 | — = null\n"
                        "  total 合计 | 0 = 0 | — = null\n");
    composed_close(&made);
}

/* Random rows: the shares make 100 and the totals the sum of what is printed. */
TEST(random_columns_keep_their_sums)
{
    uint64_t state = 7;
    for (int round = 0; round < 30; round++) {
        struct arena *arena = arena_new();
        char *values = arena_strdup(arena, "");
        for (int r = 0; r < 1 + round; r++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            double number = (double)(state >> 40) / 1024.0;
            values = arena_printf(arena, "%s%s('行', %.6f)", values, r ? ", " : "", number);
        }
        struct composed made = compose_rows(
            values, NAME_COLUMN "  - {title: 数量, value: 数, format: 小数 3, total: sum}\n"
                                "  - {title: 占比, share: 数, format: 百分比 2}\n");
        if (CHECK(made.model && made.model->block_count == 1)) {
            const struct model_table *table = made.model->blocks[0].table;
            double sum = 0, shares = 0;
            for (size_t r = 0; r + 1 < table->row_count; r++) {
                sum += strtod(table->rows[r].cells[1].text, NULL);
                shares += strtod(table->rows[r].cells[2].text, NULL);
            }
            const struct model_cell *total = table->rows[table->row_count - 1].cells;
            CHECK(fabs(sum - strtod(total[1].text, NULL)) < 1e-4);
            CHECK(fabs(sum - total[1].value.real) < 1e-4);
            CHECK(fabs(shares - 100.0) < 1e-6);
        }
        composed_close(&made);
        arena_free(arena);
    }
}

TEST(alignment_follows_the_content_or_the_word)
{
    struct composed made = compose_rows("('2026-10-01', 'x'), ('2026-10-02', 1)",
                                        "  - {title: 日期, value: 名}\n"
                                        "  - {title: 混, value: 数}\n"
                                        "  - {title: 右, value: 数, align: right, width: 6}\n");
    composed_has(&made, "  column 日期 | center\n  column 混 | left | format plain 0\n"
                        "  column 右 | right | width 6 | format plain 0\n"
                        "  row 2026年10月1日 = 2026-10-01 | x | x\n");
    composed_close(&made);
}

TEST(the_format_of_the_indicator_of_the_same_name)
{
    struct composed made = compose_text_case(
        NULL, "一:\n  sql: SELECT 50.25 AS 率\n  indicators:\n    率: {unit: '%', decimals: 1}\n",
        "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT '甲' AS 名, 12.345 AS "
        "率\"}\n---\n{{率}}\n\n"
        "```table\ndata: 表\ncolumns: [{title: 名, value: 名}, {title: 率, value: 率}]\n```\n",
        DEFINE_PREVIEW);
    composed_has(&made, "  - 50.3% = 50.3 @ 率\n");
    composed_has(&made, "  row 甲 | 12.3% = 12.3\n");
    composed_close(&made);
}

TEST(captions_are_numbered_and_empty_tables_are_sentences)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\nparams:\n  期: {type: month, default: last}\ndata:\n"
        "  空: {sql: SELECT 类别 FROM 纠纷 WHERE 受理日期 > :期末}\n"
        "  有: {sql: SELECT 1 AS 类别}\n---\n"
        "```table\ndata: 有\ncaption: '{{期}}甲'\ncolumns: [{title: 类, value: 类别}]\n```\n\n"
        "```table\ndata: 空\ncaption: 乙\ncolumns: [{title: 类, value: 类别}]\n```\n\n"
        "```table\ndata: 空\nempty: 没有这类情况。\ncolumns: [{title: 类, value: 类别}]\n```\n\n"
        "```table\ndata: 有\ncolumns: [{title: 类, value: 类别}]\n```\n\n"
        "```table\ndata: 有\ncaption: 丙\nunit: 件\nnote: 注。\ncolumns: [{title: 类, value: "
        "类别}]\n```\n";
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    composed_has(&made, "  number 1\n  caption 2026年10月甲\n");
    composed_has(&made, "paragraph 本期无数据。\n");
    composed_has(&made, "paragraph 没有这类情况。\n");
    composed_has(&made, "  number 2\n  caption 丙\n  unit 件\n  note 注。\n");
    CHECK(made.model && made.model->block_count == 5 && made.model->blocks[3].table->number == 0);
    composed_close(&made);
}

TEST(mistakes_in_tables_have_their_codes)
{
    static const struct {
        const char *values, *columns, *code;
        long line;
        const char *message;
    } cases[] = {
        {"('甲', 1)", NAME_COLUMN "  - {title: 数, value: 书}\n", "CMP007", 11, "书"},
        {"('甲', 1)", "  - {title: 名, value: 名, format: 百分比}\n", "CMP002", 10, "甲"},
        {"('甲', 1), ('乙', 'x')", NAME_COLUMN "  - {title: 数, value: 数, total: sum}\n", "CMP004",
         11, "第 2 行是文字“x”"},
        {"('甲', 9223372036854775807), ('乙', 1)",
         NAME_COLUMN "  - {title: 数, value: 数, total: sum}\n", "CMP005", 11, "数"},
        {"('甲', 1e16), ('乙', 1.5)", NAME_COLUMN "  - {title: 数, value: 数, total: sum}\n",
         "CMP005", 11, "数"},
        {"('甲', 1), ('乙', -1)",
         NAME_COLUMN "  - {title: 比, share: 数}\n  - {title: 数, value: 数}\n", "CMP006", 11,
         "第 2 行是负数"},
        {"('甲', 'x')", NAME_COLUMN "  - {title: 比, share: 数}\n  - {title: 数, value: 数}\n",
         "CMP006", 11, "第 1 行是文字“x”"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_rows(cases[i].values, cases[i].columns);
        if (case_said(&made.c, cases[i].code)) {
            CHECK_INT(diags_at(made.c.diags, 0)->place.line, cases[i].line);
            CHECK(strstr(diags_at(made.c.diags, 0)->message, cases[i].message) != NULL);
            CHECK(strstr(diags_at(made.c.diags, 0)->context, "表格“表”") != NULL);
        }
        composed_close(&made);
    }
}

/* printed_value and printed_format together print what the format prints of the value itself. */
TEST(printed_numbers_are_those_the_formats_show)
{
    static const double numbers[] = {0,         -0.05,  0.05, 2.675, 1.005,  12345,  99999.995,
                                     123456789, -12345, 4.5,  1e-7,  100000, 149995, 1234.565};
    static const struct value_format formats[] = {
        {VALUE_STYLE_INTEGER, 0, NULL}, {VALUE_STYLE_DECIMAL, 2, NULL},
        {VALUE_STYLE_PERCENT, 1, NULL}, {VALUE_STYLE_GROUPED, 2, NULL},
        {VALUE_STYLE_WAN, 2, "万元"},   {VALUE_STYLE_WAN, 4, NULL},
        {VALUE_STYLE_YI, 3, "亿"},      {VALUE_STYLE_CAPITAL, 2, NULL},
        {VALUE_STYLE_HAN, 0, NULL}};
    struct arena *arena = arena_new();
    for (size_t f = 0; f < BASE_COUNT(formats); f++) {
        for (size_t i = 0; i < BASE_COUNT(numbers); i++) {
            struct value value = value_real(numbers[i]);
            int decimals = printed_decimals(&formats[f]);
            struct value_format printed = value_format_printed(&formats[f], decimals);
            struct value rounded = value_printed(value, &formats[f], decimals);
            CHECK_STR(value_show(arena, rounded, &printed), value_show(arena, value, &formats[f]));
        }
    }
    arena_free(arena);
}
