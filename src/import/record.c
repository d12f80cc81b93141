/* Each record of a file once the header is read: values to the store. */
#include <string.h>

#include "private.h"

#define SCRATCH_MOST ((size_t)256 << 10)

/* ---- rows ---- */

static bool is_blank(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (*record->cells[i] != '\0' && *text_trim(run->scratch, record->cells[i]) != '\0')
            return false;
    return true;
}

static void add_count(struct import_run *run, const struct import_record *record, size_t cells)
{
    struct place place = {run->path, record->line, 0, 0, NULL};
    const char *has = arena_printf(run->scratch, "%zu", cells);
    const char *wanted = arena_printf(run->scratch, "%zu", run->column_count);
    if (import_add(run, &IMP013, &place, DIAG_ARGS(has, wanted)))
        diag_hint(run->diags, cells > run->column_count
                                  ? "多半是某一格里有逗号，这样的格要用引号括起来"
                                  : "请补齐缺少的格；没有内容的格也要有逗号");
}

/* What stands to the right of a sheet's table. */
static void add_beside(struct import_run *run, const struct import_record *record, size_t cells)
{
    size_t column = run->column_count;
    while (column < cells - 1 && *text_trim(run->scratch, record->cells[column]) == '\0')
        column++;
    struct place place = {run->path, record->line, (long)column + 1, 0, NULL};
    const char *text = import_one_line(run->scratch, record->cells[column]);
    if (import_add(run, &IMP024, &place, DIAG_ARGS(text)))
        diag_hint(run->diags, "表格右边的字请删去；是表格的一列的，给它加上列标题");
}

/* Cells beyond the last title may be there, as spreadsheets write them, but must be empty. */
static bool has_right_count(struct import_run *run, const struct import_record *record)
{
    size_t cells = record->count;
    while (cells > run->column_count && *text_trim(run->scratch, record->cells[cells - 1]) == '\0')
        cells--;
    if (cells == run->column_count || (run->padded && cells < run->column_count))
        return true;
    if (run->padded)
        add_beside(run, record, cells);
    else
        add_count(run, record, cells);
    return false;
}

static bool read_cells(struct import_run *run, const struct import_record *record)
{
    bool good = true;
    run->record = record;
    for (size_t i = 0; i < run->kind->field_count; i++)
        run->values[i] = value_null();
    for (size_t i = 0; i < run->column_count; i++) {
        struct place place = {run->path, record->line, (long)i + 1, 0, NULL};
        const char *cell = i < record->count ? record->cells[i] : "";
        size_t field = run->fields[i];
        if (field < run->kind->field_count) {
            good = import_cell_read(run, field, cell, &place, &run->values[field]) && good;
        } else if (field == IMPORT_UNTITLED) {
            const char *text = import_one_line(run->scratch, cell);
            if (*text != '\0')
                import_add(run, &IMP024, &place, DIAG_ARGS(text));
            good = good && *text == '\0';
        }
    }
    return good;
}

/* Whether the record is in the store now, or would be. */
static void put_row(struct import_run *run, const struct import_record *record)
{
    struct place place = {run->path, record->line, 0, 0, NULL};
    if (!has_right_count(run, record))
        return;
    bool good = read_cells(run, record) && import_rules_check(run, record->line);
    if (run->sink) {
        if (good && !run->sink->take(run->sink->context, run->values, &place, run->diags))
            run->stopped = true;
        return;
    }
    enum store_outcome outcome =
        good ? store_put(run->store, run->values, &place, run->diags)
             : store_check_parents(run->store, run->values, &place, run->diags);
    if (outcome == STORE_FAILED)
        run->stopped = true;
    else if (good && outcome != STORE_REFUSED)
        import_preview_row(run, record->line);
}

void import_row_read(struct import_run *run, const struct import_record *record)
{
    if (import_aside_pass(run, record) || import_foot_hold(run, record))
        return;
    import_foot_flush(run); /* what was below a record stands above this one */
    run->rows++;
    import_row_begin(run);
    put_row(run, record);
    import_row_end(run, record);
}

void import_record_read(void *context, const struct import_record *record)
{
    struct import_run *run = context;
    if (run->stopped)
        return;
    if (arena_used(run->scratch) > SCRATCH_MOST) {
        arena_free(run->scratch);
        run->scratch = arena_new();
    }
    if (is_blank(run, record))
        return;
    if (run->header_read)
        import_row_read(run, record);
    else
        import_heads_look(run, record);
}
