/* Each rule, by what it finds and by what it must leave alone. */
#include <huibao/proof.h>

#include <stdio.h>

#include "proof.h"
#include "tap.h"

/* The codes found in a text, in order, separated by spaces. */
static const char *codes_of(struct arena *arena, const char *text, const char *const *off)
{
    struct diags *diags = diags_new();
    struct buf out = {0};
    size_t count = 0;
    const struct proof_part *parts = proof_read_text(arena, "文", text, strlen(text), &count);
    struct proof_options options = {off};
    proof_check(parts, count, &options, diags);
    for (size_t i = 0; i < diags_kept(diags); i++)
        buf_printf(&out, "%s%s", i ? " " : "", diags_at(diags, i)->kind->code);
    const char *codes = arena_strdup(arena, out.data ? out.data : "");
    buf_done(&out);
    diags_free(diags);
    return codes;
}

struct sample {
    const char *text, *codes;
};

static void check_samples(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        if (!CHECK_STR(codes_of(arena, samples[i].text, NULL), samples[i].codes))
            CHECK_STR(samples[i].text, "");
        arena_free(arena);
    }
}
#define SAMPLES(...)                                                                               \
    do {                                                                                           \
        static const struct sample samples[] = {__VA_ARGS__};                                      \
        check_samples(samples, BASE_COUNT(samples));                                               \
    } while (0)

/* Lines of one Markdown paragraph: the place is that of the mark, not of the line where the search ends. */
TEST(a_bracket_left_open_is_shown_in_its_own_line)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    static const char text[] = "甲（乙\n丙丁戊己。";
    size_t count = 0;
    const struct proof_part *parts = proof_read_text(arena, "文.md", text, sizeof text - 1, &count);
    proof_check(parts, count, NULL, diags);
    CHECK_INT(diags_kept(diags), 1);
    CHECK_STR(diags_at(diags, 0)->kind->code, "PRF021");
    CHECK_INT(diags_at(diags, 0)->place.line, 1);
    CHECK_INT(diags_at(diags, 0)->place.column, 2);
    diags_free(diags);
    arena_free(arena);
}

TEST(leftovers)
{
    SAMPLES({"本月受理xx件。", "PRF001"}, {"由XX社区负责。", "PRF001"}, {"共有户n户。", "PRF001"},
            {"**街道工作情况。", "PRF001"}, {"领导_作用。", "PRF001"}, {"公~识不足。", "PRF001"},
            {"数据（）件。", "PRF001"}, {"成立于　　年　　月。", "PRF001"},
            {"面积待核实。", "PRF001"}, {"长3×4米。", ""}, {"3~5天。", ""}, {"由李某某负责。", ""},
            {"使用Excel表格。", ""}, {"{{户数}}户。", "PRF001"});
}

TEST(numbering)
{
    SAMPLES({"一、甲事\n有事。\n二、乙事\n有事。", ""},
            {"一、甲事\n有事。\n三、丙事\n有事。", "PRF002"},
            {"一、甲事\n（一）子。\n（二）子。\n二、乙事\n（一）子。", ""},
            {"一、甲事\n（一）子。\n（三）子。", "PRF002"}, {"二、乙事\n有事。", "PRF002"},
            {"1.甲。\n2.乙。\n4.丁。", "PRF002"}, {"附件：1．甲\n2．乙\n望澜街道", ""},
            {"附件：1．甲\n3．乙\n望澜街道", "PRF002"}, {"（1）甲。\n（2）乙。", ""},
            {"一是甲；二是乙；三是丙。", ""}, {"一是甲；三是丙。", "PRF002"},
            {"一是甲。\n二是乙。\n四是丁。", "PRF002"}, {"这一是非分明。", ""},
            {"一要抓紧；二要抓实；四要抓好。", "PRF002"}, {"十是甲。", "PRF002"},
            {"目录\n一、甲\n三、丙", "PRF002"});
}

TEST(claims)
{
    SAMPLES({"实行“五管”（协管、接管、共管、双管、托管）。", ""},
            {"实行“五管”（协管、接管、共管、双管）。", "PRF005"},
            {"落实“两公开”（党务、居务）。", ""}, {"建立“三级网络”（社区、网格）。", "PRF005"},
            {"实行协管、接管、共管、双管“五管”。", "PRF005"},
            {"协管、接管、共管、双管的“五管”。", "PRF005"},
            {"实行协管、接管、共管、双管、托管“五管”。", ""}, {"实行协管、接管等“五管”。", ""},
            {"抓好管理、服务，实行“五管”。", ""}, {"思想工作联做、社区治安联防“七联”。", "PRF005"},
            {"推进联防、“五管”。", ""}, {"做好以下三项工作：一是甲；二是乙；三是丙。", ""},
            {"做好以下三项工作：一是甲；二是乙。", "PRF005"},
            {"存在2个方面的问题：一是甲；二是乙；三是丙。", ""},
            {"存在三点不足：一是甲；二是乙。", "PRF005"}, {"三项工作：有的做了。", ""});
}

TEST(marks)
{
    SAMPLES({"居民,商户。", "PRF003"}, {"居民(商户)。", "PRF003"}, {"8:30开会，1,234人到会。", ""},
            {"理论(governance)。", "PRF003"}, {"等等...", "PRF003"}, {"下雨--停工。", "PRF003"},
            {"按栖民发〔2026〕3号办理。", ""}, {"按栖民发[2026]3号办理。", "PRF004"},
            {"按栖民发【2026】第3号办理。", "PRF004"}, {"按栖民发〔26〕3号办理。", "PRF004"},
            {"按栖民发〔2026〕03号办理。", "PRF004"}, {"结束。。", "PRF022"}, {"甲，。", "PRF022"},
            {"投资 3万元。", "PRF023"}, {"共１２件。", "PRF024"}, {"“甲”、“乙”。", "PRF025"},
            {"《甲》、《乙》。", "PRF025"}, {"“甲”“乙”。", ""}, {"WTO 规则。", ""});
}

TEST(pairs)
{
    SAMPLES({"（甲。", "PRF021"}, {"甲）。", "PRF021"}, {"《甲。", "PRF021"}, {"“甲。", "PRF021"},
            {"（甲“乙）。", "PRF021"}, {"（甲“乙”）。", ""}, {"1）甲。", ""}, {"（1）甲。", ""});
}

TEST(amounts)
{
    SAMPLES({"213余人次。", "PRF009"}, {"210余人次。", ""}, {"29万余元。", ""},
            {"约30余户。", "PRF009"}, {"约30户。", ""}, {"近30户以上。", "PRF009"},
            {"至少20人以上。", "PRF009"}, {"每年至少走访500户以上。", "PRF009"},
            {"至少走访一遍，80岁以上老人每月一次。", ""}, {"至少走访500户。", ""},
            {"超过20人。", ""}, {"684见。", "PRF008"}, {"684件。", ""}, {"5只队伍。", "PRF008"},
            {"5只羊。", ""}, {"3各社区。", "PRF008"}, {"增长-3%。", "PRF019"}, {"下降3%。", ""},
            {"占总数的120%。", "PRF026"}, {"占100%。", ""}, {"占总数的35.7%。", ""},
            {"困难户12只。", "PRF008"}, {"走访居民30头，", "PRF008"},
            {"困难户共有12只。", "PRF008"}, {"队伍5只，", "PRF008"}, {"居民12户。", ""},
            {"养羊的居民12只羊。", ""}, {"居民楼42栋。", ""}, {"党员12人。", ""},
            {"面积400平米。", "PRF006"}, {"面积3平方公里。\n面积2平方千米。", "PRF006"},
            {"面积3平方公里。\n面积2平方公里。", ""});
}

TEST(rates_over_a_hundred)
{
    SAMPLES({"完成率达105%。", "PRF026"}, {"办结率为100.5%，", "PRF026"},
            {"满意率达到120％。", "PRF026"}, {"完成率100%。", ""},
            {"完成率98.5%，比上月提高120%。", ""}, {"覆盖率提高了110%。", ""}, {"增长率105%。", ""},
            {"占比105%。", "PRF026"}, {"完成率较上年提高105%。", ""},
            {"占全年任务的1,200%。", "PRF026"}, {"完成率达105件。", ""});
}

TEST(shares_that_are_more_than_the_whole)
{
    SAMPLES({"邻里、物业、婚姻分别占60%、30%和20%。", "PRF026"},
            {"邻里、物业、婚姻分别占总数的60%、30%、20%。", "PRF026"},
            {"邻里、物业、婚姻分别占33.3%、33.3%、33.4%。", ""},
            {"邻里、物业、婚姻分别占33.4%、33.4%、33.3%。", ""}, /* rounding */
            {"邻里、物业分别占60%和20%。", ""},
            {"邻里纠纷占60%，物业纠纷占30%，家庭纠纷占20%。", "PRF026"},
            {"邻里纠纷6件，占60%；物业纠纷3件，占30%；家庭纠纷2件，占比为20%。", "PRF026"},
            {"邻里纠纷占60%，物业纠纷占30%，家庭纠纷占10%。", ""},
            {"男性占60%，老年人占50%，党员占40%。", ""}, /* parts of different kinds */
            {"参加的居民占80%，满意的居民占90%。", ""},
            {"邻里纠纷占60%。物业纠纷占30%。家庭纠纷占20%。", ""});
}

TEST(dates)
{
    SAMPLES({"2026年1月5日。", ""}, {"2026年01月05日。", "PRF018"}, {"2026年2月30日。", "PRF018"},
            {"2024年2月29日。", ""}, {"2026年13月。", "PRF018"}, {"2026.1.5揭牌。", "PRF018"},
            {"2026-01-05揭牌。", "PRF018"}, {"版本2026.1.5.3发布。", ""}, {"面积2026.15米。", ""});
}

TEST(names)
{
    SAMPLES({"方村社区位于城南。\n元村社区有3栋楼。", "PRF007"},
            {"方村社区位于城南。\n方村社区有3栋楼。", ""},
            {"春晖社区位于城南。\n建设安全社区、健康社区。", ""});
}

TEST(repeats)
{
    SAMPLES({"社区每季度召开一次联席会议研究共建事项。\n社区每季度召开一次联席会议，研究共建事项。",
             "PRF010"},
            {"会议按时召开。\n会议按时召开。", ""},
            {"规定商户采取无偿低偿方式，服务居民，规定商户采取无偿低偿方式，服务老人。", "PRF010"},
            {"服务居民居民。", "PRF011"}, {"一户一户走访，讨论讨论再定。", ""},
            {"春晖社区社区建设。", ""}, {"为民服务为民服务。", "PRF011"});
}

TEST(sections)
{
    SAMPLES(
        {"一、甲事\n二、乙事\n有事。", "PRF012"},
        {"一、存在问题及下步打算\n主要问题是人手不够。", "PRF013"},
        {"一、存在问题及下步打算\n问题是人手不够。下一步将招募志愿者。", ""},
        {"一、下步打算\n走访住户。", ""}, {"一、工作成效和存在问题\n工作开展得很好。", "PRF013"},
        {"会议开完了。接着", "PRF014"}, {"望澜街道办事处", ""},
        {"一、关于加强社会管理的建议或意见\n建议一。\n二、关于加强社会管理的建议和意见\n建议二。",
         "PRF017"});
}

TEST(persons)
{
    SAMPLES({"身份证号110105199003078510。", "PRF015"}, {"身份证号110105199003078519。", "PRF015"},
            {"编号110105199003078519。", ""}, {"编号110105********8518。", ""},
            {"电话13912345678。", "PRF015"}, {"电话139****5678。", ""},
            {"走访困难户张建国家。", "PRF016"}, {"走访困难户张某某家。", ""},
            {"走访低保户高度重视。", ""}, {"走访低保户李强家，", "PRF016"},
            {"低保户王芳因病住院。", "PRF016"}, {"低保户王芳患病。", "PRF016"},
            {"残疾人欧阳小明反映。", "PRF016"}, {"困难户马上解决。", ""}, {"低保户张贴。", ""},
            {"低保户任何，", ""}, {"低保户李某因病。", ""}, {"低保户欧阳某某因病。", ""});
}

/* The message says how long the name is by what it marks. */
TEST(a_name_ends_where_what_follows_begins)
{
    static const struct {
        const char *text;
        long column, width;
    } cases[] = {{"走访低保户李强家，送米。", 6, 2},
                 {"走访低保户张建国家。", 6, 3},
                 {"走访低保户王芳、李小燕等，", 6, 2},
                 {"残疾人欧阳小明反映，", 4, 4}};
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct diags *diags = diags_new();
        size_t count = 0;
        const struct proof_part *parts =
            proof_read_text(arena, "文", cases[i].text, strlen(cases[i].text), &count);
        proof_check(parts, count, NULL, diags);
        if (CHECK_INT(diags_kept(diags), 1)) {
            CHECK_INT(diags_at(diags, 0)->place.column, cases[i].column);
            CHECK_INT(diags_at(diags, 0)->place.length, cases[i].width);
        }
        diags_free(diags);
        arena_free(arena);
    }
}

TEST(words)
{
    SAMPLES({"建立台帐。", "PRF020"}, {"建立台账。", ""}, {"民事纠份。", "PRF020"});
}

TEST(half_width_throughout_is_said_once)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    for (int i = 0; i < 30; i++)
        buf_printf(&text, "第%d件事,办完了。\n", i);
    CHECK_STR(codes_of(arena, text.data, NULL), "PRF003");
    buf_done(&text);
    arena_free(arena);
}

TEST(a_rule_can_be_switched_off)
{
    static const char *const off[] = {"PRF003", NULL};
    struct arena *arena = arena_new();
    CHECK_STR(codes_of(arena, "居民,商户xx家。", off), "PRF001");
    CHECK(proof_rule_exists("PRF003"));
    CHECK(!proof_rule_exists("PRF999"));
    arena_free(arena);
}

TEST(long_and_hostile_texts_take_linear_time)
{
    static const char *const pieces[] = {"（", "居民",     "一是",       "**", "1",   "居",  "、",
                                         "\n", "一、甲\n", "存在问题\n", "“",  "约1", "社区"};
    for (size_t i = 0; i < BASE_COUNT(pieces); i++) {
        struct arena *arena = arena_new();
        struct diags *diags = diags_new();
        struct buf text = {0};
        while (text.length < 300000)
            buf_puts(&text, pieces[i]);
        size_t count = 0;
        const struct proof_part *parts =
            proof_read_text(arena, "长", text.data, text.length, &count);
        proof_check(parts, count, NULL, diags);
        CHECK(count <= 300000);
        buf_done(&text);
        diags_free(diags);
        arena_free(arena);
    }
}

/* A page of 1.1.1.1 was read to its end again from each of its numbers: 100 KB took half a minute. */
TEST(a_number_is_not_followed_further_than_numbers_go)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    for (int i = 0; i < 1000; i++)
        buf_puts(&text, "1.");
    struct proof_text ones = proof_text_read(arena, text.data);
    CHECK_INT(proof_number_length(&ones, 0), PROOF_NUMBER_LONGEST);
    struct proof_text number = proof_text_read(arena, "12,345,678.90元");
    CHECK_INT(proof_number_length(&number, 0), 13);
    buf_done(&text);
    arena_free(arena);
}
