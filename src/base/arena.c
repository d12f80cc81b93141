#include <huibao/base.h>

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Blocks double from the first size to the largest; a larger request gets a block of its own. */
#define ARENA_FIRST_BLOCK ((size_t)4096)
#define ARENA_LARGEST_BLOCK ((size_t)1 << 20)

struct arena_block {
    struct arena_block *previous;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

struct arena_hook {
    struct arena_hook *previous;
    void (*fn)(void *object);
    void *object;
};

struct arena {
    struct arena_block *block;
    struct arena_hook *hooks;
    size_t next_size;
    size_t handed_out;
};

void base_out_of_memory(void)
{
    static const char message[] = "huibao: 内存不足，已停止；数据库和已有文件没有改动。\n";
    fwrite(message, 1, sizeof message - 1, stderr);
    _Exit(70);
}

void *base_realloc(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        base_out_of_memory();
    return memory;
}

struct arena *arena_new(void)
{
    struct arena *arena = base_realloc(NULL, sizeof *arena);
    *arena = (struct arena){.next_size = ARENA_FIRST_BLOCK};
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct arena_hook *hook = arena->hooks; hook; hook = hook->previous)
        hook->fn(hook->object);
    for (struct arena_block *block = arena->block; block;) {
        struct arena_block *previous = block->previous;
        free(block);
        block = previous;
    }
    free(arena);
}

static struct arena_block *arena_block_add(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        base_out_of_memory();
    struct arena_block *block = base_realloc(NULL, sizeof *block + size);
    block->used = 0;
    block->size = size;
    /* A block made for one large request goes below the current one, whose rest stays in use. */
    if (size > arena->next_size && arena->block) {
        block->previous = arena->block->previous;
        arena->block->previous = block;
        return block;
    }
    block->previous = arena->block;
    arena->block = block;
    if (arena->next_size < ARENA_LARGEST_BLOCK)
        arena->next_size *= 2;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        base_out_of_memory();
    size_t rounded = size ? (size + align - 1) & ~(align - 1) : align;
    struct arena_block *block = arena->block;
    if (!block || block->size - block->used < rounded)
        block = arena_block_add(arena, rounded > arena->next_size ? rounded : arena->next_size);
    void *memory = block->bytes + block->used;
    block->used += rounded;
    arena->handed_out += rounded;
    return memset(memory, 0, rounded);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        base_out_of_memory();
    return arena_alloc(arena, count * size);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *base_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        base_out_of_memory();
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = base_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void arena_on_free(struct arena *arena, void (*fn)(void *object), void *object)
{
    struct arena_hook *hook = arena_alloc(arena, sizeof *hook);
    *hook = (struct arena_hook){arena->hooks, fn, object};
    arena->hooks = hook;
}

size_t arena_used(const struct arena *arena)
{
    return arena->handed_out;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *copy = arena_array(arena, larger, size);
    if (count)
        memcpy(copy, items, count * size);
    *capacity = larger;
    return copy;
}
