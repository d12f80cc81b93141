/* One table's sheet: what is above, head, rows, what is below, and how it is printed. */
#include "book.h"
#include "text.h"
#include "xlsx_diags.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_UNITS = 32767 };  /* of a text, in UTF-16 units: Excel's limit */
enum { MOST_MERGED = 65000 }; /* the library's count has 16 bits; those of titles are apart */

const char *xlsx_table_name(const struct model_table *table)
{
    if (table->caption && *table->caption)
        return table->caption;
    return table->name ? table->name : "（无名）";
}

const char *xlsx_column_title(const struct model_table *table, size_t column)
{
    return table->columns[column].title ? table->columns[column].title : "";
}

void xlsx_put_text(struct xlsx_sheet *sheet, lxw_col_t column, const char *text, lxw_format *format,
                   const char *what)
{
    struct xlsx_book *book = sheet->book;
    size_t units;
    const char *encoded = xlsx_text_encode(book->arena, text, &units);
    if (units > MOST_UNITS) {
        struct place place = {0};
        if (sheet->block)
            place = (struct place){.file = sheet->block->file, .line = sheet->block->line};
        const char *table = sheet->table ? xlsx_table_name(sheet->table) : "说明";
        diag_add(book->diags, &XLS004, &place,
                 DIAG_ARGS(table, what, arena_printf(book->arena, "%zu", units),
                           arena_printf(book->arena, "%d", MOST_UNITS)));
        diag_hint(book->diags, "请把这段文字改短，或者分成几行");
        return;
    }
    lxw_error error = worksheet_write_string(sheet->worksheet, sheet->row, column, encoded, format);
    if (error && !book->error)
        book->error = error;
}

void xlsx_put_link(struct xlsx_sheet *sheet, lxw_col_t column, const char *name, const char *text,
                   lxw_format *format)
{
    xlsx_put_link_to(sheet, column, &(struct xlsx_link){name, "A1"}, text, format);
}

void xlsx_put_link_to(struct xlsx_sheet *sheet, lxw_col_t column, const struct xlsx_link *link,
                      const char *text, lxw_format *format)
{
    struct arena *arena = sheet->book->arena;
    const char *target = arena_printf(arena, "internal:'%s'!%s", link->sheet, link->cell);
    lxw_error error = worksheet_write_url_opt(sheet->worksheet, sheet->row, column, target, format,
                                              link->sheet, NULL);
    if (error && !sheet->book->error)
        sheet->book->error = error;
    xlsx_put_text(sheet, column, text, format, "链接");
}

void xlsx_put_across(struct xlsx_sheet *sheet, lxw_col_t first, lxw_col_t last, const char *text,
                     lxw_format *format, const char *what)
{
    if (last > first)
        worksheet_merge_range(sheet->worksheet, sheet->row, first, sheet->row, last, "", format);
    xlsx_put_text(sheet, first, text, format, what);
}

static double height_of(int lines, double points_per_line)
{
    return lines * points_per_line + 3.75;
}

void xlsx_row_height_default(struct xlsx_sheet *sheet)
{
    if (sheet->book->streamed)
        worksheet_set_default_row(sheet->worksheet, height_of(1, XLSX_LINE_POINTS), LXW_FALSE);
}

void xlsx_row_height(struct xlsx_sheet *sheet, int lines, double points_per_line)
{
    enum { MOST = 409 }; /* Excel's limit, in points */
    double height = height_of(lines, points_per_line);
    worksheet_set_row(sheet->worksheet, sheet->row, height < MOST ? height : MOST, NULL);
}

lxw_col_t xlsx_last_column(const struct model_table *table)
{
    return table->column_count > 0 ? (lxw_col_t)(table->column_count - 1) : 0;
}

void xlsx_put_blank(struct xlsx_sheet *sheet, lxw_col_t column, lxw_format *format)
{
    worksheet_write_blank(sheet->worksheet, sheet->row, column, format);
}

/*
 * The library's own call writes all the cells itself, which in constant-memory mode it cannot below
 * the row at hand. So the range is put on its list, which it frees. It counts them in 16 bits: what
 * is beyond stays apart, the text in the first cell.
 */
void xlsx_merge(struct xlsx_sheet *sheet, lxw_row_t first_row, lxw_col_t first_column,
                lxw_row_t last_row, lxw_col_t last_column)
{
    if ((first_row == last_row && first_column == last_column) || sheet->merged >= MOST_MERGED)
        return;
    lxw_merged_range *range = calloc(1, sizeof *range);
    if (!range) {
        sheet->book->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    range->first_row = first_row;
    range->last_row = last_row;
    range->first_col = first_column;
    range->last_col = last_column;
    STAILQ_INSERT_TAIL(sheet->worksheet->merged_ranges, range, list_pointers);
    sheet->worksheet->merged_range_count++;
    sheet->merged++;
}

/* Rows of the height Excel gives them of itself, so that a drawing over them has a known size. */
static void leave_room(struct xlsx_sheet *sheet)
{
    sheet->room_row = sheet->row;
    for (lxw_row_t i = 0; i < sheet->room; i++)
        worksheet_set_row(sheet->worksheet, sheet->row++, LXW_DEF_ROW_HEIGHT, NULL);
}

void xlsx_sheet_print_setup(struct xlsx_sheet *sheet)
{
    lxw_worksheet *worksheet = sheet->worksheet;
    worksheet_set_paper(worksheet, 9); /* A4 */
    if (sheet->landscape)
        worksheet_set_landscape(worksheet);
    worksheet_fit_to_pages(worksheet, 1, 0);
    worksheet_center_horizontally(worksheet);
    worksheet_set_margins(worksheet, 20 / 25.4, 20 / 25.4, 20 / 25.4, 20 / 25.4);
    lxw_header_footer_options options = {.margin = 10 / 25.4};
    worksheet_set_footer_opt(worksheet, "&C第 &P 页，共 &N 页", &options);
}

/*
 * What Excel would flag and is meant so: numbers that are text (house numbers, codes), sums that leave
 * out cells beside those they add up (其中 rows, subtotals) and differ from the ones next to them.
 */
static void ignore_errors(struct xlsx_sheet *sheet)
{
    static const uint8_t kinds[] = {LXW_IGNORE_NUMBER_STORED_AS_TEXT, LXW_IGNORE_FORMULA_RANGE,
                                    LXW_IGNORE_FORMULA_DIFFERS};
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    size_t rows = sheet->part->end - sheet->part->first;
    lxw_row_t last = sheet->first_row + (lxw_row_t)rows - 1;
    lxw_rowcol_to_range(range, sheet->first_row, 0, last, xlsx_last_column(sheet->table));
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        worksheet_ignore_errors(sheet->worksheet, kinds[i], range);
}

void xlsx_sheet_write(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    bool last_part = sheet->part->number == sheet->part->count;
    xlsx_widths_set(sheet);
    xlsx_row_height_default(sheet);
    if (sheet->book->cover)
        xlsx_cover_link_back(sheet);
    xlsx_above_write(sheet);
    leave_room(sheet);
    xlsx_head_write(sheet);
    xlsx_rows_write(sheet);
    if (last_part)
        xlsx_below_write(sheet);
    lxw_col_t last = xlsx_last_column(table);
    xlsx_sheet_print_setup(sheet);
    if (!sheet->room)
        worksheet_freeze_panes(sheet->worksheet, sheet->first_row, 0);
    worksheet_repeat_rows(sheet->worksheet, sheet->head_row, sheet->first_row - 1);
    worksheet_print_area(sheet->worksheet, 0, 0, sheet->row - 1, last);
    xlsx_defined_write(sheet);
    if (model_table_rows(table) > 0)
        ignore_errors(sheet);
}
