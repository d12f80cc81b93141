/*
 * Fuzzing the check of signatures. Whatever comes, checking ends; a signer is named exactly when
 * nothing is said, and his name is text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/sign.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char content[] = "内容\n"; /* of which the corpus holds signatures */
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct sign_claim claim = {
        {content, sizeof content - 1}, {data, size}, "x.p7s", NULL, 1795017600};
    const struct sign_by *by = sign_check(&claim, arena, diags);
    size_t bad = 0;
    if (!by != (diags_count(diags, DIAG_ERROR) > 0))
        abort();
    if (by && (!text_is_utf8(by->names, strlen(by->names), &bad) ||
               !text_is_utf8(by->issuers, strlen(by->issuers), &bad)))
        abort();
    diags_free(diags);
    arena_free(arena);
    return 0;
}
