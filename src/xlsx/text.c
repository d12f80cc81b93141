#include "text.h"

#include <huibao/base.h>

#include <stdint.h>
#include <string.h>

/*
 * A code point's width in the Song face that Chinese Excel shows cells in: marks that Unicode calls
 * ambiguous (— “ ” … · ① ℃) are full width there.
 */
static int halves_of(uint32_t c)
{
    if (c < 0x20 || (c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F) ||
        (c >= 0xFE00 && c <= 0xFE0F))
        return 0;
    if (c == 0xB7)
        return 2;
    if (c < 0x1100 || (c >= 0x2000 && c < 0x200B) || (c >= 0xFF61 && c <= 0xFFDC))
        return 1;
    return 2;
}

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/*
 * The width of what most cells hold, without decoding it: printed ASCII, and the three-byte characters
 * from U+3000 to U+9FFF. *ret_bytes is what it takes; 0: it is something else.
 */
static int usual_halves(const char *text, int *ret_bytes)
{
    unsigned char c = (unsigned char)*text;
    if (c >= 0x20 && c < 0x80) {
        *ret_bytes = 1;
        return 1;
    }
    bool wide = c >= 0xE3 && c <= 0xE9 && is_tail(text[1]) && is_tail(text[2]);
    *ret_bytes = wide ? 3 : 0;
    return 2;
}

int xlsx_text_halves(const char *text)
{
    const char *cursor = text, *end = NULL;
    int halves = 0;
    while (*cursor && halves < INT16_MAX) {
        int bytes = 0, usual = usual_halves(cursor, &bytes);
        uint32_t c;
        cursor += bytes;
        if (bytes) {
            halves += usual;
            continue;
        }
        end = end ? end : cursor + strlen(cursor);
        halves += text_next(&cursor, end, &c) ? halves_of(c) : 2;
    }
    return halves;
}

int xlsx_text_lines(const char *text, int halves)
{
    const char *cursor = text, *end = text + strlen(text);
    int lines = 1, used = 0;
    uint32_t c;
    while (cursor < end && lines < INT16_MAX) {
        int width = text_next(&cursor, end, &c) ? halves_of(c) : 2;
        bool fits = used + width <= halves || used == 0;
        if (c == '\n' || !fits)
            lines++;
        used = c == '\n' ? 0 : fits ? used + width : width;
    }
    return lines;
}

/* ---- lines of about equal length ---- */

static bool begins_with_any(const char *text, const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* Whether a line may end before `next`: not within a word or number, nor beside the wrong side of a mark. */
static bool may_part(const char *last, const char *next)
{
    static const char *const closing[] = {"）", "》", "”",  "、", "，",
                                          "。", "；", "：", "％", "】"};
    static const char *const opening[] = {"（", "《", "“", "【"};
    bool word = (unsigned char)*last > ' ' && (unsigned char)*last < 0x80 && *next > ' ';
    return !word && !begins_with_any(next, closing, BASE_COUNT(closing)) &&
           !begins_with_any(last, opening, BASE_COUNT(opening));
}

/* The text in lines of at most `halves`; their number through *ret_lines. */
static void part_lines(struct buf *out, const char *text, int halves, int *ret_lines)
{
    const char *cursor = text, *end = text + strlen(text), *piece = text;
    int lines = 1, used = 0, width = 0;
    while (cursor < end) {
        const char *last = cursor;
        uint32_t c;
        width += text_next(&cursor, end, &c) ? halves_of(c) : 2;
        if (cursor < end && !may_part(last, cursor))
            continue;
        bool breaks = used > 0 && used + width > halves;
        lines += breaks;
        if (breaks)
            buf_putc(out, '\n');
        buf_append(out, piece, (size_t)(cursor - piece));
        used = breaks ? width : used + width;
        piece = cursor;
        width = 0;
    }
    *ret_lines = lines;
}

const char *xlsx_text_balanced(struct arena *arena, const char *text, int halves)
{
    static const char of_which[] = "其中";
    int lines = xlsx_text_lines(text, halves), total = xlsx_text_halves(text), own = 0;
    if (lines < 2 || strchr(text, '\n'))
        return text;
    const char *rest = text + strlen(of_which);
    if (strncmp(text, of_which, strlen(of_which)) == 0 && xlsx_text_lines(rest, halves) < lines)
        return arena_printf(arena, "%s\n%s", of_which, xlsx_text_balanced(arena, rest, halves));
    for (int width = (total + lines - 1) / lines; width <= halves; width++) {
        struct buf out = {0};
        part_lines(&out, text, width, &own);
        const char *parted = own <= lines ? buf_copy(&out, arena) : NULL;
        buf_done(&out);
        if (parted)
            return parted;
    }
    return text;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Whether `text` begins with _xHHHH_, which Excel would read as one character. */
static bool looks_escaped(const char *text)
{
    if (text[0] != '_' || text[1] != 'x')
        return false;
    for (int i = 2; i < 6; i++)
        if (!is_hex(text[i]))
            return false;
    return text[6] == '_';
}

/* What XML 1.0 has no way to write (production 2, Char), and CR, which readers turn into LF. */
static bool needs_escape(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF;
}

static bool is_plain(const char *text)
{
    int bytes = 1;
    while (*text && *text != '_' && bytes) {
        usual_halves(text, &bytes);
        text += bytes;
    }
    if (!*text)
        return true;
    size_t length = strlen(text), bad = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool noncharacter = c == 0xEF && (unsigned char)text[i + 1] == 0xBF;
        if (c < 0x20 || c == '_' || noncharacter)
            return false;
    }
    return text_is_utf8(text, length, &bad);
}

static size_t units_of(const char *text)
{
    size_t units = 0;
    for (const char *p = text; *p; p++)
        units += ((unsigned char)*p & 0xC0) != 0x80 ? 1u + ((unsigned char)*p >= 0xF0) : 0u;
    return units;
}

const char *xlsx_text_encode(struct arena *arena, const char *text, size_t *ret_units)
{
    if (!is_plain(text)) {
        struct buf out = {0};
        const char *cursor = text, *end = text + strlen(text);
        while (cursor < end) {
            bool escaped = looks_escaped(cursor);
            uint32_t c;
            if (!text_next(&cursor, end, &c))
                c = 0xFFFD;
            if (escaped)
                buf_puts(&out, "_x005F_");
            else if (needs_escape(c))
                buf_printf(&out, "_x%04X_", (unsigned)c);
            else
                buf_put_codepoint(&out, c);
        }
        text = buf_copy(&out, arena);
        buf_done(&out);
    }
    *ret_units = units_of(text);
    return text;
}

char *xlsx_text_clean(struct arena *arena, const char *text)
{
    struct buf out = {0};
    const char *cursor = text, *end = text + strlen(text);
    uint32_t c;
    while (cursor < end)
        if (text_next(&cursor, end, &c) && c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF)
            buf_put_codepoint(&out, c);
    char *clean = text_trim(arena, out.data ? out.data : "");
    buf_done(&out);
    return clean;
}

size_t xlsx_text_xml_bytes(const char *text)
{
    size_t bytes = 0;
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bytes += c < 0x20 || c == '_' ? 8 : c == '&' || c == '<' || c == '>' ? 5 : 1;
    }
    return bytes;
}
