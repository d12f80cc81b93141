/*
 * define_table: the `table` block of a report, a part of define's contract.
 *
 * Owns      struct define_table, its columns, the form around it, the crosstab.
 * Protocol, lifetime, failure  as define.h says.
 * Limits    heads of five rows.
 */
#ifndef HUIBAO_DEFINE_TABLE_H
#define HUIBAO_DEFINE_TABLE_H

#include <huibao/define.h>

enum define_total {
    DEFINE_TOTAL_NONE,
    DEFINE_TOTAL_SUM,
    DEFINE_TOTAL_SAME /* 同式: the column's own formula over the totals of its columns */
};
enum define_align { DEFINE_ALIGN_AUTO, DEFINE_ALIGN_LEFT, DEFINE_ALIGN_CENTER, DEFINE_ALIGN_RIGHT };
enum { DEFINE_HEAD_ROWS = 5 };

struct define_column;

struct define_column_term {             /* of a column's formula, in order */
    const char *text;                   /* + - * / ( ) or a number with a point; NULL for */
    const struct define_column *column; /* one that prints a column of the data */
};

struct define_column {
    struct place place;
    const char *title;
    struct define_column *columns; /* those below it: then it is a head and has nothing but these */
    const char *value;             /* a column of the dataset; 序号 numbers the rows */
    struct place value_place;
    const char
        *share_of; /* instead of value: per cent of this column's total (largest remainder) */
    const struct define_expr *expr; /* 算式, instead of value, over what the row prints: */
    const struct define_column_term
        *terms; /* numbers, columns of the table, + - * / and brackets */
    size_t term_count;
    struct define_format format;
    enum define_total total;
    enum define_align align;
    int width_zi;   /* 0: from the content */
    const char *id; /* 栏次, or NULL */
    bool merge;     /* equal values below one another are one cell */
    struct define_column *next;
};

struct define_source { /* a column of the dataset that decides about rows or columns */
    const char *name;  /* NULL: not asked for */
    struct place place;
};

struct define_pair { /* 填表人：王某某 */
    const char *label;
    struct define_inline *value; /* NULL: room to write by hand */
    struct define_pair *next;
};

struct define_form { /* 统计报表 */
    struct define_pair *heads; /* 表号, 制定机关, 批准文号, 有效期至: those given, in this order */
    struct define_inline *reporter, *period; /* or NULL */
    struct define_pair *feet;
};

struct define_cross { /* a column of the table for each value of a column of the dataset */
    struct define_source rows, columns, value;
    struct define_format format;
    bool total; /* of rows and columns */
};

struct define_table {
    const struct define_dataset *data; /* of the report or the dictionary */
    struct define_inline *caption;     /* NULL: none */
    const char *unit;                  /* 计量单位 at top right, or NULL */
    const char *note;                  /* under the table, or NULL */
    const char *empty;                 /* said when there is no row, or NULL: 本期无数据。 */
    const char *total_label;           /* 合计 */
    struct define_column *columns;     /* the heads' tree; NULL with cross */
    const struct define_column *const *leaves; /* its columns without any below, from the left */
    size_t leaf_count;
    bool ids;                    /* columns are numbered 甲 乙 1 2 */
    struct define_source group;  /* a row above each run of equal values */
    bool subtotal;               /* a row below each group */
    const char *subtotal_label;  /* 小计 */
    struct define_source indent; /* how deep a row is below the one it is a part of: 其中 */
    bool landscape;
    bool carry; /* 承前页, 过次页 of the columns with a total */
    bool
        detail; /* 明细: its rows, however many, go to sheets and CSV alone; nothing is asked for that
                    needs them all at once */
    const struct define_form *form;   /* or NULL */
    const struct define_cross *cross; /* instead of columns, or NULL */
};

/* Every running text of a table: the caption, those of its form. */
void define_table_texts(const struct define_table *table,
                        void (*visit)(void *context, const struct define_inline *text),
                        void *context);

#endif
