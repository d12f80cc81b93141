/*
 * model_detail: the rows of a 明细表, too many to stand in the tree; a part of model's contract.
 *
 * Owns      the rows on disk (base_spool), their text forms when they are read.
 * Protocol  compose makes one and adds row after row, then closes it; after that any number of readers.
 *           The columns of the table must have their formats when a reader is opened.
 * Lifetime  of the model's arena. A reader belongs to who opened it.
 * Failure   a full disk is told by model_detail_close (BAS013); reading cannot fail.
 * Limits    the disk; memory does not grow with the rows.
 */
#ifndef HUIBAO_MODEL_DETAIL_H
#define HUIBAO_MODEL_DETAIL_H

#include <huibao/model.h>

struct model_detail;
struct model_detail_reader;

struct model_detail *model_detail_new(struct arena *arena, size_t column_count);
/*
 * A data row, one value a column: numbers in the unit they are printed in, not rounded yet; texts as
 * printed. They are copied.
 */
void model_detail_add(struct model_detail *detail, const struct value *values);
bool model_detail_close(struct model_detail *detail, struct diags *diags);
size_t model_detail_count(const struct model_detail *detail); /* rows; 0 for NULL */

/* From the first row; of a table without such rows the reader is at its end at once. */
struct model_detail_reader *model_detail_open(const struct model_table *table);
/* The same for whoever needs the values alone: cells that are no text have the text NULL. */
struct model_detail_reader *model_detail_open_values(const struct model_table *table);
/* The next row, its numbers rounded and its texts as printed, good until the next call; NULL: no more. */
const struct model_row *model_detail_next(struct model_detail_reader *reader);
/* Instead of that: the next row as it is kept; equal bytes, equal values. NULL: no more. */
const void *model_detail_next_bytes(struct model_detail_reader *reader, size_t *ret_length);
void model_detail_done(struct model_detail_reader *reader); /* NULL is allowed */

/* All rows of a table: those of its detail, then those of the tree. */
size_t model_table_rows(const struct model_table *table);

#endif
