/* The definitions: finding them by id, file name or path, listing and checking them. */
#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/define.h>
#include <huibao/frame.h>

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char suffix[] = ".md";

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

static bool is_path(const char *name)
{
    return strchr(name, '/') || ends_in(name, suffix) || ends_in(name, ".yaml");
}

static struct engine_file *add_file(struct engine *engine, const char *path)
{
    struct engine_file *file = arena_alloc(engine->arena, sizeof *file);
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    size_t length = strlen(base);
    file->path = arena_strdup(engine->arena, path);
    file->stem = arena_strndup(engine->arena, base,
                               ends_in(base, suffix) ? length - strlen(suffix) : length);
    struct engine_file **tail = &engine->files;
    while (*tail)
        tail = &(*tail)->next;
    *tail = file;
    return file;
}

bool engine_files(struct engine *engine, struct diags *diags)
{
    if (engine->files_listed)
        return true;
    size_t count = 0;
    const char *directory = engine->world.templates_dir;
    const char *const *names = file_list(engine->arena, directory, suffix, &count, diags);
    if (!names) {
        engine_hint_templates(engine, diags);
        return false;
    }
    size_t added = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i][0] == '.' || strcmp(names[i], "README.md") == 0)
            continue;
        add_file(engine, arena_printf(engine->arena, "%s/%s", directory, names[i]))->listed = true;
        added++;
    }
    engine->files_listed = true;
    if (added)
        return true;
    diag_add(diags, &ENG005, &PLACE_NONE, DIAG_ARGS(directory));
    diag_hint(diags, "用 --templates 指出报表定义所在的目录");
    return false;
}

struct report *engine_file_report(struct engine *engine, struct engine_file *file,
                                  struct diags *diags)
{
    const char *whom = arena_printf(engine->arena, "报表“%s”", file->stem);
    struct dictionary *dictionary = engine_dictionary(engine, whom, diags);
    if (!dictionary)
        return NULL;
    if (!file->report)
        file->report = define_report(engine->arena, file->path, dictionary, &engine->world, diags);
    return file->report;
}

const char *engine_report_id(const struct engine_file *file)
{
    return file->report && file->report->id ? file->report->id : file->stem;
}

static struct report *report_by_path(struct engine *engine, const char *path, struct diags *diags)
{
    if (ends_in(path, ".yaml")) {
        diag_add(diags, &ENG016, &PLACE_NONE, DIAG_ARGS(path));
        diag_hint(diags,
                  "报表定义以 .md 结尾；版式和指标字典由 huibao check 一并检查，不用写文件名");
        return NULL;
    }
    for (struct engine_file *file = engine->files; file; file = file->next)
        if (strcmp(file->path, path) == 0)
            return engine_file_report(engine, file, diags);
    if (!file_exists(path) && errno == ENOENT) {
        diag_add(diags, &ENG001, &PLACE_NONE, DIAG_ARGS(path));
        diag_hint(diags, "没有这个定义文件；huibao reports 列出已有的报表");
        return NULL;
    }
    return engine_file_report(engine, add_file(engine, path), diags);
}

static struct engine_file *file_by_id(struct engine *engine, const char *id)
{
    for (struct engine_file *file = engine->files; file; file = file->next)
        if (file->report && strcmp(engine_report_id(file), id) == 0)
            return file;
    return NULL;
}

static struct engine_file *file_by_stem(struct engine *engine, const char *stem)
{
    for (struct engine_file *file = engine->files; file; file = file->next)
        if (strcmp(file->stem, stem) == 0)
            return file;
    return NULL;
}

static void unknown_report(struct engine *engine, const char *name, struct diags *diags)
{
    size_t count = 0, capacity = 0;
    const char **ids = NULL;
    struct buf list = {0};
    for (struct engine_file *file = engine->files; file; file = file->next) {
        ids = arena_grow(engine->arena, ids, count, &capacity, sizeof *ids);
        ids[count++] = engine_report_id(file);
        buf_printf(&list, "%s%s", list.length ? "、" : "", engine_report_id(file));
    }
    diag_add(diags, &ENG001, &PLACE_NONE, DIAG_ARGS(name));
    const char *nearest = text_nearest(name, ids, count);
    struct stat status;
    if (stat(name, &status) == 0 && S_ISREG(status.st_mode))
        diag_hint(diags, "定义文件写作 ./%s，或以 .md 结尾", name);
    else if (nearest)
        diag_hint(diags, "是不是“%s”？", nearest);
    else
        diag_hint(diags, "%s 里有：%s", engine->world.templates_dir, list.data);
    buf_done(&list);
}

static void same_id(const struct engine_file *file, const struct engine_file *other,
                    struct diags *diags)
{
    diag_add(diags, &ENG003, &(struct place){.file = file->path},
             DIAG_ARGS(engine_report_id(file), other->path));
    diag_hint(diags, "给其中一个换一个编号（id）");
}

/* Whether the file may have this id: a text in which it does not stand need not be understood. */
static bool may_have_id(const struct engine *engine, const struct engine_file *file, const char *id,
                        struct diags *diags)
{
    struct arena *scratch = arena_new();
    const char *text = file_read(scratch, file->path, engine->world.max_file_bytes, NULL, diags);
    bool may = text && strstr(text, id);
    arena_free(scratch);
    return may;
}

/* The file's report, unless another one in the directory has its id: ENG003. */
static struct report *only_report(struct engine *engine, struct engine_file *file,
                                  struct diags *diags)
{
    const char *id = engine_report_id(file);
    struct diags *unasked = diags_new(); /* mistakes in files that nobody asked for */
    const struct engine_file *twin = NULL;
    for (struct engine_file *other = engine->files; other && !twin && !file->unique;
         other = other->next) {
        if (!other->listed || strcmp(other->path, file->path) == 0)
            continue;
        if (!other->report && may_have_id(engine, other, id, unasked))
            engine_file_report(engine, other, unasked);
        if (other->report && strcmp(engine_report_id(other), id) == 0)
            twin = other;
    }
    diags_free(unasked);
    file->unique = !twin;
    if (twin)
        same_id(file, twin, diags);
    return twin ? NULL : file->report;
}

/*
 * An id stands inside a file, so in general every file must be read to find it. The file of that
 * name is tried first, which is where it nearly always is.
 */
struct report *engine_report_find(struct engine *engine, const char *name, struct diags *diags)
{
    if (is_path(name))
        return report_by_path(engine, name, diags);
    if (!engine_files(engine, diags))
        return NULL;
    struct engine_file *same_name = file_by_stem(engine, name);
    if (same_name) {
        struct report *report = engine_file_report(engine, same_name, diags);
        if (!report)
            return NULL;
        if (strcmp(engine_report_id(same_name), name) == 0)
            return only_report(engine, same_name, diags);
    }
    if (!engine_dictionary(engine, arena_printf(engine->arena, "报表“%s”", name), diags))
        return NULL;
    struct diags *unasked = diags_new(); /* mistakes in files that nobody asked for */
    for (struct engine_file *file = engine->files; file; file = file->next)
        engine_file_report(engine, file, unasked);
    diags_free(unasked);
    struct engine_file *found = file_by_id(engine, name);
    if (!found)
        found = same_name;
    if (!found)
        unknown_report(engine, name, diags);
    return found ? only_report(engine, found, diags) : NULL;
}

/* ---- listing ------------------------------------------------------------------------------ */

static const char *fallback_word(const char *fallback)
{
    static const char *const words[][2] = {
        {"last", "上期"}, {"this", "本期"}, {"today", "今天"}, {"current", "本期"}};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (strcmp(fallback, words[i][0]) == 0)
            return words[i][1];
    return fallback;
}

static const char *show_params(struct engine *engine, const struct report *report)
{
    struct buf text = {0};
    for (const struct define_param *param = report->params; param; param = param->next) {
        buf_printf(&text, "%s%s", text.length ? " " : "", param->name);
        if (param->computed)
            buf_puts(&text, "（由定义计算）");
        else if (param->fallback)
            buf_printf(&text, "（默认：%s）", fallback_word(param->fallback));
        else
            buf_puts(&text, param->required ? "（必填）" : "（可省）");
        for (size_t i = 0; i < param->choice_count; i++)
            buf_printf(&text, "%s%s", i ? "/" : "=", param->choices[i]);
    }
    const char *copy = text.data ? buf_copy(&text, engine->arena) : "";
    buf_done(&text);
    return copy;
}

/* The title with … for what comes from the records: what a report without 说明 is listed as. */
static const char *show_title(struct engine *engine, const struct report *report)
{
    struct buf text = {0};
    for (const struct define_inline *part = report->title; part; part = part->next)
        buf_puts(&text, part->kind == DEFINE_INLINE_TEXT ? part->text : "…");
    const char *copy = text.data ? buf_copy(&text, engine->arena) : "";
    buf_done(&text);
    return copy;
}

const struct engine_report *engine_reports(struct engine *engine, size_t *ret_count,
                                           struct diags *diags)
{
    *ret_count = 0;
    if (!engine_files(engine, diags) || !engine_dictionary(engine, "全部报表", diags))
        return NULL;
    struct engine_report *list = NULL;
    size_t capacity = 0;
    for (struct engine_file *file = engine->files; file; file = file->next) {
        const struct report *report = engine_file_report(engine, file, diags);
        if (!report)
            continue;
        list = arena_grow(engine->arena, list, *ret_count, &capacity, sizeof *list);
        list[(*ret_count)++] = (struct engine_report){
            .id = engine_report_id(file),
            .summary = report->summary ? report->summary : show_title(engine, report),
            .file = file->path,
            .params = show_params(engine, report)};
    }
    return list;
}

/* ---- checking ----------------------------------------------------------------------------- */

static bool check_report(struct engine *engine, const struct report *report, struct diags *diags)
{
    bool good = report && engine_report_style(engine, report, diags);
    return report && frame_check(report, &engine->world, diags) && good;
}

/* Two files with one id: which of them `render` takes would be chance. */
static bool check_ids(struct engine *engine, struct diags *diags)
{
    bool good = true;
    for (struct engine_file *file = engine->files; file; file = file->next)
        for (struct engine_file *other = engine->files; other != file; other = other->next) {
            if (!file->report || !other->report ||
                strcmp(engine_report_id(file), engine_report_id(other)) != 0)
                continue;
            same_id(file, other, diags);
            good = false;
        }
    return good;
}

/* Whether the name leads to a file: then it was looked at, with mistakes or without. */
static bool was_checked(const struct engine *engine, const char *name)
{
    bool seen = false;
    for (const struct engine_file *file = engine->files; file; file = file->next)
        seen |= strcmp(is_path(name) ? file->path : file->stem, name) == 0;
    return seen && engine->dictionary;
}

static bool check_one(struct engine *engine, const char *report, size_t *ret_checked,
                      struct diags *diags)
{
    struct report *found = engine_report_find(engine, report, diags);
    *ret_checked = found || was_checked(engine, report);
    return check_report(engine, found, diags);
}

static bool check_all(struct engine *engine, size_t *ret_checked, struct diags *diags)
{
    if (!engine_files(engine, diags))
        return false;
    const struct import_names *names = NULL;
    bool good = engine_styles_check(engine, diags);
    if (!engine_synonyms(engine, &names, diags))
        good = false;
    engine_dictionary(engine, "全部报表", diags);
    for (struct engine_file *file = engine->files; file; file = file->next) {
        good &= check_report(engine, engine_file_report(engine, file, diags), diags);
        (*ret_checked)++;
    }
    return check_ids(engine, diags) && good;
}

/* What a dictionary with mistakes leaves unchecked is said once. */
static void tell_unchecked(struct engine *engine, struct diags *diags)
{
    const struct dictionary *dictionary = engine->dictionary;
    if (!dictionary || !dictionary->bad || engine->told_unchecked)
        return;
    engine->told_unchecked = true;
    diag_add(diags, &ENG070, &PLACE_NONE,
             DIAG_ARGS(dictionary->names_lost ? "报表里不认得的名称，和用到出错的指标、数据的地方"
                                              : "报表里用到出错的指标、数据的地方"));
    diag_hint(diags, "改好字典后再运行一次 huibao check");
}

bool engine_check(struct engine *engine, const char *report, size_t *ret_checked,
                  struct diags *diags)
{
    *ret_checked = 0;
    engine->checking = true;
    bool good = report ? check_one(engine, report, ret_checked, diags)
                       : check_all(engine, ret_checked, diags);
    tell_unchecked(engine, diags);
    engine->checking = false;
    return good && !(engine->dictionary && engine->dictionary->bad);
}
