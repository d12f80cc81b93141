/* The table: its titles, and its rows with what their places on a page say. */
#include "field.h"

#include <huibao/base.h>
#include <huibao/csv.h>
#include <huibao/model_detail.h>

#include <string.h>

enum { CHUNK = 1 << 16 };

struct column {
    const char *unit;               /* what stands behind its numbers in print */
    const struct model_cell *above; /* that spans down to the row at hand, or NULL */
    uint32_t rows;                  /* of it, still to come */
};

struct sheet {
    const struct model_table *table;
    struct arena *arena; /* of the whole file */
    struct column *columns;
    const char *group;                     /* of the row at hand */
    bool has_sums, has_groups, has_levels; /* columns that tables without such rows do not have */
    struct buf out;
};

/* ---- fields ---- */

static void next_field(struct sheet *sheet, bool *first)
{
    if (!*first)
        buf_putc(&sheet->out, ',');
    *first = false;
}

static void put_text(struct sheet *sheet, bool *first, const char *text)
{
    next_field(sheet, first);
    csv_field_text(&sheet->out, text);
}

/* ---- titles ---- */

/* 本月_受理（件）: a column's title below the heads over it, with the unit of its numbers. */
static void put_title(struct sheet *sheet, bool *first, size_t column)
{
    const struct model_table *table = sheet->table;
    const char *own = table->columns[column].title, *unit = sheet->columns[column].unit;
    const char *title = own ? own : "", *path = "";
    for (size_t h = 0; h < table->head_count; h++) {
        const struct model_head *head = &table->heads[h];
        if (column < head->first || column >= head->first + head->count || !head->title)
            continue;
        path = arena_printf(sheet->arena, "%s%s%s", path, head->title, *title ? "_" : "");
    }
    title = arena_printf(sheet->arena, "%s%s", path, title);
    if (*unit && !strstr(title, unit))
        title = arena_printf(sheet->arena, "%s（%s）", title, unit);
    put_text(sheet, first, title);
}

static void put_titles(struct sheet *sheet)
{
    bool first = true;
    if (sheet->has_sums)
        put_text(sheet, &first, "行别");
    if (sheet->has_groups)
        put_text(sheet, &first, "分组");
    if (sheet->has_levels)
        put_text(sheet, &first, "层级");
    for (size_t c = 0; c < sheet->table->column_count; c++)
        put_title(sheet, &first, c);
    buf_puts(&sheet->out, "\r\n");
}

/* ---- rows ---- */

static const char *kind_word(enum model_row_kind kind)
{
    switch (kind) {
    case MODEL_ROW_DATA:
    case MODEL_ROW_GROUP:
        break;
    case MODEL_ROW_SUBTOTAL:
        return "小计";
    case MODEL_ROW_TOTAL:
        return "合计";
    }
    return "明细";
}

/* The cell whose content stands at a row's column: its own, or one above that spans down to it. */
static const struct model_cell *cell_at(struct sheet *sheet, const struct model_row *row, size_t c)
{
    struct column *column = &sheet->columns[c];
    const struct model_cell *cell = &row->cells[c];
    if (row->kind != MODEL_ROW_DATA)
        column->rows = 0;
    if (!cell->covered) {
        column->above = cell;
        column->rows = cell->rows > 1 ? cell->rows - 1 : 0;
    } else if (column->rows > 0) {
        column->rows--;
        cell = column->above;
    }
    return cell;
}

static void put_row(struct sheet *sheet, const struct model_row *row)
{
    bool first = true;
    if (sheet->has_sums)
        put_text(sheet, &first, kind_word(row->kind));
    if (sheet->has_groups)
        put_text(sheet, &first, row->kind == MODEL_ROW_TOTAL ? "" : sheet->group);
    if (sheet->has_levels) {
        next_field(sheet, &first);
        buf_printf(&sheet->out, "%d", row->indent);
    }
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        next_field(sheet, &first);
        csv_field_cell(&sheet->out, cell_at(sheet, row, c), &sheet->table->columns[c].format,
                       sheet->columns[c].unit);
    }
    buf_puts(&sheet->out, "\r\n");
}

/* Units from the first number of each column; true when all columns have one. */
static bool find_units(struct sheet *sheet, const struct model_row *row)
{
    bool all = true;
    for (size_t c = 0; c < sheet->table->column_count; c++) {
        struct column *column = &sheet->columns[c];
        const char *unit = column->unit ? NULL : csv_field_unit(&row->cells[c]);
        if (unit)
            column->unit = arena_strdup(sheet->arena, unit);
        all = all && column->unit;
    }
    return all;
}

static void find_all_units(struct sheet *sheet)
{
    const struct model_table *table = sheet->table;
    struct model_detail_reader *reader = model_detail_open(table);
    bool all = false;
    for (const struct model_row *row; !all && (row = model_detail_next(reader));)
        all = find_units(sheet, row);
    for (size_t r = 0; !all && r < table->row_count; r++)
        all = find_units(sheet, &table->rows[r]);
    for (size_t c = 0; c < table->column_count; c++)
        if (!sheet->columns[c].unit)
            sheet->columns[c].unit = "";
    model_detail_done(reader);
}

static void look_over(struct sheet *sheet)
{
    const struct model_table *table = sheet->table;
    sheet->group = "";
    sheet->columns = arena_array(sheet->arena, table->column_count + 1, sizeof *sheet->columns);
    find_all_units(sheet);
    for (size_t r = 0; r < table->row_count; r++) {
        const struct model_row *row = &table->rows[r];
        sheet->has_groups |= row->kind == MODEL_ROW_GROUP;
        sheet->has_sums |= row->kind == MODEL_ROW_SUBTOTAL || row->kind == MODEL_ROW_TOTAL;
        sheet->has_levels |= row->indent > 0;
    }
}

/* Writes what has come together, when it is more than `above` bytes. */
static bool flush(struct sheet *sheet, struct outfile *file, size_t above)
{
    if (sheet->out.length <= above)
        return true;
    bool good = outfile_write(file, sheet->out.data, sheet->out.length);
    buf_clear(&sheet->out);
    return good;
}

static bool put_detail(struct sheet *sheet, struct outfile *file)
{
    struct model_detail_reader *reader = model_detail_open(sheet->table);
    bool good = true;
    for (const struct model_row *row; good && (row = model_detail_next(reader));) {
        put_row(sheet, row);
        good = flush(sheet, file, CHUNK);
    }
    model_detail_done(reader);
    return good;
}

bool csv_table_write(const struct model_table *table, bool bom, struct outfile *file)
{
    struct sheet sheet = {.table = table, .arena = arena_new()};
    look_over(&sheet);
    if (bom)
        buf_puts(&sheet.out, "\xEF\xBB\xBF");
    put_titles(&sheet);
    bool good = put_detail(&sheet, file);
    for (size_t r = 0; good && r < table->row_count; r++) {
        const struct model_row *row = &table->rows[r];
        const char *name = table->column_count ? row->cells[0].text : NULL;
        if (row->kind == MODEL_ROW_GROUP)
            sheet.group = name ? name : "";
        else
            put_row(&sheet, row);
        good = flush(&sheet, file, CHUNK);
    }
    good = good && flush(&sheet, file, 0);
    buf_done(&sheet.out);
    arena_free(sheet.arena);
    return good;
}
