/* From cairo's status to a file or a diagnostic. */
#ifndef DRAW_STATUS_H
#define DRAW_STATUS_H

#include <cairo.h>

#include <huibao/base.h>

/* Puts the file into its place, or removes it and says why. */
bool draw_finish(struct outfile *file, const char *path, cairo_status_t status,
                 struct diags *diags);

#endif
