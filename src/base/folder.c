/* Output folders: filled under a temporary name, then renamed. */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base_diags.h"
#include "file.h"

struct outdir {
    struct arena *arena;
    const char *parent;
    char *temp;
};

struct outdir *outdir_open(const char *parent, struct diags *diags)
{
    if (!file_make_dirs(parent, diags))
        return NULL;
    struct arena *arena = arena_new();
    struct outdir *folder = arena_alloc(arena, sizeof *folder);
    *folder = (struct outdir){.arena = arena,
                              .parent = arena_strdup(arena, parent),
                              .temp = arena_printf(arena, "%s/.huibao-XXXXXX", parent)};
    if (mkdtemp(folder->temp)) /* 0700 */
        return folder;
    base_file_failed(diags, &BAS008, parent, errno);
    arena_free(arena);
    return NULL;
}

bool outdir_is_free(const char *parent, const char *name, struct diags *diags)
{
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/%s", parent, name);
    bool taken = file_is_taken(path);
    if (taken)
        diag_add(diags, &BAS011, NULL, DIAG_ARGS(path));
    arena_free(arena);
    return !taken;
}

const char *outdir_temp(const struct outdir *folder)
{
    return folder->temp;
}

/* Between the look and the rename another program may have made the same folder: rename() then
   still refuses unless that is empty. */
bool outdir_commit(struct outdir *folder, const char *name, struct diags *diags)
{
    const char *path = arena_printf(folder->arena, "%s/%s", folder->parent, name);
    if (!outdir_is_free(folder->parent, name, diags)) {
        outdir_abort(folder);
        return false;
    }
    if (base_sync_folder(folder->temp) && rename(folder->temp, path) == 0) {
        bool synced = base_sync_folder(folder->parent);
        if (!synced)
            base_file_failed(diags, &BAS010, path, errno);
        arena_free(folder->arena);
        return synced;
    }
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
        diag_add(diags, &BAS011, NULL, DIAG_ARGS(path));
    else
        base_file_failed(diags, &BAS010, path, errno);
    outdir_abort(folder);
    return false;
}

void outdir_abort(struct outdir *folder)
{
    if (!folder)
        return;
    DIR *handle = opendir(folder->temp);
    for (struct dirent *entry = handle ? readdir(handle) : NULL; entry; entry = readdir(handle))
        unlinkat(dirfd(handle), entry->d_name, 0); /* . and .. refuse */
    if (handle)
        closedir(handle);
    rmdir(folder->temp);
    arena_free(folder->arena);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    remove(path); /* what cannot be removed stays; the walk goes on */
    return 0;
}

void folder_remove(const char *path)
{
    enum { OPEN_FOLDERS = 16 };
    nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
