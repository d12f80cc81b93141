/* Receipts by the rules of the configuration. */
#include "deliver_testing.h"

#include <huibao/deliver_targets.h>

#include "receipt.h"
#include "remote.h"

static const struct receipt_rules *rules_of(struct rig *rig, const char *rules)
{
    put(rig, "huibao.conf",
        arena_printf(rig->arena,
                     "目标: {局: {方式: 表单, 网址: 'https://b.example/x?a=1', 回执: {%s}}}\n",
                     rules));
    const struct deliver_config *config =
        deliver_config_read(within(rig, "huibao.conf"), &rig->world, rig->arena, rig->diags);
    return config ? config->targets->remote->receipt : NULL;
}

TEST(answers_are_read_by_the_rules)
{
    static const struct {
        const char *answer;
        enum deliver_state state;
        const char *number, *words, *why;
    } cases[] = {
        {"{\"d\":{\"no\":\"A1\",\"s\":\"OK\"},\"m\":\"好\"}", DELIVER_ACCEPTED, "A1", "好", NULL},
        {"\xEF\xBB\xBF {\n\t\"d\": {\"no\": 17, \"s\": 0}}\n", DELIVER_ACCEPTED, "17", NULL, NULL},
        {"{\"d\":{\"no\":null,\"s\":\" 退回 \"},\"m\":\"a\\nb\\/\\u4e0d\"}", DELIVER_NOT_ACCEPTED,
         NULL, "a b/不", NULL},
        {"{\"d\":{\"s\":\"待审\",\"x\":[1,{\"s\":2}]}}", DELIVER_WAITING, NULL, NULL, NULL},
        {"{\"d\":{\"s\":\"?\"}}", DELIVER_NO_RECEIPT, NULL, NULL, "“d.s”是“?”，配置里没有这个词"},
        {"{\"d\":{\"no\":\"A\"}}", DELIVER_NO_RECEIPT, "A", NULL, "没有“d.s”"},
        {"{\"d\":\"s\"}", DELIVER_NO_RECEIPT, NULL, NULL, "没有“d.s”"},
        {"{\"d\":{\"s\":[\"OK\"]}}", DELIVER_NO_RECEIPT, NULL, NULL, "没有“d.s”"},
        {"", DELIVER_NO_RECEIPT, NULL, NULL, "不是 JSON 对象"},
        {"OK", DELIVER_NO_RECEIPT, NULL, NULL, "不是 JSON 对象"},
        {"d: {s: OK}", DELIVER_NO_RECEIPT, NULL, NULL, "不是 JSON 对象"},
        {"[{\"d\":{\"s\":\"OK\"}}]", DELIVER_NO_RECEIPT, NULL, NULL, "不是 JSON 对象"},
        {"{\"d\":{\"s\":\"OK\"}", DELIVER_NO_RECEIPT, NULL, NULL, "不是 JSON 对象"},
        {"{\"d\":\"\xFF\"}", DELIVER_NO_RECEIPT, NULL, NULL, "不是 JSON 对象"},
    };
    struct rig rig;
    rig_init(&rig, "answers");
    const struct receipt_rules *rules = rules_of(
        &rig, "回执号: d.no, 状态: d.s, 说明: m, 已接收: [OK, 0], 已退回: [退回], 待处理: [待审]");
    CHECK_INT(diags_kept(rig.diags), 0);
    for (size_t i = 0; rules && i < BASE_COUNT(cases); i++) {
        struct deliver_receipt receipt = {0};
        const char *why = NULL;
        bool read = receipt_read(rules, cases[i].answer, strlen(cases[i].answer), rig.arena,
                                 &receipt, &why);
        CHECK_INT(read, cases[i].why == NULL);
        CHECK_STR(why ? why : "", cases[i].why ? cases[i].why : "");
        CHECK_INT(receipt.state, cases[i].state);
        CHECK_STR(receipt.number ? receipt.number : "", cases[i].number ? cases[i].number : "");
        CHECK_STR(receipt.words ? receipt.words : "", cases[i].words ? cases[i].words : "");
    }
    CHECK(rules != NULL);
    rig_done(&rig);
}

TEST(a_number_alone_is_a_receipt)
{
    struct rig rig;
    rig_init(&rig, "number");
    const struct receipt_rules *rules = rules_of(&rig, "number: no");
    struct deliver_receipt receipt = {0};
    const char *why = NULL;
    if (CHECK(rules != NULL)) {
        CHECK(receipt_read(rules, "{\"no\": 5}", 9, rig.arena, &receipt, &why));
        CHECK_INT(receipt.state, DELIVER_ACCEPTED);
        CHECK(!receipt_read(rules, "{\"na\": 5}", 9, rig.arena, &receipt, &why));
        CHECK_STR(why, "没有“no”");
        CHECK_INT(receipt.state, DELIVER_NO_RECEIPT);
        CHECK(!receipt_read(rules, NULL, 0, rig.arena, &receipt, &why));
    }
    rig_done(&rig);
}

TEST(rules_are_read_strictly)
{
    static const struct {
        const char *rules, *code;
    } cases[] = {
        {"状态: s", "YML012"},
        {"说明: m", "YML012"},
        {"回执号: n, 已接收: [a]", "YML012"},
        {"状态: s, 已接收: [a], 已退回: [a]", "DLV021"},
        {"状态: s, 已接收: [a, a]", "DLV021"},
        {"状态: s, 已接收: [{a: b}]", "YML013"},
        {"状态: s, 已接收: a", "YML013"},
        {"状态: s, 已接受: [a]", "YML010"},
    };
    struct rig rig;
    rig_init(&rig, "rules");
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        CHECK(!rules_of(&rig, cases[i].rules));
        const struct diag *diag = diags_kept(rig.diags) ? diags_at(rig.diags, 0) : NULL;
        CHECK_STR(diag ? diag->kind->code : cases[i].rules, cases[i].code);
        CHECK(diag && diag->place.line == 1);
        diags_free(rig.diags);
        rig.diags = diags_new();
    }
    rig_done(&rig);
}
