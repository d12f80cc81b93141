/* A model from its text: each line's first word says what it is (README.md describes the form). */
#include <string.h>

#include "model_diags.h"
#include "model_text.h"
#include "read.h"

/* What the line at hand may add to. */
enum within { IN_NOTHING = 1, IN_TEXT = 2, IN_BLOCK_TEXT = 4, IN_TABLE = 8, IN_SIGNATURE = 16 };
#define ANYWHERE 31u

struct reader {
    struct model_line line;
    struct model *model;
    enum within within;
    uint32_t seen_once;      /* keywords of the document that may come once, by index */
    uint32_t seen_block;     /* the same, within the block at hand */
    struct model_text *text; /* being filled (IN_TEXT, IN_BLOCK_TEXT) */
    struct model_span *spans;
    size_t span_capacity;
    struct model_table *table; /* being filled (IN_TABLE) */
    long table_line;
    struct model_column *columns;
    size_t column_capacity;
    struct model_row *rows;
    size_t row_capacity;
    struct model_signature *signature;
};

/* ---- texts ---- */

static void text_start(struct reader *reader, struct model_text *text, enum within within)
{
    reader->text = text;
    reader->spans = NULL;
    reader->span_capacity = 0;
    reader->within = within;
}

static void span_add(struct reader *reader, struct model_span span)
{
    struct model_text *text = reader->text;
    reader->spans = arena_grow(reader->model->arena, reader->spans, text->count,
                               &reader->span_capacity, sizeof *reader->spans);
    reader->spans[text->count++] = span;
    text->spans = reader->spans;
}

/* The author's words that may stand behind a keyword. */
static void text_inline(struct reader *reader, struct model_field field)
{
    if (!field.length)
        return;
    const char *text = model_field_text(&reader->line, field);
    if (text)
        span_add(reader, (struct model_span){.text = text});
}

static void read_span(struct reader *reader, struct model_field rest)
{
    struct model_span span = {0};
    struct model_field shown = rest, value, source = {0};
    bool has_source = model_field_split(&rest, '@', &shown);
    if (has_source) {
        source = rest;
        span.source = model_field_text(&reader->line, source);
        if (!span.source)
            return;
    }
    value = shown;
    struct model_field before = shown;
    if (model_field_split(&value, '=', &before)) {
        shown = before;
        if (!model_field_value(&reader->line, value, &span.value))
            return;
    }
    span.text = model_field_text(&reader->line, shown);
    if (span.text)
        span_add(reader, span);
}

/* ---- the document ---- */

static void read_property(struct reader *reader, struct model_field rest, const char **ret_text)
{
    const char *text = model_field_text(&reader->line, rest);
    if (text)
        *ret_text = text;
}

static void read_report(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->model->report_id);
}

static void read_style(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->model->style);
}

static void read_community(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->model->community);
}

static void read_period(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->model->period);
}

static void read_title(struct reader *reader, struct model_field rest)
{
    text_start(reader, &reader->model->title, IN_TEXT);
    text_inline(reader, rest);
}

static void read_salutation(struct reader *reader, struct model_field rest)
{
    text_start(reader, &reader->model->salutation, IN_TEXT);
    text_inline(reader, rest);
}

/* A share column may name a column that comes later, so this waits for the end of the table. */
static void table_finish(struct reader *reader)
{
    const struct model_table *table = reader->table;
    struct arena *arena = reader->line.arena;
    for (size_t i = 0; table && i < table->column_count; i++) {
        const struct model_column *column = &table->columns[i];
        if (column->share_of < 0 || (size_t)column->share_of < table->column_count)
            continue;
        struct place place = {.file = reader->line.file, .line = reader->table_line};
        diag_add(reader->line.diags, &MOD009, &place,
                 DIAG_ARGS(column->title ? column->title : "",
                           arena_printf(arena, "%d", column->share_of + 1),
                           table->name ? table->name : "",
                           arena_printf(arena, "%zu", table->column_count)));
    }
    reader->table = NULL;
}

static struct model_block *block_start(struct reader *reader, enum model_block_kind kind)
{
    table_finish(reader);
    reader->seen_block = 0;
    return model_add(reader->model, kind);
}

static void read_heading(struct reader *reader, struct model_field rest)
{
    struct model_block *block = block_start(reader, MODEL_HEADING);
    text_start(reader, &block->text, IN_BLOCK_TEXT);
    struct model_field level = model_field_word(&rest);
    long long number = 1;
    model_field_int(&reader->line, level, "标题级别", 1, 4, &number);
    block->level = (int)number;
    struct model_field label = rest;
    if (model_field_split(&rest, '|', &label))
        text_inline(reader, rest);
    block->label = model_field_text(&reader->line, label);
}

static void read_paragraph(struct reader *reader, struct model_field rest)
{
    struct model_block *block = block_start(reader, MODEL_PARAGRAPH);
    text_start(reader, &block->text, IN_BLOCK_TEXT);
    text_inline(reader, rest);
}

static void read_at(struct reader *reader, struct model_field rest)
{
    struct model_block *block = &reader->model->blocks[reader->model->block_count - 1];
    size_t colon = rest.length;
    while (colon > 0 && rest.begin[colon - 1] != ':')
        colon--;
    if (colon == 0) {
        model_field_refuse(&reader->line, rest, "出处", "“文件:行号”");
        return;
    }
    struct model_field number = {.begin = rest.begin + colon, .length = rest.length - colon};
    struct model_field file = {.begin = rest.begin, .length = colon - 1};
    long long line = 0;
    if (model_field_int(&reader->line, number, "行号", 0, 1000000000, &line)) {
        block->file = model_field_text(&reader->line, file);
        block->line = (long)line;
    }
}

/* ---- tables ---- */

static void read_table(struct reader *reader, struct model_field rest)
{
    struct model_block *block = block_start(reader, MODEL_TABLE);
    struct model_table *table = arena_alloc(reader->model->arena, sizeof *table);
    table->name = model_field_text(&reader->line, rest);
    block->table = table;
    reader->table = table;
    reader->table_line = reader->line.number;
    reader->columns = NULL;
    reader->rows = NULL;
    reader->column_capacity = 0;
    reader->row_capacity = 0;
    reader->within = IN_TABLE;
}

static void read_number(struct reader *reader, struct model_field rest)
{
    long long number = 0;
    if (model_field_int(&reader->line, rest, "表号", 0, 1000000, &number))
        reader->table->number = (int)number;
}

static void read_caption(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->table->caption);
}

static void read_unit(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->table->unit);
}

static void read_note(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->table->note);
}

static void read_format(struct reader *reader, struct model_field rest, struct value_format *format)
{
    struct model_field style = model_field_word(&rest);
    char *word = arena_strndup(reader->model->arena, style.begin, style.length);
    long long decimals = -1;
    if (!model_style_find(word, &format->style))
        model_field_refuse(&reader->line, style, "格式", "plain、integer、percent 等（见 README）");
    else if (rest.length && model_field_int(&reader->line, rest, "小数位数", 0, 15, &decimals))
        format->decimals = (int)decimals;
}

/* One part of a column line behind the title: an alignment, or a word and what it sets. */
static void read_column_part(struct reader *reader, struct model_field part,
                             struct model_column *column)
{
    struct model_line *line = &reader->line;
    struct model_field rest = part;
    struct model_field key = model_field_word(&rest);
    char *word = arena_strndup(line->arena, part.begin, part.length);
    char *setting = arena_strndup(line->arena, rest.begin, rest.length);
    long long number = 0;
    if (model_align_find(word, &column->align))
        return;
    if (model_field_is(key, "format")) {
        read_format(reader, rest, &column->format);
    } else if (model_field_is(key, "unit")) {
        column->format.unit = model_field_text(line, rest);
    } else if (model_field_is(key, "width")) {
        if (model_field_int(line, rest, "列宽", 0, 1000, &number))
            column->width_zi = (int)number;
    } else if (model_field_is(key, "share-of")) {
        if (model_field_int(line, rest, "占比对象", 1, 1000000, &number))
            column->share_of = (int)number - 1;
    } else if (!model_field_is(key, "total") || !model_total_find(setting, &column->total)) {
        model_field_refuse(line, part, "列的设置",
                           "left、center、right、decimal、width 字数、format 格式、unit 单位、"
                           "total none/sum/share、share-of 列号");
    }
}

static void read_column(struct reader *reader, struct model_field rest)
{
    struct model_table *table = reader->table;
    if (table->row_count) {
        struct place place = model_line_place(&reader->line, rest);
        diag_add(reader->line.diags, &MOD003, &place,
                 DIAG_ARGS("column", "各列要写在第一行数据之前"));
        return;
    }
    struct model_column column = {.share_of = -1, .format.decimals = -1};
    struct model_field part;
    bool more = model_field_split(&rest, '|', &part);
    column.title = model_field_text(&reader->line, more ? part : rest);
    while (more) {
        more = model_field_split(&rest, '|', &part);
        read_column_part(reader, more ? part : rest, &column);
    }
    reader->columns = arena_grow(reader->model->arena, reader->columns, table->column_count,
                                 &reader->column_capacity, sizeof *reader->columns);
    reader->columns[table->column_count++] = column;
    table->columns = reader->columns;
}

static bool read_cell(struct reader *reader, struct model_field field, struct model_cell *cell)
{
    struct model_field value = field, shown = field;
    bool has_value = model_field_split(&value, '=', &shown);
    cell->text = model_field_text(&reader->line, shown);
    if (!cell->text)
        return false;
    cell->value = value_text(cell->text);
    return !has_value || model_field_value(&reader->line, value, &cell->value);
}

static size_t count_cells(struct model_field rest)
{
    struct model_field before;
    size_t count = 1;
    while (model_field_split(&rest, '|', &before))
        count++;
    return count;
}

static void row_add(struct reader *reader, struct model_field rest, enum model_row_kind kind)
{
    struct model_table *table = reader->table;
    struct arena *arena = reader->model->arena;
    size_t count = count_cells(rest);
    if (count != table->column_count) {
        struct place place = model_line_place(&reader->line, rest);
        diag_add(reader->line.diags, &MOD005, &place,
                 DIAG_ARGS(arena_printf(arena, "%zu", count), table->name ? table->name : "",
                           arena_printf(arena, "%zu", table->column_count)));
        return;
    }
    struct model_cell *cells = arena_array(arena, count, sizeof *cells);
    struct model_field part = rest;
    for (size_t i = 0; i < count; i++) {
        bool more = model_field_split(&rest, '|', &part);
        if (!read_cell(reader, more ? part : rest, &cells[i]))
            return;
    }
    reader->rows = arena_grow(arena, reader->rows, table->row_count, &reader->row_capacity,
                              sizeof *reader->rows);
    reader->rows[table->row_count++] = (struct model_row){.kind = kind, .cells = cells};
    table->rows = reader->rows;
}

static void read_row(struct reader *reader, struct model_field rest)
{
    row_add(reader, rest, MODEL_ROW_DATA);
}

static void read_total(struct reader *reader, struct model_field rest)
{
    row_add(reader, rest, MODEL_ROW_TOTAL);
}

/* ---- the signature ---- */

static void read_signature(struct reader *reader, struct model_field rest)
{
    (void)rest;
    reader->signature = arena_alloc(reader->model->arena, sizeof *reader->signature);
    reader->signature->organ = "";
    reader->signature->date = "";
    reader->model->signature = reader->signature;
    table_finish(reader);
    reader->seen_block = 0;
    reader->within = IN_SIGNATURE;
}

static void read_organ(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->signature->organ);
}

static void read_date(struct reader *reader, struct model_field rest)
{
    read_property(reader, rest, &reader->signature->date);
}

/* ---- lines ---- */

enum repeat { ONCE, ONCE_IN_BLOCK, OFTEN };

static const struct keyword {
    const char *word;
    unsigned where; /* of enum within */
    enum repeat repeat;
    const char *belongs; /* where it may stand, for messages */
    void (*read)(struct reader *reader, struct model_field rest);
} keywords[] = {
    {"report", ANYWHERE, ONCE, "", read_report},
    {"style", ANYWHERE, ONCE, "", read_style},
    {"community", ANYWHERE, ONCE, "", read_community},
    {"period", ANYWHERE, ONCE, "", read_period},
    {"title", ANYWHERE, ONCE, "", read_title},
    {"salutation", ANYWHERE, ONCE, "", read_salutation},
    {"signature", ANYWHERE, ONCE, "", read_signature},
    {"heading", ANYWHERE, OFTEN, "", read_heading},
    {"paragraph", ANYWHERE, OFTEN, "", read_paragraph},
    {"table", ANYWHERE, OFTEN, "", read_table},
    {"-", IN_TEXT | IN_BLOCK_TEXT, OFTEN, "只能接在标题、称谓或段落之后", read_span},
    {"at", IN_BLOCK_TEXT | IN_TABLE, ONCE_IN_BLOCK, "只能接在标题、段落或表格之后", read_at},
    {"number", IN_TABLE, ONCE_IN_BLOCK, "只能写在表格（table）里", read_number},
    {"caption", IN_TABLE, ONCE_IN_BLOCK, "只能写在表格（table）里", read_caption},
    {"unit", IN_TABLE, ONCE_IN_BLOCK, "只能写在表格（table）里", read_unit},
    {"note", IN_TABLE, ONCE_IN_BLOCK, "只能写在表格（table）里", read_note},
    {"column", IN_TABLE, OFTEN, "只能写在表格（table）里", read_column},
    {"row", IN_TABLE, OFTEN, "只能写在表格（table）里", read_row},
    {"total", IN_TABLE, OFTEN, "只能写在表格（table）里", read_total},
    {"organ", IN_SIGNATURE, ONCE_IN_BLOCK, "只能写在落款（signature）里", read_organ},
    {"date", IN_SIGNATURE, ONCE_IN_BLOCK, "只能写在落款（signature）里", read_date},
};

static const struct keyword *keyword_find(struct reader *reader, struct model_field word)
{
    for (size_t i = 0; i < BASE_COUNT(keywords); i++) {
        if (model_field_is(word, keywords[i].word))
            return &keywords[i];
    }
    const char *words[BASE_COUNT(keywords)];
    for (size_t i = 0; i < BASE_COUNT(keywords); i++)
        words[i] = keywords[i].word;
    struct place place = model_line_place(&reader->line, word);
    char *text = arena_strndup(reader->line.arena, word.begin, word.length);
    diag_add(reader->line.diags, &MOD002, &place, DIAG_ARGS(text));
    diag_hint_nearest(reader->line.diags, text, words, BASE_COUNT(words));
    return NULL;
}

static void read_line(struct reader *reader, struct model_field line)
{
    struct model_field word = model_field_word(&line);
    struct place place = model_line_place(&reader->line, word);
    const struct keyword *keyword = keyword_find(reader, word);
    if (!keyword)
        return;
    if (!(keyword->where & (unsigned)reader->within)) {
        diag_add(reader->line.diags, &MOD003, &place, DIAG_ARGS(keyword->word, keyword->belongs));
        return;
    }
    uint32_t bit = (uint32_t)1 << (keyword - keywords);
    uint32_t *seen = keyword->repeat == ONCE ? &reader->seen_once : &reader->seen_block;
    if (keyword->repeat != OFTEN && (*seen & bit)) {
        diag_add(reader->line.diags, &MOD008, &place, DIAG_ARGS(keyword->word));
        return;
    }
    *seen |= bit;
    keyword->read(reader, line);
}

/* Complains of a line that is not UTF-8 or holds a NUL. */
static bool line_is_text(struct reader *reader, const char *bytes, size_t length)
{
    struct place place = {.file = reader->line.file, .line = reader->line.number};
    size_t bad = 0;
    if (!text_is_utf8(bytes, length, &bad)) {
        place.column = (long)text_count(bytes, bad) + 1;
        diag_add(reader->line.diags, &MOD006, &place, DIAG_ARGS("不是 UTF-8 文字"));
        return false;
    }
    const char *nul = memchr(bytes, 0, length);
    if (nul) {
        place.column = (long)text_count(bytes, (size_t)(nul - bytes)) + 1;
        diag_add(reader->line.diags, &MOD006, &place, DIAG_ARGS("零字节"));
        return false;
    }
    return true;
}

static bool is_first_line(struct reader *reader, struct model_field line)
{
    if (model_field_is(line, MODEL_FIRST_LINE))
        return true;
    struct place place = model_line_place(&reader->line, line);
    char *text = arena_strndup(reader->line.arena, line.begin, line.length);
    diag_add(reader->line.diags, &MOD001, &place, DIAG_ARGS(text));
    return false;
}

/* One line with its number in reader->line; false when the text is no model at all. */
static bool read_any_line(struct reader *reader, const char *bytes, size_t length, struct buf *copy)
{
    bool first = reader->line.number == 1;
    if (!line_is_text(reader, bytes, length))
        return !first;
    buf_clear(copy);
    buf_append(copy, bytes, length);
    reader->line.begin = copy->data;
    struct model_field line = model_field_trim(copy->data, copy->data + length);
    if (first)
        return is_first_line(reader, line);
    if (line.length && line.begin[0] != '#')
        read_line(reader, line);
    return true;
}

static void read_lines(struct reader *reader, const char *text, size_t length)
{
    struct buf copy = {0};
    const char *end = text + length;
    bool go_on = true;
    while (go_on && text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        reader->line.number++;
        go_on = read_any_line(reader, text, (size_t)(stop - text), &copy);
        text = newline ? newline + 1 : end;
    }
    table_finish(reader);
    buf_done(&copy);
}

struct model *model_read(const char *name, const char *text, size_t length, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct model *model = model_new();
    struct arena *arena = model->arena;
    struct reader reader = {.model = model, .within = IN_NOTHING};
    reader.line = (struct model_line){
        .file = arena_strdup(arena, name), .begin = "", .arena = arena, .diags = diags};
    if (length == 0) {
        struct place place = {.file = reader.line.file, .line = 1};
        diag_add(diags, &MOD001, &place, DIAG_ARGS(""));
    }
    read_lines(&reader, text, length);
    if (diags_count(diags, DIAG_ERROR) == errors)
        return model;
    model_free(model);
    return NULL;
}
