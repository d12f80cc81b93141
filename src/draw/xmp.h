/* The document's metadata as XMP (ISO 16684-1), for archives and file managers. */
#ifndef DRAW_XMP_H
#define DRAW_XMP_H

struct buf;
struct pages;

/* `date`: 2026-11-03T00:00:00Z */
void draw_xmp(const struct pages *pages, const char *date, struct buf *out);

#endif
