#include <huibao/base.h>

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* ---- recognising ---- */

/* Whether what is not UTF-8 from `bad` on may be the beginning of a last character. */
static bool may_go_on(const char *bytes, size_t length, size_t bad)
{
    bool goes_on = length - bad < 4 && (unsigned char)bytes[bad] >= 0xC2;
    for (size_t i = bad + 1; i < length && goes_on; i++)
        goes_on = ((unsigned char)bytes[i] & 0xC0) == 0x80;
    return goes_on;
}

/* An incomplete last character of a sample that is not the whole file is no fault. */
static bool utf8_fits(const char *bytes, size_t length, bool whole, size_t *ret_bad)
{
    size_t bad;
    if (text_is_utf8(bytes, length, &bad) || (!whole && may_go_on(bytes, length, bad)))
        return true;
    *ret_bad = bad;
    return false;
}

/* GB 18030-2022 §5: bytes of one, two and four byte characters. */
static size_t gb18030_length(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] == 0x80 || p[0] == 0xFF || left < 2)
        return 0;
    if ((p[1] >= 0x40 && p[1] <= 0x7E) || (p[1] >= 0x80 && p[1] <= 0xFE))
        return 2;
    if (left < 4 || p[1] < 0x30 || p[1] > 0x39)
        return 0;
    return p[2] >= 0x81 && p[2] <= 0xFE && p[3] >= 0x30 && p[3] <= 0x39 ? 4 : 0;
}

static bool gb18030_fits(const char *bytes, size_t length, bool whole, size_t *ret_bad)
{
    const unsigned char *p = (const unsigned char *)bytes;
    for (size_t i = 0; i < length;) {
        size_t step = gb18030_length(p + i, length - i);
        if (step == 0) {
            if (!whole && length - i < 4 && p[i] > 0x80 && p[i] < 0xFF)
                return true;
            *ret_bad = i;
            return false;
        }
        i += step;
    }
    return true;
}

enum text_encoding text_detect(const char *bytes, size_t length, bool whole, size_t *ret_bad_offset)
{
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        return TEXT_UTF8_BOM;
    if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return TEXT_UTF16LE;
    if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return TEXT_UTF16BE;
    size_t bad_utf8 = 0, bad_gb = 0;
    if (utf8_fits(bytes, length, whole, &bad_utf8))
        return TEXT_UTF8;
    if (gb18030_fits(bytes, length, whole, &bad_gb))
        return TEXT_GB18030;
    if (ret_bad_offset)
        *ret_bad_offset = bad_utf8 > bad_gb ? bad_utf8 : bad_gb;
    return TEXT_UNKNOWN;
}

/* ---- converting ---- */

struct text_decoder {
    iconv_t converter; /* (iconv_t)-1 for UTF-8 itself, which is only checked */
    uint64_t offset;   /* of the next byte, in the stream */
    size_t bom_left;   /* bytes of the mark still to be skipped */
    char pending[8];   /* an incomplete character at the end of the last block */
    size_t pending_length;
};

static void close_converter(void *object)
{
    struct text_decoder *decoder = object;
    if (decoder->converter != (iconv_t)-1)
        iconv_close(decoder->converter);
}

struct text_decoder *text_decoder_new(struct arena *arena, enum text_encoding encoding)
{
    static const struct {
        const char *name;
        size_t bom;
    } known[] = {
        [TEXT_UNKNOWN] = {NULL, 0},       [TEXT_UTF8] = {NULL, 0},
        [TEXT_UTF8_BOM] = {NULL, 3},      [TEXT_GB18030] = {"GB18030", 0},
        [TEXT_UTF16LE] = {"UTF-16LE", 2}, [TEXT_UTF16BE] = {"UTF-16BE", 2},
    };
    struct text_decoder *decoder = arena_alloc(arena, sizeof *decoder);
    decoder->converter =
        known[encoding].name ? iconv_open("UTF-8", known[encoding].name) : (iconv_t)-1;
    decoder->bom_left = known[encoding].bom;
    arena_on_free(arena, close_converter, decoder);
    return decoder;
}

/* How many bytes at `bytes` form whole good characters; *ret_bad when something else follows. */
static size_t utf8_prefix(const char *bytes, size_t length, bool *ret_bad)
{
    size_t whole = length;
    *ret_bad = !text_is_utf8(bytes, length, &whole) && !may_go_on(bytes, length, whole);
    return whole;
}

static size_t iconv_prefix(struct text_decoder *decoder, const char *bytes, size_t length,
                           struct buf *out, bool *ret_bad)
{
    char converted[4096];
    char *from = (char *)(uintptr_t)bytes; /* iconv's prototype lacks the const it keeps */
    size_t left = length;
    *ret_bad = false;
    while (left > 0) {
        char *to = converted;
        size_t room = sizeof converted;
        size_t status = iconv(decoder->converter, &from, &left, &to, &room);
        int error = errno;
        buf_append(out, converted, (size_t)(to - converted));
        if (status != (size_t)-1 || error == E2BIG)
            continue;
        *ret_bad = error != EINVAL;
        break;
    }
    return length - left;
}

static size_t decode_prefix(struct text_decoder *decoder, const char *bytes, size_t length,
                            struct buf *out, bool *ret_bad)
{
    if (decoder->converter != (iconv_t)-1)
        return iconv_prefix(decoder, bytes, length, out, ret_bad);
    size_t good = utf8_prefix(bytes, length, ret_bad);
    buf_append(out, bytes, good);
    return good;
}

/* Completes the character left over from the last block, byte by byte; false if it is bad. */
static bool decode_pending(struct text_decoder *decoder, const char **bytes, size_t *length,
                           struct buf *out)
{
    while (decoder->pending_length > 0 && *length > 0) {
        if (decoder->pending_length == sizeof decoder->pending)
            return false;
        decoder->pending[decoder->pending_length++] = **bytes;
        *bytes += 1;
        *length -= 1;
        bool bad;
        size_t used = decode_prefix(decoder, decoder->pending, decoder->pending_length, out, &bad);
        if (bad)
            return false;
        decoder->offset += used;
        memmove(decoder->pending, decoder->pending + used, decoder->pending_length - used);
        decoder->pending_length -= used;
    }
    return true;
}

bool text_decode(struct text_decoder *decoder, const char *bytes, size_t length, bool last,
                 struct buf *out, uint64_t *ret_bad_offset)
{
    while (decoder->bom_left > 0 && length > 0) {
        decoder->bom_left--;
        decoder->offset++;
        bytes++;
        length--;
    }
    if (!decode_pending(decoder, &bytes, &length, out)) {
        *ret_bad_offset = decoder->offset;
        return false;
    }
    bool bad = false;
    size_t used = decode_prefix(decoder, bytes, length, out, &bad);
    decoder->offset += used;
    size_t left = length - used;
    if (bad || left > sizeof decoder->pending ||
        (last && (left > 0 || decoder->pending_length > 0))) {
        *ret_bad_offset = decoder->offset;
        return false;
    }
    if (left > 0) {
        memcpy(decoder->pending, bytes + used, left);
        decoder->pending_length = left;
    }
    return true;
}
