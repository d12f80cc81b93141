/* A model as text: one line per span, column and row (README.md describes the form). */
#include <huibao/base.h>
#include <huibao/model.h>

#include "model_text.h"

static void put_labelled(struct buf *out, const struct model_block *block)
{
    model_put_text(out, block->label ? block->label : "");
    model_put_keyword_text(out, " |", &block->text);
}

static void put_named(struct buf *out, const char *keyword, const char *name)
{
    buf_printf(out, "%s ", keyword);
    model_put_text(out, name ? name : "");
    buf_putc(out, '\n');
}

static void put_place(struct buf *out, const struct model_block *block)
{
    if (!block->file)
        return;
    buf_puts(out, "  at ");
    model_put_text(out, block->file);
    buf_printf(out, ":%ld\n", block->line);
}

static void put_first_line(struct buf *out, const struct model_block *block)
{
    switch (block->kind) {
    case MODEL_HEADING:
        buf_printf(out, "heading %d ", block->level);
        put_labelled(out, block);
        break;
    case MODEL_PARAGRAPH:
        model_put_keyword_text(out, "paragraph", &block->text);
        break;
    case MODEL_TABLE:
        put_named(out, "table", block->table->name);
        break;
    case MODEL_CHART:
        put_named(out, "chart", block->chart->name);
        break;
    case MODEL_PAGE_BREAK:
        buf_puts(out, "page-break\n");
        break;
    case MODEL_LANDSCAPE:
        buf_puts(out, "landscape\n");
        break;
    case MODEL_PORTRAIT:
        buf_puts(out, "portrait\n");
        break;
    case MODEL_ATTACHMENT:
        buf_puts(out, "attachment ");
        put_labelled(out, block);
        break;
    }
}

static void put_block(struct buf *out, const struct model_block *block)
{
    put_first_line(out, block);
    put_place(out, block);
    if (block->kind == MODEL_TABLE)
        model_put_table(out, block->table);
    else if (block->kind == MODEL_CHART)
        model_put_chart(out, block->chart);
    else if (block->kind == MODEL_HEADING || block->kind == MODEL_PARAGRAPH ||
             block->kind == MODEL_ATTACHMENT)
        model_put_spans(out, &block->text);
}

static void put_letterhead(struct buf *out, const struct model_letterhead *letterhead)
{
    buf_puts(out, "letterhead\n");
    model_put_property(out, "  organ", letterhead->organ);
    model_put_property(out, "  number", letterhead->number);
    model_put_property(out, "  signer", letterhead->signer);
    model_put_property(out, "  secrecy", letterhead->secrecy);
    model_put_property(out, "  urgency", letterhead->urgency);
    model_put_property(out, "  issuer", letterhead->issuer);
    model_put_property(out, "  date", letterhead->date);
}

static void put_top(struct buf *out, const struct model *model)
{
    model_put_property(out, "report", model->report_id);
    model_put_property(out, "style", model->style);
    model_put_property(out, "community", model->community);
    model_put_property(out, "period", model->period);
    model_put_property(out, "stamp", model->stamp);
    if (model->letterhead)
        put_letterhead(out, model->letterhead);
    model_put_keyword_text(out, "title", &model->title);
    model_put_spans(out, &model->title);
    if (model->salutation.count) {
        model_put_keyword_text(out, "salutation", &model->salutation);
        model_put_spans(out, &model->salutation);
    }
}

static void put_bottom(struct buf *out, const struct model *model)
{
    for (size_t i = 0; i < model->attendance_count; i++)
        model_put_pair(out, i == 0 ? "\nattendance" : "attendance", &model->attendance[i]);
    for (size_t i = 0; i < model->enclosure_count; i++)
        model_put_property(out, i == 0 ? "\nenclosure" : "enclosure", model->enclosures[i]);
    if (model->signature) {
        buf_puts(out, "\nsignature\n");
        model_put_property(out, "  organ", model->signature->organ);
        model_put_property(out, "  date", model->signature->date);
        model_put_property(out, "  note", model->signature->note);
    }
    if (model->imprint) {
        buf_puts(out, "\nimprint\n");
        model_put_property(out, "  copies", model->imprint->copies);
        model_put_property(out, "  organ", model->imprint->organ);
        model_put_property(out, "  date", model->imprint->date);
    }
}

void model_dump(const struct model *model, struct buf *out)
{
    buf_puts(out, MODEL_FIRST_LINE "\n");
    put_top(out, model);
    for (size_t i = 0; i < model->block_count; i++) {
        buf_putc(out, '\n');
        put_block(out, &model->blocks[i]);
    }
    put_bottom(out, model);
    for (size_t i = 0; i < model->companion_count; i++) {
        buf_putc(out, '\n');
        put_named(out, "companion", model->companions[i].table->name);
        put_place(out, &model->companions[i]);
        model_put_table(out, model->companions[i].table);
    }
    model_put_findings(out, model);
}
