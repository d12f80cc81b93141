/* Which places a line may end at. */
#include "tap.h"
#include "typeset_testing.h"

/* Whether a line may end between the texts a and b at all. */
static int32_t penalty_between(const char *a, const char *b)
{
    struct rig *rig = rig_new();
    char *both = arena_printf(rig->arena, "%s%s", a, b);
    rig_lines(rig, both);
    int32_t penalty = -1;
    for (size_t i = 0; i < rig->para->count; i++)
        if (rig->para->items[i].text + rig->para->items[i].bytes == strlen(a))
            penalty = rig->para->items[i].penalty;
    rig_free(rig);
    return penalty;
}

#define NEVER(a, b) CHECK_INT(penalty_between(a, b), PENALTY_NEVER)
#define TOGETHER(a, b) CHECK(penalty_between(a, b) >= PENALTY_RELAX)
#define FREE(a, b) CHECK_INT(penalty_between(a, b), 0)

/* A mark within its text; good until the next call. */
static const char *spell(const char *format, const char *mark)
{
    static char text[64];
    size_t at = (size_t)(strstr(format, "%s") - format);
    memcpy(text, format, at);
    strcpy(text + at, mark);
    strcat(text, format + at + 2);
    return text;
}

TEST(marks_that_start_no_line)
{
    static const char *const marks[] = {"、", "，", "。", "．", "：", "；", "！", "？",
                                        "”",  "’",  "」", "』", "）", "》", "〉", "】",
                                        "〗", "〕", "］", "｝", "～", "–",  "—",  "·",
                                        "／", "％", "‰",  "℃",  "°",  "々", "…"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        NEVER("社区", spell("%s治理", marks[i]));
}

TEST(marks_that_end_no_line)
{
    static const char *const marks[] = {"“",  "‘",  "「", "『", "（", "《", "〈", "【",
                                        "〖", "〔", "［", "｛", "／", "￥", "＄", "№"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        NEVER(spell("社区%s", marks[i]), "治理");
}

TEST(levels)
{
    CHECK(!typeset_class_no_start(CLASS_DASH, STYLE_BREAK_GB));
    CHECK(typeset_class_no_start(CLASS_DASH, STYLE_BREAK_STRICT));
    CHECK(!typeset_class_no_end(CLASS_SLASH, STYLE_BREAK_BASIC));
    CHECK(typeset_class_no_end(CLASS_SLASH, STYLE_BREAK_GB));
    CHECK(typeset_class_no_start(CLASS_COMMA, STYLE_BREAK_BASIC));
}

TEST(pairs_that_never_part)
{
    NEVER("群众—", "—社区");
    NEVER("工作…", "…社区");
    NEVER("Micro", "soft");
    NEVER("2026.", "5");
    NEVER("12,3", "45户");
    FREE("社", "区");
    FREE("社区，", "治理");
    FREE("社区”", "治理");
}

TEST(numbers_stay_whole)
{
    TOGETHER("共36", "户居民");
    TOGETHER("共3.5", "万元");
    TOGETHER("共3.5万", "元");
    TOGETHER("共120", "㎡");
    TOGETHER("上升5.2", "个百分点");
    TOGETHER("上升5.2个", "百分点");
    TOGETHER("上升5.2个百", "分点");
    NEVER("上升12.5", "%，");
    TOGETHER("共200", "余人参加");
    TOGETHER("共200余", "人参加");
    TOGETHER("共12亿多", "立方米");
    TOGETHER("第", "3季度");
    TOGETHER("第3", "季度");
    TOGETHER("第", "三季度");
    TOGETHER("第三", "季度");
    TOGETHER("第十二", "条规定");
    TOGETHER("共5～", "10户");
    TOGETHER("自2020—", "2025年");
    TOGETHER("下降－", "5.2％");
    TOGETHER("〔2026〕", "3号");
    TOGETHER("〔2026〕3", "号");
    TOGETHER("2026", "年1月");
    TOGETHER("年1", "月5日");
    TOGETHER("达到10", "时30分");
    TOGETHER("共1 234", "户");
    FREE("共36户", "居民");
    FREE("居民", "36户");
}

TEST(digit_groups_do_not_part_at_their_spaces)
{
    NEVER("服务2", " 316人次");
    NEVER("服务2 ", "316人次");
    NEVER("服务12 ", "345 678人次");
    NEVER("服务12 345 ", "678人次");
    NEVER("服务2\u2009", "316人次");
    NEVER("服务2\u202F", "316人次");
    FREE("型号2 ", "3160年");
    FREE("型号2 ", "31年");
    FREE("型号2025 ", "316人");
    FREE("型号A2 ", "316人");
}

TEST(date_parts_prefer_to_stay)
{
    CHECK_INT(penalty_between("截至2026年", "10月31日"), PENALTY_DATE);
    CHECK_INT(penalty_between("截至2026年10月", "31日"), PENALTY_DATE);
    FREE("截至2026年10月31日", "春晖");
}

TEST(addresses_break_where_they_may)
{
    CHECK_INT(penalty_between("见https://www.example.cn/", "reports/"), PENALTY_URL);
    NEVER("见https:/", "/www.example.cn/");
    NEVER("见https://www.exam", "ple.cn/");
    CHECK_INT(penalty_between("采用peer-", "review方式"), PENALTY_URL);
    NEVER("编号A/", "B类");
    FREE("the ", "end");
}

/* The table is searched by halves. */
TEST(classes_are_found_everywhere)
{
    static const struct {
        uint32_t codepoint;
        enum typeset_class class;
    } some[] = {
        {' ', CLASS_SPACE},           {'/', CLASS_SLASH},         {0x2212, CLASS_SIGN},
        {0x2236, CLASS_LATIN_SYMBOL}, {0x2248, CLASS_SIGN},       {0x2264, CLASS_SIGN},
        {0x2267, CLASS_SIGN},         {0x2268, CLASS_LATIN},      {0x3041, CLASS_NONSTARTER},
        {0x3042, CLASS_HAN},          {0x30F6, CLASS_NONSTARTER}, {0x30FB, CLASS_DOT},
        {0x33A1, CLASS_UNIT_SIGN},    {0xFF1C, CLASS_SIGN},       {0xFFE5, CLASS_PREFIX},
        {0xFFE6, CLASS_HAN}};
    for (size_t i = 0; i < BASE_COUNT(some); i++)
        CHECK_INT(typeset_class_of(some[i].codepoint, true), some[i].class);
}
