#include "number.h"

#include <huibao/base.h>

#include <string.h>

/*
 * Excel keeps 15 significant digits; its serial 61 is 1900-03-01, before which its calendar has a
 * day that never was; its last day is 9999-12-31.
 */
#define MOST_MANTISSA INT64_C(999999999999999)
enum { SERIAL_OF_1970 = 25569, FIRST_SERIAL = 61, LAST_SERIAL = 2958465, FORMAT_BYTES = 127 };

static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

enum reading { READING_NONE, READING_TOO_LONG, READING_DONE };

/*
 * Reads the number at the start of a printed text: 1,234.50件. A mantissa of at most 15 digits over
 * an exact power of ten gives the double nearest to the decimal, without strtod's locale.
 */
static enum reading read_printed(const char *text, struct xlsx_content *ret_content)
{
    bool negative = *text == '-', fraction = false, grouped = false;
    int64_t mantissa = 0;
    int decimals = 0, digits = 0;
    const char *p = text + negative;
    for (; (*p >= '0' && *p <= '9') || *p == ',' || (*p == '.' && !fraction); p++) {
        fraction = fraction || *p == '.';
        grouped = grouped || *p == ',';
        if (*p == ',' || *p == '.')
            continue;
        if (mantissa > MOST_MANTISSA / 10 || decimals + 1 >= (int)BASE_COUNT(powers))
            return READING_TOO_LONG;
        mantissa = mantissa * 10 + (*p - '0');
        decimals += fraction;
        digits++;
    }
    if (digits == 0)
        return READING_NONE;
    double number = (double)mantissa / powers[decimals];
    ret_content->number = negative && mantissa ? -number : number;
    ret_content->decimals = decimals;
    ret_content->grouped = grouped;
    ret_content->suffix = p;
    return READING_DONE;
}

/* Styles whose print is a numeral in words, which no number format gives. */
static bool in_words(enum value_style style)
{
    return style == VALUE_STYLE_CAPITAL || style == VALUE_STYLE_HAN ||
           style == VALUE_STYLE_DATE_HAN;
}

static void put_quoted(struct buf *out, const char *text)
{
    if (!*text)
        return;
    buf_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buf_puts(out, "\"\\\"\"");
        else
            buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

static const char *date_format(enum value_style style)
{
    switch (style) {
    case VALUE_STYLE_DATE_ISO:
        return "yyyy-mm-dd";
    case VALUE_STYLE_YEAR_MONTH:
        return "yyyy\"年\"m\"月\"";
    case VALUE_STYLE_YEAR:
        return "yyyy\"年\"";
    case VALUE_STYLE_MONTH:
        return "m\"月\"";
    case VALUE_STYLE_PLAIN:
    case VALUE_STYLE_INTEGER:
    case VALUE_STYLE_DECIMAL:
    case VALUE_STYLE_PERCENT:
    case VALUE_STYLE_GROUPED:
    case VALUE_STYLE_WAN:
    case VALUE_STYLE_YI:
    case VALUE_STYLE_CAPITAL:
    case VALUE_STYLE_HAN:
    case VALUE_STYLE_ROUGH:
    case VALUE_STYLE_ABOUT:
    case VALUE_STYLE_OVER:
    case VALUE_STYLE_NEARLY:
    case VALUE_STYLE_AT_LEAST:
    case VALUE_STYLE_BELOW:
    case VALUE_STYLE_DATE:
    case VALUE_STYLE_DATE_HAN:
        break;
    }
    return "yyyy\"年\"m\"月\"d\"日\"";
}

const char *xlsx_number_format(struct arena *arena, const struct xlsx_content *content)
{
    if (content->kind == XLSX_KIND_DATE)
        return date_format(content->style);
    if (content->kind != XLSX_KIND_NUMBER)
        return NULL;
    struct buf out = {0};
    buf_puts(&out, content->grouped ? "#,##0" : "0");
    if (content->decimals > 0)
        buf_putc(&out, '.');
    for (int i = 0; i < content->decimals; i++)
        buf_putc(&out, '0');
    put_quoted(&out, content->suffix);
    const char *format = buf_copy(&out, arena);
    buf_done(&out);
    return format;
}

/* Control characters and a unit of dozens of characters do not fit a number format. */
static bool suffix_fits(const char *suffix)
{
    size_t bytes = 0;
    const char *cursor = suffix, *end = suffix + strlen(suffix);
    uint32_t c;
    while (cursor < end) {
        const char *from = cursor;
        if (!text_next(&cursor, end, &c) || c < 0x20 || c == 0xFFFE || c == 0xFFFF)
            return false;
        bytes += c == '"' ? 4 : (size_t)(cursor - from);
    }
    return bytes <= FORMAT_BYTES - 30; /* #,##0.000000000000000 and the quotes */
}

static void set_number(const struct model_cell *cell, struct xlsx_content *content)
{
    struct xlsx_content read = *content;
    enum reading reading = read_printed(cell->text, &read);
    content->inexact = reading == READING_TOO_LONG;
    if (reading != READING_DONE || !suffix_fits(read.suffix))
        return;
    *content = read;
    content->grouped = content->grouped || content->style == VALUE_STYLE_GROUPED;
    content->kind = XLSX_KIND_NUMBER;
}

static void set_date(const struct model_cell *cell, struct xlsx_content *content)
{
    int64_t serial = (int64_t)cell->value.date + SERIAL_OF_1970;
    content->inexact = serial < FIRST_SERIAL || serial > LAST_SERIAL;
    if (content->inexact)
        return;
    content->number = (double)serial;
    content->kind = XLSX_KIND_DATE;
}

struct xlsx_content xlsx_content_of(const struct model_cell *cell,
                                    const struct value_format *format)
{
    struct xlsx_content content = {.kind = XLSX_KIND_TEXT, .suffix = "", .style = format->style};
    if (!cell->text || !*cell->text)
        content.kind = XLSX_KIND_BLANK;
    else if (cell->value.kind == VALUE_NULL)
        content.kind = XLSX_KIND_MISSING;
    else if (value_is_number(cell->value) && !in_words(format->style))
        set_number(cell, &content);
    else if (cell->value.kind == VALUE_DATE && !in_words(format->style))
        set_date(cell, &content);
    return content;
}
