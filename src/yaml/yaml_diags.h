/* The catalogue of YML codes. 00x the text and YAML itself, 01x keys and values. */
#ifndef YAML_DIAGS_H
#define YAML_DIAGS_H

#include <huibao/base.h>

#define YAML_DIAGS(X)                                                                              \
    X(YML001, ERROR, INPUT, "文件不是 UTF-8 编码，这里的字节无法识别")                             \
    X(YML002, ERROR, INPUT, "文件里有不允许的字符 {1}")                                            \
    X(YML003, ERROR, INPUT, "YAML 写法有误：{1}")                                                  \
    X(YML004, ERROR, INPUT, "不支持 YAML 的{1}写法")                                               \
    X(YML005, ERROR, INPUT, "嵌套超过 {1} 层")                                                     \
    X(YML006, ERROR, INPUT, "键必须是一段文字")                                                    \
    X(YML010, ERROR, INPUT, "{1}里没有“{2}”这个键")                                                \
    X(YML011, ERROR, INPUT, "键“{1}”重复：第 {2} 行已经写过“{3}”")                                 \
    X(YML012, ERROR, INPUT, "{1}缺少必填的键“{2}”")                                                \
    X(YML013, ERROR, INPUT, "“{1}”应当是{2}，这里是{3}")                                           \
    X(YML014, ERROR, INPUT, "“{1}”没有“{2}”这个取值，可用的有：{3}")                               \
    X(YML015, ERROR, INPUT, "本版本尚不支持“{1}”")                                                 \
    X(YML016, ERROR, INPUT, "“{1}”要在 {2} 到 {3} 之间，这里是 {4}")                               \
    X(YML017, WARNING, INPUT, "{1}两边是中文引号，会当作文字的一部分")
YAML_DIAGS(DIAG_DECLARE)

#endif
