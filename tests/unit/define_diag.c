/*
 * tests/diag/DEFnnn-*.md and .yaml, and YMLnnn-*: one file for each mistake, beside it what must be found, a line
 * `CODE line:column` each. Reports are read with tests/golden/define/indicators.yaml.
 */
#include <huibao/yaml.h>

#include "define_testing.h"

static bool is_mine(const char *name)
{
    bool reading = strncmp(name, "DEF", 3) == 0 || strncmp(name, "YML", 3) == 0;
    return reading && strlen(name) > 7;
}

static size_t check_folder(const char *suffix)
{
    struct define_case listing;
    define_case_init(&listing);
    const char *folder = define_root(listing.arena, "tests/diag");
    size_t count = 0, mine = 0;
    const char *const *files = file_list(listing.arena, folder, suffix, &count, listing.diags);
    for (size_t i = 0; i < count; i++) {
        if (!is_mine(files[i]))
            continue;
        mine++;
        struct define_case test;
        define_case_init(&test);
        size_t length = 0, unused = 0;
        const char *text = define_read_file(
            test.arena, arena_printf(test.arena, "%s/%s", folder, files[i]), &length);
        const char *stem = arena_strndup(test.arena, files[i], strlen(files[i]) - strlen(suffix));
        const char *want = define_read_file(
            test.arena, arena_printf(test.arena, "%s/%s.expect", folder, stem), &unused);
        define_case_read(&test, files[i], text ? text : "", length);
        if (!CHECK_STR(test.found, want) ||
            !CHECK(strstr(test.found, arena_strndup(test.arena, stem, 6))))
            CHECK_STR(files[i], "");
        define_case_done(&test);
    }
    define_case_done(&listing);
    return mine;
}

TEST(each_mistake_is_found_in_its_place)
{
    CHECK(check_folder(".md") > 50);
    CHECK(check_folder(".yaml") > 5);
}

static bool has_input(struct define_case *test, const char *code)
{
    const char *folder = define_root(test->arena, "tests/diag");
    size_t count = 0;
    const char *const *files = file_list(test->arena, folder, ".expect", &count, test->diags);
    for (size_t i = 0; i < count; i++)
        if (strncmp(files[i], code, strlen(code)) == 0 && files[i][strlen(code)] == '-')
            return true;
    return false;
}

static void check_catalogue(const struct diag_kind *const *kinds, size_t count)
{
    struct define_case test;
    define_case_init(&test);
    for (size_t i = 0; i < count; i++)
        if (!CHECK(has_input(&test, kinds[i]->code)))
            CHECK_STR(kinds[i]->code, "");
    define_case_done(&test);
}

TEST(each_code_has_an_input)
{
    size_t count = 0;
    const struct diag_kind *const *kinds = define_diags(&count);
    CHECK(count > 40);
    check_catalogue(kinds, count);
    kinds = yaml_diags(&count);
    CHECK(count > 10);
    check_catalogue(kinds, count);
}

TEST(ten_mistakes_are_ten_diagnostics_in_order)
{
    CHECK_FRONT("id: t\n标题: '{{甲}}'\nparms: 1\nparams:\n  社区: {type: comunity}\n"
                "  期: {type: month, defalt: last}\ndata:\n  甲乙: {sql: 'SELECT :社会'}\n"
                "signature: {date: today}\n",
                "DEF040 3:8\nYML010 4:1\nDEF090 6:3\nYML014 6:14\nDEF090 7:3\nYML010 7:20\n"
                "DEF091 9:3\nDEF082 9:21\nYML012 10:1\n");
}

TEST(a_mistake_shows_its_line_and_the_nearest_name)
{
    struct define_case test;
    define_case_init(&test);
    define_case_body(&test, "现有{{户书|整数}}户。\n");
    const struct diag *diag = diags_kept(test.diags) ? diags_at(test.diags, 0) : NULL;
    if (CHECK(diag)) {
        CHECK_STR(diag->message, "没有叫“户书”的指标或参数");
        CHECK_STR(diag->place.text, "现有{{户书|整数}}户。");
        CHECK_INT(diag->place.line, 8);
        CHECK_INT(diag->place.column, 5);
        CHECK_INT(diag->place.length, 2);
        CHECK(diag->hint && strstr(diag->hint, "户数"));
    }
    define_case_done(&test);
}

static void check_hint(const char *body, const char *want)
{
    struct define_case test;
    define_case_init(&test);
    define_case_body(&test, body);
    const struct diag *diag = diags_kept(test.diags) ? diags_at(test.diags, 0) : NULL;
    if (CHECK(diag))
        CHECK_STR(diag->hint, want);
    define_case_done(&test);
}

TEST(what_is_nearly_right_is_told_how_to_be_right)
{
    check_hint("{{if 户数 > 0}}甲{{/if}}\n", "前面加上 #：{{#if …}}");
    check_hint("{{#if 户数 > 0}}甲{{esle}}乙{{/if}}\n", "是不是“else”？");
    check_hint("{{#如果 户数 > 0}}甲{{否侧}}乙{{/如果}}\n", "是不是“否则”？");
    check_hint("{{分页}}\n", "前面加上 #：{{#分页}}");
    check_hint("{{#if 社区 = \"春晖\"}}甲{{/if}}\n",
               "双引号里是名称；文字要放在英文单引号里，如 '春晖'");
    check_hint("{{100 * 户数}}\n", "占位符里只写一个名称；要算的先写成指标：名称: {算式: …}");
    check_hint("{{#if 纠纷.件数 > 1}}甲{{/if}}\n",
               "点号前面只能是 上期、同期 或 本期；审核里一列之和写作 合计(数据.列)");
    check_hint("现有{户数}户\n", "要印出它的值，写作 {{户数}}");
}

TEST(both_places_of_a_duplicate_are_named)
{
    struct define_case test;
    define_case_init(&test);
    const char *text = "---\nid: t\ntitle: a\n标题: b\n---\n正文\n";
    define_case_read(&test, "t.md", text, strlen(text));
    const struct diag *diag = diags_kept(test.diags) ? diags_at(test.diags, 0) : NULL;
    if (CHECK(diag)) {
        CHECK_STR(diag->message, "键“标题”重复：第 3 行已经写过“title”");
        CHECK_INT(diag->place.line, 4);
    }
    define_case_done(&test);
}
