/* The rows of a table: their cells, and what these span; or the rows of a detail, on disk. */
#include <string.h>

#include <huibao/model_detail.h>

#include "model_diags.h"
#include "read_table.h"

/* What may stand behind a cell's @: rows 2, columns 3, indent 1, covered. */
static bool read_settings(struct model_reader *reader, struct model_field rest,
                          struct model_cell *cell, int *indent)
{
    struct model_line *line = &reader->line;
    if (!rest.length)
        return true;
    if (model_field_is(rest, "covered")) {
        cell->covered = true;
        cell->value = value_null();
        if (cell->text[0])
            model_field_refuse(line, rest, "单元格的设置", "covered 的格没有文字");
        return !cell->text[0];
    }
    while (rest.length) {
        struct model_field key = model_field_word(&rest), number = model_field_word(&rest);
        long long n = 0;
        if (model_field_is(key, "rows")) {
            if (!model_field_int(line, number, "合并的行数", 1, 1000000000, &n))
                return false;
            cell->rows = (uint32_t)n;
        } else if (model_field_is(key, "columns")) {
            if (!model_field_int(line, number, "合并的列数", 1, MODEL_MOST_COLUMNS, &n))
                return false;
            cell->columns = (uint32_t)n;
        } else if (model_field_is(key, "indent") && indent) {
            if (!model_field_int(line, number, "缩进", 0, MODEL_INDENT_MOST, &n))
                return false;
            *indent = (int)n;
        } else {
            model_field_refuse(line, key, "单元格的设置",
                               "rows 行数、columns 列数、covered，第一格还有 indent 字数");
            return false;
        }
    }
    return true;
}

static void refuse_span(struct model_reader *reader, struct place place, const char *text,
                        const char *mistake)
{
    diag_add(reader->line.diags, &MOD011, &place, DIAG_ARGS(text ? text : "", mistake));
}

/* What is wrong with a cell's place among the spans, or NULL; a span's covers are laid. */
static const char *span_mistake(struct model_reader *reader, const struct model_row *row, size_t i)
{
    struct model_table_reading *reading = reader->table;
    const struct model_cell *cell = &row->cells[i];
    size_t columns = cell->columns > 1 ? cell->columns : 1;
    if (cell->covered)
        return "没有哪一格合并到这里";
    if (cell->rows > 1 && row->kind != MODEL_ROW_DATA)
        return "小计行和合计行不能上下合并";
    if (columns > reading->table->column_count - i)
        return "超出了表格的右边";
    for (size_t c = i; c < i + columns; c++) {
        if (reading->covers[c].rows)
            return "与上面合并下来的格重叠";
        if (c > i && !row->cells[c].covered)
            return "被合并的格要写 @ covered";
    }
    for (size_t c = i; c < i + columns && cell->rows > 1; c++)
        reading->covers[c] = (struct model_cover){
            .rows = cell->rows, .text = cell->text, .line = reader->line.number};
    return NULL;
}

/* Each covered cell must lie under exactly one span; work is linear in the row. */
static bool spans_check(struct model_reader *reader, const struct model_row *row)
{
    struct model_table_reading *reading = reader->table;
    size_t count = reading->table->column_count;
    for (size_t i = 0; i < count;) {
        const struct model_cell *cell = &row->cells[i];
        const char *mistake = NULL;
        size_t step = 1;
        if (reading->covers[i].rows) {
            mistake = row->kind != MODEL_ROW_DATA ? "上面合并下来的格越过了分组行、小计行或合计行"
                      : !cell->covered ? "上面合并下来的格要写 @ covered"
                                       : NULL;
        } else {
            mistake = span_mistake(reader, row, i);
            step = cell->columns > 1 ? cell->columns : 1;
        }
        if (mistake) {
            refuse_span(reader, model_line_place(&reader->line, reading->fields[i]), cell->text,
                        mistake);
            return false;
        }
        i += step;
    }
    return true;
}

static void covers_step(struct model_table_reading *reading)
{
    for (size_t i = 0; i < reading->table->column_count; i++)
        if (reading->covers[i].rows)
            reading->covers[i].rows--;
}

static void row_keep(struct model_reader *reader, struct model_row row)
{
    struct model_table_reading *reading = reader->table;
    struct model_table *table = reading->table;
    reading->rows = arena_grow(reader->model->arena, reading->rows, table->row_count,
                               &reading->row_capacity, sizeof *reading->rows);
    reading->rows[table->row_count++] = row;
    table->rows = reading->rows;
}

static bool row_fits(struct model_reader *reader, struct model_field rest, size_t count)
{
    struct model_table_reading *reading = reader->table;
    const struct model_table *table = reading->table;
    struct arena *arena = reader->model->arena;
    if (!count || count != table->column_count) {
        struct place place = model_line_place(&reader->line, rest);
        diag_add(reader->line.diags, &MOD005, &place,
                 DIAG_ARGS(arena_printf(arena, "%zu", count), table->name ? table->name : "",
                           arena_printf(arena, "%zu", table->column_count)));
        return false;
    }
    if (!reading->covers) {
        reading->covers = arena_array(arena, count, sizeof *reading->covers);
        reading->fields = arena_array(arena, count, sizeof *reading->fields);
    }
    return true;
}

static bool read_cells(struct model_reader *reader, struct model_field rest, struct model_row *row,
                       struct model_cell *cells)
{
    struct model_table_reading *reading = reader->table;
    for (size_t i = 0; i < reading->table->column_count; i++) {
        struct model_field settings = {0}, *field = &reading->fields[i];
        if (!model_field_split(&rest, '|', field))
            *field = rest;
        if (!model_read_cell(reader, *field, &cells[i], &settings) ||
            !read_settings(reader, settings, &cells[i], i == 0 ? &row->indent : NULL))
            return false;
    }
    return true;
}

/* ---- detail ---- */

void model_read_detail(struct model_reader *reader, struct model_field rest)
{
    struct model_table_reading *reading = reader->table;
    if (rest.length)
        model_field_refuse(&reader->line, rest, reader->keyword->word, "没有别的内容");
    if (reading->table->row_count) {
        struct place place = model_line_place(&reader->line, rest);
        diag_add(reader->line.diags, &MOD003, &place, DIAG_ARGS("detail", "明细要写在其他行之前"));
        return;
    }
    reading->detail = model_detail_new(reader->model->arena, reading->table->column_count);
    reading->table->detail = reading->detail;
}

/* Whether a row of a detail has only what is kept of it: values, as its columns show them. */
static bool detail_fits(struct model_reader *reader, const struct model_row *row)
{
    struct model_table_reading *reading = reader->table;
    struct arena *arena = reader->line.arena;
    for (size_t c = 0; c < reading->table->column_count; c++) {
        const struct model_cell *cell = &row->cells[c];
        const struct value_format *own = &reading->table->columns[c].format;
        struct value_format format = value_format_printed(own, own->decimals);
        const char *shown = cell->value.kind == VALUE_TEXT ? cell->value.text
                            : cell->value.kind == VALUE_DATE
                                ? value_show(arena, cell->value, own)
                                : value_show(arena, cell->value, &format);
        bool plain = !cell->covered && cell->rows < 2 && cell->columns < 2 && !row->indent;
        if (plain && strcmp(shown, cell->text) == 0)
            continue;
        struct place place = model_line_place(&reader->line, reading->fields[c]);
        diag_add(
            reader->line.diags, &MOD004, &place,
            DIAG_ARGS("明细的格", cell->text, arena_printf(arena, "“%s”，不合并，不缩进", shown)));
        return false;
    }
    return true;
}

static void detail_keep(struct model_reader *reader, const struct model_row *row)
{
    struct model_table_reading *reading = reader->table;
    size_t count = reading->table->column_count;
    struct value *values = arena_array(reader->line.arena, count, sizeof *values);
    if (!detail_fits(reader, row))
        return;
    for (size_t c = 0; c < count; c++)
        values[c] = row->cells[c].value;
    model_detail_add(reading->detail, values);
}

/* ---- rows in the tree ---- */

static void row_add(struct model_reader *reader, struct model_field rest, enum model_row_kind kind)
{
    size_t count = model_field_count(rest);
    if (!row_fits(reader, rest, count))
        return;
    struct model_cell *cells = arena_array(reader->model->arena, count, sizeof *cells);
    struct model_row row = {.kind = kind, .cells = cells};
    bool detailed = reader->table->detail && kind == MODEL_ROW_DATA;
    if (read_cells(reader, rest, &row, cells) && spans_check(reader, &row)) {
        if (detailed)
            detail_keep(reader, &row);
        else
            row_keep(reader, row);
    }
    covers_step(reader->table);
}

void model_read_row(struct model_reader *reader, struct model_field rest)
{
    row_add(reader, rest, MODEL_ROW_DATA);
}

void model_read_subtotal(struct model_reader *reader, struct model_field rest)
{
    row_add(reader, rest, MODEL_ROW_SUBTOTAL);
}

void model_read_total(struct model_reader *reader, struct model_field rest)
{
    row_add(reader, rest, MODEL_ROW_TOTAL);
}

/* Only the name is written; its cell spans the table. */
void model_read_group(struct model_reader *reader, struct model_field rest)
{
    struct model_table_reading *reading = reader->table;
    size_t count = reading->table->column_count;
    struct model_field settings = {0};
    if (!row_fits(reader, rest, model_field_count(rest) == 1 ? count : count + 1))
        return;
    struct model_cell *cells = arena_array(reader->model->arena, count, sizeof *cells);
    struct model_row row = {.kind = MODEL_ROW_GROUP, .cells = cells};
    bool read = model_read_cell(reader, rest, &cells[0], &settings);
    if (read && settings.length) {
        model_field_refuse(&reader->line, settings, "分组行的设置", "没有设置");
        read = false;
    }
    cells[0].columns = count > 1 ? (uint32_t)count : 0;
    for (size_t i = 0; i < count; i++) {
        reading->fields[i] = rest;
        cells[i].text = i > 0 ? "" : cells[i].text;
        cells[i].covered = i > 0;
    }
    if (read && spans_check(reader, &row))
        row_keep(reader, row);
    covers_step(reading);
}

void model_rows_finish(struct model_reader *reader)
{
    const struct model_table_reading *reading = reader->table;
    if (reading->detail)
        model_detail_close(reading->detail, reader->line.diags);
    for (size_t i = 0; reading->covers && i < reading->table->column_count; i++) {
        const struct model_cover *cover = &reading->covers[i];
        if (!cover->rows)
            continue;
        struct place place = {.file = reader->line.file, .line = cover->line};
        refuse_span(reader, place, cover->text, "超出了表格的下边");
        return;
    }
}
