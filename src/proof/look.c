/* Looking at the characters of a text. */
#include <string.h>

#include "proof.h"

bool proof_is_han(uint32_t p)
{
    return (p >= 0x4E00 && p <= 0x9FFF) || (p >= 0x3400 && p <= 0x4DBF) || p == 0x3007 ||
           (p >= 0x20000 && p <= 0x3FFFF) || (p >= 0xF900 && p <= 0xFAFF);
}

bool proof_is_digit(uint32_t p)
{
    return p >= '0' && p <= '9';
}

bool proof_is_stop(uint32_t p)
{
    return p == 0x3002 || p == 0xFF01 || p == 0xFF1F || p == '!' || p == '?';
}

bool proof_is_pause(uint32_t p)
{
    return proof_is_stop(p) || p == 0xFF0C || p == 0xFF1B || p == 0xFF1A || p == 0x3001 ||
           p == ',' || p == ';' || p == ':';
}

uint32_t proof_point(const struct proof_text *text, size_t i)
{
    return i < text->count ? text->points[i] : 0;
}

char *proof_copy(struct proof *proof, const struct proof_text *text, size_t from, size_t length)
{
    struct buf out = {0};
    for (size_t i = from; i < from + length && i < text->count; i++)
        buf_put_codepoint(&out, text->points[i]);
    char *copy = arena_strdup(proof->arena, out.data ? out.data : "");
    buf_done(&out);
    return copy;
}

struct proof_text proof_text_read(struct arena *arena, const char *bytes)
{
    size_t length = strlen(bytes);
    uint32_t *points = arena_array(arena, length + 1, sizeof *points);
    uint32_t *offsets = arena_array(arena, length + 1, sizeof *offsets);
    struct proof_text text = {.bytes = bytes, .points = points, .offsets = offsets};
    const char *cursor = bytes;
    while (cursor < bytes + length) {
        uint32_t point = 0xFFFD;
        offsets[text.count] = (uint32_t)(cursor - bytes);
        text_next(&cursor, bytes + length, &point);
        points[text.count++] = point;
    }
    offsets[text.count] = (uint32_t)length;
    return text;
}

size_t proof_word_at(const struct proof_text *text, size_t i, const char *word)
{
    if (i >= text->count)
        return 0;
    const char *at = text->bytes + text->offsets[i];
    size_t length = 0;
    for (; *word; word++, at++) {
        if (*at != *word)
            return 0;
        length += ((unsigned char)*word & 0xC0) != 0x80;
    }
    return length;
}

size_t proof_any_at(const struct proof_text *text, size_t i, const char *const *words)
{
    for (; *words; words++) {
        size_t length = proof_word_at(text, i, *words);
        if (length)
            return length;
    }
    return 0;
}

size_t proof_search(const struct proof_text *text, size_t from, const char *word)
{
    size_t i = from;
    while (i < text->count && !proof_word_at(text, i, word))
        i++;
    return i;
}

size_t proof_number_length(const struct proof_text *text, size_t i)
{
    size_t at = i;
    while (at - i < PROOF_NUMBER_LONGEST &&
           (proof_is_digit(proof_point(text, at)) ||
            (at > i && (proof_point(text, at) == '.' || proof_point(text, at) == ',') &&
             proof_is_digit(proof_point(text, at + 1)))))
        at++;
    return at - i;
}

static int han_digit(uint32_t point)
{
    static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 9; i++)
        if (digits[i] == point)
            return i + 1;
    return 0;
}

#define TEN 0x5341 /* 十 */

int proof_han_number(const struct proof_text *text, size_t i, size_t *ret_length)
{
    size_t at = i;
    int ones = han_digit(proof_point(text, at));
    at += ones > 0;
    if (proof_point(text, at) == TEN) {
        int tens = ones ? ones : 1;
        at++;
        ones = han_digit(proof_point(text, at));
        at += ones > 0;
        ones += tens * 10;
    }
    *ret_length = at - i;
    return ones;
}

const char *proof_han_name(struct proof *proof, int number)
{
    static const char *const names[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number < 1 || number > 99)
        return "";
    const char *tens = number < 20 ? "" : names[number / 10];
    return arena_printf(proof->arena, "%s%s%s", tens, number >= 10 ? "十" : "", names[number % 10]);
}

/* ---- labels ---- */

static bool is_open(uint32_t p)
{
    return p == 0xFF08 || p == '(';
}

static bool is_close(uint32_t p)
{
    return p == 0xFF09 || p == ')';
}

static int digits_value(const struct proof_text *text, size_t i, size_t *ret_length)
{
    int value = 0;
    size_t at = i;
    while (at < i + 2 && proof_is_digit(proof_point(text, at)))
        value = value * 10 + (int)(text->points[at++] - '0');
    *ret_length = at - i;
    return proof_is_digit(proof_point(text, at)) ? 0 : value;
}

struct proof_label proof_label_at(const struct proof_text *text, size_t i)
{
    struct proof_label none = {PROOF_LABEL_NONE, 0, 0};
    bool round = is_open(proof_point(text, i));
    size_t at = i + round, length = 0;
    int number = proof_han_number(text, at, &length);
    bool han = number > 0;
    if (!han)
        number = digits_value(text, at, &length);
    if (number == 0)
        return none;
    at += length;
    uint32_t mark = proof_point(text, at);
    at++;
    if (round)
        return is_close(mark)
                   ? (struct proof_label){han ? PROOF_LABEL_HAN_ROUND : PROOF_LABEL_DIGIT_ROUND,
                                          number, at - i}
                   : none;
    if (mark == 0x3001 || mark == 0xFF0E)
        return (struct proof_label){han ? PROOF_LABEL_HAN : PROOF_LABEL_DIGIT, number, at - i};
    bool point = !han && mark == '.' && !proof_is_digit(proof_point(text, at));
    return point ? (struct proof_label){PROOF_LABEL_DIGIT, number, at - i} : none;
}

const char *proof_label_text(struct proof *proof, enum proof_label_kind kind, int number)
{
    const char *han = proof_han_name(proof, number);
    switch (kind) {
    case PROOF_LABEL_HAN:
        return arena_printf(proof->arena, "%s、", han);
    case PROOF_LABEL_HAN_ROUND:
        return arena_printf(proof->arena, "（%s）", han);
    case PROOF_LABEL_DIGIT:
        return arena_printf(proof->arena, "%d.", number);
    case PROOF_LABEL_DIGIT_ROUND:
        return arena_printf(proof->arena, "（%d）", number);
    case PROOF_LABEL_NONE:
    case PROOF_LABEL_KINDS:
        break;
    }
    return "";
}
