/* The deliver room's catalogue: what is wrong with a package. */
#ifndef DELIVER_DIAGS_H
#define DELIVER_DIAGS_H

#include <huibao/base.h>

#define DELIVER_DIAGS(X)                                                                           \
    X(DLV001, ERROR, INPUT, "报送包里少了文件“{1}”")                                               \
    X(DLV002, ERROR, INPUT, "报送包里多出“{1}”，清单上没有")                                       \
    X(DLV003, ERROR, INPUT, "文件“{1}”有 {2} 字节，清单上是 {3} 字节")                             \
    X(DLV004, ERROR, INPUT, "文件“{1}”的内容与清单不符")                                           \
    X(DLV005, ERROR, INPUT, "“{1}”不是报送包：里面没有清单 manifest.json")                         \
    X(DLV006, ERROR, INPUT, "清单里不能有名为“{1}”的文件")                                         \
    X(DLV007, ERROR, INPUT, "清单的格式是“{1}”，这个程序只读得懂第 1 版")                          \
    X(DLV008, ERROR, INPUT, "清单里“{1}”的“{2}”不对：应是{3}")                                     \
    X(DLV009, ERROR, INPUT, "报送包里的“{1}”不是普通文件")                                         \
    X(DLV010, ERROR, USAGE, "{1} 里没有叫“{2}”的报送目标")                                         \
    X(DLV011, ERROR, OUTSIDE, "报送目标“{1}”的文件夹不在：{2}")                                    \
    X(DLV012, ERROR, INPUT, "报送目标“{1}”那里已有别的同名文件或文件夹：{2}")                      \
    X(DLV013, ERROR, INPUT, "“{1}”是空的")                                                         \
    X(DLV040, ERROR, INPUT, "报送包没有签名")                                                      \
    X(DLV041, NOTE, INPUT, "报送包“{1}”的签名完好，但没有核对签名人“{2}”的证书")

DELIVER_DIAGS(DIAG_DECLARE)

#endif
