#include "field.h"

#include <huibao/base.h>
#include <huibao/model.h>

#include <string.h>

/* ---- texts ---- */

static const char *skip_spaces(const char *text)
{
    static const char *const spaces[] = {" ", "\n", "　", "\xC2\xA0"};
    for (size_t i = 0; i < BASE_COUNT(spaces);) {
        size_t length = strlen(spaces[i]);
        bool found = strncmp(text, spaces[i], length) == 0;
        text += found ? length : 0;
        i = found ? 0 : i + 1;
    }
    return text;
}

/*
 * What spreadsheets begin a formula with, also in the full-width forms of a Chinese keyboard, or
 * use to reach the next cell (OWASP, CSV injection).
 */
static bool begins_formula(const char *text)
{
    static const char *const marks[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    text = skip_spaces(text);
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

static void put_quoted(struct buf *out, const char *guard, const char *text)
{
    buf_putc(out, '"');
    buf_puts(out, guard);
    for (; *text; text++) {
        if (*text == '"')
            buf_putc(out, '"');
        buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

void csv_field_text(struct buf *out, const char *text)
{
    const char *guard = begins_formula(text) ? "'" : "";
    if (text[strcspn(text, ",\"\r\n")]) {
        put_quoted(out, guard, text);
    } else {
        buf_puts(out, guard);
        buf_puts(out, text);
    }
}

/* ---- numbers and dates ---- */

/* The end of the number a printed text begins with; the text itself when there is none. */
static const char *number_end(const char *text)
{
    const char *p = text + (*text == '-');
    const char *digits = p;
    p += strspn(p, "0123456789,");
    if (p == digits || *digits == ',')
        return text;
    if (*p == '.' && p[1] >= '0' && p[1] <= '9')
        p += 1 + strspn(p + 1, "0123456789");
    return p;
}

static bool in_words(enum value_style style)
{
    return style == VALUE_STYLE_CAPITAL || style == VALUE_STYLE_HAN;
}

const char *csv_field_unit(const struct model_cell *cell)
{
    if (!cell->text || !value_is_number(cell->value))
        return NULL;
    const char *end = number_end(cell->text);
    return end == cell->text ? NULL : end;
}

static void put_number(struct buf *out, const char *text, const char *end)
{
    for (; text < end; text++)
        if (*text != ',')
            buf_putc(out, *text);
}

/* As much of a date as is printed: who prints a year of birth means to tell no more. */
static void put_date(struct buf *out, const struct model_cell *cell, enum value_style style)
{
    struct value_civil date = value_date_to_civil(cell->value.date);
    bool whole = style == VALUE_STYLE_PLAIN || style == VALUE_STYLE_DATE ||
                 style == VALUE_STYLE_DATE_ISO || style == VALUE_STYLE_DATE_HAN;
    if (whole)
        buf_printf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
    else if (style == VALUE_STYLE_YEAR_MONTH)
        buf_printf(out, "%04d-%02d", date.year, date.month);
    else
        csv_field_text(out, cell->text);
}

void csv_field_cell(struct buf *out, const struct model_cell *cell,
                    const struct value_format *format, const char *unit)
{
    if (cell->covered || !cell->text || cell->value.kind == VALUE_NULL)
        return;
    const char *own = in_words(format->style) ? NULL : csv_field_unit(cell);
    if (own && strcmp(own, unit) == 0)
        put_number(out, cell->text, own);
    else if (cell->value.kind == VALUE_DATE)
        put_date(out, cell, format->style);
    else
        csv_field_text(out, cell->text);
}
