/* What is taken, and slots that are spread apart. */
#include <stdio.h>
#include <stdlib.h>

#include "chart.h"
#include "tap.h"
#include "typeset_testing.h"

TEST(boxes_and_bounds)
{
    struct arena *arena = arena_new();
    struct chart_space space = {.arena = arena, .bounds = {0, 0, 100, 100}};
    struct chart_box box = {40, 40, 60, 60};
    typeset_chart_take(&space, &box);
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){50, 50, 55, 55}));
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){30, 30, 41, 41}));
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){0, 45, 100, 50}));
    CHECK(typeset_chart_is_free(&space, &(struct chart_box){30, 30, 40, 40})); /* they touch */
    CHECK(typeset_chart_is_free(&space, &(struct chart_box){60, 0, 100, 100}));
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){61, 0, 101, 100}));
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){-1, 0, 5, 5}));
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){0, 95, 5, 101}));
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){0, -1, 5, 5}));
    arena_free(arena);
}

TEST(lines_in_any_direction)
{
    static const struct chart_box lines[] = {
        {10, 10, 90, 90}, {90, 90, 10, 10}, {10, 90, 90, 10}, {90, 10, 10, 90}};
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct arena *arena = arena_new();
        struct chart_space space = {.arena = arena, .bounds = {0, 0, 100, 100}};
        typeset_chart_take_line(&space, &lines[i]);
        bool falls = i < 2;
        CHECK(!typeset_chart_is_free(&space, &(struct chart_box){45, 45, 55, 55}));
        CHECK(typeset_chart_is_free(&space, &(struct chart_box){10, 80, 20, 89}) == falls);
        CHECK(typeset_chart_is_free(&space, &(struct chart_box){10, 10, 20, 20}) == !falls);
        CHECK(typeset_chart_is_free(&space, &(struct chart_box){45, 0, 55, 40}));
        CHECK(typeset_chart_is_free(&space, &(struct chart_box){91, 91, 99, 99}));
        arena_free(arena);
    }
    struct arena *arena = arena_new();
    struct chart_space space = {.arena = arena, .bounds = {0, 0, 100, 100}};
    typeset_chart_take_line(&space, &(struct chart_box){0, 50, 100, 50});
    CHECK(!typeset_chart_is_free(&space, &(struct chart_box){10, 45, 20, 55}));
    CHECK(typeset_chart_is_free(&space, &(struct chart_box){10, 40, 20, 49}));
    CHECK(typeset_chart_is_free(&space, &(struct chart_box){10, 51, 20, 60}));
    arena_free(arena);
}

TEST(slots_keep_their_order_and_distance)
{
    unsigned seed = 7;
    for (int n = 0; n < 2000; n++) {
        struct chart_slot slots[12];
        size_t count = (size_t)(rand_r(&seed) % 12) + 1;
        int32_t total = 0, wish = 0;
        for (size_t i = 0; i < count; i++) {
            wish += rand_r(&seed) % 120;
            slots[i] = (struct chart_slot){.wish = wish, .height = 10 + rand_r(&seed) % 40};
            total += slots[i].height;
        }
        bool fits = typeset_chart_spread(slots, count, 0, 500);
        CHECK(fits == (total <= 500));
        if (!fits)
            continue;
        bool good = slots[0].top >= 0 && slots[count - 1].top + slots[count - 1].height <= 500;
        for (size_t i = 1; i < count; i++)
            good = good && slots[i].top >= slots[i - 1].top + slots[i - 1].height;
        if (!CHECK(good))
            return;
    }
}

TEST(slots_with_room_stay_where_they_wish)
{
    struct chart_slot slots[] = {{50, 20, 0}, {100, 20, 0}, {104, 20, 0}, {300, 20, 0}};
    CHECK(typeset_chart_spread(slots, 4, 0, 400));
    CHECK_INT(slots[0].top, 40);
    CHECK_INT(slots[1].top, 82); /* two that would meet share the way */
    CHECK_INT(slots[2].top, 102);
    CHECK_INT(slots[3].top, 290);
    CHECK(typeset_chart_spread(slots, 0, 0, 0));
}
