/*
 * Fuzzing the reader of models. Whatever comes, reading ends, an error means no model, and a model
 * dumps to a text that reads back and dumps the same. Its tables hold what the contract says of spans
 * and heads, counted here cell by cell.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/model.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Every cell lies under one span, its own or another's, of rows of data or within its row. */
static void check_spans(struct arena *arena, const struct model_table *table)
{
    size_t columns = table->column_count;
    unsigned *under = arena_array(arena, table->row_count * columns + 1, sizeof *under);
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < columns; c++) {
            const struct model_cell *cell = &table->rows[r].cells[c];
            size_t down = cell->rows > 1 ? cell->rows : 1;
            size_t right = cell->columns > 1 ? cell->columns : 1;
            demand(r + down <= table->row_count && c + right <= columns);
            for (size_t i = r; i < r + down && !cell->covered; i++)
                for (size_t k = c; k < c + right; k++) {
                    under[i * columns + k]++;
                    demand(down == 1 || table->rows[i].kind == MODEL_ROW_DATA);
                    demand(table->rows[i].cells[k].covered == (i > r || k > c));
                }
        }
    for (size_t i = 0; i < table->row_count * columns; i++)
        demand(under[i] == 1);
}

static const struct model_head *head_over(const struct model_table *table, int level, size_t column)
{
    const struct model_head *found = NULL;
    for (size_t i = 0; i < table->head_count; i++) {
        const struct model_head *head = &table->heads[i];
        if (head->level != level || column < head->first || column >= head->first + head->count)
            continue;
        demand(!found); /* two overlap */
        found = head;
    }
    return found;
}

static void check_heads(const struct model_table *table)
{
    for (int level = 0; level < table->head_levels; level++) {
        bool any = false;
        for (size_t c = 0; c < table->column_count; c++) {
            const struct model_head *head = head_over(table, level, c);
            any = any || head;
            if (!head)
                continue;
            demand(head->count > 0 && head->first + head->count <= table->column_count);
            const struct model_head *above = level ? head_over(table, level - 1, c) : head;
            demand(above && above->first <= head->first &&
                   above->first + above->count >= head->first + head->count);
        }
        demand(any);
    }
}

static void check_model(const struct model *model)
{
    struct arena *arena = arena_new();
    for (size_t b = 0; b < model->block_count; b++) {
        const struct model_table *table = model->blocks[b].table;
        if (model->blocks[b].kind != MODEL_TABLE)
            continue;
        check_heads(table);
        check_spans(arena, table);
        bool *counts = arena_array(arena, table->row_count + 1, sizeof *counts);
        if (table->column_count)
            model_table_counts(table, 0, counts);
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags *diags = diags_new();
    struct buf first = {0}, second = {0}, said = {0};
    struct model *model = model_read("t.model", (const char *)data, size, diags);
    demand(!model == (diags_count(diags, DIAG_ERROR) > 0));
    diags_print(diags, &said);
    if (model) {
        check_model(model);
        model_dump(model, &first);
        struct model *again = model_read("again.model", first.data, first.length, diags);
        demand(again != NULL);
        model_dump(again, &second);
        demand(strcmp(first.data, second.data) == 0);
        model_free(again);
    }
    model_free(model);
    buf_done(&first);
    buf_done(&second);
    buf_done(&said);
    diags_free(diags);
    return 0;
}
