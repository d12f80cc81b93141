/* 目录: composed with the document, completed when the pages are known. */
#ifndef TYPESET_CONTENTS_H
#define TYPESET_CONTENTS_H

#include <stddef.h>
#include <stdint.h>

struct composer;
struct flow_entry;

/* Title and lines without numbers, and the new page for the text; nothing unless the style asks. */
void typeset_contents(struct composer *c);
/* Tells a bookmarked entry which line of the 目录 names it; in the order of the document. */
void typeset_contents_mark(struct composer *c, struct flow_entry *entry);
/* A line of the 目录, or what it names, was painted; `top` is its em box's. */
void typeset_contents_painted(struct composer *c, const struct flow_entry *entry, size_t page,
                              int32_t top);
/* Leaders, numbers and links. */
void typeset_contents_finish(struct composer *c);

#endif
