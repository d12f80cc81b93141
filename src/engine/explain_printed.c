/*
 * Cells that a table makes of its others: totals, shares, columns with a formula. The composed table
 * has the value; the cells that it is made of are explained as its parts.
 */
#include "explain.h"

#include <string.h>

#include <huibao/define_table.h>
#include <huibao/model.h>

struct printed {
    struct arena *arena;
    const struct explain_asked *asked;
    const struct define_table *table;
    const struct model_table *model;
};

#define TOTAL ((size_t)-1) /* the row of totals, among those of the data */

/* ---- the table and the cell ---- */

/* A column by what it shows of the data, or by its title if only one has it; leaf_count: none. */
static size_t find_leaf(const struct printed *printed, const char *name)
{
    const struct define_table *table = printed->table;
    size_t at = 0;
    while (at < table->leaf_count &&
           !(table->leaves[at]->value && strcmp(table->leaves[at]->value, name) == 0))
        at++;
    size_t titled = at, count = 0;
    for (size_t i = 0; at == table->leaf_count && i < table->leaf_count; i++) {
        if (strcmp(table->leaves[i]->title, name) != 0)
            continue;
        titled = i;
        count++;
    }
    return count == 1 ? titled : at;
}

/* The table of the data that prints the column: there may be several. */
static bool find_table(const struct define_block *blocks, struct printed *printed)
{
    const struct model *model = printed->asked->model;
    for (; blocks; blocks = blocks->next) {
        for (const struct define_branch *b = blocks->branches; b; b = b->next) {
            if (find_table(b->blocks, printed))
                return true;
        }
        bool mine = blocks->kind == DEFINE_TABLE && !blocks->table->cross &&
                    strcmp(blocks->table->data->name, printed->asked->dataset) == 0;
        for (size_t i = 0; mine && i < model->block_count; i++) {
            const struct model_block *block = &model->blocks[i];
            if (block->kind != MODEL_TABLE || block->line != blocks->place.line ||
                strcmp(block->file, blocks->place.file) != 0)
                continue;
            printed->table = blocks->table;
            printed->model = block->table;
            if (find_leaf(printed, printed->asked->column) < blocks->table->leaf_count)
                return true;
        }
    }
    return false;
}

/* Index of a row of the model; row_count: it has none. */
static size_t model_row(const struct printed *printed, size_t row)
{
    const struct model_table *model = printed->model;
    enum model_row_kind kind = row == TOTAL ? MODEL_ROW_TOTAL : MODEL_ROW_DATA;
    size_t before = row == TOTAL ? 0 : row, at = 0;
    for (; at < model->row_count; at++) {
        if (model->rows[at].kind == kind && before-- == 0)
            break;
    }
    return at;
}

/* ---- parts ---- */

static struct engine_source *made(const struct printed *printed, size_t leaf, size_t row);

struct parts {
    const struct engine_source **end; /* where the next one hangs */
    bool query;                       /* one of them has shown the query */
};

static void add_part(struct parts *parts, struct engine_source *part)
{
    *parts->end = part;
    parts->end = &part->next;
}

/* A cell of the data. */
static void add_cell(const struct printed *printed, struct parts *parts, const char *column,
                     size_t row)
{
    const struct explain_asked *asked = printed->asked;
    struct diags *unused = diags_new();
    const struct frame_trace *trace =
        frame_trace_cell(asked->frame, printed->table->data, column, row, unused);
    struct engine_source *part =
        trace ? explain_source(printed->arena, asked->frame, trace, asked->question) : NULL;
    if (part) {
        part->name = arena_printf(printed->arena, "%s（第%zu行）", part->name, row + 1);
        part->query_above = parts->query;
        parts->query = true;
        add_part(parts, part);
    }
    diags_free(unused);
}

/* The cells of the rows that a total adds up: not of one that is part of another. */
static void add_rows(const struct printed *printed, struct parts *parts, size_t leaf)
{
    const struct model_table *model = printed->model;
    bool *counts = arena_array(printed->arena, model->row_count + 1, sizeof *counts);
    size_t row = 0;
    model_table_counts(model, leaf, counts);
    for (size_t r = 0; r < model->row_count; r++) {
        if (counts[r] && model->rows[r].cells[leaf].value.kind != VALUE_NULL)
            add_cell(printed, parts, printed->table->leaves[leaf]->value, row);
        row += model->rows[r].kind == MODEL_ROW_DATA;
    }
}

static void add_terms(const struct printed *printed, struct parts *parts,
                      const struct define_column *column, size_t row)
{
    for (size_t i = 0; i < column->term_count; i++) {
        const struct define_column *term = column->terms[i].column;
        bool before = !term;
        for (size_t j = 0; j < i; j++)
            before |= column->terms[j].column == term;
        if (before)
            continue;
        if (row == TOTAL)
            add_part(parts, made(printed, find_leaf(printed, term->value), TOTAL));
        else
            add_cell(printed, parts, term->value, row);
    }
}

static void add_parts(const struct printed *printed, struct engine_source *source, size_t leaf,
                      size_t row)
{
    struct arena *arena = printed->arena;
    const struct define_column *column = printed->table->leaves[leaf];
    struct parts parts = {&source->parts, false};
    if (column->expr) {
        source->formula = text_trim(arena, column->expr->sql);
        add_terms(printed, &parts, column, row);
    } else if (column->share_of) {
        source->formula =
            arena_printf(arena, "100.0 * %s / 各行“%s”之和（用最大余额法取整，各行之和为100）",
                         column->share_of, column->share_of);
        if (row != TOTAL)
            add_cell(printed, &parts, column->share_of, row);
        size_t of = find_leaf(printed, column->share_of);
        if (of < printed->table->leaf_count && printed->table->leaves[of]->value)
            add_part(&parts, made(printed, of, TOTAL));
    } else {
        source->formula = arena_printf(arena, "各行“%s”之和", column->value);
        add_rows(printed, &parts, leaf);
    }
}

/* A cell that is made of others; of the row of totals also where none is printed. */
static struct engine_source *made(const struct printed *printed, size_t leaf, size_t row)
{
    struct arena *arena = printed->arena;
    const struct define_column *column = printed->table->leaves[leaf];
    struct engine_source *source = arena_alloc(arena, sizeof *source);
    size_t at = model_row(printed, row);
    const char *name = column->value ? column->value : column->title;
    *source = (struct engine_source){
        .kind = "表格里算出的一格", .file = column->place.file, .line = column->place.line};
    source->name = row == TOTAL ? arena_printf(arena, "%s.%s（%s）", printed->asked->dataset, name,
                                               printed->table->total_label)
                                : arena_printf(arena, "%s.%s（第%zu行）", printed->asked->dataset,
                                               name, row + 1);
    source->before = "（没有印出）";
    if (at < printed->model->row_count && (row != TOTAL || column->total != DEFINE_TOTAL_NONE)) {
        const struct model_cell *cell = &printed->model->rows[at].cells[leaf];
        source->before = explain_value(arena, cell->value);
        source->after = arena_strdup(arena, cell->text);
    }
    add_parts(printed, source, leaf, row);
    return source;
}

/* ---- the answer ---- */

struct titles {
    const char *dataset, *title;
    const struct define_column *found;
    bool several; /* that are not the same */
};

static bool same_column(const struct define_column *a, const struct define_column *b)
{
    return a->value && b->value && strcmp(a->value, b->value) == 0;
}

static void find_titled(const struct define_block *blocks, struct titles *titles)
{
    for (; blocks; blocks = blocks->next) {
        for (const struct define_branch *b = blocks->branches; b; b = b->next)
            find_titled(b->blocks, titles);
        const struct define_table *table = blocks->kind == DEFINE_TABLE ? blocks->table : NULL;
        if (!table || table->cross || strcmp(table->data->name, titles->dataset) != 0)
            continue;
        for (size_t i = 0; i < table->leaf_count; i++) {
            const struct define_column *leaf = table->leaves[i];
            if (strcmp(leaf->title, titles->title) != 0)
                continue;
            titles->several |= titles->found && !same_column(titles->found, leaf);
            titles->found = leaf;
        }
    }
}

const struct define_column *explain_column(const struct define_block *blocks, const char *dataset,
                                           const char *title)
{
    struct titles titles = {.dataset = dataset, .title = title};
    find_titled(blocks, &titles);
    return titles.several ? NULL : titles.found;
}

static void say_where(const struct printed *printed, size_t leaf, struct engine_answer *answer)
{
    struct arena *arena = printed->arena;
    const struct model_table *model = printed->model;
    struct engine_use *use = arena_alloc(arena, sizeof *use);
    *use = (struct engine_use){answer->source->file, answer->source->line,
                               arena_printf(arena, "表“%s”“%s”列【%s】",
                                            model->caption ? model->caption : model->name,
                                            model->columns[leaf].title, answer->source->after)};
    answer->uses = use;
    answer->use_count = 1;
    answer->composed = true;
}

static bool is_total(const struct define_table *table, const char *row)
{
    return row && strcmp(row, table->total_label) == 0;
}

bool explain_printed(struct arena *arena, const struct explain_asked *asked,
                     struct engine_answer *ret_answer)
{
    struct printed printed = {.arena = arena, .asked = asked};
    if (!asked->model || !find_table(asked->report->blocks, &printed))
        return false;
    size_t leaf = find_leaf(&printed, asked->column);
    size_t row = is_total(printed.table, asked->question->row) ? TOTAL : asked->row;
    if (row != TOTAL && !asked->has_row)
        return false;
    const struct define_column *column = printed.table->leaves[leaf];
    size_t at = model_row(&printed, row);
    bool computed = column->expr || column->share_of;
    if (at == printed.model->row_count ||
        (row == TOTAL ? column->total == DEFINE_TOTAL_NONE : !computed))
        return false;
    struct engine_answer answer = {.source = made(&printed, leaf, row)};
    say_where(&printed, leaf, &answer);
    *ret_answer = answer;
    return true;
}
