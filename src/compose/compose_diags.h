/* compose's catalogue of diagnostics: values that cannot be printed or drawn as asked,
 * and failed checks. */
#ifndef COMPOSE_DIAGS_H
#define COMPOSE_DIAGS_H

#include <huibao/base.h>

#define COMPOSE_DIAGS(X)                                                                           \
    X(CMP001, ERROR, INPUT, "指标“{1}”没有值，而它是必须有值的")                                   \
    X(CMP002, ERROR, INPUT, "“{1}”的值是{2}，不能用这里写的格式显示")                              \
    X(CMP003, ERROR, INPUT, "“{1}”的值是{2}，不是数字，不能算{3}")                                 \
    X(CMP004, ERROR, INPUT, "列“{1}”不能合计：第 {2} 行是{3}，不是数字")                           \
    X(CMP005, ERROR, INPUT, "列“{1}”的合计太大，算不准")                                           \
    X(CMP006, ERROR, INPUT, "列“{1}”不能算占比：第 {2} 行是{3}")                                   \
    X(CMP007, ERROR, INPUT, "数据“{2}”里没有列“{1}”")                                              \
    X(CMP008, ERROR, INPUT, "日期“{1}”定不下来：{2}")                                              \
    X(CMP010, WARNING, INPUT, "审核 {1} 未通过：{2}（{3}）")                                       \
    X(CMP011, ERROR, INPUT, "审核 {1} 未通过：{2}（{3}）")                                         \
    X(CMP012, WARNING, INPUT, "文号“{1}”应写作“{2}”")                                              \
    X(CMP013, WARNING, INPUT, "附件“{1}”里没有内容，印出来只有标题")                               \
    X(CMP014, ERROR, INPUT, "系列“{1}”第 {2} 行是{3}，不是数字，画不进图里")                       \
    X(CMP015, ERROR, INPUT, "{1}不能有负数，系列“{2}”第 {3} 行是 {4}")                             \
    X(CMP016, WARNING, INPUT, "图里有 {1} 个{2}，超过 {3} 个就看不清")                             \
    X(CMP017, ERROR, INPUT, "图里的{1}太多，最多画 {2} 个")                                        \
    X(CMP018, ERROR, INPUT, "“{1}”的“{2}”不止一个数，第 {3} 行又有一个")                           \
    X(CMP020, ERROR, INPUT, "列“{1}”不能定缩进：第 {2} 行是{3}，应为 0 到 {4} 的整数")             \
    X(CMP021, ERROR, INPUT, "交叉表的列“{1}”有 {2} 种值，最多 {3} 种")                             \
    X(CMP022, ERROR, INPUT, "逐个取的行数总共超过 {1} 行，已停止")                                 \
    X(CMP023, ERROR, INPUT, "列“{1}”的算式算不出：第 {2} 行的“{3}”是{4}，不是数字")                \
    X(CMP024, WARNING, INPUT, "分组“{1}”里“{2}”的行不相邻，分成了几组")
COMPOSE_DIAGS(DIAG_DECLARE)

#endif
