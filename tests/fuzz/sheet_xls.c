/*
 * Fuzzing the reader of old workbooks: the data is the stream of records in a compound file that is
 * otherwise well. Reading ends, and fails with a diagnostic.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-stdio.h>

#include <huibao/base.h>
#include <huibao/sheet.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_compound(const char *path, const uint8_t *data, size_t size)
{
    GsfOutput *bytes = gsf_output_stdio_new(path, NULL);
    if (!bytes)
        abort();
    GsfOutfile *file = gsf_outfile_msole_new(bytes);
    GsfOutput *book = gsf_outfile_new_child(file, "Workbook", FALSE);
    if (!gsf_output_write(book, size, data) || !gsf_output_close(book) ||
        !gsf_output_close(GSF_OUTPUT(file)))
        abort();
    g_object_unref(book);
    g_object_unref(file);
    g_object_unref(bytes);
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
    char path[] = "/tmp/huibao-fuzz-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        abort();
    close(fd);
    write_compound(path, data, size);
    struct diags *diags = diags_new();
    size_t cells = 0;
    struct sheet_book *book = sheet_open(path, 1 << 20, diags);
    bool good = book != NULL;
    for (size_t i = 0; good && i < sheet_count(book); i++)
        good = sheet_read(book, i, count_row, &cells, diags);
    if (good != (diags_count(diags, DIAG_ERROR) == 0))
        abort();
    sheet_close(book);
    diags_free(diags);
    unlink(path);
    return 0;
}
