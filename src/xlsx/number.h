/* From a printed cell to what Excel stores: the same number, and a format that prints it alike. */
#ifndef XLSX_NUMBER_H
#define XLSX_NUMBER_H

#include <huibao/model.h>

struct arena;

enum xlsx_kind {
    XLSX_KIND_BLANK,
    XLSX_KIND_MISSING,
    XLSX_KIND_TEXT,
    XLSX_KIND_NUMBER,
    XLSX_KIND_DATE
};

struct xlsx_content {
    enum xlsx_kind kind;
    double number;      /* NUMBER: as printed, so 12.35 for 12.35万元; DATE: Excel's serial */
    int decimals;       /* NUMBER: digits printed after the point */
    bool grouped;       /* NUMBER: in threes */
    const char *suffix; /* NUMBER: what is printed after the digits, within cell->text */
    enum value_style style;
    bool inexact; /* a number or date that Excel cannot hold, so TEXT */
};

struct xlsx_content xlsx_content_of(const struct model_cell *cell,
                                    const struct value_format *format);
/* Excel's number format for NUMBER and DATE, at most 127 bytes; NULL for text and blanks. */
const char *xlsx_number_format(struct arena *arena, const struct xlsx_content *content);

#endif
