/* Text to items: clusters, faces, what needs shaping. */
#include "tap.h"
#include "typeset_testing.h"

TEST(squares_are_one_item_each)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "社区36户");
    CHECK_INT(rig->para->count, 5);
    CHECK_INT(rig->para->items[0].bytes, 3);
    CHECK_INT(rig->para->items[0].glyph_count, 1);
    CHECK(rig->para->items[0].face != rig->para->items[2].face);
    CHECK_INT(rig->para->items[2].class, CLASS_DIGIT);
    rig_free(rig);
}

TEST(a_mark_belongs_to_its_letter)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "cafe\xCC\x81 noir"); /* e + U+0301 */
    CHECK_STR(rig_text(rig, 0, rig->para->count), "cafe\xCC\x81 noir");
    CHECK_INT(rig->para->items[3].bytes, 3);
    CHECK(rig->para->items[3].glyph_count >= 1);
    CHECK_INT(rig->para->count, 9);
    rig_free(rig);
}

TEST(a_variation_sequence_is_one_item)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "社\xF3\xA0\x84\x80区"); /* U+793E U+E0100 */
    CHECK_INT(rig->para->count, 2);
    CHECK_INT(rig->para->items[0].bytes, 7);
    CHECK(rig->para->items[0].wide);
    CHECK_INT(diags_count(rig->diags, DIAG_ERROR), 0);
    rig_free(rig);
}

TEST(text_survives_ligatures)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "office affluent first");
    CHECK_STR(rig_text(rig, 0, rig->para->count), "office affluent first");
    size_t bytes = 0;
    for (size_t i = 0; i < rig->para->count; i++) {
        CHECK(rig->para->items[i].glyph_count > 0);
        bytes += rig->para->items[i].bytes;
    }
    CHECK_INT(bytes, 21);
    rig_free(rig);
}

TEST(rare_characters_have_glyphs)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "\xF0\xAB\xA2\xB8〇"); /* U+2B8B8, of 通用规范汉字表, and 〇 */
    CHECK_INT(diags_count(rig->diags, DIAG_ERROR), 0);
    CHECK_INT(rig->para->count, 2);
    CHECK_INT(rig->para->items[0].box, rig->style->pitch_x);
    rig_free(rig);
}

TEST(ellipses_keep_one_distance)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "中……中");
    const struct para_item *dots = &rig->para->items[1];
    int32_t step = dots[0].box + dots[0].gap + dots[1].pen - dots[0].pen;
    CHECK_INT(step, dots[0].join);
    CHECK(step > rig->para->size * 3 / 4 && step < rig->para->size);
    /* Centred in their two squares. */
    int32_t after = 2 * dots[0].box - (dots[0].pen + step + dots[1].advance);
    CHECK(after == dots[0].pen || after == dots[0].pen + 1);
    rig_free(rig);
}
