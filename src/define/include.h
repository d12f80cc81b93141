/* {{#include 名称}}: a shared section, sections/名称.md beside the reports. */
#ifndef DEFINE_INCLUDE_H
#define DEFINE_INCLUDE_H

#include "tag.h"

enum { INCLUDE_DEPTH_MAX = 8, INCLUDE_COUNT_MAX = 1000 };

/* What including needs to know of the report; part of its scope. */
struct include_state {
    const struct world *world;
    const char *folders[2];      /* where sections may be; NULL: nowhere */
    const struct include *inner; /* the section being read, or NULL */
    size_t bytes, count; /* of all sections so far; a section counts as often as it is read */
    bool full;           /* that was reported */
};

struct include { /* a section being read, and what it is read for */
    const char *name;
    int depth;
    const struct include *outer;
};

/* The folders beside the report's file and beside the dictionary. */
void include_init(struct include_state *state, struct arena *arena, const char *report,
                  const struct dictionary *dictionary, const struct world *world);
/* The name that the tag gives; NULL after a message. */
const char *include_read(struct reader *reader, const struct excerpt *inside, struct tag *tag);
/* The section's text, entered until include_leave; NULL after a message. */
struct source *include_enter(struct reader *reader, const struct tag *tag);
void include_leave(struct reader *reader);

#endif
