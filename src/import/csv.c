/*
 * Records of a CSV file (RFC 4180), through libcsv in its strict mode. libcsv knows neither lines
 * nor limits: it is fed one physical line at a time, so that each record knows where it starts and
 * a quote that never ends knows where it began.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "private.h"

struct import_csv {
    struct csv_parser parser;
    struct arena *arena;
    const char *path;
    size_t max_bytes;
    import_on_record *on_record;
    void *context;
    struct diags *diags;

    struct buf text; /* the record's cells, each with a NUL behind it */
    size_t *offsets; /* of the cells in `text` */
    const char **cells;
    size_t count, capacity, cells_capacity;

    long line;          /* physical line of the next byte */
    long record_line;   /* where the record started */
    size_t record_size; /* bytes taken since then */
    bool started;       /* something of a record has been read */
    bool in_quotes;
    long quote_line; /* where the last quote opened */
    size_t quote_column;
    char previous;     /* the byte before */
    bool begins_cell;  /* nothing of the cell has been read */
    bool holds_equals; /* its = has, and may be part of ="…" */
    bool skipping;     /* the rest of a malformed line */
    char separator;
};

static void cell_done(void *bytes, size_t length, void *context)
{
    struct import_csv *csv = context;
    csv->offsets =
        arena_grow(csv->arena, csv->offsets, csv->count, &csv->capacity, sizeof *csv->offsets);
    csv->offsets[csv->count++] = csv->text.length;
    if (length > 0)
        buf_append(&csv->text, bytes, length);
    buf_putc(&csv->text, '\0');
}

static void forget_record(struct import_csv *csv)
{
    buf_clear(&csv->text);
    csv->count = 0;
    csv->record_size = 0;
    csv->started = false;
    csv->in_quotes = false;
}

static void record_done(int terminator, void *context)
{
    (void)terminator;
    struct import_csv *csv = context;
    if (csv->cells_capacity < csv->capacity) {
        csv->cells = arena_array(csv->arena, csv->capacity, sizeof *csv->cells);
        csv->cells_capacity = csv->capacity;
    }
    for (size_t i = 0; i < csv->count; i++)
        csv->cells[i] = csv->text.data + csv->offsets[i];
    struct import_record record = {csv->record_line, csv->cells, csv->count};
    csv->on_record(csv->context, &record);
    forget_record(csv);
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* libcsv's buffer grows by one block at a time, 128 bytes unless told: copying a long cell would
   then take time with the square of its length. */
#define CELL_BLOCK 65536

static void parser_start(struct import_csv *csv)
{
    csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&csv->parser, (unsigned char)csv->separator);
    csv_set_blk_size(&csv->parser, CELL_BLOCK);
}

static void parser_free(void *object)
{
    struct import_csv *csv = object;
    csv_free(&csv->parser);
    buf_done(&csv->text);
}

struct import_csv *import_csv_new(struct arena *arena, const char *path, size_t max_bytes,
                                  import_on_record *on_record, void *context, struct diags *diags)
{
    struct import_csv *csv = arena_alloc(arena, sizeof *csv);
    csv->arena = arena;
    csv->path = path;
    csv->max_bytes = max_bytes;
    csv->on_record = on_record;
    csv->context = context;
    csv->diags = diags;
    csv->line = 1;
    csv->separator = ',';
    csv->begins_cell = true;
    parser_start(csv);
    arena_on_free(arena, parser_free, csv);
    return csv;
}

/* The most that a mark stands in one of the first lines, outside quotes. */
static size_t count_mark(const char *text, size_t length, char mark)
{
    enum { LINES = IMPORT_LOOKED_AT };
    size_t most = 0, here = 0, lines = 0;
    bool quoted = false;
    for (size_t i = 0; i < length && lines < LINES; i++) {
        quoted = quoted != (text[i] == '"');
        here += !quoted && text[i] == mark;
        most = here > most ? here : most;
        if (!quoted && is_line_end(text[i])) {
            lines++;
            here = 0;
        }
    }
    return most;
}

void import_csv_recognise(struct import_csv *csv, const char *text, size_t length)
{
    static const char marks[] = {',', '\t', ';'};
    size_t most = 0;
    for (size_t i = 0; i < sizeof marks; i++) {
        size_t count = count_mark(text, length, marks[i]);
        if (count <= most)
            continue;
        most = count;
        csv->separator = marks[i];
    }
    csv_free(&csv->parser);
    parser_start(csv);
}

long import_csv_line(const struct import_csv *csv)
{
    return csv->line;
}

/* ---- what can be wrong ---- */

static void add_too_long(struct import_csv *csv)
{
    struct buf limit = {0};
    buf_printf(&limit, "%zu", csv->max_bytes);
    struct place place = {.file = csv->path, .line = csv->record_line};
    if (csv->in_quotes) {
        place.line = csv->quote_line;
        place.column = (long)csv->quote_column;
        diag_add(csv->diags, &IMP011, &place, NULL);
        diag_hint(csv->diags, "从这里起读了 %s 字节仍在引号里；请补上或删去这个引号", limit.data);
    } else {
        diag_add(csv->diags, &IMP010, &place, DIAG_ARGS(limit.data));
        diag_hint(csv->diags, "请确认这是 CSV 文件，并且每条记录占一行");
    }
    buf_done(&limit);
}

static void add_bad_quote(struct import_csv *csv)
{
    struct place place = {csv->path, csv->line, (long)csv->count + 1, 0, NULL};
    diag_add(csv->diags, &IMP012, &place, NULL);
    if (csv->quote_line > 0 && csv->quote_line < csv->line && csv->started)
        diag_hint(csv->diags, "引号从第 %ld 行开始，可能是那里多了或少了一个引号", csv->quote_line);
    else
        diag_hint(csv->diags, "含引号的格要整个用引号括起来，里面的引号写两个：\"5\"\"管\"");
}

/* After a malformed record: the rest of its line is left out, the next line starts afresh. */
static void recover(struct import_csv *csv)
{
    csv_free(&csv->parser);
    parser_start(csv);
    forget_record(csv);
    csv->quote_line = 0;
    csv->skipping = true;
}

/* ---- feeding ---- */

static void note_quote(struct import_csv *csv)
{
    /* A doubled quote inside a cell closes and opens again: the cell's first one is what counts. */
    bool doubled = csv->previous == '"';
    csv->in_quotes = !csv->in_quotes;
    if (csv->in_quotes && !doubled) {
        csv->quote_line = csv->line;
        csv->quote_column = csv->count + 1;
    }
}

static void parse_piece(struct import_csv *csv, const char *bytes, size_t length)
{
    if (csv_parse(&csv->parser, bytes, length, cell_done, record_done, csv) == length)
        return;
    if (csv_error(&csv->parser) != CSV_EPARSE)
        abort(); /* out of memory, within a bounded record */
    add_bad_quote(csv);
    recover(csv);
}

/* A piece ends with a quote, so that the cell it stands in is known, or with the line. */
static size_t piece_length(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && bytes[i] != '"' && !is_line_end(bytes[i]))
        i++;
    return i < length ? i + 1 : i;
}

static void end_line(struct import_csv *csv, char c)
{
    if (c == '\r' || csv->previous != '\r')
        csv->line++; /* \r\n counts once */
    if (csv->skipping)
        csv->record_size = 0;
    csv->skipping = false;
}

/* ="539902…" is how systems keep Excel from reading a number as one: the = is left out. What is to be
   parsed of a piece that ends with a quote, or with the block. */
static size_t without_equals(struct import_csv *csv, const char *bytes, size_t before)
{
    bool alone = before > 0 && bytes[before - 1] == '=' &&
                 (before > 1 ? bytes[before - 2] == csv->separator : csv->begins_cell);
    return before - alone;
}

static void parse_held(struct import_csv *csv, char next)
{
    bool kept = csv->holds_equals && next != '"' && !csv->skipping;
    csv->holds_equals = false;
    if (kept)
        parse_piece(csv, "=", 1);
}

static void parse_before(struct import_csv *csv, const char *bytes, size_t before, bool quote)
{
    bool in_cell = csv->in_quotes;
    size_t length = in_cell ? before : without_equals(csv, bytes, before);
    csv->holds_equals = length < before && !quote;
    if (length > 0)
        parse_piece(csv, bytes, length);
}

bool import_csv_feed(struct import_csv *csv, const char *bytes, size_t length)
{
    if (length > 0)
        parse_held(csv, bytes[0]);
    while (length > 0) {
        size_t size = piece_length(bytes, length);
        char last = bytes[size - 1];
        if (size > 1)
            csv->previous = bytes[size - 2];
        if (!csv->started && !csv->skipping && !(size == 1 && is_line_end(last))) {
            csv->started = true;
            csv->record_line = csv->line;
            csv->quote_line = 0;
        }
        csv->record_size += csv->started || csv->skipping ? size : 0;
        if (csv->record_size > csv->max_bytes) {
            add_too_long(csv);
            return false;
        }
        if (!csv->skipping) {
            /* Cells before the quote must be counted first, the quote itself noted before it is
               parsed: what libcsv refuses is the quote. */
            bool open = last != '"' && !is_line_end(last); /* the block ends within a line */
            size_t before = last == '"' ? size - 1 : size;
            if (last == '"' || open)
                parse_before(csv, bytes, before, !open);
            else
                parse_piece(csv, bytes, before);
            if (last == '"' && !csv->skipping) {
                note_quote(csv);
                parse_piece(csv, bytes + before, 1);
            }
        }
        if (is_line_end(last))
            end_line(csv, last);
        csv->previous = last;
        csv->begins_cell = last == csv->separator || is_line_end(last);
        bytes += size;
        length -= size;
    }
    return true;
}

void import_csv_finish(struct import_csv *csv)
{
    parse_held(csv, '\0');
    if (csv->skipping || csv_fini(&csv->parser, cell_done, record_done, csv) == 0)
        return;
    struct place place = {csv->path, csv->quote_line, (long)csv->quote_column, 0, NULL};
    diag_add(csv->diags, &IMP011, &place, NULL);
    diag_hint(csv->diags, "请在这一格的末尾补上引号，或删去开头的引号");
}
