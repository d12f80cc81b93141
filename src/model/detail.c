/*
 * Rows on disk: each its length, then for every cell its kind and content, a text with its NUL, so that it
 * can be used where it lies.
 */
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/base_spool.h>
#include <huibao/model_detail.h>

enum { ROWS_BETWEEN = 1024 }; /* after which a reader's texts are forgotten */

struct model_detail {
    struct spool *spool;
    size_t column_count, row_count;
    struct buf row; /* being written */
};

/* ---- writing ---- */

static void detail_done(void *object)
{
    struct model_detail *detail = object;
    buf_done(&detail->row);
}

struct model_detail *model_detail_new(struct arena *arena, size_t column_count)
{
    struct model_detail *detail = arena_alloc(arena, sizeof *detail);
    *detail = (struct model_detail){.spool = spool_new(arena), .column_count = column_count};
    arena_on_free(arena, detail_done, detail);
    return detail;
}

static void put_value(struct buf *row, struct value value)
{
    uint32_t length = 0;
    buf_putc(row, (char)value.kind);
    switch (value.kind) {
    case VALUE_NULL:
        break;
    case VALUE_INTEGER:
        buf_append(row, &value.integer, sizeof value.integer);
        break;
    case VALUE_REAL:
        buf_append(row, &value.real, sizeof value.real);
        break;
    case VALUE_DATE:
        buf_append(row, &value.date, sizeof value.date);
        break;
    case VALUE_TEXT:
        length = (uint32_t)strlen(value.text) + 1;
        buf_append(row, &length, sizeof length);
        buf_append(row, value.text, length);
        break;
    }
}

void model_detail_add(struct model_detail *detail, const struct value *values)
{
    size_t length = 0;
    buf_clear(&detail->row);
    buf_append(&detail->row, &length, sizeof length); /* its place */
    for (size_t c = 0; c < detail->column_count; c++)
        put_value(&detail->row, values[c]);
    length = detail->row.length - sizeof length;
    memcpy(detail->row.data, &length, sizeof length);
    spool_write(detail->spool, detail->row.data, detail->row.length);
    detail->row_count++;
}

bool model_detail_close(struct model_detail *detail, struct diags *diags)
{
    return spool_close(detail->spool, diags);
}

size_t model_detail_count(const struct model_detail *detail)
{
    return detail ? detail->row_count : 0;
}

size_t model_table_rows(const struct model_table *table)
{
    return model_detail_count(table->detail) + table->row_count;
}

/* ---- reading ---- */

struct model_detail_reader {
    const struct model_table *table;
    struct spool_cursor cursor;
    struct arena *kept;           /* the cells and formats, for all rows */
    struct arena *texts;          /* of the rows at hand */
    struct value_format *formats; /* that print what is stored, one a column */
    struct value *stored;         /* what the cells are made from: often the same in the next row */
    struct model_cell *cells;
    bool values_alone;
    struct model_row row;
    size_t rows_between;
};

struct model_detail_reader *model_detail_open(const struct model_table *table)
{
    struct arena *kept = arena_new();
    size_t count = table->column_count;
    struct model_detail_reader *reader = arena_alloc(kept, sizeof *reader);
    *reader = (struct model_detail_reader){.table = table, .kept = kept, .texts = arena_new()};
    reader->cursor.spool = table->detail ? table->detail->spool : NULL;
    reader->cells = arena_array(kept, count + 1, sizeof *reader->cells);
    reader->formats = arena_array(kept, count + 1, sizeof *reader->formats);
    reader->stored = arena_array(kept, count + 1, sizeof *reader->stored);
    for (size_t c = 0; c < count; c++) {
        const struct value_format *format = &table->columns[c].format;
        reader->formats[c] = value_format_printed(format, format->decimals);
    }
    reader->row = (struct model_row){.kind = MODEL_ROW_DATA, .cells = reader->cells};
    return reader;
}

struct model_detail_reader *model_detail_open_values(const struct model_table *table)
{
    struct model_detail_reader *reader = model_detail_open(table);
    reader->values_alone = true;
    return reader;
}

void model_detail_done(struct model_detail_reader *reader)
{
    if (!reader)
        return;
    spool_cursor_done(&reader->cursor);
    arena_free(reader->texts);
    arena_free(reader->kept);
}

static const char *take(const char **bytes, size_t length)
{
    const char *taken = *bytes;
    *bytes += length;
    return taken;
}

static struct value take_value(const char **bytes)
{
    struct value value = {.kind = (enum value_kind)(unsigned char)*take(bytes, 1)};
    uint32_t length = 0;
    switch (value.kind) {
    case VALUE_NULL:
        break;
    case VALUE_INTEGER:
        memcpy(&value.integer, take(bytes, sizeof value.integer), sizeof value.integer);
        break;
    case VALUE_REAL:
        memcpy(&value.real, take(bytes, sizeof value.real), sizeof value.real);
        break;
    case VALUE_DATE:
        memcpy(&value.date, take(bytes, sizeof value.date), sizeof value.date);
        break;
    case VALUE_TEXT:
        memcpy(&length, take(bytes, sizeof length), sizeof length);
        value.text = take(bytes, length);
        break;
    }
    return value;
}

/* A cell with its text, as cells of the tree have it. */
static struct model_cell make_cell(struct model_detail_reader *reader, size_t column,
                                   struct value value)
{
    const struct value_format *format = &reader->formats[column];
    struct model_cell cell = {.value = value};
    if (value.kind == VALUE_TEXT) {
        cell.text = value.text;
        return cell;
    }
    if (value.kind == VALUE_DATE) /* in its own style, which prints it */
        format = &reader->table->columns[column].format;
    else
        cell.value = value_printed(value, format, format->decimals);
    cell.text = reader->values_alone ? NULL : value_show(reader->texts, cell.value, format);
    return cell;
}

static void take_cell(struct model_detail_reader *reader, size_t column, const char **bytes)
{
    struct value value = take_value(bytes), *stored = &reader->stored[column];
    bool same = value.kind != VALUE_TEXT && reader->rows_between > 0 && value_equal(value, *stored);
    if (!same)
        reader->cells[column] = make_cell(reader, column, value);
    *stored = value;
}

const void *model_detail_next_bytes(struct model_detail_reader *reader, size_t *ret_length)
{
    const void *head =
        reader->cursor.spool ? spool_read(&reader->cursor, sizeof *ret_length) : NULL;
    if (!head)
        return NULL;
    memcpy(ret_length, head, sizeof *ret_length);
    return *ret_length ? spool_read(&reader->cursor, *ret_length) : head;
}

const struct model_row *model_detail_next(struct model_detail_reader *reader)
{
    size_t length = 0;
    const char *bytes = model_detail_next_bytes(reader, &length);
    if (!bytes)
        return NULL;
    if (reader->rows_between == ROWS_BETWEEN) {
        arena_free(reader->texts);
        reader->texts = arena_new();
        reader->rows_between = 0;
    }
    for (size_t c = 0; c < reader->table->column_count; c++)
        take_cell(reader, c, &bytes);
    reader->rows_between++;
    return &reader->row;
}
