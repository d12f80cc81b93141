/* What a frame yields: scalars at every step, expressions, conditions, tables, dumps. */
#include "frame_case.h"
#include "state.h"

static const char dictionary_text[] =
    "纠纷:\n"
    "  sql: |\n"
    "    SELECT count(*) AS 调解受理,\n"
    "           count(*) FILTER (WHERE 结果 = '调解成功') AS 调解成功,\n"
    "           sum(涉及金额) AS 涉及金额, max(受理日期) AS 最近受理\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "  indicators:\n"
    "    调解受理: {unit: 件}\n"
    "    调解成功: {unit: 件}\n"
    "    涉及金额: {unit: 元}\n"
    "    最近受理: {}\n"
    "    调解成功率: {expr: 100.0 * 调解成功 / 调解受理, unit: '%', decimals: 1}\n"
    "    受理增减: {expr: 调解受理 - 上期.调解受理, unit: 件}\n"
    "    三数之和: {expr: 调解成功率 + 受理增减 + 上期.调解受理}\n"
    "志愿者:\n"
    "  sql: SELECT 数值 AS 志愿者 FROM 数量 WHERE 社区 = :社区 AND 期 = :期 AND 名称 = '志愿者'\n"
    "  indicators:\n"
    "    志愿者: {unit: 人}\n";

static const char report_text[] =
    "---\nid: t\ntitle: '{{社区}}{{期}}'\n" CASE_PARAMS "data:\n"
    "  分类: {sql: 'SELECT 类别, count(*) AS 受理 FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 "
    "BETWEEN :期初 AND "
    ":期末 GROUP BY 类别 ORDER BY 2 DESC'}\n"
    "---\n"
    "{{调解受理}}{{调解成功率}}{{受理增减}}{{三数之和}}{{涉及金额}}{{最近受理}}{{志愿者}}\n\n"
    "```table\ndata: 分类\ncolumns: [{title: 类别, value: 类别}, {title: 受理, value: "
    "受理}]\n```\n";

static struct frame_case open_case(const char *name)
{
    struct frame_case c = case_define(dictionary_text, report_text);
    case_open(&c, fixture_database(name));
    return c;
}

static struct value ask(struct frame_case *c, enum define_shift shift, const char *name)
{
    struct define_name asked = {shift, name, {.file = "t.md", .line = 7}, NULL, NULL};
    struct frame_scalar scalar = {.value = value_text("没有取到")};
    CHECK(c->frame && frame_scalar(c->frame, &asked, &scalar, c->diags));
    return scalar.value;
}

static struct define_expr expression(struct frame_case *c, const char *sql, size_t count,
                                     const struct define_name *names)
{
    (void)c;
    return (struct define_expr){.sql = sql,
                                .place = {.file = "t.md", .line = 20, .column = 5},
                                .names = names,
                                .name_count = count};
}

TEST(scalars_of_this_period_the_previous_and_last_year)
{
    struct frame_case c = open_case("scalars.db");
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "调解受理"), value_integer(5)));
    CHECK(value_equal(ask(&c, DEFINE_PREVIOUS, "调解受理"), value_integer(4)));
    CHECK(value_equal(ask(&c, DEFINE_LAST_YEAR, "调解受理"), value_integer(0)));
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "涉及金额"), value_real(15500.5)));
    CHECK_INT(ask(&c, DEFINE_PREVIOUS, "涉及金额").kind, VALUE_NULL);
    struct value date = value_date(value_date_from_civil((struct value_civil){2026, 10, 31}));
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "最近受理"), date));
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "志愿者"), value_integer(126)));
    case_said(&c, "");
    case_close(&c);
}

TEST(a_scalar_dataset_without_a_row_knows_nothing)
{
    struct frame_case c = open_case("norow.db");
    CHECK_INT(ask(&c, DEFINE_PREVIOUS, "志愿者").kind, VALUE_NULL);
    CHECK(value_equal(ask(&c, DEFINE_LAST_YEAR, "志愿者"), value_integer(100)));
    case_said(&c, "");
    case_close(&c);
}

TEST(formulas_at_every_step)
{
    struct frame_case c = open_case("formulas.db");
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "调解成功率"), value_real(60.0)));
    CHECK(value_equal(ask(&c, DEFINE_PREVIOUS, "调解成功率"), value_real(75.0)));
    CHECK_INT(ask(&c, DEFINE_LAST_YEAR, "调解成功率").kind, VALUE_NULL); /* 0 of 0 */
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "受理增减"), value_integer(1)));
    CHECK(value_equal(ask(&c, DEFINE_PREVIOUS, "受理增减"), value_integer(4))); /* 上期.上期 is 0 */
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "三数之和"), value_real(65.0)));
    case_said(&c, "");
    case_close(&c);
}

TEST(conditions)
{
    static const struct define_name names[] = {{DEFINE_CURRENT, "调解受理", {0}, NULL, NULL},
                                               {DEFINE_PREVIOUS, "调解受理", {0}, NULL, NULL},
                                               {DEFINE_LAST_YEAR, "调解受理", {0}, NULL, NULL},
                                               {DEFINE_CURRENT, "社区", {0}, NULL, NULL},
                                               {DEFINE_CURRENT, "期", {0}, NULL, NULL},
                                               {DEFINE_PREVIOUS, "涉及金额", {0}, NULL, NULL}};
    static const struct {
        const char *sql;
        bool holds;
    } cases[] = {
        {"调解受理 > 0", true},
        {"调解受理 < 上期.调解受理", false},
        {"本期.调解受理 - 上期.调解受理 = 1", true},
        {"同期.调解受理 = 0 AND 调解受理 > 上期.调解受理", true},
        {"社区 = '春晖社区'", true},
        {"期 = '2026-10'", true},
        {"社区 IN ('桂苑社区')", false},
        {"上期.涉及金额 > 0", false}, /* nothing is known: no */
        {"上期.涉及金额 IS NULL", true},
        {"0.5", true},
        {"abs(-1) = 1 -- 注释", true},
    };
    struct frame_case c = open_case("conditions.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct define_expr expr = expression(&c, cases[i].sql, BASE_COUNT(names), names);
        bool holds = !cases[i].holds;
        CHECK(c.frame && frame_condition(c.frame, &expr, &holds, c.diags));
        if (!CHECK_INT(holds, cases[i].holds))
            printf("# in: %s\n", cases[i].sql);
    }
    case_said(&c, "");
    case_close(&c);
}

TEST(wrong_expressions_have_codes_and_places)
{
    static const struct define_name names[] = {{DEFINE_CURRENT, "调解受理", {0}, NULL, NULL},
                                               {DEFINE_CURRENT, "社区", {0}, NULL, NULL}};
    static const struct define_name unknown[] = {
        {DEFINE_CURRENT, "调解受里", {.file = "t.md", .line = 21, .column = 9}, NULL, NULL}};
    static const struct {
        const char *sql;
        const struct define_name *names;
        size_t count;
        const char *code, *hint;
        long line;
    } cases[] = {
        {"社区", names, 2, "FRM054", "> 0", 20},
        {"'2026-10-01'", names, 2, "FRM054", "> 0", 20},
        {"没有的 > 0", names, 2, "FRM010", NULL, 20},
        {"调解受理 >", names, 2, "FRM012", NULL, 20},
        {"调解受里 > 0", unknown, 1, "FRM050", "调解受理", 21},
        {"abs(-9223372036854775807 - 1) > 0", names, 2, "FRM038", NULL, 20},
        {"1e308 * 10", names, 2, "FRM038", NULL, 20},
        {"(SELECT count(*) FROM sqlite_master) > 0", names, 2, "FRM021", NULL, 20},
        {"1) FROM 本期) FROM 上期, 同期; DROP TABLE x --", names, 2, "FRM022", NULL, 20},
        {"调解受理 > :没有", names, 2, "FRM025", NULL, 20},
        {"random() > 0", names, 2, "FRM014", NULL, 20},
    };
    const char *database = fixture_database("badexpr.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct frame_case c = case_define(dictionary_text, report_text);
        case_open(&c, database);
        struct define_expr expr = expression(&c, cases[i].sql, cases[i].count, cases[i].names);
        bool holds = false;
        CHECK(c.frame && !frame_condition(c.frame, &expr, &holds, c.diags));
        if (!case_said(&c, cases[i].code))
            printf("# in: %s\n", cases[i].sql);
        else
            CHECK_INT(diags_at(c.diags, 0)->place.line, cases[i].line);
        if (cases[i].hint)
            case_hint_has(&c, cases[i].hint);
        case_close(&c);
    }
}

TEST(the_place_in_an_expression_is_of_the_word)
{
    struct frame_case c = open_case("exprplace.db");
    struct define_expr expr = expression(&c, "1 + 没有的", 0, NULL);
    expr.place.text = "abcd1 + 没有的 }}";
    bool holds;
    CHECK(c.frame && !frame_condition(c.frame, &expr, &holds, c.diags));
    case_said_at(&c, "FRM010", "t.md", 20, 9);
    CHECK_INT(diags_at(c.diags, 0)->place.length, 3);
    case_close(&c);
}

TEST(FRM051_neighbours_need_a_period)
{
    struct frame_case c = case_define(NULL, "---\nid: t\ntitle: 标题\n---\n正文。\n");
    case_open(&c, fixture_database("noperiod.db"));
    struct define_name asked = {
        DEFINE_PREVIOUS, "调解受理", {.file = "t.md", .line = 7, .column = 2}, NULL, NULL};
    struct frame_scalar scalar;
    struct period period;
    CHECK(c.frame && !frame_scalar(c.frame, &asked, &scalar, c.diags));
    CHECK(c.frame && !frame_period(c.frame, DEFINE_CURRENT, &period));
    case_said_at(&c, "FRM051", "t.md", 7, 2);
    case_close(&c);
}

/* A chain of formulas, each one more than the next; the last refers to `end`. */
static struct dictionary *chain(struct arena *arena, size_t length, const char *end)
{
    struct dictionary *dictionary = arena_alloc(arena, sizeof *dictionary);
    struct define_indicator *indicators = arena_array(arena, length, sizeof *indicators);
    for (size_t i = 0; i < length; i++) {
        struct define_name *name = arena_alloc(arena, sizeof *name);
        struct define_expr *expr = arena_alloc(arena, sizeof *expr);
        name->name = i + 1 < length ? arena_printf(arena, "算%zu", i + 1) : end;
        expr->sql = arena_printf(arena, "%s + 1", name->name);
        expr->names = name;
        expr->name_count = 1;
        indicators[i] =
            (struct define_indicator){.name = arena_printf(arena, "算%zu", i),
                                      .place = {.file = "指标.yaml", .line = (long)i + 1},
                                      .expr = expr,
                                      .next = i + 1 < length ? &indicators[i + 1] : NULL};
    }
    dictionary->indicators = indicators;
    return dictionary;
}

static void check_chain(size_t length, const char *end, const char *code, long line)
{
    struct define_param param = {.name = "数", .type = DEFINE_INTEGER, .fallback = "7"};
    struct frame_case c = {arena_new(), diags_new(), fixture_world(), NULL, NULL, NULL};
    struct report report = {.id = "t", .params = &param, .dictionary = chain(c.arena, length, end)};
    c.frame = frame_open(NULL, &report, NULL, 0, &c.world, c.diags);
    struct define_name asked = {DEFINE_CURRENT, "算0", PLACE_NONE, NULL, NULL};
    struct frame_scalar scalar = {.value = value_null()};
    bool good = c.frame && frame_scalar(c.frame, &asked, &scalar, c.diags);
    CHECK(good == !code[0]);
    if (good)
        CHECK(value_equal(scalar.value, value_integer(7 + (int64_t)length)));
    else
        case_said_at(&c, code, "指标.yaml", line, 0);
    case_close(&c);
}

TEST(formulas_within_formulas)
{
    check_chain(1, "数", "", 0);
    check_chain(100, "数", "", 0);
    check_chain(101, "数", "FRM053", 101);
    check_chain(3, "算0", "FRM052", 1);
    check_chain(1, "算0", "FRM052", 1);
}

TEST(FRM030_FRM031_what_a_scalar_dataset_must_yield)
{
    static const char rows[] =
        "多行:\n  sql: SELECT 类别 AS 甲 FROM 纠纷\n  indicators:\n    甲: {}\n";
    static const char column[] =
        "缺列:\n  sql: SELECT count(*) AS 调解受里 FROM 纠纷\n  indicators:\n    调解受理: {}\n";
    struct arena *arena = arena_new();
    struct frame_case c =
        case_define(rows, arena_printf(arena, "---\nid: t\ntitle: 标题\n---\n{{甲}}\n"));
    case_open(&c, fixture_database("rows.db"));
    struct define_name asked = {DEFINE_CURRENT, "甲", PLACE_NONE, NULL, NULL};
    struct frame_scalar scalar;
    CHECK(c.frame && !frame_scalar(c.frame, &asked, &scalar, c.diags));
    CHECK(c.frame && !frame_scalar(c.frame, &asked, &scalar, c.diags)); /* told once */
    case_said_at(&c, "FRM030", "指标.yaml", 2, 8);
    case_close(&c);
    c = case_define(column, "---\nid: t\ntitle: 标题\n---\n{{调解受理}}\n");
    case_open(&c, fixture_database("column.db"));
    asked.name = "调解受理";
    CHECK(c.frame && !frame_scalar(c.frame, &asked, &scalar, c.diags));
    case_said_at(&c, "FRM031", "指标.yaml", 4, 5);
    case_hint_has(&c, "调解受里");
    case_close(&c);
    arena_free(arena);
}

TEST(tables_and_the_dump)
{
    struct frame_case c = open_case("tables.db");
    const struct frame_table *table =
        c.frame ? frame_table(c.frame, c.report->data, c.diags) : NULL;
    if (CHECK(table != NULL)) {
        CHECK_INT(table->column_count, 2);
        CHECK_INT(table->row_count, 2);
        CHECK_STR(table->columns[1], "受理");
        CHECK_STR(table->cells[0].text, "邻里");
        CHECK(value_equal(table->cells[3], value_integer(2)));
        CHECK(frame_table(c.frame, c.report->data, c.diags) == table); /* run once */
    }
    ask(&c, DEFINE_PREVIOUS, "调解成功率");
    struct buf dump = {0};
    frame_dump(c.frame, &dump);
    CHECK_STR(dump.data,
              "data 1\n"
              "param 社区 = \"春晖社区\"\n"
              "param 期 = 2026-10-01 … 2026-10-31 2026-10\n"
              "\ntable 分类 (2)\n  columns 类别 | 受理\n  row \"邻里\" | 3\n  row \"物业\" | 2\n"
              "\nscalars 纠纷 上期\n  调解受理 = 4\n  调解成功 = 3\n  涉及金额 = null\n"
              "  最近受理 = 2026-09-30\n"
              "\ncomputed\n  调解成功率 上期 = 75.0\n");
    buf_done(&dump);
    case_close(&c);
}

TEST(a_report_reads_one_snapshot)
{
    const char *database = fixture_database("snapshot.db");
    struct frame_case c = case_define(dictionary_text, report_text);
    case_open(&c, database);
    CHECK(value_equal(ask(&c, DEFINE_CURRENT, "调解受理"), value_integer(5)));
    static const char *const more[] = {
        "J99|510100001001||2026-10-02|邻里|依申请|调解成功|口头|2||王强|2026-10-05", NULL};
    struct store *store = store_open(database, STORE_WRITE, &c.world, c.diags);
    fixture_put(store, "disputes", more, c.diags);
    store_close(store);
    const struct frame_table *table = frame_table(c.frame, c.report->data, c.diags);
    CHECK(table && value_equal(table->cells[1], value_integer(3)));
    case_close(&c);
}

TEST(the_catalogue_lists_every_code_once)
{
    size_t count = 0;
    const struct diag_kind *const *kinds = frame_diags(&count);
    CHECK(count > 30);
    for (size_t i = 0; i + 1 < count; i++)
        CHECK(strcmp(kinds[i]->code, kinds[i + 1]->code) < 0);
}
