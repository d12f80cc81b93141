/*
 * A document as PDF through cairo: metadata, bookmarks, page labels and links around the ink.
 */
#include <stdio.h>
#include <time.h>

#include <cairo-pdf.h>

#include <huibao/draw.h>

#include "draw_ink.h"
#include "draw_status.h"

enum { MAX_LEVEL = 16 }; /* of bookmarks; deeper ones are put at this level */

struct document {
    const struct pages *pages;
    cairo_surface_t *surface;
    cairo_t *cr;
    struct ink *ink;
    struct buf attributes; /* scratch for cairo's link syntax */
};

static cairo_status_t write_out(void *file, const unsigned char *data, unsigned int length)
{
    return outfile_write(file, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
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
    char date[32];
    struct tm utc;

    set_metadata(document, CAIRO_PDF_METADATA_TITLE, pages->title);
    set_metadata(document, CAIRO_PDF_METADATA_AUTHOR, pages->author);
    set_metadata(document, CAIRO_PDF_METADATA_SUBJECT, pages->subject);
    set_metadata(document, CAIRO_PDF_METADATA_CREATOR, "huibao " HUIBAO_VERSION);
    /* Without it cairo would write the time of day, and no two files would be the same. */
    if (!gmtime_r(&created, &utc) || !strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc))
        snprintf(date, sizeof date, "1970-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata(document->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
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

static void put_link(struct document *document, const struct page_link *link)
{
    const int32_t sides[] = {link->x, link->y, link->width, link->height};
    struct buf *out = &document->attributes;

    if (link->page >= document->pages->count)
        return;
    buf_clear(out);
    buf_puts(out, "rect=[");
    for (size_t i = 0; i < BASE_COUNT(sides); i++) {
        buf_puts(out, i ? " " : "");
        put_pt(out, sides[i]);
    }
    buf_puts(out, "] ");
    put_destination(out, link->page, link->target_y);
    cairo_tag_begin(document->cr, CAIRO_TAG_LINK, out->data);
    cairo_tag_end(document->cr, CAIRO_TAG_LINK);
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
    cairo_status_t status;

    if (!file)
        return false;
    document.surface = cairo_pdf_surface_create_for_stream(write_out, file, 595, 842);
    status = draw_document(&document, fonts);
    cairo_surface_destroy(document.surface);
    return draw_finish(file, path, status, diags);
}
