/* One table's sheet: title, caption, 填报单位, head, rows, note, and how it is printed. */
#include "book.h"
#include "text.h"
#include "xlsx_diags.h"

#include <huibao/base.h>

#include <string.h>

enum { MOST_UNITS = 32767 }; /* of a text, in UTF-16 units: Excel's limit */

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

void xlsx_put_across(struct xlsx_sheet *sheet, lxw_col_t first, lxw_col_t last, const char *text,
                     lxw_format *format, const char *what)
{
    if (last > first)
        worksheet_merge_range(sheet->worksheet, sheet->row, first, sheet->row, last, "", format);
    xlsx_put_text(sheet, first, text, format, what);
}

void xlsx_row_height(struct xlsx_sheet *sheet, int lines, double points_per_line)
{
    enum { MOST = 409 }; /* Excel's limit, in points */
    double height = lines * points_per_line + 3.75;
    worksheet_set_row(sheet->worksheet, sheet->row, height < MOST ? height : MOST, NULL);
}

static lxw_col_t last_column(const struct xlsx_sheet *sheet)
{
    size_t count = sheet->table->column_count;
    return count > 0 ? (lxw_col_t)(count - 1) : 0;
}

static lxw_format *plain_format(struct xlsx_sheet *sheet, enum xlsx_role role,
                                enum model_align align)
{
    struct xlsx_look look = {
        .role = role, .align = align, .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    return xlsx_look_format(sheet->book, &look);
}

/* A row of text over all columns; its height counts lines of `points` type. */
static void put_banner(struct xlsx_sheet *sheet, enum xlsx_role role, const char *text, int points,
                       const char *what)
{
    lxw_col_t last = last_column(sheet);
    enum model_align align = role == XLSX_ROLE_NOTE ? MODEL_ALIGN_LEFT : MODEL_ALIGN_CENTER;
    int halves = xlsx_span_halves(sheet, 0, last) * 11 / points;
    xlsx_row_height(sheet, xlsx_text_lines(text, halves > 2 ? halves : 2), points * 1.5);
    xlsx_put_across(sheet, 0, last, text, plain_format(sheet, role, align), what);
    sheet->row++;
}

static const char *caption_text(struct arena *arena, const struct model_table *table)
{
    if (table->number > 0)
        return arena_printf(arena, "表%d　%s", table->number, table->caption);
    return table->caption;
}

/* ---- 填报单位 at the left, the period in the middle, 计量单位 at the right ---- */

struct info {
    const char *left, *middle, *right;
};

static struct info info_of(const struct xlsx_book *book, const struct model_table *table)
{
    const char *community = book->model->community, *period = book->model->period;
    struct info info = {"", period ? period : "", ""};
    if (community && *community)
        info.left = arena_printf(book->arena, "填报单位：%s", community);
    if (table->unit && *table->unit)
        info.right = arena_printf(book->arena, "计量单位：%s", table->unit);
    return info;
}

static bool has_info(const struct info *info)
{
    return *info->left || *info->middle || *info->right;
}

static const char *joined(struct arena *arena, const char *a, const char *b)
{
    return arena_printf(arena, "%s%s%s", a, *a && *b ? "　" : "", b);
}

/* Three stretches of columns, each as wide as its text needs as far as there are columns. */
static void put_info_apart(struct xlsx_sheet *sheet, const struct info *info)
{
    lxw_col_t last = last_column(sheet), left = 0, right = last;
    int left_needs = xlsx_text_halves(info->left), right_needs = xlsx_text_halves(info->right);
    while (left + 2 < right && xlsx_span_halves(sheet, 0, left) < left_needs)
        left++;
    while (right - 2 > left && xlsx_span_halves(sheet, right, last) < right_needs)
        right--;
    int lines = xlsx_text_lines(info->left, xlsx_span_halves(sheet, 0, left));
    int right_lines = xlsx_text_lines(info->right, xlsx_span_halves(sheet, right, last));
    xlsx_row_height(sheet, lines > right_lines ? lines : right_lines, 15);
    xlsx_put_across(sheet, 0, left, info->left,
                    plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_LEFT), "填报单位");
    xlsx_put_across(sheet, left + 1, right - 1, info->middle,
                    plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_CENTER), "期");
    xlsx_put_across(sheet, right, last, info->right,
                    plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_RIGHT), "计量单位");
}

static void put_info(struct xlsx_sheet *sheet)
{
    struct xlsx_book *book = sheet->book;
    struct info info = info_of(book, sheet->table);
    lxw_col_t last = last_column(sheet);
    if (!has_info(&info))
        return;
    if (last >= 2) {
        put_info_apart(sheet, &info);
    } else {
        lxw_format *format = plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_LEFT);
        const char *left = joined(book->arena, info.left, info.middle);
        const char *all = last == 0 ? joined(book->arena, left, info.right) : left;
        xlsx_row_height(sheet, xlsx_text_lines(all, xlsx_span_halves(sheet, 0, 0)), 15);
        xlsx_put_text(sheet, 0, all, format, "填报单位");
        if (last > 0)
            xlsx_put_text(sheet, 1, info.right,
                          plain_format(sheet, XLSX_ROLE_INFO, MODEL_ALIGN_RIGHT), "计量单位");
    }
    sheet->row++;
}

static void put_head(struct xlsx_sheet *sheet)
{
    const struct model_table *table = sheet->table;
    int most = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        const char *title = xlsx_column_title(table, c);
        int lines = xlsx_text_lines(title, xlsx_span_halves(sheet, (lxw_col_t)c, (lxw_col_t)c));
        most = lines > most ? lines : most;
    }
    sheet->head_row = sheet->row;
    xlsx_row_height(sheet, most, 15);
    for (size_t c = 0; c < table->column_count; c++) {
        struct xlsx_look look = {.role = XLSX_ROLE_HEAD,
                                 .align = MODEL_ALIGN_CENTER,
                                 .edges = XLSX_EDGE_TOP | (c == 0 ? XLSX_EDGE_LEFT : 0),
                                 .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
        const char *title = xlsx_column_title(table, c);
        xlsx_put_text(sheet, (lxw_col_t)c, title, xlsx_look_format(sheet->book, &look), title);
    }
    sheet->row++;
}

static void put_note(struct xlsx_sheet *sheet)
{
    static const char mark[] = "注：";
    const char *note = sheet->table->note;
    if (!note || !*note)
        return;
    bool marked = strncmp(note, mark, sizeof mark - 1) == 0;
    put_banner(sheet, XLSX_ROLE_NOTE,
               marked ? note : arena_printf(sheet->book->arena, "%s%s", mark, note), 10, "注");
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

void xlsx_sheet_write(struct xlsx_sheet *sheet)
{
    struct xlsx_book *book = sheet->book;
    const struct model_table *table = sheet->table;
    xlsx_widths_find(sheet);
    if (*book->title)
        put_banner(sheet, XLSX_ROLE_TITLE, book->title, 16, "标题");
    if (table->caption && *table->caption)
        put_banner(sheet, XLSX_ROLE_CAPTION, caption_text(book->arena, table), 12, "表题");
    put_info(sheet);
    leave_room(sheet);
    put_head(sheet);
    xlsx_rows_write(sheet);
    put_note(sheet);
    lxw_col_t last = last_column(sheet);
    xlsx_sheet_print_setup(sheet);
    if (!sheet->room)
        worksheet_freeze_panes(sheet->worksheet, sheet->first_row, 0);
    worksheet_repeat_rows(sheet->worksheet, sheet->head_row, sheet->head_row);
    worksheet_print_area(sheet->worksheet, 0, 0, sheet->row - 1, last);
    if (table->row_count > 0) {
        /* Numbers people mean as text (house numbers, codes) are no mistake to flag. */
        char range[LXW_MAX_CELL_RANGE_LENGTH];
        lxw_rowcol_to_range(range, sheet->first_row, 0,
                            sheet->first_row + (lxw_row_t)table->row_count - 1, last);
        worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
    }
}

size_t xlsx_sheet_rows(const struct xlsx_book *book, const struct model_table *table)
{
    struct info info = info_of(book, table);
    return (*book->title ? 1u : 0u) + (table->caption && *table->caption ? 1u : 0u) +
           (has_info(&info) ? 1u : 0u) + 1u + (table->row_count ? table->row_count : 1u) +
           (table->note && *table->note ? 1u : 0u);
}
