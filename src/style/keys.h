/*
 * The keys of style files, and the field of struct style that each one fills. A field that a key is
 * missing for is found by tests/unit/style_file.c.
 */
#ifndef STYLE_KEYS_H
#define STYLE_KEYS_H

#include <huibao/style.h>
#include <huibao/yaml.h>

enum field_kind {
    FIELD_LENGTH, /* 28mm, 16pt */
    FIELD_SIZE,   /* the same, or 三号 */
    FIELD_PITCH,  /* a length, or the word for 0: 铺满, 同网格 */
    FIELD_ZI,     /* 2字 */
    FIELD_LINES,  /* 1行 */
    FIELD_COUNT,  /* a number */
    FIELD_AUTO,   /* a number, or the word for 0: 自动 */
    FIELD_COLOR,  /* 红, #E60012 */
    FIELD_ROLE,   /* a role of the fonts room */
    FIELD_WORD,   /* one of the words, into an enum */
    FIELD_FLAG,   /* one of the words, into a bool */
    FIELD_OTHER   /* read by a function of its own */
};

struct field {
    enum field_kind kind;
    size_t offset;    /* in struct style, or in struct style_text */
    int32_t from, to; /* units, or the count; for numbers only */
    const struct word_list *words;
};

struct group { /* a map's keys, and where their values go, by key id */
    struct schema schema;
    const struct field *fields;
};

enum { /* the file */
       TOP_SUMMARY,
       TOP_BASE,
       TOP_PAPER,
       TOP_MARGINS,
       TOP_AREA,
       TOP_CHARS,
       TOP_LINES,
       TOP_SIZE,
       TOP_PITCH,
       TOP_BREAKING,
       TOP_LAST_LINE,
       TOP_FORM,
       TOP_CONTENTS,
       TOP_NUMBER,
       TOP_TABLES,
       TOP_LETTERHEAD,
       TOP_IMPRINT,
       TOP_ELEMENTS,
       TOP_KEYS
};
enum { PAPER_WIDTH, PAPER_HEIGHT, PAPER_KEYS };
enum { MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_KEYS };
enum { AREA_WIDTH, AREA_HEIGHT, AREA_KEYS };
enum { NUMBER_BELOW, NUMBER_INSET, NUMBER_SIDE, NUMBER_KEYS };
enum { TABLES_THICK, TABLES_THIN, TABLES_ROW, TABLES_KEYS };
enum { LETTERHEAD_TOP, LETTERHEAD_GAP, LETTERHEAD_RULE, LETTERHEAD_COLOR, LETTERHEAD_KEYS };
enum { IMPRINT_THICK, IMPRINT_THIN, IMPRINT_KEYS };
extern const struct group group_top, group_paper, group_margins, group_area, group_number,
    group_tables, group_letterhead, group_imprint, group_text;
extern const struct schema schema_elements; /* ids are enum style_element */

extern const struct word_list words_paper; /* ids index paper_sizes */
extern const int32_t paper_sizes[][2];     /* width, height */

#endif
