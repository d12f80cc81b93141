/*
 * The full-width colon behind a key: people type 标题：… as they type everything else. It takes
 * three bytes in UTF-8, so ": " and one more space in its place leave every other byte where it is.
 */
#ifndef YAML_NARROW_H
#define YAML_NARROW_H

#include <huibao/base.h>

/*
 * The text with the colons of its keys narrowed, or `text` itself if there is none to narrow. Only
 * the first word of a line counts, and only one without spaces, quotes and brackets; the lines of a
 * block text (| and >) are left alone.
 */
const char *yaml_narrow(struct arena *arena, const char *text, size_t length);

#endif
