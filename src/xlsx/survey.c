/*
 * One look at all of a table's rows before any is written: how wide its columns must be, how many bytes its
 * texts take, what the rows of a detail add up to. And going through the rows, wherever they are kept.
 */
#include "book.h"
#include "text.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>

/* ---- rows, of the detail and then of the tree ---- */

struct xlsx_cursor xlsx_cursor_open(const struct model_table *table)
{
    return (struct xlsx_cursor){.table = table,
                                .detail = table->detail ? model_detail_open(table) : NULL};
}

const struct model_row *xlsx_cursor_next(struct xlsx_cursor *cursor)
{
    const struct model_row *row = cursor->detail ? model_detail_next(cursor->detail) : NULL;
    if (!row && cursor->next < cursor->table->row_count)
        row = &cursor->table->rows[cursor->next++];
    return row;
}

void xlsx_cursor_done(struct xlsx_cursor *cursor)
{
    model_detail_done(cursor->detail);
    cursor->detail = NULL;
}

enum model_row_kind xlsx_row_kind(const struct model_table *table, size_t row)
{
    size_t detail = model_detail_count(table->detail);
    return row < detail ? MODEL_ROW_DATA : table->rows[row - detail].kind;
}

/* ---- the survey ---- */

static void look_at(struct xlsx_extent *extent, const struct model_cell *cell, int indent,
                    const struct value_format *format)
{
    struct xlsx_content content = xlsx_content_of(cell, format);
    bool text = content.kind == XLSX_KIND_TEXT || content.kind == XLSX_KIND_MISSING;
    int halves = xlsx_text_halves(cell->text) + 3 * indent; /* Excel's step is three */
    if (content.kind == XLSX_KIND_TEXT && halves > XLSX_WRAP_HALVES)
        halves = XLSX_WRAP_HALVES;
    extent->halves = halves > extent->halves ? halves : extent->halves;
    extent->texts |= text;
    extent->others |= !text;
    extent->sum += content.kind == XLSX_KIND_NUMBER ? content.number : 0;
    extent->summable &= content.kind != XLSX_KIND_TEXT && content.kind != XLSX_KIND_DATE;
}

/* What a total row's label spans, and groups over all columns, is not for one column to hold. */
static void look_over(struct xlsx_survey *survey, const struct model_table *table,
                      const struct model_row *row, bool detail)
{
    for (size_t c = 0; c < table->column_count; c++) {
        const struct model_cell *cell = &row->cells[c];
        struct xlsx_extent *extent = &survey->columns[c];
        double sum = extent->sum;
        bool summable = extent->summable;
        if (!cell->text)
            continue;
        survey->text_bytes += xlsx_text_xml_bytes(cell->text);
        if (cell->columns > 1)
            continue;
        look_at(extent, cell, c == 0 ? row->indent : 0, &table->columns[c].format);
        if (!detail) { /* a total is no part of what it adds up */
            extent->sum = sum;
            extent->summable = summable;
        }
    }
}

const struct xlsx_survey *xlsx_survey_make(struct arena *arena, const struct model_table *table)
{
    struct xlsx_survey *survey = arena_alloc(arena, sizeof *survey);
    struct xlsx_cursor cursor = xlsx_cursor_open(table);
    size_t detail = model_detail_count(table->detail), number = 0;
    survey->columns = arena_array(arena, table->column_count + 1, sizeof *survey->columns);
    for (size_t c = 0; c < table->column_count; c++)
        survey->columns[c].summable = true;
    for (const struct model_row *row; (row = xlsx_cursor_next(&cursor)); number++)
        look_over(survey, table, row, number < detail);
    xlsx_cursor_done(&cursor);
    return survey;
}
