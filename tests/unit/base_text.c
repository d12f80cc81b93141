#include <huibao/base.h>

#include <iconv.h>

#include "tap.h"

TEST(text_utf8_every_scalar_value)
{
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t length = text_encode(c, bytes);
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (surrogate != (length == 0)) {
            FAIL("exactly the surrogates have no encoding");
            return;
        }
        const char *cursor = bytes;
        uint32_t back = 0;
        if (length &&
            (!text_next(&cursor, bytes + length, &back) || back != c || cursor != bytes + length)) {
            FAIL("there and back");
            return;
        }
    }
    CHECK_INT(text_encode(0x110000, (char[4]){0}), 0);
}

TEST(text_bad_utf8_is_found_where_it_is)
{
    static const struct {
        const char *text;
        size_t bad;
    } cases[] = {
        {"汇报\xC0\xAF", 6},     {"\xE4\xB8", 0}, {"a\xED\xA0\x80", 1},
        {"\xF4\x90\x80\x80", 0}, {"ok\x80", 2},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        size_t bad = 99;
        CHECK(!text_is_utf8(cases[i].text, strlen(cases[i].text), &bad));
        CHECK_INT(bad, cases[i].bad);
    }
    CHECK(text_is_utf8("低保户36户", strlen("低保户36户"), NULL));
}

TEST(text_widths)
{
    CHECK_INT(text_count("低保户36户", strlen("低保户36户")), 6);
    CHECK_INT(text_columns("低保户36户", strlen("低保户36户")), 10);
    CHECK_INT(text_columns("“是”……", strlen("“是”……")), 10);
    CHECK_INT(text_columns("\xFF\xFE", 2), 2);
}

TEST(text_folding_and_trimming)
{
    struct arena *arena = arena_new();
    CHECK_STR(text_halfwidth(arena, "ＡＢ１２３　（甲）"), "AB123 (甲)");
    CHECK_STR(text_trim(arena, " 　\t甲 乙\xC2\xA0\r\n"), "甲 乙");
    CHECK_STR(text_trim(arena, "　 "), "");
    CHECK_STR(text_trim(arena, ""), "");
    arena_free(arena);
}

TEST(text_nearest_names)
{
    static const char *const names[] = {"调解受理", "调解成功", "调解成功率", "户主",
                                        "受理日期", "title",    "类别"};
    size_t count = BASE_COUNT(names);
    CHECK_STR(text_nearest("调解成工", names, count), "调解成功");
    CHECK_STR(text_nearest("户主姓名", names, count), "户主");
    CHECK_STR(text_nearest("受里日期", names, count), "受理日期");
    CHECK_STR(text_nearest("titel", names, count), "title");
    CHECK_STR(text_nearest("Title", names, count), "title");
    CHECK_STR(text_nearest("纠纷类别", names, count), "类别");
    CHECK(text_nearest("天气", names, count) == NULL);
    CHECK(text_nearest("", names, count) == NULL);
    CHECK(text_nearest("低保", names, 0) == NULL);
}

static void check_detect(const char *bytes, size_t length, bool whole, enum text_encoding wanted)
{
    size_t bad = 0;
    CHECK_INT(text_detect(bytes, length, whole, &bad), wanted);
}

TEST(text_encodings_are_recognised)
{
    check_detect("\xEF\xBB\xBF甲", 6, true, TEXT_UTF8_BOM);
    check_detect("甲乙", 6, true, TEXT_UTF8);
    check_detect("甲乙", 5, false, TEXT_UTF8);
    check_detect("\xBC\xD7\xD2\xD2", 4, true, TEXT_GB18030);
    check_detect("\xBC\xD7\xD2", 3, false, TEXT_GB18030);
    check_detect("\x98\x39\xB8\x36,", 5, true, TEXT_GB18030);
    check_detect("\xFF\xFE"
                 "a\0",
                 4, true, TEXT_UTF16LE);
    check_detect("\xFE\xFF\0a", 4, true, TEXT_UTF16BE);
    size_t bad = 0;
    CHECK_INT(text_detect("abc\xFFzz", 6, true, &bad), TEXT_UNKNOWN);
    CHECK_INT(bad, 3);
}

/* The same bytes in blocks of every size give the same text. */
static void check_decode(enum text_encoding encoding, const char *bytes, size_t length,
                         const char *wanted)
{
    for (size_t step = 1; step <= length; step++) {
        struct arena *arena = arena_new();
        struct text_decoder *decoder = text_decoder_new(arena, encoding);
        struct buf out = {0};
        uint64_t bad = 0;
        bool good = true;
        for (size_t at = 0; at < length && good; at += step) {
            size_t block = length - at < step ? length - at : step;
            good = text_decode(decoder, bytes + at, block, at + block == length, &out, &bad);
        }
        CHECK(good);
        CHECK_STR(out.data, wanted);
        buf_done(&out);
        arena_free(arena);
    }
}

TEST(text_decoding_in_blocks)
{
    check_decode(TEXT_UTF8, "纠纷𬱖a", strlen("纠纷𬱖a"), "纠纷𬱖a");
    check_decode(TEXT_UTF8_BOM, "\xEF\xBB\xBF户主", 9, "户主");
    check_decode(TEXT_GB18030,
                 "\xBC\xD7"
                 "A\x98\x39\xB8\x36\xD2\xD2",
                 9, "甲A𫠸乙");
    check_decode(TEXT_UTF16LE,
                 "\xFF\xFE\x32\x75"
                 "A\0",
                 6, "甲A");
    check_decode(TEXT_UTF16BE, "\xFE\xFF\x75\x32\0A", 6, "甲A");
}

static void check_bad(enum text_encoding encoding, const char *bytes, size_t length,
                      uint64_t wanted)
{
    for (size_t step = 1; step <= length; step++) {
        struct arena *arena = arena_new();
        struct text_decoder *decoder = text_decoder_new(arena, encoding);
        struct buf out = {0};
        uint64_t bad = 0;
        bool good = true;
        for (size_t at = 0; at < length && good; at += step) {
            size_t block = length - at < step ? length - at : step;
            good = text_decode(decoder, bytes + at, block, at + block == length, &out, &bad);
        }
        CHECK(!good);
        CHECK_INT(bad, wanted);
        buf_done(&out);
        arena_free(arena);
    }
}

TEST(text_decoding_says_where_it_fails)
{
    check_bad(TEXT_UTF8, "甲\xFF乙", 7, 3);
    check_bad(TEXT_UTF8, "甲\xE4\xB9", 5, 3);
    check_bad(TEXT_UTF8_BOM,
              "\xEF\xBB\xBF"
              "a\x80",
              5, 4);
    check_bad(TEXT_GB18030, "\xBC\xD7\xFF\xFF", 4, 2);
    check_bad(TEXT_GB18030, "ab\xBC", 3, 2);
}
