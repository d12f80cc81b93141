/* Column widths from the content, and whether the sheet is printed upright or across. */
#include "book.h"
#include "text.h"

#include <huibao/base.h>

/*
 * Pixels at 96 dpi. Song at 11 pt is 44/3 px an em, so 22/3 px a half; a cell needs some px on both
 * sides. A4 with 20 mm margins leaves 170 mm upright and 257 mm across.
 */
enum { CELL_PX = 14, PORTRAIT_PX = 640, LANDSCAPE_PX = 970, MOST_PX = 1780 };
enum { LEAST = 4, HEAD_IN_ONE_LINE = 8 }; /* halves */

static int px_of(int halves)
{
    int px = halves * 22 / 3 + CELL_PX;
    return px < MOST_PX ? px : MOST_PX;
}

static int halves_in(int px)
{
    int halves = (px - CELL_PX + 4) * 3 / 22;
    return halves > 0 ? halves : 1;
}

/* The longest stretch that must not be broken: a Latin word or a number in a head. */
static int longest_word(const char *title)
{
    int longest = 2, run = 0;
    for (const char *p = title; *p; p++) {
        bool part = (unsigned char)*p > ' ' && (unsigned char)*p < 0x80;
        run = part ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Heads may take two or three lines, so that a long head over small numbers stays narrow. */
static int head_halves(const char *title)
{
    int halves = xlsx_text_halves(title), word = longest_word(title);
    if (halves > HEAD_IN_ONE_LINE)
        halves = halves / 2 + 1 > HEAD_IN_ONE_LINE ? halves / 2 + 1 : HEAD_IN_ONE_LINE;
    halves = halves < XLSX_WRAP_HALVES / 2 ? halves : XLSX_WRAP_HALVES / 2;
    return word > halves ? word : halves;
}

static int data_halves(const struct model_table *table, size_t column)
{
    const struct value_format *format = &table->columns[column].format;
    int widest = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        const struct model_cell *cell = &table->rows[r].cells[column];
        if (!cell->text)
            continue;
        int halves = xlsx_text_halves(cell->text);
        if (halves <= widest)
            continue;
        bool wraps = xlsx_content_of(cell, format).kind == XLSX_KIND_TEXT;
        int wanted = wraps && halves > XLSX_WRAP_HALVES ? XLSX_WRAP_HALVES : halves;
        widest = wanted > widest ? wanted : widest;
    }
    return widest;
}

static int column_halves(const struct model_table *table, size_t column)
{
    int halves = data_halves(table, column);
    const struct model_column *declared = &table->columns[column];
    int head = head_halves(declared->title ? declared->title : "");
    halves = head > halves ? head : halves;
    if (declared->width_zi > 0 && declared->width_zi < MOST_PX)
        halves = 2 * declared->width_zi > halves ? 2 * declared->width_zi : halves;
    return halves > LEAST ? halves : LEAST;
}

/* A form fills the width of its page: columns share what is left in proportion to their widths. */
static void stretch(struct xlsx_sheet *sheet, int page_px)
{
    int given = 0, count = (int)sheet->table->column_count, left = page_px - sheet->total_px;
    for (int c = 0; c < count; c++) {
        int more = (int)((int64_t)left * sheet->columns[c].px / sheet->total_px);
        sheet->columns[c].px += more;
        given += more;
    }
    sheet->total_px += given;
}

void xlsx_widths_find(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    int64_t total = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        sheet->columns[c].px = px_of(column_halves(table, c));
        total += sheet->columns[c].px;
    }
    sheet->total_px = (int)total;
    sheet->landscape = total > PORTRAIT_PX + PORTRAIT_PX / 10; /* a tenth is left to fit-to-width */
    int page_px = sheet->landscape ? LANDSCAPE_PX : PORTRAIT_PX;
    if (total > 0 && total < page_px)
        stretch(sheet, page_px);
    for (size_t c = 0; c < table->column_count; c++) {
        lxw_col_t column = (lxw_col_t)c;
        /* Excel's unit: digits of its default face, 7 px each, and 5 px padding. */
        double width = (sheet->columns[c].px - 5) / 7.0;
        worksheet_set_column(sheet->worksheet, column, column, width < 255 ? width : 255, NULL);
    }
}

int xlsx_span_halves(const struct xlsx_sheet *sheet, lxw_col_t first, lxw_col_t last)
{
    int px = 0;
    for (lxw_col_t c = first; c <= last; c++)
        px += sheet->columns[c].px;
    return halves_in(px);
}
