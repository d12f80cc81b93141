/* When a report is due and where it goes. */
#include <huibao/define_deliver.h>

#include "define_testing.h"

static void read(struct define_case *test, const char *front)
{
    const char *text = arena_printf(test->arena,
                                    "---\nid: t\ntitle: '{{期}}'\nparams:\n  社区: {type: "
                                    "community}\n  期: {type: half}\n%s---\n{{社区}}。\n",
                                    front);
    define_case_read(test, "t.md", text, strlen(text));
}

TEST(a_schedule_in_both_languages)
{
    static const char *const fronts[] = {
        "定时: {周期: 每半年, 起始: 2026上半年, 社区: [甲, 乙]}\n"
        "报送: {目标: 局, 期限: 期后 ３ 个工作日, 提醒: [提前 2 日, 1个工作日前], 格式: [PDF, CSV],"
        " 名称: '{社区编码}-{期}'}\n",
        "schedule: {every: half-yearly, from: 2026H1, communities: [甲, 乙]}\n"
        "deliver: {target: 局, deadline: 3 working days after, reminders: [2 days before,"
        " 1 working day before], formats: [pdf, csv], name: '{code}-{period}'}\n",
    };
    for (size_t i = 0; i < BASE_COUNT(fronts); i++) {
        struct define_case test;
        define_case_init(&test);
        read(&test, fronts[i]);
        CHECK_STR(test.found, "");
        if (CHECK(test.report && test.report->schedule && test.report->deliver)) {
            const struct define_schedule *schedule = test.report->schedule;
            const struct define_deliver *deliver = test.report->deliver;
            CHECK_INT(schedule->every, PERIOD_HALF);
            CHECK_STR(period_key(test.arena, schedule->from), "2026H1");
            CHECK_STR(schedule->period->name, "期");
            CHECK_STR(schedule->community->name, "社区");
            CHECK(!schedule->all);
            CHECK_INT(schedule->community_count, 2);
            CHECK_STR(schedule->communities[1], "乙");
            CHECK_STR(deliver->target, "局");
            CHECK(deliver->has_deadline && deliver->deadline.working);
            CHECK_INT(deliver->deadline.count, 3);
            CHECK_INT(deliver->reminders->before.count, 2);
            CHECK(!deliver->reminders->before.working);
            CHECK(deliver->reminders->next->before.working);
            CHECK(deliver->pdf && !deliver->xlsx && deliver->csv);
        }
        define_case_done(&test);
    }
}

TEST(what_is_not_said_has_its_usual_meaning)
{
    struct define_case test;
    define_case_init(&test);
    read(&test, "定时: {周期: 每半年, 从: 2026H2, 社区: 全部}\n报送: {目标: 局}\n");
    CHECK_STR(test.found, "");
    if (CHECK(test.report)) {
        CHECK(test.report->schedule->all);
        CHECK(!test.report->deliver->has_deadline);
        CHECK(test.report->deliver->pdf && test.report->deliver->xlsx &&
              !test.report->deliver->csv);
        CHECK(!test.report->deliver->name);
        struct buf text = {0};
        define_dump(test.report, &text);
        CHECK(strstr(text.data, "schedule half-yearly from 2026H2\n  all\n"
                                "deliver 局\n  formats pdf xlsx\n") != NULL);
        buf_done(&text);
    }
    define_case_done(&test);
}

static void check_finds(const char *front, const char *want)
{
    struct define_case test;
    define_case_init(&test);
    read(&test, front);
    CHECK_STR(test.found, want);
    define_case_done(&test);
}

TEST(mistakes_in_one_run)
{
    check_finds("定时: {周期: 每周, 起始: 2026H1, 社区: 全部}\n报送: {目地: 局}\n",
                "YML014 7:10\nYML012 8:1\nYML010 8:6\n");
    check_finds("定时: {周期: 每半年, 起始: 2026H1, 社区: 全部}\n", "DEF113 7:1\n");
    check_finds("报送: {目标: 局, 提醒: 提前 2 日}\n", "DEF113 7:1\nDEF113 7:13\n");
    check_finds("定时: {周期: 每半年, 起始: 2026H1}\n报送: {目标: '', 期限: 0 日, 格式: []}\n",
                "YML012 7:1\nDEF070 8:11\nDEF160 8:18\nDEF070 8:27\n");
}
