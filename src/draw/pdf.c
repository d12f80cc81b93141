/*
 * A document as PDF through cairo: metadata, bookmarks, page labels and links around the ink.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cairo-pdf.h>

#include <huibao/draw.h>

#include "ink.h"
#include "status.h"
#include "tail.h"
#include "xmp.h"

enum { MAX_LEVEL = 16 }; /* of bookmarks; deeper ones are put at this level */

struct target { /* of links */
    size_t page;
    int32_t y;
};

struct document {
    const struct pages *pages;
    cairo_surface_t *surface;
    cairo_t *cr;
    struct ink *ink;
    struct target *targets; /* sorted by page */
    size_t target_count, next_target;
    struct buf attributes; /* scratch for cairo's link syntax */
    char date[32];         /* of creation */
};

/* The whole file is kept until its last objects can be put right (tail.c). */
static cairo_status_t keep_bytes(void *pdf, const unsigned char *data, unsigned int length)
{
    buf_append(pdf, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void set_metadata(struct document *document, cairo_pdf_metadata_t field, const char *text)
{
    if (text)
        cairo_pdf_surface_set_metadata(document->surface, field, text);
}

static void put_metadata(struct document *document)
{
    const struct pages *pages = document->pages;
    time_t created = (time_t)pages->created;
    struct tm utc;

    set_metadata(document, CAIRO_PDF_METADATA_TITLE, pages->title);
    set_metadata(document, CAIRO_PDF_METADATA_AUTHOR, pages->author);
    set_metadata(document, CAIRO_PDF_METADATA_SUBJECT, pages->subject);
    set_metadata(document, CAIRO_PDF_METADATA_CREATOR, "huibao " HUIBAO_VERSION);
    /* Without it cairo would write the time of day, and no two files would be the same. */
    if (!gmtime_r(&created, &utc) ||
        !strftime(document->date, sizeof document->date, "%Y-%m-%dT%H:%M:%SZ", &utc))
        snprintf(document->date, sizeof document->date, "1970-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   document->date);
}

/* Points with three decimals, whatever the locale's decimal point is. */
static void put_pt(struct buf *out, int32_t units)
{
    int64_t thousandths = ((int64_t)units * 1000 + (units < 0 ? -512 : 512)) / 1024;
    int64_t size = thousandths < 0 ? -thousandths : thousandths;

    buf_printf(out, "%s%d.%03d", thousandths < 0 ? "-" : "", (int)(size / 1000),
               (int)(size % 1000));
}

/* A destination in cairo's words: page=3 pos=[0 104.500] */
static void put_destination(struct buf *out, size_t page, int32_t y)
{
    buf_printf(out, "page=%zu pos=[0 ", page + 1);
    put_pt(out, y);
    buf_putc(out, ']');
}

static void put_bookmarks(struct document *document)
{
    const struct pages *pages = document->pages;
    int parents[MAX_LEVEL + 1]; /* by level: the last bookmark there */

    parents[0] = CAIRO_PDF_OUTLINE_ROOT;
    for (int depth = 0, i = 0; (size_t)i < pages->bookmark_count; i++) {
        const struct page_bookmark *mark = &pages->bookmarks[i];
        int level = mark->level < depth + 1 ? mark->level : depth + 1; /* no level is left out */
        if (mark->page >= pages->count)
            continue;
        if (level < 1)
            level = 1;
        if (level > MAX_LEVEL)
            level = MAX_LEVEL;
        buf_clear(&document->attributes);
        put_destination(&document->attributes, mark->page, mark->y);
        parents[level] = cairo_pdf_surface_add_outline(
            document->surface, parents[level - 1], mark->title, document->attributes.data,
            level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
        depth = level;
    }
}

/* A link's target as a named place: a link to a page that is not drawn yet needs a name. */
static void put_target_name(struct buf *out, const struct target *target)
{
    buf_printf(out, "'p%zu.%" PRId32 "'", target->page + 1, target->y);
}

static int compare_targets(const void *left, const void *right)
{
    const struct target *a = left, *b = right;

    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

/* All targets of links, by page and height. */
static void collect_targets(struct document *document, struct arena *arena)
{
    const struct pages *pages = document->pages;
    size_t capacity = 0;

    for (size_t i = 0; i < pages->count; i++)
        for (size_t n = 0; n < pages->pages[i].item_count; n++) {
            const struct page_item *item = &pages->pages[i].items[n];
            if (item->kind != PAGE_LINK || item->link.page >= pages->count)
                continue;
            document->targets = arena_grow(arena, document->targets, document->target_count,
                                           &capacity, sizeof *document->targets);
            document->targets[document->target_count++] =
                (struct target){item->link.page, item->link.target_y};
        }
    if (document->target_count)
        qsort(document->targets, document->target_count, sizeof *document->targets,
              compare_targets);
}

/* The named places of one page, each once. */
static void put_targets(struct document *document, size_t page)
{
    struct buf *out = &document->attributes;

    for (; document->next_target < document->target_count; document->next_target++) {
        const struct target *target = &document->targets[document->next_target];
        if (target->page != page)
            return;
        if (document->next_target && compare_targets(target, target - 1) == 0)
            continue;
        buf_clear(out);
        buf_puts(out, "name=");
        put_target_name(out, target);
        buf_puts(out, " x=0 y=");
        put_pt(out, target->y);
        cairo_tag_begin(document->cr, CAIRO_TAG_DEST, out->data);
        cairo_tag_end(document->cr, CAIRO_TAG_DEST);
    }
}

static void put_link(struct document *document, const struct page_link *link)
{
    const int32_t sides[] = {link->x, link->y, link->width, link->height};
    const struct target target = {link->page, link->target_y};
    struct buf *out = &document->attributes;

    if (link->page >= document->pages->count)
        return;
    buf_clear(out);
    buf_puts(out, "rect=[");
    for (size_t i = 0; i < BASE_COUNT(sides); i++) {
        buf_puts(out, i ? " " : "");
        put_pt(out, sides[i]);
    }
    buf_puts(out, "] dest=");
    put_target_name(out, &target);
    /* With links only, cairo 1.16 refers to a structure tree that it does not write. */
    cairo_tag_begin(document->cr, "TOCI", NULL);
    cairo_tag_begin(document->cr, CAIRO_TAG_LINK, out->data);
    cairo_tag_end(document->cr, CAIRO_TAG_LINK);
    cairo_tag_end(document->cr, "TOCI");
}

static void draw_pages(struct document *document)
{
    const struct pages *pages = document->pages;

    put_metadata(document);
    put_bookmarks(document);
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = &pages->pages[i];
        cairo_pdf_surface_set_size(document->surface, ink_pt(page->width), ink_pt(page->height));
        if (page->label && page->label[0])
            cairo_pdf_surface_set_page_label(document->surface, page->label);
        put_targets(document, i);
        ink_page(document->ink, page);
        for (size_t n = 0; n < page->item_count; n++)
            if (page->items[n].kind == PAGE_LINK)
                put_link(document, &page->items[n].link);
        cairo_show_page(document->cr);
    }
}

static cairo_status_t draw_document(struct document *document, struct fonts *fonts)
{
    struct arena *arena = arena_new();
    cairo_status_t status;

    document->cr = cairo_create(document->surface);
    document->ink = ink_new(arena, fonts, document->cr, true);
    collect_targets(document, arena);
    draw_pages(document);
    ink_done(document->ink);
    status = cairo_status(document->cr);
    cairo_destroy(document->cr);
    cairo_surface_finish(document->surface);
    if (!status)
        status = cairo_surface_status(document->surface);
    buf_done(&document->attributes);
    arena_free(arena);
    return status;
}

bool draw_pdf(const struct pages *pages, struct fonts *fonts, const char *path, struct diags *diags)
{
    struct document document = {.pages = pages};
    struct outfile *file = outfile_open(path, diags);
    struct buf pdf = {0}, xmp = {0};
    cairo_status_t status;

    if (!file)
        return false;
    document.surface = cairo_pdf_surface_create_for_stream(keep_bytes, &pdf, 595, 842);
    status = draw_document(&document, fonts);
    cairo_surface_destroy(document.surface);
    if (!status) {
        draw_xmp(pages, document.date, &xmp);
        draw_tail_mend(&pdf, xmp.data);
        buf_done(&xmp);
        outfile_write(file, pdf.data, pdf.length); /* what fails is said by the commit */
    }
    buf_done(&pdf);
    return draw_finish(file, path, status, diags);
}
