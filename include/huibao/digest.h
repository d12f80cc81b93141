/*
 * digest: SHA-256 of bytes, texts and files.
 *
 * Owns      the one hash used in manifests, receipts and traces, written as 64 lower-case
 *           hexadecimal digits.
 * Lifetime  results and digests belong to the arena given.
 * Failure   digest_file: diagnostics BAS… of reading a file. Nothing else fails.
 * Source    FIPS 180-4, as computed by nettle.
 */
#ifndef HUIBAO_DIGEST_H
#define HUIBAO_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diags;

enum { DIGEST_HEX_LENGTH = 64 };

struct digest; /* of what was added since it was made, or since the last digest_take */
struct digest *digest_new(struct arena *arena);
void digest_add(struct digest *digest, const void *bytes, size_t length);
/* A text with its closing NUL, so that ("ab", "c") and ("a", "bc") differ. */
void digest_add_text(struct digest *digest, const char *text);
const char *digest_take(struct digest *digest); /* its digits; then it starts anew */

const char *digest_bytes(struct arena *arena, const void *bytes, size_t length);
/* Of a regular file of any size, read in blocks. ret_bytes: its size; may be NULL. */
bool digest_file(struct arena *arena, const char *path, const char **ret_hex, uint64_t *ret_bytes,
                 struct diags *diags);
const char *digest_base64(struct arena *arena, const void *bytes, size_t length); /* RFC 4648 §4 */
/* 64 lower-case hexadecimal digits and nothing else. */
bool digest_is_hex(const char *text);

#endif
