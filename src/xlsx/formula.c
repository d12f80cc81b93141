/* Cells that come of others in their row: the model's formula as Excel's. */
#include "book.h"

#include <huibao/base.h>
#include <huibao/model_formula.h>

enum { MOST_BYTES = 8000 }; /* Excel takes 8,192 characters */

/* Whether a formula's cell in the row is its value: not where a total is a sum. */
static bool applies(const struct model_column *column, enum model_row_kind kind)
{
    switch (kind) {
    case MODEL_ROW_DATA:
        return true;
    case MODEL_ROW_SUBTOTAL:
    case MODEL_ROW_TOTAL:
        return column->total == MODEL_TOTAL_SAME;
    case MODEL_ROW_GROUP:
        break;
    }
    return false;
}

/* A cell it takes must hold a number there: in Excel — plus one is an error, here it is —. */
static bool put_cell(struct buf *out, const struct xlsx_sheet *sheet, size_t column)
{
    const struct model_cell *cell = &sheet->at->cells[column];
    struct xlsx_content content = xlsx_content_of(cell, &sheet->table->columns[column].format);
    char name[LXW_MAX_CELL_NAME_LENGTH];
    if (cell->covered || content.kind != XLSX_KIND_NUMBER)
        return false;
    lxw_rowcol_to_cell(name, sheet->row, (lxw_col_t)column);
    buf_puts(out, name);
    return true;
}

static bool put_terms(struct buf *out, const struct xlsx_sheet *sheet, const char *formula)
{
    for (;;) {
        struct model_term term = model_formula_next(&formula);
        switch (term.kind) {
        case MODEL_TERM_END:
            return out->length < MOST_BYTES;
        case MODEL_TERM_BAD:
            return false;
        case MODEL_TERM_COLUMN:
            if (!put_cell(out, sheet, term.column))
                return false;
            break;
        case MODEL_TERM_NUMBER:
        case MODEL_TERM_SIGN:
            buf_printf(out, "%.*s", (int)term.length, term.text);
        }
    }
}

/* =IFERROR(ROUND(C5/D5,1),"—"): as printed, and — rather than #DIV/0! when a cell is changed to 0. */
const char *xlsx_row_formula(const struct xlsx_sheet *sheet, size_t column,
                             const struct xlsx_content *content)
{
    const struct model_column *model = &sheet->table->columns[column];
    const char *made = NULL;
    struct buf out = {0};
    if (!model->formula || !applies(model, sheet->at->kind))
        return NULL;
    buf_puts(&out, "=IFERROR(ROUND(");
    if (put_terms(&out, sheet, model->formula)) {
        buf_printf(&out, ",%d),\"—\")", content->decimals);
        made = buf_copy(&out, sheet->book->arena);
    }
    buf_done(&out);
    return made;
}
