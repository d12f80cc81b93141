/* The table of a reconciliation: a row for each field that differs, and for each record alone. */
#include "mismatches.h"

#include <huibao/base.h>
#include <huibao/csv.h>
#include <huibao/model.h>
#include <huibao/xlsx.h>

#include <string.h>

#define OTHERS 6 /* 情况, 项, the two values, the two places */

struct mismatches {
    const struct mismatches_of *of;
    struct model *model;
    struct arena *arena; /* the model's */
    size_t *shown;       /* fields that say which record it is: what is matched by, and its name */
    size_t shown_count;
    size_t column_count;
    struct model_row *rows;
    size_t count, capacity;
};

/* ---- columns ---- */

static bool is_name(const struct store_field *field)
{
    static const char *const names[] = {"姓名", "单位名称", "户主", "名称"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (strcmp(field->name, names[i]) == 0)
            return true;
    return false;
}

static void choose_shown(struct mismatches *mismatches)
{
    const struct store_kind *kind = mismatches->of->kind;
    bool named = false;
    mismatches->shown =
        arena_array(mismatches->arena, kind->field_count, sizeof *mismatches->shown);
    for (size_t i = 0; i < kind->field_count; i++) {
        bool name = !named && is_name(&kind->fields[i]);
        if (mismatches->of->by[i] || name)
            mismatches->shown[mismatches->shown_count++] = i;
        named = named || is_name(&kind->fields[i]);
    }
}

static const struct model_column *make_columns(struct mismatches *mismatches)
{
    const struct mismatches_of *of = mismatches->of;
    struct model_column *columns =
        arena_array(mismatches->arena, mismatches->column_count, sizeof *columns);
    for (size_t i = 0; i < mismatches->column_count; i++)
        columns[i] = (struct model_column){.align = MODEL_ALIGN_LEFT, .share_of = -1};
    size_t next = 0;
    columns[next++].title = "情况";
    for (size_t i = 0; i < mismatches->shown_count; i++)
        columns[next++].title = of->kind->fields[mismatches->shown[i]].name;
    columns[next++].title = "项";
    for (int side = 0; side < STORE_SIDES; side++)
        columns[next++].title = arena_strdup(mismatches->arena, of->names[side]);
    columns[next++].title = "甲的位置";
    columns[next].title = "乙的位置";
    return columns;
}

struct mismatches *mismatches_new(const struct mismatches_of *of)
{
    struct model *model = model_new();
    struct mismatches *mismatches = arena_alloc(model->arena, sizeof *mismatches);
    *mismatches = (struct mismatches){.of = of, .model = model, .arena = model->arena};
    choose_shown(mismatches);
    mismatches->column_count = OTHERS + mismatches->shown_count;
    return mismatches;
}

void mismatches_free(struct mismatches *mismatches)
{
    if (mismatches)
        model_free(mismatches->model);
}

/* ---- rows ---- */

/* Cells hold no line breaks. */
static const char *one_line(struct arena *arena, const char *text)
{
    char *line = arena_strdup(arena, text);
    for (char *p = line; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    return line;
}

static const char *shown(struct mismatches *mismatches, size_t field, const char *text)
{
    const char *line = one_line(mismatches->arena, text);
    if (mismatches->of->unmasked)
        return line;
    return store_masked(mismatches->arena, store_privacy(mismatches->of->kind->fields[field].name),
                        line);
}

static void put_cell(struct model_cell *cell, const char *text)
{
    *cell = (struct model_cell){.value = *text ? value_text(text) : value_null(),
                                .text = *text ? text : "—"};
}

static const char *called(enum store_finding_kind kind)
{
    static const char *const words[] = {
        [STORE_DIFFERS] = "不一致",          [STORE_ONLY_FIRST] = "只在甲",
        [STORE_ONLY_SECOND] = "只在乙",      [STORE_TWICE_FIRST] = "在甲里重复",
        [STORE_TWICE_SECOND] = "在乙里重复",
    };
    return words[kind];
}

/* A second record of a key: where it stands, and where the first one does. */
static const char *place_of(struct mismatches *mismatches, const struct store_finding *finding,
                            int side)
{
    bool twice = finding->kind == STORE_TWICE_FIRST || finding->kind == STORE_TWICE_SECOND;
    int own = finding->kind == STORE_TWICE_FIRST ? 0 : 1;
    if (!twice)
        return arena_strdup(mismatches->arena, finding->places[side]);
    if (side != own)
        return "";
    return arena_printf(mismatches->arena, "%s，与%s重复", finding->places[0], finding->places[1]);
}

/* `field`: what differs; NULL: the record as a whole. */
static void add_row(struct mismatches *mismatches, const struct store_finding *finding,
                    const size_t *field)
{
    struct model_cell *cells =
        arena_array(mismatches->arena, mismatches->column_count, sizeof *cells);
    const char *const *record = finding->fields[0] ? finding->fields[0] : finding->fields[1];
    size_t next = 0;
    put_cell(&cells[next++], called(finding->kind));
    for (size_t i = 0; i < mismatches->shown_count; i++) {
        size_t which = mismatches->shown[i];
        put_cell(&cells[next++], shown(mismatches, which, record[which]));
    }
    put_cell(&cells[next++], field ? mismatches->of->kind->fields[*field].name : "");
    for (int side = 0; side < STORE_SIDES; side++)
        put_cell(&cells[next++],
                 field ? shown(mismatches, *field, finding->fields[side][*field]) : "");
    for (int side = 0; side < STORE_SIDES; side++)
        put_cell(&cells[next++], place_of(mismatches, finding, side));
    mismatches->rows = arena_grow(mismatches->arena, mismatches->rows, mismatches->count,
                                  &mismatches->capacity, sizeof *mismatches->rows);
    mismatches->rows[mismatches->count++] =
        (struct model_row){.kind = MODEL_ROW_DATA, .cells = cells};
}

void mismatches_add(void *context, const struct store_finding *finding)
{
    struct mismatches *mismatches = context;
    if (finding->kind != STORE_DIFFERS) {
        add_row(mismatches, finding, NULL);
        return;
    }
    for (size_t i = 0; i < mismatches->of->kind->field_count; i++)
        if (finding->differs[i])
            add_row(mismatches, finding, &i);
}

/* ---- the file ---- */

bool mismatches_write(struct mismatches *mismatches, const struct world *world,
                      struct outfile *file, bool book, struct diags *diags)
{
    struct model_table table = {.name = "核对结果",
                                .columns = make_columns(mismatches),
                                .column_count = mismatches->column_count,
                                .rows = mismatches->rows,
                                .row_count = mismatches->count};
    const char *title = arena_printf(mismatches->arena, "%s核对", mismatches->of->kind->chinese);
    mismatches->model->title = model_text_plain(mismatches->arena, title);
    model_add(mismatches->model, MODEL_TABLE)->table = &table;
    if (book && !xlsx_write(mismatches->model, outfile_temp(file), world, diags)) {
        outfile_abort(file);
        return false;
    }
    if (!book)
        csv_table_write(&table, true, file); /* a refusal is told by the commit */
    return outfile_commit(file, diags);
}
