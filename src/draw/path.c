/*
 * Shapes: filled, then stroked. Patterns are lines of their own, cut by the shape's outline, never a
 * picture repeated: they stay sharp at any resolution and print as black on a black-and-white printer.
 * They are laid from the middle of the shape's bounding box, so that like bars look alike.
 */
#include <math.h>

#include "ink.h"

/* Pitch and weight that a 600 dpi office printer keeps apart, and that a copy of a copy still shows. */
enum { HATCH_PITCH = 3 * 1024, CROSS_PITCH = 4 * 1024, HATCH_WIDTH = 640 };
enum { DOT_PITCH = 3 * 1024, DOT_SIZE = 1229 };

struct hatch_box { /* in points, as cairo has them */
    double left, top, right, bottom;
};

static void trace(cairo_t *cr, const struct page_path *path)
{
    const struct page_point *p = path->points, *end = p + path->point_count;

    for (size_t i = 0; i < path->step_count; i++) {
        switch ((enum page_step)path->steps[i]) {
        case PAGE_MOVE:
            if (end - p < 1)
                return;
            cairo_move_to(cr, ink_pt(p->x), ink_pt(p->y));
            p++;
            break;
        case PAGE_LINE:
            if (end - p < 1)
                return;
            cairo_line_to(cr, ink_pt(p->x), ink_pt(p->y));
            p++;
            break;
        case PAGE_CURVE:
            if (end - p < 3)
                return;
            cairo_curve_to(cr, ink_pt(p[0].x), ink_pt(p[0].y), ink_pt(p[1].x), ink_pt(p[1].y),
                           ink_pt(p[2].x), ink_pt(p[2].y));
            p += 3;
            break;
        case PAGE_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
}

/* Parallel lines over the box; `slant` 1 for \, −1 for /, with lines `pitch` apart across. */
static void hatch_slanted(cairo_t *cr, const struct hatch_box *box, double pitch, int slant)
{
    double height = box->bottom - box->top;
    double step = pitch * sqrt(2);
    double middle = (box->left + box->right) / 2;
    double reach = (box->right - box->left + height) / 2;
    int lines = (int)ceil(reach / step);

    for (int i = -lines; i <= lines; i++) {
        double x = middle + i * step;
        cairo_move_to(cr, x - slant * height / 2, box->top);
        cairo_line_to(cr, x + slant * height / 2, box->bottom);
    }
}

/* How many lines `pitch` apart lie within `length`, the first at *ret_first: as many before the middle
   as after it. */
static int hatch_rows(double from, double to, double pitch, double *ret_first)
{
    int count = (int)floor((to - from) / pitch);

    if (count < 1)
        count = 1;
    *ret_first = (from + to) / 2 - (count - 1) * pitch / 2;
    return count;
}

static void hatch_level(cairo_t *cr, const struct hatch_box *box, double pitch)
{
    double first;
    int rows = hatch_rows(box->top, box->bottom, pitch, &first);

    for (int i = 0; i < rows; i++) {
        cairo_move_to(cr, box->left, first + i * pitch);
        cairo_line_to(cr, box->right, first + i * pitch);
    }
}

static void hatch_upright(cairo_t *cr, const struct hatch_box *box, double pitch)
{
    double first;
    int columns = hatch_rows(box->left, box->right, pitch, &first);

    for (int i = 0; i < columns; i++) {
        cairo_move_to(cr, first + i * pitch, box->top);
        cairo_line_to(cr, first + i * pitch, box->bottom);
    }
}

/* Every other row is shifted by half a pitch: the dots of a row are the dashes of one line. */
static void hatch_dots(cairo_t *cr, const struct hatch_box *box, double pitch)
{
    const double dashes[] = {0, pitch};
    double first, start, rise = pitch * sqrt(3) / 2;
    int rows = hatch_rows(box->top, box->bottom, rise, &first);

    (void)hatch_rows(box->left, box->right, pitch, &start);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cr, dashes, 2, 0);
    for (int i = 0; i < rows; i++) {
        double x = i % 2 ? start - pitch / 2 : start;
        cairo_move_to(cr, x, first + i * rise);
        cairo_line_to(cr, box->right + pitch, first + i * rise);
    }
}

static void hatch(struct ink *ink, const struct page_path *path)
{
    cairo_t *cr = ink->cr;
    struct hatch_box box;

    cairo_path_extents(cr, &box.left, &box.top, &box.right, &box.bottom);
    ink_color(ink, 0xFFFFFF);
    cairo_fill_preserve(cr);
    cairo_save(cr);
    cairo_clip(cr);
    ink_color(ink, path->color);
    cairo_set_line_width(cr, ink_pt(path->fill == PAGE_FILL_DOTS ? DOT_SIZE : HATCH_WIDTH));
    if (path->fill == PAGE_FILL_SLASH)
        hatch_slanted(cr, &box, ink_pt(HATCH_PITCH), -1);
    if (path->fill == PAGE_FILL_BACKSLASH)
        hatch_slanted(cr, &box, ink_pt(HATCH_PITCH), 1);
    if (path->fill == PAGE_FILL_CROSS) {
        hatch_slanted(cr, &box, ink_pt(CROSS_PITCH), 1);
        hatch_slanted(cr, &box, ink_pt(CROSS_PITCH), -1);
    }
    if (path->fill == PAGE_FILL_HORIZONTAL)
        hatch_level(cr, &box, ink_pt(HATCH_PITCH));
    if (path->fill == PAGE_FILL_VERTICAL)
        hatch_upright(cr, &box, ink_pt(HATCH_PITCH));
    if (path->fill == PAGE_FILL_DOTS)
        hatch_dots(cr, &box, ink_pt(DOT_PITCH));
    cairo_stroke(cr);
    cairo_restore(cr);
    ink->color = UINT32_MAX; /* cairo went back to the colour before */
}

static void stroke(struct ink *ink, const struct page_path *path)
{
    cairo_t *cr = ink->cr;
    double dash = ink_pt(path->dash);

    ink_color(ink, path->line_color);
    cairo_set_line_width(cr, ink_pt(path->line_width));
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    if (path->dash > 0)
        cairo_set_dash(cr, &dash, 1, 0);
    trace(cr, path);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
}

void ink_path(struct ink *ink, const struct page_path *path)
{
    if (path->fill != PAGE_FILL_NONE) {
        trace(ink->cr, path);
        if (path->fill == PAGE_FILL_SOLID) {
            ink_color(ink, path->color);
            cairo_fill(ink->cr);
        } else {
            hatch(ink, path);
        }
    }
    if (path->line_width > 0)
        stroke(ink, path);
}
