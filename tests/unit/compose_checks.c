/* 审核: which rules are judged, with what severity, and what is said. */
#include "compose_case.h"

static const char data[] =
    "纠纷:\n"
    "  sql: SELECT 11 AS 受理, 12 AS 成功, 1.5 AS 比, NULL AS 空, 4 AS 单位, 85.5 AS 成功率,\n"
    "    0.1 AS 小一, 0.2 AS 小二, '乙' AS 字\n"
    "  indicators:\n    受理: {unit: 件}\n    成功: {unit: 件}\n    比: {}\n    空: {}\n"
    "    单位: {unit: 家}\n    成功率: {unit: '%', decimals: 1}\n    小一: {}\n    小二: {}\n"
    "    字: {}\n    和: {expr: 受理 + 成功}\n"
    "别的:\n"
    "  sql: SELECT 1 AS 别 FROM 纠纷 WHERE 社区 = :社区\n"
    "  indicators:\n    别: {}\n"
    "表:\n"
    "  sql: SELECT '邻里' AS 类, 3 AS 数, 2 AS 成, 1 AS 败 UNION ALL SELECT '物业', 7, 3, 3\n"
    "    UNION ALL SELECT '其他', NULL, 1, 1\n"
    "没印:\n"
    "  sql: SELECT 1 AS 数\n";

/* What stands in the brackets of the first message. */
static const char *said_values(const struct composed *made)
{
    static const char before[] = "审核 D01 未通过：数字不对（";
    const char *message = diags_at(made->c.diags, 0)->message;
    if (!CHECK(strncmp(message, before, sizeof before - 1) == 0))
        return message;
    const char *values = message + sizeof before - 1;
    return arena_strndup(made->c.arena, values, strlen(values) - strlen("）"));
}

#define BODY                                                                                          \
    "---\nid: t\ntitle: 标题\n---\n{{#if 受理 > 0}}有{{受理}}{{/if}}\n\n```table\ndata: 表\n" \
    "columns: [类, {title: 数, value: 数, total: sum}]\n```\n"

/* Composes a report that prints 受理 and 表 with one check. */
static struct composed compose_check(const char *rule, const char *verdicts,
                                     enum define_stage stage)
{
    struct arena *arena = arena_new();
    char *dictionary =
        arena_printf(arena, "%schecks:\n  - {id: D01, rule: \"%s\", %s, says: 数字不对}\n", data,
                     rule, verdicts);
    struct composed made = compose_text_case(NULL, dictionary, BODY, stage);
    arena_free(arena);
    return made;
}

#define ALL_WARN "preview: warn, publish: warn, upload: warn"

TEST(a_failing_check_says_both_sides)
{
    static const struct {
        const char *rule, *message; /* NULL: nothing is said */
    } cases[] = {
        {"成功 <= 受理", "成功 12件 > 受理 11件，差 1件"},
        {"受理 = 成功 - 2", "受理 11件 ≠ 成功 12件 - 2 = 10件，差 1件"},
        {"成功 - 2 = 受理", "成功 12件 - 2 = 10件 ≠ 受理 11件，差 -1件"},
        {"受理 = 成功 + 单位 + 3", "受理 11件 ≠ 成功 12件 + 单位 4家 + 3 = 19，差 -8"},
        {"受理 = 2 * 成功 - (单位 + 1)",
         "受理 11件 ≠ 2 * 成功（24） - (单位 + 1)（5） = 19，差 -8"},
        {"(成功 > 受理) = 0", "(成功 > 受理) = 1 ≠ 0，差 1"},
        {"比 >= 2", "比 1.5 < 2，差 -0.5"},
        {"成功率 < 80", "成功率 85.5% ≥ 80，差 5.5个百分点"},
        {"成功 <> 12", "成功 12件 = 12，差 0件"},
        {"成功 <= 受理 AND 受理 > 0", "成功 12件，受理 11件"},
        {"受理 BETWEEN 1 AND 5", "受理 11件"},
        {"NOT 受理 = 11", "受理 11件"},
        {"和 = 22", "和 23 ≠ 22，差 1"},
        {"受理 = 行数(表)", "受理 11件 ≠ 行数(表) 3，差 8件"},
        {"受理 = sum(表.数)", "受理 11件 ≠ 合计(表.数) 10，差 1件"},
        {"-受理 = 成功", "-受理 11件 = -11件 ≠ 成功 12件，差 -23件"},
        {"小一 + 小二 = 0.4", "小一 0.1 + 小二 0.2 = 0.3 ≠ 0.4，差 -0.1"},
        {"'甲' = 字", "'甲' ≠ 字 乙"},
        {"小一 + 小二 = 0.3", NULL}, /* SQL has 0.30000000000000004 */
        {"受理 <= 成功", NULL},
        {"受理 <> 成功", NULL},
        {"空 > 0", NULL}, /* nothing to judge */
        {"受理 < 空", NULL},
        {"别 > 成功", NULL},              /* the report prints nothing of that data */
        {"合计(没印.数) = 5", NULL},      /* nor of that */
        {"受理 > 上期.成功 + 100", NULL}, /* no period to compare with */
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_check(cases[i].rule, ALL_WARN, DEFINE_PREVIEW);
        CHECK(made.model != NULL);
        if (!case_said(&made.c, cases[i].message ? "CMP010" : ""))
            printf("# in: %s\n", cases[i].rule);
        else if (cases[i].message)
            CHECK_STR(said_values(&made), cases[i].message);
        composed_close(&made);
    }
}

TEST(the_stage_decides_whether_it_stops)
{
    static const char verdicts[] = "preview: off, publish: warn, upload: error";
    static const char *const codes[] = {"", "CMP010", "CMP011"};
    for (int stage = DEFINE_PREVIEW; stage < DEFINE_STAGE_COUNT; stage++) {
        struct composed made = compose_check("成功 <= 受理", verdicts, (enum define_stage)stage);
        case_said(&made.c, codes[stage]);
        CHECK((made.model == NULL) == (stage == DEFINE_UPLOAD));
        composed_close(&made);
    }
}

TEST(the_place_is_the_rule)
{
    struct composed made = compose_check("成功 <= 受理", ALL_WARN, DEFINE_PUBLISH);
    case_said_at(&made.c, "CMP010", "指标.yaml", 25, 22);
    composed_close(&made);
}

TEST(rules_with_neighbours_are_judged_when_there_is_a_period)
{
    static const char dictionary[] =
        "纠纷:\n  sql: SELECT count(*) AS 受理 FROM 纠纷 WHERE 受理日期 BETWEEN :期初 AND :期末\n"
        "  indicators:\n    受理: {}\n"
        "checks:\n  - {id: K01, rule: 受理 <= 上期.受理, preview: warn, publish: error, upload: "
        "error, says: 太多}\n";
    struct composed made = compose_text_case(
        fixture_database("neighbours.db"), dictionary,
        "---\nid: t\ntitle: '{{期}}'\nparams:\n  期: {type: month, default: last}\n---\n"
        "{{#if 期 = '2020-01'}}{{受理}}{{/if}}\n",
        DEFINE_PREVIEW);
    if (case_said(&made.c, "CMP010"))
        CHECK_STR(diags_at(made.c.diags, 0)->message,
                  "审核 K01 未通过：太多（受理 6 > 上期.受理 4，差 2）");
    composed_close(&made);
}

TEST(sides_may_be_apart_by_the_tolerance)
{
    static const struct {
        const char *rule, *tolerance, *message;
    } cases[] = {
        {"受理 = 成功", "0.9", "受理 11件 ≠ 成功 12件，差 -1件，容差 0.9件"},
        {"受理 = 成功", "1", NULL},
        {"受理 = 成功", "8%", "受理 11件 ≠ 成功 12件，差 -1件，容差 8%"},
        {"受理 = 成功", "9％", NULL},
        {"成功 <= 受理", "0.5", "成功 12件 > 受理 11件，差 1件，容差 0.5件"},
        {"成功 <= 受理", "1", NULL},
        {"成功 < 受理", "1", "成功 12件 ≥ 受理 11件，差 1件，容差 1件"},
        {"受理 > 成功", "1", "受理 11件 ≤ 成功 12件，差 -1件，容差 1件"},
        {"成功 < 受理", "1.5", NULL},
        {"受理 >= 成功", "1", NULL},
        {"受理 >= 成功", "0", "受理 11件 < 成功 12件，差 -1件"},
        {"受理 > 成功", "2", NULL},
        {"成功率 = 86", "0.5", NULL},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        char *keys = arena_printf(arena, ALL_WARN ", 容差: %s", cases[i].tolerance);
        struct composed made = compose_check(cases[i].rule, keys, DEFINE_PREVIEW);
        if (!case_said(&made.c, cases[i].message ? "CMP010" : ""))
            printf("# in: %s, %s\n", cases[i].rule, cases[i].tolerance);
        else if (cases[i].message)
            CHECK_STR(said_values(&made), cases[i].message);
        composed_close(&made);
    }
    arena_free(arena);
}

TEST(a_rule_about_rows_names_the_rows)
{
    static const struct {
        const char *rule, *message;
    } cases[] = {
        {"数 = 成 + 败", "第 2 行 物业：数 7 ≠ 成 3 + 败 3 = 6，差 1"},
        {"数 <= 受理", NULL}, /* a column beside an indicator */
        {"类 <> '其他'", "第 3 行 其他：类 其他 = '其他'"},
        {"成 = 9", "第 1 行 邻里：成 2 ≠ 9，差 -7；第 2 行 物业：成 3 ≠ 9，差 -6；第 3 行 其他：成 "
                   "1 ≠ 9，差 -8"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_check(cases[i].rule, ALL_WARN ", 逐行: 表", DEFINE_PREVIEW);
        if (!case_said(&made.c, cases[i].message ? "CMP010" : ""))
            printf("# in: %s\n", cases[i].rule);
        else if (cases[i].message)
            CHECK_STR(said_values(&made), cases[i].message);
        composed_close(&made);
    }
}

TEST(many_rows_are_counted)
{
    static const char dictionary[] = "表:\n  sql: WITH RECURSIVE 数(n) AS (SELECT 1 UNION ALL "
                                     "SELECT n + 1 FROM 数 WHERE n < 500)"
                                     " SELECT n AS 数 FROM 数\n"
                                     "审核:\n  - {编号: K, 规则: 数 < 1, 逐行: 表, 说明: 不对}\n";
    struct composed made = compose_text_case(
        NULL, dictionary, "---\nid: t\ntitle: 标题\n---\n```table\ndata: 表\ncolumns: [数]\n```\n",
        DEFINE_PREVIEW);
    if (case_said(&made.c, "CMP010"))
        CHECK(strstr(diags_at(made.c.diags, 0)->message, "；共 500 行"));
    composed_close(&made);
}

TEST(a_report_has_rules_of_its_own)
{
    static const char report[] =
        "---\nid: t\ntitle: 标题\n数据:\n  本表: {查询: SELECT 5 AS 数 UNION ALL SELECT 7}\n"
        "审核:\n  - {编号: B01, 规则: 合计(本表.数) = 成功, 说明: 不等}\n"
        "  - {编号: B02, 规则: 成功 = 合计(本表.数) + 1, 说明: 差一, 出版: 提示}\n---\n正文。\n";
    struct composed made = compose_text_case(NULL, data, report, DEFINE_PUBLISH);
    if (case_said(&made.c, "CMP010"))
        CHECK_STR(diags_at(made.c.diags, 0)->message,
                  "审核 B02 未通过：差一（成功 12件 ≠ 合计(本表.数) 12 + 1 = 13件，差 -1件）");
    composed_close(&made);
}

TEST(the_message_says_where_it_is_printed)
{
    struct composed made = compose_check("受理 = 合计(表.数)", ALL_WARN, DEFINE_PREVIEW);
    if (case_said(&made.c, "CMP010"))
        CHECK_STR(diags_at(made.c.diags, 0)->hint, "印在 报表.md 第 5、7 行");
    composed_close(&made);
}

/* ---- 表文 ---- */

static struct composed compose_printed(const char *sentence, const char *format,
                                       const char *tolerance)
{
    struct arena *arena = arena_new();
    char *dictionary = arena_printf(
        arena,
        "表:\n  sql: SELECT 14000.0 AS 钱 UNION ALL SELECT 14000.0 UNION ALL SELECT 14000.0\n"
        "总:\n  sql: SELECT 42000.0 AS 总额\n  indicators: {总额: {unit: 元, decimals: 1}}\n"
        "审核:\n  - {编号: T01, 规则: 合计(表.钱) = 总额, 说明: 不一致%s%s}\n",
        tolerance ? ", 容差: " : "", tolerance ? tolerance : "");
    char *report = arena_printf(arena,
                                "---\nid: t\ntitle: 标题\n---\n%s。\n\n```table\ndata: 表\n"
                                "columns: [{title: 钱, value: 钱, format: %s, total: sum}]\n```\n",
                                sentence, format);
    struct composed made = compose_text_case(NULL, dictionary, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

TEST(the_sentence_and_the_table_print_the_same_number)
{
    static const struct {
        const char *sentence, *format, *message;
    } cases[] = {
        {"共{{总额|万元 1}}", "万元 1", NULL},
        {"共{{总额|万元 0}}", "万元 0",
         "第 7 行的 合计(表.钱) 印作 3万元，第 5 行的 总额 印作 4万元"}, /* 1 + 1 + 1 */
        {"共{{总额|万元 0}}", "万元 1", NULL},                           /* 4.2 is 4 */
        {"共{{总额|整数}}", "万元 1", NULL},
        {"共{{总额|千分位 0}}", "万元 0",
         "第 7 行的 合计(表.钱) 印作 3万元，第 5 行的 总额 印作 42,000"},
        {"共{{总额|大写}}", "万元 0", NULL}, /* not a number to compare, nor is a round one */
        {"共{{总额|余 4}}", "万元 1", NULL},
        {"共{{总额|以上 4 元}}", "万元 1", NULL},
        {"共{{总额|约 4}}", "万元 1", NULL},
        {"共{{总额|概数}}", "万元 1", NULL},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_printed(cases[i].sentence, cases[i].format, NULL);
        if (!case_said(&made.c, cases[i].message ? "CMP010" : ""))
            printf("# in: %s %s\n", cases[i].sentence, cases[i].format);
        else if (cases[i].message)
            if (!CHECK(strstr(diags_at(made.c.diags, 0)->message, cases[i].message)))
                case_say(&made.c);
        composed_close(&made);
    }
}

TEST(printed_numbers_may_be_apart_by_the_tolerance)
{
    static const char *const tolerances[][2] = {{"10000", ""}, {"25%", ""}, {"9000", "CMP010"}};
    for (size_t i = 0; i < BASE_COUNT(tolerances); i++) {
        struct composed made = compose_printed("共{{总额|万元 0}}", "万元 0", tolerances[i][0]);
        case_said(&made.c, tolerances[i][1]);
        composed_close(&made);
    }
}

/* ---- the audit ---- */

TEST(the_audit_lists_every_check_of_the_report)
{
    static const char checks[] =
        "审核:\n  - {编号: A, 规则: 受理 < 成功, 说明: 甲}\n"
        "  - {编号: B, 规则: 受理 = 成功, 说明: 乙}\n"
        "  - {编号: C, 规则: 空 + 比 > 0, 说明: 丙}\n"
        "  - {编号: D, 规则: 数 > 5, 逐行: 表, 说明: 丁}\n"
        "  - {编号: E, 规则: 别 > 5, 说明: 戊}\n"
        "  - {编号: F, 规则: 受理 = 0, 预览: 不查, 出版: 不查, 上报: 不查, 说明: 己}\n";
    struct arena *arena = arena_new();
    char *dictionary = arena_printf(arena, "%s%s", data, checks);
    struct composed made = {.c = case_define(dictionary, BODY)};
    case_open(&made.c, NULL);
    static const struct audit_explanation known[] = {
        {"A", "受理 11件 < 成功 12件", "没有失败", "张三", "2026-11-01"},
        {"B", "受理 11件 ≠ 成功 12件，差 -1件", "两本账口径不同", "张三", "2026-11-01"},
        {"D", "第 1 行 邻里：数 2 ≤ 5，差 -3", "那时是 2", "李四", "2026-10-01"}};
    struct audit audit = {.arena = arena};
    struct compose_task task = {DEFINE_UPLOAD, known, BASE_COUNT(known), &audit, false,
                                false,         false};
    made.model = compose_audited(made.c.report, made.c.frame, &task, &made.c.world, made.c.diags);
    CHECK(made.model == NULL); /* D blocks, B is explained */
    if (CHECK_INT(audit.count, 4)) {
        CHECK_INT(audit.lines[0].outcome, AUDIT_PASSED);
        CHECK_STR(audit.lines[0].values, "受理 11件 < 成功 12件");
        CHECK_INT(audit.lines[1].outcome, AUDIT_FAILED);
        CHECK(audit.lines[1].explained == &known[1]);
        CHECK_INT(audit.lines[2].outcome, AUDIT_UNJUDGED);
        CHECK_STR(audit.lines[2].why, "空没有值");
        CHECK_INT(audit.lines[3].outcome, AUDIT_FAILED);
    }
    CHECK_INT(diags_kept(made.c.diags), 2);
    CHECK_STR(diags_at(made.c.diags, 0)->kind->code, "CMP010");
    CHECK_STR(diags_at(made.c.diags, 0)->hint, "已说明：两本账口径不同（张三，2026-11-01）");
    CHECK_STR(diags_at(made.c.diags, 1)->kind->code, "CMP011");
    CHECK_STR(diags_at(made.c.diags, 1)->hint,
              "李四的说明是针对“第 1 行 邻里：数 2 ≤ 5，差 -3”作的，数已经变了，要重新说明");
    arena_free(arena);
    composed_close(&made);
}

TEST(a_preview_that_could_not_be_published_is_stamped)
{
    static const struct {
        const char *verdicts;
        enum define_stage stage;
        bool stamped;
    } cases[] = {
        {"preview: warn, publish: error", DEFINE_PREVIEW, true},
        {"preview: off, publish: off, upload: error", DEFINE_PREVIEW, true},
        {ALL_WARN, DEFINE_PREVIEW, false},
        {"publish: warn, upload: error", DEFINE_PUBLISH, false},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_check("受理 = 成功", cases[i].verdicts, cases[i].stage);
        if (CHECK(made.model))
            CHECK((made.model->stamp != NULL) == cases[i].stamped);
        composed_close(&made);
    }
}

TEST(the_annex_lists_the_audit_when_asked_for)
{
    static const char body[] =
        "---\nid: t\ntitle: 标题\n审核附表: 是\n审核:\n  - {编号: A, 规则: 受理 < 成功, 说明: 甲}\n"
        "  - {编号: B, 规则: 受理 = 成功, 说明: 乙, 出版: 提示}\n"
        "  - {编号: C, 规则: 空 > 0, 说明: 丙}\n---\n正文。\n";
    struct composed made = {.c = case_define(data, body)};
    case_open(&made.c, NULL);
    static const struct audit_explanation known[] = {
        {"B", "受理 11件 ≠ 成功 12件，差 -1件", "口径不同", "张三", "2026-11-01"}};
    struct compose_task task = {
        .stage = DEFINE_PUBLISH, .explanations = known, .explanation_count = 1};
    made.model = compose_audited(made.c.report, made.c.frame, &task, &made.c.world, made.c.diags);
    if (CHECK(made.model))
        model_dump(made.model, &made.dump);
    CHECK(made.model && composed_is_whole(&made.dump));
    composed_has(&made, "enclosure 审核情况表\n");
    composed_has(&made, "attachment 附件 | 审核情况表\n");
    composed_has(&made, "A | 甲 | 通过 | 受理 11件 < 成功 12件 | —");
    composed_has(&made,
                 "B | 乙 | 已说明 | 受理 11件 ≠ 成功 12件，差 -1件 | 口径不同（张三，2026-11-01）");
    composed_has(&made, "C | 丙 | 未判断 | 空没有值 | —");
    composed_has(&made, "  brief\n");
    composed_has(&made, "companion 审核\n");
    composed_has(&made, "A | 甲 | 受理 < 成功 | 预览提示，出版阻断，上报阻断 | 11 = 11 | < | "
                        "12 = 12 | -1 = -1 | — | 通过 | 受理 11件 < 成功 12件 | —");
    composed_has(&made, "B | 乙 | 受理 \\= 成功 | 预览提示，出版提示，上报阻断 | 11 = 11 | \\= | "
                        "12 = 12 | -1 = -1 | — | 已说明");
    composed_has(&made, "— = null | — | — = null | — = null | — | 未判断 | 空没有值 | —");
    composed_close(&made);
}

TEST(the_full_audit_can_be_asked_for_without_the_annex)
{
    static const char body[] =
        "---\nid: t\ntitle: 标题\n审核:\n  - {编号: A, 规则: 受理 < 成功, 说明: 甲, 容差: 0.5%}\n"
        "  - {编号: B, 规则: '受理 <= 合计(表.数) + 行数(表)', 说明: 乙}\n"
        "---\n正文。\n";
    for (int asked = 0; asked < 2; asked++) {
        struct composed made = {.c = case_define(data, body)};
        case_open(&made.c, NULL);
        struct compose_task task = {.stage = DEFINE_PREVIEW, .with_audit = asked};
        made.model =
            compose_audited(made.c.report, made.c.frame, &task, &made.c.world, made.c.diags);
        if (!CHECK(made.model))
            return;
        model_dump(made.model, &made.dump);
        CHECK(composed_is_whole(&made.dump));
        CHECK_INT(made.model->companion_count, asked);
        CHECK(!strstr(made.dump.data, "attachment") && !strstr(made.dump.data, "brief"));
        if (asked)
            composed_has(&made, "12 = 12 | -1 = -1 | 0.5% | 通过");
        if (asked)
            composed_has(&made, "B | 乙 | 受理 <\\= 合计(表.数) + 行数(表) | 预览提示");
        composed_close(&made);
    }
}

TEST(a_sum_over_the_communities_below_lists_them_when_it_fails)
{
    static const char dictionary[] =
        "纠纷:\n  sql: SELECT count(*) AS 受理 FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 <= :期末\n"
        "  indicators:\n    受理: {unit: 件}\n    加一: {expr: 受理 + 1, unit: 件}\n";
    static const char report[] =
        "---\nid: t\ntitle: '{{街道}}{{期}}'\nparams:\n  街道: {type: street, default: 和平街道}\n"
        "  期: {type: month, default: last}\ndata:\n  全:\n"
        "    sql: SELECT count(*) AS 全街 FROM 纠纷 WHERE 受理日期 <= :期末 AND 社区 IN\n"
        "      (SELECT 社区 FROM 下级 WHERE 上级 = :街道)\n    indicators:\n      全街: {unit: "
        "件}\n"
        "checks:\n"
        "  - {id: A1, rule: 全街 = 合计(下级.受理), says: 相等}\n"
        "  - {id: A2, rule: 全街 + 2 = sum(children.加一), says: 相等}\n"
        "  - {id: A3, rule: 行数(下级) = 2, says: 两个}\n"
        "  - {id: A4, rule: 全街 + 1 = 合计(下级.受理), says: 数字不对}\n---\n有{{全街}}件。\n";
    struct composed made =
        compose_text_case(fixture_database("children.db"), dictionary, report, DEFINE_UPLOAD);
    case_said(&made.c, "CMP011");
    const char *message = diags_at(made.c.diags, 0)->message;
    CHECK(strstr(message, "，差 1件；各社区受理：") != NULL);
    const char *first = strstr(message, "春晖社区 "), *second = strstr(message, "桂苑社区 ");
    CHECK(first && second && first < second);
    composed_close(&made);
}
