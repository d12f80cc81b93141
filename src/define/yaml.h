/* YAML as a tree of places: libfyaml's events without anchors, aliases, tags and documents. */
#ifndef DEFINE_YAML_H
#define DEFINE_YAML_H

#include "source.h"

enum yaml_kind { YAML_SCALAR, YAML_MAP, YAML_LIST };

struct yaml {
    enum yaml_kind kind;
    struct place place;     /* of a scalar: its text; of the others: their first byte */
    const char *text;       /* SCALAR; NUL-terminated, holds no other NUL */
    struct excerpt excerpt; /* SCALAR: the same with its places */
    bool plain;             /* SCALAR without quotes; an empty one stands for nothing */
    const struct yaml *key; /* of a value in a MAP */
    struct yaml *first;     /* of MAP and LIST */
    struct yaml *next;
};

enum { YAML_DEPTH_MAX = 32 };

/*
 * Reads the source from start up to end. The root, which is a map (an empty one for no text), or
 * NULL with diagnostics. Duplicate keys are not looked at here.
 */
struct yaml *yaml_read(struct source *source, size_t start, size_t end, struct diags *diags);

#endif
