/*
 * draw: pages to PDF or PNG, through cairo. No layout decisions.
 *
 * Owns      cairo surfaces, font embedding, text for extraction, bookmarks, metadata.
 * Protocol  one call per output file.
 * Failure   diagnostics DRW…; nothing half-written (outfile).
 * Output    the same pages give the same bytes.
 */
#ifndef HUIBAO_DRAW_H
#define HUIBAO_DRAW_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct fonts;
struct pages;
struct diag_kind;

bool draw_pdf(const struct pages *pages, struct fonts *fonts, const char *path,
              struct diags *diags);
/* One page (from 0) as PNG at a resolution in dots per inch. */
bool draw_png(const struct pages *pages, size_t page, struct fonts *fonts, int dpi,
              const char *path, struct diags *diags);
const struct diag_kind *const *draw_diags(size_t *ret_count);

#endif
