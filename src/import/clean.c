/* A cell's text before it is read as anything: what typing, Excel and copying leave in it. */
#include <string.h>

#include "private.h"

/* Bytes that need a look, a bit each: control characters and spaces, DEL, and the first bytes of what
   Unicode does not show, has wide or spaces with (C2, E2, E3, EF). The closing NUL is among them. */
static const uint64_t looked_at[4] = {0x1FFFFFFFF, UINT64_C(1) << 63, 0,
                                      UINT64_C(1) << 0x02 | UINT64_C(3) << 0x22 |
                                          UINT64_C(1) << 0x2F};

bool import_clean_is_plain(const char *cell)
{
    const unsigned char *p = (const unsigned char *)cell;
    if (*p == '\'' || (*p == '=' && p[1] == '"'))
        return false;
    while (!(looked_at[*p >> 6] >> (*p & 63) & 1))
        p++;
    return *p == '\0';
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A);
}

/* Zero-width spaces and the marks of writing direction, which copying from chats and pages leaves. */
static bool is_unseen(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static bool is_han(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

/* Which spaces go: none; 张　三, between Han characters; 36 户, beside one; all. */
enum spaces { SPACES_STAY, SPACES_BETWEEN_HAN, SPACES_BESIDE_HAN, SPACES_GO };

static bool goes(enum spaces spaces, uint32_t before, uint32_t after)
{
    bool one = is_han(before), other = is_han(after);
    return spaces == SPACES_GO || (spaces == SPACES_BETWEEN_HAN && one && other) ||
           (spaces == SPACES_BESIDE_HAN && (one || other));
}

static uint32_t point_at(const char *text, const char *end)
{
    uint32_t c = 0;
    if (text < end)
        text_next(&text, end, &c);
    return c;
}

static const char *stripped(struct arena *arena, const char *text, enum spaces spaces)
{
    const char *end = text + strlen(text);
    char *out = arena_alloc(arena, (size_t)(end - text) + 1), *to = out;
    uint32_t before = 0; /* the character kept last */
    for (const char *cursor = text; cursor < end;) {
        const char *start = cursor;
        uint32_t c;
        bool good = text_next(&cursor, end, &c);
        bool dropped = good && is_unseen(c);
        if (good && is_space(c)) {
            const char *next = cursor;
            while (next < end && is_space(point_at(next, end)))
                text_next(&next, end, &c);
            dropped = goes(spaces, before, point_at(next, end));
        }
        if (dropped)
            continue;
        before = point_at(start, end);
        memcpy(to, start, (size_t)(cursor - start));
        to += cursor - start;
    }
    *to = '\0';
    return out;
}

static enum spaces spaces_of(const struct store_field *field)
{
    switch (field->type) {
    case STORE_TEXT:
        return store_privacy(field->name) == STORE_PRIVATE_NAME ||
                       store_privacy(field->name) == STORE_STAFF_NAME
                   ? SPACES_BETWEEN_HAN
                   : SPACES_STAY;
    case STORE_IDENTIFIER:
    case STORE_DATE: /* a time may stand behind the day */
    case STORE_REFERENCE:
        return SPACES_STAY;
    case STORE_INTEGER: /* 1 5 may be two numbers */
    case STORE_MONEY:
    case STORE_NUMBER:
    case STORE_PERIOD:
        return SPACES_BESIDE_HAN;
    case STORE_BOOLEAN:
    case STORE_CODE:
    case STORE_ID_CARD:
    case STORE_CREDIT_CODE:
    case STORE_AREA_CODE:
    default:
        return SPACES_GO;
    }
}

/* Excel's mark of a text, and what Chinese keyboards make of it. */
static const char *without_apostrophe(struct arena *arena, const char *text)
{
    static const char *const marks[] = {"'", "\u2018", "\u2019"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return text_trim(arena, text + strlen(marks[i]));
    return text;
}

const char *import_clean(struct arena *arena, const struct store_field *field, const char *cell)
{
    enum spaces spaces = spaces_of(field);
    const struct store_kind *parent =
        field->type == STORE_REFERENCE ? store_kind_find(field->refers_to) : NULL;
    for (size_t i = 0; parent && i < parent->field_count; i++)
        if (parent->fields[i].key && parent->fields[i].type == STORE_ID_CARD)
            spaces = SPACES_GO;
    const char *text = text_trim(arena, stripped(arena, cell, spaces));
    if (field->type != STORE_TEXT)
        text = text_halfwidth(arena, text);
    size_t length = strlen(text); /* ="539902…", quoted once more */
    if (length > 3 && strncmp(text, "=\"", 2) == 0 && strchr(text + 2, '"') == text + length - 1)
        return text_trim(arena, arena_strndup(arena, text + 2, length - 3));
    return without_apostrophe(arena, text);
}
