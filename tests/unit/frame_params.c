/* Arguments and parameters: what is accepted, and each mistake with its code. */
#include "frame_case.h"
#include "params.h"

static const char report_text[] = "---\nid: t\ntitle: '{{社区}}{{期|年月}}{{日}}{{数}}{{注}}'\n"
                                  "params:\n"
                                  "  社区: {type: community, required: true, label: 哪个社区}\n"
                                  "  期: {type: month, default: last}\n"
                                  "  日: {type: date, default: today}\n"
                                  "  数: {type: integer, default: 5}\n"
                                  "  注: {type: text}\n"
                                  "---\n正文。\n";

struct argument_case {
    const char *arguments[4]; /* 名=值 */
    const char *codes;
};

static struct frame *open_with(struct frame_case *c, const char *database,
                               const char *const *arguments)
{
    struct frame_argument list[4];
    size_t count = 0;
    for (; count < 4 && arguments[count]; count++) {
        char *name = arena_strdup(c->arena, arguments[count]);
        char *equals = strchr(name, '=');
        *equals = '\0';
        list[count] = (struct frame_argument){name, equals + 1};
    }
    return c->report ? frame_open(database, c->report, list, count, &c->world, c->diags) : NULL;
}

static struct frame_scalar scalar(struct frame_case *c, enum define_shift shift, const char *name)
{
    struct define_name asked = {shift, name, PLACE_NONE, NULL, NULL};
    struct frame_scalar found = {.value = value_text("没有")};
    CHECK(frame_scalar(c->frame, &asked, &found, c->diags));
    return found;
}

TEST(every_mistake_in_the_arguments_has_its_code)
{
    static const struct argument_case cases[] = {
        {{"社区=春晖社区"}, ""},
        {{"社区=510100001001"}, ""},
        {{"社区=５１０１００００１００１"}, ""},
        {{"社区=春晖社区", "期=2026年10月"}, ""},
        {{"社区=春晖社区", "期=上期", "日=today"}, ""},
        {{"社区=春晖社区", "期=this"}, "FRM008"},
        {{"社区=春晖社区", "社驱=桂苑社区"}, "FRM001"},
        {{NULL}, "FRM002"},
        {{"社区=春晖社区", "社区=春晖社区"}, "FRM003"},
        {{"社区=春晖社区", "期=2026-13"}, "FRM004"},
        {{"社区=春晖社区", "期=2026年13月"}, "FRM004"},
        {{"社区=春晖社区", "期="}, "FRM004"},
        {{"社区=春晖社区", "数=十二"}, "FRM004"},
        {{"社区=春晖社区", "数=99999999999999999999"}, "FRM004"},
        {{"社区=春晖社区", "日=2026-02-30"}, "FRM004"},
        {{"社区= "}, "FRM004"},
        {{"社区=春辉社区"}, "FRM005"},
        {{"社去=春晖社区"}, "FRM001"}, /* the one that is missing is this one */
        {{"社区=和平街道"}, "FRM006"},
        {{"社区=春晖社区", "期=2026-12"}, "FRM007"},
        {{"社区=春晖社区", "期=2026-11"}, "FRM008"},
        {{"社区=春辉社区", "期=2026-13", "月=3"}, "FRM001 FRM004 FRM005"},
    };
    const char *database = fixture_database("params.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct frame_case c = case_define(NULL, report_text);
        c.frame = open_with(&c, database, cases[i].arguments);
        case_said(&c, cases[i].codes);
        CHECK((c.frame != NULL) == (diags_count(c.diags, DIAG_ERROR) == 0));
        case_close(&c);
    }
}

TEST(hints_name_the_nearest_and_the_spelling)
{
    static const struct {
        const char *arguments[3];
        const char *message, *hint;
        int status;
    } cases[] = {
        {{"社区=春晖社区", "社驱=x"}, "社驱", "社区", 2},
        {{"社区=春辉社区"}, "春辉社区", "春晖社区", 1},
        {{"社区=春晖社区", "期=2026-13"}, "2026-10", NULL, 2},
        {{NULL}, "哪个社区", "-p 社区=", 2},
    };
    const char *database = fixture_database("hints.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct frame_case c = case_define(NULL, report_text);
        CHECK(open_with(&c, database, cases[i].arguments) == NULL);
        if (CHECK(diags_kept(c.diags) > 0)) {
            CHECK(strstr(diags_at(c.diags, 0)->message, cases[i].message) != NULL);
            if (cases[i].hint)
                case_hint_has(&c, cases[i].hint);
        }
        CHECK_INT(diags_exit_status(c.diags), cases[i].status);
        case_close(&c);
    }
}

TEST(defaults_are_of_the_day_of_the_world)
{
    struct frame_case c = case_define(NULL, report_text);
    const char *arguments[] = {"社区=510100001001", NULL};
    c.frame = open_with(&c, fixture_database("defaults.db"), arguments);
    if (CHECK(c.frame != NULL)) {
        CHECK_STR(scalar(&c, DEFINE_CURRENT, "社区").value.text, "春晖社区");
        struct frame_scalar period = scalar(&c, DEFINE_CURRENT, "期");
        CHECK(period.is_period && period.param != NULL && period.indicator == NULL);
        CHECK_STR(period_key(c.arena, period.period), "2026-10");
        CHECK_INT(period.value.kind, VALUE_DATE);
        CHECK_INT(period.value.date, value_date_from_civil((struct value_civil){2026, 10, 1}));
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "日").value.date,
                  value_date_from_civil((struct value_civil){2026, 11, 3}));
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "数").value.integer, 5);
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "注").value.kind, VALUE_NULL);
        struct frame_scalar last = scalar(&c, DEFINE_CURRENT, "期末");
        CHECK(!last.is_period);
        CHECK_INT(last.value.date, value_date_from_civil((struct value_civil){2026, 10, 31}));
        CHECK_STR(period_key(c.arena, scalar(&c, DEFINE_PREVIOUS, "期").period), "2026-09");
        CHECK_STR(period_key(c.arena, scalar(&c, DEFINE_LAST_YEAR, "期").period), "2025-10");
        CHECK_STR(scalar(&c, DEFINE_PREVIOUS, "社区").value.text, "春晖社区");
        struct period of;
        CHECK(frame_period(c.frame, DEFINE_PREVIOUS, &of));
        CHECK_STR(period_show(c.arena, of), "2026年9月");
    }
    case_close(&c);
}

TEST(FRM009_a_bad_default_is_told_at_its_place)
{
    struct define_param param = {.name = "期",
                                 .place = {.file = "报表.md", .line = 5, .column = 3},
                                 .type = DEFINE_QUARTER,
                                 .fallback = "2026-10"};
    struct report report = {.id = "t", .file = "报表.md", .params = &param};
    struct frame_case c = {arena_new(), diags_new(), fixture_world(), NULL, &report, NULL};
    CHECK(frame_open(fixture_database("fallback.db"), &report, NULL, 0, &c.world, c.diags) == NULL);
    case_said_at(&c, "FRM009", "报表.md", 5, 3);
    CHECK(strstr(diags_at(c.diags, 0)->message, "2026Q3") != NULL);
    case_close(&c);
}

TEST(words_for_defaults_in_both_languages)
{
    static const struct {
        enum define_type type;
        const char *fallback, *key;
    } cases[] = {
        {DEFINE_MONTH, "上期", "2026-10"},  {DEFINE_MONTH, "this", "2026-11"},
        {DEFINE_QUARTER, "last", "2026Q3"}, {DEFINE_QUARTER, "本期", "2026Q4"},
        {DEFINE_HALF, "上期", "2026H1"},    {DEFINE_HALF, "2025下半年", "2025H2"},
        {DEFINE_YEAR, "last", "2025"},      {DEFINE_YEAR, "2024", "2024"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct define_param param = {
            .name = "期", .type = cases[i].type, .fallback = cases[i].fallback};
        struct report report = {.params = &param};
        struct frame_case c = {arena_new(), diags_new(), fixture_world(), NULL, &report, NULL};
        struct frame_params params;
        CHECK(params_resolve(c.arena, &report, NULL, 0, &c.world, &params, c.diags));
        CHECK_STR(period_key(c.arena, params.items[0].period), cases[i].key);
        CHECK_INT(diags_kept(c.diags), 0); /* a default is the author's choice: no warning */
        case_close(&c);
    }
}

TEST(without_communities_the_hint_is_to_import_them)
{
    struct world world = fixture_world();
    struct diags *diags = diags_new();
    const char *path = tap_path("empty.db");
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_CREATED);
    diags_free(diags);
    struct frame_case c = case_define(NULL, report_text);
    const char *arguments[] = {"社区=春晖社区", NULL};
    CHECK(open_with(&c, path, arguments) == NULL);
    case_said(&c, "FRM005");
    case_hint_has(&c, "导入");
    case_close(&c);
}

TEST(a_missing_database_is_told_by_the_store)
{
    struct frame_case c = case_define(NULL, report_text);
    const char *arguments[] = {"社区=春晖社区", NULL};
    CHECK(open_with(&c, tap_path("没有.db"), arguments) == NULL);
    case_said(&c, "STO001");
    case_close(&c);
}

TEST(two_periods_step_together_only_for_last_year)
{
    struct define_param year = {.name = "年", .type = DEFINE_YEAR, .fallback = "2026"};
    struct define_param month = {
        .name = "期", .type = DEFINE_MONTH, .fallback = "2026-01", .next = &year};
    struct report report = {.params = &month};
    struct frame_case c = {arena_new(), diags_new(), fixture_world(), NULL, &report, NULL};
    struct frame_params params;
    CHECK(params_resolve(c.arena, &report, NULL, 0, &c.world, &params, c.diags));
    struct frame_params previous = params_shift(c.arena, &params, DEFINE_PREVIOUS);
    struct frame_params last_year = params_shift(c.arena, &params, DEFINE_LAST_YEAR);
    CHECK_STR(period_key(c.arena, previous.items[0].period), "2025-12");
    CHECK_STR(period_key(c.arena, previous.items[1].period), "2026");
    CHECK_STR(period_key(c.arena, last_year.items[0].period), "2025-01");
    CHECK_STR(period_key(c.arena, last_year.items[1].period), "2025");
    case_close(&c);
}

TEST(a_period_that_is_not_over_ends_today_and_its_neighbours_after_as_many_days)
{
    static const struct {
        const char *period;
        struct value_civil now, previous, last_year;
        bool partial;
    } cases[] = {
        {"期=2026-11", {2026, 11, 3}, {2026, 10, 3}, {2025, 11, 3}, true},
        {"期=2026-10", {2026, 10, 31}, {2026, 9, 30}, {2025, 10, 31}, false},
    };
    const char *database = fixture_database("partial.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct frame_case c = case_define(NULL, report_text);
        const char *arguments[] = {"社区=春晖社区", cases[i].period, NULL};
        c.frame = open_with(&c, database, arguments);
        if (CHECK(c.frame != NULL)) {
            CHECK_INT(frame_is_partial(c.frame), cases[i].partial);
            CHECK_INT(scalar(&c, DEFINE_CURRENT, "期末").value.date,
                      value_date_from_civil(cases[i].now));
            CHECK_INT(scalar(&c, DEFINE_PREVIOUS, "期末").value.date,
                      value_date_from_civil(cases[i].previous));
            CHECK_INT(scalar(&c, DEFINE_LAST_YEAR, "期末").value.date,
                      value_date_from_civil(cases[i].last_year));
        }
        case_close(&c);
    }
}

static const char street_report[] =
    "---\nid: t\ntitle: '{{街道}}{{区}}'\nparams:\n  街道: {type: 街道, default: 和平街道}\n"
    "  区: {type: district}\ndata:\n  各社区:\n    sql: SELECT x.社区, count(j.纠纷编号) AS 件数 "
    "FROM 下级 AS x LEFT JOIN 纠纷 AS j ON j.社区 = x.社区 WHERE x.上级 = :街道 AND x.级别 = "
    "'街道' "
    "GROUP BY x.社区 ORDER BY 2 DESC\n---\n{{#each 各社区|、}}{{社区}}{{件数}}件{{/each}}\n";

TEST(streets_and_districts_are_found_by_name_or_code)
{
    const struct {
        const char *arguments[4];
        const char *codes;
    } cases[] = {
        {{NULL}, ""},
        {{"街道=510100001000", "区=青山区"}, ""},
        {{"街道=春晖社区"}, "FRM006"},
        {{"街道=和平街道", "区=和平街道"}, "FRM006"},
        {{"街道=和坪街道"}, "FRM005"},
    };
    const char *database = fixture_database("streets.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct frame_case c = case_define(NULL, street_report);
        c.frame = open_with(&c, database, cases[i].arguments);
        case_said(&c, cases[i].codes);
        case_close(&c);
    }
}

TEST(a_street_has_the_communities_below_it)
{
    struct frame_case c = case_define(NULL, street_report);
    CHECK(frame_check(c.report, &c.world, c.diags));
    c.frame = open_with(&c, fixture_database("below.db"), (const char *const[]){NULL});
    const struct frame_table *table =
        c.frame ? frame_table(c.frame, c.report->data, c.diags) : NULL;
    if (CHECK(table && table->row_count == 2)) {
        CHECK_STR(table->cells[0].text, "春晖社区");
        CHECK_INT(table->cells[1].integer, 9);
        CHECK_STR(table->cells[2].text, "桂苑社区");
        CHECK_INT(table->cells[3].integer, 1);
    }
    case_said(&c, "");
    case_close(&c);
}

TEST(FRM019_only_what_can_be_chosen)
{
    static const char text[] =
        "---\nid: t\ntitle: '{{类}}{{数}}'\nparams:\n  类: {type: text, choices: [季度, 半年], "
        "default: 半年}\n  数: {type: integer, 可选: [1, 03, 12], required: true}\n---\n正文。\n";
    const struct {
        const char *arguments[4];
        const char *codes;
    } cases[] = {
        {{"数=3"}, ""},       {{"数=１２", "类= 季度 "}, ""},
        {{"数=2"}, "FRM019"}, {{"数=1", "类=季"}, "FRM019"},
        {{"数=x"}, "FRM004"}, {{NULL}, "FRM002"},
    };
    const char *database = fixture_database("choices.db");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct frame_case c = case_define(NULL, text);
        c.frame = open_with(&c, database, cases[i].arguments);
        case_said(&c, cases[i].codes);
        case_close(&c);
    }
}

static const char computed_text[] =
    "---\nid: t\ntitle: "
    "'{{社区}}{{期|年月}}{{上月末|日期}}{{年}}{{街|整数}}{{天数}}{{上期末|日期}}'\n"
    "params:\n"
    "  天数: {type: integer, compute: 'CAST(julianday(:年末) - julianday(:年初) + 1 AS integer)'}\n"
    "  社区: {type: community, required: true}\n"
    "  期: {type: month, default: last}\n"
    "  上月末: {type: date, compute: \"date(:期初, '-1 day')\"}\n"
    "  年: {type: year, compute: 'substr(:期, 1, 4)'}\n"
    "  街: {type: street, compute: 'SELECT 街道 FROM 社区 WHERE 社区 = :社区'}\n"
    "---\n正文。\n";

TEST(computed_parameters_follow_the_given_ones_and_the_period)
{
    char *text = strdup(computed_text);
    char *format = strstr(text, "|整数"); /* a street has no format */
    memmove(format, format + strlen("|整数"), strlen(format + strlen("|整数")) + 1);
    struct frame_case c = case_define(NULL, text);
    const char *arguments[] = {"社区=春晖社区", "期=2026-02", NULL};
    c.frame = open_with(&c, fixture_database("params-computed.db"), arguments);
    if (CHECK(c.frame != NULL)) {
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "上月末").value.date,
                  value_date_from_civil((struct value_civil){2026, 1, 31}));
        CHECK_INT(scalar(&c, DEFINE_PREVIOUS, "上月末").value.date,
                  value_date_from_civil((struct value_civil){2025, 12, 31}));
        CHECK_STR(period_key(c.arena, scalar(&c, DEFINE_CURRENT, "年").period), "2026");
        CHECK_STR(period_key(c.arena, scalar(&c, DEFINE_LAST_YEAR, "年").period), "2025");
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "年末").value.date, /* today */
                  value_date_from_civil((struct value_civil){2026, 11, 3}));
        CHECK_INT(scalar(&c, DEFINE_LAST_YEAR, "天数").value.integer, 365);
        CHECK_STR(scalar(&c, DEFINE_CURRENT, "街").value.text, "和平街道");
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "上期初").value.date,
                  value_date_from_civil((struct value_civil){2026, 1, 1}));
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "上期末").value.date,
                  value_date_from_civil((struct value_civil){2026, 1, 31}));
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "同期初").value.date,
                  value_date_from_civil((struct value_civil){2025, 2, 1}));
        CHECK_INT(scalar(&c, DEFINE_CURRENT, "同期末").value.date,
                  value_date_from_civil((struct value_civil){2025, 2, 28}));
        struct period of;
        CHECK(frame_period(c.frame, DEFINE_CURRENT, &of));
        CHECK_STR(period_key(c.arena, of), "2026-02");
    }
    case_said(&c, "");
    case_close(&c);
    free(text);
}

TEST(FRM027_FRM028_computed_parameters_that_are_given_or_of_another_type)
{
    struct frame_case given = case_define(
        NULL, "---\nid: t\ntitle: '{{期}}{{年}}'\nparams:\n  期: {type: month, default: last}\n"
              "  年: {type: year, compute: 'substr(:期, 1, 4)'}\n---\n正文。\n");
    const char *arguments[] = {"年=2026", NULL};
    CHECK(open_with(&given, fixture_database("params-given.db"), arguments) == NULL);
    case_said(&given, "FRM027");
    CHECK_INT(diags_exit_status(given.diags), 2);
    case_close(&given);
    struct frame_case wrong = case_define(
        NULL,
        "---\nid: t\ntitle: '{{期}}{{日|日期}}'\nparams:\n  期: {type: month, default: last}\n"
        "  日: {type: date, compute: 'substr(:期, 1, 4)'}\n---\n正文。\n");
    const char *none[] = {NULL};
    CHECK(open_with(&wrong, fixture_database("params-wrong.db"), none) == NULL);
    case_said_at(&wrong, "FRM028", "报表.md", 6, 29);
    diags_free(wrong.diags);
    wrong.diags = diags_new();
    CHECK(!frame_check(wrong.report, &wrong.world, wrong.diags));
    case_said(&wrong, "FRM028");
    case_close(&wrong);
}

TEST(FRM010_a_parameter_without_its_colon_is_told_of)
{
    struct frame_case bare = case_define(
        NULL,
        "---\nid: t\ntitle: '{{期}}{{日|日期}}'\nparams:\n  期: {type: month, default: last}\n"
        "  日: {type: date, compute: 'date(期初)'}\n---\n正文。\n");
    const char *none[] = {NULL};
    CHECK(open_with(&bare, fixture_database("params-bare.db"), none) == NULL);
    if (case_said_at(&bare, "FRM010", "报表.md", 6, 34))
        CHECK_STR(diags_at(bare.diags, 0)->hint, "参数前面要加冒号：写作 :期初");
    case_close(&bare);
}
