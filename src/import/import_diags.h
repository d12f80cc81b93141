/* The import room's catalogue: what can be wrong with a file, its header, its rows and its cells. */
#ifndef IMPORT_DIAGS_H
#define IMPORT_DIAGS_H

#include <huibao/base.h>

#define IMPORT_DIAGS(X)                                                                            \
    X(IMP001, ERROR, INPUT, "文件“{1}”是空的")                                                     \
    X(IMP004, ERROR, INPUT, "“{1}”是 PDF 文件，不是表格")                                          \
    X(IMP005, ERROR, INPUT, "“{1}”是网页或 XML 文件，不是工作簿或 CSV")                            \
    X(IMP006, ERROR, INPUT, "“{1}”不是文本文件：第 {2} 个字节是空字节")                            \
    X(IMP007, ERROR, INPUT, "文件“{1}”的文字编码不对：第 {2} 个字节不是 {3}")                      \
    X(IMP008, ERROR, INPUT, "文件“{1}”只有标题行，没有记录")                                       \
    X(IMP009, ERROR, INPUT, "各列之间用的是{1}，应当用逗号")                                       \
    X(IMP010, ERROR, INPUT, "这一行太长，超过上限 {1} 字节")                                       \
    X(IMP011, ERROR, INPUT, "这里的引号一直没有闭合")                                              \
    X(IMP012, ERROR, INPUT, "这一格的引号用得不对")                                                \
    X(IMP013, ERROR, INPUT, "这一行有 {1} 格，标题行有 {2} 格")                                    \
    X(IMP014, ERROR, OUTSIDE, "读文件“{1}”时磁盘出错")                                             \
    X(IMP015, ERROR, INPUT, "这一行的开头是“{1}”，不是一条记录")                                   \
    X(IMP020, ERROR, INPUT, "没有找到列标题：开头 {1} 行里没有一行有认得的{2}列")                  \
    X(IMP021, ERROR, INPUT, "{1}没有“{2}”这一列")                                                  \
    X(IMP022, ERROR, INPUT, "缺少必填的列“{1}”")                                                   \
    X(IMP023, ERROR, INPUT, "“{1}”与第 {2} 列“{3}”说的是同一项（{4}）")                            \
    X(IMP024, ERROR, INPUT, "这一格有内容“{1}”，但这一列没有标题")                                 \
    X(IMP025, ERROR, INPUT, "这些列是{1}的，不是{2}的")                                            \
    X(IMP026, ERROR, INPUT, "记录里还没有{1}，{2}的“{3}”无从核对")                                 \
    X(IMP027, NOTE, INPUT, "列标题从这一行开始；上面的 {1} 行（“{2}”……）没有读")                   \
    X(IMP028, ERROR, INPUT, "有 {1} 张工作表都像是{2}：{3}")                                       \
    X(IMP029, ERROR, INPUT, "没有工作表“{1}”")                                                     \
    X(IMP030, ERROR, INPUT, "“{1}”必须填写")                                                       \
    X(IMP031, ERROR, INPUT, "“{1}”写的是“{2}”，不是日期")                                          \
    X(IMP032, ERROR, INPUT, "“{1}”写的是“{2}”，太晚了：最晚到 {3}")                                \
    X(IMP033, ERROR, INPUT, "“{1}”写的是“{2}”，太早了：最早从 {3} 起")                             \
    X(IMP034, ERROR, INPUT, "“{1}”不能写“{2}”")                                                    \
    X(IMP035, ERROR, INPUT, "“{1}”写的是“{2}”，不是整数")                                          \
    X(IMP036, ERROR, INPUT, "“{1}”写的是“{2}”，不能小于 {3}")                                      \
    X(IMP037, ERROR, INPUT, "“{1}”写的是“{2}”，不是金额（元，最多两位小数）")                      \
    X(IMP038, ERROR, INPUT, "“{1}”写的是“{2}”，不是数")                                            \
    X(IMP039, ERROR, INPUT, "“{1}”写的是“{2}”，应当是“是”或“否”")                                  \
    X(IMP040, ERROR, INPUT, "“{1}”写的是“{2}”，不是月份或年份")                                    \
    X(IMP041, ERROR, INPUT, "“{1}”写的是“{2}”，应当是 {3} 位数字")                                 \
    X(IMP042, ERROR, INPUT, "“{1}”写的是“{2}”，不是 18 位身份证号")                                \
    X(IMP043, ERROR, INPUT, "“{1}”写的是“{2}”，最后一位校验码不对")                                \
    X(IMP044, ERROR, INPUT, "“{1}”写的是“{2}”，不是 18 位统一社会信用代码")                        \
    X(IMP045, ERROR, INPUT, "“{1}”写的是“{2}”，最后一位校验码不对")                                \
    X(IMP046, ERROR, INPUT, "“{1}”写的是“{2}”：号码已被 Excel 改成科学计数法，后面几位丢了")       \
    X(IMP047, ERROR, INPUT, "“{1}”里有看不见的控制字符（{2}）")                                    \
    X(IMP048, ERROR, INPUT, "“{1}”写的是“{2}”，位数太多：最多 {3} 位")                             \
    X(IMP049, ERROR, INPUT, "“{1}”写的是“{2}”，年份只能从 {3} 到 {4}")                             \
    X(IMP050, ERROR, INPUT, "{1}（{2}）早于{3}（{4}）")                                            \
    X(IMP051, ERROR, INPUT, "{2}是“{3}”，{1}就应当空着")                                           \
    X(IMP052, ERROR, INPUT, "{2}是“{3}”，{1}就必须填写")                                           \
    X(IMP053, ERROR, INPUT, "{1}和身份证号里的不一样：{2}不同")                                    \
    X(IMP054, WARNING, INPUT, "性别写的是“{1}”，身份证号里是“{2}”")                                \
    X(IMP055, ERROR, INPUT, "标签“{1}”的类别不能写“{2}”")                                          \
    X(IMP056, ERROR, USAGE, "--map 后面的“{1}”不是“项=列”的写法")                                  \
    X(IMP057, ERROR, USAGE, "--map 里的项不对：{1}没有“{2}”这一项")                                \
    X(IMP058, ERROR, INPUT, "文件里没有“{1}”这一列")                                               \
    X(IMP059, NOTE, INPUT, "{1}写的“{2}”是 Excel 给日子编的号，读作 {3}；后面这样写的都这样读")    \
    X(IMP060, ERROR, INPUT, "没有“{1}”这种记录")                                                   \
    X(IMP061, ERROR, INPUT, "{1}没有“{2}”这一项")                                                  \
    X(IMP062, ERROR, INPUT, "“{1}”在{2}里已经指“{3}”（{4}），不能又指“{5}”")                       \
    X(IMP063, ERROR, INPUT, "“{1}”本身就是{2}的一项，不能又指“{3}”")                               \
    X(IMP064, ERROR, INPUT, "“{1}”没有“{2}”这个标准说法")                                          \
    X(IMP065, ERROR, INPUT, "“{1}”不是从固定的说法里选的，没有用语可写")                           \
    X(IMP066, ERROR, INPUT, "文件里没有“{1}”这一列，对应关系“{2}”说它是{3}")                       \
    X(IMP067, WARNING, INPUT, "不认得{1}的“{2}”这一列，没有拿来核对")                              \
    X(IMP068, ERROR, INPUT, "“{1}”写的是“{2}”，是公式算不出结果时的错误值")                        \
    X(IMP069, NOTE, INPUT, "从这一行起的 {1} 行（“{2}”……）在记录下面，没有读")                     \
    X(IMP070, NOTE, INPUT, "这里又是列标题、表名或页码，没有读；这样的一共 {1} 行")                \
    X(IMP071, NOTE, INPUT, "这一行是栏次（甲、乙、1、2 ……），没有读")                              \
    X(IMP072, NOTE, INPUT, "“{1}”有 {3} 行在{2}的记录里没有，只列出前 {4} 行")                     \
    X(IMP073, WARNING, INPUT, "从这一行起有 {1} 行在表里是隐藏的（手工隐藏或筛选掉的），也读了")

IMPORT_DIAGS(DIAG_DECLARE)

#endif
