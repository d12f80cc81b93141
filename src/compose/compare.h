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
};

/*
 * The phrase, and the number in it (a rate in per cent, or a difference; null when there is none):
 * 较上月增长12.5%  较上月下降3.1%  较上月增加3件  较上月上升2.3个百分点  与上月持平  上月为零  上月无可比数据
 */
const char *compare_words(struct arena *arena, const struct comparison *comparison,
                          struct value *ret_number);

#endif
