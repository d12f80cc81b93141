/*
 * model: the document tree, between data and layout.
 *
 * Owns      struct model and its blocks, their builder, text dump and reader.
 * Protocol  built by compose through model_new/model_add_…, then read-only. One model gives every
 *           output, so the sentence, the PDF table and the XLSX cell hold the same number.
 * Lifetime  everything belongs to the model's arena.
 * Failure   building cannot fail; model_read gives diagnostics MOD….
 * Limits    none of its own.
 */
#ifndef HUIBAO_MODEL_H
#define HUIBAO_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/value.h>

struct arena;
struct buf;
struct diags;
struct diag_kind;

struct model_span {
    const char *text;   /* as shown, UTF-8, no newlines */
    const char *source; /* the indicator or parameter it prints, or NULL for the author's words */
    struct value value; /* of a printed indicator */
};

struct model_text {
    const struct model_span *spans;
    size_t count;
};

enum model_block_kind { MODEL_HEADING, MODEL_PARAGRAPH, MODEL_TABLE };

enum model_align { MODEL_ALIGN_LEFT, MODEL_ALIGN_CENTER, MODEL_ALIGN_RIGHT, MODEL_ALIGN_DECIMAL };
enum model_total { MODEL_TOTAL_NONE, MODEL_TOTAL_SUM, MODEL_TOTAL_SHARE };

struct model_column {
    const char *title;
    enum model_align align;     /* of the cells; heads are centred */
    int width_zi;               /* declared width in 字, or 0 */
    struct value_format format; /* of its numbers */
    enum model_total total;     /* what the total row holds: nothing, the sum, 100 % of shares */
    int share_of;               /* index of the column whose share this is, or −1 */
};

struct model_cell {
    struct value value; /* rounded as shown: what XLSX stores */
    const char *text;   /* as printed; — for a missing value, "" only in a total row */
};

enum model_row_kind { MODEL_ROW_DATA, MODEL_ROW_TOTAL };

struct model_row {
    enum model_row_kind kind;
    const struct model_cell *cells; /* one per column */
};

struct model_table {
    const char *name;    /* dataset's name, for sheets and diagnostics */
    const char *caption; /* 表1 … without its number, or NULL */
    int number;          /* 表N, from 1; 0 without caption */
    const char *unit;    /* 计量单位, or NULL */
    const char *note;    /* or NULL */
    const struct model_column *columns;
    size_t column_count;
    const struct model_row *rows;
    size_t row_count;
};

struct model_block {
    enum model_block_kind kind;
    int level;              /* HEADING: 1–4 */
    const char *label;      /* HEADING: 一、 （一） 1. （1） */
    struct model_text text; /* HEADING, PARAGRAPH */
    const struct model_table *table;
    const char *file; /* where in the definition, for diagnostics of later rooms */
    long line;
};

struct model_signature {
    const char *organ;
    const char *date; /* 2026年11月3日 */
};

struct model {
    struct arena *arena;
    const char *report_id;
    const char *style;
    const char *community; /* or NULL */
    const char *period;    /* 2026年10月, or NULL */
    struct model_text title;
    struct model_text salutation; /* count 0: none */
    struct model_block *blocks;
    size_t block_count;
    const struct model_signature *signature; /* or NULL */
};

struct model *model_new(void);
void model_free(struct model *model); /* NULL is allowed */
struct model_block *model_add(struct model *model, enum model_block_kind kind);
char *model_text_flat(struct arena *arena, const struct model_text *text);
struct model_text model_text_plain(struct arena *arena, const char *text); /* one span */
/* The label of the n-th (from 1) heading of a level: 一、 （一） 1. （1）. */
const char *model_heading_label(struct arena *arena, int level, int n);
/* A line-oriented text of the whole tree, and its inverse (dump ∘ read is the identity). */
void model_dump(const struct model *model, struct buf *out);
struct model *model_read(const char *name, const char *text, size_t length, struct diags *diags);
const struct diag_kind *const *model_diags(size_t *ret_count);

#endif
