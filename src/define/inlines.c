#include "inlines.h"

#include <string.h>

#include "define_diags.h"

void inlines_init(struct inlines *inlines, struct reader *reader)
{
    *inlines = (struct inlines){.reader = reader};
    inlines->tail = &inlines->first;
}

static struct define_inline *add(struct inlines *inlines, enum define_inline_kind kind,
                                 const struct place *place)
{
    struct define_inline *item = arena_alloc(inlines->reader->arena, sizeof *item);
    item->kind = kind;
    item->place = *place;
    *inlines->tail = item;
    inlines->tail = &item->next;
    return item;
}

static void flush_text(struct inlines *inlines)
{
    if (!inlines->text.length)
        return;
    struct define_inline *item = add(inlines, DEFINE_INLINE_TEXT, &inlines->text_place);
    item->text = buf_copy(&inlines->text, inlines->reader->arena);
    buf_clear(&inlines->text);
}

/* Two words that need a space between them when a line break stood there. */
static bool is_latin(uint32_t c)
{
    return c > ' ' && !source_is_han(c) && c < 0x2000;
}

void inlines_text(struct inlines *inlines, const char *text, size_t length,
                  const struct place *place)
{
    if (!length)
        return;
    const char *cursor = text, *end = text + length;
    uint32_t first = 0, last = 0;
    text_next(&cursor, end, &first);
    const char *tail = end - 1;
    while (tail > text && ((unsigned char)*tail & 0xC0) == 0x80)
        tail--;
    text_next(&tail, end, &last);
    if (!inlines->text.length)
        inlines->text_place = *place;
    bool space = inlines->break_waits && is_latin(inlines->last) && is_latin(first);
    if (space)
        buf_putc(&inlines->text, ' ');
    buf_append(&inlines->text, text, length);
    inlines->last = last;
    inlines->break_waits = false;
}

void inlines_break(struct inlines *inlines)
{
    inlines->break_waits = true;
}

/* ---- conditions ---- */

static void start_branch(struct inlines *inlines, struct inline_level *level, const struct tag *tag)
{
    struct define_branch *branch = arena_alloc(inlines->reader->arena, sizeof *branch);
    branch->condition = tag->condition;
    if (level->branch)
        level->branch->next = branch;
    level->branch = branch;
    inlines->tail = &branch->inlines;
}

static void open_if(struct inlines *inlines, const struct tag *tag)
{
    if (inlines->depth == INLINE_DEPTH_MAX) {
        diag_add(inlines->reader->diags, &DEF007, &tag->place, DIAG_ARGS("32"));
        return;
    }
    struct define_inline *item = add(inlines, DEFINE_INLINE_IF, &tag->place);
    struct inline_level *level = &inlines->levels[inlines->depth++];
    *level = (struct inline_level){tag, NULL, inlines->tail};
    start_branch(inlines, level, tag);
    item->branches = level->branch;
}

/* {{else}}, {{else if}} and {{/if}} without their {{#if}}. */
static void add_stray(struct inlines *inlines, const struct tag *tag)
{
    struct diags *diags = inlines->reader->diags;
    diag_add(diags, inlines->inside_blocks ? &DEF036 : &DEF035, &tag->place, DIAG_ARGS(tag->shown));
    if (inlines->inside_blocks)
        diag_hint(diags, "管整段的条件，{{#if}}、{{else}}、{{/if}} 都要单独占一行");
}

static void next_branch(struct inlines *inlines, const struct tag *tag)
{
    struct inline_level *level = &inlines->levels[inlines->depth - 1];
    bool after_else = !level->branch->condition;
    if (after_else)
        diag_add(inlines->reader->diags, &DEF037, &tag->place, DIAG_ARGS(tag->shown));
    start_branch(inlines, level, tag);
}

void inlines_tag(struct inlines *inlines, const struct tag *tag)
{
    flush_text(inlines);
    if (tag->kind == TAG_BROKEN || tag->kind == TAG_VALUE) {
        inlines->last = 0;
        inlines->break_waits = false;
        if (tag->kind == TAG_BROKEN)
            return;
        struct define_inline *item = add(inlines, DEFINE_INLINE_VALUE, &tag->place);
        item->name = tag->name;
        item->format = tag->format;
    } else if (tag->kind == TAG_IF) {
        open_if(inlines, tag);
    } else if (tag->kind > TAG_END_IF) {
        diag_add(inlines->reader->diags, &DEF062, &tag->place, DIAG_ARGS(tag->shown));
    } else if (!inlines->depth) {
        add_stray(inlines, tag);
    } else if (tag->kind == TAG_END_IF) {
        inlines->tail = inlines->levels[--inlines->depth].tail;
    } else {
        next_branch(inlines, tag);
    }
}

struct define_inline *inlines_finish(struct inlines *inlines)
{
    flush_text(inlines);
    buf_done(&inlines->text);
    while (inlines->depth) {
        const struct tag *tag = inlines->levels[--inlines->depth].tag;
        diag_add(inlines->reader->diags, &DEF034, &tag->place, NULL);
        diag_hint(inlines->reader->diags,
                  "句中的条件要在同一段里结束；管整段的条件，{{#if}} 要单独占一行");
    }
    return inlines->first;
}

static void read_plain(struct inlines *inlines, const struct excerpt *text, size_t from, size_t to)
{
    while (from < to) {
        const char *line = memchr(text->text + from, '\n', to - from);
        size_t end = line ? (size_t)(line - text->text) : to;
        struct place place = excerpt_place(text, from, end);
        inlines_text(inlines, text->text + from, end - from, &place);
        if (line)
            inlines_break(inlines);
        from = line ? end + 1 : to;
    }
}

struct define_inline *inlines_excerpt(struct reader *reader, const struct excerpt *excerpt)
{
    struct inlines inlines;
    inlines_init(&inlines, reader);
    struct excerpt text = excerpt_trim(excerpt);
    struct tag_span span;
    size_t at = 0, done = 0;
    while (tag_next(reader, &text, &at, &span)) {
        read_plain(&inlines, &text, done, span.from);
        inlines_tag(&inlines, tag_read(reader, &text, span));
        done = span.to;
    }
    read_plain(&inlines, &text, done, text.length);
    return inlines_finish(&inlines);
}

struct define_inline *inlines_read(struct reader *reader, const struct yaml *node)
{
    return node ? inlines_excerpt(reader, &node->excerpt) : NULL;
}
