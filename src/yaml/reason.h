/* Why YAML cannot be read, in the reader's language: libfyaml's reasons with what the line shows. */
#ifndef YAML_REASON_H
#define YAML_REASON_H

#include <huibao/yaml.h>

struct reason {
    const char *says; /* completes “YAML 写法有误：” */
    const char *hint;
};

/*
 * `english` is libfyaml's message, or NULL; `line` the text of the line where it stopped; `next` of
 * the one below; each may be NULL.
 */
struct reason yaml_reason(const char *english, const char *line, const char *next);

/* The byte where a line's value begins although no space parts it from its key's colon (id:t), or 0. */
size_t yaml_unspaced(const char *line);

#endif
