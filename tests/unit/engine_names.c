/* File names from titles, and moments as people type them. */
#include "engine_state.h"

#include "tap.h"

static void check_name(const char *text, const char *want)
{
    struct arena *arena = arena_new();
    CHECK_STR(engine_file_name(arena, text), want);
    arena_free(arena);
}

TEST(a_plain_title_is_kept)
{
    check_name("春晖社区2026年10月工作情况汇报", "春晖社区2026年10月工作情况汇报");
    check_name("a.b (1)", "a.b (1)");
    check_name("  两边有空格　", "两边有空格");
}

TEST(unsafe_characters_are_replaced)
{
    check_name("a/b\\c:d*e?f\"g<h>i|j", "a／b＼c：d＊e？f＂g＜h＞i｜j");
    check_name("../../etc/passwd", "_.／..／etc／passwd");
    check_name(".hidden", "_hidden");
    check_name("a\nb\tc\x7f", "a_b_c_");
    check_name("甲\u202e乙", "甲_乙");
    check_name("尾巴. . ", "尾巴");
    check_name("bad\xff", "bad_");
    check_name("", "");
    check_name(" 　 ", "");
}

TEST(a_long_title_is_cut_between_characters)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    for (int i = 0; i < 100; i++)
        buf_puts(&text, "汇");
    const char *name = engine_file_name(arena, text.data);
    CHECK_INT(strlen(name), 198);
    size_t bad = 0;
    CHECK(text_is_utf8(name, strlen(name), &bad));
    buf_done(&text);
    arena_free(arena);
}

/* Whatever the bytes: valid, short enough, no separator, not hidden. */
TEST(any_bytes_give_a_safe_name)
{
    uint32_t random = 12345;
    for (int round = 0; round < 2000; round++) {
        char text[400];
        random = random * 1664525U + 1013904223U;
        size_t length = (random >> 8) % (sizeof text - 1);
        for (size_t i = 0; i < length; i++) {
            random = random * 1664525U + 1013904223U;
            text[i] = (char)(1 + (random >> 24) % 255);
        }
        text[length] = '\0';
        struct arena *arena = arena_new();
        const char *name = engine_file_name(arena, text);
        size_t bad = 0;
        CHECK(strlen(name) <= 200 && text_is_utf8(name, strlen(name), &bad));
        CHECK(!strpbrk(name, "/\\:*?\"<>|\n\r\t\x7f") && name[0] != '.');
        arena_free(arena);
    }
}

static void check_time(const char *text, int64_t want)
{
    int64_t seconds = -1;
    CHECK(engine_time_parse(text, &seconds));
    CHECK_INT(seconds, want);
}

TEST(moments_are_in_china_time)
{
    check_time("1970-01-01T08:00", 0);
    check_time("2026-11-01", 1793462400);
    check_time("2026-11-01T08:30", 1793462400 + 8 * 3600 + 1800);
    check_time("2026-11-01 08:30", 1793462400 + 8 * 3600 + 1800);
    check_time("2026-11-01 23:59:59", 1793462400 + 86399);
    check_time("2026年11月1日", 1793462400);
    check_time(" ２０２６-１１-０１　０８：３０ ", 1793462400 + 8 * 3600 + 1800);
}

TEST(what_is_no_moment_is_refused)
{
    static const char *const bad[] = {"",
                                      "now",
                                      "2026-13-01",
                                      "2026-02-29",
                                      "2026-11-01T",
                                      "2026-11-01T8:30",
                                      "2026-11-01T24:00",
                                      "2026-11-01T08:60",
                                      "2026-11-01T08:30:60",
                                      "2026-11-01T08:30Z",
                                      "2026-11-01T08:30:00+08:00",
                                      "2026-11-01  08:30",
                                      "T08:30",
                                      "08:30"};
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        int64_t seconds = 7;
        if (!CHECK(!engine_time_parse(bad[i], &seconds)))
            CHECK_STR(bad[i], "refused");
        CHECK_INT(seconds, 7);
    }
}
