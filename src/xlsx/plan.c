/* Which sheets a workbook has, and which rows of its table each of them holds. */
#include "book.h"
#include "chart.h"
#include "names.h"
#include "xlsx_diags.h"

#include <huibao/base.h>
#include <huibao/model_detail.h>

static const char cover_name[] = "目录";

size_t xlsx_block_count(const struct model *model)
{
    return model->block_count + model->companion_count;
}

const struct model_block *xlsx_block_at(const struct model *model, size_t index)
{
    return index < model->block_count ? &model->blocks[index]
                                      : &model->companions[index - model->block_count];
}

const struct model_table *xlsx_own_table(const struct model_block *block)
{
    return block->kind == MODEL_TABLE && !block->table->brief ? block->table : NULL;
}

/* What is taken from a block: its table, or the numbers of its chart; NULL for others. */
static const struct model_table *table_of(struct xlsx_book *book, const struct model_block *block)
{
    if (block->kind == MODEL_TABLE)
        return xlsx_own_table(block);
    return block->kind == MODEL_CHART ? xlsx_chart_table(book->arena, block->chart) : NULL;
}

const char *xlsx_caption(const struct xlsx_book *book, const struct model_table *table)
{
    const struct model *model = book->model;
    const struct model_block *attachment = NULL;
    if (table->caption && *table->caption)
        return table->caption;
    for (size_t b = 0; b < model->block_count; b++) {
        const struct model_block *block = &model->blocks[b];
        if (block->kind == MODEL_ATTACHMENT)
            attachment = block;
        else if (block->kind == MODEL_TABLE && block->table == table)
            return attachment ? model_text_flat(book->arena, &attachment->text) : NULL;
    }
    return NULL;
}

static const char *wish_of(struct xlsx_book *book, const struct model_block *block)
{
    if (block->kind == MODEL_CHART)
        return xlsx_chart_title(book->arena, block->chart);
    const char *caption = xlsx_caption(book, block->table);
    return caption && *caption ? caption : block->table->name;
}

const char *xlsx_block_title(struct xlsx_book *book, const struct model_block *block)
{
    if (block->kind == MODEL_TABLE && block->table->number > 0)
        return arena_printf(book->arena, "表%d　%s", block->table->number, wish_of(book, block));
    const char *wish = wish_of(book, block);
    return wish ? wish : "";
}

/* ---- where a table is parted ---- */

/*
 * The end of the part that begins at `first` and has `room` rows at most: not within cells that
 * span rows, not below the name of a group, and not before totals, so that no part is of totals
 * alone; but where that leaves nothing, at the last row that fits.
 */
static size_t part_end(const struct model_table *table, size_t first, size_t room)
{
    size_t most = first + room, end = first, covered_to = first;
    if (table->row_count - first <= room)
        return table->row_count;
    for (size_t r = first; r <= most; r++) {
        const struct model_row *row = &table->rows[r];
        bool sums = row->kind == MODEL_ROW_SUBTOTAL || row->kind == MODEL_ROW_TOTAL;
        bool below_group = r > first && table->rows[r - 1].kind == MODEL_ROW_GROUP;
        if (r >= covered_to && !sums && !below_group)
            end = r;
        for (size_t c = 0; c < table->column_count; c++)
            if (row->cells[c].rows > 1 && r + row->cells[c].rows > covered_to)
                covered_to = r + row->cells[c].rows;
    }
    return end > first ? end : most;
}

/* The same where the rows are on disk: data rows, and then perhaps a total, which is not left alone. */
static size_t detail_end(const struct model_table *table, size_t first, size_t room)
{
    size_t data = model_detail_count(table->detail), all = model_table_rows(table);
    if (all - first <= room)
        return all;
    size_t end = first + room;
    return end >= data && data - 1 > first ? data - 1 : end;
}

static size_t end_of(const struct model_table *table, size_t first, size_t room)
{
    return table->detail ? detail_end(table, first, room) : part_end(table, first, room);
}

static size_t room_of(const struct xlsx_book *book, const struct model_table *table)
{
    size_t others = xlsx_around_rows(book, table) + xlsx_head_rows(table);
    return others < book->row_limit ? book->row_limit - others : 1;
}

static void tell_parts(struct xlsx_book *book, const struct model_block *block, size_t count)
{
    struct place place = {.file = block->file, .line = block->line};
    diag_add(book->diags, &XLS002, &place,
             DIAG_ARGS(xlsx_table_name(block->table),
                       arena_printf(book->arena, "%zu", model_table_rows(block->table)),
                       arena_printf(book->arena, "%zu", count)));
    diag_hint(book->diags, "要放在一张上，请缩小查询的范围，或者按网格、月份分成几张表");
}

/* ---- the plan ---- */

static const char *take(struct xlsx_book *book, struct xlsx_taken *taken, const char *name)
{
    xlsx_taken_add(book->arena, taken, name);
    return name;
}

static void add_part(struct xlsx_book *book, const struct xlsx_part *part)
{
    book->parts = arena_grow(book->arena, book->parts, book->part_count, &book->part_capacity,
                             sizeof *book->parts);
    book->parts[book->part_count++] = *part;
}

static void plan_table(struct xlsx_book *book, const struct model_block *block,
                       const struct model_table *table, struct xlsx_taken *taken, int number)
{
    struct xlsx_part part = {.block = block, .table = table, .number = 1};
    size_t begin = book->part_count, end = model_table_rows(table);
    size_t room = block->kind == MODEL_TABLE ? room_of(book, table) : end;
    const char *first =
        xlsx_name_make(book->arena, wish_of(book, block), number, taken->names, taken->count);
    part.name = take(book, taken, first);
    part.survey = xlsx_survey_make(book->arena, table);
    for (part.end = end_of(table, 0, room); part.end < end; part.number++) {
        add_part(book, &part);
        part.first = part.end;
        part.end = end_of(table, part.first, room);
        part.name = take(
            book, taken,
            xlsx_name_continue(book->arena, first, part.number + 1, taken->names, taken->count));
    }
    add_part(book, &part);
    for (size_t i = begin; i < book->part_count; i++)
        book->parts[i].count = part.number;
    if (part.number > 1)
        tell_parts(book, block, part.number);
}

void xlsx_plan_make(struct xlsx_book *book)
{
    const struct model *model = book->model;
    struct xlsx_taken taken = {0};
    int number = 1;
    take(book, &taken, cover_name);
    for (size_t b = 0; b < xlsx_block_count(model); b++) {
        const struct model_block *block = xlsx_block_at(model, b);
        const struct model_table *table = table_of(book, block);
        if (table)
            plan_table(book, block, table, &taken, number++);
    }
    book->cover = book->part_count > 1 ? cover_name : NULL;
}

const struct xlsx_part *xlsx_plan_part(const struct xlsx_part *part, size_t row)
{
    while (row >= part->end && part->number < part->count)
        part++;
    while (row < part->first)
        part--;
    return part;
}
