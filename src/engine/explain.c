/* huibao explain: finding what a question means, and putting the answer together. */
#include "explain.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/compose.h>
#include <huibao/model.h>

#include "engine_diags.h"
#include "log.h"

struct asking {
    struct engine *engine;
    const struct engine_question *question;
    struct diags *diags;
    struct arena *scratch;
    const struct report *report;
    struct frame *frame;
};

/* ---- names ---- */

static const struct define_dataset *find_dataset(const struct report *report, const char *name)
{
    const struct dictionary *dictionary = report->dictionary;
    const struct define_dataset *lists[] = {report->data, dictionary ? dictionary->datasets : NULL};
    for (size_t i = 0; i < BASE_COUNT(lists); i++) {
        for (const struct define_dataset *d = lists[i]; d; d = d->next) {
            if (strcmp(d->name, name) == 0)
                return d;
        }
    }
    return NULL;
}

struct names {
    const char **items;
    size_t count, capacity;
};

static void add_name(struct asking *asking, struct names *names, const char *name)
{
    names->items = arena_grow(asking->scratch, names->items, names->count, &names->capacity,
                              sizeof *names->items);
    names->items[names->count++] = name;
}

static void unknown_name(struct asking *asking, const char *name)
{
    const struct report *report = asking->report;
    const struct dictionary *dictionary = report->dictionary;
    struct names names = {0};
    for (const struct define_param *p = report->params; p; p = p->next)
        add_name(asking, &names, p->name);
    for (const struct define_indicator *i = dictionary ? dictionary->indicators : NULL; i;
         i = i->next)
        add_name(asking, &names, i->name);
    for (const struct define_dataset *d = report->data; d; d = d->next)
        add_name(asking, &names, d->name);
    for (const struct define_dataset *d = dictionary ? dictionary->datasets : NULL; d; d = d->next)
        add_name(asking, &names, d->name);
    diag_add(asking->diags, &ENG017, &PLACE_NONE,
             DIAG_ARGS(report->id ? report->id : report->file, name));
    const char *nearest = text_nearest(name, names.items, names.count);
    if (nearest && find_dataset(report, nearest))
        diag_hint(asking->diags, "是不是表“%s”？写成 %s.列名", nearest, nearest);
    else if (nearest)
        diag_hint(asking->diags, "是不是“%s”？", nearest);
    else
        diag_hint(asking->diags, "可以写指标、参数，或者 表名.列名");
}

/* ---- cells ---- */

/* A row by its number, or by what stands in its first column. */
static bool find_row(const struct asking *asking, const struct frame_table *table, size_t *ret_row)
{
    const char *wanted = text_trim(asking->scratch, asking->question->row);
    char *end = NULL;
    unsigned long number = strtoul(text_halfwidth(asking->scratch, wanted), &end, 10);
    if (wanted[0] && !*end && number >= 1 && number <= table->row_count) {
        *ret_row = (size_t)number - 1;
        return true;
    }
    for (size_t r = 0; r < table->row_count; r++) {
        struct value first = table->cells[r * table->column_count];
        if (strcmp(explain_value(asking->scratch, first), wanted) == 0) {
            *ret_row = r;
            return true;
        }
    }
    return false;
}

/* 1 邻里、2 物业 …, for a hint. */
static const char *list_rows(const struct asking *asking, const struct frame_table *table)
{
    enum { MOST = 8 };
    struct buf list = {0};
    bool hidden = store_privacy(table->columns[0]) != STORE_PUBLIC;
    for (size_t r = 0; r < table->row_count && r < MOST; r++)
        buf_printf(&list, "%s%zu %s", r ? "、" : "", r + 1,
                   hidden ? ""
                          : explain_value(asking->scratch, table->cells[r * table->column_count]));
    if (table->row_count > MOST)
        buf_printf(&list, " …共%zu行", table->row_count);
    const char *text = list.data ? buf_copy(&list, asking->scratch) : "";
    buf_done(&list);
    return text;
}

static bool choose_row(struct asking *asking, const char *name, const struct frame_table *table,
                       size_t *ret_row)
{
    const char *row = asking->question->row;
    if (table->row_count == 0) {
        diag_add(asking->diags, &ENG020, &PLACE_NONE, DIAG_ARGS(name));
        return false;
    }
    if (!row && table->row_count == 1) {
        *ret_row = 0;
        return true;
    }
    if (row && find_row(asking, table, ret_row))
        return true;
    if (row)
        diag_add(asking->diags, &ENG019, &PLACE_NONE, DIAG_ARGS(name, row));
    else
        diag_add(asking->diags, &ENG021, &PLACE_NONE, DIAG_ARGS(name));
    diag_hint(asking->diags, "用 --row 写行号或第一列的内容：%s", list_rows(asking, table));
    return false;
}

static bool has_column(const struct frame_table *table, const char *column)
{
    bool found = false;
    for (size_t i = 0; i < table->column_count && !found; i++)
        found = strcmp(table->columns[i], column) == 0;
    return found;
}

/* A column by its name, or by its title in a table of the report. */
static const struct frame_trace *trace_cell(struct asking *asking, const char *name,
                                            const char *column)
{
    const struct define_dataset *dataset = find_dataset(asking->report, name);
    if (!dataset) {
        unknown_name(asking, name);
        return NULL;
    }
    const struct frame_table *table = frame_table(asking->frame, dataset, asking->diags);
    if (!table)
        return NULL;
    const struct define_column *titled =
        explain_column(asking->report->blocks, dataset->name, column);
    bool known = has_column(table, column);
    if (!known && titled && titled->value && has_column(table, titled->value)) {
        column = titled->value;
        known = true;
    }
    size_t row = 0;
    if (!known && titled && !choose_row(asking, name, table, &row))
        return NULL;
    if (!known) {
        diag_add(asking->diags, &ENG018, &PLACE_NONE, DIAG_ARGS(name, column));
        diag_hint_nearest(asking->diags, column, table->columns, table->column_count);
        return NULL;
    }
    return choose_row(asking, name, table, &row)
               ? frame_trace_cell(asking->frame, dataset, column, row, asking->diags)
               : NULL;
}

/* ---- the question ---- */

static bool is_param_or_indicator(const struct asking *asking, const char *name)
{
    struct define_name wanted = {.name = name};
    struct frame_scalar scalar;
    struct diags *unused = diags_new();
    bool known = define_indicator_find(asking->report->dictionary, name) ||
                 frame_scalar(asking->frame, &wanted, &scalar, unused);
    diags_free(unused);
    return known;
}

static bool find_shift(const char *word, enum define_shift *ret_shift)
{
    static const char *const words[][2] = {[DEFINE_CURRENT] = {"本期", "this"},
                                           [DEFINE_PREVIOUS] = {"上期", "last"},
                                           [DEFINE_LAST_YEAR] = {"同期", "year_ago"}};
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (strcmp(word, words[i][0]) != 0 && strcmp(word, words[i][1]) != 0)
            continue;
        *ret_shift = (enum define_shift)i;
        return true;
    }
    return false;
}

/* 甲.乙, with the dot of either keyboard; false without a dot: all of it is behind. */
static bool split_name(const struct asking *asking, const char **ret_first, const char **ret_behind)
{
    char *name = text_trim(asking->scratch, asking->question->name);
    const char *wide = strstr(name, "．"), *dot = wide ? wide : strchr(name, '.');
    *ret_behind = dot ? dot + (wide ? strlen("．") : 1) : name;
    *ret_first = dot ? arena_strndup(asking->scratch, name, (size_t)(dot - name)) : "";
    return dot != NULL;
}

static bool split_cell(const struct asking *asking, const char **ret_table, const char **ret_column)
{
    enum define_shift unused;
    return split_name(asking, ret_table, ret_column) && !find_shift(*ret_table, &unused);
}

/* 上期.x, 同期.x, x, and 表.列. */
static const struct frame_trace *trace(struct asking *asking)
{
    struct define_name wanted = {0};
    const char *first = NULL;
    if (split_name(asking, &first, &wanted.name) && !find_shift(first, &wanted.shift))
        return trace_cell(asking, first, wanted.name);
    if (is_param_or_indicator(asking, wanted.name))
        return frame_trace_name(asking->frame, &wanted, asking->diags);
    unknown_name(asking, wanted.name);
    return NULL;
}

/* A cell that a table makes of others: a total, a share, a formula. */
static bool find_printed(struct asking *asking, const struct model *model, struct arena *arena,
                         struct engine_answer *ret_answer)
{
    const char *name = NULL, *column = NULL;
    const struct define_dataset *dataset =
        split_cell(asking, &name, &column) ? find_dataset(asking->report, name) : NULL;
    struct diags *unused = diags_new();
    const struct frame_table *table = dataset ? frame_table(asking->frame, dataset, unused) : NULL;
    diags_free(unused);
    if (!table)
        return false;
    struct explain_asked asked = {asking->report, asking->frame, model, asking->question,
                                  name,           column,        0,     false};
    bool known = has_column(table, column);
    asked.has_row =
        asking->question->row ? find_row(asking, table, &asked.row) : table->row_count == 1;
    bool of_data = known && (asked.has_row || !asking->question->row);
    return !of_data && explain_printed(arena, &asked, ret_answer);
}

/* The report's own mistakes are told by render; here they only hide where the value is printed. */
static struct model *compose(struct asking *asking)
{
    struct diags *unused = diags_new();
    struct model *model = compose_report(asking->report, asking->frame, DEFINE_PREVIEW,
                                         &asking->engine->world, unused);
    diags_free(unused);
    return model;
}

static bool find_answer(struct asking *asking, struct arena *arena,
                        struct engine_answer *ret_answer)
{
    struct model *model = compose(asking);
    bool found = find_printed(asking, model, arena, ret_answer);
    const struct frame_trace *traced = found ? NULL : trace(asking);
    if (traced) {
        struct engine_answer answer = {
            .source = explain_source(arena, asking->frame, traced, asking->question)};
        answer.composed = model != NULL;
        if (model)
            explain_uses(arena, asking->report, model, traced, &answer);
        *ret_answer = answer;
    }
    model_free(model);
    return found || traced;
}

bool engine_explain(struct engine *engine, const struct engine_question *question,
                    struct arena *arena, struct engine_answer *ret_answer, struct diags *diags)
{
    struct asking asking = {
        .engine = engine, .question = question, .diags = diags, .scratch = arena_new()};
    struct engine_answer answer;
    asking.report = engine_report_find(engine, question->request->report, diags);
    if (asking.report)
        asking.frame =
            engine_frame(engine, asking.report, question->request, asking.scratch, diags);
    bool found = asking.frame && find_answer(&asking, arena, &answer);
    const char *subject =
        arena_printf(asking.scratch, "%s %s", question->request->report, question->name);
    if (found && question->unmasked && !log_access(engine, subject, "explain", diags))
        found = false;
    if (found)
        *ret_answer = answer;
    frame_close(asking.frame);
    arena_free(asking.scratch);
    return found;
}
