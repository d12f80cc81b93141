/* What stands around the body, attachments and breaks, beyond tests/golden/model/elements.md. */
#include "compose_case.h"

static struct composed compose(const char *front, const char *body)
{
    struct arena *arena = arena_new();
    char *report = arena_printf(arena,
                                "---\nid: t\ntitle: 标题\nparams: {数: {type: integer, default: "
                                "'1'}, 号: {type: text, default: '春〔2026〕3号'}}\n%s---\n"
                                "{{数}}{{号}}\n\n%s",
                                front, body);
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

/* The kinds of the blocks behind the first paragraph, a letter each. */
static void check_kinds(const char *body, const char *want)
{
    static const char letters[] = {
        [MODEL_HEADING] = 'h',  [MODEL_PARAGRAPH] = 'p',  [MODEL_TABLE] = 't',
        [MODEL_CHART] = 'c',    [MODEL_PAGE_BREAK] = '|', [MODEL_LANDSCAPE] = '[',
        [MODEL_PORTRAIT] = ']', [MODEL_ATTACHMENT] = 'a'};
    char kinds[64] = "";
    struct composed made = compose("", body);
    for (size_t i = 1; made.model && i < made.model->block_count && i < sizeof kinds; i++)
        kinds[i - 1] = letters[made.model->blocks[i].kind];
    CHECK_STR(kinds, want);
    composed_close(&made);
}

TEST(breaks_that_part_nothing_are_dropped)
{
    check_kinds("甲\n\n{{#page}}\n\n乙\n", "p|p");
    check_kinds("{{#page}}\n{{#page}}\n\n乙\n", "|p");
    check_kinds("甲\n\n{{#page}}\n", "p");
    check_kinds(
        "{{#page}}\n{{#landscape}}\n{{#page}}\n甲\n{{#page}}\n{{/landscape}}\n{{#page}}\n乙\n",
        "[p]p");
    check_kinds("甲\n{{#page}}\n{{#attachment 乙}}\n{{#page}}\n丙\n", "pap");
    check_kinds("甲\n{{#page}}\n{{#if 数 > 1}}\n乙\n{{/if}}\n", "p");
    check_kinds("甲\n{{#landscape}}\n{{#if 数 > 1}}\n乙\n{{/if}}\n{{/landscape}}\n丙\n", "pp");
    check_kinds("甲\n{{#page}}\n{{#landscape}}\n{{#if 数 > 1}}\n乙\n{{/if}}\n{{/landscape}}\n丙\n",
                "p|p");
}

TEST(one_enclosure_is_附件_more_are_numbered)
{
    struct composed made = compose("", "{{#附件 名单}}\n甲\n");
    composed_has(&made, "attachment 附件 | 名单\n");
    composed_has(&made, "enclosure 名单\n");
    composed_close(&made);
    made = compose("attachments: 照片\n", "{{#附件 名单}}\n甲\n");
    composed_has(&made, "attachment 附件1 | 名单\n");
    composed_has(&made, "enclosure 名单\nenclosure 照片\n");
    composed_close(&made);
    made = compose("attachments: [照片, '{{#if 数 > 1}}光盘{{/if}}']\n", "甲\n");
    composed_has(&made, "enclosure 照片\n");
    CHECK(made.model && made.model->enclosure_count == 1);
    composed_close(&made);
}

TEST(CMP013_an_attachment_that_conditions_leave_empty)
{
    struct composed made =
        compose("", "{{#附件 名单}}\n{{#if 数 > 1}}\n甲\n{{/if}}\n\n{{#附件 说明}}\n乙\n");
    case_said_at(&made.c, "CMP013", "报表.md", 8, 0);
    composed_close(&made);
}

TEST(several_organs_and_signers_stand_one_a_line)
{
    struct composed made =
        compose("letterhead: {organ: [甲, '{{#if 数 > 1}}无{{/if}}', '乙{{数}}'], "
                "signer: [签发人：张某, 李某]}\n"
                "signature: {organ: [甲, 乙], date: 2026-11-05}\n",
                "丙\n");
    case_said(&made.c, "");
    const struct model *model = made.model;
    CHECK(model && model->letterhead && model->signature);
    if (model && model->letterhead && model->signature) {
        CHECK_STR(model->letterhead->organ, "甲\n乙1");
        CHECK_STR(model->letterhead->signer, "张某\n李某");
        CHECK_STR(model->signature->organ, "甲\n乙");
    }
    composed_close(&made);
}

TEST(CMP012_a_number_that_values_make_wrong)
{
    struct composed made = compose("letterhead: {organ: 甲, number: '{{号}}'}\n", "乙\n");
    case_said(&made.c, "");
    composed_has(&made, "  number 春〔2026〕3号\n");
    composed_close(&made);
    made = compose("letterhead: {organ: 甲, number: '春〔20{{数}}〕3号'}\n", "乙\n");
    case_said(&made.c, "");
    composed_close(&made);
    made = compose("letterhead: {organ: 甲, number: '春〔2{{数}}〕3号'}\n", "乙\n");
    case_said(&made.c, "CMP012");
    composed_close(&made);
}

TEST(minutes_have_an_issuer_a_date_and_attendance)
{
    struct composed made = compose("letterhead: {organ: 甲会议纪要, number: '第{{数}}期', issuer: "
                                   "甲居委会, date: '{{数}}月5日'}\n"
                                   "attendance: {主持: 张某, 出席: [李某, 王某]}\n",
                                   "乙\n");
    composed_has(&made, "letterhead\n  organ 甲会议纪要\n  number 第1期\n  issuer 甲居委会\n"
                        "  date 1月5日\n");
    composed_has(&made, "attendance 主持 | 张某\nattendance 出席 | 李某、王某\n");
    composed_close(&made);
}

TEST(an_imprint_has_what_is_given)
{
    struct composed made = compose("copies: 派出所\n", "乙\n");
    composed_has(&made, "imprint\n  copies 派出所\n");
    CHECK(made.model && !made.model->imprint->organ && !made.model->imprint->date);
    composed_close(&made);
    made = compose("imprint: {organ: 甲, date: 2026-11-05}\n", "乙\n");
    composed_has(&made, "imprint\n  organ 甲\n  date 2026年11月5日\n");
    composed_close(&made);
    made = compose("imprint: {copies: '{{#if 数 > 1}}甲{{/if}}'}\n", "乙\n");
    CHECK(made.model && !made.model->imprint);
    composed_close(&made);
}

TEST(a_note_is_in_brackets_once)
{
    static const char *const notes[] = {"（此件公开发布）", "此件公开发布", "此件公开发布。"};
    for (size_t i = 0; i < BASE_COUNT(notes); i++) {
        struct arena *arena = arena_new();
        struct composed made =
            compose(arena_printf(arena, "signature: {organ: 甲, note: %s}\n", notes[i]), "乙\n");
        composed_has(&made, "  note （此件公开发布）\n");
        composed_close(&made);
        arena_free(arena);
    }
}
