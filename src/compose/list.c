/*
 * {{#list}}: its paragraphs as an enumeration, 一是…；二是…。 Each item's own final mark gives way to
 * the enumeration's: ； between items and 。 at the end; 。 between all of them when one holds a
 * sentence of its own (GB/T 15834: parts that hold a full stop are not parted by semicolons). One item alone
 * has no number.
 */
#include <string.h>

#include <huibao/define_repeat.h>

#include "spans.h"

struct item {
    struct model_text text; /* without its final mark */
    bool closed;            /* it ends with a mark that stays: ！ ……  。” */
    bool holds_stop;        /* it holds a sentence, or a semicolon */
    const char *file;
    long line;
};

/* ---- ends ---- */

static bool ends_with(const char *text, size_t length, const char *const *marks, size_t *ret_bytes)
{
    for (; *marks; marks++) {
        size_t bytes = strlen(*marks);
        if (length < bytes || memcmp(text + length - bytes, *marks, bytes) != 0)
            continue;
        *ret_bytes = bytes;
        return true;
    }
    return false;
}

/* Bytes of the text without the marks and spaces that give way at its end. */
static size_t body_length(const char *text)
{
    static const char *const yielding[] = {"。", "；", "，", "、", ";", ",", " ", "　", NULL};
    size_t length = strlen(text), bytes = 0;
    while (ends_with(text, length, yielding, &bytes))
        length -= bytes;
    return length;
}

/* Takes the final marks off, span by span from the end. */
static struct model_text strip(struct arena *arena, const struct model_text *text)
{
    struct model_span *spans = arena_array(arena, text->count + 1, sizeof *spans);
    size_t count = text->count;
    for (size_t i = 0; i < count; i++)
        spans[i] = text->spans[i];
    while (count > 0) {
        struct model_span *last = &spans[count - 1];
        bool words = !last->source || last->value.kind == VALUE_TEXT;
        size_t length = words ? body_length(last->text) : strlen(last->text);
        if (length < strlen(last->text)) {
            last->text = arena_strndup(arena, last->text, length);
            if (last->value.kind == VALUE_TEXT)
                last->value.text = last->text;
        }
        if (length > 0)
            break;
        count--;
    }
    return (struct model_text){.spans = spans, .count = count};
}

static bool holds_any(const char *text, const char *const *marks)
{
    bool holds = false;
    for (; *marks && !holds; marks++)
        holds = strstr(text, *marks) != NULL;
    return holds;
}

/* ！ and …… stay, and so does what ends a sentence within quotes or brackets: 。” */
static bool is_closed(const char *flat)
{
    static const char *const stops[] = {"。", "！", "？", "…", "!", "?", NULL};
    static const char *const inner[] = {"。", "！", "？", NULL};
    static const char *const closers[] = {"”", "’", "）", "」", "』", ")", NULL};
    size_t length = strlen(flat), bytes = 0;
    if (ends_with(flat, length, stops, &bytes))
        return true;
    bool quoted = false;
    while (ends_with(flat, length, closers, &bytes)) {
        length -= bytes;
        quoted = true;
    }
    return quoted && ends_with(flat, length, inner, &bytes);
}

static struct item make_item(struct arena *arena, const struct model_block *block)
{
    static const char *const stops[] = {"。", "！", "？", "；", NULL};
    struct item item = {.file = block->file, .line = block->line};
    item.text = strip(arena, &block->text);
    const char *flat = model_text_flat(arena, &item.text);
    item.closed = is_closed(flat);
    item.holds_stop = holds_any(flat, stops);
    return item;
}

/* ---- the enumeration ---- */

struct enumeration {
    struct composer *composer;
    const struct define_list *list;
    struct item *items;
    size_t count;
    bool sentences; /* some item holds one */
};

static void put_number(const struct enumeration *all, struct spans *spans, size_t index)
{
    struct arena *arena = all->composer->arena;
    struct value_format han = {VALUE_STYLE_HAN, -1, NULL};
    struct value number = value_integer((int64_t)index + 1);
    if (all->count == 1)
        return;
    switch (all->list->mark) {
    case DEFINE_LIST_HAN:
        spans_words(spans, arena_printf(arena, "%s是", value_show(arena, number, &han)));
        break;
    case DEFINE_LIST_ORDINAL:
        spans_words(spans, arena_printf(arena, "第%s，", value_show(arena, number, &han)));
        break;
    case DEFINE_LIST_NUMBER:
        spans_words(spans, arena_printf(arena, "（%zu）", index + 1));
        break;
    }
}

static void put_item(const struct enumeration *all, struct spans *spans, size_t index)
{
    const struct item *item = &all->items[index];
    bool full = all->list->apart || all->sentences || index + 1 == all->count;
    put_number(all, spans, index);
    spans_text(spans, &item->text);
    if (!item->closed)
        spans_words(spans, full ? "。" : "；");
}

/* The lead ends as its author ends it, or with a colon. */
static void put_lead(const struct enumeration *all, struct spans *spans)
{
    static const char *const marks[] = {"：", "，", "。", "；", ":", NULL};
    struct model_text lead = compose_text(all->composer, all->list->lead);
    size_t bytes = 0;
    const char *flat = model_text_flat(all->composer->arena, &lead);
    spans_text(spans, &lead);
    if (flat[0] && !ends_with(flat, strlen(flat), marks, &bytes))
        spans_words(spans, "：");
}

static void add_paragraph(const struct enumeration *all, struct spans *spans, const char *file,
                          long line)
{
    struct model_text text = spans_finish(spans);
    if (text.count == 0)
        return;
    struct model_block *block = model_add(all->composer->model, MODEL_PARAGRAPH);
    block->text = text;
    block->file = file;
    block->line = line;
}

static void write_out(const struct enumeration *all, const struct define_block *block)
{
    struct arena *arena = all->composer->arena;
    struct spans spans = {.arena = arena};
    const char *file = block->place.file ? arena_strdup(arena, block->place.file) : NULL;
    put_lead(all, &spans);
    if (all->list->apart)
        add_paragraph(all, &spans, file, block->place.line);
    for (size_t i = 0; i < all->count; i++) {
        put_item(all, &spans, i);
        if (all->list->apart)
            add_paragraph(all, &spans, all->items[i].file, all->items[i].line);
    }
    add_paragraph(all, &spans, file, block->place.line);
}

void compose_list(struct composer *composer, const struct define_block *block)
{
    struct model *model = composer->model;
    size_t from = model->block_count;
    compose_blocks(composer, block->branches->blocks);
    size_t count = model->block_count - from;
    struct enumeration all = {.composer = composer, .list = block->list};
    all.items = arena_array(composer->arena, count + 1, sizeof *all.items);
    for (size_t i = 0; i < count; i++) {
        struct item item = make_item(composer->arena, &model->blocks[from + i]);
        all.sentences = all.sentences || item.holds_stop;
        if (item.text.count > 0)
            all.items[all.count++] = item;
    }
    model->block_count = from;
    const struct define_branch *otherwise = block->branches->next;
    if (all.count > 0)
        write_out(&all, block);
    else if (otherwise)
        compose_blocks(composer, otherwise->blocks);
}
