/* The parts around the text being read, and the rows whose columns are names there. */
#include <string.h>

#include <huibao/define_repeat.h>

#include "scope.h"
#include "sql.h"

enum { PARTS_MOST = 64 }; /* deeper ones are refused elsewhere */

struct scope_row {
    enum scope_part part;
    int depth;
    const struct define_each *each; /* NULL: none, or its else has come */
    const struct names *columns;    /* of the each */
    bool lost;                      /* an each of which not all columns are known */
    struct scope_row *outer;
};

const struct scope_data *scope_columns(struct scope *scope, const struct define_dataset *dataset)
{
    struct scope_data *data = names_get(scope->data, dataset->name);
    if (!data || data->known)
        return data;
    data->known = names_new(scope->arena);
    data->whole = !dataset->broken &&
                  sql_columns(scope->arena, dataset->sql, &data->columns, &data->column_count);
    for (size_t i = 0; i < data->column_count; i++)
        names_put(data->known, data->columns[i], data);
    return data;
}

void scope_open(struct scope *scope, enum scope_part part, const struct define_each *each)
{
    int depth = scope->row ? scope->row->depth + 1 : 1;
    if (depth > PARTS_MOST)
        return;
    const struct scope_data *data = each ? scope_columns(scope, each->data) : NULL;
    struct scope_row *row = arena_alloc(scope->arena, sizeof *row);
    *row = (struct scope_row){
        .part = part, .depth = depth, .each = each, .columns = data ? data->known : NULL};
    row->lost = part == SCOPE_EACH && !(data && data->whole);
    row->outer = scope->row;
    scope->row = row;
}

void scope_else(struct scope *scope)
{
    if (!scope->row)
        return;
    scope->row->each = NULL;
    scope->row->lost = false;
}

/* An end without its beginning closes nothing; one that is crossed closes what it crosses. */
void scope_close(struct scope *scope, enum scope_part part)
{
    struct scope_row *row = scope->row;
    while (row && row->part != part)
        row = row->outer;
    if (row)
        scope->row = row->outer;
}

static bool has_column(const struct scope_row *row, const char *name)
{
    return (row->columns && names_get(row->columns, name)) || strcmp(name, "序号") == 0;
}

const struct define_each *scope_each(const struct scope *scope, const char *name)
{
    for (const struct scope_row *row = scope->row; row; row = row->outer)
        if (row->each && has_column(row, name))
            return row->each;
    return NULL;
}

const struct define_each *scope_around(const struct scope *scope)
{
    for (const struct scope_row *row = scope->row; row; row = row->outer)
        if (row->each)
            return row->each;
    return NULL;
}

bool scope_columns_lost(const struct scope *scope)
{
    bool lost = false;
    for (const struct scope_row *row = scope->row; row && !lost; row = row->outer)
        lost = row->lost;
    return lost;
}
