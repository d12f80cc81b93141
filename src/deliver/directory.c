/* Sending a package to a target that is a folder. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "deliver_diags.h"
#include "note.h"
#include "sending.h"
#include "signature.h"

static void copy_block(void *context, const void *bytes, size_t length)
{
    outfile_write(context, bytes, length); /* a failure is kept and told by outfile_commit */
}

static bool copy_file(struct sending *sending, const char *folder, const char *name)
{
    struct arena *arena = sending->arena;
    const char *to = arena_printf(arena, "%s/%s", folder, name);
    struct outfile *file = outfile_open(to, sending->diags);
    if (!file)
        return false;
    if (!file_each_block(arena_printf(arena, "%s/%s", sending->package, name), copy_block, file,
                         sending->diags)) {
        outfile_abort(file);
        return false;
    }
    return outfile_commit(file, sending->diags);
}

/* Opens what was written 0600 and 0700 to those the target's configuration names. Where the file
   system has no such rights nothing is lost: it then has its own rule. */
static void grant(struct sending *sending, const char *folder)
{
    static const mode_t files[] = {
        [DELIVER_OWNER] = 0600, [DELIVER_GROUP] = 0640, [DELIVER_ALL] = 0644};
    static const mode_t folders[] = {
        [DELIVER_OWNER] = 0700, [DELIVER_GROUP] = 0750, [DELIVER_ALL] = 0755};
    enum deliver_access access = sending->target->access;
    const struct deliver_manifest *manifest = sending->manifest;
    for (size_t i = 0; i < manifest->file_count; i++)
        (void)!chmod(arena_printf(sending->arena, "%s/%s", folder, manifest->files[i].name),
                     files[access]);
    (void)!chmod(arena_printf(sending->arena, "%s/%s", folder, DELIVER_MANIFEST), files[access]);
    if (manifest->signed_by)
        (void)!chmod(arena_printf(sending->arena, "%s/%s", folder, DELIVER_SIGNATURE),
                     files[access]);
    (void)!chmod(folder, folders[access]);
}

/* Copies into a folder without a name and reads it back: what arrives is what was checked. */
static bool fill(struct sending *sending, const char *folder)
{
    const struct deliver_manifest *manifest = sending->manifest, *copied = NULL;
    for (size_t i = 0; i < manifest->file_count; i++)
        if (!copy_file(sending, folder, manifest->files[i].name))
            return false;
    if ((manifest->signed_by && !copy_file(sending, folder, DELIVER_SIGNATURE)) ||
        !copy_file(sending, folder, DELIVER_MANIFEST) ||
        !deliver_verify(folder, sending->world, sending->arena, &copied, sending->diags))
        return false;
    grant(sending, folder);
    return true;
}

static const char *manifest_text(struct sending *sending, const char *folder, struct diags *diags)
{
    return file_read(sending->arena,
                     arena_printf(sending->arena, "%s/%s", folder, DELIVER_MANIFEST),
                     sending->world->max_file_bytes, NULL, diags);
}

/* The very package stands at its place already, whole. */
static bool is_there(struct sending *sending)
{
    struct diags *unsaid = diags_new();
    const struct deliver_manifest *there = NULL;
    bool same = false;
    if (deliver_verify(sending->place, sending->world, sending->arena, &there, unsaid)) {
        const char *here_text = manifest_text(sending, sending->package, unsaid);
        const char *there_text = manifest_text(sending, sending->place, unsaid);
        same = here_text && there_text && strcmp(here_text, there_text) == 0 &&
               signature_same(sending->package, sending->place, sending->world, sending->arena);
    }
    diags_free(unsaid);
    return same;
}

static bool drop_named(struct sending *sending, const char *name)
{
    const char *folder = arena_printf(sending->arena, "%s/%s", sending->target->path, name);
    if (file_is_directory(folder))
        folder_remove(folder);
    return !file_exists(folder);
}

/* Where the target is, whatever folder a run begins in. */
static const char *full_path(struct sending *sending)
{
    char *path = realpath(sending->target->path, NULL);
    const char *copy = arena_strdup(sending->arena, path ? path : sending->target->path);
    free(path);
    return copy;
}

/* A name that is taken stays taken; a full disk, a share that went away may be otherwise later. */
static enum deliver_outcome name_it(struct sending *sending, struct outdir *folder)
{
    if (!fill(sending, outdir_temp(folder))) {
        outdir_abort(folder);
        return DELIVER_LATER;
    }
    struct diags *said = diags_new();
    enum deliver_outcome outcome = DELIVER_SENT;
    if (!outdir_commit(folder, sending->name, said)) {
        if (is_there(sending)) /* another program was faster */
            outcome = DELIVER_THERE;
        else if (file_is_taken(sending->place))
            outcome = sending_refuse(sending);
        else
            outcome = DELIVER_LATER;
    }
    for (size_t i = 0; outcome == DELIVER_LATER && i < diags_kept(said); i++)
        diag_copy(sending->diags, diags_at(said, i));
    diags_free(said);
    return outcome;
}

static enum deliver_outcome place(struct sending *sending)
{
    struct outdir *folder = outdir_open(sending->target->path, sending->diags);
    if (!folder)
        return DELIVER_LATER;
    struct note note =
        note_write(sending, full_path(sending), strrchr(outdir_temp(folder), '/') + 1);
    enum deliver_outcome outcome = name_it(sending, folder);
    note_drop(&note);
    return outcome;
}
enum deliver_outcome directory_send(struct sending *sending)
{
    const struct deliver_target *target = sending->target;
    if (!file_is_directory(target->path)) {
        diag_add(sending->diags, &DLV011, NULL, DIAG_ARGS(target->name, target->path));
        diag_hint(sending->diags, "它要先建好；如果是网络上的共享，看它是不是已经挂上");
        return DELIVER_LATER;
    }
    note_each_left(sending, full_path(sending), drop_named);
    if (!file_is_taken(sending->place))
        return place(sending);
    /* what has the name is whole: it got it when it was */
    return is_there(sending) ? DELIVER_THERE : sending_refuse(sending);
}
