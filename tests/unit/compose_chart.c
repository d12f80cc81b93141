/* Charts: points as printed, long data, gaps, what cannot be drawn. */
#include "compose_case.h"

/* A report with one chart of the rows given as VALUES, columns 月, 类 and 数. */
static struct composed compose_rows(const char *values, const char *keys)
{
    struct arena *arena = arena_new();
    char *report =
        arena_printf(arena,
                     "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT column1 AS 月, "
                     "column2 AS 类, column3 AS 数 FROM (VALUES %s)\"}\n---\n"
                     "```chart\ndata: 表\ncategory: 月\n%s```\n",
                     values, keys);
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

#define TWO_BY_TWO "('9月', '甲', 1.25), ('9月', '乙', 2), ('10月', '甲', NULL), ('10月', '丙', 3)"

TEST(a_series_holds_the_numbers_as_printed)
{
    struct composed made =
        compose_rows("('9月', 0, 12345), ('10月', 0, 17890), (NULL, 0, NULL)",
                     "series: [{title: 金额, value: 数, format: 万元 1}, 数]\ncaption: 甲\n");
    composed_has(&made, "  kind column\n  categories 9月 | 10月 | —\n"
                        "  series 金额 | format wan 1 | unit 万元\n"
                        "  points 1.2万元 = 1.2 | 1.8万元 = 1.8 | — = null\n"
                        "  series 数 | format plain 0\n"
                        "  points 12345 = 12345 | 17890 = 17890 | — = null\n");
    composed_close(&made);
}

TEST(decimals_are_uniform_in_a_series)
{
    struct composed made = compose_rows("('9月', 0, 1.25), ('10月', 0, 3)", "series: 数\n");
    composed_has(&made, "  points 1.25 = 1.25 | 3.00 = 3\n");
    composed_close(&made);
}

TEST(the_indicator_of_a_columns_name_gives_its_format)
{
    static const char dictionary[] = "数据:\n  sql: SELECT 1 AS 率, 2 AS 额\n  indicators:\n"
                                     "    率: {unit: '%', decimals: 1}\n    额: {format: 大写}\n";
    struct composed made = compose_text_case(
        NULL, dictionary,
        "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT '甲' AS 名, 12.34 AS 率, 5 AS "
        "额\"}\n---\n```chart\ndata: 表\ncategory: 名\nseries: [率, 额]\n```\n",
        DEFINE_PREVIEW);
    composed_has(&made, "  series 率 | format percent 1\n  points 12.3% = 12.3\n"
                        "  series 额 | format decimal 2\n  points 5.00 = 5\n");
    composed_close(&made);
}

TEST(long_data_is_split_and_what_lacks_is_a_gap)
{
    struct composed made = compose_rows(TWO_BY_TWO, "series: 数\nsplit: 类\ntype: line\n");
    composed_has(&made, "  kind line\n  categories 9月 | 10月\n"
                        "  series 甲 | format plain 2\n  points 1.25 = 1.25 | — = null\n"
                        "  series 乙 | format plain 2\n  points 2.00 = 2 | — = null\n"
                        "  series 丙 | format plain 2\n  points — = null | 3.00 = 3\n");
    composed_close(&made);
}

TEST(sectors_without_a_number_are_left_out)
{
    struct composed made = compose_rows("('甲', 0, 3), ('乙', 0, 0), ('丙', 0, NULL), ('丁', 0, 4)",
                                        "series: 数\ntype: pie\n");
    composed_has(&made, "  kind pie\n  labels\n  categories 甲 | 丁\n"
                        "  series 数 | format plain 0\n  points 3 = 3 | 4 = 4\n");
    composed_close(&made);
}

TEST(nothing_to_draw_is_a_sentence)
{
    static const char *const cases[][2] = {
        {"('甲', 0, 0), ('乙', 0, NULL)", "series: 数\ntype: ring\ncaption: 图\n"},
        {"('甲', 0, NULL)", "series: 数\ncaption: 图\n"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_rows(cases[i][0], cases[i][1]);
        composed_has(&made, "paragraph 本期无数据。\n");
        CHECK(made.dump.data && !strstr(made.dump.data, "chart"));
        composed_close(&made);
    }
    struct composed made = compose_rows("('甲', 0, NULL)", "series: 数\nempty: 没有数。\n");
    composed_has(&made, "paragraph 没有数。\n");
    composed_close(&made);
}

TEST(CMP007_unknown_columns_with_the_nearest)
{
    struct composed made = compose_rows("('甲', 0, 1)", "series: 数量\nsplit: 类别\n");
    case_said(&made.c, "CMP007 CMP007");
    case_hint_has(&made.c, "类");
    composed_close(&made);
}

TEST(CMP014_text_is_no_point)
{
    struct composed made = compose_rows("('甲', 0, 1), ('乙', 0, '二')", "series: 数\n");
    case_said_at(&made.c, "CMP014", "报表.md", 7, 1);
    composed_close(&made);
}

TEST(a_format_that_fits_no_row_is_told_once)
{
    struct composed made = compose_rows(
        "('9月', 0, 1), ('10月', 0, 2), ('11月', 0, 3)",
        "series: 数\n```\n\n```chart\ndata: 表\ncategory: {value: 月, format: 年月}\nseries: 数\n"
        "```\n\n```table\ndata: 表\ncolumns: [{title: 月, value: 月, format: 日期}, 数]\n");
    case_said(&made.c, "CMP002 CMP002");
    composed_close(&made);
}

TEST(CMP015_no_negative_parts)
{
    struct composed made = compose_rows("('甲', 0, 1), ('乙', 0, -2)", "series: 数\ntype: pie\n");
    case_said(&made.c, "CMP015");
    composed_close(&made);
    made = compose_rows("('甲', 0, -1)", "series: 数\nstacked: true\n");
    case_said(&made.c, "CMP015");
    composed_close(&made);
    made = compose_rows("('甲', 0, -1), ('乙', 0, 2)", "series: 数\ntype: bar\n");
    composed_has(&made, "  points -1 = -1 | 2 = 2\n");
    composed_close(&made);
}

/* VALUES of n rows: ('1', '1', 1), … with the category or the series told apart. */
static char *rows_of(struct arena *arena, int count, bool categories)
{
    struct buf out = {0};
    for (int i = 0; i < count; i++)
        buf_printf(&out, "%s('c%d', 's%d', 1)", i ? ", " : "", categories ? i : 0,
                   categories ? 0 : i);
    char *text = buf_copy(&out, arena);
    buf_done(&out);
    return text;
}

TEST(CMP016_CMP017_too_many_to_tell_apart_or_to_draw)
{
    static const struct {
        int count;
        bool categories;
        const char *keys, *codes;
    } cases[] = {
        {8, true, "series: 数\ntype: pie\n", ""},
        {9, true, "series: 数\ntype: pie\n", "CMP016"},
        {24, true, "series: 数\ntype: ring\n", "CMP016"},
        {25, true, "series: 数\ntype: ring\n", "CMP017"},
        {31, true, "series: 数\n", ""},
        {32, true, "series: 数\ntype: line\n", "CMP016"},
        {120, true, "series: 数\n", "CMP016"},
        {121, true, "series: 数\n", "CMP017"},
        {1000, true, "series: 数\nsplit: 类\n", "CMP017"},
        {6, false, "series: 数\nsplit: 类\n", ""},
        {7, false, "series: 数\nsplit: 类\n", "CMP016"},
        {12, false, "series: 数\nsplit: 类\n", "CMP016"},
        {13, false, "series: 数\nsplit: 类\n", "CMP017"},
        {1000, false, "series: 数\nsplit: 类\n", "CMP017"},
        {1, true, "series: [数, 数, 数, 数, 数, 数, 数, 数, 数, 数, 数, 数, 数]\n", "CMP017"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct composed made =
            compose_rows(rows_of(arena, cases[i].count, cases[i].categories), cases[i].keys);
        case_said(&made.c, cases[i].codes);
        if (*cases[i].codes)
            CHECK(diags_at(made.c.diags, 0)->hint);
        composed_close(&made);
        arena_free(arena);
    }
}

TEST(CMP018_two_numbers_for_one_point)
{
    struct composed made = compose_rows("('9月', '甲', 1), ('9月', '乙', 1), ('9月', '甲', NULL)",
                                        "series: 数\nsplit: 类\n");
    case_said(&made.c, "CMP018");
    composed_close(&made);
}
