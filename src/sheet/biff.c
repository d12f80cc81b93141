/* An old workbook as a stream of records in a compound file (libgsf), and what holds for the whole book. */
#include <string.h>

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-stdio.h>
#include <gsf/gsf-input.h>

#include "biff.h"

enum { VERSION_8 = 0x0600, FORMATS_MOST = 4096, CELL_FORMATS_MOST = 4096, SHEETS_MOST = 4096 };

bool biff_next(struct biff *biff, struct biff_record *ret_record)
{
    const uint8_t *head = gsf_input_read(biff->stream, 4, NULL);
    if (!head)
        return false;
    ret_record->type = biff_16(head);
    ret_record->length = biff_16(head + 2);
    ret_record->bytes =
        ret_record->length ? gsf_input_read(biff->stream, ret_record->length, NULL) : head;
    return ret_record->bytes != NULL;
}

bool biff_continued(struct biff *biff, struct biff_record *ret_record)
{
    gsf_off_t at = gsf_input_tell(biff->stream);
    if (biff_next(biff, ret_record) && ret_record->type == BIFF_CONTINUE)
        return true;
    gsf_input_seek(biff->stream, at, G_SEEK_SET);
    return false;
}

void biff_tell(const struct sheet_book *book, struct diags *diags)
{
    diag_add(diags, &SHT004, &(struct place){.file = book->path}, DIAG_ARGS(book->path));
    diag_hint(diags, "Word 文件不能导入；旧式 Excel、WPS 表格请另存为 XLSX 或 CSV 再导入");
}

/* ---- the book ---- */

/* Only its marks matter: what is not ASCII cannot be one of them. */
static void add_format(struct sheet_book *book, const struct biff_record *record)
{
    struct biff *biff = book->biff;
    size_t head = biff->wide ? 5 : 3;
    if (record->length < head || biff->custom_count == FORMATS_MOST)
        return;
    bool twice = biff->wide && record->bytes[4] & 1;
    size_t length = biff->wide ? biff_16(record->bytes + 2) : record->bytes[2];
    struct buf code = {0};
    for (size_t i = 0; i < length; i++) {
        size_t at = head + (twice ? 2 * i : i);
        if (at + twice >= record->length)
            break;
        unsigned c = twice ? biff_16(record->bytes + at) : record->bytes[at];
        buf_putc(&code, c >= ' ' && c < 0x7F ? (char)c : ' ');
    }
    biff->customs = arena_grow(book->arena, biff->customs, biff->custom_count,
                               &biff->custom_capacity, sizeof *biff->customs);
    biff->customs[biff->custom_count++] =
        (struct biff_custom){biff_16(record->bytes), format_shows(code.data ? code.data : "")};
    buf_done(&code);
}

static void add_cell_format(struct sheet_book *book, const struct biff_record *record)
{
    const struct biff *biff = book->biff;
    if (record->length < 4 || book->format_count == CELL_FORMATS_MOST)
        return;
    long id = (long)biff_16(record->bytes + 2);
    enum format_shows shows = format_builtin_shows(id);
    for (size_t i = 0; i < biff->custom_count; i++)
        if (biff->customs[i].id == id)
            shows = biff->customs[i].shows;
    book->formats = arena_grow(book->arena, book->formats, book->format_count,
                               &book->format_capacity, sizeof *book->formats);
    book->formats[book->format_count++] = shows;
}

static const char *sheet_name_of(struct sheet_book *book, const struct biff_record *record)
{
    const struct biff *biff = book->biff;
    size_t head = biff->wide ? 8 : 7;
    struct buf name = {0};
    if (record->length < head)
        return "";
    size_t count = record->bytes[6], rest = record->length - head;
    struct biff_text text;
    biff_text_begin(&text, &name, count, biff->wide && record->bytes[7] & 1);
    if (biff->wide)
        biff_text_take(&text, record->bytes + head, rest);
    else
        biff_text_bytes(biff, record->bytes + head, count < rest ? count : rest, &name);
    const char *copy = buf_copy(&name, book->arena);
    buf_done(&name);
    return copy;
}

/* Charts and macros of their own are sheets too, without cells. */
static void add_sheet(struct sheet_book *book, const struct biff_record *record)
{
    enum { WORKSHEET = 0, VISIBLE = 0 };
    struct biff *biff = book->biff;
    if (record->length < 6 || record->bytes[5] != WORKSHEET || biff->count == SHEETS_MOST)
        return;
    biff->offsets =
        arena_grow(book->arena, biff->offsets, biff->count, &biff->capacity, sizeof *biff->offsets);
    biff->offsets[biff->count++] = biff_32(record->bytes);
    book->sheets =
        arena_grow(book->arena, book->sheets, book->count, &book->capacity, sizeof *book->sheets);
    book->sheets[book->count++] = (struct book_sheet){.name = sheet_name_of(book, record),
                                                      .hidden = (record->bytes[4] & 3) != VISIBLE};
}

static void take_global(struct sheet_book *book, const struct biff_record *record)
{
    struct biff *biff = book->biff;
    switch (record->type) {
    case BIFF_BOF:
        biff->wide = record->length >= 2 && biff_16(record->bytes) == VERSION_8;
        break;
    case BIFF_FILEPASS:
        biff->locked = true;
        break;
    case BIFF_CODEPAGE:
        biff->code_page = record->length >= 2 ? biff_16(record->bytes) : 0;
        break;
    case BIFF_DATEMODE:
        book->date1904 = record->length >= 2 && biff_16(record->bytes) == 1;
        break;
    case BIFF_BOUNDSHEET:
        add_sheet(book, record);
        break;
    case BIFF_FORMAT:
        add_format(book, record);
        break;
    case BIFF_XF:
        add_cell_format(book, record);
        break;
    default:
        break;
    }
}

static bool read_globals(struct sheet_book *book, struct diags *diags)
{
    struct biff *biff = book->biff;
    struct biff_record record = {0};
    bool good = biff_next(biff, &record) && record.type == BIFF_BOF;
    if (good)
        take_global(book, &record);
    while (good && !biff->locked && (good = biff_next(biff, &record)) && record.type != BIFF_EOF) {
        if (record.type == BIFF_SST && !biff_read_shared(book, &record, diags))
            return false;
        take_global(book, &record);
    }
    if (biff->locked) {
        book_tell_locked(book, diags);
        return false;
    }
    if (good && biff->count > 0)
        return true;
    biff_tell(book, diags);
    return false;
}

static GsfInput *open_stream(GsfInfile *file)
{
    GsfInput *stream = gsf_infile_child_by_name(file, "Workbook");
    return stream ? stream : gsf_infile_child_by_name(file, "Book");
}

bool biff_open(struct sheet_book *book, struct diags *diags)
{
    GsfInput *bytes = gsf_input_stdio_new(book->path, NULL);
    struct biff *biff = arena_alloc(book->arena, sizeof *biff);
    *biff = (struct biff){0};
    book->biff = biff;
    if (bytes) {
        biff->file = gsf_infile_msole_new(bytes, NULL);
        g_object_unref(bytes);
    }
    biff->stream = biff->file ? open_stream(biff->file) : NULL;
    if (biff->stream)
        return read_globals(book, diags);
    biff_tell(book, diags);
    return false;
}

void biff_close(struct sheet_book *book)
{
    if (book->biff && book->biff->stream)
        g_object_unref(book->biff->stream);
    if (book->biff && book->biff->file)
        g_object_unref(book->biff->file);
    book->biff = NULL;
}
