/* Where a report prints a value: the composed document knows what each printed text is of. */
#include "explain.h"

#include <string.h>

#include <huibao/define_table.h>
#include <huibao/model_detail.h>

enum { AROUND = 12 }; /* characters shown before and behind */

struct finder {
    struct arena *arena;
    const struct report *report;
    const struct frame_trace *trace;
    struct engine_use *uses;
    size_t count, capacity;
};

static void add_use(struct finder *finder, const char *file, long line, const char *text)
{
    finder->uses = arena_grow(finder->arena, finder->uses, finder->count, &finder->capacity,
                              sizeof *finder->uses);
    finder->uses[finder->count++] =
        (struct engine_use){arena_strdup(finder->arena, file), line, text};
}

/* ---- running text ---- */

static const char *last_characters(const char *text, size_t most)
{
    const char *cursor = text, *end = text + strlen(text);
    size_t count = text_count(text, strlen(text));
    uint32_t codepoint = 0;
    for (; count > most; count--)
        text_next(&cursor, end, &codepoint);
    return cursor;
}

static size_t first_bytes(const char *text, size_t most)
{
    const char *cursor = text, *end = text + strlen(text);
    uint32_t codepoint = 0;
    for (size_t i = 0; i < most && cursor < end; i++)
        text_next(&cursor, end, &codepoint);
    return (size_t)(cursor - text);
}

static const char *excerpt(struct arena *arena, const struct model_text *text, size_t at)
{
    struct model_text before = {text->spans, at},
                      behind = {text->spans + at + 1, text->count - at - 1};
    const char *left = at ? model_text_flat(arena, &before) : "";
    const char *right = behind.count ? model_text_flat(arena, &behind) : "";
    const char *tail = last_characters(left, AROUND);
    size_t head = first_bytes(right, AROUND);
    return arena_printf(arena, "%s%s【%s】%.*s%s", tail > left ? "…" : "", tail,
                        text->spans[at].text, (int)head, right, right[head] ? "…" : "");
}

/* The name itself, and its comparisons: 调解受理|环比. */
static bool is_source(const char *source, const char *name)
{
    size_t length = strlen(name);
    return source && strncmp(source, name, length) == 0 &&
           (source[length] == '\0' || source[length] == '|');
}

static void find_in_text(struct finder *finder, const struct model_text *text, const char *file,
                         long line)
{
    bool cell = finder->trace->dataset && !finder->trace->scalar.indicator;
    for (size_t i = 0; i < text->count; i++) {
        bool other = cell && text->spans[i].row && text->spans[i].row != finder->trace->row + 1;
        if (!other && is_source(text->spans[i].source, finder->trace->name))
            add_use(finder, file, line, excerpt(finder->arena, text, i));
    }
}

/* ---- tables ---- */

static const char *detail_text(struct arena *arena, const struct model_table *table, size_t row,
                               size_t column)
{
    struct model_detail_reader *reader = model_detail_open(table);
    const struct model_row *at = model_detail_next(reader);
    for (; at && row > 0; row--)
        at = model_detail_next(reader);
    const char *text = at ? arena_strdup(arena, at->cells[column].text) : NULL;
    model_detail_done(reader);
    return text;
}

static const struct model_row *data_row(const struct model_table *table, size_t row)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].kind == MODEL_ROW_DATA && row-- == 0)
            return &table->rows[i];
    }
    return NULL;
}

/* What is printed in a column of a data row, kept in the tree or on disk; NULL: there is no such row. */
static const char *cell_text(struct arena *arena, const struct model_table *table, size_t row,
                             size_t column)
{
    if (table->detail)
        return detail_text(arena, table, row, column);
    const struct model_row *found = data_row(table, row);
    return found ? found->cells[column].text : NULL;
}

static void find_in_table(struct finder *finder, const struct model_block *block)
{
    const struct frame_trace *trace = finder->trace;
    const struct define_block *made = explain_block_at(finder->report->blocks, DEFINE_TABLE, block);
    const struct define_table *table = made ? made->table : NULL;
    if (!table || table->cross || table->data != trace->dataset)
        return;
    for (size_t i = 0; i < table->leaf_count && i < block->table->column_count; i++) {
        const struct define_column *column = table->leaves[i];
        if (!column->value || strcmp(column->value, trace->column) != 0)
            continue;
        const char *text = cell_text(finder->arena, block->table, trace->row, i);
        if (!text)
            continue;
        const char *caption = block->table->caption ? block->table->caption : block->table->name;
        add_use(finder, column->place.file, column->place.line,
                arena_printf(finder->arena, "表“%s”“%s”列【%s】", caption,
                             block->table->columns[i].title, text));
    }
}

void explain_uses(struct arena *arena, const struct report *report, const struct model *model,
                  const struct frame_trace *trace, struct engine_answer *answer)
{
    struct finder finder = {.arena = arena, .report = report, .trace = trace};
    if (report->title)
        find_in_text(&finder, &model->title, report->title->place.file, report->title->place.line);
    if (report->salutation)
        find_in_text(&finder, &model->salutation, report->salutation->place.file,
                     report->salutation->place.line);
    bool cell = trace->dataset && !trace->scalar.indicator;
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        find_in_text(&finder, &block->text, block->file ? block->file : report->file, block->line);
        if (cell && block->kind == MODEL_TABLE)
            find_in_table(&finder, block);
    }
    answer->uses = finder.uses;
    answer->use_count = finder.count;
}
