/* Maps read by a table of keys: shapes, both names, and what is said of what is nearly right. */
#include <huibao/yaml.h>

#include <string.h>

#include "tap.h"

enum { KEY_NAME, KEY_ITEMS, KEY_KEYS };

static const struct key keys[] = {
    {{"name", "名称", KEY_NAME, NULL}, KEY_TEXT, true, false},
    {{"items", "各项", KEY_ITEMS, NULL}, KEY_LIST, false, false},
    {{"more", "更多", KEY_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct schema schema = {"测试", keys, BASE_COUNT(keys)};

struct schema_case {
    struct arena *arena;
    struct diags *diags;
    struct reader reader;
    const struct yaml *root;
    const struct yaml *values[KEY_KEYS];
};

static void read_case(struct schema_case *test, const char *text)
{
    *test = (struct schema_case){.arena = arena_new(), .diags = diags_new()};
    struct source *source = yaml_source(test->arena, "f", text, strlen(text), test->diags);
    test->reader = (struct reader){test->arena, source, test->diags, NULL};
    test->root = yaml_read(source, 0, source->length, test->diags);
    if (test->root)
        schema_read(&test->reader, &schema, test->root, test->values);
}

static void done_case(struct schema_case *test)
{
    diags_free(test->diags);
    arena_free(test->arena);
}

/* The first finding as “CODE line:column message。hint”, or nothing. */
static void check_finds(const char *text, const char *want)
{
    struct schema_case test;
    read_case(&test, text);
    const struct diag *diag = diags_kept(test.diags) ? diags_at(test.diags, 0) : NULL;
    const char *found =
        diag ? arena_printf(test.arena, "%s %ld:%ld %s。%s", diag->kind->code, diag->place.line,
                            diag->place.column, diag->message, diag->hint ? diag->hint : "")
             : "nothing";
    CHECK_STR(found, want);
    done_case(&test);
}

TEST(values_are_found_by_either_name)
{
    struct schema_case test;
    read_case(&test, "名称: 甲\nitems: [1, 2]\n");
    CHECK_INT(diags_kept(test.diags), 0);
    CHECK(test.values[KEY_NAME] && test.values[KEY_ITEMS]);
    CHECK_STR(schema_text(&test.reader, test.values[KEY_NAME]), "甲");
    CHECK(!schema_text(&test.reader, NULL));
    done_case(&test);
}

TEST(what_is_nearly_right_is_told_how_to_be_right)
{
    check_finds("{name:1, 名称: 甲}",
                "YML010 1:2 测试里没有“name:1”这个键。“name”后面要用英文冒号加一个空格（: ）");
    check_finds("{\"名称：甲\"}",
                "YML010 1:3 测试里没有“名称：甲”这个键。“名称”后面要用英文冒号加一个空格（: ）");
    check_finds("　　名称: 甲\n",
                "YML010 1:1 "
                "测试里没有“　　名称”这个键。“名称”前后有全角空格或别的空白，缩进只能用半角空格");
    check_finds("名称: 甲\n各项:\n  -1\n  -2\n",
                "YML013 3:3 “各项”应当是列表，这里是文字。列表的每一行以英文的 - 加一个空格开头");
    check_finds("名称: 甲\n各项:\n  － 1\n",
                "YML013 3:3 “各项”应当是列表，这里是文字。列表的每一行以英文的 - 加一个空格开头");
    check_finds("名称: {{甲}: 1}\n",
                "YML006 1:6 键必须是一段文字。以 {{ 开头的文字要放在单引号里，如 '{{名称}}情况'");
    check_finds("名称: {甲: 1}\n", "YML013 1:5 “名称”应当是文字，这里是一组“键: 值”。以 {{ "
                                   "开头的文字要放在单引号里，如 '{{名称}}情况'");
    check_finds("名号: 甲\n", "YML010 1:1 测试里没有“名号”这个键。是不是“名称”？");
    check_finds("名称: 甲\nname: 乙\n",
                "YML011 2:1 键“name”重复：第 1 "
                "行已经写过“名称”。“名称”和“name”是同一个键的两种写法，留一个");
    check_finds("各项: []\n", "YML012 1:1 测试缺少必填的键“名称”。补上“名称: …”（也可写作 name）");
    check_finds("名称: 甲\n更多: 1\n", "YML015 2:1 本版本尚不支持“更多”。");
    check_finds("名称:\n", "YML013 1:1 “名称”应当是文字，这里是空的。");
    check_finds("名称: ''\n", "nothing");
}

TEST(numbers_are_decimal_and_within_their_limits)
{
    static const struct {
        const char *text;
        int want; /* −1: refused */
    } numbers[] = {{"7", 7},    {"０７", 7}, {"+7", 7},   {"7.0", 7}, {"7.5", -1}, {"0x7", -1},
                   {"1e1", -1}, {"七", -1},  {"101", -1}, {"-1", -1}, {"", -1},    {"7 8", -1}};
    for (size_t i = 0; i < BASE_COUNT(numbers); i++) {
        struct schema_case test;
        char text[64] = "名称: '";
        strcat(strcat(text, numbers[i].text), "'\n");
        read_case(&test, text);
        int value = -1;
        schema_integer(&test.reader, test.values[KEY_NAME], 0, 100, &value);
        CHECK_INT(value, numbers[i].want);
        CHECK_INT(diags_count(test.diags, DIAG_ERROR), numbers[i].want < 0);
        done_case(&test);
    }
}
