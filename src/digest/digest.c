#include <huibao/digest.h>

#include <huibao/base.h>

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <string.h>

struct digest {
    struct arena *arena;
    struct sha256_ctx state;
};

static const char digits[] = "0123456789abcdef";

struct digest *digest_new(struct arena *arena)
{
    struct digest *digest = arena_alloc(arena, sizeof *digest);
    digest->arena = arena;
    sha256_init(&digest->state);
    return digest;
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
    if (length > 0)
        sha256_update(&digest->state, length, bytes);
}

void digest_add_text(struct digest *digest, const char *text)
{
    digest_add(digest, text, strlen(text) + 1);
}

const char *digest_take(struct digest *digest)
{
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->state, sizeof sum, sum); /* and initialises the state again */
    char *hex = arena_alloc(digest->arena, DIGEST_HEX_LENGTH + 1);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    return hex;
}

const char *digest_bytes(struct arena *arena, const void *bytes, size_t length)
{
    struct digest *digest = digest_new(arena);
    digest_add(digest, bytes, length);
    return digest_take(digest);
}

struct reading {
    struct digest *digest;
    uint64_t bytes;
};

static void add_block(void *context, const void *bytes, size_t length)
{
    struct reading *reading = context;
    digest_add(reading->digest, bytes, length);
    reading->bytes += length;
}

bool digest_file(struct arena *arena, const char *path, const char **ret_hex, uint64_t *ret_bytes,
                 struct diags *diags)
{
    struct reading reading = {digest_new(arena), 0};
    if (!file_each_block(path, add_block, &reading, diags))
        return false;
    *ret_hex = digest_take(reading.digest);
    if (ret_bytes)
        *ret_bytes = reading.bytes;
    return true;
}

bool digest_is_hex(const char *text)
{
    return strspn(text, digits) == DIGEST_HEX_LENGTH && strlen(text) == DIGEST_HEX_LENGTH;
}

const char *digest_base64(struct arena *arena, const void *bytes, size_t length)
{
    size_t size = BASE64_ENCODE_RAW_LENGTH(length);
    char *text = arena_alloc(arena, size + 1);
    base64_encode_raw(text, length, bytes);
    text[size] = '\0';
    return text;
}
