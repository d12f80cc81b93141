/* huibao explain: finding what a question means, and putting the answer together. */
#include "explain.h"

#include <math.h>
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
    const struct model *model; /* NULL: the report cannot be composed */
    struct explain_grids grids;
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

static bool is_table(const struct asking *asking, const char *name)
{
    bool table = find_dataset(asking->report, name) != NULL;
    for (size_t i = 0; i < asking->grids.count && !table; i++)
        table = explain_grid_is(asking->scratch, &asking->grids.items[i], name);
    return table;
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
    for (size_t i = 0; i < asking->grids.count; i++) {
        const struct explain_grid *grid = &asking->grids.items[i];
        add_name(asking, &names, grid->name);
        if (grid->model->caption)
            add_name(asking, &names, grid->model->caption);
    }
    for (size_t i = 0; asking->model && i < asking->model->block_count; i++) {
        const struct model_block *block = &asking->model->blocks[i];
        if (block->kind == MODEL_CHART)
            add_name(asking, &names, explain_chart_name(asking->scratch, block->chart));
    }
    diag_add(asking->diags, &ENG017, &PLACE_NONE,
             DIAG_ARGS(report->id ? report->id : report->file, name));
    const char *nearest = text_nearest(name, names.items, names.count);
    if (nearest && is_table(asking, nearest))
        diag_hint(asking->diags, "是不是表“%s”？写成 %s.列名", nearest, nearest);
    else if (nearest)
        diag_hint(asking->diags, "是不是“%s”？", nearest);
    else
        diag_hint(asking->diags, "可以写指标、参数，或者 表名.列名");
}

/* ---- cells of the data ---- */

/* A row by its number, or by what stands in its first column. */
static bool find_row(const struct asking *asking, const struct frame_table *table, const char *row,
                     size_t *ret_row)
{
    const char *wanted = text_trim(asking->scratch, row);
    const char *plain = text_halfwidth(asking->scratch, wanted);
    size_t skip = strncmp(plain, "第", strlen("第")) == 0 ? strlen("第") : 0;
    char *end = NULL;
    unsigned long number = strtoul(plain + skip, &end, 10);
    bool place = plain[skip] && strcmp(end, skip ? "行" : "") == 0;
    if (place && number >= 1 && number <= table->row_count) {
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

static bool has_column(const struct frame_table *table, const char *column)
{
    return explain_column_at(table, column) < table->column_count;
}

/* ---- what is wrong with a cell's words ---- */

enum { LISTED = 8 };

/* 邻里、物业 …共12行：合计: the names of a printed table's rows, or of the data's. */
static void put_names(struct buf *list, const struct names *names)
{
    for (size_t i = 0; i < names->count && i < LISTED; i++)
        buf_printf(list, "%s%s", i ? "、" : "", names->items[i]);
    if (names->count > LISTED)
        buf_printf(list, " …共%zu行", names->count);
}

static const char *list_rows(struct asking *asking, const struct explain_grid *grid,
                             const struct frame_table *table, const char *wanted)
{
    struct names names = {0}, sums = {0};
    struct buf list = {0};
    for (size_t r = 0; grid && r < grid->model->row_count; r++) {
        bool sum = grid->model->rows[r].kind != MODEL_ROW_DATA;
        if (grid->rows[r])
            add_name(asking, sum ? &sums : &names, grid->rows[r]);
    }
    for (size_t r = 0; !grid && r < table->row_count; r++) {
        bool hidden = store_privacy(table->columns[0]) != STORE_PUBLIC;
        struct value first = table->cells[r * table->column_count];
        add_name(asking, &names,
                 arena_printf(asking->scratch, "%zu%s%s", r + 1, hidden ? "" : " ",
                              hidden ? "" : explain_value(asking->scratch, first)));
    }
    const char *nearest = wanted ? text_nearest(wanted, names.items, names.count) : NULL;
    if (!nearest && wanted)
        nearest = text_nearest(wanted, sums.items, sums.count);
    if (nearest)
        buf_printf(&list, "是不是“%s”？", nearest);
    buf_puts(&list, "用 --row 写行号或这一行开头的内容：");
    put_names(&list, &names);
    buf_puts(&list, sums.count ? "；" : "");
    put_names(&list, &sums);
    const char *text = buf_copy(&list, asking->scratch);
    buf_done(&list);
    return text;
}

static void wrong_row(struct asking *asking, const struct explain_words *words,
                      const struct explain_grid *grid, const struct frame_table *table)
{
    if (words->row)
        diag_add(asking->diags, &ENG019, &PLACE_NONE, DIAG_ARGS(words->table, words->row));
    else
        diag_add(asking->diags, &ENG021, &PLACE_NONE, DIAG_ARGS(words->table));
    diag_hint(asking->diags, "%s", list_rows(asking, grid, table, words->row));
}

static void wrong_column(struct asking *asking, const struct explain_words *words,
                         const struct frame_table *table)
{
    struct names names = {0};
    for (size_t i = 0; i < asking->grids.count; i++) {
        const struct explain_grid *grid = &asking->grids.items[i];
        bool mine = explain_grid_is(asking->scratch, grid, words->table);
        for (size_t c = 0; mine && c < grid->model->column_count; c++) {
            if (grid->columns[c])
                add_name(asking, &names, grid->columns[c]);
        }
    }
    for (size_t c = 0; table && c < table->column_count; c++)
        add_name(asking, &names, table->columns[c]);
    diag_add(asking->diags, &ENG018, &PLACE_NONE, DIAG_ARGS(words->table, words->column));
    diag_hint_nearest(asking->diags, words->column, names.items, names.count);
}

/* No cell has these words: which of them is wrong. */
static void wrong_cell(struct asking *asking, const struct explain_words *words,
                       const struct frame_table *table)
{
    const struct explain_grid *first = NULL, *with_column = NULL;
    for (size_t i = 0; i < asking->grids.count; i++) {
        const struct explain_grid *grid = &asking->grids.items[i];
        if (!explain_grid_is(asking->scratch, grid, words->table))
            continue;
        first = first ? first : grid;
        if (!with_column && explain_columns(asking->scratch, grid, words->column).count)
            with_column = grid;
    }
    if (!table && !first)
        unknown_name(asking, words->table);
    else if (table && table->row_count == 0)
        diag_add(asking->diags, &ENG020, &PLACE_NONE, DIAG_ARGS(words->table));
    else if (with_column || (table && has_column(table, words->column)))
        wrong_row(asking, words, with_column, table);
    else
        wrong_column(asking, words, table);
}

/* ---- printed cells ---- */

struct places {
    struct explain_place *items;
    size_t count, capacity;
};

/* The same number of the data, printed in two tables, is one. */
static bool is_same(const struct explain_place *a, const struct explain_place *b)
{
    const struct define_table *of_a = a->grid->define, *of_b = b->grid->define;
    const struct model_row *row_a = &a->grid->model->rows[a->row];
    const struct model_row *row_b = &b->grid->model->rows[b->row];
    const char *value = of_a->cross ? NULL : of_a->leaves[a->column]->value;
    const char *other = of_b->cross ? NULL : of_b->leaves[b->column]->value;
    return value && other && strcmp(value, other) == 0 && of_a->data == of_b->data &&
           row_a->kind == row_b->kind && a->grid->numbers[a->row] == b->grid->numbers[b->row] &&
           strcmp(row_a->cells[a->column].text, row_b->cells[b->column].text) == 0;
}

static void add_place(struct asking *asking, struct places *places, struct explain_place place)
{
    for (size_t i = 0; i < places->count; i++) {
        if (is_same(&places->items[i], &place))
            return;
    }
    places->items =
        arena_grow(asking->scratch, places->items, places->count, &places->capacity, sizeof place);
    places->items[places->count++] = place;
}

/* Without a row the only one that there is. */
static struct explain_matches rows_meant(struct asking *asking, const struct explain_grid *grid,
                                         const char *row)
{
    if (row)
        return explain_rows(asking->scratch, grid, row);
    struct explain_matches all = explain_rows(asking->scratch, grid, "1");
    size_t data = 0;
    for (size_t r = 0; r < grid->model->row_count; r++)
        data += grid->model->rows[r].kind == MODEL_ROW_DATA;
    all.count = data == 1 ? all.count : 0;
    return all;
}

static struct places find_places(struct asking *asking, const struct explain_words *words)
{
    struct places places = {0};
    for (size_t i = 0; i < asking->grids.count; i++) {
        const struct explain_grid *grid = &asking->grids.items[i];
        if (!explain_grid_is(asking->scratch, grid, words->table))
            continue;
        struct explain_matches columns = explain_columns(asking->scratch, grid, words->column);
        struct explain_matches rows = {0};
        if (columns.count)
            rows = rows_meant(asking, grid, words->row);
        for (size_t c = 0; c < columns.count; c++)
            for (size_t r = 0; r < rows.count; r++)
                add_place(asking, &places,
                          (struct explain_place){grid, rows.items[r], columns.items[c]});
    }
    return places;
}

static void tell_several(struct asking *asking, const struct places *places)
{
    struct buf list = {0};
    for (size_t i = 0; i < places->count && i < LISTED; i++) {
        const struct explain_place *place = &places->items[i];
        buf_printf(&list, "%s%s", i ? "、" : "",
                   explain_cell_name(asking->scratch, place->grid, place->row, place->column));
    }
    diag_add(asking->diags, &ENG068, &PLACE_NONE, DIAG_ARGS(asking->question->name));
    diag_hint(asking->diags, "写成其中一个：%s%s", list.data, places->count > LISTED ? " …" : "");
    buf_done(&list);
}

/* Rounded as the table rounds it, a number of the data is what is printed. */
static void compare_printed(struct arena *arena, const struct explain_place *place,
                            struct value value, struct engine_source *source)
{
    const struct model_table *model = place->grid->model;
    const struct model_cell *cell = &model->rows[place->row].cells[place->column];
    const struct value_format *format = &model->columns[place->column].format;
    if (!value_is_number(value) || !value_is_number(cell->value))
        return;
    source->after = arena_strdup(arena, cell->text);
    if (format->decimals < 0)
        return;
    struct value again = value_printed(value, format, format->decimals);
    source->recomputed = explain_value(arena, again);
    source->differs = fabs(value_as_real(again) - value_as_real(cell->value)) > 1e-9;
}

static bool answer_place(struct asking *asking, struct arena *arena,
                         const struct explain_place *place, struct engine_answer *ret_answer)
{
    const struct explain_asked asked = {asking->report, asking->frame, asking->question};
    const struct model_row *row = &place->grid->model->rows[place->row];
    struct engine_answer answer = {.composed = true};
    const struct frame_trace *trace = NULL;
    bool made = explain_is_made(place);
    if (made && (row->kind == MODEL_ROW_DATA || value_is_number(row->cells[place->column].value)))
        answer.source = explain_made(arena, &asked, place);
    else if (!made)
        trace = explain_trace(&asked, place);
    if (trace) {
        struct engine_source *source =
            explain_source(arena, asking->frame, trace, asking->question);
        compare_printed(arena, place, trace->scalar.value, source);
        if (place->grid->shown)
            source->name = explain_cell_name(arena, place->grid, place->row, place->column);
        answer.source = source;
    }
    if (!answer.source) {
        diag_add(asking->diags, &ENG069, &PLACE_NONE,
                 DIAG_ARGS(place->grid->name, place->grid->rows[place->row],
                           place->grid->columns[place->column]));
        return false;
    }
    if (made || place->grid->shown)
        explain_where(arena, place, &answer);
    else
        explain_uses(arena, asking->report, asking->model, trace, &answer);
    *ret_answer = answer;
    return true;
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

/* 列[行] into its two; a bracket within the row is closed within it. */
static void split_row(const struct asking *asking, struct explain_words *words)
{
    static const char *const brackets[][2] = {{"[", "]"}, {"［", "］"}, {"【", "】"}};
    const char *text = text_trim(asking->scratch, words->column);
    size_t length = strlen(text);
    for (size_t b = 0; b < BASE_COUNT(brackets) && !words->row; b++) {
        const char *open = brackets[b][0], *close = brackets[b][1];
        size_t wide = strlen(close), at = length - (length < wide ? 0 : wide);
        int depth = strcmp(text + at, close) == 0;
        while (at > 0 && depth > 0) {
            at--;
            depth += strncmp(text + at, close, wide) == 0;
            depth -= strncmp(text + at, open, strlen(open)) == 0;
        }
        if (depth > 0 || at == 0 || at + wide >= length)
            continue;
        words->column = arena_strndup(asking->scratch, text, at);
        words->row = arena_strndup(asking->scratch, text + at + strlen(open),
                                   length - at - strlen(open) - wide);
    }
}

/* A cell of the data that no table prints. */
static const struct frame_trace *trace_cell(struct asking *asking,
                                            const struct explain_words *words)
{
    const struct define_dataset *dataset = find_dataset(asking->report, words->table);
    const struct frame_table *table = NULL;
    size_t row = 0;
    if (dataset && !(table = frame_table(asking->frame, dataset, asking->diags)))
        return NULL;
    bool found = table && has_column(table, words->column) &&
                 (words->row ? find_row(asking, table, words->row, &row) : table->row_count == 1);
    if (found)
        return frame_trace_cell(asking->frame, dataset, words->column, row, asking->diags);
    wrong_cell(asking, words, table);
    return NULL;
}

/* 上期.x, 同期.x, x. */
static const struct frame_trace *trace_name(struct asking *asking, const struct define_name *wanted)
{
    if (is_param_or_indicator(asking, wanted->name))
        return frame_trace_name(asking->frame, wanted, asking->diags);
    unknown_name(asking, wanted->name);
    return NULL;
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

static bool answer_trace(struct asking *asking, struct arena *arena,
                         const struct frame_trace *trace, struct engine_answer *ret_answer)
{
    if (!trace)
        return false;
    struct engine_answer answer = {
        .source = explain_source(arena, asking->frame, trace, asking->question),
        .composed = asking->model != NULL};
    if (asking->model)
        explain_uses(arena, asking->report, asking->model, trace, &answer);
    *ret_answer = answer;
    return true;
}

static bool answer_way(struct asking *asking, struct arena *arena, const char *way,
                       const struct frame_trace *const traces[2], struct engine_answer *ret_answer)
{
    const struct explain_asked asked = {asking->report, asking->frame, asking->question};
    struct frame_trace named = *traces[0];
    struct engine_answer answer = {.source =
                                       explain_compared(arena, &asked, asking->model, way, traces),
                                   .composed = asking->model != NULL};
    named.name = answer.source->name;
    if (asking->model)
        explain_uses(arena, asking->report, asking->model, &named, &answer);
    *ret_answer = answer;
    return true;
}

/* A name of the running text: a value, or what is said of one. */
static bool answer_name(struct asking *asking, struct arena *arena,
                        const struct define_name *wanted, struct engine_answer *ret_answer)
{
    struct define_name value = *wanted;
    const char *way = explain_way(asking->scratch, wanted->name, &value.name);
    const struct frame_trace *traces[2] = {trace_name(asking, &value), NULL};
    if (!way || !traces[0] || explain_way_shift(way) == DEFINE_CURRENT)
        return answer_trace(asking, arena, traces[0], ret_answer);
    value.shift = explain_way_shift(way);
    traces[1] = frame_trace_name(asking->frame, &value, asking->diags);
    return traces[1] && answer_way(asking, arena, way, traces, ret_answer);
}

/* One of the data, or of a loop's row, or what is said of that. */
static bool answer_cell(struct asking *asking, struct arena *arena, struct explain_words *words,
                        struct engine_answer *ret_answer)
{
    split_row(asking, words);
    const char *way = explain_way(asking->scratch, words->column, &words->column);
    const struct places places = way ? (struct places){0} : find_places(asking, words);
    if (places.count > 1)
        tell_several(asking, &places);
    if (places.count > 0)
        return places.count == 1 && answer_place(asking, arena, &places.items[0], ret_answer);
    const struct explain_asked asked = {asking->report, asking->frame, asking->question};
    const struct model_block *chart =
        way || find_dataset(asking->report, words->table)
            ? NULL
            : explain_chart_find(asking->scratch, asking->model, words->table);
    if (chart)
        return explain_chart(arena, &asked, chart, words, ret_answer, asking->diags);
    const struct frame_trace *traces[2] = {trace_cell(asking, words), NULL};
    return traces[0] && way ? answer_way(asking, arena, way, traces, ret_answer)
                            : answer_trace(asking, arena, traces[0], ret_answer);
}

static bool find_answer(struct asking *asking, struct arena *arena,
                        struct engine_answer *ret_answer)
{
    struct define_name wanted = {0};
    struct explain_words words = {.row = asking->question->row};
    bool cell =
        split_name(asking, &words.table, &words.column) && !find_shift(words.table, &wanted.shift);
    wanted.name = words.column;
    return cell ? answer_cell(asking, arena, &words, ret_answer)
                : answer_name(asking, arena, &wanted, ret_answer);
}

static bool answer_question(struct asking *asking, struct arena *arena,
                            struct engine_answer *ret_answer)
{
    struct model *model = compose(asking);
    asking->model = model;
    if (model)
        asking->grids = explain_grids(asking->scratch, asking->report, asking->frame, model);
    bool found = find_answer(asking, arena, ret_answer);
    model_free(model);
    return found;
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
    bool found = asking.frame && answer_question(&asking, arena, &answer);
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
