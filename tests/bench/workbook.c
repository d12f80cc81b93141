/*
 * A long table into a workbook, beside a bare loop over libxlsxwriter that writes the same cells with the
 * same formats: what measuring widths, heights, sums and number formats costs.
 */
#include "workbook.h"
#include "run.h"

#include <huibao/base.h>
#include <huibao/model.h>
#include <huibao/xlsx.h>

#include <xlsxwriter.h>

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 8, DISTINCT = 1000, ROUNDS = 5 };

/* ---- the table: a million rows that share a thousand rows' cells, so that little memory is its own ---- */

static const struct model_column columns[COLUMNS] = {
    {.title = "编号", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    {.title = "受理日期",
     .align = MODEL_ALIGN_CENTER,
     .share_of = -1,
     .format = {VALUE_STYLE_DATE, -1, NULL}},
    {.title = "类别", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    {.title = "事项", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    {.title = "网格", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    {.title = "人数",
     .align = MODEL_ALIGN_RIGHT,
     .share_of = -1,
     .format = {VALUE_STYLE_INTEGER, 0, NULL}},
    {.title = "金额",
     .align = MODEL_ALIGN_DECIMAL,
     .share_of = -1,
     .format = {VALUE_STYLE_DECIMAL, 1, NULL}},
    {.title = "结果", .align = MODEL_ALIGN_CENTER, .share_of = -1},
};

static void fill_row(struct arena *arena, struct model_cell *cells, size_t r)
{
    static const char *const kinds[] = {"邻里", "物业", "婚姻家庭", "损害赔偿"};
    cells[0].value = value_text(arena_printf(arena, "FW%07zu", r + 1));
    cells[1].value = value_date(20000 + (int32_t)(r % 700));
    cells[2].value = value_text(kinds[r % 4]);
    cells[3].value = value_text("代办养老保险资格认证");
    cells[4].value = value_text(arena_printf(arena, "第%zu网格", r % 12 + 1));
    cells[5].value = value_integer((int64_t)(r % 9));
    cells[6].value = value_real((double)(r % 1000) / 10);
    cells[7].value = value_text("办结");
    for (size_t c = 0; c < COLUMNS; c++)
        cells[c].text = value_show(arena, cells[c].value, &columns[c].format);
}

static struct model *long_model(size_t count)
{
    struct model *model = model_new();
    struct model_table *table = arena_alloc(model->arena, sizeof *table);
    struct model_row *rows = arena_array(model->arena, count + 1, sizeof *rows);
    struct model_cell *cells = arena_array(model->arena, DISTINCT * COLUMNS, sizeof *cells);
    for (size_t r = 0; r < DISTINCT; r++)
        fill_row(model->arena, &cells[r * COLUMNS], r);
    for (size_t r = 0; r < count; r++)
        rows[r] =
            (struct model_row){.kind = MODEL_ROW_DATA, .cells = &cells[r % DISTINCT * COLUMNS]};
    *table = (struct model_table){.name = "服务事项",
                                  .columns = columns,
                                  .column_count = COLUMNS,
                                  .rows = rows,
                                  .row_count = count};
    model->title = model_text_plain(model->arena, "服务事项明细");
    model_add(model, MODEL_TABLE)->table = table;
    return model;
}

/* ---- the two ---- */

static bool write_ours(const struct model *model, const char *path)
{
    struct diags *diags = diags_new();
    struct world world;
    world_init(&world);
    bool done = xlsx_write(model, path, &world, diags);
    diags_free(diags);
    return done;
}

static void write_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const struct model_cell *cell, lxw_format *const *formats)
{
    switch (cell->value.kind) {
    case VALUE_INTEGER:
        worksheet_write_number(sheet, row, column, (double)cell->value.integer, formats[0]);
        break;
    case VALUE_REAL:
        worksheet_write_number(sheet, row, column, cell->value.real, formats[1]);
        break;
    case VALUE_DATE:
        worksheet_write_number(sheet, row, column, cell->value.date + 25569.0, formats[2]);
        break;
    case VALUE_TEXT:
        worksheet_write_string(sheet, row, column, cell->text, formats[3]);
        break;
    case VALUE_NULL:
        break;
    }
}

static bool write_bare(const struct model *model, const char *path)
{
    static const char *const numbers[] = {"0", "0.0", "yyyy\"年\"m\"月\"d\"日\"", "General"};
    const struct model_table *table = model->blocks[0].table;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "服务事项明细");
    lxw_format *formats[BASE_COUNT(numbers)];
    for (size_t i = 0; i < BASE_COUNT(numbers); i++) {
        formats[i] = workbook_add_format(workbook);
        format_set_num_format(formats[i], numbers[i]);
        format_set_border(formats[i], LXW_BORDER_THIN);
    }
    for (size_t c = 0; c < COLUMNS; c++)
        worksheet_write_string(sheet, 0, (lxw_col_t)c, columns[c].title, NULL);
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < COLUMNS; c++)
            write_cell(sheet, (lxw_row_t)r + 1, (lxw_col_t)c, &table->rows[r].cells[c], formats);
    return workbook_close(workbook) == LXW_NO_ERROR;
}

bool workbook_run(const char *which, const char *path, int rows)
{
    struct model *model = long_model((size_t)rows);
    bool ours = strcmp(which, "ours") == 0;
    bool done = ours ? write_ours(model, path) : write_bare(model, path);
    model_free(model);
    return done;
}

void bench_workbook(const char *self, const char *directory, struct arena *arena)
{
    static const char *const sizes[] = {"100000", "1000000"};
    const char *path = arena_printf(arena, "%s/workbook.xlsx", directory);
    printf("\n%-43s %10s %10s %8s %10s\n", "工作簿，8 列", "huibao", "光写格子", "倍数", "内存");
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        const char *const ours[] = {self, "--workbook", "ours", path, sizes[i], NULL};
        const char *const bare[] = {self, "--workbook", "bare", path, sizes[i], NULL};
        struct sample first[ROUNDS], second[ROUNDS];
        for (size_t r = 0; r < ROUNDS; r++) {
            first[r] = bench_run(ours);
            second[r] = bench_run(bare);
        }
        struct sample mine = bench_median(first, ROUNDS), other = bench_median(second, ROUNDS);
        printf("%36s 行 %8.2f s %8.2f s %8.2f %7.1f MB\n", sizes[i], mine.seconds, other.seconds,
               mine.seconds / other.seconds, mine.megabytes);
    }
}
