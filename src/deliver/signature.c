/* Signing a manifest, and checking what was signed. */
#include "signature.h"

#include <huibao/base.h>
#include <huibao/sign.h>

#include <string.h>

#include "deliver_diags.h"

static bool read(const char *path, const struct world *world, struct arena *arena,
                 struct sign_bytes *ret_bytes, struct diags *diags)
{
    size_t length = 0;
    const char *bytes = file_read(arena, path, world->max_file_bytes, &length, diags);
    *ret_bytes = (struct sign_bytes){bytes, length};
    return bytes != NULL;
}

static const char *path_of(struct arena *arena, const char *folder, const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name);
}

bool deliver_sign(const char *folder, const struct deliver_signer *signer,
                  const struct world *world, struct arena *arena, struct diags *diags)
{
    const struct sign_signer with = {signer->certificate, signer->key};
    struct sign_bytes content;
    if (!read(path_of(arena, folder, DELIVER_MANIFEST), world, arena, &content, diags))
        return false;
    const struct sign_bytes *made = sign_make(&with, content, world->now, arena, diags);
    struct outfile *file =
        made ? outfile_open(path_of(arena, folder, DELIVER_SIGNATURE), diags) : NULL;
    if (!file)
        return false;
    outfile_write(file, made->bytes, made->length);
    return outfile_commit(file, diags);
}

void signature_check(const struct deliver_question *question, struct arena *arena,
                     struct deliver_manifest *manifest, struct diags *diags)
{
    const char *path = path_of(arena, question->folder, DELIVER_SIGNATURE);
    struct sign_claim claim = {
        .name = DELIVER_SIGNATURE, .ca = question->ca, .now = question->world->now};
    if (!file_is_taken(path)) {
        if (question->ca)
            diag_add(diags, &DLV040, NULL, NULL);
        return;
    }
    if (!file_is_regular(path)) {
        diag_add(diags, &DLV009, NULL, DIAG_ARGS(DELIVER_SIGNATURE));
        return;
    }
    const char *signed_file = path_of(arena, question->folder, DELIVER_MANIFEST);
    if (!read(path, question->world, arena, &claim.signature, diags) ||
        !read(signed_file, question->world, arena, &claim.content, diags))
        return;
    const struct sign_by *by = sign_check(&claim, arena, diags);
    if (!by)
        return;
    manifest->signed_by = by->names;
    manifest->certified_by = by->issuers;
    manifest->trusted = by->trusted;
}

bool signature_same(const char *folder, const char *other, const struct world *world,
                    struct arena *arena)
{
    const char *const paths[] = {path_of(arena, folder, DELIVER_SIGNATURE),
                                 path_of(arena, other, DELIVER_SIGNATURE)};
    struct sign_bytes bytes[2];
    if (!file_is_taken(paths[0]) && !file_is_taken(paths[1]))
        return true;
    struct diags *unsaid = diags_new();
    bool both = read(paths[0], world, arena, &bytes[0], unsaid) &&
                read(paths[1], world, arena, &bytes[1], unsaid);
    diags_free(unsaid);
    return both && bytes[0].length == bytes[1].length &&
           memcmp(bytes[0].bytes, bytes[1].bytes, bytes[0].length) == 0;
}
