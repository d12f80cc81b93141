/*
 * 目录, where the style asks for one: below the title, the text then begins on a new page. Its lines
 * are composed with the rest of the document, before anyone knows the pages; leaders, page numbers
 * and links are put in when all pages are there, so nothing is guessed and nothing moves.
 */
#include "contents.h"

#include <string.h>

#include <huibao/base.h>

#include "element.h"

#define INDENT_ZI 2 /* of each level below the first */
#define LEADER_LEAST_ZI 2
#define DIGITS_LEAST "000" /* longer numbers take from the leader */

struct listed {          /* a line of the 目录: what is known of it after pagination */
    int32_t left, end;   /* of the name, from the 版心's left edge; end on its last line */
    size_t page, target; /* where its last line stands, and what it names */
    size_t item;         /* number of items on the page up to its last line */
    int32_t top, baseline, target_y;
    bool named; /* its target was painted */
};

struct contents {
    struct listed *listed;
    size_t count, capacity;
    size_t marked; /* headings met so far */
    int levels;
};

static struct listed *contents_add(struct composer *c)
{
    struct contents *contents = c->contents;
    if (contents->count == contents->capacity)
        contents->listed = arena_grow(c->scratch, contents->listed, contents->count,
                                      &contents->capacity, sizeof *contents->listed);
    struct listed *listed = &contents->listed[contents->count++];
    *listed = (struct listed){0};
    return listed;
}

/* Level of a block in the 目录; 0: it is not in it. */
static int listed_level(const struct contents *contents, const struct model_block *block,
                        bool attached)
{
    int level = 0;
    if (block->kind == MODEL_ATTACHMENT)
        level = 1;
    else if (block->kind == MODEL_HEADING)
        level = typeset_heading_level(block) + attached;
    return level <= contents->levels ? level : 0;
}

static void contents_line(struct composer *c, const struct model_block *block, int level)
{
    const struct style *style = c->style;
    int32_t zi = style->pitch_x;
    int32_t digits = typeset_row(c, STYLE_CONTENTS, DIGITS_LEAST, "目录").width;
    bool attachment = block->kind == MODEL_ATTACHMENT;
    const char *label = block->label ? block->label : "";
    struct hung hung = {
        .label_element = STYLE_CONTENTS,
        .element = STYLE_CONTENTS,
        .label = attachment && *label ? arena_printf(c->scratch, "%s　", label) : label,
        .text = model_text_flat(c->scratch, &block->text),
        .left = (level - 1) * INDENT_ZI * zi,
        .right = style->text_width - digits - LEADER_LEAST_ZI * zi,
        .what = "目录",
    };
    size_t count = 0;
    struct row *rows = typeset_hung_rows(c, &hung, &count);
    if (rows[0].count == 0)
        return;
    struct listed *listed = contents_add(c);
    listed->left = hung.left;
    listed->end = rows[count - 1].left + rows[count - 1].width;
    int32_t drop = typeset_grid_drop(style, style->text[STYLE_CONTENTS].size);
    if (c->contents->count == 1)
        typeset_flow_space(c, STYLE_CONTENTS);
    for (size_t i = 0; i < count; i++) {
        struct flow_entry *entry = typeset_row_flow(c, &rows[i], drop);
        entry->listed = (int)c->contents->count;
        typeset_flow_may_break(c, c->count - 1, i == 0 && c->keep == 0);
    }
    c->keep = 0;
}

/* The word with a square between its two characters, which is no space in the text. */
static void contents_title(struct composer *c)
{
    const struct style *style = c->style;
    const struct style_text *text = &style->text[STYLE_CONTENTS_TITLE];
    struct shape_source source = {.what = "目录"};
    typeset_para_begin(c, STYLE_CONTENTS_TITLE);
    typeset_shape(c->shaper, c->para, c->roles[STYLE_CONTENTS_TITLE], "目录", &source);
    typeset_para_prepare(c->para);
    int32_t natural = typeset_fit_natural(c->para, 0, c->para->count);
    struct para_line line = {.end = c->para->count,
                             .natural = natural,
                             .width = natural + text->size,
                             .measure = natural + text->size};
    struct row row = typeset_row_of_line(c, &line, (style->text_width - line.width) / 2);
    typeset_flow_space(c, STYLE_CONTENTS_TITLE);
    struct flow_entry *entry = typeset_row_flow(c, &row, typeset_title_drop(style, text->size));
    entry->may_break = false;
    entry->bookmark = "目录";
    entry->bookmark_level = 1;
    c->keep = TITLE_KEEP;
}

void typeset_contents(struct composer *c)
{
    const struct model *model = c->model;
    struct contents contents = {.levels = c->style->contents_levels};
    size_t first = c->count;
    bool attached = false;
    if (contents.levels <= 0)
        return;
    c->contents = arena_alloc(c->scratch, sizeof contents);
    *c->contents = contents;
    contents_title(c);
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        attached = attached || block->kind == MODEL_ATTACHMENT;
        int level = listed_level(c->contents, block, attached);
        if (level)
            contents_line(c, block, level);
    }
    if (c->contents->count == 0) {
        c->count = first; /* nothing to list */
        c->contents = NULL;
        return;
    }
    typeset_flow_sheet(c, c->portrait);
}

void typeset_contents_mark(struct composer *c, struct flow_entry *entry)
{
    struct contents *contents = c->contents;
    if (!contents || entry->bookmark_level > contents->levels)
        return;
    entry->names = (int)++contents->marked;
}

void typeset_contents_painted(struct composer *c, const struct flow_entry *entry, size_t page,
                              int32_t top)
{
    struct contents *contents = c->contents;
    if (entry->names && (size_t)entry->names <= contents->count) {
        struct listed *listed = &contents->listed[entry->names - 1];
        listed->named = true;
        listed->target = page;
        listed->target_y = top;
    }
    if (!entry->listed)
        return;
    struct listed *listed = &contents->listed[entry->listed - 1];
    if (!listed->item)
        listed->top = top;
    listed->page = page;
    listed->item = c->pages->pages[page].item_count;
    listed->baseline = top + c->style->first_baseline + entry->drop;
}

/* ---- after pagination ---- */

static void listed_link(struct composer *c, const struct listed *listed)
{
    const struct style *style = c->style;
    int32_t bottom = listed->baseline - style->first_baseline + style->em;
    struct page_item *link = page_add(c->pages, &c->pages->pages[listed->page], PAGE_LINK);
    link->link = (struct page_link){.x = style->margin_left + listed->left,
                                    .y = listed->top,
                                    .width = style->text_width - listed->left,
                                    .height = bottom - listed->top,
                                    .page = listed->target,
                                    .target_y = listed->target_y};
}

/* Puts a row behind the name's runs, so that a line's runs follow each other as they are read. */
static void listed_insert(struct composer *c, const struct listed *listed, const struct row *row)
{
    struct page *page = &c->pages->pages[listed->page];
    for (size_t i = 0; i < row->count; i++)
        page_add(c->pages, page, PAGE_RUN);
    struct page_item *at = &page->items[listed->item];
    size_t after = page->item_count - row->count - listed->item;
    memmove(at + row->count, at, after * sizeof *at);
    for (size_t i = 0; i < row->count; i++) {
        at[i] = row->items[i];
        page_item_move(c->pages->arena, &at[i], 0, listed->baseline);
    }
}

static struct row leader_row(struct composer *c, size_t count)
{
    struct buf dots = {0};
    for (size_t i = 0; i < count; i++)
        buf_puts(&dots, "…");
    struct row row = typeset_row(c, STYLE_CONTENTS, dots.data, "目录");
    buf_done(&dots);
    return row;
}

/* From one … to the next, as the face joins them. */
static int32_t leader_pitch(struct composer *c)
{
    struct row two = leader_row(c, 2);
    const struct page_glyph *glyphs = two.items[0].run.glyphs;
    return two.count == 1 ? glyphs[1].x - glyphs[0].x : c->style->text[STYLE_CONTENTS].size;
}

/* Dots back from `right` at one pitch, the same for all lines: they stand in columns. */
static struct row listed_leader(struct composer *c, const struct listed *listed, int32_t right,
                                int32_t pitch)
{
    int32_t zi = typeset_grid_zi(c->style, c->style->text[STYLE_CONTENTS].size);
    int32_t room = right - listed->end - zi / 4;
    if (room < pitch)
        return (struct row){.left = right};
    struct row row = leader_row(c, (size_t)(room / pitch));
    const struct page_run *last = &row.items[row.count - 1].run;
    int32_t end = last->glyphs[last->glyph_count - 1].x + pitch;
    typeset_row_move(c, &row, c->style->margin_left + right - end);
    return row;
}

static struct row listed_number(struct composer *c, const struct listed *listed)
{
    struct row row = typeset_row(c, STYLE_CONTENTS, c->pages->pages[listed->target].label, "目录");
    typeset_row_move(c, &row, c->style->text_width - row.width);
    return row;
}

void typeset_contents_finish(struct composer *c)
{
    struct contents *contents = c->contents;
    if (!contents)
        return;
    c->style = c->portrait;
    int32_t widest = 0;
    for (size_t i = 0; i < contents->count; i++) {
        int32_t width = listed_number(c, &contents->listed[i]).width;
        widest = width > widest ? width : widest;
    }
    int32_t right = c->style->text_width - widest - c->style->pitch_x / 2;
    int32_t pitch = leader_pitch(c);
    /* From the last line up: what is put in does not move what is still to be put in. */
    for (size_t i = contents->count; i-- > 0;) {
        const struct listed *listed = &contents->listed[i];
        if (!listed->named || !listed->item)
            continue;
        struct row leader = listed_leader(c, listed, right, pitch);
        struct row number = listed_number(c, listed);
        struct row both = typeset_row_join(c, &leader, &number);
        listed_insert(c, listed, &both);
    }
    for (size_t i = 0; i < contents->count; i++)
        if (contents->listed[i].named && contents->listed[i].item)
            listed_link(c, &contents->listed[i]);
}
