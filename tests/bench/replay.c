#include "replay.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/page.h>

#define UNIT 1024.0

struct saved_face {
    char path[512];
    int index;
};

struct saved_item { /* glyph_count > 0: a run of that many glyphs follows; else a rule */
    int page, face, size, y, glyph_count;
    int x0, y0, x1, y1, width;
};

struct replay {
    int width, height, page_count;
    size_t face_count, item_count, glyph_count;
    struct saved_face *faces;
    struct saved_item *items;
    struct page_glyph *glyphs;
    cairo_font_face_t **cairo_faces;
};

/* ---- saving ---- */

static void save_page(FILE *out, const struct page *page, int number)
{
    for (size_t i = 0; i < page->item_count; i++) {
        const struct page_item *item = &page->items[i];
        struct saved_item saved = {.page = number};
        if (item->kind == PAGE_RUN) {
            saved.face = item->run.face;
            saved.size = item->run.size;
            saved.y = item->run.y;
            saved.glyph_count = (int)item->run.glyph_count;
        } else if (item->kind == PAGE_RULE) {
            saved.x0 = item->rule.x0;
            saved.y0 = item->rule.y0;
            saved.x1 = item->rule.x1;
            saved.y1 = item->rule.y1;
            saved.width = item->rule.width;
        } else {
            continue;
        }
        fwrite(&saved, sizeof saved, 1, out);
    }
}

bool replay_save(const struct pages *pages, const struct fonts *fonts, const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    struct replay head = {.width = pages->pages[0].width,
                          .height = pages->pages[0].height,
                          .page_count = (int)pages->count,
                          .face_count = fonts_face_count(fonts)};
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].item_count; i++) {
            const struct page_item *item = &pages->pages[p].items[i];
            head.item_count += item->kind == PAGE_RUN || item->kind == PAGE_RULE;
            head.glyph_count += item->kind == PAGE_RUN ? item->run.glyph_count : 0;
        }
    fwrite(&head, sizeof head, 1, out);
    for (size_t f = 0; f < head.face_count; f++) {
        struct fonts_face_info info = fonts_face(fonts, (int)f);
        struct saved_face face = {.index = info.index};
        snprintf(face.path, sizeof face.path, "%s", info.path);
        fwrite(&face, sizeof face, 1, out);
    }
    for (size_t p = 0; p < pages->count; p++)
        save_page(out, &pages->pages[p], (int)p);
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->pages[p].item_count; i++)
            if (pages->pages[p].items[i].kind == PAGE_RUN)
                fwrite(pages->pages[p].items[i].run.glyphs, sizeof(struct page_glyph),
                       pages->pages[p].items[i].run.glyph_count, out);
    return fclose(out) == 0;
}

/* ---- replaying ---- */

static bool load(struct arena *arena, const char *saved, struct replay *replay)
{
    FILE *in = fopen(saved, "rb");
    if (!in || fread(replay, sizeof *replay, 1, in) != 1)
        return false;
    replay->faces = arena_array(arena, replay->face_count, sizeof *replay->faces);
    replay->items = arena_array(arena, replay->item_count, sizeof *replay->items);
    replay->glyphs = arena_array(arena, replay->glyph_count, sizeof *replay->glyphs);
    replay->cairo_faces = arena_array(arena, replay->face_count, sizeof(cairo_font_face_t *));
    bool good =
        fread(replay->faces, sizeof *replay->faces, replay->face_count, in) == replay->face_count &&
        fread(replay->items, sizeof *replay->items, replay->item_count, in) == replay->item_count &&
        fread(replay->glyphs, sizeof *replay->glyphs, replay->glyph_count, in) ==
            replay->glyph_count;
    fclose(in);
    return good;
}

/* Faces are opened when a run first needs them, and kept for all documents. */
static cairo_font_face_t *face_of(struct replay *replay, FT_Library library, int face)
{
    FT_Face opened;
    if (!replay->cairo_faces[face] &&
        FT_New_Face(library, replay->faces[face].path, replay->faces[face].index, &opened) == 0)
        replay->cairo_faces[face] =
            cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING);
    return replay->cairo_faces[face];
}

static void draw_item(struct replay *replay, FT_Library library, cairo_t *cr,
                      const struct saved_item *item, const struct page_glyph *glyphs,
                      cairo_glyph_t *scratch)
{
    if (item->glyph_count == 0) {
        cairo_set_line_width(cr, item->width / UNIT);
        cairo_move_to(cr, item->x0 / UNIT, item->y0 / UNIT);
        cairo_line_to(cr, item->x1 / UNIT, item->y1 / UNIT);
        cairo_stroke(cr);
        return;
    }
    for (int g = 0; g < item->glyph_count; g++)
        scratch[g] = (cairo_glyph_t){glyphs[g].glyph, glyphs[g].x / UNIT, item->y / UNIT};
    cairo_set_font_face(cr, face_of(replay, library, item->face));
    cairo_set_font_size(cr, item->size / UNIT);
    cairo_show_glyphs(cr, scratch, item->glyph_count);
}

static bool draw_once(struct replay *replay, FT_Library library, const char *pdf,
                      cairo_glyph_t *scratch)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create(pdf, replay->width / UNIT, replay->height / UNIT);
    cairo_t *cr = cairo_create(surface);
    const struct page_glyph *glyphs = replay->glyphs;
    for (size_t i = 0; i < replay->item_count; i++) {
        const struct saved_item *item = &replay->items[i];
        if (i > 0 && item->page != replay->items[i - 1].page)
            cairo_show_page(cr);
        draw_item(replay, library, cr, item, glyphs, scratch);
        glyphs += item->glyph_count;
    }
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return good;
}

bool replay_run(const char *saved, const char *pdf, int times)
{
    struct arena *arena = arena_new();
    struct replay replay = {0};
    FT_Library library;
    bool good = load(arena, saved, &replay) && FT_Init_FreeType(&library) == 0;
    cairo_glyph_t *scratch = arena_array(arena, replay.glyph_count + 1, sizeof *scratch);
    for (int i = 0; good && i < times; i++)
        good = draw_once(&replay, library, pdf, scratch);
    arena_free(arena);
    return good;
}
