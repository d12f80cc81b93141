#include "sheet_testing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "tap.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

const char *package_write(const struct part_text *parts)
{
    const char *path = tap_path("book.xlsx");
    int error = 0;
    unlink(path);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!CHECK(zip != NULL))
        return path;
    for (; parts->name; parts++) {
        zip_source_t *source = zip_source_buffer(zip, parts->text, strlen(parts->text), 0);
        CHECK(source && zip_file_add(zip, parts->name, source, 0) >= 0);
    }
    CHECK(zip_close(zip) == 0);
    return path;
}

const char *workbook_write(const char *sheet, const char *strings, const char *styles)
{
    const struct part_text parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"a\" Type=\"" OFFICE
                        "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
                            "\"><sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"r1\"/></sheets>"
                            "</workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"r1\" Type=\"" OFFICE
         "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" OFFICE
         "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"" OFFICE
         "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", sheet},
        {"xl/sharedStrings.xml", strings ? strings : "<sst/>"},
        {"xl/styles.xml", styles ? styles : "<styleSheet/>"},
        {NULL, NULL},
    };
    return package_write(parts);
}

static bool put_row(void *context, const struct sheet_row *row)
{
    struct buf *out = context;
    buf_printf(out, "%ld%s: ", row->line, row->hidden ? " hidden" : "");
    for (size_t i = 0; i < row->count; i++)
        buf_printf(out, "%s|", row->cells[i]);
    buf_putc(out, '\n');
    return true;
}

const char *sheet_text(struct arena *arena, const char *path, size_t index)
{
    struct diags *diags = diags_new();
    struct buf out = {0};
    struct sheet_book *book = sheet_open(path, 100000, diags);
    bool good = book && sheet_read(book, index, put_row, &out, diags);
    CHECK(good == (diags_count(diags, DIAG_ERROR) == 0));
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        buf_printf(&out, "%s %ld:%ld\n", diag->kind->code, diag->place.line, diag->place.column);
        CHECK(diag->hint || strcmp(diag->kind->code, "SHT010") == 0);
    }
    const char *text = arena_strdup(arena, out.data ? out.data : "");
    sheet_close(book);
    diags_free(diags);
    buf_done(&out);
    return text;
}
