/* The rows of a sheet (ECMA-376 18.3.1): cells to texts, merged cells filled downwards. */
#include <stdlib.h>
#include <string.h>

#include "book.h"

enum cell_kind {
    CELL_NUMBER,
    CELL_SHARED,
    CELL_INLINE,
    CELL_FORMULA_TEXT,
    CELL_LOGICAL,
    CELL_ERROR,
    CELL_ISO_DATE
};

struct reading {
    struct sheet_book *book;
    struct arena *arena;
    struct diags *diags;
    sheet_on_row *on_row;
    void *context;
    struct gather gather;
    struct buf value; /* <v>, or <is> */
    long row;
    bool hidden;
    size_t next; /* column a cell without a reference stands in */
    size_t column;
    enum cell_kind kind;
    enum format_shows shows;
    bool formula, has_value;
    bool in_value, in_inline, in_text, in_phonetic;
    bool stopped, failed;
    struct merge_fill fill;
};

/* ---- cells ---- */

static enum cell_kind kind_of(const char *type)
{
    static const struct {
        const char *word;
        enum cell_kind kind;
    } kinds[] = {{"s", CELL_SHARED},  {"inlineStr", CELL_INLINE}, {"str", CELL_FORMULA_TEXT},
                 {"b", CELL_LOGICAL}, {"e", CELL_ERROR},          {"d", CELL_ISO_DATE}};
    for (size_t i = 0; type && i < BASE_COUNT(kinds); i++)
        if (strcmp(kinds[i].word, type) == 0)
            return kinds[i].kind;
    return CELL_NUMBER;
}

static void begin_cell(struct reading *reading, const char *const *attributes)
{
    const char *reference = part_attribute(attributes, "r");
    const char *format = part_attribute(attributes, "s");
    size_t index = format ? strtoul(format, NULL, 10) : 0;
    long row = 0;
    reading->column = reading->next;
    if (reference)
        cell_reference(reference, &reading->column, &row);
    reading->next = reading->column + 1;
    reading->kind = kind_of(part_attribute(attributes, "t"));
    reading->shows =
        index < reading->book->format_count ? reading->book->formats[index] : SHOWS_OTHER;
    reading->formula = reading->has_value = false;
    buf_clear(&reading->value);
}

static void tell_cell(struct reading *reading, const struct diag_kind *kind, const char *text,
                      const char *hint)
{
    struct place place = {reading->book->path, reading->row, (long)reading->column + 1, 0, NULL};
    diag_add(reading->diags, kind, &place, DIAG_ARGS(text));
    diag_hint(reading->diags, "%s", hint);
    reading->failed = true;
}

/* _x000D_ stands for a carriage return and the like; they are no part of a text here. */
static bool escaped_control(const char *at)
{
    return at[0] == '_' && at[1] == 'x' && strspn(at + 2, "0123456789ABCDEFabcdef") >= 4 &&
           at[6] == '_' && strncmp(at + 2, "00", 2) == 0 && (at[4] == '0' || at[4] == '1');
}

static void put_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (escaped_control(text))
            text += 6;
        else
            buf_putc(out, *text);
    }
}

static void put_shared(struct reading *reading, struct buf *out, const char *written)
{
    const struct sheet_book *book = reading->book;
    char *end = NULL;
    unsigned long index = strtoul(written, &end, 10);
    if (end == written || *end || index >= book->string_count) {
        diag_add(reading->diags, &SHT002, &(struct place){.file = book->path},
                 DIAG_ARGS(book->path, "单元格指向不存在的文字"));
        diag_hint(reading->diags, "请在 Excel 或 WPS 里打开，另存一份再导入");
        reading->failed = reading->stopped = true;
        return;
    }
    put_text(out, book->strings.data + book->offsets[index]);
}

static void put_value(struct reading *reading, struct buf *out, const char *written)
{
    switch (reading->kind) {
    case CELL_SHARED:
        put_shared(reading, out, written);
        break;
    case CELL_INLINE:
    case CELL_FORMULA_TEXT:
    case CELL_ISO_DATE:
    case CELL_ERROR: /* #N/A, as a CSV file has it */
        put_text(out, written);
        break;
    case CELL_LOGICAL:
        buf_puts(out, strcmp(written, "1") == 0 ? "是" : "否");
        break;
    case CELL_NUMBER:
        if (reading->shows == SHOWS_DATE)
            cell_put_date(out, strtod(written, NULL), reading->book->date1904);
        else if (reading->shows == SHOWS_PERCENT)
            cell_put_percent(out, strtod(written, NULL));
        else
            cell_put_number(out, written);
        break;
    }
}

static void tell_columns(struct reading *reading)
{
    struct place place = {reading->book->path, reading->row, 0, 0, NULL};
    const char *has = arena_printf(reading->arena, "%zu", reading->column + 1);
    const char *most = arena_printf(reading->arena, "%d", SHEET_COLUMNS_MOST);
    diag_add(reading->diags, &SHT007, &place, DIAG_ARGS(has, most));
    diag_hint(reading->diags, "请删去表格右边不用的列");
    reading->failed = reading->stopped = true;
}

static void end_cell(struct reading *reading)
{
    /* A formula whose result is no text has one; <v/> is how openpyxl writes one it did not work out. */
    bool empty = !reading->has_value || (!reading->value.length && reading->kind == CELL_NUMBER);
    if (empty && reading->formula)
        tell_cell(reading, &SHT009, "", "请在 Excel 或 WPS 里打开，保存一次再导入");
    if (!reading->has_value || !reading->value.length || reading->stopped)
        return;
    if (reading->column >= SHEET_COLUMNS_MOST) {
        tell_columns(reading);
        return;
    }
    gather_begin(&reading->gather, reading->column);
    put_value(reading, &reading->gather.text, reading->value.data);
    gather_end(&reading->gather);
}

/* ---- rows ---- */

static void end_row(struct reading *reading)
{
    merges_fill(&reading->fill, &reading->gather, reading->row);
    struct sheet_row row = gather_row(&reading->gather, reading->row);
    row.hidden = reading->hidden;
    if (row.count && !reading->stopped && !reading->on_row(reading->context, &row))
        reading->stopped = true;
    gather_clear(&reading->gather);
}

static void begin_row(struct reading *reading, const char *const *attributes)
{
    const char *number = part_attribute(attributes, "r");
    long row = number ? strtol(number, NULL, 10) : reading->row + 1;
    /* Rows stand in order; a number that says otherwise is not believed. */
    reading->row = row > reading->row && row <= SHEET_ROWS_MOST ? row : reading->row + 1;
    reading->next = 0;
    const char *hidden = part_attribute(attributes, "hidden");
    reading->hidden = hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
    reading->stopped = reading->stopped || reading->row > SHEET_ROWS_MOST;
}

/* ---- XML ---- */

static void on_start(void *context, const char *name, const char *const *attributes)
{
    struct reading *reading = context;
    if (strcmp(name, "c") == 0)
        begin_cell(reading, attributes);
    else if (strcmp(name, "v") == 0)
        reading->in_value = reading->has_value = true;
    else if (strcmp(name, "f") == 0)
        reading->formula = true;
    else if (strcmp(name, "is") == 0)
        reading->in_inline = reading->has_value = true;
    else if (strcmp(name, "t") == 0)
        reading->in_text = reading->in_inline;
    else if (strcmp(name, "rPh") == 0)
        reading->in_phonetic = true;
    else if (strcmp(name, "row") == 0)
        begin_row(reading, attributes);
}

static void on_end(void *context, const char *name)
{
    struct reading *reading = context;
    if (strcmp(name, "c") == 0)
        end_cell(reading);
    else if (strcmp(name, "v") == 0)
        reading->in_value = false;
    else if (strcmp(name, "is") == 0)
        reading->in_inline = false;
    else if (strcmp(name, "t") == 0)
        reading->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        reading->in_phonetic = false;
    else if (strcmp(name, "row") == 0)
        end_row(reading);
    else if (strcmp(name, "sheetData") == 0)
        reading->stopped = true; /* nothing after it matters here */
}

static void on_text(void *context, const char *text, int length)
{
    struct reading *reading = context;
    if (reading->in_value || (reading->in_text && !reading->in_phonetic))
        buf_append(&reading->value, text, (size_t)length);
}

bool package_read_rows(struct sheet_book *book, size_t index, sheet_on_row *on_row, void *context,
                       struct diags *diags)
{
    static const struct part_handlers handlers = {on_start, on_end, on_text};
    struct reading reading = {
        .book = book, .arena = arena_new(), .diags = diags, .on_row = on_row, .context = context};
    struct part_reading how = {&handlers, &reading, &reading.stopped};
    const char *part = book->sheets[index].part;
    reading.gather.arena = reading.arena;
    struct merge *merges = NULL;
    size_t count = 0;
    bool good = package_read_merges(book, part, reading.arena, &merges, &count, diags);
    merges_begin(&reading.fill, reading.arena, merges, count);
    good = good && part_read(book, part, true, &how, diags);
    buf_done(&reading.value);
    gather_done(&reading.gather);
    arena_free(reading.arena);
    return good && !reading.failed;
}
