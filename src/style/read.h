/* One style file's text into a style, and what the styles of a folder share. */
#ifndef STYLE_READ_H
#define STYLE_READ_H

#include <huibao/style.h>
#include <huibao/yaml.h>

#include "keys.h"

struct style_entry { /* one name of a set */
    const char *name;
    const char *path; /* NULL: built in, or from memory */
    const char *summary, *base;
    const struct style *style; /* NULL: not read yet, or bad */
    bool bad;                  /* its mistakes have been told */
    bool reading;              /* its base is being found: asked for again, it is a circle */
    struct style_entry *next;
};

struct style_set {
    struct arena *arena;
    const char *directory;
    const char *const *roles;
    size_t role_count;
    const struct world *world;
    bool listed;
    struct style_entry *entries; /* by name */
};

/* One file while it is read. */
struct style_file {
    struct style_set *set;
    struct reader reader;
    struct style_entry *entry;
    struct style style;
    const struct yaml *values[TOP_KEYS]; /* for the places of what cannot be */
    const struct yaml *texts[STYLE_ELEMENT_COUNT];
    struct place place; /* of the whole */
};

/* The style a file starts from, by the set's rules; NULL with a diagnostic at the key. */
const struct style *style_set_base(struct style_set *set, const char *name,
                                   const struct place *place, struct diags *diags);
/* Fills entry->style, summary and base; false with diagnostics. */
bool style_file_read(struct style_set *set, struct style_entry *entry, const char *text,
                     size_t length, struct diags *diags);
/* What follows from the values (grid, pitch), and what cannot be: STY01x. */
void style_file_solve(struct style_file *file);

#endif
