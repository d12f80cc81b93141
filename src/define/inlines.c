#include "inlines.h"

#include <string.h>

#include "define_diags.h"
#include "pairs.h"
#include "scope.h"

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

/* ---- conditions and rows ---- */

static void start_branch(struct inlines *inlines, struct inline_level *level, const struct tag *tag)
{
    struct define_branch *branch = arena_alloc(inlines->reader->arena, sizeof *branch);
    branch->condition = tag->condition;
    if (level->branch)
        level->branch->next = branch;
    level->branch = branch;
    inlines->tail = &branch->inlines;
}

static void open_level(struct inlines *inlines, const struct tag *tag)
{
    if (inlines->depth == INLINE_DEPTH_MAX) {
        diag_add(inlines->reader->diags, &DEF007, &tag->place, DIAG_ARGS("32"));
        return;
    }
    bool each = tag->kind == TAG_EACH;
    struct define_inline *item =
        add(inlines, each ? DEFINE_INLINE_EACH : DEFINE_INLINE_IF, &tag->place);
    item->each = tag->each;
    struct inline_level *level = &inlines->levels[inlines->depth++];
    *level = (struct inline_level){tag, NULL, inlines->tail, false, false};
    start_branch(inlines, level, tag);
    item->branches = level->branch;
}

/* Of an end that comes before the end of what stands inside; its beginning is not told of again. */
static bool cross(struct inlines *inlines, const struct tag *tag)
{
    size_t at = pair_ends(tag) ? inlines->depth : 0;
    while (at && !(pair_fits(inlines->levels[at - 1].tag, tag) && !inlines->levels[at - 1].crossed))
        at--;
    if (at)
        inlines->levels[at - 1].crossed = true;
    return at > 0;
}

/* An else or an end without its beginning, or before the end of what stands between. */
static void add_stray(struct inlines *inlines, const struct tag *tag)
{
    struct diags *diags = inlines->reader->diags;
    if (inlines->depth) {
        const struct tag *open = inlines->levels[inlines->depth - 1].tag;
        diag_add(diags, &DEF066, &tag->place, DIAG_ARGS(tag->shown, open->shown, pair_end(open)));
        if (cross(inlines, tag))
            diag_hint(diags, "几对标签要一层套一层，不能交叉：先写 %s，再写 %s", pair_end(open),
                      tag->shown);
        return;
    }
    diag_add(diags, inlines->inside_blocks ? &DEF036 : &DEF035, &tag->place,
             DIAG_ARGS(tag->shown, pair_open(tag)));
    if (inlines->inside_blocks)
        diag_hint(diags, "管整段的，开头、{{else}} 和结束都要单独占一行");
}

static void next_branch(struct inlines *inlines, const struct tag *tag)
{
    struct inline_level *level = &inlines->levels[inlines->depth - 1];
    pair_check_else(inlines->reader, level->tag, tag, level->in_else);
    level->in_else = level->in_else || tag->kind == TAG_ELSE;
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
    } else if (tag->kind == TAG_IF || tag->kind == TAG_EACH) {
        open_level(inlines, tag);
    } else if (tag->kind > TAG_END_EACH) {
        diag_add(inlines->reader->diags, &DEF062, &tag->place, DIAG_ARGS(tag->shown));
    } else if (!inlines->depth || !pair_fits(inlines->levels[inlines->depth - 1].tag, tag)) {
        add_stray(inlines, tag);
    } else if (pair_ends(tag)) {
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
        if (inlines->levels[inlines->depth].crossed)
            continue;
        if (tag->kind == TAG_IF)
            diag_add(inlines->reader->diags, &DEF034, &tag->place, NULL);
        else
            diag_add(inlines->reader->diags, &DEF067, &tag->place,
                     DIAG_ARGS(tag->shown, pair_end(tag)));
        diag_hint(inlines->reader->diags, "句中的要在同一段里用 %s 结束；管整段的，%s 要单独占一行",
                  pair_end(tag), pair_open(tag));
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
    struct scope_row *around = reader->scope->row;
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
    reader->scope->row = around; /* what was left open in it ends with it */
    return inlines_finish(&inlines);
}

struct define_inline *inlines_read(struct reader *reader, const struct yaml *node)
{
    return node ? inlines_excerpt(reader, &node->excerpt) : NULL;
}
