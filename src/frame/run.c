/* Running a dataset: binding, stepping, and keeping what comes within the limits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/define_front.h>

#include "fetch.h"
#include "frame_diags.h"

#define MOST_MEGABYTES 256u /* of all that one frame fetches */

/* ---- values ---- */

bool run_value(struct arena *arena, sqlite3_stmt *statement, int column, struct value *ret_value,
               const char **ret_instead)
{
    *ret_value = value_null();
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        *ret_value = value_integer(sqlite3_column_int64(statement, column));
        return true;
    case SQLITE_FLOAT:
        *ret_value = value_real(sqlite3_column_double(statement, column));
        *ret_instead = "大得记不下的数";
        return isfinite(ret_value->real);
    case SQLITE_TEXT:
        break;
    case SQLITE_BLOB:
        *ret_instead = "二进制数据";
        return false;
    default:
        return true;
    }
    const char *text = (const char *)sqlite3_column_text(statement, column);
    size_t length = (size_t)sqlite3_column_bytes(statement, column), bad = 0;
    if (!text || strlen(text) != length || !text_is_utf8(text, length, &bad)) {
        *ret_instead = "读不成文字的字节";
        return false;
    }
    int32_t date = 0;
    if (length == 10 && value_date_parse_iso(text, &date))
        *ret_value = value_date(date);
    else
        *ret_value = value_text(arena_strndup(arena, text, length));
    return true;
}

static void bind_date(sqlite3_stmt *statement, int index, int32_t date)
{
    struct value_civil civil = value_date_to_civil(date);
    char *iso = sqlite3_mprintf("%04d-%02d-%02d", civil.year, civil.month, civil.day);
    sqlite3_bind_text(statement, index, iso, -1, sqlite3_free);
}

bool run_bind_value(sqlite3_stmt *statement, int index, struct value value)
{
    switch (value.kind) {
    case VALUE_NULL:
        return sqlite3_bind_null(statement, index) == SQLITE_OK;
    case VALUE_INTEGER:
        return sqlite3_bind_int64(statement, index, value.integer) == SQLITE_OK;
    case VALUE_REAL:
        return sqlite3_bind_double(statement, index, value.real) == SQLITE_OK;
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, index, value.text, -1, SQLITE_TRANSIENT) == SQLITE_OK;
    case VALUE_DATE:
        bind_date(statement, index, value.date);
        break;
    }
    return true;
}

bool run_bind(struct frame *frame, const struct query *query, sqlite3_stmt *statement,
              const struct frame_params *params, int own, struct diags *diags)
{
    bool good = true;
    int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i);
        if (i <= own && (!name || name[0] == '?')) /* a repeated name leaves its number out */
            continue;
        struct place place = query_place_word(&frame->store, query, name ? name : "?");
        if (!name || name[0] != ':') {
            diag_add(diags, &FRM026, &place, DIAG_ARGS(name ? name : "?"));
            good = false;
            continue;
        }
        struct value value;
        const struct frame_param *param;
        if (params_lookup(frame->arena, params, name + 1, &value, &param)) {
            run_bind_value(statement, i, value);
            continue;
        }
        size_t known = 0;
        const char *const *names = params_names(frame->arena, params, &known);
        diag_add(diags, &FRM025, &place, DIAG_ARGS(name));
        diag_hint_nearest(diags, name + 1, names, known);
        good = false;
    }
    return good;
}

/* ---- columns ---- */

int run_column(const struct frame_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i], name) == 0)
            return (int)i;
    }
    return -1;
}

bool run_columns(struct frame *frame, const struct define_dataset *dataset, sqlite3_stmt *statement,
                 struct frame_table *table, struct diags *diags)
{
    size_t count = (size_t)sqlite3_column_count(statement);
    const char **columns = arena_array(frame->arena, count, sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        columns[i] = arena_strdup(frame->arena, sqlite3_column_name(statement, (int)i));
        for (size_t j = 0; j < i; j++) {
            if (strcmp(columns[i], columns[j]) != 0)
                continue;
            diag_add(diags, &FRM033, &dataset->sql_place, DIAG_ARGS(dataset->name, columns[i]));
            diag_hint(diags, "用 AS 给其中一列另起名字");
            return false;
        }
    }
    table->columns = columns;
    table->column_count = count;
    return true;
}

bool run_has_indicators(struct frame *frame, const struct define_dataset *dataset,
                        const struct frame_table *table, struct diags *diags)
{
    bool good = true;
    const struct define_indicator *i =
        frame->report->dictionary ? frame->report->dictionary->indicators : NULL;
    for (; i; i = i->next) {
        if (i->dataset != dataset || i->broken || run_column(table, i->name) >= 0)
            continue;
        diag_add(diags, &FRM031, &i->place, DIAG_ARGS(i->name, dataset->name));
        diag_hint_nearest(diags, i->name, table->columns, table->column_count);
        good = false;
    }
    return good;
}

/* ---- rows ---- */

bool fetch_cell(struct fetch *fetch, struct arena *arena, size_t column, struct fetched *ret_cell,
                struct diags *diags)
{
    struct value value;
    const char *instead = NULL;
    if (!run_value(arena, fetch->statement, (int)column, &value, &instead)) {
        char *row = arena_printf(fetch->frame->arena, "%zu", fetch->table->row_count + 1);
        diag_add(diags, &FRM034, &fetch->dataset->sql_place,
                 DIAG_ARGS(row, fetch->table->columns[column], instead));
        return false;
    }
    *ret_cell = (struct fetched){value, value};
    return !fetch->personal.columns ||
           personal_value(arena, fetch->dataset, &fetch->personal, fetch->table, column,
                          &ret_cell->value, diags);
}

struct keeping { /* rows, as they are and as they are printed */
    struct fetch fetch;
    struct value *cells, *keys;
    size_t capacity, key_capacity;
};

static bool keep_row(struct keeping *keeping, struct diags *diags)
{
    struct frame *frame = keeping->fetch.frame;
    struct frame_table *table = keeping->fetch.table;
    bool personal = keeping->fetch.personal.columns;
    for (size_t c = 0; c < table->column_count; c++) {
        struct fetched cell;
        size_t index = table->row_count * table->column_count + c;
        if (!fetch_cell(&keeping->fetch, frame->arena, c, &cell, diags))
            return false;
        if (personal) {
            keeping->keys = arena_grow(frame->arena, keeping->keys, index, &keeping->key_capacity,
                                       sizeof *keeping->keys);
            keeping->keys[index] = cell.key;
        }
        keeping->cells = arena_grow(frame->arena, keeping->cells, index, &keeping->capacity,
                                    sizeof *keeping->cells);
        keeping->cells[index] = cell.value;
        frame->bytes +=
            sizeof cell.value + (cell.value.kind == VALUE_TEXT ? strlen(cell.value.text) : 0);
    }
    table->cells = keeping->cells;
    table->keys = personal ? keeping->keys : keeping->cells;
    table->row_count++;
    return true;
}

bool fetch_row_count_fits(const struct fetch *fetch, struct diags *diags)
{
    struct frame *frame = fetch->frame;
    if (fetch->table->row_count <= frame->world.max_rows)
        return true;
    char *most = arena_printf(frame->arena, "%zu", frame->world.max_rows);
    diag_add(diags, &FRM036, &fetch->dataset->sql_place, DIAG_ARGS(fetch->dataset->name, most));
    return false;
}

/* Whether the row just fetched keeps within what a dataset may hold. */
static bool within_limits(const struct fetch *fetch, struct diags *diags)
{
    struct frame *frame = fetch->frame;
    const struct define_dataset *dataset = fetch->dataset;
    if (dataset->scalar && fetch->table->row_count > 1) {
        diag_add(diags, &FRM030, &dataset->sql_place, DIAG_ARGS(dataset->name));
        diag_hint(diags, "带指标的数据集只给一行：用 count、sum 等统计，不要 GROUP BY");
        return false;
    }
    if (!fetch_row_count_fits(fetch, diags))
        return false;
    if (frame->bytes > (size_t)MOST_MEGABYTES << 20) {
        char *most = arena_printf(frame->arena, "%u", MOST_MEGABYTES);
        diag_add(diags, &FRM037, &dataset->sql_place, DIAG_ARGS(dataset->name, most));
        return false;
    }
    return true;
}

static bool keep_rows(struct keeping *keeping, struct diags *diags)
{
    struct fetch *fetch = &keeping->fetch;
    int status;
    while ((status = sqlite3_step(fetch->statement)) == SQLITE_ROW) {
        if (!keep_row(keeping, diags) || !within_limits(fetch, diags))
            return false;
    }
    if (status == SQLITE_DONE)
        return true;
    query_fail(&fetch->frame->store, &fetch->query, status, diags);
    return false;
}

static bool is_told(const struct diags *diags, const struct define_personal *personal)
{
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->kind == &FRM058 && diag->place.line == personal->place.line &&
            diag->place.column == personal->place.column)
            return true;
    }
    return false;
}

/* Says once what a report prints of people, and why. */
static void note_shown(struct frame *frame, const struct personal *personal,
                       const struct frame_table *table, struct diags *diags)
{
    for (size_t c = 0; personal->columns && c < table->column_count; c++) {
        for (struct define_personal *p = frame->report->personal; p && personal->columns[c].shown;
             p = p->next) {
            if (strcmp(p->column, table->columns[c]) == 0 && !is_told(diags, p))
                diag_add(diags, &FRM058, &p->place, DIAG_ARGS(p->column, p->reason));
        }
    }
}

bool fetch_begin(struct fetch *fetch, struct step step, bool *ret_complete, struct diags *diags)
{
    struct frame *frame = fetch->frame;
    const struct define_dataset *dataset = fetch->dataset;
    fetch->query = query_plain(dataset->sql, &dataset->sql_place);
    fetch->statement = query_prepare(&frame->store, &fetch->query, diags);
    const struct frame_params *params = step_params(frame, step, diags);
    if (!fetch->statement || !run_bind(frame, &fetch->query, fetch->statement, params, 0, diags) ||
        !run_columns(frame, dataset, fetch->statement, fetch->table, diags))
        return false;
    *ret_complete = run_has_indicators(frame, dataset, fetch->table, diags);
    fetch->personal = personal_find(frame, dataset, fetch->statement, fetch->table);
    note_shown(frame, &fetch->personal, fetch->table, diags);
    guard_start(&frame->store);
    return true;
}

void fetch_end(struct fetch *fetch)
{
    sqlite3_finalize(fetch->statement);
    fetch->statement = NULL;
}

static bool run_now(struct frame *frame, struct run *run, struct diags *diags)
{
    struct keeping keeping = {
        .fetch = {.frame = frame, .dataset = run->dataset, .table = &run->table}};
    bool complete = false;
    bool good = fetch_begin(&keeping.fetch, run->step, &complete, diags) &&
                keep_rows(&keeping, diags) && complete;
    fetch_end(&keeping.fetch);
    if (good && run->dataset->scalar && run->table.row_count == 0) { /* nothing is known */
        run->table.cells = arena_array(frame->arena, run->table.column_count, sizeof(struct value));
        run->table.keys = run->table.cells;
        run->table.row_count = 1;
    }
    return good;
}

const struct frame_table *run_dataset(struct frame *frame, const struct define_dataset *dataset,
                                      struct step step, struct diags *diags)
{
    for (struct run *run = frame->runs; run; run = run->next) {
        if (run->dataset == dataset && step_same(run->step, step))
            return run->good ? &run->table : NULL;
    }
    struct run *run = arena_alloc(frame->arena, sizeof *run);
    run->dataset = dataset;
    run->step = step;
    *frame->runs_end = run;
    frame->runs_end = &run->next;
    diag_context_push(diags, "数据集“%s”", dataset->name);
    run->good = run_now(frame, run, diags);
    diag_context_pop(diags);
    return run->good ? &run->table : NULL;
}
