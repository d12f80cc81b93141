/* The engine's own diagnostics. */
#ifndef ENGINE_DIAGS_H
#define ENGINE_DIAGS_H

#include <huibao/base.h>

#define ENGINE_DIAGS(X)                                                                            \
    X(ENG001, ERROR, INPUT, "没有报表“{1}”")                                                       \
    X(ENG002, ERROR, USAGE, "参数“{1}”没有写成 名称=值")                                           \
    X(ENG003, ERROR, INPUT, "报表编号“{1}”用了两次，另一个在 {2}")                                 \
    X(ENG004, ERROR, INPUT, "指标字典有错误，{1}没有处理")                                         \
    X(ENG070, NOTE, INPUT, "指标字典有错误，{1}这次没有检查")                                      \
    X(ENG005, ERROR, INPUT, "报表目录 {1} 里没有报表（*.md 文件）")                                \
    X(ENG006, ERROR, USAGE, "没有“{1}”这种数据")                                                   \
    X(ENG007, ERROR, USAGE, "没有叫“{1}”的版式")                                                   \
    X(ENG008, ERROR, USAGE, "报表“{1}”没有参数“{2}”")                                              \
    X(ENG009, ERROR, USAGE, "参数“{1}”不是社区，不能逐个生成")                                     \
    X(ENG010, ERROR, INPUT, "数据库 {1} 里还没有社区")                                             \
    X(ENG011, ERROR, INPUT, "体检发现 {1} 个问题")                                                 \
    X(ENG012, ERROR, INPUT, "文件名是空的")                                                        \
    X(ENG013, ERROR, USAGE, "没有编号为“{1}”的校对规则")                                           \
    X(ENG014, ERROR, INPUT, "{1} 不是文本文件，不能校对")                                          \
    X(ENG015, ERROR, INPUT, "{1} 里没有文字")                                                      \
    X(ENG016, ERROR, USAGE, "{1} 不是报表定义")                                                    \
    X(ENG017, ERROR, USAGE, "报表“{1}”里没有“{2}”")                                                \
    X(ENG018, ERROR, USAGE, "表“{1}”没有“{2}”这一列")                                              \
    X(ENG019, ERROR, USAGE, "表“{1}”没有“{2}”这一行")                                              \
    X(ENG020, ERROR, INPUT, "表“{1}”这一次没有行")                                                 \
    X(ENG021, ERROR, USAGE, "表“{1}”有好几行，没有说是哪一行")                                     \
    X(ENG022, ERROR, USAGE, "文件名里的“{1}”没有内容可填")                                         \
    X(ENG023, WARNING, INPUT,                                                                      \
      "数据修订：“{1}”{2}的期间已经结束，与 {3} 生成的相比有 {4} 处数字变了")                      \
    X(ENG024, NOTE, OUTSIDE, "没有留下生成记录：{1}")                                              \
    X(ENG025, ERROR, INPUT, "报表“{1}”没有用这些参数生成过")                                       \
    X(ENG026, ERROR, USAGE, "报表“{1}”没有第 {2} 次生成的记录")                                    \
    X(ENG030, ERROR, USAGE, "报表“{1}”没有编号为“{2}”的审核")                                      \
    X(ENG031, ERROR, USAGE, "审核 {1} {2}，不用说明")                                              \
    X(ENG032, ERROR, USAGE, "审核 {1} 没有说明可以撤回")                                           \
    X(ENG033, ERROR, USAGE, "报表“{1}”没有表格，或者这一期的表格都没有数据，没有可写成 CSV 的")    \
    X(ENG034, NOTE, INPUT, "没有文件夹 {1}，列名只认得标准的写法")                                 \
    X(ENG040, ERROR, USAGE, "日志里没有“{1}”这一种")                                               \
    X(ENG041, ERROR, USAGE, "“{1}”不是日志的末尾")                                                 \
    X(ENG042, NOTE, OUTSIDE, "没有记入日志：{1}")                                                  \
    X(ENG043, ERROR, OUTSIDE, "查看、导出个人信息要记入日志，没有记成：{1}")                       \
    X(ENG044, ERROR, USAGE, "没有“{1}”这种可以按本人要求删除的个人信息")                           \
    X(ENG045, ERROR, USAGE, "--as 后面的名称是空的")                                               \
    X(ENG046, WARNING, OUTSIDE, "对应关系“{1}”没有保存成：{2}")                                    \
    X(ENG047, ERROR, USAGE, "“{1}”不是 CSV 或 XLSX 文件的名字")                                    \
    X(ENG048, ERROR, USAGE, "{1}没有“{2}”这一项")                                                  \
    X(ENG049, ERROR, INPUT, "没有可以核对的：除了“{1}”，两边没有一样的列")                         \
    X(ENG050, NOTE, INPUT, "{1}有 {2} 行有错误，没有拿来核对")                                     \
    X(ENG052, WARNING, INPUT, "{1} 年的放假安排没有写，“{2}”的期限算不出来")                       \
    X(ENG053, ERROR, INPUT, "“定时”里的{1}“{2}”记录里没有")                                        \
    X(ENG055, ERROR, INPUT, "{1}仍没有做成（{2}）")                                                \
    X(ENG056, ERROR, OUTSIDE, "电脑的时间比上一次运行晚了 {1} 天，这一次什么也没有做")             \
    X(ENG057, ERROR, USAGE, "没有编号为 {1} 的报送")                                               \
    X(ENG058, ERROR, USAGE, "{1}{2}，不能{3}")                                                     \
    X(ENG059, ERROR, OUTSIDE, "{1}正由另一个进程处理")                                             \
    X(ENG060, ERROR, INPUT, "记录里没有社区“{1}”")                                                 \
    X(ENG063, NOTE, INPUT, "报表“{1}”没有表格，或者这一期的表格都没有数据，没有写 CSV")            \
    X(ENG064, WARNING, INPUT, "{1}的报送包在这台电脑上坏了，重新做一份（{2}）")                    \
    X(ENG065, ERROR, INPUT, "{1}的报送包在这台电脑上坏了（{2}），以前发过，对方收到没有不知道")    \
    X(ENG066, ERROR, INPUT, "清单 manifest.json 与打包时的不同")                                   \
    X(ENG067, ERROR, USAGE, "{1}不能再报：{2}")                                                    \
    X(ENG068, ERROR, USAGE, "“{1}”指的不只一个数")                                                 \
    X(ENG069, ERROR, USAGE, "表“{1}”“{2}”行“{3}”列没有数")                                         \
    X(ENG072, NOTE, INPUT, "明细表“{1}”的 {2} 行只写进 XLSX 和 CSV，这一次没有生成它们")           \
    X(ENG073, ERROR, USAGE, "“{1}”没有叫“{3}”的{2}")                                               \
    X(ENG074, ERROR, USAGE, "“{1}”没有数")                                                         \
    X(ENG075, ERROR, USAGE, "“{1}”有几个{2}，没有写是哪一个")

ENGINE_DIAGS(DIAG_DECLARE)

#endif
