/* A model as text: one line per span, column and row (README.md describes the form). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/model.h>

#include "model_text.h"

/*
 * Text that survives on one line between the separators: \ | = @ and control characters are
 * escaped everywhere, and a space (\s) where the reader would trim it.
 */
static void put_text(struct buf *out, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (strchr("\\|=@", c))
            buf_printf(out, "\\%c", c);
        else if (c == ' ' && (i == 0 || i + 1 == length))
            buf_puts(out, "\\s");
        else if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '\t')
            buf_puts(out, "\\t");
        else if (c < 0x20 || c == 0x7f)
            buf_printf(out, "\\x%02x", c);
        else
            buf_putc(out, (char)c);
    }
}

/* The shortest decimal text that reads back as the same real, always with a point or exponent. */
static void put_real(struct buf *out, double real)
{
    if (!isfinite(real)) {
        buf_puts(out, isnan(real) ? "nan" : real < 0 ? "-inf" : "inf");
        return;
    }
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, real);
        if (strtod(digits, NULL) == real)
            break;
    }
    buf_puts(out, digits);
    if (!strpbrk(digits, ".e"))
        buf_puts(out, ".0");
}

/* ISO within the years it can write with four digits; the count of days outside. */
static void put_date(struct buf *out, int32_t date)
{
    struct value_civil first = {1, 1, 1}, last = {9999, 12, 31};
    if (date < value_date_from_civil(first) || date > value_date_from_civil(last)) {
        buf_printf(out, "day %d", (int)date);
        return;
    }
    struct value_civil civil = value_date_to_civil(date);
    buf_printf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

static void put_value(struct buf *out, struct value value)
{
    switch (value.kind) {
    case VALUE_NULL:
        buf_puts(out, "null");
        break;
    case VALUE_INTEGER:
        buf_printf(out, "%lld", (long long)value.integer);
        break;
    case VALUE_REAL:
        put_real(out, value.real);
        break;
    case VALUE_TEXT:
        buf_puts(out, "text ");
        put_text(out, value.text);
        break;
    case VALUE_DATE:
        put_date(out, value.date);
        break;
    }
}

static void put_span(struct buf *out, const struct model_span *span)
{
    buf_puts(out, "  - ");
    put_text(out, span->text);
    if (span->value.kind != VALUE_NULL) {
        buf_puts(out, " = ");
        put_value(out, span->value);
    }
    if (span->source) {
        buf_puts(out, " @ ");
        put_text(out, span->source);
    }
    buf_putc(out, '\n');
}

static bool is_plain(const struct model_text *text)
{
    return text->count == 1 && text->spans[0].text[0] && !text->spans[0].source &&
           text->spans[0].value.kind == VALUE_NULL;
}

/* The author's words alone follow the keyword; anything else is one line per span. */
static void put_spans(struct buf *out, const struct model_text *text)
{
    for (size_t i = 0; i < text->count && !is_plain(text); i++)
        put_span(out, &text->spans[i]);
}

static void put_keyword_text(struct buf *out, const char *keyword, const struct model_text *text)
{
    buf_puts(out, keyword);
    if (is_plain(text)) {
        buf_putc(out, ' ');
        put_text(out, text->spans[0].text);
    }
    buf_putc(out, '\n');
}

static void put_property(struct buf *out, const char *keyword, const char *text)
{
    if (!text)
        return;
    buf_puts(out, keyword);
    buf_putc(out, ' ');
    put_text(out, text);
    buf_putc(out, '\n');
}

static void put_column(struct buf *out, const struct model_column *column)
{
    const struct value_format *format = &column->format;
    buf_puts(out, "  column ");
    put_text(out, column->title);
    buf_printf(out, " | %s", model_align_word(column->align));
    if (column->width_zi)
        buf_printf(out, " | width %d", column->width_zi);
    if (format->style != VALUE_STYLE_PLAIN || format->decimals != -1)
        buf_printf(out, " | format %s", model_style_word(format->style));
    if (format->decimals != -1)
        buf_printf(out, " %d", format->decimals);
    if (format->unit) {
        buf_puts(out, " | unit ");
        put_text(out, format->unit);
    }
    if (column->total != MODEL_TOTAL_NONE)
        buf_printf(out, " | total %s", model_total_word(column->total));
    if (column->share_of >= 0)
        buf_printf(out, " | share-of %d", column->share_of + 1);
    buf_putc(out, '\n');
}

static void put_cell(struct buf *out, const struct model_cell *cell)
{
    put_text(out, cell->text);
    if (cell->value.kind == VALUE_TEXT && strcmp(cell->value.text, cell->text) == 0)
        return;
    buf_puts(out, cell->text[0] ? " = " : "= ");
    put_value(out, cell->value);
}

static void put_row(struct buf *out, const struct model_row *row, size_t column_count)
{
    buf_puts(out, row->kind == MODEL_ROW_TOTAL ? "  total " : "  row ");
    for (size_t i = 0; i < column_count; i++) {
        if (i > 0)
            buf_puts(out, " | ");
        put_cell(out, &row->cells[i]);
    }
    buf_putc(out, '\n');
}

static void put_table(struct buf *out, const struct model_table *table)
{
    if (table->number)
        buf_printf(out, "  number %d\n", table->number);
    put_property(out, "  caption", table->caption);
    put_property(out, "  unit", table->unit);
    put_property(out, "  note", table->note);
    for (size_t i = 0; i < table->column_count; i++)
        put_column(out, &table->columns[i]);
    for (size_t i = 0; i < table->row_count; i++)
        put_row(out, &table->rows[i], table->column_count);
}

static void put_heading(struct buf *out, const struct model_block *block)
{
    buf_printf(out, "heading %d ", block->level);
    put_text(out, block->label ? block->label : "");
    put_keyword_text(out, " |", &block->text);
}

static void put_block(struct buf *out, const struct model_block *block)
{
    switch (block->kind) {
    case MODEL_HEADING:
        put_heading(out, block);
        break;
    case MODEL_PARAGRAPH:
        put_keyword_text(out, "paragraph", &block->text);
        break;
    case MODEL_TABLE:
        buf_puts(out, "table ");
        put_text(out, block->table->name ? block->table->name : "");
        buf_putc(out, '\n');
        break;
    case MODEL_CHART:
    case MODEL_PAGE_BREAK:
    case MODEL_LANDSCAPE:
    case MODEL_PORTRAIT:
    case MODEL_ATTACHMENT:
        break;
    }
    if (block->file) {
        buf_puts(out, "  at ");
        put_text(out, block->file);
        buf_printf(out, ":%ld\n", block->line);
    }
    if (block->kind == MODEL_TABLE)
        put_table(out, block->table);
    else
        put_spans(out, &block->text);
}

void model_dump(const struct model *model, struct buf *out)
{
    buf_puts(out, MODEL_FIRST_LINE "\n");
    put_property(out, "report", model->report_id);
    put_property(out, "style", model->style);
    put_property(out, "community", model->community);
    put_property(out, "period", model->period);
    put_keyword_text(out, "title", &model->title);
    put_spans(out, &model->title);
    if (model->salutation.count) {
        put_keyword_text(out, "salutation", &model->salutation);
        put_spans(out, &model->salutation);
    }
    for (size_t i = 0; i < model->block_count; i++) {
        buf_putc(out, '\n');
        put_block(out, &model->blocks[i]);
    }
    if (model->signature) {
        buf_puts(out, "\nsignature\n");
        put_property(out, "  organ", model->signature->organ);
        put_property(out, "  date", model->signature->date);
    }
}
