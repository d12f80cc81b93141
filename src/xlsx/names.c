#include "names.h"
#include "text.h"

#include <huibao/base.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static uint32_t replaced(uint32_t c)
{
    static const char forbidden[] = "[]:*?/\\#"; /* the library would part a link at # */
    if (c == '\'')
        return 0x2019;
    if (c < 0x80 && strchr(forbidden, (int)c))
        return c + 0xFEE0; /* the full-width form */
    return c;
}

/* Where the last bracket opens that does not close before `end`, unless the text begins with it. */
static const char *before_open_bracket(const char *text, const char *end)
{
    static const char open[] = "（", close[] = "）";
    const char *at = NULL;
    for (const char *p = text; p + strlen(open) <= end; p++) {
        if (strncmp(p, open, strlen(open)) == 0)
            at = at ? at : p;
        else if (strncmp(p, close, strlen(close)) == 0)
            at = NULL;
    }
    return at && at > text ? at : end;
}

/* The start of `text` that fits into `units`, without spaces at its end. */
static const char *shortened(struct arena *arena, const char *text, size_t units)
{
    const char *cursor = text, *end = text + strlen(text), *kept = text;
    uint32_t c;
    while (cursor < end) {
        text_next(&cursor, end, &c);
        size_t wide = c > 0xFFFF ? 2 : 1;
        if (wide > units)
            break;
        units -= wide;
        kept = cursor;
    }
    if (kept < end) /* 共建协议（到2026年10月31日 is better off without what the bracket began */
        kept = before_open_bracket(text, kept);
    return text_trim(arena, arena_strndup(arena, text, (size_t)(kept - text)));
}

/* Upper case to lower case for the scripts whose letters Excel takes as equal. */
static uint32_t folded(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
        (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F) || (c >= 0xFF21 && c <= 0xFF3A))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    return c;
}

static bool same_name(const char *a, const char *b)
{
    const char *end_a = a + strlen(a), *end_b = b + strlen(b);
    while (a < end_a && b < end_b) {
        uint32_t c, d;
        text_next(&a, end_a, &c);
        text_next(&b, end_b, &d);
        if (folded(c) != folded(d))
            return false;
    }
    return a == end_a && b == end_b;
}

bool xlsx_name_taken(const char *name, const char *const *taken, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (same_name(name, taken[i]))
            return true;
    return false;
}

/* Names such as 2026, A1 or History: libxlsxwriter does not quote them in references, or Excel
 * keeps them for itself. */
static bool only_ascii_word(const char *text)
{
    for (; *text; text++) {
        char c = *text;
        bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                    c == '_' || c == '.';
        if (!word)
            return false;
    }
    return true;
}

/* `base` and `suffix`, of which the base gives way, and a number where that is taken. */
static const char *unique(struct arena *arena, const char *base, const char *suffix,
                          const char *const *taken, size_t count)
{
    const char *tail = suffix;
    for (size_t n = 2;; n++) {
        size_t units = XLSX_NAME_UNITS - text_count(tail, strlen(tail));
        const char *name = arena_printf(arena, "%s%s", shortened(arena, base, units), tail);
        if (!xlsx_name_taken(name, taken, count))
            return name;
        tail = arena_printf(arena, "%s（%zu）", suffix, n);
    }
}

const char *xlsx_name_make(struct arena *arena, const char *wish, int number,
                           const char *const *taken, size_t count)
{
    struct buf safe = {0};
    const char *clean = xlsx_text_clean(arena, wish ? wish : "");
    const char *cursor = clean, *end = clean + strlen(clean);
    uint32_t c;
    if (*clean && only_ascii_word(clean))
        buf_puts(&safe, "表 ");
    while (cursor < end)
        if (text_next(&cursor, end, &c))
            buf_put_codepoint(&safe, replaced(c));
    if (safe.length == 0)
        buf_printf(&safe, "表%d", number);
    const char *base = arena_strdup(arena, safe.data);
    buf_done(&safe);
    return unique(arena, base, "", taken, count);
}

const char *xlsx_name_continue(struct arena *arena, const char *first, size_t number,
                               const char *const *taken, size_t count)
{
    return unique(arena, first, arena_printf(arena, "（续%zu）", number), taken, count);
}

void xlsx_taken_add(struct arena *arena, struct xlsx_taken *taken, const char *name)
{
    taken->names =
        arena_grow(arena, taken->names, taken->count, &taken->capacity, sizeof *taken->names);
    taken->names[taken->count++] = name;
}
