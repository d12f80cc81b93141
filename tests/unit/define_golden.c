/* tests/golden/define/NAME.md read with indicators.yaml beside it gives NAME.definition. */
#include <stdio.h>
#include <stdlib.h>

#include "define_testing.h"

static void compare(struct define_case *test, const char *folder, const char *name)
{
    const char *stem = arena_strndup(test->arena, name, strlen(name) - strlen(".md"));
    const char *input = arena_printf(test->arena, "%s/%s", folder, name);
    const char *wanted = arena_printf(test->arena, "%s/%s.definition", folder, stem);
    size_t length = 0;
    const char *text = define_read_file(test->arena, input, &length);
    struct buf out = {0};
    define_case_read(test, name, text, length);
    CHECK_STR(test->found, "");
    if (CHECK(test->report)) {
        define_dump(test->report, &out);
        if (getenv("HUIBAO_BLESS"))
            tap_write(wanted, out.data, out.length);
        CHECK_STR(out.data, define_read_file(test->arena, wanted, &length));
    }
    buf_done(&out);
}

TEST(reports_give_the_trees_on_file)
{
    struct define_case test;
    define_case_init(&test);
    const char *folder = define_root(test.arena, "tests/golden/define");
    size_t count = 0;
    const char *const *files = file_list(test.arena, folder, ".md", &count, test.diags);
    CHECK(count >= 2);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(files[i], "README.md") == 0)
            continue;
        struct define_case one;
        define_case_init(&one);
        compare(&one, folder, files[i]);
        define_case_done(&one);
    }
    define_case_done(&test);
}

/* What is shipped is read without a single diagnostic. */
TEST(the_shipped_templates_are_right)
{
    struct define_case test;
    define_case_init(&test);
    const char *indicators = define_root(test.arena, "report-templates/indicators");
    const char *folder = define_root(test.arena, "report-templates");
    struct dictionary *dictionary =
        define_dictionary(test.arena, indicators, &test.world, test.diags);
    CHECK(dictionary);
    size_t count = 0;
    const char *const *files = file_list(test.arena, folder, ".md", &count, test.diags);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(files[i], "README.md") == 0)
            continue;
        const char *path = arena_printf(test.arena, "%s/%s", folder, files[i]);
        CHECK(define_report(test.arena, path, dictionary, &test.world, test.diags));
    }
    CHECK(count >= 1);
    CHECK_INT(diags_kept(test.diags), 0);
    define_case_done(&test);
}

TEST(a_missing_file_is_said)
{
    struct define_case test;
    define_case_init(&test);
    CHECK(
        !define_report(test.arena, tap_path("none.md"), test.dictionary, &test.world, test.diags));
    CHECK(!define_dictionary(test.arena, tap_path("none"), &test.world, test.diags));
    CHECK_INT(diags_count(test.diags, DIAG_ERROR), 2);
    test.world.max_file_bytes = 8;
    tap_write(tap_path("long.md"), "---\nid: x\n---\n", 14);
    CHECK(
        !define_report(test.arena, tap_path("long.md"), test.dictionary, &test.world, test.diags));
    CHECK_INT(diags_count(test.diags, DIAG_ERROR), 3);
    define_case_done(&test);
}
