/* What the files of this room that write share. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <huibao/base.h>

/* Adds `kind` with the path and what errno `error` means to a user. */
void base_file_failed(struct diags *diags, const struct diag_kind *kind, const char *path,
                      int error);
/* Has the names in a folder written to the disk; false with errno. */
bool base_sync_folder(const char *folder);

#endif
