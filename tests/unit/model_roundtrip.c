/* dump ∘ read ∘ dump is dump: for one written out by hand and for many random models. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/model_detail.h>
#include <huibao/model_finding.h>

#include "tap.h"

/* A small generator of our own, so that a failing seed can be repeated anywhere. */
struct dice {
    uint64_t state;
};

static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice->state >> 33) % sides;
}

static const char *random_text(struct dice *dice, struct arena *arena)
{
    static const char *const pieces[] = {
        "受理", " ", "12", "|", "=", "@", "\\", "\n", "\t", "\x01", "\x7f",  "　",
        "𠮷",   "-", "# ", "—", "",  "a", "\r", "\"", ":",  "\\s",  "text ", "null"};
    char *text = arena_strdup(arena, "");
    for (uint32_t n = roll(dice, 6); n > 0; n--)
        text = arena_printf(arena, "%s%s", text, pieces[roll(dice, BASE_COUNT(pieces))]);
    return text;
}

static struct value random_value(struct dice *dice, struct arena *arena)
{
    static const double reals[] = {0.1,  -0.0, 1e300,   5e-324,   DBL_MAX,
                                   12.5, 100,  1.0 / 3, HUGE_VAL, -HUGE_VAL};
    switch (roll(dice, 6)) {
    case 0:
        return value_null();
    case 1:
        return value_integer(roll(dice, 2) ? INT64_MIN : (int64_t)roll(dice, 1000) - 500);
    case 2:
        return value_real(reals[roll(dice, BASE_COUNT(reals))]);
    case 3:
        return value_date(roll(dice, 4)   ? (int32_t)roll(dice, 40000)
                          : roll(dice, 2) ? INT32_MAX
                                          : INT32_MIN);
    case 4:
        return value_real((double)roll(dice, 1000000) / (1 + roll(dice, 1000)));
    default:
        return value_text(random_text(dice, arena));
    }
}

static const char *maybe(struct dice *dice, const char *text)
{
    return roll(dice, 3) ? text : NULL;
}

static struct model_text random_spans(struct dice *dice, struct arena *arena)
{
    size_t count = roll(dice, 4);
    struct model_span *spans = arena_array(arena, count, sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        spans[i].text = random_text(dice, arena);
        spans[i].source = maybe(dice, random_text(dice, arena));
        spans[i].value = random_value(dice, arena);
        spans[i].row = spans[i].source ? roll(dice, 3) : 0;
    }
    return (struct model_text){.spans = spans, .count = count};
}

static struct value_format random_format(struct dice *dice, struct arena *arena)
{
    return (struct value_format){(enum value_style)roll(dice, VALUE_STYLE_MONTH + 1),
                                 (int)roll(dice, 5) - 1, maybe(dice, random_text(dice, arena))};
}

static struct model_pair *random_pairs(struct dice *dice, struct arena *arena, size_t count)
{
    struct model_pair *pairs = arena_array(arena, count, sizeof *pairs);
    for (size_t i = 0; i < count; i++)
        pairs[i] = (struct model_pair){random_text(dice, arena), random_text(dice, arena)};
    return pairs;
}

static const struct model_form *random_form(struct dice *dice, struct arena *arena)
{
    struct model_form *form = arena_alloc(arena, sizeof *form);
    form->head_count = roll(dice, 3);
    form->heads = random_pairs(dice, arena, form->head_count);
    form->reporter = maybe(dice, random_text(dice, arena));
    form->period = maybe(dice, random_text(dice, arena));
    form->foot_count = roll(dice, 3);
    form->feet = random_pairs(dice, arena, form->foot_count);
    return form;
}

/* Heads over stretches of columns that some head of the level above stands over. */
static void random_heads(struct dice *dice, struct arena *arena, struct model_table *table)
{
    bool above[8] = {false}; /* a boundary before this column: no head crosses it */
    bool open[8];            /* under a head of the level above */
    struct model_head *heads = arena_array(arena, 4 * table->column_count, sizeof *heads);
    memset(open, true, sizeof open);
    for (int level = 0; level < 4; level++) {
        size_t before = table->head_count;
        bool next[8] = {false};
        for (size_t c = 0; c < table->column_count; c++) {
            if (!open[c] || !roll(dice, 2))
                continue;
            size_t end = c + 1;
            while (end < table->column_count && open[end] && !above[end] && roll(dice, 2))
                end++;
            heads[table->head_count++] =
                (struct model_head){random_text(dice, arena), level, c, end - c};
            above[c] = true;
            if (end < 8)
                above[end] = true;
            for (; c + 1 < end; c++)
                next[c] = true;
            next[c] = true;
        }
        memcpy(open, next, sizeof open);
        if (table->head_count == before)
            break;
        table->head_levels = level + 1;
    }
    table->heads = heads;
}

/* Spans cells to the right and, among the data rows, down, where nothing is covered yet. */
static void random_span(struct dice *dice, struct model_row *rows, struct model_cell **cells,
                        size_t row, size_t column, size_t row_count, size_t column_count)
{
    size_t down = 1, right = 1;
    while (right < column_count - column && !cells[row][column + right].covered && roll(dice, 2))
        right++;
    while (down < row_count - row && rows[row].kind == MODEL_ROW_DATA &&
           rows[row + down].kind == MODEL_ROW_DATA && roll(dice, 2))
        down++;
    for (size_t r = row; r < row + down; r++)
        for (size_t c = column; c < column + right; c++)
            if (r > row || c > column)
                cells[r][c] = (struct model_cell){.text = "", .covered = true};
    cells[row][column].rows = down > 1 ? (uint32_t)down : roll(dice, 2);
    cells[row][column].columns = right > 1 ? (uint32_t)right : roll(dice, 2);
}

static struct model_cell *random_cells(struct dice *dice, struct arena *arena, size_t count)
{
    struct model_cell *cells = arena_array(arena, count, sizeof *cells);
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct model_cell){.value = random_value(dice, arena),
                                       .text = random_text(dice, arena)};
    return cells;
}

static void random_rows(struct dice *dice, struct arena *arena, struct model_table *table)
{
    size_t count = roll(dice, 7), columns = table->column_count;
    struct model_row *rows = arena_array(arena, count, sizeof *rows);
    struct model_cell **cells = arena_array(arena, count, sizeof *cells);
    for (size_t r = 0; r < count; r++) {
        uint32_t kind = roll(dice, 8);
        cells[r] = random_cells(dice, arena, columns);
        rows[r] = (struct model_row){.kind = kind < 4 ? (enum model_row_kind)kind : MODEL_ROW_DATA,
                                     .cells = cells[r]};
        if (rows[r].kind != MODEL_ROW_GROUP)
            rows[r].indent = (int)roll(dice, 3);
        for (size_t i = 1; i < columns && rows[r].kind == MODEL_ROW_GROUP; i++)
            cells[r][i] = (struct model_cell){.text = "", .covered = true};
        if (rows[r].kind == MODEL_ROW_GROUP)
            cells[r][0].columns = (uint32_t)columns;
    }
    for (size_t r = 0; r < count; r++)
        for (size_t c = 0; c < columns; c++)
            if (rows[r].kind != MODEL_ROW_GROUP && !cells[r][c].covered && !roll(dice, 4))
                random_span(dice, rows, cells, r, c, count, columns);
    for (size_t r = 0; r < count; r++)
        if (cells[r][0].covered) /* nothing there to indent */
            rows[r].indent = 0;
    table->rows = rows;
    table->row_count = count;
}

/* Rows on disk instead, and one in the tree that adds them up. */
static void random_detail(struct dice *dice, struct arena *arena, struct model_table *table)
{
    struct diags *diags = diags_new();
    size_t columns = table->column_count;
    struct model_detail *detail = model_detail_new(arena, columns);
    struct value *values = arena_array(arena, columns, sizeof *values);
    for (uint32_t n = roll(dice, 5); n > 0; n--) {
        for (size_t c = 0; c < columns; c++)
            values[c] = random_value(dice, arena);
        model_detail_add(detail, values);
    }
    CHECK(model_detail_close(detail, diags));
    diags_free(diags);
    struct model_row *row = arena_alloc(arena, sizeof *row);
    *row = (struct model_row){.kind = MODEL_ROW_TOTAL, .cells = random_cells(dice, arena, columns)};
    table->detail = detail;
    table->rows = row;
    table->row_count = roll(dice, 2);
}

static const struct model_table *random_table(struct dice *dice, struct arena *arena)
{
    struct model_table *table = arena_alloc(arena, sizeof *table);
    size_t columns = 1 + roll(dice, 5);
    struct model_column *column = arena_array(arena, columns, sizeof *column);
    for (size_t i = 0; i < columns; i++) {
        column[i] = (struct model_column){
            .title = random_text(dice, arena),
            .id = maybe(dice, random_text(dice, arena)),
            .align = (enum model_align)roll(dice, 4),
            .width_zi = (int)roll(dice, 20),
            .format = random_format(dice, arena),
            .total = (enum model_total)roll(dice, 3),
            .formula = roll(dice, 3) ? NULL : "( [1] + 2.5 ) / - [1]",
            .share_of = (int)roll(dice, (uint32_t)columns + 1) - 1,
            .carry = roll(dice, 2),
        };
    }
    *table = (struct model_table){.name = random_text(dice, arena),
                                  .caption = maybe(dice, random_text(dice, arena)),
                                  .number = (int)roll(dice, 3),
                                  .unit = maybe(dice, random_text(dice, arena)),
                                  .note = maybe(dice, random_text(dice, arena)),
                                  .form = roll(dice, 2) ? random_form(dice, arena) : NULL,
                                  .landscape = roll(dice, 2),
                                  .brief = roll(dice, 2),
                                  .columns = column,
                                  .column_count = columns};
    random_heads(dice, arena, table);
    if (roll(dice, 4))
        random_rows(dice, arena, table);
    else
        random_detail(dice, arena, table);
    return table;
}

static const struct model_chart *random_chart(struct dice *dice, struct arena *arena)
{
    struct model_chart *chart = arena_alloc(arena, sizeof *chart);
    enum model_chart_kind kind = (enum model_chart_kind)roll(dice, MODEL_CHART_RING + 1);
    bool round = kind == MODEL_CHART_PIE || kind == MODEL_CHART_RING;
    size_t count = roll(dice, 4), series_count = round ? 1 : roll(dice, 3);
    const char **categories = arena_array(arena, count, sizeof *categories);
    struct model_series *series = arena_array(arena, series_count, sizeof *series);
    for (size_t i = 0; i < count; i++)
        categories[i] = random_text(dice, arena);
    for (size_t i = 0; i < series_count; i++)
        series[i] = (struct model_series){random_text(dice, arena), random_format(dice, arena),
                                          random_cells(dice, arena, count)};
    *chart = (struct model_chart){
        .name = random_text(dice, arena),
        .caption = maybe(dice, random_text(dice, arena)),
        .number = (int)roll(dice, 3),
        .unit = maybe(dice, random_text(dice, arena)),
        .note = maybe(dice, random_text(dice, arena)),
        .kind = kind,
        .stacked = (kind == MODEL_CHART_COLUMN || kind == MODEL_CHART_BAR) && roll(dice, 2),
        .labels = roll(dice, 2),
        .height_lines = (int)roll(dice, 20),
        .categories = categories,
        .category_count = count,
        .series = series,
        .series_count = series_count};
    return chart;
}

static const struct model_letterhead *random_letterhead(struct dice *dice, struct arena *arena)
{
    struct model_letterhead *letterhead = arena_alloc(arena, sizeof *letterhead);
    *letterhead = (struct model_letterhead){.organ = random_text(dice, arena),
                                            .number = maybe(dice, random_text(dice, arena)),
                                            .signer = maybe(dice, random_text(dice, arena)),
                                            .secrecy = maybe(dice, random_text(dice, arena)),
                                            .urgency = maybe(dice, random_text(dice, arena)),
                                            .issuer = maybe(dice, random_text(dice, arena)),
                                            .date = maybe(dice, random_text(dice, arena))};
    return letterhead;
}

static void random_bottom(struct dice *dice, struct model *model)
{
    struct arena *arena = model->arena;
    model->attendance_count = roll(dice, 3);
    model->attendance = random_pairs(dice, arena, model->attendance_count);
    model->enclosure_count = roll(dice, 3);
    const char **enclosures = arena_array(arena, model->enclosure_count, sizeof *enclosures);
    for (size_t i = 0; i < model->enclosure_count; i++)
        enclosures[i] = random_text(dice, arena);
    model->enclosures = enclosures;
    if (roll(dice, 2)) {
        struct model_signature *signature = arena_alloc(arena, sizeof *signature);
        signature->organ = random_text(dice, arena);
        signature->date = random_text(dice, arena);
        signature->note = maybe(dice, random_text(dice, arena));
        model->signature = signature;
    }
    if (roll(dice, 2)) {
        struct model_imprint *imprint = arena_alloc(arena, sizeof *imprint);
        imprint->copies = maybe(dice, random_text(dice, arena));
        imprint->organ = maybe(dice, random_text(dice, arena));
        imprint->date = maybe(dice, random_text(dice, arena));
        model->imprint = imprint;
    }
}

/* A cell of some table, a number of the rule, or one that stands nowhere. */
static struct model_operand random_operand(struct dice *dice, const struct model *model)
{
    static const double scales[] = {1, 1e4, 1e8, -0.5};
    struct model_operand operand = {.number = (double)roll(dice, 100000) / 7 - 500,
                                    .scale = scales[roll(dice, 4)],
                                    .minus = roll(dice, 2)};
    for (size_t b = 0; b < model->block_count; b++)
        if (model->blocks[b].kind == MODEL_TABLE && model->blocks[b].table->row_count &&
            roll(dice, 2))
            operand.table = model->blocks[b].table;
    operand.constant = !operand.table && roll(dice, 2);
    if (operand.table) {
        operand.row = roll(dice, (uint32_t)operand.table->row_count);
        operand.column = roll(dice, (uint32_t)operand.table->column_count);
    }
    return operand;
}

static void random_findings(struct dice *dice, struct model *model)
{
    struct arena *arena = model->arena;
    size_t count = roll(dice, 4);
    struct model_finding *findings = arena_array(arena, count, sizeof *findings);
    for (size_t i = 0; i < count; i++) {
        size_t operands = roll(dice, 6);
        struct model_operand *list = arena_array(arena, operands, sizeof *list);
        for (size_t o = 0; o < operands; o++)
            list[o] = random_operand(dice, model);
        findings[i] =
            (struct model_finding){.id = random_text(dice, arena),
                                   .says = random_text(dice, arena),
                                   .figures = random_text(dice, arena),
                                   .because = maybe(dice, random_text(dice, arena)),
                                   .grave = roll(dice, 2),
                                   .relation = (enum model_relation)roll(dice, MODEL_AT_LEAST + 1),
                                   .operands = list,
                                   .count = operands,
                                   .left_count = roll(dice, (uint32_t)operands + 1)};
        findings[i].room = findings[i].relation ? (double)roll(dice, 100) / 8 : 0;
        findings[i].room_percent = findings[i].relation && roll(dice, 2);
    }
    model->findings = findings;
    model->finding_count = count;
}

static struct model *random_model(uint64_t seed)
{
    struct dice dice = {seed * 2 + 1};
    struct model *model = model_new();
    struct arena *arena = model->arena;
    model->report_id = maybe(&dice, random_text(&dice, arena));
    model->style = maybe(&dice, random_text(&dice, arena));
    model->community = maybe(&dice, random_text(&dice, arena));
    model->period = maybe(&dice, random_text(&dice, arena));
    model->stamp = maybe(&dice, random_text(&dice, arena));
    model->title = random_spans(&dice, arena);
    model->salutation = random_spans(&dice, arena);
    model->letterhead = roll(&dice, 2) ? random_letterhead(&dice, arena) : NULL;
    for (uint32_t n = roll(&dice, 6); n > 0; n--) {
        struct model_block *block =
            model_add(model, (enum model_block_kind)roll(&dice, MODEL_ATTACHMENT + 1));
        block->level = 1 + (int)roll(&dice, 4);
        block->label = random_text(&dice, arena);
        block->file = maybe(&dice, random_text(&dice, arena));
        block->line = roll(&dice, 1000);
        if (block->kind == MODEL_TABLE)
            block->table = random_table(&dice, arena);
        else if (block->kind == MODEL_CHART)
            block->chart = random_chart(&dice, arena);
        else
            block->text = random_spans(&dice, arena);
    }
    random_bottom(&dice, model);
    for (uint32_t n = roll(&dice, 3); n > 0; n--) {
        struct model_block *companion = model_add_companion(model, random_table(&dice, arena));
        companion->file = maybe(&dice, "附表.md");
        companion->line = companion->file ? (long)roll(&dice, 100) : 0;
    }
    random_findings(&dice, model);
    return model;
}

static bool same_value(struct value a, struct value b)
{
    return value_equal(a, b);
}

static bool same_text(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static bool same_spans(const struct model_text *a, const struct model_text *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_text(a->spans[i].text, b->spans[i].text) &&
               same_text(a->spans[i].source, b->spans[i].source) &&
               same_value(a->spans[i].value, b->spans[i].value);
    return same;
}

static bool same_pairs(const struct model_pair *a, const struct model_pair *b, size_t count)
{
    bool same = true;
    for (size_t i = 0; same && i < count; i++)
        same = same_text(a[i].label, b[i].label) && same_text(a[i].value, b[i].value);
    return same;
}

static bool same_form(const struct model_form *a, const struct model_form *b)
{
    if (!a || !b)
        return a == b;
    return a->head_count == b->head_count && a->foot_count == b->foot_count &&
           same_pairs(a->heads, b->heads, a->head_count) &&
           same_pairs(a->feet, b->feet, a->foot_count) && same_text(a->reporter, b->reporter) &&
           same_text(a->period, b->period);
}

static bool same_format(struct value_format a, struct value_format b)
{
    return a.style == b.style && a.decimals == b.decimals && same_text(a.unit, b.unit);
}

static bool same_columns(const struct model_table *a, const struct model_table *b)
{
    bool same = a->column_count == b->column_count && a->head_count == b->head_count &&
                a->head_levels == b->head_levels;
    for (size_t i = 0; same && i < a->column_count; i++) {
        const struct model_column *x = &a->columns[i], *y = &b->columns[i];
        same = same_text(x->title, y->title) && same_text(x->id, y->id) && x->align == y->align &&
               x->width_zi == y->width_zi && x->total == y->total && x->share_of == y->share_of &&
               same_text(x->formula, y->formula) && x->carry == y->carry &&
               same_format(x->format, y->format);
    }
    for (size_t i = 0; same && i < a->head_count; i++) {
        const struct model_head *x = &a->heads[i], *y = &b->heads[i];
        same = same_text(x->title, y->title) && x->level == y->level && x->first == y->first &&
               x->count == y->count;
    }
    return same;
}

static uint32_t spanned(uint32_t n)
{
    return n ? n : 1;
}

static bool same_cells(const struct model_cell *a, const struct model_cell *b, size_t count)
{
    bool same = true;
    for (size_t i = 0; same && i < count; i++)
        same = same_text(a[i].text, b[i].text) && same_value(a[i].value, b[i].value) &&
               a[i].covered == b[i].covered && spanned(a[i].rows) == spanned(b[i].rows) &&
               spanned(a[i].columns) == spanned(b[i].columns);
    return same;
}

static bool same_details(const struct model_table *a, const struct model_table *b)
{
    struct model_detail_reader *one = model_detail_open(a), *other = model_detail_open(b);
    bool same = model_table_rows(a) == model_table_rows(b);
    for (const struct model_row *row, *twin; same && (row = model_detail_next(one));) {
        twin = model_detail_next(other);
        same = twin && same_cells(row->cells, twin->cells, a->column_count);
    }
    same = same && !model_detail_next(other);
    model_detail_done(one);
    model_detail_done(other);
    return same;
}

static bool same_table(const struct model_table *a, const struct model_table *b)
{
    bool same = a->row_count == b->row_count && a->number == b->number &&
                same_text(a->caption, b->caption) && same_text(a->name, b->name) &&
                same_text(a->unit, b->unit) && same_text(a->note, b->note) &&
                a->landscape == b->landscape && same_form(a->form, b->form) && same_columns(a, b) &&
                same_details(a, b);
    for (size_t r = 0; same && r < a->row_count; r++)
        same = a->rows[r].kind == b->rows[r].kind && a->rows[r].indent == b->rows[r].indent &&
               same_cells(a->rows[r].cells, b->rows[r].cells, a->column_count);
    return same;
}

static bool same_chart(const struct model_chart *a, const struct model_chart *b)
{
    bool same = a->series_count == b->series_count && a->category_count == b->category_count &&
                a->number == b->number && same_text(a->caption, b->caption) &&
                same_text(a->name, b->name) && same_text(a->unit, b->unit) &&
                same_text(a->note, b->note) && a->kind == b->kind && a->stacked == b->stacked &&
                a->labels == b->labels && a->height_lines == b->height_lines;
    for (size_t i = 0; same && i < a->category_count; i++)
        same = same_text(a->categories[i], b->categories[i]);
    for (size_t i = 0; same && i < a->series_count; i++)
        same = same_text(a->series[i].title, b->series[i].title) &&
               same_format(a->series[i].format, b->series[i].format) &&
               same_cells(a->series[i].points, b->series[i].points, a->category_count);
    return same;
}

static bool same_block(const struct model_block *a, const struct model_block *b)
{
    if (a->kind != b->kind || !same_text(a->file, b->file) || (a->file && a->line != b->line))
        return false;
    switch (a->kind) {
    case MODEL_TABLE:
        return same_table(a->table, b->table);
    case MODEL_CHART:
        return same_chart(a->chart, b->chart);
    case MODEL_PARAGRAPH:
        return same_spans(&a->text, &b->text);
    case MODEL_HEADING:
        return a->level == b->level && same_text(a->label, b->label) &&
               same_spans(&a->text, &b->text);
    case MODEL_ATTACHMENT:
        return same_text(a->label, b->label) && same_spans(&a->text, &b->text);
    case MODEL_PAGE_BREAK:
    case MODEL_LANDSCAPE:
    case MODEL_PORTRAIT:
        break;
    }
    return true;
}

static bool same_blocks(const struct model *a, const struct model *b)
{
    bool same = a->block_count == b->block_count;
    for (size_t i = 0; same && i < a->block_count; i++)
        same = same_block(&a->blocks[i], &b->blocks[i]);
    return same;
}

static bool same_letterhead(const struct model_letterhead *a, const struct model_letterhead *b)
{
    if (!a || !b)
        return a == b;
    return same_text(a->organ, b->organ) && same_text(a->number, b->number) &&
           same_text(a->signer, b->signer) && same_text(a->secrecy, b->secrecy) &&
           same_text(a->urgency, b->urgency) && same_text(a->issuer, b->issuer) &&
           same_text(a->date, b->date);
}

static bool same_signature(const struct model_signature *a, const struct model_signature *b)
{
    if (!a || !b)
        return a == b;
    return same_text(a->organ, b->organ) && same_text(a->date, b->date) &&
           same_text(a->note, b->note);
}

static bool same_imprint(const struct model_imprint *a, const struct model_imprint *b)
{
    if (!a || !b)
        return a == b;
    return same_text(a->copies, b->copies) && same_text(a->organ, b->organ) &&
           same_text(a->date, b->date);
}

static bool same_parts(const struct model *a, const struct model *b)
{
    bool same = same_text(a->report_id, b->report_id) && same_text(a->style, b->style) &&
                same_text(a->community, b->community) && same_text(a->period, b->period) &&
                same_text(a->stamp, b->stamp) && same_spans(&a->title, &b->title) &&
                same_spans(&a->salutation, &b->salutation) &&
                same_letterhead(a->letterhead, b->letterhead) &&
                same_signature(a->signature, b->signature) &&
                same_imprint(a->imprint, b->imprint) &&
                a->attendance_count == b->attendance_count &&
                same_pairs(a->attendance, b->attendance, a->attendance_count) &&
                a->enclosure_count == b->enclosure_count;
    for (size_t i = 0; same && i < a->enclosure_count; i++)
        same = same_text(a->enclosures[i], b->enclosures[i]);
    return same;
}

static bool round_trips(const struct model *model)
{
    struct diags *diags = diags_new();
    struct buf first = {0}, second = {0};
    model_dump(model, &first);
    struct model *again = model_read("随机.model", first.data, first.length, diags);
    bool same = again != NULL;
    if (again) {
        model_dump(again, &second);
        same = strcmp(first.data, second.data) == 0 && same_blocks(model, again) &&
               same_parts(model, again);
    } else {
        diags_print(diags, &second);
    }
    if (!same)
        printf("# ---- first\n%s\n# ---- second\n%s\n", first.data, second.data);
    model_free(again);
    diags_free(diags);
    buf_done(&first);
    buf_done(&second);
    return same;
}

TEST(random_models_survive_dump_and_read)
{
    for (uint64_t seed = 0; seed < 2000; seed++) {
        struct model *model = random_model(seed);
        bool same = round_trips(model);
        CHECK(same);
        model_free(model);
        if (!same) {
            printf("# seed %llu\n", (unsigned long long)seed);
            break;
        }
    }
}

TEST(the_example_of_the_readme_reads_and_dumps_as_it_is_written)
{
    const char *root = getenv("HUIBAO_ROOT");
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    size_t length = 0;
    char *readme =
        file_read(arena, arena_printf(arena, "%s/src/model/README.md", root ? root : "."), 1 << 20,
                  &length, diags);
    CHECK(readme != NULL);
    const char *begin = readme ? strstr(readme, "model 1\n") : NULL;
    const char *end = begin ? strstr(begin, "```") : NULL;
    CHECK(end != NULL);
    if (end) {
        char *text = arena_strndup(arena, begin, (size_t)(end - begin));
        struct model *model = model_read("README.md", text, strlen(text), diags);
        struct buf dump = {0};
        if (CHECK(model != NULL)) {
            model_dump(model, &dump);
            CHECK_STR(dump.data, text);
        }
        model_free(model);
        buf_done(&dump);
    }
    diags_free(diags);
    arena_free(arena);
}
