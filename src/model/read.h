/*
 * The reader's inside: lines.c cuts a line into fields, values and texts; read.c finds the word a
 * line begins with; read_document.c, read_parts.c, read_table.c, read_chart.c and read_findings.c each
 * have a table of the words they know.
 */
#ifndef MODEL_READ_H
#define MODEL_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <huibao/base.h>
#include <huibao/model.h>
#include <huibao/model_finding.h>

/* A stretch of the current line, trimmed of spaces and tabs at both ends. */
struct model_field {
    const char *begin;
    size_t length;
};

struct model_line { /* the line at hand, and what is needed to complain about it */
    const char *file;
    long number;
    const char *begin;   /* NUL-terminated, without its newline */
    struct arena *arena; /* of what is read */
    struct diags *diags;
};

struct place model_line_place(const struct model_line *line, struct model_field field);
struct model_field model_field_trim(const char *begin, const char *end);
/* Cuts the first word off a field. */
struct model_field model_field_word(struct model_field *field);
/* Cuts what stands before the next unescaped separator off; false when there is none. */
bool model_field_split(struct model_field *field, char separator, struct model_field *ret_before);
bool model_field_is(struct model_field field, const char *word);
/* Undoes the escapes; NULL with MOD007 or MOD004. */
const char *model_field_text(const struct model_line *line, struct model_field field);
/* A whole number within bounds; false with MOD004 naming `what`. */
bool model_field_int(const struct model_line *line, struct model_field field, const char *what,
                     long long least, long long most, long long *ret_number);
/* null, 12, 12.5, 2026-10-01, day 12345, text …; false with MOD004. */
bool model_field_value(const struct model_line *line, struct model_field field,
                       struct value *ret_value);
void model_field_refuse(const struct model_line *line, struct model_field field, const char *what,
                        const char *expected); /* MOD004 */

/* ---- the reader ---- */

/* What the line at hand may add to. */
enum model_within {
    MODEL_IN_NOTHING = 1,
    MODEL_IN_TEXT = 2,        /* the title, the salutation */
    MODEL_IN_BLOCK_TEXT = 4,  /* a heading, a paragraph, an attachment */
    MODEL_IN_BLOCK_EMPTY = 8, /* a break, landscape, portrait */
    MODEL_IN_TABLE = 16,
    MODEL_IN_CHART = 32,
    MODEL_IN_SIGNATURE = 64,
    MODEL_IN_LETTERHEAD = 128,
    MODEL_IN_IMPRINT = 256,
    MODEL_IN_FINDING = 512
};
#define MODEL_ANYWHERE 1023u
#define MODEL_IN_BLOCK                                                                             \
    (unsigned)(MODEL_IN_BLOCK_TEXT | MODEL_IN_BLOCK_EMPTY | MODEL_IN_TABLE | MODEL_IN_CHART)

enum model_repeat { MODEL_ONCE, MODEL_ONCE_IN_BLOCK, MODEL_OFTEN };

struct model_reader;

struct model_keyword {
    const char *word;
    unsigned where; /* of enum model_within */
    enum model_repeat repeat;
    const char *belongs; /* where it may stand, for messages */
    void (*read)(struct model_reader *reader, struct model_field rest);
    size_t slot; /* of model_read_property: where in reader->part the text belongs */
};

struct model_keywords {
    const struct model_keyword *list;
    size_t count; /* at most 32 */
};
#define MODEL_KEYWORD_LISTS 5

extern const struct model_keywords model_document_keywords, model_part_keywords,
    model_table_keywords, model_chart_keywords, model_finding_keywords;

struct model_table_reading; /* read_table.c */
struct model_chart_reading; /* read_chart.c */

struct model_reader {
    struct model_line line;
    struct model *model;
    enum model_within within;
    const struct model_keyword *keyword;      /* of the line at hand */
    uint32_t seen_once[MODEL_KEYWORD_LISTS];  /* words of the document that may come once */
    uint32_t seen_block[MODEL_KEYWORD_LISTS]; /* the same, within the block at hand */
    struct model_block *block;                /* at hand (IN_BLOCK) */
    void *part;                               /* what a property line sets a text of */
    struct model_text *text;                  /* being filled (IN_TEXT, IN_BLOCK_TEXT) */
    struct model_span *spans;
    size_t span_capacity;
    struct model_table_reading *table; /* being filled (IN_TABLE), or NULL */
    struct model_chart_reading *chart; /* being filled (IN_CHART), or NULL */
    struct model_pair *attendance;
    size_t attendance_capacity;
    const char **enclosures;
    size_t enclosure_capacity;
    struct model_finding *findings;
    size_t finding_capacity;
    struct model_operand *operands; /* of the last finding */
    size_t operand_capacity;
};

/* Ends what is being filled and starts a part or a block, whose texts `part` holds. */
void model_read_start(struct model_reader *reader, enum model_within within, void *part);
struct model_block *model_read_block(struct model_reader *reader, enum model_block_kind kind,
                                     enum model_within within);
void model_read_property(struct model_reader *reader, struct model_field rest);
/* A cell's or point's text and value; `@ …` settings are left in *ret_settings. */
bool model_read_cell(struct model_reader *reader, struct model_field field, struct model_cell *cell,
                     struct model_field *ret_settings);
/* label | value */
bool model_read_pair(struct model_reader *reader, struct model_field rest,
                     struct model_pair *ret_pair);
void model_read_format(struct model_reader *reader, struct model_field rest,
                       struct value_format *format);
size_t model_field_count(struct model_field rest); /* of the parts between | */
/* The checks that wait for the last line of a table or chart. */
void model_table_finish(struct model_reader *reader);
void model_chart_finish(struct model_reader *reader);

#endif
