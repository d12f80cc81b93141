#include <huibao/yaml.h>

#include <string.h>

#include "yaml_diags.h"

struct source *yaml_source(struct arena *arena, const char *name, const char *text, size_t length,
                           struct diags *diags)
{
    size_t bad = 0;
    bool marked = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    text += marked ? 3 : 0;
    length -= marked ? 3 : 0;
    text = arena_strndup(arena, text, length); /* scanners may look for its NUL */
    struct source *source = source_new(arena, name, text, length);
    if (!text_is_utf8(text, length, &bad)) {
        struct place place = source_place(source, bad, bad);
        place.text = NULL;
        diag_add(diags, &YML001, &place, NULL);
        diag_hint(diags, "用“另存为”选 UTF-8 编码保存");
        return NULL;
    }
    size_t errors = diags_count(diags, DIAG_ERROR);
    const char *cursor = text, *end = text + length;
    while (cursor < end) {
        const char *start = cursor;
        uint32_t codepoint = 0;
        if (!text_next(&cursor, end, &codepoint) || !source_is_hidden(codepoint))
            continue;
        struct place place = source_place(source, (size_t)(start - text), (size_t)(cursor - text));
        place.text = NULL; /* it could not be shown */
        diag_add(diags, &YML002, &place,
                 DIAG_ARGS(arena_printf(arena, "U+%04X", (unsigned)codepoint)));
        diag_hint(diags, "删去这个看不见的字符");
    }
    return diags_count(diags, DIAG_ERROR) == errors ? source : NULL;
}
