/*
 * style: the numbers and faces of a page style, as plain data.
 *
 * Owns      struct style, and the built-in 公文 style gbt9704 that other styles start from.
 * Lifetime  built-in styles live for the process; a style is never changed once handed out.
 * Units     all lengths are Pango units, 1/1024 pt; counts in 字 (one character pitch) say _zi,
 *           counts of lines say _lines. Source: GB/T 9704-2012 and the choices in src/typeset/README.md.
 * Limits    none of its own; reading styles from report-templates/styles/ has its place here.
 */
#ifndef HUIBAO_STYLE_H
#define HUIBAO_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STYLE_UNIT 1024 /* units per point */

enum style_element {
    STYLE_TITLE,
    STYLE_SALUTATION,
    STYLE_BODY,
    STYLE_HEADING_1,
    STYLE_HEADING_2,
    STYLE_HEADING_3,
    STYLE_HEADING_4,
    STYLE_SIGNATURE,
    STYLE_CAPTION, /* a table's title */
    STYLE_TABLE_HEAD,
    STYLE_TABLE_CELL,
    STYLE_TABLE_NOTE, /* unit line, notes and source under a table, 续表 */
    STYLE_PAGE_NUMBER,
    STYLE_ELEMENT_COUNT
};

enum style_align { STYLE_JUSTIFY, STYLE_LEFT, STYLE_CENTER, STYLE_RIGHT };
enum style_breaking { STYLE_BREAK_BASIC, STYLE_BREAK_GB, STYLE_BREAK_STRICT };

struct style_text {
    const char *role;   /* 仿宋, 黑体 …: a role of the fonts room */
    int32_t size;       /* units */
    int32_t line_pitch; /* units between baselines within the element; 0: the grid's */
    int indent_zi;      /* first line */
    enum style_align align;
};

struct style {
    const char *name;
    int32_t paper_width, paper_height;
    int32_t margin_top, margin_left; /* 天头, 订口 */
    int32_t text_width, text_height; /* 版心 */
    int chars_per_line;              /* 28 */
    int lines_per_page;              /* 22 */
    int32_t em;                      /* body type size, 三号 15.75 pt */
    /* The grid, solved from the above: pitch_x = text_width / chars (rounded down), and line i has
       its baseline at margin_top + first_baseline + i × (text_height − em) / (lines − 1). */
    int32_t pitch_x;
    int32_t first_baseline;
    struct style_text text[STYLE_ELEMENT_COUNT];
    enum style_breaking breaking;
    int32_t number_below;          /* 版心 bottom to the 一字线 of the page number, 7 mm */
    int number_inset_zi;           /* from the outer edge */
    bool number_outer;             /* odd right, even left; else centred */
    int32_t rule_thick, rule_thin; /* table rules */
    int32_t table_row;             /* height of a table's one-line rows, at TABLE_CELL's size */
    int min_last_line_zi;          /* 孤字 */
};

int32_t style_from_mm(double mm); /* millimetres to units, rounded */
int32_t style_line_baseline(const struct style *style, int line); /* from the paper's top */
const struct style *style_builtin(const char *name);              /* NULL if there is none */
const char *const *style_names(size_t *ret_count);

#endif
