/*
 * A part of the package, unpacked and parsed as a stream. Nothing of it is kept. What a part may
 * unpack to is bounded by its own packed size: spreadsheets pack to a twentieth or so, a bomb to a
 * thousandth.
 */
#include <string.h>

#include <expat.h>
#include <zip.h>

#include "book.h"

enum { BLOCK = 64 << 10, RATIO_MOST = 400, HARMLESS = 16 << 20, DEPTH_MOST = 64 };
/* Of one text or tag; a cell of Excel holds 32,767 characters. */
enum { PIECE_MOST = 1 << 20 };

struct parsing {
    XML_Parser parser;
    const struct part_reading *reading;
    struct sheet_book *book;
    int depth;
    bool declared; /* a document type declaration */
    bool too_deep;
    bool too_long; /* a text or a tag */
    size_t text;   /* bytes of text since the last tag */
    int64_t fed;   /* bytes given to the parser */
};

static const char *local_name(const char *name)
{
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

static bool is_stopped(const struct parsing *parsing)
{
    return parsing->reading->stopped && *parsing->reading->stopped;
}

static void on_start(void *data, const char *name, const char **attributes)
{
    struct parsing *parsing = data;
    parsing->text = 0;
    if (++parsing->depth > DEPTH_MOST) {
        parsing->too_deep = true;
        XML_StopParser(parsing->parser, XML_FALSE);
        return;
    }
    if (parsing->reading->handlers->start)
        parsing->reading->handlers->start(parsing->reading->context, local_name(name),
                                          (const char *const *)attributes);
    if (is_stopped(parsing))
        XML_StopParser(parsing->parser, XML_FALSE);
}

static void on_end(void *data, const char *name)
{
    struct parsing *parsing = data;
    parsing->text = 0;
    parsing->depth--;
    if (parsing->reading->handlers->end)
        parsing->reading->handlers->end(parsing->reading->context, local_name(name));
    if (is_stopped(parsing))
        XML_StopParser(parsing->parser, XML_FALSE);
}

static void on_text(void *data, const char *text, int length)
{
    struct parsing *parsing = data;
    parsing->text += (size_t)length;
    if (parsing->text > PIECE_MOST) {
        parsing->too_long = true;
        XML_StopParser(parsing->parser, XML_FALSE);
    } else if (parsing->reading->handlers->text)
        parsing->reading->handlers->text(parsing->reading->context, text, length);
}

/* Spreadsheets declare nothing; entities would be a way to unpack a second time. */
static void on_doctype(void *data, const char *name, const char *system, const char *public,
                       int internal)
{
    struct parsing *parsing = data;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    parsing->declared = true;
    XML_StopParser(parsing->parser, XML_FALSE);
}

const char *part_attribute(const char *const *attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

/* ---- what can be wrong ---- */

static void tell_damage(const struct sheet_book *book, const char *what, const char *detail,
                        struct diags *diags)
{
    diag_add(diags, &SHT002, &(struct place){.file = book->path}, DIAG_ARGS(book->path, what));
    if (detail)
        diag_detail(diags, "%s", detail);
    diag_hint(diags, "请在 Excel 或 WPS 里打开，另存一份再导入");
}

static bool tell_parsing(const struct parsing *parsing, const char *part, struct diags *diags)
{
    struct place place = {.file = parsing->book->path};
    if (parsing->declared) {
        diag_add(diags, &SHT006, &place, DIAG_ARGS(parsing->book->path, part));
        diag_hint(diags, "请在 Excel 或 WPS 里打开，另存一份再导入");
        return false;
    }
    if (is_stopped(parsing))
        return true;
    const char *what = parsing->too_deep   ? "XML 嵌套太深"
                       : parsing->too_long ? "有一格长得不正常"
                                           : "XML 写法有误";
    tell_damage(parsing->book, what, XML_ErrorString(XML_GetErrorCode(parsing->parser)), diags);
    return false;
}

/* ---- reading ---- */

static bool is_honest(struct sheet_book *book, const struct zip_stat *stat, struct diags *diags)
{
    bool known = (stat->valid & ZIP_STAT_SIZE) && (stat->valid & ZIP_STAT_COMP_SIZE);
    bool bomb = !known || (stat->size > HARMLESS && stat->size / RATIO_MOST > stat->comp_size);
    if (!bomb)
        return true;
    diag_add(diags, &SHT005, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
    diag_hint(diags, "如果确是自己的表格，请另存为 CSV 再导入");
    return false;
}

/* False when a diagnostic was added. */
static bool feed(struct parsing *parsing, zip_file_t *file, const char *part, int64_t size,
                 struct diags *diags)
{
    for (bool last = false; !last;) {
        void *block = XML_GetBuffer(parsing->parser, BLOCK);
        zip_int64_t got = zip_fread(file, block, BLOCK);
        if (got < 0) {
            tell_damage(parsing->book, part, zip_error_strerror(zip_file_get_error(file)), diags);
            return false;
        }
        parsing->book->done += got;
        if (parsing->book->done > size) {
            tell_damage(parsing->book, part, NULL, diags);
            return false;
        }
        last = got < BLOCK;
        parsing->fed += got;
        bool parsed = XML_ParseBuffer(parsing->parser, (int)got, last) == XML_STATUS_OK;
        /* The parser holds a tag until its end: that it begins further back than that. */
        if (parsed && parsing->fed - XML_GetCurrentByteIndex(parsing->parser) > PIECE_MOST)
            parsing->too_long = true;
        if (!parsed || parsing->too_long)
            return tell_parsing(parsing, part, diags);
    }
    return true;
}

static bool parse(struct sheet_book *book, zip_file_t *file, const char *part, int64_t size,
                  const struct part_reading *reading, struct diags *diags)
{
    struct parsing parsing = {.reading = reading, .book = book};
    parsing.parser = XML_ParserCreateNS(NULL, '|');
    XML_SetUserData(parsing.parser, &parsing);
    XML_SetElementHandler(parsing.parser, on_start, on_end);
    XML_SetCharacterDataHandler(parsing.parser, on_text);
    XML_SetStartDoctypeDeclHandler(parsing.parser, on_doctype);
    book->done = 0;
    book->total = size;
    bool good = feed(&parsing, file, part, size, diags);
    XML_ParserFree(parsing.parser);
    return good;
}

bool part_read(struct sheet_book *book, const char *part, bool must,
               const struct part_reading *reading, struct diags *diags)
{
    struct zip_stat stat;
    zip_int64_t index = zip_name_locate(book->zip, part, ZIP_FL_NOCASE);
    if (index < 0 || zip_stat_index(book->zip, (zip_uint64_t)index, 0, &stat) != 0) {
        if (must)
            tell_damage(book, arena_printf(book->arena, "缺少 %s", part), NULL, diags);
        return !must;
    }
    if (!is_honest(book, &stat, diags))
        return false;
    zip_file_t *file = zip_fopen_index(book->zip, (zip_uint64_t)index, 0);
    if (!file) {
        int code = zip_error_code_zip(zip_get_error(book->zip));
        bool locked = code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP;
        if (locked)
            diag_add(diags, &SHT003, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
        else
            tell_damage(book, part, zip_strerror(book->zip), diags);
        return false;
    }
    bool good = parse(book, file, part, (int64_t)stat.size, reading, diags);
    /* Closing checks nothing; the checksum is compared when the last byte has been read. */
    zip_fclose(file);
    return good;
}
