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
    STYLE_TABLE_GROUP,      /* the name of a group of rows */
    STYLE_FORM,             /* head block and foot of a statistical form */
    STYLE_CHART,            /* labels in a chart */
    STYLE_ENCLOSURES,       /* 附件说明 */
    STYLE_ATTACHMENT,       /* 附件1, at the top left of its page */
    STYLE_ATTACHMENT_TITLE, /* and its title */
    STYLE_MARK,             /* 发文机关标志 */
    STYLE_MARK_NUMBER,      /* 发文字号; 签发人 and the like */
    STYLE_MARK_FIELD,       /* 密级, 紧急程度 */
    STYLE_SIGNER,           /* the name after 签发人： */
    STYLE_IMPRINT,          /* 版记 */
    STYLE_ATTENDANCE_LABEL, /* 出席, 请假, 列席 of minutes */
    STYLE_ATTENDANCE,       /* and the names */
    STYLE_CONTENTS_TITLE,   /* 目录 */
    STYLE_CONTENTS,         /* its lines */
    STYLE_ELEMENT_COUNT
};

enum style_form { STYLE_FORM_DOCUMENT, STYLE_FORM_LETTER, STYLE_FORM_MINUTES }; /* 公文 信函 纪要 */

enum style_align { STYLE_JUSTIFY, STYLE_LEFT, STYLE_CENTER, STYLE_RIGHT };
enum style_breaking { STYLE_BREAK_BASIC, STYLE_BREAK_GB, STYLE_BREAK_STRICT };

struct style_text {
    const char *role;   /* 仿宋, 黑体 …: a role of the fonts room */
    int32_t size;       /* units */
    int32_t line_pitch; /* units between baselines within the element; 0: the grid's */
    int indent_zi;      /* first line */
    enum style_align align;
    int hang_zi;                   /* the other lines */
    int lines_before, lines_after; /* blank grid lines; the larger of two neighbours' counts */
    uint32_t color;                /* 0xRRGGBB */
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
    int32_t line_pitch;            /* 0: solved, so that the lines fill the 版心; else as given */
    enum style_form form;
    int contents_levels; /* headings listed in a 目录 before the text; 0: no 目录 */
    int32_t mark_top;    /* 版心's top to the mark's top edge: 35 mm; of a letter, paper's top */
    int32_t mark_rule_gap;               /* 发文字号 to the rule: 4 mm */
    int32_t mark_rule_width;             /* thickness of the red rule */
    uint32_t mark_color;                 /* red */
    int32_t imprint_thick, imprint_thin; /* rules of the 版记: 0.35 and 0.25 mm */
};

int32_t style_from_mm(double mm); /* millimetres to units, rounded */
int32_t style_line_baseline(const struct style *style, int line); /* from the paper's top */
/* The same style on a sheet lying on its side: the portrait page turned by 90°, its left edge up. */
void style_landscape(const struct style *style, struct style *ret_landscape);
const struct style *style_builtin(const char *name); /* NULL if there is none */
const char *const *style_names(size_t *ret_count);

#endif
