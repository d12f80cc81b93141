/* The pieces of a model's text: escaped text, values, spans, cells. */
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
void model_put_text(struct buf *out, const char *text)
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

void model_put_value(struct buf *out, struct value value)
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
        model_put_text(out, value.text);
        break;
    case VALUE_DATE:
        put_date(out, value.date);
        break;
    }
}

static void put_span(struct buf *out, const struct model_span *span)
{
    buf_puts(out, "  - ");
    model_put_text(out, span->text);
    if (span->value.kind != VALUE_NULL) {
        buf_puts(out, " = ");
        model_put_value(out, span->value);
    }
    if (span->source) {
        buf_puts(out, " @ ");
        model_put_text(out, span->source);
        if (span->row)
            buf_printf(out, " @ %zu", span->row);
    }
    buf_putc(out, '\n');
}

static bool is_plain(const struct model_text *text)
{
    return text->count == 1 && text->spans[0].text[0] && !text->spans[0].source &&
           text->spans[0].value.kind == VALUE_NULL;
}

/* The author's words alone follow the keyword; anything else is one line per span. */
void model_put_spans(struct buf *out, const struct model_text *text)
{
    for (size_t i = 0; i < text->count && !is_plain(text); i++)
        put_span(out, &text->spans[i]);
}

void model_put_keyword_text(struct buf *out, const char *keyword, const struct model_text *text)
{
    buf_puts(out, keyword);
    if (is_plain(text)) {
        buf_putc(out, ' ');
        model_put_text(out, text->spans[0].text);
    }
    buf_putc(out, '\n');
}

void model_put_property(struct buf *out, const char *keyword, const char *text)
{
    if (!text)
        return;
    buf_puts(out, keyword);
    buf_putc(out, ' ');
    model_put_text(out, text);
    buf_putc(out, '\n');
}

void model_put_pair(struct buf *out, const char *keyword, const struct model_pair *pair)
{
    buf_puts(out, keyword);
    buf_putc(out, ' ');
    model_put_text(out, pair->label);
    buf_puts(out, " | ");
    model_put_text(out, pair->value);
    buf_putc(out, '\n');
}

void model_put_cell(struct buf *out, const struct model_cell *cell)
{
    model_put_text(out, cell->text);
    if (cell->value.kind == VALUE_TEXT && strcmp(cell->value.text, cell->text) == 0)
        return;
    buf_puts(out, cell->text[0] ? " = " : "= ");
    model_put_value(out, cell->value);
}

void model_put_format(struct buf *out, const struct value_format *format)
{
    if (format->style != VALUE_STYLE_PLAIN || format->decimals != -1)
        buf_printf(out, " | format %s", value_style_word(format->style));
    if (format->decimals != -1)
        buf_printf(out, " %d", format->decimals);
    if (format->unit) {
        buf_puts(out, " | unit ");
        model_put_text(out, format->unit);
    }
}
