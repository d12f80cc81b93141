/* What the parts of compose share while a report becomes a model. */
#ifndef COMPOSE_COMPOSER_H
#define COMPOSE_COMPOSER_H

#include <huibao/base.h>
#include <huibao/compose.h>
#include <huibao/frame.h>
#include <huibao/model.h>

enum { COMPOSE_LEVELS = 4 };

struct composed_table { /* which definition a table was made from */
    const struct model_table *table;
    const struct define_table *define;
    struct composed_table *next;
};

struct composer {
    const struct report *report;
    struct frame *frame;
    const struct world *world;
    struct diags *diags;
    struct model *model;
    struct arena *arena; /* the model's */
    const struct compose_task *task;
    struct audit *audit;            /* the task's, or one that nobody reads */
    int headings[COMPOSE_LEVELS];   /* how many of each level so far, under the present ones */
    int tables;                     /* numbered tables so far */
    int charts;                     /* and charts */
    size_t rounds;                  /* rows that each has come to so far */
    size_t looked;                  /* rows passed over in looking for them */
    struct rounds *within;          /* the each whose row is at hand (each.c); NULL: none */
    struct composed_table *made;    /* all tables, the last first */
    struct model_finding *findings; /* the model's, being added to */
    size_t finding_capacity;
};

/* compose.c: blocks in their order, into the model. */
void compose_blocks(struct composer *composer, const struct define_block *block);

/* inlines.c: a list of inlines in words. */
struct model_text compose_text(struct composer *composer, const struct define_inline *inlines);
/* Evaluates branches in order; the first that holds, or NULL. */
const struct define_branch *compose_branch(struct composer *composer,
                                           const struct define_branch *branches);
/* each.c: once for each row; what stands in its else when that prints nothing. */
void compose_each(struct composer *composer, const struct define_block *block);
/* The row of an each that is at hand, of its data, from 1; 0 when there is none. */
size_t compose_each_row(const struct composer *composer, const struct define_each *each);
/* What inl names, a column of the row of an each that is at hand, in per cent of all its rows, which add
   up to 100 at that many decimals (largest remainder). False when they add up to nothing, or the row has
   no value; CMP006 at inl when one of the rows has no number or a negative one. */
bool compose_each_share(struct composer *composer, const struct define_inline *inl, int decimals,
                        double *ret_share);
/* The same in running text: what each row prints, in order; those that print nothing are left out. */
struct model_text *compose_each_texts(struct composer *composer, const struct define_inline *inl,
                                      size_t *ret_count);

/* list.c: paragraphs as an enumeration. */
void compose_list(struct composer *composer, const struct define_block *block);

/* Control characters, which no line of print can hold, become spaces. */
const char *compose_clean(struct arena *arena, const char *text);

/* table.c: a table from its data; a table without rows is its sentence instead. */
void compose_table(struct composer *composer, const struct define_block *block);
/* The definition a table was made from; NULL: none. */
const struct define_table *compose_made_from(const struct composer *composer,
                                             const struct model_table *table);

/* chart.c: a chart from its data; when there is nothing to draw, its sentence instead. */
void compose_chart(struct composer *composer, const struct define_block *block);

/* checks.c: judges the checks: the audit's lines, diagnostics, and the model's stamp. */
void compose_checks(struct composer *composer);

/* used.c: which datasets a report's words take indicators from. */
struct used {
    struct arena *arena;
    const struct report *report;
    const struct define_dataset **datasets;
    size_t count, capacity;
    const struct define_indicator **indicators; /* looked at */
    size_t indicator_count, indicator_capacity;
};
void used_collect(struct used *used, struct arena *arena, const struct report *report);
/* Whether all that the check mentions comes from those datasets or is a parameter. */
bool used_covers(struct used *used, const struct define_check *check);

#endif
