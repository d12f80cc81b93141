/* The package (OPC, ECMA-376): which part is the workbook, which are its sheets. */
#include <string.h>

#include <zip.h>

#include "book.h"

struct relation {
    const char *id, *type, *target;
    struct relation *next;
};

struct relations {
    struct sheet_book *book;
    struct relation *first;
};

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static void on_relation(void *context, const char *name, const char *const *attributes)
{
    struct relations *relations = context;
    struct arena *arena = relations->book->arena;
    const char *id = part_attribute(attributes, "Id");
    const char *type = part_attribute(attributes, "Type");
    const char *target = part_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
        return;
    struct relation *relation = arena_alloc(arena, sizeof *relation);
    *relation = (struct relation){arena_strdup(arena, id), arena_strdup(arena, type),
                                  arena_strdup(arena, target), relations->first};
    relations->first = relation;
}

/* The relations of a part: xl/workbook.xml has them in xl/_rels/workbook.xml.rels. */
static bool read_relations(struct relations *relations, const char *part, struct diags *diags)
{
    static const struct part_handlers handlers = {.start = on_relation};
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
    const char *path =
        arena_printf(relations->book->arena, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
    struct part_reading reading = {&handlers, relations, NULL};
    return part_read(relations->book, path, true, &reading, diags);
}

/* A target is relative to its part's folder, unless it begins with a slash. */
static const char *resolve(struct arena *arena, const char *part, const char *target)
{
    if (*target == '/')
        return arena_strdup(arena, target + 1);
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
    while (strncmp(target, "../", 3) == 0 && folder > 0) {
        target += 3;
        folder--;
        while (folder > 0 && part[folder - 1] != '/')
            folder--;
    }
    return arena_printf(arena, "%.*s%s", (int)folder, part, target);
}

static const char *target_of_type(const struct relations *relations, const char *part,
                                  const char *type)
{
    for (const struct relation *r = relations->first; r; r = r->next)
        if (ends_with(r->type, type))
            return resolve(relations->book->arena, part, r->target);
    return NULL;
}

static const char *target_of_id(const struct relations *relations, const char *part, const char *id)
{
    for (const struct relation *r = relations->first; r; r = r->next)
        if (strcmp(r->id, id) == 0 && ends_with(r->type, "/worksheet"))
            return resolve(relations->book->arena, part, r->target);
    return NULL;
}

/* ---- the workbook ---- */

static void on_workbook(void *context, const char *name, const char *const *attributes)
{
    struct sheet_book *book = context;
    if (strcmp(name, "workbookPr") == 0) {
        const char *date1904 = part_attribute(attributes, "date1904");
        book->date1904 = date1904 && (strcmp(date1904, "1") == 0 || strcmp(date1904, "true") == 0);
    }
    const char *title = part_attribute(attributes, "name");
    const char *id = part_attribute(attributes, "id");
    if (strcmp(name, "sheet") != 0 || !title || !id)
        return;
    const char *state = part_attribute(attributes, "state");
    book->sheets =
        arena_grow(book->arena, book->sheets, book->count, &book->capacity, sizeof *book->sheets);
    book->sheets[book->count++] = (struct book_sheet){
        .name = arena_strdup(book->arena, title),
        .relation = arena_strdup(book->arena, id),
        .hidden = state && strcmp(state, "visible") != 0,
    };
}

/* Chart sheets and macros have no worksheet part: they are no sheets of ours. */
static void resolve_sheets(struct sheet_book *book, const struct relations *relations,
                           const char *workbook)
{
    size_t kept = 0;
    for (size_t i = 0; i < book->count; i++) {
        struct book_sheet sheet = book->sheets[i];
        sheet.part = target_of_id(relations, workbook, sheet.relation);
        if (sheet.part)
            book->sheets[kept++] = sheet;
    }
    book->count = kept;
}

static bool read_workbook(struct sheet_book *book, const char *workbook, struct diags *diags)
{
    static const struct part_handlers handlers = {.start = on_workbook};
    struct part_reading reading = {&handlers, book, NULL};
    struct relations relations = {.book = book};
    if (!part_read(book, workbook, true, &reading, diags) ||
        !read_relations(&relations, workbook, diags))
        return false;
    resolve_sheets(book, &relations, workbook);
    if (book->count == 0) {
        diag_add(diags, &SHT010, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
        return false;
    }
    const char *styles = target_of_type(&relations, workbook, "/styles");
    const char *strings = target_of_type(&relations, workbook, "/sharedStrings");
    return (!styles || package_read_formats(book, styles, diags)) &&
           (!strings || package_read_strings(book, strings, diags));
}

static void tell_no_package(const struct sheet_book *book, int error, struct diags *diags)
{
    struct place place = {.file = book->path};
    zip_error_t reason;
    zip_error_init_with_code(&reason, error);
    if (error == ZIP_ER_NOZIP || error == ZIP_ER_INCONS)
        diag_add(diags, &SHT002, &place, DIAG_ARGS(book->path, "文件不完整"));
    else
        diag_add(diags, &SHT002, &place, DIAG_ARGS(book->path, "读不出来"));
    diag_detail(diags, "%s", zip_error_strerror(&reason));
    diag_hint(diags, "请重新复制一份，或在 Excel、WPS 里打开另存后再试");
    zip_error_fini(&reason);
}

static void close_zip(void *zip)
{
    zip_discard(zip);
}

bool package_open(struct sheet_book *book, struct diags *diags)
{
    int error = 0;
    book->zip = zip_open(book->path, ZIP_RDONLY, &error);
    if (!book->zip) {
        tell_no_package(book, error, diags);
        return false;
    }
    arena_on_free(book->arena, close_zip, book->zip);
    struct relations relations = {.book = book};
    bool office = zip_name_locate(book->zip, "[Content_Types].xml", ZIP_FL_NOCASE) >= 0 &&
                  zip_name_locate(book->zip, "_rels/.rels", ZIP_FL_NOCASE) >= 0;
    const char *workbook = NULL;
    if (office && !read_relations(&relations, "", diags))
        return false;
    if (office)
        workbook = target_of_type(&relations, "", "/officeDocument");
    if (!workbook || !strstr(workbook, "workbook")) {
        diag_add(diags, &SHT001, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
        bool open_document = zip_name_locate(book->zip, "content.xml", 0) >= 0;
        diag_hint(diags, open_document ? "ODS 表格请用 WPS、LibreOffice 打开，另存为 XLSX 再导入"
                                       : "Word、PPT 文件和压缩包不能导入；压缩包请先解开");
        return false;
    }
    const char *end = strrchr(workbook, '.');
    if (end && strcmp(end, ".bin") == 0) {
        diag_add(diags, &SHT001, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
        diag_hint(diags, "这是二进制工作簿（XLSB）；请在 Excel 里打开，另存为 XLSX 再导入");
        return false;
    }
    return read_workbook(book, workbook, diags);
}
