/*
 * One face: opened on demand by FreeType, its metrics in 1/65536 em, its advances remembered.
 */
#include <stdlib.h>

#include "set.h"

#include FT_ADVANCES_H
#include FT_MODULE_H

enum { MAX_COLLECTION = 64 };

static void *heap_alloc(FT_Memory memory, long size)
{
    (void)memory;
    return malloc((size_t)size);
}

static void heap_free(FT_Memory memory, void *block)
{
    (void)memory;
    free(block);
}

static void *heap_realloc(FT_Memory memory, long old_size, long size, void *block)
{
    (void)memory;
    (void)old_size;
    return realloc(block, (size_t)size);
}

/*
 * Not FT_Init_FreeType, whose FT_Done_FreeType would end the library under faces that cairo still
 * holds (fonts_ft_hold): this one is counted, and its memory record lives for ever.
 */
FT_Library fonts_library_new(void)
{
    static const struct FT_MemoryRec_ heap = {NULL, heap_alloc, heap_free, heap_realloc};
    FT_Library library = NULL;

    if (FT_New_Library((FT_Memory)(uintptr_t)&heap, &library))
        return NULL;
    FT_Add_Default_Modules(library);
    return library;
}

struct FT_FaceRec_ *fonts_ft_hold(struct FT_FaceRec_ *ft)
{
    FT_Reference_Library(ft->glyph->library);
    FT_Reference_Face(ft);
    return ft;
}

void fonts_ft_release(void *held)
{
    FT_Face ft = held;
    FT_Library library = ft->glyph->library;

    FT_Done_Face(ft);
    FT_Done_Library(library);
}

/* Units of the font's own grid to 1/65536 em, rounded to nearest. */
static int32_t from_units(FT_Face ft, FT_Pos units)
{
    int64_t em = ft->units_per_EM;
    int64_t scaled = (int64_t)units * 65536;

    return (int32_t)((scaled + (scaled < 0 ? -em : em) / 2) / em);
}

/* Opens one face of a file; NULL unless it is scalable and, where asked, carries that name. */
static FT_Face try_open(const struct fonts *fonts, const struct face *face, int index,
                        unsigned char **ret_room)
{
    FT_Face ft = fonts_map_face(fonts->library, face->path, index, ret_room);
    const char *name;

    if (!ft)
        return NULL;
    name = FT_Get_Postscript_Name(ft);
    if (FT_IS_SCALABLE(ft) && ft->units_per_EM && ft->charmap &&
        (!face->wanted || (name && strcmp(name, face->wanted) == 0)))
        return ft;
    FT_Done_Face(ft);
    return NULL;
}

/* Of a collection the face with the wanted name: where it usually is (SC is third), then anywhere. */
static FT_Face open_wanted(const struct fonts *fonts, struct face *face, unsigned char **ret_room)
{
    FT_Face ft;

    face->index = face->wanted ? 2 : 0;
    ft = try_open(fonts, face, face->index, ret_room);
    if (!face->wanted)
        return ft;
    for (int i = 0; !ft && i < MAX_COLLECTION; i++) {
        face->index = i;
        ft = try_open(fonts, face, i, ret_room);
    }
    return ft;
}

bool fonts_face_ready(const struct fonts *fonts, struct face *face)
{
    unsigned char *room = NULL;
    const char *name;

    if (face->state != FACE_UNOPENED)
        return face->state == FACE_OPEN;
    face->ft = open_wanted(fonts, face, &room);
    face->state = face->ft ? FACE_OPEN : FACE_BROKEN;
    if (!face->ft)
        return false;
    /* Without it cairo cannot ask FreeType, glyph by glyph, what map.c tells it. */
    face->charmap = face->ft->charmap;
    face->ft->charmap = NULL;
    fonts_map_names(fonts, face, room);
    name = FT_Get_Postscript_Name(face->ft);
    face->name = arena_strdup(fonts->arena, name ? name : face->file);
    face->advances = arena_array(fonts->arena, (size_t)face->ft->num_glyphs / FONTS_BLOCK + 1,
                                 sizeof *face->advances);
    return true;
}

uint32_t fonts_face_glyph(const struct face *face, uint32_t codepoint)
{
    FT_UInt glyph;

    face->ft->charmap = face->charmap;
    glyph = FT_Get_Char_Index(face->ft, codepoint);
    face->ft->charmap = NULL;
    return glyph;
}

uint32_t fonts_glyph_of(struct fonts *fonts, int number, uint32_t codepoint)
{
    struct face *face = &fonts->faces[number];

    return fonts_face_ready(fonts, face) ? fonts_face_glyph(face, codepoint) : 0;
}

/* The ink of 国, or of 0 in a face without Han characters. */
static void measure(struct face *face)
{
    FT_Face ft = face->ft;
    FT_UInt glyph = fonts_face_glyph(face, 0x56FD);

    face->measured = true;
    if (!glyph)
        glyph = fonts_face_glyph(face, '0');
    if (FT_Load_Glyph(ft, glyph, FT_LOAD_NO_SCALE))
        return;
    face->top = from_units(ft, ft->glyph->metrics.horiBearingY);
    face->bottom = from_units(ft, ft->glyph->metrics.height - ft->glyph->metrics.horiBearingY);
}

struct fonts_face_info fonts_face(const struct fonts *fonts, int number)
{
    struct face *face = &fonts->faces[number];
    struct fonts_face_info info = {.path = face->path, .name = face->file};

    if (!fonts_face_ready(fonts, face))
        return info;
    if (!face->measured)
        measure(face);
    info.index = face->index;
    info.name = face->name;
    info.ascent = from_units(face->ft, face->ft->ascender);
    /* FandolSong-Regular gives its descent as a positive number. */
    info.descent = from_units(face->ft, labs(face->ft->descender));
    info.top = face->top;
    info.bottom = face->bottom;
    return info;
}

struct FT_FaceRec_ *fonts_ft_face(struct fonts *fonts, int number)
{
    struct face *face = &fonts->faces[number];

    return fonts_face_ready(fonts, face) ? face->ft : NULL;
}

size_t fonts_face_count(const struct fonts *fonts)
{
    return fonts->face_count;
}

int32_t fonts_advance(struct fonts *fonts, int number, uint32_t glyph)
{
    struct face *face = &fonts->faces[number];
    int32_t **block, *slot;
    FT_Fixed units = 0;

    if (!fonts_face_ready(fonts, face) || glyph >= (FT_ULong)face->ft->num_glyphs)
        return 0;
    block = &face->advances[glyph / FONTS_BLOCK];
    if (!*block) {
        *block = arena_array(fonts->arena, FONTS_BLOCK, sizeof **block);
        memset(*block, 0xFF, FONTS_BLOCK * sizeof **block);
    }
    slot = &(*block)[glyph % FONTS_BLOCK];
    if (*slot < 0)
        *slot = FT_Get_Advance(face->ft, glyph, FT_LOAD_NO_SCALE, &units)
                    ? 0
                    : from_units(face->ft, (FT_Pos)units);
    return *slot;
}

int32_t fonts_scale(int32_t advance, int32_t size)
{
    int64_t scaled = (int64_t)advance * size;

    return (int32_t)((scaled + (scaled < 0 ? -32768 : 32768)) / 65536);
}
