/* Each record of a file: the rows above the header, the header, then values to the store. */
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

/* Cells beyond the last title may be there, as spreadsheets write them, but must be empty. */
static bool has_right_count(struct import_run *run, const struct import_record *record)
{
    size_t cells = record->count;
    while (cells > run->column_count && *text_trim(run->scratch, record->cells[cells - 1]) == '\0')
        cells--;
    if (cells == run->column_count || (run->padded && cells < run->column_count))
        return true;
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
            const char *text = text_trim(run->scratch, cell);
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

static void read_row(struct import_run *run, const struct import_record *record)
{
    if (import_foot_hold(run, record))
        return;
    import_foot_flush(run); /* what was below a record stands above this one */
    run->rows++;
    import_row_begin(run);
    put_row(run, record);
    import_row_end(run, record);
}

/* ---- above the header ---- */

struct import_record import_record_copy(struct arena *arena, const struct import_record *record)
{
    const char **cells = arena_array(arena, record->count + 1, sizeof *cells);
    for (size_t i = 0; i < record->count; i++)
        cells[i] = arena_strdup(arena, record->cells[i]);
    return (struct import_record){record->line, cells, record->count};
}

static void begin_batch(struct import_run *run)
{
    if (run->stopped)
        return;
    if (run->sink) {
        run->batch_open = true;
        run->sink->columns(run->sink->context, run->columns);
        return;
    }
    run->batch_open = store_batch_begin(run->store, run->kind, run->path, run->diags);
    run->stopped = !run->batch_open;
    if (run->batch_open)
        store_batch_columns(run->store, run->columns);
}

static void read_header(struct import_run *run, const struct import_record *record)
{
    if (run->above && !run->header_lost) {
        struct place place = {run->path, record->line, 0, 0, NULL};
        const char *above = arena_printf(run->arena, "%zu", run->above);
        const char *first = run->first.count ? run->first.cells[0] : "";
        diag_add(run->diags, &IMP027, &place, DIAG_ARGS(above, text_trim(run->arena, first)));
    }
    import_header_read(run, record);
    begin_batch(run);
}

/* The titles of two rows as one: what the second leaves empty stands in the first. */
static struct import_record join(struct import_run *run, const struct import_record *upper,
                                 const struct import_record *lower)
{
    size_t count = upper->count > lower->count ? upper->count : lower->count;
    const char **cells = arena_array(run->arena, count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        bool below = i < lower->count && *text_trim(run->scratch, lower->cells[i]) != '\0';
        cells[i] = arena_strdup(run->arena, below              ? lower->cells[i]
                                            : i < upper->count ? upper->cells[i]
                                                               : "");
    }
    return (struct import_record){upper->line, cells, count};
}

/* A header that is not all there may go on in the next row: 身份信息 above 身份证号, 性别, 出生日期. */
static void end_header(struct import_run *run, const struct import_record *record)
{
    struct import_record upper = run->header;
    struct import_record both = join(run, &upper, record);
    run->header = (struct import_record){0};
    if (import_header_titles(run, record) > 0 &&
        import_header_titles(run, &both) > import_header_titles(run, &upper)) {
        read_header(run, &both);
        return;
    }
    read_header(run, &upper);
    if (!run->stopped)
        read_row(run, record);
}

/* The first record is told about when none of the first rows is a header. */
static void look_for_header(struct import_run *run, const struct import_record *record)
{
    if (run->header.cells) {
        end_header(run, record);
        return;
    }
    bool header = import_header_is(run, record);
    if (header && import_header_is_whole(run, record)) {
        read_header(run, record);
        return;
    }
    if (header) {
        run->header = import_record_copy(run->arena, record);
        if (run->above == 0)
            run->first = run->header;
        return;
    }
    if (run->above++ == 0)
        run->first = import_record_copy(run->arena, record);
    if (run->above == IMPORT_LOOKED_AT)
        import_records_end(run);
}

void import_records_end(struct import_run *run)
{
    if (run->stopped)
        return;
    import_foot_tell(run);
    if (run->header.cells) {
        struct import_record header = run->header;
        run->header = (struct import_record){0};
        read_header(run, &header);
    }
    if (run->header_read || run->above == 0)
        return;
    run->header_lost = true;
    read_header(run, &run->first);
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
        read_row(run, record);
    else
        look_for_header(run, record);
}
