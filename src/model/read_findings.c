/* Failing checks, which name cells of tables above them. */
#include "model_diags.h"
#include "model_text.h"
#include "read.h"

static struct model_finding *finding_at(struct model_reader *reader)
{
    return &reader->findings[reader->model->finding_count - 1];
}

/* id | says | figures */
static void read_finding(struct model_reader *reader, struct model_field rest)
{
    struct model *model = reader->model;
    model_read_start(reader, MODEL_IN_FINDING, NULL);
    reader->findings = arena_grow(model->arena, reader->findings, model->finding_count,
                                  &reader->finding_capacity, sizeof *reader->findings);
    struct model_field id = rest, says = rest;
    bool whole = model_field_split(&rest, '|', &id) && model_field_split(&rest, '|', &says);
    if (!whole)
        model_field_refuse(&reader->line, rest, "审核", "“编号 | 审核关系 | 数值”");
    reader->findings[model->finding_count++] =
        (struct model_finding){.id = model_field_text(&reader->line, id),
                               .says = model_field_text(&reader->line, says),
                               .figures = model_field_text(&reader->line, rest)};
    model->findings = reader->findings;
    reader->operands = NULL;
    reader->operand_capacity = 0;
    reader->part = finding_at(reader);
}

static void read_grave(struct model_reader *reader, struct model_field rest)
{
    finding_at(reader)->grave = true;
    if (rest.length)
        model_field_refuse(&reader->line, rest, reader->keyword->word, "没有别的内容");
}

static bool read_real(struct model_reader *reader, struct model_field field, double *ret_number)
{
    struct value value = value_null();
    if (!model_field_value(&reader->line, field, &value))
        return false;
    if (value_is_number(value)) {
        *ret_number = value_as_real(value);
        return true;
    }
    model_field_refuse(&reader->line, field, "数", "整数或小数");
    return false;
}

/* equal | 0.5 | percent */
static void read_relation(struct model_reader *reader, struct model_field rest)
{
    struct model_finding *finding = finding_at(reader);
    struct model_field word = rest, room = rest;
    if (!model_field_split(&rest, '|', &word)) {
        model_field_refuse(&reader->line, rest, "关系", "“equal | 0.5”这样的关系和容差");
        return;
    }
    bool more = model_field_split(&rest, '|', &room);
    if (!model_relation_find(arena_strndup(reader->line.arena, word.begin, word.length),
                             &finding->relation))
        model_field_refuse(&reader->line, word, "关系",
                           "equal、unequal、less、at-most、more 或 at-least");
    read_real(reader, more ? room : rest, &finding->room);
    finding->room_percent = more && model_field_is(rest, "percent");
    if (more && !finding->room_percent)
        model_field_refuse(&reader->line, rest, "容差", "percent");
}

static const struct model_table *find_table(const struct model *model, size_t number)
{
    for (size_t b = 0; b < model->block_count; b++)
        if (model->blocks[b].kind == MODEL_TABLE && --number == 0)
            return model->blocks[b].table;
    return NULL;
}

/* table column row */
static bool read_cell(struct model_reader *reader, struct model_field rest,
                      struct model_operand *operand)
{
    enum { MOST = 100000000 };
    struct model_field words = rest;
    struct model_field table = model_field_word(&words), column = model_field_word(&words);
    long long t = 0, c = 0, r = 1;
    if (!model_field_int(&reader->line, table, "第几张表", 1, MOST, &t) ||
        !model_field_int(&reader->line, column, "列", 1, MOST, &c) ||
        !model_field_int(&reader->line, words, "行", 1, MOST, &r))
        return false;
    operand->table = find_table(reader->model, (size_t)t);
    operand->column = (size_t)c - 1;
    operand->row = (size_t)r - 1;
    if (operand->table && operand->column < operand->table->column_count &&
        operand->row < operand->table->row_count)
        return true;
    model_field_refuse(&reader->line, rest, "格", "上面一张表里的格：表 列 行");
    return false;
}

/* minus table column row | number | scale, or minus constant | number | scale */
static void read_operand(struct model_reader *reader, struct model_field rest)
{
    struct model_finding *finding = finding_at(reader);
    struct model_operand operand = {.scale = 1};
    struct model_field where = rest, number = rest;
    bool left = model_field_is((struct model_field){reader->keyword->word, 4}, "left");
    if (!model_field_split(&rest, '|', &where) || !model_field_split(&rest, '|', &number) ||
        (left && finding->count > finding->left_count)) {
        model_field_refuse(&reader->line, rest, reader->keyword->word,
                           "“表 列 行 | 数 | 倍数”，left 在 right 之前");
        return;
    }
    struct model_field after = where;
    operand.minus = model_field_is(model_field_word(&after), "minus");
    where = operand.minus ? after : where;
    operand.constant = model_field_is(where, "constant");
    if (!read_real(reader, number, &operand.number) || !read_real(reader, rest, &operand.scale) ||
        (where.length && !operand.constant && !read_cell(reader, where, &operand)))
        return;
    if (!(operand.scale > 0 || operand.scale < 0)) {
        model_field_refuse(&reader->line, rest, "倍数", "不是 0 的数");
        return;
    }
    reader->operands = arena_grow(reader->model->arena, reader->operands, finding->count,
                                  &reader->operand_capacity, sizeof *reader->operands);
    reader->operands[finding->count++] = operand;
    finding->operands = reader->operands;
    finding->left_count += left;
}

#define FINDING(word, repeat, read, slot)                                                          \
    {                                                                                              \
        word, MODEL_IN_FINDING, repeat, "只能写在审核（finding）里", read, slot                    \
    }

static const struct model_keyword keywords[] = {
    {"finding", MODEL_ANYWHERE, MODEL_OFTEN, "", read_finding, 0},
    FINDING("because", MODEL_ONCE_IN_BLOCK, model_read_property,
            offsetof(struct model_finding, because)),
    FINDING("grave", MODEL_ONCE_IN_BLOCK, read_grave, 0),
    FINDING("relation", MODEL_ONCE_IN_BLOCK, read_relation, 0),
    FINDING("left", MODEL_OFTEN, read_operand, 0),
    FINDING("right", MODEL_OFTEN, read_operand, 0),
};

const struct model_keywords model_finding_keywords = {keywords, BASE_COUNT(keywords)};
