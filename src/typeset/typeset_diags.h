/* The catalogue of typeset's diagnostics. */
#ifndef TYPESET_DIAGS_H
#define TYPESET_DIAGS_H

#include <huibao/base.h>

#define TYPESET_DIAGS(X)                                                                           \
    X(TYP001, ERROR, INPUT, "{3}里的“{1}”（{2}）没有一种字体能印")                                 \
    X(TYP002, ERROR, INPUT, "{2}里有私用区字符（{1}），各台电脑上样子不同，不能印刷")              \
    X(TYP003, ERROR, INPUT, "{2}里有控制字符（{1}），不能印刷")                                    \
    X(TYP004, NOTE, INPUT, "有{1}个字首选字体里没有，已改用后备字体：{2}")                         \
    X(TYP005, ERROR, INPUT, "表格“{1}”太宽：{2}列最少要{3}毫米，横排的版心也只有{4}毫米")          \
    X(TYP006, NOTE, INPUT, "表格“{1}”第{2}行比一页还高，已分在几页上")                             \
    X(TYP007, ERROR, INPUT, "文档超过了{1}页的上限")                                               \
    X(TYP008, NOTE, INPUT, "为避免字距过大，“{1}”拆在了两行")                                      \
    X(TYP009, NOTE, INPUT, "“{1}”比一行还长又没有可换行的地方，已从中间断开")                      \
    X(TYP010, ERROR, INPUT, "版式“{1}”要用的字体角色“{2}”不存在")                                  \
    X(TYP011, ERROR, INPUT, "{1}里的文字不是合法的UTF-8")                                          \
    X(TYP012, ERROR, INPUT, "表格“{1}”的{2}太长，占去半页以上，印不下正文")                        \
    X(TYP020, ERROR, INPUT, "{1}太长，排不下")                                                     \
    X(TYP030, NOTE, INPUT, "表格“{1}”的列“{2}”声明宽{3}字，但{4}，已排成{5}字宽")                  \
    X(TYP031, NOTE, INPUT, "表格“{1}”比版心宽，已横排在单独的页上")                                \
    X(TYP032, ERROR, INPUT, "表格“{1}”的列“{2}”累计数太大，承前页、过次页印不准确")                \
    X(TYP041, NOTE, INPUT, "图“{1}”有{2}个数值没有地方印，已略去")                                 \
    X(TYP042, NOTE, INPUT, "图“{1}”的名称放不开，每{2}个只印一个")                                 \
    X(TYP043, NOTE, INPUT, "图“{1}”的名称放不开，已改为条形图")                                    \
    X(TYP044, ERROR, INPUT, "图“{1}”有{2}，画不下")                                                \
    X(TYP045, ERROR, INPUT, "图“{1}”里有画不出的数（{2}）")                                        \
    X(TYP046, WARNING, INPUT, "图“{1}”没有数据，只印了“（无数据）”")                               \
    X(TYP047, WARNING, INPUT, "图“{1}”里有负数，不能画成扇形，已改为条形图")                       \
    X(TYP048, ERROR, INPUT, "图“{1}”的{2}太长，占去四分之一页以上")                                \
    X(TYP049, NOTE, INPUT, "图“{1}”的高度{2}行不合适，已改为{3}行")

TYPESET_DIAGS(DIAG_DECLARE)

#endif
