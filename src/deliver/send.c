/* Sending a package: what all methods need, then the target's own. */
#include <huibao/digest.h>

#include <stdlib.h>
#include <string.h>

#include "deliver_diags.h"
#include "remote.h"
#include "sending.h"
#include "wire.h"

static const char *last_part(struct arena *arena, const char *folder)
{
    char *path = realpath(folder, NULL);
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = arena_strdup(arena, slash ? slash + 1 : "");
    free(path);
    return name;
}

enum deliver_outcome sending_refuse(struct sending *sending)
{
    diag_add(sending->diags, &DLV012, NULL, DIAG_ARGS(sending->target->name, sending->place));
    diag_hint(sending->diags, "先弄清那里的是什么；要另送一份，用 huibao package --name 另取名称");
    return DELIVER_REFUSED;
}

static bool describe(struct sending *sending, const char *name, struct deliver_file *ret_file)
{
    ret_file->name = name;
    return digest_file(sending->arena,
                       arena_printf(sending->arena, "%s/%s", sending->package, name),
                       &ret_file->sha256, &ret_file->bytes, sending->diags);
}

/* The files as they are to stand there; the manifest and its signature are not listed in it. */
static bool list_files(struct sending *sending)
{
    const struct deliver_manifest *manifest = sending->manifest;
    struct deliver_file *files =
        arena_array(sending->arena, manifest->file_count + 1, sizeof *files);
    size_t count = manifest->file_count;
    if (count)
        memcpy(files, manifest->files, count * sizeof *files);
    if (manifest->signed_by && !describe(sending, DELIVER_SIGNATURE, &files[count++]))
        return false;
    sending->files = files;
    sending->file_count = count;
    return describe(sending, DELIVER_MANIFEST, &sending->self);
}

/* By a method that keeps each file at an address: first looks whether the package, or anything of its
   name, is there already. */
static enum deliver_outcome send_absent(struct sending *sending)
{
    static enum deliver_outcome (*const methods[])(struct sending * sending) = {
        [DELIVER_PUT] = put_send, [DELIVER_WEBDAV] = webdav_send, [DELIVER_SFTP] = sftp_send};
    switch (sending_look(sending, sending->base)) {
    case STATE_SAME:
        return DELIVER_THERE;
    case STATE_OTHER:
        return sending_refuse(sending);
    case STATE_FAILED:
        return wire_fail(sending->wire);
    case STATE_ABSENT:
        break;
    }
    return methods[sending->target->method](sending);
}

static enum deliver_outcome send_remote(struct sending *sending)
{
    const struct deliver_target *target = sending->target;
    struct arena *arena = sending->arena;
    const char *url = target->remote->shown;
    sending->place =
        target->method == DELIVER_POST ? url : arena_printf(arena, "%s/%s", url, sending->name);
    if (!list_files(sending))
        return DELIVER_LATER;
    if (!sending->key)
        sending->key = sending->self.sha256;
    sending->wire = wire_open(target, sending->key, arena, sending->diags);
    if (!sending->wire)
        return DELIVER_REFUSED;
    if (target->method != DELIVER_POST)
        sending->base = wire_url(sending->wire, target->remote->url, sending->name);
    enum deliver_outcome outcome =
        target->method == DELIVER_POST ? post_send(sending) : send_absent(sending);
    sending->receipt->status = sending->wire->answer.status;
    sending->receipt->retry_after = sending->wire->answer.retry_after;
    wire_close(sending->wire);
    return outcome;
}

static enum deliver_outcome send_directory(struct sending *sending)
{
    sending->place = arena_printf(sending->arena, "%s/%s", sending->target->path, sending->name);
    return directory_send(sending);
}

enum deliver_outcome deliver_send(const char *package, const struct deliver_target *target,
                                  const char *key, const struct world *world, struct arena *arena,
                                  struct deliver_receipt *ret_receipt, struct diags *diags)
{
    struct sending sending = {.package = package,
                              .target = target,
                              .key = key,
                              .world = world,
                              .arena = arena,
                              .receipt = ret_receipt,
                              .diags = diags};
    *ret_receipt = (struct deliver_receipt){0};
    if (!deliver_verify(package, world, arena, &sending.manifest, diags))
        return DELIVER_REFUSED;
    sending.name = last_part(arena, package);
    enum deliver_outcome outcome =
        target->method == DELIVER_DIRECTORY ? send_directory(&sending) : send_remote(&sending);
    if (outcome == DELIVER_SENT || outcome == DELIVER_THERE)
        ret_receipt->place = sending.place;
    return outcome;
}
