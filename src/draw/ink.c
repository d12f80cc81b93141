/*
 * Items on a cairo surface.
 *
 * Text must come back exactly from the PDF. A reader such as poppler takes a gap of 0.1 em or more
 * for a space, and an overlap (a mark squeezed to half its width) for a new line. So a cluster whose
 * advance does not end where the next one begins gets a second, invisible glyph, the face's space,
 * whose advance does. Cairo writes a cluster of several glyphs with its text (/ActualText), and the
 * reader takes it to reach from the first glyph's beginning to the last one's end.
 */
#include <math.h>
#include <stdlib.h>

#include <cairo-ft.h>

#include "ink.h"

/*
 * Gaps up to these (1/65536 em) need no help: 0.07 em within a run; 0.01 em at its end, where the face,
 * the size or the baseline changes and poppler begins a new word, whose distance it takes for a space
 * from 0.03 em on.
 */
enum { GAP_UNSEEN = 4588, GAP_UNSEEN_AT_END = 655 };

struct ink_font {
    struct ink_font *next;
    int32_t size;
    bool turned; /* by 90° clockwise, as the run */
    cairo_scaled_font_t *scaled;
};

struct ink_room {
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    size_t glyph_capacity, cluster_capacity;
};

static const cairo_user_data_key_t held_face;

static void destroy_fonts(struct ink *ink)
{
    for (size_t i = 0; i < fonts_face_count(ink->fonts); i++) {
        for (struct ink_font *font = ink->faces[i].fonts; font; font = font->next)
            cairo_scaled_font_destroy(font->scaled);
        if (ink->faces[i].face)
            cairo_font_face_destroy(ink->faces[i].face);
    }
}

struct ink *ink_new(struct arena *arena, struct fonts *fonts, cairo_t *cr, bool as_text)
{
    struct ink *ink = arena_alloc(arena, sizeof *ink);

    *ink = (struct ink){.arena = arena, .fonts = fonts, .cr = cr, .as_text = as_text};
    ink->faces = arena_array(arena, fonts_face_count(fonts), sizeof *ink->faces);
    ink->room = arena_alloc(arena, sizeof *ink->room);
    if (as_text)
        fonts_glyph_names_clear(fonts);
    return ink;
}

void ink_done(struct ink *ink)
{
    destroy_fonts(ink);
}

/*
 * The glyph that fills gaps. To readers that do not know ActualText (mupdf, pdf.js) it is a character
 * without width, not a space. The face's own space serves only where there is no other blank, as the
 * spaces of the text are told by the same glyph's name.
 */
static void choose_blank(struct ink *ink, int number, struct ink_face *face)
{
    enum { NO_BREAK_SPACE = 0xA0, ZERO_WIDTH_SPACE = 0x200B };

    face->blank = fonts_glyph_of(ink->fonts, number, NO_BREAK_SPACE);
    if (!face->blank)
        face->blank = fonts_glyph_of(ink->fonts, number, ' ');
    fonts_glyph_name(ink->fonts, number, (uint32_t)face->blank, ZERO_WIDTH_SPACE);
}

static struct ink_face *open_face(struct ink *ink, int number)
{
    struct ink_face *face = &ink->faces[number];

    if (face->ft)
        return face;
    face->ft = fonts_ft_face(ink->fonts, number);
    if (!face->ft)
        return NULL;
    face->face = cairo_ft_font_face_create_for_ft_face(face->ft, 0);
    /* Cairo caches fonts beyond our lifetime: the face must live until cairo lets go of it. */
    if (!cairo_font_face_get_user_data(face->face, &held_face))
        cairo_font_face_set_user_data(face->face, &held_face, fonts_ft_hold(face->ft),
                                      fonts_ft_release);
    choose_blank(ink, number, face);
    face->blank_advance = fonts_advance(ink->fonts, number, (uint32_t)face->blank);
    return face;
}

static struct ink_font *make_font(struct ink *ink, struct ink_face *face,
                                  const struct page_run *run)
{
    struct ink_font *font = arena_alloc(ink->arena, sizeof *font);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_matrix_t em, page;

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_matrix_init_scale(&em, ink_pt(run->size), ink_pt(run->size));
    cairo_get_matrix(ink->cr, &page);
    font->size = run->size;
    font->turned = run->turned;
    font->scaled = cairo_scaled_font_create(face->face, &em, &page, options);
    font->next = face->fonts;
    face->fonts = font;
    cairo_font_options_destroy(options);
    return font;
}

/* Asked with the matrix that the run is drawn with. */
static const struct ink_font *find_font(struct ink *ink, struct ink_face *face,
                                        const struct page_run *run)
{
    for (struct ink_font *font = face->fonts; font; font = font->next)
        if (font->size == run->size && font->turned == run->turned)
            return font;
    return make_font(ink, face, run);
}

void ink_color(struct ink *ink, uint32_t color)
{
    if (color == ink->color)
        return;
    cairo_set_source_rgb(ink->cr, (color >> 16 & 0xFF) / 255.0, (color >> 8 & 0xFF) / 255.0,
                         (color & 0xFF) / 255.0);
    ink->color = color;
}

static void make_room(struct ink *ink, const struct page_run *run)
{
    struct ink_room *room = ink->room;
    size_t glyphs = run->glyph_count + run->cluster_count;

    if (glyphs > room->glyph_capacity) {
        room->glyph_capacity = 2 * glyphs;
        room->glyphs = arena_array(ink->arena, room->glyph_capacity, sizeof *room->glyphs);
    }
    if (run->cluster_count > room->cluster_capacity) {
        room->cluster_capacity = 2 * run->cluster_count;
        room->clusters = arena_array(ink->arena, room->cluster_capacity, sizeof *room->clusters);
    }
}

struct step { /* one cluster of a run */
    const char *text;
    size_t bytes;
    size_t glyph, count; /* its glyphs in the run */
};

/* Tells cairo which character the one glyph of a cluster is: a cluster of two is not asked. */
static void name_glyph(struct ink *ink, const struct page_run *run, const struct step *step)
{
    const char *cursor = step->text, *end = cursor + step->bytes;
    uint32_t codepoint;

    if (step->count == 1 && cursor < end && text_next(&cursor, end, &codepoint) && cursor == end)
        fonts_glyph_name(ink->fonts, run->face, run->glyphs[step->glyph].glyph, codepoint);
}

/* The glyphs of a cluster and, where the next does not follow at once, the blank that bridges it. */
static size_t put_cluster(struct ink *ink, const struct page_run *run, const struct ink_face *face,
                          const struct step *step, cairo_glyph_t *out)
{
    const struct page_glyph *glyph = &run->glyphs[step->glyph];
    const struct page_glyph *after = &glyph[step->count], *last = after - 1;
    bool is_last = step->glyph + step->count == run->glyph_count;
    int32_t unseen = is_last ? GAP_UNSEEN_AT_END : GAP_UNSEEN;
    int32_t next = is_last ? run->end : after->x;
    int32_t end;

    for (size_t i = 0; i < step->count; i++)
        out[i] = (cairo_glyph_t){glyph[i].glyph, ink_pt(glyph[i].x), ink_pt(run->y)};
    if (!ink->as_text || !face->blank || step->count == 0)
        return step->count;
    end = last->x + fonts_scale(fonts_advance(ink->fonts, run->face, last->glyph), run->size);
    if (abs(next - end) <= fonts_scale(unseen, run->size))
        return step->count;
    name_glyph(ink, run, step);
    out[step->count] = (cairo_glyph_t){
        face->blank, ink_pt(next - fonts_scale(face->blank_advance, run->size)), ink_pt(run->y)};
    return step->count + 1;
}

static void draw_text(struct ink *ink, struct ink_face *face, const struct page_run *run)
{
    const struct ink_font *font = find_font(ink, face, run);
    struct ink_room *room = ink->room;
    struct step step = {.text = run->text};
    size_t glyphs = 0;

    make_room(ink, run);
    for (size_t i = 0; i < run->cluster_count; i++) {
        size_t put;
        step.bytes = run->clusters[i].bytes;
        step.count = run->clusters[i].glyphs;
        put = put_cluster(ink, run, face, &step, room->glyphs + glyphs);
        room->clusters[i] = (cairo_text_cluster_t){(int)step.bytes, (int)put};
        glyphs += put;
        step.text += step.bytes;
        step.glyph += step.count;
    }
    ink_color(ink, run->color);
    if (font != ink->current) {
        cairo_set_scaled_font(ink->cr, font->scaled);
        ink->current = font;
    }
    cairo_show_text_glyphs(ink->cr, run->text, (int)(step.text - run->text), room->glyphs,
                           (int)glyphs, room->clusters, (int)run->cluster_count, 0);
}

/*
 * Turned, a run is drawn like any other on a page that is itself turned: with x down the paper and
 * y to its left, so that the baseline's distance from the left edge is negative.
 */
static void draw_turned(struct ink *ink, struct ink_face *face, const struct page_run *run)
{
    struct page_run level = *run;

    level.y = -run->y;
    cairo_save(ink->cr);
    cairo_rotate(ink->cr, M_PI / 2);
    ink->current = NULL;
    draw_text(ink, face, &level);
    cairo_restore(ink->cr);
    ink->current = NULL;
}

static void draw_run(struct ink *ink, const struct page_run *run)
{
    struct ink_face *face = open_face(ink, run->face);

    if (!face || run->glyph_count == 0)
        return;
    if (run->turned)
        draw_turned(ink, face, run);
    else
        draw_text(ink, face, run);
}

static void draw_rule(struct ink *ink, const struct page_rule *rule)
{
    ink_color(ink, rule->color);
    cairo_set_line_width(ink->cr, ink_pt(rule->width));
    cairo_move_to(ink->cr, ink_pt(rule->x0), ink_pt(rule->y0));
    cairo_line_to(ink->cr, ink_pt(rule->x1), ink_pt(rule->y1));
    cairo_stroke(ink->cr);
}

static void draw_box(struct ink *ink, const struct page_box *box)
{
    ink_color(ink, box->color);
    cairo_rectangle(ink->cr, ink_pt(box->x), ink_pt(box->y), ink_pt(box->width),
                    ink_pt(box->height));
    cairo_fill(ink->cr);
}

static void draw_item(struct ink *ink, const struct page_item *item)
{
    switch (item->kind) {
    case PAGE_RUN:
        draw_run(ink, &item->run);
        break;
    case PAGE_RULE:
        draw_rule(ink, &item->rule);
        break;
    case PAGE_BOX:
        draw_box(ink, &item->box);
        break;
    case PAGE_PATH:
        ink_path(ink, &item->path);
        break;
    case PAGE_LINK:
        break;
    }
}

void ink_page(struct ink *ink, const struct page *page)
{
    ink->color = UINT32_MAX; /* a new page starts with cairo's defaults */
    ink->current = NULL;
    for (size_t i = 0; i < page->item_count; i++)
        draw_item(ink, &page->items[i]);
}
