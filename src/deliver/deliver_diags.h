/* The deliver room's catalogue: what is wrong with a package, a target or a sending. */
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
    X(DLV014, ERROR, INPUT, "“{1}”不对：{2}")                                                      \
    X(DLV015, ERROR, INPUT, "有了“{1}”就不能写“{2}”")                                              \
    X(DLV016, ERROR, INPUT, "“{1}”的报送目标要写“{2}”")                                            \
    X(DLV017, ERROR, INPUT, "“{1}”没有写成“文件 路径”或“凭据 名称”")                               \
    X(DLV018, ERROR, OUTSIDE, "“{1}”读不出：{2}")                                                  \
    X(DLV019, ERROR, INPUT, "{1} 不是只有自己能读，不能用来放“{2}”")                               \
    X(DLV020, ERROR, INPUT, "“{1}”的文件 {2} 里不是一行文字")                                      \
    X(DLV021, ERROR, INPUT, "“{1}”在回执的状态里写了两次")                                         \
    X(DLV022, ERROR, INPUT, "写了“{1}”，还要写“{2}”")                                              \
    X(DLV023, ERROR, OUTSIDE, "报送目标“{1}”没有送成：{2}")                                        \
    X(DLV024, ERROR, OUTSIDE, "报送目标“{1}”的证书不能相信：{2}")                                  \
    X(DLV025, ERROR, OUTSIDE, "报送目标“{1}”不接受我们的身份：{2}")                                \
    X(DLV026, ERROR, OUTSIDE, "报送目标“{1}”拒绝了：{2}")                                          \
    X(DLV027, ERROR, OUTSIDE, "报送目标“{1}”现在收不了：{2}")                                      \
    X(DLV028, ERROR, OUTSIDE, "报送目标“{1}”要我们转到别处：{2}")                                  \
    X(DLV029, ERROR, OUTSIDE, "报送目标“{1}”退回了报送包：{2}")                                    \
    X(DLV030, ERROR, OUTSIDE, "报送目标“{1}”的回答不是约定的回执，不能当作已经收下：{2}")          \
    X(DLV031, ERROR, OUTSIDE, "送到报送目标“{1}”的“{2}”，读回来与送出的不同")                      \
    X(DLV032, ERROR, OUTSIDE, "报送目标“{1}”的主机密钥与已知主机 {2} 里的不符，或那里没有")        \
    X(DLV033, ERROR, INPUT, "报送目标“{1}”的证书或私钥不能用：{2}")                                \
    X(DLV034, ERROR, OUTSIDE, "报送目标“{1}”的代理没有接通：{2}")                                  \
    X(DLV040, ERROR, INPUT, "报送包没有签名")                                                      \
    X(DLV041, NOTE, INPUT, "报送包“{1}”的签名完好，但没有核对签名人“{2}”的证书")                   \
    X(DLV042, ERROR, INPUT, "{1} 年的节假日里，“{2}”不是这一年的日期或起止")                       \
    X(DLV043, ERROR, INPUT, "{1} 既写了放假，又写了上班")                                          \
    X(DLV044, ERROR, INPUT, "“节假日”下面应当是年份，不是“{1}”")                                   \
    X(DLV045, ERROR, INPUT, "“{1}”不是一个电子邮件地址")

DELIVER_DIAGS(DIAG_DECLARE)

#endif
