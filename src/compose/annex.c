/* 审核附表: every check of the report with its result, figures and explanation, as an attachment. */
#include "annex.h"

#include "composer.h"

enum { COLUMN_ID, COLUMN_SAYS, COLUMN_RESULT, COLUMN_FIGURES, COLUMN_BECAUSE, COLUMNS };

static struct model_cell text_cell(struct arena *arena, const char *text)
{
    const char *clean = compose_clean(arena, text);
    return (struct model_cell){.value = value_text(clean), .text = clean};
}

static const char *result_of(const struct audit_line *line)
{
    static const char *const results[] = {"通过", "未通过", "未判断"};
    return line->explained ? "已说明" : results[line->outcome];
}

static const char *because_of(struct arena *arena, const struct audit_line *line)
{
    if (!line->explained)
        return "—";
    return arena_printf(arena, "%s（%s，%s）", line->explained->because, line->explained->who,
                        line->explained->at);
}

static const struct model_cell *row_cells(struct arena *arena, const struct audit_line *line)
{
    struct model_cell *cells = arena_array(arena, COLUMNS, sizeof *cells);
    cells[COLUMN_ID] = text_cell(arena, line->id);
    cells[COLUMN_SAYS] = text_cell(arena, line->says);
    cells[COLUMN_RESULT] = text_cell(arena, result_of(line));
    cells[COLUMN_FIGURES] = text_cell(arena, line->why ? line->why : line->values);
    cells[COLUMN_BECAUSE] = text_cell(arena, because_of(arena, line));
    return cells;
}

static const struct model_table *make_table(struct composer *composer)
{
    static const struct model_column columns[COLUMNS] = {
        [COLUMN_ID] = {.title = "编号", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [COLUMN_SAYS] = {.title = "审核关系", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_RESULT] = {.title = "结果", .align = MODEL_ALIGN_CENTER, .share_of = -1},
        [COLUMN_FIGURES] = {.title = "数值", .align = MODEL_ALIGN_LEFT, .share_of = -1},
        [COLUMN_BECAUSE] = {.title = "说明", .align = MODEL_ALIGN_LEFT, .share_of = -1},
    };
    struct arena *arena = composer->arena;
    const struct audit *audit = composer->audit;
    struct model_table *table = arena_alloc(arena, sizeof *table);
    struct model_row *rows = arena_array(arena, audit->count, sizeof *rows);
    for (size_t i = 0; i < audit->count; i++)
        rows[i] =
            (struct model_row){.kind = MODEL_ROW_DATA, .cells = row_cells(arena, &audit->lines[i])};
    table->name = "审核情况";
    table->columns = columns;
    table->column_count = COLUMNS;
    table->rows = rows;
    table->row_count = audit->count;
    return table;
}

void annex_add(struct composer *composer)
{
    if (!composer->report->audit_annex || composer->audit->count == 0)
        return;
    const char *file = arena_strdup(composer->arena, composer->report->file);
    struct model_block *title = model_add(composer->model, MODEL_ATTACHMENT);
    title->text = model_text_plain(composer->arena, "审核情况表");
    title->file = file;
    struct model_block *block = model_add(composer->model, MODEL_TABLE);
    block->table = make_table(composer);
    block->file = file;
}
