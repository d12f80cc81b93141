#include <huibao/base.h>

#include <stdint.h>

#include "tap.h"

static void count_call(void *object)
{
    int *order = object;
    order[0]++;
}

TEST(arena_memory_is_zeroed_aligned_and_kept)
{
    struct arena *arena = arena_new();
    char *first = arena_strdup(arena, "第一");
    for (size_t size = 0; size < 5000; size += 7) {
        unsigned char *bytes = arena_alloc(arena, size);
        CHECK(((uintptr_t)bytes & 15) == 0);
        for (size_t i = 0; i < size; i++)
            if (bytes[i] != 0) {
                FAIL("zeroed");
                break;
            }
        memset(bytes, 0xAA, size);
    }
    char *large = arena_alloc(arena, (size_t)5 << 20);
    memset(large, 1, (size_t)5 << 20);
    CHECK_STR(first, "第一");
    CHECK_STR(arena_printf(arena, "%d户%s", 36, "人"), "36户人");
    CHECK(arena_used(arena) > (size_t)5 << 20);
    arena_free(arena);
    arena_free(NULL);
}

TEST(arena_hooks_run_at_the_end)
{
    struct arena *arena = arena_new();
    int calls = 0;
    arena_on_free(arena, count_call, &calls);
    arena_on_free(arena, count_call, &calls);
    CHECK_INT(calls, 0);
    arena_free(arena);
    CHECK_INT(calls, 2);
}

TEST(arena_grow_keeps_the_items)
{
    struct arena *arena = arena_new();
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(arena, items, (size_t)i, &capacity, sizeof *items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        CHECK_INT(items[i], i);
    arena_free(arena);
}

TEST(buf_grows_and_is_terminated)
{
    struct buf buf = {0};
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%d,", i);
    CHECK_INT(strlen(buf.data), buf.length);
    buf_clear(&buf);
    CHECK_STR(buf.data, "");
    buf_put_codepoint(&buf, 0x2C156);
    CHECK_STR(buf.data, "\xF0\xAC\x85\x96");
    buf_clear(&buf);
    buf_put_json(&buf, "a\"\\\n\xFF” ");
    CHECK_STR(buf.data, "\"a\\\"\\\\\\u000a\xEF\xBF\xBD” \"");
    buf_clear(&buf);
    buf_put_json(&buf, NULL);
    CHECK_STR(buf.data, "null");
    buf_done(&buf);
}
