/* Where the unit tests find the faces: HUIBAO_FONTS, or fonts/ under HUIBAO_ROOT or here. */
#ifndef FONTS_TESTING_H
#define FONTS_TESTING_H

#include <stdio.h>
#include <stdlib.h>

static inline const char *fonts_testing_dir(void)
{
    static char path[4096];
    const char *fonts = getenv("HUIBAO_FONTS");
    const char *root = getenv("HUIBAO_ROOT");

    if (fonts)
        return fonts;
    snprintf(path, sizeof path, "%s%sfonts", root ? root : "", root ? "/" : "");
    return path;
}

#endif
