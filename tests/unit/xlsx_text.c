#include "tap.h"
#include "text.h"

#include <huibao/base.h>

TEST(widths_count_han_twice)
{
    CHECK_INT(xlsx_text_halves(""), 0);
    CHECK_INT(xlsx_text_halves("abc 12.5%"), 9);
    CHECK_INT(xlsx_text_halves("纠纷（件）"), 10);
    CHECK_INT(xlsx_text_halves("—"), 2);
    CHECK_INT(xlsx_text_halves("“引”…·"), 10);
    CHECK_INT(xlsx_text_halves("𠮷"), 2);
    CHECK_INT(xlsx_text_halves("ｱｲ"), 2);
    CHECK_INT(xlsx_text_halves("e\xCC\x81"), 1); /* a combining accent */
}

TEST(lines_count_as_cells_wrap)
{
    CHECK_INT(xlsx_text_lines("", 10), 1);
    CHECK_INT(xlsx_text_lines("一二三四五", 10), 1);
    CHECK_INT(xlsx_text_lines("一二三四五六", 10), 2);
    CHECK_INT(xlsx_text_lines("一二三", 5), 2); /* a Han does not fit into the last half */
    CHECK_INT(xlsx_text_lines("一\n二\n三", 40), 3);
    CHECK_INT(xlsx_text_lines("一二三", 1), 3); /* never an endless loop */
}

static const char *encoded(struct arena *arena, const char *text, size_t want_units)
{
    size_t units = 0;
    const char *result = xlsx_text_encode(arena, text, &units);
    CHECK_INT(units, want_units);
    return result;
}

TEST(cells_keep_text_that_xml_cannot_hold)
{
    struct arena *arena = arena_new();
    const char *plain = "平常，＝ 𠮷";
    CHECK(encoded(arena, plain, 7) == plain);
    CHECK_STR(encoded(arena, "\t\n", 2), "\t\n");
    CHECK_STR(encoded(arena,
                      "a\x01"
                      "b",
                      9),
              "a_x0001_b");
    CHECK_STR(encoded(arena, "a\r\n", 9), "a_x000D_\n");
    CHECK_STR(encoded(arena, "_x0041_", 13), "_x005F_x0041_");
    CHECK_STR(encoded(arena, "_x00G1_", 7), "_x00G1_");
    CHECK_STR(encoded(arena, "_x0041", 6), "_x0041");
    CHECK_STR(encoded(arena, "_x0041_x0042_", 25), "_x005F_x0041_x005F_x0042_");
    CHECK_STR(encoded(arena, "\xEF\xBF\xBE\xEF\xBF\xBF", 14), "_xFFFE__xFFFF_");
    CHECK_STR(encoded(arena, "坏\xFF的", 3), "坏\xEF\xBF\xBD的");
    CHECK_STR(encoded(arena, "\xEF\xBF\xBD", 1), "\xEF\xBF\xBD");
    arena_free(arena);
}

TEST(properties_have_no_control_characters)
{
    struct arena *arena = arena_new();
    CHECK_STR(xlsx_text_clean(arena, " 春\x01晖\n社区\x7F "), "春晖社区");
    CHECK_STR(xlsx_text_clean(arena, "\xEF\xBF\xBE\xC0"), "");
    arena_free(arena);
}

TEST(reserved_bytes_cover_the_escaped_text)
{
    static const char *const texts[] = {"", "平常", "<a>&b", "_x0041_", "\x01\x02", "a_b__"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        size_t units = 0, bytes = 0;
        for (const char *p = xlsx_text_encode(arena, texts[i], &units); *p; p++)
            bytes += *p == '&' ? 5 : *p == '<' || *p == '>' ? 4 : 1;
        CHECK(bytes <= xlsx_text_xml_bytes(texts[i]));
    }
    arena_free(arena);
}

TEST(lines_of_a_title_are_about_equally_long)
{
    static const struct {
        const char *title;
        int halves;
        const char *parted;
    } cases[] = {{"其中主动排查", 10, "其中\n主动排查"},
                 {"其中主动排查", 12, "其中主动排查"},
                 {"矛盾纠纷调处率", 12, "矛盾纠纷\n调处率"},
                 {"上年同期未办结件数", 8, "上年同\n期未办\n结件数"},
                 {"60周岁以上", 8, "60周岁\n以上"},
                 {"2026年10月", 8, "2026年\n10月"},
                 {"男、女合计", 8, "男、女\n合计"},
                 {"一（二三）", 6, "一（二\n三）"},
                 {"甲\n乙丙丁戊己", 8, "甲\n乙丙丁戊己"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        CHECK_STR(xlsx_text_balanced(arena, cases[i].title, cases[i].halves), cases[i].parted);
    arena_free(arena);
}
