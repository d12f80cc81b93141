/* The texts that cells share: read once, kept end to end. */
#include <string.h>

#include "book.h"

static void free_strings(void *book)
{
    buf_done(&((struct sheet_book *)book)->strings);
}

void strings_open(struct sheet_book *book)
{
    arena_on_free(book->arena, free_strings, book);
}

bool strings_begin(struct sheet_book *book)
{
    if (book->strings.length > book->strings_most)
        return false;
    book->offsets = arena_grow(book->arena, book->offsets, book->string_count,
                               &book->string_capacity, sizeof *book->offsets);
    book->offsets[book->string_count++] = (uint32_t)book->strings.length;
    return true;
}

void strings_tell(const struct sheet_book *book, struct diags *diags)
{
    diag_add(diags, &SHT011, &(struct place){.file = book->path},
             DIAG_ARGS(book->path, arena_printf(book->arena, "%zu", book->strings_most)));
    diag_hint(diags, "请分成几个文件，或者另存为 CSV 再导入");
}

/* ---- those of a package ---- */

struct reading {
    struct sheet_book *book;
    bool in_text, in_phonetic, too_many;
};

static void on_start(void *context, const char *name, const char *const *attributes)
{
    struct reading *reading = context;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        reading->too_many = !strings_begin(reading->book);
        if (reading->too_many)
            return;
    }
    reading->in_phonetic = reading->in_phonetic || strcmp(name, "rPh") == 0;
    reading->in_text = reading->in_text || strcmp(name, "t") == 0;
}

static void on_end(void *context, const char *name)
{
    struct reading *reading = context;
    if (strcmp(name, "si") == 0)
        buf_putc(&reading->book->strings, '\0');
    else if (strcmp(name, "rPh") == 0)
        reading->in_phonetic = false;
    else if (strcmp(name, "t") == 0)
        reading->in_text = false;
}

static void on_text(void *context, const char *text, int length)
{
    struct reading *reading = context;
    if (reading->in_text && !reading->in_phonetic)
        buf_append(&reading->book->strings, text, (size_t)length);
}

bool package_read_strings(struct sheet_book *book, const char *part, struct diags *diags)
{
    static const struct part_handlers handlers = {on_start, on_end, on_text};
    struct reading reading = {.book = book};
    struct part_reading how = {&handlers, &reading, &reading.too_many};
    strings_open(book);
    bool good = part_read(book, part, false, &how, diags);
    if (!reading.too_many)
        return good;
    strings_tell(book, diags);
    return false;
}
