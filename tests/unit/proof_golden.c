/*
 * tests/golden/proof/NAME.txt → NAME.findings: what proofreading says of a whole text, a line each:
 * CODE line:column the words it points at. HUIBAO_BLESS=1 rewrites.
 */
#include <huibao/proof.h>

#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

static const char *root(struct arena *arena, const char *path)
{
    const char *up = access("tests/golden", F_OK) == 0 ? "." : "../..";
    return arena_printf(arena, "%s/%s", up, path);
}

/* The characters a diagnostic's caret stands under. */
static const char *words_of(struct arena *arena, const struct place *place)
{
    const char *from = place->text, *end = from + strlen(from);
    uint32_t unused = 0;
    for (long i = 1; i < place->column && from < end; i++)
        text_next(&from, end, &unused);
    const char *to = from;
    for (long i = 0; i < place->length && to < end; i++)
        text_next(&to, end, &unused);
    return arena_strndup(arena, from, (size_t)(to - from));
}

static char *findings(struct arena *arena, const char *name, const char *text, size_t length)
{
    struct diags *diags = diags_new();
    struct buf out = {0};
    size_t count = 0;
    const struct proof_part *parts = proof_read_text(arena, name, text, length, &count);
    proof_check(parts, count, NULL, diags);
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        buf_printf(&out, "%s %ld:%ld %s\n", diag->kind->code, diag->place.line, diag->place.column,
                   words_of(arena, &diag->place));
    }
    char *copy = arena_strdup(arena, out.data ? out.data : "");
    buf_done(&out);
    diags_free(diags);
    return copy;
}

static void check_file(const char *stem, const char *suffix)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    size_t length = 0;
    const char *path = root(arena, arena_printf(arena, "tests/golden/proof/%s%s", stem, suffix));
    const char *want = root(arena, arena_printf(arena, "tests/golden/proof/%s.findings", stem));
    const char *text = file_read(arena, path, 1 << 20, &length, diags);
    if (CHECK(text)) {
        char *got = findings(arena, path, text, length);
        if (getenv("HUIBAO_BLESS"))
            tap_write(want, got, strlen(got));
        CHECK_STR(got, file_read(arena, want, 1 << 20, &length, diags));
    }
    diags_free(diags);
    arena_free(arena);
}

TEST(mistakes_are_found_in_their_places)
{
    check_file("mistakes", ".txt");
}

TEST(a_clean_report_is_left_alone)
{
    check_file("clean", ".txt");
}

/* A report like those published: eleven mistakes of theirs, the rest of it as it should be. */
TEST(a_survey_with_the_usual_mistakes)
{
    check_file("survey", ".txt");
}

TEST(markdown_keeps_its_places)
{
    check_file("notes", ".md");
}
