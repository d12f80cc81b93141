/* Definitions made to hurt: reading ends soon, within bounds, with a diagnostic. */
#include "define_testing.h"

static char *repeat(struct define_case *test, const char *before, const char *part, size_t bytes,
                    const char *after)
{
    struct buf text = {0};
    buf_puts(&text, before);
    while (text.length < bytes)
        buf_puts(&text, part);
    buf_puts(&text, after);
    char *copy = buf_copy(&text, test->arena);
    buf_done(&text);
    return copy;
}

/* A quarter of a megabyte of one thing takes seconds at most, even with sanitizers on. */
static void check_repeat(const char *name, const char *before, const char *part, const char *after,
                         bool refused)
{
    struct define_case test;
    define_case_init(&test);
    char *text = repeat(&test, before, part, (size_t)1 << 18, after);
    uint64_t start = world_ticks();
    define_case_read(&test, name, text, strlen(text));
    double seconds = (double)(world_ticks() - start) / 1e9;
    if (!CHECK(seconds < 10))
        CHECK_STR(part, "");
    if (!CHECK((diags_count(test.diags, DIAG_ERROR) > 0) == refused))
        CHECK_STR(part, "");
    define_case_done(&test);
}

#define FRONT "---\nid: t\ntitle: a\n---\n"

TEST(a_heap_of_placeholders)
{
    check_repeat("t.md", FRONT, "{{", "", true);
    check_repeat("t.md", FRONT, "{{\n", "", true);
    check_repeat("t.md", FRONT, "}}", "", true);
    check_repeat("t.md", FRONT, "{{甲}}", "", true);
    check_repeat("t.md", FRONT, "{{户数|整数}}", "", true);
    check_repeat("t.md", FRONT, "{{#if 1}}", "", true);
    check_repeat("t.md", FRONT, "{{#if 1}}\n", "", true);
    check_repeat("t.md", FRONT, "{{/if}}\n", "", true);
    check_repeat("t.md", FRONT "{{#if ", "(", "}}", true);
    check_repeat("t.md", FRONT "甲{{#if 1", "+1", "}}乙{{/if}}\n", false);
}

TEST(a_heap_of_control_lines)
{
    check_repeat("t.md", FRONT, "{{#附件", "", true);
    check_repeat("t.md", FRONT, "{{#附件 甲}}", "", true);
    check_repeat("t.md", FRONT, "{{#附件 甲}}\n", "", true);
    check_repeat("t.md", FRONT "{{#附件 ", "{{", "}}", true);
    check_repeat("t.md", FRONT "{{#附件 ", "{{#附件 甲}}", "}}", true);
    check_repeat("t.md", FRONT "{{#附件 ", "{{#if 1}}甲{{/if}}", "}}\n乙\n", false);
    check_repeat("t.md", FRONT, "{{#附件 {{#附件 甲}} ", "", true);
    check_repeat("t.md", FRONT, "{{#分页}}\n", "", true);
    check_repeat("t.md", FRONT, "{{#横排}}\n", "", true);
    check_repeat("t.md", FRONT, "{{/横排}}\n", "", true);
    check_repeat("t.md", FRONT, "{{#横排}}\n{{#if 1}}\n", "", true);
}

#define ROWS "---\nid: t\ntitle: a\ndata:\n  甲: {sql: 'SELECT 乙, 丙 FROM 纠纷'}\n---\n"

TEST(a_heap_of_rows)
{
    check_repeat("t.md", ROWS, "{{#each 甲|、}}{{乙}}{{/each}}", "\n", false);
    check_repeat("t.md", ROWS, "{{#each 甲}}\n{{丁}}\n", "", true);
    check_repeat("t.md", ROWS, "{{#each 甲|", "", true);
    check_repeat("t.md", ROWS "{{#each 甲", "|、", "}}", true);
    check_repeat("t.md", ROWS "{{#each 甲|、}}{{乙}}{{/each}}\n\n", "{{/each}}", "", true);
    check_repeat("t.md", ROWS "{{#each 甲|、}}{{乙}}{{/each}}\n\n", "{{#list 甲|一是}}\n", "",
                 true);
    check_repeat("t.md", ROWS "{{#list ", "{{#each 甲|、}}{{乙}}{{/each}}", "}}\n丙\n{{/list}}\n",
                 false);
    check_repeat("t.md", "---\nid: t\ntitle: a\ndata:\n  甲: {sql: 'SELECT a", ", 乙",
                 "'}\n---\n{{#each 甲|、}}{{乙}}{{/each}}\n", false);
    check_repeat("t.md", "---\nid: t\ntitle: a\ndata:\n  甲: {sql: 'SELECT a, ", "(",
                 "'}\n---\n{{#each 甲|、}}{{a}}{{/each}}\n", false);
}

TEST(a_heap_of_elements)
{
    check_repeat("t.md", "---\nid: t\ntitle: a\nletterhead:\n  organ: 甲\n  number: '",
                 "[2026]03号", "'\n---\n乙\n", false);
    check_repeat("t.md", "---\nid: t\ntitle: a\nletterhead:\n  organ: 甲\n  number: '", "(",
                 "'\n---\n乙\n", false);
    check_repeat("t.md", "---\nid: t\ntitle: a\ncopies: [", "甲, ", "]\n---\n乙\n", false);
    check_repeat("t.md", "---\nid: t\ntitle: a\nattendance: [", "{出席: 甲}, ", "]\n---\n乙\n",
                 true);
    check_repeat("t.md", FRONT "```chart\ndata: 纠纷类别\ncategory: 类别\nseries: [", "受理, ",
                 "]\n```\n", true);
}

TEST(a_heap_of_markdown)
{
    check_repeat("t.md", FRONT, "*a **a ", "", true);
    check_repeat("t.md", FRONT, "[a](", "", true);
    check_repeat("t.md", FRONT, "`a``b", "", true);
    check_repeat("t.md", FRONT, "<a ", "", true);
    check_repeat("t.md", FRONT, ">", "甲\n", true);
    check_repeat("t.md", FRONT, "> > > > > > > > > > > > 甲\n", "", true);
    check_repeat("t.md", FRONT, "- * + ", "", true);
    check_repeat("t.md", FRONT, "- 甲\n", "", true);
    check_repeat("t.md", FRONT, "# 甲\n", "", true);
    check_repeat("t.md", FRONT, "甲\n\n", "", true);
    check_repeat("t.md", FRONT, "```\n", "", true);
    check_repeat("t.md", FRONT, "\\", "", true);
    check_repeat("t.md", FRONT, "&", "\n", false);
    check_repeat("t.md", FRONT, "甲", "\n", false);
    check_repeat("t.md", FRONT, "甲\n", "", false);
}

TEST(a_heap_of_yaml)
{
    check_repeat("t.md", "---\nid: ", "[", "\n---\n甲\n", true);
    check_repeat("t.md", "---\n", "{a: ", "\n---\n甲\n", true);
    check_repeat("t.md", "---\n", "title: a\n", "---\n甲\n", true);
    check_repeat("t.md", "---\nid: t\ntitle: \"", "\\u7532", "\"\n---\n甲\n", false);
    check_repeat("t.md", "---\nid: t\ntitle: '", "甲''{{乙}}", "'\n---\n甲\n", true);
    check_repeat("t.md", "---\n", "---\n", "", true);
    check_repeat("d.yaml", "", "甲: {sql: SELECT 1}\n", "", true);
    check_repeat("d.yaml", "甲:\n  sql: SELECT 1 AS a\n  indicators:\n    a:\n    b: {expr: \"a",
                 " + a", "\"}\n", false);
    check_repeat("d.yaml", "甲:\n  sql: |\n    SELECT ", "'a', :社区, \"b\" /* c */ -- d\n    ",
                 "1\n", false);
}

/* Cut anywhere, a good definition gives diagnostics or a report, never anything worse. */
TEST(a_report_cut_short_anywhere_is_read)
{
    static const char *const names[] = {"keys-chinese", "elements-chinese"};
    struct define_case test;
    define_case_init(&test);
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        size_t length = 0;
        const char *path = define_root(
            test.arena, arena_printf(test.arena, "tests/golden/define/%s.md", names[i]));
        const char *text = define_read_file(test.arena, path, &length);
        CHECK(text && length > 1000);
        for (size_t cut = 0; cut < length; cut++) {
            struct define_case one;
            define_case_init(&one);
            char *part = arena_strndup(one.arena, text, cut);
            define_case_read(&one, "t.md", part, cut);
            CHECK(one.report || diags_count(one.diags, DIAG_ERROR) > 0);
            define_case_done(&one);
        }
    }
    define_case_done(&test);
}
