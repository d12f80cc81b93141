/* Texts of an old workbook: UTF-16 or its lower halves, over the borders of records; shared ones. */
#include <string.h>

#include <gsf/gsf-input.h>

#include "biff.h"

enum { CODE_PAGE_936 = 936, REPLACEMENT = 0xFFFD };

void biff_text_begin(struct biff_text *text, struct buf *out, size_t count, bool twice)
{
    *text = (struct biff_text){.out = out, .left = count, .twice = twice};
}

/* Control characters say nothing here, and NUL would end the text. */
static void put_point(struct biff_text *text, uint32_t point)
{
    if (point >= ' ' || point == '\t' || point == '\n' || point == '\r')
        buf_put_codepoint(text->out, point);
}

static void put_unit(struct biff_text *text, uint32_t unit)
{
    bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
    uint32_t before = text->high;
    text->high = 0;
    if (before && low) {
        put_point(text, 0x10000 + ((before - 0xD800) << 10) + (unit - 0xDC00));
        return;
    }
    if (before)
        put_point(text, REPLACEMENT);
    if (high && text->left > 0)
        text->high = unit;
    else
        put_point(text, high || low ? REPLACEMENT : unit);
}

size_t biff_text_take(struct biff_text *text, const uint8_t *bytes, size_t length)
{
    size_t size = text->twice ? 2 : 1, count = length / size;
    if (count > text->left)
        count = text->left;
    for (size_t i = 0; i < count; i++) {
        text->left--;
        put_unit(text, text->twice ? biff_16(bytes + 2 * i) : bytes[i]);
    }
    return count * size;
}

static bool is_ascii(const uint8_t *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && bytes[i] < 0x80)
        i++;
    return i == length;
}

bool biff_text_bytes(const struct biff *biff, const uint8_t *bytes, size_t length, struct buf *out)
{
    struct biff_text text;
    biff_text_begin(&text, out, length, false);
    if (is_ascii(bytes, length)) {
        biff_text_take(&text, bytes, length);
        return true;
    }
    if (biff->code_page != CODE_PAGE_936)
        return false;
    struct arena *arena = arena_new();
    struct text_decoder *decoder = text_decoder_new(arena, TEXT_GB18030);
    uint64_t bad = 0;
    size_t from = out->length;
    bool good = text_decode(decoder, (const char *)bytes, length, true, out, &bad) &&
                !memchr(out->data + from, 0, out->length - from);
    arena_free(arena);
    return good;
}

/* ---- shared texts ---- */

/* A record with those that continue it, as one row of bytes. */
struct shared {
    struct biff *biff;
    struct biff_record record;
    size_t at;
};

static bool fill(struct shared *shared)
{
    while (shared->at == shared->record.length) {
        if (!biff_continued(shared->biff, &shared->record))
            return false;
        shared->at = 0;
    }
    return true;
}

/* NULL out: passed over. */
static bool take(struct shared *shared, size_t count, uint8_t *out)
{
    while (count > 0 && fill(shared)) {
        size_t here = shared->record.length - shared->at;
        here = here < count ? here : count;
        if (out)
            memcpy(out, shared->record.bytes + shared->at, here);
        out = out ? out + here : NULL;
        shared->at += here;
        count -= here;
    }
    return count == 0;
}

/* Where a text goes on in the next record, a byte says anew how wide its characters are. */
static bool take_characters(struct shared *shared, struct biff_text *text)
{
    while (text->left > 0) {
        bool next = shared->at == shared->record.length;
        if (!fill(shared))
            return false;
        if (next)
            text->twice = shared->record.bytes[shared->at++] & 1;
        size_t took = biff_text_take(text, shared->record.bytes + shared->at,
                                     shared->record.length - shared->at);
        shared->at += took;
        if (took == 0 && shared->at < shared->record.length)
            return false; /* half a character */
    }
    return true;
}

/* [MS-XLS] 2.5.293: characters, then runs of formatting and phonetic marks, which are left out. */
static bool take_shared(struct shared *shared, struct buf *out)
{
    enum { WIDE = 1, PHONETIC = 4, RICH = 8 };
    uint8_t head[3], runs[2] = {0}, phonetic[4] = {0};
    if (!take(shared, sizeof head, head) || (head[2] & RICH && !take(shared, sizeof runs, runs)) ||
        (head[2] & PHONETIC && !take(shared, sizeof phonetic, phonetic)))
        return false;
    struct biff_text text;
    biff_text_begin(&text, out, biff_16(head), head[2] & WIDE);
    return take_characters(shared, &text) &&
           take(shared, (size_t)biff_16(runs) * 4 + biff_32(phonetic), NULL);
}

bool biff_read_shared(struct sheet_book *book, const struct biff_record *first, struct diags *diags)
{
    struct shared shared = {book->biff, *first, 0};
    uint8_t counts[8];
    bool good = take(&shared, sizeof counts, counts);
    uint32_t count = good ? biff_32(counts + 4) : 0;
    if (book->string_count == 0)
        strings_open(book);
    for (uint32_t i = 0; i < count && good; i++) {
        if (!strings_begin(book)) {
            strings_tell(book, diags);
            return false;
        }
        good = take_shared(&shared, &book->strings);
        buf_putc(&book->strings, '\0');
    }
    if (!good)
        biff_tell(book, diags);
    return good;
}
