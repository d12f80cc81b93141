/*
 * Fuzzing the reader of definitions: a report with a small dictionary, or, when the first byte is
 * odd, a dictionary. Whatever comes, reading ends, an error means no result, and a result dumps.
 */
#include <stdint.h>
#include <stdlib.h>

#include <huibao/define.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char dictionary_text[] =
    "数:\n  sql: SELECT 1 AS a, 2 AS b FROM 住户 WHERE 社区 = :社区 AND 迁入日期 <= :期末\n"
    "  indicators:\n    a: {unit: 件}\n    b: {expr: 上期.a + 1}\n";

static void read_report(struct arena *arena, const char *text, size_t length,
                        const struct world *world, struct diags *diags)
{
    const struct dictionary *dictionary = define_dictionary_text(
        arena, "d.yaml", dictionary_text, sizeof dictionary_text - 1, world, diags);
    if (!dictionary || diags_count(diags, DIAG_NOTE))
        abort();
    const struct report *report =
        define_report_text(arena, "r.md", text, length, dictionary, world, diags);
    if (!report != (diags_count(diags, DIAG_ERROR) > 0))
        abort();
    struct buf out = {0};
    if (report)
        define_dump(report, &out);
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct world world;
    struct buf out = {0};
    world_init(&world);
    const char *text = (const char *)data + 1;
    if (data[0] % 2 == 0)
        read_report(arena, text, size - 1, &world, diags);
    else if (!define_dictionary_text(arena, "d.yaml", text, size - 1, &world, diags) !=
             (diags_count(diags, DIAG_ERROR) > 0))
        abort();
    diags_print(diags, &out);
    buf_done(&out);
    diags_free(diags);
    arena_free(arena);
    return 0;
}
