/* Rare characters: what is set, from where and how, and what is refused, with its place. */
#include "tap.h"
#include "typeset_testing.h"

/* The diagnostics' codes, in order: "TYP001 TYP004". */
static const char *codes_of(struct rig *rig, const char *text)
{
    struct buf codes = {0};
    rig_lines(rig, text);
    typeset_shaper_report(rig->shaper);
    for (size_t i = 0; i < diags_kept(rig->diags); i++)
        buf_printf(&codes, "%s%s", i ? " " : "", diags_at(rig->diags, i)->kind->code);
    char *copy = buf_copy(&codes, rig->arena);
    buf_done(&codes);
    return copy;
}

TEST(what_prints_and_whether_it_is_noted)
{
    static const char *const cases[][2] = {
        {"中国", ""},
        {"䶮𬀩𬭎㛃", "TYP004"},     /* names; two lie outside the BMP */
        {"葛\xF3\xA0\x84\x80城", ""},     /* an ideographic variation sequence, VS17 */
        {"啰\xF3\xA0\x84\x81", "TYP004"}, /* one on a fallback face */
        {"神\xEF\xB8\x80社", ""},         /* a standardised one, U+FE00 */
        {"豈\xEF\xA4\x80", "TYP004"},     /* compatibility ideographs keep their code */
        {"𰻞", "TYP004"},               /* extension G */
        {"㎡⑳", "TYP004"},                /* not only ideographs are noted */
        {"⼀⽇", ""},                     /* radicals stay radicals */
        {"✓", "TYP004"},
        {"好――坏", ""},                 /* U+2015 is drawn as — */
        {"𱍐", "TYP001"},             /* extension H: no face has it */
        {"\xF0\xAF\xA0\x80", "TYP001"}, /* U+2F800 */
        {"😀", "TYP001"},                /* emoji are refused, not blank */
        {"❤\xEF\xB8\x8F", "TYP001"},    /* once, not once more for its selector */
        {"👨\xE2\x80\x8D👩", "TYP001 TYP001"},
        {"\xEE\xA0\x95", "TYP002"},     /* U+E815 */
        {"\xF3\xB0\x80\x81", "TYP002"}, /* U+F0001 */
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct rig *rig = rig_new();
        CHECK_STR(codes_of(rig, cases[i][0]), cases[i][1]);
        if (rig_diag(rig, &TYP001) || rig_diag(rig, &TYP002))
            CHECK_INT(diags_at(rig->diags, 0)->place.line, 7);
        else
            CHECK_STR(rig_text(rig, 0, rig->para->count), cases[i][0]);
        rig_free(rig);
    }
}

TEST(the_note_names_each_character_once)
{
    struct rig *rig = rig_new();
    CHECK_STR(codes_of(rig, "王䶮和赵𬀩，䶮和𬀩"), "TYP004");
    CHECK_STR(diags_at(rig->diags, 0)->message,
              "有2个字首选字体里没有，已改用后备字体：䶮𬀩");
    rig_free(rig);
}

TEST(a_variation_sequence_is_one_cluster)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "葛\xF3\xA0\x84\x80城");
    CHECK_INT(rig->para->count, 2);
    CHECK_INT(rig->para->items[0].bytes, strlen("葛\xF3\xA0\x84\x80"));
    CHECK_INT(rig->para->items[0].box, rig->para->items[1].box);
    rig_lines(rig, "\xE2\x89\xA8\xEF\xB8\x80"
                   "a"); /* not a square: ≨ with U+FE00 */
    CHECK_STR(rig_text(rig, 0, 1), "\xE2\x89\xA8\xEF\xB8\x80");
    rig_free(rig);
}

/* Noto stands higher than Fandol; in the line its characters do not. */
TEST(fallback_characters_keep_the_line)
{
    struct rig *rig = rig_new();
    rig_lines(rig, "中㛃国");
    const struct para_item *first = &rig->para->items[0], *rare = first + 1;
    CHECK(first->face != rare->face);
    CHECK_INT(first->raise, 0);
    CHECK_INT(first->size, rig->para->size);
    CHECK(rare->raise < -rig->para->size / 50 && rare->raise > -rig->para->size / 8);
    CHECK(rare->size > rig->para->size * 9 / 10 && rare->size < rig->para->size * 11 / 10);
    CHECK_INT(rare->box, first->box);
    CHECK(rare->pen >= 0);
    size_t runs = 0;
    const struct page_item *items =
        typeset_line_runs(rig->para, &rig->para->lines[0], 0, rig->arena, &runs);
    CHECK_INT(runs, 3);
    CHECK_INT(items[1].run.y, -rare->raise);
    CHECK_INT(items[1].run.size, rare->size);
    CHECK_INT(items[2].run.y, 0);
    rig_free(rig);
}
