/*
 * One page as a picture: grey edges, no hinting, so that it shows the page as printed.
 */
#include <stdio.h>

#include <huibao/draw.h>

#include "draw_diags.h"
#include "ink.h"
#include "status.h"

enum {
    MIN_DPI = 36,
    MAX_DPI = 600,
    MAX_PIXELS = 80 * 1000 * 1000 /* A3 at 600 dpi, 320 MB while drawing */
};

static cairo_status_t write_out(void *file, const unsigned char *data, unsigned int length)
{
    return outfile_write(file, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Whole pixels that hold the length. */
static int64_t to_pixels(int32_t units, int dpi)
{
    int64_t scaled = (int64_t)units * dpi;

    return (scaled + 72 * 1024 - 1) / (72 * 1024);
}

static bool is_possible(const struct pages *pages, size_t page, int dpi, const char *path,
                        struct diags *diags)
{
    struct place place = {.file = path};
    struct arena *arena = arena_new();
    bool possible = false;
    int64_t width, height;

    if (dpi < MIN_DPI || dpi > MAX_DPI) {
        diag_add(diags, &DRW002, &place,
                 DIAG_ARGS(arena_printf(arena, "%d", dpi), arena_printf(arena, "%d", MIN_DPI),
                           arena_printf(arena, "%d", MAX_DPI)));
    } else if (page >= pages->count) {
        diag_add(diags, &DRW003, &place,
                 DIAG_ARGS(arena_printf(arena, "%zu", page + 1),
                           arena_printf(arena, "%zu", pages->count)));
    } else {
        width = to_pixels(pages->pages[page].width, dpi);
        height = to_pixels(pages->pages[page].height, dpi);
        possible = width > 0 && height > 0 && width <= MAX_PIXELS / height;
        if (!possible) {
            diag_add(diags, &DRW004, &place,
                     DIAG_ARGS(path, arena_printf(arena, "%lld", (long long)width),
                               arena_printf(arena, "%lld", (long long)height),
                               arena_printf(arena, "%d", MAX_PIXELS)));
            diag_hint(diags, "请用小一些的分辨率");
        }
    }
    arena_free(arena);
    return possible;
}

static cairo_status_t draw_page(const struct page *page, struct fonts *fonts, int dpi,
                                cairo_surface_t *surface)
{
    struct arena *arena = arena_new();
    cairo_t *cr = cairo_create(surface);
    struct ink *ink;
    cairo_status_t status;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, dpi / 72.0, dpi / 72.0);
    ink = ink_new(arena, fonts, cr, false);
    ink_page(ink, page);
    ink_done(ink);
    status = cairo_status(cr);
    cairo_destroy(cr);
    arena_free(arena);
    return status;
}

bool draw_png(const struct pages *pages, size_t page, struct fonts *fonts, int dpi,
              const char *path, struct diags *diags)
{
    const struct page *wanted;
    cairo_surface_t *surface;
    cairo_status_t status;
    struct outfile *file;

    if (!is_possible(pages, page, dpi, path, diags))
        return false;
    file = outfile_open(path, diags);
    if (!file)
        return false;
    wanted = &pages->pages[page];
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)to_pixels(wanted->width, dpi),
                                         (int)to_pixels(wanted->height, dpi));
    status = draw_page(wanted, fonts, dpi, surface);
    if (!status)
        status = cairo_surface_write_to_png_stream(surface, write_out, file);
    cairo_surface_destroy(surface);
    return draw_finish(file, path, status, diags);
}
