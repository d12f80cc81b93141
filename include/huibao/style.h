/*
 * style: the numbers and faces of a page style, as plain data.
 *
 * Owns      struct style, the built-in 公文 style gbt9704 that other styles start from, and the reader
 *           of styles written as files (report-templates/styles/NAME.yaml).
 * Lifetime  built-in styles live for the process, others as long as the arena of their set; a style
 *           is never changed once handed out.
 * Failure   diagnostics STY… and YML…, all mistakes of a file in one run; no style comes of a file
 *           with mistakes.
 * Units     all lengths are Pango units, 1/1024 pt; counts in 字 (one character pitch) say _zi,
 *           counts of lines say _lines. Source: GB/T 9704-2012 and the choices in src/typeset/README.md.
 * Limits    world->max_file_bytes per file; the sizes a style may have are in src/style/words.c.
 */
#ifndef HUIBAO_STYLE_H
#define HUIBAO_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag_kind;
struct diags;
struct place;
struct world;

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

enum style_key { /* the fields of struct style_text, in order */
                 STYLE_KEY_ROLE,
                 STYLE_KEY_SIZE,
                 STYLE_KEY_PITCH,
                 STYLE_KEY_INDENT,
                 STYLE_KEY_ALIGN,
                 STYLE_KEY_HANG,
                 STYLE_KEY_BEFORE,
                 STYLE_KEY_AFTER,
                 STYLE_KEY_COLOR,
                 STYLE_KEY_COUNT
};
/* Whether an element listens to a key. What it does not listen to follows from what it is (a title
   is centred, lines stand on the grid): files may not give it, and typeset does not ask for it. */
bool style_listens(enum style_element element, enum style_key key);
const char *style_element_name(enum style_element element); /* 标题, for messages */

int32_t style_from_mm(double mm); /* millimetres to units, rounded */
int32_t style_line_baseline(const struct style *style, int line); /* from the paper's top */
/* The same style on a sheet lying on its side: the portrait page turned by 90°, its left edge up. */
void style_landscape(const struct style *style, struct style *ret_landscape);
const struct style *style_builtin(const char *name); /* NULL if there is none */
const char *const *style_names(size_t *ret_count);

/* ---- styles in a folder --------------------------------------------------------------------- */

/* A style's file is read when it is first asked for, and then kept; NAME is the file's name
   without .yaml. A file takes the place of the built-in style of its name. */
struct style_set;

struct style_info { /* one line of a listing */
    const char *name;
    const char *summary; /* 说明, or NULL */
    const char *base;    /* the style it starts from, or NULL */
    const char *file;    /* NULL: built in */
};

/* `roles` are the faces' roles that elements may name (of the fonts room). A folder that does not
   exist is an empty one. All arguments must live as long as the set, which belongs to the arena. */
struct style_set *style_set_new(struct arena *arena, const char *directory,
                                const char *const *roles, size_t role_count,
                                const struct world *world);
/* The style; NULL with diagnostics if there is none of that name (at `asked`, with the nearest and
   all names) or its file has mistakes (told the first time; then only that it has). */
const struct style *style_set_find(struct style_set *set, const char *name,
                                   const struct place *asked, struct diags *diags);
bool style_set_has(struct style_set *set, const char *name, struct diags *diags);
/* What to say when there is none of that name: the nearest, and all there are. */
const char *style_set_advice(struct style_set *set, const char *name);
/* All styles by name, read; those with mistakes are in the list too, their mistakes in `diags`. */
const struct style_info *style_set_list(struct style_set *set, size_t *ret_count,
                                        struct diags *diags);
/* A style's text from memory, as the file NAME of the set; NULL with diagnostics. */
const struct style *style_set_read(struct style_set *set, const char *name, const char *text,
                                   size_t length, struct diags *diags);
const struct diag_kind *const *style_diags(size_t *ret_count);

#endif
