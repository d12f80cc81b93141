/* The door: checks what a workbook can hold, reserves the disk, writes one sheet per table. */
#include "book.h"
#include "chart.h"
#include "limited.h"
#include "text.h"
#include "xlsx_diags.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>
#include <huibao/xlsx.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Above so many cells rows go to disk as they are written, and texts stay in their cells. */
enum { CELLS_IN_MEMORY = 200000 };

static void done_workbook(lxw_workbook **workbook)
{
    if (*workbook)
        lxw_workbook_free(*workbook);
}

/* ---- what Excel can hold ---- */

static void check_size(struct xlsx_book *book, const struct model_block *block)
{
    const struct model_table *table = block->table;
    struct place place = {.file = block->file, .line = block->line};
    if (table->column_count > LXW_COL_MAX) {
        diag_add(book->diags, &XLS003, &place,
                 DIAG_ARGS(xlsx_table_name(table),
                           arena_printf(book->arena, "%zu", table->column_count),
                           arena_printf(book->arena, "%d", LXW_COL_MAX)));
        diag_hint(book->diags, "请减少列，或者把行和列对调");
    }
}

/* ---- disk ---- */

static const char *reason_of(int error)
{
    switch (error) {
    case ENOSPC:
        return "磁盘空间不够";
    case EDQUOT:
        return "磁盘配额不够";
    case EFBIG:
        return "文件超过大小限制";
    default:
        return "写磁盘时出错";
    }
}

static void tell_failure(struct diags *diags, const char *path, const char *reason,
                         const char *detail)
{
    diag_add(diags, &XLS001, NULL, DIAG_ARGS(path, reason));
    diag_detail(diags, "%s", detail);
    diag_hint(diags, "请腾出磁盘空间，或者换一个文件夹再试");
}

/*
 * An upper bound of what is on the disk at one time: the parts' XML in the library's temporary
 * files (twice when rows go to disk) and the package.
 */
static size_t bytes_needed(const struct xlsx_book *book, bool rows_to_disk)
{
    enum { BOOK = 20000, SHEET = 4000, CELL = 90, ROW = 100 };
    size_t bytes = BOOK;
    for (size_t p = 0; p < book->part_count; p += book->parts[p].count) {
        const struct xlsx_part *part = &book->parts[p];
        const struct model_table *table = part->table;
        size_t rows = model_table_rows(table);
        if (part->block->kind == MODEL_CHART) {
            bytes += SHEET + xlsx_chart_bytes(part->block->chart);
            continue;
        }
        bytes += SHEET * (2 + rows / LXW_ROW_MAX) + (rows + 10) * ROW;
        bytes += (rows + xlsx_head_rows(table) + 4) * table->column_count * CELL;
        bytes += part->survey->text_bytes;
    }
    return bytes * (rows_to_disk ? 3 : 2);
}

/*
 * The library does not notice when its temporary files cannot grow: it would zip what is there.
 * So the room is reserved, and given back, before it starts. A file system that cannot reserve
 * leaves the zip's own errors as the guard.
 */
static bool reserve(struct arena *arena, const char *directory, size_t bytes, const char *path,
                    struct diags *diags)
{
    char *name = arena_printf(arena, "%s/.huibao-XXXXXX", directory);
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    int error = fd < 0 ? errno : posix_fallocate(fd, 0, (off_t)bytes);
    if (fd >= 0)
        close(fd);
    bool lacking = fd < 0 || error == ENOSPC || error == EDQUOT || error == EFBIG || error == EIO;
    if (lacking)
        tell_failure(diags, path, reason_of(error), strerror(error));
    return !lacking;
}

static const char *directory_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

/* ---- the workbook ---- */

static char *property(struct arena *arena, const char *text)
{
    return text ? xlsx_text_clean(arena, text) : NULL;
}

/* What somebody would look for: the report, the community, what the sheets are about. */
static char *keywords(struct xlsx_book *book)
{
    enum { MOST = 255 }; /* characters: Excel's limit */
    const struct model *model = book->model;
    struct buf words = {0};
    size_t count = 0;
    buf_puts(&words, model->report_id ? model->report_id : "");
    for (size_t p = 0; p < book->part_count; p++) {
        const char *name = book->parts[p].number == 1 ? book->parts[p].name : "";
        count += text_count(name, strlen(name)) + 1;
        if (*name && count + words.length < MOST)
            buf_printf(&words, "%s%s", words.length ? "；" : "", name);
    }
    char *all = words.length ? property(book->arena, words.data) : NULL;
    buf_done(&words);
    return all;
}

static void set_properties(struct xlsx_book *book, const struct world *world)
{
    static const int64_t latest = INT64_C(253402300799); /* 9999-12-31T23:59:59Z */
    const struct model *model = book->model;
    int64_t now = world->now < latest ? world->now : latest;
    const char *organ = xlsx_cover_organ(model);
    const char *person = model->letterhead ? model->letterhead->signer : NULL;
    lxw_doc_properties properties = {
        .title = property(book->arena, book->title),
        .subject = property(book->arena, model->period),
        .author = property(book->arena, organ ? organ : model->community),
        .company = property(book->arena, organ ? organ : model->community),
        .manager = property(book->arena, person), /* 签发人 */
        .category = property(book->arena, model->letterhead ? model->letterhead->number : NULL),
        .keywords = keywords(book),
        /* 0 means “now” to the library, and dates before 1970 have no meaning here. */
        .created = (time_t)(now > 0 ? now : 1),
    };
    workbook_set_properties(book->workbook, &properties);
}

lxw_worksheet *xlsx_book_add_sheet(struct xlsx_book *book, const char *name)
{
    lxw_worksheet *worksheet = workbook_add_worksheet(book->workbook, name);
    if (!worksheet && !book->error)
        book->error = LXW_ERROR_PARAMETER_VALIDATION;
    return worksheet;
}

/*
 * The face of cells nobody has formatted, and the measure of column widths. The library has no call
 * for it; its first format is what it writes as the style “Normal”.
 */
static void set_default_face(lxw_workbook *workbook)
{
    lxw_format *normal = STAILQ_FIRST(workbook->formats);
    xlsx_face_song(normal);
}

/* The sheets of a table or chart, from its first part on. */
static void write_parts(struct xlsx_book *book, const struct xlsx_part *first)
{
    const struct model_block *block = first->block;
    struct xlsx_sheet sheet = {
        .book = book, .block = block, .table = first->table, .survey = first->survey};
    sheet.columns = arena_array(book->arena, first->table->column_count + 1, sizeof *sheet.columns);
    sheet.room = block->kind == MODEL_CHART ? xlsx_chart_rows(block->chart) : 0;
    xlsx_widths_find(&sheet);
    sheet.cursor = xlsx_cursor_open(sheet.table);
    for (size_t i = 0; i < first->count && !book->error; i++) {
        sheet.part = &first[i];
        sheet.worksheet = xlsx_book_add_sheet(book, sheet.part->name);
        sheet.row = 0;
        sheet.merged = 0;
        if (!sheet.worksheet)
            break;
        xlsx_sheet_write(&sheet);
        struct xlsx_part *written = &book->parts[first - book->parts + (ptrdiff_t)i];
        written->worksheet = sheet.worksheet;
        written->first_row = sheet.first_row;
    }
    xlsx_cursor_done(&sheet.cursor);
    if (sheet.room && !book->error)
        xlsx_chart_insert(&sheet, block->chart, first->name);
}

static void write_sheets(struct xlsx_book *book)
{
    if (book->cover)
        xlsx_cover_write(book);
    for (size_t p = 0; p < book->part_count && !book->error; p += book->parts[p].count)
        write_parts(book, &book->parts[p]);
    if (!book->error)
        xlsx_findings_write(book);
}

static void write_explanation(struct xlsx_book *book)
{
    static const struct model_column column = {.title = "说明"};
    static const struct model_table table = {.columns = &column, .column_count = 1};
    struct xlsx_column width = {0};
    struct xlsx_sheet sheet = {.book = book, .table = &table, .columns = &width};
    sheet.worksheet = xlsx_book_add_sheet(book, "说明");
    if (!sheet.worksheet)
        return;
    const char *community = book->model->community ? book->model->community : "";
    const char *period = book->model->period ? book->model->period : "";
    const char *stamp = book->model->stamp ? book->model->stamp : "";
    const char *lines[] = {book->title, stamp, community, period,
                           "本报告没有表格和图，正文请看 PDF 文件。"};
    worksheet_set_column(sheet.worksheet, 0, 0, 80, NULL);
    struct xlsx_look look = {.align = MODEL_ALIGN_LEFT,
                             .content = {.kind = XLSX_KIND_TEXT, .suffix = ""}};
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        if (!*lines[i])
            continue;
        look.role = i == 0 ? XLSX_ROLE_TITLE : i == 1 ? XLSX_ROLE_STAMP : XLSX_ROLE_INFO;
        xlsx_row_height(&sheet, xlsx_text_lines(lines[i], i == 0 ? 50 : 76), i == 0 ? 24 : 15);
        xlsx_put_text(&sheet, 0, lines[i], xlsx_look_format(book, &look), "说明");
        sheet.row++;
    }
    xlsx_sheet_print_setup(&sheet);
}

static bool needs_disk(const struct xlsx_book *book)
{
    size_t cells = 0;
    for (size_t p = 0; p < book->part_count; p += book->parts[p].count)
        cells += model_table_rows(book->parts[p].table) * book->parts[p].table->column_count;
    return cells > CELLS_IN_MEMORY;
}

/* Writes the package to `temp`; false when a diagnostic was added. */
static bool write_package(struct xlsx_book *book, const char *temp, const char *path,
                          const struct world *world)
{
    bool rows_to_disk = needs_disk(book);
    book->streamed = rows_to_disk;
    char *directory = arena_strdup(book->arena, directory_of(book->arena, temp));
    size_t bytes = bytes_needed(book, rows_to_disk);
    if (!reserve(book->arena, directory, bytes, path, book->diags))
        return false;
    size_t errors = diags_count(book->diags, DIAG_ERROR);
    lxw_workbook_options options = {
        .constant_memory = rows_to_disk, .tmpdir = directory, .use_zip64 = bytes > UINT32_MAX / 2};
    __attribute__((cleanup(done_workbook))) lxw_workbook *workbook =
        workbook_new_opt(temp, &options);
    book->workbook = workbook;
    set_default_face(workbook);
    set_properties(book, world);
    write_sheets(book);
    if (book->part_count == 0)
        write_explanation(book);
    if (diags_count(book->diags, DIAG_ERROR) > errors)
        return false;
    if (!book->error) {
        errno = 0;
        book->error = workbook_close(workbook);
        workbook = NULL; /* closing frees it, whether it succeeds or not */
    }
    if (book->error)
        tell_failure(book->diags, path, reason_of(errno), lxw_strerror(book->error));
    return !book->error;
}

bool xlsx_write_limited(const struct model *model, const char *path, const struct world *world,
                        size_t row_limit, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct xlsx_book book = {.arena = arena,
                             .diags = diags,
                             .model = model,
                             .world = world,
                             .row_limit = (lxw_row_t)row_limit};
    book.title = model_text_flat(arena, &model->title);
    size_t errors = diags_count(diags, DIAG_ERROR);
    for (size_t b = 0; b < xlsx_block_count(model); b++)
        if (xlsx_own_table(xlsx_block_at(model, b)))
            check_size(&book, xlsx_block_at(model, b));
    xlsx_plan_make(&book);
    bool done = false;
    struct outfile *file =
        diags_count(diags, DIAG_ERROR) > errors ? NULL : outfile_open(path, diags);
    if (file && write_package(&book, outfile_temp(file), path, world))
        done = outfile_commit(file, diags);
    else
        outfile_abort(file);
    arena_free(arena);
    return done;
}

bool xlsx_write(const struct model *model, const char *path, const struct world *world,
                struct diags *diags)
{
    return xlsx_write_limited(model, path, world, LXW_ROW_MAX, diags);
}
