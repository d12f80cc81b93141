/* Cells to text, and a row of them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/value.h>

#include "book.h"

bool cell_reference(const char *text, size_t *ret_column, long *ret_row)
{
    size_t column = 0;
    size_t letters = 0;
    for (; text[letters] >= 'A' && text[letters] <= 'Z' && letters < 4; letters++)
        column = column * 26 + (size_t)(text[letters] - 'A') + 1;
    long row = 0;
    size_t digits = 0;
    for (const char *at = text + letters; *at >= '0' && *at <= '9' && digits < 8; at++, digits++)
        row = row * 10 + (*at - '0');
    if (letters == 0 || letters > 3 || text[letters + digits] != '\0')
        return false;
    *ret_column = column - 1;
    *ret_row = row;
    return true;
}

/* ---- numbers ---- */

/* Digits, at most fifteen of them, and perhaps a point: what a double holds exactly as written. */
static bool is_plain(const char *written)
{
    const char *at = written + (*written == '-');
    size_t digits = strspn(at, "0123456789");
    size_t decimals = at[digits] == '.' ? strspn(at + digits + 1, "0123456789") : 0;
    size_t length = digits + (at[digits] == '.') + decimals;
    return digits > 0 && digits + decimals <= 15 && at[length] == '\0';
}

void cell_put_real(struct buf *out, double number)
{
    char text[64];
    /* Fifteen digits are what a spreadsheet shows; 0.1 + 0.2 is 0.3 there. */
    snprintf(text, sizeof text, "%.15g", number);
    if (strchr(text, 'e') && fabs(number) < 1e15 && fabs(number) >= 1e-15) {
        snprintf(text, sizeof text, "%.20f", number);
        size_t length = strlen(text);
        while (length > 1 && text[length - 1] == '0')
            text[--length] = '\0';
    }
    for (char *at = text; *at; at++)
        if (*at == 'e')
            *at = 'E';
    buf_puts(out, text);
}

void cell_put_number(struct buf *out, const char *written)
{
    char *end = NULL;
    double number = strtod(written, &end);
    if (is_plain(written) || !end || *end || end == written || !isfinite(number))
        buf_puts(out, written);
    else
        cell_put_real(out, number);
}

void cell_put_percent(struct buf *out, double number)
{
    cell_put_real(out, number * 100);
    buf_putc(out, '%');
}

/* ---- dates ---- */

#define EPOCH_1900 25569 /* serial of 1970-01-01 */
#define SHIFT_1904 1462
#define LAST_SERIAL 2958465      /* 9999-12-31 */
#define LEAP_DAY_THAT_WAS_NOT 60 /* 1900-02-29 */
#define DAY 86400

void cell_put_date(struct buf *out, double serial, bool date1904)
{
    if (date1904)
        serial += SHIFT_1904;
    if (!(serial >= 0 && serial < LAST_SERIAL + 1)) {
        cell_put_real(out, serial);
        return;
    }
    long seconds = lround(serial * DAY);
    long day = seconds / DAY, rest = seconds % DAY;
    if (day > 0) {
        day += day < LEAP_DAY_THAT_WAS_NOT;
        struct value_civil civil = value_date_to_civil((int32_t)(day - EPOCH_1900));
        buf_printf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    }
    if (rest > 0 || day == 0)
        buf_printf(out, "%s%02ld:%02ld:%02ld", day > 0 ? " " : "", rest / 3600, rest / 60 % 60,
                   rest % 60);
}

/* ---- a row ---- */

void gather_clear(struct gather *gather)
{
    buf_clear(&gather->text);
    gather->count = 0;
}

void gather_begin(struct gather *gather, size_t column)
{
    while (gather->capacity <= column) {
        size_t wanted = gather->capacity ? 2 * gather->capacity : 64;
        size_t *offsets = arena_array(gather->arena, wanted, sizeof *offsets);
        if (gather->count)
            memcpy(offsets, gather->offsets, gather->count * sizeof *offsets);
        gather->offsets = offsets;
        gather->cells = arena_array(gather->arena, wanted, sizeof *gather->cells);
        gather->capacity = wanted;
    }
    while (gather->count < column)
        gather->offsets[gather->count++] = SIZE_MAX;
    gather->offsets[column] = gather->text.length;
    if (gather->count == column)
        gather->count = column + 1;
}

void gather_end(struct gather *gather)
{
    buf_putc(&gather->text, '\0');
}

struct sheet_row gather_row(struct gather *gather, long line)
{
    size_t count = 0;
    for (size_t i = 0; i < gather->count; i++) {
        bool empty = gather->offsets[i] == SIZE_MAX;
        gather->cells[i] = empty ? "" : gather->text.data + gather->offsets[i];
        count = *gather->cells[i] ? i + 1 : count;
    }
    return (struct sheet_row){line, gather->cells, count, false};
}

void gather_done(struct gather *gather)
{
    buf_done(&gather->text);
}
