/* Old binary workbooks (BIFF 5 and 8), through libfreexl, which holds the file whole, and biff.c. */
#include <string.h>

#include <freexl.h>

#include "biff.h"

static void tell(const struct sheet_book *book, int code, struct diags *diags)
{
    struct place place = {.file = book->path};
    if (code == FREEXL_BIFF_OBFUSCATED) {
        diag_add(diags, &SHT003, &place, DIAG_ARGS(book->path));
        diag_hint(diags, "请在 Excel 或 WPS 里打开，去掉密码另存后再导入");
        return;
    }
    diag_add(diags, &SHT004, &place, DIAG_ARGS(book->path));
    diag_hint(diags,
              "Word 文件不能导入；旧式 Excel、WPS 表格（如带图表的）请另存为 XLSX 或 CSV 再导入");
}

bool xls_open(struct sheet_book *book, struct diags *diags)
{
    int code = freexl_open(book->path, &book->xls);
    unsigned int count = 0, mode = 0;
    if (code == FREEXL_OK)
        code = freexl_get_info(book->xls, FREEXL_BIFF_SHEET_COUNT, &count);
    if (code != FREEXL_OK || count == 0) {
        tell(book, code, diags);
        return false;
    }
    if (freexl_get_info(book->xls, FREEXL_BIFF_DATEMODE, &mode) == FREEXL_OK)
        book->date1904 = mode == FREEXL_BIFF_DATEMODE_1904;
    for (unsigned int i = 0; i < count && i <= UINT16_MAX; i++) {
        const char *name = NULL;
        if (freexl_get_worksheet_name(book->xls, (unsigned short)i, &name) != FREEXL_OK || !name)
            continue;
        book->sheets = arena_grow(book->arena, book->sheets, book->count, &book->capacity,
                                  sizeof *book->sheets);
        book->sheets[book->count++] = (struct book_sheet){.name = arena_strdup(book->arena, name)};
    }
    if (biff_open(book))
        return true;
    tell(book, 0, diags);
    return false;
}

void xls_close(struct sheet_book *book)
{
    biff_close(book);
    if (book->xls)
        freexl_close(book->xls);
    book->xls = NULL;
}

/* freexl gives dates as 2026-01-05 and 2026-01-05 08:30:00 already. */
static void put_cell(struct buf *out, const FreeXL_CellValue *cell)
{
    switch (cell->type) {
    case FREEXL_CELL_INT:
        buf_printf(out, "%d", cell->value.int_value);
        break;
    case FREEXL_CELL_DOUBLE:
        cell_put_real(out, cell->value.double_value);
        break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
        buf_puts(out, cell->value.text_value ? cell->value.text_value : "");
        break;
    default:
        break;
    }
}

struct xls_sheet {
    unsigned int rows;
    unsigned short columns;
    struct gather gather;
    struct biff_cells cells;
    size_t next; /* of them */
    struct merge_fill fill;
};

static bool is_utf8(const struct gather *gather, size_t from)
{
    size_t bad = 0;
    size_t length = gather->text.length - from;
    return length == 0 || text_is_utf8(gather->text.data + from, length, &bad);
}

static bool read_row(struct sheet_book *book, unsigned int row, unsigned short columns,
                     struct gather *gather, struct diags *diags)
{
    gather_clear(gather);
    for (unsigned short c = 0; c < columns; c++) {
        FreeXL_CellValue cell = {0};
        if (freexl_get_cell_value(book->xls, row, c, &cell) != FREEXL_OK ||
            cell.type == FREEXL_CELL_NULL)
            continue;
        size_t from = gather->text.length;
        gather_begin(gather, c);
        put_cell(&gather->text, &cell);
        bool good = is_utf8(gather, from);
        gather_end(gather);
        if (good)
            continue;
        struct place place = {book->path, (long)row + 1, (long)c + 1, 0, NULL};
        diag_add(diags, &SHT002, &place, DIAG_ARGS(book->path, "文字编码认不出"));
        diag_hint(diags, "请在 Excel 或 WPS 里打开，另存为 XLSX 再导入");
        return false;
    }
    return true;
}

/* Over what libfreexl gave, which is nothing for most of them. */
static void put_over(struct xls_sheet *sheet, long row)
{
    const struct biff_cells *cells = &sheet->cells;
    for (; sheet->next < cells->count && cells->cells[sheet->next].row <= row; sheet->next++) {
        const struct biff_cell *cell = &cells->cells[sheet->next];
        if (cell->row < row)
            continue;
        gather_begin(&sheet->gather, cell->column);
        buf_puts(&sheet->gather.text, cell->text);
        gather_end(&sheet->gather);
    }
    merges_fill(&sheet->fill, &sheet->gather, row);
}

static bool read_sheet(struct sheet_book *book, struct xls_sheet *sheet, sheet_on_row *on_row,
                       void *context, struct diags *diags)
{
    bool good = true, going = true;
    book->total = sheet->rows;
    for (unsigned int row = 0; row < sheet->rows && good && going; row++) {
        good = read_row(book, row, sheet->columns, &sheet->gather, diags);
        put_over(sheet, (long)row + 1);
        struct sheet_row result = gather_row(&sheet->gather, (long)row + 1);
        book->done = row + 1;
        going = !good || result.count == 0 || on_row(context, &result);
    }
    return good;
}

bool xls_read_rows(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                   struct diags *diags)
{
    struct xls_sheet sheet = {.gather.arena = arena_new()};
    bool good = freexl_select_active_worksheet(book->xls, (unsigned short)index) == FREEXL_OK &&
                freexl_worksheet_dimensions(book->xls, &sheet.rows, &sheet.columns) == FREEXL_OK &&
                biff_read_cells(book, index, sheet.gather.arena, &sheet.cells);
    if (good) {
        merges_begin(&sheet.fill, sheet.gather.arena, sheet.cells.merges, sheet.cells.merge_count);
        good = read_sheet(book, &sheet, on_row, context, diags);
    } else {
        tell(book, 0, diags);
    }
    gather_done(&sheet.gather);
    arena_free(sheet.gather.arena);
    return good;
}
