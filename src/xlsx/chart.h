/* Native charts: a sheet of their numbers, with the chart above them. */
#ifndef XLSX_CHART_H
#define XLSX_CHART_H

#include "book.h"

/* 图1 caption: the chart's title, and the wish for its sheet's name. */
const char *xlsx_chart_title(struct arena *arena, const struct model_chart *chart);
/* The numbers as a table: a row for each category. Points without a number are left blank. */
const struct model_table *xlsx_chart_table(struct arena *arena, const struct model_chart *chart);
/* Rows of the sheet that the drawing takes, of 20 px each, and one more; 0: nothing to draw. */
lxw_row_t xlsx_chart_rows(const struct model_chart *chart);
/* Draws it on the sheet that xlsx_sheet_write has filled; `name` is the sheet's. */
void xlsx_chart_insert(struct xlsx_sheet *sheet, const struct model_chart *chart, const char *name);
/* No fewer bytes than the drawing takes in XML. */
size_t xlsx_chart_bytes(const struct model_chart *chart);

struct xlsx_axis { /* of numbers */
    const char *number_format;
    const char *unit; /* at its end, or NULL: it stands at the numbers, or there is none */
};

/* chart_look.c: how the parts look, the same in colour and in black and white. */
void xlsx_chart_look_texts(struct arena *arena, lxw_chart *drawing, const struct model_chart *chart,
                           double title_size);
void xlsx_chart_look_axes(struct arena *arena, lxw_chart *drawing, const struct model_chart *chart,
                          const struct xlsx_axis *axis);
void xlsx_chart_look_area(lxw_chart_series *series, size_t index);
void xlsx_chart_look_line(lxw_chart_series *series, size_t index);
void xlsx_chart_look_sectors(struct arena *arena, lxw_chart_series *series, size_t count);
void xlsx_chart_look_labels(struct arena *arena, lxw_chart_series *series,
                            const struct model_chart *chart, size_t index);

#endif
