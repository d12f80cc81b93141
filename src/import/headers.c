/* The header record: which column holds which field, whatever people call it. */
#include <string.h>

#include "private.h"

#define NO_COLUMN 0

/* ---- names as they are compared ---- */

static bool is_mark(uint32_t c)
{
    return c <= ' ' || c == 0x3000 || c == 0xA0 || c == '*' || c == ':' || c == '#' || c == '\'';
}

/* Half-width, without spaces and line breaks inside, and without the marks of required columns. */
char *import_title_plain(struct arena *arena, const char *written)
{
    char *title = text_halfwidth(arena, written);
    char *to = title;
    const char *end = title + strlen(title);
    for (const char *cursor = title; cursor < end;) {
        const char *start = cursor;
        uint32_t c;
        if (text_next(&cursor, end, &c) && is_mark(c))
            continue;
        memmove(to, start, (size_t)(cursor - start));
        to += cursor - start;
    }
    *to = '\0';
    return title;
}

/* Without a remark in brackets: 涉及金额(元), 出生日期(必填), 满意度[选填]. NULL when it has none. */
static char *without_remark(struct arena *arena, const char *title)
{
    size_t length = strcspn(title, "([");
    const char *han = strstr(title, "【");
    if (han && (size_t)(han - title) < length)
        length = (size_t)(han - title);
    return length > 0 && title[length] != '\0' ? arena_strndup(arena, title, length) : NULL;
}

/* ---- finding the field ---- */

/* 序号, and 原因 of a file of rejects, hold nothing to keep. */
static bool is_skipped(const char *title)
{
    return strcmp(title, "原因") == 0 || strcmp(title, "序号") == 0 || strcmp(title, "行号") == 0 ||
           strcmp(title, "No.") == 0 || strcmp(title, "NO.") == 0;
}

static size_t field_of_title(const struct import_run *run, const struct store_kind *kind,
                             struct arena *arena, const char *written)
{
    const char *title = import_title_plain(arena, written);
    const struct import_map *map = kind == run->kind ? import_map_find(run, title) : NULL;
    if (map)
        return map->field;
    if (is_skipped(title))
        return IMPORT_SKIPPED;
    size_t field = import_field_meant(run->names, kind, title);
    const char *shorter = field == IMPORT_NO_FIELD ? without_remark(arena, title) : NULL;
    return shorter ? import_field_meant(run->names, kind, shorter) : field;
}

enum import_column_source import_column_source(struct import_run *run, const char *written)
{
    const char *title = import_title_plain(run->scratch, written);
    if (import_map_find(run, title))
        return run->saved ? IMPORT_AS_SAVED : IMPORT_AS_SAID;
    const char *shorter = without_remark(run->scratch, title);
    bool named = is_skipped(title) ||
                 import_field_meant(NULL, run->kind, title) != IMPORT_NO_FIELD ||
                 (shorter && import_field_meant(run->names, run->kind, title) == IMPORT_NO_FIELD &&
                  import_field_meant(NULL, run->kind, shorter) != IMPORT_NO_FIELD);
    return named ? IMPORT_BY_NAME : IMPORT_BY_SYNONYM;
}

size_t import_field_called(struct import_run *run, const char *name)
{
    const char *title = import_title_plain(run->arena, name);
    return is_skipped(title) ? IMPORT_SKIPPED : import_field_meant(run->names, run->kind, title);
}

/* ---- what can be wrong ---- */

static struct place header_place(const struct import_run *run, const struct import_record *record,
                                 size_t column)
{
    return (struct place){run->path, record->line, (long)column, 0, NULL};
}

bool import_is_wanted(const struct import_run *run, size_t field)
{
    return run->sink ? run->sink->wanted[field] : run->kind->fields[field].required;
}

static void add_unknown(struct import_run *run, const struct import_record *record, size_t column)
{
    struct place place = header_place(run, record, column + 1);
    const char *written = import_one_line(run->arena, record->cells[column]);
    const struct diag_kind *kind = run->sink ? &IMP067 : &IMP021;
    if (!import_add(run, kind, &place, DIAG_ARGS(run->kind->chinese, written)))
        return;
    size_t count;
    const char *const *titles = import_titles_known(run->names, run->kind, run->arena, &count);
    const char *near = text_nearest(written, titles, count);
    if (run->sink)
        diag_hint(run->diags, "%s%s%s要核对的，用 --map 说明是哪一项", near ? "是不是“" : "",
                  near ? near : "", near ? "”？" : "");
    else if (near)
        diag_hint(run->diags, "是不是“%s”？不需要的列请删去，或用 --ignore 不读", near);
    else
        diag_hint(run->diags, "不需要的列请删去，或用 --ignore 不读");
}

static void add_twice(struct import_run *run, const struct import_record *record, size_t column,
                      size_t field)
{
    struct place place = header_place(run, record, column + 1);
    size_t first = (size_t)run->columns[field];
    const char *number = arena_printf(run->arena, "%zu", first);
    diag_add(run->diags, &IMP023, &place,
             DIAG_ARGS(import_one_line(run->arena, record->cells[column]), number,
                       import_one_line(run->arena, record->cells[first - 1]),
                       run->kind->fields[field].name));
    const char *one = import_title_plain(run->arena, record->cells[column]);
    if (strcmp(one, import_title_plain(run->arena, record->cells[first - 1])) == 0)
        diag_hint(run->diags, "两列的标题一样：请删去一列，或给其中一列改个标题");
    else
        diag_hint(run->diags, "请只留一列，或用 --ignore 不读其中一列");
    run->stopped = true;
}

static void add_missing(struct import_run *run, const struct import_record *record)
{
    struct place place = header_place(run, record, 0);
    for (size_t i = 0; i < run->kind->field_count; i++) {
        const struct store_field *field = &run->kind->fields[i];
        /* A column that was said to hold it and is not there has been told of. */
        if (run->columns[i] != NO_COLUMN || !import_is_wanted(run, i) || import_map_claims(run, i))
            continue;
        diag_add(run->diags, &IMP022, &place, DIAG_ARGS(field->name));
        if (run->sink)
            diag_hint(run->diags,
                      "核对按这一项对应；标题是别的写法的用 --map 说明，没有的用 --by 换一项");
        else
            diag_hint(run->diags, "%s要有这些列才能导入；请在标题行补上“%s”", run->kind->chinese,
                      field->name);
        run->stopped = true;
    }
}

/* One cell that holds what should be many. */
static const char *other_separator(const struct import_record *record)
{
    static const struct {
        const char *mark, *name;
    } others[] = {{"\t", "制表符（Tab）"},
                  {";", "分号"},
                  {"；", "全角分号"},
                  {"，", "全角逗号"},
                  {"|", "竖线"}};
    for (size_t i = 0; record->count == 1 && i < BASE_COUNT(others); i++)
        if (strstr(record->cells[0], others[i].mark))
            return others[i].name;
    return NULL;
}

static bool looks_like_header(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        size_t field = field_of_title(run, run->kind, run->scratch, record->cells[i]);
        if (field != IMPORT_NO_FIELD && field != IMPORT_SKIPPED)
            return true;
    }
    struct place place = header_place(run, record, 1);
    const char *separator = other_separator(record);
    if (separator) {
        diag_add(run->diags, &IMP009, &place, DIAG_ARGS(separator));
        diag_hint(run->diags, "请在 Excel 或 WPS 里另存为“CSV（逗号分隔）”");
    } else {
        diag_add(run->diags, &IMP020, &place,
                 DIAG_ARGS(arena_printf(run->arena, "%d", IMPORT_LOOKED_AT), run->kind->chinese));
        diag_hint(run->diags,
                  "请写一行列标题，如：%s,%s（huibao help %s 列出全部）；上面可以有表名等内容，"
                  "标题是别的写法的用 --map 说明",
                  run->kind->fields[0].name, run->kind->fields[1].name, run->kind->chinese);
    }
    return false;
}

/* ---- another kind's file ---- */

struct header_fit {
    size_t matched; /* titles that name a field */
    bool complete;  /* every required field has a column */
};

static struct header_fit header_fit(struct import_run *run, const struct store_kind *kind,
                                    const struct import_record *record)
{
    struct header_fit fit = {0, true};
    bool *has = arena_array(run->scratch, kind->field_count, sizeof *has);
    for (size_t i = 0; i < record->count; i++) {
        size_t field = field_of_title(run, kind, run->scratch, record->cells[i]);
        if (field < kind->field_count) {
            fit.matched += !has[field];
            has[field] = true;
        }
    }
    for (size_t i = 0; i < kind->field_count; i++)
        fit.complete =
            fit.complete &&
            (has[i] || !(kind == run->kind ? import_is_wanted(run, i) : kind->fields[i].required));
    return fit;
}

static size_t count_filled(struct import_run *run, const struct import_record *record)
{
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++)
        filled += *text_trim(run->scratch, record->cells[i]) != '\0';
    return filled;
}

size_t import_header_titles(struct import_run *run, const struct import_record *record)
{
    return header_fit(run, run->kind, record).matched;
}

bool import_header_is_whole(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (*text_trim(run->scratch, record->cells[i]) != '\0' &&
            field_of_title(run, run->kind, run->scratch, record->cells[i]) == IMPORT_NO_FIELD)
            return false;
    return header_fit(run, run->kind, record).complete;
}

bool import_header_is(struct import_run *run, const struct import_record *record)
{
    struct header_fit own = header_fit(run, run->kind, record);
    /* A table's name may be a column's name too, but it stands alone. */
    if (own.matched > 1 || (own.matched == 1 && (own.complete || count_filled(run, record) > 1)))
        return true;
    size_t count;
    const struct store_kind *kinds = store_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        struct header_fit fit = header_fit(run, &kinds[i], record);
        if (fit.complete && fit.matched > 1)
            return true;
    }
    return false;
}

/* A header that lacks columns of its own kind but is all that another kind wants was meant for it. */
static bool is_of_another_kind(struct import_run *run, const struct import_record *record)
{
    struct header_fit own = header_fit(run, run->kind, record);
    size_t count;
    const struct store_kind *kinds = store_kinds(&count), *better = NULL;
    size_t best = own.matched;
    for (size_t i = 0; i < count && !own.complete; i++) {
        struct header_fit fit = header_fit(run, &kinds[i], record);
        if (fit.complete && fit.matched > best) {
            best = fit.matched;
            better = &kinds[i];
        }
    }
    if (!better)
        return false;
    struct place place = header_place(run, record, 0);
    diag_add(run->diags, &IMP025, &place, DIAG_ARGS(better->chinese, run->kind->chinese));
    diag_hint(run->diags, "请改用：huibao %s %s %s", run->sink ? "reconcile" : "import",
              better->chinese, run->path);
    return true;
}

/* Without any possible parent every row would be refused for the same reason: said once instead. */
static bool lacks_parents(struct import_run *run)
{
    for (size_t i = 0; i < run->kind->field_count; i++) {
        const struct store_field *field = &run->kind->fields[i];
        const struct store_kind *parent =
            field->refers_to ? store_kind_find(field->refers_to) : NULL;
        int64_t rows;
        if (!parent || parent == run->kind || !field->required ||
            !store_count(run->store, parent, &rows) || rows > 0)
            continue;
        struct place place = {.file = run->path};
        diag_add(run->diags, &IMP026, &place,
                 DIAG_ARGS(parent->chinese, run->kind->chinese, field->name));
        diag_hint(run->diags, "请先导入%s：huibao import %s 文件", parent->chinese,
                  parent->chinese);
        return true;
    }
    return false;
}

/* ---- reading ---- */

static void map_columns(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        run->fields[i] = IMPORT_UNTITLED;
        if (*text_trim(run->scratch, record->cells[i]) == '\0')
            continue;
        run->column_count = i + 1;
        run->fields[i] = IMPORT_NO_FIELD;
        size_t field = field_of_title(run, run->kind, run->arena, record->cells[i]);
        if (field == IMPORT_NO_FIELD) {
            add_unknown(run, record, i);
        } else if (field != IMPORT_SKIPPED && run->columns[field] != NO_COLUMN) {
            run->fields[i] = IMPORT_TWICE;
            add_twice(run, record, i, field);
        } else {
            run->fields[i] = field;
            if (field != IMPORT_SKIPPED)
                run->columns[field] = (long)i + 1;
        }
    }
}

void import_header_read(struct import_run *run, const struct import_record *record)
{
    run->header_read = true;
    run->fields = arena_array(run->arena, record->count, sizeof *run->fields);
    run->columns = arena_array(run->arena, run->kind->field_count, sizeof *run->columns);
    run->values = arena_array(run->arena, run->kind->field_count, sizeof *run->values);
    run->missing = arena_array(run->arena, run->kind->field_count, sizeof *run->missing);
    run->titles = arena_array(run->arena, record->count + 1, sizeof *run->titles);
    for (size_t i = 0; i < record->count; i++)
        run->titles[i] = arena_strdup(run->arena, record->cells[i]);
    if (is_of_another_kind(run, record) || !looks_like_header(run, record)) {
        run->stopped = true;
        return;
    }
    import_rules_prepare(run);
    map_columns(run, record);
    import_maps_check(run, record);
    import_preview_header(run);
    add_missing(run, record);
    if (!run->stopped && !run->sink)
        run->stopped = lacks_parents(run);
}
