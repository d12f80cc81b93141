/* SHA-256 as FIPS 180-4 and its examples have it. */
#include <huibao/base.h>
#include <huibao/digest.h>

#include "tap.h"

TEST(the_examples_of_the_standard)
{
    struct arena *arena = arena_new();
    CHECK_STR(digest_bytes(arena, "", 0),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK_STR(digest_bytes(arena, "abc", 3),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    struct digest *digest = digest_new(arena);
    for (int i = 0; i < 1000000; i++)
        digest_add(digest, "a", 1);
    CHECK_STR(digest_take(digest),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    digest_add(digest, "abc", 3); /* it starts anew */
    CHECK_STR(digest_take(digest), digest_bytes(arena, "abc", 3));
    arena_free(arena);
}

TEST(boundaries_of_texts_count)
{
    struct arena *arena = arena_new();
    struct digest *digest = digest_new(arena);
    digest_add_text(digest, "春晖");
    digest_add_text(digest, "社区");
    const char *parted = digest_take(digest);
    digest_add_text(digest, "春晖社");
    digest_add_text(digest, "区");
    CHECK(strcmp(parted, digest_take(digest)) != 0);
    arena_free(arena);
}

TEST(a_file_is_read_in_blocks)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    size_t length = 300001;
    char *bytes = arena_alloc(arena, length);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)(i * 7);
    tap_write(tap_path("large"), bytes, length);
    const char *hex = NULL;
    uint64_t size = 0;
    CHECK(digest_file(arena, tap_path("large"), &hex, &size, diags));
    CHECK_INT(size, length);
    CHECK_STR(hex, digest_bytes(arena, bytes, length));
    CHECK_INT(diags_kept(diags), 0);
    hex = NULL;
    CHECK(!digest_file(arena, tap_path("none"), &hex, NULL, diags));
    CHECK(hex == NULL && diags_count(diags, DIAG_ERROR) == 1);
    diags_free(diags);
    arena_free(arena);
}

TEST(what_is_a_digest)
{
    struct arena *arena = arena_new();
    const char *hex = digest_bytes(arena, "x", 1);
    CHECK(digest_is_hex(hex));
    CHECK(!digest_is_hex("") && !digest_is_hex(hex + 1));
    CHECK(!digest_is_hex(arena_printf(arena, "%s0", hex)));
    CHECK(!digest_is_hex(arena_printf(arena, "G%s", hex + 1)));
    arena_free(arena);
}
