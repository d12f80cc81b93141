/* Names: the nearest one, and the map that keeps the first of each. */
#include <huibao/yaml.h>

#include "tap.h"

TEST(a_hint_shares_a_character_with_the_mistake)
{
    const char *const known[] = {"期", "户数"};
    CHECK_STR(name_nearest("户书", known, 2), "户数");
    CHECK(!name_nearest("甲", known, 2));
}

TEST(names_keep_the_first_of_each)
{
    struct arena *arena = arena_new();
    struct names *names = names_new(arena);
    int values[1000];
    for (int i = 0; i < 1000; i++)
        CHECK(names_put(names, arena_printf(arena, "n%d", i), &values[i]) == &values[i]);
    CHECK(names_put(names, "n7", &values[8]) == &values[7]);
    CHECK(names_get(names, "n999") == &values[999]);
    CHECK(!names_get(names, "n1000"));
    size_t count = 0;
    CHECK_STR(names_list(names, &count)[41], "n41");
    CHECK_INT(count, 1000);
    arena_free(arena);
}
