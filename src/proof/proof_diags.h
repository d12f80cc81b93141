/* The catalogue of PRF codes: what proofreading finds. Every one can be switched off by its code. */
#ifndef PROOF_DIAGS_H
#define PROOF_DIAGS_H

#include <huibao/base.h>

#define PROOF_DIAGS(X)                                                                             \
    X(PRF001, WARNING, INPUT, "没有填完或没有删净的“{1}”{2}")                                      \
    X(PRF002, WARNING, INPUT, "序号不连贯：“{1}”之后应是“{2}”，这里是“{3}”")                       \
    X(PRF003, WARNING, INPUT, "中文里用了半角标点“{1}”{2}")                                        \
    X(PRF004, WARNING, INPUT, "文号“{1}”写法不合规范")                                             \
    X(PRF005, WARNING, INPUT, "说是{1}，列出来的有 {2} 项")                                        \
    X(PRF006, WARNING, INPUT, "计量单位不一致或不规范：“{1}”")                                     \
    X(PRF007, WARNING, INPUT, "名称前后不一：这里是“{1}”，别处（第 {2} 行起 {3} 处）是“{4}”")      \
    X(PRF008, WARNING, INPUT, "量词“{1}”多半有误")                                                 \
    X(PRF009, WARNING, INPUT, "约数“{1}”自相矛盾")                                                 \
    X(PRF010, WARNING, INPUT, "{1}与{2}重复")                                                      \
    X(PRF011, WARNING, INPUT, "“{1}”连写了两遍")                                                   \
    X(PRF012, WARNING, INPUT, "标题“{1}”下面没有内容")                                             \
    X(PRF013, WARNING, INPUT, "标题里有“{1}”，这一部分却没有写到")                                 \
    X(PRF014, WARNING, INPUT, "这一段末尾没有句末标点，话可能没有说完")                            \
    X(PRF015, WARNING, INPUT, "出现了没有遮盖的{1}“{2}”")                                          \
    X(PRF016, WARNING, INPUT, "出现了没有隐去的姓名“{1}”")                                         \
    X(PRF017, WARNING, INPUT, "标题与第 {1} 行的“{2}”几乎一样")                                    \
    X(PRF018, WARNING, INPUT, "日期“{1}”{2}")                                                      \
    X(PRF019, WARNING, INPUT, "“{1}”：已经说了增减，数字不再带负号")                               \
    X(PRF020, WARNING, INPUT, "“{1}”多半是“{2}”")                                                  \
    X(PRF021, WARNING, INPUT, "“{1}”没有与它配对的“{2}”")                                          \
    X(PRF022, WARNING, INPUT, "标点连用有误：“{1}”")                                               \
    X(PRF023, NOTE, INPUT, "汉字与数字、汉字与汉字之间有多余的空格{1}")                            \
    X(PRF024, WARNING, INPUT, "数字用了全角：“{1}”")                                               \
    X(PRF025, NOTE, INPUT, "{1}之间通常不用顿号{2}")                                               \
    X(PRF026, WARNING, INPUT, "“{1}”超过了 100%")
PROOF_DIAGS(DIAG_DECLARE)

#endif
