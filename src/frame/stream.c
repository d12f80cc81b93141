/* A dataset's rows one after another, for tables too long to be kept. */
#include "fetch.h"
#include "frame_diags.h"

enum { ROWS_BETWEEN = 1024 }; /* after which the texts of rows are forgotten */

struct streaming {
    struct fetch fetch;
    const struct frame_taker *taker;
    struct value *cells;
    struct arena *texts; /* of the rows at hand */
};

static bool stream_row(struct streaming *streaming, struct diags *diags)
{
    struct frame_table *table = streaming->fetch.table;
    if (table->row_count % ROWS_BETWEEN == 0) {
        arena_free(streaming->texts);
        streaming->texts = arena_new();
    }
    for (size_t c = 0; c < table->column_count; c++) {
        struct fetched cell;
        if (!fetch_cell(&streaming->fetch, streaming->texts, c, &cell, diags))
            return false;
        streaming->cells[c] = cell.value;
    }
    table->row_count++;
    return fetch_row_count_fits(&streaming->fetch, diags) &&
           streaming->taker->row(streaming->taker->context, streaming->cells);
}

static bool stream_rows(struct streaming *streaming, struct diags *diags)
{
    struct fetch *fetch = &streaming->fetch;
    int status;
    while ((status = sqlite3_step(fetch->statement)) == SQLITE_ROW) {
        if (!stream_row(streaming, diags))
            return false;
    }
    if (status == SQLITE_DONE)
        return true;
    query_fail(&fetch->frame->store, &fetch->query, status, diags);
    return false;
}

/* For the text of what was fetched. */
static void note(struct frame *frame, const struct define_dataset *dataset,
                 const struct frame_table *table)
{
    struct streamed *streamed = arena_alloc(frame->arena, sizeof *streamed);
    *streamed = (struct streamed){.dataset = dataset, .table = *table};
    *frame->streamed_end = streamed;
    frame->streamed_end = &streamed->next;
}

bool frame_stream(struct frame *frame, const struct define_dataset *dataset,
                  const struct frame_taker *taker, struct diags *diags)
{
    const struct step now = {0};
    struct frame_table table = {0};
    struct streaming streaming = {.fetch = {.frame = frame, .dataset = dataset, .table = &table},
                                  .taker = taker};
    bool complete = false;
    diag_context_push(diags, "数据集“%s”", dataset->name);
    bool good = fetch_begin(&streaming.fetch, now, &complete, diags) && complete &&
                taker->columns(taker->context, table.columns, table.column_count);
    if (good) {
        streaming.cells = arena_array(frame->arena, table.column_count, sizeof *streaming.cells);
        good = stream_rows(&streaming, diags);
    }
    fetch_end(&streaming.fetch);
    arena_free(streaming.texts);
    diag_context_pop(diags);
    if (good)
        note(frame, dataset, &table);
    return good;
}
