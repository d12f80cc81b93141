/* The sign room's catalogue. */
#ifndef SIGN_DIAGS_H
#define SIGN_DIAGS_H

#include <huibao/base.h>

#define SIGN_DIAGS(X)                                                                              \
    X(SGN001, ERROR, INPUT, "私钥文件 {1} 别人也能读，没有用它")                                   \
    X(SGN002, ERROR, INPUT, "{1} 里没有能读的证书")                                                \
    X(SGN003, ERROR, INPUT, "{1} 里没有能读的私钥")                                                \
    X(SGN004, ERROR, INPUT, "私钥 {1} 与证书 {2} 不是一对")                                        \
    X(SGN005, ERROR, INPUT, "不能用证书 {1} 签名：它{2}")                                          \
    X(SGN006, ERROR, INPUT, "用私钥 {1} 签不了名")                                                 \
    X(SGN007, ERROR, INPUT, "{1} 不是能核对的签名")                                                \
    X(SGN008, ERROR, INPUT, "签名 {1} 与内容不符：签名以后内容变了，或签的不是它")                 \
    X(SGN009, ERROR, INPUT, "签名人“{1}”的证书不能相信：{2}")

SIGN_DIAGS(DIAG_DECLARE)

#endif
