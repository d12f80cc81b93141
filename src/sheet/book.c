/* The door: which kind of file it is, and the one interface to both. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "biff.h"

static const char package_magic[] = "PK\3\4";
static const char compound_magic[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static bool begins(const char *bytes, size_t length, const char *magic, size_t size)
{
    return length >= size && memcmp(bytes, magic, size) == 0;
}

bool sheet_recognises(const char *bytes, size_t length)
{
    return begins(bytes, length, package_magic, sizeof package_magic - 1) ||
           begins(bytes, length, compound_magic, sizeof compound_magic - 1);
}

/* The first bytes; false with a diagnostic when the file cannot be read. */
static bool read_magic(const char *path, char *bytes, size_t size, size_t *ret_length,
                       struct diags *diags)
{
    int fd = file_open_input(path, diags);
    if (fd < 0)
        return false;
    FILE *file = fdopen(fd, "rb");
    if (!file)
        abort();
    *ret_length = fread(bytes, 1, size, file);
    bool good = !ferror(file);
    fclose(file);
    if (!good)
        diag_add(diags, &SHT002, &(struct place){.file = path}, DIAG_ARGS(path, "读不出来"));
    return good;
}

/* A workbook with a password is a compound file that holds an encrypted package. */
static bool holds_encrypted_package(const char *bytes, size_t length)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return memmem(bytes, length, name, sizeof name - 1) != NULL;
}

void book_tell_locked(const struct sheet_book *book, struct diags *diags)
{
    diag_add(diags, &SHT003, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
    diag_hint(diags, "请在 Excel 或 WPS 里打开，去掉密码另存后再导入");
}

static bool open_compound(struct sheet_book *book, struct diags *diags)
{
    enum { LOOKED_AT = 1 << 20 };
    struct diags *quiet = diags_new();
    char *bytes = arena_alloc(book->arena, LOOKED_AT);
    size_t length = 0;
    bool encrypted = read_magic(book->path, bytes, LOOKED_AT, &length, quiet) &&
                     holds_encrypted_package(bytes, length);
    diags_free(quiet);
    if (!encrypted)
        return biff_open(book, diags);
    book_tell_locked(book, diags);
    return false;
}

struct sheet_book *sheet_open(const char *path, size_t max_text_bytes, struct diags *diags)
{
    char bytes[8];
    size_t length = 0;
    if (!read_magic(path, bytes, sizeof bytes, &length, diags))
        return NULL;
    struct arena *arena = arena_new();
    struct sheet_book *book = arena_alloc(arena, sizeof *book);
    book->arena = arena;
    book->path = arena_strdup(arena, path);
    book->strings_most = max_text_bytes < UINT32_MAX ? max_text_bytes : UINT32_MAX;
    bool package = begins(bytes, length, package_magic, sizeof package_magic - 1);
    if (package ? package_open(book, diags) : open_compound(book, diags))
        return book;
    sheet_close(book);
    return NULL;
}

void sheet_close(struct sheet_book *book)
{
    if (!book)
        return;
    biff_close(book);
    arena_free(book->arena);
}

const char *sheet_format(const struct sheet_book *book)
{
    return book->zip ? "XLSX" : "XLS";
}

size_t sheet_count(const struct sheet_book *book)
{
    return book->count;
}

const char *sheet_name(const struct sheet_book *book, size_t index)
{
    return book->sheets[index].name;
}

bool sheet_is_hidden(const struct sheet_book *book, size_t index)
{
    return book->sheets[index].hidden;
}

bool sheet_read(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                struct diags *diags)
{
    diag_context_push(diags, "工作表“%s”", book->sheets[index].name);
    bool good = book->zip ? package_read_rows(book, index, on_row, context, diags)
                          : xls_read_rows(book, index, on_row, context, diags);
    diag_context_pop(diags);
    return good;
}

void sheet_progress(const struct sheet_book *book, int64_t *ret_done, int64_t *ret_total)
{
    *ret_done = book->done;
    *ret_total = book->total;
}
