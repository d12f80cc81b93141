/* The catalogue of DEF codes. 00x the file, 01x–02x names and values, 03x–04x placeholders,
 * 05x–06x body, 07x expressions, 08x SQL, 09x use of names, 10x charts, 11x tables,
 * 12x repetition, 13x shared sections, 14x audits, 15x computed parameters. */
#ifndef DEFINE_DIAGS_H
#define DEFINE_DIAGS_H

#include <huibao/base.h>

#define DEFINE_DIAGS(X)                                                                            \
    X(DEF001, ERROR, INPUT, "报表定义要以单独一行的 --- 开头，下面写参数区")                       \
    X(DEF002, ERROR, INPUT, "参数区没有结束：开头的 --- 之后还要有一行 ---")                       \
    X(DEF007, ERROR, INPUT, "嵌套超过 {1} 层")                                                     \
    X(DEF017, ERROR, INPUT, "“{1}”不能作名称：{2}")                                                \
    X(DEF018, ERROR, INPUT, "{1}“{2}”重名：{3}已经用了这个名称")                                   \
    X(DEF019, ERROR, INPUT, "列“{1}”要写“取值”、“占比”或“算式”，只能写一个")                       \
    X(DEF020, ERROR, INPUT, "参数“{1}”的默认值“{2}”不是{3}")                                       \
    X(DEF021, ERROR, INPUT, "指标“{1}”既没有算式，所在数据“{2}”也没有 SQL，取不到值")              \
    X(DEF022, ERROR, INPUT, "“{1}”写的“{2}”不是日期")                                              \
    X(DEF024, WARNING, INPUT, "文号“{1}”应写作“{2}”")                                              \
    X(DEF025, ERROR, INPUT, "抄送写了两处：第 {1} 行已经有了")                                     \
    X(DEF026, WARNING, INPUT, "附件标题的末尾不加标点，“{1}”多余")                                 \
    X(DEF027, ERROR, INPUT, "参数“{1}”可选的“{2}”{3}")                                             \
    X(DEF028, ERROR, INPUT, "参数“{1}”不是文字或整数，不能写“可选”")                               \
    X(DEF029, ERROR, INPUT, "参数“{1}”的默认值“{2}”不在“可选”里")                                  \
    X(DEF030, ERROR, INPUT, "{{ 没有在本行结束，缺少 }}")                                          \
    X(DEF031, ERROR, INPUT, "{{ }} 里没有内容")                                                    \
    X(DEF032, ERROR, INPUT, "不认识的控制词“{1}”")                                                 \
    X(DEF034, ERROR, INPUT, "{{#if}} 没有配对的 {{/if}}")                                          \
    X(DEF035, ERROR, INPUT, "{1}前面没有配对的 {2}")                                               \
    X(DEF036, ERROR, INPUT, "{1}与它的 {2} 不在同一段里，句中的不能跨段")                          \
    X(DEF037, ERROR, INPUT, "{{else}} 之后不能再有{1}")                                            \
    X(DEF038, ERROR, INPUT, "多出来的 }}")                                                         \
    X(DEF039, ERROR, INPUT, "“{1}”里只能写文字，不能用 {{ }}")                                     \
    X(DEF040, ERROR, INPUT, "没有叫“{1}”的{2}")                                                    \
    X(DEF041, ERROR, INPUT, "不认识的格式“{1}”")                                                   \
    X(DEF042, ERROR, INPUT, "格式“{1}”不适用于{2}")                                                \
    X(DEF043, ERROR, INPUT, "“{1}”要按时期算，而本报表没有月、季、年类型的参数")                   \
    X(DEF044, ERROR, INPUT, "“{1}”不能用{2}：{3}")                                                 \
    X(DEF045, ERROR, INPUT, "“{1}”移动的是时期参数“{2}”，而指标“{3}”的数据不按它取，比不出来")     \
    X(DEF046, ERROR, INPUT, "{1}“{2}”需要参数“{3}”，而本报表没有这个参数")                         \
    X(DEF047, ERROR, INPUT, "一处只能写一个{1}，“{2}”多余")                                        \
    X(DEF048, WARNING, INPUT, "“{1}”只有一层花括号，会照原样印出")                                 \
    X(DEF050, ERROR, INPUT, "正文不支持{1}")                                                       \
    X(DEF051, ERROR, INPUT, "标题只有四级，这里是第 {1} 级")                                       \
    X(DEF052, ERROR, INPUT, "标题跳级：{1}直接用了第 {2} 级")                                      \
    X(DEF053, WARNING, INPUT, "标题里手写了序号“{1}”，而序号是自动编的，会出现两次")               \
    X(DEF054, ERROR, INPUT, "标题没有文字")                                                        \
    X(DEF055, ERROR, INPUT, "不认识的块“{1}”")                                                     \
    X(DEF056, ERROR, INPUT, "块没有结束，缺少一行 {1}")                                            \
    X(DEF057, ERROR, INPUT, "正文超过 {1} 块")                                                     \
    X(DEF058, ERROR, INPUT, "这一段里的 Markdown 符号超过 {1} 个")                                 \
    X(DEF059, WARNING, INPUT, "行首的空格已略去：缩进由版式决定，不用手打")                        \
    X(DEF060, ERROR, INPUT, "报表没有正文")                                                        \
    X(DEF061, ERROR, INPUT, "标题的 # 后面要空一格")                                               \
    X(DEF062, ERROR, INPUT, "{1}只能在正文里单独占一行")                                           \
    X(DEF063, ERROR, INPUT, "{1}没有写附件的标题")                                                 \
    X(DEF064, ERROR, INPUT, "横排里面不能再有{1}")                                                 \
    X(DEF065, ERROR, INPUT, "{1} 前面没有配对的 {2}")                                              \
    X(DEF066, ERROR, INPUT, "{1}之前，{2}还没有用 {3} 结束")                                       \
    X(DEF067, ERROR, INPUT, "{1} 没有配对的 {2}")                                                  \
    X(DEF068, ERROR, INPUT, "前面的条件里可能有附件，也可能没有，这里的内容归哪一部分定不下来")    \
    X(DEF070, ERROR, INPUT, "{1}是空的")                                                           \
    X(DEF071, ERROR, INPUT, "算式里不能用“{1}”")                                                   \
    X(DEF072, ERROR, INPUT, "{1}没有结束，缺少后一个{2}")                                          \
    X(DEF073, ERROR, INPUT, "算式里不能用{1}")                                                     \
    X(DEF074, ERROR, INPUT, "算式里没有“{1}”这个函数，可用的有：{2}")                              \
    X(DEF075, ERROR, INPUT, "括号不配对：{1}")                                                     \
    X(DEF076, ERROR, INPUT, "算式不完整：{1}")                                                     \
    X(DEF077, ERROR, INPUT, "指标的算式互相引用，算不出来：{1}")                                   \
    X(DEF080, ERROR, INPUT, "SQL 要以 SELECT 或 WITH 开头")                                        \
    X(DEF081, ERROR, INPUT, "一处 SQL 只能有一条语句，分号后面不能再写")                           \
    X(DEF082, ERROR, INPUT, "SQL 用到的 :{1} 不是{2}")                                             \
    X(DEF083, ERROR, INPUT, "SQL 里不能用“{1}”")                                                   \
    X(DEF084, ERROR, INPUT, "“{1}:”这一行不是 SQL")                                                \
    X(DEF090, ERROR, INPUT, "参数“{1}”没有用到")                                                   \
    X(DEF091, ERROR, INPUT, "数据“{1}”没有用到")                                                   \
    X(DEF092, ERROR, INPUT, "没有叫“{1}”的数据")                                                   \
    X(DEF093, ERROR, INPUT, "“占比”要写本表另一列的取值，本表没有取值为“{1}”的列")                 \
    X(DEF094, ERROR, INPUT, "没有编号为“{1}”的校对规则")                                           \
    X(DEF100, ERROR, INPUT, "{1}只能有一个系列")                                                   \
    X(DEF101, ERROR, INPUT, "{1}不能用“{2}”")                                                      \
    X(DEF102, ERROR, INPUT, "写了“分系列”，系列和它们的标题就由列“{1}”给出")                       \
    X(DEF110, ERROR, INPUT, "列“{1}”有下级列，只能写标题，不能写“{2}”")                            \
    X(DEF111, ERROR, INPUT, "表头最多 {1} 层")                                                     \
    X(DEF112, ERROR, INPUT, "列“{1}”要合并相同的值，不能再{2}")                                    \
    X(DEF113, ERROR, INPUT, "“{1}”要与“{2}”一起写")                                                \
    X(DEF114, ERROR, INPUT, "写了“{1}”，而没有要合计的列")                                         \
    X(DEF115, ERROR, INPUT, "交叉表的行和列由数据给出，不能再写“{1}”")                             \
    X(DEF116, ERROR, INPUT, "“{1}”和“{2}”不能都是列“{3}”")                                         \
    X(DEF117, ERROR, INPUT, "列“{1}”的算式只能用本表的列、数、+ - * / 和括号，不能用“{2}”")        \
    X(DEF118, ERROR, INPUT, "列“{1}”的合计不能写“同式”：{2}")                                      \
    X(DEF119, ERROR, INPUT, "明细表的行逐条写进电子表格，不能{1}")                                 \
    X(DEF120, ERROR, INPUT, "数据“{1}”的查询没有写明列名（SELECT *），不能逐个取")                 \
    X(DEF121, ERROR, INPUT, "看不懂{1}后面的“{2}”")                                                \
    X(DEF122, ERROR, INPUT, "“同 {1}”只能用在另一个 {{#逐个}} 里面")                               \
    X(DEF123, ERROR, INPUT, "{1}没有写数据的名称")                                                 \
    X(DEF124, ERROR, INPUT, "{1}属于{2}，不能另加条件")                                            \
    X(DEF125, ERROR, INPUT, "单独占一行的逐个，每行数据自成段落，不能写分隔“{1}”")                 \
    X(DEF126, ERROR, INPUT, "列举里面只能是段落，不能有{1}")                                       \
    X(DEF127, ERROR, INPUT, "逐个里面有附件时，附件要写在最前面")                                  \
    X(DEF128, WARNING, INPUT, "列举的序号是自动编的，手写的“{1}”会出现两次")                       \
    X(DEF130, ERROR, INPUT, "{1}：{2}")                                                            \
    X(DEF131, ERROR, INPUT, "没有叫“{1}”的共用部分（{2}/{1}.md）")                                 \
    X(DEF132, ERROR, INPUT, "引用绕回了自己：{1}")                                                 \
    X(DEF133, ERROR, INPUT, "引用太多：一份报表合计最多 {1} 处、{2} KB")                           \
    X(DEF134, ERROR, INPUT, "共用部分不能有参数区")                                                \
    X(DEF140, ERROR, INPUT, "容差“{1}”不对：应为不小于 0 的数或百分数")                            \
    X(DEF141, ERROR, INPUT, "规则是一个等式或大小比较，才能写容差")                                \
    X(DEF142, ERROR, INPUT, "“{1}”要写成 {2}")                                                     \
    X(DEF143, ERROR, INPUT, "“{1}”要有街道或区县类型的参数，本报表没有")                           \
    X(DEF144, ERROR, INPUT, "“{1}”是比率，各社区的比率不能相加")                                   \
    X(DEF150, ERROR, INPUT, "参数“{1}”是计算出来的，不能再写“{2}”")                                \
    X(DEF151, ERROR, INPUT, "参数的计算互相引用，算不出来：{1}")                                   \
    X(DEF160, ERROR, INPUT, "看不懂“{1}”：{2}")                                                    \
    X(DEF161, ERROR, INPUT, "“周期”是{1}，报表要有且只能有一个类型为“{2}”的参数，这里有 {3} 个")   \
    X(DEF162, ERROR, INPUT, "“{1}”写的是“{2}”，应为一个{3}")                                       \
    X(DEF163, ERROR, INPUT, "报表没有社区、街道或区县参数，定时不能写“{1}”")                       \
    X(DEF164, ERROR, INPUT, "定时里的参数“{1}”{2}")                                                \
    X(DEF165, ERROR, INPUT, "报送包的名称里不能有“{1}”")                                           \
    X(DEF166, ERROR, INPUT, "定时里的社区“{1}”写了两次")                                           \
    X(DEF167, ERROR, INPUT, "参数“{1}”必填又没有默认值，要在定时的“参数”里给出")
DEFINE_DIAGS(DIAG_DECLARE)

#endif
