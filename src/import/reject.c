/*
 * Rows that are wrong: what is said of each is gathered, counted by kind and passed on; a partial
 * import writes the row, as it stands in the file, to a file of its own with the reasons behind.
 */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "private.h"

#define REASONS "原因"

/* ---- gathering ---- */

void import_row_begin(struct import_run *run)
{
    run->diags = run->row_diags;
}

static void count_mistake(struct import_run *run, const struct diag_kind *kind)
{
    size_t i = 0;
    while (i < run->mistake_count && run->mistakes[i].kind != kind)
        i++;
    if (i == IMPORT_MISTAKES_MOST)
        return;
    run->mistake_count += i == run->mistake_count;
    run->mistakes[i].kind = kind;
    run->mistakes[i].count++;
}

static int compare_mistakes(const void *a, const void *b)
{
    const struct import_mistake *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->kind->code, y->kind->code);
}

void import_mistakes_sort(struct import_run *run)
{
    qsort(run->mistakes, run->mistake_count, sizeof *run->mistakes, compare_mistakes);
}

/* ---- the file of rejects ---- */

/* 居民.xlsx → 居民-未导入.csv, or -未导入-2.csv …: one that is being corrected is not overwritten. */
static const char *free_name(struct import_run *run)
{
    if (run->rejects_wish)
        return run->rejects_wish;
    const char *slash = strrchr(run->path, '/');
    const char *point = strrchr(slash ? slash : run->path, '.');
    size_t stem = point && point != run->path ? (size_t)(point - run->path) : strlen(run->path);
    const char *path = arena_printf(run->arena, "%.*s-未导入.csv", (int)stem, run->path);
    for (int n = 2; file_exists(path); n++)
        path = arena_printf(run->arena, "%.*s-未导入-%d.csv", (int)stem, run->path, n);
    return path;
}

/* What a spreadsheet would work out: it begins with = + - @, or their full-width forms, and is no number. */
static bool is_formula(struct import_run *run, const char *text)
{
    const char *start = text_trim(run->scratch, text_halfwidth(run->scratch, text));
    bool sign = *start == '+' || *start == '-';
    if (!sign)
        return *start == '=' || *start == '@';
    return start[1 + strspn(start + 1, "0123456789.,")] != '\0';
}

/* Excel keeps fifteen digits of a number, and reads what begins with = as a formula; an apostrophe makes
   it leave them alone, and is dropped when the file is imported. */
static const char *shielded(struct import_run *run, const char *text)
{
    bool number = strspn(text, "0123456789") >= 12;
    return number || is_formula(run, text) ? arena_printf(run->scratch, "'%s", text) : text;
}

static void put_cell(struct import_run *run, const char *written)
{
    const char *text = shielded(run, written);
    size_t length = strlen(text);
    size_t room = csv_write(NULL, 0, text, length);
    char *quoted = arena_alloc(run->scratch, room + 1);
    csv_write(quoted, room, text, length);
    outfile_write(run->rejects, quoted, room);
}

static void put_line(struct import_run *run, const char *const *cells, size_t count,
                     const char *last)
{
    for (size_t i = 0; i < run->column_count || i < count; i++) {
        put_cell(run, i < count ? cells[i] : "");
        outfile_write(run->rejects, ",", 1);
    }
    put_cell(run, last);
    outfile_write(run->rejects, "\r\n", 2);
}

static bool open_rejects(struct import_run *run)
{
    if (run->rejects)
        return true;
    run->rejects_path = free_name(run);
    run->rejects = outfile_open(run->rejects_path, run->file_diags);
    if (!run->rejects) {
        diag_hint(run->file_diags, "用 --rejects 指出一个可以写的文件");
        run->stopped = true;
        return false;
    }
    outfile_write(run->rejects, "\xEF\xBB\xBF", 3); /* so that Excel reads it as UTF-8 */
    put_line(run, run->titles, run->column_count, REASONS);
    return true;
}

static const char *reasons(struct import_run *run)
{
    struct buf text = {0};
    for (size_t i = 0; i < diags_kept(run->row_diags); i++) {
        const struct diag *diag = diags_at(run->row_diags, i);
        if (diag->kind->severity == DIAG_ERROR)
            buf_printf(&text, "%s%s", text.length ? "；" : "", diag->message);
    }
    const char *copy = buf_copy(&text, run->scratch);
    buf_done(&text);
    return copy;
}

static void reject(struct import_run *run, const struct import_record *record)
{
    run->rejected++;
    if (!run->dry_run && open_rejects(run))
        put_line(run, record->cells, record->count, reasons(run));
}

bool import_rejects_finish(struct import_run *run, bool keep)
{
    struct outfile *file = run->rejects;
    run->rejects = NULL;
    if (file && keep)
        return outfile_commit(file, run->file_diags);
    outfile_abort(file);
    return true;
}

/* ---- records that are not there ---- */

enum {
    MISSING_TOLD = 20
}; /* rows of which that is said; a file that came too early has it in all of them */

/* The field whose record is not there; NULL: it is another mistake. */
static struct import_missing *missing_of(const struct import_run *run, const struct diag *diag)
{
    size_t column = diag->place.column > 0 ? (size_t)diag->place.column - 1 : SIZE_MAX;
    bool about = strcmp(diag->kind->code, "STO020") == 0 && diag->hint &&
                 column < run->column_count && run->fields[column] < run->kind->field_count;
    return about ? &run->missing[run->fields[column]] : NULL;
}

/* Passes it on: what to do about it the first time only, and not at all when it has been said often. */
static void tell(struct import_run *run, const struct diag *diag)
{
    struct import_missing *missing = missing_of(run, diag);
    struct diag told = *diag;
    if (missing && !missing->hint)
        missing->hint = arena_strdup(run->arena, diag->hint);
    bool alike = missing && strcmp(missing->hint, diag->hint) == 0;
    if (alike && ++missing->alike > 1)
        told.hint = NULL;
    if (alike && missing->alike > MISSING_TOLD)
        return;
    diag_copy(run->file_diags, &told);
    run->told += diag->kind->severity == DIAG_ERROR;
}

void import_missing_tell(struct import_run *run)
{
    for (size_t i = 0; run->missing && i < run->kind->field_count; i++) {
        const struct store_field *field = &run->kind->fields[i];
        const struct import_missing *missing = &run->missing[i];
        if (missing->alike <= MISSING_TOLD)
            continue;
        diag_add(run->diags, &IMP072, &(struct place){.file = run->path},
                 DIAG_ARGS(field->name, store_kind_find(field->refers_to)->chinese,
                           arena_printf(run->arena, "%zu", missing->alike),
                           arena_printf(run->arena, "%d", MISSING_TOLD)));
        diag_hint(run->diags, "%s，再导入这个文件%s", missing->hint,
                  run->partial ? "" : "；要看是哪些行，加 --partial");
    }
}

/* ---- the end of a row ---- */

bool import_row_end(struct import_run *run, const struct import_record *record)
{
    run->diags = run->file_diags;
    size_t kept = diags_kept(run->row_diags);
    if (kept == 0)
        return true;
    bool good = diags_count(run->row_diags, DIAG_ERROR) == 0;
    for (size_t i = 0; i < kept; i++) {
        const struct diag *diag = diags_at(run->row_diags, i);
        if (diag->kind->severity == DIAG_ERROR)
            count_mistake(run, diag->kind);
        tell(run, diag);
    }
    if (!good && run->partial && !run->stopped)
        reject(run, record);
    diags_free(run->row_diags);
    run->row_diags = diags_new();
    return good;
}
