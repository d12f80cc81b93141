/*
 * A brush draws the items of pages on one cairo surface: what PDF and PNG have in common. It keeps
 * one cairo font per face and size for the whole document.
 */
#ifndef DRAW_INK_H
#define DRAW_INK_H

#include <cairo.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/page.h>

struct ink_face {           /* by the fonts room's number */
    struct FT_FaceRec_ *ft; /* NULL: not used yet */
    cairo_font_face_t *face;
    unsigned long blank;    /* glyph of the space */
    int32_t blank_advance;  /* 1/65536 em */
    struct ink_font *fonts; /* by size */
};

struct ink {
    struct arena *arena;
    struct fonts *fonts;
    cairo_t *cr;
    bool as_text; /* text is to be extracted again */
    struct ink_face *faces;
    uint32_t color;
    const struct ink_font *current;
    struct ink_room *room; /* scratch, reused from run to run */
};

struct ink *ink_new(struct arena *arena, struct fonts *fonts, cairo_t *cr, bool as_text);
void ink_page(struct ink *ink, const struct page *page); /* all items but the links */
void ink_done(struct ink *ink);
void ink_color(struct ink *ink, uint32_t color);
void ink_path(struct ink *ink, const struct page_path *path); /* path.c */

static inline double ink_pt(int32_t units)
{
    return units / 1024.0;
}

#endif
