/*
 * fonts: a private set of faces, opened by file, and the chains that roles stand for.
 *
 * Owns      finding the files, the role chains (仿宋, 楷体, 黑体, 宋体, 小标宋; each knows its
 *           西文 face and its fallbacks), coverage, and the cache of glyph ids and advances per face
 *           and character. The system's fontconfig set is never asked.
 * Protocol  fonts_open once, then lookups. Not thread-safe.
 * Lifetime  everything returned lives until fonts_close; face numbers are stable within it.
 * Failure   diagnostics FNT…; a missing role is an error naming the files looked for.
 * Units     advances in 1/65536 em; fonts_scale turns them into the units of a type size.
 */
#ifndef HUIBAO_FONTS_H
#define HUIBAO_FONTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diags;
struct world;
struct fonts;
struct diag_kind;
struct FT_FaceRec_;
struct _PangoFont;
struct _PangoContext;

enum fonts_script { FONTS_HAN, FONTS_LATIN }; /* which face a shared mark (“ ” … ·) comes from */

struct fonts_glyph {
    uint16_t face;
    bool fallback;   /* from neither the role's first Han face nor its first 西文 face */
    uint32_t glyph;  /* never 0 */
    int32_t advance; /* 1/65536 em */
};

struct fonts_face_info {
    const char *path;
    int index;               /* within a collection */
    const char *name;        /* PostScript name */
    int32_t ascent, descent; /* 1/65536 em, both positive */
    int32_t top, bottom;     /* ink of 国 in 1/65536 em above/below the baseline, for centring */
};

struct fonts *fonts_open(const char *directory, const struct world *world, struct diags *diags);
void fonts_close(struct fonts *fonts); /* NULL is allowed */
const char *const *fonts_role_names(size_t *ret_count);
int fonts_role(const char *name); /* −1 if unknown */
/* The first face of the chain that has the character; false: none has it. */
bool fonts_lookup(struct fonts *fonts, int role, enum fonts_script script, uint32_t codepoint,
                  struct fonts_glyph *ret_glyph);
/* How an ideograph of a later face is set to look as one of the role's first: in this size and this
   much higher. By their ink; the first face itself stays as it is. */
struct fonts_fit {
    int32_t scale; /* 65536: the same size */
    int32_t raise; /* 1/65536 em of the role's size, upwards */
};
struct fonts_fit fonts_fit(struct fonts *fonts, int role, int face);
/* Advance of one glyph of a face, from the cache. */
int32_t fonts_advance(struct fonts *fonts, int face, uint32_t glyph);
size_t fonts_face_count(const struct fonts *fonts);
struct fonts_face_info fonts_face(const struct fonts *fonts, int face);
/* Its charmap is NULL: characters go through fonts_lookup.
   NULL only for a file that looked whole but cannot be opened; no lookup ever yields such a face. */
struct FT_FaceRec_ *fonts_ft_face(struct fonts *fonts, int face);
/* For caches that outlive fonts_close (cairo's): the face stays valid until it is released. */
struct FT_FaceRec_ *fonts_ft_hold(struct FT_FaceRec_ *ft);
void fonts_ft_release(void *held);
/* For a PDF's text: who asks the opened face which character a glyph is (cairo does) is told this,
   the first name given, and otherwise nothing. Clear before a document, or names of the last stay. */
void fonts_glyph_name(struct fonts *fonts, int face, uint32_t glyph, uint32_t codepoint);
void fonts_glyph_names_clear(struct fonts *fonts);
uint32_t fonts_glyph_of(struct fonts *fonts, int face, uint32_t codepoint); /* 0: none */
/* For shaping runs that need it (Latin words, combining marks): that exact face at that size. */
struct _PangoFont *fonts_pango_font(struct fonts *fonts, int face, int32_t size);
struct _PangoContext *fonts_pango_context(struct fonts *fonts);
int32_t fonts_scale(int32_t advance,
                    int32_t size); /* 1/65536 em at a size, rounded, in its units */

/* For doctor: how many of 通用规范汉字表 each role covers, by which face; missing ones by name. */
struct fonts_coverage {
    size_t total, first, fallback, missing;
    char missing_sample[256]; /* UTF-8, the first few */
};
bool fonts_cover(struct fonts *fonts, int role, struct fonts_coverage *ret_coverage,
                 struct diags *diags);
const struct diag_kind *const *fonts_diags(size_t *ret_count);

#endif
