/* One file, from its bytes to a committed batch. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <huibao/sheet.h>

#include "private.h"

#define BLOCK ((size_t)64 << 10)

/* ---- what kind of file ---- */

/* What people hand over instead of a CSV file, by its first bytes. */
static const struct {
    const char *magic;
    size_t length;
    const struct diag_kind *kind;
    const char *hint;
} others[] = {
    {"%PDF-", 5, &IMP004, "请导入制作这份 PDF 的表格"},
    {"MIME-Version:", 13, &IMP005,
     "有的系统把网页存成 .xls；请在 WPS 或 Excel 里打开，另存为“Excel 工作簿（.xlsx）”再导入。"
     "打开后身份证号成了 5.39E+17 的，后几位已经丢了，请改从系统导出 CSV"},
    {"<", 1, &IMP005,
     "有的系统把网页存成 .xls；请在 WPS 或 Excel 里打开，另存为“Excel 工作簿（.xlsx）”再导入。"
     "打开后身份证号成了 5.39E+17 的，后几位已经丢了，请改从系统导出 CSV"},
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
    for (; left > 0 && memchr(" \t\r\n", *start, 4); left--)
        start++;
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
    if (input->text_offset == 0 && good > 0)
        import_csv_recognise(input->csv, input->text.data, good);
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
    import_records_end(run);
    report_progress(run, input, options);
}

/* What is missing from a file that was read to its end. */
static void tell_empty(struct import_run *run)
{
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

/* With a wrong file nothing is loaded; wrong rows of a partial import are only left out. */
static bool is_good(const struct import_run *run)
{
    size_t errors = diags_count(run->diags, DIAG_ERROR) - run->errors_before;
    return run->batch_open && !run->stopped && errors == (run->partial ? run->told : 0);
}

static bool finish(struct import_run *run, struct store_tally *ret_tally)
{
    bool good = is_good(run);
    if (run->sink)
        return good;
    if (!import_rejects_finish(run, good))
        good = false;
    if (good && run->change && store_batch_tally(run->store).changed)
        good = store_batch_changes(run->store, store_batch_id(run->store), run->change,
                                   run->change_context, run->diags);
    if (good && run->dry_run)
        *ret_tally = store_batch_tally(run->store);
    if (!good || run->dry_run)
        store_batch_rollback(run->store);
    else
        good = store_batch_commit(run->store, ret_tally, run->diags);
    return good;
}

static void report(struct import_run *run, const struct import_options *options,
                   const struct store_tally *tally, struct import_result *result)
{
    import_mistakes_sort(run);
    *result = (struct import_result){.rows = run->rows,
                                     .added = tally->added,
                                     .changed = tally->changed,
                                     .same = tally->same,
                                     .batch = tally->batch,
                                     .rejected = run->rejected,
                                     .encoding = run->format,
                                     .mistake_count = run->mistake_count};
    memcpy(result->mistakes, run->mistakes, sizeof result->mistakes);
    import_maps_tell(run, options->arena, result);
    if (run->rejects_path && options->arena)
        result->rejects = arena_strdup(options->arena, run->rejects_path);
}

static const char *read_csv(struct import_run *run, int fd, const struct import_options *options)
{
    struct stat status;
    struct input input = {.fd = fd, .total = fstat(fd, &status) == 0 ? (int64_t)status.st_size : 0};
    input.block = arena_alloc(run->arena, BLOCK);
    input.csv = import_csv_new(run->arena, run->path, run->world->max_line_bytes,
                               import_record_read, run, run->diags);
    read_file(run, &input, options);
    buf_done(&input.text);
    return encoding_name(input.encoding);
}

/* Whether the file is a workbook, by its first bytes; the descriptor stays at its beginning. */
static bool is_workbook(int fd)
{
    char bytes[8];
    ssize_t got = pread(fd, bytes, sizeof bytes, 0);
    return got > 0 && sheet_recognises(bytes, (size_t)got);
}

bool import_file(struct store *store, const struct store_kind *kind, const char *path,
                 const struct import_options *options, const struct world *world,
                 struct import_result *ret_result, struct diags *diags)
{
    int fd = file_open_input(path, diags);
    if (fd < 0)
        return false;
    struct import_run run = {.store = store,
                             .kind = kind,
                             .path = path,
                             .world = world,
                             .diags = diags,
                             .file_diags = diags,
                             .row_diags = diags_new(),
                             .format = "",
                             .errors_before = diags_count(diags, DIAG_ERROR),
                             .arena = arena_new(),
                             .scratch = arena_new()};
    if (options) {
        run.names = options->names;
        run.partial = options->partial;
        run.saved = options->saved;
        run.sink = options->sink;
        run.dry_run = options->dry_run || options->sink;
        run.rejects_wish = options->rejects;
        run.change = options->change;
        run.preview = options->preview;
        run.preview_arena = options->arena;
        run.change_context = options->change_context;
    }
    if (!import_maps_prepare(&run, options))
        run.stopped = true;
    else if (is_workbook(fd))
        import_workbook_read(&run, options, &run.format);
    else
        run.format = read_csv(&run, fd, options);
    tell_empty(&run);
    import_missing_tell(&run);
    struct store_tally tally = {0};
    bool good = finish(&run, &tally);
    if (ret_result)
        report(&run, options, &tally, ret_result);
    close(fd);
    diags_free(run.row_diags);
    arena_free(run.scratch);
    arena_free(run.arena);
    return good;
}
