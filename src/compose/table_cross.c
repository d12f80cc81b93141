/* A crosstab: data with one number a row, turned into a row and a column for each kind of it. */
#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "compose_diags.h"
#include "table.h"

enum { COLUMNS_MOST = 60 };

/* ---- kinds ---- */

struct ranked { /* a value of a column, and the row where it stands */
    struct value value;
    size_t row;
};

static int compare_values(struct value a, struct value b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    switch (a.kind) {
    case VALUE_NULL:
        return 0;
    case VALUE_INTEGER:
        return (a.integer > b.integer) - (a.integer < b.integer);
    case VALUE_REAL:
        return (a.real > b.real) - (a.real < b.real);
    case VALUE_TEXT:
        return strcmp(a.text, b.text);
    case VALUE_DATE:
        return (a.date > b.date) - (a.date < b.date);
    }
    return 0;
}

/* Equal values together, each run from its first row on. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    int order = compare_values(a->value, b->value);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

struct kinds {     /* the different values of a column, as they first appear */
    size_t *of;    /* each row's, an index of `first` */
    size_t *first; /* the row where each appears first */
    size_t count;
};

static struct kinds kinds_of(struct arena *arena, const struct frame_table *data, size_t column)
{
    size_t rows = data->row_count;
    struct ranked *ranked = arena_array(arena, rows, sizeof *ranked);
    struct kinds kinds = {.of = arena_array(arena, rows, sizeof *kinds.of),
                          .first = arena_array(arena, rows, sizeof *kinds.first)};
    for (size_t r = 0; r < rows; r++)
        ranked[r] = (struct ranked){data->keys[r * data->column_count + column], r};
    if (rows)
        qsort(ranked, rows, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < rows; i++) { /* for now `of` is the first row of the same value */
        bool same = i > 0 && compare_values(ranked[i].value, ranked[i - 1].value) == 0;
        kinds.of[ranked[i].row] = same ? kinds.of[ranked[i - 1].row] : ranked[i].row;
    }
    for (size_t r = 0; r < rows; r++) {
        if (kinds.of[r] == r) {
            kinds.first[kinds.count] = r;
            kinds.of[r] = kinds.count++;
        } else {
            kinds.of[r] = kinds.of[kinds.of[r]];
        }
    }
    return kinds;
}

/* ---- the data ---- */

struct crossing {
    struct composer *composer;
    const struct define_table *define;
    const struct frame_table *data;
    int rows, columns, value; /* columns of the data */
    struct kinds row_kinds, column_kinds;
};

static struct value data_cell(const struct crossing *crossing, size_t row, int column)
{
    return crossing->data->cells[row * crossing->data->column_count + (size_t)column];
}

/* A kind in words, as a head or in a message. */
static const char *shown(const struct crossing *crossing, size_t row, int column)
{
    static const struct define_format as_it_is = {0};
    struct composer *composer = crossing->composer;
    struct value_format format = cells_format(composer, crossing->data, (size_t)column, &as_it_is);
    return compose_clean(composer->arena,
                         value_show(composer->arena, data_cell(crossing, row, column), &format));
}

static bool turn(const struct crossing *crossing, struct table_cross *cross)
{
    struct composer *composer = crossing->composer;
    struct arena *arena = composer->arena;
    size_t width = crossing->column_kinds.count + 1, height = crossing->row_kinds.count;
    const char **names = arena_array(arena, width, sizeof *names);
    struct value *cells = arena_array(arena, width * height, sizeof *cells);
    bool *taken = arena_array(arena, width * height, sizeof *taken);
    names[0] = crossing->data->columns[crossing->rows];
    for (size_t c = 1; c < width; c++)
        names[c] = crossing->data->columns[crossing->value];
    for (size_t r = 0; r < crossing->data->row_count; r++) {
        size_t row = crossing->row_kinds.of[r], at = row * width + crossing->column_kinds.of[r] + 1;
        if (taken[at]) {
            diag_add(composer->diags, &CMP018, &crossing->define->cross->value.place,
                     DIAG_ARGS(shown(crossing, r, crossing->rows),
                               shown(crossing, r, crossing->columns),
                               arena_printf(arena, "%zu", r + 1)));
            diag_hint(composer->diags, "在查询里按“%s”和“%s”分组（GROUP BY），一种情况一行",
                      crossing->define->cross->rows.name, crossing->define->cross->columns.name);
            return false;
        }
        taken[at] = true;
        cells[at] = data_cell(crossing, r, crossing->value);
        cells[row * width] = data_cell(crossing, r, crossing->rows);
    }
    cross->data = (struct frame_table){names, width, cells, cells, height};
    return true;
}

/* ---- the columns ---- */

static struct define_column *add_leaf(struct composer *composer, struct table_cross *cross,
                                      const char *title, const struct define_source *source)
{
    struct define_column *column = arena_alloc(composer->arena, sizeof *column);
    column->title = title;
    column->value = source->name;
    column->place = source->place;
    column->value_place = source->place;
    cross->leaves[cross->leaf_count++] = column;
    return column;
}

static void make_leaves(const struct crossing *crossing, struct table_cross *cross)
{
    struct composer *composer = crossing->composer;
    const struct define_cross *define = crossing->define->cross;
    size_t kinds = crossing->column_kinds.count;
    cross->leaves = arena_array(composer->arena, kinds + 2, sizeof *cross->leaves);
    add_leaf(composer, cross, define->rows.name, &define->rows);
    for (size_t i = 0; i < kinds; i++) {
        const char *title = shown(crossing, crossing->column_kinds.first[i], crossing->columns);
        struct define_column *column = add_leaf(composer, cross, title, &define->value);
        column->format = define->format;
        column->total = define->total ? DEFINE_TOTAL_SUM : DEFINE_TOTAL_NONE;
    }
    if (define->total)
        add_leaf(composer, cross, crossing->define->total_label, &define->value)->total =
            DEFINE_TOTAL_SUM;
}

const struct table_cross *table_cross(struct composer *composer, const struct define_table *define,
                                      const struct frame_table *data)
{
    const struct define_cross *asked = define->cross;
    struct crossing crossing = {.composer = composer, .define = define, .data = data};
    const struct define_source *sources[] = {&asked->rows, &asked->columns, &asked->value};
    int *const columns[] = {&crossing.rows, &crossing.columns, &crossing.value};
    bool found = true;
    for (size_t i = 0; i < BASE_COUNT(sources); i++) {
        *columns[i] =
            cells_find_or_tell(composer, data, define->data, sources[i]->name, &sources[i]->place);
        found = found && *columns[i] >= 0;
    }
    if (!found)
        return NULL;
    crossing.row_kinds = kinds_of(composer->arena, data, (size_t)crossing.rows);
    crossing.column_kinds = kinds_of(composer->arena, data, (size_t)crossing.columns);
    if (crossing.column_kinds.count > COLUMNS_MOST) {
        struct arena *arena = composer->arena;
        diag_add(composer->diags, &CMP021, &asked->columns.place,
                 DIAG_ARGS(asked->columns.name,
                           arena_printf(arena, "%zu", crossing.column_kinds.count),
                           arena_printf(arena, "%d", COLUMNS_MOST)));
        return NULL;
    }
    struct table_cross *cross = arena_alloc(composer->arena, sizeof *cross);
    if (!turn(&crossing, cross))
        return NULL;
    cross->format = cells_format(composer, data, (size_t)crossing.value, &asked->format);
    make_leaves(&crossing, cross);
    return cross;
}
