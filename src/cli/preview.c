/* huibao import --dry-run: the columns and the first rows, as a table; a Han character is two wide. */
#include "cli.h"

#include <huibao/engine.h>

#include <string.h>

#define WIDEST 20 /* columns of the terminal for one cell */

static size_t width_of(const char *text)
{
    return text_columns(text, strlen(text));
}

/* The bytes of `text` that fit into `most` columns. */
static size_t fitting(const char *text, size_t most)
{
    const char *end = text + strlen(text), *fits = text;
    for (const char *cursor = text; cursor < end; fits = cursor) {
        uint32_t c;
        text_next(&cursor, end, &c);
        if (text_columns(text, (size_t)(cursor - text)) > most)
            break;
    }
    return (size_t)(fits - text);
}

static void put_cell(struct buf *out, const char *text, size_t width)
{
    size_t columns = width_of(text);
    if (columns > width) {
        buf_append(out, text, fitting(text, width - 2));
        size_t kept = text_columns(text, fitting(text, width - 2));
        buf_puts(out, "…");
        columns = kept + 2;
    } else {
        buf_puts(out, text);
    }
    for (; columns < width; columns++)
        buf_putc(out, ' ');
}

static void end_line(struct buf *out)
{
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    buf_putc(out, '\n');
}

static void put_columns(struct buf *out, const struct engine_preview *preview)
{
    size_t widest = 0;
    for (size_t i = 0; i < preview->column_count; i++) {
        size_t width = width_of(preview->columns[i].title);
        widest = width > widest ? width : widest;
    }
    widest = widest > WIDEST ? WIDEST : widest;
    buf_puts(out, "  文件里的列和要存的项：\n");
    for (size_t i = 0; i < preview->column_count; i++) {
        const struct engine_column *column = &preview->columns[i];
        buf_printf(out, "  %3zu  ", i + 1);
        put_cell(out, column->title, widest);
        if (column->field)
            buf_printf(out, "  → %s（%s）\n", column->field, column->source);
        else if (column->source)
            buf_printf(out, "  ×  %s（%s）\n", column->why, column->source);
        else
            buf_printf(out, "  ×  %s\n", column->why);
    }
    for (size_t i = 0; i < preview->missing_count; i++)
        buf_printf(out, "%s%s", i ? "、" : "  文件里没有的项：", preview->missing[i]);
    if (preview->missing_count)
        buf_puts(out, "（已有的记录保留原来的，新的记录空着）\n");
}

static size_t column_width(const struct engine_preview *preview, size_t column)
{
    size_t width = width_of(preview->columns[column].field);
    for (size_t r = 0; r < preview->row_count; r++) {
        size_t cell = width_of(preview->rows[r].cells[column]);
        width = cell > width ? cell : width;
    }
    return width > WIDEST ? WIDEST : width;
}

/* The titles, or one of the rows. */
static void put_row(struct buf *out, const struct engine_preview *preview,
                    const struct engine_preview_row *row)
{
    if (row)
        buf_printf(out, "  %5ld", row->line);
    else
        buf_puts(out, "   行号");
    for (size_t i = 0; i < preview->column_count; i++) {
        if (!preview->columns[i].field)
            continue;
        buf_puts(out, "  ");
        put_cell(out, row ? row->cells[i] : preview->columns[i].field, column_width(preview, i));
    }
    end_line(out);
}

void cli_preview_put(struct cli *cli, const struct engine_preview *preview)
{
    if (preview->column_count == 0)
        return;
    put_columns(&cli->out, preview);
    if (preview->row_count == 0)
        return;
    buf_printf(&cli->out, "  前 %zu 行会存成：\n", preview->row_count);
    put_row(&cli->out, preview, NULL);
    for (size_t r = 0; r < preview->row_count; r++)
        put_row(&cli->out, preview, &preview->rows[r]);
}

static void put_object(struct buf *json, const struct engine_preview *preview,
                       const struct engine_preview_row *row)
{
    buf_printf(json, "{\"line\":%ld", row->line);
    for (size_t i = 0; i < preview->column_count; i++)
        if (preview->columns[i].field)
            cli_json_member(json, preview->columns[i].field, row->cells[i]);
    buf_putc(json, '}');
}

void cli_preview_json(struct buf *json, const struct engine_preview *preview)
{
    if (preview->column_count == 0)
        return;
    buf_puts(json, ",\"columns\":[");
    for (size_t i = 0; i < preview->column_count; i++) {
        const struct engine_column *column = &preview->columns[i];
        buf_printf(json, "%s{\"column\":%zu", i ? "," : "", i + 1);
        cli_json_member(json, "title", column->title);
        cli_json_member(json, "field", column->field);
        cli_json_member(json, "why", column->why);
        cli_json_member(json, "source", column->source);
        buf_putc(json, '}');
    }
    buf_puts(json, "],\"missing\":[");
    for (size_t i = 0; i < preview->missing_count; i++)
        buf_printf(json, "%s\"%s\"", i ? "," : "", preview->missing[i]);
    buf_puts(json, "],\"preview\":[");
    for (size_t i = 0; i < preview->row_count; i++) {
        buf_puts(json, i ? "," : "");
        put_object(json, preview, &preview->rows[i]);
    }
    buf_putc(json, ']');
}
