#include "yaml_narrow.h"

#include <string.h>

#include "yaml_flow.h"

#define WIDE_COLON "："

struct narrower {
    char *text;
    struct yaml_flow flow;
    bool in_block;       /* the lines of a | or > text */
    size_t block_indent; /* of the line that began it */
};

static size_t indent_of(const char *line, size_t length)
{
    size_t indent = 0;
    while (indent < length && (line[indent] == ' ' || line[indent] == '-'))
        indent++;
    return indent;
}

/* Where the wide colon behind a line's first word is, or the length. */
static size_t find_colon(const char *line, size_t length)
{
    static const char *const opening[] = {"｛", "［", "【"};
    size_t at = indent_of(line, length);
    for (size_t i = 0; i < BASE_COUNT(opening); i++)
        if (length - at >= 3 && memcmp(line + at, opening[i], 3) == 0)
            return length;
    for (; at < length && !strchr(" \t\"'{}[],#|>&*!%@`:", line[at]); at++)
        if (length - at >= 3 && memcmp(line + at, WIDE_COLON, 3) == 0)
            return at;
    return length;
}

/* True if the line's value is a block text that the next lines hold. */
static bool begins_block(const char *line, size_t length)
{
    while (length && (line[length - 1] == ' ' || line[length - 1] == '\r'))
        length--;
    while (length && strchr("+-0123456789", line[length - 1]))
        length--;
    return length >= 2 && strchr("|>", line[length - 1]) &&
           (line[length - 2] == ' ' || line[length - 2] == ':');
}

/* Puts `sign` and two spaces where a full-width one is. */
static void put_narrow(char *wide, char sign)
{
    wide[0] = sign;
    wide[1] = wide[2] = ' ';
}

static void narrow_line(struct narrower *narrower, size_t from, size_t length)
{
    char *line = narrower->text + from;
    size_t indent = indent_of(line, length);
    if (narrower->in_block && (indent == length || indent > narrower->block_indent))
        return;
    if (!narrower->flow.depth) {
        size_t colon = find_colon(line, length);
        if (colon < length)
            put_narrow(line + colon, ':');
        narrower->in_block = begins_block(line, length);
        narrower->block_indent = indent;
    }
    yaml_narrow_flow(&narrower->flow, line, length);
}

const char *yaml_narrow(struct arena *arena, const char *text, size_t length)
{
    static const char *const wide[] = {WIDE_COLON, "，", "｛", "［", "【"};
    bool any = false;
    for (size_t i = 0; i < BASE_COUNT(wide); i++)
        any = any || memmem(text, length, wide[i], strlen(wide[i]));
    if (!any)
        return text;
    struct narrower narrower = {.text = arena_strndup(arena, text, length)};
    for (size_t from = 0; from < length;) {
        const char *end = memchr(text + from, '\n', length - from);
        size_t line = end ? (size_t)(end - (text + from)) : length - from;
        narrow_line(&narrower, from, line);
        from += line + 1;
    }
    return narrower.text;
}
