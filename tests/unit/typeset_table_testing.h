/* What must hold of every table on its pages, and models of tables made by chance. */
#ifndef TYPESET_TABLE_TESTING_H
#define TYPESET_TABLE_TESTING_H

#include "typeset_testing.h"

/* No two texts overlap, no rule crosses a text, all stands inside the 版心; false with the reason
   printed. */
bool table_pages_check(const struct rig *rig, const struct pages *pages);
/* All runs of all pages, each between line feeds; page numbers left out. */
const char *table_runs(struct rig *rig, const struct pages *pages);
/* The same of one page. */
const char *table_page_runs(struct rig *rig, const struct page *page);
size_t table_occurrences(const char *text, const char *part);
/* The first run of a page that begins with `text`, or NULL. */
const struct page_run *table_run(const struct page *page, const char *text);
/* Upright rules (x0 == x1) or lying ones, in the order painted: at most `most`; returns how many. */
size_t table_rules(const struct page *page, bool upright, struct page_rule *ret_rules, size_t most);

#endif
