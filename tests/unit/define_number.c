/* 发文字号: what is right as it is, and the right form of what is not. */
#include <huibao/define_front.h>

#include "tap.h"

static void check_right(const char *text, const char *want)
{
    struct arena *arena = arena_new();
    const char *right = define_number_right(arena, text);
    if (want)
        CHECK_STR(right ? right : text, want);
    else if (!CHECK(!right))
        CHECK_STR(right, text);
    arena_free(arena);
}

TEST(right_numbers_and_other_texts_are_left_alone)
{
    static const char *const right[] = {"春晖居〔2026〕3号",
                                        "〔2026〕120号",
                                        "第3期",
                                        "第12期（总第96期）",
                                        "3号",
                                        "春晖居（试行）",
                                        "春晖居(2026)",
                                        "[2026]",
                                        "春晖居〔2026〕",
                                        "",
                                        "（2026）",
                                        "〔2026〕0号",
                                        "〔\xEF\xBF\xBC〕\xEF\xBF\xBC号",
                                        "第[2026]期"};
    for (size_t i = 0; i < BASE_COUNT(right); i++)
        check_right(right[i], NULL);
}

TEST(wrong_brackets_years_and_numbers_are_put_right)
{
    check_right("春晖居[2026]3号", "春晖居〔2026〕3号");
    check_right("春晖居［2026］3号", "春晖居〔2026〕3号");
    check_right("春晖居【2026】3号", "春晖居〔2026〕3号");
    check_right("春晖居(2026)3号", "春晖居〔2026〕3号");
    check_right("春晖居（2026）第3号", "春晖居〔2026〕3号");
    check_right("春晖居〔26〕3号", "春晖居〔2026〕3号");
    check_right("春晖居〔2026年〕03号", "春晖居〔2026〕3号");
    check_right("春晖居〔２０２６〕３号", "春晖居〔2026〕3号");
    check_right("春晖居 〔2026〕 3 号", "春晖居〔2026〕3号");
    check_right("春晖居〔2026〕3", "春晖居〔2026〕3号");
    check_right("春晖居（党）[2026]3号", "春晖居（党）〔2026〕3号");
}

TEST(values_that_are_not_known_yet_keep_their_place)
{
    check_right("春晖居[\xEF\xBF\xBC]\xEF\xBF\xBC号", "春晖居〔\xEF\xBF\xBC〕\xEF\xBF\xBC号");
    check_right("\xEF\xBF\xBC", NULL);
    check_right("\xEF\xBF\xBC〔2026〕\xEF\xBF\xBC号", NULL);
}

TEST(any_text_is_read)
{
    check_right("((((((((((((((((2026", NULL);
    check_right("〔〔〔〔2026〕〕3号", NULL);
    check_right("[20262026202620262026]3号", NULL);
    check_right("[", NULL);
    check_right("〔2026〕3号〔2026〕", NULL);
}
