/*
 * Which cells a total adds up, whether that gives what is printed, and as which formula. 其中 rows are
 * part of rows above them and are left out, as are subtotals.
 */
#include "book.h"
#include "xlsx_diags.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>

#include <math.h>

enum { MOST_RANGES = 200 }; /* SUM takes 255 arguments */
enum { MARK_COUNTS = 1, MARK_LIVE = 2 };

/* ---- whether a total is what its cells give ---- */

/* To a thousandth of the last digit. */
static bool agrees(double sum, const struct xlsx_content *total)
{
    double noise = fabs(sum) * 1e-12;
    double allowed = pow(10, -total->decimals) / 1000;
    return fabs(sum - total->number) <= (noise > allowed ? noise : allowed);
}

static void tell_differs(struct xlsx_sheet *sheet, size_t column, double sum, const char *total)
{
    struct xlsx_book *book = sheet->book;
    struct place place = {.file = sheet->block->file, .line = sheet->block->line};
    if (sheet->columns[column].told_differs)
        return;
    sheet->columns[column].told_differs = true;
    diag_add(book->diags, &XLS005, &place,
             DIAG_ARGS(xlsx_table_name(sheet->table), xlsx_column_title(sheet->table, column),
                       arena_printf(book->arena, "%.15g", sum), total));
    diag_hint(book->diags,
              "多半是各行先四舍五入、合计另算的缘故；要能相加，请让合计按各行印出的数来算");
}

static struct xlsx_content content_at(const struct xlsx_sheet *sheet, size_t row, size_t column)
{
    return xlsx_content_of(&sheet->table->rows[row].cells[column],
                           &sheet->table->columns[column].format);
}

/* Judges a total; false when it must be a plain number. */
static bool judge(struct xlsx_sheet *sheet, size_t row, size_t column, double sum)
{
    struct xlsx_content content = content_at(sheet, row, column);
    if (content.kind != XLSX_KIND_NUMBER)
        return true; /* — stays — */
    if (agrees(sum, &content))
        return true;
    tell_differs(sheet, column, sum, sheet->table->rows[row].cells[column].text);
    return false;
}

/* ---- ranges ---- */

/*
 * Stretches of rows in a formula. A table's sheets all have their first row at the same place; on
 * another one than the formula's own a reference names it.
 */
struct pieces {
    struct xlsx_sheet *sheet;
    const struct xlsx_part *at; /* where the formula stands */
    size_t column, count;
    struct buf text;
};

/* The rows first … last − 1, which one part holds. */
static void add_range(struct pieces *pieces, const struct xlsx_part *part, size_t first, size_t end)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_col_t column = (lxw_col_t)pieces->column;
    lxw_row_t top = pieces->sheet->first_row;
    if (pieces->count++ >= MOST_RANGES)
        return;
    lxw_rowcol_to_range(range, top + (lxw_row_t)(first - part->first), column,
                        top + (lxw_row_t)(end - part->first) - 1, column);
    buf_puts(&pieces->text, pieces->count > 1 ? "," : "");
    if (part != pieces->at)
        buf_printf(&pieces->text, "'%s'!", part->name);
    buf_puts(&pieces->text, range);
}

static void add_piece(struct pieces *pieces, size_t first, size_t end)
{
    while (first < end) {
        const struct xlsx_part *part = xlsx_plan_part(pieces->at, first);
        size_t stop = end < part->end ? end : part->end;
        add_range(pieces, part, first, stop);
        first = stop;
    }
}

/* A stretch of rows with a cell of them that has a formula, the row `at`. */
struct summed {
    size_t first, end, at;
};

static const char *formula_of(struct pieces *pieces, const char *opening)
{
    const char *formula = NULL;
    if (pieces->count && pieces->count <= MOST_RANGES)
        formula = arena_printf(pieces->sheet->book->arena, "=%s%s)", opening, pieces->text.data);
    buf_done(&pieces->text);
    return formula;
}

/* =SUM(C5:C9,C11:C14) of the counting rows; NULL when there are too many pieces. */
static const char *sum_formula(struct xlsx_sheet *sheet, size_t column, struct summed rows)
{
    const unsigned char *marks = sheet->columns[column].marks;
    struct pieces pieces = {
        .sheet = sheet, .column = column, .at = xlsx_plan_part(sheet->part, rows.at)};
    for (size_t r = rows.first; r < rows.end; r++) {
        size_t begin = r;
        while (r < rows.end && (marks[r] & MARK_COUNTS))
            r++;
        if (r > begin)
            add_piece(&pieces, begin, r);
    }
    return formula_of(&pieces, "SUM(");
}

/* =SUM(C5:C1048500,'…（续2）'!C5:C9000) of all rows of a detail. */
static const char *detail_formula(struct xlsx_sheet *sheet, size_t column, struct summed rows)
{
    struct pieces pieces = {
        .sheet = sheet, .column = column, .at = xlsx_plan_part(sheet->part, rows.at)};
    add_piece(&pieces, rows.first, rows.end);
    return formula_of(&pieces, "SUM(");
}

/* =SUBTOTAL(9,C5:C900), which passes over other subtotals. */
static const char *subtotal_formula(struct xlsx_sheet *sheet, size_t column, struct summed rows)
{
    struct pieces pieces = {
        .sheet = sheet, .column = column, .at = xlsx_plan_part(sheet->part, rows.at)};
    add_piece(&pieces, rows.first, rows.end);
    return formula_of(&pieces, "SUBTOTAL(9,");
}

/* ---- a column ---- */

/* The first row of those that a subtotal adds up. */
static size_t group_start(const struct model_table *table, size_t subtotal)
{
    size_t r = subtotal;
    while (r > 0 && table->rows[r - 1].kind != MODEL_ROW_GROUP &&
           table->rows[r - 1].kind != MODEL_ROW_SUBTOTAL)
        r--;
    return r;
}

/* Marks what counts and adds it up in the order Excel adds; false when it is no number. */
static bool add_up(struct xlsx_sheet *sheet, size_t column, double *ret_sum)
{
    const struct model_table *table = sheet->table;
    struct arena *arena = sheet->book->arena;
    unsigned char *marks = arena_array(arena, table->row_count + 1, sizeof *marks);
    bool *counts = arena_array(arena, table->row_count + 1, sizeof *counts);
    model_table_counts(table, column, counts);
    const struct xlsx_extent *extent = &sheet->survey->columns[column];
    double sum = extent->sum; /* of a detail; else of no row yet */
    sheet->columns[column].marks = marks;
    if (!extent->summable)
        return false;
    for (size_t r = 0; r < table->row_count; r++) {
        if (!counts[r])
            continue;
        struct xlsx_content content = content_at(sheet, r, column);
        if (content.kind != XLSX_KIND_NUMBER && content.kind != XLSX_KIND_MISSING &&
            content.kind != XLSX_KIND_BLANK)
            return false;
        marks[r] = MARK_COUNTS;
        sum += content.kind == XLSX_KIND_NUMBER ? content.number : 0;
    }
    *ret_sum = sum;
    return true;
}

/* Marks the subtotals that are live; true when all are. */
static bool judge_subtotals(struct xlsx_sheet *sheet, size_t column)
{
    const struct model_table *table = sheet->table;
    unsigned char *marks = sheet->columns[column].marks;
    bool all = true;
    double sum = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        struct xlsx_content content = {0};
        switch (table->rows[r].kind) {
        case MODEL_ROW_DATA:
            if (marks[r] & MARK_COUNTS)
                content = content_at(sheet, r, column);
            sum += content.kind == XLSX_KIND_NUMBER ? content.number : 0;
            break;
        case MODEL_ROW_SUBTOTAL:
            if (judge(sheet, r, column, sum))
                marks[r] |= MARK_LIVE;
            else
                all = false;
            sum = 0;
            break;
        case MODEL_ROW_GROUP:
            sum = 0;
            break;
        case MODEL_ROW_TOTAL:
            break;
        }
    }
    return all;
}

/* Data and subtotals without anything else from the first to the last, so that SUBTOTAL will do. */
static bool suits_subtotal(const struct model_table *table, const unsigned char *marks,
                           size_t *ret_first, size_t *ret_last)
{
    size_t first = 0, last = table->row_count;
    while (first < last && table->rows[first].kind == MODEL_ROW_TOTAL)
        first++;
    while (last > first && table->rows[last - 1].kind == MODEL_ROW_TOTAL)
        last--;
    for (size_t r = first; r < last; r++) {
        bool data = table->rows[r].kind == MODEL_ROW_DATA;
        if (table->rows[r].kind == MODEL_ROW_TOTAL || (data && !(marks[r] & MARK_COUNTS)))
            return false;
    }
    *ret_first = first;
    *ret_last = last;
    return last > first;
}

/* The formula of 合计 on the sheet at hand. */
static void find_total(struct xlsx_sheet *sheet, size_t index)
{
    const struct model_table *table = sheet->table;
    struct xlsx_column *column = &sheet->columns[index];
    size_t detail = model_detail_count(table->detail);
    struct summed rows = {0, detail ? detail : table->row_count, sheet->part->first};
    column->total_formula =
        detail ? detail_formula(sheet, index, rows) : sum_formula(sheet, index, rows);
    column->total_part = sheet->part;
    if (!column->total_formula && !detail && column->subtotals_live &&
        suits_subtotal(table, column->marks, &rows.first, &rows.end)) {
        column->total_formula = subtotal_formula(sheet, index, rows);
        column->subtotals = true;
    }
}

static void find_column(struct xlsx_sheet *sheet, size_t index)
{
    const struct model_table *table = sheet->table;
    struct xlsx_column *column = &sheet->columns[index];
    double sum = 0;
    if (table->columns[index].total == MODEL_TOTAL_NONE ||
        table->columns[index].total == MODEL_TOTAL_SAME || !add_up(sheet, index, &sum)) {
        column->marks = NULL;
        return;
    }
    column->subtotals_live = judge_subtotals(sheet, index);
    find_total(sheet, index);
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].kind == MODEL_ROW_TOTAL && judge(sheet, r, index, sum))
            column->marks[r] |= MARK_LIVE;
}

void xlsx_sums_find(struct xlsx_sheet *sheet)
{
    for (size_t c = 0; c < sheet->table->column_count; c++)
        find_column(sheet, c);
}

const char *xlsx_sum_formula(struct xlsx_sheet *sheet, size_t column)
{
    const struct xlsx_column *summed = &sheet->columns[column];
    size_t row = sheet->index - model_detail_count(sheet->table->detail);
    if (!summed->marks || !(summed->marks[row] & MARK_LIVE))
        return NULL;
    if (sheet->at->kind == MODEL_ROW_TOTAL) {
        if (summed->total_part != sheet->part)
            find_total(sheet, column);
        return summed->total_formula;
    }
    struct summed rows = {group_start(sheet->table, row), row, row};
    if (rows.first == row)
        return NULL;
    return summed->subtotals ? subtotal_formula(sheet, column, rows)
                             : sum_formula(sheet, column, rows);
}
