/*
 * A font file in memory, and the character map that cairo gets to see in it.
 *
 * Cairo asks a font for the character of every new glyph before it looks at the text: through the
 * file's character map from end to end, each time. In the faces used here that costs a quarter of
 * the drawing, and the answer can be wrong: Fandol and Noto give the Kangxi radicals (⽇ U+2F47) the
 * glyphs of the ideographs (日 U+65E5), and the first one wins. So the file is mapped privately
 * with some room behind it; once FreeType has read its own way into the character map, the entry
 * for Windows Unicode (3, 1), the one that cairo reads, is pointed at a small table in that room,
 * which holds only what fonts_glyph_name() has put there. The file on disk stays as it is.
 * (OpenType 1.9, “cmap”, format 4)
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "set.h"

enum {
    ROOM = 40960, /* bytes behind the file */
    MAX_NAMES = 4096,
    FIRST_NAMES = 64,
    CMAP_HEADER = 4,
    CMAP_RECORD = 8,
    SUBTABLE_HEADER = 16, /* of format 4, with its padding word */
    SEGMENT_BYTES = 8
};

struct glyph_names {
    unsigned char *table; /* format 4, in the room behind the file */
    size_t capacity, count;
    uint16_t glyphs[MAX_NAMES], characters[MAX_NAMES];
    uint8_t named[65536 / 8]; /* by glyph */
};

struct bytes { /* a part of the mapped file */
    unsigned char *at;
    size_t size;
};

static size_t get16(struct bytes in, size_t offset)
{
    return offset + 2 > in.size ? 0 : (size_t)in.at[offset] << 8 | in.at[offset + 1];
}

static size_t get32(struct bytes in, size_t offset)
{
    return get16(in, offset) << 16 | get16(in, offset + 2);
}

static void put16(unsigned char *at, size_t value)
{
    at[0] = (unsigned char)(value >> 8);
    at[1] = (unsigned char)value;
}

/* ---- the table of names ------------------------------------------------------------------------ */

/* One segment per name: its character alone, and the delta from it to the glyph. */
static void put_segment(struct glyph_names *names, size_t i)
{
    unsigned char *ends = names->table + 14, *starts = ends + 2 * names->capacity + 2;
    unsigned char *deltas = starts + 2 * names->capacity;
    size_t character = i < names->count ? names->characters[i] : 0xFFFF;
    size_t glyph = i < names->count ? names->glyphs[i] : 0;

    put16(ends + 2 * i, character);
    put16(starts + 2 * i, character);
    put16(deltas + 2 * i, (glyph - character) & 0xFFFF);
}

/* Writes the table anew for some number of segments; those without a name end the search. */
static void lay_out(struct glyph_names *names, size_t capacity)
{
    size_t length = SUBTABLE_HEADER + SEGMENT_BYTES * capacity;

    names->capacity = capacity;
    memset(names->table, 0, length);
    put16(names->table, 4);
    put16(names->table + 2, length);
    put16(names->table + 6, 2 * capacity);
    for (size_t i = 0; i < capacity; i++)
        put_segment(names, i);
}

void fonts_glyph_name(struct fonts *fonts, int number, uint32_t glyph, uint32_t codepoint)
{
    struct glyph_names *names = fonts->faces[number].names;
    uint8_t bit = (uint8_t)(1U << glyph % 8);

    if (!names || glyph > 0xFFFF || codepoint >= 0xFFFF || names->named[glyph / 8] & bit ||
        names->count + 1 >= MAX_NAMES)
        return;
    names->named[glyph / 8] |= bit;
    names->glyphs[names->count] = (uint16_t)glyph;
    names->characters[names->count] = (uint16_t)codepoint;
    names->count++;
    if (names->count == names->capacity)
        lay_out(names, 2 * names->capacity);
    else
        put_segment(names, names->count - 1);
}

void fonts_glyph_names_clear(struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->face_count; i++) {
        struct glyph_names *names = fonts->faces[i].names;
        if (!names)
            continue;
        names->count = 0;
        memset(names->named, 0, sizeof names->named);
        lay_out(names, FIRST_NAMES);
    }
}

/* ---- the file ---------------------------------------------------------------------------------- */

/* The character map of one face of the file. */
static struct bytes find_cmap(struct bytes file, int index)
{
    bool collection = get32(file, 0) == 0x74746366; /* ttcf */
    size_t directory = collection ? get32(file, 12 + 4 * (size_t)index) : 0;
    size_t tables = get16(file, directory + 4);

    for (size_t i = 0; i < tables; i++) {
        size_t record = directory + 12 + 16 * i, at = get32(file, record + 8);
        if (get32(file, record) == 0x636D6170 && at < file.size) /* cmap */
            return (struct bytes){file.at + at, file.size - at};
    }
    return (struct bytes){0};
}

/* Points the Windows Unicode entry at the room behind the file. */
static bool redirect(struct bytes cmap, const unsigned char *room)
{
    size_t subtables = get16(cmap, 2), distance = (size_t)(room - cmap.at);
    bool done = false;

    for (size_t i = 0; i < subtables; i++) {
        size_t record = CMAP_HEADER + CMAP_RECORD * i;
        if (get32(cmap, record) != 0x00030001 || distance > UINT32_MAX)
            continue;
        put16(cmap.at + record + 4, distance >> 16);
        put16(cmap.at + record + 6, distance & 0xFFFF);
        done = true;
    }
    return done;
}

static void unmap(FT_Stream stream)
{
    munmap(stream->base, stream->size);
    free(stream);
}

/* The file's bytes with the room behind them; NULL: cannot. */
static unsigned char *map_file(const char *path, size_t *ret_room, size_t *ret_whole)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size, room;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    void *base = MAP_FAILED;
    struct stat info;

    if (fd < 0)
        return NULL;
    if (fstat(fd, &info) == 0 && info.st_size > 0) {
        size = (size_t)info.st_size;
        room = (size + page - 1) / page * page;
        base = mmap(NULL, room + ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        *ret_room = room;
        *ret_whole = room + ROOM;
    }
    if (base != MAP_FAILED &&
        mmap(base, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd, 0) == MAP_FAILED) {
        munmap(base, *ret_whole);
        base = MAP_FAILED;
    }
    close(fd);
    return base == MAP_FAILED ? NULL : base;
}

FT_Face fonts_map_face(FT_Library library, const char *path, int index, unsigned char **ret_room)
{
    size_t room = 0, whole = 0;
    unsigned char *base = map_file(path, &room, &whole);
    FT_Open_Args args = {.flags = FT_OPEN_STREAM};
    FT_Face ft = NULL;

    if (!base)
        return NULL;
    args.stream = calloc(1, sizeof *args.stream);
    if (!args.stream) {
        munmap(base, whole);
        return NULL;
    }
    args.stream->base = base;
    args.stream->size = whole;
    args.stream->close = unmap;
    if (FT_Open_Face(library, &args, index, &ft))
        return NULL; /* FreeType has closed the stream */
    *ret_room = base + room;
    return ft;
}

void fonts_map_names(const struct fonts *fonts, struct face *face, unsigned char *room)
{
    struct bytes file = {face->ft->stream->base, face->ft->stream->size};

    if (!redirect(find_cmap(file, face->index), room))
        return;
    face->names = arena_alloc(fonts->arena, sizeof *face->names);
    face->names->table = room;
    lay_out(face->names, FIRST_NAMES);
}
