/* Characters to faces and glyphs: chains, shared marks, rare characters, metrics, coverage. */
#include <stdio.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#include "../../src/fonts/fonts_diags.h"
#include "fonts_testing.h"

#include "tap.h"

static struct fonts *open_all(struct diags *diags)
{
    struct world world;

    world_init(&world);
    return fonts_open(fonts_testing_dir(), &world, diags);
}

static struct fonts_glyph look(struct fonts *fonts, const char *role, enum fonts_script script,
                               uint32_t c)
{
    struct fonts_glyph glyph = {0};

    CHECK(fonts_lookup(fonts, fonts_role(role), script, c, &glyph));
    return glyph;
}

static const char *face_of(struct fonts *fonts, struct fonts_glyph glyph)
{
    return fonts_face(fonts, glyph.face).name;
}

TEST(shared_marks_follow_the_script)
{
    static const uint32_t marks[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x2026, 0x2014};
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);

    for (size_t i = 0; i < BASE_COUNT(marks); i++) {
        struct fonts_glyph han = look(fonts, "仿宋", FONTS_HAN, marks[i]);
        struct fonts_glyph latin = look(fonts, "仿宋", FONTS_LATIN, marks[i]);
        CHECK_STR(face_of(fonts, han), "FandolFang-Regular");
        CHECK_STR(face_of(fonts, latin), "LiberationSerif");
        CHECK_INT(han.advance, 65536);
        CHECK(!han.fallback && !latin.fallback);
    }
    fonts_close(fonts);
    diags_free(diags);
}

TEST(full_width_marks_are_never_western_and_letters_always)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph comma = look(fonts, "仿宋", FONTS_LATIN, 0xFF0C);
    struct fonts_glyph letter = look(fonts, "仿宋", FONTS_HAN, 0x00E9);
    struct fonts_glyph greek = look(fonts, "仿宋", FONTS_HAN, 0x03B1);

    CHECK_STR(face_of(fonts, comma), "FandolFang-Regular");
    CHECK_INT(comma.advance, 65536);
    CHECK_STR(face_of(fonts, letter), "LiberationSerif");
    CHECK_STR(face_of(fonts, greek), "LiberationSerif");
    fonts_close(fonts);
    diags_free(diags);
}

TEST(rare_characters_come_from_later_faces_and_say_so)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph lo = look(fonts, "仿宋", FONTS_HAN, 0x5570);   /* 啰, not in Fandol */
    struct fonts_glyph wei = look(fonts, "楷体", FONTS_HAN, 0x2CC56); /* 𬱖, outside the BMP */
    struct fonts_glyph ling = look(fonts, "仿宋", FONTS_HAN, 0x3007); /* 〇 */

    CHECK(lo.fallback);
    CHECK_STR(face_of(fonts, lo), "LXGWWenKai-Light");
    CHECK(wei.fallback);
    CHECK(!ling.fallback);
    CHECK_INT(ling.advance, 65536);
    fonts_close(fonts);
    diags_free(diags);
}

/* Fandol's ￥ is a ＄. */
TEST(a_yuan_is_not_printed_as_a_dollar)
{
    static const char *const roles[] = {"仿宋", "楷体", "黑体", "宋体", "小标宋"};
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    for (size_t i = 0; i < BASE_COUNT(roles); i++) {
        struct fonts_glyph yuan = look(fonts, roles[i], FONTS_HAN, 0xFFE5);
        struct fonts_glyph dollar = look(fonts, roles[i], FONTS_HAN, 0xFF04);
        CHECK(strncmp(face_of(fonts, dollar), "Fandol", 6) == 0);
        CHECK(strncmp(face_of(fonts, yuan), "Fandol", 6) != 0);
        CHECK_INT(yuan.advance, 65536);
    }
    fonts_close(fonts);
    diags_free(diags);
}

TEST(what_no_face_has_is_not_found_twice_over)
{
    static const uint32_t none[] = {0x0378, 0xE123, 0x10FFFF, 0x110000, UINT32_MAX};
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph glyph = {.face = 77, .glyph = 77};

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < BASE_COUNT(none); i++)
            CHECK(!fonts_lookup(fonts, 0, FONTS_HAN, none[i], &glyph));
    CHECK_INT(glyph.face, 77); /* written on success only */
    fonts_close(fonts);
    diags_free(diags);
}

TEST(the_cache_gives_what_the_first_lookup_gave)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags), *fresh = open_all(diags);

    for (uint32_t c = 0x20; c < 0x3100; c++) {
        struct fonts_glyph first = {0}, second = {0}, other = {0};
        bool found = fonts_lookup(fonts, 0, FONTS_HAN, c, &first);
        CHECK(fonts_lookup(fonts, 0, FONTS_HAN, c, &second) == found);
        CHECK(fonts_lookup(fresh, 0, FONTS_HAN, c, &other) == found);
        CHECK(memcmp(&first, &second, sizeof first) == 0);
        CHECK(first.glyph == other.glyph && first.advance == other.advance);
        CHECK(!found || first.glyph != 0);
    }
    fonts_close(fresh);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(advances_and_scaling)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    struct fonts_glyph digit = look(fonts, "仿宋", FONTS_LATIN, '0');

    CHECK_INT(digit.advance, 32768); /* Times: half an em */
    CHECK_INT(fonts_advance(fonts, digit.face, digit.glyph), 32768);
    CHECK_INT(fonts_advance(fonts, digit.face, 0xFFFFFF), 0);
    CHECK_INT(fonts_scale(65536, 16128), 16128);
    CHECK_INT(fonts_scale(32768, 3), 2); /* 1.5 rounds away from zero */
    CHECK_INT(fonts_scale(-32768, 3), -2);
    CHECK_INT(fonts_scale(65536, INT32_MAX), INT32_MAX);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(face_metrics_are_sane)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);

    CHECK(fonts_face_count(fonts) >= 10);
    for (size_t i = 0; i < fonts_face_count(fonts); i++) {
        struct fonts_face_info info = fonts_face(fonts, (int)i);
        CHECK(info.ascent > 45000 && info.ascent < 80000);
        CHECK(info.descent > 6000 && info.descent < 25000);
        CHECK(info.top > 40000 && info.top < 60000);
        CHECK(info.bottom >= 0 && info.bottom < 12000);
    }
    fonts_close(fonts);
    diags_free(diags);
}

TEST(every_role_covers_the_8105)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    size_t count;

    fonts_role_names(&count);
    for (size_t i = 0; i < count; i++) {
        struct fonts_coverage coverage;
        CHECK(fonts_cover(fonts, (int)i, &coverage, diags));
        CHECK_INT(coverage.total, 8105);
        CHECK_INT(coverage.missing, 0);
        CHECK_STR(coverage.missing_sample, "");
        CHECK_INT(coverage.first + coverage.fallback, 8105);
    }
    CHECK_INT(diags_kept(diags), 0);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(later_faces_are_fitted_to_the_first)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_all(diags);
    size_t count;

    fonts_role_names(&count);
    for (int role = 0; role < (int)count; role++) {
        struct fonts_glyph first, later;
        struct fonts_fit same, fit;
        CHECK(fonts_lookup(fonts, role, FONTS_HAN, 0x4E2D, &first));
        CHECK(fonts_lookup(fonts, role, FONTS_HAN, 0x5570, &later) && later.face != first.face);
        same = fonts_fit(fonts, role, first.face);
        CHECK(same.scale == 65536 && same.raise == 0);
        fit = fonts_fit(fonts, role, later.face);
        CHECK(fit.scale > 62000 && fit.scale < 69000); /* within 5 %: 21 pt beside 22 would show */
        CHECK(fit.raise < -2000 && fit.raise > -6600); /* 0.03 to 0.1 em lower */
    }
    /* A face without Chinese characters has nothing to be measured by. */
    CHECK_INT(fonts_fit(fonts, 0, look(fonts, "仿宋", FONTS_LATIN, 'a').face).scale, 65536);
    fonts_close(fonts);
    diags_free(diags);
}
