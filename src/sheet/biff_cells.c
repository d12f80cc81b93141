/* The cells of a sheet of an old workbook: numbers, texts, results of formulas, merged cells. */
#include <stdlib.h>
#include <string.h>

#include <gsf/gsf-input.h>

#include "biff.h"

static double real_of(const uint8_t *bytes)
{
    uint64_t bits = biff_32(bytes) | (uint64_t)biff_32(bytes + 4) << 32;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

struct reading {
    struct sheet_book *book;
    struct arena *arena;
    struct biff_cells *cells;
    struct buf buf;
    struct biff_text text; /* of the last cell's formula, which may go on in the next record */
    bool awaits;
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
    buf_clear(&reading->buf);
    if (how == SHOWS_DATE)
        cell_put_date(&reading->buf, number, reading->book->date1904);
    else if (how == SHOWS_PERCENT)
        cell_put_percent(&reading->buf, number);
    else
        cell_put_real(&reading->buf, number);
    return buf_copy(&reading->buf, reading->arena);
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

static void take_formula(struct reading *reading, const struct biff_record *record)
{
    enum { TEXT, LOGICAL, ERROR };
    const uint8_t *bytes = record->bytes, *result = bytes + 6;
    struct biff_cell *cell =
        record->length < 14 ? NULL : add_cell(reading, biff_16(bytes), biff_16(bytes + 2));
    if (!cell)
        return;
    if (biff_16(result + 6) != 0xFFFF)
        cell->text = number_text(reading, real_of(result), shows(reading, biff_16(bytes + 4)));
    else if (result[0] == LOGICAL)
        cell->text = result[2] ? "是" : "否";
    else if (result[0] == ERROR)
        cell->text = error_text(result[2]);
    reading->awaits = biff_16(result + 6) == 0xFFFF && result[0] == TEXT;
}

static void take_logical(struct reading *reading, const struct biff_record *record)
{
    const uint8_t *bytes = record->bytes;
    struct biff_cell *cell =
        record->length < 8 ? NULL : add_cell(reading, biff_16(bytes), biff_16(bytes + 2));
    if (cell)
        cell->text = bytes[7] ? error_text(bytes[6]) : bytes[6] ? "是" : "否";
}

static void take_number(struct reading *reading, unsigned row, unsigned column, unsigned format,
                        double number)
{
    struct biff_cell *cell = add_cell(reading, row, column);
    if (cell)
        cell->text = number_text(reading, number, shows(reading, format));
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

static void take_numbers(struct reading *reading, const struct biff_record *record)
{
    const uint8_t *bytes = record->bytes;
    unsigned row = biff_16(bytes), column = biff_16(bytes + 2);
    if (record->type == BIFF_NUMBER) {
        if (record->length >= 14)
            take_number(reading, row, column, biff_16(bytes + 4), real_of(bytes + 6));
        return;
    }
    for (size_t at = 4; at + 6 <= record->length; at += 6)
        take_number(reading, row, column++, biff_16(bytes + at),
                    rk_number(biff_32(bytes + at + 2)));
}

static void take_merges(struct reading *reading, const struct biff_record *record)
{
    struct biff_cells *cells = reading->cells;
    for (size_t at = 2; at + 8 <= record->length; at += 8) {
        const uint8_t *bytes = record->bytes + at;
        struct merge merge = {(long)biff_16(bytes) + 1, (long)biff_16(bytes + 2) + 1,
                              biff_16(bytes + 4)};
        if (merge.last <= merge.first || merge.column >= SHEET_COLUMNS_MOST ||
            cells->merge_count == SHEET_MERGES_MOST)
            continue;
        cells->merges = arena_grow(reading->arena, cells->merges, cells->merge_count,
                                   &cells->merge_capacity, sizeof *cells->merges);
        cells->merges[cells->merge_count++] = merge;
    }
}

/* ---- texts ---- */

static void take_shared(struct reading *reading, const struct biff_record *record)
{
    const struct sheet_book *book = reading->book;
    const uint8_t *bytes = record->bytes;
    if (record->length < 10 || biff_32(bytes + 6) >= book->string_count)
        return;
    struct biff_cell *cell = add_cell(reading, biff_16(bytes), biff_16(bytes + 2));
    if (cell)
        cell->text = book->strings.data + book->offsets[biff_32(bytes + 6)];
}

/* A text as it begins a record at `at`: its length and, in BIFF 8, its width. */
static void begin_text(struct reading *reading, const struct biff_record *record, size_t at)
{
    const struct biff *biff = reading->book->biff;
    size_t head = at + (biff->wide ? 3 : 2);
    struct biff_cell *cell = &reading->cells->cells[reading->cells->count - 1];
    if (record->length < head)
        return;
    size_t count = biff_16(record->bytes + at), rest = record->length - head;
    buf_clear(&reading->buf);
    biff_text_begin(&reading->text, &reading->buf, count, biff->wide && record->bytes[at + 2] & 1);
    if (biff->wide) {
        biff_text_take(&reading->text, record->bytes + head, rest);
        cell->text = buf_copy(&reading->buf, reading->arena);
        return;
    }
    reading->text.left = 0;
    bool known =
        biff_text_bytes(biff, record->bytes + head, count < rest ? count : rest, &reading->buf);
    cell->text = known ? buf_copy(&reading->buf, reading->arena) : NULL;
}

static void take_label(struct reading *reading, const struct biff_record *record)
{
    const uint8_t *bytes = record->bytes;
    if (record->length >= 6 && add_cell(reading, biff_16(bytes), biff_16(bytes + 2)))
        begin_text(reading, record, 6);
}

static void take_result(struct reading *reading, const struct biff_record *record)
{
    if (reading->awaits)
        begin_text(reading, record, 0);
    reading->awaits = reading->awaits && reading->text.left > 0;
}

static void continue_result(struct reading *reading, const struct biff_record *record)
{
    if (!reading->awaits || reading->text.left == 0 || record->length == 0)
        return;
    reading->text.twice = record->bytes[0] & 1;
    biff_text_take(&reading->text, record->bytes + 1, record->length - 1);
    reading->cells->cells[reading->cells->count - 1].text = buf_copy(&reading->buf, reading->arena);
}

/* ---- the sheet ---- */

static void take_row(struct reading *reading, const struct biff_record *record)
{
    enum { FLAGS = 12, HIDDEN = 0x20 };
    if (record->length < FLAGS + 2 || !(biff_16(record->bytes + FLAGS) & HIDDEN))
        return;
    unsigned row = biff_16(record->bytes);
    reading->cells->hidden[row / 8] |= (uint8_t)(1U << row % 8);
}

static void take_record(struct reading *reading, const struct biff_record *record)
{
    switch (record->type) {
    case BIFF_FORMULA:
        take_formula(reading, record);
        break;
    case BIFF_STRING:
        take_result(reading, record);
        break;
    case BIFF_CONTINUE:
        continue_result(reading, record);
        break;
    case BIFF_LABELSST:
        take_shared(reading, record);
        break;
    case BIFF_LABEL:
    case BIFF_RSTRING:
        take_label(reading, record);
        break;
    case BIFF_BOOLERR:
        take_logical(reading, record);
        break;
    case BIFF_NUMBER:
    case BIFF_RK:
    case BIFF_MULRK:
        if (record->length >= 4)
            take_numbers(reading, record);
        break;
    case BIFF_ROW:
        take_row(reading, record);
        break;
    case BIFF_MERGEDCELLS:
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

/* A chart within the sheet is a stream of records of its own between its BOF and EOF. */
static bool read_records(struct reading *reading)
{
    struct biff *biff = reading->book->biff;
    struct biff_record record = {0};
    size_t depth = 0;
    while (biff_next(biff, &record)) {
        depth += record.type == BIFF_BOF;
        if (record.type == BIFF_EOF && depth <= 1)
            return true;
        depth -= record.type == BIFF_EOF;
        if (depth <= 1)
            take_record(reading, &record);
    }
    return false;
}

bool biff_read_cells(struct sheet_book *book, size_t index, struct arena *arena,
                     struct biff_cells *ret_cells)
{
    struct biff *biff = book->biff;
    struct biff_cells cells = {0};
    struct reading reading = {.book = book, .arena = arena, .cells = &cells};
    if (gsf_input_seek(biff->stream, (gsf_off_t)biff->offsets[index], G_SEEK_SET))
        return false;
    bool good = read_records(&reading);
    buf_done(&reading.buf);
    if (cells.count)
        qsort(cells.cells, cells.count, sizeof *cells.cells, compare_cells);
    merges_sort(cells.merges, cells.merge_count);
    *ret_cells = cells;
    return good;
}
