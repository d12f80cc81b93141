/* tests/golden/define/NAME.md read with indicators.yaml beside it gives NAME.definition. */
#include <stdio.h>
#include <stdlib.h>

#include "define_testing.h"

#include "reader.h"

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

/* The text of the next ~~~WORD block from *at on, or NULL; moves *at behind it. */
static char *next_example(struct arena *arena, const char **at, const char *word)
{
    const char *open = strstr(*at, arena_printf(arena, "\n~~~%s\n", word));
    if (!open)
        return NULL;
    const char *start = open + strlen("\n~~~\n") + strlen(word);
    const char *end = strstr(start, "\n~~~\n");
    if (!end)
        return NULL;
    *at = end + 1;
    return arena_strndup(arena, start, (size_t)(end + 1 - start));
}

/* The examples of the authors' guide are right: its dictionary, and the reports that use it. */
TEST(the_examples_of_the_guide_are_right)
{
    struct define_case test;
    define_case_init(&test);
    size_t length = 0, reports = 0;
    const char *path = define_root(test.arena, "report-templates/README.md");
    const char *guide = define_read_file(test.arena, path, &length);
    if (CHECK(guide)) {
        const char *at = guide;
        const char *text = next_example(test.arena, &at, "yaml");
        if (CHECK(text))
            test.dictionary = define_dictionary_text(test.arena, "guide.yaml", text, strlen(text),
                                                     &test.world, test.diags);
        CHECK(test.dictionary);
        for (at = guide; (text = next_example(test.arena, &at, "markdown")); reports++) {
            define_case_read(&test, "guide.md", text, strlen(text));
            CHECK(test.report);
            CHECK_STR(test.found, "");
        }
        CHECK_INT(reports, 13);
    }
    define_case_done(&test);
}

/* Every key that can be used stands in the guide under both its names, and every format. */
TEST(the_guide_names_every_word)
{
    const struct schema *schemas[] = {
        &schema_report,    &schema_param,  &schema_dataset, &schema_indicator,  &schema_check,
        &schema_signature, &schema_table,  &schema_column,  &schema_letterhead, &schema_imprint,
        &schema_chart,     &schema_series, &schema_form,    &schema_cross};
    struct define_case test;
    define_case_init(&test);
    size_t length = 0, count = 0;
    const char *path = define_root(test.arena, "report-templates/README.md");
    const char *guide = define_read_file(test.arena, path, &length);
    for (size_t s = 0; guide && s < BASE_COUNT(schemas); s++) {
        for (size_t i = 0; i < schemas[s]->count; i++) {
            const struct key *key = &schemas[s]->keys[i];
            if (!key->later && !CHECK(strstr(guide, key->word.english)))
                CHECK_STR(key->word.english, "");
            if (!key->later && !CHECK(strstr(guide, key->word.chinese)))
                CHECK_STR(key->word.chinese, "");
        }
    }
    const char *const *formats = value_format_words(&count);
    for (size_t i = 0; guide && i < count; i++) {
        if (!CHECK(strstr(guide, formats[i])))
            CHECK_STR(formats[i], "");
    }
    CHECK(guide);
    define_case_done(&test);
}
