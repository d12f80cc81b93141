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
struct model_detail;
struct model_finding;

struct model_span {
    const char *text;   /* as shown, UTF-8, no newlines */
    const char *source; /* the indicator or parameter it prints, or NULL for the author's words */
    struct value value; /* of a printed indicator */
    size_t row;         /* of a value of a loop: which row of its data, from 1; else 0 */
};

struct model_text {
    const struct model_span *spans;
    size_t count;
};

enum model_block_kind {
    MODEL_HEADING,
    MODEL_PARAGRAPH,
    MODEL_TABLE,
    MODEL_CHART,
    MODEL_PAGE_BREAK, /* what follows begins on a new page */
    MODEL_LANDSCAPE,  /* from here on landscape pages, until */
    MODEL_PORTRAIT,   /* … portrait ones again; each begins a new page */
    MODEL_ATTACHMENT  /* a new page, and headings count anew; after the body and its signature */
};

/* ---- tables ---- */

enum model_align { MODEL_ALIGN_LEFT, MODEL_ALIGN_CENTER, MODEL_ALIGN_RIGHT, MODEL_ALIGN_DECIMAL };
enum model_total {
    MODEL_TOTAL_NONE,
    MODEL_TOTAL_SUM,
    MODEL_TOTAL_SHARE,
    MODEL_TOTAL_SAME /* the formula, as in the other rows */
};

struct model_column {
    const char *title; /* of its lowest head */
    const char *id;    /* 栏次 甲 乙 1 2, in a line of its own under the head; NULL: none */
    enum model_align align;     /* of the cells; heads are centred */
    int width_zi;               /* declared width in 字, or 0 */
    struct value_format format; /* of its numbers */
    enum model_total total;     /* what the total row holds: nothing, the sum, 100 % of shares */
    const char *formula; /* its cells from others of their row: [3] / [5], see model_formula.h; or
                            NULL */
    int share_of;        /* index of the column whose share this is, or −1 */
    bool carry;          /* its running sum stands in 过次页 and 承前页 */
};

struct model_head { /* a cell of the head above the columns' own titles */
    const char *title;
    int level;           /* 0 is the top row */
    size_t first, count; /* the columns it stands over, at least one; within one head above */
};

struct model_cell {
    struct value value; /* rounded as shown: what XLSX stores */
    const char *text;   /* as printed; — for a missing value, "" only in group and total rows */
    uint32_t rows, columns; /* it spans, 0 meaning 1; down only over data rows without another
                               kind between; what it covers is marked so: */
    bool covered;           /* value null, text "" */
};

enum model_row_kind {
    MODEL_ROW_DATA,
    MODEL_ROW_GROUP,    /* the group that follows: the first cell names it and spans all columns */
    MODEL_ROW_SUBTOTAL, /* 小计 of the data rows since the last group or subtotal row */
    MODEL_ROW_TOTAL     /* 合计 of all data rows */
};

enum { MODEL_INDENT_MOST = 100 };

struct model_row {
    enum model_row_kind kind;
    int indent; /* of the first column's text, in 字: a 其中 row, part of the row above with less.
                   At most MODEL_INDENT_MOST; see model_table_counts */
    const struct model_cell *cells; /* one per column */
};

struct model_pair { /* 填表人：王某某 */
    const char *label;
    const char *value; /* "" leaves room to write by hand */
};

struct model_form { /* the frame of a statistical form 统计报表 around a table */
    const struct model_pair *heads; /* 表号, 制定机关, 批准文号, 有效期至: top right, one a line */
    size_t head_count;
    const char *reporter;          /* 填报单位 (top left), or NULL */
    const char *period;            /* top middle, or NULL */
    const struct model_pair *feet; /* 单位负责人, 填表人, 报出日期: in one line below */
    size_t foot_count;
};

struct model_table {
    const char *name;    /* dataset's name, for sheets and diagnostics */
    const char *caption; /* 表1 … without its number, or NULL */
    int number;          /* 表N, from 1; 0 without caption, and in a form */
    const char *unit;    /* 计量单位, or NULL */
    const char *note;    /* or NULL */
    const struct model_column *columns;
    size_t column_count;
    const struct model_head *heads; /* top row first, then from the left; none: one-row head */
    size_t head_count;
    int head_levels; /* rows of heads above the columns' own titles. A column that no head of a
                        level stands over takes that row for its own title (row span). */
    const struct model_detail
        *detail; /* 明细: data rows before `rows`, which then hold none; or NULL */
    const struct model_row *rows;
    size_t row_count;
    const struct model_form *form; /* or NULL */
    bool landscape;                /* asked for; a table too wide for a page may go so unasked */
    bool brief;                    /* a companion tells the same in full */
};

/* ---- charts ---- */

enum model_chart_kind {
    MODEL_CHART_COLUMN, /* 柱形图: upright bars */
    MODEL_CHART_BAR,    /* 条形图: lying bars, the first category at the top */
    MODEL_CHART_LINE,   /* 折线图 */
    MODEL_CHART_PIE,    /* 饼图 */
    MODEL_CHART_RING    /* 环形图 */
};

struct model_series {
    const char *title;
    struct value_format format;
    const struct model_cell *points; /* one per category; null: a gap */
};

struct model_chart {
    const char *name;    /* dataset's name */
    const char *caption; /* 图1 … without its number, or NULL */
    int number;          /* 图N, from 1; 0 without caption */
    const char *unit;    /* of the value axis, or NULL */
    const char *note;    /* or NULL */
    enum model_chart_kind kind;
    bool stacked;                  /* COLUMN, BAR: series on one another */
    bool labels;                   /* values printed at their points */
    int height_lines;              /* grid lines, or 0 */
    const char *const *categories; /* texts under the axis, or of the sectors */
    size_t category_count;
    const struct model_series *series; /* exactly one of PIE and RING */
    size_t series_count;
};

/* ---- the document ---- */

struct model_block {
    enum model_block_kind kind;
    int level;              /* HEADING: 1–4 */
    const char *label;      /* HEADING: 一、 （一） 1. （1）; ATTACHMENT: 附件, 附件1 */
    struct model_text text; /* HEADING, PARAGRAPH; ATTACHMENT: its title */
    const struct model_table *table;
    const struct model_chart *chart;
    const char *file; /* where in the definition, for diagnostics of later rooms */
    long line;
};

struct model_signature {
    const char *organ;
    const char *date; /* 2026年11月3日 */
    const char *note; /* 附注, in brackets below: （联系人：…）; or NULL */
};

struct model_letterhead { /* 版头 */
    const char *organ; /* 发文机关标志: 春晖社区居民委员会文件, 春晖社区会议纪要 */
    const char *number;  /* 发文字号 春晖居〔2026〕3号, of minutes 第3期; or NULL */
    const char *signer;  /* 签发人 of a report to a superior; or NULL */
    const char *secrecy; /* 密级和保密期限, or NULL */
    const char *urgency; /* 紧急程度, or NULL */
    const char *issuer;  /* minutes: 编印机关 at the left above the rule, or NULL */
    const char *date;    /* minutes: at the right, or NULL */
};

struct model_imprint {  /* 版记 at the bottom of the last page */
    const char *copies; /* 抄送, without the word and the stop; or NULL */
    const char *organ;  /* 印发机关, or NULL */
    const char *date;   /* 印发日期, without 印发; or NULL */
};

struct model {
    struct arena *arena;
    const char *report_id;
    const char *style;
    const char *community; /* or NULL */
    const char *period;    /* 2026年10月, or NULL */
    const char *stamp;     /* 未通过审核, on every page and sheet; or NULL */
    const struct model_letterhead *letterhead; /* or NULL */
    struct model_text title;
    struct model_text salutation; /* count 0: none */
    struct model_block *blocks;
    size_t block_count;
    const struct model_pair *attendance; /* of minutes: 出席, 请假, 列席 */
    size_t attendance_count;
    const char *const *enclosures; /* 附件说明: titles in order, printed attachments and others */
    size_t enclosure_count;
    const struct model_signature *signature; /* or NULL */
    const struct model_imprint *imprint;     /* or NULL */
    struct model_block
        *companions; /* tables beside the document, which are not printed: 审核, 数据来源 */
    size_t companion_count;
    const struct model_finding *findings; /* failing checks, see model_finding.h */
    size_t finding_count;
};

struct model *model_new(void);
void model_free(struct model *model); /* NULL is allowed */
struct model_block *model_add(struct model *model, enum model_block_kind kind);
struct model_block *model_add_companion(struct model *model, const struct model_table *table);
char *model_text_flat(struct arena *arena, const struct model_text *text);
struct model_text model_text_plain(struct arena *arena, const char *text); /* one span */
/* The label of the n-th (from 1) heading of a level: 一、 （一） 1. （1）. */
const char *model_heading_label(struct arena *arena, int level, int n);
/*
 * Which rows sums of a column (合计, 小计, 承前页) add up: the data rows, but not one that is part of a
 * row above with a number there, which holds it already. ret_counts has an answer per row.
 */
void model_table_counts(const struct model_table *table, size_t column, bool *ret_counts);
/* A line-oriented text of the whole tree, and its inverse (dump ∘ read is the identity). */
void model_dump(const struct model *model, struct buf *out);
struct model *model_read(const char *name, const char *text, size_t length, struct diags *diags);
const struct diag_kind *const *model_diags(size_t *ret_count);

#endif
