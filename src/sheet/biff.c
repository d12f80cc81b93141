/*
 * What libfreexl leaves out of an old workbook ([MS-XLS]): results of formulas, logical and error
 * values, formats that show dates or percentages, merged cells, hidden sheets. libgsf opens the
 * compound file; the records of its stream are read in order, and nothing of them is believed.
 */
#include <stdlib.h>
#include <string.h>

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-stdio.h>
#include <gsf/gsf-input.h>

#include "biff.h"

enum record_type {
    RECORD_FORMULA = 0x0006,
    RECORD_EOF = 0x000A,
    RECORD_CONTINUE = 0x003C,
    RECORD_CODEPAGE = 0x0042,
    RECORD_BOUNDSHEET = 0x0085,
    RECORD_MULRK = 0x00BD,
    RECORD_XF = 0x00E0,
    RECORD_MERGEDCELLS = 0x00E5,
    RECORD_NUMBER = 0x0203,
    RECORD_BOOLERR = 0x0205,
    RECORD_STRING = 0x0207,
    RECORD_RK = 0x027E,
    RECORD_FORMAT = 0x041E,
    RECORD_BOF = 0x0809,
};

enum { VERSION_8 = 0x0600, CODE_PAGE_936 = 936, FORMATS_MOST = 4096, CELL_FORMATS_MOST = 4096 };

struct custom {
    long id;
    enum format_shows shows;
};

struct biff {
    GsfInfile *file;
    GsfInput *stream;
    bool wide; /* BIFF 8: texts in UTF-16, or its lower halves */
    unsigned code_page;
    struct custom *customs;
    size_t custom_count, custom_capacity;
    uint32_t *offsets; /* per sheet, of its first record */
    size_t count, capacity;
};

struct record {
    unsigned type;
    const uint8_t *bytes; /* until the next is read */
    size_t length;
};

static unsigned le16(const uint8_t *bytes)
{
    return bytes[0] | (unsigned)bytes[1] << 8;
}

static uint32_t le32(const uint8_t *bytes)
{
    return le16(bytes) | (uint32_t)le16(bytes + 2) << 16;
}

static double le_double(const uint8_t *bytes)
{
    uint64_t bits = le32(bytes) | (uint64_t)le32(bytes + 4) << 32;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static bool next_record(struct biff *biff, struct record *ret_record)
{
    const uint8_t *head = gsf_input_read(biff->stream, 4, NULL);
    if (!head)
        return false;
    ret_record->type = le16(head);
    ret_record->length = le16(head + 2);
    ret_record->bytes =
        ret_record->length ? gsf_input_read(biff->stream, ret_record->length, NULL) : head;
    return ret_record->bytes != NULL;
}

/* ---- the book ---- */

/* Only its marks matter: what is not ASCII cannot be one of them. */
static void add_format(struct sheet_book *book, const struct record *record)
{
    struct biff *biff = book->biff;
    size_t head = biff->wide ? 5 : 3;
    if (record->length < head || biff->custom_count == FORMATS_MOST)
        return;
    bool twice = biff->wide && record->bytes[4] & 1;
    size_t length = biff->wide ? le16(record->bytes + 2) : record->bytes[2];
    struct buf code = {0};
    for (size_t i = 0; i < length; i++) {
        size_t at = head + (twice ? 2 * i : i);
        if (at + twice >= record->length)
            break;
        unsigned c = twice ? le16(record->bytes + at) : record->bytes[at];
        buf_putc(&code, c >= ' ' && c < 0x7F ? (char)c : ' ');
    }
    biff->customs = arena_grow(book->arena, biff->customs, biff->custom_count,
                               &biff->custom_capacity, sizeof *biff->customs);
    biff->customs[biff->custom_count++] =
        (struct custom){le16(record->bytes), format_shows(code.data ? code.data : "")};
    buf_done(&code);
}

static void add_cell_format(struct sheet_book *book, const struct record *record)
{
    const struct biff *biff = book->biff;
    if (record->length < 4 || book->format_count == CELL_FORMATS_MOST)
        return;
    long id = (long)le16(record->bytes + 2);
    enum format_shows shows = format_builtin_shows(id);
    for (size_t i = 0; i < biff->custom_count; i++)
        if (biff->customs[i].id == id)
            shows = biff->customs[i].shows;
    book->formats = arena_grow(book->arena, book->formats, book->format_count,
                               &book->format_capacity, sizeof *book->formats);
    book->formats[book->format_count++] = shows;
}

/* Charts and macros have sheets too, which libfreexl does not count. */
static void add_sheet(struct sheet_book *book, const struct record *record)
{
    enum { WORKSHEET = 0, VISIBLE = 0 };
    struct biff *biff = book->biff;
    if (record->length < 6 || record->bytes[5] != WORKSHEET)
        return;
    if (biff->count < book->count)
        book->sheets[biff->count].hidden = (record->bytes[4] & 3) != VISIBLE;
    biff->offsets =
        arena_grow(book->arena, biff->offsets, biff->count, &biff->capacity, sizeof *biff->offsets);
    biff->offsets[biff->count++] = le32(record->bytes);
}

static void read_globals(struct sheet_book *book)
{
    struct biff *biff = book->biff;
    struct record record;
    while (next_record(biff, &record) && record.type != RECORD_EOF) {
        if (record.type == RECORD_BOF && record.length >= 2)
            biff->wide = le16(record.bytes) == VERSION_8;
        else if (record.type == RECORD_CODEPAGE && record.length >= 2)
            biff->code_page = le16(record.bytes);
        else if (record.type == RECORD_BOUNDSHEET)
            add_sheet(book, &record);
        else if (record.type == RECORD_FORMAT)
            add_format(book, &record);
        else if (record.type == RECORD_XF)
            add_cell_format(book, &record);
    }
}

static GsfInput *open_stream(GsfInfile *file)
{
    GsfInput *stream = gsf_infile_child_by_name(file, "Workbook");
    return stream ? stream : gsf_infile_child_by_name(file, "Book");
}

bool biff_open(struct sheet_book *book)
{
    GsfInput *bytes = gsf_input_stdio_new(book->path, NULL);
    struct biff *biff = arena_alloc(book->arena, sizeof *biff);
    *biff = (struct biff){0};
    book->biff = biff;
    if (!bytes)
        return false;
    biff->file = gsf_infile_msole_new(bytes, NULL);
    g_object_unref(bytes);
    biff->stream = biff->file ? open_stream(biff->file) : NULL;
    if (!biff->stream)
        return false;
    read_globals(book);
    return biff->count == book->count;
}

void biff_close(struct sheet_book *book)
{
    if (book->biff && book->biff->stream)
        g_object_unref(book->biff->stream);
    if (book->biff && book->biff->file)
        g_object_unref(book->biff->file);
    book->biff = NULL;
}

/* ---- a sheet's cells ---- */

struct reading {
    struct sheet_book *book;
    struct arena *arena;
    struct biff_cells *cells;
    struct buf text;
    bool awaits; /* the text of the last cell: its formula's result */
    size_t left; /* characters of it still to come */
    bool twice;  /* of two bytes each */
    bool unread; /* a text in an encoding that is not known */
};

/* The cell that a record begins with; NULL beyond what a sheet may have. */
static struct biff_cell *add_cell(struct reading *reading, unsigned row, unsigned column)
{
    struct biff_cells *cells = reading->cells;
    reading->awaits = false;
    if (column >= SHEET_COLUMNS_MOST)
        return NULL;
    cells->cells = arena_grow(reading->arena, cells->cells, cells->count, &cells->capacity,
                              sizeof *cells->cells);
    struct biff_cell *cell = &cells->cells[cells->count++];
    *cell = (struct biff_cell){(long)row + 1, column, ""};
    return cell;
}

static enum format_shows shows(const struct reading *reading, unsigned format)
{
    return format < reading->book->format_count ? reading->book->formats[format] : SHOWS_OTHER;
}

static const char *number_text(struct reading *reading, double number, enum format_shows how)
{
    buf_clear(&reading->text);
    if (how == SHOWS_DATE)
        cell_put_date(&reading->text, number, reading->book->date1904);
    else if (how == SHOWS_PERCENT)
        cell_put_percent(&reading->text, number);
    else
        cell_put_real(&reading->text, number);
    return buf_copy(&reading->text, reading->arena);
}

static const char *error_text(unsigned code)
{
    static const struct {
        unsigned code;
        const char *text;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"},
                  {0x17, "#REF!"},  {0x1D, "#NAME?"},  {0x24, "#NUM!"}};
    for (size_t i = 0; i < BASE_COUNT(errors); i++)
        if (errors[i].code == code)
            return errors[i].text;
    return "#N/A";
}

static void take_formula(struct reading *reading, const struct record *record)
{
    enum { TEXT, LOGICAL, ERROR };
    const uint8_t *bytes = record->bytes, *result = bytes + 6;
    struct biff_cell *cell =
        record->length < 14 ? NULL : add_cell(reading, le16(bytes), le16(bytes + 2));
    if (!cell)
        return;
    if (le16(result + 6) != 0xFFFF)
        cell->text = number_text(reading, le_double(result), shows(reading, le16(bytes + 4)));
    else if (result[0] == LOGICAL)
        cell->text = result[2] ? "是" : "否";
    else if (result[0] == ERROR)
        cell->text = error_text(result[2]);
    reading->awaits = le16(result + 6) == 0xFFFF && result[0] == TEXT;
}

static void take_logical(struct reading *reading, const struct record *record)
{
    const uint8_t *bytes = record->bytes;
    struct biff_cell *cell =
        record->length < 8 ? NULL : add_cell(reading, le16(bytes), le16(bytes + 2));
    if (cell)
        cell->text = bytes[7] ? error_text(bytes[6]) : bytes[6] ? "是" : "否";
}

/* libfreexl reads numbers well: only those are of interest that do not show as such. */
static void take_number(struct reading *reading, unsigned row, unsigned column, unsigned format,
                        double number)
{
    enum format_shows how = shows(reading, format);
    struct biff_cell *cell = how == SHOWS_OTHER ? NULL : add_cell(reading, row, column);
    if (cell)
        cell->text = number_text(reading, number, how);
}

/* [MS-XLS] 2.5.217: a hundredth or not, an integer or the upper half of a double. */
static double rk_number(uint32_t bits)
{
    double number;
    uint64_t upper = (uint64_t)(bits & ~3U) << 32;
    if (bits & 2)
        number = (int32_t)(bits & ~3U) / 4;
    else
        memcpy(&number, &upper, sizeof number);
    return bits & 1 ? number / 100 : number;
}

static void take_numbers(struct reading *reading, const struct record *record)
{
    const uint8_t *bytes = record->bytes;
    unsigned row = le16(bytes), column = le16(bytes + 2);
    if (record->type == RECORD_NUMBER) {
        if (record->length >= 14)
            take_number(reading, row, column, le16(bytes + 4), le_double(bytes + 6));
        return;
    }
    for (size_t at = 4; at + 6 <= record->length; at += 6)
        take_number(reading, row, column++, le16(bytes + at), rk_number(le32(bytes + at + 2)));
}

static void take_merges(struct reading *reading, const struct record *record)
{
    struct biff_cells *cells = reading->cells;
    for (size_t at = 2; at + 8 <= record->length; at += 8) {
        const uint8_t *bytes = record->bytes + at;
        struct merge merge = {(long)le16(bytes) + 1, (long)le16(bytes + 2) + 1, le16(bytes + 4)};
        if (merge.last <= merge.first || merge.column >= SHEET_COLUMNS_MOST ||
            cells->merge_count == SHEET_MERGES_MOST)
            continue;
        cells->merges = arena_grow(reading->arena, cells->merges, cells->merge_count,
                                   &cells->merge_capacity, sizeof *cells->merges);
        cells->merges[cells->merge_count++] = merge;
    }
}

/* ---- texts that are results ---- */

/* Characters of one byte are the lower halves of those of two. */
static void put_units(struct reading *reading, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned c = reading->twice ? le16(bytes + 2 * i) : bytes[i];
        buf_putc(&reading->text, (char)(c & 0xFF));
        buf_putc(&reading->text, (char)(c >> 8));
    }
}

/* What has been gathered, in UTF-8, is the last cell's. */
static void end_text(struct reading *reading, enum text_encoding encoding)
{
    struct text_decoder *decoder = text_decoder_new(reading->arena, encoding);
    struct buf out = {0};
    uint64_t bad = 0;
    reading->awaits = false;
    if (!text_decode(decoder, reading->text.data, reading->text.length, true, &out, &bad) ||
        memchr(out.data ? out.data : "", 0, out.length))
        reading->unread = true;
    else
        reading->cells->cells[reading->cells->count - 1].text = buf_copy(&out, reading->arena);
    buf_done(&out);
}

static void more_text(struct reading *reading, const uint8_t *bytes, size_t length)
{
    size_t count = length / (reading->twice ? 2 : 1);
    if (count > reading->left)
        count = reading->left;
    put_units(reading, bytes, count);
    reading->left -= count;
    if (reading->left == 0)
        end_text(reading, TEXT_UTF16LE);
}

static bool is_ascii(const uint8_t *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && bytes[i] < 0x80)
        i++;
    return i == length;
}

static void take_bytes(struct reading *reading, const uint8_t *bytes, size_t length)
{
    buf_append(&reading->text, bytes, length);
    if (reading->book->biff->code_page != CODE_PAGE_936 && !is_ascii(bytes, length))
        reading->unread = true;
    end_text(reading, TEXT_GB18030);
}

static void take_text(struct reading *reading, const struct record *record)
{
    bool wide = reading->book->biff->wide;
    size_t head = wide ? 3 : 2;
    if (!reading->awaits || record->length < head)
        return;
    reading->left = le16(record->bytes);
    reading->twice = wide && record->bytes[2] & 1;
    buf_clear(&reading->text);
    if (wide)
        buf_append(&reading->text, "\xFF\xFE", 2); /* the mark that UTF-16 begins with */
    if (reading->left == 0)
        reading->awaits = false;
    else if (wide)
        more_text(reading, record->bytes + head, record->length - head);
    else
        take_bytes(reading, record->bytes + head, record->length - head);
}

static void continue_text(struct reading *reading, const struct record *record)
{
    if (!reading->awaits || reading->left == 0 || record->length == 0)
        return;
    reading->twice = record->bytes[0] & 1;
    more_text(reading, record->bytes + 1, record->length - 1);
}

/* ---- the sheet ---- */

static void take_record(struct reading *reading, const struct record *record)
{
    switch (record->type) {
    case RECORD_FORMULA:
        take_formula(reading, record);
        break;
    case RECORD_STRING:
        take_text(reading, record);
        break;
    case RECORD_CONTINUE:
        continue_text(reading, record);
        break;
    case RECORD_BOOLERR:
        take_logical(reading, record);
        break;
    case RECORD_NUMBER:
    case RECORD_RK:
    case RECORD_MULRK:
        if (record->length >= 4)
            take_numbers(reading, record);
        break;
    case RECORD_MERGEDCELLS:
        take_merges(reading, record);
        break;
    default:
        break;
    }
}

static int compare_cells(const void *a, const void *b)
{
    const struct biff_cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

bool biff_read_cells(struct sheet_book *book, size_t index, struct arena *arena,
                     struct biff_cells *ret_cells)
{
    struct biff *biff = book->biff;
    struct biff_cells cells = {0};
    struct reading reading = {.book = book, .arena = arena, .cells = &cells};
    struct record record = {0};
    if (gsf_input_seek(biff->stream, (gsf_off_t)biff->offsets[index], G_SEEK_SET))
        return false;
    while (next_record(biff, &record) && record.type != RECORD_EOF)
        take_record(&reading, &record);
    buf_done(&reading.text);
    if (cells.count)
        qsort(cells.cells, cells.count, sizeof *cells.cells, compare_cells);
    merges_sort(cells.merges, cells.merge_count);
    *ret_cells = cells;
    return !reading.unread && record.type == RECORD_EOF;
}
