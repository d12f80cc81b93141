/*
 * typeset: a model, into pages.
 *
 * Owns      shaping (Pango, HarfBuzz), line composition, tables, pagination: every position on the
 *           page. Rules and their sources are in src/typeset/README.md.
 * Protocol  one call; the pages are complete when returned.
 * Lifetime  the pages own their memory; they refer to faces of `fonts` by number.
 * Failure   diagnostics TYP…; a character no face has is an error naming it and its place.
 * Limits    world->max_pages; time and memory are linear in the text.
 */
#ifndef HUIBAO_TYPESET_H
#define HUIBAO_TYPESET_H

#include <stddef.h>

struct diags;
struct fonts;
struct model;
struct pages;
struct style;
struct world;
struct diag_kind;

struct pages *typeset_model(const struct model *model, const struct style *style,
                            struct fonts *fonts, const struct world *world, struct diags *diags);
/* The same pages, and with them how each line was composed (struct page_line). */
struct pages *typeset_model_measured(const struct model *model, const struct style *style,
                                     struct fonts *fonts, const struct world *world,
                                     struct diags *diags);
const struct diag_kind *const *typeset_diags(size_t *ret_count);

#endif
