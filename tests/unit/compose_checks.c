/* 审核: which rules are judged, with what severity, and what is said. */
#include "compose_case.h"

static const char data[] = "纠纷:\n"
                           "  sql: SELECT 11 AS 受理, 12 AS 成功, 1.5 AS 比, NULL AS 空\n"
                           "  indicators:\n    受理: {}\n    成功: {}\n    比: {}\n    空: {}\n    "
                           "和: {expr: 受理 + 成功}\n"
                           "别的:\n"
                           "  sql: SELECT 1 AS 别 FROM 纠纷 WHERE 社区 = :社区\n"
                           "  indicators:\n    别: {}\n";

/* Composes a report that prints 受理 with one check. */
static struct composed compose_check(const char *rule, const char *verdicts,
                                     enum define_stage stage)
{
    struct arena *arena = arena_new();
    char *dictionary =
        arena_printf(arena, "%schecks:\n  - {id: D01, rule: \"%s\", %s, says: 数字不对}\n", data,
                     rule, verdicts);
    struct composed made = compose_text_case(
        NULL, dictionary, "---\nid: t\ntitle: 标题\n---\n{{#if 受理 > 0}}有{{受理}}{{/if}}\n",
        stage);
    arena_free(arena);
    return made;
}

#define ALL_WARN "preview: warn, publish: warn, upload: warn"

TEST(a_failing_check_says_both_sides)
{
    static const struct {
        const char *rule, *message; /* NULL: nothing is said */
    } cases[] = {
        {"成功 <= 受理", "审核 D01 未通过：数字不对（成功 = 12，受理 = 11，相差 1）"},
        {"受理 = 成功 - 2", "审核 D01 未通过：数字不对（受理 = 11，成功 - 2 = 10，相差 1）"},
        {"(成功 > 受理) = 0",
         "审核 D01 未通过：数字不对（(成功 > 受理) = 1，应与 0 比较，相差 1）"},
        {"比 >= 2", "审核 D01 未通过：数字不对（比 = 1.5，应与 2 比较，相差 0.5）"},
        {"成功 <= 受理 AND 受理 > 0", "审核 D01 未通过：数字不对（成功 = 12，受理 = 11）"},
        {"受理 BETWEEN 1 AND 5", "审核 D01 未通过：数字不对（受理 = 11）"},
        {"NOT 受理 = 11", "审核 D01 未通过：数字不对（受理 = 11）"},
        {"和 = 22", "审核 D01 未通过：数字不对（和 = 23，应与 22 比较，相差 1）"},
        {"受理 <= 成功", NULL},
        {"受理 <> 成功", NULL},
        {"空 > 0", NULL}, /* nothing to judge */
        {"受理 < 空", NULL},
        {"别 > 成功", NULL},              /* the report prints nothing of that data */
        {"受理 > 上期.成功 + 100", NULL}, /* no period to compare with */
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct composed made = compose_check(cases[i].rule, ALL_WARN, DEFINE_PREVIEW);
        CHECK(made.model != NULL);
        if (!case_said(&made.c, cases[i].message ? "CMP010" : ""))
            printf("# in: %s\n", cases[i].rule);
        else if (cases[i].message)
            CHECK_STR(diags_at(made.c.diags, 0)->message, cases[i].message);
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
    case_said_at(&made.c, "CMP010", "指标.yaml", 14, 22);
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
                  "审核 K01 未通过：太多（受理 = 6，上期.受理 = 4，相差 2）");
    composed_close(&made);
}
