/* The catalogue of SHT codes: what can be wrong with a spreadsheet file. */
#ifndef SHEET_DIAGS_H
#define SHEET_DIAGS_H

#include <huibao/base.h>

#define SHEET_DIAGS(X)                                                                             \
    X(SHT001, ERROR, INPUT, "“{1}”是 ZIP 压缩文件，但不是 Excel 工作簿（XLSX）")                   \
    X(SHT002, ERROR, INPUT, "工作簿“{1}”已损坏：{2}")                                              \
    X(SHT003, ERROR, INPUT, "工作簿“{1}”设了打开密码")                                             \
    X(SHT004, ERROR, INPUT, "“{1}”不是能读的 XLS 工作簿")                                          \
    X(SHT005, ERROR, INPUT, "工作簿“{1}”解开后大得不正常，没有读")                                 \
    X(SHT006, ERROR, INPUT, "工作簿“{1}”的 {2} 含有不允许的 XML 声明")                             \
    X(SHT007, ERROR, INPUT, "这一行有 {1} 列，超过上限 {2} 列")                                    \
    X(SHT009, ERROR, INPUT, "这一格的公式没有算好的结果")                                          \
    X(SHT010, ERROR, INPUT, "工作簿“{1}”里没有工作表")                                             \
    X(SHT011, ERROR, INPUT, "工作簿“{1}”的文字太多，超过 {2} 字节")

SHEET_DIAGS(DIAG_DECLARE)

#endif
