/* Personal data in what a query yields: masked, shown for a reason, or refused. */
#include "frame_case.h"

static const char *const grids[] = {"510100001001001|510100001001|第一网格|周敏|2020-01-01|", NULL};
static const char *const households[] = {
    "H01|510100001001001|张三|||||2020-01-01|",
    "H02|510100001001001|欧阳慧|||||2020-01-01|",
    NULL,
};
static const char *const residents[] = {
    "510100195001011234|H01|张三|户主|男|1950-01-01|||||户籍|在住|2020-01-01|",
    "510100198002022345|H01|张立|子|男|1980-02-02|||||户籍|在住|2020-01-01|",
    "510100199003033456|H02|欧阳慧|户主|女|1990-03-03|||||户籍|在住|2020-01-01|",
    NULL,
};
static const char *const units[] = {
    "91510100MA00000001|510100001001|青山机械厂|企业|其他|||何伟|13800001234|12|2026-01-01|",
    NULL,
};

static const char *populated(const char *name)
{
    const char *path = fixture_database(name);
    struct world world = fixture_world();
    struct diags *diags = diags_new();
    struct store *store = store_open(path, STORE_WRITE, &world, diags);
    if (CHECK(store != NULL)) {
        fixture_put(store, "grids", grids, diags);
        fixture_put(store, "households", households, diags);
        fixture_put(store, "residents", residents, diags);
        fixture_put(store, "units", units, diags);
    }
    store_close(store);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    return path;
}

struct told { /* rows as a/b; c/d */
    struct arena *arena;
    struct buf text;
    size_t column_count, rows;
};

static bool tell_columns(void *context, const char *const *columns, size_t count)
{
    (void)columns;
    ((struct told *)context)->column_count = count;
    return true;
}

static bool tell_row(void *context, const struct value *cells)
{
    static const struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    struct told *told = context;
    buf_puts(&told->text, told->rows++ ? "; " : "");
    for (size_t c = 0; c < told->column_count; c++)
        buf_printf(&told->text, "%s%s", c ? "/" : "", value_show(told->arena, cells[c], &plain));
    return true;
}

static const char *taken(struct told *told)
{
    const char *rows = told->text.length ? buf_copy(&told->text, told->arena) : "";
    buf_done(&told->text);
    return rows;
}

/* The same query row by row, none kept; or the codes that were said. */
static const char *streams(struct frame_case *c, const struct define_dataset *dataset)
{
    struct told told = {.arena = c->arena};
    struct frame_taker taker = {tell_columns, tell_row, &told};
    struct diags *diags = diags_new();
    bool good = frame_stream(c->frame, dataset, &taker, diags);
    const char *rows = taken(&told);
    rows = good ? rows : fixture_codes(c->arena, diags);
    diags_free(diags);
    return rows;
}

/* The rows of a query as a/b; c/d, or the codes that were said instead: kept and handed on alike. */
static const char *yields(struct frame_case *c, const char *sql)
{
    struct define_dataset *dataset = arena_alloc(c->arena, sizeof *dataset);
    *dataset = case_dataset("试", sql);
    const char *streamed = streams(c, dataset);
    const struct frame_table *table = frame_table(c->frame, dataset, c->diags);
    if (!table) {
        CHECK(strstr(fixture_codes(c->arena, c->diags), streamed));
        return fixture_codes(c->arena, c->diags);
    }
    struct told told = {.arena = c->arena, .column_count = table->column_count};
    for (size_t r = 0; r < table->row_count; r++)
        tell_row(&told, &table->cells[r * table->column_count]);
    const char *rows = taken(&told);
    CHECK_STR(streamed, rows);
    return rows;
}

static const char plain_report[] =
    "---\nid: r\ntitle: 报告\nstyle: gbt9704\n" CASE_PARAMS "data:\n"
    "  不用: {sql: 'SELECT :社区 AS 甲, :期 AS 乙'}\n---\n# 甲\n\n```table\ndata: 不用\n"
    "columns: [{title: 一, value: 甲}, {title: 二, value: 乙}]\n```\n";

static const char shown_report[] =
    "---\nid: r\ntitle: 报告\nstyle: gbt9704\n" CASE_PARAMS
    "个人信息:\n  - {显示: [姓名, 名单], 理由: 复核名册}\n"
    "data:\n  不用: {sql: 'SELECT :社区 AS 甲, :期 AS 乙, 姓名 FROM 居民'}\n---\n# 甲\n\n"
    "```table\ndata: 不用\ncolumns: [{title: 一, value: 甲}, {title: 二, value: 乙}, {title: 名, "
    "value: 姓名}]\n```\n";

struct flow_case {
    const char *sql, *yields;
};

static void check_flows(const char *report, const struct flow_case *cases, size_t count,
                        const char *database)
{
    for (size_t i = 0; i < count; i++) {
        struct frame_case c = case_define(NULL, report);
        case_open(&c, database);
        if (c.frame && !CHECK_STR(yields(&c, cases[i].sql), cases[i].yields)) {
            printf("# in: %s\n", cases[i].sql);
            case_say(&c);
        }
        case_close(&c);
    }
}

TEST(personal_columns_are_masked_however_they_reach_the_result)
{
    static const struct flow_case cases[] = {
        {"SELECT 姓名, 性别 FROM 居民 ORDER BY 身份证号", "张某/男; 张某/男; 欧阳某/女"},
        {"SELECT * FROM (SELECT 身份证号, 出生日期 FROM 居民) LIMIT 1",
         "510100********1234/1950年"},
        {"SELECT 户主 AS 谁, count(*) AS 户 FROM 住户 GROUP BY 1 ORDER BY 1", "张某/1; 欧阳某/1"},
        {"SELECT 单位名称, 联络员, 联系电话 FROM 共建单位", "青山机械厂/何某/138****1234"},
        {"SELECT l.姓名 x FROM 居民 AS l WHERE l.姓名 = '张三'", "张某"},
        {"WITH 人 AS (SELECT 姓名 AS 甲, 身份证号 AS 乙 FROM 居民) SELECT 甲, 乙 FROM 人 WHERE 乙 "
         "LIKE "
         "'%3456'",
         "欧阳某/510100********3456"},
        {"WITH 人(甲, 乙) AS (SELECT 姓名, 性别 FROM 居民) SELECT max(甲) AS 丙, 乙 FROM 人 GROUP "
         "BY 乙 "
         "ORDER BY 乙",
         "欧阳某/女; 张某/男"},
        {"SELECT '小组' AS 名, 1 AS 序 UNION ALL SELECT 姓名, 2 FROM 居民 WHERE 姓名 = '张立'",
         "小组/1; 张某/2"},
        {"SELECT coalesce(nullif(姓名, '张三'), '无名氏') AS 名 FROM 居民 ORDER BY 身份证号 LIMIT "
         "1",
         "无名氏"},
        {"SELECT CASE WHEN 性别 = '女' THEN 姓名 ELSE '略' END AS 名 FROM 居民 ORDER BY 身份证号 "
         "DESC "
         "LIMIT 2",
         "欧阳某; 略"},
        {"SELECT (SELECT max(姓名) FROM 居民 WHERE 户号 = H.户号) AS 名 FROM 住户 H ORDER BY 户号",
         "张某; 欧阳某"},
        {"SELECT iif(性别 = '男', 姓名, '略') AS \"名 字\" FROM 居民 ORDER BY 身份证号 LIMIT 1",
         "张某"},
        {"SELECT first_value(姓名) OVER (ORDER BY 身份证号) AS 名 FROM 居民 LIMIT 1", "张某"},
    };
    check_flows(plain_report, cases, BASE_COUNT(cases), populated("personal1.db"));
}

/* SQLite passes over them; so do the words that tell what is personal. */
TEST(what_stands_before_and_between_the_words_hides_nothing)
{
    static const char *const queries[] = {
        ";SELECT (SELECT max(姓名) FROM 居民 WHERE 户号 = 'H02') AS 甲",
        " ; ;\n-- 甲\n;SELECT (SELECT max(姓名) FROM 居民 WHERE 户号 = 'H02') AS 甲",
        "\xef\xbb\xbfSELECT (SELECT max(姓名) FROM 居民 WHERE 户号 = 'H02') AS 甲",
        "SELECT (SELECT max(\xef\xbb\xbf姓名) FROM 居民 WHERE 户号 = 'H02') AS 甲",
        "SELECT\f(SELECT\fmax(\f姓名\f)\fFROM\f居民 WHERE 户号 = 'H02') AS 甲",
    };
    for (size_t i = 0; i < BASE_COUNT(queries); i++) {
        struct frame_case c = case_define(NULL, plain_report);
        char name[32];
        snprintf(name, sizeof name, "gaps%zu.db", i);
        case_open(&c, populated(name));
        const char *found = yields(&c, queries[i]);
        if (!CHECK(strstr(found, "欧阳慧") == NULL))
            printf("# %s\n# → %s\n", queries[i], found);
        CHECK(strstr(found, "某") || strstr(found, "FRM"));
        case_close(&c);
    }
}

TEST(what_only_counts_or_compares_is_left_alone)
{
    static const struct flow_case cases[] = {
        {"SELECT count(DISTINCT 姓名) AS 人, count(身份证号) AS 证 FROM 居民", "3/3"},
        {"SELECT CASE WHEN 身份证号 IS NULL THEN '无证' ELSE '有证' END AS 证 FROM 居民 LIMIT 1",
         "有证"},
        {"SELECT 姓名 = '张三' AS 是, length(姓名) AS 长 FROM 居民 ORDER BY 身份证号 LIMIT 1",
         "1/2"},
        {"SELECT 单位名称 FROM 共建单位 WHERE 联络员 = '何伟'", "青山机械厂"},
        {"SELECT 网格员, 调解员 FROM 网格 JOIN 纠纷 ON 纠纷编号 = 'J01'", "周敏/王强"},
        {"SELECT substr(出生日期, 1, 3) || '0年代' AS 年代 FROM 居民 ORDER BY 身份证号 LIMIT 1",
         "1950年代"},
        {"SELECT CAST(substr(:期末, 1, 4) AS integer) - CAST(substr(出生日期, 1, 4) AS integer) AS "
         "岁 "
         "FROM 居民 ORDER BY 身份证号 LIMIT 1",
         "76"},
        {"SELECT CAST((julianday('2026-10-31') - julianday(出生日期)) / 365.25 AS integer) AS 岁, "
         "round((julianday('2026-10-31') - julianday(出生日期)) / 365.25, 1) AS 岁数 "
         "FROM 居民 WHERE 出生日期 = '1950-01-01'",
         "76/76.8"},
        {"SELECT CAST((replace(:期末, '-', '') - replace(出生日期, '-', '')) / 10000 AS integer) "
         "AS 岁 FROM 居民 WHERE 出生日期 = '1950-01-01'",
         "76"},
        {"SELECT substr(:期末, 1, 4) - substr(出生日期, 1, 4) AS 岁, "
         "CAST(substr(出生日期, 6, 2) AS integer) AS 月, "
         "julianday(:期末) - julianday(出生日期) > 60 * 365 AS 老 "
         "FROM 居民 WHERE 出生日期 = '1950-01-01'",
         "76/1/1"},
        {"SELECT CAST(avg(julianday(:期末) - julianday(出生日期)) AS integer) > 300 AS 均, "
         "round(avg((julianday(:期末) - julianday(出生日期)) / 365.25), 2) > 0 AS 均龄 FROM 居民",
         "1/1"},
        {"WITH 生 AS (SELECT julianday(出生日期) AS 日 FROM 居民 WHERE 出生日期 = '1950-01-01') "
         "SELECT CAST((2461344.5 - 日) / 365.25 AS integer) AS 岁 FROM 生",
         "76"},
        {"SELECT CAST(julianday('2026' || substr(出生日期, 5)) - julianday('2026-01-01') AS "
         "integer) AS 过 FROM 居民 WHERE 出生日期 = '1950-01-01'",
         "0"},
        {"SELECT substr(出生日期, 6) AS 生日 FROM 居民 WHERE 出生日期 = '1950-01-01'", "01-01"},
        {"SELECT 社区 AS 姓甚名谁 FROM 居民 LIMIT 1", "春晖社区"},
        {"VALUES ('张三')", "张三"},
    };
    check_flows(plain_report, cases, BASE_COUNT(cases), populated("personal2.db"));
}

TEST(a_day_of_birth_in_another_form_is_still_one)
{
    static const struct flow_case cases[] = {
        {"SELECT date(出生日期) AS 日 FROM 居民 ORDER BY 身份证号 LIMIT 1", "1950年"},
        {"SELECT date(出生日期, '+80 years') AS 日 FROM 居民 ORDER BY 身份证号 LIMIT 1", "2030年"},
        {"SELECT julianday(出生日期) AS 日 FROM 居民", "FRM057"},
        {"SELECT CAST(julianday(出生日期) AS integer) AS 日 FROM 居民", "FRM057"},
        {"SELECT replace(出生日期, '-', '/') AS 日 FROM 居民", "FRM057"},
        {"SELECT CAST(replace(出生日期, '-', '') AS integer) AS 日 FROM 居民", "FRM057"},
        {"SELECT -CAST(replace(出生日期, '-', '') AS integer) AS 日 FROM 居民", "FRM057"},
        {"SELECT 0 - julianday(出生日期) AS 日 FROM 居民", "FRM057"},
        {"SELECT min(-julianday(出生日期)) AS 日 FROM 居民", "FRM057"},
        /* counted from another day */
        {"SELECT julianday(出生日期) - 2400000 AS 日 FROM 居民", "FRM057"},
        {"SELECT CAST(julianday(出生日期) AS integer) % 100000 AS 日 FROM 居民", "FRM057"},
        {"SELECT (julianday(出生日期) - 2400000.5) / 2 AS 日 FROM 居民", "FRM057"},
        {"SELECT replace(出生日期, '-', '') - 19000000 AS 日 FROM 居民", "FRM057"},
        {"SELECT julianday(date(出生日期, '+1 year')) - 2400000 AS 日 FROM 居民", "FRM057"},
        {"WITH a AS (SELECT julianday(出生日期) AS x FROM 居民) SELECT x - 2400000 AS 日 FROM a",
         "FRM057"},
        {"SELECT julianday(x) - 2400000 AS 日 FROM (SELECT max(出生日期) AS x FROM 居民)",
         "FRM057"},
        {"SELECT julianday('2026-10-31') - julianday(出生日期) AS 天 FROM 居民", "FRM057"},
        {"SELECT (julianday('2026-10-31') - julianday(出生日期)) / 365.25 AS 岁 FROM 居民",
         "FRM057"},
    };
    check_flows(plain_report, cases, BASE_COUNT(cases), populated("personal6.db"));
}

TEST(texts_made_from_names_and_numbers_are_refused)
{
    static const struct flow_case cases[] = {
        {"SELECT group_concat(姓名, '、') AS 名单 FROM 居民", "FRM057"},
        {"SELECT 姓名 || '等' AS 名单 FROM 居民", "FRM057"},
        {"SELECT substr(身份证号, 7, 8) AS 生 FROM 居民", "FRM057"},
        {"SELECT replace(联系电话, '-', '') AS 电话 FROM 共建单位", "FRM057"},
        {"WITH a AS (SELECT 姓名 AS x FROM 居民), b AS (SELECT x AS y FROM a) SELECT y || '' AS z "
         "FROM b",
         "FRM057"},
        {"WITH a AS (SELECT 姓名 || '' AS x FROM 居民) SELECT x FROM a", "FRM057"},
        {"WITH a(x, y) AS (SELECT * FROM (SELECT 姓名, 性别 FROM 居民)) SELECT x || '' AS z FROM a",
         "FRM057"},
        {"SELECT 单位名称 AS 名 FROM 共建单位 UNION ALL SELECT 姓名 FROM 居民", "FRM057"},
        {"SELECT coalesce(姓名, 身份证号) AS 谁 FROM 居民", "FRM057"},
        {"SELECT CASE WHEN 1 THEN upper(姓名) END AS 谁 FROM 居民", "FRM057"},
        {"SELECT (SELECT group_concat(姓名) FROM 居民) AS 谁", "FRM057"},
        {"SELECT 1 AS a, 2 AS b UNION ALL SELECT * FROM (SELECT 姓名, 性别 FROM 居民)", "FRM057"},
        {"SELECT [姓名] || '' AS 谁 FROM 居民", "FRM057"},
        {"SELECT iif(1, 姓名 || '', '') AS 谁 FROM 居民", "FRM057"},
        {"WITH t(a) AS (VALUES ('甲') UNION ALL SELECT 姓名 FROM 居民) SELECT a || '' AS 谁 FROM t",
         "FRM057"},
        {"WITH t(a) AS (SELECT 姓名 FROM 居民 UNION VALUES ('甲'), ('乙')) SELECT a || '' AS 谁 "
         "FROM t",
         "FRM057"},
        {"WITH t(a) AS (VALUES ('甲'), ((SELECT 姓名 FROM 居民 LIMIT 1))) SELECT a || '' AS 谁 "
         "FROM t",
         "FRM057"},
    };
    check_flows(plain_report, cases, BASE_COUNT(cases), populated("personal3.db"));
}

TEST(numbers_of_somebody_are_refused_and_counts_are_not)
{
    static const struct flow_case cases[] = {
        {"SELECT 身份证号 + 0 AS 号 FROM 居民", "FRM057"},
        {"SELECT CAST(身份证号 AS real) AS 号 FROM 居民", "FRM057"},
        {"SELECT CAST(substr(身份证号, 7, 8) AS integer) AS 生 FROM 居民", "FRM057"},
        {"SELECT 0 - 身份证号 AS 号 FROM 居民", "FRM057"},
        {"SELECT abs(身份证号) AS 号 FROM 居民", "FRM057"},
        {"SELECT max(k) AS 号 FROM (SELECT round(身份证号) AS k FROM 居民)", "FRM057"},
        {"SELECT count(身份证号) AS 人, sum(length(身份证号)) AS 长 FROM 居民", "3/54"},
        {"WITH t(a) AS (VALUES ('甲'), ('乙')) SELECT a || '' AS 字 FROM t ORDER BY 1 LIMIT 1",
         "乙"},
    };
    check_flows(plain_report, cases, BASE_COUNT(cases), populated("personal3b.db"));
}

TEST(a_definition_shows_a_column_for_a_reason_and_says_so)
{
    struct frame_case c = case_define(NULL, shown_report);
    case_open(&c, populated("personal4.db"));
    if (c.frame) {
        CHECK_STR(yields(&c,
                         "SELECT 姓名, 户主 FROM 居民 JOIN 住户 ON 住户.户号 = 居民.户号 ORDER BY "
                         "身份证号 LIMIT 1"),
                  "张三/张某");
        CHECK_STR(yields(&c, "SELECT group_concat(姓名, '、') AS 名单 FROM (SELECT 姓名 FROM 居民 "
                             "ORDER BY 身份证号)"),
                  "张三、张立、欧阳慧");
        CHECK_STR(yields(&c, "SELECT 姓名 FROM 居民 LIMIT 1"), "张三");
        case_said(&c, "FRM058 FRM058"); /* once for 姓名, once for 名单 */
    }
    case_close(&c);
}

TEST(rows_of_people_with_the_same_masked_name_stay_apart)
{
    struct frame_case c = case_define(NULL, plain_report);
    case_open(&c, populated("personal5.db"));
    struct define_dataset dataset = case_dataset("试", "SELECT 姓名 FROM 居民 ORDER BY 身份证号");
    const struct frame_table *table = c.frame ? frame_table(c.frame, &dataset, c.diags) : NULL;
    if (CHECK(table && table->row_count == 3)) {
        CHECK(value_equal(table->cells[0], table->cells[1]));
        CHECK(!value_equal(table->keys[0], table->keys[1]));
    }
    case_close(&c);
}

static const char *checked(struct arena *arena, const char *personal, const char *sql)
{
    const char *text = arena_printf(
        arena,
        "---\nid: r\ntitle: 报告\nstyle: gbt9704\n" CASE_PARAMS
        "%sdata:\n  册: {sql: \"%s\"}\n---\n"
        "# 甲\n\n{{社区}}{{期}}\n\n```table\ndata: 册\ncolumns: [{title: 名, value: 名单}]\n```\n",
        personal, sql);
    struct frame_case c = case_define(NULL, text);
    if (c.report)
        frame_check(c.report, &c.world, c.diags);
    const char *codes = fixture_codes(arena, c.diags);
    case_close(&c);
    return codes;
}

TEST(check_tells_what_cannot_be_masked_and_what_needs_no_permission)
{
    struct arena *arena = arena_new();
    CHECK_STR(checked(arena, "", "SELECT 姓名 AS 名单 FROM 居民"), "");
    CHECK_STR(checked(arena, "", "SELECT 姓名 || '' AS 名单 FROM 居民"), "FRM057");
    CHECK_STR(checked(arena, "个人信息: [{显示: 名单, 理由: 名册}]\n",
                      "SELECT 姓名 || '' AS 名单 FROM 居民"),
              "");
    CHECK_STR(
        checked(arena, "个人信息: [{显示: 名册, 理由: 名册}]\n", "SELECT 姓名 AS 名单 FROM 居民"),
        "FRM059");
    arena_free(arena);
}
