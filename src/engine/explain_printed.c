/*
 * Cells that a table makes of its others: totals, subtotals, shares, columns with a formula, the sums of
 * a crosstab. The composed table has the value; the cells that it is made of are explained as its parts,
 * and it is made of them again.
 */
#include "explain.h"

#include <math.h>
#include <string.h>

#include <huibao/define_table.h>
#include <huibao/model.h>

struct printed {
    struct arena *arena;
    const struct explain_asked *asked;
    const struct explain_grid *grid;
};

struct parts {
    const struct engine_source **end; /* where the next one hangs */
    bool *query;                      /* one of them has shown the query */
};

/* ---- what a cell is ---- */

static bool is_row_sum(const struct explain_grid *grid, size_t column)
{
    return grid->define->cross && grid->define->cross->total &&
           column + 1 == grid->model->column_count;
}

static const struct define_column *leaf_of(const struct explain_grid *grid, size_t column)
{
    return grid->define->cross ? NULL : grid->define->leaves[column];
}

/* Beyond the rows: the total that a share is taken of, where none is printed. */
static enum model_row_kind kind_of(const struct explain_grid *grid, size_t row)
{
    return row < grid->model->row_count ? grid->model->rows[row].kind : MODEL_ROW_TOTAL;
}

bool explain_is_made(const struct explain_place *place)
{
    const struct explain_grid *grid = place->grid;
    const struct define_column *leaf = leaf_of(grid, place->column);
    return kind_of(grid, place->row) != MODEL_ROW_DATA ||
           (leaf ? leaf->expr || leaf->share_of : is_row_sum(grid, place->column));
}

/* Of a total that is not printed an empty one. */
static const struct model_cell *cell_at(const struct explain_grid *grid, size_t row, size_t column)
{
    static const struct model_cell none = {.value = {.kind = VALUE_NULL}, .text = ""};
    return row < grid->model->row_count ? &grid->model->rows[row].cells[column] : &none;
}

static bool is_printed(const struct explain_grid *grid, size_t row)
{
    return row < grid->model->row_count;
}

static int decimals_of(const struct explain_grid *grid, size_t column)
{
    int decimals = grid->model->columns[column].format.decimals;
    return decimals < 0 ? 0 : decimals;
}

static size_t column_of(const struct explain_grid *grid, const char *value)
{
    size_t at = 0;
    while (at < grid->define->leaf_count && !(grid->define->leaves[at]->value &&
                                              strcmp(grid->define->leaves[at]->value, value) == 0))
        at++;
    return at;
}

/* ---- a cell of the data ---- */

const struct frame_trace *explain_trace(const struct explain_asked *asked,
                                        const struct explain_place *place)
{
    const struct explain_grid *grid = place->grid;
    const struct define_table *define = grid->define;
    struct diags *unused = diags_new();
    const struct frame_table *data = frame_table(asked->frame, define->data, unused);
    const struct frame_trace *trace = NULL;
    const struct define_column *leaf = leaf_of(grid, place->column);
    const char *column = leaf ? leaf->value : define->cross->value.name;
    size_t row = grid->numbers[place->row];
    if (grid->shown) /* 0: less than none, which no data have */
        row = grid->shown[row * grid->model->column_count + place->column] - 1;
    if (data && column && explain_column_at(data, column) < data->column_count &&
        row < data->row_count)
        trace = frame_trace_cell(asked->frame, define->data, column, row, unused);
    diags_free(unused);
    return trace;
}

/* ---- parts ---- */

static struct engine_source *made(const struct printed *printed, size_t row, size_t column,
                                  bool *query);

static void add_part(struct parts *parts, struct engine_source *part)
{
    *parts->end = part;
    parts->end = &part->next;
}

/* One cell: of the data, or made itself. */
static void add_cell(const struct printed *printed, struct parts *parts, size_t row, size_t column)
{
    const struct explain_asked *asked = printed->asked;
    const struct explain_place place = {printed->grid, row, column};
    if (explain_is_made(&place)) {
        add_part(parts, made(printed, row, column, parts->query));
        return;
    }
    const struct frame_trace *trace = explain_trace(asked, &place);
    if (!trace)
        return;
    struct engine_source *part =
        explain_source(printed->arena, asked->frame, trace, asked->question);
    part->name = explain_cell_name(printed->arena, printed->grid, row, column);
    part->query_above = *parts->query;
    *parts->query = true;
    add_part(parts, part);
}

/* Rows whose cells a sum of a column adds up: all that count, or those of the row's group. */
static bool *rows_added(const struct printed *printed, size_t row, size_t column)
{
    const struct model_table *model = printed->grid->model;
    bool *counts = arena_array(printed->arena, model->row_count + 1, sizeof *counts);
    model_table_counts(model, column, counts);
    for (size_t r = 0; r < model->row_count; r++) {
        counts[r] = counts[r] && model->rows[r].cells[column].value.kind != VALUE_NULL;
        if (kind_of(printed->grid, row) == MODEL_ROW_SUBTOTAL && r < row &&
            model->rows[r].kind != MODEL_ROW_DATA)
            memset(counts, 0, r * sizeof *counts);
        if (kind_of(printed->grid, row) == MODEL_ROW_SUBTOTAL && r > row)
            counts[r] = false;
    }
    return counts;
}

struct sum {
    double number;
    bool any;
};

static void add_to(struct sum *sum, const struct model_cell *cell)
{
    sum->number += value_as_real(cell->value);
    sum->any |= cell->value.kind != VALUE_NULL;
}

/* The cells below one another, or of a crosstab's row; into `parts` unless it is NULL. */
static struct sum add_up(const struct printed *printed, struct parts *parts, size_t row,
                         size_t column)
{
    const struct explain_grid *grid = printed->grid;
    struct sum sum = {0, false};
    bool across = kind_of(grid, row) == MODEL_ROW_DATA;
    const bool *counts = across ? NULL : rows_added(printed, row, column);
    for (size_t c = 1; across && c < column; c++) {
        const struct model_cell *cell = cell_at(grid, row, c);
        add_to(&sum, cell);
        if (parts && cell->value.kind != VALUE_NULL)
            add_cell(printed, parts, row, c);
    }
    for (size_t r = 0; !across && r < grid->model->row_count; r++) {
        if (!counts[r])
            continue;
        add_to(&sum, cell_at(grid, r, column));
        if (parts)
            add_cell(printed, parts, r, column);
    }
    return sum;
}

/* ---- making it again ---- */

static void set_again(const struct printed *printed, struct engine_source *source, size_t row,
                      size_t column, struct value again)
{
    const struct model_cell *cell = cell_at(printed->grid, row, column);
    source->recomputed = explain_value(printed->arena, again);
    if (!is_printed(printed->grid, row)) {
        source->before = source->recomputed;
        return;
    }
    bool both = cell->value.kind != VALUE_NULL && again.kind != VALUE_NULL;
    double number = value_as_real(again), off = fabs(value_as_real(cell->value) - number);
    source->differs = both ? off > 1e-9 * (1 + fabs(number)) : cell->value.kind != again.kind;
}

static void make_sum(const struct printed *printed, struct engine_source *source, size_t row,
                     size_t column, struct parts *parts)
{
    const struct explain_grid *grid = printed->grid;
    const struct define_column *leaf = leaf_of(grid, column);
    bool share = leaf && leaf->share_of;
    if (grid->model->detail) { /* its rows are not kept, however many they are */
        source->formula =
            arena_printf(printed->arena, "明细各行“%s”之和（问其中一行，用 --row 写行号）",
                         grid->columns[column]);
        return;
    }
    struct sum sum = add_up(printed, share ? NULL : parts, row, column);
    struct value again = value_round(value_real(sum.number), decimals_of(grid, column));
    set_again(printed, source, row, column, sum.any ? again : value_null());
    const char *rows = kind_of(grid, row) == MODEL_ROW_SUBTOTAL ? "这一组各行" : "各行";
    source->formula = kind_of(grid, row) == MODEL_ROW_DATA
                          ? "这一行各列之和"
                          : arena_printf(printed->arena, "%s“%s”之和", rows, grid->columns[column]);
    size_t of = share ? column_of(grid, leaf->share_of) : 0;
    if (!share || of == grid->define->leaf_count)
        return;
    source->formula = arena_printf(
        printed->arena, "%s（各为 100.0 * %s / 各行“%s”之和，用最大余额法取整，各行之和为100）",
        source->formula, leaf->share_of, leaf->share_of);
    if (kind_of(grid, row) == MODEL_ROW_SUBTOTAL)
        add_part(parts, made(printed, row, of, parts->query));
    size_t total = 0;
    while (total < grid->model->row_count && kind_of(grid, total) != MODEL_ROW_TOTAL)
        total++;
    add_part(parts, made(printed, total, of, parts->query));
}

/* Rounded so that all make 100: within one of its last places. */
static void make_share(const struct printed *printed, struct engine_source *source, size_t row,
                       size_t column, struct parts *parts)
{
    const struct explain_grid *grid = printed->grid;
    const struct define_column *leaf = grid->define->leaves[column];
    const struct model_cell *cell = cell_at(grid, row, column);
    size_t of = column_of(grid, leaf->share_of), total = 0;
    source->formula =
        arena_printf(printed->arena, "100.0 * %s / 各行“%s”之和（用最大余额法取整，各行之和为100）",
                     leaf->share_of, leaf->share_of);
    if (of == grid->define->leaf_count)
        return;
    while (total < grid->model->row_count && kind_of(grid, total) != MODEL_ROW_TOTAL)
        total++;
    add_cell(printed, parts, row, of);
    add_part(parts, made(printed, total, of, parts->query));
    struct sum sum = add_up(printed, NULL, total, of);
    if (cell->value.kind == VALUE_NULL || !(sum.number > 0))
        return;
    double exact = 100.0 * value_as_real(cell_at(grid, row, of)->value) / sum.number;
    double unit = pow(10, -decimals_of(grid, column));
    source->recomputed =
        explain_value(printed->arena, value_round(value_real(exact), decimals_of(grid, column)));
    source->differs = !(fabs(exact - value_as_real(cell->value)) < unit + 1e-9);
}

static void make_formula(const struct printed *printed, struct engine_source *source, size_t row,
                         size_t column, struct parts *parts)
{
    const struct explain_grid *grid = printed->grid;
    const struct define_column *leaf = grid->define->leaves[column];
    struct arena *arena = printed->arena;
    const char **names = arena_array(arena, leaf->term_count + 1, sizeof *names);
    struct value *values = arena_array(arena, leaf->term_count + 1, sizeof *values);
    struct frame_table operands = {.columns = names, .cells = values, .row_count = 1};
    bool whole = is_printed(grid, row);
    for (size_t i = 0; i < leaf->term_count; i++) {
        const struct define_column *term = leaf->terms[i].column;
        size_t of = term && term->value ? column_of(grid, term->value) : grid->define->leaf_count;
        bool before = of == grid->define->leaf_count;
        for (size_t j = 0; j < operands.column_count && !before; j++)
            before = strcmp(names[j], term->value) == 0;
        if (before)
            continue;
        add_cell(printed, parts, row, of);
        struct value value = whole ? cell_at(grid, row, of)->value : value_null();
        whole = whole && value.kind != VALUE_NULL;
        names[operands.column_count] = term->value;
        values[operands.column_count++] = value_real(value_as_real(value));
    }
    source->formula = text_trim(arena, leaf->expr->sql);
    struct frame_cursor cursor = {&operands, 0};
    struct value again = value_null();
    struct diags *unused = diags_new();
    bool good =
        !whole || frame_value_at(printed->asked->frame, leaf->expr, &cursor, &again, unused);
    diags_free(unused);
    if (whole && !isfinite(value_as_real(again)))
        again = value_null();
    if (good)
        set_again(printed, source, row, column,
                  again.kind == VALUE_NULL ? again : value_round(again, decimals_of(grid, column)));
}

/* ---- the cell ---- */

/* A cell that is made of others; of the row of totals also where none is printed. */
static struct engine_source *made(const struct printed *printed, size_t row, size_t column,
                                  bool *query)
{
    struct arena *arena = printed->arena;
    const struct explain_grid *grid = printed->grid;
    const struct define_column *leaf = leaf_of(grid, column);
    const struct model_cell *cell = cell_at(grid, row, column);
    struct engine_source *source = arena_alloc(arena, sizeof *source);
    const struct place *place = leaf ? &leaf->place : &grid->define->cross->value.place;
    *source = (struct engine_source){
        .kind = "表格里算出的一格", .file = place->file, .line = place->line};
    source->name = is_printed(grid, row) ? explain_cell_name(arena, grid, row, column)
                                         : arena_printf(arena, "%s.%s（各行之和，没有印出）",
                                                        grid->name, grid->columns[column]);
    if (is_printed(grid, row)) {
        source->before = explain_value(arena, cell->value);
        source->after = arena_strdup(arena, cell->text);
    }
    struct parts parts = {&source->parts, query};
    bool sum = kind_of(grid, row) != MODEL_ROW_DATA;
    if (leaf && leaf->expr)
        make_formula(printed, source, row, column, &parts);
    else if (leaf && leaf->share_of && !sum)
        make_share(printed, source, row, column, &parts);
    else
        make_sum(printed, source, row, column, &parts);
    if (!source->before)
        source->before = "（没有印出）";
    return source;
}

const struct engine_source *explain_made(struct arena *arena, const struct explain_asked *asked,
                                         const struct explain_place *place)
{
    const struct printed printed = {arena, asked, place->grid};
    bool query = false;
    return made(&printed, place->row, place->column, &query);
}

void explain_where(struct arena *arena, const struct explain_place *place,
                   struct engine_answer *answer)
{
    const struct explain_grid *grid = place->grid;
    const struct model_table *model = grid->model;
    const struct define_column *leaf = leaf_of(grid, place->column);
    struct engine_use *use = arena_alloc(arena, sizeof *use);
    const char *called = model->caption ? model->caption : model->name;
    *use = (struct engine_use){leaf ? leaf->place.file : arena_strdup(arena, grid->file),
                               leaf ? leaf->place.line : grid->line,
                               arena_printf(arena, "表“%s”“%s”行“%s”列【%s】", called,
                                            grid->rows[place->row], grid->columns[place->column],
                                            cell_at(grid, place->row, place->column)->text)};
    answer->uses = use;
    answer->use_count = 1;
}
