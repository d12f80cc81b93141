/*
 * How much of 通用规范汉字表 (2013; the 8,105 characters that GB 18030-2022 asks office software to
 * handle) a role can print. The list is a text file in the fonts folder.
 */
#include <stdio.h>

#include "fonts_diags.h"
#include "set.h"

#define LIST_FILE "tongyong-guifan-hanzi.txt"
enum { LIST_CHARACTERS = 8105 };

static bool skip_comment(const char **cursor, const char *end)
{
    if (**cursor != '#')
        return false;
    while (*cursor < end && **cursor != '\n')
        (*cursor)++;
    return true;
}

/* The different characters of the list's text outside comments; at most `capacity` are kept. */
static size_t parse_list(struct arena *arena, const char *text, size_t length, uint32_t *out,
                         size_t capacity)
{
    uint8_t *seen = arena_alloc(arena, 0x110000 / 8);
    const char *end = text + length;
    size_t count = 0;

    for (const char *cursor = text; cursor < end;) {
        uint32_t c;
        if (skip_comment(&cursor, end))
            continue;
        if (!text_next(&cursor, end, &c) || c < 0x80 || c >= 0x110000 || seen[c / 8] >> c % 8 & 1)
            continue;
        seen[c / 8] = (uint8_t)(seen[c / 8] | 1U << c % 8);
        if (count < capacity)
            out[count] = c;
        count++;
    }
    return count;
}

static bool read_list(struct fonts *fonts, struct arena *arena, uint32_t *out, struct diags *diags)
{
    const char *path = arena_printf(arena, "%s/%s", fonts->directory, LIST_FILE);
    struct place place = {.file = path};
    size_t length, count;
    const char *text = file_read(arena, path, fonts->max_file_bytes, &length, diags);

    if (!text)
        return false;
    count = parse_list(arena, text, length, out, LIST_CHARACTERS);
    if (count == LIST_CHARACTERS)
        return true;
    diag_add(
        diags, &FNT006, &place,
        DIAG_ARGS(arena_printf(arena, "%d", LIST_CHARACTERS), arena_printf(arena, "%zu", count)));
    diag_hint(diags, "请从huibao的源代码重新取得这个文件");
    return false;
}

static void add_sample(struct fonts_coverage *coverage, uint32_t codepoint)
{
    size_t used = strlen(coverage->missing_sample);
    char encoded[4];
    size_t length = text_encode(codepoint, encoded);

    if (used + length >= sizeof coverage->missing_sample)
        return;
    memcpy(coverage->missing_sample + used, encoded, length);
    coverage->missing_sample[used + length] = '\0';
}

bool fonts_cover(struct fonts *fonts, int role, struct fonts_coverage *ret_coverage,
                 struct diags *diags)
{
    struct arena *arena = arena_new();
    uint32_t *list = arena_array(arena, LIST_CHARACTERS, sizeof *list);
    struct fonts_coverage coverage = {.total = LIST_CHARACTERS};
    bool read = read_list(fonts, arena, list, diags);

    for (size_t i = 0; read && i < LIST_CHARACTERS; i++) {
        struct fonts_glyph glyph;
        if (!fonts_lookup(fonts, role, FONTS_HAN, list[i], &glyph)) {
            coverage.missing++;
            add_sample(&coverage, list[i]);
        } else if (glyph.fallback) {
            coverage.fallback++;
        } else {
            coverage.first++;
        }
    }
    if (read)
        *ret_coverage = coverage;
    arena_free(arena);
    return read;
}
