/* frame's catalogue of diagnostics: arguments of a report, its SQL, its expressions. */
#ifndef FRAME_DIAGS_H
#define FRAME_DIAGS_H

#include <huibao/base.h>

#define FRAME_DIAGS(X)                                                                             \
    /* arguments and parameters */                                                                 \
    X(FRM001, ERROR, USAGE, "本报表没有名叫“{1}”的参数")                                           \
    X(FRM002, ERROR, USAGE, "缺少参数“{1}”（{2}），这个参数必须给出")                              \
    X(FRM003, ERROR, USAGE, "参数“{1}”给了两次")                                                   \
    X(FRM004, ERROR, USAGE, "参数“{1}”的值“{2}”不对：应为{3}")                                     \
    X(FRM005, ERROR, INPUT, "参数“{1}”：数据库里没有{3}“{2}”")                                     \
    X(FRM006, ERROR, INPUT, "参数“{1}”：“{2}”是{3}，不是{4}")                                      \
    X(FRM007, ERROR, INPUT, "参数“{1}”：{2}还没有开始（今天是{3}）")                               \
    X(FRM008, WARNING, INPUT, "参数“{1}”：{2}还没有结束，数字只到今天（{3}）为止")                 \
    X(FRM009, ERROR, INPUT, "参数“{1}”的默认值“{2}”不对：应为{3}")                                 \
    /* SQL that is wrong */                                                                        \
    X(FRM010, ERROR, INPUT, "没有列“{1}”")                                                         \
    X(FRM011, ERROR, INPUT, "没有视图“{1}”")                                                       \
    X(FRM012, ERROR, INPUT, "“{1}”附近写得不对")                                                   \
    X(FRM013, ERROR, INPUT, "没有写完：到末尾还缺内容")                                            \
    X(FRM014, ERROR, INPUT, "不能用函数“{1}”")                                                     \
    X(FRM015, ERROR, INPUT, "列名“{1}”不止一处有，分不清是哪一个")                                 \
    X(FRM016, ERROR, INPUT, "统计函数“{1}”不能用在这里")                                           \
    X(FRM017, ERROR, INPUT, "SQL 有错，数据库读不懂")                                              \
    X(FRM018, ERROR, INPUT, "函数“{1}”的参数个数不对")                                             \
    X(FRM019, ERROR, USAGE, "参数“{1}”的值“{2}”不对：只能是 {3}")                                  \
    /* SQL that is refused */                                                                      \
    X(FRM020, ERROR, INPUT, "只能写一条 SELECT 查询，这里要{1}")                                   \
    X(FRM021, ERROR, INPUT, "不能读“{1}”：报表只能读给作者用的视图")                               \
    X(FRM022, ERROR, INPUT, "只能写一条 SELECT 查询，这里有多条")                                  \
    X(FRM023, ERROR, INPUT, "查询是空的")                                                          \
    X(FRM024, ERROR, INPUT, "不能取当前时间：同样的参数要得出同样的报表")                          \
    X(FRM025, ERROR, INPUT, "参数“{1}”不是本报表的参数")                                           \
    X(FRM026, ERROR, INPUT, "查询里的参数要写成“:名称”，不能写成“{1}”")                            \
    X(FRM027, ERROR, USAGE, "参数“{1}”是由定义计算出来的，不能给出")                               \
    X(FRM028, ERROR, INPUT, "参数“{1}”算出来的是“{2}”，应为{3}")                                   \
    /* what a query yields */                                                                      \
    X(FRM029, ERROR, INPUT, "WITH 里的名称“{1}”已经是视图的名称")                                  \
    X(FRM030, ERROR, INPUT, "数据集“{1}”应当只有一行，却查出了不止一行")                           \
    X(FRM031, ERROR, INPUT, "数据集“{2}”的查询里没有指标“{1}”这一列")                              \
    X(FRM032, ERROR, INPUT, "数据集“{2}”里没有列“{1}”")                                            \
    X(FRM033, ERROR, INPUT, "数据集“{1}”有两列都叫“{2}”")                                          \
    X(FRM034, ERROR, INPUT, "第 {1} 行的“{2}”是{3}，报表只能用整数、小数、文字和日期")             \
    X(FRM035, ERROR, INPUT, "查询用了 {1} 秒还没有完，已停止")                                     \
    X(FRM036, ERROR, INPUT, "数据集“{1}”超过了 {2} 行，已停止")                                    \
    X(FRM037, ERROR, INPUT, "数据集“{1}”的内容超过了 {2} MB，已停止")                              \
    X(FRM038, ERROR, INPUT, "计算时出错")                                                          \
    X(FRM039, ERROR, INPUT, "查询太大：WITH 里的表用一次就重新展开一次，展开“{1}”超过了 {2} 个词") \
    X(FRM040, ERROR, OUTSIDE, "读数据库时出错")                                                    \
    /* names and expressions */                                                                    \
    X(FRM050, ERROR, INPUT, "没有名叫“{1}”的指标或参数")                                           \
    X(FRM051, ERROR, INPUT, "“{1}{2}”算不出来：本报表没有月份、季度或年份参数")                    \
    X(FRM052, ERROR, INPUT, "指标“{1}”的算式绕回了它自己")                                         \
    X(FRM053, ERROR, INPUT, "指标“{1}”的算式套得太深（超过 {2} 层）")                              \
    X(FRM054, ERROR, INPUT, "条件应当成立或不成立，这里的结果却是文字“{1}”")                       \
    X(FRM055, WARNING, INPUT, "两个整数相除会舍去小数")                                            \
    X(FRM056, ERROR, INPUT, "列“{1}”不能合计：第 {2} 行不是数字")                                  \
    /* personal data */                                                                            \
    X(FRM057, ERROR, INPUT, "列“{1}”是由“{2}”拼成、截取或算出的，没法遮盖个人信息")                \
    X(FRM058, NOTE, INPUT, "按定义写明的理由，报表印出个人信息“{1}”：{2}")                         \
    X(FRM059, WARNING, INPUT, "“{1}”不是要遮盖的列，“个人信息”里不用写它")
FRAME_DIAGS(DIAG_DECLARE)

#endif
