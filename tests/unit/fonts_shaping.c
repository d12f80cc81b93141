/* Pango gets exactly the file that was asked for, and its glyphs are that file's. */
#include <stdio.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <pango/pangofc-font.h>

#include "fonts_testing.h"
#include "tap.h"

enum { SIZE = 16128 }; /* 15.75 pt */

static struct fonts *open_all(struct diags *diags)
{
    struct world world;

    world_init(&world);
    return fonts_open(fonts_testing_dir(), &world, diags);
}

static int face_of(struct fonts *fonts, const char *role, enum fonts_script script, uint32_t c)
{
    struct fonts_glyph glyph = {0};

    CHECK(fonts_lookup(fonts, fonts_role(role), script, c, &glyph));
    return glyph.face;
}

/* Shapes one text with one face; the sum of the advances, and the first glyph. */
static int shape(struct fonts *fonts, int face, const char *text, uint32_t *ret_first)
{
    PangoAnalysis analysis = {0};
    PangoGlyphString *glyphs = pango_glyph_string_new();
    int width;

    analysis.font = fonts_pango_font(fonts, face, SIZE);
    analysis.language = pango_language_from_string("zh-cn");
    analysis.script = G_UNICODE_SCRIPT_LATIN;
    pango_shape_with_flags(text, -1, text, -1, &analysis, glyphs, PANGO_SHAPE_NONE);
    width = pango_glyph_string_get_width(glyphs);
    *ret_first = glyphs->glyphs[0].glyph;
    pango_glyph_string_free(glyphs);
    return width;
}

TEST(each_face_is_its_own_file)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);

    for (size_t i = 0; i < fonts_face_count(fonts); i++) {
        PangoFont *font = fonts_pango_font(fonts, (int)i, SIZE);
        struct fonts_face_info info = fonts_face(fonts, (int)i);
        FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
        FcChar8 *file = NULL;
        int index = -1;
        CHECK(FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch);
        CHECK(FcPatternGetInteger(pattern, FC_INDEX, 0, &index) == FcResultMatch);
        CHECK_STR((const char *)file, info.path);
        CHECK_INT(index, info.index);
    }
    fonts_close(fonts);
    diags_free(diags);
}

TEST(glyphs_and_widths_are_the_faces)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    int face = face_of(fonts, "仿宋", FONTS_LATIN, 'n');
    struct fonts_glyph glyph;
    uint32_t first;

    CHECK(fonts_lookup(fonts, fonts_role("仿宋"), FONTS_LATIN, 'n', &glyph));
    CHECK_INT(shape(fonts, face, "n", &first), fonts_scale(glyph.advance, SIZE));
    CHECK_INT(first, glyph.glyph);
    CHECK(shape(fonts, face, "AVA", &first) < 3 * fonts_scale(47333, SIZE)); /* kerned */
    face = face_of(fonts, "小标宋", FONTS_HAN, 0x4E2D);
    CHECK(fonts_lookup(fonts, fonts_role("小标宋"), FONTS_HAN, 0x4E2D, &glyph));
    CHECK_INT(shape(fonts, face, "中", &first), SIZE);
    CHECK_INT(first, glyph.glyph);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(the_same_face_and_size_is_made_once)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    PangoFont *font = fonts_pango_font(fonts, 0, SIZE);

    CHECK(font && fonts_pango_font(fonts, 0, SIZE) == font);
    CHECK(fonts_pango_font(fonts, 0, SIZE + 1) != font);
    CHECK(fonts_pango_font(fonts, 1, SIZE) != font);
    CHECK(fonts_pango_context(fonts) != NULL);
    fonts_close(fonts);
    diags_free(diags);
}
