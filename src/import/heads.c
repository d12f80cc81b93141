/*
 * The header: in one of the first rows, below a table's name and the like, and up to three rows high.
 */
#include <string.h>

#include "private.h"

struct import_record import_record_copy(struct arena *arena, const struct import_record *record)
{
    const char **cells = arena_array(arena, record->count + 1, sizeof *cells);
    for (size_t i = 0; i < record->count; i++)
        cells[i] = arena_strdup(arena, record->cells[i]);
    return (struct import_record){record->line, cells, record->count};
}

const char *import_one_line(struct arena *arena, const char *cell)
{
    char *text = arena_strdup(arena, text_trim(arena, cell));
    for (char *p = text; *p; p++)
        if (*p == '\n' || *p == '\r' || *p == '\t')
            *p = ' ';
    return text;
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
        diag_add(run->diags, &IMP027, &place, DIAG_ARGS(above, import_one_line(run->arena, first)));
    }
    import_header_read(run, record);
    begin_batch(run);
}

/* ---- titles in several rows ---- */

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

/*
 * How many of the rows held are the header, and its titles: 身份信息 above 身份证号, 性别, 出生日期. A row
 * belongs to it when it names fields and more are known with it than without.
 */
static size_t best_of(struct import_run *run, struct import_record *ret_header)
{
    struct import_record all = run->heads[0];
    size_t best = 1, most = import_header_titles(run, &all);
    *ret_header = all;
    for (size_t i = 1; i < run->head_count; i++) {
        all = join(run, &all, &run->heads[i]);
        size_t titles = import_header_titles(run, &all);
        if (titles <= most || import_header_titles(run, &run->heads[i]) == 0)
            continue;
        best = i + 1;
        most = titles;
        *ret_header = all;
    }
    return best;
}

/* The rows held that are no header are records. */
static void settle(struct import_run *run)
{
    struct import_record header;
    size_t held = run->head_count;
    run->head_count = best_of(run, &header);
    read_header(run, &header);
    for (size_t i = run->head_count; i < held && !run->stopped; i++)
        import_row_read(run, &run->heads[i]);
}

/* The first record is told about when none of the first rows is a header. */
void import_heads_look(struct import_run *run, const struct import_record *record)
{
    if (run->head_count == 0 && !import_header_is(run, record)) {
        run->above_rows[run->above] = import_record_copy(run->arena, record);
        run->first = run->above_rows[0];
        run->above++;
        if (run->above == IMPORT_LOOKED_AT)
            import_records_end(run);
        return;
    }
    run->heads[run->head_count++] = import_record_copy(run->arena, record);
    if (run->above == 0 && run->head_count == 1)
        run->first = run->heads[0];
    struct import_record header;
    best_of(run, &header);
    if (run->head_count == IMPORT_HEAD_ROWS || import_header_is_whole(run, &header))
        settle(run);
}

void import_records_end(struct import_run *run)
{
    if (run->stopped)
        return;
    if (!run->header_read && run->head_count > 0)
        settle(run);
    import_asides_tell(run);
    import_foot_tell(run);
    if (run->header_read || run->above == 0)
        return;
    run->header_lost = true;
    read_header(run, &run->first);
}
