/* What an import makes of a file, to be looked at before it is done: the columns, the first rows. */
#include <string.h>

#include "private.h"

void import_preview_header(struct import_run *run)
{
    if (!run->preview)
        return;
    struct import_preview *preview = run->preview;
    size_t missing = 0;
    struct import_column *columns =
        arena_array(run->preview_arena, run->column_count + 1, sizeof *columns);
    const struct store_field **lacking =
        arena_array(run->preview_arena, run->kind->field_count, sizeof *lacking);
    for (size_t i = 0; i < run->column_count; i++) {
        size_t field = run->fields[i];
        columns[i].title =
            arena_strdup(run->preview_arena, text_trim(run->scratch, run->titles[i]));
        columns[i].use = field == IMPORT_SKIPPED    ? IMPORT_COLUMN_SKIPPED
                         : field == IMPORT_UNTITLED ? IMPORT_COLUMN_UNTITLED
                         : field == IMPORT_TWICE    ? IMPORT_COLUMN_TWICE
                         : field == IMPORT_NO_FIELD ? IMPORT_COLUMN_UNKNOWN
                                                    : IMPORT_COLUMN_TAKEN;
        columns[i].source = import_column_source(run, run->titles[i]);
        if (columns[i].use == IMPORT_COLUMN_TAKEN)
            columns[i].field = &run->kind->fields[field];
    }
    for (size_t i = 0; i < run->kind->field_count; i++)
        if (run->columns[i] == 0)
            lacking[missing++] = &run->kind->fields[i];
    preview->columns = columns;
    preview->column_count = run->column_count;
    preview->missing = lacking;
    preview->missing_count = missing;
}

const char *import_date_shown(struct arena *arena, const struct store_field *field, int32_t date)
{
    static const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL};
    const char *text = value_show(arena, value_date(date), &iso);
    if (store_privacy(field->name) != STORE_PRIVATE_BIRTH)
        return text;
    return arena_printf(arena, "%.*s**", (int)strlen(text) - 2, text);
}

static const char *shown(struct arena *arena, const struct store_field *field, struct value value)
{
    static const struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    switch (value.kind) {
    case VALUE_NULL:
        return "";
    case VALUE_TEXT:
        return store_masked(arena, store_privacy(field->name), arena_strdup(arena, value.text));
    case VALUE_DATE:
        return import_date_shown(arena, field, value.date);
    case VALUE_REAL:
    case VALUE_INTEGER:
    default:
        break;
    }
    if (field->type == STORE_BOOLEAN)
        return value.integer ? "是" : "否";
    if (field->type == STORE_MONEY)
        return arena_printf(arena, "%lld.%02lld", (long long)(value.integer / 100),
                            (long long)(value.integer % 100));
    return value_show(arena, value, &plain);
}

void import_preview_row(struct import_run *run, long line)
{
    struct import_preview *preview = run->preview;
    if (!preview || preview->row_count == IMPORT_PREVIEW_ROWS)
        return;
    const char **cells = arena_array(run->preview_arena, run->column_count, sizeof *cells);
    for (size_t i = 0; i < run->column_count; i++)
        cells[i] = preview->columns[i].field ? shown(run->preview_arena, preview->columns[i].field,
                                                     run->values[run->fields[i]])
                                             : "";
    preview->rows[preview->row_count++] = (struct import_preview_row){line, cells};
}
