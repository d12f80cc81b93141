/* Hand-built models for the tests of xlsx, and what a workbook's parts hold. */
#ifndef TESTS_XLSX_SAMPLES_H
#define TESTS_XLSX_SAMPLES_H

#include <huibao/base.h>
#include <huibao/model.h>

struct sample_column {
    const char *title;
    const char *format; /* a word of value_format_parse, or NULL */
    enum model_align align;
    enum model_total total;
};

struct model *sample_model(const char *title);
/*
 * A table of `rows` × `column_count` values, row by row, shown by each column's format. The first
 * `data_rows` are data, the rest totals. The table may be changed before it is written.
 */
struct model_table *sample_table(struct model *model, const char *caption,
                                 const struct sample_column *columns, size_t column_count,
                                 const struct value *values, size_t data_rows, size_t total_rows);
struct model_row *sample_rows(struct model_table *table); /* the same rows, to change them */
struct model_cell *sample_cell(struct model_table *table, size_t row, size_t column);

/* The models the readback test looks at. */
struct model *sample_monthly(void);
struct model *sample_wide(void);
struct model *sample_hostile(void);
struct model *sample_none(void);
struct model *sample_long(size_t rows);
struct model *sample_totals(void);
struct model *sample_file(const char *name); /* tests/golden/xlsx/NAME.model */
/* Groups of a hundred rows with subtotals, equal cells merged by two. */
struct model *sample_groups(size_t groups);

struct world sample_world(void);
/* Writes to tap_path(name); false with the diagnostics in `diags`. */
bool sample_write(const struct model *model, const char *name, struct diags *diags);
/* A part of a written package, or "" when it has none. */
char *sample_part(struct arena *arena, const char *name, const char *part);
/* A whole file's bytes. */
char *sample_bytes(struct arena *arena, const char *path, size_t *ret_length);

#endif
