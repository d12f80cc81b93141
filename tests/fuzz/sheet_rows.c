/*
 * Fuzzing the reader of workbooks: the data is a sheet's part (first byte even), the shared strings
 * or the styles of a package that is otherwise well. Reading ends, and fails with a diagnostic.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include <huibao/base.h>
#include <huibao/sheet.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char relations[] =
    "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"workbook.xml\"/>"
    "</Relationships>";
static const char workbook[] = "<workbook><sheets><sheet name=\"a\" id=\"a\"/></sheets></workbook>";
static const char parts[] = "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" "
                            "Target=\"s.xml\"/><Relationship Id=\"b\" Type=\"/sharedStrings\" "
                            "Target=\"t.xml\"/><Relationship Id=\"c\" Type=\"/styles\" "
                            "Target=\"f.xml\"/></Relationships>";

static void add(zip_t *zip, const char *name, const void *bytes, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);
    if (!source || zip_file_add(zip, name, source, 0) < 0)
        abort();
}

static bool count_row(void *context, const struct sheet_row *row)
{
    size_t *cells = context;
    for (size_t i = 0; i < row->count; i++)
        *cells += strlen(row->cells[i]) > 0;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"s.xml", "t.xml", "f.xml"};
    static const char *const usual[] = {
        "<w><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>1</v></c></row></sheetData></w>",
        "<sst><si><t>a</t></si></sst>", "<s><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></s>"};
    if (size < 1)
        return 0;
    char path[] = "/tmp/huibao-fuzz-XXXXXX";
    int fd = mkstemp(path);
    int error = 0;
    if (fd < 0)
        abort();
    close(fd);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!zip)
        abort();
    add(zip, "[Content_Types].xml", "<Types/>", 8);
    add(zip, "_rels/.rels", relations, sizeof relations - 1);
    add(zip, "workbook.xml", workbook, sizeof workbook - 1);
    add(zip, "_rels/workbook.xml.rels", parts, sizeof parts - 1);
    for (size_t i = 0; i < 3; i++) {
        bool fuzzed = data[0] % 3 == i;
        add(zip, names[i], fuzzed ? (const void *)(data + 1) : usual[i],
            fuzzed ? size - 1 : strlen(usual[i]));
    }
    if (zip_close(zip) != 0)
        abort();
    struct diags *diags = diags_new();
    size_t cells = 0;
    struct sheet_book *book = sheet_open(path, 1 << 20, diags);
    bool good = book && sheet_read(book, 0, count_row, &cells, diags);
    if (good != (diags_count(diags, DIAG_ERROR) == 0))
        abort();
    sheet_close(book);
    diags_free(diags);
    unlink(path);
    return 0;
}
