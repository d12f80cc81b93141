#include "names.h"
#include "tap.h"
#include "text.h"

#include <huibao/base.h>

static const char *name_of(struct arena *arena, const char *wish)
{
    return xlsx_name_make(arena, wish, 3, NULL, 0);
}

TEST(sheet_names_replace_what_excel_forbids)
{
    struct arena *arena = arena_new();
    CHECK_STR(name_of(arena, "矛盾纠纷分类情况"), "矛盾纠纷分类情况");
    CHECK_STR(name_of(arena, "一/二：三*四?[五]\\六:七"), "一／二：三＊四？［五］＼六：七");
    CHECK_STR(name_of(arena, "'单引号'"), "’单引号’");
    CHECK_STR(name_of(arena, "  表\t一\n "), "表一");
    CHECK_STR(name_of(arena, "\xFF坏\xC3"), "坏");
    arena_free(arena);
}

TEST(sheet_names_fall_back_when_blank)
{
    struct arena *arena = arena_new();
    CHECK_STR(name_of(arena, NULL), "表3");
    CHECK_STR(name_of(arena, ""), "表3");
    CHECK_STR(name_of(arena, " 　 "), "表3");
    CHECK_STR(name_of(arena, "\x01\x02"), "表3");
    arena_free(arena);
}

/* Unquoted in a reference, these would be read as a number, a cell, or Excel's own sheet. */
TEST(sheet_names_are_never_plain_ascii_words)
{
    struct arena *arena = arena_new();
    CHECK_STR(name_of(arena, "2026"), "表 2026");
    CHECK_STR(name_of(arena, "A1"), "表 A1");
    CHECK_STR(name_of(arena, "History"), "表 History");
    CHECK_STR(name_of(arena, "a b"), "a b");
    arena_free(arena);
}

TEST(sheet_names_have_at_most_31_utf16_units)
{
    struct arena *arena = arena_new();
    struct buf wish = {0};
    for (int i = 0; i < 31; i++)
        buf_puts(&wish, "长");
    CHECK_STR(name_of(arena, wish.data), wish.data);
    buf_puts(&wish, "长");
    CHECK_INT(text_count(name_of(arena, wish.data), strlen(name_of(arena, wish.data))), 31);
    /* 𠮷 takes two units: 15 of them and one more Han fit, the 16th does not. */
    buf_clear(&wish);
    for (int i = 0; i < 16; i++)
        buf_puts(&wish, "𠮷");
    const char *name = name_of(arena, wish.data);
    CHECK_INT(text_count(name, strlen(name)), 15);
    buf_done(&wish);
    arena_free(arena);
}

TEST(sheet_names_end_before_a_bracket_that_would_stay_open)
{
    struct arena *arena = arena_new();
    CHECK_STR(name_of(arena, "图1　近四个季度签订和完成的共建协议（到2026年10月31日）"),
              "图1　近四个季度签订和完成的共建协议");
    CHECK_STR(name_of(arena, "共建单位（机关）的机构类型和隶属关系（到2026年10月31日）的情况"),
              "共建单位（机关）的机构类型和隶属关系");
    CHECK_STR(name_of(arena, "（一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一）"),
              "（一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
    CHECK_STR(name_of(arena, "短（的"), "短（的");
    arena_free(arena);
}

TEST(sheet_names_are_unique_whatever_the_case)
{
    struct arena *arena = arena_new();
    const char *taken[] = {"表 ABC", "纠纷", "纠纷（2）", "ＡＢ表"};
    CHECK_STR(xlsx_name_make(arena, "纠纷", 1, taken, 4), "纠纷（3）");
    CHECK_STR(xlsx_name_make(arena, "abc", 1, taken, 4), "表 abc（2）");
    CHECK_STR(xlsx_name_make(arena, "ａｂ表", 1, taken, 4), "ａｂ表（2）");
    CHECK_STR(xlsx_name_make(arena, "纠", 1, taken, 4), "纠");
    arena_free(arena);
}

TEST(sheet_names_stay_short_and_unique_among_many)
{
    enum { MANY = 120 };
    struct arena *arena = arena_new();
    const char *taken[MANY];
    const char *wish = "二〇二六年十月春晖社区各网格矛盾纠纷排查化解情况汇总统计表";
    for (size_t i = 0; i < MANY; i++) {
        taken[i] = xlsx_name_make(arena, wish, 1, taken, i);
        CHECK(text_count(taken[i], strlen(taken[i])) <= 31);
        for (size_t j = 0; j < i; j++)
            CHECK(strcmp(taken[i], taken[j]) != 0);
    }
    arena_free(arena);
}
