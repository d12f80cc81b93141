/* What the files of this room share while one workbook is being written. */
#ifndef XLSX_BOOK_H
#define XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include <xlsxwriter.h>

#include <huibao/model.h>

#include "names.h"
#include "number.h"

struct arena;
struct diags;
struct world;

/* ---- looks: the cell formats in use ---- */

enum xlsx_role {
    XLSX_ROLE_STAMP, /* 未通过审核 */
    XLSX_ROLE_TITLE,
    XLSX_ROLE_CAPTION,
    XLSX_ROLE_INFO,
    XLSX_ROLE_HEAD,
    XLSX_ROLE_ID,
    XLSX_ROLE_GROUP,
    XLSX_ROLE_DATA,
    XLSX_ROLE_TOTAL,
    XLSX_ROLE_NOTE,
    XLSX_ROLE_COVER_TITLE,
    XLSX_ROLE_COVER_LONG_TITLE,
    XLSX_ROLE_COVER_LINE, /* who, when */
    XLSX_ROLE_LINK,       /* in a table */
    XLSX_ROLE_BACK,       /* 返回目录, beside one */
    XLSX_ROLE_FINDING     /* what is wrong, below a table, with a way to the cell */
};

enum {
    XLSX_EDGE_LEFT = 1,
    XLSX_EDGE_TOP = 2,
    XLSX_EDGE_BOTTOM = 4
}; /* which are the table's own */

struct xlsx_look {
    enum xlsx_role role;
    enum model_align align;
    int indent; /* steps of Excel's, one for each 字 */
    unsigned edges;
    bool wraps; /* over several lines; what does not wrap shrinks rather than be cut or #### */
    struct xlsx_content content; /* its kind, decimals, grouping, suffix and style */
};

struct xlsx_known_look {
    struct xlsx_look look;
    lxw_format *format;
};

/*
 * What a look comes to. Looks that differ in what no file shows must share one format: the library looks up
 * a second one that is the same anew for every cell, which takes an eighth of the time.
 */
struct xlsx_drawn {
    const char *face, *number; /* the number format; NULL: none */
    double points;
    bool bold, wraps, has_rules;
    uint32_t color; /* LXW_COLOR_UNSET: the default */
    bool underlined;
    uint8_t align, indent;
    unsigned edges;
    lxw_format *format;
};

/* ---- the rows of a table ---- */

struct model_detail_reader;

struct xlsx_cursor { /* over all rows: those of the detail, then those of the tree */
    const struct model_table *table;
    struct model_detail_reader *detail;
    size_t next; /* of the tree */
};

struct
    xlsx_extent { /* what the cells of a column hold and need; not of those over several columns */
    int halves;   /* the widest; of texts that wrap XLSX_WRAP_HALVES at most */
    bool texts, others; /* some are text or missing; some are neither */
    double sum;         /* of the rows of a detail, in the order Excel adds */
    bool summable;      /* they are nothing but numbers and missing ones */
};

struct xlsx_survey { /* of a table */
    struct xlsx_extent *columns;
    size_t text_bytes; /* of all texts, as XML */
};

struct xlsx_part { /* what one sheet holds */
    const struct model_block *block;
    const struct model_table *table;  /* the block's, or the numbers of its chart */
    const struct xlsx_survey *survey; /* of the whole table */
    const char *name;                 /* of the sheet */
    size_t first, end;                /* rows of the table: first … end − 1 */
    size_t number, count;             /* the number-th of count sheets, from 1 */
    lxw_worksheet *worksheet;         /* once it is written, */
    lxw_row_t first_row;              /* … where row `first` of the table stands in it */
};

struct xlsx_named { /* a cell with a name of its own */
    const struct xlsx_part *part;
    lxw_row_t row;
    lxw_col_t column;
    const char *name;
};

struct xlsx_book {
    struct arena *arena; /* of this workbook */
    struct diags *diags;
    const struct model *model;
    const char *title; /* the report's, in one piece */
    const struct world *world;
    lxw_row_t row_limit; /* of a sheet */
    struct xlsx_part *parts;
    size_t part_count, part_capacity;
    struct xlsx_taken defined; /* names */
    const char *cover;         /* the name of the sheet 目录; NULL: there is none */
    lxw_workbook *workbook;
    struct xlsx_known_look *looks;
    size_t look_count, look_capacity;
    struct xlsx_drawn *drawn;
    size_t drawn_count, drawn_capacity;
    lxw_format *marks[2]; /* of warnings, of what stops */
    struct xlsx_named *named;
    size_t named_count, named_capacity;
    bool streamed;   /* rows go to disk as they are written */
    lxw_error error; /* the library's first refusal */
};

/* The format for a look; equal looks share one. */
lxw_format *xlsx_look_format(struct xlsx_book *book, const struct xlsx_look *look);
/* The same with the look itself, whose texts are then the book's. */
struct xlsx_known_look xlsx_look_know(struct xlsx_book *book, const struct xlsx_look *look);
bool xlsx_look_same(const struct xlsx_look *a, const struct xlsx_look *b);

void xlsx_face_song(lxw_format *format); /* 宋体 11, the body face */

/* ---- one sheet ---- */

enum { XLSX_WRAP_HALVES = 40 }; /* texts up to this width stay on one line */
enum { XLSX_LINE_POINTS = 15 }; /* of a line in a table */

struct xlsx_column {
    int px;                    /* width at 96 dpi */
    bool told_inexact;         /* XLS006 and */
    bool told_differs;         /* XLS005 are given once a column */
    unsigned char *marks;      /* sums.c: of each row of the tree; NULL: nothing can be added up */
    const char *total_formula; /* of 合计 on the sheet total_part, or NULL */
    const struct xlsx_part *total_part;
    bool subtotals_live;           /* all of them are formulas */
    bool subtotals;                /* the formulas are SUBTOTAL, not SUM */
    uint32_t span_rows;            /* rows that a cell above still covers */
    int span_lines;                /* lines it needs in each */
    struct xlsx_known_look recent; /* the look of the cell above, which is mostly this cell's too */
};

struct xlsx_sheet {
    struct xlsx_book *book;
    const struct model_block *block;
    const struct model_table *table;
    const struct xlsx_part *part;     /* NULL: no table's own sheet */
    const struct xlsx_survey *survey; /* of the table */
    lxw_worksheet *worksheet;
    struct xlsx_column *columns;
    struct xlsx_cursor cursor;  /* over the rows, from sheet to sheet */
    const struct model_row *at; /* the row being written, */
    size_t index;               /* … and which of the table's it is */
    int total_px;
    bool landscape;
    lxw_row_t row;                 /* the next one */
    lxw_row_t room_row, room;      /* rows left free above the head, for a chart */
    lxw_row_t head_row, first_row; /* of the head; of the data */
    size_t merged;                 /* ranges of merged cells so far */
};

/* How a table is called in messages: its caption or name. */
const char *xlsx_table_name(const struct model_table *table);
const char *xlsx_column_title(const struct model_table *table, size_t column); /* never NULL */
/* Text into a cell: always as text. `what` names the place within the table for messages. */
void xlsx_put_text(struct xlsx_sheet *sheet, lxw_col_t column, const char *text, lxw_format *format,
                   const char *what);
/* Text across the columns first … last of the next row. */
void xlsx_put_across(struct xlsx_sheet *sheet, lxw_col_t first, lxw_col_t last, const char *text,
                     lxw_format *format, const char *what);
void xlsx_put_blank(struct xlsx_sheet *sheet, lxw_col_t column, lxw_format *format);
/* Makes one cell of cells that are written, or will be, one by one; nothing for a single cell. */
void xlsx_merge(struct xlsx_sheet *sheet, lxw_row_t first_row, lxw_col_t first_column,
                lxw_row_t last_row, lxw_col_t last_column);
void xlsx_row_height(struct xlsx_sheet *sheet, int lines, double points_per_line);
/* What a row of one line is high: that of all which are given none, where rows are streamed. */
void xlsx_row_height_default(struct xlsx_sheet *sheet);
/* Width of the columns first … last, in halves of the body size. */
int xlsx_span_halves(const struct xlsx_sheet *sheet, lxw_col_t first, lxw_col_t last);

lxw_col_t xlsx_last_column(const struct model_table *table);

/* The document's blocks, then the tables beside it. */
size_t xlsx_block_count(const struct model *model);
const struct model_block *xlsx_block_at(const struct model *model, size_t index);
/* The table of a block that has a sheet of its own; NULL for others, and where a companion says more. */
const struct model_table *xlsx_own_table(const struct model_block *block);
/* Which sheets there are: every table and chart, a table beyond the row limit on several. */
void xlsx_plan_make(struct xlsx_book *book);
/* The part that holds row `row` of the table of `part`. */
const struct xlsx_part *xlsx_plan_part(const struct xlsx_part *part, size_t row);
/* A table's own caption, else the title of the attachment it is in; NULL when it has neither. */
const char *xlsx_caption(const struct xlsx_book *book, const struct model_table *table);
/* 表1　caption, 图1　caption: how the table or chart of a block is called on the cover. */
const char *xlsx_block_title(struct xlsx_book *book, const struct model_block *block);
const char *xlsx_cover_organ(const struct model *model); /* who signs or issues it, or NULL */
void xlsx_cover_write(struct xlsx_book *book);           /* the sheet 目录 */
void xlsx_cover_link_back(struct xlsx_sheet *sheet); /* 返回目录 in its first row, not printed */
/* A cell that leads to the top of the sheet `name`. */
void xlsx_put_link(struct xlsx_sheet *sheet, lxw_col_t column, const char *name, const char *text,
                   lxw_format *format);
struct xlsx_link {
    const char *sheet, *cell;
};
void xlsx_put_link_to(struct xlsx_sheet *sheet, lxw_col_t column, const struct xlsx_link *link,
                      const char *text, lxw_format *format);
/* A new sheet; NULL with book->error when the library refuses it. */
lxw_worksheet *xlsx_book_add_sheet(struct xlsx_book *book, const char *name);

struct xlsx_cursor xlsx_cursor_open(const struct model_table *table);
/* The next row, good until the next call; NULL: no more. */
const struct model_row *xlsx_cursor_next(struct xlsx_cursor *cursor);
void xlsx_cursor_done(struct xlsx_cursor *cursor);
enum model_row_kind xlsx_row_kind(const struct model_table *table, size_t row);
const struct xlsx_survey *xlsx_survey_make(struct arena *arena, const struct model_table *table);

void xlsx_widths_find(struct xlsx_sheet *sheet); /* columns' widths and the paper's direction */
void xlsx_widths_set(struct xlsx_sheet *sheet);  /* on the sheet at hand */
/* How wide the library takes all columns to be, so that a drawing ends where they do. */
int xlsx_widths_library_px(const struct xlsx_sheet *sheet);
void xlsx_above_write(struct xlsx_sheet *sheet); /* titles, 填报单位, a form's 表号 */
void xlsx_below_write(struct xlsx_sheet *sheet); /* a form's foot, the note */
size_t xlsx_around_rows(const struct xlsx_book *book, const struct model_table *table);
void xlsx_head_write(struct xlsx_sheet *sheet);
size_t xlsx_head_rows(const struct model_table *table);
void xlsx_rows_write(struct xlsx_sheet *sheet);
/* What the totals add up, before the rows are written from sheet->first_row on. */
void xlsx_sums_find(struct xlsx_sheet *sheet);
/* Of the row being written: the formula of a total or subtotal; NULL when it stays a plain number. */
const char *xlsx_sum_formula(struct xlsx_sheet *sheet, size_t column);
/* The formula of a cell that comes of others in that row; NULL when it stays a plain number. */
const char *xlsx_row_formula(const struct xlsx_sheet *sheet, size_t column,
                             const struct xlsx_content *content);
/* Gives a cell the name wished for, or wish_2 …; the name given. */
const char *xlsx_define_cell(struct xlsx_book *book, const struct xlsx_part *part, const char *wish,
                             lxw_row_t row, lxw_col_t column);
void xlsx_findings_write(struct xlsx_book *book);   /* colours, when all sheets are written */
void xlsx_findings_below(struct xlsx_sheet *sheet); /* what they mean */
size_t xlsx_findings_rows(const struct xlsx_book *book, const struct model_table *table);
void xlsx_defined_write(struct xlsx_sheet *sheet); /* names of a sheet that is written */
void xlsx_sheet_write(struct xlsx_sheet *sheet);   /* all of a table's sheet */
void xlsx_sheet_print_setup(struct xlsx_sheet *sheet);

#endif
