#include <huibao/define_chart.h>
#include <huibao/define_check.h>
#include <huibao/define_front.h>
#include <huibao/define_repeat.h>
#include <huibao/define_table.h>

#include "deliver.h"
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
    if (name->each)
        buf_printf(out, "%s.", name->each->data->name);
    buf_puts(out, name->name);
}

static void put_format(struct buf *out, const struct define_format *format)
{
    static const char *const comparisons[] = {"", " mom", " yoy"};
    buf_puts(out, comparisons[format->comparison]);
    buf_puts(out, format->difference ? " difference" : "");
    buf_puts(out, format->measured ? " with-unit" : "");
    buf_puts(out, format->share ? " share" : "");
    if (!format->given)
        return;
    buf_printf(out, " format=%s/%d", value_style_word(format->value.style), format->value.decimals);
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

static void put_each(struct buf *out, const struct define_each *each)
{
    if (!each)
        return;
    buf_printf(out, " %s", each->data->name);
    if (each->first)
        buf_printf(out, " first=%d", each->first);
    if (each->same)
        buf_printf(out, " same=%s", each->same);
    if (each->separator) {
        buf_puts(out, " between=");
        put_text(out, each->separator);
    }
    if (each->last_separator) {
        buf_puts(out, " last=");
        put_text(out, each->last_separator);
    }
}

/* The first branch of what repeats has no condition, and is not its else. */
static void dump_branch(struct buf *out, const struct define_branch *branch, bool body, int depth)
{
    indent(out, depth);
    buf_puts(out, "branch ");
    if (body)
        buf_puts(out, "body");
    else
        put_expr(out, branch->condition);
    buf_putc(out, '\n');
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
        case DEFINE_INLINE_EACH:
            buf_puts(out, "each");
            put_each(out, item->each);
            break;
        }
        put_place(out, &item->place);
        buf_putc(out, '\n');
        for (const struct define_branch *branch = item->branches; branch; branch = branch->next) {
            dump_branch(out, branch, branch == item->branches && item->each, depth + 1);
            dump_inlines(out, branch->inlines, depth + 2);
        }
    }
}

/* key "text", if there is one. */
static void dump_text(struct buf *out, const char *key, const char *text, int depth)
{
    if (!text)
        return;
    indent(out, depth);
    buf_printf(out, "%s ", key);
    put_text(out, text);
    buf_putc(out, '\n');
}

/* key and the inlines below it, if there are any. */
static void dump_words(struct buf *out, const char *key, const struct define_inline *words,
                       int depth)
{
    if (!words)
        return;
    indent(out, depth);
    buf_printf(out, "%s\n", key);
    dump_inlines(out, words, depth + 1);
}

static void dump_source(struct buf *out, const char *key, const struct define_source *source,
                        int depth)
{
    if (!source->name)
        return;
    indent(out, depth);
    buf_printf(out, "%s ", key);
    put_text(out, source->name);
    put_place(out, &source->place);
    buf_putc(out, '\n');
}

static void dump_leaf(struct buf *out, const struct define_column *column)
{
    static const char *const aligns[] = {"", " left", " center", " right"};
    const char *of = column->expr ? column->expr->sql : column->share_of;
    buf_puts(out, column->expr ? " expr " : column->share_of ? " share " : " value ");
    put_text(out, of ? of : column->value);
    put_format(out, &column->format);
    static const char *const totals[] = {"", " sum", " same"};
    buf_puts(out, totals[column->total]);
    buf_puts(out, aligns[column->align]);
    if (column->width_zi)
        buf_printf(out, " width=%d", column->width_zi);
    if (column->id) {
        buf_puts(out, " id=");
        put_text(out, column->id);
    }
    buf_puts(out, column->merge ? " merge" : "");
    put_place(out, &column->value_place);
}

static void dump_columns(struct buf *out, const struct define_column *column, int depth)
{
    for (; column; column = column->next) {
        indent(out, depth);
        buf_puts(out, column->columns ? "head " : "column ");
        put_text(out, column->title);
        if (column->columns)
            put_place(out, &column->place);
        else
            dump_leaf(out, column);
        buf_putc(out, '\n');
        dump_columns(out, column->columns, depth + 1);
    }
}

static void dump_pairs(struct buf *out, const char *key, const struct define_pair *pair, int depth)
{
    for (; pair; pair = pair->next) {
        dump_text(out, key, pair->label, depth);
        dump_inlines(out, pair->value, depth + 1);
    }
}

static void dump_form(struct buf *out, const struct define_form *form, int depth)
{
    indent(out, depth);
    buf_puts(out, "form\n");
    dump_pairs(out, "head", form->heads, depth + 1);
    dump_words(out, "reporter", form->reporter, depth + 1);
    dump_words(out, "period", form->period, depth + 1);
    dump_pairs(out, "foot", form->feet, depth + 1);
}

static void dump_cross(struct buf *out, const struct define_cross *cross, int depth)
{
    indent(out, depth);
    buf_puts(out, "cross");
    put_format(out, &cross->format);
    buf_puts(out, cross->total ? " total\n" : "\n");
    dump_source(out, "rows", &cross->rows, depth + 1);
    dump_source(out, "columns", &cross->columns, depth + 1);
    dump_source(out, "value", &cross->value, depth + 1);
}

static void dump_flags(struct buf *out, const struct define_table *table, int depth)
{
    const struct {
        const char *key;
        bool set;
    } flags[] = {{"ids", table->ids},
                 {"subtotal", table->subtotal},
                 {"landscape", table->landscape},
                 {"carry", table->carry},
                 {"detail", table->detail}};
    for (size_t i = 0; i < BASE_COUNT(flags); i++) {
        if (!flags[i].set)
            continue;
        indent(out, depth);
        buf_printf(out, "%s\n", flags[i].key);
    }
}

static void dump_table(struct buf *out, const struct define_table *table, int depth)
{
    indent(out, depth);
    buf_printf(out, "data %s\n", table->data ? table->data->name : "-");
    dump_text(out, "unit", table->unit, depth);
    dump_text(out, "note", table->note, depth);
    dump_text(out, "empty", table->empty, depth);
    dump_text(out, "total-label", table->total_label, depth);
    if (table->subtotal)
        dump_text(out, "subtotal-label", table->subtotal_label, depth);
    dump_words(out, "caption", table->caption, depth);
    dump_flags(out, table, depth);
    dump_source(out, "group", &table->group, depth);
    dump_source(out, "indent", &table->indent, depth);
    if (table->form)
        dump_form(out, table->form, depth);
    if (table->cross)
        dump_cross(out, table->cross, depth);
    dump_columns(out, table->columns, depth);
}

static void dump_series(struct buf *out, const char *key, const struct define_series *series,
                        int depth)
{
    for (; series; series = series->next) {
        indent(out, depth);
        buf_printf(out, "%s ", key);
        put_text(out, series->title);
        buf_puts(out, " value ");
        put_text(out, series->value);
        put_format(out, &series->format);
        put_place(out, &series->value_place);
        buf_putc(out, '\n');
    }
}

static void dump_chart(struct buf *out, const struct define_chart *chart, int depth)
{
    static const char *const kinds[] = {[DEFINE_CHART_COLUMN] = "column",
                                        [DEFINE_CHART_BAR] = "bar",
                                        [DEFINE_CHART_LINE] = "line",
                                        [DEFINE_CHART_PIE] = "pie",
                                        [DEFINE_CHART_RING] = "ring"};
    indent(out, depth);
    buf_printf(out, "%s%s%s", kinds[chart->kind], chart->stacked ? " stacked" : "",
               chart->labels ? " labels" : "");
    if (chart->height_lines)
        buf_printf(out, " height=%d", chart->height_lines);
    buf_printf(out, " data %s\n", chart->data ? chart->data->name : "-");
    dump_text(out, "unit", chart->unit, depth);
    dump_text(out, "note", chart->note, depth);
    dump_text(out, "empty", chart->empty, depth);
    dump_words(out, "caption", chart->caption, depth);
    dump_series(out, "category", chart->category, depth);
    dump_text(out, "split", chart->split, depth);
    dump_series(out, "series", chart->series, depth);
}

static void dump_blocks(struct buf *out, const struct define_block *block, int depth)
{
    static const char *const kinds[] = {[DEFINE_HEADING] = "heading",
                                        [DEFINE_PARAGRAPH] = "paragraph",
                                        [DEFINE_TABLE] = "table",
                                        [DEFINE_CHART] = "chart",
                                        [DEFINE_PAGE_BREAK] = "page",
                                        [DEFINE_LANDSCAPE] = "landscape",
                                        [DEFINE_ATTACHMENT] = "attachment",
                                        [DEFINE_IF] = "if",
                                        [DEFINE_EACH] = "each",
                                        [DEFINE_LIST] = "list"};
    static const char *const marks[] = {[DEFINE_LIST_HAN] = "firstly",
                                        [DEFINE_LIST_ORDINAL] = "ordinal",
                                        [DEFINE_LIST_NUMBER] = "numbered"};
    for (; block; block = block->next) {
        indent(out, depth);
        buf_puts(out, kinds[block->kind]);
        if (block->kind == DEFINE_HEADING)
            buf_printf(out, " %d", block->level);
        put_each(out, block->each);
        if (block->list)
            buf_printf(out, " %s%s", marks[block->list->mark], block->list->apart ? " apart" : "");
        put_place(out, &block->place);
        buf_putc(out, '\n');
        dump_inlines(out, block->inlines, depth + 1);
        if (block->list)
            dump_words(out, "lead", block->list->lead, depth + 1);
        if (block->table)
            dump_table(out, block->table, depth + 1);
        if (block->chart)
            dump_chart(out, block->chart, depth + 1);
        if (block->kind == DEFINE_LANDSCAPE) {
            dump_blocks(out, block->branches->blocks, depth + 1);
            continue;
        }
        for (const struct define_branch *branch = block->branches; branch; branch = branch->next) {
            bool body = branch == block->branches && block->kind != DEFINE_IF;
            dump_branch(out, branch, body, depth + 1);
            dump_blocks(out, branch->blocks, depth + 2);
        }
    }
}

static void dump_params(struct buf *out, const struct define_param *param)
{
    static const char *const types[] = {"text", "integer", "date",      "month",  "quarter",
                                        "half", "year",    "community", "street", "district"};
    for (; param; param = param->next) {
        buf_printf(out, "param %s %s%s default ", param->name, types[param->type],
                   param->required ? " required" : "");
        put_text(out, param->fallback);
        buf_puts(out, " label ");
        put_text(out, param->label);
        for (size_t i = 0; i < param->choice_count; i++) {
            buf_puts(out, i ? " " : " choices ");
            put_text(out, param->choices[i]);
        }
        if (param->computed) {
            buf_puts(out, " compute ");
            put_text(out, param->computed->sql);
        }
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
        if (dataset->detail) {
            buf_puts(out, "  detail ");
            put_text(out, dataset->detail->sql);
            put_place(out, &dataset->detail->sql_place);
            buf_putc(out, '\n');
        }
    }
}

static void dump_indicators(struct buf *out, const struct report *report)
{
    const struct define_indicator *i = report->dictionary ? report->dictionary->indicators : NULL;
    for (size_t n = 0; n < report->indicator_count; n++, i = i->next) {
        buf_printf(out, "indicator %s ", i->name);
        if (i->expr)
            put_expr(out, i->expr);
        else
            buf_printf(out, "of %s", i->dataset->name);
        buf_printf(out, " format=%s/%d unit ", value_style_word(i->format.style),
                   i->format.decimals);
        put_text(out, i->unit);
        if (i->base > 0)
            buf_printf(out, " base=%g", i->base);
        buf_puts(out, i->required ? " required" : "");
        if (i->missing)
            buf_printf(out, " missing=%s", i->missing);
        put_place(out, &i->place);
        buf_putc(out, '\n');
    }
}

/* ---- what stands around the body ---- */

static void dump_date(struct buf *out, const struct define_date *date, int depth)
{
    if (!date)
        return;
    if (date->day) {
        indent(out, depth);
        buf_printf(out, "date %s\n", date->day);
    }
    dump_words(out, "date", date->words, depth);
}

static void dump_texts(struct buf *out, const char *key, const struct define_text *texts, int depth)
{
    for (; texts; texts = texts->next)
        dump_words(out, key, texts->inlines, depth);
}

static void dump_letterhead(struct buf *out, const struct define_letterhead *letterhead)
{
    buf_puts(out, "letterhead\n");
    dump_texts(out, "organ", letterhead->organs, 1);
    dump_words(out, "number", letterhead->number, 1);
    dump_texts(out, "signer", letterhead->signers, 1);
    dump_words(out, "secrecy", letterhead->secrecy, 1);
    dump_words(out, "urgency", letterhead->urgency, 1);
    dump_words(out, "issuer", letterhead->issuer, 1);
    dump_date(out, letterhead->date, 1);
}

static void dump_elements(struct buf *out, const struct report *report)
{
    if (report->letterhead)
        dump_letterhead(out, report->letterhead);
    for (const struct define_attendance *a = report->attendance; a; a = a->next) {
        dump_text(out, "attendance", a->label, 0);
        dump_texts(out, "names", a->names, 1);
    }
    dump_texts(out, "attachment", report->attachments, 0);
    if (report->signature) {
        buf_puts(out, "signature\n");
        dump_texts(out, "organ", report->signature->organs, 1);
        dump_date(out, &report->signature->date, 1);
        dump_words(out, "note", report->signature->note, 1);
    }
    for (const struct define_waiver *w = report->waivers; w; w = w->next) {
        dump_text(out, "proof-off", w->code, 0);
        dump_text(out, "reason", w->reason, 1);
    }
    for (const struct define_personal *p = report->personal; p; p = p->next) {
        dump_text(out, "personal", p->column, 0);
        dump_text(out, "reason", p->reason, 1);
    }
    if (report->imprint) {
        buf_puts(out, "imprint\n");
        dump_texts(out, "copies", report->imprint->copies, 1);
        dump_words(out, "organ", report->imprint->organ, 1);
        dump_date(out, report->imprint->date, 1);
    }
}

static void dump_checks(struct buf *out, const struct report *report)
{
    static const char *const verdicts[] = {"off", "warn", "error"};
    for (const struct define_check *c = report->checks; c; c = c->next) {
        dump_text(out, "check", c->id, 0);
        dump_text(out, "rule", c->rule.sql, 1);
        dump_text(out, "each", c->each, 1);
        if (c->tolerance > 0)
            buf_printf(out, "  tolerance %g%s\n", c->tolerance, c->tolerance_percent ? "%" : "");
        dump_text(out, "says", c->says, 1);
        buf_printf(out, "  stages %s %s %s\n", verdicts[c->verdict[DEFINE_PREVIEW]],
                   verdicts[c->verdict[DEFINE_PUBLISH]], verdicts[c->verdict[DEFINE_UPLOAD]]);
    }
    if (report->audit_annex)
        buf_puts(out, "audit-annex\n");
    if (report->sources_annex)
        buf_puts(out, "sources-annex\n");
}

void define_dump(const struct report *report, struct buf *out)
{
    buf_printf(out, "report %s\nstyle %s\nsummary ", report->id, report->style);
    put_text(out, report->summary);
    buf_putc(out, '\n');
    dump_words(out, "title", report->title, 0);
    dump_words(out, "salutation", report->salutation, 0);
    dump_params(out, report->params);
    dump_data(out, report->data);
    dump_indicators(out, report);
    dump_checks(out, report);
    deliver_dump(report, out);
    dump_elements(out, report);
    dump_blocks(out, report->blocks, 0);
}
