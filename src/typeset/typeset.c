/* The one entry: a model, through composition and pagination, to pages. */
#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/typeset.h>

#include "contents.h"
#include "element.h"
#include "typeset_diags.h"

static bool compose_roles(struct composer *c)
{
    bool all = true;
    for (int i = 0; i < STYLE_ELEMENT_COUNT; i++) {
        const char *role = c->style->text[i].role;
        c->roles[i] = role ? fonts_role(role) : -1;
        if (c->roles[i] >= 0)
            continue;
        diag_add(c->diags, &TYP010, &PLACE_NONE, DIAG_ARGS(c->style->name, role ? role : ""));
        size_t count = 0;
        const char *const *names = fonts_role_names(&count);
        diag_hint_nearest(c->diags, role ? role : "", names, count);
        all = false;
    }
    return all;
}

/* Several organs stand one a line; the document information has one line. */
static const char *one_line(struct arena *arena, const char *organs)
{
    struct buf line = {0};
    buf_puts(&line, "");
    for (; *organs; organs++) {
        if (*organs == '\n')
            buf_puts(&line, "、");
        else
            buf_putc(&line, *organs);
    }
    const char *copy = buf_copy(&line, arena);
    buf_done(&line);
    return copy;
}

static void compose_metadata(struct composer *c)
{
    struct pages *pages = c->pages;
    const struct model *model = c->model;
    pages->title = model_text_flat(pages->arena, &model->title);
    if (model->signature && model->signature->organ)
        pages->author = one_line(pages->arena, model->signature->organ);
    if (model->period)
        pages->subject = arena_strdup(pages->arena, model->period);
    pages->created = c->world->now;
}

/* In the order of GB/T 9704-2012 7.3: attachments come after all that belongs to the body. */
static void compose_document(struct composer *c)
{
    const struct model *model = c->model;
    size_t i = 0;
    typeset_letterhead(c);
    typeset_title(c);
    typeset_contents(c);
    size_t body = c->count;
    typeset_salutation(c);
    for (; i < model->block_count && model->blocks[i].kind != MODEL_ATTACHMENT; i++)
        typeset_block(c, &model->blocks[i]);
    size_t tail = c->count;
    typeset_enclosures(c);
    typeset_signature(c);
    typeset_tail_keep(c, body, tail);
    typeset_attendance(c);
    for (; i < model->block_count; i++)
        typeset_block(c, &model->blocks[i]);
    typeset_imprint(c);
}

static void compose_pages(struct composer *c)
{
    typeset_paginate(c);
    typeset_contents_finish(c);
}

static struct pages *compose_model(const struct composer *task, bool measured)
{
    struct arena *scratch = arena_new();
    struct style landscape;
    struct composer c = *task;
    struct diags *diags = c.diags;
    style_landscape(c.style, &landscape);
    c.portrait = c.style;
    c.landscape = &landscape;
    c.scratch = scratch;
    c.pages = pages_new();
    size_t before = diags_count(diags, DIAG_ERROR);
    c.shaper = typeset_shaper_new(scratch, c.fonts, diags);
    c.para = typeset_para_new(scratch);
    c.para->measured = measured;
    if (compose_roles(&c)) {
        compose_metadata(&c);
        compose_document(&c);
        if (diags_count(diags, DIAG_ERROR) == before)
            compose_pages(&c);
        typeset_shaper_report(c.shaper);
    }
    bool failed = diags_count(diags, DIAG_ERROR) > before;
    arena_free(scratch);
    if (!failed)
        return c.pages;
    pages_free(c.pages);
    return NULL;
}

struct pages *typeset_model(const struct model *model, const struct style *style,
                            struct fonts *fonts, const struct world *world, struct diags *diags)
{
    struct composer task = {
        .model = model, .style = style, .fonts = fonts, .world = world, .diags = diags};
    return compose_model(&task, false);
}

struct pages *typeset_model_measured(const struct model *model, const struct style *style,
                                     struct fonts *fonts, const struct world *world,
                                     struct diags *diags)
{
    struct composer task = {
        .model = model, .style = style, .fonts = fonts, .world = world, .diags = diags};
    return compose_model(&task, true);
}
