/* A workbook's records: which of its sheets is meant, and its rows. */
#include <string.h>

#include <huibao/sheet.h>

#include "private.h"

#define SHARED_TEXT_MOST ((size_t)512 << 20)

static void close_book(struct sheet_book **book)
{
    sheet_close(*book);
}

/* ---- which sheet ---- */

struct probe {
    struct import_run *run;
    size_t rows;
    bool fits;
};

static bool probe_row(void *context, const struct sheet_row *row)
{
    struct probe *probe = context;
    struct import_record record = {row->line, row->cells, row->count};
    probe->fits = import_header_is(probe->run, &record);
    return !probe->fits && ++probe->rows < IMPORT_LOOKED_AT;
}

/* What is wrong with a sheet that is not chosen is not said. */
static bool sheet_fits(struct import_run *run, struct sheet_book *book, size_t index)
{
    struct diags *quiet = diags_new();
    struct probe probe = {.run = run};
    sheet_read(book, index, probe_row, &probe, quiet);
    diags_free(quiet);
    return probe.fits;
}

static const char *list_names(struct import_run *run, const struct sheet_book *book,
                              const size_t *indices, size_t count)
{
    struct buf names = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&names, "%s“%s”", i ? "、" : "", sheet_name(book, indices[i]));
    const char *copy = buf_copy(&names, run->arena);
    buf_done(&names);
    return copy;
}

static bool find_named(struct import_run *run, const struct sheet_book *book, const char *name,
                       size_t *ret_index)
{
    size_t count = sheet_count(book);
    const char **names = arena_array(run->arena, count, sizeof *names);
    size_t *indices = arena_array(run->arena, count, sizeof *indices);
    for (size_t i = 0; i < count; i++) {
        indices[i] = i;
        names[i] = sheet_name(book, i);
        if (strcmp(names[i], name) == 0) {
            *ret_index = i;
            return true;
        }
    }
    diag_add(run->diags, &IMP029, &(struct place){.file = run->path}, DIAG_ARGS(name));
    diag_hint(run->diags, "工作表有：%s", list_names(run, book, indices, count));
    return false;
}

/* The only visible sheet whose columns fit; the first when none does, so that it can be told why. */
static bool find_fitting(struct import_run *run, struct sheet_book *book, size_t *ret_index)
{
    size_t count = 0, visible = 0, first = 0;
    size_t *fitting = arena_array(run->arena, sheet_count(book), sizeof *fitting);
    for (size_t i = 0; i < sheet_count(book); i++) {
        if (sheet_is_hidden(book, i))
            continue;
        if (visible++ == 0)
            first = i;
        if (sheet_fits(run, book, i))
            fitting[count++] = i;
    }
    *ret_index = count ? fitting[0] : first;
    if (count <= 1)
        return true;
    diag_add(run->diags, &IMP028, &(struct place){.file = run->path},
             DIAG_ARGS(arena_printf(run->arena, "%zu", count), run->kind->chinese,
                       list_names(run, book, fitting, count)));
    diag_hint(run->diags, "用 --sheet 说明导入哪一张，如 --sheet %s", sheet_name(book, fitting[0]));
    return false;
}

/* ---- its rows ---- */

struct rows {
    struct import_run *run;
    struct sheet_book *book;
    const struct import_options *options;
    size_t hidden; /* rows below the header */
    long hidden_line;
};

static bool take_row(void *context, const struct sheet_row *row)
{
    enum { TOLD_EVERY = 1024 };
    struct rows *rows = context;
    struct import_record record = {row->line, row->cells, row->count};
    if (row->hidden && rows->run->header_read && row->count > 0)
        rows->hidden_line = rows->hidden++ ? rows->hidden_line : row->line;
    import_record_read(rows->run, &record);
    if (rows->options && rows->options->progress && rows->run->rows % TOLD_EVERY == 0) {
        int64_t done = 0, total = 0;
        sheet_progress(rows->book, &done, &total);
        rows->options->progress(rows->options->progress_context, rows->run->rows, done, total);
    }
    return !rows->run->stopped;
}

/* They are records like others, but who filters a sheet may not think of them. */
static void tell_hidden(const struct rows *rows)
{
    struct import_run *run = rows->run;
    struct place place = {run->path, rows->hidden_line, 0, 0, NULL};
    if (rows->hidden == 0 || run->stopped)
        return;
    diag_add(run->diags, &IMP073, &place, DIAG_ARGS(arena_printf(run->arena, "%zu", rows->hidden)));
    diag_hint(run->diags, "不要这些行的，请在表里取消隐藏和筛选，核对后删去，再导入");
}

void import_workbook_read(struct import_run *run, const struct import_options *options,
                          const char **ret_format)
{
    __attribute__((cleanup(close_book))) struct sheet_book *book =
        sheet_open(run->path, SHARED_TEXT_MOST, run->diags);
    size_t index = 0;
    if (!book)
        return;
    *ret_format = sheet_format(book);
    const char *name = options ? options->sheet : NULL;
    if (!(name ? find_named(run, book, name, &index) : find_fitting(run, book, &index)))
        return;
    struct rows rows = {.run = run, .book = book, .options = options};
    run->padded = true;
    sheet_read(book, index, take_row, &rows, run->diags);
    import_records_end(run);
    tell_hidden(&rows);
}
