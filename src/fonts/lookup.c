/*
 * Which face and glyph a character gets in a role: the chain is walked once per character, the
 * answer is remembered.
 */
#include "set.h"

enum lookup_state { LOOKUP_UNKNOWN, LOOKUP_FOUND, LOOKUP_MISSING };

struct range {
    uint32_t first, last;
};

/*
 * Letters of other scripts belong to the 西文 face whatever the caller says (Fandol's are those of
 * GB 2312, full-width), and everything from the radicals on to the Han face. Between them lie the
 * shared marks, where the caller's word counts.
 */
static bool is_western_letter(uint32_t c)
{
    static const struct range letters[] = {
        {0x00C0, 0x00D6}, {0x00D8, 0x00F6}, {0x00F8, 0x02AF}, {0x0300, 0x052F},
        {0x1AB0, 0x1AFF}, {0x1D00, 0x1FFF}, {0xFB00, 0xFB06},
    };

    for (size_t i = 0; i < BASE_COUNT(letters); i++)
        if (c >= letters[i].first && c <= letters[i].last)
            return true;
    return false;
}

static enum fonts_script script_of(uint32_t c, enum fonts_script asked)
{
    if (is_western_letter(c))
        return FONTS_LATIN;
    return c >= 0x2E80 ? FONTS_HAN : asked;
}

static bool chain_lookup(struct fonts *fonts, const struct role *role, enum fonts_script script,
                         uint32_t codepoint, struct fonts_glyph *ret_glyph)
{
    for (size_t i = 0; i < role->count[script]; i++) {
        uint16_t number = role->chain[script][i];
        struct face *face = &fonts->faces[number];
        uint32_t glyph;

        if (!fonts_face_ready(fonts, face))
            continue;
        glyph = fonts_face_glyph(face, codepoint);
        if (!glyph)
            continue;
        *ret_glyph = (struct fonts_glyph){
            .face = number,
            .fallback = number != role->first[FONTS_HAN] && number != role->first[FONTS_LATIN],
            .glyph = glyph,
            .advance = fonts_advance(fonts, number, glyph),
        };
        return true;
    }
    return false;
}

bool fonts_lookup(struct fonts *fonts, int number, enum fonts_script asked, uint32_t codepoint,
                  struct fonts_glyph *ret_glyph)
{
    enum fonts_script script = script_of(codepoint, asked);
    struct role *role = &fonts->roles[number];
    struct lookup_block **block;
    uint8_t *state;

    if (codepoint >= 0x110000)
        return false;
    if (!role->cache[script])
        role->cache[script] = arena_array(fonts->arena, FONTS_BLOCKS, sizeof *role->cache[script]);
    block = &role->cache[script][codepoint / FONTS_BLOCK];
    if (!*block)
        *block = arena_alloc(fonts->arena, sizeof **block);
    state = &(*block)->state[codepoint % FONTS_BLOCK];
    if (*state == LOOKUP_UNKNOWN)
        *state =
            chain_lookup(fonts, role, script, codepoint, &(*block)->glyphs[codepoint % FONTS_BLOCK])
                ? LOOKUP_FOUND
                : LOOKUP_MISSING;
    if (*state == LOOKUP_MISSING)
        return false;
    *ret_glyph = (*block)->glyphs[codepoint % FONTS_BLOCK];
    return true;
}
