/*
 * The words of a model's text form, shared by the writer (dump….c) and the reader (read….c).
 * The form itself is described in README.md.
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/model.h>
#include <huibao/model_finding.h>

#define MODEL_FIRST_LINE "model 1"

/* The word of an enumerator, and back; the tables are in words.c. */
const char *model_align_word(enum model_align align);
bool model_align_find(const char *word, enum model_align *ret_align);
const char *model_total_word(enum model_total total);
bool model_total_find(const char *word, enum model_total *ret_total);
const char *model_chart_word(enum model_chart_kind kind);
bool model_chart_find(const char *word, enum model_chart_kind *ret_kind);
const char *model_relation_word(enum model_relation relation);
bool model_relation_find(const char *word, enum model_relation *ret_relation);

/* ---- the writer's pieces (dump_text.c, dump_table.c, dump_chart.c) ---- */

struct buf;

void model_put_text(struct buf *out, const char *text); /* escaped */
void model_put_value(struct buf *out, struct value value);
/* `keyword` text, when there is a text. */
void model_put_property(struct buf *out, const char *keyword, const char *text);
void model_put_pair(struct buf *out, const char *keyword, const struct model_pair *pair);
void model_put_cell(struct buf *out, const struct model_cell *cell);
void model_put_format(struct buf *out, const struct value_format *format); /* | format … | unit … */
/* A text: behind the keyword when it is the author's words alone, else a line for each span. */
void model_put_keyword_text(struct buf *out, const char *keyword, const struct model_text *text);
void model_put_spans(struct buf *out, const struct model_text *text);
void model_put_table(struct buf *out, const struct model_table *table);
void model_put_chart(struct buf *out, const struct model_chart *chart);
void model_put_findings(struct buf *out, const struct model *model);

#endif
