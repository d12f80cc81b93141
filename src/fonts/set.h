/*
 * The insides of struct fonts, shared by the files of this room.
 *
 * A face is known from fonts_open on, by its file and number, but is opened by FreeType only when
 * a glyph of it is wanted: opening all of them costs tens of milliseconds, a report needs a few.
 */
#ifndef FONTS_SET_H
#define FONTS_SET_H

#include <ft2build.h>
#include FT_FREETYPE_H

#include <huibao/base.h>
#include <huibao/fonts.h>

enum { FONTS_BLOCK = 256, FONTS_BLOCKS = 0x110000 / FONTS_BLOCK };

enum face_state { FACE_UNOPENED, FACE_OPEN, FACE_BROKEN };

struct face {
    const char *path;
    const char *file;   /* the path's last part, for messages */
    const char *wanted; /* PostScript name to pick within a collection; NULL: the first face */
    enum face_state state;
    FT_Face ft;
    FT_CharMap charmap;        /* kept here: ft->charmap is NULL but for the moment of a lookup */
    struct glyph_names *names; /* what cairo is told of this face's glyphs (map.c) */
    int index;
    const char *name;
    int32_t **advances; /* blocks of FONTS_BLOCK glyphs, filled on demand; −1 is not yet known */
    bool measured;
    int32_t top, bottom;
    bool shapeable; /* Pango's private set knows it */
};

struct lookup_block {
    struct fonts_glyph glyphs[FONTS_BLOCK];
    uint8_t state[FONTS_BLOCK]; /* enum lookup_state */
};

struct role {
    uint16_t *chain[2]; /* face numbers in order of preference, by enum fonts_script */
    size_t count[2];
    uint16_t first[2];              /* the first Han face and the first 西文 face */
    struct lookup_block **cache[2]; /* FONTS_BLOCKS of them, filled on demand */
    struct fonts_fit *fits;         /* by face; scale 0: not computed yet */
};

struct shaping; /* shaping.c */

struct fonts {
    struct arena *arena;
    const char *directory;
    size_t max_file_bytes;
    FT_Library library;
    struct face *faces;
    size_t face_count, face_capacity;
    struct role *roles;
    struct shaping *shaping; /* NULL until a run needs real shaping */
};

/* ---- roles (roles.c): which files a role stands for -------------------------------------- */

struct file_spec {
    const char *file;   /* under debian/ */
    const char *wanted; /* PostScript name within a collection, or NULL */
};

enum { ROLE_FILES = 6 };

struct role_spec {
    const char *name;
    const char *const *local; /* parts of the names of licensed faces for it */
    uint8_t han[ROLE_FILES];  /* indices into the files, best first, ended by FILE_NONE */
    uint8_t latin[ROLE_FILES];
    bool times, bold; /* its 西文 is Times-like; is the bold one */
};

enum { FILE_NONE = 0 };
const struct file_spec *fonts_file_spec(unsigned file);
const struct role_spec *fonts_role_specs(size_t *ret_count);
/* Which role a licensed face serves by one of its names; −1: none. 西文 ones: see ret_latin. */
int fonts_local_role(const char *name, bool *ret_latin, bool *ret_bold);

/* ---- faces (face.c) ---------------------------------------------------------------------- */

FT_Library fonts_library_new(void); /* released by FT_Done_Library */
bool fonts_face_ready(const struct fonts *fonts, struct face *face); /* opens it; false: broken */
/* Looks at a font file without opening a face: NULL, or why it cannot be one (Chinese). */
const char *fonts_file_fault(const char *path);

/* Opens a face of a file, with room behind the file's bytes (map.c); NULL: cannot. */
FT_Face fonts_map_face(FT_Library library, const char *path, int index, unsigned char **ret_room);
/* Puts an empty table of glyph names in the room and shows it to cairo. */
void fonts_map_names(const struct fonts *fonts, struct face *face, unsigned char *room);
uint32_t fonts_face_glyph(const struct face *face, uint32_t codepoint); /* 0: it has none */

/* ---- shaping (shaping.c) ----------------------------------------------------------------- */

void fonts_shaping_done(struct fonts *fonts);

#endif
