/* Packages made of texts, for the sheet room's unit tests. */
#ifndef TESTS_SHEET_TESTING_H
#define TESTS_SHEET_TESTING_H

#include <huibao/base.h>
#include <huibao/sheet.h>

struct part_text {
    const char *name, *text;
};

/* A package of these parts (NULL name ends), written to tap_dir(); its path. */
const char *package_write(const struct part_text *parts);
/* A workbook with one sheet: what stands in its part, in the shared strings and in the styles. */
const char *workbook_write(const char *sheet, const char *strings, const char *styles);
/* All rows of a sheet as text: `1: a|b|` or `1 hidden: a|b|` a line each; diagnostics behind them as `CODE line:column`. */
const char *sheet_text(struct arena *arena, const char *path, size_t index);

#define SHEET(inside)                                                                              \
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" inside       \
    "</worksheet>"

#endif
