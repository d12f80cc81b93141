/* The rows of a table: data, groups, subtotals, totals, and cells over several rows or columns. */
#include "book.h"
#include "text.h"
#include "xlsx_diags.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>

#include <string.h>

static lxw_format *format_of(struct xlsx_sheet *sheet, size_t column, const struct xlsx_look *look)
{
    struct xlsx_known_look *recent = &sheet->columns[column].recent;
    if (!recent->format || !xlsx_look_same(&recent->look, look))
        *recent = xlsx_look_know(sheet->book, look);
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

/* ---- heights ---- */

static size_t span_columns(const struct model_cell *cell)
{
    return cell->columns > 1 ? cell->columns : 1;
}

/* Lines a cell's text takes in its columns. */
static int cell_lines(const struct xlsx_sheet *sheet, size_t column, const struct model_cell *cell)
{
    const char *text = cell->text;
    if (!text || (strlen(text) <= XLSX_WRAP_HALVES && !strchr(text, '\n')))
        return 1; /* the columns are made for it */
    lxw_col_t first = (lxw_col_t)column;
    lxw_col_t last = (lxw_col_t)(column + span_columns(cell) - 1);
    return xlsx_text_lines(text, xlsx_span_halves(sheet, first, last));
}

/* A text over several rows has its lines shared among them. */
static int row_lines(struct xlsx_sheet *sheet, const struct model_row *row)
{
    int most = 1;
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        struct xlsx_column *column = &sheet->columns[c];
        const struct model_cell *cell = &row->cells[c];
        int lines = cell_lines(sheet, c, cell);
        if (cell->rows > 1) {
            lines = (int)(((uint32_t)lines + cell->rows - 1) / cell->rows);
            column->span_rows = cell->rows;
            column->span_lines = lines;
        }
        if (column->span_rows > 0) {
            column->span_rows--;
            lines = column->span_lines > lines ? column->span_lines : lines;
        }
        most = lines > most ? lines : most;
    }
    return most;
}

/* ---- cells ---- */

static void put_number(struct xlsx_sheet *sheet, size_t column, const struct xlsx_content *content,
                       lxw_format *format)
{
    lxw_col_t col = (lxw_col_t)column;
    enum model_row_kind kind = sheet->at->kind;
    bool total = kind == MODEL_ROW_TOTAL || kind == MODEL_ROW_SUBTOTAL;
    const char *formula = total ? xlsx_sum_formula(sheet, column) : NULL;
    if (!formula)
        formula = xlsx_row_formula(sheet, column, content);
    if (formula)
        worksheet_write_formula_num(sheet->worksheet, sheet->row, col, formula, format,
                                    content->number);
    else
        worksheet_write_number(sheet->worksheet, sheet->row, col, content->number, format);
}

static enum xlsx_role role_of(enum model_row_kind kind)
{
    switch (kind) {
    case MODEL_ROW_DATA:
        break;
    case MODEL_ROW_GROUP:
        return XLSX_ROLE_GROUP;
    case MODEL_ROW_SUBTOTAL:
    case MODEL_ROW_TOTAL:
        return XLSX_ROLE_TOTAL;
    }
    return XLSX_ROLE_DATA;
}

/* How a cell looks but for what it holds; the last row of a span ends the table where it does. */
static struct xlsx_look look_of(const struct xlsx_sheet *sheet, size_t column)
{
    const struct model_table *table = sheet->table;
    const struct model_row *row = sheet->at;
    const struct model_cell *cell = &row->cells[column];
    size_t end = sheet->part->end, down = cell->rows > 1 ? cell->rows : 1;
    bool label = row->kind != MODEL_ROW_DATA && cell->columns > 1;
    struct xlsx_look look = {.role = role_of(row->kind),
                             .align = label ? MODEL_ALIGN_CENTER : table->columns[column].align,
                             .indent = column == 0 ? row->indent : 0,
                             .edges = (sheet->index + down >= end ? XLSX_EDGE_BOTTOM : 0) |
                                      (column == 0 ? XLSX_EDGE_LEFT : 0)};
    if (row->kind == MODEL_ROW_GROUP)
        look.align = MODEL_ALIGN_LEFT;
    return look;
}

static struct xlsx_content content_of(const struct xlsx_sheet *sheet, size_t column)
{
    const struct model_row *row = sheet->at;
    static const struct xlsx_content blank = {.kind = XLSX_KIND_BLANK, .suffix = ""};
    static const struct xlsx_content text = {.kind = XLSX_KIND_TEXT, .suffix = ""};
    if (row->cells[column].covered)
        return blank;
    if (row->kind == MODEL_ROW_GROUP) /* a name, whatever the column below it holds */
        return text;
    return xlsx_content_of(&row->cells[column], &sheet->table->columns[column].format);
}

static void put_cell(struct xlsx_sheet *sheet, size_t column)
{
    const struct model_cell *cell = &sheet->at->cells[column];
    struct xlsx_look look = look_of(sheet, column);
    look.content = content_of(sheet, column);
    const struct xlsx_content *content = &look.content;
    look.wraps = content->kind == XLSX_KIND_TEXT && cell_lines(sheet, column, cell) > 1;
    lxw_format *format = format_of(sheet, column, &look);
    lxw_col_t col = (lxw_col_t)column;
    if (content->inexact)
        tell_inexact(sheet, column, cell->text);
    switch (content->kind) {
    case XLSX_KIND_BLANK:
        xlsx_put_blank(sheet, col, format);
        break;
    case XLSX_KIND_MISSING:
    case XLSX_KIND_TEXT:
        xlsx_put_text(sheet, col, cell->text, format, xlsx_column_title(sheet->table, column));
        break;
    case XLSX_KIND_DATE:
        worksheet_write_number(sheet->worksheet, sheet->row, col, content->number, format);
        break;
    case XLSX_KIND_NUMBER:
        put_number(sheet, column, content, format);
        break;
    }
    size_t end = sheet->part->end, down = cell->rows > 1 ? cell->rows : 1;
    down = sheet->index + down > end ? end - sheet->index : down;
    xlsx_merge(sheet, sheet->row, col, sheet->row + (lxw_row_t)down - 1,
               (lxw_col_t)(column + span_columns(cell) - 1));
}

static void put_nothing(struct xlsx_sheet *sheet)
{
    struct xlsx_look look = {.role = XLSX_ROLE_DATA,
                             .align = MODEL_ALIGN_CENTER,
                             .edges = XLSX_EDGE_LEFT | XLSX_EDGE_BOTTOM,
                             .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    xlsx_row_height(sheet, 1, 15);
    lxw_format *format = xlsx_look_format(sheet->book, &look);
    xlsx_put_across(sheet, 0, xlsx_last_column(sheet->table), "（无数据）", format, "无数据");
    sheet->row++;
}

void xlsx_rows_write(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    sheet->first_row = sheet->row;
    if (sheet->part->number == 1)
        xlsx_sums_find(sheet);
    for (size_t c = 0; c < table->column_count; c++)
        sheet->columns[c].span_rows = 0;
    if (model_table_rows(table) == 0)
        put_nothing(sheet);
    for (sheet->index = sheet->part->first; sheet->index < sheet->part->end; sheet->index++) {
        sheet->at = xlsx_cursor_next(&sheet->cursor);
        int lines = row_lines(sheet, sheet->at);
        if (lines > 1 || !sheet->book->streamed)
            xlsx_row_height(sheet, lines, XLSX_LINE_POINTS);
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(sheet, c);
        sheet->row++;
    }
}
