/* The lines of a table above its rows: properties, form, heads and columns. */
#include "read_table.h"
#include "model_diags.h"
#include "model_text.h"

#include <huibao/model_formula.h>

static struct model_table *start_table(struct model_reader *reader, struct model_field rest)
{
    struct arena *arena = reader->model->arena;
    struct model_table *table = arena_alloc(arena, sizeof *table);
    table->name = model_field_text(&reader->line, rest);
    reader->part = table;
    reader->table = arena_alloc(arena, sizeof *reader->table);
    *reader->table = (struct model_table_reading){.table = table, .line = reader->line.number};
    return table;
}

static void read_table(struct model_reader *reader, struct model_field rest)
{
    struct model_block *block = model_read_block(reader, MODEL_TABLE, MODEL_IN_TABLE);
    block->table = start_table(reader, rest);
}

static void read_companion(struct model_reader *reader, struct model_field rest)
{
    model_read_start(reader, MODEL_IN_TABLE, NULL);
    reader->block = model_add_companion(reader->model, start_table(reader, rest));
}

static void read_brief(struct model_reader *reader, struct model_field rest)
{
    reader->table->table->brief = true;
    if (rest.length)
        model_field_refuse(&reader->line, rest, reader->keyword->word, "没有别的内容");
}

static void read_number(struct model_reader *reader, struct model_field rest)
{
    long long number = 0;
    if (model_field_int(&reader->line, rest, "表号", 0, 1000000, &number))
        reader->table->table->number = (int)number;
}

static void read_page(struct model_reader *reader, struct model_field rest)
{
    if (model_field_is(rest, "landscape"))
        reader->table->table->landscape = true;
    else
        model_field_refuse(&reader->line, rest, "页面", "landscape");
}

/* ---- the form around it ---- */

static struct model_form *form(struct model_reader *reader)
{
    struct model_table_reading *reading = reader->table;
    if (!reading->form)
        reading->form = arena_alloc(reader->model->arena, sizeof *reading->form);
    reading->table->form = reading->form;
    return reading->form;
}

static void read_form(struct model_reader *reader, struct model_field rest)
{
    form(reader);
    if (rest.length)
        model_field_refuse(&reader->line, rest, reader->keyword->word, "没有别的内容");
}

static void read_form_text(struct model_reader *reader, struct model_field rest)
{
    void *part = reader->part;
    reader->part = form(reader);
    model_read_property(reader, rest);
    reader->part = part;
}

static void read_form_head(struct model_reader *reader, struct model_field rest)
{
    struct model_table_reading *reading = reader->table;
    struct model_form *around = form(reader);
    struct model_pair pair = {0};
    if (!model_read_pair(reader, rest, &pair))
        return;
    reading->form_heads = arena_grow(reader->model->arena, reading->form_heads, around->head_count,
                                     &reading->form_head_capacity, sizeof *reading->form_heads);
    reading->form_heads[around->head_count++] = pair;
    around->heads = reading->form_heads;
}

static void read_form_foot(struct model_reader *reader, struct model_field rest)
{
    struct model_table_reading *reading = reader->table;
    struct model_form *around = form(reader);
    struct model_pair pair = {0};
    if (!model_read_pair(reader, rest, &pair))
        return;
    reading->form_feet = arena_grow(reader->model->arena, reading->form_feet, around->foot_count,
                                    &reading->form_foot_capacity, sizeof *reading->form_feet);
    reading->form_feet[around->foot_count++] = pair;
    around->feet = reading->form_feet;
}

/* ---- heads ---- */

/* level columns | title, with columns as 2 or 2-4 */
static void read_head(struct model_reader *reader, struct model_field rest)
{
    struct model_table_reading *reading = reader->table;
    struct model_table *table = reading->table;
    struct arena *arena = reader->model->arena;
    struct model_field where = rest, title = rest;
    if (model_field_split(&title, '|', &where))
        rest = where;
    else
        title.length = 0;
    struct model_field level = model_field_word(&rest), first = rest, last = rest;
    if (model_field_split(&last, '-', &first))
        rest = first;
    long long row = 0, from = 0, to = 0;
    if (!model_field_int(&reader->line, level, "表头的层", 1, 100, &row) ||
        !model_field_int(&reader->line, first, "表头的列", 1, MODEL_MOST_COLUMNS, &from) ||
        !model_field_int(&reader->line, last, "表头的列", from, MODEL_MOST_COLUMNS, &to))
        return;
    struct model_head head = {.title = model_field_text(&reader->line, title),
                              .level = (int)row - 1,
                              .first = (size_t)from - 1,
                              .count = (size_t)(to - from + 1)};
    reading->head_lines = arena_grow(arena, reading->head_lines, table->head_count,
                                     &reading->head_line_capacity, sizeof *reading->head_lines);
    reading->head_lines[table->head_count] = reader->line.number;
    reading->heads = arena_grow(arena, reading->heads, table->head_count, &reading->head_capacity,
                                sizeof *reading->heads);
    reading->heads[table->head_count++] = head;
    table->heads = reading->heads;
}

/* What is wrong with a head, given the one before it and a cursor over the level above. */
static const char *head_mistake(const struct model_table *table, size_t i, size_t *above)
{
    const struct model_head *head = &table->heads[i];
    const struct model_head *before = i > 0 ? &table->heads[i - 1] : NULL;
    if (head->first + head->count > table->column_count)
        return "下面没有这么多列";
    if (head->level > (before ? before->level + 1 : 0))
        return "上一层没有表头";
    if (before && head->level < before->level)
        return "要从上到下写";
    if (before && head->level == before->level && head->first < before->first + before->count)
        return "与同层前一个表头重叠，或没有从左到右写";
    if (head->level == 0)
        return NULL;
    while (table->heads[*above].level < head->level &&
           table->heads[*above].first + table->heads[*above].count <= head->first)
        ++*above;
    const struct model_head *over = &table->heads[*above];
    if (over->level != head->level - 1 || head->first < over->first ||
        head->first + head->count > over->first + over->count)
        return "不在上一层的一个表头之内";
    return NULL;
}

/* Heads name columns that come later, so this waits for the end of the table. */
static void heads_check(struct model_reader *reader)
{
    const struct model_table_reading *reading = reader->table;
    struct model_table *table = reading->table;
    size_t above = 0, level_begin = 0;
    for (size_t i = 0; i < table->head_count; i++) {
        if (i > 0 && table->heads[i].level != table->heads[i - 1].level) {
            above = level_begin;
            level_begin = i;
        }
        const char *mistake = head_mistake(table, i, &above);
        if (!mistake)
            continue;
        struct place place = {.file = reader->line.file, .line = reading->head_lines[i]};
        const char *title = table->heads[i].title;
        diag_add(reader->line.diags, &MOD010, &place, DIAG_ARGS(title ? title : "", mistake));
        return; /* those after it are measured against it */
    }
    if (table->head_count)
        table->head_levels = table->heads[table->head_count - 1].level + 1;
}

/* ---- columns ---- */

/* One part of a column line behind the title: an alignment, or a word and what it sets. */
static void read_column_part(struct model_reader *reader, struct model_field part,
                             struct model_column *column)
{
    struct model_line *line = &reader->line;
    struct model_field rest = part;
    struct model_field key = model_field_word(&rest);
    char *word = arena_strndup(line->arena, part.begin, part.length);
    char *setting = arena_strndup(line->arena, rest.begin, rest.length);
    long long number = 0;
    if (model_align_find(word, &column->align))
        return;
    if (model_field_is(key, "format")) {
        model_read_format(reader, rest, &column->format);
    } else if (model_field_is(key, "unit")) {
        column->format.unit = model_field_text(line, rest);
    } else if (model_field_is(key, "id")) {
        column->id = model_field_text(line, rest);
    } else if (model_field_is(key, "formula")) {
        column->formula = model_field_text(line, rest);
    } else if (model_field_is(part, "carry")) {
        column->carry = true;
    } else if (model_field_is(key, "width")) {
        if (model_field_int(line, rest, "列宽", 0, 1000, &number))
            column->width_zi = (int)number;
    } else if (model_field_is(key, "share-of")) {
        if (model_field_int(line, rest, "占比对象", 1, MODEL_MOST_COLUMNS, &number))
            column->share_of = (int)number - 1;
    } else if (!model_field_is(key, "total") || !model_total_find(setting, &column->total)) {
        model_field_refuse(
            line, part, "列的设置",
            "left、center、right、decimal、id 栏次、width 字数、format 格式、"
            "unit 单位、total none/sum/share/same、share-of 列号、formula 算式、carry");
    }
}

static void read_column(struct model_reader *reader, struct model_field rest)
{
    struct model_table_reading *reading = reader->table;
    struct model_table *table = reading->table;
    if (reading->covers || reading->detail) { /* made for the columns of the first row */
        struct place place = model_line_place(&reader->line, rest);
        diag_add(reader->line.diags, &MOD003, &place,
                 DIAG_ARGS("column", "各列要写在第一行数据之前"));
        return;
    }
    struct model_column column = {.share_of = -1, .format.decimals = -1};
    struct model_field part;
    bool more = model_field_split(&rest, '|', &part);
    column.title = model_field_text(&reader->line, more ? part : rest);
    while (more) {
        more = model_field_split(&rest, '|', &part);
        read_column_part(reader, more ? part : rest, &column);
    }
    reading->columns = arena_grow(reader->model->arena, reading->columns, table->column_count,
                                  &reading->column_capacity, sizeof *reading->columns);
    reading->columns[table->column_count++] = column;
    table->columns = reading->columns;
}

/* A share column may name a column that comes later, so this waits for the end of the table. */
static void shares_check(struct model_reader *reader)
{
    const struct model_table *table = reader->table->table;
    struct arena *arena = reader->line.arena;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct model_column *column = &table->columns[i];
        if (column->share_of < 0 || (size_t)column->share_of < table->column_count)
            continue;
        struct place place = {.file = reader->line.file, .line = reader->table->line};
        diag_add(reader->line.diags, &MOD009, &place,
                 DIAG_ARGS(column->title ? column->title : "",
                           arena_printf(arena, "%d", column->share_of + 1),
                           table->name ? table->name : "",
                           arena_printf(arena, "%zu", table->column_count)));
    }
}

static void formulas_check(struct model_reader *reader)
{
    const struct model_table *table = reader->table->table;
    for (size_t i = 0; i < table->column_count; i++) {
        const char *formula = table->columns[i].formula;
        bool wanted = table->columns[i].total == MODEL_TOTAL_SAME;
        if (formula ? model_formula_valid(formula, table->column_count) : !wanted)
            continue;
        struct place place = {.file = reader->line.file, .line = reader->table->line};
        diag_add(reader->line.diags, &MOD004, &place,
                 DIAG_ARGS("列的算式", formula ? formula : "",
                           "“[列号]”、数、+ - * / 和括号，列号是表里有的"));
    }
}

void model_table_finish(struct model_reader *reader)
{
    if (!reader->table)
        return;
    heads_check(reader);
    shares_check(reader);
    formulas_check(reader);
    model_rows_finish(reader);
    reader->table = NULL;
}

#define TABLE(word, repeat, read, slot)                                                            \
    {                                                                                              \
        word, MODEL_IN_TABLE, repeat, "只能写在表格（table）里", read, slot                        \
    }
#define SLOT(member) offsetof(struct model_table, member)
#define FORM(member) offsetof(struct model_form, member)

static const struct model_keyword keywords[] = {
    {"table", MODEL_ANYWHERE, MODEL_OFTEN, "", read_table, 0},
    {"companion", MODEL_ANYWHERE, MODEL_OFTEN, "", read_companion, 0},
    TABLE("number", MODEL_ONCE_IN_BLOCK, read_number, 0),
    TABLE("caption", MODEL_ONCE_IN_BLOCK, model_read_property, SLOT(caption)),
    TABLE("unit", MODEL_ONCE_IN_BLOCK, model_read_property, SLOT(unit)),
    TABLE("note", MODEL_ONCE_IN_BLOCK, model_read_property, SLOT(note)),
    TABLE("page", MODEL_ONCE_IN_BLOCK, read_page, 0),
    TABLE("brief", MODEL_ONCE_IN_BLOCK, read_brief, 0),
    TABLE("form", MODEL_ONCE_IN_BLOCK, read_form, 0),
    TABLE("form-head", MODEL_OFTEN, read_form_head, 0),
    TABLE("form-reporter", MODEL_ONCE_IN_BLOCK, read_form_text, FORM(reporter)),
    TABLE("form-period", MODEL_ONCE_IN_BLOCK, read_form_text, FORM(period)),
    TABLE("form-foot", MODEL_OFTEN, read_form_foot, 0),
    TABLE("head", MODEL_OFTEN, read_head, 0),
    TABLE("column", MODEL_OFTEN, read_column, 0),
    TABLE("detail", MODEL_ONCE_IN_BLOCK, model_read_detail, 0),
    TABLE("row", MODEL_OFTEN, model_read_row, 0),
    TABLE("group", MODEL_OFTEN, model_read_group, 0),
    TABLE("subtotal", MODEL_OFTEN, model_read_subtotal, 0),
    TABLE("total", MODEL_OFTEN, model_read_total, 0),
};

const struct model_keywords model_table_keywords = {keywords, BASE_COUNT(keywords)};
