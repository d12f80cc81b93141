/*
 * A look at a font file's directory of tables (OpenType 1.9, “Organization of an OpenType Font”):
 * enough to tell a whole font from a cut-off download, a web page or a web font, without the cost
 * of opening it.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "set.h"

enum { HEADER_BYTES = 12, RECORD_BYTES = 16, MAX_TABLES = 64, MAX_FACES = 64 };

#define TAG(a, b, c, d)                                                                            \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static uint32_t get32(const unsigned char *at)
{
    return TAG(at[0], at[1], at[2], at[3]);
}

static unsigned get16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static bool read_at(int fd, uint64_t offset, void *out, size_t length)
{
    return pread(fd, out, length, (off_t)offset) == (ssize_t)length;
}

/* One face's directory: every table within the file, and those that no face can do without. */
static const char *face_fault(int fd, uint64_t offset, uint64_t size)
{
    static const uint32_t needed[] = {TAG('c', 'm', 'a', 'p'), TAG('h', 'e', 'a', 'd'),
                                      TAG('h', 'h', 'e', 'a'), TAG('h', 'm', 't', 'x'),
                                      TAG('m', 'a', 'x', 'p')};
    unsigned char header[HEADER_BYTES], records[MAX_TABLES * RECORD_BYTES];
    unsigned found = 0;
    size_t tables;

    if (!read_at(fd, offset, header, sizeof header))
        return "文件不完整";
    if (get32(header) != 0x00010000 && get32(header) != TAG('O', 'T', 'T', 'O') &&
        get32(header) != TAG('t', 'r', 'u', 'e'))
        return "不是TrueType或OpenType字体";
    tables = get16(header + 4);
    if (tables == 0 || tables > MAX_TABLES ||
        !read_at(fd, offset + HEADER_BYTES, records, tables * RECORD_BYTES))
        return "文件不完整";
    for (size_t i = 0; i < tables; i++) {
        const unsigned char *record = records + i * RECORD_BYTES;
        if ((uint64_t)get32(record + 8) + get32(record + 12) > size)
            return "文件不完整";
        for (unsigned n = 0; n < BASE_COUNT(needed); n++)
            if (get32(record) == needed[n])
                found |= 1U << n;
    }
    return found + 1 == 1U << BASE_COUNT(needed) ? NULL : "缺少必要的字体数据";
}

static const char *collection_fault(int fd, uint64_t size)
{
    unsigned char head[HEADER_BYTES + MAX_FACES * 4];
    size_t faces;

    if (!read_at(fd, 0, head, HEADER_BYTES))
        return "文件不完整";
    faces = get32(head + 8);
    if (faces == 0 || faces > MAX_FACES || !read_at(fd, HEADER_BYTES, head, faces * 4))
        return "文件不完整";
    for (size_t i = 0; i < faces; i++) {
        const char *fault = face_fault(fd, get32(head + i * 4), size);
        if (fault)
            return fault;
    }
    return NULL;
}

static const char *open_file_fault(int fd)
{
    unsigned char magic[4];
    struct stat info;

    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return "不是普通文件";
    if (info.st_size == 0)
        return "文件是空的";
    if (!read_at(fd, 0, magic, sizeof magic))
        return "文件不完整";
    if (get32(magic) == TAG('t', 't', 'c', 'f'))
        return collection_fault(fd, (uint64_t)info.st_size);
    return face_fault(fd, 0, (uint64_t)info.st_size);
}

const char *fonts_file_fault(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const char *fault;

    if (fd < 0)
        return "没有读取权限";
    fault = open_file_fault(fd);
    close(fd);
    return fault;
}
