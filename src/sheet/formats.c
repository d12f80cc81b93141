/* Number formats (ECMA-376 18.8.30): all that matters here is which show dates and percentages. */
#include <stdlib.h>
#include <string.h>

#include "book.h"

struct custom {
    long id;
    enum format_shows shows;
    struct custom *next;
};

struct reading {
    struct sheet_book *book;
    struct custom *customs;
    size_t count;
    bool in_cell_formats;
};

/* Excel allows 250 formats of a user's own, and 65,490 cell formats. */
enum { CUSTOMS_MOST = 4096, CELL_FORMATS_MOST = 65490 };

/* Those built in, with what Chinese versions add to them. */
enum format_shows format_builtin_shows(long id)
{
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                (id >= 50 && id <= 58);
    bool percent = id == 9 || id == 10;
    return date ? SHOWS_DATE : percent ? SHOWS_PERCENT : SHOWS_OTHER;
}

/* The end of what stands in quotes or brackets, or of an escaped character. */
static const char *skip_literal(const char *code)
{
    const char *end = NULL;
    if (*code == '"')
        end = strchr(code + 1, '"');
    else if (*code == '[')
        end = strchr(code + 1, ']');
    else if ((*code == '\\' || *code == '_' || *code == '*') && code[1])
        end = code + 1;
    return end;
}

enum format_shows format_shows(const char *code)
{
    enum format_shows shows = SHOWS_OTHER;
    for (; *code && *code != ';'; code++) {
        /* [h] and [mm] count hours and minutes. */
        bool elapsed = *code == '[' && strchr("hHmMsS", code[1]) && code[1];
        if (elapsed || strchr("ymdhYMDH", *code))
            return SHOWS_DATE;
        if (*code == '%')
            shows = SHOWS_PERCENT;
        const char *end = skip_literal(code);
        code = end ? end : code;
    }
    return shows;
}

static enum format_shows shows(const struct reading *reading, long id)
{
    for (const struct custom *custom = reading->customs; custom; custom = custom->next)
        if (custom->id == id)
            return custom->shows;
    return format_builtin_shows(id);
}

static void on_start(void *context, const char *name, const char *const *attributes)
{
    struct reading *reading = context;
    struct sheet_book *book = reading->book;
    const char *id = part_attribute(attributes, "numFmtId");
    const char *code = part_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id && code && reading->count++ < CUSTOMS_MOST) {
        struct custom *custom = arena_alloc(book->arena, sizeof *custom);
        *custom = (struct custom){strtol(id, NULL, 10), format_shows(code), reading->customs};
        reading->customs = custom;
    }
    reading->in_cell_formats = reading->in_cell_formats || strcmp(name, "cellXfs") == 0;
    if (!reading->in_cell_formats || strcmp(name, "xf") != 0 ||
        book->format_count == CELL_FORMATS_MOST)
        return;
    book->formats = arena_grow(book->arena, book->formats, book->format_count,
                               &book->format_capacity, sizeof *book->formats);
    book->formats[book->format_count++] = id ? shows(reading, strtol(id, NULL, 10)) : SHOWS_OTHER;
}

static void on_end(void *context, const char *name)
{
    struct reading *reading = context;
    if (strcmp(name, "cellXfs") == 0)
        reading->in_cell_formats = false;
}

bool package_read_formats(struct sheet_book *book, const char *part, struct diags *diags)
{
    static const struct part_handlers handlers = {.start = on_start, .end = on_end};
    struct reading reading = {.book = book};
    struct part_reading how = {&handlers, &reading, NULL};
    return part_read(book, part, false, &how, diags);
}
