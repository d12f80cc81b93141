/* The document's own lines: properties, texts, headings, paragraphs, breaks, attachments. */
#include <limits.h>

#include "model_diags.h"
#include "model_text.h"
#include "read.h"

/* ---- texts ---- */

static void text_start(struct model_reader *reader, struct model_text *text)
{
    reader->text = text;
    reader->spans = NULL;
    reader->span_capacity = 0;
}

static void span_add(struct model_reader *reader, struct model_span span)
{
    struct model_text *text = reader->text;
    reader->spans = arena_grow(reader->model->arena, reader->spans, text->count,
                               &reader->span_capacity, sizeof *reader->spans);
    reader->spans[text->count++] = span;
    text->spans = reader->spans;
}

/* The author's words that may stand behind a keyword. */
static void text_inline(struct model_reader *reader, struct model_field field)
{
    if (!field.length)
        return;
    const char *text = model_field_text(&reader->line, field);
    if (text)
        span_add(reader, (struct model_span){.text = text});
}

static void read_span(struct model_reader *reader, struct model_field rest)
{
    struct model_span span = {0};
    struct model_field shown = rest, value, source = {0};
    bool has_source = model_field_split(&rest, '@', &shown);
    if (has_source) {
        long long row = 0;
        source = rest;
        if (model_field_split(&rest, '@', &source)) {
            if (!model_field_int(&reader->line, rest, "行", 1, INT_MAX, &row))
                return;
            span.row = (size_t)row;
        }
        span.source = model_field_text(&reader->line, source);
        if (!span.source)
            return;
    }
    value = shown;
    struct model_field before = shown;
    if (model_field_split(&value, '=', &before)) {
        shown = before;
        if (!model_field_value(&reader->line, value, &span.value))
            return;
    }
    span.text = model_field_text(&reader->line, shown);
    if (span.text)
        span_add(reader, span);
}

/* ---- the document ---- */

/* Properties of the model stand among its blocks too: `part` may be anything then. */
static void read_own(struct model_reader *reader, struct model_field rest)
{
    void *part = reader->part;
    reader->part = reader->model;
    model_read_property(reader, rest);
    reader->part = part;
}

static void read_title(struct model_reader *reader, struct model_field rest)
{
    model_read_start(reader, MODEL_IN_TEXT, NULL);
    text_start(reader, &reader->model->title);
    text_inline(reader, rest);
}

static void read_salutation(struct model_reader *reader, struct model_field rest)
{
    model_read_start(reader, MODEL_IN_TEXT, NULL);
    text_start(reader, &reader->model->salutation);
    text_inline(reader, rest);
}

/* ---- blocks ---- */

/* label | text */
static void read_labelled(struct model_reader *reader, struct model_block *block,
                          struct model_field rest)
{
    text_start(reader, &block->text);
    struct model_field label = rest;
    if (model_field_split(&rest, '|', &label))
        text_inline(reader, rest);
    block->label = model_field_text(&reader->line, label);
}

static void read_heading(struct model_reader *reader, struct model_field rest)
{
    struct model_block *block = model_read_block(reader, MODEL_HEADING, MODEL_IN_BLOCK_TEXT);
    struct model_field level = model_field_word(&rest);
    long long number = 1;
    model_field_int(&reader->line, level, "标题级别", 1, 4, &number);
    block->level = (int)number;
    read_labelled(reader, block, rest);
}

static void read_paragraph(struct model_reader *reader, struct model_field rest)
{
    struct model_block *block = model_read_block(reader, MODEL_PARAGRAPH, MODEL_IN_BLOCK_TEXT);
    text_start(reader, &block->text);
    text_inline(reader, rest);
}

static void read_attachment(struct model_reader *reader, struct model_field rest)
{
    struct model_block *block = model_read_block(reader, MODEL_ATTACHMENT, MODEL_IN_BLOCK_TEXT);
    read_labelled(reader, block, rest);
}

static void read_empty(struct model_reader *reader, struct model_field rest,
                       enum model_block_kind kind)
{
    model_read_block(reader, kind, MODEL_IN_BLOCK_EMPTY);
    if (rest.length)
        model_field_refuse(&reader->line, rest, reader->keyword->word, "没有别的内容");
}

static void read_page_break(struct model_reader *reader, struct model_field rest)
{
    read_empty(reader, rest, MODEL_PAGE_BREAK);
}

static void read_landscape(struct model_reader *reader, struct model_field rest)
{
    read_empty(reader, rest, MODEL_LANDSCAPE);
}

static void read_portrait(struct model_reader *reader, struct model_field rest)
{
    read_empty(reader, rest, MODEL_PORTRAIT);
}

static void read_at(struct model_reader *reader, struct model_field rest)
{
    struct model_block *block = reader->block;
    size_t colon = rest.length;
    while (colon > 0 && rest.begin[colon - 1] != ':')
        colon--;
    if (colon == 0) {
        model_field_refuse(&reader->line, rest, "出处", "“文件:行号”");
        return;
    }
    struct model_field number = {.begin = rest.begin + colon, .length = rest.length - colon};
    struct model_field file = {.begin = rest.begin, .length = colon - 1};
    long long line = 0;
    if (model_field_int(&reader->line, number, "行号", 0, 1000000000, &line)) {
        block->file = model_field_text(&reader->line, file);
        block->line = (long)line;
    }
}

#define SLOT(member) offsetof(struct model, member)

static const struct model_keyword keywords[] = {
    {"report", MODEL_ANYWHERE, MODEL_ONCE, "", read_own, SLOT(report_id)},
    {"style", MODEL_ANYWHERE, MODEL_ONCE, "", read_own, SLOT(style)},
    {"community", MODEL_ANYWHERE, MODEL_ONCE, "", read_own, SLOT(community)},
    {"period", MODEL_ANYWHERE, MODEL_ONCE, "", read_own, SLOT(period)},
    {"stamp", MODEL_ANYWHERE, MODEL_ONCE, "", read_own, SLOT(stamp)},
    {"title", MODEL_ANYWHERE, MODEL_ONCE, "", read_title, 0},
    {"salutation", MODEL_ANYWHERE, MODEL_ONCE, "", read_salutation, 0},
    {"heading", MODEL_ANYWHERE, MODEL_OFTEN, "", read_heading, 0},
    {"paragraph", MODEL_ANYWHERE, MODEL_OFTEN, "", read_paragraph, 0},
    {"page-break", MODEL_ANYWHERE, MODEL_OFTEN, "", read_page_break, 0},
    {"landscape", MODEL_ANYWHERE, MODEL_OFTEN, "", read_landscape, 0},
    {"portrait", MODEL_ANYWHERE, MODEL_OFTEN, "", read_portrait, 0},
    {"attachment", MODEL_ANYWHERE, MODEL_OFTEN, "", read_attachment, 0},
    {"-", MODEL_IN_TEXT | MODEL_IN_BLOCK_TEXT, MODEL_OFTEN, "只能接在标题、称谓、段落或附件之后",
     read_span, 0},
    {"at", MODEL_IN_BLOCK, MODEL_ONCE_IN_BLOCK, "只能接在标题、段落、表格、图、附件或分页之后",
     read_at, 0},
};

const struct model_keywords model_document_keywords = {keywords, BASE_COUNT(keywords)};
