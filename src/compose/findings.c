#include "findings.h"

#include <string.h>

#include <huibao/define_table.h>
#include <huibao/model_finding.h>

#include "annex.h"

enum {
    PLACES_MOST = 8
}; /* cells that show the same number and are marked, each with the others' first */

struct places { /* where a name is shown */
    struct model_operand items[PLACES_MOST];
    size_t count;
};

struct operands {
    struct arena *arena;
    struct model_operand *items;
    size_t count, capacity, left_count;
};

static void add_operand(struct operands *operands, struct model_operand operand)
{
    operands->items = arena_grow(operands->arena, operands->items, operands->count,
                                 &operands->capacity, sizeof *operands->items);
    operands->items[operands->count++] = operand;
}

/* ---- where it is shown ---- */

static double scale_of(const struct value_format *format)
{
    return format->style == VALUE_STYLE_WAN ? 1e4 : format->style == VALUE_STYLE_YI ? 1e8 : 1;
}

static void add_place(struct places *places, const struct model_table *table, size_t row,
                      size_t column)
{
    const struct model_cell *cell = &table->rows[row].cells[column];
    if (places->count == PLACES_MOST || cell->covered || !value_is_number(cell->value))
        return;
    places->items[places->count++] =
        (struct model_operand){.table = table,
                               .row = row,
                               .column = column,
                               .number = value_as_real(cell->value),
                               .scale = scale_of(&table->columns[column].format)};
}

/* The row of the table that prints a row of the data; SIZE_MAX: none. */
static size_t table_row(const struct model_table *table, size_t data_row)
{
    for (size_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].kind == MODEL_ROW_DATA && data_row-- == 0)
            return r;
    }
    return SIZE_MAX;
}

static size_t data_rows(const struct model_table *table)
{
    size_t count = 0;
    for (size_t r = 0; r < table->row_count; r++)
        count += table->rows[r].kind == MODEL_ROW_DATA;
    return count;
}

struct shown { /* what of a table's data a name is */
    const char *column;
    size_t row; /* of the table */
    bool total;
};

/* The row of 合计, when it is the last. */
static size_t total_row(const struct model_table *table)
{
    size_t last = table->row_count - 1;
    bool has = table->row_count && table->rows[last].kind == MODEL_ROW_TOTAL;
    return has ? last : SIZE_MAX;
}

/* Whether the name is a sum over the table's data, a column of its row at hand, or its only row's. */
static bool is_shown(const struct checking *checking, const struct define_name *name,
                     const struct model_table *table, struct shown *ret_shown)
{
    const char *each = checking->check->each;
    if (name->shift != DEFINE_CURRENT)
        return false;
    if (name->aggregate) {
        const struct define_aggregate *sum = name->aggregate;
        *ret_shown = (struct shown){sum->column, total_row(table), true};
        return sum->kind == DEFINE_SUM && !sum->children && strcmp(table->name, sum->data) == 0;
    }
    *ret_shown = (struct shown){name->name, table_row(table, 0), false};
    const struct define_indicator *indicator = check_indicator(checking, name);
    if (indicator)
        return indicator->dataset && strcmp(table->name, indicator->dataset->name) == 0 &&
               data_rows(table) == 1;
    if (!checking->row || !each || strcmp(table->name, each) != 0)
        return false;
    ret_shown->row = table_row(table, checking->row->row);
    return true;
}

static void find_in_table(const struct checking *checking, const struct define_name *name,
                          const struct model_table *table, struct places *places)
{
    const struct define_table *define = compose_made_from(checking->composer, table);
    struct shown shown;
    if (!define || define->cross || !is_shown(checking, name, table, &shown) ||
        shown.row == SIZE_MAX)
        return;
    for (size_t c = 0; c < define->leaf_count; c++) {
        const char *value = define->leaves[c]->value;
        bool summed = table->columns[c].total == MODEL_TOTAL_SUM;
        if (value && strcmp(value, shown.column) == 0 && (summed || !shown.total))
            add_place(places, table, shown.row, c);
    }
}

static struct places places_of(const struct checking *checking, const struct define_name *name)
{
    const struct model *model = checking->composer->model;
    struct places places = {.count = 0};
    for (size_t b = 0; b < model->block_count; b++)
        if (model->blocks[b].kind == MODEL_TABLE)
            find_in_table(checking, name, model->blocks[b].table, &places);
    return places;
}

/* ---- the sides of a comparison ---- */

/*
 * A term as its n-th place shows it, or as a number. False when it is neither, but a formula of its
 * own, or no number.
 */
static bool take_term(struct checking *checking, const struct define_term *term, size_t nth,
                      struct operands *operands, size_t *ret_places)
{
    struct places places = {.count = 0};
    struct value value;
    if (term->name)
        places = places_of(checking, term->name);
    else if (!check_is_literal(term))
        return false;
    if (!checking_value(checking, term->sql, &value) || !value_is_number(value))
        return false;
    struct model_operand operand = {
        .constant = !term->name, .number = value_as_real(value), .scale = 1};
    if (places.count)
        operand = places.items[nth < places.count ? nth : places.count - 1];
    operand.minus = term->minus;
    add_operand(operands, operand);
    *ret_places = places.count > *ret_places ? places.count : *ret_places;
    return true;
}

static bool take_sides(struct checking *checking, size_t nth, struct operands *operands,
                       size_t *ret_places)
{
    const struct define_check *check = checking->check;
    bool good = check->relation != DEFINE_NO_RELATION;
    for (const struct define_term *t = good ? check->left.terms : NULL; t && good; t = t->next)
        good = take_term(checking, t, nth, operands, ret_places);
    operands->left_count = operands->count;
    for (const struct define_term *t = good ? check->right.terms : NULL; t && good; t = t->next)
        good = take_term(checking, t, nth, operands, ret_places);
    return good;
}

/* ---- other rules: every cell that shows one of the names ---- */

static void take_names(struct checking *checking, struct operands *operands)
{
    const struct define_expr *rule = &checking->check->rule;
    for (size_t i = 0; i < rule->name_count; i++) {
        struct places places = places_of(checking, &rule->names[i]);
        bool again = check_is_repeated(rule, i);
        for (size_t p = 0; p < places.count && !again; p++)
            add_operand(operands, places.items[p]);
    }
    operands->left_count = operands->count;
}

/* ---- the finding ---- */

static enum model_relation relation_of(const struct define_check *check)
{
    static const enum model_relation relations[] = {
        [DEFINE_NO_RELATION] = MODEL_RELATION_NONE, [DEFINE_EQUAL] = MODEL_EQUAL,
        [DEFINE_UNEQUAL] = MODEL_UNEQUAL,           [DEFINE_LESS] = MODEL_LESS,
        [DEFINE_AT_MOST] = MODEL_AT_MOST,           [DEFINE_MORE] = MODEL_MORE,
        [DEFINE_AT_LEAST] = MODEL_AT_LEAST};
    return relations[check->relation];
}

static void keep(struct composer *composer, struct model_finding finding,
                 const struct operands *operands)
{
    struct model *model = composer->model;
    bool shown = false;
    for (size_t i = 0; i < operands->count; i++)
        shown = shown || operands->items[i].table;
    if (!shown)
        return;
    finding.operands = operands->items;
    finding.count = operands->count;
    finding.left_count = operands->left_count;
    composer->findings = arena_grow(composer->arena, composer->findings, model->finding_count,
                                    &composer->finding_capacity, sizeof *composer->findings);
    composer->findings[model->finding_count++] = finding;
    model->findings = composer->findings;
}

static struct model_finding finding_of(struct arena *arena, const struct audit_line *line,
                                       const char *figures)
{
    bool blocks = line->verdict[DEFINE_PUBLISH] == DEFINE_BLOCK ||
                  line->verdict[DEFINE_UPLOAD] == DEFINE_BLOCK;
    return (struct model_finding){
        .id = arena_strdup(arena, compose_clean(arena, line->id)),
        .says = arena_strdup(arena, compose_clean(arena, line->says)),
        .figures = arena_strdup(arena, compose_clean(arena, figures)),
        .because =
            line->explained ? compose_clean(arena, annex_because(arena, line->explained)) : NULL,
        .grave = blocks && !line->explained,
    };
}

void findings_add(struct composer *composer, const struct audit_line *line,
                  const struct frame_cursor *row, const char *figures)
{
    struct checking checking = {.composer = composer, .check = line->check, .row = row};
    struct model_finding finding = finding_of(composer->arena, line, figures);
    size_t places = 1;
    for (size_t nth = 0; nth < places; nth++) {
        struct operands operands = {.arena = composer->arena};
        if (!take_sides(&checking, nth, &operands, &places)) {
            operands = (struct operands){.arena = composer->arena};
            take_names(&checking, &operands);
            keep(composer, finding, &operands);
            return;
        }
        finding.relation = relation_of(line->check);
        finding.room = line->check->tolerance;
        finding.room_percent = line->check->tolerance_percent;
        keep(composer, finding, &operands);
    }
}
