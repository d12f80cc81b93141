/* Personal data as it may be shown. */
#include <huibao/base.h>
#include <huibao/value.h>

#include "tap.h"

TEST(of_a_name_the_surname_stays)
{
    struct arena *arena = arena_new();
    CHECK_STR(value_mask_name(arena, "张三"), "张某");
    CHECK_STR(value_mask_name(arena, "王某某"), "王某某");
    CHECK_STR(value_mask_name(arena, "李建国"), "李某某");
    CHECK_STR(value_mask_name(arena, "欧阳修"), "欧阳某");
    CHECK_STR(value_mask_name(arena, "诸葛孔明"), "诸葛某某");
    CHECK_STR(value_mask_name(arena, "欧阳"), "欧某");
    CHECK_STR(value_mask_name(arena, "古丽·阿不都"), "古某某");
    CHECK_STR(value_mask_name(arena, "John Smith"), "J某某");
    arena_free(arena);
}

TEST(a_name_of_one_character_is_hidden_whole)
{
    struct arena *arena = arena_new();
    CHECK_STR(value_mask_name(arena, "张"), "某");
    CHECK_STR(value_mask_name(arena, "x"), "某");
    CHECK_STR(value_mask_name(arena, ""), "");
    arena_free(arena);
}

TEST(of_an_id_number_both_ends_stay)
{
    struct arena *arena = arena_new();
    CHECK_STR(value_mask_id(arena, "539902195206262097"), "539902********2097");
    CHECK_STR(value_mask_id(arena, "53990219520626209X"), "539902********209X");
    CHECK_STR(value_mask_id(arena, "53990219520626209"), "53990219520626209");
    CHECK_STR(value_mask_id(arena, "5399021952062620971"), "5399021952062620971");
    CHECK_STR(value_mask_id(arena, "91530000MA6K000001"), "91530000MA6K000001");
    arena_free(arena);
}

TEST(of_a_telephone_the_middle_is_hidden)
{
    struct arena *arena = arena_new();
    CHECK_STR(value_mask_phone(arena, "13812345678"), "138****5678");
    CHECK_STR(value_mask_phone(arena, "0871-65432109"), "0871-****2109");
    CHECK_STR(value_mask_phone(arena, "5432109"), "****2109");
    CHECK_STR(value_mask_phone(arena, "12345"), "12345");
    CHECK_STR(value_mask_phone(arena, ""), "");
    arena_free(arena);
}
