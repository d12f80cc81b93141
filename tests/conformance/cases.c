/*
 * Reads the case files and prints TAP, one line per case.
 *   tests/conformance [part of a case's line]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance.h"

struct reader {
    const char *file;
    size_t line;
    char *section; /* the rule and its source */
    enum style_breaking level;
    unsigned modes;
    const char *only;
    size_t ran, failed;
};

static void report(struct reader *reader, const char *text, const char *why)
{
    reader->ran++;
    reader->failed += why != NULL;
    if (why)
        printf("# %s:%zu: %s\n", reader->file, reader->line, why);
    printf("%s %zu - %s: %s\n", why ? "not ok" : "ok", reader->ran, reader->section, text);
}

static void run_case(struct reader *reader, char *text)
{
    size_t length = strcspn(text, " ");
    const struct check *check = check_find(text, length);
    char *name = strdup(text);
    struct run run = {.level = reader->level, .modes = reader->modes};
    if (!check) {
        report(reader, name, "there is no such check");
    } else {
        run.rig = rig_new();
        char *argument = text + length + strspn(text + length, " ");
        bool good = check->fn(&run, argument);
        report(reader, name, good ? NULL : run.why.length ? run.why.data : "it does not hold");
        rig_free(run.rig);
    }
    buf_done(&run.why);
    free(name);
}

static bool set_level(struct reader *reader, const char *name)
{
    static const char *const names[] = {"basic", "gb", "strict"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (strcmp(name, names[i]) == 0) {
            reader->level = (enum style_breaking)i;
            return true;
        }
    return false;
}

static bool set_modes(struct reader *reader, const char *text)
{
    static const char *const names[] = {"body", "cell", "title"};
    reader->modes = 0;
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (strstr(text, names[i]))
            reader->modes |= 1u << i;
    return reader->modes != 0;
}

static void read_line(struct reader *reader, char *text)
{
    if (text[0] == 0 || text[0] == '#')
        return;
    if (text[0] == '[') {
        free(reader->section);
        reader->section = strndup(text + 1, strcspn(text + 1, "]"));
        set_level(reader, "strict");
        set_modes(reader, "body cell title");
    } else if (strncmp(text, "level ", 6) == 0) {
        if (!set_level(reader, text + 6))
            report(reader, text, "there is no such level");
    } else if (strncmp(text, "modes ", 6) == 0) {
        if (!set_modes(reader, text + 6))
            report(reader, text, "there is no such mode");
    } else if (!reader->only || strstr(text, reader->only)) {
        run_case(reader, text);
    }
}

static void read_file(struct reader *reader, char *text)
{
    reader->line = 0;
    for (char *next = text; next && *next;) {
        char *line = next;
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        reader->line++;
        read_line(reader, line);
    }
}

int main(int argc, char **argv)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    char *dir = arena_printf(arena, "%s%stests/conformance", root ? root : "", root ? "/" : "");
    struct reader reader = {.only = argc > 1 ? argv[1] : NULL, .section = strdup("")};
    size_t count = 0;
    const char *const *names = file_list(arena, dir, ".cases", &count, diags);
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        reader.file = names[i];
        char *text = file_read(arena, arena_printf(arena, "%s/%s", dir, names[i]), (size_t)1 << 24,
                               &length, diags);
        if (text)
            read_file(&reader, text);
    }
    if (!reader.only)
        reader.failed += !linebreak_run(++reader.ran);
    printf("1..%zu\n# %zu cases, %zu failed\n", reader.ran, reader.ran, reader.failed);
    free(reader.section);
    diags_free(diags);
    arena_free(arena);
    return reader.failed > 0 || count == 0;
}
