/*
 * tests/golden/pages/NAME.model → NAME.pages, the dump of its pages, and NAME.lines, how its lines
 * were composed, where there is such a file. HUIBAO_BLESS=1 rewrites the expectations.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"
#include "typeset_testing.h"

static char *golden_path(struct arena *arena, const char *name)
{
    const char *root = getenv("HUIBAO_ROOT");
    return arena_printf(arena, "%s%stests/golden/pages%s%s", root ? root : "", root ? "/" : "",
                        *name ? "/" : "", name);
}

static void golden_compare(struct rig *rig, const char *name, const char *got)
{
    char *path = golden_path(rig->arena, name);
    if (getenv("HUIBAO_BLESS")) {
        tap_write(path, got, strlen(got));
        return;
    }
    size_t length = 0;
    char *want = file_read(rig->arena, path, (size_t)1 << 26, &length, rig->diags);
    if (!CHECK(want != NULL))
        return;
    size_t line = 1;
    for (const char *a = got, *b = want; *a || *b; a++, b++) {
        if (*a != *b) {
            printf("# %s:%zu differs; HUIBAO_BLESS=1 rewrites it after you have looked\n", path,
                   line);
            CHECK(*a == *b);
            return;
        }
        line += *a == '\n';
    }
}

/* The style that the model names, from the shipped files. */
static void golden_style(struct rig *rig, const char *text)
{
    const char *line = strstr(text, "\nstyle ");
    if (!line)
        return;
    const char *name = line + strlen("\nstyle ");
    const char *root = getenv("HUIBAO_ROOT");
    size_t count = 0;
    const char *const *roles = fonts_role_names(&count);
    struct style_set *set = style_set_new(
        rig->arena, arena_printf(rig->arena, "%s/report-templates/styles", root ? root : "."),
        roles, count, &rig->world);
    const struct style *style = style_set_find(
        set, arena_strndup(rig->arena, name, strcspn(name, "\n")), &PLACE_NONE, rig->diags);
    if (CHECK(style != NULL))
        rig->style = style;
}

static void golden_run(const char *name)
{
    struct rig *rig = rig_new();
    size_t length = 0;
    char *text =
        file_read(rig->arena, golden_path(rig->arena, name), (size_t)1 << 26, &length, rig->diags);
    if (CHECK(text != NULL)) {
        golden_style(rig, text);
        struct pages *pages = rig_pages(rig, text);
        if (pages)
            CHECK(rig_check_pages(rig, pages, name));
        struct buf dump = {0};
        if (pages)
            pages_dump(pages, rig->fonts, &dump);
        diags_print(rig->diags, &dump);
        char *base = arena_strndup(rig->arena, name, strlen(name) - strlen(".model"));
        golden_compare(rig, arena_printf(rig->arena, "%s.pages", base), dump.data);
        buf_clear(&dump);
        const char *lines = arena_printf(rig->arena, "%s.lines", base);
        if (pages && access(golden_path(rig->arena, lines), R_OK) == 0) {
            pages_dump_lines(pages, &dump);
            golden_compare(rig, lines, dump.data);
        }
        buf_done(&dump);
        pages_free(pages);
    }
    rig_free(rig);
}

TEST(golden_pages)
{
    struct rig *rig = rig_new();
    size_t count = 0;
    const char *const *names =
        file_list(rig->arena, golden_path(rig->arena, ""), ".model", &count, rig->diags);
    CHECK(count >= 11);
    for (size_t i = 0; i < count; i++)
        golden_run(names[i]);
    rig_free(rig);
}
