#include "explain_names.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/define_table.h>
#include <huibao/frame.h>
#include <huibao/model.h>

#define ROW_NUMBER "序号"

enum { ROWS_MOST = 2000 }; /* of a larger table rows go by their number alone */

/* ---- what is taken ---- */

struct naming { /* names being given: each candidate is one more way to tell items apart */
    struct arena *arena;
    const char **names;
    size_t count;
};

static bool is_taken(const struct naming *naming, const char *name)
{
    bool taken = false;
    for (size_t i = 0; i < naming->count && !taken; i++)
        taken = naming->names[i] && strcmp(naming->names[i], name) == 0;
    return taken;
}

/* Gives those without a name theirs of `candidates` where no other has the same. */
static void give(const struct naming *naming, const char *const *candidates)
{
    bool *given = arena_array(naming->arena, naming->count + 1, sizeof *given);
    for (size_t i = 0; i < naming->count; i++) {
        size_t same = 0;
        if (naming->names[i] || !candidates[i] || !candidates[i][0])
            continue;
        for (size_t j = 0; j < naming->count && same < 2; j++)
            same += candidates[j] && strcmp(candidates[j], candidates[i]) == 0;
        given[i] = same == 1 && !is_taken(naming, candidates[i]);
    }
    for (size_t i = 0; i < naming->count; i++) {
        if (given[i])
            naming->names[i] = candidates[i];
    }
}

/* ---- columns ---- */

/* 期末/户数: the heads above it before its title. */
static const char *path_of(struct arena *arena, const struct model_table *model, size_t column)
{
    const char *path = model->columns[column].title;
    for (size_t h = model->head_count; h-- > 0;) {
        const struct model_head *head = &model->heads[h];
        if (column >= head->first && column < head->first + head->count)
            path = arena_printf(arena, "%s/%s", head->title, path);
    }
    return path;
}

/* The column of the data that one shows; "" for none. */
static const char *source_of(const struct explain_grid *grid, size_t column)
{
    const struct define_table *define = grid->define;
    const char *value =
        !define->cross && column < define->leaf_count ? define->leaves[column]->value : NULL;
    return value ? value : "";
}

static bool has_column(const struct frame_table *data, const char *name)
{
    return data && explain_column_at(data, name) < data->column_count;
}

/* A title that is the name of another column of the data would be taken for that. */
static bool is_other_source(const struct explain_grid *grid, size_t column, const char *title)
{
    return !grid->define->cross && has_column(grid->data, title) &&
           strcmp(source_of(grid, column), title) != 0;
}

static bool numbers_rows(const struct explain_grid *grid, size_t column)
{
    return grid->data && !has_column(grid->data, ROW_NUMBER) &&
           strcmp(source_of(grid, column), ROW_NUMBER) == 0;
}

static void name_columns(struct arena *arena, struct explain_grid *grid)
{
    const struct model_table *model = grid->model;
    size_t count = model->column_count;
    const char **titles = arena_array(arena, count + 1, sizeof *titles);
    const char **paths = arena_array(arena, count + 1, sizeof *paths);
    const char **places = arena_array(arena, count + 1, sizeof *places);
    const struct naming naming = {arena, arena_array(arena, count + 1, sizeof *naming.names),
                                  count};
    for (size_t c = 0; c < count; c++) {
        bool other = is_other_source(grid, c, model->columns[c].title);
        titles[c] = other ? NULL : model->columns[c].title;
        paths[c] = path_of(arena, model, c);
        places[c] = arena_printf(arena, "第%zu列", c + 1);
    }
    if (grid->define->cross && grid->define->cross->total && count > 0)
        naming.names[count - 1] = titles[count - 1]; /* before a kind that is called so */
    give(&naming, titles);
    give(&naming, paths);
    give(&naming, places);
    for (size_t c = 0; c < count; c++) {
        if (numbers_rows(grid, c))
            naming.names[c] = NULL;
    }
    grid->columns = naming.names;
}

/* ---- rows ---- */

/* A row is known by what it begins with, not by its place: rows come and go. */
static size_t naming_column(const struct model_table *model)
{
    bool numbered = model->column_count > 1 && strcmp(model->columns[0].title, ROW_NUMBER) == 0;
    return numbered ? 1 : 0;
}

/* What is printed in a cell, or in the one above that reaches down to it. */
static const char *printed_at(const struct model_table *model, size_t row, size_t column)
{
    while (row > 0 && model->rows[row].cells[column].covered &&
           model->rows[row].kind == MODEL_ROW_DATA)
        row--;
    const struct model_cell *cell = &model->rows[row].cells[column];
    bool shown = model->rows[row].kind == MODEL_ROW_DATA && cell->value.kind != VALUE_NULL;
    return shown ? cell->text : "";
}

struct labels { /* of the rows */
    const char **first, **grouped, **second, **places, **groups;
    size_t *numbers;
};

/* A number would be taken for a row's place. */
static bool is_number(struct arena *arena, const char *label)
{
    const char *plain = text_halfwidth(arena, label);
    return plain[0] && plain[strspn(plain, "0123456789")] == '\0';
}

static void label_data(struct arena *arena, const struct explain_grid *grid, size_t row,
                       struct labels *labels)
{
    const struct model_table *model = grid->model;
    size_t at = naming_column(model);
    const char *first = printed_at(model, row, at);
    bool text = at + 1 < model->column_count && first[0] &&
                model->rows[row].cells[at + 1].value.kind == VALUE_TEXT;
    labels->first[row] = first;
    labels->grouped[row] = first[0] && labels->groups[row][0]
                               ? arena_printf(arena, "%s/%s", labels->groups[row], first)
                               : NULL;
    labels->second[row] =
        text ? arena_printf(arena, "%s/%s", first, printed_at(model, row, at + 1)) : NULL;
    labels->places[row] = arena_printf(arena, "第%zu行", labels->numbers[row] + 1);
}

static void label_sum(struct arena *arena, const struct explain_grid *grid, size_t row,
                      struct labels *labels)
{
    const struct define_table *define = grid->define;
    if (grid->model->rows[row].kind == MODEL_ROW_TOTAL) {
        labels->first[row] = define->total_label;
        return;
    }
    labels->first[row] = define->subtotal_label;
    labels->grouped[row] =
        labels->groups[row][0]
            ? arena_printf(arena, "%s/%s", labels->groups[row], define->subtotal_label)
            : NULL;
    labels->places[row] =
        arena_printf(arena, "第%zu组/%s", labels->numbers[row], define->subtotal_label);
}

static struct labels label_rows(struct arena *arena, const struct explain_grid *grid)
{
    const struct model_table *model = grid->model;
    size_t count = model->row_count + 1, data = 0, group = 0;
    struct labels labels = {arena_array(arena, count, sizeof *labels.first),
                            arena_array(arena, count, sizeof *labels.grouped),
                            arena_array(arena, count, sizeof *labels.second),
                            arena_array(arena, count, sizeof *labels.places),
                            arena_array(arena, count, sizeof *labels.groups),
                            arena_array(arena, count, sizeof *labels.numbers)};
    const char *within = "";
    for (size_t r = 0; r < model->row_count; r++) {
        enum model_row_kind kind = model->rows[r].kind;
        group += kind == MODEL_ROW_GROUP;
        within = kind == MODEL_ROW_GROUP   ? model->rows[r].cells[0].text
                 : kind == MODEL_ROW_TOTAL ? ""
                                           : within;
        labels.groups[r] = within;
        labels.numbers[r] = kind == MODEL_ROW_DATA ? data++ : group;
        labels.first[r] = "";
        if (kind == MODEL_ROW_DATA)
            label_data(arena, grid, r, &labels);
        else if (kind != MODEL_ROW_GROUP)
            label_sum(arena, grid, r, &labels);
    }
    return labels;
}

/* A subtotal goes by its group, though there be one alone: there may be more next month. */
static void name_rows(struct arena *arena, struct explain_grid *grid)
{
    const struct model_table *model = grid->model;
    struct labels labels = label_rows(arena, grid);
    size_t count = model->row_count;
    const char **sums = arena_array(arena, count + 1, sizeof *sums);
    const char **first = arena_array(arena, count + 1, sizeof *first);
    const struct naming naming = {arena, arena_array(arena, count + 1, sizeof *naming.names),
                                  count};
    bool small = count <= ROWS_MOST;
    for (size_t r = 0; r < count; r++) {
        enum model_row_kind kind = model->rows[r].kind;
        if (kind == MODEL_ROW_TOTAL)
            naming.names[r] = labels.first[r];
        sums[r] = kind == MODEL_ROW_SUBTOTAL ? labels.grouped[r] : NULL;
        first[r] =
            kind == MODEL_ROW_DATA && !is_number(arena, labels.first[r]) ? labels.first[r] : NULL;
        if (!small)
            naming.names[r] = kind == MODEL_ROW_TOTAL ? labels.first[r] : labels.places[r];
    }
    if (small) {
        give(&naming, sums);
        give(&naming, first);
        give(&naming, labels.grouped);
        give(&naming, labels.second);
        give(&naming, labels.places);
    }
    grid->rows = naming.names;
    grid->labels = labels.first;
    grid->groups = labels.groups;
    grid->numbers = labels.numbers;
}

/* ---- crosstabs ---- */

/* The table has a row and, behind the first, a column for each kind, in the same order. */
static const size_t *shown_rows(struct arena *arena, const struct explain_grid *grid,
                                const struct frame_table *data)
{
    const struct define_cross *cross = grid->define->cross;
    size_t width = grid->model->column_count, height = grid->model->row_count;
    size_t *shown = arena_array(arena, width * height + 1, sizeof *shown);
    size_t by_row = data ? explain_column_at(data, cross->rows.name) : 0;
    size_t by_column = data ? explain_column_at(data, cross->columns.name) : 0;
    if (!data || by_row == data->column_count || by_column == data->column_count)
        return shown;
    struct explain_kinds rows = explain_kinds(arena, data), columns = explain_kinds(arena, data);
    for (size_t r = 0; r < data->row_count; r++) {
        const struct value *keys = data->keys + r * data->column_count;
        size_t row = explain_kind_of(&rows, keys[by_row]),
               column = explain_kind_of(&columns, keys[by_column]) + 1;
        if (row < height && column < width)
            shown[row * width + column] = r + 1;
    }
    return shown;
}

/* ---- tables ---- */

static const struct frame_table *data_of(struct frame *frame, const struct define_table *define)
{
    struct diags *unused = diags_new();
    const struct frame_table *data = frame_table(frame, define->data, unused);
    diags_free(unused);
    return data;
}

static void name_grid(struct arena *arena, struct explain_grid *grids, size_t count, size_t at)
{
    const char *data = grids[at].model->name;
    size_t same = 0, before = 0;
    for (size_t i = 0; i < count; i++) {
        bool alike = strcmp(grids[i].model->name, data) == 0;
        same += alike;
        before += alike && i < at;
    }
    if (same == 1)
        grids[at].name = data;
    else if (grids[at].model->number > 0)
        grids[at].name = arena_printf(arena, "表%d", grids[at].model->number);
    else
        grids[at].name = arena_printf(arena, "%s#%zu", data, before + 1);
}

struct explain_grids explain_grids(struct arena *arena, const struct report *report,
                                   struct frame *frame, const struct model *model)
{
    struct explain_grid *grids = arena_array(arena, model->block_count + 1, sizeof *grids);
    size_t count = 0;
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        const struct define_block *made =
            block->kind == MODEL_TABLE ? explain_block_at(report->blocks, DEFINE_TABLE, block)
                                       : NULL;
        const struct define_table *define = made ? made->table : NULL;
        if (!define) /* 来源附表 and the like are no numbers of the report */
            continue;
        struct explain_grid *grid = &grids[count++];
        *grid = (struct explain_grid){.define = define,
                                      .model = block->table,
                                      .data = block->table->detail ? NULL : data_of(frame, define),
                                      .file = block->file,
                                      .line = block->line};
        name_columns(arena, grid);
        name_rows(arena, grid);
        if (define->cross)
            grid->shown = shown_rows(arena, grid, grid->data);
    }
    for (size_t i = 0; i < count; i++)
        name_grid(arena, grids, count, i);
    return (struct explain_grids){grids, count};
}

/* ---- words ---- */

bool explain_grid_is(struct arena *arena, const struct explain_grid *grid, const char *word)
{
    const struct model_table *model = grid->model;
    return explain_is_word(arena, grid->name, word) || explain_is_word(arena, model->name, word) ||
           explain_is_word(arena, model->caption, word) ||
           (model->number > 0 &&
            explain_is_word(arena, arena_printf(arena, "表%d", model->number), word));
}

static void add_match(struct explain_matches *matches, size_t index)
{
    matches->items[matches->count++] = index;
}

/* 户数 of 户数（户） */
static const char *without_unit(struct arena *arena, const char *title)
{
    const char *bracket = strstr(title, "（");
    return bracket ? arena_strndup(arena, title, (size_t)(bracket - title)) : "";
}

/* How well a word means a column: 0 by its name, 1 by its data's, 2 by another; 3: not. */
static int column_rank(struct arena *arena, const struct explain_grid *grid, size_t column,
                       const char *word)
{
    const struct model_table *model = grid->model;
    const char *title = model->columns[column].title, *path = path_of(arena, model, column);
    if (!grid->columns[column])
        return 3;
    if (explain_is_word(arena, grid->columns[column], word))
        return 0;
    if (explain_is_word(arena, source_of(grid, column), word))
        return 1;
    if (!grid->define->cross && has_column(grid->data, word)) /* one that is not printed */
        return 3;
    bool other = explain_is_word(arena, title, word) || explain_is_word(arena, path, word) ||
                 explain_is_word(arena, without_unit(arena, title), word) ||
                 explain_is_word(arena, without_unit(arena, path), word) ||
                 explain_is_word(arena, arena_printf(arena, "第%zu列", column + 1), word);
    return other ? 2 : 3;
}

struct explain_matches explain_columns(struct arena *arena, const struct explain_grid *grid,
                                       const char *word)
{
    size_t count = grid->model->column_count;
    struct explain_matches matches = {arena_array(arena, count + 1, sizeof *matches.items), 0};
    for (int rank = 0; rank < 3 && matches.count == 0; rank++) {
        for (size_t c = 0; c < count; c++) {
            if (column_rank(arena, grid, c, word) == rank)
                add_match(&matches, c);
        }
    }
    return matches;
}

/* 3, 第3行 */
static bool is_place(const struct explain_grid *grid, size_t row, const char *word)
{
    size_t skip = strncmp(word, "第", strlen("第")) == 0 ? strlen("第") : 0;
    char *end = NULL;
    if (grid->model->rows[row].kind != MODEL_ROW_DATA || word[skip] < '0' || word[skip] > '9')
        return false;
    unsigned long number = strtoul(word + skip, &end, 10);
    return strcmp(end, skip ? "行" : "") == 0 && number == grid->numbers[row] + 1;
}

/* 邻里小计, 第2组小计, 总计 */
static bool is_sum(struct arena *arena, const struct explain_grid *grid, size_t row,
                   const char *word)
{
    const char *label = grid->define->subtotal_label, *group = grid->groups[row];
    size_t number = grid->numbers[row];
    if (grid->model->rows[row].kind == MODEL_ROW_TOTAL)
        return explain_is_word(arena, "合计", word) || explain_is_word(arena, "总计", word);
    if (grid->model->rows[row].kind != MODEL_ROW_SUBTOTAL)
        return false;
    return explain_is_word(arena, arena_printf(arena, "%s%s", group, label), word) ||
           explain_is_word(arena, arena_printf(arena, "%s/%s", group, label), word) ||
           explain_is_word(arena, arena_printf(arena, "第%zu组%s", number, label), word) ||
           explain_is_word(arena, arena_printf(arena, "第%zu组/%s", number, label), word);
}

static int row_rank(struct arena *arena, const struct explain_grid *grid, size_t row,
                    const char *word)
{
    if (!grid->rows[row])
        return 3;
    if (explain_is_word(arena, grid->rows[row], word))
        return 0;
    if (is_place(grid, row, text_halfwidth(arena, text_trim(arena, word))))
        return 1;
    bool other = explain_is_word(arena, grid->labels[row], word) || is_sum(arena, grid, row, word);
    return other ? 2 : 3;
}

struct explain_matches explain_rows(struct arena *arena, const struct explain_grid *grid,
                                    const char *word)
{
    size_t count = grid->model->row_count;
    struct explain_matches matches = {arena_array(arena, count + 1, sizeof *matches.items), 0};
    for (int rank = 0; rank < 3 && matches.count == 0; rank++) {
        for (size_t r = 0; r < count; r++) {
            if (row_rank(arena, grid, r, word) == rank)
                add_match(&matches, r);
        }
    }
    return matches;
}

const char *explain_data_row(struct arena *arena, const struct frame_table *data, size_t row)
{
    size_t at = row * data->column_count, same = 0;
    struct value first = data->cells[at];
    bool plain = first.kind == VALUE_TEXT && value_equal(first, data->keys[at]) &&
                 !is_number(arena, first.text);
    for (size_t r = 0; r < data->row_count && plain && same < 2; r++)
        same += value_equal(data->cells[r * data->column_count], first);
    return plain && same == 1 ? first.text : arena_printf(arena, "第%zu行", row + 1);
}

const char *explain_cell_name(struct arena *arena, const struct explain_grid *grid, size_t row,
                              size_t column)
{
    return arena_printf(arena, "%s.%s[%s]", grid->name, grid->columns[column], grid->rows[row]);
}
