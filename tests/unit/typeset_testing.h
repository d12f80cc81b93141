/* Composing single paragraphs and whole models in the unit tests of typeset. */
#ifndef TYPESET_TESTING_H
#define TYPESET_TESTING_H

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/model.h>
#include <huibao/page.h>
#include <huibao/style.h>
#include <huibao/typeset.h>

#include "flow.h"
#include "para.h"
#include "typeset_diags.h"

struct rig {
    struct arena *arena;
    struct world world;
    struct diags *diags;
    struct fonts *fonts; /* shared by all tests */
    const struct style *style;
    struct shaper *shaper;
    struct para *para;
    struct fit_shape shape; /* body text in the 版心; may be changed before composing */
    struct fit_report report;
};

struct rig *rig_new(void);
void rig_free(struct rig *rig);
/* Body text composed; its lines joined by |, without trailing spaces. */
const char *rig_lines(struct rig *rig, const char *text);
/* As rig_lines, `zi` squares wide and without indent. */
const char *rig_narrow(struct rig *rig, const char *text, int zi);
/* The lines of a title, likewise. */
const char *rig_title(struct rig *rig, const char *text);
/* Text of items [first, end) of the paragraph. */
const char *rig_text(struct rig *rig, size_t first, size_t end);
/* Everything that must hold of any composed paragraph; false with the reason printed. */
bool rig_check(struct rig *rig);
/* Whether a line would have to open its gaps by more than half a square: then it is left short. */
bool rig_ragged(const struct rig *rig, const struct para_line *line);
/* Everything that must hold of any pages: all within the 版心 or where the furniture is, no text
   over other text; false with the reason printed. */
bool rig_check_pages(struct rig *rig, const struct pages *pages, const char *name);
/* A model in its text form, to pages; NULL with diagnostics. The caller frees. */
struct pages *rig_pages(struct rig *rig, const char *model);
/* All text of a page, item by item, run by run. */
const char *rig_page_text(struct rig *rig, const struct page *page);
/* The n-th run (from 0) of a page that contains a text; the test fails if there is none. */
const struct page_run *rig_run(const struct pages *pages, size_t page, const char *text, int n);
int32_t rig_left(const struct page_run *run); /* its first pen */
/* Within a quarter of a point. */
bool rig_near(int32_t a, int32_t b);
/* Whether the diagnostics hold this kind, and where. */
const struct diag *rig_diag(const struct rig *rig, const struct diag_kind *kind);

/* A small generator of its own, so that a failure can be repeated. */
uint32_t rig_random(uint32_t *state);
/* Words, marks, numbers and Latin of every kind, `length` of them. */
char *rig_random_text(struct arena *arena, uint32_t *state, size_t length);

#endif
