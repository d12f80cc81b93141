/* What every definition file must be before it is read: UTF-8 without control characters. */
#ifndef DEFINE_FILE_H
#define DEFINE_FILE_H

#include "source.h"

/*
 * The source of a file's text, its byte order mark left out; NULL with diagnostics when it is not
 * UTF-8 or holds characters that no document may hold.
 */
struct source *file_source(struct arena *arena, const char *name, const char *text, size_t length,
                           struct diags *diags);

#endif
