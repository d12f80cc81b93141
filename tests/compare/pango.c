/* Paragraphs, one a line of standard input, set by Pango's own layout:  pango OUT.pdf WIDTH SIZE  (pt) */
#include <pango/pangocairo.h>

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    char line[65536];
    if (argc != 4)
        return 2;
    double width = atof(argv[2]), size = atof(argv[3]), y = 72;
    cairo_surface_t *surface = cairo_pdf_surface_create(argv[1], 595, 842);
    cairo_t *cr = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    PangoFontDescription *font = pango_font_description_from_string("FandolFang,Liberation Serif");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_justify(layout, TRUE);
    pango_context_set_language(pango_layout_get_context(layout),
                               pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout), FALSE);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        pango_layout_set_text(layout, line, -1);
        int height;
        pango_layout_get_size(layout, NULL, &height);
        if (y + (double)height / PANGO_SCALE > 770) {
            cairo_show_page(cr);
            y = 72;
        }
        cairo_move_to(cr, 72, y);
        pango_cairo_show_layout(cr, layout);
        y += (double)height / PANGO_SCALE + 12;
    }
    g_object_unref(layout);
    pango_font_description_free(font);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return 0;
}
