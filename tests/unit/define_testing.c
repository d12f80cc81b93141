#include "define_testing.h"

#include <stdio.h>
#include <stdlib.h>

const char *define_root(struct arena *arena, const char *path)
{
    const char *root = getenv("HUIBAO_ROOT");
    return root ? arena_printf(arena, "%s/%s", root, path) : arena_strdup(arena, path);
}

char *define_read_file(struct arena *arena, const char *path, size_t *ret_length)
{
    struct diags *diags = diags_new();
    char *text = file_read(arena, path, (size_t)64 << 20, ret_length, diags);
    diags_free(diags);
    return text;
}

static char *codes(struct define_case *test)
{
    struct buf out = {0};
    buf_puts(&out, "");
    for (size_t i = 0; i < diags_kept(test->diags); i++) {
        const struct diag *diag = diags_at(test->diags, i);
        const char *shared = diag->place.file ? strstr(diag->place.file, "sections/") : NULL;
        buf_printf(&out, "%s %s%s%ld:%ld\n", diag->kind->code, shared ? shared : "",
                   shared ? ":" : "", diag->place.line, diag->place.column);
    }
    char *text = out.data ? buf_copy(&out, test->arena) : arena_strdup(test->arena, "");
    buf_done(&out);
    return text;
}

void define_case_init(struct define_case *test)
{
    *test = (struct define_case){.arena = arena_new(), .diags = diags_new()};
    world_init(&test->world);
    const char *path = define_root(test->arena, "tests/golden/define/indicators.yaml");
    size_t length = 0;
    const char *text = define_read_file(test->arena, path, &length);
    test->dictionary = define_dictionary_text(test->arena, "indicators.yaml", text ? text : "",
                                              length, &test->world, test->diags);
    if (test->dictionary)
        test->dictionary->sections = define_root(test->arena, "tests/golden/define/sections");
}

void define_case_done(struct define_case *test)
{
    diags_free(test->diags);
    arena_free(test->arena);
}

void define_case_read(struct define_case *test, const char *name, const char *text, size_t length)
{
    const char *suffix = strrchr(name, '.');
    if (suffix && strcmp(suffix, ".yaml") == 0)
        define_dictionary_text(test->arena, name, text, length, &test->world, test->diags);
    else
        test->report = define_report_text(test->arena, name, text, length, test->dictionary,
                                          &test->world, test->diags);
    test->found = codes(test);
}

void define_case_body(struct define_case *test, const char *body)
{
    char *text = arena_printf(test->arena,
                              "---\nid: t\ntitle: '{{社区}}{{期}}'\nparams:\n"
                              "  社区: {type: community}\n  期: {type: month}\n---\n%s",
                              body);
    define_case_read(test, "t.md", text, strlen(text));
}

static bool finds(struct define_case *test, const char *want, const char *file, int line)
{
    bool same = tap_check_str(test->found, want, file, line, "found");
    bool wrong = diags_count(test->diags, DIAG_ERROR) > 0;
    same = tap_check(!wrong || !test->report, file, line, "no report with errors") && same;
    define_case_done(test);
    return same;
}

bool define_body_finds(const char *body, const char *want, const char *file, int line)
{
    struct define_case test;
    define_case_init(&test);
    define_case_body(&test, body);
    return finds(&test, want, file, line);
}

bool define_front_finds(const char *front, const char *want, const char *file, int line)
{
    struct define_case test;
    define_case_init(&test);
    char *text = arena_printf(test.arena, "---\n%s---\n正文。\n", front);
    define_case_read(&test, "t.md", text, strlen(text));
    return finds(&test, want, file, line);
}

bool define_yaml_finds(const char *dictionary, const char *want, const char *file, int line)
{
    struct define_case test;
    define_case_init(&test);
    define_case_read(&test, "d.yaml", dictionary, strlen(dictionary));
    return finds(&test, want, file, line);
}

/* Leaves out each @line:column and the space before it. */
static void put_without_places(struct buf *out, const char *line, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t sign = at + (line[at] == ' ');
        size_t digits =
            sign < length && line[sign] == '@' ? strspn(line + sign + 1, "0123456789:") : 0;
        if (digits)
            at = sign + 1 + digits;
        else
            buf_putc(out, line[at++]);
    }
}

/* The dump's lines from the first block on, without their “ @line:column”. */
static char *blocks_only(struct define_case *test, const char *dump)
{
    struct buf out = {0};
    buf_puts(&out, "");
    bool blocks = false;
    while (dump && *dump) {
        const char *end = strchr(dump, '\n');
        size_t length = end ? (size_t)(end - dump) : strlen(dump);
        static const char *const kinds[] = {"heading ", "paragraph", "table", "if"};
        for (size_t i = 0; i < BASE_COUNT(kinds); i++)
            blocks = blocks || strncmp(dump, kinds[i], strlen(kinds[i])) == 0;
        if (blocks) {
            put_without_places(&out, dump, length);
            buf_putc(&out, '\n');
        }
        dump = end ? end + 1 : NULL;
    }
    char *text = buf_copy(&out, test->arena);
    buf_done(&out);
    return text;
}

bool define_body_dumps(const char *body, const char *want, const char *file, int line)
{
    struct define_case test;
    define_case_init(&test);
    define_case_body(&test, body);
    bool good = tap_check_str(test.found, "", file, line, "found");
    if (test.report) {
        struct buf out = {0};
        define_dump(test.report, &out);
        good = tap_check_str(blocks_only(&test, out.data), want, file, line, "dump") && good;
        buf_done(&out);
    }
    define_case_done(&test);
    return good;
}
