/* Columns of data in the format and with the decimals of the whole column. */
#include "cells.h"

#include <string.h>

#include "compose_diags.h"
#include "printed.h"

int cells_find(const struct frame_table *data, const char *name)
{
    for (size_t i = 0; i < data->column_count; i++) {
        if (strcmp(data->columns[i], name) == 0)
            return (int)i;
    }
    return -1;
}

int cells_find_or_tell(struct composer *composer, const struct frame_table *data,
                       const struct define_dataset *dataset, const char *name,
                       const struct place *place)
{
    int column = cells_find(data, name);
    if (column >= 0)
        return column;
    diag_add(composer->diags, &CMP007, place, DIAG_ARGS(name, dataset->name));
    diag_hint_nearest(composer->diags, name, data->columns, data->column_count);
    return -1;
}

/* −1 without numbers. */
static int uniform_decimals(struct composer *composer, const struct frame_table *data,
                            size_t column, const struct value_format *format)
{
    int decimals = printed_decimals(format);
    for (size_t r = 0; printed_decimals(format) < 0 && r < data->row_count; r++) {
        struct value value = data->cells[r * data->column_count + column];
        if (!value_is_number(value))
            continue;
        int natural = printed_natural_decimals(composer->arena, value, PRINTED_NATURAL_DECIMALS);
        decimals = natural > decimals ? natural : decimals;
    }
    return decimals;
}

struct value_format cells_format(struct composer *composer, const struct frame_table *data,
                                 size_t column, const struct define_format *given)
{
    const struct dictionary *dictionary = composer->report->dictionary;
    const struct define_indicator *indicator =
        dictionary ? define_indicator_find(dictionary, data->columns[column]) : NULL;
    struct value_format format = {VALUE_STYLE_PLAIN, -1, NULL};
    if (given->given)
        format = given->value;
    else if (indicator)
        format = indicator->format;
    format.decimals = uniform_decimals(composer, data, column, &format);
    return format;
}

/* Once for a column, at the first row: a cause has one message. */
static void tell_misfit(struct composer *composer, struct value value, const char *title,
                        const struct place *place)
{
    size_t count = diags_kept(composer->diags);
    const struct diag *last = count ? diags_at(composer->diags, count - 1) : NULL;
    if (last && last->kind == &CMP002 && last->place.line == place->line &&
        last->place.column == place->column && last->place.file && place->file &&
        strcmp(last->place.file, place->file) == 0)
        return;
    diag_add(composer->diags, &CMP002, place,
             DIAG_ARGS(arena_printf(composer->arena, "列 %s", title),
                       printed_kind(composer->arena, value)));
}

bool cells_fit(struct composer *composer, struct value value, const struct value_format *format,
               const char *title, const struct place *place)
{
    bool fits = value_format_fits(format, value.kind);
    if (!fits)
        tell_misfit(composer, value, title, place);
    return fits;
}

struct model_cell cells_make(struct composer *composer, struct value value,
                             const struct value_format *format, const char *title,
                             const struct place *place)
{
    struct arena *arena = composer->arena;
    struct model_cell cell = {.value = value};
    if (!cells_fit(composer, value, format, title, place))
        return (struct model_cell){.text = "—"};
    if (value_is_number(value)) {
        struct value_format printed = value_format_printed(format, format->decimals);
        cell.value = value_printed(value, format, format->decimals);
        cell.text = value_show(arena, cell.value, &printed);
        return cell;
    }
    if (value.kind == VALUE_TEXT)
        cell.value.text = compose_clean(arena, value.text);
    cell.text = compose_clean(arena, value_show(arena, cell.value, format));
    return cell;
}
