/* What a licensed face is for, by its names. */
#ifndef FONTS_NAMES_H
#define FONTS_NAMES_H

#include "set.h"

struct local_use {
    int role;   /* −1: not recognised */
    bool latin; /* a 西文 face: serves every role set in Times, bold ones where `bold` */
    bool bold;
};

struct local_use fonts_local_use(FT_Library library, const char *path, const char *file);

#endif
