/*
 * Full-width signs of the structure: the colon behind a key, as people type 标题：… like everything
 * else, and what stands between brackets (yaml_flow.h). A sign takes three bytes in UTF-8, so ": "
 * and one more space in its place leave every other byte where it is.
 */
#ifndef YAML_NARROW_H
#define YAML_NARROW_H

#include <huibao/base.h>

/*
 * The text with them narrowed, or `text` itself if there are none. Outside brackets only the first
 * word of a line is a key, and only one without spaces, quotes and brackets; the lines of a block
 * text (| and >) are left alone.
 */
const char *yaml_narrow(struct arena *arena, const char *text, size_t length);

#endif
