/*
 * define_repeat: {{#each}} and {{#list}} of a report, a part of define's contract.
 *
 * Owns      struct define_each, struct define_list. The blocks or inlines they rule are branches:
 *           the first is the body, the second (if any) stands for it when nothing is printed.
 * Protocol, lifetime, failure  as define.h says.
 * Limits    the frame's rows; each within each as deep as conditions may be.
 */
#ifndef HUIBAO_DEFINE_REPEAT_H
#define HUIBAO_DEFINE_REPEAT_H

#include <huibao/define.h>

struct define_each { /* once for each row of a dataset */
    const struct define_dataset *data;
    struct place data_place;
    const char *const *columns; /* as its SQL names them: what names within may mean */
    size_t column_count;
    const struct define_each *outer; /* the one around it, or NULL */
    int first;                       /* 前N: only so many rows; 0: all */
    const char *separator;           /* between what two rows print, in running text; or NULL */
    const char *last_separator;      /* before the last one, or NULL: the same */
    const char *same; /* 同 X: only rows whose X is that of the row around; or NULL */
    struct place same_place;
    const struct define_each *same_around; /* whose row that is */
};

enum define_list_mark { DEFINE_LIST_HAN, DEFINE_LIST_ORDINAL, DEFINE_LIST_NUMBER };

struct define_list {            /* its paragraphs are the items of an enumeration */
    enum define_list_mark mark; /* 一是…； 第一，…； （1）…； */
    bool apart;                 /* each item is a paragraph; else all are one */
    struct define_inline *lead; /* 主要做法有：, before the first item; NULL: none */
};

#endif
