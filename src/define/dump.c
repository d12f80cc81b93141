#include <huibao/define_table.h>

#include "expr.h"

/* A text in quotes; NULL is a dash. */
static void put_text(struct buf *out, const char *text)
{
    if (text)
        buf_put_json(out, text);
    else
        buf_putc(out, '-');
}

static void indent(struct buf *out, int depth)
{
    for (int i = 0; i < depth; i++)
        buf_puts(out, "  ");
}

static void put_name(struct buf *out, const struct define_name *name)
{
    if (name->shift != DEFINE_CURRENT)
        buf_printf(out, "%s.", expr_shift_word(name->shift));
    buf_puts(out, name->name);
}

static void put_format(struct buf *out, const struct define_format *format)
{
    static const char *const styles[] = {[VALUE_STYLE_PLAIN] = "plain",
                                         [VALUE_STYLE_INTEGER] = "integer",
                                         [VALUE_STYLE_DECIMAL] = "decimal",
                                         [VALUE_STYLE_PERCENT] = "percent",
                                         [VALUE_STYLE_GROUPED] = "grouped",
                                         [VALUE_STYLE_WAN] = "wan",
                                         [VALUE_STYLE_YI] = "yi",
                                         [VALUE_STYLE_CAPITAL] = "capital",
                                         [VALUE_STYLE_HAN] = "han",
                                         [VALUE_STYLE_DATE] = "date",
                                         [VALUE_STYLE_DATE_HAN] = "date-han",
                                         [VALUE_STYLE_DATE_ISO] = "date-iso",
                                         [VALUE_STYLE_YEAR_MONTH] = "year-month",
                                         [VALUE_STYLE_YEAR] = "year",
                                         [VALUE_STYLE_MONTH] = "month"};
    static const char *const comparisons[] = {"", " mom", " yoy"};
    buf_puts(out, comparisons[format->comparison]);
    if (!format->given)
        return;
    buf_printf(out, " format=%s/%d", styles[format->value.style], format->value.decimals);
    if (format->value.unit)
        buf_printf(out, "/%s", format->value.unit);
}

static void put_expr(struct buf *out, const struct define_expr *expr)
{
    if (!expr) {
        buf_puts(out, "else");
        return;
    }
    put_text(out, expr->sql);
    buf_puts(out, " names:");
    for (size_t i = 0; i < expr->name_count; i++) {
        buf_putc(out, ' ');
        put_name(out, &expr->names[i]);
        buf_printf(out, "@%ld:%ld", expr->names[i].place.line, expr->names[i].place.column);
    }
}

static void put_place(struct buf *out, const struct place *place)
{
    buf_printf(out, " @%ld:%ld", place->line, place->column);
}

static void dump_inlines(struct buf *out, const struct define_inline *item, int depth)
{
    for (; item; item = item->next) {
        indent(out, depth);
        switch (item->kind) {
        case DEFINE_INLINE_TEXT:
            buf_puts(out, "text ");
            put_text(out, item->text);
            break;
        case DEFINE_INLINE_VALUE:
            buf_puts(out, "value ");
            put_name(out, &item->name);
            put_format(out, &item->format);
            break;
        case DEFINE_INLINE_IF:
            buf_puts(out, "if");
            break;
        }
        put_place(out, &item->place);
        buf_putc(out, '\n');
        for (const struct define_branch *branch = item->branches; branch; branch = branch->next) {
            indent(out, depth + 1);
            buf_puts(out, "branch ");
            put_expr(out, branch->condition);
            buf_putc(out, '\n');
            dump_inlines(out, branch->inlines, depth + 2);
        }
    }
}

static void dump_column(struct buf *out, const struct define_column *column, int depth)
{
    static const char *const aligns[] = {"", " left", " center", " right"};
    indent(out, depth);
    buf_puts(out, "column ");
    put_text(out, column->title);
    buf_puts(out, column->share_of ? " share " : " value ");
    put_text(out, column->share_of ? column->share_of : column->value);
    put_format(out, &column->format);
    buf_puts(out, column->total == DEFINE_TOTAL_SUM ? " sum" : "");
    buf_puts(out, aligns[column->align]);
    if (column->width_zi)
        buf_printf(out, " width=%d", column->width_zi);
    put_place(out, &column->value_place);
    buf_putc(out, '\n');
}

static void dump_table(struct buf *out, const struct define_table *table, int depth)
{
    const struct {
        const char *key, *text;
    } texts[] = {{"unit", table->unit},
                 {"note", table->note},
                 {"empty", table->empty},
                 {"total-label", table->total_label}};
    indent(out, depth);
    buf_printf(out, "data %s\n", table->data ? table->data->name : "-");
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        if (!texts[i].text)
            continue;
        indent(out, depth);
        buf_printf(out, "%s ", texts[i].key);
        put_text(out, texts[i].text);
        buf_putc(out, '\n');
    }
    if (table->caption) {
        indent(out, depth);
        buf_puts(out, "caption\n");
        dump_inlines(out, table->caption, depth + 1);
    }
    for (const struct define_column *column = table->columns; column; column = column->next)
        dump_column(out, column, depth);
}

static void dump_blocks(struct buf *out, const struct define_block *block, int depth)
{
    for (; block; block = block->next) {
        indent(out, depth);
        if (block->kind == DEFINE_HEADING)
            buf_printf(out, "heading %d", block->level);
        else
            buf_puts(out, block->kind == DEFINE_PARAGRAPH ? "paragraph"
                          : block->kind == DEFINE_TABLE   ? "table"
                                                          : "if");
        put_place(out, &block->place);
        buf_putc(out, '\n');
        dump_inlines(out, block->inlines, depth + 1);
        if (block->table)
            dump_table(out, block->table, depth + 1);
        for (const struct define_branch *branch = block->branches; branch; branch = branch->next) {
            indent(out, depth + 1);
            buf_puts(out, "branch ");
            put_expr(out, branch->condition);
            buf_putc(out, '\n');
            dump_blocks(out, branch->blocks, depth + 2);
        }
    }
}

static void dump_params(struct buf *out, const struct define_param *param)
{
    static const char *const types[] = {"text",    "integer", "date",     "month",
                                        "quarter", "year",    "community"};
    for (; param; param = param->next) {
        buf_printf(out, "param %s %s%s default ", param->name, types[param->type],
                   param->required ? " required" : "");
        put_text(out, param->fallback);
        buf_puts(out, " label ");
        put_text(out, param->label);
        put_place(out, &param->place);
        buf_putc(out, '\n');
    }
}

static void dump_data(struct buf *out, const struct define_dataset *dataset)
{
    for (; dataset; dataset = dataset->next) {
        buf_printf(out, "data %s ", dataset->name);
        put_text(out, dataset->sql);
        for (size_t i = 0; i < dataset->parameter_count; i++)
            buf_printf(out, " :%s", dataset->parameters[i]);
        put_place(out, &dataset->sql_place);
        buf_putc(out, '\n');
    }
}

void define_dump(const struct report *report, struct buf *out)
{
    buf_printf(out, "report %s\nstyle %s\nsummary ", report->id, report->style);
    put_text(out, report->summary);
    buf_puts(out, "\ntitle\n");
    dump_inlines(out, report->title, 1);
    if (report->salutation) {
        buf_puts(out, "salutation\n");
        dump_inlines(out, report->salutation, 1);
    }
    dump_params(out, report->params);
    dump_data(out, report->data);
    if (report->signature) {
        buf_printf(out, "signature date %s\n", report->signature->date);
        dump_inlines(out, report->signature->organ, 1);
    }
    dump_blocks(out, report->blocks, 0);
}
