/* Data rows and total rows. */
#include "book.h"
#include "text.h"
#include "xlsx_diags.h"

#include <huibao/base.h>

#include <math.h>
#include <string.h>

enum { MOST_RANGES = 200 }; /* SUM takes 255 arguments */

static lxw_format *format_of(struct xlsx_sheet *sheet, size_t column, const struct xlsx_look *look)
{
    struct xlsx_known_look *recent = &sheet->columns[column].recent;
    const struct xlsx_look *known = &recent->look;
    bool same = recent->format && known->role == look->role && known->edges == look->edges &&
                known->wraps == look->wraps && known->content.kind == look->content.kind &&
                known->content.decimals == look->content.decimals &&
                known->content.grouped == look->content.grouped &&
                strcmp(known->content.suffix, look->content.suffix) == 0;
    if (!same)
        *recent = (struct xlsx_known_look){*look, xlsx_look_format(sheet->book, look)};
    return recent->format;
}

static void tell_inexact(struct xlsx_sheet *sheet, size_t column, const char *text)
{
    if (sheet->columns[column].told_inexact)
        return;
    sheet->columns[column].told_inexact = true;
    struct place place = {.file = sheet->block->file, .line = sheet->block->line};
    diag_add(
        sheet->book->diags, &XLS006, &place,
        DIAG_ARGS(xlsx_table_name(sheet->table), xlsx_column_title(sheet->table, column), text));
    diag_hint(sheet->book->diags, "Excel 的数只有 15 位，日期从 1900年3月1日 开始");
}

/* The stretches of data rows, without the total rows between them; none if they are too many. */
static void find_ranges(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    sheet->ranges = arena_array(sheet->book->arena, MOST_RANGES, sizeof *sheet->ranges);
    for (size_t r = 0; r < table->row_count; r++) {
        size_t first = r;
        while (r < table->row_count && table->rows[r].kind == MODEL_ROW_DATA)
            r++;
        if (r == first)
            continue;
        if (sheet->range_count == MOST_RANGES) {
            sheet->range_count = 0;
            return;
        }
        sheet->ranges[sheet->range_count++] = (struct xlsx_range){
            sheet->first_row + (lxw_row_t)first, sheet->first_row + (lxw_row_t)r - 1};
    }
}

/* =SUM(C5:C9,C11:C14) */
static const char *sum_formula(struct xlsx_sheet *sheet, size_t column)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    struct buf out = {0};
    for (size_t i = 0; i < sheet->range_count; i++) {
        lxw_rowcol_to_range(range, sheet->ranges[i].first, (lxw_col_t)column, sheet->ranges[i].last,
                            (lxw_col_t)column);
        buf_printf(&out, "%s%s", i ? "," : "=SUM(", range);
    }
    buf_putc(&out, ')');
    const char *formula = buf_copy(&out, sheet->book->arena);
    buf_done(&out);
    return formula;
}

/* Whether the printed total is what a SUM over the cells gives, to a thousandth of its last digit. */
static bool sum_agrees(const struct xlsx_column *column, const struct xlsx_content *total)
{
    double noise = fabs(column->sum) * 1e-12;
    double allowed = pow(10, -total->decimals) / 1000;
    return fabs(column->sum - total->number) <= (noise > allowed ? noise : allowed);
}

static void tell_total_differs(struct xlsx_sheet *sheet, size_t column, const char *total)
{
    struct xlsx_book *book = sheet->book;
    struct place place = {.file = sheet->block->file, .line = sheet->block->line};
    const char *sum = arena_printf(book->arena, "%.15g", sheet->columns[column].sum);
    diag_add(book->diags, &XLS005, &place,
             DIAG_ARGS(xlsx_table_name(sheet->table), xlsx_column_title(sheet->table, column), sum,
                       total));
    diag_hint(book->diags,
              "多半是各行先四舍五入、合计另算的缘故；要能相加，请让合计按各行印出的数来算");
}

static void put_total(struct xlsx_sheet *sheet, size_t column, const struct model_cell *cell,
                      const struct xlsx_content *content, lxw_format *format)
{
    const struct xlsx_column *data = &sheet->columns[column];
    lxw_col_t col = (lxw_col_t)column;
    bool live = data->summable && sheet->range_count > 0;
    if (live && !sum_agrees(data, content)) {
        tell_total_differs(sheet, column, cell->text);
        live = false;
    }
    if (live)
        worksheet_write_formula_num(sheet->worksheet, sheet->row, col, sum_formula(sheet, column),
                                    format, content->number);
    else
        worksheet_write_number(sheet->worksheet, sheet->row, col, content->number, format);
}

/* Lines a cell's text takes in its column. */
static int cell_lines(const struct xlsx_sheet *sheet, size_t column, const char *text)
{
    if (!text || (strlen(text) <= XLSX_WRAP_HALVES && !strchr(text, '\n')))
        return 1; /* the columns are made for it */
    return xlsx_text_lines(text, xlsx_span_halves(sheet, (lxw_col_t)column, (lxw_col_t)column));
}

static int row_lines(const struct xlsx_sheet *sheet, const struct model_row *row)
{
    int most = 1;
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        int lines = cell_lines(sheet, c, row->cells[c].text);
        most = lines > most ? lines : most;
    }
    return most;
}

static void put_cell(struct xlsx_sheet *sheet, const struct model_row *row, size_t column,
                     unsigned edges)
{
    const struct model_column *declared = &sheet->table->columns[column];
    const struct model_cell *cell = &row->cells[column];
    bool total = row->kind == MODEL_ROW_TOTAL;
    struct xlsx_look look = {.role = total ? XLSX_ROLE_TOTAL : XLSX_ROLE_DATA,
                             .align = declared->align,
                             .edges = edges | (column == 0 ? XLSX_EDGE_LEFT : 0),
                             .content = xlsx_content_of(cell, &declared->format)};
    const struct xlsx_content *content = &look.content;
    look.wraps = content->kind == XLSX_KIND_TEXT && cell_lines(sheet, column, cell->text) > 1;
    lxw_format *format = format_of(sheet, column, &look);
    lxw_col_t col = (lxw_col_t)column;
    if (content->inexact)
        tell_inexact(sheet, column, cell->text);
    switch (content->kind) {
    case XLSX_KIND_BLANK:
        worksheet_write_blank(sheet->worksheet, sheet->row, col, format);
        break;
    case XLSX_KIND_MISSING:
    case XLSX_KIND_TEXT:
        xlsx_put_text(sheet, col, cell->text, format, xlsx_column_title(sheet->table, column));
        break;
    case XLSX_KIND_DATE:
        worksheet_write_number(sheet->worksheet, sheet->row, col, content->number, format);
        break;
    case XLSX_KIND_NUMBER:
        if (total)
            put_total(sheet, column, cell, content, format);
        else
            worksheet_write_number(sheet->worksheet, sheet->row, col, content->number, format);
        break;
    }
}

/* What a SUM over the data rows will find, added up in the order Excel adds. */
static void add_up(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    for (size_t c = 0; c < table->column_count; c++) {
        struct xlsx_column *column = &sheet->columns[c];
        column->summable = table->columns[c].total != MODEL_TOTAL_NONE;
        for (size_t r = 0; r < table->row_count && column->summable; r++) {
            if (table->rows[r].kind != MODEL_ROW_DATA)
                continue;
            struct xlsx_content content =
                xlsx_content_of(&table->rows[r].cells[c], &table->columns[c].format);
            column->summable = content.kind == XLSX_KIND_NUMBER ||
                               content.kind == XLSX_KIND_MISSING || content.kind == XLSX_KIND_BLANK;
            column->sum += content.kind == XLSX_KIND_NUMBER ? content.number : 0;
        }
    }
}

static void put_nothing(struct xlsx_sheet *sheet)
{
    struct xlsx_look look = {.role = XLSX_ROLE_DATA,
                             .align = MODEL_ALIGN_CENTER,
                             .edges = XLSX_EDGE_LEFT | XLSX_EDGE_BOTTOM,
                             .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    size_t count = sheet->table->column_count;
    xlsx_row_height(sheet, 1, 15);
    lxw_format *format = xlsx_look_format(sheet->book, &look);
    xlsx_put_across(sheet, 0, (lxw_col_t)(count > 0 ? count - 1 : 0), "（无数据）", format,
                    "无数据");
    sheet->row++;
}

void xlsx_rows_write(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    sheet->first_row = sheet->row;
    add_up(sheet);
    find_ranges(sheet);
    if (table->row_count == 0)
        put_nothing(sheet);
    for (size_t r = 0; r < table->row_count; r++) {
        const struct model_row *row = &table->rows[r];
        xlsx_row_height(sheet, row_lines(sheet, row), 15);
        unsigned edges = r + 1 == table->row_count ? XLSX_EDGE_BOTTOM : 0;
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(sheet, row, c, edges);
        sheet->row++;
    }
}
