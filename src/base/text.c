#include <huibao/base.h>

#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Unicode 15, table 3-7: the only well-formed byte sequences. */
bool text_next(const char **cursor, const char *end, uint32_t *ret_codepoint)
{
    const unsigned char *p = (const unsigned char *)*cursor;
    size_t left = (size_t)(end - *cursor);
    *cursor += 1;
    if (p[0] < 0x80) {
        *ret_codepoint = p[0];
        return true;
    }
    size_t length = p[0] >= 0xC2 && p[0] <= 0xDF   ? 2
                    : (p[0] & 0xF0) == 0xE0        ? 3
                    : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4
                                                   : 0;
    if (length == 0 || left < length)
        return false;
    uint32_t codepoint = p[0] & (0xFFU >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return false;
        codepoint = codepoint << 6 | (p[i] & 0x3FU);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (codepoint < least[length] || codepoint > 0x10FFFF ||
        (codepoint >= 0xD800 && codepoint <= 0xDFFF))
        return false;
    *cursor += length - 1;
    *ret_codepoint = codepoint;
    return true;
}

size_t text_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        if (c >= 0xD800 && c <= 0xDFFF)
            return 0;
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    if (c > 0x10FFFF)
        return 0;
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* ASCII bytes from here, eight at a time: most of a table is digits and commas. */
static size_t ascii_ahead(const char *from, const char *end)
{
    const char *p = from;
    uint64_t eight;
    for (; end - p >= (ptrdiff_t)sizeof eight; p += sizeof eight) {
        memcpy(&eight, p, sizeof eight);
        if (eight & 0x8080808080808080U)
            break;
    }
    while (p < end && !(*p & 0x80))
        p++;
    return (size_t)(p - from);
}

/* Most of what is not ASCII here: U+4000 to U+9FFF, of which every sequence is well-formed. */
static bool is_han_sequence(const char *text, const char *end)
{
    const unsigned char *p = (const unsigned char *)text;
    return end - text >= 3 && p[0] >= 0xE4 && p[0] <= 0xE9 && (p[1] & 0xC0) == 0x80 &&
           (p[2] & 0xC0) == 0x80;
}

bool text_is_utf8(const char *text, size_t length, size_t *ret_bad_offset)
{
    const char *cursor = text;
    while (cursor < text + length) {
        const char *start = cursor;
        uint32_t codepoint;
        if (!(*cursor & 0x80)) {
            cursor += ascii_ahead(cursor, text + length);
        } else if (is_han_sequence(cursor, text + length)) {
            cursor += 3;
        } else if (!text_next(&cursor, text + length, &codepoint)) {
            if (ret_bad_offset)
                *ret_bad_offset = (size_t)(start - text);
            return false;
        }
    }
    return true;
}

size_t text_count(const char *text, size_t length)
{
    size_t count = 0;
    uint32_t codepoint;
    for (const char *cursor = text; cursor < text + length; count++)
        text_next(&cursor, text + length, &codepoint);
    return count;
}

/* UAX #11, the ranges that are wide or full-width; ambiguous ones a Chinese terminal draws wide. */
static size_t codepoint_columns(uint32_t c)
{
    static const uint32_t wide[][2] = {
        {0x1100, 0x115F},   {0x2014, 0x2014},   {0x2018, 0x2019}, {0x201C, 0x201D},
        {0x2026, 0x2026},   {0x2E80, 0x303E},   {0x3041, 0x33FF}, {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
    };
    if (c < 0x1100)
        return c >= 0x300 && c <= 0x36F ? 0 : 1;
    for (size_t i = 0; i < BASE_COUNT(wide); i++)
        if (c >= wide[i][0] && c <= wide[i][1])
            return 2;
    return 1;
}

size_t text_columns(const char *text, size_t length)
{
    size_t columns = 0;
    for (const char *cursor = text; cursor < text + length;) {
        uint32_t codepoint;
        columns += text_next(&cursor, text + length, &codepoint) ? codepoint_columns(codepoint) : 1;
    }
    return columns;
}

char *text_halfwidth(struct arena *arena, const char *text)
{
    /* The half-width form is never longer in UTF-8 than what it replaces. */
    size_t length = strlen(text);
    /* U+3000 begins with E3, the full-width forms with EF. */
    if (!memchr(text, 0xE3, length) && !memchr(text, 0xEF, length))
        return arena_strndup(arena, text, length);
    char *out = arena_alloc(arena, length + 1);
    char *to = out;
    for (const char *cursor = text; cursor < text + length;) {
        const char *start = cursor;
        uint32_t c;
        bool good = text_next(&cursor, text + length, &c);
        if (good && c == 0x3000) {
            *to++ = ' ';
        } else if (good && c >= 0xFF01 && c <= 0xFF5E) {
            *to++ = (char)(c - 0xFEE0);
        } else {
            memcpy(to, start, (size_t)(cursor - start));
            to += cursor - start;
        }
    }
    *to = '\0';
    return out;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xA0 || c == 0xFEFF;
}

/* The space that ends at `end`: its bytes, or 0. */
static size_t space_before(const char *begin, const char *end)
{
    const char *start = end - 1;
    while (start > begin && ((unsigned char)*start & 0xC0) == 0x80)
        start--;
    const char *cursor = start;
    uint32_t c;
    bool space = text_next(&cursor, end, &c) && cursor == end && is_space(c);
    return space ? (size_t)(end - start) : 0;
}

char *text_trim(struct arena *arena, const char *text)
{
    const char *begin = text, *end = text + strlen(text);
    for (const char *cursor = begin; cursor < end; begin = cursor) {
        uint32_t c;
        if (!text_next(&cursor, end, &c) || !is_space(c))
            break;
    }
    for (size_t space = 1; begin < end && space; end -= space)
        space = space_before(begin, end);
    return arena_strndup(arena, begin, (size_t)(end - begin));
}

/* ---- nearest name ---- */

#define NEAREST_LONGEST 64 /* code points; longer names are not compared */

static size_t decode_name(const char *name, uint32_t out[NEAREST_LONGEST])
{
    size_t count = 0;
    const char *end = name + strlen(name);
    for (const char *cursor = name; cursor < end; count++) {
        if (count == NEAREST_LONGEST)
            return NEAREST_LONGEST + 1;
        if (!text_next(&cursor, end, &out[count]))
            out[count] = 0xFFFD;
        if (out[count] >= 'A' && out[count] <= 'Z')
            out[count] += 'a' - 'A';
    }
    return count;
}

/* Damerau–Levenshtein (adjacent swaps count one): how people mistype. */
static size_t edit_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    size_t rows[3][NEAREST_LONGEST + 1];
    size_t *before = rows[0], *previous = rows[1], *current = rows[2];
    memset(rows, 0, sizeof rows);
    for (size_t j = 0; j <= m; j++)
        previous[j] = j;
    for (size_t i = 1; i <= n; i++) {
        current[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = previous[j - 1] + (a[i - 1] != b[j - 1]);
            best = previous[j] + 1 < best ? previous[j] + 1 : best;
            best = current[j - 1] + 1 < best ? current[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            current[j] = best;
        }
        size_t *oldest = before;
        before = previous;
        previous = current;
        current = oldest;
    }
    return previous[m];
}

/* One holds the other: 户主 and 户主姓名 are near though two edits apart. */
static bool contains(const uint32_t *longer, size_t n, const uint32_t *shorter, size_t m)
{
    for (size_t i = 0; m >= 2 && i + m <= n; i++)
        if (memcmp(longer + i, shorter, m * sizeof *shorter) == 0)
            return true;
    return false;
}

size_t text_distance(const char *name, const char *other)
{
    uint32_t a[NEAREST_LONGEST], b[NEAREST_LONGEST];
    size_t n = decode_name(name, a), m = decode_name(other, b);
    if (n > NEAREST_LONGEST || m > NEAREST_LONGEST)
        return 2 * NEAREST_LONGEST;
    return edit_distance(a, n, b, m);
}

const char *text_nearest(const char *name, const char *const *candidates, size_t count)
{
    uint32_t wanted[NEAREST_LONGEST], other[NEAREST_LONGEST];
    size_t n = decode_name(name, wanted);
    if (n == 0 || n > NEAREST_LONGEST)
        return NULL;
    const char *nearest = NULL;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t m = decode_name(candidates[i], other);
        if (m == 0 || m > NEAREST_LONGEST)
            continue;
        size_t longer = n > m ? n : m;
        /* Twice the distance, so that containment can rank between whole edits. */
        size_t distance = 2 * edit_distance(wanted, n, other, m);
        bool holds = contains(wanted, n, other, m) || contains(other, m, wanted, n);
        if (holds && distance > 3)
            distance = 3;
        if (!holds && distance > 2 * ((longer + 1) / 3 > 0 ? (longer + 1) / 3 : 1) &&
            distance >= longer)
            continue;
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
