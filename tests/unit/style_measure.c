/* Measures as people write them. */
#include "measure.h"

#include "tap.h"

static int32_t length_of(const char *text)
{
    int32_t units = -1;
    return measure_length(text, &units) ? units : -1;
}

static int32_t size_of(const char *text)
{
    int32_t units = -1;
    return measure_size(text, &units) ? units : -1;
}

static int32_t count_of(const char *text, const char *unit)
{
    int32_t count = -1;
    return measure_count(text, unit, &count) ? count : -1;
}

static int64_t color_of(const char *text)
{
    uint32_t color = 0;
    return measure_color(text, &color) ? (int64_t)color : -1;
}

TEST(lengths_have_units)
{
    CHECK_INT(length_of("28mm"), MM(28));
    CHECK_INT(length_of("2.8cm"), MM(28));
    CHECK_INT(length_of("28 毫米"), MM(28));
    CHECK_INT(length_of("2.8厘米"), MM(28));
    CHECK_INT(length_of("0.35mm"), MM(0.35));
    CHECK_INT(length_of("16pt"), PT(16));
    CHECK_INT(length_of("15.75磅"), PT(15.75));
    CHECK_INT(length_of("0pt"), 0);
    CHECK_INT(length_of("10000cm"), 290267717);
    static const char *const bad[] = {"",        "28",    "mm",    "28in",      "-3mm",
                                      "3.mm",    ".3mm",  "1e3mm", "3.12345mm", "0x1mm",
                                      "10001mm", "28mmm", "3  mm"};
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        if (!CHECK_INT(length_of(bad[i]), -1))
            CHECK_STR(bad[i], "");
}

/* Whatever is a whole hundredth of a millimetre comes out as the nearest unit. */
TEST(millimetres_are_rounded_as_the_built_in_style_rounds)
{
    struct arena *arena = arena_new();
    for (int hundredths = 0; hundredths < 30000; hundredths += 7)
        if (!CHECK_INT(
                length_of(arena_printf(arena, "%d.%02dmm", hundredths / 100, hundredths % 100)),
                MM(hundredths / 100.0)))
            break;
    arena_free(arena);
}

TEST(sizes_have_names)
{
    CHECK_INT(size_of("初号"), PT(42));
    CHECK_INT(size_of("小初"), PT(36));
    CHECK_INT(size_of("小初号"), PT(36));
    CHECK_INT(size_of("一号"), PT(26));
    CHECK_INT(size_of("小一"), PT(24));
    CHECK_INT(size_of("二号"), PT(22));
    CHECK_INT(size_of("2号"), PT(22));
    CHECK_INT(size_of("小二"), PT(18));
    CHECK_INT(size_of("三号"), PT(15.75));
    CHECK_INT(size_of("小三"), PT(15));
    CHECK_INT(size_of("四号"), PT(14));
    CHECK_INT(size_of("小四"), PT(12));
    CHECK_INT(size_of("小4"), PT(12));
    CHECK_INT(size_of("小4号"), PT(12));
    CHECK_INT(size_of("五号"), PT(10.5));
    CHECK_INT(size_of("小五"), PT(9));
    CHECK_INT(size_of("六号"), PT(7.5));
    CHECK_INT(size_of("小六"), PT(6.5));
    CHECK_INT(size_of("七号"), PT(5.5));
    CHECK_INT(size_of("八号"), PT(5));
    CHECK_INT(size_of("16pt"), PT(16));
    static const char *const bad[] = {"三", "小七", "小八号", "九号", "号", "小", "三号字", "16"};
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        if (!CHECK_INT(size_of(bad[i]), -1))
            CHECK_STR(bad[i], "");
}

TEST(counts_may_leave_out_their_unit)
{
    CHECK_INT(count_of("2字", "字"), 2);
    CHECK_INT(count_of("2", "字"), 2);
    CHECK_INT(count_of("2.0", "字"), 2);
    CHECK_INT(count_of("0 行", "行"), 0);
    CHECK_INT(count_of("2字", "行"), -1);
    CHECK_INT(count_of("1.5行", "行"), -1);
    CHECK_INT(count_of("-1", "行"), -1);
    CHECK_INT(count_of("二字", "字"), -1);
    CHECK_INT(count_of("99999999999999999999", "字"), -1);
}

TEST(colors_have_names_or_six_digits)
{
    CHECK_INT(color_of("黑"), 0);
    CHECK_INT(color_of("红"), 0xE60012);
    CHECK_INT(color_of("red"), 0xE60012);
    CHECK_INT(color_of("#E60012"), 0xE60012);
    CHECK_INT(color_of("e60012"), 0xE60012);
    CHECK_INT(color_of("#FFFFFF"), 0xFFFFFF);
    CHECK_INT(color_of("#E6001"), -1);
    CHECK_INT(color_of("#E600122"), -1);
    CHECK_INT(color_of("#G60012"), -1);
    CHECK_INT(color_of("##60012"), -1);
    CHECK_INT(color_of(""), -1);
    CHECK_INT(color_of("大红"), -1);
}

TEST(measures_are_shown_without_needless_zeros)
{
    struct arena *arena = arena_new();
    CHECK_STR(measure_show_mm(arena, MM(28)), "28 mm");
    CHECK_STR(measure_show_mm(arena, MM(0.35)), "0.35 mm");
    CHECK_STR(measure_show_pt(arena, PT(15.75)), "15.75 pt");
    CHECK_STR(measure_show_pt(arena, PT(10.5)), "10.5 pt");
    CHECK_STR(measure_show_pt(arena, PT(0.05)), "0.05 pt");
    CHECK_STR(measure_show_pt(arena, 0), "0 pt");
    arena_free(arena);
}
