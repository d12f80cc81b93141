/*
 * A font file in memory, with the radicals taken out of its character map.
 *
 * Fandol and Noto give the Kangxi radicals (⽇ U+2F47) the glyphs of the ideographs (日 U+65E5).
 * Whoever asks such a file for the character of a glyph, as cairo does before it looks at the text,
 * is told the radical, and text copied from the PDF is full of them. So the file is mapped
 * privately, and the radicals' entries of its character map are pointed at no glyph. The file on
 * disk stays as it is. (OpenType 1.9, “cmap”, formats 4 and 12)
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fonts_set.h"

enum {
    RADICALS_FIRST = 0x2E80,
    RADICALS_LAST = 0x2FDF,
    CMAP_HEADER = 4,
    CMAP_RECORD = 8,
    MAX_SUBTABLES = 64
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

static void put_zeros(struct bytes in, size_t offset, size_t length)
{
    if (offset + length <= in.size)
        memset(in.at + offset, 0, length);
}

static struct bytes part(struct bytes in, size_t offset)
{
    return offset < in.size ? (struct bytes){in.at + offset, in.size - offset} : (struct bytes){0};
}

/* A segment of format 4 with its glyphs in an array, at `offset` of which its place is given. */
static void clear_segment(struct bytes table, size_t start, size_t end, size_t place, size_t offset)
{
    size_t first = start < RADICALS_FIRST ? RADICALS_FIRST : start;
    size_t last = end > RADICALS_LAST ? RADICALS_LAST : end;

    if (offset && offset != 0xFFFF && first <= last)
        put_zeros(table, place + offset + 2 * (first - start), 2 * (last - first + 1));
}

static void clear_format4(struct bytes table)
{
    size_t segments = get16(table, 6) / 2;
    size_t ends = 14, starts = ends + 2 * segments + 2, offsets = starts + 4 * segments;

    for (size_t i = 0; i < segments; i++)
        clear_segment(table, get16(table, starts + 2 * i), get16(table, ends + 2 * i),
                      offsets + 2 * i, get16(table, offsets + 2 * i));
}

/* Groups of format 12 within the radicals; none in our faces reaches over their edge. */
static void clear_format12(struct bytes table)
{
    size_t groups = get32(table, 12);

    for (size_t i = 0; i < groups && 16 + 12 * (i + 1) <= table.size; i++) {
        size_t group = 16 + 12 * i;
        size_t start = get32(table, group), end = get32(table, group + 4);
        if (start >= RADICALS_FIRST && end <= RADICALS_LAST && group + 12 <= table.size)
            memset(table.at + group + 8, 0xFF, 4); /* beyond every glyph */
        else if (start > RADICALS_LAST)
            return;
    }
}

static void clear_radicals(struct bytes cmap)
{
    size_t subtables = get16(cmap, 2);

    for (size_t i = 0; i < subtables && i < MAX_SUBTABLES; i++) {
        struct bytes table = part(cmap, get32(cmap, CMAP_HEADER + CMAP_RECORD * i + 4));
        if (get16(table, 0) == 4)
            clear_format4(table);
        else if (get16(table, 0) == 12)
            clear_format12(table);
    }
}

/* The character map of one face of the file. */
static struct bytes find_cmap(struct bytes file, int index)
{
    bool collection = get32(file, 0) == 0x74746366; /* ttcf */
    size_t directory = collection ? get32(file, 12 + 4 * (size_t)index) : 0;
    size_t tables = get16(file, directory + 4);

    for (size_t i = 0; i < tables; i++) {
        size_t record = directory + 12 + 16 * i;
        if (get32(file, record) == 0x636D6170) /* cmap */
            return part(file, get32(file, record + 8));
    }
    return (struct bytes){0};
}

static void unmap(FT_Stream stream)
{
    munmap(stream->base, stream->size);
    free(stream);
}

static FT_Stream map_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    FT_Stream stream = NULL;
    struct stat info;
    void *base = MAP_FAILED;

    if (fd < 0)
        return NULL;
    if (fstat(fd, &info) == 0 && info.st_size > 0)
        base = mmap(NULL, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    close(fd);
    if (base == MAP_FAILED)
        return NULL;
    stream = calloc(1, sizeof *stream);
    if (!stream) {
        munmap(base, (size_t)info.st_size);
        return NULL;
    }
    stream->base = base;
    stream->size = (unsigned long)info.st_size;
    stream->close = unmap;
    return stream;
}

FT_Face fonts_map_face(FT_Library library, const char *path, int index)
{
    FT_Open_Args args = {.flags = FT_OPEN_STREAM, .stream = map_file(path)};
    struct bytes file;
    FT_Face ft = NULL;
    FT_UInt radical;

    if (!args.stream)
        return NULL;
    file = (struct bytes){args.stream->base, args.stream->size};
    if (FT_Open_Face(library, &args, index, &ft))
        return NULL; /* FreeType has closed the stream */
    radical = ft->charmap ? FT_Get_Char_Index(ft, 0x2F47) : 0;
    if (radical && radical == FT_Get_Char_Index(ft, 0x65E5))
        clear_radicals(find_cmap(file, index));
    return ft;
}
