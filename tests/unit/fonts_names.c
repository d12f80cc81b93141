/* What whoever asks a face's own character map is told: the names given, and nothing else. */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include FT_TRUETYPE_TAGS_H

#include <stdio.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#include "fonts_testing.h"
#include "tap.h"

static struct fonts *open_all(struct diags *diags)
{
    struct world world;

    world_init(&world);
    return fonts_open(fonts_testing_dir(), &world, diags);
}

static unsigned get16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

/* The Windows Unicode (3, 1) subtable, read through FreeType as cairo does; the caller frees it. */
static unsigned char *read_subtable(FT_Face ft)
{
    unsigned char header[4 + 8 * 16], start[4], *table;
    FT_ULong length = sizeof header, offset = 0;

    CHECK(FT_Load_Sfnt_Table(ft, TTAG_cmap, 0, header, &length) == 0);
    for (unsigned i = 0; i < get16(header + 2); i++)
        if (get16(header + 4 + 8 * i) == 3 && get16(header + 6 + 8 * i) == 1)
            offset = (FT_ULong)get16(header + 8 + 8 * i) << 16 | get16(header + 10 + 8 * i);
    length = sizeof start;
    CHECK(offset && FT_Load_Sfnt_Table(ft, TTAG_cmap, (FT_Long)offset, start, &length) == 0);
    CHECK_INT(get16(start), 4);
    length = get16(start + 2);
    table = malloc(length);
    CHECK(table && FT_Load_Sfnt_Table(ft, TTAG_cmap, (FT_Long)offset, table, &length) == 0);
    return table;
}

/* The character of a glyph by the subtable; 0: none. */
static unsigned ask(FT_Face ft, unsigned glyph)
{
    unsigned char *table = read_subtable(ft);
    unsigned segments = get16(table + 6) / 2, found = 0;
    const unsigned char *ends = table + 14, *starts = ends + 2 * segments + 2;
    const unsigned char *deltas = starts + 2 * segments;

    for (unsigned i = 0; i < segments && get16(starts + 2 * i) != 0xFFFF && !found; i++) {
        CHECK_INT(get16(ends + 2 * i), get16(starts + 2 * i));
        if (((glyph - get16(deltas + 2 * i)) & 0xFFFF) == get16(starts + 2 * i))
            found = get16(starts + 2 * i);
    }
    free(table);
    return found;
}

TEST(faces_tell_only_what_they_were_told)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph sun = {0}, moon = {0};
    FT_Face ft;

    CHECK(fonts_lookup(fonts, fonts_role("仿宋"), FONTS_HAN, 0x65E5, &sun));
    CHECK(fonts_lookup(fonts, fonts_role("仿宋"), FONTS_HAN, 0x6708, &moon));
    ft = fonts_ft_face(fonts, sun.face);
    CHECK(ft->charmap == NULL);
    CHECK_INT(ask(ft, sun.glyph), 0);
    fonts_glyph_name(fonts, sun.face, sun.glyph, 0x65E5);
    fonts_glyph_name(fonts, sun.face, sun.glyph, 0x2F47);   /* the first name stays */
    fonts_glyph_name(fonts, sun.face, moon.glyph, 0x2CC56); /* does not fit the table */
    fonts_glyph_name(fonts, sun.face, 0x10000, 0x6708);
    CHECK_INT(ask(ft, sun.glyph), 0x65E5);
    CHECK_INT(ask(ft, moon.glyph), 0);
    fonts_glyph_names_clear(fonts);
    CHECK_INT(ask(ft, sun.glyph), 0);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(many_names_fit_and_too_many_do_no_harm)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph sun = {0};
    FT_Face ft;

    CHECK(fonts_lookup(fonts, fonts_role("黑体"), FONTS_HAN, 0x65E5, &sun));
    ft = fonts_ft_face(fonts, sun.face);
    for (uint32_t glyph = 1; glyph < 9000; glyph++)
        fonts_glyph_name(fonts, sun.face, glyph, 0x4E00 + glyph);
    for (uint32_t glyph = 1; glyph < 4000; glyph += 31)
        CHECK_INT(ask(ft, glyph), 0x4E00 + glyph);
    CHECK_INT(ask(ft, 8999), 0);
    CHECK(fonts_lookup(fonts, fonts_role("黑体"), FONTS_HAN, 0x6708, &sun)); /* still finds */
    fonts_close(fonts);
    diags_free(diags);
}

TEST(held_faces_outlive_the_set)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph sun = {0};
    FT_Face ft;

    CHECK(fonts_lookup(fonts, 0, FONTS_HAN, 0x65E5, &sun));
    ft = fonts_ft_hold(fonts_ft_face(fonts, sun.face));
    fonts_close(fonts);
    CHECK(FT_Load_Glyph(ft, sun.glyph, FT_LOAD_NO_SCALE) == 0);
    CHECK_STR(FT_Get_Postscript_Name(ft), "FandolFang-Regular");
    fonts_ft_release(ft);
    diags_free(diags);
}
