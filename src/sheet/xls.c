/* Old binary workbooks (BIFF 5 and 8): the cells that biff_cells.c finds, as rows. */
#include <string.h>

#include "biff.h"

struct xls_sheet {
    struct gather gather;
    struct biff_cells cells;
    size_t next; /* of them */
    struct merge_fill fill;
};

static bool read_row(struct sheet_book *book, struct xls_sheet *sheet, long row,
                     struct diags *diags)
{
    const struct biff_cells *cells = &sheet->cells;
    gather_clear(&sheet->gather);
    for (; sheet->next < cells->count && cells->cells[sheet->next].row == row; sheet->next++) {
        const struct biff_cell *cell = &cells->cells[sheet->next];
        if (!cell->text) {
            struct place place = {book->path, row, (long)cell->column + 1, 0, NULL};
            diag_add(diags, &SHT002, &place, DIAG_ARGS(book->path, "文字编码认不出"));
            diag_hint(diags, "请在 Excel 或 WPS 里打开，另存为 XLSX 再导入");
            return false;
        }
        gather_begin(&sheet->gather, cell->column);
        buf_puts(&sheet->gather.text, cell->text);
        gather_end(&sheet->gather);
    }
    merges_fill(&sheet->fill, &sheet->gather, row);
    return true;
}

static bool read_sheet(struct sheet_book *book, struct xls_sheet *sheet, sheet_on_row *on_row,
                       void *context, struct diags *diags)
{
    const struct biff_cells *cells = &sheet->cells;
    long last = cells->count ? cells->cells[cells->count - 1].row : 0;
    bool going = true;
    book->total = last;
    for (long row = 1; row <= last && going; row++) {
        if (!read_row(book, sheet, row, diags))
            return false;
        struct sheet_row result = gather_row(&sheet->gather, row);
        result.hidden = row <= BIFF_ROWS_MOST && cells->hidden[(row - 1) / 8] >> (row - 1) % 8 & 1;
        book->done = row;
        going = result.count == 0 || on_row(context, &result);
    }
    return true;
}

bool xls_read_rows(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                   struct diags *diags)
{
    struct xls_sheet sheet = {.gather.arena = arena_new()};
    bool good = biff_read_cells(book, index, sheet.gather.arena, &sheet.cells);
    if (good) {
        merges_begin(&sheet.fill, sheet.gather.arena, sheet.cells.merges, sheet.cells.merge_count);
        good = read_sheet(book, &sheet, on_row, context, diags);
    } else {
        biff_tell(book, diags);
    }
    gather_done(&sheet.gather);
    arena_free(sheet.gather.arena);
    return good;
}
