/* Column widths from the content, and whether the sheet is printed upright or across. */
#include "book.h"
#include "text.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>

/*
 * Pixels at 96 dpi. A half is counted as 8 px: what Excel rounds the digit of Song 11 pt (22/3 px)
 * up to, and room for faces with wider letters. A4 with 20 mm margins leaves 170 mm upright and
 * 257 mm across.
 */
enum { HALF_PX = 8, CELL_PX = 20, PORTRAIT_PX = 640, LANDSCAPE_PX = 970, MOST_PX = 1780 };
enum { UPRIGHT_MOST_PX = PORTRAIT_PX * 13 / 9 }; /* 11 pt then print as 7.6 */
/* Halves. */
enum { LEAST = 4, HEAD_ROOMY = 14, HEAD_TIGHT = 8, HEAD_SNUG = 0, TEXT_LEAST = 20 };
/* Points: a row of one line in the file, and what the paper leaves upright and across. */
enum { ROW_POINTS = 19, PORTRAIT_POINTS = 728, LANDSCAPE_POINTS = 481 };

static int px_of(int halves)
{
    int px = halves * HALF_PX + CELL_PX;
    return px < MOST_PX ? px : MOST_PX;
}

/* A head of Han characters alone, as Song 11 pt (44/3 px) needs it. */
static int snug_px(int halves)
{
    return halves * 22 / 3 + 9;
}

static int halves_in(int px)
{
    int halves = (px - CELL_PX + HALF_PX / 2) / HALF_PX;
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

/* Heads longer than `one_line` take two or three lines, so that small numbers stay narrow. */
static int head_halves(const char *title, int one_line)
{
    int halves = xlsx_text_halves(title), word = longest_word(title);
    if (halves > one_line)
        halves = halves / 2 + 1 > one_line ? halves / 2 + 1 : one_line;
    halves = halves < XLSX_WRAP_HALVES / 2 ? halves : XLSX_WRAP_HALVES / 2;
    return word > halves ? word : halves;
}

/* What a column of text, which may take more lines, can spare of its width; a number's nothing. */
static int spare_halves(const struct xlsx_sheet *sheet, size_t column, int halves)
{
    const struct xlsx_extent *extent = &sheet->survey->columns[column];
    if (sheet->table->columns[column].width_zi > 0 || halves <= TEXT_LEAST)
        return 0;
    return extent->texts && !extent->others ? halves - TEXT_LEAST : 0;
}

static int wider(int a, int b)
{
    return a > b ? a : b;
}

/* What the values and the definition ask for, whatever the head. */
static int body_halves(const struct xlsx_sheet *sheet, size_t column)
{
    int zi = sheet->table->columns[column].width_zi;
    int declared = zi > 0 && zi < MOST_PX ? 2 * zi : 0;
    return wider(wider(sheet->survey->columns[column].halves, declared), LEAST);
}

/* The longest of a column's own title and of the heads that stand over it alone. */
static int *heads_find(struct xlsx_sheet *sheet, int one_line)
{
    const struct model_table *table = sheet->table;
    int *heads = arena_array(sheet->book->arena, table->column_count + 1, sizeof *heads);
    for (size_t c = 0; c < table->column_count; c++)
        heads[c] = head_halves(xlsx_column_title(table, c), one_line);
    for (size_t i = 0; i < table->head_count; i++) {
        const struct model_head *head = &table->heads[i];
        if (head->count == 1)
            heads[head->first] = wider(heads[head->first], head_halves(head->title, one_line));
    }
    return heads;
}

static int64_t set_widths(struct xlsx_sheet *sheet, const int *body, int one_line)
{
    int64_t total = 0;
    bool snug = one_line == HEAD_SNUG; /* otherwise as HEAD_TIGHT */
    const int *heads = heads_find(sheet, snug ? HEAD_TIGHT : one_line);
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        int head_px = snug ? snug_px(heads[c]) : px_of(heads[c]);
        sheet->columns[c].px = wider(px_of(body[c]), head_px);
        total += sheet->columns[c].px;
    }
    return total;
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

/*
 * A file's unit is a digit of the default face, here Song 11 pt: 8 px. The library, which reckons
 * with Calibri's 7 px, adds its 5 px of padding to what it is given.
 */
static double width_of(const struct xlsx_column *column)
{
    double width = column->px / 8.0 - 5 / 7.0;
    return width < 255 ? width : 255;
}

int xlsx_widths_library_px(const struct xlsx_sheet *sheet)
{
    int total = 0;
    for (size_t c = 0; c < sheet->table->column_count; c++)
        total += (int)(width_of(&sheet->columns[c]) * 7 + 0.5) + 5;
    return total;
}

/*
 * Columns of text that a sheet is too wide for give way, so that print stays legible: what is over
 * `most` px is taken from them in proportion to what each has beyond the least.
 */
static int narrow(struct xlsx_sheet *sheet, int *body, int total, int most)
{
    const struct model_table *table = sheet->table;
    int spare = 0, over = (total - most + HALF_PX - 1) / HALF_PX, taken = 0;
    for (size_t c = 0; c < table->column_count; c++)
        spare += spare_halves(sheet, c, body[c]);
    if (spare == 0)
        return total;
    over = over < spare ? over : spare;
    for (size_t c = 0; c < table->column_count; c++) {
        int less = (int)((int64_t)over * spare_halves(sheet, c, body[c]) / spare);
        body[c] -= less;
        taken += less;
    }
    return taken > 0 ? (int)set_widths(sheet, body, HEAD_TIGHT) : total;
}

/* Whether the sheet, `total` px wide, needs two pages across and upright, a little smaller, one. */
static bool fits_upright(const struct xlsx_sheet *sheet, int64_t total)
{
    const struct model_table *table = sheet->table;
    int64_t rows = (int64_t)(xlsx_around_rows(sheet->book, table) + sheet->room +
                             xlsx_head_rows(table) + model_table_rows(table));
    return total <= UPRIGHT_MOST_PX && rows * ROW_POINTS > LANDSCAPE_POINTS &&
           rows * ROW_POINTS * PORTRAIT_PX <= PORTRAIT_POINTS * total;
}

/*
 * Across, when the sheet is wider than the paper by more than a fifth, which fit-to-width takes; but
 * a long table that upright, if need be with less air in its heads, has room on one page stays upright.
 */
static bool lies_across(struct xlsx_sheet *sheet, const int *body)
{
    if (sheet->table->landscape || sheet->total_px <= PORTRAIT_PX + PORTRAIT_PX / 5)
        return sheet->table->landscape;
    if (fits_upright(sheet, sheet->total_px))
        return false;
    int64_t total = set_widths(sheet, body, HEAD_SNUG);
    bool upright = fits_upright(sheet, total);
    sheet->total_px = (int)(upright ? total : set_widths(sheet, body, HEAD_TIGHT));
    return !upright;
}

void xlsx_widths_find(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    int *body = arena_array(sheet->book->arena, table->column_count + 1, sizeof *body);
    for (size_t c = 0; c < table->column_count; c++)
        body[c] = body_halves(sheet, c);
    int64_t total = set_widths(sheet, body, HEAD_ROOMY);
    if (total > PORTRAIT_PX)
        total = set_widths(sheet, body, HEAD_TIGHT);
    int most = LANDSCAPE_PX * 4 / 3;
    sheet->total_px = total > most ? narrow(sheet, body, (int)total, most) : (int)total;
    sheet->landscape = lies_across(sheet, body);
    total = sheet->total_px;
    int page_px = sheet->landscape ? LANDSCAPE_PX : PORTRAIT_PX;
    if (total > 0 && total < page_px)
        stretch(sheet, page_px);
}

void xlsx_widths_set(struct xlsx_sheet *sheet)
{
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        lxw_col_t column = (lxw_col_t)c;
        worksheet_set_column(sheet->worksheet, column, column, width_of(&sheet->columns[c]), NULL);
    }
}

int xlsx_span_halves(const struct xlsx_sheet *sheet, lxw_col_t first, lxw_col_t last)
{
    int px = 0;
    for (lxw_col_t c = first; c <= last; c++)
        px += sheet->columns[c].px;
    return halves_in(px);
}
