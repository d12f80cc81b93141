/*
 * define_chart: the `chart` block of a report, a part of define's contract.
 *
 * Owns      struct define_chart and its series.
 * Protocol, lifetime, failure  as define.h says.
 * Limits    none of its own: how many sectors, categories and series can be drawn, compose says.
 */
#ifndef HUIBAO_DEFINE_CHART_H
#define HUIBAO_DEFINE_CHART_H

#include <huibao/define.h>

struct define_series {
    struct place place;
    const char *title; /* NULL with `split`: the series are titled by that column */
    const char *value; /* a column of the dataset */
    struct place value_place;
    struct define_format format;
    struct define_series *next;
};

enum define_chart_kind {
    DEFINE_CHART_COLUMN,
    DEFINE_CHART_BAR,
    DEFINE_CHART_LINE,
    DEFINE_CHART_PIE,
    DEFINE_CHART_RING
};

struct define_chart {
    const struct define_dataset *data;
    enum define_chart_kind kind;
    struct define_series *category; /* without a title */
    struct define_series *series;   /* one of a pie or ring, and with `split` */
    const char *split;              /* a column whose values are the series; or NULL */
    struct place split_place;
    bool stacked, labels;
    int height_lines;              /* 0: as the page style has it */
    struct define_inline *caption; /* NULL: none */
    const char *unit;              /* of the value axis, or NULL */
    const char *note;              /* or NULL */
    const char *empty;             /* the sentence when there is nothing to draw, or NULL */
};

#endif
