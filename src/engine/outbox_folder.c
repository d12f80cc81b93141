/* The outbox's folder: whether a package stands in it as it was made, and what was left behind. */
#include "outbox.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <huibao/deliver.h>
#include <huibao/digest.h>

#include "engine_diags.h"

/* 12.3: of unit 12, made under its third claim. */
static bool names_unit(const char *name, int64_t *ret_id, int64_t *ret_fence)
{
    char *end = NULL;
    *ret_id = strtoll(name, &end, 10);
    if (*ret_id <= 0 || *end != '.' || !end[1] || end[1 + strspn(end + 1, "0123456789")])
        return false;
    *ret_fence = strtoll(end + 1, NULL, 10);
    return true;
}

/*
 * A folder that no unit names and nobody can be filling was left by a run that did not end. One of a later
 * claim than the unit had when it was read is of somebody who is at work now.
 */
static bool is_left(const struct outbox *outbox, const char *name)
{
    int64_t id, fence;
    size_t length = strlen(name);
    if (!names_unit(name, &id, &fence))
        return false;
    for (size_t u = 0; u < outbox->count; u++) {
        const struct store_outbox_unit *row = &outbox->units[u].row;
        bool named =
            row->package && strncmp(row->package, name, length) == 0 && row->package[length] == '/';
        if (row->id == id)
            return !named && fence <= row->fence && !outbox_is_busy(outbox, row);
    }
    return false;
}

void outbox_sweep(const struct outbox *outbox)
{
    DIR *folder = opendir(outbox->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        if (is_left(outbox, entry->d_name))
            folder_remove(arena_printf(outbox->arena, "%s/%s", outbox->folder, entry->d_name));
    if (folder)
        closedir(folder);
}

/* ---- a package ---- */

const char *outbox_package(const struct outbox *outbox, const struct store_outbox_unit *row)
{
    return row->package ? arena_printf(outbox->arena, "%s/%s", outbox->folder, row->package) : NULL;
}

bool outbox_was_tried(const struct store_outbox_unit *row)
{
    int64_t id, made = 0;
    const char *place = row->package;
    struct arena *arena = arena_new();
    bool known = names_unit(arena_strndup(arena, place, strcspn(place, "/")), &id, &made);
    arena_free(arena);
    return !known || row->fence > made + 1;
}

/* So many months after it was packed, or last tried; at the end of a shorter month. */
static int32_t end_of(const struct store_outbox_unit *row, int months)
{
    const struct world then = {.now =
                                   row->packed_at > row->next_at ? row->packed_at : row->next_at};
    int32_t day = world_today(&then);
    struct period month = period_of(PERIOD_MONTH, day);
    int32_t after = day - period_first_day(month);
    for (int i = 0; i < months; i++)
        month = period_next(month);
    int32_t same = period_first_day(month) + after, last = period_last_day(month);
    return same < last ? same : last;
}

bool outbox_is_expired(const struct outbox *outbox, const struct store_outbox_unit *row, int months)
{
    bool arrived = row->state == STORE_OUTBOX_ACCEPTED ||
                   (row->state == STORE_OUTBOX_SENT && !outbox_is_waiting(row));
    return months && arrived && row->package && row->packed_at &&
           world_today(&outbox->engine->world) > end_of(row, months);
}

/* Only mistakes of what is there, no failure of reading it. */
static bool is_damage(const struct diags *said)
{
    for (size_t i = 0; i < diags_kept(said); i++)
        if (diags_at(said, i)->kind->severity == DIAG_ERROR &&
            diags_at(said, i)->kind->class == DIAG_OUTSIDE)
            return false;
    return true;
}

static bool can_open(const char *path, struct diags *said)
{
    int file = file_open_input(path, said);
    if (file >= 0)
        close(file);
    return file >= 0;
}

enum outbox_found outbox_look(const struct outbox *outbox, const struct store_outbox_unit *row,
                              struct diags *said)
{
    struct arena *arena = outbox->arena;
    const struct deliver_manifest *manifest = NULL;
    const char *folder = outbox_package(outbox, row), *hash = NULL;
    const char *file = arena_printf(arena, "%s/" DELIVER_MANIFEST, folder);
    if (access(file, R_OK) != 0 && errno != ENOENT && errno != ENOTDIR && !can_open(file, said))
        return OUTBOX_UNREADABLE;
    if (!deliver_verify(folder, &outbox->engine->world, arena, &manifest, said))
        return is_damage(said) ? OUTBOX_DAMAGED : OUTBOX_UNREADABLE;
    if (!digest_file(arena, file, &hash, NULL, said))
        return OUTBOX_UNREADABLE;
    if (strcmp(hash, row->manifest) == 0)
        return OUTBOX_WHOLE;
    diag_add(said, &ENG066, &PLACE_NONE, NULL);
    return OUTBOX_DAMAGED;
}
