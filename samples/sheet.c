/* CSV writing: column order, the way people type, quoting, line ends and encoding. */
#include "sample.h"

#include <assert.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *allocated(size_t size)
{
    size_t room = 0;
    return grown(NULL, 0, &room, (size + 63) / 64);
}

static void append(struct sheet *sheet, const char *text, size_t length)
{
    while (sheet->room < sheet->length + length + 1) {
        sheet->text = grown(sheet->text, sheet->room, &sheet->room, 1);
    }
    memcpy(sheet->text + sheet->length, text, length);
    sheet->length += length;
    sheet->text[sheet->length] = '\0';
}

static void append_cell(struct sheet *sheet, const char *cell, bool first)
{
    append(sheet, ",", first ? 0 : 1);
    bool quoted = strpbrk(cell, ",\"\r\n") != NULL;
    append(sheet, "\"", quoted ? 1 : 0);
    for (const char *p = cell; *p != '\0'; p++) {
        append(sheet, "\"\"", *p == '"' ? 2 : 0);
        append(sheet, p, *p == '"' ? 0 : 1);
    }
    append(sheet, "\"", quoted ? 1 : 0);
}

static void append_line_end(struct sheet *sheet)
{
    append(sheet, "\r", sheet->plan->crlf ? 1 : 0);
    append(sheet, "\n", 1);
}

static void sheet_open(struct sheet *sheet, const struct sheet_plan *plan)
{
    *sheet = (struct sheet){.plan = plan, .typing = rng_seeded(plan->file, 0)};
    const char *canonical = kind_columns(plan->kind);
    char written[CELL_MAX];
    for (int i = 0; list_item(plan->header, i, written, sizeof(written)); i++) {
        sheet->source[i] = list_index(canonical, header_canonical(plan->kind, written));
        assert(sheet->source[i] >= 0);
        sheet->columns++;
        append_cell(sheet, written, i == 0);
    }
    append_line_end(sheet);
}

void book_open(struct book *book)
{
    book->count = sheet_plan_count;
    book->sheets = allocated(sizeof(*book->sheets) * (size_t)sheet_plan_count);
    for (int i = 0; i < sheet_plan_count; i++) {
        sheet_open(&book->sheets[i], &sheet_plans[i]);
    }
}

void book_done(struct book *book)
{
    for (int i = 0; i < book->count; i++) {
        free(book->sheets[i].text);
    }
    free(book->sheets);
    *book = (struct book){0};
}

struct sheet *book_sheet(struct book *book, const char *kind, int part)
{
    int first = 0;
    while (strcmp(book->sheets[first].plan->kind, kind) != 0) {
        first++;
        assert(first < book->count);
    }
    int at = first + (part >= 2024 ? part - 2024 : part);
    assert(at < book->count && strcmp(book->sheets[at].plan->kind, kind) == 0);
    return &book->sheets[at];
}

static char *cell_of(struct sheet *sheet, int column)
{
    assert(column >= 0 && column < COLUMNS_MAX);
    return sheet->cells[column];
}

/* Copies text, now and then with the blanks that a hurried hand leaves around it. */
void sheet_text(struct sheet *sheet, int column, const char *text)
{
    const char *before = "";
    const char *after = "";
    bool stray = text[0] != '\0' && sheet->plan->typed > 0 && rng_below(&sheet->typing, 9000) == 0;
    if (stray) {
        switch (rng_below(&sheet->typing, 3)) {
        case 0:
            before = " ";
            break;
        case 1:
            after = " ";
            break;
        default:
            after = "\xE3\x80\x80"; /* U+3000, what an input method's space bar gives */
            break;
        }
    }
    snprintf(cell_of(sheet, column), CELL_MAX, "%s%s%s", before, text, after);
}

/* Turns ASCII digits into full-width ones, as an input method left in full-width mode does. */
static void widen(char *cell)
{
    char wide[CELL_MAX];
    size_t length = 0;
    for (const char *p = cell; *p != '\0' && length + 4 < sizeof(wide); p++) {
        if (*p < '0' || *p > '9') {
            wide[length++] = *p;
            continue;
        }
        wide[length++] = '\xEF';
        wide[length++] = '\xBC';
        wide[length++] = (char)('\x90' + (*p - '0'));
    }
    wide[length] = '\0';
    memcpy(cell, wide, length + 1);
}

void sheet_date(struct sheet *sheet, int column, int day)
{
    char *cell = cell_of(sheet, column);
    cell[0] = '\0';
    if (day == DAY_OPEN) {
        return;
    }
    struct civil c = civil_of(day);
    bool typed = rng_chance(&sheet->typing, sheet->plan->typed);
    bool excel = sheet->plan->typed == 1000;
    switch (!typed ? 0 : excel ? 2 : 1 + rng_below(&sheet->typing, 4)) {
    case 0:
        snprintf(cell, CELL_MAX, "%04d-%02d-%02d", c.year, c.month, c.day);
        break;
    case 1:
        snprintf(cell, CELL_MAX, "%d.%d.%d", c.year, c.month, c.day);
        break;
    case 2:
        snprintf(cell, CELL_MAX, "%d/%d/%d", c.year, c.month, c.day);
        break;
    case 3:
        snprintf(cell, CELL_MAX, "%d年%d月%d日", c.year, c.month, c.day);
        break;
    default:
        snprintf(cell, CELL_MAX, "%04d-%02d-%02d", c.year, c.month, c.day);
        widen(cell);
        break;
    }
}

void sheet_count(struct sheet *sheet, int column, int value)
{
    char *cell = cell_of(sheet, column);
    snprintf(cell, CELL_MAX, "%d", value);
    if (rng_chance(&sheet->typing, sheet->plan->typed / 4)) {
        widen(cell);
    }
}

void sheet_cents(struct sheet *sheet, int column, int value)
{
    char *cell = cell_of(sheet, column);
    int digits = value % 100 == 0 ? 0 : value % 10 == 0 ? 1 : 2;
    if (digits == 0) {
        snprintf(cell, CELL_MAX, "%d", value / 100);
    } else if (digits == 1) {
        snprintf(cell, CELL_MAX, "%d.%d", value / 100, value / 10 % 10);
    } else {
        snprintf(cell, CELL_MAX, "%d.%02d", value / 100, value % 100);
    }
}

void sheet_end_row(struct sheet *sheet)
{
    for (int i = 0; i < sheet->columns; i++) {
        append_cell(sheet, sheet->cells[sheet->source[i]], i == 0);
    }
    append_line_end(sheet);
    memset(sheet->cells, 0, sizeof(sheet->cells));
    sheet->rows++;
}

static char *encode_gb18030(const struct sheet *sheet, size_t *ret_length)
{
    size_t room = sheet->length * 2 + 16;
    char *bytes = allocated(room);
    char *in = sheet->text;
    char *out = bytes;
    size_t in_left = sheet->length;
    size_t out_left = room;
    iconv_t converter = iconv_open("GB18030", "UTF-8");
    if (converter == (iconv_t)-1 ||
        iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1) {
        fprintf(stderr, "generate: %s cannot be written in GB 18030\n", sheet->plan->file);
        exit(70);
    }
    iconv_close(converter);
    *ret_length = room - out_left;
    return bytes;
}

char *sheet_encode(const struct sheet *sheet, size_t *ret_length)
{
    if (sheet->plan->encoding == ENCODING_GB18030) {
        return encode_gb18030(sheet, ret_length);
    }
    size_t mark = sheet->plan->encoding == ENCODING_UTF8_BOM ? 3 : 0;
    char *bytes = allocated(mark + sheet->length);
    memcpy(bytes, "\xEF\xBB\xBF", mark);
    memcpy(bytes + mark, sheet->text, sheet->length);
    *ret_length = mark + sheet->length;
    return bytes;
}
