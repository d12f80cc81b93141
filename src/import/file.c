/* One file, from its bytes to a committed batch. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "private.h"

#define BLOCK ((size_t)64 << 10)
#define SCRATCH_MOST ((size_t)256 << 10)

/* ---- rows ---- */

static bool is_blank(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (*text_trim(run->scratch, record->cells[i]) != '\0')
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
    if (cells == run->column_count)
        return true;
    add_count(run, record, cells);
    return false;
}

static bool read_cells(struct import_run *run, const struct import_record *record)
{
    bool good = true;
    for (size_t i = 0; i < run->kind->field_count; i++)
        run->values[i] = value_null();
    for (size_t i = 0; i < run->column_count; i++) {
        struct place place = {run->path, record->line, (long)i + 1, 0, NULL};
        size_t field = run->fields[i];
        if (field < run->kind->field_count) {
            good =
                import_cell_read(run, field, record->cells[i], &place, &run->values[field]) && good;
        } else if (field == IMPORT_UNTITLED) {
            const char *text = text_trim(run->scratch, record->cells[i]);
            if (*text != '\0')
                import_add(run, &IMP024, &place, DIAG_ARGS(text));
            good = good && *text == '\0';
        }
    }
    return good;
}

/* The sum below a spreadsheet's rows: its first cell says so. A text column may hold such a name. */
static bool refuse_total(struct import_run *run, const struct import_record *record)
{
    static const char *const words[] = {"合计", "小计", "总计", "共计"};
    size_t column = 0;
    const char *text = "";
    while (column < record->count &&
           *(text = text_trim(run->scratch, record->cells[column])) == '\0')
        column++;
    size_t field = column < run->column_count ? run->fields[column] : IMPORT_UNTITLED;
    if (field < run->kind->field_count && run->kind->fields[field].type == STORE_TEXT)
        return false;
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (strcmp(text, words[i]) != 0)
            continue;
        struct place place = {run->path, record->line, (long)column + 1, 0, NULL};
        if (import_add(run, &IMP015, &place, DIAG_ARGS(text)))
            diag_hint(run->diags, "合计行请删去，只留一条一条的记录");
        return true;
    }
    return false;
}

static void read_row(struct import_run *run, const struct import_record *record)
{
    run->rows++;
    if (refuse_total(run, record) || !has_right_count(run, record))
        return;
    struct place place = {run->path, record->line, 0, 0, NULL};
    bool good = read_cells(run, record) && import_rules_check(run, record->line);
    enum store_outcome outcome =
        good ? store_put(run->store, run->values, &place, run->diags)
             : store_check_parents(run->store, run->values, &place, run->diags);
    if (outcome == STORE_FAILED)
        run->stopped = true;
}

static void on_record(void *context, const struct import_record *record)
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
    if (run->header_read) {
        read_row(run, record);
        return;
    }
    import_header_read(run, record);
    if (run->stopped)
        return;
    run->batch_open = store_batch_begin(run->store, run->kind, run->path, run->diags);
    run->stopped = !run->batch_open;
    if (run->batch_open)
        store_batch_columns(run->store, run->columns);
}

/* ---- what kind of file ---- */

/* What people hand over instead of a CSV file, by its first bytes. */
static const struct {
    const char *magic;
    size_t length;
    const struct diag_kind *kind;
    const char *hint;
} others[] = {
    {"PK\3\4", 4, &IMP002, "请在 Excel 或 WPS 里打开，另存为“CSV（逗号分隔）”后再导入"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, &IMP003,
     "请在 Excel 或 WPS 里打开，另存为“CSV（逗号分隔）”后再导入"},
    {"%PDF-", 5, &IMP004, "请导入制作这份 PDF 的表格，另存为 CSV"},
    {"<", 1, &IMP005,
     "有的系统把网页存成 .xls；请在 Excel 或 WPS 里打开，另存为“CSV（逗号分隔）”后再导入"},
};

static bool is_csv(struct import_run *run, const char *bytes, size_t length)
{
    const char *start = bytes;
    if (length >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    size_t left = length - (size_t)(start - bytes);
    if (left == 0) {
        diag_add(run->diags, &IMP001, &(struct place){.file = run->path}, DIAG_ARGS(run->path));
        diag_hint(run->diags, "请确认没有选错文件");
        return false;
    }
    for (size_t i = 0; i < BASE_COUNT(others); i++) {
        if (left < others[i].length || memcmp(start, others[i].magic, others[i].length) != 0)
            continue;
        diag_add(run->diags, others[i].kind, &(struct place){.file = run->path},
                 DIAG_ARGS(run->path));
        diag_hint(run->diags, "%s", others[i].hint);
        return false;
    }
    return true;
}

static void add_binary(struct import_run *run, uint64_t offset, long line)
{
    struct place place = {.file = run->path, .line = line};
    const char *number = arena_printf(run->arena, "%llu", (unsigned long long)offset + 1);
    diag_add(run->diags, &IMP006, &place, DIAG_ARGS(run->path, number));
    diag_hint(run->diags, "请确认没有选错文件；表格要另存为“CSV（逗号分隔）”");
}

static const char *encoding_name(enum text_encoding encoding)
{
    static const char *const names[] = {
        [TEXT_UNKNOWN] = "UTF-8 或 GB 18030",
        [TEXT_UTF8] = "UTF-8",
        [TEXT_UTF8_BOM] = "UTF-8（BOM）",
        [TEXT_GB18030] = "GB 18030",
        [TEXT_UTF16LE] = "UTF-16",
        [TEXT_UTF16BE] = "UTF-16",
    };
    return names[encoding];
}

static void add_encoding(struct import_run *run, enum text_encoding encoding, uint64_t offset,
                         long line)
{
    struct place place = {.file = run->path, .line = line};
    const char *number = arena_printf(run->arena, "%llu", (unsigned long long)offset + 1);
    diag_add(run->diags, &IMP007, &place, DIAG_ARGS(run->path, number, encoding_name(encoding)));
    diag_hint(
        run->diags,
        "请在 Excel 或 WPS 里重新另存为“CSV UTF-8（逗号分隔）”；如果这一行显示乱码，请先改正");
}

static long lines_before(const char *bytes, size_t offset)
{
    long line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

/* ---- reading ---- */

struct input {
    int fd;
    int64_t done, total;
    char *block;
    enum text_encoding encoding;
    struct text_decoder *decoder;
    struct buf text; /* the block in UTF-8 */
    uint64_t text_offset;
    struct import_csv *csv;
};

/* A whole block, or what is left; -1 with a diagnostic. */
static ssize_t read_block(struct import_run *run, struct input *input)
{
    size_t got = 0;
    while (got < BLOCK) {
        ssize_t now = read(input->fd, input->block + got, BLOCK - got);
        if (now < 0 && errno == EINTR)
            continue;
        if (now < 0) {
            diag_add(run->diags, &IMP014, &(struct place){.file = run->path}, DIAG_ARGS(run->path));
            diag_detail(run->diags, "%s", strerror(errno));
            diag_hint(run->diags, "请检查磁盘或优盘，把文件复制到本机后再试");
            return -1;
        }
        if (now == 0)
            break;
        got += (size_t)now;
    }
    input->done += (int64_t)got;
    return (ssize_t)got;
}

static bool recognise(struct import_run *run, struct input *input, size_t length)
{
    if (!is_csv(run, input->block, length))
        return false;
    size_t bad = 0;
    input->encoding = text_detect(input->block, length, length < BLOCK, &bad);
    bool wide = input->encoding == TEXT_UTF16LE || input->encoding == TEXT_UTF16BE;
    const char *nul = wide ? NULL : memchr(input->block, 0, length);
    if (nul) {
        size_t offset = (size_t)(nul - input->block);
        add_binary(run, offset, lines_before(input->block, offset));
        return false;
    }
    if (input->encoding == TEXT_UNKNOWN) {
        add_encoding(run, input->encoding, bad, lines_before(input->block, bad));
        return false;
    }
    input->decoder = text_decoder_new(run->arena, input->encoding);
    return true;
}

/* False when reading on makes no sense. */
static bool take_block(struct import_run *run, struct input *input, size_t length, bool last)
{
    uint64_t bad = 0;
    buf_clear(&input->text);
    bool decoded = text_decode(input->decoder, input->block, length, last, &input->text, &bad);
    size_t text = input->text.length;
    const char *nul = text > 0 ? memchr(input->text.data, 0, text) : NULL;
    size_t good = nul ? (size_t)(nul - input->text.data) : text;
    if (good > 0 && !import_csv_feed(input->csv, input->text.data, good))
        return false;
    long line = import_csv_line(input->csv);
    if (nul)
        add_binary(run, input->text_offset + good, line);
    else if (!decoded)
        add_encoding(run, input->encoding, bad, line);
    input->text_offset += text;
    return decoded && !nul && !run->stopped;
}

static void report_progress(const struct import_run *run, const struct input *input,
                            const struct import_options *options)
{
    if (options && options->progress)
        options->progress(options->progress_context, run->rows, input->done, input->total);
}

static void read_file(struct import_run *run, struct input *input,
                      const struct import_options *options)
{
    for (bool first = true, last = false; !last; first = false) {
        ssize_t got = read_block(run, input);
        if (got < 0 || (first && !recognise(run, input, (size_t)got)))
            return;
        last = (size_t)got < BLOCK;
        if (!take_block(run, input, (size_t)got, last))
            return;
        report_progress(run, input, options);
    }
    import_csv_finish(input->csv);
    report_progress(run, input, options);
    struct place place = {.file = run->path, .line = 1};
    if (run->stopped || diags_count(run->diags, DIAG_ERROR) > run->errors_before)
        return;
    if (!run->header_read) {
        diag_add(run->diags, &IMP001, &(struct place){.file = run->path}, DIAG_ARGS(run->path));
        diag_hint(run->diags, "请确认没有选错文件");
    } else if (run->rows == 0) {
        diag_add(run->diags, &IMP008, &place, DIAG_ARGS(run->path));
        diag_hint(run->diags, "请确认导出时选中了记录");
    }
}

/* ---- all or nothing ---- */

static bool finish(struct import_run *run, bool good, bool dry_run,
                   struct import_result *ret_result)
{
    struct store_tally tally = {0, 0, 0};
    if (good && dry_run)
        tally = store_batch_tally(run->store);
    if (!good || dry_run)
        store_batch_rollback(run->store);
    else
        good = store_batch_commit(run->store, &tally, run->diags);
    if (good && ret_result) {
        ret_result->rows = run->rows;
        ret_result->added = tally.added;
        ret_result->changed = tally.changed;
        ret_result->same = tally.same;
    }
    return good;
}

bool import_file(struct store *store, const struct store_kind *kind, const char *path,
                 const struct import_options *options, const struct world *world,
                 struct import_result *ret_result, struct diags *diags)
{
    struct input input = {.fd = file_open_input(path, diags)};
    if (input.fd < 0)
        return false;
    struct stat status;
    input.total = fstat(input.fd, &status) == 0 ? (int64_t)status.st_size : 0;
    struct import_run run = {.store = store,
                             .kind = kind,
                             .path = path,
                             .world = world,
                             .diags = diags,
                             .errors_before = diags_count(diags, DIAG_ERROR),
                             .arena = arena_new(),
                             .scratch = arena_new()};
    input.block = arena_alloc(run.arena, BLOCK);
    input.csv = import_csv_new(run.arena, path, world->max_line_bytes, on_record, &run, diags);
    read_file(&run, &input, options);
    bool good = run.batch_open && diags_count(diags, DIAG_ERROR) == run.errors_before;
    good = finish(&run, good, options && options->dry_run, ret_result);
    if (good && ret_result)
        ret_result->encoding = encoding_name(input.encoding);
    close(input.fd);
    buf_done(&input.text);
    arena_free(run.scratch);
    arena_free(run.arena);
    return good;
}
