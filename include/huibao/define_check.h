/*
 * define, continued: 审核关系, the rules that the numbers of a report must keep.
 *
 * A rule is an expression over indicators. In rules 合计(数据.列) and 行数(数据) are numbers too, and with
 * `each` the rule is about every row of a dataset, whose columns are names in it.
 */
#ifndef HUIBAO_DEFINE_CHECK_H
#define HUIBAO_DEFINE_CHECK_H

#include <huibao/define.h>

enum define_aggregate_kind { DEFINE_SUM, DEFINE_COUNT };

struct define_aggregate {
    enum define_aggregate_kind kind;
    const char *data;
    const char *column; /* SUM */
    bool children;      /* 下级: of the communities of the report's street or district, of which
                           `column` is an indicator */
};

enum define_relation { /* what a rule compares by, when it is one comparison */
                       DEFINE_NO_RELATION,
                       DEFINE_EQUAL,
                       DEFINE_UNEQUAL,
                       DEFINE_LESS,
                       DEFINE_AT_MOST,
                       DEFINE_MORE,
                       DEFINE_AT_LEAST
};

struct define_term { /* of a + b − c */
    const char *sql;
    bool minus;
    const struct define_name *name; /* when it is just that; else NULL */
    struct define_term *next;
};

struct define_side {
    const char *sql;
    struct define_term *terms; /* at least one; without a relation NULL */
};

struct define_check {
    const char *id;
    struct place id_place;
    struct define_expr rule;
    enum define_relation relation;
    struct define_side left, right; /* with a relation */
    double tolerance;               /* how far apart the sides may be */
    bool tolerance_percent;         /* … in per cent of the right side */
    const char *each;               /* the dataset whose rows are judged; NULL: the rule is one */
    struct place each_place;
    enum define_verdict verdict[DEFINE_STAGE_COUNT];
    const char *says;
    bool broken; /* of a draft of the dictionary */
    struct define_check *next;
};

#endif
