/*
 * Which face and glyph a character gets in a role: the chain is walked once per character, the
 * answer is remembered.
 */
#include <stdlib.h>

#include "set.h"

enum lookup_state { LOOKUP_UNKNOWN, LOOKUP_FOUND, LOOKUP_MISSING };

enum { FULL_WIDTH_DOLLAR = 0xFF04, FULL_WIDTH_YUAN = 0xFFE5 };

struct range {
    uint32_t first, last;
};

struct shape {
    int points, contours;
    FT_Glyph_Metrics metrics;
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

/* False when the glyph has no outline. */
static bool shape_of(FT_Face ft, uint32_t glyph, struct shape *ret_shape)
{
    if (!glyph || FT_Load_Glyph(ft, glyph, FT_LOAD_NO_SCALE) ||
        ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE || !ft->glyph->outline.n_points)
        return false;
    *ret_shape = (struct shape){ft->glyph->outline.n_points, ft->glyph->outline.n_contours,
                                ft->glyph->metrics};
    return true;
}

static bool is_near(FT_Pos a, FT_Pos b)
{
    return labs(a - b) <= 2;
}

/* Fandol draws ￥ as ＄, some of its faces a unit beside. An amount must not be of another money. */
static bool yuan_is_a_dollar(const struct face *face, uint32_t yuan)
{
    struct shape a, b;
    return shape_of(face->ft, yuan, &a) &&
           shape_of(face->ft, fonts_face_glyph(face, FULL_WIDTH_DOLLAR), &b) &&
           a.points == b.points && a.contours == b.contours &&
           is_near(a.metrics.width, b.metrics.width) &&
           is_near(a.metrics.height, b.metrics.height) &&
           is_near(a.metrics.horiBearingX, b.metrics.horiBearingX) &&
           is_near(a.metrics.horiBearingY, b.metrics.horiBearingY);
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
        if (!glyph || (codepoint == FULL_WIDTH_YUAN && yuan_is_a_dollar(face, glyph)))
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
