/*
 * Fitting a fallback face to the first one. Faces of one em draw their squares differently large and
 * differently high: Noto's stand 0.08 em above Fandol's, which shows in every name. The ink of some
 * plain characters that any Chinese face has tells by how much.
 */
#include "set.h"

enum { EM = 65536, LEAST_SCALE = EM * 85 / 100, MOST_SCALE = EM * 118 / 100, MOST_RAISE = EM / 6 };

struct frame { /* of ink, summed over the samples, in 1/65536 em */
    int64_t extent;
    int64_t middle; /* twice the height of its middle above the baseline */
    int count;
};

static void add_ink(const struct face *face, uint32_t codepoint, struct frame *frame)
{
    const FT_Glyph_Metrics *ink = &face->ft->glyph->metrics;
    FT_UInt glyph = fonts_face_glyph(face, codepoint);
    int64_t em = face->ft->units_per_EM;

    if (!glyph || FT_Load_Glyph(face->ft, glyph, FT_LOAD_NO_SCALE))
        return;
    frame->extent += (int64_t)(ink->width + ink->height) * EM / em;
    frame->middle += (int64_t)(2 * ink->horiBearingY - ink->height) * EM / em;
    frame->count++;
}

static struct frame frame_of(const struct fonts *fonts, int number)
{
    static const uint32_t samples[] = {0x56FD, 0x6C38, 0x91CD, 0x8857, 0x9053, 0x793E,
                                       0x533A, 0x6C11, 0x6587, 0x660E, 0x65B0, 0x666F};
    struct face *face = &fonts->faces[number];
    struct frame frame = {0};

    for (size_t i = 0; fonts_face_ready(fonts, face) && i < BASE_COUNT(samples); i++)
        add_ink(face, samples[i], &frame);
    return frame;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

static struct fonts_fit compute(const struct fonts *fonts, int first, int number)
{
    struct frame wanted = frame_of(fonts, first), own = frame_of(fonts, number);
    struct fonts_fit fit = {.scale = EM};

    if (!wanted.count || own.count != wanted.count || own.extent <= 0)
        return fit;
    fit.scale = (int32_t)clamp(wanted.extent * EM / own.extent, LEAST_SCALE, MOST_SCALE);
    fit.raise = (int32_t)clamp((wanted.middle - own.middle * fit.scale / EM) / (2 * own.count),
                               -MOST_RAISE, MOST_RAISE);
    return fit;
}

struct fonts_fit fonts_fit(struct fonts *fonts, int number, int face)
{
    struct role *role = &fonts->roles[number];
    int first = role->first[FONTS_HAN];

    if (face == first)
        return (struct fonts_fit){.scale = EM};
    if (!role->fits)
        role->fits = arena_array(fonts->arena, fonts->face_count, sizeof *role->fits);
    if (!role->fits[face].scale)
        role->fits[face] = compute(fonts, first, face);
    return role->fits[face];
}
