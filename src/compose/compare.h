/* 环比 and 同比 in words. */
#ifndef COMPOSE_COMPARE_H
#define COMPOSE_COMPARE_H

#include <huibao/value.h>

struct arena;

struct comparison {
    struct value now, before;   /* numbers or missing */
    struct value_format format; /* of the indicator */
    const char *unit;           /* 件, or NULL */
    const char *word;           /* what `before` is called: 上月, 上年同月 */
    double base;                /* smaller ones are not worth a rate; 0: none */
    int rate_decimals;
    bool difference; /* no rate is wanted */
};

/*
 * The phrase, and the number in it (a rate in per cent, or a difference; null when there is none):
 * 较上月增长12.5%  较上月下降3.1%  较上月增加3件  较上月上升2.3个百分点  与上月持平  上月为零  上月无可比数据
 */
const char *compare_words(struct arena *arena, const struct comparison *comparison,
                          struct value *ret_number);

/* The same of a number that is a change itself: 增加3件  减少3件  上升2.3个百分点  持平  — */
const char *compare_change_words(struct arena *arena, struct value change,
                                 const struct value_format *format, const char *unit,
                                 struct value *ret_number);
/* 1.2万元, 14件, 86.0%: the number and its unit, unless the format has said it. */
const char *compare_measured(struct arena *arena, struct value number,
                             const struct value_format *format, const char *unit);

#endif
