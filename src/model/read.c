/* A model from its text: each line's first word says what it is (README.md describes the form). */
#include <string.h>

#include "model_diags.h"
#include "model_text.h"
#include "read.h"

static const struct model_keywords *const lists[MODEL_KEYWORD_LISTS] = {
    &model_document_keywords, &model_table_keywords, &model_chart_keywords, &model_part_keywords,
    &model_finding_keywords};

/* ---- what the lists' functions share ---- */

void model_read_start(struct model_reader *reader, enum model_within within, void *part)
{
    model_table_finish(reader);
    model_chart_finish(reader);
    for (size_t i = 0; i < MODEL_KEYWORD_LISTS; i++)
        reader->seen_block[i] = 0;
    reader->within = within;
    reader->part = part;
}

struct model_block *model_read_block(struct model_reader *reader, enum model_block_kind kind,
                                     enum model_within within)
{
    model_read_start(reader, within, NULL);
    reader->block = model_add(reader->model, kind);
    return reader->block;
}

void model_read_property(struct model_reader *reader, struct model_field rest)
{
    const char *text = model_field_text(&reader->line, rest);
    void *slot = (char *)reader->part + reader->keyword->slot;
    if (text)
        *(const char **)slot = text;
}

bool model_read_cell(struct model_reader *reader, struct model_field field, struct model_cell *cell,
                     struct model_field *ret_settings)
{
    struct model_field settings = field, shown = field;
    if (model_field_split(&settings, '@', &shown))
        *ret_settings = settings;
    struct model_field value = shown;
    bool has_value = model_field_split(&value, '=', &shown);
    cell->text = model_field_text(&reader->line, shown);
    if (!cell->text)
        return false;
    cell->value = value_text(cell->text);
    return !has_value || model_field_value(&reader->line, value, &cell->value);
}

bool model_read_pair(struct model_reader *reader, struct model_field rest,
                     struct model_pair *ret_pair)
{
    struct model_field label = rest;
    bool has_value = model_field_split(&rest, '|', &label);
    const char *first = model_field_text(&reader->line, label);
    const char *second = has_value ? model_field_text(&reader->line, rest) : "";
    if (!first || !second)
        return false;
    *ret_pair = (struct model_pair){.label = first, .value = second};
    return true;
}

void model_read_format(struct model_reader *reader, struct model_field rest,
                       struct value_format *format)
{
    struct model_field style = model_field_word(&rest);
    char *word = arena_strndup(reader->model->arena, style.begin, style.length);
    long long decimals = -1;
    if (!value_style_find(word, &format->style))
        model_field_refuse(&reader->line, style, "格式", "plain、integer、percent 等（见 README）");
    else if (rest.length && model_field_int(&reader->line, rest, "小数位数", 0, 15, &decimals))
        format->decimals = (int)decimals;
}

size_t model_field_count(struct model_field rest)
{
    struct model_field before;
    size_t count = 1;
    while (model_field_split(&rest, '|', &before))
        count++;
    return count;
}

/* ---- lines ---- */

struct found { /* a keyword, and where it is */
    const struct model_keyword *keyword;
    size_t list, index;
};

/* The word as it is meant here; else the first of its meanings, which belongs elsewhere. */
static struct found keyword_find(const struct model_reader *reader, struct model_field word)
{
    struct found found = {0};
    for (size_t l = 0; l < MODEL_KEYWORD_LISTS; l++) {
        for (size_t i = 0; i < lists[l]->count; i++) {
            const struct model_keyword *keyword = &lists[l]->list[i];
            if (!model_field_is(word, keyword->word))
                continue;
            struct found this = {.keyword = keyword, .list = l, .index = i};
            if (keyword->where & (unsigned)reader->within)
                return this;
            if (!found.keyword)
                found = this;
        }
    }
    return found;
}

static void refuse_word(struct model_reader *reader, struct model_field word)
{
    const char *words[MODEL_KEYWORD_LISTS * 32];
    size_t count = 0;
    for (size_t l = 0; l < MODEL_KEYWORD_LISTS; l++)
        for (size_t i = 0; i < lists[l]->count; i++)
            words[count++] = lists[l]->list[i].word;
    struct place place = model_line_place(&reader->line, word);
    char *text = arena_strndup(reader->line.arena, word.begin, word.length);
    diag_add(reader->line.diags, &MOD002, &place, DIAG_ARGS(text));
    diag_hint_nearest(reader->line.diags, text, words, count);
}

static void read_line(struct model_reader *reader, struct model_field line)
{
    struct model_field word = model_field_word(&line);
    struct place place = model_line_place(&reader->line, word);
    struct found found = keyword_find(reader, word);
    const struct model_keyword *keyword = found.keyword;
    if (!keyword) {
        refuse_word(reader, word);
        return;
    }
    if (!(keyword->where & (unsigned)reader->within)) {
        diag_add(reader->line.diags, &MOD003, &place, DIAG_ARGS(keyword->word, keyword->belongs));
        return;
    }
    uint32_t bit = (uint32_t)1 << found.index;
    uint32_t *seen = keyword->repeat == MODEL_ONCE ? &reader->seen_once[found.list]
                                                   : &reader->seen_block[found.list];
    if (keyword->repeat != MODEL_OFTEN && (*seen & bit)) {
        diag_add(reader->line.diags, &MOD008, &place, DIAG_ARGS(keyword->word));
        return;
    }
    *seen |= bit;
    reader->keyword = keyword;
    keyword->read(reader, line);
}

/* Complains of a line that is not UTF-8 or holds a NUL. */
static bool line_is_text(struct model_reader *reader, const char *bytes, size_t length)
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

static bool is_first_line(struct model_reader *reader, struct model_field line)
{
    if (model_field_is(line, MODEL_FIRST_LINE))
        return true;
    struct place place = model_line_place(&reader->line, line);
    char *text = arena_strndup(reader->line.arena, line.begin, line.length);
    diag_add(reader->line.diags, &MOD001, &place, DIAG_ARGS(text));
    return false;
}

/* One line with its number in reader->line; false when the text is no model at all. */
static bool read_any_line(struct model_reader *reader, const char *bytes, size_t length,
                          struct buf *copy)
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

static void read_lines(struct model_reader *reader, const char *text, size_t length)
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
    model_table_finish(reader);
    model_chart_finish(reader);
    buf_done(&copy);
}

struct model *model_read(const char *name, const char *text, size_t length, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct model *model = model_new();
    struct arena *arena = model->arena;
    struct model_reader reader = {.model = model, .within = MODEL_IN_NOTHING};
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
