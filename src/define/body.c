#include "body.h"

#include <string.h>

#include <cmark-gfm.h>

#include "define_diags.h"
#include "inlines.h"
#include "lift.h"
#include "pairs.h"
#include "repeat.h"
#include "scope.h"
#include "titles.h"

struct block_level {
    const struct tag *tag; /* an IF, EACH, LIST or LANDSCAPE */
    struct define_branch *branch;
    struct define_block **tail; /* where the blocks after its end go on */
    bool in_else;               /* its {{else}} has come */
    struct define_block *block;
    bool crossed; /* its end came too early, and was told of */
};

struct body {
    struct reader *reader;
    const struct body *outer; /* what includes this section, or NULL */
    struct lift lift;
    struct define_block *first;
    struct define_block **tail;
    struct block_level levels[BODY_DEPTH_MAX];
    size_t depth;
    size_t blocks;
    int heading;      /* level of the last heading */
    bool open_inline; /* a paragraph ended within its condition */
};

static struct define_block *add(struct body *body, enum define_block_kind kind,
                                const struct place *place)
{
    if (++body->blocks > BODY_BLOCKS_MAX) {
        if (body->blocks == BODY_BLOCKS_MAX + 1)
            diag_add(body->reader->diags, &DEF057, place, DIAG_ARGS("10000"));
        return NULL;
    }
    struct define_block *block = arena_alloc(body->reader->arena, sizeof *block);
    block->kind = kind;
    block->place = *place;
    *body->tail = block;
    body->tail = &block->next;
    return block;
}

static struct place node_place(const struct body *body, cmark_node *node)
{
    size_t at = lift_offset(&body->lift, cmark_node_get_start_line(node),
                            cmark_node_get_start_column(node));
    struct source *source = body->reader->source;
    at = at < source->length ? at : source->length;
    return source_place(source, at, at);
}

/* ---- what the body may not hold ---- */

struct unsupported {
    const char *name; /* cmark's */
    const char *what, *hint;
};

static const struct unsupported refused[] = {
    {"block_quote", "引用块（>）", "行首的 > 去掉，或写作 \\>"},
    {"list", "列表", "分条写作下一级标题（## …），或写成“一是……；二是……”"},
    {"code_block", "代码块", NULL},
    {"html_block", " HTML 标记", "要印出 < ，写作 \\<"},
    {"custom_block", "这种块", NULL},
    {"thematic_break", "分隔线", "去掉这一行；要印出来，前面加反斜杠 \\"},
    {"code", "代码（反引号）", "要印出反引号，写作 \\`"},
    {"html_inline", " HTML 标记", "要印出 < ，写作 \\<"},
    {"custom_inline", "这种写法", NULL},
    {"emph", "斜体（* 或 _）", "要印出 * 或 _，前面加反斜杠 \\"},
    {"strong", "加粗（** 或 __）", "字体由版式决定；要印出 *，写作 \\*"},
    {"link", "链接", "直接写出文字；要印出方括号，写作 \\["},
    {"image", "图片", NULL},
    {"footnote_reference", "脚注", NULL},
    {"footnote_definition", "脚注", NULL},
};

static void refuse(struct body *body, cmark_node *node)
{
    const char *name = cmark_node_get_type_string(node);
    struct place place = node_place(body, node);
    for (size_t i = 0; i < BASE_COUNT(refused); i++) {
        if (strcmp(refused[i].name, name) != 0)
            continue;
        diag_add(body->reader->diags, &DEF050, &place, DIAG_ARGS(refused[i].what));
        if (refused[i].hint)
            diag_hint(body->reader->diags, "%s", refused[i].hint);
        return;
    }
    diag_add(body->reader->diags, &DEF050, &place, DIAG_ARGS(name));
}

/* ---- running text ---- */

/* A text node, with the tokens that stand in it. */
static void read_text(struct body *body, struct inlines *inlines, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    size_t length = strlen(text), at = 0, done = 0;
    struct place place = node_place(body, node);
    while (at < length) {
        const char *mark = memchr(text + at, 0xEF, length - at);
        at = mark ? (size_t)(mark - text) : length;
        size_t before = at;
        const struct lift_token *token =
            mark ? lift_token_at(&body->lift, text, length, &at) : NULL;
        if (mark && !token) {
            at++;
            continue;
        }
        inlines_text(inlines, text + done, before - done, &place);
        done = at;
        if (!token)
            continue;
        inlines_tag(inlines, token->tag);
        place = source_place(body->reader->source, token->end, token->end);
    }
}

static void read_node(struct body *body, struct inlines *inlines, cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT) {
        read_text(body, inlines, node);
    } else if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK) {
        inlines_break(inlines);
    } else {
        const char *literal = cmark_node_get_literal(node);
        bool closing = cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE && literal &&
                       strncmp(literal, "</", 2) == 0;
        if (!closing)
            refuse(body, node);
    }
}

static struct define_inline *read_inlines(struct body *body, cmark_node *block)
{
    struct inlines inlines;
    inlines_init(&inlines, body->reader);
    inlines.inside_blocks = body->depth || body->open_inline;
    cmark_iter *iter = cmark_iter_new(block);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && node != block)
            read_node(body, &inlines, node);
    }
    cmark_iter_free(iter);
    body->open_inline = inlines.depth > 0;
    return inlines_finish(&inlines);
}

/* ---- headings ---- */

static void check_heading_text(struct body *body, const struct define_block *block)
{
    const struct define_inline *first = block->inlines;
    if (!first) {
        diag_add(body->reader->diags, &DEF054, &block->place, NULL);
        return;
    }
    titles_check_number(body->reader, first);
}

static void check_heading_level(struct body *body, const struct place *place, int level)
{
    struct arena *arena = body->reader->arena;
    const char *text = arena_printf(arena, "%d", level);
    if (level > 4) {
        diag_add(body->reader->diags, &DEF051, place, DIAG_ARGS(text));
        return;
    }
    if (level > body->heading + 1 && body->heading == 0) {
        diag_add(body->reader->diags, &DEF052, place, DIAG_ARGS("开头", text));
        diag_hint(body->reader->diags, "第一个标题要用一个 #");
    } else if (level > body->heading + 1) {
        const char *above = arena_printf(arena, "第 %d 级下面", body->heading);
        diag_add(body->reader->diags, &DEF052, place, DIAG_ARGS(above, text));
        diag_hint(body->reader->diags, "用 %d 个 #", body->heading + 1);
    }
    body->heading = level;
}

static void read_heading(struct body *body, cmark_node *node)
{
    struct place place = node_place(body, node);
    int line = cmark_node_get_start_line(node);
    size_t index = line > 0 ? (size_t)line - 1 : 0;
    bool underlined = index < body->lift.line_count &&
                      body->lift.lines[index] < body->lift.text.length &&
                      body->lift.text.data[body->lift.lines[index]] != '#';
    if (underlined) {
        diag_add(body->reader->diags, &DEF050, &place, DIAG_ARGS("用横线画的标题"));
        diag_hint(body->reader->diags, "标题写作“# 基本情况”；下一行的横线去掉，或与正文空开一行");
        read_inlines(body, node);
        return;
    }
    int level = cmark_node_get_heading_level(node);
    check_heading_level(body, &place, level);
    struct define_block *block = add(body, DEFINE_HEADING, &place);
    if (!block)
        return;
    block->level = level;
    block->inlines = read_inlines(body, node);
    check_heading_text(body, block);
}

/* ---- control lines ---- */

static void start_branch(struct body *body, struct block_level *level, const struct tag *tag)
{
    struct define_branch *branch = arena_alloc(body->reader->arena, sizeof *branch);
    branch->condition = tag->condition;
    if (level->branch)
        level->branch->next = branch;
    level->branch = branch;
    body->tail = &branch->blocks;
}

static void open_level(struct body *body, const struct tag *tag, enum define_block_kind kind)
{
    if (body->depth == BODY_DEPTH_MAX) {
        diag_add(body->reader->diags, &DEF007, &tag->place, DIAG_ARGS("32"));
        return;
    }
    struct define_block *block = add(body, kind, &tag->place);
    if (!block)
        return;
    struct block_level *level = &body->levels[body->depth++];
    *level = (struct block_level){tag, NULL, body->tail, false, block, false};
    start_branch(body, level, tag);
    block->branches = level->branch;
    block->each = tag->each;
    block->list = tag->list;
}

/* Of an end that comes before the end of what stands inside; its beginning is not told of again. */
static bool cross(struct body *body, const struct tag *tag)
{
    size_t at = pair_ends(tag) ? body->depth : 0;
    while (at && !(pair_fits(body->levels[at - 1].tag, tag) && !body->levels[at - 1].crossed))
        at--;
    if (at)
        body->levels[at - 1].crossed = true;
    return at > 0;
}

/* An else or an end that does not belong to what is open here. */
static void add_stray(struct body *body, const struct tag *tag)
{
    struct diags *diags = body->reader->diags;
    bool straddles = body->open_inline && tag->kind <= TAG_END_EACH;
    if (body->depth) {
        const struct tag *open = body->levels[body->depth - 1].tag;
        diag_add(diags, &DEF066, &tag->place, DIAG_ARGS(tag->shown, open->shown, pair_end(open)));
        if (cross(body, tag))
            diag_hint(diags, "几对标签要一层套一层，不能交叉：先写 %s，再写 %s", pair_end(open),
                      tag->shown);
    } else if (straddles) {
        diag_add(diags, &DEF036, &tag->place, DIAG_ARGS(tag->shown, pair_open(tag)));
        diag_hint(diags, "管整段的，开头、{{else}} 和结束都要单独占一行");
    } else {
        diag_add(diags, tag->kind <= TAG_END_IF ? &DEF035 : &DEF065, &tag->place,
                 DIAG_ARGS(tag->shown, pair_open(tag)));
    }
}

static void end_level(struct body *body)
{
    const struct block_level *level = &body->levels[--body->depth];
    body->tail = level->tail;
    if (level->tag->kind == TAG_LIST)
        repeat_check_items(body->reader, level->block->branches->blocks);
}

/* {{else}}, {{else if}}, {{/if}}, {{/each}}, {{/list}}, {{/landscape}} */
static void go_on(struct body *body, const struct tag *tag)
{
    struct block_level *level = body->depth ? &body->levels[body->depth - 1] : NULL;
    if (!level || !pair_fits(level->tag, tag)) {
        add_stray(body, tag);
    } else if (pair_ends(tag)) {
        end_level(body);
    } else {
        pair_check_else(body->reader, level->tag, tag, level->in_else);
        level->in_else = level->in_else || tag->kind == TAG_ELSE;
        start_branch(body, level, tag);
    }
}

static bool in_landscape(const struct body *body)
{
    for (; body; body = body->outer)
        for (size_t i = 0; i < body->depth; i++)
            if (body->levels[i].tag->kind == TAG_LANDSCAPE)
                return true;
    return false;
}

static void open_landscape(struct body *body, const struct tag *tag)
{
    if (in_landscape(body))
        diag_add(body->reader->diags, &DEF064, &tag->place, DIAG_ARGS("横排"));
    open_level(body, tag, DEFINE_LANDSCAPE);
}

static void begin_attachment(struct body *body, const struct tag *tag)
{
    if (!tag->title) {
        diag_add(body->reader->diags, &DEF063, &tag->place, DIAG_ARGS(tag->shown));
        diag_hint(body->reader->diags, "写作 {{#附件 共建协议一览}}");
    }
    if (in_landscape(body)) {
        diag_add(body->reader->diags, &DEF064, &tag->place, DIAG_ARGS("附件"));
        diag_hint(body->reader->diags,
                  "先用 {{/横排}} 结束前面的横排；附件要横排，在附件里面写 {{#横排}}");
    }
    struct define_block *block = add(body, DEFINE_ATTACHMENT, &tag->place);
    if (block)
        block->inlines = tag->title;
    titles_check_attachment(body->reader, tag->title);
    body->heading = 0;
}

static void read_all(struct body *body, const struct excerpt *excerpt);

/* The blocks of a shared section, as if they stood here; its parts are closed within it. */
static void read_include(struct body *body, const struct tag *tag)
{
    struct reader reader = *body->reader;
    reader.source = tag->name.name ? include_enter(body->reader, tag) : NULL;
    if (!reader.source)
        return;
    struct scope_row *around = reader.scope->row;
    struct body *section = arena_alloc(reader.arena, sizeof *section);
    section->reader = &reader;
    section->outer = body;
    section->tail = body->tail;
    section->blocks = body->blocks;
    section->heading = body->heading;
    struct excerpt whole = source_excerpt(reader.source, 0, reader.source->length);
    read_all(section, &whole);
    body->tail = section->tail;
    body->blocks = section->blocks;
    body->heading = section->heading;
    reader.scope->row = around;
    include_leave(&reader);
}

static void read_control(struct body *body, const struct tag *tag)
{
    pair_follow(body->reader->scope, tag); /* as the tags were read: tables come only now */
    switch (tag->kind) {
    case TAG_IF:
        open_level(body, tag, DEFINE_IF);
        break;
    case TAG_EACH:
        repeat_check_block(body->reader, tag);
        open_level(body, tag, DEFINE_EACH);
        break;
    case TAG_LIST:
        open_level(body, tag, DEFINE_LIST);
        break;
    case TAG_ELSE:
    case TAG_ELSE_IF:
    case TAG_END_IF:
    case TAG_END_EACH:
    case TAG_END_LIST:
    case TAG_END_LANDSCAPE:
        go_on(body, tag);
        break;
    case TAG_PAGE:
        add(body, DEFINE_PAGE_BREAK, &tag->place);
        break;
    case TAG_LANDSCAPE:
        open_landscape(body, tag);
        break;
    case TAG_ATTACHMENT:
        begin_attachment(body, tag);
        break;
    case TAG_INCLUDE:
        read_include(body, tag);
        break;
    case TAG_VALUE:
    case TAG_BROKEN:
        break;
    }
}

/* ---- fenced blocks ---- */

static void read_fence(struct body *body, const struct lift_token *token)
{
    struct reader *reader = body->reader;
    const char *name = excerpt_copy(reader->arena, &token->info);
    struct place place = token->place;
    const struct word *word = word_find(words_block.words, words_block.count, name);
    if (!word && !name[0]) {
        diag_add(reader->diags, &DEF050, &place, DIAG_ARGS("代码块"));
        diag_hint(reader->diags, "表格写作 ```table，图表写作 ```chart");
        return;
    }
    if (token->info.length)
        place = excerpt_place(&token->info, 0, token->info.length);
    if (!word) {
        const char *const known[] = {"table", "表格", "chart", "图表"};
        diag_add(reader->diags, &DEF055, &place, DIAG_ARGS(name));
        hint_nearest(reader->diags, name, known, BASE_COUNT(known));
        return;
    }
    if (word->id == BLOCK_LATER) {
        schema_later(reader, &place, name);
        return;
    }
    bool is_chart = word->id == BLOCK_CHART;
    struct define_chart *chart =
        is_chart ? chart_read(reader, &token->inside, &token->place) : NULL;
    struct define_table *table =
        is_chart ? NULL : table_read(reader, &token->inside, &token->place);
    struct define_block *block =
        chart || table ? add(body, is_chart ? DEFINE_CHART : DEFINE_TABLE, &token->place) : NULL;
    if (!block)
        return;
    block->table = table;
    block->chart = chart;
}

/* ---- blocks ---- */

/* The token of a paragraph that is nothing else, if it is one for a block. */
static const struct lift_token *block_token(const struct body *body, cmark_node *paragraph)
{
    cmark_node *only = cmark_node_first_child(paragraph);
    if (!only || cmark_node_get_type(only) != CMARK_NODE_TEXT)
        return NULL;
    const char *text = cmark_node_get_literal(only);
    size_t at = 0;
    const struct lift_token *token = lift_token_at(&body->lift, text, strlen(text), &at);
    return token && token->kind != LIFT_INLINE ? token : NULL;
}

static void read_paragraph(struct body *body, cmark_node *node)
{
    const struct lift_token *token = block_token(body, node);
    if (token && token->kind == LIFT_CONTROL) {
        read_control(body, token->tag);
        return;
    }
    if (token) {
        read_fence(body, token);
        return;
    }
    struct place place = node_place(body, node);
    struct define_block *block = add(body, DEFINE_PARAGRAPH, &place);
    if (block)
        block->inlines = read_inlines(body, node);
}

static void read_document(struct body *body, cmark_node *document)
{
    cmark_node *node = cmark_node_first_child(document);
    for (; node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
            read_paragraph(body, node);
        else if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
            read_heading(body, node);
        else
            refuse(body, node);
    }
    while (body->depth) {
        const struct tag *tag = body->levels[--body->depth].tag;
        if (body->levels[body->depth].crossed)
            continue;
        if (tag->kind == TAG_IF)
            diag_add(body->reader->diags, &DEF034, &tag->place, NULL);
        else
            diag_add(body->reader->diags, &DEF067, &tag->place,
                     DIAG_ARGS(tag->shown, pair_end(tag)));
        diag_hint(body->reader->diags, "在这一部分之后加一行 %s", pair_end(tag));
    }
}

static void read_all(struct body *body, const struct excerpt *excerpt)
{
    struct scope_row *around = body->reader->scope->row;
    lift_read(body->reader, excerpt, &body->lift);
    body->reader->scope->row = around; /* parts left open: told below */
    if (!body->lift.hopeless && body->lift.text.length) {
        cmark_node *document =
            cmark_parse_document(body->lift.text.data, body->lift.text.length, CMARK_OPT_DEFAULT);
        read_document(body, document);
        cmark_node_free(document);
    }
    lift_done(&body->lift);
}

struct define_block *body_read(struct reader *reader, size_t start)
{
    struct body *body = arena_alloc(reader->arena, sizeof *body);
    body->reader = reader;
    body->tail = &body->first;
    struct excerpt excerpt = source_excerpt(reader->source, start, reader->source->length);
    read_all(body, &excerpt);
    order_check(reader, body->first);
    struct place place = source_place(reader->source, start, start);
    if (!body->blocks && !body->lift.hopeless && !excerpt_trim(&excerpt).length)
        diag_add(reader->diags, &DEF060, &place, NULL);
    return body->first;
}
