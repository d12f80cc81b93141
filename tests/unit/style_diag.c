/*
 * tests/diag/STYnnn-*.yaml: one file for each mistake, beside it what must be found, a line
 * `CODE line:column` each.
 */
#include <stdio.h>
#include <stdlib.h>

#include "style_testing.h"

/* STY006 needs two askings: style_set.c. */
static bool needs_no_input(const char *code)
{
    return strcmp(code, "STY006") == 0;
}

static void bless(const char *path, const char *found)
{
    if (getenv("HUIBAO_BLESS"))
        tap_write(path, found, strlen(found));
}

static void check_input(const char *folder, const char *stem)
{
    struct style_case test;
    style_case_init(&test, NULL);
    size_t length = 0;
    const char *input = arena_printf(test.arena, "tests/diag/%s.yaml", stem);
    const char *expected = arena_printf(test.arena, "tests/diag/%s.expect", stem);
    const char *text = style_root_file(test.arena, input, &length);
    const struct style *style = style_set_read(test.set, stem, text, length, test.diags);
    diags_sort(test.diags);
    const char *found = style_case_found(&test);
    bless(arena_printf(test.arena, "%s/%s.expect", folder, stem), found);
    const char *want = style_root_file(test.arena, expected, &length);
    bool good = CHECK(!style) && CHECK_STR(found, want);
    good = CHECK(strstr(found, arena_strndup(test.arena, stem, 6))) && good;
    if (!good)
        printf("# %s\n", stem);
    style_case_done(&test);
}

TEST(each_mistake_is_found_in_its_place)
{
    struct style_case test;
    style_case_init(&test, NULL);
    const char *root = getenv("HUIBAO_ROOT");
    const char *folder = arena_printf(test.arena, "%s/tests/diag", root ? root : ".");
    size_t count = 0, mine = 0, kind_count = 0;
    const char *const *files = file_list(test.arena, folder, ".yaml", &count, test.diags);
    const struct diag_kind *const *kinds = style_diags(&kind_count);
    for (size_t i = 0; i < count; i++)
        if (strncmp(files[i], "STY", 3) == 0) {
            check_input(folder, arena_strndup(test.arena, files[i], strlen(files[i]) - 5));
            mine++;
        }
    CHECK(mine > 12);
    for (size_t k = 0; k < kind_count; k++) {
        bool has = needs_no_input(kinds[k]->code);
        for (size_t i = 0; i < count; i++)
            has |= strncmp(files[i], kinds[k]->code, 6) == 0;
        if (!CHECK(has))
            printf("# no input for %s\n", kinds[k]->code);
    }
    style_case_done(&test);
}
