#include "style_testing.h"

#include <stdlib.h>

static const char *const roles[] = {"仿宋", "楷体", "黑体", "宋体", "小标宋"};

void style_case_init(struct style_case *test, const char *directory)
{
    *test = (struct style_case){.arena = arena_new(), .diags = diags_new()};
    world_init(&test->world);
    test->set = style_set_new(test->arena, directory ? directory : tap_path("no-such-folder"),
                              roles, BASE_COUNT(roles), &test->world);
}

void style_case_done(struct style_case *test)
{
    diags_free(test->diags);
    arena_free(test->arena);
}

char *style_case_found(struct style_case *test)
{
    struct buf out = {0};
    buf_puts(&out, "");
    for (size_t i = 0; i < diags_kept(test->diags); i++) {
        const struct diag *diag = diags_at(test->diags, i);
        buf_printf(&out, "%s %ld:%ld\n", diag->kind->code, diag->place.line, diag->place.column);
    }
    char *text = buf_copy(&out, test->arena);
    buf_done(&out);
    return text;
}

const struct style *style_case_read(struct style_case *test, const char *name, const char *text)
{
    return style_set_read(test->set, name, text, strlen(text), test->diags);
}

bool style_text_finds(const char *text, const char *want, const char *file, int line)
{
    struct style_case test;
    style_case_init(&test, NULL);
    const struct style *style = style_case_read(&test, "t", text);
    bool good = tap_check_str(style_case_found(&test), want, file, line, text);
    good =
        tap_check(!style == (want[0] != '\0'), file, line, "a style if nothing is wrong") && good;
    style_case_done(&test);
    return good;
}

char *style_root_file(struct arena *arena, const char *path, size_t *ret_length)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct diags *diags = diags_new();
    char *text = file_read(arena, root ? arena_printf(arena, "%s/%s", root, path) : path,
                           (size_t)1 << 20, ret_length, diags);
    diags_free(diags);
    return text;
}
