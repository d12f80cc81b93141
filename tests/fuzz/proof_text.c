/*
 * Fuzzing proofreading: any UTF-8 text, plain or Markdown by the first byte. Every place must lie
 * within its line, and the same text says the same twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/proof.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read(const char *name, const char *text, size_t length, struct buf *out)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    size_t count = 0;
    const struct proof_part *parts = proof_read_text(arena, name, text, length, &count);
    proof_check(parts, count, NULL, diags);
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct place *place = &diags_at(diags, i)->place;
        long points = (long)text_count(place->text, strlen(place->text));
        if (place->line < 1 || place->column < 1 || place->column + place->length > points + 1)
            abort();
    }
    diags_print(diags, out);
    diags_free(diags);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t bad = 0;
    if (size < 2 || !text_is_utf8((const char *)data + 1, size - 1, &bad) || memchr(data, 0, size))
        return 0;
    const char *name = data[0] % 2 ? "a.md" : "a.txt";
    struct buf once = {0}, twice = {0};
    read(name, (const char *)data + 1, size - 1, &once);
    read(name, (const char *)data + 1, size - 1, &twice);
    if (once.length != twice.length ||
        (once.length && memcmp(once.data, twice.data, once.length) != 0))
        abort();
    buf_done(&once);
    buf_done(&twice);
    return 0;
}
