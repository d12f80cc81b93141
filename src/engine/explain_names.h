/*
 * What the cells of a report's printed tables are called: 表.列[行], by the words that stand on the page.
 * A name is given so that no other cell has it; a cell may be asked for by other words too, as long as
 * one cell alone answers to them.
 */
#ifndef ENGINE_EXPLAIN_NAMES_H
#define ENGINE_EXPLAIN_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/define.h>
#include <huibao/value.h>

struct arena;
struct define_table;
struct frame;
struct frame_table;
struct model;
struct model_block;
struct model_table;
struct report;

struct explain_grid { /* a printed table */
    const struct define_table *define;
    const struct model_table *model;
    const struct frame_table *data; /* or NULL */
    const char *file;               /* where it is defined */
    long line;
    const char *name;           /* the data's; 表1 or 数据#2 when several tables print it */
    const char *const *columns; /* NULL: it numbers the rows */
    const char *const *rows;    /* NULL: it heads a group */
    const char *const *labels;  /* of rows: what they begin with, as printed; "" for none */
    const char *const *groups;  /* of rows: the head of their group; "" without groups */
    const size_t *numbers;      /* data rows from 0; others: of their group, from 1 */
    const size_t
        *shown; /* of a crosstab, for its data rows × columns: the row of the data that stands
                            there, from 1; 0: none. Else NULL */
};

struct explain_grids {
    const struct explain_grid *items;
    size_t count;
};

struct explain_grids explain_grids(struct arena *arena, const struct report *report,
                                   struct frame *frame, const struct model *model);
/* Whether a word means the table: its name, the data's, 表1, its caption. */
bool explain_grid_is(struct arena *arena, const struct explain_grid *grid, const char *word);

struct explain_matches { /* indexes of columns or rows, in order */
    size_t *items;
    size_t count;
};

/* Those that a word means: by its name if there is one, else by all that it may be called. */
struct explain_matches explain_columns(struct arena *arena, const struct explain_grid *grid,
                                       const char *word);
struct explain_matches explain_rows(struct arena *arena, const struct explain_grid *grid,
                                    const char *word);
/* What a row of data is called, whether a table prints it or not: what its first column holds, 第3行. */
const char *explain_data_row(struct arena *arena, const struct frame_table *data, size_t row);
/* 表.列[行] */
const char *explain_cell_name(struct arena *arena, const struct explain_grid *grid, size_t row,
                              size_t column);

/* ---- explain_words.c: what all of them look up ---- */

/* Whether a name, which may be NULL, is meant by a word: alike but for blanks and full width. */
bool explain_is_word(struct arena *arena, const char *name, const char *word);
/* The index of a column of the data; column_count: it has none of that name, or NULL was asked for. */
size_t explain_column_at(const struct frame_table *data, const char *name);

struct explain_kinds { /* the different values of a column, as they first appear */
    struct value *items;
    size_t count, last;
};
struct explain_kinds explain_kinds(struct arena *arena, const struct frame_table *data);
/* The number of a value among them; one not seen before is added. The last one is looked at first. */
size_t explain_kind_of(struct explain_kinds *kinds, struct value value);
/* The block of the definition that a block of the model was made from; NULL: none. */
const struct define_block *explain_block_at(const struct define_block *blocks,
                                            enum define_block_kind kind,
                                            const struct model_block *block);

#endif
