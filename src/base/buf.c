#include <huibao/base.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

static void buf_reserve(struct buf *buf, size_t more)
{
    if (more > SIZE_MAX / 2 - buf->length - 1)
        base_out_of_memory();
    size_t need = buf->length + more + 1;
    if (need <= buf->capacity)
        return;
    size_t capacity = buf->capacity ? buf->capacity : 64;
    while (capacity < need)
        capacity *= 2;
    buf->data = base_realloc(buf->data, capacity);
    buf->capacity = capacity;
}

void buf_append(struct buf *buf, const void *bytes, size_t length)
{
    buf_reserve(buf, length);
    if (length)
        memcpy(buf->data + buf->length, bytes, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
    buf_append(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char c)
{
    buf_append(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        base_out_of_memory();
    buf_reserve(buf, (size_t)length);
    va_start(args, format);
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
    va_end(args);
    buf->length += (size_t)length;
}

void buf_put_codepoint(struct buf *buf, uint32_t codepoint)
{
    char bytes[4];
    buf_append(buf, bytes, text_encode(codepoint, bytes));
}

/* Bad UTF-8 becomes U+FFFD, since a JSON document must be valid text. */
void buf_put_json(struct buf *buf, const char *text)
{
    if (!text) {
        buf_puts(buf, "null");
        return;
    }
    const char *cursor = text;
    const char *end = text + strlen(text);
    buf_putc(buf, '"');
    while (cursor < end) {
        const char *start = cursor;
        uint32_t codepoint;
        if (!text_next(&cursor, end, &codepoint))
            buf_puts(buf, "\xEF\xBF\xBD");
        else if (codepoint == '"' || codepoint == '\\')
            buf_printf(buf, "\\%c", (int)codepoint);
        else if (codepoint < 0x20 || codepoint == 0x7F || codepoint == 0x2028 ||
                 codepoint == 0x2029)
            buf_printf(buf, "\\u%04x", (unsigned)codepoint);
        else
            buf_append(buf, start, (size_t)(cursor - start));
    }
    buf_putc(buf, '"');
}

void buf_clear(struct buf *buf)
{
    buf->length = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void buf_done(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){0};
}

char *buf_copy(const struct buf *buf, struct arena *arena)
{
    return arena_strndup(arena, buf->data ? buf->data : "", buf->length);
}
